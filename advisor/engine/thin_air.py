"""A unit's output where the air is thin."""

from dataclasses import fields
from typing import Any

import numpy as np

from advisor.engine.constants import ASSUMPTION, constant
from advisor.engine.equipment import Curves
from advisor.engine.records import changed

THIN_AIR_LOSS = constant(
    "THIN_AIR_LOSS",
    0.02,
    "per 1,000 ft",
    source=ASSUMPTION,
    says="output that a unit loses to thin air, heating and cooling, at the same power …",
)
THIN_AIR_ABOVE_FT = constant(
    "THIN_AIR_ABOVE_FT", 2000.0, "ft", source=ASSUMPTION, says="… above this elevation"
)


def output_factor(elevation_ft: float) -> float:
    """Output against the one at sea level.

    >>> round(output_factor(7000.0), 3)
    0.9
    """
    above_ft = max(0.0, elevation_ft - THIN_AIR_ABOVE_FT)
    return max(0.0, 1 - THIN_AIR_LOSS * above_ft / 1000)


def at_elevation(curves: Curves, elevation_ft: float) -> Curves:
    """The curves with thinner output at the same power, so with a lower COP too.

    Published figures of a unit (rated and lowest output) stay as they are.
    """
    factor = output_factor(elevation_ft)
    if factor == 1:
        return curves
    thin: dict[str, Any] = {
        each.name: values * np.float32(factor)
        for each in fields(curves)
        if isinstance(values := getattr(curves, each.name), np.ndarray) and values.ndim == 2
    }
    return changed(curves, **thin)
