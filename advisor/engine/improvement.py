"""Work on the room that comes before a unit: what it saves, and what it costs.

In winter on a leaky room or on one of glass; in summer on the sun and on a hot door or ceiling.
"""

from dataclasses import dataclass

from advisor.engine.answers import Answers
from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.envelope import (
    GARAGE_DOOR_R,
    GLASS_SHGC,
    GLASS_U,
    OUTSIDE_SHADE,
    SLAB_EDGE_DEPTH_FT,
)
from advisor.engine.ground import slab_edge_f
from advisor.engine.job_prices import JOB_PRICES
from advisor.engine.load import likely_loads
from advisor.engine.records import changed
from advisor.engine.room import describe
from advisor.engine.spaces import SPACES
from advisor.engine.study import Study

LEAKY_ROOM = constant(
    "LEAKY_ROOM",
    0.32,
    "BTU/h·ft²·°F",
    source=ASSUMPTION,
    says="heat loss per floor area and degree above which the room comes before the unit",
)
WORTH_IMPROVING = constant(
    "WORTH_IMPROVING",
    0.20,
    "share",
    source=ASSUMPTION,
    says="smallest cut in the heating load that makes a step worth naming",
)
REAL_WINTER_HDD = constant(
    "REAL_WINTER_HDD", 2000.0, "°F·d", source=ASSUMPTION, says="degree days of a heating climate"
)

GLASS_FIRST = table(
    "GLASS_FIRST",
    {"any room": 100.0, "room of glass": 60.0, "glass of the floor": 0.25},
    "BTU/h·ft²; share",
    source=ASSUMPTION,
    says="heating load per floor area above which no unit is the answer to the cold: of any room,"
    " and of one with more glass than this share of its floor",
)
SUNNY_GLASS = constant(
    "SUNNY_GLASS",
    0.25,
    "share of the sensible cooling load",
    source=ASSUMPTION,
    says="sun and heat through glass on the sunny sides above which shade is worth naming",
)
WORTH_SHADING = constant(
    "WORTH_SHADING",
    0.15,
    "share",
    source=ASSUMPTION,
    says="smallest cut in the sensible cooling load that makes work on the room worth naming",
)
MUCH_GLASS_HEAT = constant(
    "MUCH_GLASS_HEAT",
    0.25,
    "share of the heating load",
    source=ASSUMPTION,
    says="heat lost through single-pane glass above which better glass is one of the steps",
)
COLD_COUNTS = constant(
    "COLD_COUNTS",
    0.15,
    "share of the year's heat and cold",
    source=ASSUMPTION,
    says="cooling below this is not worth work on the room",
)
SINGLE_PANE_U = 0.75
WINDOW_FT2 = constant(
    "WINDOW_FT2", 15.0, "ft²", source=ASSUMPTION, says="glass of one window, for counting shades"
)

# Line it works on, remaining share of that line, cost in $ low and high per ft² or at once.
STEPS: dict[str, tuple[str, float, tuple[float, float], str]] = table(
    "STEPS",
    {
        "film": ("windows", 0.65, JOB_PRICES["film"].dollars, "once"),
        "caulk": ("air", 0.70, JOB_PRICES["caulk"].dollars, "once"),
        "glass": ("windows", 0.32, (12.0, 60.0), "per ft² of glass"),
        "air_sealing": ("air", 0.50, JOB_PRICES["air_sealing"].dollars, "once"),
        "garage_door": ("garage_door", 0.50, JOB_PRICES["garage_door"].dollars, "once"),
        "slab_edge": ("floor", 0.35, (6.0, 14.0), "per ft of edge"),
        "roof": ("roof", 0.26, (1.2, 2.8), "per ft² of floor"),
        "floor": ("floor", 0.40, (1.2, 2.8), "per ft² of floor"),
        "walls": ("walls", 0.35, (2.0, 4.5), "per ft² of wall"),
        "shade": ("sun", 0.35, JOB_PRICES["outside_shade"].dollars, "per window"),
    },
    "line, share that is left, $ low and high",
    source=ASSUMPTION,
    says="steps on the room itself; what is left goes by the answer's class, see the code",
)
OPEN_STUDS = ("garage", "workshop")
OPEN_STUDS_SHARE = constant(
    "OPEN_STUDS_SHARE",
    0.45,
    "×",
    source=ASSUMPTION,
    says="cost of insulating walls whose studs are open",
)
RENTER_STEPS = ("film", "caulk")
OWNER_STEPS = ("air_sealing", "garage_door", "roof", "floor", "walls", "slab_edge", "glass")
RENTER_SUMMER_STEPS = ("shade",)
OWNER_SUMMER_STEPS = ("shade", "garage_door", "roof")
SLAB_EDGE_R = 10.0
LEAST_STEP = constant(
    "LEAST_STEP",
    0.04,
    "share of the load",
    source=ASSUMPTION,
    says="smallest saving of a step that is shown",
)


