"""Answers → the room as a set of faces, glass, air and gains, each with its spread.

A room is a bundle of parameters, each an array over *scenarios*: entry 0 is the likely room, and
every answer that was left open, or that is soft by nature, adds one scenario with its low and one
with its high value (about the 10th and 90th percentile), all else likely. ``load`` evaluates all
scenarios at once and adds the differences in quadrature.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from advisor.engine.answers import Answers
from advisor.engine.constants import ASSUMPTION, MJ8, constant, table
from advisor.engine.place import FloatArray

COOLING_INDOOR_F = constant(
    "COOLING_INDOOR_F",
    75.0,
    "°F",
    source=MJ8,
    says="indoor temperature in summer, at 50% humidity",
)
HEATING_INDOOR_F = constant(
    "HEATING_INDOOR_F", 70.0, "°F", source=MJ8, says="indoor temperature in winter, unless given"
)
PERIMETER_FACTOR = constant(
    "PERIMETER_FACTOR",
    4.2,
    "ft per √ft²",
    source=ASSUMPTION,
    says="perimeter of a room = 4.2 × √area: a rectangle of about 1.5 to 1",
)
DOOR_FT2 = constant("DOOR_FT2", 20.0, "ft²", source=ASSUMPTION, says="a door to the outside")
GARAGE_DOOR_FT2 = constant(
    "GARAGE_DOOR_FT2",
    112.0,
    "ft²",
    source=ASSUMPTION,
    says="a two-car garage door, 16 × 7 ft; never more than a fifth of the floor plus 24 ft²",
)

INSULATION = ("poor", "fair", "average", "good", "very_good")
_ENVELOPE_SOURCE = (
    "our assumption, anchored in Manual J construction tables and IECC 2012-2021 R402.1"
)
WALL_R = table(
    "WALL_R",
    dict(zip(INSULATION, (4.0, 9.0, 12.0, 16.0, 22.0), strict=True)),
    "h·ft²·°F/BTU",
    source=_ENVELOPE_SOURCE,
    says="outside wall, whole assembly, by the insulation answer",
)
CEILING_R = table(
    "CEILING_R",
    dict(zip(INSULATION, (8.0, 18.0, 28.0, 38.0, 49.0), strict=True)),
    "h·ft²·°F/BTU",
    source=_ENVELOPE_SOURCE,
    says="ceiling or roof",
)
FLOOR_R = table(
    "FLOOR_R",
    dict(zip(INSULATION, (4.0, 10.0, 16.0, 22.0, 30.0), strict=True)),
    "h·ft²·°F/BTU",
    source=_ENVELOPE_SOURCE,
    says="framed floor",
)
WINDOW_U = table(
    "WINDOW_U",
    dict(zip(INSULATION, (1.00, 0.65, 0.50, 0.32, 0.25), strict=True)),
    "BTU/h·ft²·°F",
    source=_ENVELOPE_SOURCE,
    says="windows, when the type of glass is not known",
)
SHGC = table(
    "SHGC",
    dict(zip(INSULATION, (0.75, 0.67, 0.60, 0.32, 0.28), strict=True)),
    "share",
    source=_ENVELOPE_SOURCE,
    says="solar heat gain of the windows, when the type of glass is not known",
)
DOOR_R = table(
    "DOOR_R",
    dict(zip(INSULATION, (2.0, 2.0, 3.0, 5.0, 6.0), strict=True)),
    "h·ft²·°F/BTU",
    source=_ENVELOPE_SOURCE,
    says="outside door",
)
GLASS_U = table(
    "GLASS_U",
    {"single": 1.00, "double": 0.55, "low_e": 0.32},
    "BTU/h·ft²·°F",
    source=_ENVELOPE_SOURCE,
    says="windows by the glass answer, frame included",
)
GLASS_SHGC = table(
    "GLASS_SHGC",
    {"single": 0.75, "double": 0.62, "low_e": 0.32},
    "share",
    source=_ENVELOPE_SOURCE,
    says="solar heat gain by the glass answer",
)
GARAGE_DOOR_R = table(
    "GARAGE_DOOR_R",
    {"bare": 1.5, "insulated": 3.0},
    "h·ft²·°F/BTU",
    source=ASSUMPTION,
    says="a garage door that stays",
)
SLAB_F = table(
    "SLAB_F",
    dict(zip(INSULATION, (1.2, 1.2, 1.2, 0.8, 0.6), strict=True)),
    "BTU/h·ft·°F",
    source=MJ8,
    says="edge of a slab on the ground: bare, R-5 edge, R-10 two feet down",
)

AIR_CHANGES = table(
    "AIR_CHANGES",
    dict(zip(INSULATION, (0.80, 0.59, 0.38, 0.26, 0.14), strict=True)),
    "1/h",
    source=f"{MJ8}, table 5A, one story, 1,500-2,000 ft²",
    says="winter air changes of a house, very leaky to very tight",
)
AIR_CHANGES_SMALL = table(
    "AIR_CHANGES_SMALL",
    dict(zip(INSULATION, (1.29, 0.95, 0.61, 0.41, 0.21), strict=True)),
    "1/h",
    source=f"{MJ8}, table 5A, 900 ft² or less",
    says="winter air changes of a small freestanding building",
)
DRAFTS_CLASS = table(
    "DRAFTS_CLASS",
    {"tight": 3.5, "average": 2.0, "drafty": 0.5},
    "place on the scale poor 0 … very good 4",
    source=ASSUMPTION,
    says="the draft answer on the leakiness scale of Manual J",
)
AIR_EXPOSURE = table(
    "AIR_EXPOSURE",
    {0: 0.4, 1: 0.7, 2: 1.0, 3: 1.3, 4: 1.6},
    "×",
    source=ASSUMPTION,
    says="share of the house's air leaks in a room with 0 to 4 outside walls",
)
BASEMENT_AIR_SHARE = constant(
    "BASEMENT_AIR_SHARE",
    0.5,
    "×",
    source=ASSUMPTION,
    says="a room below ground leaks half as much air as one above",
)
SUMMER_AIR_SHARE = constant(
    "SUMMER_AIR_SHARE",
    0.52,
    "×",
    source=f"{MJ8}, table 5A",
    says="summer air changes relative to winter's",
)

DEFAULT_WATTS_SHARE = constant(
    "DEFAULT_WATTS_SHARE",
    0.6,
    "×",
    source=ASSUMPTION,
    says="equipment's average over the year relative to its design value, where it was not given",
)

INSIDE_SHADE = constant(
    "INSIDE_SHADE", 0.70, "×", source=MJ8, says="sun that passes usual blinds or curtains"
)
OUTSIDE_SHADE = table(
    "OUTSIDE_SHADE",
    {"none": 1.0, "partial": 0.7, "full": 0.35},
    "×",
    source=ASSUMPTION,
    says="sun that reaches the glass past trees, awnings, or neighbors",
)
FACING_SHARE = table(
    "FACING_SHARE",
    {0: 1.0, 1: 1.0, 2: 0.75, 3: 0.6, 4: 0.5},
    "share",
    source=ASSUMPTION,
    says="glass on the side that was named, by the number of outside walls",
)
WINDOW_SHARE = table(
    "WINDOW_SHARE",
    {"none": 0.0, "few": 0.08, "average": 0.14, "many": 0.22},
    "of the floor area",
    source=ASSUMPTION,
    says="window area by the windows answer",
)
GLASS_ROOM_SHARE = table(
    "GLASS_ROOM_SHARE",
    {"none": 0.0, "few": 0.3, "average": 0.45, "many": 0.6, "glass_walls": 0.75},
    "of the outside walls",
    source=ASSUMPTION,
    says="window area of a sunroom or porch by the windows answer",
)
GLASS_WALLS_SHARE = constant(
    "GLASS_WALLS_SHARE",
    0.5,
    "of the outside walls",
    source=ASSUMPTION,
    says="glass of an ordinary room with glass walls",
)
MAX_GLASS_SHARE = constant(
    "MAX_GLASS_SHARE", 0.9, "of the outside walls", source=ASSUMPTION, says="most glass in a wall"
)


@dataclass(frozen=True, kw_only=True)
class Space:
    """What is usual for one kind of space, taken where the answer is left open."""

    walls: int
    walls_low: int
    walls_high: int
    above: str
    below: str
    insulation: str
    ceiling_ft: float = 8.0
    window_share: float = 0.14  # of the floor; of the walls where glass_room
    people: int = 1
    watts: float = 60.0
    use: str = "all_day"
    free_standing: bool = False
    outside_door: bool = False
    glass_room: bool = False
    leakier_by: float = 0.0  # classes on the leakiness scale
    below_grade_ft: float = 0.0
    max_ceiling_r: float = 99.0
    fixed: dict[str, float] = field(default_factory=dict)  # what the kind decides, not the answer


SPACES: dict[str, Space] = table(
    "SPACES",
    {
        "bedroom": Space(
            walls=2,
            walls_low=1,
            walls_high=3,
            above="attic",
            below="heated",
            insulation="average",
            window_share=0.12,
            people=2,
            watts=40,
        ),
        "living_room": Space(
            walls=2,
            walls_low=1,
            walls_high=3,
            above="attic",
            below="crawlspace",
            insulation="average",
            window_share=0.15,
            people=2,
            watts=150,
        ),
        "studio": Space(
            walls=2,
            walls_low=1,
            walls_high=3,
            above="heated",
            below="heated",
            insulation="average",
            window_share=0.15,
            people=2,
            watts=350,
            outside_door=True,
        ),
        "office": Space(
            walls=2,
            walls_low=1,
            walls_high=3,
            above="attic",
            below="heated",
            insulation="average",
            window_share=0.12,
            watts=150,
        ),
        "tiny_home": Space(
            walls=4,
            walls_low=4,
            walls_high=4,
            above="roof",
            below="outdoors",
            insulation="good",
            window_share=0.15,
            people=2,
            watts=250,
            free_standing=True,
            outside_door=True,
            max_ceiling_r=30.0,
        ),
        "rv": Space(
            walls=4,
            walls_low=4,
            walls_high=4,
            above="roof",
            below="outdoors",
            insulation="poor",
            ceiling_ft=7.0,
            window_share=0.15,
            people=2,
            watts=200,
            free_standing=True,
            outside_door=True,
            leakier_by=4.0,
            fixed={
                "wall_r": 5.0,
                "ceiling_r": 7.0,
                "floor_r": 5.0,
                "window_u": 1.1,
                "shgc": 0.75,
            },
        ),
        "garage": Space(
            walls=3,
            walls_low=2,
            walls_high=4,
            above="attic",
            below="slab",
            insulation="fair",
            ceiling_ft=9.0,
            window_share=0.03,
            watts=100,
            outside_door=True,
            leakier_by=1.0,
        ),
        "workshop": Space(
            walls=4,
            walls_low=3,
            walls_high=4,
            above="roof",
            below="slab",
            insulation="fair",
            ceiling_ft=9.0,
            window_share=0.06,
            watts=150,
            use="day",
            free_standing=True,
            outside_door=True,
        ),
        "basement": Space(
            walls=4,
            walls_low=2,
            walls_high=4,
            above="heated",
            below="slab",
            insulation="average",
            window_share=0.03,
            people=1,
            watts=100,
            below_grade_ft=7.0,
        ),
        "addition": Space(
            walls=3,
            walls_low=2,
            walls_high=3,
            above="attic",
            below="crawlspace",
            insulation="good",
            window_share=0.15,
            people=1,
            watts=80,
            outside_door=True,
        ),
        "sunroom": Space(
            walls=3,
            walls_low=2,
            walls_high=3,
            above="roof",
            below="slab",
            insulation="average",
            window_share=0.5,
            people=1,
            watts=30,
            use="day",
            outside_door=True,
            glass_room=True,
        ),
        "porch": Space(
            walls=3,
            walls_low=2,
            walls_high=3,
            above="roof",
            below="outdoors",
            insulation="poor",
            window_share=0.55,
            people=1,
            watts=20,
            use="day",
            outside_door=True,
            glass_room=True,
            leakier_by=1.0,
            fixed={"window_u": 1.0, "shgc": 0.75, "floor_r": 2.5},
        ),
    },
    "as named",
    source=ASSUMPTION,
    says="what is typical for each space, used where an answer is left blank",
)

MANY_WALLS = 4  # glass is then taken to face every side
ABOVE = ("attic", "roof")
BELOW = ("slab", "crawlspace", "basement", "garage", "outdoors")
ORIENTATIONS = ("n", "e", "s", "w")
COMPASS: dict[str, tuple[str, ...]] = {
    **{side: (side,) for side in ORIENTATIONS},
    **{corner: tuple(corner) for corner in ("ne", "se", "sw", "nw")},
    "mixed": ORIENTATIONS,
}

# Half-widths that stand for the 10th and 90th percentile of rooms that give the same answer.
SPREADS = table(
    "SPREADS",
    {
        "ceiling open": (-0.5, 1.0),  # ft
        "insulation told": (0.35, -0.35),  # classes
        "insulation open": (1.0, -1.0),
        "drafts told": (0.5, -0.5),  # classes of leakiness
        "drafts open": (1.0, -1.0),
        "windows told": (0.8, 1.25),  # × area
        "windows open": (0.6, 1.5),
        "glass told": (0.9, 1.12),  # × U and solar gain
        "glass open": (0.75, 1.25),
        "shade open": (0.6, 1.0),  # sun that passes
        "curtains": (0.55, 0.85),  # sun that passes
        "people open": (-1.0, 1.0),
        "watts open": (0.4, 2.5),  # ×
        "ground": (0.75, 1.25),  # × loss of a slab's edge
        "method": (0.82, 1.18),  # × the whole load: what is left with every input known
    },
    "as named",
    source="our assumption; the method's own error: 91% of published rooms within 25%",
    says="how far each answer, given or left blank, moves the load down and up",
)


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """The room in resolved answers, before any geometry. Positions count from poor 0 to 4."""

    ceiling_ft: float
    walls: float
    above: str
    below: str
    insulation_at: float
    leakiness_at: float
    window_scale: float = 1.0
    glass_scale: float = 1.0
    ground_scale: float = 1.0
    facing: str
    outside_shade: float
    inside_shade: float = INSIDE_SHADE
    people: float
    watts: float
    below_grade_ft: float


@dataclass(frozen=True, kw_only=True)
class Assumed:
    """A default taken for an open answer: the answer's name, and the value in its own terms."""

    field: str
    value: str | float


