"""Geometry and properties of one scenario of a room, from plain answers or an expert's."""

import math
from dataclasses import dataclass

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
    SLAB_F,
    WALL_R,
    WINDOW_SHARE,
    WINDOW_U,
)
from advisor.engine.glass import SKYLIGHT, inside_shade
from advisor.engine.glass_tables import EAVE_GAP_FT, GLASS_FT, GLASS_ROWS
from advisor.engine.ground import HOUSE_WIDTH_FT, INSULATED_FLOOR
from advisor.engine.spaces import Space
from advisor.engine.sun import SIDES
from advisor.engine.walls import wall_base_f

ABOVE = ("attic", "roof")
BELOW = ("slab", "crawlspace", "basement", "garage", "outdoors")
ORIENTATIONS = ("n", "e", "s", "w")
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
    slab_f: float | None = None  # instead of the insulation's
    slab_scale: float = 1.0
    facing: str
    outside_shade: float
    screens: float  # × sun
    inside_shade: float
    overhang_ft: float
    skylight_ft2: float
    siding: str
    wall_color: float
    attic_base_f: float
    roof_color: float
    crawl_u: float
    crawl_vented: float  # 1 or 0
    people: float
    watts: float
    below_grade_ft: float
    walkout: float  # 1 or 0


def parameters(
    answers: Answers, details: Details, space: Space, inputs: Inputs
) -> dict[str, float]:
    """``Room.values`` of one scenario; an expert's answer comes before any default."""
    wall_ft = PERIMETER_FACTOR * math.sqrt(answers.area) * inputs.walls / 4 * inputs.wall_scale
    if details.wall_length is not None:
        wall_ft = details.wall_length
    return {
        "area_ft2": answers.area,
        "ceiling_ft": inputs.ceiling_ft,
        "walls": inputs.walls,
        "wall_ft": wall_ft,
        "below_grade_ft": min(inputs.below_grade_ft, inputs.ceiling_ft),
        "walkout": inputs.walkout,
        "house_width_ft": details.house_width or _house_width_ft(answers.area, inputs.walls),
        "ach": answers.ach if answers.ach is not None else _ach(answers, details, space, inputs),
        "people": inputs.people,
        "watts": inputs.watts,
        **_opaque(answers, space, inputs),
        **_openings(answers, details, space, inputs, wall_ft * inputs.ceiling_ft),
        **{f"above_{key}": float(inputs.above == key) for key in ABOVE},
        **{f"below_{key}": float(inputs.below == key) for key in BELOW},
        **_orientation(details, inputs.facing, inputs.walls),
    }


def _opaque(answers: Answers, space: Space, inputs: Inputs) -> dict[str, float]:
    """Walls, roof and floor."""
    wall_r = answers.wall_r or space.fixed.get("wall_r") or between(WALL_R, inputs.insulation_at)
    return {
        "wall_r": wall_r,
        "wall_base_f": wall_base_f(inputs.siding, 1 / wall_r),
        "wall_color": inputs.wall_color,
        "ceiling_r": answers.ceiling_r
        or space.fixed.get("ceiling_r")
        or min(space.max_ceiling_r, between(CEILING_R, inputs.insulation_at)),
        "attic_base_f": inputs.attic_base_f,
        "roof_color": inputs.roof_color,
        "floor_r": answers.floor_r
        or space.fixed.get("floor_r")
        or between(FLOOR_R, inputs.insulation_at),
        "floor_insulated": float((answers.floor_r or 0.0) >= INSULATED_FLOOR["from_r"]),
        "slab_f": inputs.slab_scale * (inputs.slab_f or slab_f_of(answers, inputs.insulation_at)),
        "crawl_u": inputs.crawl_u,
        "crawl_vented": inputs.crawl_vented,
    }


