"""The room, drawn: a cutaway that follows the answers.

Everything is placed in feet (x along the right back wall, y along the left one, z up) and
projected at the end, so that furniture and a door tell the size of the room. It is a decoration:
nothing is said here that is not said in words.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

Corner = tuple[float, float, float]
Point = tuple[float, float]
Line = tuple[str, list[Corner], bool]  # class, corners, closed

SKETCH_WIDTH, SKETCH_HEIGHT = 340, 280
LABEL_HEIGHT = 18.0
"""Kept free at the top and at the bottom for the words."""

WALL_FT = {"poor": 0.3, "fair": 0.4, "average": 0.5, "good": 0.75, "very_good": 1.1}
"""Thickness as drawn by the insulation answer; true ones would not be seen. [ft]"""

SUN_HEIGHT = {"e": 0.42, "w": 0.42, "se": 0.26, "sw": 0.26, "s": 0.13, "mixed": 0.13}
"""Where the summer sun stands that comes in, as a share of the sheet from its top."""

MORNING = frozenset({"ne", "e", "se"})
GLASS_ROOMS = frozenset({"sunroom", "porch"})
ON_WHEELS = frozenset({"rv", "tiny_home"})
DOOR_FT, DOOR_HIGH_FT = 2.9, 6.8


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


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """The room as it is to be drawn: answers where there are any, what is usual elsewhere.

    ``guessed`` names the answers that nobody gave (they are drawn dashed); ``above_text`` and
    ``below_text`` are the words for the neighbours that were told.
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

    @property
    def wide(self) -> float:
        return math.sqrt(self.area_ft2 * 1.5)

    @property
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
        *_openings(room),
        *_furniture(room),
        *_front(room),
        *_below(room),
    ]
    return _placed(room, shapes)


# --- Parts -------------------------------------------------------------------------------------


def _box(kind: str, at: Corner, size: Corner) -> Iterator[Line]:
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


def _disc(kind: str, middle: Corner, radius: float) -> Line:
    """A disc that stands along the front of the room."""
    x, y, z = middle
    turns = [i * math.tau / 14 for i in range(14)]
    return kind, [(x + radius * math.cos(t), y, z + radius * math.sin(t)) for t in turns], True


def _ball(kind: str, middle: Corner, radius: float) -> Line:
    """A round crown, turned to the viewer."""
    x, y, z = middle
    half, tall = radius * 0.5, radius * 0.8
    turns = [i * math.tau / 16 for i in range(16)]
    return (
        kind,
        [(x + half * math.cos(t), y - half * math.cos(t), z + tall * math.sin(t)) for t in turns],
        True,
    )


def _above(room: Drawn) -> Iterator[Line]:
    """A warm storey, or the gable of a roof: pale where an attic lies under it."""
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


def _outside(room: Drawn) -> Iterator[Line]:
    """A tree behind the wall with the windows, where it shades them."""
    if room.shade == "none" or "shade" in room.guessed or room.windows == "none":
        return
    if room.shade == "full":
        return  # an awning, see ``_panes``
    size = room.ceiling_ft * 0.62
    behind = -size * 0.3
    if _windows_left(room):
        middle = (behind, room.deep * 0.35, room.ceiling_ft + size * 0.35)
    else:
        middle = (room.wide * 0.62, behind, room.ceiling_ft + size * 0.35)
    x, y, z = middle
    yield "sk-line", [(x, y, 0), (x, y, z)], False
    yield _ball("sk-tree", middle, size)
    yield _ball("sk-tree", (x + size * 0.22, y - size * 0.22, z - size * 0.2), size * 0.7)


def _walls(room: Drawn) -> Iterator[Line]:
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


def _windows_left(room: Drawn) -> bool:
    return room.walls >= 2 and room.facing in MORNING


def _openings(room: Drawn) -> Iterator[Line]:
    """Door, garage door, windows, and the sun that falls through them."""
    deep, left = room.deep, _windows_left(room)
    both = room.walls >= 2 and (room.space in GLASS_ROOMS or room.facing == "mixed")
    big_door = room.garage_door != "none"
    if big_door:
        span = min(16.0, deep * 0.7)
        yield from _garage_door(room, deep / 2 - span / 2, deep / 2 + span / 2)
    elif deep > DOOR_FT + 2.5 and room.space not in GLASS_ROOMS:
        start = deep - DOOR_FT - 0.9
        high = min(DOOR_HIGH_FT, room.ceiling_ft * 0.86)
        yield (
            "sk-door",
            [(0, start, 0), (0, start, high), (0, start + DOOR_FT, high), (0, start + DOOR_FT, 0)],
            True,
        )
        yield "sk-line", [(0, start + 0.5, high * 0.45), (0, start + 0.5, high * 0.5)], False
    if room.windows == "none":
        return
    if left or both:
        free = deep - (DOOR_FT + 1.4 if room.space not in GLASS_ROOMS and not big_door else 0)
        if not big_door and free > 2.2:
            yield from _panes(room, free, left=True)
    if not left or both:
        yield from _panes(room, room.wide, left=False)


