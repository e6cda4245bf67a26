"""The indoor part of a unit on a wall, to scale, beside a door."""

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.drawing.geometry import Point

Size = tuple[float, float]  # width and height [in]

DOOR: Size = (32.0, 80.0)
MARGIN_IN, ROOM_IN = 6.0, 100.0  # around the door; the wall beside it
SILL_IN, CLEAR_IN = 36.0, 6.0  # over the floor; under the ceiling
LARGEST: Size = (84.0, 72.0)
"""A unit for one room is smaller; a figure beyond is not that of an indoor part."""

WINDOWED = frozenset({"window", "saddle"})
ON_FLOOR_IN: Mapping[str, float] = {"floor": 3.0, "through_wall": 14.0}
"""Form → how high over the floor its underside usually is. [in]"""


@dataclass(frozen=True, kw_only=True)
class Rect:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class WallPicture:
    """All in inches of the wall, y downward."""

    width: float
    height: float
    door: Rect
    knob: Point
    window: Rect | None
    rail: str  # the path of the rail between the sashes
    unit: Rect


def wall_picture(form: str, size: Size, *, ceiling_in: float) -> WallPicture | None:
    """A unit of ``form`` (a value of the catalog's ``Form``) and its published width and height.

    ``None`` for what is not seen on a wall (a cassette, ducts, a unit that rolls), and for a size
    that is none. Where on the wall it goes is usual, not published: a wall unit under the ceiling,
    a window unit on the sill, a saddle below it.
    """
    (width, height), floor = size, ceiling_in - MARGIN_IN
    if not (0 < width <= LARGEST[0] and 0 < height <= min(LARGEST[1], floor)):
        return None
    if form == "wall":
        top = CLEAR_IN
    elif form in ON_FLOOR_IN:
        top = ceiling_in - ON_FLOOR_IN[form] - height
    elif form in WINDOWED:
        top = ceiling_in - SILL_IN - (height if form == "window" else 0.0)
    else:
        return None
    right = 2 * MARGIN_IN + DOOR[0]
    middle = right + ROOM_IN / 2
    window = _window(middle, width, ceiling_in) if form in WINDOWED else None
    return WallPicture(
        width=right + ROOM_IN,
        height=ceiling_in,
        door=Rect(x=MARGIN_IN, y=ceiling_in - DOOR[1], width=DOOR[0], height=DOOR[1]),
        knob=(MARGIN_IN + DOOR[0] - 4.0, ceiling_in - SILL_IN),
        window=window,
        rail=f"M{window.x},{window.y + window.height / 2}h{window.width}" if window else "",
        unit=Rect(x=round(middle - width / 2, 1), y=round(top, 1), width=width, height=height),
    )


def _window(middle: float, unit_width: float, ceiling_in: float) -> Rect:
    """A window a little wider than the unit, from the sill to the height of the door."""
    width = max(30.0, unit_width + 4.0)
    return Rect(
        x=round(middle - width / 2, 1),
        y=ceiling_in - DOOR[1],
        width=width,
        height=DOOR[1] - SILL_IN,
    )