def _openings(
    answers: Answers, details: Details, space: Space, inputs: Inputs, wall_ft2: float
) -> dict[str, float]:
    """Doors, windows with their shades, and a skylight."""
    garage_door = garage_door_of(answers, inputs.insulation_at)
    garage_door_ft2 = (
        min(GARAGE_DOOR_FT2, 0.2 * answers.area + 24, wall_ft2 / 2)
        if garage_door in GARAGE_DOOR_R
        else 0.0
    )
    door_ft2 = DOOR_FT2 if space.outside_door and inputs.walls else 0.0
    if details.door_area is not None:
        door_ft2 = min(details.door_area, wall_ft2)
    window_ft2 = _window_ft2(answers, details, space, wall_ft2, inputs)
    u, shgc = _glass(answers, space, inputs)
    return {
        "window_ft2": min(
            window_ft2, max(0.0, MAX_GLASS_SHARE * wall_ft2 - door_ft2 - garage_door_ft2)
        ),
        "window_u": u,
        "shgc": shgc,
        "skylight_ft2": min(inputs.skylight_ft2, answers.area / 2),
        "skylight_u": SKYLIGHT["u"],
        "skylight_shgc": SKYLIGHT["shgc"],
        "door_ft2": door_ft2,
        "door_r": details.door_r or between(DOOR_R, inputs.insulation_at),
        "garage_door_ft2": garage_door_ft2,
        "garage_door_r": GARAGE_DOOR_R.get(garage_door, 1.0),
        "outside_shade": inputs.outside_shade * inputs.screens,  # of the glass
        "wall_shade": inputs.outside_shade,
        "inside_shade": _inside(details, inputs, shgc),
        "overhang_ft": inputs.overhang_ft,
        "overhang_gap_ft": EAVE_GAP_FT if details.overhang_gap is None else details.overhang_gap,
        "glass_ft": details.glass_height or GLASS_FT,
    }


def between(by_class: dict[str, float], position: float) -> float:
    """The value at a place on the scale poor 0 … very good 4, geometric between the classes."""
    values = list(by_class.values())
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


def slab_f_of(answers: Answers, insulation_at: float) -> float:
    """Edge factor of the slab; a floor R that was given picks the nearest row of the table."""
    if answers.floor_r is not None:
        row = "very_good" if answers.floor_r >= 10 else "good" if answers.floor_r >= 5 else "poor"
        return SLAB_F[row]
    return between(SLAB_F, insulation_at)


def _ach(answers: Answers, details: Details, space: Space, inputs: Inputs) -> float:
    """Air changes in winter by the class of the house and the room's share of outside wall."""
    if is_detached(answers, space):
        ach = between(AIR_CHANGES_SMALL, inputs.leakiness_at)
    else:
        home_ft2 = details.home_area or answers.home_area
        share = exposure(inputs.walls, answers.area, home_ft2)
        ach = between(AIR_CHANGES, inputs.leakiness_at) * share * inputs.air_scale
    buried = min(1.0, inputs.below_grade_ft / inputs.ceiling_ft)
    return ach * (1 - (1 - BASEMENT_AIR_SHARE) * buried)


def _house_width_ft(area_ft2: float, walls: float) -> float:
    """Short side of the house: the room's own where it has all four walls outside."""
    own_ft = math.sqrt(area_ft2 / 1.5)
    return own_ft if walls >= FOUR_WALLS else max(HOUSE_WIDTH_FT, own_ft)


def _window_ft2(
    answers: Answers, details: Details, space: Space, wall_ft2: float, inputs: Inputs
) -> float:
    if details.window_area:
        return sum(details.window_area.values())
    if answers.window_area is not None:
        return answers.window_area
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


def _orientation(details: Details, facing: str, walls: float) -> dict[str, float]:
    """Share of the glass on each side: the named side takes most, the rest is spread evenly."""
    total = sum(details.window_area.values())
    if total > 0:
        return {f"glass_{side}": details.window_area.get(side, 0.0) / total for side in SIDES}
    sides = ORIENTATIONS if facing == "mixed" else (facing,)
    named = 1.0 if facing == "mixed" else FACING_SHARE[round(walls)]
    around = (1.0 - named) / len(ORIENTATIONS)
    return {
        f"glass_{side}": (named / len(sides) if side in sides else 0.0)
        + (around if side in ORIENTATIONS else 0.0)
        for side in SIDES
    }
