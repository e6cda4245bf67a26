"""What may be known of a room beyond the plain questions; ``None`` widens the range of its load."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from advisor.engine.answers import FACES, Answers
from advisor.engine.envelope import DOOR_FT2, OUTSIDE_DOORS


@dataclass(frozen=True, kw_only=True)
class Details:
    """Glass, shell and ground of a room as far as they are known."""

    shades: str | None = None  # inside: a key of SHADES_ANSWER
    screens: str | None = None  # a key of SCREENS
    overhang: float | None = None  # of an eave above the glass [ft]
    overhang_gap: float | None = None  # from it down to the glass [ft]
    glass_height: float | None = None  # [ft]
    frame: str | None = None  # wood, metal, metal_break
    skylight_area: float | None = None  # [ft²]
    skylight_u: float | None = None  # [BTU/h·ft²·°F]
    skylight_shgc: float | None = None
    siding: str | None = None  # a key of WALL_LETTERS
    wall_color: str | None = None  # a key of WALL_COLOR
    roof: str | None = None  # a key of ROOFS
    attic: str | None = None  # vented, sealed, barrier
    crawl: str | None = None  # vented, sealed
    crawl_area: float | None = None  # of the floor, the rest over heated rooms [ft²]
    walkout: bool | None = None
    beside: str | None = None  # a key of BESIDE
    soil: str | None = None  # a key of SOIL_K
    slab_edge_r: float | None = None  # insulation at the slab's edge [h·ft²·°F/BTU]
    slab_edge_depth: float | None = None  # how far down it goes [ft]
    wall_length: float | None = None  # of outside wall [ft]
    window_area: Mapping[str, float] = field(default_factory=dict)  # by side [ft²]
    inside_shade: float | None = None  # share of the sun that passes, whatever is there
    outside_shade: float | None = None
    glass_door: bool = False  # to the outside
    door_area: float | None = None  # outside doors, glass ones aside [ft²]
    door_r: float | None = None  # [h·ft²·°F/BTU]
    house_width: float | None = None  # short side of the house [ft]
    home_area: float | None = None  # floor of the whole home [ft²]


UNTOLD = Details()

ANSWERED = (
    *("shades", "screens", "overhang", "overhang_gap", "frame", "siding", "wall_color"),
    *("skylight_area", "skylight_u", "skylight_shgc", "roof", "attic", "crawl", "crawl_area"),
    *("wall_length", "home_area", "house_width", "beside", "soil"),
    *("slab_edge_r", "slab_edge_depth"),
)
"""What may be told by an answer of the same name."""


def known_details(answers: Answers, details: Details) -> Details:
    """``details`` with what the answers tell of them; stucco is as siding to Manual J.

    A side of which no glass is told has none, once one is.
    """
    told: dict[str, Any] = {
        name: value for name in ANSWERED if (value := getattr(answers, name)) is not None
    }
    if told.get("siding") == "stucco":
        told["siding"] = "siding"
    if answers.walkout is not None:
        told["walkout"] = answers.walkout == "yes"
    by_side = {side: getattr(answers, f"window_area_{side}") for side in FACES}
    if any(area_ft2 is not None for area_ft2 in by_side.values()):
        told["window_area"] = {side: area_ft2 or 0.0 for side, area_ft2 in by_side.items()}
    if answers.outside_door is not None:
        door_r = OUTSIDE_DOORS.get(answers.outside_door)
        told["door_area"] = DOOR_FT2 if door_r else 0.0
        told["door_r"] = door_r
        told["glass_door"] = answers.outside_door == "glass"
    return replace(details, **told) if told else details
