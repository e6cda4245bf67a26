"""Outside walls and doors in summer: Manual J 8's groups by construction, U and color."""

from functools import lru_cache

import numpy as np

from advisor.engine.constants import MJ8, table
from advisor.engine.design_day import SummerDay
from advisor.engine.place import FloatArray

WALL_GROUPS = table(
    "WALL_GROUPS",
    {
        "A": 38.0,
        "B": 34.95,
        "C": 31.9,
        "D": 29.45,
        "E": 27.0,
        "F": 24.5,
        "G": 22.0,
        "H": 21.25,
        "I": 20.5,
        "J": 19.65,
        "K": 18.8,
    },
    "°F",
    source=f"{MJ8}, table A12-12",
    says="summer difference of a dark sunlit wall by its group, at 95 °F",
)
WALL_LETTERS = table(
    "WALL_LETTERS",
    {
        "siding": (
            *(("J", 0.048), ("I", 0.051), ("H", 0.059), ("G", 0.063), ("F", 0.067)),
            *(("E", 0.075), ("D", 0.086), ("C", 0.110), ("B", 0.170), ("A", 0.300)),
        ),
        "brick": (
            *(("K", 0.070), ("J", 0.083), ("I", 0.095), ("H", 0.100), ("G", 0.130)),
            *(("F", 0.175), ("E", 0.250)),
        ),
        "steel_siding": (
            *(("J", 0.066), ("I", 0.070), ("H", 0.075), ("G", 0.081), ("F", 0.088)),
            *(("E", 0.100), ("D", 0.105), ("C", 0.120), ("B", 0.200), ("A", 0.300)),
        ),
        "steel_brick": (
            *(("K", 0.090), ("J", 0.105), ("I", 0.118), ("H", 0.125), ("G", 0.145)),
            *(("F", 0.200), ("E", 0.250)),
        ),
        "block": (
            *(("J", 0.0575), ("I", 0.067), ("H", 0.080), ("G", 0.108), ("F", 0.148)),
            ("E", 0.250),
        ),
        "masonry": (("K", 0.079), ("J", 0.098), ("I", 0.142), ("H", 0.1985), ("G", 0.300)),
        "log": (("K", 0.0655), ("J", 0.071), ("I", 0.0865), ("H", 0.097), ("G", 0.140)),
    },
    "letter, U up to",
    source=f"{MJ8}, table 4A as OpenStudio-HPXML estimates it; the last limit is our assumption",
    says="group of a wall by what it is made of and its U-value; stucco is as siding;"
    " straight lines between the middles of neighboring letters, so that no answer jumps",
)
WALL_COLOR = table(
    "WALL_COLOR",
    {"light": 0.65, "medium": 0.83, "dark": 1.0},
    "×",
    source=MJ8,
    says="how much of the sun a wall takes",
)
DESIGN_95_F = 95.0  # the tables of walls and roofs are for this outdoor temperature
AT_75_F = 20.0  # of it above the indoor 75 °F
COOL_SUMMER_F = table(
    "COOL_SUMMER_F",
    {"from": 8.0, "to": 10.0},
    "°F above 75",
    source=f"{MJ8}, table A12-18; the ramp between is our assumption",
    says="below, a low or high daily range moves the difference of walls the other way",
)
DOOR_EXCESS_F = table(
    "DOOR_EXCESS_F",
    {13.0: 15.0, 20.5: 11.0, 28.0: 6.0},
    "°F by the daily range",
    source=MJ8,
    says="added to the summer difference of doors",
)


@lru_cache(maxsize=16)
def _group_curve(kind: str) -> tuple[FloatArray, FloatArray]:
    """Middles of the letters' ranges of U, rising, and their difference at 95 °F."""
    limits = np.array([limit for _letter, limit in WALL_LETTERS[kind]])
    from_u = np.concatenate([[0.0], limits[:-1]])
    return (from_u + limits) / 2, np.array([WALL_GROUPS[each] for each, _u in WALL_LETTERS[kind]])


@lru_cache(maxsize=2048)
def wall_base_f(kind: str, u: float) -> float:
    """Summer difference of a dark sunlit wall of ``kind`` (a key of ``WALL_LETTERS``). [°F]

    >>> round(0.83 * wall_base_f("brick", 1 / 10.3), 1)
    17.6
    """
    return float(np.interp(u, *_group_curve(kind)))


def wall_difference_f(base_f: FloatArray, color: FloatArray, day: SummerDay) -> FloatArray:
    """What stands for ΔT of a sunlit wall on the design day, never below 0. [°F]

    ``base_f`` after ``wall_base_f``, ``color`` after ``WALL_COLOR``. Manual J 8, tables A12-8,
    A12-12, A12-18.
    """
    ends = (COOL_SUMMER_F["from"], COOL_SUMMER_F["to"])
    way = np.interp(day.summer_f, ends, (-1.0, 1.0))
    sun_f = base_f * color - AT_75_F + way * day.adjustment_f
    return np.asarray(np.maximum(0.0, day.summer_f + day.sun * sun_f))


def door_difference_f(day: SummerDay) -> FloatArray:
    """What stands for ΔT of a door. [°F]

    >>> door_difference_f(SummerDay(summer_f=14.0, daily_range_f=20.5)).tolist()
    25.0
    """
    excess = np.interp(day.daily_range_f, list(DOOR_EXCESS_F), list(DOOR_EXCESS_F.values()))
    return np.asarray(np.maximum(0.0, day.summer_f + day.sun * float(excess)))
