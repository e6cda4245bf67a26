"""``advise``: the one call that the page, the command line, the embed and the benchmarks make."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from advisor.advice.assumptions import list_assumptions
from advisor.advice.contract import Advice, Comparison, TypeAdvice, Versions
from advisor.advice.eligible_rebates import rebates_for
from advisor.advice.picks import judge_alone, judge_ranked, make_picks
from advisor.advice.room_facts import describe_load, describe_site
from advisor.advice.sentences import cautions, exclusions, headline, prices_in_words
from advisor.advice.setup import study_alone
from advisor.advice.what_if import after_work, count_excluded, what_would_change
from advisor.engine import rank, study
from advisor.engine.answers import Answers
from advisor.engine.money import (
    terms,
)
from advisor.engine.ranking import distinct, labels
from advisor.engine.verdict import (
    improvement,
    outcome,
    saving,
    type_verdicts,
)
from advisor.listing import inventory
from advisor.reference.costs import costs_for
from advisor.reference.places import find_place


def advise(answers: Answers, *, units: str = "us", today: date | None = None) -> Advice:
    """The advice for one room: the one call behind every page and the command line.

    ``units`` is ``us`` or ``metric`` and only changes sentences. ``today`` ages prices. Raises
    ``advisor.reference.places.UnknownZip`` for a ZIP code without a neighbour that we know. Two
    queries, more only after the catalogue changed.
    """
    place = find_place(answers.zip)
    stock = inventory.current()
    day = today or datetime.now(tz=UTC).date()
    costs = costs_for(place.data_version)
    work = {code: line.dollars for code, line in costs.lines.items()}
    found = study(
        answers,
        place,
        stock.units,
        stock.curves,
        today=day.toordinal(),
        installation=work,
        tuning=costs.tuning,
    )
    ranking = rank(found)
    better = improvement(found)
    after = after_work(found, better, day, work)
    verdict = outcome(found, ranking, better)
    picked = distinct(found, ranking.order)
    asked = stock.row(answers.model) if answers.model else None
    rows = picked if asked is None or asked in picked else [*picked, asked]
    savings = {row: saving(found, row) for row in rows}
    best_saving = savings[picked[0]] if picked else None
    counted = terms(answers)
    made = make_picks(
        found,
        ranking,
        rows,
        savings=savings,
        stock=stock,
        costs=costs,
        named=labels(found, picked),
        units=units,
    )
    alone = stock.only(answers.model) if answers.model and asked is None else None
    if asked is not None:
        judged = judge_ranked(found, ranking, made[rows.index(asked)], asked, units=units)
    elif alone is not None:
        judged = judge_alone(
            study_alone(answers, place, alone, costs, day), alone, costs, units=units
        )
    else:
        judged = None
    return Advice(
        outcome=verdict,
        headline=headline.headline(
            found, ranking, outcome=verdict, better=better, best_saving=best_saving
        ),
        warnings=cautions.room_cautions(
            found, ranking, outcome=verdict, better=better, after=after, units=units
        ),
        site=describe_site(found),
        load=describe_load(found, units=units),
        types=[
            TypeAdvice(
                type=told.type,
                verdict=told.verdict,
                why=exclusions.type_reason(found, told, units=units),
            )
            for told in type_verdicts(found)
        ],
        picks=made[: len(picked)],
        excluded=count_excluded(found, ranking, units=units),
        would_change=what_would_change(
            found,
            ranking,
            best=picked[0] if picked else None,
            after=after,
            stock=stock,
            units=units,
        ),
        assumptions=list_assumptions(found, counted, [pick.type for pick in made], units=units),
        versions=Versions(engine=costs.engine, catalog=stock.version, data=place.data_version),
        considered=len(stock.units),
        today=day,
        judged=judged,
        rebates=rebates_for(found, picked, costs, day) if picked else [],
        market_note=prices_in_words.market_note(found, picked[0], costs.mini_split_installed)
        if picked
        else None,
        terms=counted,
        judged_note=exclusions.cannot_judge() if answers.model and judged is None else None,
    )


def compare(
    answers: Answers, slugs: Sequence[str], *, units: str = "us", today: date | None = None
) -> Comparison:
    """These very units for one room, whether they may be picked or not.

    Each is simulated alone: how well a unit does never depends on the others. Raises as
    ``advise`` does, and asks the database as much.
    """
    place = find_place(answers.zip)
    stock = inventory.current()
    day = today or datetime.now(tz=UTC).date()
    costs = costs_for(place.data_version)
    known = {slug: alone for slug in slugs if (alone := stock.only(slug)) is not None}
    studied = {
        slug: study_alone(answers, place, alone, costs, day) for slug, alone in known.items()
    }
    room = next(iter(studied.values()), None) or study_alone(
        answers, place, stock.empty(), costs, day
    )
    return Comparison(
        site=describe_site(room),
        load=describe_load(room, units=units),
        mild_heat_btu_h=room.mild_heat_btu_h if room.heating_wanted else 0.0,
        mild_cooling_btu_h=0.5 * room.loads.cooling.likely if room.cooling_wanted else 0.0,
        judged=[
            judge_alone(found, known[slug], costs, units=units) for slug, found in studied.items()
        ],
        unknown=[slug for slug in slugs if slug not in known],
        versions=Versions(engine=costs.engine, catalog=stock.version, data=place.data_version),
        heating_wanted=room.heating_wanted,
        cooling_wanted=room.cooling_wanted,
    )
