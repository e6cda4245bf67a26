"""What may be known of a room beyond the plain questions; ``None`` widens the range of its load."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from advisor.engine.answers import Answers


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
    siding: str | None = None  # a key of WALL_LETTERS
    wall_color: str | None = None  # a key of WALL_COLOR
    roof: str | None = None  # a key of ROOFS
    crawl: str | None = None  # vented, sealed
    walkout: bool | None = None
    wall_length: float | None = None  # of outside wall [ft]
    window_area: Mapping[str, float] = field(default_factory=dict)  # by side [ft²]
    inside_shade: float | None = None  # share of the sun that passes, whatever is there
    outside_shade: float | None = None
    door_area: float | None = None  # outside doors [ft²]
    door_r: float | None = None  # [h·ft²·°F/BTU]
    house_width: float | None = None  # short side of the house [ft]
    home_area: float | None = None  # floor of the whole home [ft²]


UNTOLD = Details()

ANSWERED = ("shades", "overhang", "frame", "siding", "wall_color", "roof", "crawl")
"""What may be told by an answer of the same name."""


def known_details(answers: Answers, details: Details) -> Details:
    """``details`` with what the answers tell of them; stucco is as siding to Manual J."""
    told: dict[str, Any] = {
        name: value for name in ANSWERED if (value := getattr(answers, name)) is not None
    }
    if told.get("siding") == "stucco":
        told["siding"] = "siding"
    return replace(details, **told)
