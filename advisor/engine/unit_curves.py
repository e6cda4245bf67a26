"""What each unit can give at each outdoor temperature.

Published points come first. Where a unit publishes none, published regressions fill in, and the
curve is marked as an estimate. Everything works on arrays of units: one unit is an array of one.
Method section 7."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from advisor.engine.constants import (
    AHRI_210_240,
    ASSUMPTION,
    HPXML,
    NEEP_2018,
    RESNET_301,
    constant,
    table,
)
from advisor.engine.conversions import BTU_PER_WH
from advisor.engine.curve_points import Anchors, CopCurve, filled, weights
from advisor.engine.equipment import (
    COOLING_GRID_F,
    HEATING_GRID_F,
    UNKNOWN,
    YES,
    BoolArray,
    Curves,
    IntArray,
    Units,
)
from advisor.engine.load_lines import AIR_SENSIBLE
from advisor.engine.place import FloatArray
from advisor.engine.rating_procedure import calibrated, rated_hspf2, rated_seer2
from advisor.engine.room import HEATING_INDOOR_F
from advisor.engine.unit_types import by_type

RATED_HEAT_PER_COOLING = table(
    "RATED_HEAT_PER_COOLING",
    by_type(lambda each: each.heating_per_cooling),
    "BTU/h per BTU/h",
    source="98 mini-splits of our catalog (p10-p90 1.00-1.33); window: one published pair at 0.86,"
    " and portable: our assumptions",
    says="heating at 47 °F that is not published, from rated cooling (portable: SACC)",
)
RATED_PER_MAX_47 = constant(
    "RATED_PER_MAX_47",
    0.812,
    "×",
    source=HPXML,
    says="rated relative to highest heating output at 47 °F, variable speed",
)
MIN_PER_RATED_47 = constant(
    "MIN_PER_RATED_47",
    0.30,
    "×",
    source=f"{NEEP_2018}: median 0.26-0.28, usual range 0.18-0.40",
    says="lowest heating output at 47 °F that is not published, from the rated",
)
MIN_PER_RATED_47_LEAST = constant(
    "MIN_PER_RATED_47_LEAST", 0.18, "×", source=NEEP_2018, says="low end of the usual range"
)
UNCONFIRMED_MIN_BTU_H = constant(
    "UNCONFIRMED_MIN_BTU_H",
    1100.0,
    "BTU/h",
    source="our assumption: four models state 1,023, and nothing confirms it",
    says="a published lowest output below this is a manufacturer's range figure; the low end of"
    " the usual range is used instead",
)
COLD_CAPABLE_SHARE = constant(
    "COLD_CAPABLE_SHARE",
    0.80,
    "× rated output",
    source=ASSUMPTION,
    says="published output at 5 °F from which a unit counts, and costs, as a cold-climate one",
)
MIN_5_PER_MIN_47 = constant(
    "MIN_5_PER_MIN_47", 0.70, "×", source=NEEP_2018, says="lowest output at 5 °F relative to 47 °F"
)
MIN_COOLING_PER_MIN_HEATING = constant(
    "MIN_COOLING_PER_MIN_HEATING",
    1.05,
    "×",
    source="our assumption, based on the manufacturers' pairs 1,700 to 1,600 BTU/h (FS06, FS09)",
    says="lowest cooling that is not published, from the lowest heating at 47 °F",
)
RETENTION_5F_SLOPE = constant(
    "RETENTION_5F_SLOPE", 0.0461, "per BTU/Wh", source=HPXML, says="output kept at 5 °F, by HSPF"
)
RETENTION_5F_BASE = constant(
    "RETENTION_5F_BASE", 0.1594, "share", source=HPXML, says="output kept at 5 °F, at HSPF 0"
)
RETENTION_5F_SINGLE_SPEED = constant(
    "RETENTION_5F_SINGLE_SPEED", 0.425, "share", source=HPXML, says="the same, one speed"
)
RETENTION_5F_COLD_WINDOW = constant(
    "RETENTION_5F_COLD_WINDOW",
    0.55,
    "share",
    source=ASSUMPTION,
    says="output kept at 5 °F by a cold-climate window unit",
)
HSPF_UNKNOWN = table(
    "HSPF_UNKNOWN",
    {"plain": 9.4, "cold_climate": 11.0},
    "BTU/Wh",
    source="our assumption: little above the lowest that may be sold (HSPF2 7.5)",
    says="HSPF of a mini-split with no published value",
)
SEER_UNKNOWN = constant(
    "SEER_UNKNOWN",
    18.0,
    "BTU/Wh",
    source=ASSUMPTION,
    says="SEER of a mini-split with no published value",
)
HSPF2_PER_HSPF = constant(
    "HSPF2_PER_HSPF", 0.90, "×", source=RESNET_301, says="ductless: HSPF2 against older HSPF"
)
CEER_UNKNOWN = table(
    "CEER_UNKNOWN",
    by_type(lambda each: each.ceer),
    "BTU/Wh",
    source="our assumption: near the lowest that may be sold",
    says="CEER of a unit with no published value",
)
EER_PER_CEER = constant(
    "EER_PER_CEER", 1.01, "×", source=HPXML, says="EER from CEER, which counts standby"
)
WINDOW_COP_BASE = constant(
    "WINDOW_COP_BASE", 1.6, "1", source=ASSUMPTION, says="heating COP at 47 °F of a window unit …"
)
WINDOW_COP_SLOPE = constant(
    "WINDOW_COP_SLOPE", 0.4, "1", source=ASSUMPTION, says="… plus this times its cooling COP"
)
HEATING_COP_47 = table(
    "HEATING_COP_47",
    {"1": 2.221, "h": 0.1914, "r": -1.822, "r²": 1.364, "r h": -0.07783},
    "factors",
    source=HPXML,
    says="COP at 47 °F at the highest output, from HSPF h and the output r kept at 5 °F",
)
HEATING_COP_LEAST_47 = table(
    "HEATING_COP_LEAST_47",
    {"1": 1.5907, "h": -0.01698},
    "factors",
    source=HPXML,
    says="COP at the lowest relative to the highest output, from HSPF h",
)
COOLING_COP_95 = table(
    "COOLING_COP_95",
    {"1": 1.8707, "s": 0.06635},
    "factors",
    source=HPXML,
    says="cooling COP at 95 °F at the highest output, from SEER s; a published EER2 comes first",
)
COOLING_COP_LEAST_95 = table(
    "COOLING_COP_LEAST_95",
    {"1": 1.13948, "s": 0.01377},
    "factors",
    source=HPXML,
    says="cooling COP at the lowest against the highest output, from SEER s",
)
ROOM_UNIT_LEAST = constant(
    "ROOM_UNIT_LEAST",
    1.15,
    "×",
    source=ASSUMPTION,
    says="COP of a window or portable inverter at its lowest against its highest speed",
)
FIXED_COP_47 = table(
    "FIXED_COP_47",
    by_type(lambda each: each.fixed_cop_47),
    "1",
    source=ASSUMPTION,
    says="heating COP at 47 °F of a type whose ratings say nothing of heat",
)
COP_5_PER_47 = table(
    "COP_5_PER_47",
    {"at most": 0.671, "at least": 0.538},
    "×",
    source=HPXML,
    says="COP at 5 °F against 47 °F, at the highest and the lowest output",
)
COP_82_PER_95 = table(
    "COP_82_PER_95",
    {"at most": 1.300, "at least": 1.333},
    "×",
    source=HPXML,
    says="cooling COP at 82 °F against 95 °F",
)
CAPACITY_82_PER_95 = table(
    "CAPACITY_82_PER_95",
    {"at most": 1.033, "at least": 1.099},
    "×",
    source=HPXML,
    says="cooling output at 82 °F against 95 °F",
)
CUTOUT_UNKNOWN_F = table(
    "CUTOUT_UNKNOWN_F",
    {
        f"{key}{ending}": figure
        for key, both in by_type(lambda each: (each.cutout_f, each.cutout_cold_climate_f)).items()
        for ending, figure in zip(("", " cold_climate"), both, strict=True)
    },
    "°F",
    source="our assumption, on the safe side",
    says="outdoor temperature below which a unit that publishes no limit does not heat",
)
LOW_COOLING_UNKNOWN_F = table(
    "LOW_COOLING_UNKNOWN_F",
    by_type(lambda each: each.low_cooling_f),
    "°F",
    source="our assumption, on the safe side",
    says="outdoor temperature below which a unit that publishes no limit does not cool",
)
HOSE_AIR_CFM = table(
    "HOSE_AIR_CFM",
    {"single": 200.0, "dual": 40.0},
    "cfm",
    source="our assumption, from 150-250 cfm of single-hose units",
    says="outdoor air that a portable draws into the room while it heats",
)
COOLING_COP_LIMITS = (0.9, 14.0)  # at the lowest speed

CD_VARIABLE = constant(
    "CD_VARIABLE", 0.25, "1", source=AHRI_210_240, says="loss from cycling below the lowest output"
)
CD_ROOM_UNIT = constant(
    "CD_ROOM_UNIT", 0.22, "1", source=HPXML, says="loss from cycling of window and portable units"
)
FEW_COP_POINTS = 2


def curves(units: Units) -> Curves:
    """What every unit of the catalog can give, by outdoor temperature.

    Published points first; anchors that are missing come from the regressions. COP of units with
    few published points is scaled so that the rating procedure returns their HSPF2 and SEER2.
    """
    variable = _is_variable(units)
    heating = Anchors(units.points, len(units), heating=True)
    cooling = Anchors(units.points, len(units), heating=False)
    heat, heat_cops, heat_estimated = _heating_curves(units, heating, variable=variable)
    cool, cool_cops, cool_estimated = _cooling_curves(
        units, cooling, variable=variable, min_heat_47=heat["min_47"], known=~heat_estimated["min"]
    )
    cutout_f, cutout_estimated = _cutout(units, heating)
    stated = Anchors(units.points, len(units), heating=True).at("min_btu_h", 47)
    made = Curves(
        **_at_no_scale(heat, cool, heat_cops | cool_cops, len(units)),
        rated_heat_btu_h=heat["rated_47"],
        min_heat_47_btu_h=heat["min_47"],
        min_cool_82_btu_h=cool["min_82"],
        coldest_point_f=filled(heating.coldest(), np.full(len(units), np.inf)),
        range_min_btu_h=np.where(stated < UNCONFIRMED_MIN_BTU_H, stated, np.nan),
        cutout_f=cutout_f,
        low_cooling_f=filled(
            units.min_operating_cooling_f, units.of_type(lambda each: each.low_cooling_f)
        ),
        alike=np.arange(len(units)),
        cycling_loss=np.where(units.split, CD_VARIABLE, CD_ROOM_UNIT),
        cold_capable=(units.cold_climate == YES)
        | (heating.at("max_btu_h", 5) >= COLD_CAPABLE_SHARE * heat["rated_47"]),
        estimated={
            "min_output": heat_estimated["min"],
            "cold_output": heat_estimated["cold"],
            "heating_capacity": heat_estimated["rated"],
            "heating_cop": heat_estimated["cop"],
            "min_cooling": cool_estimated["min"],
            "cooling_cop": cool_estimated["cop"],
            "cutout": cutout_estimated,
            "sound": np.isnan(units.sound_min_db),
            "voltage": np.isnan(units.volts),
        },
    )
    made = calibrated(
        made,
        heat_cops,
        lambda trial: rated_hspf2(units, trial),
        target=filled(units.hspf2, units.hspf * HSPF2_PER_HSPF),
        wanted=units.split & heat_estimated["cop"],
        gap="hspf2",
    )
    few = cooling.count("cop_min", "cop_max") < FEW_COP_POINTS
    made = calibrated(
        made,
        cool_cops,
        lambda trial: rated_seer2(units, trial),
        target=filled(units.seer2, units.seer),
        wanted=units.split & few,
        gap="seer2",
    )
    return replace(made, alike=_alike(units, made))


def _alike(units: Units, made: Curves) -> IntArray:
    """The first of the units whose curves, limits and heaters are the same. [unit]

    Rounded to 0.1 BTU/h and .0001 of a COP: the last digits depend on the place in the array.
    """
    outputs = (made.heat_least, made.heat_most, made.cool_least, made.cool_most)
    cops = (made.heat_cop_least, made.heat_cop_most, made.cool_cop_least, made.cool_cop_most)
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


def _at_no_scale(
    heat: dict[str, FloatArray],
    cool: dict[str, FloatArray],
    cops: dict[str, CopCurve],
    units: int,
) -> dict[str, Any]:
    """Outputs and COP as ``Curves`` holds them, before any calibration: (units, grid)."""
    return {
        **{name: heat[name].astype(np.float32) for name in ("heat_least", "heat_most")},
        **{name: cool[name].astype(np.float32) for name in ("cool_least", "cool_most")},
        **{name: cop.at(np.ones(units)) for name, cop in cops.items()},
    }


@dataclass(frozen=True, kw_only=True, eq=False)
class _HeatingAnchors:
    """Output at 47 °F, and how much of it is kept at 5 °F: published, or from the regressions."""

    rated_47: FloatArray
    max_47: FloatArray
    min_47: FloatArray
    highest_47: FloatArray  # no less than the output that is published for 5 °F
    retention: FloatArray
    hspf: FloatArray
    rated_is_estimated: BoolArray
    min_is_estimated: BoolArray


def _heating_anchors(units: Units, points: Anchors, *, variable: BoolArray) -> _HeatingAnchors:
    rated_published = points.at("rated_btu_h", 47)
    max_published = points.at("max_btu_h", 47)
    rated_47 = filled(
        rated_published,
        filled(
            max_published * RATED_PER_MAX_47,
            units.cooling_btu_h * units.of_type(lambda each: each.heating_per_cooling),
        ),
    )
    max_47 = filled(max_published, np.where(variable, rated_47 / RATED_PER_MAX_47, rated_47))
    # A published 5 °F figure is a maximum-speed test and may exceed the rated 47 °F figure.
    max_5_published = np.nan_to_num(points.at("max_btu_h", 5))
    max_47 = np.where(np.isnan(max_published), np.fmax(max_47, max_5_published), max_47)
    unconfirmed = points.at("min_btu_h", 47) < UNCONFIRMED_MIN_BTU_H
    points.raise_to("min_btu_h", np.where(unconfirmed, MIN_PER_RATED_47_LEAST * rated_47, 0.0))
    min_published = points.at("min_btu_h", 47)
    hspf = _hspf(units)
    return _HeatingAnchors(
        rated_47=rated_47,
        max_47=max_47,
        min_47=np.where(variable, filled(min_published, MIN_PER_RATED_47 * rated_47), max_47),
        highest_47=np.fmax(max_47, max_5_published),
        retention=_retention(units, hspf, variable=variable),
        hspf=hspf,
        rated_is_estimated=np.isnan(rated_published) & np.isnan(max_published),
        min_is_estimated=variable & (np.isnan(min_published) | unconfirmed),
    )


def _heating_output(
    points: Anchors, anchors: _HeatingAnchors, *, variable: BoolArray
) -> tuple[FloatArray, FloatArray]:
    """Lowest and highest output before losses, on the heating grid: (units, grid). [BTU/h]"""
    no_max_cold = ~points.published("max_btu_h", high_f=20)
    # A rated 17 °F figure bounds what the regression may promise there, with the same margin.
    rated_17 = points.at("rated_btu_h", 17)
    max_17 = np.minimum(rated_17 / RATED_PER_MAX_47, anchors.max_47)  # NaN without: no anchor
    most = points.curve(
        "max_btu_h",
        (47, anchors.max_47, ~points.published("max_btu_h", low_f=40)),
        (17, max_17, no_max_cold),
        (5, np.fmin(anchors.max_47 * anchors.retention, max_17), no_max_cold),
    )
    least = np.where(
        variable[:, None],
        points.curve(
            "min_btu_h",
            (47, anchors.min_47, ~points.published("min_btu_h", low_f=40)),
            (5, anchors.min_47 * MIN_5_PER_MIN_47, ~points.published("min_btu_h", high_f=20)),
        ),
        most,
    )
    most = np.maximum(most, 0.0)
    # Above 47 °F no output is tested; the line may run on, but not without limit.
    most = np.minimum(most, 1.25 * anchors.highest_47[:, None])
    least = np.clip(least, 0.0, most)
    return np.minimum(least, 1.25 * anchors.min_47[:, None]), most


def _heating_cops(
    units: Units, points: Anchors, anchors: _HeatingAnchors, *, variable: BoolArray
) -> tuple[CopCurve, CopCurve]:
    """COP at the lowest and at the highest output."""
    most_47, least_47 = _regressed_cop(units, anchors.hspf, anchors.retention, variable=variable)

    def curve(name: str, at_47: FloatArray, share_5: float) -> CopCurve:
        return points.cop(
            name,
            (47, at_47, ~points.published(name, low_f=40)),
            (5, filled(points.at(name, 47), at_47) * share_5, ~points.published(name, high_f=20)),
        )

    most = curve("cop_max", most_47, COP_5_PER_47["at most"])
    least = curve("cop_min", least_47, COP_5_PER_47["at least"])
    return _one_speed(least, most, variable=variable), most


def _heating_curves(
    units: Units, points: Anchors, *, variable: BoolArray
) -> tuple[dict[str, FloatArray], dict[str, CopCurve], dict[str, BoolArray]]:
    anchors = _heating_anchors(units, points, variable=variable)
    least, most = _heating_output(points, anchors, variable=variable)
    cop_least, cop_most = _heating_cops(units, points, anchors, variable=variable)
    leak = _hose_loss(units)
    net_most = np.maximum(0.0, most - leak)
    net_share = np.divide(net_most, most, out=np.zeros_like(most), where=most > 0)
    net_least = np.maximum(0.0, least - leak * np.where(variable, 0.5, 1.0)[:, None])
    outputs = {
        "heat_most": net_most,
        "heat_least": np.minimum(net_least, net_most),
        "rated_47": anchors.rated_47,
        "min_47": np.minimum(anchors.min_47, anchors.max_47),
    }
    cops = {
        "heat_cop_most": replace(cop_most, net_share=net_share),
        "heat_cop_least": replace(cop_least, net_share=net_share),
    }
    estimated = {
        "min": anchors.min_is_estimated,
        "cold": ~points.published("max_btu_h", high_f=20),
        "rated": anchors.rated_is_estimated,
        "cop": points.count("cop_min", "cop_max") < FEW_COP_POINTS,
    }
    return outputs, cops, estimated


def _cooling_curves(
    units: Units,
    points: Anchors,
    *,
    variable: BoolArray,
    min_heat_47: FloatArray,
    known: BoolArray,
) -> tuple[dict[str, FloatArray], dict[str, CopCurve], dict[str, BoolArray]]:
    rated = units.cooling_btu_h
    max_95 = np.fmax(filled(points.at("max_btu_h", 95), units.cooling_max_btu_h), rated)
    max_95 = filled(max_95, rated)
    min_published = np.minimum(filled(points.at("min_btu_h", 95), units.cooling_min_btu_h), max_95)
    from_heating = np.where(
        known, min_heat_47 * MIN_COOLING_PER_MIN_HEATING, MIN_PER_RATED_47 * rated
    )
    min_95 = np.where(variable, filled(min_published, np.fmin(from_heating, max_95)), max_95)
    cop_95, cop_least_95 = _regressed_cooling_cop(units, variable=variable)
    most = points.curve(
        "max_btu_h",
        (95, max_95, ~points.published("max_btu_h", low_f=90)),
        (82, max_95 * CAPACITY_82_PER_95["at most"], ~points.published("max_btu_h", high_f=85)),
    )
    least = points.curve(
        "min_btu_h",
        (95, min_95, ~points.published("min_btu_h", low_f=90)),
        (82, min_95 * CAPACITY_82_PER_95["at least"], ~points.published("min_btu_h", high_f=85)),
    )
    most = np.clip(most, 0.0, 1.25 * max_95[:, None])
    least = np.clip(np.where(variable[:, None], least, most), 0.0, most)
    cop_most = points.cop(
        "cop_max",
        (95, cop_95, ~points.published("cop_max", low_f=90)),
        (82, cop_95 * COP_82_PER_95["at most"], ~points.published("cop_max", high_f=85)),
    )
    cop_least = points.cop(
        "cop_min",
        (95, cop_least_95, ~points.published("cop_min", low_f=90)),
        (82, cop_least_95 * COP_82_PER_95["at least"], ~points.published("cop_min", high_f=85)),
    )
    at_82 = weights(COOLING_GRID_F, np.array([82.0])).astype(np.float64)
    curves_ = {
        "cool_most": most,
        "cool_least": least,
        "min_82": (least @ at_82)[:, 0],
    }
    gentle = _one_speed(cop_least, cop_most, variable=variable)
    cops = {"cool_cop_most": cop_most, "cool_cop_least": replace(gentle, limits=COOLING_COP_LIMITS)}
    estimated = {
        "min": variable & np.isnan(min_published),
        "cop": np.isnan(units.seer2) & np.isnan(units.ceer) & np.isnan(units.eer2),
    }
    return curves_, cops, estimated


def _one_speed(least: CopCurve, most: CopCurve, *, variable: BoolArray) -> CopCurve:
    """The curve at the lowest speed; a unit with one speed has only the other."""
    inverter = variable[:, None]
    return CopCurve(
        total=np.where(inverter, least.total, most.total),
        published=np.where(inverter, least.published, most.published),
    )


def _regressed_cop(
    units: Units, hspf: FloatArray, retention: FloatArray, *, variable: BoolArray
) -> tuple[FloatArray, FloatArray]:
    """COP at 47 °F at the highest and the lowest output; mini-splits by HSPF (OpenStudio-HPXML)."""
    r = retention
    c = HEATING_COP_47
    split_most = c["1"] + c["h"] * hspf + c["r"] * r + c["r²"] * r**2 + c["r h"] * r * hspf
    room_most = WINDOW_COP_BASE + WINDOW_COP_SLOPE * _ceer(units) * EER_PER_CEER / BTU_PER_WH
    fixed = units.of_type(lambda each: each.fixed_cop_47)
    most = np.where(units.split, split_most, filled(fixed, room_most))
    least = np.where(
        units.split,
        most * (HEATING_COP_LEAST_47["1"] + HEATING_COP_LEAST_47["h"] * hspf),
        np.where(variable, most * ROOM_UNIT_LEAST, most),
    )
    return most, least


def _regressed_cooling_cop(units: Units, *, variable: BoolArray) -> tuple[FloatArray, FloatArray]:
    """COP at 95 °F at the highest and the lowest output (OpenStudio-HPXML; window: CEER)."""
    seer = filled(units.seer2, filled(units.seer, SEER_UNKNOWN))
    split = filled(units.eer2 / BTU_PER_WH, COOLING_COP_95["1"] + COOLING_COP_95["s"] * seer)
    room_unit = _ceer(units) * EER_PER_CEER / BTU_PER_WH
    most = np.where(units.split, split, room_unit)
    least = np.where(
        units.split,
        most * (COOLING_COP_LEAST_95["1"] + COOLING_COP_LEAST_95["s"] * seer),
        np.where(variable, most * ROOM_UNIT_LEAST, most),
    )
    return most, least


def _retention(units: Units, hspf: FloatArray, *, variable: BoolArray) -> FloatArray:
    split = np.minimum(1.0, RETENTION_5F_SLOPE * hspf + RETENTION_5F_BASE)
    cold_window = ~units.split & (units.cold_climate == YES) & variable
    return np.select(
        [units.split & variable, cold_window],
        [split, RETENTION_5F_COLD_WINDOW],
        RETENTION_5F_SINGLE_SPEED,
    )


def _hspf(units: Units) -> FloatArray:
    unknown = np.where(
        units.cold_climate == YES, HSPF_UNKNOWN["cold_climate"], HSPF_UNKNOWN["plain"]
    )
    return filled(units.hspf2 / HSPF2_PER_HSPF, filled(units.hspf, unknown))


def _ceer(units: Units) -> FloatArray:
    return filled(units.ceer, units.of_type(lambda each: each.ceer))


def _is_variable(units: Units) -> BoolArray:
    """Mini-splits are inverters unless told; window and portable units only if told."""
    told = units.inverter == YES
    by_type_ = units.of_type(lambda each: each.inverter)
    usual = (by_type_ == "usual") | ((by_type_ == "cold_climate") & (units.cold_climate == YES))
    return np.asarray(told | ((units.inverter == UNKNOWN) & usual))


def _cutout(units: Units, points: Anchors) -> tuple[FloatArray, BoolArray]:
    """Lowest outdoor temperature with heat: published, or down to the coldest published point."""
    published = filled(units.min_operating_f, units.restart_f)
    unknown = np.where(
        units.cold_climate == YES,
        units.of_type(lambda each: each.cutout_cold_climate_f),
        units.of_type(lambda each: each.cutout_f),
    )
    shown = np.fmin(unknown, points.coldest())
    return filled(published, shown), np.isnan(published)


def _hose_loss(units: Units) -> FloatArray:
    """Heat that outdoor air takes which a portable draws in, on the heating grid. [BTU/h]"""
    cfm = np.where(
        units.of_type(lambda each: each.hose),
        np.where(units.dual_hose == YES, HOSE_AIR_CFM["dual"], HOSE_AIR_CFM["single"]),
        0.0,
    )
    return AIR_SENSIBLE * cfm[:, None] * np.maximum(0.0, HEATING_INDOOR_F - HEATING_GRID_F)
