"""What to tell the owner: recommend, improve the room first, keep what is there, or refuse.

Also which types suit this room at all, whatever the catalogue holds, and in which size.
"""

from dataclasses import dataclass, replace

import numpy as np

from advisor.engine.answers import Answers
from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.conversions import BTU_PER_KWH, BTU_PER_WH
from advisor.engine.curve_points import weights
from advisor.engine.equipment import HEATING_GRID_F
from advisor.engine.fit import possible
from advisor.engine.job_prices import JOB_PRICES
from advisor.engine.load import Spread, loads
from advisor.engine.money import co2_now_lb, grid_lb_per_kwh
from advisor.engine.place import FloatArray
from advisor.engine.ranking import Ranking
from advisor.engine.rating_procedure import electricity
from advisor.engine.room import PERIMETER_FACTOR, describe
from advisor.engine.season import FIELD_DERATE, FIELD_DERATE_RANGE, heat_needed_at
from advisor.engine.study import Study
from advisor.engine.unit_curves import (
    RATED_HEAT_PER_COOLING,
    RATED_PER_MAX_47,
    RETENTION_5F_BASE,
    RETENTION_5F_SLOPE,
)
from advisor.engine.unit_types import RECORDS, UnitTypeRecord, by_type

NOMINAL_BTU_H = (6_000, 9_000, 12_000, 15_000, 18_000, 24_000, 30_000, 36_000)
COLD_HSPF = 11.0

FUEL_PRICE_SPREAD = constant(
    "FUEL_PRICE_SPREAD",
    0.15,
    "share",
    source="our assumption: a fuel's price moves this much from one winter to the next",
    says="± on the price of gas, propane or oil in the range of a saving",
)
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
EXTREME_LOAD = constant(
    "EXTREME_LOAD",
    120.0,
    "BTU/h·ft²",
    source=ASSUMPTION,
    says="load per floor area above which an answer is likely wrong",
)
HEATS_DOWN_TO_F = table(
    "HEATS_DOWN_TO_F",
    by_type(lambda each: each.heats_down_to_f),
    "°F",
    source="makers: portables fade near freezing, most stop at 41 °F; else our assumption",
    says="design temperature below which only cold-climate models of the type heat, if any",
)

