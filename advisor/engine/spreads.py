"""How far each answer, given or left open, may move the load: the ends of every soft answer."""

from collections.abc import Iterator
from typing import Any

from advisor.engine.answers import Answers
from advisor.engine.constants import table
from advisor.engine.details import Details
from advisor.engine.envelope import DOOR_FT2, SLAB_INSULATION_R
from advisor.engine.ground import CRAWL_WALL_U
from advisor.engine.parameters import (
    FOUR_WALLS,
    Inputs,
    is_detached,
    slab_edge_r,
    told_slab_edge_r,
)
from advisor.engine.roofs import UNTOLD_ROOF
from advisor.engine.spaces import Space

# Half-widths that stand for the 10th and 90th percentile of rooms that give the same answer.
SPREADS = table(
    "SPREADS",
    {
        "ceiling open": (-0.5, 1.0),  # ft
        "wall length": (0.84, 1.16),  # × length of the outside walls
        "insulation told": (0.35, -0.35),  # classes
        "insulation open": (1.0, -1.0),
        "drafts told": (0.5, -0.5),  # classes of leakiness
        "drafts open": (1.0, -1.0),
        "air to rooms": (0.82, 1.52),  # × AIR_EXPOSURE, the room's share of the house's leaks
        "air, home told": (0.75, 1.3),  # × the share by outside wall and floor area
        "windows told": (0.8, 1.25),  # × area
        "windows open": (0.3, 1.5),
        "glass told": (0.95, 1.05),  # × U and solar gain, the frame told too
        "glass open": (0.65, 1.3),
        "shade open": (0.6, 1.0),  # sun that passes
        "shades told": (0.92, 1.08),  # × sun that passes
        "shades open": (0.52, 1.0),  # sun that passes
        "screens open": (0.64, 1.0),  # sun that passes
        "overhang open": (1.5, 0.0),  # ft
        "overhang gap open": (0.5, 2.0),  # ft
        "skylight open": (0.0, 16.0),  # ft², below an attic or a roof where windows are many
        "skylight glass open": (0.7, 1.4),  # × U and solar gain
        "wall color open": (0.65, 1.0),  # × the sun on a wall
        "door open": (0.0, DOOR_FT2),  # ft², where a door to the outside is likely
        "beside open": (0.0, 0.15),  # inside walls without a heated room behind them
        "people open": (-2.0, 1.0),
        "watts open": (0.0, 2.5),  # ×
        "soil open": (0.4, 0.8),  # BTU/h·ft·°F
        "slab edge depth open": (0.0, 4.0),  # ft
        "house width open": (20.0, 36.0),  # ft
        "below grade open": (8.0, 3.0),  # ft
    },
    "as named",
    source="our assumption after 44 rooms of several houses, see SPREADS of the method",
    says="how far each answer, given or left blank, moves the load down and up",
)
METHOD_ERROR = table(
    "METHOD_ERROR",
    {
        "heating": (0.70, 1.40),
        "heating, shell told by an expert": (0.82, 1.20),
        "cooling": (0.70, 1.40),
        "cooling, shell told by an expert": (0.75, 1.35),
    },
    "× the whole load",
    source="our assumption, from 44 published and computed Manual J rooms",
    says="what is left with every answer given: houses are not built as the answers say",
)
PLAIN_SPREAD = table(
    "PLAIN_SPREAD",
    {
        "heating, told": (1.5, 1.5),
        "heating, open": (1.3, 1.0),
        "cooling, told": (1.0, 1.0),
        "cooling, open": (2.5, 1.0),
    },
    "× the spread of each answer, down and up, the shell not told by an expert",
    source="our assumption, from 44 published and computed Manual J rooms",
    says="rooms differ by so much more than SPREADS says, where an answer is given or left open:"
    " a room of which nothing is told may be a hall without people, windows or equipment",
)