def _garage_door(room: Drawn, start: float, end: float) -> Iterator[Line]:
    high = min(7.0, room.ceiling_ft * 0.82)
    kind = room.guess("sk-door", "garage_door")
    yield kind, [(0, start, 0), (0, start, high), (0, end, high), (0, end, 0)], True
    for step in (0.25, 0.5, 0.75):
        kind = "sk-line" if room.garage_door == "insulated" else "sk-thin"
        yield kind, [(0, start, high * step), (0, end, high * step)], False


def _panes(room: Drawn, span: float, *, left: bool) -> Iterator[Line]:
    """Windows along a wall of this free length; light on the floor, an awning outside. [ft]"""
    high, glass_room = room.ceiling_ft, room.space in GLASS_ROOMS
    bottom, top = high * 0.36, high * 0.8
    if room.windows == "glass_walls" or glass_room:
        share = {"few": 0.55, "average": 0.75, "many": 0.88}.get(room.windows, 0.96)
        count = max(2, round(span / 3.2))
        bottom = high * (0.05 if room.windows in {"many", "glass_walls"} else 0.3)
        top = high * 0.94
        each = span * share / count
    else:
        count = {"few": 1, "average": 2, "many": 3}[room.windows]
        each = min({"few": 2.4, "average": 3.2, "many": 4.4}[room.windows], span / count * 0.72)
        if room.space == "basement":
            bottom, top = high * 0.7, high * 0.9

    def on_wall(along: float, z: float) -> Corner:
        return (0, along, z) if left else (along, 0, z)

    def on_floor(along: float, away: float) -> Corner:
        skewed = min(max(along + away * 0.3, 0), span)
        return (away, skewed, 0) if left else (skewed, away, 0)

    style = "sk-lit" if room.lit else room.guess("sk-glass", "windows")
    reach = 0.9 * (room.wide if left else room.deep)
    low_sun = room.facing in {"e", "w"}
    near = min(bottom * (1.0 if low_sun else 0.6), reach * 0.7)
    far = min(top * (1.0 if low_sun else 0.6), reach)
    for i in range(count):
        middle = span * (i + 0.5) / count
        start, end = middle - each / 2, middle + each / 2
        if room.lit:
            patch = [
                on_floor(start, near),
                on_floor(end, near),
                on_floor(end, far),
                on_floor(start, far),
            ]
            yield "sk-beam sk-dim" if room.shade == "partial" else "sk-beam", patch, True
        pane = [
            on_wall(a, z) for a, z in ((start, bottom), (end, bottom), (end, top), (start, top))
        ]
        yield style, pane, True
        yield "sk-bar", [on_wall(middle, bottom), on_wall(middle, top)], False
        if room.windows != "glass_walls" and not glass_room:
            half = (bottom + top) / 2
            yield "sk-bar", [on_wall(start, half), on_wall(end, half)], False
        if room.shade == "full" and "shade" not in room.guessed:
            drop = bottom + (top - bottom) * 0.55
            blind = [
                on_wall(a, z) for a, z in ((start, drop), (end, drop), (end, top), (start, top))
            ]
            yield "sk-blind", blind, True
        if room.drafts == "drafty" and "drafts" not in room.guessed:
            yield from _draft(on_wall, start, end, bottom)


def _draft(
    on_wall: Callable[[float, float], Corner], start: float, end: float, bottom: float
) -> Iterator[Line]:
    """Two waves of cold air under a window that does not close."""
    for line in (0.35, 0.8):
        waves = 8
        yield (
            "sk-draft",
            [
                on_wall(
                    start + (end - start) * i / waves,
                    bottom - line - 0.16 * math.sin(i * math.pi / 2),
                )
                for i in range(waves + 1)
            ],
            False,
        )


def _front(room: Drawn) -> Iterator[Line]:
    """The two walls toward the viewer, cut off low: thin and warm where a neighbour is behind."""
    wide, deep = room.wide, room.deep
    for nth, right in ((3, True), (4, False)):
        outside = room.walls >= nth
        t = room.thick if outside else 0.2
        kind = room.guess("sk-out" if outside else "sk-in", "exterior_walls")
        if right:
            yield from _box(kind, (wide, 0, 0), (t, deep, 0.5))
        else:
            yield from _box(kind, (0, deep, 0), (wide + t, t, 0.5))


