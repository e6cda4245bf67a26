"""The figures of a room in one scenario, or at both ends of each of its soft answers."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from advisor.engine.answers import Answers
from advisor.engine.details import Details
from advisor.engine.parameters import (
    Inputs,
    opaque_of,
    openings_of,
    orientation_of,
    plain_of,
    shape_of,
)
from advisor.engine.place import FloatArray
from advisor.engine.spaces import Space

PARTS: tuple[tuple[Callable[..., dict[str, float]], frozenset[str]], ...] = (
    (
        shape_of,
        frozenset(
            {
                *("ceiling_ft", "walls", "wall_scale", "above", "below", "attic", "beside"),
                *("leakiness_at", "air_scale", "below_grade_ft", "house_width_ft"),
            }
        ),
    ),
    (
        opaque_of,
        frozenset(
            {
                *("insulation_at", "below", "edge_r", "edge_ft", "soil_k", "siding", "attic"),
                "attic_base_f",
            }
        ),
    ),
    (
        openings_of,
        frozenset(
            {
                *("ceiling_ft", "walls", "wall_scale", "insulation_at", "window_scale"),
                *("glass_scale", "frame", "inside_shade", "skylight_ft2", "skylight_scale"),
                "door_ft2",
            }
        ),
    ),
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

READ_BY: dict[str, tuple[int, ...]] = {
    name: tuple(at for at, (_part, reads) in enumerate(PARTS) if name in reads)
    for name in frozenset().union(*(reads for _part, reads in PARTS))
}
"""The parts that read each input."""


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
    likely: Inputs,
) -> FloatArray:
    """The figures of ``parameters`` in their order, then those where the inputs of each of ``ends``
    differ from ``likely``: (1 + ends, figures).

    There are some eighty ends in a room: a part that reads none of the inputs is not made again.
    """
    differing = list(ends)
    usual = [[*part(answers, details, space, likely).values()] for part, _reads in PARTS]
    stops = np.cumsum([0, *map(len, usual)]).tolist()
    rows = np.empty((1 + len(differing), stops[-1]))
    rows[:] = [figure for part in usual for figure in part]
    for row, inputs in zip(rows[1:], differing, strict=True):
        end = _changed(likely, inputs)
        for at in {at for name in inputs for at in READ_BY[name]}:
            made = PARTS[at][0](answers, details, space, end)
            row[stops[at] : stops[at + 1]] = [*made.values()]
    return rows


def _changed(likely: Inputs, differing: dict[str, Any]) -> Inputs:
    """As ``dataclasses.replace`` makes it, in a fifth of the time."""
    changed = object.__new__(Inputs)
    vars(changed).update(vars(likely))
    vars(changed).update(differing)
    return changed
