"""Doors and windows of the drawn room, and the sun that falls through them."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from advisor.drawing.room_shapes import GLASS_ROOMS, Corner, Drawn, SketchLine, has_windows_left

DOOR_FT, DOOR_HIGH_FT = 2.9, 6.8


def openings(room: Drawn) -> Iterator[SketchLine]:
    """Door, garage door, windows, and the sun that falls through them."""
    deep, left = room.deep, has_windows_left(room)
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


def _garage_door(room: Drawn, start: float, end: float) -> Iterator[SketchLine]:
    high = min(7.0, room.ceiling_ft * 0.82)
    kind = room.guess("sk-door", "garage_door")
    yield kind, [(0, start, 0), (0, start, high), (0, end, high), (0, end, 0)], True
    for step in (0.25, 0.5, 0.75):
        kind = "sk-line" if room.garage_door == "insulated" else "sk-thin"
        yield kind, [(0, start, high * step), (0, end, high * step)], False


@dataclass(frozen=True, kw_only=True)
class _Row:
    """A row of equal windows along the free part of one of the two back walls. [ft]"""

    room: Drawn
    span: float
    left: bool
    count: int
    each: float  # the width of one
    bottom: float
    top: float

    def ends(self, nth: int) -> tuple[float, float]:
        middle = self.span * (nth + 0.5) / self.count
        return middle - self.each / 2, middle + self.each / 2

    def on_wall(self, along: float, z: float) -> Corner:
        return (0, along, z) if self.left else (along, 0, z)

    def on_floor(self, along: float, away: float) -> Corner:
        skewed = min(max(along + away * 0.3, 0), self.span)
        return (away, skewed, 0) if self.left else (skewed, away, 0)

    def rectangle(self, ends: tuple[float, float], bottom: float, top: float) -> list[Corner]:
        start, end = ends
        corners = ((start, bottom), (end, bottom), (end, top), (start, top))
        return [self.on_wall(along, z) for along, z in corners]


def _row(room: Drawn, span: float, *, left: bool) -> _Row:
    """Number and size of the windows by the windows answer."""
    high = room.ceiling_ft
    if room.windows == "glass_walls" or room.space in GLASS_ROOMS:
        share = {"few": 0.55, "average": 0.75, "many": 0.88}.get(room.windows, 0.96)
        count = max(2, round(span / 3.2))
        each, top = span * share / count, high * 0.94
        bottom = high * (0.05 if room.windows in {"many", "glass_walls"} else 0.3)
    else:
        count = {"few": 1, "average": 2, "many": 3}[room.windows]
        each = min({"few": 2.4, "average": 3.2, "many": 4.4}[room.windows], span / count * 0.72)
        bottom, top = (0.7, 0.9) if room.space == "basement" else (0.36, 0.8)
        bottom, top = high * bottom, high * top
    return _Row(room=room, span=span, left=left, count=count, each=each, bottom=bottom, top=top)


def _panes(room: Drawn, span: float, *, left: bool) -> Iterator[SketchLine]:
    """Windows along a wall of this free length; light on the floor, an awning outside. [ft]"""
    row = _row(room, span, left=left)
    for nth in range(row.count):
        if room.lit:
            yield _sunbeam(row, nth)
        yield from _pane(row, nth)


def _sunbeam(row: _Row, nth: int) -> SketchLine:
    room = row.room
    reach = 0.9 * (room.wide if row.left else room.deep)
    slope = 1.0 if room.facing in {"e", "w"} else 0.6  # the low sun reaches further in
    near, far = min(row.bottom * slope, reach * 0.7), min(row.top * slope, reach)
    start, end = row.ends(nth)
    patch = [row.on_floor(*at) for at in ((start, near), (end, near), (end, far), (start, far))]
    return "sk-beam sk-dim" if room.shade == "partial" else "sk-beam", patch, True


def _pane(row: _Row, nth: int) -> Iterator[SketchLine]:
    """One window with its bars, blind and draft."""
    room, ends = row.room, row.ends(nth)
    start, end = ends
    middle = row.span * (nth + 0.5) / row.count
    style = "sk-lit" if room.lit else room.guess("sk-glass", "windows")
    yield style, row.rectangle(ends, row.bottom, row.top), True
    yield "sk-bar", [row.on_wall(middle, row.bottom), row.on_wall(middle, row.top)], False
    if room.windows != "glass_walls" and room.space not in GLASS_ROOMS:
        half = (row.bottom + row.top) / 2
        yield "sk-bar", [row.on_wall(start, half), row.on_wall(end, half)], False
    if room.shade == "full" and "shade" not in room.guessed:
        drop = row.bottom + (row.top - row.bottom) * 0.55
        yield "sk-blind", row.rectangle(ends, drop, row.top), True
    if room.drafts == "drafty" and "drafts" not in room.guessed:
        yield from _draft(row.on_wall, start, end, row.bottom)


def _draft(
    on_wall: Callable[[float, float], Corner], start: float, end: float, bottom: float
) -> Iterator[SketchLine]:
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
