"""The figures of a room in one scenario, or at both ends of each of its soft answers."""

from array import array
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import numpy as np

from advisor.engine.answers import Answers
from advisor.engine.details import Details
from advisor.engine.parameters import (
    Inputs,
    air_of,
    around_of,
    floor_of,
    glass_of,
    openings_of,
    orientation_of,
    plain_of,
    roof_of,
    shape_of,
    skylight_of,
    walls_of,
)
from advisor.engine.place import FloatArray
from advisor.engine.records import changed
from advisor.engine.spaces import Space

PARTS: tuple[tuple[Callable[..., dict[str, float]], frozenset[str]], ...] = (
    (
        shape_of,
        frozenset(
            {
                *("ceiling_ft", "walls", "wall_scale", "below", "beside", "below_grade_ft"),
                "house_width_ft",
            }
        ),
    ),
    (
        air_of,
        frozenset({"leakiness_at", "air_scale", "walls", "below_grade_ft", "ceiling_ft"}),
    ),
    (around_of, frozenset({"above", "below", "attic"})),
    (walls_of, frozenset({"insulation_at", "siding"})),
    (roof_of, frozenset({"insulation_at", "attic", "attic_base_f"})),
    (floor_of, frozenset({"insulation_at", "below", "edge_r", "edge_ft", "soil_k"})),
    (
        openings_of,
        frozenset(
            {"ceiling_ft", "walls", "wall_scale", "insulation_at", "window_scale", "door_ft2"}
        ),
    ),
    (glass_of, frozenset({"insulation_at", "glass_scale", "frame", "inside_shade"})),
    (skylight_of, frozenset({"skylight_ft2", "skylight_scale"})),
    (orientation_of, frozenset({"facing", "walls"})),
    (
        plain_of,
        frozenset(
            {
                *("people", "watts", "walkout", "wall_color", "roof_color", "crawl_u"),
                *("crawl_vented", "outside_shade", "screens", "overhang_ft", "overhang_gap_ft"),
            }
        ),
    ),
)
"""What makes the figures of a room, and which inputs each part reads."""

AS_THEY_ARE = frozenset(
    {
        *("people", "watts", "walkout", "wall_color", "roof_color", "crawl_u", "crawl_vented"),
        *("overhang_ft", "overhang_gap_ft"),
    }
)
"""Inputs that are a figure of the same name, and that nothing else reads."""


def parameters(
    answers: Answers, details: Details, space: Space, inputs: Inputs
) -> dict[str, float]:
    """``Room.values`` of one scenario; an expert's answer comes before any default."""
    made: dict[str, float] = {}
    for part, _reads in PARTS:
        made |= part(answers, details, space, inputs)
    return made


def parameters_at(
    ends: Iterable[dict[str, Any]],
    answers: Answers,
    details: Details,
    space: Space,
    *,
    inputs: Inputs,
    likely: Mapping[str, float],
) -> FloatArray:
    """The figures ``likely``, which ``parameters`` makes of ``inputs``, then those where the inputs
    differ as each of ``ends`` says: (1 + ends, figures).

    There are some eighty ends in a room: a part that reads none of the inputs is not made again,
    and rows are copied as they lie in the memory.
    """
    usual = array("d", likely.values())
    place = dict(zip(likely, range(len(usual)), strict=True))
    rows = [usual]
    for differing in ends:
        row = usual[:]
        rows.append(row)
        if AS_THEY_ARE.issuperset(differing):
            for name, figure in differing.items():
                row[place[name]] = figure
            continue
        end = changed(inputs, **differing)
        for part in _read(tuple(differing)):
            made = part(answers, details, space, end)
            start = place[next(iter(made))]
            row[start : start + len(made)] = array("d", made.values())
    return np.frombuffer(b"".join(rows)).reshape(len(rows), -1)


@cache
def _read(names: tuple[str, ...]) -> tuple[Callable[..., dict[str, float]], ...]:
    """The parts that read any of these inputs."""
    return tuple(part for part, reads in PARTS if not reads.isdisjoint(names))