@dataclass(frozen=True, kw_only=True)
class Room:
    """Parameters as arrays over scenarios; ``spreads[k]`` names scenarios 2k+1 (low) and 2k+2.

    ``values`` holds, each of shape (scenarios,): ``area_ft2``, ``ceiling_ft``, ``walls``
    (number outside), ``wall_r``, ``ceiling_r``, ``floor_r``, ``door_r``, ``garage_door_r``
    [h·ft²·°F/BTU], ``slab_f`` [BTU/h·ft·°F], ``window_ft2``, ``door_ft2``, ``garage_door_ft2``,
    ``window_u`` [BTU/h·ft²·°F], ``shgc``, ``outside_shade``, ``inside_shade`` [share],
    ``below_grade_ft``, ``ach`` [1/h in winter], ``people``, ``watts``, and indicators 0 or 1
    ``above_*``, ``below_*`` and shares ``glass_n`` … ``glass_w`` that sum to 1.
    """

    space: str
    free_standing: bool
    hold_f: float
    use: str
    mean_watts: float  # of the year; the design value is in ``values``
    values: dict[str, FloatArray]
    spreads: tuple[str, ...]
    assumed: tuple[Assumed, ...]

    def __getitem__(self, name: str) -> FloatArray:
        return self.values[name]

    def likely(self, name: str) -> float:
        return float(self.values[name][0])


