"""``compare``: chosen units against one room, by the figures of the advice."""

from collections.abc import Sequence
from datetime import date

from advisor.advice.choose import judge_units
from advisor.advice.contract import Comparison, JudgedUnit
from advisor.advice.going_on import going_on
from advisor.advice.judge import judge_studied
from advisor.advice.room_facts import describe_load, describe_site
from advisor.advice.run import KeptRooms, run_room
from advisor.advice.setup import Setup, set_up
from advisor.engine import Study
from advisor.engine.answers import Answers
from advisor.engine.owning import terms


def compare(
    answers: Answers,
    slugs: Sequence[str],
    *,
    units: str = "us",
    today: date | None = None,
    kept: KeptRooms | None = None,
) -> Comparison:
    """These very units for one room, whether they may be picked or not.

    A room that is ``kept`` is not studied again, and one that is not is kept then, with the whole
    catalog. Without ``kept`` each unit is simulated alone: how well a unit does never depends on
    the others. Raises as ``advise`` does, and asks the database as much.
    """
    if kept is not None:
        run = run_room(answers, today, kept=kept)
        judged = judge_units(run, slugs, units=units)
        return _comparison(run.setup, run.study, slugs, judged, units=units)
    setup = set_up(answers.zip, today)
    known = {slug: alone for slug in slugs if (alone := setup.inventory.only(slug)) is not None}
    studies = {slug: setup.study(answers, alone) for slug, alone in known.items()}
    room = next(iter(studies.values()), None) or setup.study(answers, setup.inventory.empty())
    judged = {
        slug: judge_studied(setup, study, known[slug], units=units)
        for slug, study in studies.items()
    }
    return _comparison(setup, room, slugs, judged, units=units)


def _comparison(
    setup: Setup, room: Study, slugs: Sequence[str], judged: dict[str, JudgedUnit], *, units: str
) -> Comparison:
    nothing, little = going_on(room, terms(room.answers))
    return Comparison(
        site=describe_site(room, units=units),
        load=describe_load(room, units=units),
        mild_heat_btu_h=room.mild_heat_btu_h if room.heating_wanted else 0.0,
        mild_cooling_btu_h=0.5 * room.loads.cooling.likely if room.cooling_wanted else 0.0,
        judged=list(judged.values()),
        unknown=[slug for slug in slugs if slug not in judged],
        versions=setup.versions,
        nothing=nothing,
        little=little,
        heating_wanted=room.heating_wanted,
        cooling_wanted=room.cooling_wanted,
    )
