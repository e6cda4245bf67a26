"""Geometry and properties of one scenario of a room, from plain answers or an expert's.

``room_scenarios`` puts the parts together.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

from advisor.engine.air import exposure
from advisor.engine.answers import Answers
from advisor.engine.details import Details
from advisor.engine.envelope import (
    AIR_CHANGES,
    AIR_CHANGES_SMALL,
    BASEMENT_AIR_SHARE,
    CEILING_R,
    DOOR_FT2,
    DOOR_R,
    FACING_SHARE,
    FLOOR_R,
    GARAGE_DOOR_FT2,
    GARAGE_DOOR_R,
    GLASS_ROOM_SHARE,
    GLASS_SHGC,
    GLASS_U,
    GLASS_WALLS_SHARE,
    INSULATION,
    MAX_GLASS_SHARE,
    PERIMETER_FACTOR,
    SHGC,
    SLAB_INSULATION_R,
    WALL_R,
    WINDOW_SHARE,
    WINDOW_U,
)
from advisor.engine.glass import SKYLIGHT, inside_shade
from advisor.engine.glass_tables import GLASS_FT, GLASS_ROWS
from advisor.engine.ground import HOUSE_WIDTH_FT, INSULATED_FLOOR, slab_edge_f
from advisor.engine.roofs import with_barrier_f
from advisor.engine.spaces import Space
from advisor.engine.sun import SIDES
from advisor.engine.walls import wall_base_f

ABOVE = ("attic", "roof")
BELOW = ("slab", "crawlspace", "basement", "garage", "outdoors")
ABOVE_FLAGS = {
    told: {f"above_{key}": float(told == key) for key in ABOVE} for told in ("heated", *ABOVE)
}
BELOW_FLAGS = {
    told: {f"below_{key}": float(told == key) for key in BELOW} for told in ("heated", *BELOW)
}
"""Indicators of what lies around, by the answer: made once, as eighty ends of a room read them."""
ORIENTATIONS = ("n", "e", "s", "w")
WITH_GLASS_DOOR = ("many", "glass_walls")  # answers that count a glass door already
SMALL_BUILDING_FT2 = 900  # Manual J's row of small houses
FOUR_WALLS = 4


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """The room in resolved answers, before any geometry. Positions count from poor 0 to 4."""

    ceiling_ft: float
    walls: float
    wall_scale: float = 1.0  # length of the outside walls
    above: str
    below: str
    insulation_at: float
    leakiness_at: float
    air_scale: float = 1.0
    window_scale: float = 1.0
    glass_scale: float = 1.0
    frame: str | None
    edge_r: float | None = None  # of a slab's edge, instead of the answers'
    edge_ft: float  # how far down it goes
    soil_k: float
    facing: str
    outside_shade: float
    screens: float  # × sun
    inside_shade: float
    overhang_ft: float
    overhang_gap_ft: float
    skylight_ft2: float
    skylight_scale: float = 1.0  # of its U and solar gain
    door_ft2: float | None = None  # instead of the space's
    siding: str
    wall_color: float
    attic_base_f: float
    roof_color: float
    attic: str
    beside: float  # inside walls without a heated room behind them
    house_width_ft: float | None = None  # instead of the usual
    crawl_u: float
    crawl_vented: float  # 1 or 0
    people: float
    watts: float
    below_grade_ft: float
    walkout: float  # 1 or 0


def _side_ft(answers: Answers) -> float:
    """One side of the room, were it square but for ``PERIMETER_FACTOR``. [ft]"""
    return PERIMETER_FACTOR * math.sqrt(answers.area) / 4


def _wall_ft(answers: Answers, details: Details, inputs: Inputs) -> float:
    """Length of the outside walls."""
    if details.wall_length is not None:
        return details.wall_length
    return _side_ft(answers) * inputs.walls * inputs.wall_scale


def shape_of(answers: Answers, details: Details, _space: Space, inputs: Inputs) -> dict[str, float]:
    """Lengths and areas."""
    inside_walls = min(inputs.beside, max(0.0, FOUR_WALLS - inputs.walls))
    return {
        "area_ft2": answers.area,
        "ceiling_ft": inputs.ceiling_ft,
        "walls": inputs.walls,
        "wall_ft": _wall_ft(answers, details, inputs),
        "partition_ft2": inside_walls * _side_ft(answers) * inputs.ceiling_ft,
        "framed_ft2": _framed_ft2(answers, details, inputs),
        "below_grade_ft": min(inputs.below_grade_ft, inputs.ceiling_ft),
        "house_width_ft": inputs.house_width_ft or _house_width_ft(answers.area, inputs.walls),
    }


def air_of(answers: Answers, details: Details, space: Space, inputs: Inputs) -> dict[str, float]:
    """Air that leaks in."""
    told = answers.ach
    return {"ach": _ach(answers, details, space, inputs) if told is None else told}


def around_of(
    _answers: Answers, _details: Details, _space: Space, inputs: Inputs
) -> dict[str, float]:
    """What lies above and below."""
    sealed = inputs.above == "attic" and inputs.attic == "sealed"
    return {
        **ABOVE_FLAGS["roof" if sealed else inputs.above],
        "attic_sealed": float(sealed),
        **BELOW_FLAGS[inputs.below],
    }


def plain_of(
    _answers: Answers, _details: Details, _space: Space, inputs: Inputs
) -> dict[str, float]:
    """What is taken as it is."""
    return {
        "walkout": inputs.walkout,
        "people": inputs.people,
        "watts": inputs.watts,
        "wall_color": inputs.wall_color,
        "roof_color": inputs.roof_color,
        "crawl_u": inputs.crawl_u,
        "crawl_vented": inputs.crawl_vented,
        "outside_shade": inputs.outside_shade * inputs.screens,  # of the glass
        "wall_shade": inputs.outside_shade,
        "overhang_ft": inputs.overhang_ft,
        "overhang_gap_ft": inputs.overhang_gap_ft,
    }


def _framed_ft2(answers: Answers, details: Details, inputs: Inputs) -> float:
    """Floor over a crawl space, where only a part is; else all of it."""
    if details.crawl_area is None or inputs.below != "crawlspace":
        return answers.area
    return min(details.crawl_area, answers.area)


def walls_of(answers: Answers, _details: Details, space: Space, inputs: Inputs) -> dict[str, float]:
    """Walls above the ground."""
    wall_r = answers.wall_r or space.fixed.get("wall_r") or between(WALL_R, inputs.insulation_at)
    return {"wall_r": wall_r, "wall_base_f": wall_base_f(inputs.siding, 1 / wall_r)}


def roof_of(answers: Answers, _details: Details, space: Space, inputs: Inputs) -> dict[str, float]:
    """The ceiling, and an attic above it."""
    barrier = inputs.attic == "barrier"
    return {
        "ceiling_r": answers.ceiling_r
        or space.fixed.get("ceiling_r")
        or min(space.max_ceiling_r, between(CEILING_R, inputs.insulation_at)),
        "attic_base_f": with_barrier_f(inputs.attic_base_f) if barrier else inputs.attic_base_f,
    }


def floor_of(answers: Answers, details: Details, space: Space, inputs: Inputs) -> dict[str, float]:
    """The floor, and a slab's edge."""
    edge_r = max(answers.floor_r or 0.0, details.slab_edge_r or 0.0)
    return {
        "floor_r": answers.floor_r
        or space.fixed.get("floor_r")
        or between(FLOOR_R, inputs.insulation_at),
        "floor_insulated": float(edge_r >= INSULATED_FLOOR["from_r"]),
        "slab_f": _slab_f(answers, details, inputs),
        "slab_edge_r": slab_edge_r(answers, details, inputs),
        "slab_edge_ft": inputs.edge_ft,
        "soil_k": inputs.soil_k,
    }


