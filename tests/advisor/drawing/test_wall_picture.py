"""A unit on a wall of 8 ft beside a door of 80 in, in inches."""

import pytest

from advisor.drawing.wall_picture import wall_picture

FS = (36.4, 12.7)


def test_a_wall_unit_hangs_under_the_ceiling_at_its_published_size() -> None:
    drawn = wall_picture("wall", FS, ceiling_in=96)
    assert drawn is not None
    assert (drawn.unit.width, drawn.unit.height) == FS
    assert drawn.unit.y == 6  # inches under the ceiling
    assert drawn.unit.x + drawn.unit.width <= drawn.width
    assert drawn.unit.x > drawn.door.x + drawn.door.width
    assert (drawn.door.y, drawn.door.height) == (16, 80)
    assert drawn.window is None


def test_a_window_unit_stands_on_the_sill_and_a_saddle_hangs_below_it() -> None:
    above, below = (wall_picture(form, (19, 13), ceiling_in=96) for form in ("window", "saddle"))
    assert above is not None
    assert below is not None
    assert above.window is not None
    sill = above.window.y + above.window.height
    assert sill == 60  # 36 inches over the floor
    assert above.unit.y + above.unit.height == sill
    assert below.unit.y == sill
    assert above.window.width > above.unit.width


def test_a_console_stands_on_the_floor_of_a_high_room() -> None:
    drawn = wall_picture("floor", (29.5, 23.6), ceiling_in=120)
    assert drawn is not None
    assert drawn.height == 120
    assert drawn.unit.y + drawn.unit.height == 117


@pytest.mark.parametrize("form", ["", "cassette", "ducted", "portable"])
def test_what_is_not_seen_on_a_wall_is_not_drawn(form: str) -> None:
    assert wall_picture(form, FS, ceiling_in=96) is None


@pytest.mark.parametrize("size", [(0, 12), (36, 0), (364, 12), (36, 127), (-1, 12)])
def test_a_size_that_is_none_is_not_drawn(size: tuple[float, float]) -> None:
    assert wall_picture("wall", size, ceiling_in=96) is None