@dataclass(frozen=True, kw_only=True)
class ResolvedRoom:
    """The likely room: every answer as given or as assumed, before any scenario.

    ``windows`` is the windows answer, or the word nearest to the area that is taken without one;
    ``likely`` holds the parameters of ``Room.values`` as single numbers.
    """

    space: Space
    inputs: Inputs
    insulation: str
    drafts: str
    windows: str
    shade: str
    garage_door: str
    hold_f: float
    use: str
    likely: dict[str, float]
    assumed: tuple[Assumed, ...]


class _Defaults:
    """Gives each answer, or the default for an open one, and remembers the defaults it gave."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.assumed: list[Assumed] = []

    def choice(self, name: str, default: str) -> str:
        given: str | None = getattr(self.answers, name)
        if given is None:
            self.assume(name, default)
            return default
        return given

    def number(self, name: str, default: float) -> float:
        given: float | None = getattr(self.answers, name)
        if given is None:
            self.assume(name, default)
            return default
        return float(given)

    def assume(self, name: str, value: str | float) -> None:
        self.assumed.append(Assumed(field=name, value=value))


def resolve(answers: Answers) -> ResolvedRoom:
    """The room of ``answers`` with a default for every open answer: one scenario, no spread."""
    space = SPACES[answers.space]
    defaults = _Defaults(answers)
    insulation = defaults.choice("insulation", space.insulation)
    insulation_at = float(INSULATION.index(insulation))
    leakiness_at = max(0.0, insulation_at - space.leakier_by)
    drafts = answers.drafts or _draft_word(leakiness_at)
    if answers.drafts is not None:
        leakiness_at = DRAFTS_CLASS[answers.drafts]
    elif answers.ach is None:
        defaults.assume("drafts", drafts)
    walls = defaults.number("exterior_walls", space.walls)
    ceiling_ft = defaults.number("ceiling", space.ceiling_ft)
    above = defaults.choice("above", space.above)
    below = defaults.choice("below", space.below)
    facing = defaults.choice("facing", "mixed" if walls >= MANY_WALLS else "sw")
    shade = defaults.choice("shade", "none")
    inputs = Inputs(
        ceiling_ft=ceiling_ft,
        walls=walls,
        above=above,
        below=below,
        insulation_at=insulation_at,
        leakiness_at=leakiness_at,
        facing=facing,
        outside_shade=OUTSIDE_SHADE[shade],
        people=defaults.number("people", space.people),
        watts=defaults.number("watts", space.watts),
        below_grade_ft=defaults.number("below_grade", space.below_grade_ft)
        if space.below_grade_ft
        else answers.below_grade or 0.0,
    )
    likely = _parameters(answers, space, inputs)
    if answers.windows is None and answers.window_area is None:
        defaults.assume("window_area", likely["window_ft2"])
    if answers.glass is None and answers.window_u is None and likely["window_ft2"]:
        defaults.assume("glass", _glass_word(likely["window_u"]))
    garage_door = _garage_door(answers, insulation_at)
    if answers.garage_door is None and likely["garage_door_ft2"]:
        defaults.assume("garage_door", garage_door)
    return ResolvedRoom(
        space=space,
        inputs=inputs,
        insulation=insulation,
        drafts=drafts,
        windows=answers.windows or _windows_word(space, likely),
        shade=shade,
        garage_door=garage_door,
        hold_f=defaults.number("hold", HEATING_INDOOR_F),
        use=defaults.choice("use", space.use),
        likely=likely,
        assumed=tuple(defaults.assumed),
    )


def describe(answers: Answers) -> Room:
    """The room of ``answers``: likely parameters, then a low and a high scenario per soft answer.

    Sources: the tables of this module; geometry after method section 2.
    """
    resolved = resolve(answers)
    space, inputs, likely = resolved.space, resolved.inputs, resolved.likely
    spreads = list(_spreads(answers, space, inputs))
    rows = [likely]
    for _name, low, high in spreads:
        rows += [_parameters(answers, space, low), _parameters(answers, space, high)]
    return Room(
        space=answers.space,
        free_standing=_is_detached(answers, space),
        hold_f=resolved.hold_f,
        use=resolved.use,
        mean_watts=inputs.watts * (DEFAULT_WATTS_SHARE if answers.watts is None else 1.0),
        values={name: np.array([row[name] for row in rows]) for name in likely},
        spreads=tuple(name for name, _low, _high in spreads),
        assumed=resolved.assumed,
    )


# Answer, parameter that it moves, spread when told (None: exact) and when left open, factor or sum.
SOFT = (
    ("ceiling", "ceiling_ft", None, "ceiling open", "sum"),
    ("insulation", "insulation_at", "insulation told", "insulation open", "sum"),
    ("drafts", "leakiness_at", "drafts told", "drafts open", "sum"),
    ("windows", "window_scale", "windows told", "windows open", "factor"),
    ("glass", "glass_scale", "glass told", "glass open", "factor"),
    ("people", "people", None, "people open", "sum"),
    ("watts", "watts", None, "watts open", "factor"),
)
# An expert's answer that makes the plain one exact.
EXACT_BY = {"drafts": ("ach",), "windows": ("window_area",), "glass": ("window_u", "shgc")}


def _spreads(
    answers: Answers, space: Space, likely: Inputs
) -> Iterator[tuple[str, Inputs, Inputs]]:
    """Each soft answer with the inputs at its low and its high end, all else likely."""

    def both(attribute: str, low: float | str, high: float | str) -> tuple[Inputs, Inputs]:
        lower: dict[str, Any] = {attribute: low}
        upper: dict[str, Any] = {attribute: high}
        return replace(likely, **lower), replace(likely, **upper)

    for name, attribute, told, left_open, how in SOFT:
        spread = _spread_of(answers, name, told=told, left_open=left_open)
        if spread is None:
            continue
        value = getattr(likely, attribute)
        low, high = (
            max(0.0, value * end if how == "factor" else value + end) for end in SPREADS[spread]
        )
        yield name, *both(attribute, low, high)
    ends: dict[str, tuple[str, float | str, float | str]] = {
        "exterior_walls": ("walls", space.walls_low, space.walls_high),
        "above": ("above", "heated", "attic"),
        "below": ("below", "heated", "crawlspace"),
        "facing": ("facing", "n", "w"),
        "shade": ("outside_shade", *SPREADS["shade open"]),
    }
    for name, (attribute, first, last) in ends.items():
        if getattr(answers, name) is None:
            yield name, *both(attribute, first, last)
    yield "curtains", *both("inside_shade", *SPREADS["curtains"])
    if likely.below == "slab":
        yield "ground", *both("ground_scale", *SPREADS["ground"])


def _spread_of(answers: Answers, name: str, *, told: str | None, left_open: str) -> str | None:
    """Which of ``SPREADS`` an answer has; ``None`` where it is exact."""
    exact_by = [getattr(answers, expert) is not None for expert in EXACT_BY.get(name, ())]
    if exact_by and all(exact_by):
        return None
    return left_open if getattr(answers, name) is None else told


def _parameters(answers: Answers, space: Space, inputs: Inputs) -> dict[str, float]:
    """Geometry and properties of one scenario; an expert's answer comes before any default."""
    area_ft2 = answers.area
    wall_ft2 = PERIMETER_FACTOR * area_ft2**0.5 * inputs.walls / 4 * inputs.ceiling_ft
    garage_door = _garage_door(answers, inputs.insulation_at)
    garage_door_ft2 = (
        min(GARAGE_DOOR_FT2, 0.2 * area_ft2 + 24, wall_ft2 / 2)
        if garage_door in GARAGE_DOOR_R
        else 0.0
    )
    door_ft2 = DOOR_FT2 if space.outside_door and inputs.walls else 0.0
    room_for_glass_ft2 = max(0.0, MAX_GLASS_SHARE * wall_ft2 - door_ft2 - garage_door_ft2)
    stands_alone = _is_detached(answers, space)
    air_changes = AIR_CHANGES_SMALL if stands_alone else AIR_CHANGES
    ach = _between(air_changes, inputs.leakiness_at) * (
        1.0 if stands_alone else float(np.interp(inputs.walls, *_AIR_EXPOSURE_CURVE))
    )
    buried = min(1.0, inputs.below_grade_ft / inputs.ceiling_ft)
    ach *= 1 - (1 - BASEMENT_AIR_SHARE) * buried
    u, shgc = _glass(answers, space, inputs)
    return {
        "area_ft2": area_ft2,
        "ceiling_ft": inputs.ceiling_ft,
        "walls": inputs.walls,
        "wall_r": answers.wall_r
        or space.fixed.get("wall_r")
        or _between(WALL_R, inputs.insulation_at),
        "ceiling_r": answers.ceiling_r
        or space.fixed.get("ceiling_r")
        or min(space.max_ceiling_r, _between(CEILING_R, inputs.insulation_at)),
        "floor_r": answers.floor_r
        or space.fixed.get("floor_r")
        or _between(FLOOR_R, inputs.insulation_at),
        "slab_f": inputs.ground_scale * _slab_f(answers, inputs),
        "window_ft2": min(_window_ft2(answers, space, wall_ft2, inputs), room_for_glass_ft2),
        "window_u": u,
        "shgc": shgc,
        "door_ft2": door_ft2,
        "door_r": _between(DOOR_R, inputs.insulation_at),
        "garage_door_ft2": garage_door_ft2,
        "garage_door_r": GARAGE_DOOR_R.get(garage_door, 1.0),
        "below_grade_ft": min(inputs.below_grade_ft, inputs.ceiling_ft),
        "outside_shade": inputs.outside_shade,
        "inside_shade": inputs.inside_shade,
        "ach": answers.ach if answers.ach is not None else ach,
        "people": inputs.people,
        "watts": inputs.watts,
        **{f"above_{key}": float(inputs.above == key) for key in ABOVE},
        **{f"below_{key}": float(inputs.below == key) for key in BELOW},
        **_orientation(inputs.facing, inputs.walls),
    }


