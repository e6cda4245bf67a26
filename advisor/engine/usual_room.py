"""A room as usual for its kind and size: told by its place, its size and the wishes alone."""

from advisor.engine.equipment import IntArray, take
from advisor.engine.money import Upfront
from advisor.engine.records import changed
from advisor.engine.season import simulate
from advisor.engine.study import PURCHASE, Study, room_without_rates

OF_THE_ROOM = frozenset(
    {
        *("exterior_walls", "above", "below", "ceiling", "insulation", "drafts", "windows"),
        *("glass", "facing", "shade", "garage_door", "below_grade", "walkout"),
        *("people", "watts", "use", "hold"),
    }
)
"""Plain answers about the room itself, which its owner judges by eye."""


def as_usual(study: Study, rows: IntArray) -> Study | None:
    """The same place, prices, and wishes with the units of ``rows``, and the room as usual for
    its kind and size; ``None`` where nothing was told of it, so that it is the usual one."""
    told = {name: None for name in OF_THE_ROOM if getattr(study.answers, name) is not None}
    if not told:
        return None
    alone = room_without_rates(changed(study.answers, **told), study.place)
    units, curves = take(study.units, rows), take(study.curves, rows)
    lines = {name: each[rows] for name, each in study.upfront.lines.items()}
    bought = {name: getattr(study.bought, name)[rows] for name in PURCHASE}
    return changed(
        study,
        units=units,
        curves=curves,
        season=simulate(alone["needed"], units, curves),
        bought=changed(study.bought, **bought),
        upfront=Upfront(lines=lines, alone={}),
        **alone,
    )
