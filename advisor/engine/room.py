"""Answers → the room as a set of faces, glass, air and gains, each with its spread.

A room is a bundle of parameters, each an array over *scenarios*: entry 0 is the likely room, and
every answer that was left open, or that is soft by nature, adds one scenario with its low and one
with its high value (about the 10th and 90th percentile), all else likely. ``load`` evaluates all
scenarios at once and adds the differences in quadrature.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from advisor.engine.answers import Answers
from advisor.engine.constants import ASSUMPTION, MJ8, constant
from advisor.engine.details import UNTOLD, Details, known_details
from advisor.engine.envelope import (
    BESIDE,
    DRAFTS_CLASS,
    GLASS_ROOM_SHARE,
    INSIDE_SHADE,
    INSULATION,
    OUTSIDE_SHADE,
    SCREENS_UNTOLD,
    SLAB_EDGE_DEPTH_FT,
    WINDOW_SHARE,
)
from advisor.engine.glass_tables import EAVE_GAP_FT, SCREENS
from advisor.engine.ground import CRAWL_WALL_U, SOIL_K
from advisor.engine.parameters import (
    FOUR_WALLS,
    Inputs,
    garage_door_of,
    is_detached,
)
from advisor.engine.place import FloatArray
from advisor.engine.roofs import ROOFS, UNTOLD_ROOF
from advisor.engine.room_scenarios import parameters, parameters_at
from advisor.engine.spaces import SPACES, Space
from advisor.engine.spreads import PLAIN, shell_is_told, soft_answers
from advisor.engine.taken_details import taken_details
from advisor.engine.walls import WALL_COLOR

HEATING_INDOOR_F = constant(
    "HEATING_INDOOR_F", 70.0, "°F", source=MJ8, says="indoor temperature in winter, unless given"
)


DEFAULT_WATTS_SHARE = constant(
    "DEFAULT_WATTS_SHARE",
    0.6,
    "×",
    source=ASSUMPTION,
    says="equipment's average over the year relative to its design value, where it was not given",
)


@dataclass(frozen=True, kw_only=True)
class Assumed:
    """A default taken for an open answer: the answer's name, and the value in its own terms."""

    field: str
    value: str | float


@dataclass(frozen=True, kw_only=True)
class Room:
    """Parameters as arrays over scenarios; ``spreads[k]`` names scenarios 2k+1 (low) and 2k+2.

    ``values`` holds, each of shape (scenarios,), what ``parameters`` names: lengths in ft, areas
    in ft², ``*_r`` in h·ft²·°F/BTU, ``*_u`` in BTU/h·ft²·°F, ``slab_f`` in BTU/h·ft·°F, ``ach`` in
    1/h in winter, shades as the share of the sun that passes, indicators 0 or 1 ``above_*``,
    ``below_*``, ``attic_sealed``, ``walkout``, ``crawl_vented``, and shares ``glass_n`` …
    ``glass_nw`` that sum to 1.
    ``expert_shell`` says that no class of insulation stands for the shell.
    """

    space: str
    free_standing: bool
    hold_f: float
    use: str
    mean_watts: float  # of the year; the design value is in ``values``
    expert_shell: bool
    values: dict[str, FloatArray]
    spreads: tuple[str, ...]
    left_open: npt.NDArray[np.bool_]  # which of ``spreads`` is in ``PLAIN`` and has no answer
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


def resolve(answers: Answers, details: Details = UNTOLD) -> ResolvedRoom:
    """The room of ``answers`` with a default for every open answer: one scenario, no spread."""
    return _resolved(answers, known_details(answers, details))


def _resolved(answers: Answers, details: Details) -> ResolvedRoom:
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
    facing = "mixed" if walls >= FOUR_WALLS else "sw"
    facing = answers.facing or facing if details.window_area else defaults.choice("facing", facing)
    shade = defaults.choice("shade", "none")
    inputs = Inputs(
        ceiling_ft=ceiling_ft,
        walls=walls,
        above=above,
        below=below,
        insulation_at=insulation_at,
        leakiness_at=leakiness_at,
        facing=facing,
        people=defaults.number("people", space.people),
        watts=defaults.number("watts", space.watts),
        below_grade_ft=defaults.number("below_grade", space.below_grade_ft)
        if space.below_grade_ft
        else answers.below_grade or 0.0,
        **({"outside_shade": OUTSIDE_SHADE[shade]} | _known_details(details, space)),
    )
    likely = parameters(answers, details, space, inputs)
    if answers.windows is None and answers.window_area is None and not details.window_area:
        defaults.assume("window_area", likely["window_ft2"])
    if answers.glass is None and answers.window_u is None and likely["window_ft2"]:
        defaults.assume("glass", _glass_word(likely["window_u"]))
    garage_door = garage_door_of(answers, insulation_at)
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


