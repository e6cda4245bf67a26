"""Published points and published ratings of a unit in one weighted fit.

Manufacturers print both, and the two seldom agree to the last percent. What is printed may be off
by little and what we estimate by much; each COP moves by the same share of its own tolerance, as
far as it takes to return the rating. What is left is a conflict, and is told. Method section 7."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.curve_points import CopCurve
from advisor.engine.equipment import BoolArray, Curves
from advisor.engine.place import FloatArray

POINT_TOLERANCE = table(
    "POINT_TOLERANCE",
    {"rated": 0.009, "lowest, highest": 0.029, "frost": 0.10, "estimate": 0.6},
    "of the logarithm",
    source=f"{ASSUMPTION}: a rated COP is certified, the others are stated; what frost takes is not"
    " published; an estimate gives way to a rating",
    says="the most by which the fit to a rating may move a COP",
)
RATING_TOLERANCE = constant(
    "RATING_TOLERANCE",
    0.01,
    "of the logarithm",
    source="ratings are printed to 0.1 of about 10",
    says="weight of a rating in the fit, against moving the points by all of their tolerance",
)
CONFLICT_GAP = constant(
    "CONFLICT_GAP",
    0.10,
    "share",
    source=ASSUMPTION,
    says="what a rating and its curve may differ by after the fit before we tell it",
)
FIT_STEPS = 6
_TRIED = 0.05


def fitted(
    made: Curves,
    cops: dict[str, CopCurve],
    rating: Callable[[Curves], FloatArray],
    *,
    target: FloatArray,
    wanted: BoolArray,
    gap: str,
) -> Curves:
    """``made`` with the COP that return the published rating best, within their tolerances.

    ``target`` is the published rating, NaN without one. Least squares of one number per unit, the
    share of the tolerances that is used up: Gauss-Newton steps over all units at once.
    """
    chosen = wanted & ~np.isnan(target)
    aim = np.where(chosen, target, 1.0)

    def with_strain(strain: FloatArray) -> Curves:
        moved: dict[str, Any] = {name: cop.at(strain) for name, cop in cops.items()}
        return replace(made, **moved)

    def behind(strain: FloatArray) -> FloatArray:
        """The logarithm by which the computed rating misses the published one."""
        return np.log(aim / np.maximum(rating(with_strain(strain)), 1e-6))

    strain = np.zeros(target.size)
    error = behind(strain)
    tried = np.where(chosen, np.where(error >= 0, _TRIED, -_TRIED), 0.0)
    for _step in range(FIT_STEPS):
        error_there = behind(tried)
        moved = tried - strain
        slope = np.divide(
            error - error_there, moved, out=np.full(moved.size, np.nan), where=abs(moved) > 1e-9
        )
        strain, error = tried, error_there
        # Where nothing moves any more, or moving does not help, the unit stays where it is.
        useful = chosen & (slope > 1e-6)
        pull = slope / RATING_TOLERANCE**2
        step = np.divide(
            pull * error - strain, 1 + slope * pull, out=np.zeros(moved.size), where=useful
        )
        tried = np.clip(strain + step, -1.0, 1.0)
    best = with_strain(strain)
    return replace(best, rating_gap={**made.rating_gap, gap: rating(best) / target - 1})
