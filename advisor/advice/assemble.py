"""``advise``: the one call that the page, the command line, the embed and the benchmarks make."""

from collections.abc import Collection
from datetime import date
from typing import Any

from advisor.advice.assumptions import list_assumptions
from advisor.advice.choose import ChosenUnits, choose
from advisor.advice.contract import Advice, RatesTold
from advisor.advice.decided import decided
from advisor.advice.eligible_rebates import market_note, place_contacts, rebates_for
from advisor.advice.going_on import describe_rates, going_on
from advisor.advice.next_question import next_question
from advisor.advice.room_facts import describe_load, describe_site
from advisor.advice.run import KeptRooms, RoomRun, run_room
from advisor.advice.sentences.priority_in_words import priority_note
from advisor.advice.type_advice import judge_types
from advisor.advice.what_if import count_excluded, what_would_change
from advisor.engine.answers import Answers
from advisor.engine.ranking import MOST_PICKS


def advise(
    answers: Answers,
    *,
    units: str = "us",
    today: date | None = None,
    full: int = MOST_PICKS,
    passed: Collection[str] = (),
    kept: KeptRooms | None = None,
    behind: bool = True,
) -> Advice:
    """The advice for one room: the one call behind every page and the command line.

    ``units`` is ``us`` or ``metric`` and only changes sentences. ``today`` ages prices. ``full``
    says how many units are described in full, in ``picks``: first those that every page shows; the
    rest are ``others``, on one line each. ``passed`` names the answers that the visitor does not
    know, and that are not asked for again. ``kept`` are the rooms that need not be studied again.
    Without ``behind`` what a page folds away is empty (``_folded_away``, ``_behind`` of ``picks``).
    Two queries, more after the catalog changed. Raises ``advisor.reference.places.UnknownZip``.
    """
    run = run_room(answers, today, kept=kept)
    setup, study, ranking, terms = run.setup, run.study, run.ranking, run.terms
    chosen = choose(run, terms=terms, full=full, units=units, behind=behind)
    nothing, little = going_on(study, terms)
    words = decided(run, chosen, units=units)
    return Advice(
        outcome=run.outcome,
        headline=words.headline.text,
        headline_key=words.headline.key,
        pair=words.headline.pair,
        safety=words.safety,
        decided_by=words.folds["why"],
        folds=words.folds,
        warnings=words.warnings,
        of_first=words.of_first,
        site=describe_site(study, units=units),
        load=describe_load(study, units=units, behind=behind),
        in_kind=words.in_kind,
        picks=words.picks,
        shown=chosen.shown,
        others=chosen.others,
        excluded=count_excluded(study, ranking, units=units),
        **_folded_away(run, chosen, units=units, made=behind),
        versions=setup.versions,
        permission_lets_in=run.permission_lets_in,
        chance_to_stay=chosen.source.stays,
        cools_unasked=run.cools_unasked,
        ties=[[unit.slug for unit in chosen.tied]] if chosen.tied else [],
        tied=chosen.tied,
        archive=chosen.archive,
        nothing=nothing,
        contacts=place_contacts(setup.costs, study.place.state),
        next_question=next_question(study, ranking, passed=passed, units=units),
        little=little,
        considered=len(setup.inventory.units),
        today=setup.today,
        judged=chosen.judged,
        terms=terms,
        priority_note=priority_note(study, ranking, setup.inventory.cards),
        judged_note=chosen.judged_note,
    )


def _folded_away(run: RoomRun, chosen: ChosenUnits, *, units: str, made: bool) -> dict[str, Any]:
    """The fields of an advice that no page shows before it is asked for more; empty unless they
    are to be ``made``."""
    setup, study, best = run.setup, run.study, run.best
    if not made:
        nothing: dict[str, Any] = {"types": [], "would_change": [], "assumptions": []}
        return {**nothing, "ways_in": [], "rebates": [], "market_note": None, "rates": RatesTold()}
    ways = run.ways_in(units=units)
    return {
        "types": judge_types(run, units=units),
        "ways_in": ways,
        "would_change": [f"{way.change}: {way.then}" for way in ways]
        if best is None
        else what_would_change(
            study, run.ranking, best=best, improved_run=run.improved, setup=setup, units=units
        ),
        "assumptions": list_assumptions(study, run.terms, chosen.source.rows, units=units),
        "rebates": [] if best is None else rebates_for(setup, study, best),
        "market_note": None if best is None else market_note(study, best, setup.costs),
        "rates": describe_rates(setup, study, best),
    }