def openings_of(
    answers: Answers, details: Details, space: Space, inputs: Inputs
) -> dict[str, float]:
    """Doors and the area of the windows."""
    wall_ft2 = _wall_ft(answers, details, inputs) * inputs.ceiling_ft
    garage_door = garage_door_of(answers, inputs.insulation_at)
    garage_door_ft2 = (
        min(GARAGE_DOOR_FT2, 0.2 * answers.area + 24, wall_ft2 / 2)
        if garage_door in GARAGE_DOOR_R
        else 0.0
    )
    door_ft2 = DOOR_FT2 if space.outside_door and inputs.walls else 0.0
    if inputs.door_ft2 is not None:
        door_ft2 = min(inputs.door_ft2, wall_ft2)
    window_ft2 = _window_ft2(answers, details, space, wall_ft2, inputs)
    return {
        "window_ft2": min(
            window_ft2, max(0.0, MAX_GLASS_SHARE * wall_ft2 - door_ft2 - garage_door_ft2)
        ),
        "door_ft2": door_ft2,
        "door_r": details.door_r or between(DOOR_R, inputs.insulation_at),
        "garage_door_ft2": garage_door_ft2,
        "garage_door_r": GARAGE_DOOR_R.get(garage_door, 1.0),
    }


def glass_of(answers: Answers, details: Details, space: Space, inputs: Inputs) -> dict[str, float]:
    """The panes of the windows, and the shades inside."""
    u, shgc = _glass(answers, space, inputs)
    return {
        "window_u": u,
        "shgc": shgc,
        "inside_shade": _inside(details, inputs, shgc),
        "glass_ft": details.glass_height or GLASS_FT,
    }


