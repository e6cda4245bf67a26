"""The room, drawn: a cutaway that follows the answers.

Everything is placed in feet (x along the right back wall, y along the left one, z up) and
projected at the end, so that furniture and a door tell the size of the room. It is a decoration:
nothing is said here that is not said in words."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from advisor.drawing.furniture import furniture_lines
from advisor.drawing.room_openings import openings
from advisor.drawing.room_shapes import (
    ON_WHEELS,
    SUN_HEIGHT,
    Corner,
    Drawn,
    SketchLine,
    ball,
    box_faces,
    disc,
    has_windows_left,
)

Point = tuple[float, float]

_WHOLE = re.compile(r"\.0(?![0-9])")  # what a whole number needs not

SKETCH_WIDTH, SKETCH_HEIGHT = 340, 280
LABEL_HEIGHT = 18.0
"""Kept free at the top and at the bottom for the words."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A path; ``kind`` is its class in the stylesheet."""

    kind: str
    path: str


@dataclass(frozen=True, kw_only=True)
class Word:
    x: float
    y: float
    text: str


@dataclass(frozen=True, kw_only=True)
class RoomSketch:
    width: int
    height: int
    shapes: tuple[Shape, ...]
    sun: Point | None
    rays: str  # path around the sun
    words: tuple[Word, ...]

    @property
    def paths(self) -> str:
        """The shapes as markup: numbers and names of ours, nothing that anybody typed."""
        return "".join(f'<path class="{each.kind}" d="{each.path}" />' for each in self.shapes)


def room_sketch(room: Drawn) -> RoomSketch:
    """The room seen from inside toward its two back walls, from behind to the front.

    It grows with area and height (with the logarithm of the area: 20 and 2,500 sq ft must both be
    looked at), thickens its walls with insulation, tints what borders on the outdoors, opens
    windows, and lets the summer sun fall on the floor.
    """
    shapes = [
        *_above(room),
        *_outside(room),
        *_walls(room),
        *openings(room),
        *furniture_lines(room),
        *_front(room),
        *_below(room),
    ]
    return _placed(room, shapes)


def _above(room: Drawn) -> Iterator[SketchLine]:
    """A warm story, or the gable of a roof: pale where an attic lies under it."""
    wide, deep, high, out = room.wide, room.deep, room.ceiling_ft, room.thick
    if room.above == "heated":
        top = high + 2.4
        kind = room.guess("sk-warm", "above")
        yield kind, [(0, deep, high), (0, 0, high), (0, 0, top), (0, deep, top)], True
        yield kind, [(0, 0, high), (wide, 0, high), (wide, 0, top), (0, 0, top)], True
        return
    middle, rise = wide / 2, min(max(wide * 0.26, 2.5), 9)
    gable: list[Corner] = [(0, 0, high), (wide, 0, high), (middle, 0, high + rise)]
    eave, ridge = out + 0.8, high + rise
    yield room.guess("sk-out" if room.above == "roof" else "sk-attic", "above"), gable, True
    if room.above == "attic":
        for share in (0.28, 0.5, 0.72):
            under = ridge - rise * abs(share - 0.5) * 2
            yield "sk-thin", [(wide * share, 0, high), (wide * share, 0, under)], False
    tile = out if room.above == "roof" else 0.3
    roof: list[Corner] = [
        (-eave, 0, high - eave * rise / middle),
        (middle, 0, ridge),
        (wide + eave, 0, high - eave * rise / middle),
        (wide + eave, 0, high - eave * rise / middle + tile),
        (middle, 0, ridge + tile * 1.2),
        (-eave, 0, high - eave * rise / middle + tile),
    ]
    yield "sk-cut" if room.above == "roof" else "sk-cap", roof, True


def _outside(room: Drawn) -> Iterator[SketchLine]:
    """A tree behind the wall with the windows, where it shades them."""
    if room.shade == "none" or "shade" in room.guessed or room.windows == "none":
        return
    if room.shade == "full":
        return  # an awning, see ``_panes``
    size = room.ceiling_ft * 0.62
    behind = -size * 0.3
    if has_windows_left(room):
        middle = (behind, room.deep * 0.35, room.ceiling_ft + size * 0.35)
    else:
        middle = (room.wide * 0.62, behind, room.ceiling_ft + size * 0.35)
    x, y, z = middle
    yield "sk-line", [(x, y, 0), (x, y, z)], False
    yield ball("sk-tree", middle, size)
    yield ball("sk-tree", (x + size * 0.22, y - size * 0.22, z - size * 0.2), size * 0.7)