_AIR_EXPOSURE_CURVE = (list(AIR_EXPOSURE), list(AIR_EXPOSURE.values()))


def _between(by_class: dict[str, float], position: float) -> float:
    """The value at a place on the scale poor 0 … very good 4, geometric between the classes."""
    values = list(by_class.values())
    low = min(max(int(position), 0), len(values) - 2)
    share = min(max(position - low, 0.0), 1.0)
    return float(values[low] * (values[low + 1] / values[low]) ** share)


def _is_detached(answers: Answers, space: Space) -> bool:
    return space.free_standing and answers.area <= 900


def _garage_door(answers: Answers, insulation_at: float) -> str:
    if answers.garage_door is not None:
        return answers.garage_door
    if answers.space != "garage":
        return "none"
    return "insulated" if insulation_at >= INSULATION.index("good") else "bare"


def _window_ft2(answers: Answers, space: Space, wall_ft2: float, inputs: Inputs) -> float:
    if answers.window_area is not None:
        return answers.window_area
    if space.glass_room:
        share = GLASS_ROOM_SHARE[answers.windows] if answers.windows else space.window_share
        return share * wall_ft2 * inputs.window_scale
    if answers.windows == "glass_walls":
        return GLASS_WALLS_SHARE * wall_ft2 * inputs.window_scale
    share = WINDOW_SHARE[answers.windows] if answers.windows else space.window_share
    return share * answers.area * inputs.window_scale


