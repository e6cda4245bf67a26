"""COP curves at three speeds: published points, else from the ratings: (units, grid)."""

from dataclasses import replace

import numpy as np

from advisor.engine import unit_cops, unit_defaults
from advisor.engine.curve_points import Anchors, CopCurve, filled, weights
from advisor.engine.equipment import COOLING_GRID_F, HEATING_GRID_F, BoolArray, Units
from advisor.engine.frost import FROST_AT_LEAST, cop_with_frost
from advisor.engine.place import FloatArray
from advisor.engine.rating_fit import POINT_TOLERANCE

RATED_TESTS_F = np.array([5.0, 17.0, 47.0])
COOLING_COP_LIMITS = (0.9, 16.0)  # in the lab
PUBLISHED = {
    "published": POINT_TOLERANCE["lowest, highest"],
    "estimated": POINT_TOLERANCE["estimate"],
}


def heating_cops(
    units: Units, points: Anchors, share: FloatArray, *, variable: BoolArray
) -> dict[str, CopCurve]:
    """COP at the lowest, the rated and the highest output, with their tolerances."""
    kept = unit_defaults.kept_at_5(units, variable=variable)
    hspf = unit_defaults.hspf_of(units)
    least_47, most_47 = unit_cops.heating_cops_47(units, hspf, kept, variable=variable)

    def curve(name: str, at_47: FloatArray, share_5: float) -> CopCurve:
        return points.cop(
            name,
            (47, at_47, ~points.published(name, low_f=40)),
            (5, filled(points.at(name, 47), at_47) * share_5, ~points.published(name, high_f=20)),
            **PUBLISHED,
        )

    most = curve("cop_max", most_47, unit_cops.COP_5_PER_47["at most"])
    least = curve("cop_min", least_47, unit_cops.COP_5_PER_47["at least"])
    rated = _rated_cop(points, share, least, most)
    frosty = cop_with_frost(points, "cop_max", most)
    gentle = cop_with_frost(points, "cop_min", least, FROST_AT_LEAST)
    return {
        "heat_cop_least": _one_speed(gentle, frosty, variable=variable),
        "heat_cop_rated": cop_with_frost(points, "cop_rated", rated),
        "heat_cop_most": frosty,
    }


def _rated_cop(points: Anchors, share: FloatArray, least: CopCurve, most: CopCurve) -> CopCurve:
    """COP at the rated output: on the line from the lowest to the highest, times what the
    published ones at 47, 17 and 5 °F are above it."""
    line = least.total + share * (most.total - least.total)
    loose = least.tolerance + share * (most.tolerance - least.tolerance)
    at = weights(HEATING_GRID_F, RATED_TESTS_F).astype(float)
    published = np.column_stack([points.at("cop_rated", outdoor_f) for outdoor_f in RATED_TESTS_F])
    above = published / np.maximum(line @ at, 0.1)
    above[:, 1] = filled(above[:, 1], above[:, 2])
    above[:, 0] = filled(above[:, 0], above[:, 1])
    above[:, 2] = filled(above[:, 2], above[:, 1])
    between = weights(RATED_TESTS_F, HEATING_GRID_F)
    tight = np.where(np.isnan(published), loose @ at, POINT_TOLERANCE["rated"])
    return CopCurve(total=line * (filled(above, 1.0) @ between), tolerance=tight @ between)


def cooling_cops(
    units: Units, points: Anchors, share: FloatArray, *, variable: BoolArray
) -> dict[str, CopCurve]:
    """The same for cooling; ``share`` is where the rated output lies, (units, 1)."""
    least_95, most_95 = unit_cops.cooling_cops_95(units, variable=variable)
    told = unit_cops.full_load_cop_95(units)
    # Full load is the highest output, too, unless the unit is said to give more.
    is_most = ~np.isnan(told) & (share[:, 0] > 0.99)
    per_95 = unit_cops.COP_82_PER_95

    def curve(name: str, at_95: FloatArray, share_82: float) -> CopCurve:
        return points.cop(
            name,
            (95, at_95, ~points.published(name, low_f=90)),
            (82, at_95 * share_82, ~points.published(name, high_f=85)),
            **PUBLISHED,
        )

    most = curve("cop_max", most_95, per_95["at most"])
    least = curve("cop_min", least_95, per_95["at least"])
    hot = COOLING_GRID_F >= 95
    most = replace(
        most,
        tolerance=np.where(is_most[:, None] & hot, POINT_TOLERANCE["rated"], most.tolerance),
    )
    gentle = _one_speed(least, most, variable=variable)
    line = gentle.total + share * (most.total - gentle.total)
    at_95 = line[:, COOLING_GRID_F == 95][:, 0]
    loose = gentle.tolerance + share * (most.tolerance - gentle.tolerance)
    rated = CopCurve(
        total=line * filled(np.where(units.split, told, np.nan) / at_95, 1.0)[:, None],
        tolerance=np.where(
            (units.split & ~np.isnan(told))[:, None] & hot, POINT_TOLERANCE["rated"], loose
        ),
    )
    cops = {"cool_cop_least": gentle, "cool_cop_rated": rated, "cool_cop_most": most}
    return {name: replace(cop, limits=COOLING_COP_LIMITS) for name, cop in cops.items()}


def _one_speed(least: CopCurve, most: CopCurve, *, variable: BoolArray) -> CopCurve:
    """The curve at the lowest speed; a unit with one speed has only the other."""
    inverter = variable[:, None]
    return CopCurve(
        total=np.where(inverter, least.total, most.total),
        tolerance=np.where(inverter, least.tolerance, most.tolerance),
    )