def _below(room: Drawn) -> Iterator[Line]:
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
        beam = [(x, y, 0 if z == 0 else -0.5) for x, y, z in face]
        beam_side = [(x, y, 0 if z == 0 else -0.5) for x, y, z in side]
        yield room.guess("sk-out", "below"), beam, True
        yield room.guess("sk-out", "below"), beam_side, True
        yield "sk-line", [(-1, front, -drop), (right, front, -drop), (right, -1, -drop)], False
        if room.space in ON_WHEELS:
            for share in (0.38, 0.56):
                yield _disc("sk-wheel", (right * share, front, -drop + 1.1), 1.1)
            return
        for x, y in ((0.4, front), (right / 2, front), (right, front), (right, front / 2)):
            yield "sk-line", [(x, y, -0.5), (x, y, -drop)], False
        return
    kind = {"heated": "sk-warm", "slab": "sk-earth"}.get(room.below, "sk-out")
    yield room.guess(kind, "below"), face, True
    yield room.guess(kind, "below"), side, True
    if room.below == "garage":
        for step in (0.4, 0.7):
            yield (
                "sk-thin",
                [(right * 0.2, front, -drop * step), (right * 0.8, front, -drop * step)],
                False,
            )


# --- What stands in it ---------------------------------------------------------------------------

Piece = tuple[Corner, Corner]  # near corner and size. [ft]

BED: tuple[Piece, ...] = (
    ((0, 0, 0), (5, 0.3, 3)),
    ((0, 0.3, 0.5), (5, 6.3, 1.2)),
    ((0.4, 0.5, 1.7), (1.8, 1.2, 0.4)),
    ((2.8, 0.5, 1.7), (1.8, 1.2, 0.4)),
)
TABLE: tuple[Piece, ...] = (
    ((0.2, 0.2, 0), (0.3, 2.1, 2.2)),
    ((4.5, 0.2, 0), (0.3, 2.1, 2.2)),
    ((0, 0, 2.2), (5, 2.5, 0.25)),
)
COUNTER: tuple[Piece, ...] = (((0, 0, 0), (6, 2, 2.9)), ((1, 0.4, 2.9), (1.6, 1.2, 0.1)))
CHAIR: tuple[Piece, ...] = (((0, 0, 0), (1.5, 1.5, 1.4)), ((0, 1.3, 1.4), (1.5, 0.2, 1.4)))


def _moved(pieces: Iterable[Piece], x: float, y: float) -> tuple[Piece, ...]:
    return tuple(((px + x, py + y, pz), size) for (px, py, pz), size in pieces)


FURNITURE: dict[str, tuple[Piece, ...]] = {
    "bedroom": (*BED, ((5.5, 0.2, 0), (1.5, 1.4, 1.8))),
    "living_room": (
        ((0, 0, 0), (7, 0.8, 2.7)),
        ((0, 0.8, 0), (0.8, 2.2, 2)),
        ((0.8, 0.8, 0), (5.4, 2.2, 1.4)),
        ((6.2, 0.8, 0), (0.8, 2.2, 2)),
        ((1.8, 4.2, 0), (3.4, 1.8, 1.1)),
    ),
    "studio": (*BED, *_moved(COUNTER, 6.5, 0)),
    "office": (*TABLE, ((1.7, 0.6, 2.45), (1.6, 0.15, 1.2)), *_moved(CHAIR, 1.8, 3)),
    "tiny_home": (*COUNTER, *_moved(TABLE[2:], 7, 0.2), *_moved(CHAIR, 8.5, 2.9)),
    "rv": (
        ((0, 0, 0), (1.6, 3.4, 1.4)),
        ((0, 0, 1.4), (0.4, 3.4, 1.4)),
        ((2.2, 0.2, 2.2), (2.4, 2.8, 0.2)),
        ((5.2, 0, 0), (1.6, 3.4, 1.4)),
        ((6.4, 0, 1.4), (0.4, 3.4, 1.4)),
    ),
    "garage": (
        ((0, 0, 0.7), (13.5, 5.6, 1.9)),
        ((3.4, 0.4, 2.6), (6.8, 4.8, 1.7)),
    ),
    "workshop": (
        ((0.2, 0.2, 0), (0.4, 2, 2.7)),
        ((6.4, 0.2, 0), (0.4, 2, 2.7)),
        ((0, 0, 2.7), (7, 2.4, 0.3)),
        ((1, 0.5, 3), (1.4, 1, 0.9)),
        ((8, 0.2, 0), (2.4, 1.8, 4.5)),
    ),
    "basement": (
        ((0, 0, 0), (2.3, 2.3, 3)),
        ((2.4, 0, 0), (2.3, 2.3, 3)),
        ((6.4, 0.3, 0), (1.7, 1.7, 4.8)),
    ),
    "addition": (*_moved(TABLE, 0, 2), *_moved(CHAIR, 0.6, 4.9), *_moved(CHAIR, 3, 4.9)),
    "sunroom": (
        ((0, 0.6, 0), (2.4, 4.6, 1.2)),
        ((0, 0.6, 1.2), (2.4, 0.6, 1.4)),
        ((4, 1.4, 0), (1.1, 1.1, 1.2)),
    ),
    "porch": (
        ((0, 0, 0), (5, 0.4, 2.8)),
        ((0, 0.4, 0), (5, 1.7, 1.4)),
        ((6.2, 0.6, 0), (1.1, 1.1, 1.2)),
    ),
}
PLANTS = {"sunroom": (4.55, 1.95, 2.6), "porch": (6.75, 1.15, 2.6)}
"""Crown of a plant in a pot. [ft]"""