def _glass(answers: Answers, space: Space, inputs: Inputs) -> tuple[float, float]:
    """U and solar gain of the windows: the expert's, the glass answer's, or the era's."""
    if answers.glass is not None:
        u, shgc = GLASS_U[answers.glass], GLASS_SHGC[answers.glass]
    else:
        u = space.fixed.get("window_u") or _between(WINDOW_U, inputs.insulation_at)
        shgc = space.fixed.get("shgc") or _between(SHGC, inputs.insulation_at)
    return (
        answers.window_u or u * inputs.glass_scale,
        answers.shgc or min(0.9, shgc * inputs.glass_scale),
    )


def _slab_f(answers: Answers, inputs: Inputs) -> float:
    """Edge factor of the slab; a floor R that was given picks the nearest row of the table."""
    if answers.floor_r is not None:
        row = "very_good" if answers.floor_r >= 10 else "good" if answers.floor_r >= 5 else "poor"
        return SLAB_F[row]
    return _between(SLAB_F, inputs.insulation_at)


def _orientation(facing: str, walls: float) -> dict[str, float]:
    """Share of the glass on each side: the named side takes most, the rest is spread evenly."""
    sides = COMPASS[facing]
    named = 1.0 if facing == "mixed" else FACING_SHARE[round(walls)]
    return {
        f"glass_{side}": (named / len(sides) if side in sides else 0.0)
        + (1.0 - named) / len(ORIENTATIONS)
        for side in ORIENTATIONS
    }


def _draft_word(leakiness_at: float) -> str:
    return "tight" if leakiness_at >= 3 else "average" if leakiness_at >= 1.5 else "drafty"


def _glass_word(u: float) -> str:
    return "low_e" if u <= 0.40 else "double" if u <= 0.75 else "single"


def _windows_word(space: Space, likely: dict[str, float]) -> str:
    """The windows answer whose area is nearest to that of the likely room."""
    window_ft2 = likely["window_ft2"]
    if window_ft2 <= 0:
        return "none"
    if space.glass_room:
        wall_ft2 = PERIMETER_FACTOR * likely["area_ft2"] ** 0.5 * likely["walls"] / 4
        shares, share = GLASS_ROOM_SHARE, window_ft2 / (wall_ft2 * likely["ceiling_ft"])
    else:
        shares, share = WINDOW_SHARE, window_ft2 / likely["area_ft2"]
    words = [word for word in shares if word != "none"]
    return min(words, key=lambda word: abs(shares[word] - share))