def skylight_of(
    answers: Answers, details: Details, _space: Space, inputs: Inputs
) -> dict[str, float]:
    """A skylight."""
    return {
        "skylight_ft2": min(inputs.skylight_ft2, answers.area / 2),
        "skylight_u": details.skylight_u or SKYLIGHT["u"] * inputs.skylight_scale,
        "skylight_shgc": details.skylight_shgc or SKYLIGHT["shgc"] * inputs.skylight_scale,
    }


def between(by_class: dict[str, float], position: float) -> float:
    """The value at a place on the scale poor 0 … very good 4, geometric between the classes."""
    return _between(tuple(by_class.values()), position)


@lru_cache(maxsize=1024)
def _between(values: tuple[float, ...], position: float) -> float:
    low = min(max(int(position), 0), len(values) - 2)
    share = min(max(position - low, 0.0), 1.0)
    return float(values[low] * (values[low + 1] / values[low]) ** share)


def is_detached(answers: Answers, space: Space) -> bool:
    """Whether the room is a small building of its own, with Manual J's air leaks of one."""
    return space.free_standing and answers.area <= SMALL_BUILDING_FT2


def garage_door_of(answers: Answers, insulation_at: float) -> str:
    if answers.garage_door is not None:
        return answers.garage_door
    if answers.space != "garage":
        return "none"
    return "insulated" if insulation_at >= INSULATION.index("good") else "bare"


def told_slab_edge_r(answers: Answers, details: Details) -> float | None:
    """Insulation at a slab's edge: as told, or the nearest of R-0, 5 and 10 to a floor R that was
    given; ``None`` leaves it to the class of insulation. [h·ft²·°F/BTU]"""
    floor_r = answers.floor_r
    if details.slab_edge_r is not None or floor_r is None:
        return details.slab_edge_r
    return 10.0 if floor_r >= 10 else 5.0 if floor_r >= 5 else 0.0


def slab_edge_r(answers: Answers, details: Details, inputs: Inputs) -> float:
    """The same, or what goes with the class of insulation."""
    told = told_slab_edge_r(answers, details) if inputs.edge_r is None else inputs.edge_r
    classes = list(SLAB_INSULATION_R.values())
    return classes[round(inputs.insulation_at)] if told is None else told


def _slab_f(answers: Answers, details: Details, inputs: Inputs) -> float:
    """Loss of the slab's edge by its insulation and the soil; 0 without one. [BTU/h·ft·°F]"""
    if inputs.below != "slab":
        return 0.0
    edge_r = told_slab_edge_r(answers, details) if inputs.edge_r is None else inputs.edge_r
    if edge_r is not None:
        return slab_edge_f(inputs.soil_k, edge_r=edge_r, down_ft=inputs.edge_ft)
    by_class = {
        each: slab_edge_f(inputs.soil_k, edge_r=r, down_ft=inputs.edge_ft)
        for each, r in SLAB_INSULATION_R.items()
    }
    return between(by_class, inputs.insulation_at)


