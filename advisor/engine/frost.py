"""What frost on the outdoor coil, and melting it, take between 17 and 45 °F."""

from dataclasses import replace

import numpy as np

from advisor.engine.constants import AHRI_210_240, ASSUMPTION, constant, table
from advisor.engine.curve_points import Anchors, CopCurve
from advisor.engine.equipment import HEATING_GRID_F
from advisor.engine.place import FloatArray
from advisor.engine.rating_fit import POINT_TOLERANCE

FROST = table(
    "FROST",
    {"output": 0.10, "power": 0.015},
    "share",
    source=f"{AHRI_210_240}: Q35 = 0.90 × (Q17 + 0.6 × (Q47 - Q17)), the power 0.985 ×",
    says="lost at 35 °F to frost and defrost at the rated and the highest speed, from 17 °F on and"
    " up to 45 °F, where no point between them is published",
)
FROST_AT_LEAST = constant(
    "FROST_AT_LEAST",
    0.5,
    "×",
    source=ASSUMPTION,
    says="of the COP lost to frost: at the lowest speed, with a coil that is less cold",
)
FROST_FROM_F, FROST_TEST_F, FROST_TO_F = 17.0, 35.0, 45.0


def with_frost(
    points: Anchors, name: str, line: FloatArray, loss: float = FROST["output"]
) -> FloatArray:
    """``line`` with the dip of the frost, where no point within it is published: (units, grid)."""
    at_test = line[:, HEATING_GRID_F == FROST_TEST_F]
    return line - loss * at_test * _depth(points, name)


def cop_with_frost(points: Anchors, name: str, cop: CopCurve, share: float = 1.0) -> CopCurve:
    """A COP curve with the same dip, ``share`` of it, and some freedom to fit a rating there."""
    lost = share * (1 - (1 - FROST["output"]) / (1 - FROST["power"]))
    freedom = POINT_TOLERANCE["frost"] * np.minimum(_depth(points, name), 1.0)
    return replace(
        cop,
        total=with_frost(points, name, cop.total, lost),
        tolerance=np.maximum(cop.tolerance, freedom),
    )


def _depth(points: Anchors, name: str) -> FloatArray:
    """How far the frost has gone: 0 at 17 °F, 1 at 35 °F and beyond, 0 from 45 °F on."""
    ramp = (HEATING_GRID_F - FROST_FROM_F) / (FROST_TEST_F - FROST_FROM_F)
    ramp = np.where(HEATING_GRID_F < FROST_TO_F, np.maximum(ramp, 0.0), 0.0)
    told = points.published(name, low_f=FROST_FROM_F + 1, high_f=FROST_TO_F - 1)
    return np.where(told[:, None], 0.0, ramp)