def _walls(room: Drawn) -> Iterator[SketchLine]:
    wide, deep, high = room.wide, room.deep, room.ceiling_ft
    floor: list[Corner] = [(0, 0, 0), (wide, 0, 0), (wide, deep, 0), (0, deep, 0)]
    yield "sk-floor", floor, True
    boards = max(2, min(8, round(deep / 2)))
    for board in range(1, boards):
        y = deep * board / boards
        yield "sk-thin", [(0, y, 0), (wide, y, 0)], False
    left_out, right_out = room.walls >= 2, room.walls >= 1
    for outside, along in ((left_out, "left"), (right_out, "right")):
        t = room.thick if outside else 0.25
        kind = room.guess("sk-out" if outside else "sk-in", "exterior_walls")
        top = f"{'sk-cut' if outside else 'sk-cap'}"
        if along == "left":
            face: list[Corner] = [(0, deep, 0), (0, 0, 0), (0, 0, high), (0, deep, high)]
            cap: list[Corner] = [(0, 0, high), (0, deep, high), (-t, deep, high), (-t, -t, high)]
            end: list[Corner] = [(0, deep, 0), (-t, deep, 0), (-t, deep, high), (0, deep, high)]
        else:
            face = [(0, 0, 0), (wide, 0, 0), (wide, 0, high), (0, 0, high)]
            cap = [(0, 0, high), (wide, 0, high), (wide, -t, high), (-t, -t, high)]
            end = [(wide, 0, 0), (wide, -t, 0), (wide, -t, high), (wide, 0, high)]
        yield kind, face, True
        buried = min(room.below_grade_ft, high)
        if outside and buried > 0:
            soil = [(x, y, min(z, buried)) for x, y, z in face]
            yield room.guess("sk-soil", "below_grade"), soil, True
        yield top, cap, True
        yield top, end, True


def _front(room: Drawn) -> Iterator[SketchLine]:
    """The two walls toward the viewer, cut off low: thin and warm where a neighbor is behind."""
    wide, deep = room.wide, room.deep
    for nth, right in ((3, True), (4, False)):
        outside = room.walls >= nth
        t = room.thick if outside else 0.2
        kind = room.guess("sk-out" if outside else "sk-in", "exterior_walls")
        if right:
            yield from box_faces(kind, (wide, 0, 0), (t, deep, 0.5))
        else:
            yield from box_faces(kind, (0, deep, 0), (wide + t, t, 0.5))


def _below(room: Drawn) -> Iterator[SketchLine]:
    right = room.wide + (room.thick if room.walls >= 3 else 0.2)
    front = room.deep + (room.thick if room.walls >= 4 else 0.2)
    drop = {"slab": 0.9, "crawlspace": 1.9, "outdoors": 2.2}.get(room.below, 2.8)
    face: list[Corner] = [
        (0, front, 0),
        (right, front, 0),
        (right, front, -drop),
        (0, front, -drop),
    ]
    side: list[Corner] = [
        (right, 0, 0),
        (right, front, 0),
        (right, front, -drop),
        (right, 0, -drop),
    ]
    if room.below in {"outdoors", "crawlspace"}:
        yield from _on_posts(room, face, side)
        return
    kind = {"heated": "sk-warm", "slab": "sk-earth"}.get(room.below, "sk-out")
    yield room.guess(kind, "below"), face, True
    yield room.guess(kind, "below"), side, True
    if room.below == "garage":
        for step in (0.4, 0.7):
            at = -drop * step
            yield "sk-thin", [(right * 0.2, front, at), (right * 0.8, front, at)], False


