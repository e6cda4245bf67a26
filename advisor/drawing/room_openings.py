"""Doors and windows of the drawn room, and the sun that falls through them."""

import math
from collections.abc import Callable, Iterator

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


def _panes(room: Drawn, span: float, *, left: bool) -> Iterator[SketchLine]:
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