@dataclass(frozen=True, kw_only=True)
class RoomWork:
    """One improvement of the room. [BTU/h at the design temperature, $]"""

    code: str
    saves_btu_h: float
    cost_low: float
    cost_high: float


@dataclass(frozen=True, kw_only=True)
class Improvement:
    """The steps that come before a unit, and the load that they leave."""

    load: str  # that it works on: heating or cooling
    steps: tuple[RoomWork, ...]
    left_btu_h: float  # of that load
    share: float  # that it takes off: of the heating load, or of the sensible cooling
    cost_low: float
    cost_high: float
    answers: Answers  # the improved room, for a second run

    @property
    def cost_typical(self) -> float:
        return (self.cost_low + self.cost_high) / 2


def glass_first(study: Study) -> bool:
    """Whether heat is wanted of a room that loses so much that no unit is the answer."""
    lost, most = loss_and_most_btu_h_ft2(study)
    return study.heating_wanted and not study.heat_included and lost > most


def loss_and_most_btu_h_ft2(study: Study) -> tuple[float, float]:
    """The heating load per floor area, and the most at which a unit may be the only heat."""
    area = study.answers.area
    glazed = study.room.likely("window_ft2") / area > GLASS_FIRST["glass of the floor"]
    most = GLASS_FIRST["room of glass" if glazed else "any room"]
    return study.loads.heating.likely / area, most


def improvement(study: Study) -> Improvement | None:
    """Work that makes the room need a good deal less: of heat first, else of cooling."""
    return _winter_work(study) or _summer_work(study)


def _winter_work(study: Study) -> Improvement | None:
    """Steps on a leaky room that save at least a fifth of its heating load, cheapest heat first;
    on a room that glass decides, what saves most comes first."""
    place, loads_, glazed = study.place, study.loads, glass_first(study)
    likely = loads_.heating.likely
    degrees = max(1.0, study.room.hold_f - place.heating_design_f)
    leaky = likely / study.answers.area / degrees >= LEAKY_ROOM
    if not study.heating_wanted or not (glazed or (leaky and place.hdd65 >= REAL_WINTER_HDD)):
        return None
    codes = RENTER_STEPS if study.answers.tenure == "rent" else OWNER_STEPS
    scale = likely / max(loads_.calculated_heating.likely, 1.0)
    steps = _steps(study, codes, loads_.heating_lines, scale)
    steps = [step for step in steps if step.saves_btu_h >= LEAST_STEP * likely]
    steps.sort(
        key=lambda step: -step.saves_btu_h if glazed else step.cost_low / max(step.saves_btu_h, 1.0)
    )
    if not steps:
        return None
    answers = _improved(study, {step.code for step in steps})
    better = likely_loads(describe(answers, likely_only=True), place).heating_btu_h
    # With the user's own load, our steps save their share of it.
    left = likely * min(1.0, better / max(loads_.calculated_heating.likely, 1.0))
    share = 1 - left / likely
    if share < WORTH_IMPROVING and not glazed:
        return None
    # What the bill said of the room before the work still holds for what the work leaves.
    own = left if loads_.heating_scale != 1 else None
    return _improvement("heating", steps, left, share, changed(answers, heating_load=own))


def _summer_work(study: Study) -> Improvement | None:
    """Shade on the sunny glass, a garage door, the ceiling: what cuts the sensible cooling by
    ``WORTH_SHADING``, cheapest first."""
    loads_ = study.loads
    calculated = loads_.sensible_btu_h / (loads_.cooling_scale or 1.0)
    counts = study.heat_share <= 1 - COLD_COUNTS
    if not study.cooling_wanted or not counts or calculated <= 0:
        return None
    renter = study.answers.tenure == "rent"
    lines = _summer_lines(study, calculated)
    codes = RENTER_SUMMER_STEPS if renter else OWNER_SUMMER_STEPS
    steps = [
        step
        for step in _steps(study, codes, lines, loads_.cooling_scale)
        if step.saves_btu_h >= LEAST_STEP * loads_.sensible_btu_h
    ]
    steps.sort(key=lambda step: step.cost_low / step.saves_btu_h)
    if sum(step.saves_btu_h for step in steps) < WORTH_SHADING * loads_.sensible_btu_h:
        return None
    answers = _improved(study, {step.code for step in steps})
    better = likely_loads(describe(answers, likely_only=True), study.place)
    share = 1 - better.sensible_btu_h / calculated
    if share < WORTH_SHADING:
        return None
    left = better.cooling_btu_h * loads_.cooling_scale
    own = left if loads_.cooling_scale != 1 else None
    return _improvement("cooling", steps, left, share, changed(answers, cooling_load=own))


