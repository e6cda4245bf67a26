"""Air that leaks through a room: from the class of the house to the room, winter to summer."""

import math
from functools import lru_cache

import numpy as np

from advisor.engine.constants import ASSUMPTION, MJ8, constant, table

AIR_EXPOSURE = table(
    "AIR_EXPOSURE",
    {0: 0.4, 1: 0.7, 2: 1.0, 3: 1.3, 4: 1.6},
    "×",
    source=ASSUMPTION,
    says="share of the house's air leaks in a room with 0 to 4 outside walls, the size of the"
    " house unknown; published rooms have 0.82 to 1.52 times as much",
)
MOST_AIR = constant(
    "MOST_AIR",
    2.5,
    "×",
    source=ASSUMPTION,
    says="most that a room leaks against its house, by outside wall per floor area",
)
LEAKAGE = table(
    "LEAKAGE",
    {"stack": 0.015, "wind": 0.00384, "winter mph": 15.0, "summer mph": 7.5},
    "cfm² per in⁴: per °F, per mph²; design wind",
    source=f"{MJ8}, tables 5D and 5E, one story, shielding class 4",
    says="air leaks as √(stack × ΔT + wind × speed²): less in summer",
)


_CURVE = (list(AIR_EXPOSURE), list(AIR_EXPOSURE.values()))


@lru_cache(maxsize=1024)
def exposure(walls: float, area_ft2: float, home_ft2: float | None) -> float:
    """Air changes of a room against those of its house, by its share of the outside walls.

    Manual J gives a house's leaks to its rooms by exposed wall; a room of ``walls`` of four sides
    outside has walls / 4 × √(house / room) times the outside wall per floor area. Where the
    house is not known, ``AIR_EXPOSURE`` stands for it. ``home_ft2`` is never less than the room.

    >>> exposure(2.0, 437.5, 1750.0)
    1.0
    """
    if home_ft2 is None:
        return float(np.interp(walls, *_CURVE))
    return min(MOST_AIR, walls / 4 * math.sqrt(max(home_ft2, area_ft2) / area_ft2))


def summer_share(winter_f: float, summer_f: float) -> float:
    """Summer's air leakage against winter's, at differences of ``winter_f`` and ``summer_f``.

    >>> round(summer_share(75.0, 14.0), 2), round(summer_share(35.0, 20.0), 2)
    (0.46, 0.61)
    """
    summer, winter = (
        LEAKAGE["stack"] * max(0.0, difference_f) + LEAKAGE["wind"] * LEAKAGE[f"{season} mph"] ** 2
        for season, difference_f in (("summer", summer_f), ("winter", winter_f))
    )
    return math.sqrt(summer / winter)
