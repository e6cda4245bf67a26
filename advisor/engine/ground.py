"""Heat into the ground: slab edges, walls and floors below grade, floors over a crawl space."""

from functools import lru_cache

import numpy as np

from advisor.engine.constants import ASSUMPTION, MJ8, constant, table
from advisor.engine.place import FloatArray

SOIL_K = table(
    "SOIL_K",
    {"moist": 0.8, "mixed": 0.5, "dry": 0.2},
    "BTU/h·ft·°F",
    source=MJ8,
    says="conductivity of soil: heavy and moist (Manual J's default), heavy and dry or light and"
    " moist, light and dry",
)
SLAB_PATH = table(
    "SLAB_PATH",
    {"least_ft": 8, "most_ft": 13, "slab_r": 1.14, "film_r": 0.32, "gravel_r": 5.2},
    "ft, h·ft²·°F/BTU",
    source=f"{MJ8}, tables 4A and A12",
    says="heat leaves a slab on arcs through the soil of 8 to 13 ft",
)
SOIL_STORAGE = constant(
    "SOIL_STORAGE", 0.85, "×", source=f"{MJ8}, table A12-4", says="heat that the soil keeps back"
)
OUTSIDE_FILM_R = constant(
    "OUTSIDE_FILM_R",
    0.197,
    "h·ft²·°F/BTU",
    source=MJ8,
    says="air on the outside of a basement wall",
)
INSULATED_FLOOR = table(
    "INSULATED_FLOOR",
    {"from_r": 5.0, "share": 0.7},
    "h·ft²·°F/BTU, ×",
    source=f"{MJ8}, table A12-7",
    says="a basement floor with insulation at its edge or under it loses this share",
)
DEEP_FLOOR_FT = constant(
    "DEEP_FLOOR_FT",
    4.0,
    "ft",
    source=ASSUMPTION,
    says="depth from which a floor loses as a basement's; above it partly as a slab's edge",
)
HOUSE_WIDTH_FT = constant(
    "HOUSE_WIDTH_FT",
    26.0,
    "ft",
    source=ASSUMPTION,
    says="short side of a house, where a basement room is only a part of it",
)
CRAWL_VENT_U = constant(
    "CRAWL_VENT_U", 0.11, "BTU/h·ft²·°F", source=MJ8, says="added by the vents of a crawl space"
)
FLOOR_COUPLING = constant(
    "FLOOR_COUPLING",
    4.0,
    "×",
    source=f"{MJ8}, tables A12-6 and A12-17",
    says="a crawl space takes so many times the U-value of the floor above it as its own walls'",
)
CRAWL_WALL_U = table(
    "CRAWL_WALL_U",
    {"bare": 0.76, "vented": 0.25, "sealed": 0.137, "insulated": 0.083},
    "BTU/h·ft²·°F",
    source=f"{MJ8}, table A12-6; which of them an answer means is our assumption",
    says="walls of a crawl space or an unheated basement",
)
_MOST_FEET = 20


@lru_cache(maxsize=512)
def slab_edge_f(
    soil_k: float = SOIL_K["moist"],
    *,
    edge_r: float = 0.0,
    down_ft: float = 0.0,
    under_r: float = 0.0,
    under_ft: float = 0.0,
) -> float:
    """Loss of a slab per foot of exposed edge. [BTU/h·ft·°F]

    ``edge_r`` insulates the edge and the soil down to ``down_ft``, ``under_r`` the slab out to
    ``under_ft``. Manual J 8, tables 4A and A12: the mean over paths of 8 to 13 ft.

    >>> round(slab_edge_f(), 3)
    1.352
    """
    total = np.arange(0, int(SLAB_PATH["most_ft"]) + 1)
    insulated = np.where(
        total == 0,
        edge_r,
        np.where(total <= under_ft, under_r, 0.0) + np.where(total <= down_ft, edge_r, 0.0),
    )
    soil = np.maximum(0.0, np.pi * total - 1) / soil_k
    below = np.where(total > 0, SLAB_PATH["film_r"] + SLAB_PATH["gravel_r"], 0.0)
    up_to = np.cumsum(1 / (insulated + SLAB_PATH["slab_r"] + soil + below))
    return float(up_to[int(SLAB_PATH["least_ft"]) :].mean())


def buried_wall_u(
    height_ft: FloatArray,
    depth_ft: FloatArray,
    wall_r: FloatArray,
    *,
    soil_k: FloatArray | float = SOIL_K["moist"],
) -> tuple[FloatArray, FloatArray]:
    """Parts of a basement wall's mean U that lie above and below grade. [BTU/h·ft²·°F]

    The sum of both times the whole wall is its loss. ``wall_r`` counts the inside film. Manual J
    8, table A12-4: steps of one foot, and ``SOIL_STORAGE`` (which comes in over the first foot,
    our assumption); depths between whole feet are interpolated.

    >>> above, below = buried_wall_u(np.array([8.0]), np.array([7.0]), np.array([7.3]))
    >>> round(float(above[0] + below[0]), 4)
    0.067
    """
    steps = np.minimum(_MOST_FEET, np.ceil(height_ft))
    depth = np.minimum(depth_ft, steps)
    first_foot = np.minimum(1.0, depth)
    kept = 1 - (1 - SOIL_STORAGE) * first_foot
    below = np.zeros_like(depth)
    if depth.any():  # few rooms are in the ground
        feet = np.arange(1, _MOST_FEET + 1)[:, None]
        into_ground = 1 / (wall_r + np.pi * feet / (2 * soil_k))
        counted = np.clip(depth - (feet - 1), 0.0, 1.0)
        below = (into_ground * counted).sum(axis=0) * kept / steps
    above = (steps - depth) / (wall_r + OUTSIDE_FILM_R * first_foot) * kept / steps
    return above, below


def basement_floor_u(
    depth_ft: FloatArray,
    width_ft: FloatArray,
    *,
    insulated: FloatArray | float = 0.0,
    soil_k: FloatArray | float = SOIL_K["moist"],
) -> FloatArray:
    """Mean U of a floor ``depth_ft`` below grade in a house ``width_ft`` wide. [BTU/h·ft²·°F]

    Manual J 8, table A12-7 (ASHRAE's form).

    >>> float(np.round(basement_floor_u(np.array([7.0]), np.array([24.0]))[0], 4))
    0.0254
    """
    near = depth_ft / 2 + 1.47 * soil_k / np.pi
    path = np.log(width_ft / 2 + near) - np.log(near)
    share = 1 - (1 - INSULATED_FLOOR["share"]) * np.asarray(insulated)
    return np.asarray(share * SOIL_STORAGE * 2 * soil_k / (np.pi * width_ft) * path)


def floor_share(floor_u: FloatArray, wall_u: FloatArray, *, vented: FloatArray) -> FloatArray:
    """Share of ΔT that a floor over a crawl space or an unheated basement sees.

    ``vented`` is 1 where vents are open, 0 where sealed. Manual J 8, tables A12-6 and A12-17.

    >>> one = np.ones(1)
    >>> [round(float(floor_share(one / 16, 0.25 * one, vented=v * one)[0]), 3) for v in (1, 0)]
    [0.59, 0.5]
    """
    outward = wall_u + vented * CRAWL_VENT_U
    return outward / (outward + FLOOR_COUPLING * floor_u)
