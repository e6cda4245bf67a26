"""``advise``: the one call that the page, the command line, the embed and the benchmarks make."""

from collections.abc import Sequence
from datetime import date

from advisor.advice.assumptions import list_assumptions
from advisor.advice.contract import Advice, Comparison, JudgedUnit, Pick
from advisor.advice.eligible_rebates import market_note, rebates_for
from advisor.advice.judge import cannot_judge, judge_alone, judge_ranked, judge_studied
from advisor.advice.leading import leading
from advisor.advice.picks import PickSource, full_picks, pick_lines, pick_source
from advisor.advice.room_facts import describe_load, describe_site, judge_types
from advisor.advice.sentences import cautions, headline
from advisor.advice.setup import Setup, set_up
from advisor.advice.what_if import count_excluded, run_improved, what_would_change
from advisor.engine import rank
from advisor.engine.answers import Answers
from advisor.engine.money import terms as owning_terms
from advisor.engine.ranking import MOST_PICKS, distinct, labels
from advisor.engine.verdict import improvement as find_improvement
from advisor.engine.verdict import outcome as find_outcome


def advise(
    answers: Answers, *, units: str = "us", today: date | None = None, full: int = MOST_PICKS
) -> Advice:
    """The advice for one room: the one call behind every page and the command line.

    ``units`` is ``us`` or ``metric`` and only changes sentences. ``today`` ages prices. ``full``
    says how many units are told in full, in ``picks``: the labelled ones and the best of other
    brands; the rest of the ten are in ``others``, on one line each. Raises
    ``advisor.reference.places.UnknownZip`` for a ZIP code without a neighbour that we know. Two
    queries, more only after the catalog changed.
    """
    setup = set_up(answers.zip, today)
    study = setup.study(answers)
    ranking = rank(study)
    improvement = find_improvement(study)
    improved_run = run_improved(setup, improvement)
    outcome = find_outcome(study, ranking, improvement)
    picked = distinct(study, ranking.order)
    asked = setup.inventory.row(answers.model) if answers.model else None
    terms = owning_terms(answers)
    source = pick_source(
        setup,
        study,
        ranking,
        picked if asked is None or asked in picked else [*picked, asked],
        terms=terms,
        labels=labels(study, picked),
        units=units,
    )
    in_full = leading(
        picked,
        most=full,
        labelled=source.labels.__contains__,
        brand=lambda row: setup.inventory.cards[row].brand,
    )
    picks = full_picks(source, [row for row in source.rows if row in in_full or row == asked])
    judged = _judge(setup, source, answers, asked, picks)
    best = picked[0] if picked else None
    return Advice(
        outcome=outcome,
        headline=headline.headline(
            study,
            ranking,
            outcome=outcome,
            improvement=improvement,
            best_saving=None if best is None else source.savings[best],
        ),
        warnings=cautions.room_cautions(
            study,
            ranking,
            outcome=outcome,
            improvement=improvement,
            improved=(improved_run.study, improved_run.ranking) if improved_run else None,
            units=units,
        ),
        site=describe_site(study),
        load=describe_load(study, units=units),
        types=judge_types(study, units=units),
        picks=[picks[row] for row in in_full],
        others=pick_lines(source, [row for row in picked if row not in in_full]),
        excluded=count_excluded(study, ranking, units=units),
        would_change=what_would_change(
            study,
            ranking,
            best=best,
            improved_run=improved_run,
            inventory=setup.inventory,
            units=units,
        ),
        assumptions=list_assumptions(study, terms, source.rows, units=units),
        versions=setup.versions,
        considered=len(setup.inventory.units),
        today=setup.today,
        judged=judged,
        rebates=[] if best is None else rebates_for(study, best, setup.costs, setup.today),
        market_note=None if best is None else market_note(study, best, setup.costs),
        terms=terms,
        judged_note=cannot_judge() if answers.model and judged is None else None,
    )


def _judge(
    setup: Setup,
    source: PickSource,
    answers: Answers,
    asked: int | None,
    picks: dict[int, Pick],
) -> JudgedUnit | None:
    """The unit that ``model`` names: ranked, or alone where it may not be picked."""
    if asked is not None:
        return judge_ranked(source.study, source.ranking, picks[asked], asked, units=source.units)
    alone = setup.inventory.only(answers.model) if answers.model else None
    return None if alone is None else judge_alone(setup, answers, alone, units=source.units)


def compare(
    answers: Answers, slugs: Sequence[str], *, units: str = "us", today: date | None = None
) -> Comparison:
    """These very units for one room, whether they may be picked or not.

    Each is simulated alone: how well a unit does never depends on the others. Raises as
    ``advise`` does, and asks the database as much.
    """
    setup = set_up(answers.zip, today)
    known = {slug: alone for slug in slugs if (alone := setup.inventory.only(slug)) is not None}
    studies = {slug: setup.study(answers, alone) for slug, alone in known.items()}
    room = next(iter(studies.values()), None) or setup.study(answers, setup.inventory.empty())
    return Comparison(
        site=describe_site(room),
        load=describe_load(room, units=units),
        mild_heat_btu_h=room.mild_heat_btu_h if room.heating_wanted else 0.0,
        mild_cooling_btu_h=0.5 * room.loads.cooling.likely if room.cooling_wanted else 0.0,
        judged=[
            judge_studied(setup, study, known[slug], units=units) for slug, study in studies.items()
        ],
        unknown=[slug for slug in slugs if slug not in known],
        versions=setup.versions,
        heating_wanted=room.heating_wanted,
        cooling_wanted=room.cooling_wanted,
    )