def _summer_lines(study: Study, sensible_btu_h: float) -> dict[str, float]:
    """Cooling lines that a step can work on; all glass but the north's as one, where it counts."""
    lines = study.loads.cooling_lines
    sun = sum(
        value
        for name, value in lines.items()
        if name.startswith("windows_") and name != "windows_north"
    )
    space = SPACES[study.answers.space]
    thin = space.glass_room or "ceiling_r" in space.fixed  # no room for insulation
    roof = 0.0 if thin else lines.get("roof", 0.0)
    return {
        "sun": sun if sun >= SUNNY_GLASS * sensible_btu_h else 0.0,
        "garage_door": lines.get("garage_door", 0.0),
        "roof": roof,
    }


def _improvement(
    load: str, steps: list[RoomWork], left: float, share: float, answers: Answers
) -> Improvement:
    return Improvement(
        load=load,
        steps=tuple(steps),
        left_btu_h=left,
        share=share,
        cost_low=sum(step.cost_low for step in steps),
        cost_high=sum(step.cost_high for step in steps),
        answers=answers,
    )


def _steps(
    study: Study, codes: tuple[str, ...], lines: dict[str, float], scale: float
) -> list[RoomWork]:
    """What each step would save of our own ``lines``, one by one; ``scale`` brings them to the
    user's own load."""
    amounts = _amounts(study)
    windows = sum(value for name, value in lines.items() if name.startswith("windows"))
    total = sum(lines.values())
    steps = []
    for code in codes:
        line, _left, (low, high), per = STEPS[code]
        loss = windows if line == "windows" else lines.get(line, 0.0)
        if not _applies(study, code, share=loss / max(total, 1.0)):
            continue
        if line == "walls" and study.answers.space in OPEN_STUDS:
            low, high = low * OPEN_STUDS_SHARE, high * OPEN_STUDS_SHARE
        steps.append(
            RoomWork(
                code=code,
                saves_btu_h=scale * loss * (1 - _left_of(study, code)),
                cost_low=low * amounts[per],
                cost_high=high * amounts[per],
            )
        )
    return steps


def _amounts(study: Study) -> dict[str, float]:
    """How much of each unit of price the room has."""
    room = study.room
    perimeter_ft, window_ft2 = room.likely("wall_ft"), room.likely("window_ft2")
    return {
        "once": 1.0,
        "per ft² of floor": study.answers.area,
        "per ft² of wall": perimeter_ft * room.likely("ceiling_ft"),
        "per ft of edge": perimeter_ft,
        "per ft² of glass": window_ft2,
        "per window": max(1.0, round(window_ft2 / WINDOW_FT2)),
    }


def _applies(study: Study, code: str, *, share: float) -> bool:
    """Whether a step makes sense here; ``share`` is its line's part of the load."""
    room = study.room
    if code in {"slab_edge", "floor"}:
        return (room.likely("below_slab") > 0) == (code == "slab_edge")
    if code == "garage_door":
        return room.likely("garage_door_r") < GARAGE_DOOR_R["insulated"]
    if code == "glass":
        single = room.likely("window_u") > SINGLE_PANE_U and share >= MUCH_GLASS_HEAT
        return single or glass_first(study)
    return True


def _left_of(study: Study, code: str) -> float:
    """Share of its line that a step leaves."""
    room = study.room
    if code in TARGET_R:
        name, target = TARGET_R[code]
        return min(1.0, room.likely(name) / target)
    if code == "slab_edge":
        insulated_f = slab_edge_f(edge_r=SLAB_EDGE_R, down_ft=SLAB_EDGE_DEPTH_FT)
        return min(1.0, insulated_f / max(room.likely("slab_f"), 0.01))
    if code == "glass":
        return min(1.0, GLASS_U["low_e"] / max(room.likely("window_u"), 0.01))
    if code == "shade":
        return min(1.0, OUTSIDE_SHADE["full"] / max(room.likely("outside_shade"), 0.01))
    return STEPS[code][1]


TARGET_R = {"roof": ("ceiling_r", 38.0), "floor": ("floor_r", 22.0), "walls": ("wall_r", 13.0)}


def _improved(study: Study, steps: set[str]) -> Answers:
    """The answers of the room after the work, in the expert's terms."""
    room = study.room
    changes: dict[str, float | str] = {}
    for code in steps:
        if code in TARGET_R:
            name, target = TARGET_R[code]
            changes[name] = max(target, room.likely(name))
        elif STEPS[code][0] == "air":
            changes["ach"] = room.likely("ach") * STEPS[code][1]
        elif code == "film":
            changes["window_u"] = room.likely("window_u") * STEPS[code][1]
        elif code == "glass":
            changes["window_u"] = min(room.likely("window_u"), GLASS_U["low_e"])
            changes["shgc"] = min(room.likely("shgc"), GLASS_SHGC["low_e"])
        elif code == "shade":
            changes["shade"] = "full"
        elif code == "garage_door":
            changes["garage_door"] = "insulated"
        elif code == "slab_edge":
            changes["slab_edge_r"] = SLAB_EDGE_R
    return changed(study.answers, **changes)
