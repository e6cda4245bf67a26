"""What a door between two rooms lets through: warm air out at the top, cool air in below.

The flow grows with the root of the temperature difference, so the heat grows with its power of
3/2: ``Q = 1.1 · cfm · ΔT`` and ``cfm = C/3 · W · H^1.5 · (g ΔT / T)^0.5`` (Brown and Solvason 1962,
Int. J. Heat Mass Transfer 5, for openings in a wall between rooms of air at rest).
"""

from math import sqrt

from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.load_lines import AIR_SENSIBLE

GRAVITY_FT_S2 = 32.174
SECONDS = 60.0  # of a minute
MEAN_R = 530.0  # 70 °F as an absolute temperature [°R]

DOORWAYS = table(
    "DOORWAYS",
    {"door": (2.5, 6.67), "wide": (5.0, 6.67)},
    "ft, wide and high",
    source="usual doors of 30 by 80 in, and openings of 60 by 80 in",
    says="what stands open between two rooms",
)
DISCHARGE = table(
    "DISCHARGE",
    {"least": 0.4, "likely": 0.6, "most": 0.8},
    "share of the ideal flow",
    source="our assumption around the 0.6 of Brown and Solvason; Said, Barakat, and Whidden"
    " (J. Solar Energy Engineering 115, 1993) found such formulas to hold for doorways at"
    " differences up to 4.5 °F",
    says="how much of the ideal flow a doorway lets through",
)
SHUT_DOOR = constant(
    "SHUT_DOOR",
    0.70,
    "BTU/h·°F per ft² of the other room",
    source="one tight house in Nome, Alaska (heat-pump study of Alan Mitchell, 2019): bedrooms"
    " 10 °F cooler behind shut doors at −20 °F outdoors, 3.3 °F behind open ones",
    says="what still reaches a room through a shut door and the wall around it",
)
COMFORT_WITHIN_F = constant(
    "COMFORT_WITHIN_F",
    6.0,
    "°F",
    source=f"{ASSUMPTION}: at half the load it is about 4 °F",
    says="how far the other room may be off in the coldest or hottest hours and still be served",
)
SHORT_DUCTS_USD = table(
    "SHORT_DUCTS_USD",
    {"low": 500.0, "typical": 1100.0, "high": 2000.0},
    "$",
    source=ASSUMPTION,
    says="ducts, grilles, and a lowered ceiling for a ducted unit that serves two rooms, beside"
    " the unit and its usual work",
)
STEPS = 50


def heat_through(doorway: str, difference_f: float, flow: str = "likely") -> float:
    """Heat that passes an open ``doorway`` at a difference between the rooms. [BTU/h]

    ``flow`` is a key of ``DISCHARGE``.
    """
    return _per_degree(doorway, flow) * float(max(difference_f, 0.0) ** 1.5)


def _per_degree(doorway: str, flow: str) -> float:
    wide_ft, high_ft = DOORWAYS[doorway]
    ideal_ft3_s = wide_ft * high_ft * sqrt(high_ft * GRAVITY_FT_S2 / MEAN_R)
    return AIR_SENSIBLE * SECONDS * DISCHARGE[flow] / 3 * ideal_ft3_s


def falls_behind_f(
    load_btu_h: float, ua_btu_h_f: float, doorway: str, flow: str = "likely", *, area_ft2: float
) -> float:
    """How far a room without a unit of its own stays behind the other one. [°F]

    The room needs ``load_btu_h`` (sensible) to be as warm, or as cool, as the other. For each
    degree that it stays behind it needs ``ua_btu_h_f`` less and gets what also passes a shut door;
    the air of the open doorway carries the rest.
    """
    if load_btu_h <= 0:
        return 0.0
    per_degree = ua_btu_h_f + SHUT_DOOR * area_ft2
    low, high = 0.0, load_btu_h / max(per_degree, 1e-6)
    for _step in range(STEPS):
        middle = (low + high) / 2
        if load_btu_h - per_degree * middle > heat_through(doorway, middle, flow):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def falls_behind_shut_f(load_btu_h: float, ua_btu_h_f: float, area_ft2: float) -> float:
    """The same behind a shut door. [°F]"""
    return max(load_btu_h, 0.0) / (ua_btu_h_f + SHUT_DOOR * area_ft2)
