"""A year of bills, and the years until a unit has paid for itself."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from advisor.drawing.geometry import GLYPH_WIDTH, Label, Point, Tick, path_of

# --- A year of bills ---------------------------------------------------------------------------

YEAR_WIDTH, YEAR_HEIGHT, YEAR_FLOOR, YEAR_TOP = 340, 132, 112, 20


@dataclass(frozen=True, kw_only=True)
class YearChart:
    """Twelve stacked bars: one path for each use, so that a year is three elements."""

    width: int
    height: int
    floor: int
    paths: tuple[tuple[str, str], ...]  # class, path
    ticks: tuple[Tick, ...]
    peak: Label | None  # what the dearest month costs, above its bar


def year_chart(
    months: Sequence[tuple[float, float, float]],
    *,
    full: float,
    names: Sequence[str],
    value_text: Callable[[float], str],
) -> YearChart:
    """Stack heating, cooling and backup of twelve months on a scale of ``full``. [$]"""
    step = YEAR_WIDTH / 12
    wide = round(step * 0.68, 1)
    paths = {"h": "", "c": "", "b": ""}
    tops = []
    for position, month in enumerate(months):
        left, top = step * position + (step - wide) / 2, float(YEAR_FLOOR)
        for kind, amount in zip(paths, month, strict=True):
            height = amount / full * (YEAR_FLOOR - YEAR_TOP) if full > 0 else 0.0
            if height >= 0.3:
                paths[kind] += f"M{left:.1f},{top:.1f}h{wide}v{-height:.1f}h-{wide}z"
                top -= height
        tops.append(top)
    dearest = min(range(len(tops)), key=lambda i: tops[i])
    middle = step * (dearest + 0.5)
    text = value_text(sum(months[dearest]))
    half = len(text) * 13 * GLYPH_WIDTH / 2
    peak = Label(
        x=round(min(max(middle, half), YEAR_WIDTH - half), 1),
        y=round(tops[dearest] - 5, 1),
        text=text,
        anchor="middle",
    )
    return YearChart(
        width=YEAR_WIDTH,
        height=YEAR_HEIGHT,
        floor=YEAR_FLOOR,
        paths=tuple((kind, path) for kind, path in paths.items() if path),
        ticks=tuple(
            Tick(x=round(step * (i + 0.5), 1), y=YEAR_FLOOR + 16, text=name)
            for i, name in enumerate(names)
        ),
        peak=peak if tops[dearest] < YEAR_FLOOR else None,
    )


# --- Years to even -----------------------------------------------------------------------------

EVEN_WIDTH, EVEN_HEIGHT, EVEN_TOP, EVEN_FLOOR = 340, 150, 26, 122


@dataclass(frozen=True, kw_only=True)
class EvenChart:
    """What was saved less what was paid, year by year: it is even where the line crosses zero."""

    width: int
    height: int
    zero: float  # y of nothing paid, nothing saved
    band: str  # points of the polygon between the low and the high saving
    line: str
    even: Point | None  # where the likely line crosses; None: not within the years
    ends_x: float | None  # the end of the unit's life
    ticks: tuple[Tick, ...]
    label: Label
    end: Label  # the likely balance at the end


def even_chart(
    outlay: float,
    savings: tuple[float, float, float],
    *,
    years: int,
    life: float,
    label: str,
    balance: str,
    ticks: Sequence[tuple[int, str]],
) -> EvenChart:
    """Draw ``years`` years of an ``outlay`` [$] and low, likely and high yearly savings [$].

    ``balance`` is the likely one at the end, in words.
    """
    ends = [-outlay + saving * years for saving in savings]
    bottom, top = min(-outlay, *ends), max(0.0, *ends)
    scale = (EVEN_FLOOR - EVEN_TOP) / ((top - bottom) or 1.0)

    def at(year: float, amount: float) -> Point:
        return EVEN_WIDTH * year / years, EVEN_TOP + (top - amount) * scale

    start, low, likely, high = (at(0, -outlay), *(at(years, end) for end in ends))
    crossing = outlay / savings[1] if savings[1] > 0 else math.inf
    even = at(crossing, 0.0) if crossing <= years else None
    zero = round(at(0, 0.0)[1], 1)
    # Left of the rising line, unless there is no room: then on the other side of it.
    left = even is None or even[0] >= len(label) * 13 * GLYPH_WIDTH + 8
    return EvenChart(
        width=EVEN_WIDTH,
        height=EVEN_HEIGHT,
        zero=zero,
        band=path_of([start, low, high]),
        line=path_of([start, likely]),
        even=(round(even[0], 1), round(even[1], 1)) if even else None,
        ends_x=round(EVEN_WIDTH * life / years, 1) if life < years else None,
        ticks=tuple(
            Tick(
                x=round(min(max(EVEN_WIDTH * year / years, 8), EVEN_WIDTH - 8), 1),
                y=EVEN_FLOOR + 18,
                text=text,
            )
            for year, text in ticks
        ),
        label=Label(
            x=round((even[0] if even else EVEN_WIDTH) + (-8 if left else 8), 1),
            y=round(zero + (-7 if left else 17), 1),
            text=label,
            anchor="end" if left else "start",
        ),
        end=Label(
            x=float(EVEN_WIDTH),
            y=round(likely[1] + (14 if likely[1] > zero else -8), 1),
            text=balance,
            anchor="end",
        ),
    )