def _on_posts(room: Drawn, face: list[Corner], side: list[Corner]) -> Iterator[SketchLine]:
    """A floor in the open: its beam, the ground, and posts or wheels between the two."""
    right, front, bottom = face[2]
    for each in (face, side):
        beam = [(x, y, 0 if z == 0 else -0.5) for x, y, z in each]
        yield room.guess("sk-out", "below"), beam, True
    yield "sk-line", [(-1, front, bottom), (right, front, bottom), (right, -1, bottom)], False
    if room.space in ON_WHEELS:
        for share in (0.38, 0.56):
            yield disc("sk-wheel", (right * share, front, bottom + 1.1), 1.1)
        return
    for x, y in ((0.4, front), (right / 2, front), (right, front), (right, front / 2)):
        yield "sk-line", [(x, y, -0.5), (x, y, bottom)], False


# --- On the sheet --------------------------------------------------------------------------------


def _placed(room: Drawn, shapes: list[SketchLine]) -> RoomSketch:
    """Project, and center what was drawn on the sheet."""
    grown = math.log(max(room.area_ft2, 20) / 20) / math.log(125)
    scale = (150 + 130 * grown) / ((room.wide + room.deep) * 0.866)
    upright = scale * max(1.0, math.sqrt(5 / scale))  # a hall is drawn a little too high
    across, down = 0.866 * scale, 0.5 * scale

    corners = [corner for _kind, at, _closed in shapes for corner in at]
    flat_x = [(x - y) * across for x, y, _z in corners]
    flat_y = [(x + y) * down - z * upright for x, y, z in corners]
    left, right, top, bottom = min(flat_x), max(flat_x), min(flat_y), max(flat_y)
    space = SKETCH_HEIGHT - 2 * LABEL_HEIGHT - 8
    fits = min(1.0, (SKETCH_WIDTH - 12) / (right - left), space / (bottom - top))
    dx = (SKETCH_WIDTH - (left + right) * fits) / 2
    dy = (SKETCH_HEIGHT - (top + bottom) * fits) / 2
    points = [0.0] * (2 * len(corners))
    points[0::2] = [x * fits + dx for x in flat_x]
    points[1::2] = [y * fits + dy for y in flat_y]
    sun = _sun(room)
    words = [
        Word(x=SKETCH_WIDTH / 2, y=y, text=text)
        for y, text in ((14.0, room.above_text), (SKETCH_HEIGHT - 5.0, room.below_text))
        if text
    ]
    return RoomSketch(
        width=SKETCH_WIDTH,
        height=SKETCH_HEIGHT,
        shapes=_drawn(shapes, points),
        sun=sun,
        rays=_rays(sun) if sun else "",
        words=tuple(words),
    )


def _sun(room: Drawn) -> Point | None:
    """Where the sun that falls in is drawn, beside the room."""
    if not room.lit:
        return None
    aside = 30.0 if has_windows_left(room) else SKETCH_WIDTH - 30.0
    return aside, round(SKETCH_HEIGHT * SUN_HEIGHT[room.facing], 1)


def _rays(sun: Point) -> str:
    return "".join(
        f"M{sun[0] + 19 * math.cos(turn):.0f},{sun[1] + 19 * math.sin(turn):.0f}"
        f"l{6 * math.cos(turn):.0f},{6 * math.sin(turn):.0f}"
        for turn in (i * math.tau / 8 for i in range(8))
    )


def _drawn(lines: list[SketchLine], points: list[float]) -> tuple[Shape, ...]:
    """Paths on the sheet; neighbors of one kind are one path, because a page is weighed.

    ``points`` are x and y of all corners in their order: written in one go, which takes half the
    time of writing each."""
    kinds, forms = [], []
    for kind, alike in groupby(lines, key=lambda line: line[0]):
        kinds.append(kind)
        forms.append("".join([_form(len(at), closed) for _kind, at, closed in alike]))
    texts = _WHOLE.sub("", "\n".join(forms) % tuple(points)).split("\n")
    return tuple(Shape(kind=kind, path=path) for kind, path in zip(kinds, texts, strict=True))


@cache
def _form(corners: int, closed: bool) -> str:
    """A line of so many corners, with places for their numbers."""
    return "M" + " ".join(["%.1f,%.1f"] * corners) + ("z" if closed else "")
