"""The temperature of a room through eight days, with the one that is wanted dotted."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.drawing.axes import nice_step
from advisor.drawing.geometry import Label, Point, Tick, path_of

WIDTH, HEIGHT = 340, 156
LEFT, RIGHT, TOP, FLOOR = 34, 6, 22, 128
NAME_ROOM = 0.6  # of a step of the grid
LEAST_SPAN = 8.0
"""Degrees from the floor to the top at least: a dip of one degree is not drawn as a canyon."""


@dataclass(frozen=True, kw_only=True)
class WeekChart:
    width: int
    height: int
    left: int
    right: int
    lines: str  # one path for the grid
    wanted: float  # y of the dotted line
    room: str  # points of the line
    grid: tuple[Tick, ...]  # temperatures at the left
    ticks: tuple[Tick, ...]  # the days below
    label: Label  # the temperature that is farthest off


def week_chart(
    room: Sequence[float],
    *,
    wanted: float,
    days: Sequence[str],
    named_hours: int,
    farthest: str,
    cold: bool,
) -> WeekChart:
    """Hourly temperatures of whole days, in the visitor's degrees; ``days`` are their names and
    ``farthest`` the lowest temperature of the first ``named_hours`` in words, or in a hot week the
    highest."""
    low, high = min(*room, wanted), max(*room, wanted)
    step = nice_step(max(high - low, LEAST_SPAN), 3)
    bottom, top = math.floor(low / step) * step, math.ceil(high / step) * step
    # The extreme is named beyond the line: there is a step of room for it.
    if cold and low - bottom < step * NAME_ROOM:
        bottom -= step
    elif not cold and top - high < step * NAME_ROOM:
        top += step
    right = WIDTH - RIGHT

    def at(hour: float, value: float) -> Point:
        x = LEFT + (right - LEFT) * hour / len(room)
        return x, FLOOR - (value - bottom) / (top - bottom) * (FLOOR - TOP)

    steps = round((top - bottom) / step)
    grid = tuple(
        Tick(x=LEFT - 6, y=round(at(0, bottom + step * i)[1], 1), text=f"{bottom + step * i:g}°")
        for i in range(steps + 1)
    )
    worst = (min if cold else max)(range(named_hours), key=lambda hour: room[hour])
    x, y = at(worst + 1, room[worst])
    half = len(farthest) * 4.5
    return WeekChart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=right,
        lines="".join(f"M{LEFT},{tick.y}H{right}" for tick in grid),
        wanted=round(at(0, wanted)[1], 1),
        room=path_of([at(hour + 1, value) for hour, value in enumerate(room)]),
        grid=grid,
        ticks=tuple(
            Tick(x=round(at(24 * (i + 0.5), 0)[0], 1), y=FLOOR + 18, text=text)
            for i, text in enumerate(days)
        ),
        label=Label(
            x=round(min(max(x, LEFT + half), right - half), 1),
            y=round(y + 15 if cold else y - 7, 1),
            text=farthest,
            anchor="middle",
        ),
    )
