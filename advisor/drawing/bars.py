"""Bars: parts side by side, and a range with its likely value."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    kind: str = ""


def stacked_bar(parts: Sequence[tuple[str, float]], *, full: float, width: float) -> list[Bar]:
    """Parts side by side on a scale where ``full`` is ``width``; parts of nothing are left out."""
    bars, left = [], 0.0
    for kind, value in parts:
        if value <= 0:
            continue
        length = value / full * width if full else 0.0
        bars.append(
            Bar(x=round(left, 1), y=0, width=round(max(length - 0.5, 0.5), 1), height=7, kind=kind)
        )
        left += length
    return bars


@dataclass(frozen=True, kw_only=True)
class RangeBar:
    """Low to high on a scale, with the likely value marked; x in 0–100."""

    low: float
    width: float
    likely: float


def range_bar(low: float, likely: float, high: float, *, full: float) -> RangeBar:
    def at(value: float) -> float:
        return round(min(max(value / full, 0), 1) * 100, 1) if full else 0.0

    return RangeBar(low=at(low), width=round(max(at(high) - at(low), 1.5), 1), likely=at(likely))