# Answer, parameter that it moves, spread when told (None: exact) and when left open, factor or sum.
SOFT = (
    ("ceiling", "ceiling_ft", None, "ceiling open", "sum"),
    ("insulation", "insulation_at", "insulation told", "insulation open", "sum"),
    ("drafts", "leakiness_at", "drafts told", "drafts open", "sum"),
    ("windows", "window_scale", "windows told", "windows open", "factor"),
    ("people", "people", None, "people open", "sum"),
    ("watts", "watts", None, "watts open", "factor"),
)
_AROUND = ("exterior_walls", "above", "below", "facing", "shade", "glass", "below_grade")
PLAIN = frozenset({*_AROUND, *(row[0] for row in SOFT)})
"""Plain questions: a room without these answers may be of any kind (``PLAIN_SPREAD``)."""

# An expert's answer that makes the plain one exact.
EXACT_BY = {"drafts": ("ach",), "glass": ("window_u", "shgc")}
MANY_WINDOWS = ("many", "glass_walls")

Ends = dict[str, tuple[dict[str, Any], dict[str, Any]]]


def soft_answers(
    answers: Answers, details: Details, space: Space, likely: Inputs
) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each soft answer with the inputs that differ at its two ends, all else likely."""
    for name, attribute, told, left_open, how in SOFT:
        spread = _spread_of(answers, name, told=told, left_open=left_open)
        measured = details.window_area or answers.window_area is not None
        if spread is None or (name == "windows" and measured):
            continue
        value = getattr(likely, attribute)
        low, high = (
            max(0.0, value * end if how == "factor" else value + end) for end in SPREADS[spread]
        )
        yield name, {attribute: low}, {attribute: high}
    for ends in (
        _around(answers, details, space, likely),
        _glass(answers, details),
        _eaves_and_skylight(answers, details, likely),
        _shell(answers, details, space, likely),
        _roof(details, likely),
        _ground(answers, details, likely),
    ):
        for name, (low_end, high_end) in ends.items():
            yield name, low_end, high_end


def shell_is_told(answers: Answers, above: str) -> bool:
    """Whether an expert gave the R-values and the glass, so that no class stands for them."""
    ceiling = above == "heated" or answers.ceiling_r is not None
    glass = answers.window_area == 0 or answers.window_u is not None
    return answers.wall_r is not None and ceiling and glass


def _of(attribute: str, ends: tuple[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    return {attribute: ends[0]}, {attribute: ends[1]}


def _spread_of(answers: Answers, name: str, *, told: str | None, left_open: str) -> str | None:
    """Which of ``SPREADS`` an answer has; ``None`` where it is exact."""
    exact_by = [getattr(answers, expert) is not None for expert in EXACT_BY.get(name, ())]
    if exact_by and all(exact_by):
        return None
    return left_open if getattr(answers, name) is None else told


def _around(answers: Answers, details: Details, space: Space, likely: Inputs) -> Ends:
    """What lies around the room, where it was left open."""
    ends: Ends = {
        "exterior_walls": _of("walls", (space.walls_low, space.walls_high)),
        "above": _of("above", ("heated", "attic")),
        "below": _of("below", ("heated", "crawlspace")),
        "facing": _of("facing", ("n", "w")),
        "shade": _of("outside_shade", SPREADS["shade open"]),
    }
    ends = {name: pair for name, pair in ends.items() if getattr(answers, name) is None}
    if details.window_area:
        ends.pop("facing", None)
    if details.beside is None and likely.walls < FOUR_WALLS and not likely.below_grade_ft:
        ends["beside"] = _of("beside", SPREADS["beside open"])
    return ends


def _glass(answers: Answers, details: Details) -> Ends:
    ends: Ends = {}
    if details.inside_shade is None:
        told = details.shades is not None
        if details.shades != "none":
            spread = SPREADS["shades told" if told else "shades open"]
            ends["shades"] = _of("inside_shade", spread)
    if details.screens is None and details.outside_shade is None:
        ends["screens"] = _of("screens", SPREADS["screens open"])
    if answers.window_u is None or answers.shgc is None:
        if answers.glass is None:
            ends["glass"] = _of("glass_scale", SPREADS["glass open"])
        elif details.frame is None:
            ends["frame"] = _of("frame", ("wood", "metal"))
        else:
            ends["glass"] = _of("glass_scale", SPREADS["glass told"])
    return ends


def _eaves_and_skylight(answers: Answers, details: Details, likely: Inputs) -> Ends:
    ends: Ends = {}
    if details.overhang is None:
        ends["overhang"] = _of("overhang_ft", SPREADS["overhang open"])
    elif details.overhang and details.overhang_gap is None:
        ends["overhang_gap"] = _of("overhang_gap_ft", SPREADS["overhang gap open"])
    many = answers.windows in MANY_WINDOWS and likely.above != "heated"
    if details.skylight_area is None and many:
        ends["skylight_area"] = _of("skylight_ft2", SPREADS["skylight open"])
    if likely.skylight_ft2 and (details.skylight_u is None or details.skylight_shgc is None):
        name = "skylight_u" if details.skylight_u is None else "skylight_shgc"
        ends[name] = _of("skylight_scale", SPREADS["skylight glass open"])
    return ends


def _shell(answers: Answers, details: Details, space: Space, likely: Inputs) -> Ends:
    ends: Ends = {}
    if details.wall_length is None:
        ends["wall_length"] = _of("wall_scale", SPREADS["wall length"])
    if answers.ach is None and not is_detached(answers, space):
        known = "air, home told" if details.home_area else "air to rooms"
        ends["ach"] = _of("air_scale", SPREADS[known])
    at_ground = likely.below != "heated" and not likely.below_grade_ft
    if details.door_area is None and (space.outside_door or at_ground):
        ends["outside_door"] = _of("door_ft2", SPREADS["door open"])
    if details.siding is None and likely.siding == "siding":
        ends["siding"] = _of("siding", ("brick", "siding"))
    if details.wall_color is None:
        ends["wall_color"] = _of("wall_color", SPREADS["wall color open"])
    return ends


def _roof(details: Details, likely: Inputs) -> Ends:
    ends: Ends = {}
    if details.attic is None and likely.above == "attic":
        ends["attic"] = _of("attic", ("barrier", "vented"))
    if details.roof is None and likely.above != "heated":
        (low_f, low), (high_f, high) = UNTOLD_ROOF["low"], UNTOLD_ROOF["high"]
        ends["roof"] = (
            {"attic_base_f": low_f, "roof_color": low},
            {"attic_base_f": high_f, "roof_color": high},
        )
    return ends


def _ground(answers: Answers, details: Details, likely: Inputs) -> Ends:
    ends: Ends = {}
    if likely.below == "slab":
        if told_slab_edge_r(answers, details) is None:
            low_r = max(SLAB_INSULATION_R["good"], slab_edge_r(answers, details, likely))
            ends["slab_edge_r"] = _of("edge_r", (low_r, SLAB_INSULATION_R["poor"]))
        elif details.slab_edge_r and details.slab_edge_depth is None:
            ends["slab_edge_depth"] = _of("edge_ft", SPREADS["slab edge depth open"])
        if details.soil is None:
            ends["soil"] = _of("soil_k", SPREADS["soil open"])
    if likely.below == "crawlspace" and details.crawl is None:
        ends["crawl"] = (
            {"crawl_u": CRAWL_WALL_U["insulated"], "crawl_vented": 0.0},
            {"crawl_u": CRAWL_WALL_U["bare"], "crawl_vented": 1.0},
        )
    return ends | _basement(answers, details, likely)


def _basement(answers: Answers, details: Details, likely: Inputs) -> Ends:
    ends: Ends = {}
    if answers.space != "basement":
        return ends
    if answers.below_grade is None:
        ends["below_grade"] = _of("below_grade_ft", SPREADS["below grade open"])
        if details.walkout is None:
            ends["walkout"] = _of("walkout", (0.0, 1.0))
    if details.house_width is None and likely.walls < FOUR_WALLS:
        ends["house_width"] = _of("house_width_ft", SPREADS["house width open"])
    return ends