def _ach(answers: Answers, details: Details, space: Space, inputs: Inputs) -> float:
    """Air changes in winter by the class of the house and the room's share of outside wall."""
    if is_detached(answers, space):
        ach = between(AIR_CHANGES_SMALL, inputs.leakiness_at)
    else:
        share = exposure(_walls_outside(answers, details, inputs), answers.area, details.home_area)
        ach = between(AIR_CHANGES, inputs.leakiness_at) * share * inputs.air_scale
    buried = min(1.0, inputs.below_grade_ft / inputs.ceiling_ft)
    return ach * (1 - (1 - BASEMENT_AIR_SHARE) * buried)


def _walls_outside(answers: Answers, details: Details, inputs: Inputs) -> float:
    """Outside walls in sides of the room: of a length that was told, else as answered."""
    if details.wall_length is None:
        return inputs.walls
    side_ft = PERIMETER_FACTOR * math.sqrt(answers.area) / 4
    return min(float(FOUR_WALLS), details.wall_length / side_ft)


def _house_width_ft(area_ft2: float, walls: float) -> float:
    """Short side of the house: the room's own where it has all four walls outside."""
    own_ft = math.sqrt(area_ft2 / 1.5)
    return own_ft if walls >= FOUR_WALLS else max(HOUSE_WIDTH_FT, own_ft)


def _window_ft2(
    answers: Answers, details: Details, space: Space, wall_ft2: float, inputs: Inputs
) -> float:
    door_ft2 = DOOR_FT2 if details.glass_door else 0.0
    if details.window_area:
        return sum(details.window_area.values()) + door_ft2
    if answers.window_area is not None:
        return answers.window_area + door_ft2
    windows = answers.windows
    if windows not in WITH_GLASS_DOOR:
        return door_ft2 + _usual_window_ft2(answers, space, wall_ft2, inputs)
    return max(door_ft2, _usual_window_ft2(answers, space, wall_ft2, inputs))


def _usual_window_ft2(answers: Answers, space: Space, wall_ft2: float, inputs: Inputs) -> float:
    windows = answers.windows
    if space.glass_room and windows != "few":
        share = GLASS_ROOM_SHARE[windows] if windows else space.window_share
        return share * wall_ft2 * inputs.window_scale
    if windows == "glass_walls":
        return GLASS_WALLS_SHARE * wall_ft2 * inputs.window_scale
    share = WINDOW_SHARE[windows] if windows else space.window_share
    return share * answers.area * inputs.window_scale


def _glass(answers: Answers, space: Space, inputs: Inputs) -> tuple[float, float]:
    """U and solar gain of the windows: the expert's, the glass answer's, or the era's."""
    if answers.glass is not None:
        u, shgc = GLASS_U[answers.glass], GLASS_SHGC[answers.glass]
        if inputs.frame is not None:
            row = f"{answers.glass} {inputs.frame}"
            u, shgc = GLASS_ROWS.get(row, GLASS_ROWS[f"{answers.glass} metal"])
    else:
        u = space.fixed.get("window_u") or between(WINDOW_U, inputs.insulation_at)
        shgc = space.fixed.get("shgc") or between(SHGC, inputs.insulation_at)
    return (
        answers.window_u or u * inputs.glass_scale,
        answers.shgc or min(0.9, shgc * inputs.glass_scale),
    )


def _inside(details: Details, inputs: Inputs, shgc: float) -> float:
    """Sun that passes the shades inside; ``inputs.inside_shade`` scales those that are known."""
    if details.shades is None:
        return inputs.inside_shade
    return min(1.0, inside_shade(details.shades, shgc) * inputs.inside_shade)


def orientation_of(
    _answers: Answers, details: Details, _space: Space, inputs: Inputs
) -> dict[str, float]:
    """Share of the glass on each side: the named side takes most, the rest is spread evenly."""
    total = sum(details.window_area.values())
    if total > 0:
        return {f"glass_{side}": details.window_area.get(side, 0.0) / total for side in SIDES}
    return _usual_orientation(inputs.facing, inputs.walls)


@lru_cache(maxsize=256)
def _usual_orientation(facing: str, walls: float) -> dict[str, float]:
    sides = ORIENTATIONS if facing == "mixed" else (facing,)
    named = 1.0 if facing == "mixed" else FACING_SHARE[round(walls)]
    around = (1.0 - named) / len(ORIENTATIONS)
    return {
        f"glass_{side}": (named / len(sides) if side in sides else 0.0)
        + (around if side in ORIENTATIONS else 0.0)
        for side in SIDES
    }
