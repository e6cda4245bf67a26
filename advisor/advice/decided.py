"""What decides one advice, in words: its headline, its safety, its folds, and the shown units."""

from dataclasses import dataclass

from advisor.advice.choose import ChosenUnits
from advisor.advice.contract import InKind, Pick
from advisor.advice.run import RoomRun
from advisor.advice.sentences.cautions import of_first, room_cautions
from advisor.advice.sentences.folds import decided_by, folds
from advisor.advice.sentences.headline import Headline, headline
from advisor.advice.sentences.headline_facts import HeadlineFacts
from advisor.advice.sentences.rent_in_words import cools_for_less_in_short
from advisor.advice.sentences.safety import safety
from advisor.advice.sentences.through_wall_in_words import in_kind
from advisor.advice.shown_words import with_words
from advisor.engine.verdict import nominal_size


@dataclass(frozen=True, kw_only=True)
class DecidingWords:
    """The words of an advice that all come from the same deciding figures."""

    headline: Headline
    warnings: list[str]  # all of them, those on safety last
    safety: list[str]
    of_first: list[str]  # those of the warnings that hold of the first pick alone
    folds: dict[str, str]
    picks: list[Pick]  # the first of them with catch, match and difference
    in_kind: InKind | None


def facts_of(run: RoomRun, chosen: ChosenUnits, *, units: str) -> HeadlineFacts:
    """The figures of a room that may decide its headline."""
    return HeadlineFacts(
        study=run.study,
        ranking=run.ranking,
        outcome=run.outcome,
        improvement=run.improvement,
        improved=run.improved,
        saved=None if run.best is None else chosen.source.savings[run.best],
        units=units,
    )


def decided(run: RoomRun, chosen: ChosenUnits, *, units: str) -> DecidingWords:
    """Headline, safety, folds and the words of the shown units of one room."""
    facts = facts_of(run, chosen, units=units)
    leads = headline(facts)
    cards, best = run.setup.inventory.cards, run.best
    shown = [pick for pick in chosen.picks if pick.slug in chosen.shown]
    points = {place: pick.points for place, pick in enumerate(shown)}
    refrigerant = "" if best is None else cards[best].refrigerant
    of_this = [] if best is None else of_first(run.study, best, refrigerant, units=units)
    stays_open = safety(run.study, best, refrigerant=refrigerant, improvement=run.improvement)
    return DecidingWords(
        headline=leads,
        warnings=[*_cautions(run, units=units), *stays_open],
        safety=stays_open,
        of_first=of_this,
        folds=folds(
            facts,
            why=decided_by(facts, points),
            left_out=len(cards) - int(run.ranking.order.size),
            told=leads.key,
        ),
        picks=with_words(
            chosen.source,
            chosen.picks,
            shown,
            told=leads.key,
            plainer=cools_for_less_in_short(facts) if shown else "",
        ),
        in_kind=in_kind(run.study, run.ranking, size_btu_h=nominal_size(run.study), units=units),
    )


def _cautions(run: RoomRun, *, units: str) -> list[str]:
    return room_cautions(
        run.study,
        run.ranking,
        outcome=run.outcome,
        improvement=run.improvement,
        improved=run.improved,
        units=units,
    )
