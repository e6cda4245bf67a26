"""The furniture of each kind of room, drawn to show its size."""

from collections.abc import Iterable, Iterator

from advisor.drawing.room_shapes import Corner, Drawn, SketchLine, ball, box_faces, disc

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


def furniture_lines(room: Drawn) -> Iterator[SketchLine]:
    """The furniture of such a room, in its true size; a little less where the room is tiny."""
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
        yield from box_faces("sk-thing", put(at), (wide * fits, deep * fits, high * fits))
    if room.space == "garage":
        for wheel in (2.4, 10.6):
            yield disc("sk-wheel", put((wheel, 5.6, 0.9)), 0.95 * fits)
    if room.space in PLANTS:
        yield ball("sk-tree", put(PLANTS[room.space]), 2.3 * fits)
