"""Sizes of a chart, and the numbers along its sides."""

from collections.abc import Callable
from dataclasses import dataclass

from advisor.drawing.geometry import Box, Point, Tick


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


@dataclass(frozen=True, kw_only=True)
class Axes:
    """From outdoor temperature and output to the sheet: ``low`` to ``high`` across, from nothing
    to ``top_value`` up, with a line of the grid every ``step``."""

    size: ChartSize
    low: float
    high: float
    top_value: float
    step: float

    @property
    def plot(self) -> Box:
        size = self.size
        return size.left, size.top, size.width - size.right, size.height - size.bottom

    def x(self, outdoor: float) -> float:
        left, _top, right, _bottom = self.plot
        return left + (outdoor - self.low) / (self.high - self.low) * (right - left)

    def y(self, output: float) -> float:
        """Outputs above the scale stay at its top."""
        _left, top, _right, bottom = self.plot
        return bottom - min(output, self.top_value) / self.top_value * (bottom - top)

    def at(self, outdoor: float, output: float) -> Point:
        return self.x(outdoor), self.y(output)

    def grid(self, value_text: Callable[[float], str]) -> tuple[Tick, ...]:
        """The numbers beside the lines of the grid."""
        count = round(self.top_value / self.step)
        return tuple(
            Tick(
                x=self.size.left - 7,
                y=round(self.y(self.step * i), 1),
                text=value_text(self.step * i),
            )
            for i in range(1, count + 1)
        )

    def grid_lines(self) -> str:
        """One path for all lines of the grid."""
        left, _top, right, _bottom = self.plot
        return "".join(f"M{left:.0f},{tick.y}H{right:.0f}" for tick in self.grid(str))

    def ticks(self, step: int | None = None) -> tuple[Tick, ...]:
        """Outdoor temperatures below the chart, every ``step`` degrees; none at the very edge."""
        step = step or self.size.x_step
        y = round(self.plot[3] + self.size.font * 1.5, 1)
        first = rounded_up(self.low / step) * step
        values = [first + step * i for i in range(int((self.high - first) / step) + 1)]
        edge = (self.high - self.low) * 0.02
        return tuple(
            Tick(x=round(self.x(value), 1), y=y, text=f"{value:.0f}°".replace("-", "\u2212"))
            for value in values
            if self.low + edge <= value <= self.high - edge
        )
