"""What a room needs through the year: its typical days, sorted back into temperature bins.

``room_nodes`` turns a ``Room`` and its ``Loads`` into what the simulation of ``room_year`` reads.
The units run on the bins (``season``): hours of one 5 °F bin with about the same need are one
entry, so a unit's part load stays visible and heat and cold are kept to the BTU.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.load import Loads
from advisor.engine.load_lines import heating_lines, shell_of
from advisor.engine.place import FloatArray, Place
from advisor.engine.room import Room
from advisor.engine.room_year import ROOM_MASS, WARM_UP, Nodes, hourly_needs
from advisor.engine.typical_days import BIN_WIDTH_F, HOURS, IS_DAY, SIDES, TypicalDays, typical_days
from advisor.engine.walls import DESIGN_95_F

PRESENCE = table(
    "PRESENCE",
    {"all_day": 0.45, "day": 0.7, "night": 0.9, "occasional": 0.9},
    "share of the hours in use",
    source=ASSUMPTION,
    says="time that people are actually in the room",
)
IN_USE = table(
    "IN_USE",
    {"all_day": (0, 24), "day": (7, 22), "night": (22, 7), "occasional": (15, 22)},
    "o'clock, from and until",
    source=ASSUMPTION,
    says="hours in which the room is kept at its temperature, by the use answer",
)
SETBACK_F = constant(
    "SETBACK_F", 58.0, "°F", source=ASSUMPTION, says="kept while the room is not in use"
)
YEAR_ROUND_WATTS = constant(
    "YEAR_ROUND_WATTS",
    500.0,
    "W",
    source=ASSUMPTION,
    says="equipment from which a room is cooled in winter too",
)
SUN_ABSORBED = table(
    "SUN_ABSORBED",
    {
        "wall": {0.65: 0.50, 0.83: 0.70, 1.0: 0.95},
        "roof": {0.65: 0.50, 0.83: 0.75, 1.0: 0.92},
    },
    "share, by what WALL_COLOR and ROOFS say of the color",
    source="NREL OpenStudio-HPXML (constructions.rb): walls; shingles",
    says="sun that warms a wall, or a roof without an attic; straight lines between",
)
DEEP_GROUND_FT = constant(
    "DEEP_GROUND_FT",
    4.0,
    "ft",
    source=ASSUMPTION,
    says="below this the ground counts as deep",
)
NIGHT_PERCENTILE = constant(
    "NIGHT_PERCENTILE",
    0.9,
    "share of the nightly hours with a load",
    source="design of this advisor",
    says="the night by whose load a unit's sound is judged",
)

LIGHT_SPACES = ("rv", "porch")
NEED_CLASSES = 4  # of a bin's hours, by their need
DESIGN_DROP_F = 50.0  # at which the conductances are read where the place knows no winter


@dataclass(frozen=True, kw_only=True, eq=False)
class Need:
    """What the room needs through the year, one entry per (bin, size of the need): c entries."""

    outdoor_f: FloatArray
    hours: FloatArray
    heat_btu_h: FloatArray
    cool_btu_h: FloatArray
    month_hours: FloatArray  # (12, c)
    night_hours: FloatArray  # of the hours, those from 22 to 7 o'clock

    @cached_property
    def heat_btu(self) -> float:
        return float((self.heat_btu_h * self.hours).sum())

    @cached_property
    def cool_btu(self) -> float:
        return float((self.cool_btu_h * self.hours).sum())


def need(loads_: Loads, room: Room, place: Place, *, heating: bool, cooling: bool) -> Need:
    """Heat and cold that the room needs, by bin, by day and night, in use and not. [BTU/h]

    ``heating_scale`` and ``cooling_scale`` of the loads multiply the year's heat and cold.
    """
    year = _in_bins(room_nodes(loads_, room, place), typical_days(place.climate, place.latitude))
    heat = year.heat_btu_h * loads_.heating_scale * heating
    cool = year.cool_btu_h * loads_.cooling_scale * cooling
    kept = (heat > 0) | (cool > 0)
    return Need(
        outdoor_f=year.outdoor_f[kept],
        hours=year.hours[kept],
        heat_btu_h=heat[kept],
        cool_btu_h=cool[kept],
        month_hours=year.month_hours[:, kept],
        night_hours=year.night_hours[kept],
    )


@lru_cache(maxsize=64)
def night_load(needed: Need) -> tuple[float, float, bool] | None:
    """Load [BTU/h] that nine of ten nightly hours with a load stay under, its outdoor temperature
    [°F], and whether it is heat; ``None`` where the nights need nothing."""
    heat = float((needed.heat_btu_h * needed.night_hours).sum())
    cool = float((needed.cool_btu_h * needed.night_hours).sum())
    load = needed.heat_btu_h if heat >= cool else needed.cool_btu_h
    rows = np.flatnonzero((needed.night_hours > 0) & (load > 0))
    if not rows.size:
        return None
    order = rows[np.argsort(load[rows])]
    share = np.cumsum(needed.night_hours[order]) / needed.night_hours[order].sum()
    row = order[int(np.searchsorted(share, NIGHT_PERCENTILE))]
    return float(load[row]), float(needed.outdoor_f[row]), heat >= cool


def room_nodes(loads_: Loads, room: Room, place: Place) -> Nodes:
    """The likely room as two nodes, its conductances sorted by what lies behind them."""
    lines = _conductances(loads_, room, place)
    on_ground = lines["floor"] if room.likely("below_slab") else 0.0
    in_ground = lines["walls_below_ground"]
    deep = room.likely("below_grade_ft") > DEEP_GROUND_FT
    always = room.use == "all_day"
    area_ft2 = room.likely("area_ft2")
    mass = "light" if room.space in LIGHT_SPACES else "slab" if on_ground else "usual"
    cools_in_winter = room.likely("watts") >= YEAR_ROUND_WATTS
    sensible = loads_.sensible_btu_h / loads_.cooling_scale if loads_.cooling_scale else 0.0
    return Nodes(
        floor_ft2=area_ft2,
        volume_ft3=area_ft2 * room.likely("ceiling_ft"),
        ua=max(0.0, loads_.ua_btu_h_f - on_ground - in_ground),
        wall_ua=lines["walls"] + lines["door"] + lines["garage_door"],
        roof_ua=lines["roof"] if room.likely("above_roof") else 0.0,
        attic_ua=lines["roof"] if room.likely("above_attic") else 0.0,
        shallow_ua=0.0 if deep else on_ground + in_ground,
        deep_ua=on_ground + in_ground if deep else 0.0,
        wall_absorbs=_wall_sides(room),
        roof_absorbs=_absorbed("roof", room.likely("roof_color")),
        attic_excess_f=room.likely("attic_base_f") - DESIGN_95_F,
        air_cfm=loads_.air_cfm,
        design_drop_f=room.hold_f - place.heating_design_f,
        altitude_factor=loads_.altitude_factor,
        sun_ft2=tuple(loads_.sun_ft2.get(side, 0.0) for side in SIDES),
        people_btu_h=PRESENCE[room.use] * loads_.people_btu_h,
        people_latent_btu_h=PRESENCE[room.use] * loads_.people_latent_btu_h,
        equipment_btu_h=loads_.equipment_btu_h,
        mass_btu_f=ROOM_MASS[mass] * area_ft2,
        in_use=hours_in_use(room.use),
        hold_f=room.hold_f,
        setback_f=min(room.hold_f, SETBACK_F),
        opens_windows=room.likely("window_ft2") > 0 and not cools_in_winter,
        cools_in_winter=cools_in_winter,
        most_heat_btu_h=np.inf if always else WARM_UP * loads_.calculated_heating.likely,
        most_cool_btu_h=np.inf if always else WARM_UP * sensible,
    )


def hours_in_use(use: str) -> tuple[bool, ...]:
    """Whether each of the 24 hours, from the one that ends at 1 o'clock, is in use."""
    start, end = IN_USE[use]
    begins = HOURS - 1
    inside = (begins >= start) & (begins < end)
    return tuple((inside if start < end else (begins >= start) | (begins < end)).tolist())