def _furniture(room: Drawn) -> Iterator[Line]:
    """What stands in such a room, in its true size; a little less where the room is tiny."""
    pieces = FURNITURE.get(room.space, ())
    if not pieces:
        return
    across = max(x + wide for (x, _y, _z), (wide, _d, _h) in pieces)
    along = max(y + deep for (_x, y, _z), (_w, deep, _h) in pieces)
    fits = min(1.0, 0.84 * room.wide / across, 0.8 * room.deep / along)
    if fits < 0.45:
        return
    x = (room.wide - across * fits) * 0.55
    y = (room.deep - along * fits) * (0.5 if room.space == "garage" else 0.06)

    def put(at: Corner) -> Corner:
        return x + at[0] * fits, y + at[1] * fits, at[2] * fits

    for at, (wide, deep, high) in pieces:
        yield from _box("sk-thing", put(at), (wide * fits, deep * fits, high * fits))
    if room.space == "garage":
        for wheel in (2.4, 10.6):
            yield _disc("sk-wheel", put((wheel, 5.6, 0.9)), 0.95 * fits)
    if room.space in PLANTS:
        yield _ball("sk-tree", put(PLANTS[room.space]), 2.3 * fits)


# --- On the sheet --------------------------------------------------------------------------------


def _placed(room: Drawn, shapes: list[Line]) -> RoomSketch:
    """Project, and centre what was drawn on the sheet."""
    grown = math.log(max(room.area_ft2, 20) / 20) / math.log(125)
    scale = (150 + 130 * grown) / ((room.wide + room.deep) * 0.866)
    upright = scale * max(1.0, math.sqrt(5 / scale))  # a hall is drawn a little too high

    def flat(corner: Corner) -> Point:
        x, y, z = corner
        return (x - y) * 0.866 * scale, (x + y) * 0.5 * scale - z * upright

    flattened = [(kind, [flat(corner) for corner in at], closed) for kind, at, closed in shapes]
    every = [point for _kind, at, _closed in flattened for point in at]
    left, right = min(p[0] for p in every), max(p[0] for p in every)
    top, bottom = min(p[1] for p in every), max(p[1] for p in every)
    space = SKETCH_HEIGHT - 2 * LABEL_HEIGHT - 8
    fits = min(1.0, (SKETCH_WIDTH - 12) / (right - left), space / (bottom - top))
    dx = (SKETCH_WIDTH - (left + right) * fits) / 2
    dy = (SKETCH_HEIGHT - (top + bottom) * fits) / 2
    sun, rays = None, ""
    if room.lit:
        aside = 30.0 if _windows_left(room) else SKETCH_WIDTH - 30.0
        sun = (aside, round(SKETCH_HEIGHT * SUN_HEIGHT[room.facing], 1))
        rays = "".join(
            f"M{sun[0] + 19 * math.cos(turn):.0f},{sun[1] + 19 * math.sin(turn):.0f}"
            f"l{6 * math.cos(turn):.0f},{6 * math.sin(turn):.0f}"
            for turn in (i * math.tau / 8 for i in range(8))
        )
    words = [
        Word(x=SKETCH_WIDTH / 2, y=y, text=text)
        for y, text in ((14.0, room.above_text), (SKETCH_HEIGHT - 5.0, room.below_text))
        if text
    ]
    return RoomSketch(
        width=SKETCH_WIDTH,
        height=SKETCH_HEIGHT,
        shapes=tuple(_drawn(flattened, fits, dx, dy)),
        sun=sun,
        rays=rays,
        words=tuple(words),
    )


def _drawn(
    lines: list[tuple[str, list[Point], bool]], fits: float, dx: float, dy: float
) -> Iterator[Shape]:
    """Paths on the sheet; neighbours of one kind are one path, because a page is weighed."""

    def text(value: float) -> str:
        return f"{value:.1f}".removesuffix(".0")

    for kind, alike in groupby(lines, key=lambda line: line[0]):
        path = "".join(
            "M"
            + " ".join(f"{text(x * fits + dx)},{text(y * fits + dy)}" for x, y in at)
            + ("z" if closed else "")
            for _kind, at, closed in alike
        )
        yield Shape(kind=kind, path=path)
