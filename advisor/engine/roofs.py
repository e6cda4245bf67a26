"""Ceilings, roofs and floors over open air in summer, by Manual J 8."""

import numpy as np

from advisor.engine.constants import ASSUMPTION, MJ8, constant, table
from advisor.engine.design_day import SummerDay
from advisor.engine.place import FloatArray
from advisor.engine.walls import AT_75_F, DESIGN_95_F

ROOFS = table(
    "ROOFS",
    {
        "dark": (130.0, 1.0),
        "light": (120.0, 0.83),
        "tile": (105.0, 0.65),
        "metal": (120.0, 0.83),
        "white": (95.0, 0.65),
    },
    "°F of the attic at 95 °F outside, × of the sun on a roof without attic",
    source=f"{MJ8}, tables A12-14, A12-16; metal of medium color",
    says="roofs by what they are made of, above a vented attic and without one",
)
UNTOLD_ROOF = table(
    "UNTOLD_ROOF",
    {"low": (105.0, 0.65), "likely": (125.0, 0.95), "high": (130.0, 1.0)},
    "°F, ×",
    source=ASSUMPTION,
    says="a roof of which nothing is known: asphalt shingles between light and dark",
)
BARRIER_F = table(
    "BARRIER_F",
    {95.0: 95.0, 105.0: 100.0, 120.0: 110.0, 130.0: 120.0},
    "°F with a radiant barrier, by °F without",
    source=f"{MJ8}, table A12-14; straight lines between are our assumption",
    says="a vented attic at 95 °F outside, with foil under the roof",
)
CATHEDRAL_BASE_F = table(
    "CATHEDRAL_BASE_F",
    {4.0: 50.0, 9.5: 45.0, 14.0: 38.0, 18.0: 31.0, 25.0: 30.0, 34.0: 27.0},
    "°F by R",
    source=f"{MJ8}, table A12-16; straight lines between the middles are our assumption",
    says="summer difference of a dark cathedral or flat roof, at 95 °F",
)
OPEN_CEILING_COOLER_F = constant(
    "OPEN_CEILING_COOLER_F",
    5.0,
    "°F",
    source=MJ8,
    says="a floor over open air sees no sun: this much less than the summer difference",
)


def attic_difference_f(base_f: FloatArray, day: SummerDay) -> FloatArray:
    """What stands for ΔT of a ceiling under an attic of ``base_f`` on a 95 °F day. [°F]

    Manual J 8, table A12-14: 130 °F under dark shingles is 49 above 75 on an 89 °F day.
    """
    sun_f = base_f - DESIGN_95_F + day.adjustment_f
    return np.asarray(np.maximum(0.0, day.summer_f + day.sun * sun_f))


def with_barrier_f(base_f: float) -> float:
    """An attic of ``base_f`` on a 95 °F day, with a radiant barrier. [°F]

    >>> with_barrier_f(125.0)
    115.0
    """
    return float(np.interp(base_f, list(BARRIER_F), list(BARRIER_F.values())))


def sealed_attic_difference_f(of_roof_f: FloatArray, of_attic_f: FloatArray) -> FloatArray:
    """What stands for ΔT of a roof that is insulated at its rafters, the attic sealed, from those
    of a roof without an attic and of a ceiling under a vented one. [°F]

    The attic is as a room and the roof its ceiling (Manual J 8); never hotter than one that is
    vented, our assumption.
    """
    return np.asarray(np.minimum(of_roof_f, of_attic_f))


def cathedral_difference_f(roof_r: FloatArray, color: FloatArray, day: SummerDay) -> FloatArray:
    """What stands for ΔT of a roof without an attic, by its R-value and color. [°F]

    Manual J 8, table A12-16.
    """
    base_f = np.interp(roof_r, list(CATHEDRAL_BASE_F), list(CATHEDRAL_BASE_F.values()))
    sun_f = base_f * color - AT_75_F + day.adjustment_f
    return np.asarray(np.maximum(0.0, day.summer_f + day.sun * sun_f))


def open_floor_difference_f(day: SummerDay) -> FloatArray:
    """What stands for ΔT of a floor over open air in summer. [°F]"""
    excess_f = day.adjustment_f - OPEN_CEILING_COOLER_F
    return np.asarray(np.maximum(0.0, day.summer_f + excess_f))
