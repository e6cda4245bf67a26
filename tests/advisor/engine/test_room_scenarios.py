"""A scenario made in parts has the figures of one that is made whole."""

from dataclasses import fields, replace
from typing import Any

import pytest

from advisor.engine.details import UNTOLD, Details
from advisor.engine.parameters import Inputs
from advisor.engine.room import resolve
from advisor.engine.room_scenarios import PARTS, parameters, parameters_at
from advisor.engine.spaces import SPACES
from tests.advisor.engine.samples import answers_of

OTHERWISE: dict[str, tuple[Any, ...]] = {
    "above": ("heated", "attic", "roof"),
    "below": ("heated", "slab", "crawlspace", "garage"),
    "attic": ("vented", "barrier", "sealed"),
    "facing": ("n", "sw", "mixed"),
    "siding": ("siding", "brick", "block"),
    "frame": ("wood", "metal"),
    "edge_r": (0.0, 5.0),
    "door_ft2": (0.0, 20.0),
    "house_width_ft": (20.0, 36.0),
}
ROOMS: tuple[dict[str, Any], ...] = (
    *({"space": space, "area": 200.0} for space in SPACES),
    {"space": "basement", "area": 400.0, "below_grade": 6.0},
    {"space": "bedroom", "area": 150.0, "below": "slab", "glass": "double", "floor_r": 5.0},
    {"space": "addition", "area": 300.0, "above": "attic", "windows": "many"},
    {"space": "bedroom", "area": 150.0, "below": "crawlspace", "window_area": 30.0},
)


def _values(name: str, value: Any) -> tuple[Any, ...]:
    return OTHERWISE[name] if name in OTHERWISE else (value * 1.3 + 0.4, value * 0.5)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: "-".join(map(str, room.values())))
@pytest.mark.parametrize("details", [UNTOLD, Details(shades="light", home_area=1500.0)])
def test_a_part_that_reads_no_changed_input_is_as_it_was(
    room: dict[str, Any], details: Details
) -> None:
    answers, space = answers_of(**room), SPACES[room["space"]]
    resolved = resolve(answers, details)
    likely = resolved.inputs
    for name in (each.name for each in fields(Inputs)):
        for value in _values(name, getattr(likely, name)):
            end = replace(likely, **{name: value})
            _usual, row = parameters_at(
                [{name: value}], answers, details, space, inputs=likely, likely=resolved.likely
            )
            alone = parameters(answers, details, space, end).values()
            assert row.tolist() == [*alone], (name, value)


def test_every_input_is_read_by_a_part() -> None:
    read = frozenset().union(*(reads for _part, reads in PARTS))
    assert read == {each.name for each in fields(Inputs)}