# Line it works on, remaining share of that line, cost in $ low and high per ft² or at once.
STEPS: dict[str, tuple[str, float, tuple[float, float], str]] = table(
    "STEPS",
    {
        "film": ("windows", 0.65, JOB_PRICES["film"].dollars, "once"),
        "caulk": ("air", 0.70, JOB_PRICES["caulk"].dollars, "once"),
        "air_sealing": ("air", 0.50, (150, 500), "once"),
        "garage_door": ("garage_door", 0.50, JOB_PRICES["garage_door"].dollars, "once"),
        "slab_edge": ("floor", 0.50, (6.0, 14.0), "per ft of edge"),
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


@dataclass(frozen=True, kw_only=True)
class TypeVerdict:
    """Whether a type suits this room, a reason code, and the nominal size that would be right."""

    type: str
    verdict: str  # fits, possible, unsuitable
    code: str
    nominal_btu_h: int


@dataclass(frozen=True, kw_only=True)
class Saving:
    """Yearly saving against what is there now, negative where it costs more. [$]"""

    low: float
    likely: float
    high: float
    heating: Spread | None  # the part of the heat alone


def outcome(found: Study, ranking: Ranking, improvement: Improvement | None) -> str:
    """``recommend``, ``improve_first``, ``keep`` or ``refuse``."""
    if not ranking.order.size:
        return "refuse"
    if keeps(found, ranking):
        return "keep"
    if improvement is not None and found.answers.tenure != "rent":
        return "improve_first"
    return "recommend"


def keeps(found: Study, ranking: Ranking) -> bool:
    """Whether what is there heats for less, and nothing else is wanted of a new unit."""
    if not found.heating_wanted or found.rates.heat_now_usd_kwh is None:
        return False
    cooled_already = found.answers.cooling_now in {"central", "window", "portable", "included"}
    if found.cooling_wanted and not cooled_already:
        return False
    best = saving(found, int(ranking.order[0]))
    return best is not None and best.likely < 0


def saving(found: Study, row: int) -> Saving | None:
    """Saving of one unit, or ``None`` where there is nothing to compare with.

    Low and high: the ranges of the load, the field COP and the fuel's price, in quadrature.
    """
    season, rates = found.season, found.rates
    if rates.fuel in {None, "none", "included", "wood"} and rates.cool_now_usd_kwh is None:
        return None
    heating, moves = 0.0, []
    heat_electric = float(season.heating_kwh[row]) * rates.electricity_usd_kwh
    compares_heat = found.heating_wanted and rates.heat_now_usd_kwh is not None
    if compares_heat:
        now = float(season.heat_delivered_kwh[row]) * float(rates.heat_now_usd_kwh or 0)
        heating = now - heat_electric
        moves = _load_moves(heating, found.loads.heating)
        moves += [
            heat_electric - heat_electric * FIELD_DERATE / derate
            for derate in FIELD_DERATE_RANGE.values()
        ]
        if rates.fuel in {"gas", "propane", "oil"}:
            moves += [-FUEL_PRICE_SPREAD * now, FUEL_PRICE_SPREAD * now]
    cooled_now = rates.cool_now_usd_kwh or 0.0
    cooling_kwh = found.needed.cool_btu / BTU_PER_KWH * (1 - float(season.uncooled_fraction[row]))
    cooling = cooling_kwh * cooled_now - float(season.cooling_kwh[row]) * rates.electricity_usd_kwh
    both = _spread(heating + cooling, [*moves, *_load_moves(cooling, found.loads.cooling)])
    return Saving(
        low=both.low,
        likely=both.likely,
        high=both.high,
        heating=_spread(heating, moves) if compares_heat else None,
    )


def _load_moves(part: float, load: Spread) -> list[float]:
    """How a part of the bill moves with the load, at both of its ends. [$]"""
    ends = (load.low, load.high) if load.likely else ()
    return [part * (end / load.likely - 1) for end in ends]


def _spread(likely: float, moves: list[float]) -> Spread:
    """A range from moves that do not depend on each other: in quadrature, each side apart. [$]"""
    down = [move for move in moves if move <= 0]
    up = [move for move in moves if move > 0]
    return Spread(
        low=likely - float(np.linalg.norm(down)),
        likely=likely,
        high=likely + float(np.linalg.norm(up)),
    )


def field_cop_range(found: Study, row: int) -> tuple[float, float] | None:
    """Seasonal heating COP of a unit as homes have measured it, low and high."""
    likely = float(found.season.seasonal_cop[row])
    if np.isnan(likely):
        return None
    low, high = (likely / FIELD_DERATE * end for end in FIELD_DERATE_RANGE.values())
    return low, high


def switchover_f(found: Study, row: int) -> float | None:
    """Outdoor temperature below which the fuel that is there heats for less; ``None`` without a
    fuel, or where one of the two always wins. [°F]

    Compares $ per kWh of heat at the room's load, every 5 °F, at the field COP.
    """
    now = found.rates.heat_now_usd_kwh
    if not now or found.rates.fuel not in {"gas", "propane", "oil"} or not found.heating_wanted:
        return None
    warmest = found.room.hold_f - 5
    outdoor_f = np.arange(max(found.place.heating_design_f, -40.0), warmest, 1.0)
    at = weights(HEATING_GRID_F, outdoor_f)
    curves = found.curves
    load = heat_needed_at(found.loads, found.room, outdoor_f)
    power, delivered = electricity(
        load,
        least=curves.heat_least[[row]] @ at,
        most=np.where(outdoor_f >= curves.cutout_f[row], curves.heat_most[[row]] @ at, 0.0),
        cop_least=curves.heat_cop_least[[row]] @ at,
        cop_most=curves.heat_cop_most[[row]] @ at,
        cycling_loss=curves.cycling_loss[[row]],
    )
    heat_kw = delivered[0] / BTU_PER_WH
    cost = np.divide(
        power[0] / FIELD_DERATE * found.rates.electricity_usd_kwh,
        heat_kw,
        out=np.full(outdoor_f.size, np.inf),
        where=heat_kw > 0,
    )
    cheaper = np.flatnonzero(cost < now)
    if not cheaper.size or cheaper[0] == 0:
        return None
    return float(outdoor_f[cheaper[0]])


def co2_lb(found: Study, row: int) -> float | None:
    """CO2 of a year with a unit: its electricity, and the backup's fuel; ``None`` where the grid
    is not known. [lb]"""
    grid = grid_lb_per_kwh(found.place.prices)
    if grid is None:
        return None
    season = found.season
    kwh = float(season.heating_kwh[row] + season.cooling_kwh[row])
    backup = co2_now_lb(float(season.backup_kwh[row]), 0.0, found.answers, grid)
    if found.rates.fuel in {None, "none"}:
        backup = float(season.backup_kwh[row]) * grid
    return kwh * grid + backup


def co2_now(found: Study) -> float | None:
    """CO2 of a year with what heats and cools the room now; ``None`` where it is not known. [lb]"""
    grid = grid_lb_per_kwh(found.place.prices)
    if grid is None or found.rates.fuel in {None, "none", "wood", "included"}:
        return None
    heat_kwh = found.needed.heat_btu / BTU_PER_KWH
    return co2_now_lb(heat_kwh, found.needed.cool_btu, found.answers, grid)


def years_to_even(extra_usd: float, saving_usd: float) -> float | None:
    """Simple payback; ``None`` where nothing is saved. [years]"""
    return extra_usd / saving_usd if saving_usd > 0 else None


def break_even_cop(found: Study) -> float | None:
    """COP at which heat from electricity costs what it costs now; ``None`` without a fuel."""
    now = found.rates.heat_now_usd_kwh
    if not now or found.rates.fuel not in {"gas", "propane", "oil"}:
        return None
    return found.rates.electricity_usd_kwh / now


def improvement(found: Study) -> Improvement | None:
    """Steps on a leaky room that save at least a fifth of its heating load, cheapest heat first."""
    place, loads_ = found.place, found.loads
    degrees = max(1.0, found.room.hold_f - place.heating_design_f)
    index = loads_.heating.likely / found.answers.area / degrees
    if not found.heating_wanted or index < LEAKY_ROOM or place.hdd65 < REAL_WINTER_HDD:
        return None
    likely = loads_.heating.likely
    steps = [
        step
        for step in sorted(_steps(found), key=lambda step: step.cost_low / max(step.saves_btu_h, 1))
        if step.saves_btu_h >= LEAST_STEP * likely
    ]
    if not steps:
        return None
    answers = _improved(found, {step.code for step in steps})
    better = loads(
        describe(answers), place, own_heating=None, own_cooling=None
    ).calculated_heating.likely
    # With a load that the user brought, our steps save their share of it.
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
        answers=replace(answers, heating_load=left if answers.heating_load else None),
    )


def type_verdicts(found: Study) -> list[TypeVerdict]:
    """Which type suits this room, from the room and the answers alone, with the size."""
    size = nominal_size(found)
    verdicts = []
    for record in RECORDS:
        verdict, code = _type_verdict(found, record)
        verdicts.append(
            TypeVerdict(type=record.key, verdict=verdict, code=code, nominal_btu_h=size)
        )
    return verdicts


def _type_verdict(found: Study, record: UnitTypeRecord) -> tuple[str, str]:
    """The verdict on one type and the code of its reason."""
    may, answers = possible(found.answers), found.answers
    heat = found.heating_wanted
    if not all(getattr(may, name) for name in record.needs):
        return "unsuitable", "no_place"
    if record.in_window and answers.window_type is None and answers.space == "basement":
        return "unsuitable", "basement"
    if record.needs_window and answers.window_type == "none":
        return "unsuitable", "no_window"
    if record.in_window and answers.window_type == "casement":
        return "unsuitable", "casement"
    lowest_f = record.heats_down_to_f
    if heat and lowest_f is not None and found.place.heating_design_f < lowest_f:
        return record.if_colder, "cold"
    return record.if_suitable, "heating" if heat else "cooling"


def nominal_size(found: Study) -> int:
    """Smallest usual size that cools the room and, cold-climate, heats it at design. [BTU/h]"""
    cooling = 0.9 * found.loads.cooling.likely if found.cooling_wanted else 0.0
    heating = 0.0
    if found.heating_wanted:
        at_5f = RETENTION_5F_SLOPE * COLD_HSPF + RETENTION_5F_BASE
        slope = (1 - at_5f) / 42
        kept = min(1.0, max(0.25, 1 - slope * (47 - found.place.heating_design_f)))
        per_nominal = RATED_HEAT_PER_COOLING["mini_split"] / RATED_PER_MAX_47 * kept
        heating = found.loads.heating.likely / per_nominal
    for size in NOMINAL_BTU_H:
        if size >= max(cooling, heating):
            return size
    return NOMINAL_BTU_H[-1]


def _steps(found: Study) -> list[RoomWork]:
    """What each step would save of our own lines, one by one."""
    lines, room, area = found.loads.heating_lines, found.room, found.answers.area
    perimeter_ft = PERIMETER_FACTOR * area**0.5 * room.likely("walls") / 4
    amounts = {
        "once": 1.0,
        "per ft² of floor": area,
        "per ft² of wall": perimeter_ft * room.likely("ceiling_ft"),
        "per ft of edge": perimeter_ft,
    }
    on_slab = room.likely("below_slab") > 0
    windows = sum(value for name, value in lines.items() if name.startswith("windows"))
    scale = found.loads.heating.likely / max(found.loads.calculated_heating.likely, 1.0)
    steps = []
    for code in RENTER_STEPS if found.answers.tenure == "rent" else OWNER_STEPS:
        line, left, (low, high), per = STEPS[code]
        if line == "floor" and on_slab != (code == "slab_edge"):
            continue
        if line == "walls" and found.answers.space in OPEN_STUDS:
            low, high = low * OPEN_STUDS_SHARE, high * OPEN_STUDS_SHARE
        if code in TARGET_R:
            name, target = TARGET_R[code]
            left = min(1.0, room.likely(name) / target)
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


def _improved(found: Study, steps: set[str]) -> Answers:
    """The answers of the room after the work, in the expert's terms."""
    room = found.room
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
    return replace(found.answers, **changes, **insulated)  # type: ignore[arg-type]


def need_equals_output_f(found: Study, output_btu_h: FloatArray) -> FloatArray:
    """Outdoor temperature above which each unit's lowest output exceeds the room's need. [°F]"""
    loads, room = found.loads, found.room
    degrees = max(1.0, room.hold_f - found.place.heating_design_f)
    per_degree = max(loads.heating.likely / degrees, 1.0)
    return room.hold_f - output_btu_h / per_degree
