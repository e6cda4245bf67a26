"""Which units an advice shows: in full, on one line, and the one that is asked about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from advisor.advice.contract import JudgedUnit, Pick, PickLine, TiedUnit
from advisor.advice.judge import cannot_judge, judge_alone, judge_ranked
from advisor.advice.leading import SHOWN, leading
from advisor.advice.picks import PickSource, full_picks, pick_lines, pick_source
from advisor.advice.run import RoomRun
from advisor.advice.second_shelf import second_shelf
from advisor.advice.sentences.difference import difference, twins
from advisor.advice.sentences.ties_in_words import tied_units
from advisor.engine.owning import Terms
from advisor.engine.pick_labels import labels
from advisor.listing.inventory import Card


@dataclass(frozen=True, kw_only=True, eq=False)
class ChosenUnits:
    """The units of an advice, and what they were made from."""

    picks: list[Pick]
    shown: list[str]  # slugs of the few that every page shows first
    others: list[PickLine]
    judged: JudgedUnit | None
    judged_note: str | None  # where the answers name a unit and nobody can judge it
    archive: list[Pick]  # of the second shelf, where the first has nothing or the answers ask
    source: PickSource
    tied: list[TiedUnit]  # that win about as often as the first, which leads them


def choose(
    run: RoomRun, *, terms: Terms, full: int, units: str, behind: bool = True
) -> ChosenUnits:
    """``full`` picks in full, those that every page shows before any other, the rest on lines, and
    the unit that the answers name, judged.

    Without ``behind`` picks and lines are those of a page on which nothing is unfolded."""
    cards, answers, picked = run.setup.inventory.cards, run.study.answers, run.picked
    asked = run.setup.inventory.row(answers.model) if answers.model else None
    source = pick_source(
        run.setup,
        run.study,
        run.ranking,
        picked if asked is None or asked in picked else [*picked, asked],
        terms=terms,
        labels=labels(run.study, picked),
        units=units,
    )
    shown = leading(
        picked,
        most=SHOWN,
        likeness=_likeness(run),
        turn=lambda row: 0 if row in run.ranking.ties else 1 if row in source.labels else 2,
        brand=lambda row: cards[row].brand,
        last=lambda row: bool(run.ranking.less_is_known(row, picked[0])),
    )
    in_full = [*shown, *(row for row in picked if row not in shown)][:full]
    rows = [row for row in source.rows if row in in_full or row == asked]
    picks = full_picks(source, rows, behind=behind or asked is not None)
    judged = _judge(run, asked, picks, units=units)
    return ChosenUnits(
        picks=[picks[row] for row in picked if row in in_full],
        shown=[cards[row].slug for row in shown],
        others=pick_lines(source, [row for row in picked if row not in in_full], behind=behind),
        judged=judged,
        judged_note=cannot_judge() if answers.model and judged is None else None,
        archive=[]
        if picked and answers.stock != "any"
        else second_shelf(run.setup, answers, terms=terms, units=units),
        source=source,
        tied=_tied(run, source, behind=behind),
    )


def _likeness(run: RoomRun) -> Callable[[int, Sequence[int]], int]:
    """How alike a unit is to those already shown, the first leading them: 2 where no fact tells it
    from one of them, 1 where its single difference to the first is that of another, else 0."""
    cards, study = run.setup.inventory.cards, run.study

    @cache
    def told(row: int, first: int) -> str:
        # In one system of units: who reads in the other sees the same units.
        return difference(study, row, first, besides=(), units="us", **_seen(cards[row]))

    def likeness(row: int, shown: Sequence[int]) -> int:
        if any(twins(study, row, each, **_seen(cards[row])) for each in shown):
            return 2
        return int(any(told(row, shown[0]) == told(each, shown[0]) for each in shown[1:]))

    return likeness


def _seen(card: Card) -> dict[str, date | None]:
    """The days on which its price and its sale were seen."""
    return {"price_seen": card.price_seen, "sale_seen": card.sale_seen}


def _tied(run: RoomRun, source: PickSource, *, behind: bool) -> list[TiedUnit]:
    inventory = run.setup.inventory
    return tied_units(
        run.study,
        run.ranking,
        names={row: inventory.cards[row].name for row in run.ranking.ties},
        slugs={row: inventory.cards[row].slug for row in run.ranking.ties},
        share_of=source.first_share,
        behind=behind,
    )


def _judge(
    run: RoomRun, asked: int | None, picks: dict[int, Pick], *, units: str
) -> JudgedUnit | None:
    """The unit that ``model`` names: ranked, or alone where it may not be picked."""
    if asked is not None:
        return judge_ranked(run.study, run.ranking, picks[asked], asked, units=units)
    answers = run.study.answers
    alone = run.setup.inventory.only(answers.model) if answers.model else None
    return None if alone is None else judge_alone(run.setup, answers, alone, units=units)


def judge_units(run: RoomRun, slugs: Sequence[str], *, units: str) -> dict[str, JudgedUnit]:
    """Slug → how this unit does in the room, whether it may be picked or not, in the order asked
    for; without those that nobody knows. Only what is on another shelf is studied here."""
    inventory, found = run.setup.inventory, {}
    rows = {slug: row for slug in slugs if (row := inventory.row(slug)) is not None}
    shown = list(rows.values())
    source = pick_source(
        run.setup, run.study, run.ranking, shown, terms=run.terms, labels={}, units=units
    )
    picks = full_picks(source, shown)
    for slug in slugs:
        row = rows.get(slug)
        alone = inventory.only(slug) if row is None else None
        if row is not None:
            found[slug] = judge_ranked(run.study, run.ranking, picks[row], row, units=units)
        elif alone is not None:
            found[slug] = judge_alone(run.setup, run.study.answers, alone, units=units)
    return found
