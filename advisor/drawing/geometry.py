"""Points, boxes and labels on the sheet, in SVG user units, y downward."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom

GLYPH_WIDTH = 0.66
"""Width of a letter of a bold sans face, as a share of its size: of the widest that is usual."""


@dataclass(frozen=True, kw_only=True)
class Tick:
    x: float
    y: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Label:
    x: float
    y: float
    text: str
    anchor: str = "start"


def path_of(points: Sequence[Point]) -> str:
    return " ".join(f"{px:.1f},{py:.1f}" for px, py in points)


def height_at(line: Sequence[Point], at: float) -> float:
    """The y of a polyline at an x, its ends carried on level."""
    if at <= line[0][0]:
        return line[0][1]
    for (x1, y1), (x2, y2) in pairwise(line):
        if x1 <= at <= x2:
            return y1 if x1 == x2 else y1 + (y2 - y1) * (at - x1) / (x2 - x1)
    return line[-1][1]


def overlaps(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
