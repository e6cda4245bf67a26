"""A room as usual for its kind and size: told by its place, its size and the wishes alone."""

from advisor.engine.bill import room_loads
from advisor.engine.electricity import use_of_power
from advisor.engine.equipment import IntArray, take
from advisor.engine.money import Upfront, rates
from advisor.engine.needed import need
from advisor.engine.records import changed
from advisor.engine.room import describe
from advisor.engine.season import simulate
from advisor.engine.study import PURCHASE, Study

OF_THE_ROOM = frozenset(
    {
        *("exterior_walls", "above", "below", "ceiling", "insulation", "drafts", "windows"),
        *("glass", "facing", "shade", "garage_door", "below_grade", "walkout"),
        *("people", "watts", "use", "hold"),
    }
)
"""Plain answers about the room itself, which its owner judges by eye."""


def as_usual(study: Study, rows: IntArray) -> Study | None:
    """The same place and wishes with the units of ``rows`` alone, and the room as usual for its
    kind and size; ``None`` where nothing was told of it, so that it is the usual one."""
    told = {name: None for name in OF_THE_ROOM if getattr(study.answers, name) is not None}
    if not told:
        return None
    answers = changed(study.answers, **told)
    place, room = study.place, describe(answers)
    loads = room_loads(room, place, answers)
    goal = answers.goal or "both"
    heating = goal != "cooling" and loads.heating.likely > 0
    cooling = goal != "heating" and loads.cooling.likely > 0
    needed = need(loads, room, place, heating=heating, cooling=cooling)
    use = use_of_power(answers, loads, room, place, needed, tariff=study.tariff)
    units, curves = take(study.units, rows), take(study.curves, rows)
    lines = {name: each[rows] for name, each in study.upfront.lines.items()}
    bought = {name: getattr(study.bought, name)[rows] for name in PURCHASE}
    return changed(
        study,
        answers=answers,
        room=room,
        loads=loads,
        needed=needed,
        units=units,
        curves=curves,
        season=simulate(needed, units, curves),
        bought=changed(study.bought, **bought),
        upfront=Upfront(lines=lines, alone={}),
        rates=rates(answers, place.prices, use=use),
        heating_wanted=heating and needed.heat_btu > 0,
        cooling_wanted=cooling,
        use=use,
    )
