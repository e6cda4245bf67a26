"""What each unit can give at each outdoor temperature, at three speeds.

Published points come first. Where a unit publishes none, published regressions fill in, and the
curve is marked as an estimate. Everything works on arrays of units: one unit is an array of one.
Method section 7."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from advisor.engine import operating_limits, unit_defaults
from advisor.engine.constants import AHRI_210_240, ASSUMPTION, HPXML, constant, table
from advisor.engine.cop_curves import RATED_TESTS_F, cooling_cops, heating_cops
from advisor.engine.curve_points import Anchors, CopCurve, filled, weights
from advisor.engine.equipment import (
    COOLING_GRID_F,
    HEATING_GRID_F,
    YES,
    BoolArray,
    Curves,
    IntArray,
    Units,
)
from advisor.engine.frost import FROST_FROM_F, with_frost
from advisor.engine.load_lines import AIR_SENSIBLE
from advisor.engine.place import FloatArray
from advisor.engine.priors import Guess, Observed, doubts, guess, observed
from advisor.engine.rating_fit import fitted
from advisor.engine.rating_procedure import rated_hspf2, rated_seer2
from advisor.engine.room import HEATING_INDOOR_F

COLD_CAPABLE_SHARE = constant(
    "COLD_CAPABLE_SHARE",
    0.80,
    "× rated output",
    source=ASSUMPTION,
    says="published output at 5 °F from which a unit counts, and costs, as a cold-climate one",
)
HOSE_AIR_CFM = table(
    "HOSE_AIR_CFM",
    {"single": 200.0, "dual": 40.0},
    "cfm",
    source="our assumption, from 150-250 cfm of single-hose units",
    says="outdoor air that a portable draws into the room while it heats",
)
CD_VARIABLE = constant(
    "CD_VARIABLE", 0.25, "1", source=AHRI_210_240, says="loss from cycling below the lowest output"
)
CD_ROOM_UNIT = constant(
    "CD_ROOM_UNIT", 0.22, "1", source=HPXML, says="loss from cycling of units in one piece"
)
FEW_COP_POINTS = 2


def curves(units: Units, known: Observed | None = None) -> Curves:
    """What every unit of the catalog can give, by outdoor temperature.

    Published points first; anchors that are missing come from the regressions. COP are fitted to
    HSPF2 and SEER2, what is published within its tolerance. ``known`` is what the whole catalog
    publishes, for figures that a unit does not; these units alone where it is left out.
    """
    variable = unit_defaults.is_variable(units)
    own = observed(units)
    lowest, cutout = (guess(name, own, known or own) for name in ("min_output", "cutout"))
    heating = Anchors(units.points, len(units), heating=True)
    cooling = Anchors(units.points, len(units), heating=False)
    stated = heating.at("min_btu_h", 47)
    heat, heat_cops, heat_estimated = _heating_curves(
        units, heating, variable=variable, lowest=lowest
    )
    unpublished = unit_defaults.least_cooling_95(
        units, heat["min_47"], np.exp(lowest.residual), known=~heat_estimated["min"]
    )
    cool, cool_cops, cool_estimated = _cooling_curves(
        units, cooling, variable=variable, unpublished=unpublished
    )
    shown_f = np.fmin(heating.coldest("rated_btu_h", "max_btu_h"), units.full_capacity_down_to_f)
    cutout_f, usual_cutout_f, cutout_known = operating_limits.cutout_f(units, shown_f)
    estimated = _estimated(units, heat_estimated, cool_estimated)
    made = Curves(
        **_before_the_fit(heat, cool, heat_cops | cool_cops, len(units)),
        rated_heat_btu_h=heat["rated_47"],
        min_heat_47_btu_h=heat["min_47"],
        min_cool_82_btu_h=cool["min_82"],
        coldest_point_f=filled(shown_f, np.inf),
        range_min_btu_h=np.where(stated < unit_defaults.UNCONFIRMED_MIN_BTU_H, stated, np.nan),
        cutout_f=cutout_f,
        usual_cutout_f=usual_cutout_f,
        cutout_known=cutout_known,
        low_cooling_f=operating_limits.low_cooling_f(units),
        alike=np.arange(len(units)),
        cycling_loss=np.where(units.split, CD_VARIABLE, CD_ROOM_UNIT),
        cold_capable=(units.cold_climate == YES)
        | (heating.at("max_btu_h", 5) >= COLD_CAPABLE_SHARE * heat["rated_47"]),
        estimated=estimated,
        **doubts(units, lowest, cutout, estimated),
    )
    made = fitted(
        made,
        heat_cops,
        lambda trial: rated_hspf2(units, trial),
        target=filled(units.hspf2, units.hspf * unit_defaults.HSPF2_PER_HSPF),
        wanted=units.split,
        gap="hspf2",
    )
    made = fitted(
        made,
        cool_cops,
        lambda trial: rated_seer2(units, trial),
        target=filled(units.seer2, units.seer),
        wanted=units.split,
        gap="seer2",
    )
    return replace(made, alike=_alike(units, made))


def _estimated(
    units: Units, heat: dict[str, BoolArray], cool: dict[str, BoolArray]
) -> dict[str, BoolArray]:
    """Which deciding figures nobody publishes: name → (units,)."""
    return {
        "min_output": heat["min"],
        "cold_output": heat["cold"],
        "heating_capacity": heat["rated"],
        "heating_cop": heat["cop"],
        "min_cooling": cool["min"],
        "cooling_cop": cool["cop"],
        "cutout": np.isnan(units.min_operating_f) & np.isnan(units.restart_f),
        "sound": np.isnan(units.sound_min_db),
        "voltage": np.isnan(units.volts),
    }


def _alike(units: Units, made: Curves) -> IntArray:
    """The first of the units whose curves, limits and heaters are the same. [unit]

    Rounded to 0.1 BTU/h and .0001 of a COP: the last digits depend on the place in the array.
    """
    speeds = ("least", "rated", "most")
    outputs = [getattr(made, f"{mode}_{speed}") for mode in ("heat", "cool") for speed in speeds]
    cops = [getattr(made, f"{mode}_cop_{speed}") for mode in ("heat", "cool") for speed in speeds]
    apart = (made.cutout_f, made.low_cooling_f, made.cycling_loss, units.split, units.pan_heater)
    seen = np.column_stack(
        [
            *(np.round(output.astype(float), 1) for output in outputs),
            *(np.round(cop.astype(float), 4) for cop in cops),
            *apart,
        ]
    )
    _rows, first, again = np.unique(seen, axis=0, return_index=True, return_inverse=True)
    return np.asarray(first[again.ravel()])


def _before_the_fit(
    heat: dict[str, FloatArray],
    cool: dict[str, FloatArray],
    cops: dict[str, CopCurve],
    units: int,
) -> dict[str, Any]:
    """Outputs and COP as ``Curves`` holds them, as published and estimated: (units, grid)."""
    return {
        **{f"heat_{name}": heat[name].astype(np.float32) for name in ("least", "rated", "most")},
        **{f"cool_{name}": cool[name].astype(np.float32) for name in ("least", "rated", "most")},
        **{name: cop.at(np.zeros(units)) for name, cop in cops.items()},
    }


@dataclass(frozen=True, kw_only=True, eq=False)
class _HeatingAnchors:
    """Outputs at 47, 17 and 5 °F: published, or what stands in."""

    rated_47: FloatArray
    max_47: FloatArray
    min_47: FloatArray
    highest_47: FloatArray  # no less than the output that is published for 5 °F
    max_17: FloatArray  # NaN: the line from 47 to 5 °F
    max_5: FloatArray
    rated_is_estimated: BoolArray
    min_is_estimated: BoolArray


def _heating_anchors(
    units: Units, points: Anchors, *, variable: BoolArray, lowest: Guess
) -> _HeatingAnchors:
    rated_published = points.at("rated_btu_h", 47)
    max_published = points.at("max_btu_h", 47)
    rated_47 = filled(rated_published, unit_defaults.rated_heat_47(units, max_published))
    max_5 = points.at("max_btu_h", 5)
    max_47 = filled(max_published, unit_defaults.most_heat_47(rated_47, max_5, variable=variable))
    unconfirmed = points.at("min_btu_h", 47) < unit_defaults.UNCONFIRMED_MIN_BTU_H
    guessed = unit_defaults.least_heat_47(rated_47) * np.exp(lowest.residual)
    points.raise_to("min_btu_h", np.where(unconfirmed, guessed, 0.0))
    min_published = points.at("min_btu_h", 47)
    # A rated figure bounds what the regression may promise at 17 °F, and what is less at 5 °F.
    max_17 = unit_defaults.most_heat_17(points.at("rated_btu_h", 17), max_47)
    kept = max_47 * unit_defaults.kept_at_5(units, variable=variable)
    full = np.where(units.full_capacity_down_to_f <= 5, rated_47, np.nan)
    return _HeatingAnchors(
        rated_47=rated_47,
        max_47=max_47,
        min_47=np.where(variable, filled(min_published, guessed), max_47),
        highest_47=np.fmax(max_47, max_5),
        max_17=np.fmax(max_17, full),
        max_5=np.fmax(np.fmax(np.fmin(kept, max_17), points.at("rated_btu_h", 5)), full),
        rated_is_estimated=np.isnan(rated_published) & np.isnan(max_published),
        min_is_estimated=variable & (np.isnan(min_published) | unconfirmed),
    )


def _heating_output(
    units: Units, points: Anchors, anchors: _HeatingAnchors, *, variable: BoolArray
) -> tuple[FloatArray, FloatArray]:
    """Lowest and highest output without frost or losses: (units, grid). [BTU/h]"""
    no_max_cold = ~points.published("max_btu_h", high_f=20)
    full_f = units.full_capacity_down_to_f
    told_full = ~(points.coldest("max_btu_h") <= full_f) & ~np.isnan(full_f)
    most_anchors = (
        (47.0, anchors.max_47, ~points.published("max_btu_h", low_f=40)),
        (17.0, anchors.max_17, no_max_cold),
        (5.0, anchors.max_5, no_max_cold & ~(told_full & (full_f == 5))),
        (full_f, anchors.rated_47, told_full),
    )
    most = points.curve("max_btu_h", *most_anchors)
    # A published rated output is within reach of the highest speed, whatever the line says.
    rated_17 = points.at("rated_btu_h", 17)
    at_17 = most[:, HEATING_GRID_F == FROST_FROM_F][:, 0]
    short = (rated_17 > at_17) & ~points.published("max_btu_h", low_f=17, high_f=17)
    if short.any():
        kept = tuple((f, v, where & ~((f == FROST_FROM_F) & short)) for f, v, where in most_anchors)
        most = points.curve("max_btu_h", *kept, (FROST_FROM_F, rated_17, short))
    least = np.where(
        variable[:, None],
        points.curve(
            "min_btu_h",
            (47, anchors.min_47, ~points.published("min_btu_h", low_f=40)),
            (
                5,
                unit_defaults.least_heat_5(anchors.min_47),
                ~points.published("min_btu_h", high_f=20),
            ),
        ),
        most,
    )
    most = np.maximum(most, 0.0)
    # Above 47 °F no output is tested; the line may run on, but not without limit.
    most = np.minimum(most, 1.25 * anchors.highest_47[:, None])
    least = np.clip(least, 0.0, most)
    warm = HEATING_GRID_F > 47
    return np.where(warm, np.minimum(least, 1.25 * anchors.min_47[:, None]), least), most


def _rated_share(
    points: Anchors, rated_47: FloatArray, least: FloatArray, most: FloatArray
) -> FloatArray:
    """Where the rated output lies between the lowest (0) and the highest (1): (units, grid).

    As published for 5, 17 and 47 °F; where one is missing, as at the next warmer of them.
    """
    at = weights(HEATING_GRID_F, RATED_TESTS_F).astype(float)
    low, high = least @ at, most @ at
    told = np.column_stack([points.at("rated_btu_h", 5), points.at("rated_btu_h", 17), rated_47])
    told = np.where(np.isnan(told) & (high - low < 1), high, told)
    share = np.divide(told - low, high - low, out=np.ones(low.shape), where=high - low >= 1)
    share[:, 1] = filled(share[:, 1], share[:, 2])
    share[:, 0] = filled(share[:, 0], share[:, 1])
    return np.asarray(np.clip(share, 0.0, 1.0) @ weights(RATED_TESTS_F, HEATING_GRID_F))


def _heating_curves(
    units: Units, points: Anchors, *, variable: BoolArray, lowest: Guess
) -> tuple[dict[str, FloatArray], dict[str, CopCurve], dict[str, BoolArray]]:
    anchors = _heating_anchors(units, points, variable=variable, lowest=lowest)
    least, most = _heating_output(units, points, anchors, variable=variable)
    share = _rated_share(points, anchors.rated_47, least, most)
    rated = with_frost(points, "rated_btu_h", least + share * (most - least))
    most = with_frost(points, "max_btu_h", most)
    rated = np.minimum(rated, most)
    least = np.minimum(least, rated)
    cops = heating_cops(units, points, share, variable=variable)
    leak = _hose_loss(units)
    net_most = np.maximum(0.0, most - leak)
    net_share = np.divide(net_most, most, out=np.zeros_like(most), where=most > 0)
    net_rated = np.clip(rated - leak, 0.0, net_most)
    net_least = np.maximum(0.0, least - leak * np.where(variable, 0.5, 1.0)[:, None])
    outputs = {
        "most": net_most,
        "rated": net_rated,
        "least": np.minimum(net_least, net_rated),
        "rated_47": anchors.rated_47,
        "min_47": np.minimum(anchors.min_47, anchors.max_47),
    }
    estimated = {
        "min": anchors.min_is_estimated,
        "cold": ~points.published("max_btu_h", high_f=20)
        & ~(units.full_capacity_down_to_f <= FROST_FROM_F),
        "rated": anchors.rated_is_estimated,
        "cop": points.count("cop_min", "cop_rated", "cop_max") < FEW_COP_POINTS,
    }
    net = {name: replace(cop, net_share=net_share) for name, cop in cops.items()}
    return outputs, net, estimated


def _cooling_curves(
    units: Units,
    points: Anchors,
    *,
    variable: BoolArray,
    unpublished: FloatArray,
) -> tuple[dict[str, FloatArray], dict[str, CopCurve], dict[str, BoolArray]]:
    rated_95 = units.cooling_btu_h
    max_95 = np.fmax(filled(points.at("max_btu_h", 95), units.cooling_max_btu_h), rated_95)
    min_published = np.minimum(filled(points.at("min_btu_h", 95), units.cooling_min_btu_h), max_95)
    min_95 = np.where(variable, filled(min_published, np.fmin(unpublished, max_95)), max_95)
    per_95 = unit_defaults.CAPACITY_82_PER_95
    most = points.curve(
        "max_btu_h",
        (95, max_95, ~points.published("max_btu_h", low_f=90)),
        (82, max_95 * per_95["at most"], ~points.published("max_btu_h", high_f=85)),
    )
    least = points.curve(
        "min_btu_h",
        (95, min_95, ~points.published("min_btu_h", low_f=90)),
        (82, min_95 * per_95["at least"], ~points.published("min_btu_h", high_f=85)),
    )
    most = np.clip(most, 0.0, 1.25 * max_95[:, None])
    least = np.clip(np.where(variable[:, None], least, most), 0.0, most)
    span = max_95 - min_95
    share = np.divide(rated_95 - min_95, span, out=np.ones(len(units)), where=span > 1)
    share = np.clip(share, 0.0, 1.0)[:, None]
    outputs = {
        "most": most,
        "rated": least + share * (most - least),
        "least": least,
        "min_82": least[:, COOLING_GRID_F == 82][:, 0],
    }
    estimated = {
        "min": variable & np.isnan(min_published),
        "cop": np.isnan(units.seer2) & np.isnan(units.ceer) & np.isnan(units.eer2),
    }
    return outputs, cooling_cops(units, points, share, variable=variable), estimated


def _hose_loss(units: Units) -> FloatArray:
    """Heat that outdoor air takes which a portable draws in, on the heating grid. [BTU/h]"""
    cfm = np.where(
        units.of_type(lambda each: each.hose),
        np.where(units.dual_hose == YES, HOSE_AIR_CFM["dual"], HOSE_AIR_CFM["single"]),
        0.0,
    )
    return AIR_SENSIBLE * cfm[:, None] * np.maximum(0.0, HEATING_INDOOR_F - HEATING_GRID_F)
