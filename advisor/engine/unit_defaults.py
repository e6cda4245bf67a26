"""What stands in for an output that a unit does not publish: one function for each figure.

Estimates, always marked as such. Arrays of units: (units,). Method section 7."""

import numpy as np

from advisor.engine.constants import ASSUMPTION, HPXML, NEEP_2018, RESNET_301, constant, table
from advisor.engine.curve_points import filled
from advisor.engine.equipment import UNKNOWN, YES, BoolArray, Units
from advisor.engine.place import FloatArray
from advisor.engine.unit_types import by_type

RATED_HEAT_PER_COOLING = table(
    "RATED_HEAT_PER_COOLING",
    by_type(lambda each: each.heating_per_cooling),
    "BTU/h per BTU/h",
    source="mini-split: median of 1,303 certified units (p10-p90 1.00-1.20); window: one published"
    " pair at 0.86, through-wall and portable: our assumptions",
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
    0.267,
    "×",
    source=f"{NEEP_2018}: median of 179 outdoor units (p10-p90 0.18-0.36)",
    says="middle of a lowest heating output at 47 °F that is not published, from the rated",
)
UNCONFIRMED_MIN_BTU_H = constant(
    "UNCONFIRMED_MIN_BTU_H",
    1100.0,
    "BTU/h",
    source="our assumption: four models state 1,023, and nothing confirms it",
    says="a published lowest output below this is a manufacturer's range figure; it is neither"
    " used nor counted for other units",
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
HSPF2_FROM_SEER2 = table(
    "HSPF2_FROM_SEER2",
    {"base": 5.62, "slope": 0.213},
    "BTU/Wh, per BTU/Wh",
    source="our fit to 112 units; the 1,366 of our catalog that publish both lie 0.31 below it, rms"
    " 1.18",
    says="HSPF2 of a mini-split that publishes only its SEER2",
)
SEER2_OF_NONE = constant(
    "SEER2_OF_NONE",
    18.0,
    "BTU/Wh",
    source=ASSUMPTION,
    says="SEER2 from which the HSPF2 of a mini-split without any rating is taken",
)
HSPF2_PER_HSPF = constant(
    "HSPF2_PER_HSPF", 0.90, "×", source=RESNET_301, says="ductless: HSPF2 against older HSPF"
)
CAPACITY_82_PER_95 = table(
    "CAPACITY_82_PER_95",
    {"at most": 1.033, "at least": 1.099},
    "×",
    source=HPXML,
    says="cooling output at 82 °F against 95 °F",
)


def is_variable(units: Units) -> BoolArray:
    """Mini-splits are inverters unless told; units in one piece only if told."""
    told = units.inverter == YES
    by_type_ = units.of_type(lambda each: each.inverter)
    usual = (by_type_ == "usual") | ((by_type_ == "cold_climate") & (units.cold_climate == YES))
    return np.asarray(told | ((units.inverter == UNKNOWN) & usual))


def hspf_of(units: Units) -> FloatArray:
    """The older HSPF: published, from HSPF2, or a usual one. [BTU/Wh]"""
    seer2 = filled(units.seer2, filled(units.seer, SEER2_OF_NONE))
    from_seer2 = HSPF2_FROM_SEER2["base"] + HSPF2_FROM_SEER2["slope"] * seer2
    return filled(units.hspf2 / HSPF2_PER_HSPF, filled(units.hspf, from_seer2 / HSPF2_PER_HSPF))


def rated_heat_47(units: Units, most_47: FloatArray) -> FloatArray:
    """Rated output at 47 °F, from a published highest one, else from rated cooling. [BTU/h]"""
    per_cooling = units.of_type(lambda each: each.heating_per_cooling)
    return filled(most_47 * RATED_PER_MAX_47, units.cooling_btu_h * per_cooling)


def most_heat_47(rated_47: FloatArray, most_5: FloatArray, *, variable: BoolArray) -> FloatArray:
    """Highest output at 47 °F. [BTU/h]

    A published figure for 5 °F (``most_5``, NaN without) may exceed the rated one at 47 °F: it is
    a test at the highest speed.
    """
    return np.fmax(np.where(variable, rated_47 / RATED_PER_MAX_47, rated_47), most_5)


def least_heat_47(rated_47: FloatArray) -> FloatArray:
    """Lowest output at 47 °F of a unit with variable speed. [BTU/h]"""
    return MIN_PER_RATED_47 * rated_47


def least_heat_5(least_47: FloatArray) -> FloatArray:
    """Lowest output at 5 °F. [BTU/h]"""
    return MIN_5_PER_MIN_47 * least_47


def most_heat_17(rated_17: FloatArray, most_47: FloatArray) -> FloatArray:
    """Highest output at 17 °F where a rated one bounds it; NaN without. [BTU/h]"""
    return np.minimum(rated_17 / RATED_PER_MAX_47, most_47)


def kept_at_5(units: Units, *, variable: BoolArray) -> FloatArray:
    """Highest output at 5 °F relative to 47 °F."""
    split = np.minimum(1.0, RETENTION_5F_SLOPE * hspf_of(units) + RETENTION_5F_BASE)
    cold_window = ~units.split & (units.cold_climate == YES) & variable
    return np.select(
        [units.split & variable, cold_window],
        [split, RETENTION_5F_COLD_WINDOW],
        RETENTION_5F_SINGLE_SPEED,
    )


def least_cooling_95(
    units: Units, least_heat: FloatArray, kin: FloatArray, *, known: BoolArray
) -> FloatArray:
    """Lowest cooling at 95 °F, from the lowest heating at 47 °F where that is ``known``, else the
    usual one × that of its ``kin``. [BTU/h]"""
    usual = MIN_PER_RATED_47 * kin * units.cooling_btu_h
    return np.where(known, least_heat * MIN_COOLING_PER_MIN_HEATING, usual)
