"""Every unit that serves a room, a stretch at a time."""

from dataclasses import dataclass, replace

from advisor.advice.contract import PickLine
from advisor.advice.picks import pick_lines, pick_source
from advisor.advice.run import KeptRooms, run_room
from advisor.engine.answers import Answers


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Some of the units that serve, best first, and how many there are in all."""

    lines: list[PickLine]
    of: int


def stretch_that_serves(
    answers: Answers, *, start: int, count: int, units: str, kept: KeptRooms | None = None
) -> Stretch:
    """The units from place ``start`` (0: the first pick) on, in the order of the picks; one
    machine stands there under each of its labels.

    Raises ``advisor.reference.places.UnknownZip``.
    """
    run = run_room(answers, None, kept=kept)
    rows = run.ranking.order[start : start + count].tolist()
    source = pick_source(
        run.setup,
        run.study,
        run.ranking,
        rows,
        terms=run.terms,
        labels={},
        units=units,
    )
    lines = [replace(each, rank=start + each.rank) for each in pick_lines(source, rows)]
    return Stretch(lines=lines, of=run.ranking.order.size)