def _wall_sides(room: Room) -> tuple[float, ...]:
    """Sun that the walls absorb, by side; adds up to the share that a wall in the open absorbs.

    One of the outside walls is the side that the glass faces, the others stand all around. What
    shades the glass from outside shades the wall.
    """
    sides = SIDES[:-1]
    glass = np.array([room.values.get(f"glass_{side}", np.zeros(1))[0] for side in sides])
    around = np.array([len(side) == 1 for side in sides]) / 4
    named = np.maximum(0.0, glass - glass.min(initial=1.0, where=around > 0))
    facing = 1 / max(1.0, room.likely("walls")) if named.sum() > 0 else 0.0
    walls = (1 - facing) * around + facing * named / max(named.sum(), 1e-9)
    absorbed = _absorbed("wall", room.likely("wall_color")) * room.likely("wall_shade")
    return tuple((absorbed * walls).tolist())


def _absorbed(face: str, color: float) -> float:
    return float(np.interp(color, list(SUN_ABSORBED[face]), list(SUN_ABSORBED[face].values())))


def _conductances(loads_: Loads, room: Room, place: Place) -> dict[str, float]:
    """U × A of each line of the heating load, the air aside. [BTU/h·°F]"""
    drop_f, lines = room.hold_f - place.heating_design_f, loads_.heating_lines
    if drop_f < 1.0:  # a place without winter has lines of 0
        drop_f = DESIGN_DROP_F
        every = heating_lines(room, shell_of(room, place), drop_f)
        lines = {name: float(line[0]) for name, line in every.items()}
    return {name: line / drop_f for name, line in lines.items()}


