"""Work on the room that comes before a unit: what it saves, and what it costs."""

from dataclasses import dataclass, replace

from advisor.engine.answers import Answers
from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.envelope import SLAB_F
from advisor.engine.job_prices import JOB_PRICES
from advisor.engine.load import loads
from advisor.engine.room import describe
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

# Line it works on, remaining share of that line, cost in $ low and high per ft² or at once.
STEPS: dict[str, tuple[str, float, tuple[float, float], str]] = table(
    "STEPS",
    {
        "film": ("windows", 0.65, JOB_PRICES["film"].dollars, "once"),
        "caulk": ("air", 0.70, JOB_PRICES["caulk"].dollars, "once"),
        "air_sealing": ("air", 0.50, (150, 500), "once"),
        "garage_door": ("garage_door", 0.50, JOB_PRICES["garage_door"].dollars, "once"),
        "slab_edge": ("floor", 0.35, (6.0, 14.0), "per ft of edge"),
        "roof": ("roof", 0.26, (1.2, 2.8), "per ft² of floor"),
        "floor": ("floor", 0.40, (1.2, 2.8), "per ft² of floor"),
        "walls": ("walls", 0.35, (2.0, 4.5), "per ft² of wall"),
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
OWNER_STEPS = ("air_sealing", "garage_door", "roof", "floor", "walls", "slab_edge")
SLAB_EDGE_R = 10.0
LEAST_STEP = constant(
    "LEAST_STEP",
    0.04,
    "share of the heating load",
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
    """The steps that come before a unit, and the heating load that they leave."""

    steps: tuple[RoomWork, ...]
    heating_btu_h: float
    share: float
    cost_low: float
    cost_high: float
    answers: Answers  # the improved room, for a second run


def improvement(study: Study) -> Improvement | None:
    """Steps on a leaky room that save at least a fifth of its heating load, cheapest heat first."""
    place, loads_ = study.place, study.loads
    degrees = max(1.0, study.room.hold_f - place.heating_design_f)
    index = loads_.heating.likely / study.answers.area / degrees
    if not study.heating_wanted or index < LEAKY_ROOM or place.hdd65 < REAL_WINTER_HDD:
        return None
    likely = loads_.heating.likely
    steps = [
        step
        for step in sorted(_steps(study), key=lambda step: step.cost_low / max(step.saves_btu_h, 1))
        if step.saves_btu_h >= LEAST_STEP * likely
    ]
    if not steps:
        return None
    answers = _improved(study, {step.code for step in steps})
    better = loads(
        describe(answers), place, own_heating=None, own_cooling=None
    ).calculated_heating.likely
    # With the user's own load, our steps save their share of it.
    left = likely * min(1.0, better / max(loads_.calculated_heating.likely, 1.0))
    share = 1 - left / likely
    if share < WORTH_IMPROVING:
        return None
    return Improvement(
        steps=tuple(steps),
        heating_btu_h=left,
        share=share,
        cost_low=sum(step.cost_low for step in steps),
        cost_high=sum(step.cost_high for step in steps),
        # What the bill said of the room before the work still holds for what the work leaves.
        answers=replace(answers, heating_load=left if loads_.heating_scale != 1 else None),
    )


def _steps(study: Study) -> list[RoomWork]:
    """What each step would save of our own lines, one by one."""
    lines, room, area = study.loads.heating_lines, study.room, study.answers.area
    perimeter_ft = room.likely("wall_ft")
    amounts = {
        "once": 1.0,
        "per ft² of floor": area,
        "per ft² of wall": perimeter_ft * room.likely("ceiling_ft"),
        "per ft of edge": perimeter_ft,
    }
    on_slab = room.likely("below_slab") > 0
    windows = sum(value for name, value in lines.items() if name.startswith("windows"))
    scale = study.loads.heating.likely / max(study.loads.calculated_heating.likely, 1.0)
    steps = []
    for code in RENTER_STEPS if study.answers.tenure == "rent" else OWNER_STEPS:
        line, left, (low, high), per = STEPS[code]
        if line == "floor" and on_slab != (code == "slab_edge"):
            continue
        if line == "walls" and study.answers.space in OPEN_STUDS:
            low, high = low * OPEN_STUDS_SHARE, high * OPEN_STUDS_SHARE
        if code in TARGET_R:
            name, target = TARGET_R[code]
            left = min(1.0, room.likely(name) / target)
        elif code == "slab_edge":
            left = min(1.0, SLAB_F["very_good"] / room.likely("slab_f"))
        loss = windows if line == "windows" else lines.get(line, 0.0)
        steps.append(
            RoomWork(
                code=code,
                saves_btu_h=scale * loss * (1 - left),
                cost_low=low * amounts[per],
                cost_high=high * amounts[per],
            )
        )
    return steps


TARGET_R = {"roof": ("ceiling_r", 38.0), "floor": ("floor_r", 22.0), "walls": ("wall_r", 13.0)}


def _improved(study: Study, steps: set[str]) -> Answers:
    """The answers of the room after the work, in the expert's terms."""
    room = study.room
    changes: dict[str, float] = {}
    for code in steps:
        if code in TARGET_R:
            name, target = TARGET_R[code]
            changes[name] = max(target, room.likely(name))
        elif STEPS[code][0] == "air":
            changes["ach"] = room.likely("ach") * STEPS[code][1]
        elif code == "film":
            changes["window_u"] = room.likely("window_u") * STEPS[code][1]
        elif code == "slab_edge":
            changes["floor_r"] = SLAB_EDGE_R
    insulated = {"garage_door": "insulated"} if "garage_door" in steps else {}
    return replace(study.answers, **changes, **insulated)  # type: ignore[arg-type]
