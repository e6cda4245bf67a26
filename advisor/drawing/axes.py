"""Sizes of a chart, and the numbers along its sides."""

from collections.abc import Callable
from dataclasses import dataclass

from advisor.drawing.geometry import Tick


@dataclass(frozen=True, kw_only=True)
class ChartSize:
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    font: float
    x_step: int
    labelled: bool = True


WIDE = ChartSize(width=680, height=330, left=54, right=10, top=26, bottom=34, font=14, x_step=10)
PHONE = ChartSize(width=340, height=300, left=42, right=6, top=26, bottom=32, font=13.5, x_step=20)
SMALL = ChartSize(
    width=220, height=76, left=1, right=1, top=2, bottom=2, font=10, x_step=20, labelled=False
)


def nice_step(top: float, parts: int) -> float:
    """A round distance of grid lines: 1, 2 or 5 times a power of ten."""
    raw = top / parts
    power = 1.0
    while power > raw:
        power /= 10
    while power * 10 <= raw:
        power *= 10
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw * 0.999)


def rounded_up(value: float) -> int:
    return int(value) if value == int(value) else int(value) + 1


def grid_marks(
    step: float,
    top_value: float,
    *,
    y: Callable[[float], float],
    size: ChartSize,
    value_text: Callable[[float], str],
) -> tuple[Tick, ...]:
    count = round(top_value / step)
    return tuple(
        Tick(x=size.left - 7, y=round(y(step * i), 1), text=value_text(step * i))
        for i in range(1, count + 1)
    )


def axis_ticks(
    low: float, high: float, *, x: Callable[[float], float], y: float, step: int
) -> tuple[Tick, ...]:
    first = rounded_up(low / step) * step
    values = [first + step * i for i in range(int((high - first) / step) + 1)]
    edge = (high - low) * 0.02
    return tuple(
        Tick(x=round(x(value), 1), y=round(y, 1), text=f"{value:.0f}°".replace("-", "\u2212"))
        for value in values
        if low + edge <= value <= high - edge
    )