def describe(answers: Answers, details: Details = UNTOLD, *, likely_only: bool = False) -> Room:
    """The room of ``answers``: likely parameters, then a low and a high scenario per soft answer,
    or none of these with ``likely_only``, where nobody asks for a range.

    ``details`` is what else is known. Geometry after method section 2.
    """
    details = known_details(answers, details)
    resolved = _resolved(answers, details)
    space, inputs, likely = resolved.space, resolved.inputs, resolved.likely
    soft = [] if likely_only else list(soft_answers(answers, details, space, inputs))
    spreads = tuple(name for name, _low, _high in soft)
    ends = (end for _name, *both in soft for end in both)
    rows = parameters_at(ends, answers, details, space, inputs=inputs, likely=likely)
    return Room(
        space=answers.space,
        free_standing=is_detached(answers, space),
        hold_f=resolved.hold_f,
        use=resolved.use,
        mean_watts=inputs.watts * (DEFAULT_WATTS_SHARE if answers.watts is None else 1.0),
        expert_shell=shell_is_told(answers, inputs.above),
        values=dict(zip(likely, rows.T.copy(), strict=True)),
        spreads=spreads,
        left_open=np.array([name in PLAIN and getattr(answers, name) is None for name in spreads]),
        assumed=_assumed(answers, resolved, spreads),
    )


def assumed_of(answers: Answers) -> tuple[Assumed, ...]:
    """``Room.assumed`` of these answers, without the room."""
    details = known_details(answers, UNTOLD)
    resolved = _resolved(answers, details)
    soft = soft_answers(answers, details, resolved.space, resolved.inputs)
    return _assumed(answers, resolved, tuple(name for name, _low, _high in soft))


def _assumed(
    answers: Answers, resolved: ResolvedRoom, spreads: tuple[str, ...]
) -> tuple[Assumed, ...]:
    taken = taken_details(answers, spreads, resolved.likely)
    return resolved.assumed + tuple(Assumed(field=name, value=value) for name, value in taken)


def _known_details(details: Details, space: Space) -> dict[str, Any]:
    """The part of ``Inputs`` that no plain answer tells: as known, else as usual."""
    attic_base_f, roof_color = ROOFS[details.roof] if details.roof else UNTOLD_ROOF["likely"]
    crawl = details.crawl or "vented"
    inside = INSIDE_SHADE if details.shades is None else 1.0
    known: dict[str, Any] = {
        "frame": details.frame,
        "screens": SCREENS[details.screens] if details.screens else SCREENS_UNTOLD,
        "inside_shade": inside if details.inside_shade is None else details.inside_shade,
        "overhang_ft": details.overhang or 0.0,
        "overhang_gap_ft": EAVE_GAP_FT if details.overhang_gap is None else details.overhang_gap,
        "skylight_ft2": details.skylight_area or 0.0,
        "siding": details.siding or ("block" if space.below_grade_ft else "siding"),
        "wall_color": WALL_COLOR[details.wall_color or "medium"],
        "attic_base_f": attic_base_f,
        "roof_color": roof_color,
        "attic": details.attic or "vented",
        "beside": BESIDE[details.beside or "heated"],
        "soil_k": SOIL_K[details.soil or "moist"],
        "edge_ft": SLAB_EDGE_DEPTH_FT
        if details.slab_edge_depth is None
        else details.slab_edge_depth,
        "door_ft2": details.door_area,
        "house_width_ft": details.house_width,
        "crawl_u": CRAWL_WALL_U[crawl],
        "crawl_vented": float(crawl == "vented"),
        "walkout": float(details.walkout or False),
    }
    if details.outside_shade is not None:
        known |= {"outside_shade": details.outside_shade, "screens": 1.0}
    return known


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
        wall_ft2 = likely["wall_ft"] * likely["ceiling_ft"]
        few = WINDOW_SHARE["few"] * likely["area_ft2"] / wall_ft2
        shares, share = GLASS_ROOM_SHARE | {"few": few}, window_ft2 / wall_ft2
    else:
        shares, share = WINDOW_SHARE, window_ft2 / likely["area_ft2"]
    words = [word for word in shares if word != "none"]
    return min(words, key=lambda word: abs(shares[word] - share))
