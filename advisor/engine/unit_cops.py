"""COP of a unit that publishes none, from its ratings. Estimates, always marked as such.

Arrays of units: (units,). Method section 7."""

import numpy as np

from advisor.engine.constants import ASSUMPTION, HPXML, constant, table
from advisor.engine.conversions import BTU_PER_WH
from advisor.engine.curve_points import filled
from advisor.engine.equipment import BoolArray, Units
from advisor.engine.place import FloatArray
from advisor.engine.unit_types import by_type

SEER_UNKNOWN = constant(
    "SEER_UNKNOWN",
    18.0,
    "BTU/Wh",
    source=ASSUMPTION,
    says="SEER of a mini-split with no published value",
)
CEER_UNKNOWN = table(
    "CEER_UNKNOWN",
    by_type(lambda each: each.ceer),
    "BTU/Wh",
    source="our assumption: near the lowest that may be sold",
    says="CEER of a unit with no published value; of a through-wall unit an EER comes before it",
)
EER_PER_CEER = constant(
    "EER_PER_CEER", 1.01, "×", source=HPXML, says="EER from CEER, which counts standby"
)
WINDOW_COP_BASE = constant(
    "WINDOW_COP_BASE",
    1.6,
    "1",
    source=ASSUMPTION,
    says="heating COP at 47 °F of a window or through-wall unit …",
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
    says="COP of a window, portable or through-wall inverter at its lowest against its highest"
    " speed",
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
    source=f"{HPXML}; 226 published pairs have 0.647 at the lowest output, many of them measured"
    " without the base-pan heater, and four metered studies in the cold bear out 0.538",
    says="COP at 5 °F against 47 °F, at the highest and the lowest output",
)
COP_82_PER_95 = table(
    "COP_82_PER_95",
    {"at most": 1.300, "at least": 1.333},
    "×",
    source=HPXML,
    says="cooling COP at 82 °F against 95 °F",
)


def heating_cops_47(
    units: Units, hspf: FloatArray, retention: FloatArray, *, variable: BoolArray
) -> tuple[FloatArray, FloatArray]:
    """COP at 47 °F at the lowest and the highest output; mini-splits by HSPF [BTU/Wh]."""
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
    return least, most


def cooling_cops_95(units: Units, *, variable: BoolArray) -> tuple[FloatArray, FloatArray]:
    """COP at 95 °F at the lowest and the highest output: by SEER, window units by CEER.

    A published EER2 (else EER) is the COP at the rated output, which most units do not exceed.
    """
    seer = filled(units.seer2, filled(units.seer, SEER_UNKNOWN))
    split = filled(full_load_cop_95(units), COOLING_COP_95["1"] + COOLING_COP_95["s"] * seer)
    room_unit = _ceer(units) * EER_PER_CEER / BTU_PER_WH
    most = np.where(units.split, split, room_unit)
    least = np.where(
        units.split,
        most * (COOLING_COP_LEAST_95["1"] + COOLING_COP_LEAST_95["s"] * seer),
        np.where(variable, most * ROOM_UNIT_LEAST, most),
    )
    return least, most


def full_load_cop_95(units: Units) -> FloatArray:
    """Published COP of the rated cooling at 95 °F, NaN without: EER2, else the older EER."""
    return filled(units.eer2, units.eer) / BTU_PER_WH


def _ceer(units: Units) -> FloatArray:
    """Published, else usual; packaged terminal units are rated by EER instead. [BTU/Wh]"""
    in_wall = units.of_type(lambda each: each.sleeve).astype(bool)
    from_eer = np.where(in_wall, filled(units.eer2, units.eer) / EER_PER_CEER, np.nan)
    return filled(units.ceer, filled(from_eer, units.of_type(lambda each: each.ceer)))