@lru_cache(maxsize=512)
def _in_bins(room: Nodes, days: TypicalDays) -> Need:
    """The year of the room, whatever is wanted of it: heat and cold together."""
    hourly = hourly_needs(room, days)
    cold = hourly.sensible + hourly.latent
    load = hourly.heat + cold
    rows = np.flatnonzero(load.ravel() > 0)
    outdoor_f, load = days.outdoor_f.ravel()[rows], load.ravel()[rows]
    warm = hourly.heat.ravel()[rows] > 0
    night = np.repeat(~IS_DAY, days.days.size)[rows]
    month = np.tile(days.month, HOURS.size)[rows]
    hours = np.tile(days.days, HOURS.size)[rows]
    bins = np.round(outdoor_f / BIN_WIDTH_F).astype(np.int64)
    kind = (bins - bins.min(initial=0)) * 2 + warm
    most = np.zeros(kind.max(initial=0) + 1)
    np.maximum.at(most, kind, load)
    level = np.minimum((NEED_CLASSES * load / most[kind]).astype(np.int64), NEED_CLASSES - 1)
    _keys, first, entry = np.unique(
        kind * NEED_CLASSES + level, return_index=True, return_inverse=True
    )
    size = first.size

    def summed(values: FloatArray) -> FloatArray:
        return np.asarray(np.bincount(entry, weights=values, minlength=size), dtype=np.float64)

    total = summed(hours)
    mean_load = summed(load * hours) / total
    by_month = np.bincount(month * size + entry, weights=hours, minlength=12 * size)
    return Need(
        outdoor_f=summed(outdoor_f * hours) / total,
        hours=total,
        heat_btu_h=np.where(warm[first], mean_load, 0.0),
        cool_btu_h=np.where(warm[first], 0.0, mean_load),
        month_hours=np.asarray(by_month, dtype=np.float64).reshape(12, size),
        night_hours=summed(hours * night),
    )
