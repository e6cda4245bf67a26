"""The room that is drawn, in feet, and the solids that it is made of."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

Corner = tuple[float, float, float]
SketchLine = tuple[str, list[Corner], bool]  # class, corners, closed

WALL_FT = {"poor": 0.3, "fair": 0.4, "average": 0.5, "good": 0.75, "very_good": 1.1}
"""Thickness as drawn by the insulation answer; true ones would not be seen. [ft]"""

SUN_HEIGHT = {"e": 0.42, "w": 0.42, "se": 0.26, "sw": 0.26, "s": 0.13, "mixed": 0.13}
"""Where the summer sun stands that comes in, as a share of the sheet from its top."""

MORNING = frozenset({"ne", "e", "se"})
GLASS_ROOMS = frozenset({"sunroom", "porch"})
ON_WHEELS = frozenset({"rv", "tiny_home"})


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """The room as it is to be drawn: answers where there are any, what is usual elsewhere.

    ``guessed`` names the answers that nobody gave (they are drawn dashed); ``above_text`` and
    ``below_text`` are the words for the neighbors that were told.
    """

    space: str
    area_ft2: float
    ceiling_ft: float
    walls: int
    above: str
    below: str
    windows: str
    facing: str
    shade: str
    insulation: str
    drafts: str
    garage_door: str
    below_grade_ft: float
    guessed: frozenset[str]
    above_text: str = ""
    below_text: str = ""

    @cached_property
    def wide(self) -> float:
        return math.sqrt(self.area_ft2 * 1.5)

    @cached_property
    def deep(self) -> float:
        return self.area_ft2 / self.wide

    @property
    def thick(self) -> float:
        return WALL_FT[self.insulation]

    @property
    def lit(self) -> bool:
        """Summer sun falls in: somebody said where the windows look, and nothing shades them."""
        return (
            self.facing in SUN_HEIGHT
            and not {"facing", "windows"} & self.guessed
            and self.windows != "none"
            and self.shade != "full"
        )

    def guess(self, kind: str, *names: str) -> str:
        """The class of a part, dashed while one of these answers is open."""
        return f"{kind} sk-guess" if self.guessed.intersection(names) else kind


# --- Parts -------------------------------------------------------------------------------------


def box_faces(kind: str, at: Corner, size: Corner) -> Iterator[SketchLine]:
    """The three faces of a box that are seen, side faces first."""
    (x, y, z), (wide, deep, high) = at, size
    right, front, top = x + wide, y + deep, z + high
    yield (
        f"{kind} sk-side",
        [(right, y, z), (right, front, z), (right, front, top), (right, y, top)],
        True,
    )
    yield (
        f"{kind} sk-side",
        [(x, front, z), (right, front, z), (right, front, top), (x, front, top)],
        True,
    )
    yield kind, [(x, y, top), (right, y, top), (right, front, top), (x, front, top)], True


def disc(kind: str, middle: Corner, radius: float) -> SketchLine:
    """A disc along the front of the room."""
    x, y, z = middle
    turns = [i * math.tau / 14 for i in range(14)]
    return kind, [(x + radius * math.cos(t), y, z + radius * math.sin(t)) for t in turns], True


def ball(kind: str, middle: Corner, radius: float) -> SketchLine:
    """A round crown, turned to the viewer."""
    x, y, z = middle
    half, tall = radius * 0.5, radius * 0.8
    turns = [i * math.tau / 16 for i in range(16)]
    return (
        kind,
        [(x + half * math.cos(t), y - half * math.cos(t), z + tall * math.sin(t)) for t in turns],
        True,
    )


def has_windows_left(room: Drawn) -> bool:
    return room.walls >= 2 and room.facing in MORNING
