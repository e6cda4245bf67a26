"""The room through its typical days: two nodes, air and mass, all sixty days side by side.

What comes out is the heat and the cold that each hour needs to stay at the set points; nothing
here knows of units. The loop is over the hours of the day alone. Method section 8.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from advisor.engine.air import LEAKAGE
from advisor.engine.constants import ASSUMPTION, ISO_13790, constant, table
from advisor.engine.design_day import COOLING_INDOOR_F
from advisor.engine.equipment import BoolArray
from advisor.engine.load import SENSIBLE_SHARE_HUMID
from advisor.engine.load_lines import AIR_LATENT, AIR_SENSIBLE, INDOOR_HUMIDITY_GR_LB
from advisor.engine.place import FloatArray
from advisor.engine.room import HEATING_INDOOR_F
from advisor.engine.typical_days import TypicalDays

FURNISHED_AIR = constant(
    "FURNISHED_AIR",
    0.108,
    "BTU/°F per ft³",
    source="our assumption: six times the air alone (0.018)",
    says="heat that the air of a room and what stands in it hold",
)
ROOM_MASS = table(
    "ROOM_MASS",
    {"usual": 4.0, "light": 2.0, "slab": 10.0},
    "BTU/°F per ft² of floor",
    source=ASSUMPTION,
    says="heat that walls, floor, and ceiling hold; light: an RV or porch",
)
MASS_TO_AIR = constant(
    "MASS_TO_AIR",
    2.0,
    "BTU/h·°F per ft² of floor",
    source=ASSUMPTION,
    says="exchange between the air and the walls, floor, and ceiling",
)
SUN_ON_MASS = constant(
    "SUN_ON_MASS",
    0.5,
    "share",
    source=ASSUMPTION,
    says="sun through glass that warms floor and furniture first, not the air",
)
RMS_WIND = constant(
    "RMS_WIND",
    1.12,
    "×",
    source=ASSUMPTION,
    says="wind that leaks as much air as the year's winds, relative to their mean",
)
WINDOWS_OPEN = table(
    "WINDOWS_OPEN",
    {"room above": 73.0, "outside above": 55.0, "cooler by": 2.0, "air changes": 4.0},
    "°F, °F, °F, 1/h",
    source=ASSUMPTION,
    says="a window is opened where that alone keeps the room at its summer temperature",
)
COOLING_ABOVE_F = constant(
    "COOLING_ABOVE_F",
    65.0,
    "°F",
    source=ASSUMPTION,
    says="no cooling at or below this outdoor temperature, but for equipment of YEAR_ROUND_WATTS",
)
FACE_FILM = constant(
    "FACE_FILM",
    4.4,
    "BTU/h·ft²·°F",
    source=f"{ISO_13790}: 0.04 m²·K/W",
    says="a wall or roof counts as warmer than outdoors by (absorbed sun − SKY_LOSS) / 4.4",
)
SKY_LOSS = table(
    "SKY_LOSS",
    {"wall": 7.85, "roof": 15.7},
    "BTU/h·ft²",
    source=f"{ISO_13790}: a sky 11 K below the air, 5 × 0.9 W/m²·K, half of it before a wall",
    says="radiated to the sky by a wall, and by a roof without an attic",
)
FULL_SUN = constant(
    "FULL_SUN",
    300.0,
    "BTU/h·ft²",
    source=ASSUMPTION,
    says="sun at which an attic is as hot as on Manual J's design day of 95 °F",
)
DEEP_GROUND_SWING = constant(
    "DEEP_GROUND_SWING",
    0.5,
    "×",
    source=ASSUMPTION,
    says="seasons more than 4 ft down relative to the air's, two months late;"
    " nearer the surface they are the air's, one month late",
)
ROUNDS = 3  # each day repeats until its mass has come to rest; the last round counts
WARM_UP = constant(
    "WARM_UP",
    1.25,
    "×",
    source="ACCA Manual S, usual limit of a unit's size",
    says="most heat or cold in an hour relative to the design load, in rooms not always in use",
)


@dataclass(frozen=True, kw_only=True)
class Nodes:
    """A room as the simulation sees it; hashable, so that equal rooms share one year.

    Conductances are in BTU/h·°F. ``ua`` leads to the outdoor air and includes the faces that the
    sun warms (``wall_ua``, ``roof_ua``, ``attic_ua``); the ground's come on top of it.
    """

    floor_ft2: float
    volume_ft3: float
    ua: float
    wall_ua: float = 0.0
    roof_ua: float = 0.0  # without an attic
    attic_ua: float = 0.0  # ceiling below an attic
    shallow_ua: float = 0.0  # to the ground near the surface
    deep_ua: float = 0.0  # to the ground more than 4 ft down
    wall_absorbs: tuple[float, ...] = (0.0,) * 8  # share of the sun × share of the walls, by side
    roof_absorbs: float = 0.0
    attic_excess_f: float = 0.0  # attic above outdoors in full sun [°F]
    air_cfm: float  # leakage on the design night
    design_drop_f: float  # indoor minus outdoor temperature of that night [°F]
    altitude_factor: float
    sun_ft2: tuple[float, ...]  # glass × solar gain × shades, by ``SIDES`` [ft²]
    people_btu_h: float  # sensible, absence counted, while in use
    people_latent_btu_h: float
    equipment_btu_h: float  # while in use
    mass_btu_f: float  # of the room's faces [BTU/°F]
    in_use: tuple[bool, ...]  # 24 hours, from the one that ends at 1 o'clock
    hold_f: float
    setback_f: float  # while not in use
    opens_windows: bool
    cools_in_winter: bool = False
    most_heat_btu_h: float = float("inf")
    most_cool_btu_h: float = float("inf")


@dataclass(frozen=True, kw_only=True, eq=False)
class HourlyNeeds:
    """Heat and cold to stay at the set points, (24 hours, 60 days) each. [BTU/h]"""

    heat: FloatArray
    sensible: FloatArray
    latent: FloatArray  # of the moisture that a unit takes out along with that heat


@dataclass(frozen=True, kw_only=True, eq=False)
class Balance:
    """What an hour gives the two nodes, whatever their temperatures. (24, 60) where not said."""

    outdoor_f: FloatArray
    on_air: FloatArray  # conduction, leakage and gains, at 0 °F indoors [BTU/h]
    on_mass: FloatArray
    stiffness: FloatArray  # heat that warms the air by 1 °F at the hour's end [BTU/h·°F]
    heat_at_f: FloatArray  # (24,)
    cools: BoolArray  # whether a unit may cool
    opens: BoolArray  # whether a window may be opened
    flow_cfm: FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Steps:
    """What an hour without a unit makes of air and mass as they were: (24, days) each.

    ``air' = from_air × air + from_mass × mass + steady``, and then, whatever a unit adds to it,
    ``mass' = keeps × mass + follows × air' + mass_gain``. [°F]
    """

    from_air: FloatArray
    from_mass: FloatArray
    steady: FloatArray
    keeps: float
    follows: float
    mass_gain: FloatArray


def hourly_needs(room: Nodes, days: TypicalDays) -> HourlyNeeds:
    """Heat and cold of ``room`` in every hour of the typical days. [BTU/h]

    Implicit steps of an hour, so that no room can swing. A unit cools above ``COOLING_INDOOR_F``
    where it is warmer than ``COOLING_ABOVE_F`` outdoors; before that a window is opened, where
    the room has one and that is enough.
    """
    balance = energy_balance(room, days)
    free, air, opened = _swing(room, balance)
    given = (air - free) * balance.stiffness
    heat = np.maximum(given, 0.0)
    sensible = np.where(opened, 0.0, np.maximum(-given, 0.0))
    moisture = np.maximum(0.0, days.humidity_gr_lb - INDOOR_HUMIDITY_GR_LB)
    latent = AIR_LATENT * room.altitude_factor * balance.flow_cfm * moisture
    # A unit condenses moisture only while it runs for the heat, and no more than its share.
    most = sensible * (1 / SENSIBLE_SHARE_HUMID - 1)
    return HourlyNeeds(
        heat=heat,
        sensible=sensible,
        latent=np.minimum(latent + room.people_latent_btu_h, most),
    )


def _swing(room: Nodes, balance: Balance) -> tuple[FloatArray, FloatArray, BoolArray]:
    """Each hour's air without a unit and with it [°F], and whether a window is open: (24, 60).

    Whole rows, written where they stay: a row of 60 days is so short that numpy takes longer to
    find out what to do, and to make a row of a number, than to do it.
    """
    step, shape = hourly_steps(room, balance), balance.outdoor_f.shape
    cool_at_f = max(COOLING_INDOOR_F, room.hold_f)  # whoever heats to 78 °F cools to no less
    stops_f = np.where(balance.cools, cool_at_f, np.inf)
    heat_at_f = np.repeat(balance.heat_at_f[:, None], shape[1], axis=1)
    keeps, follows = np.full(shape[1], step.keeps), np.full(shape[1], step.follows)
    limits = _limits(room, balance)
    windows = _windows(room, balance, stops_f)
    free_f, air_f, open_at = np.empty(shape), np.empty(shape), np.zeros(shape, dtype=bool)
    air = np.full(shape[1], max(HEATING_INDOOR_F, room.hold_f))
    mass, moved = air.copy(), np.empty(shape[1])
    by_hour = (step.from_air, step.from_mass, step.steady, heat_at_f, stops_f, step.mass_gain)
    hours = list(zip(*by_hour, limits, windows, free_f, air_f, open_at, strict=True))
    for _round in range(ROUNDS):
        for (
            by_air,
            by_mass,
            added,
            heat_f,
            stop_f,
            gained,
            limit,
            window,
            free,
            then,
            opened,
        ) in hours:
            np.multiply(by_air, air, out=free)
            np.multiply(by_mass, mass, out=moved)
            np.add(free, moved, out=free)
            np.add(free, added, out=free)
            air = then
            if limit is None:
                np.maximum(free, heat_f, out=air)
                np.minimum(air, stop_f, out=air)
            else:
                warmer_f, cooler_f = limit
                np.maximum(free, np.minimum(heat_f, free + warmer_f), out=air)
                np.minimum(air, np.maximum(stop_f, free - cooler_f), out=air)
            if window is not None:
                above_f, until_f, share, gain, least_f = window
                np.greater(free, above_f, out=opened)
                np.logical_and(opened, free <= until_f, out=opened)
                aired = share * free
                aired += gain
                np.copyto(air, np.maximum(aired, least_f, out=aired), where=opened)
            np.multiply(follows, air, out=moved)
            mass *= keeps
            mass += moved
            mass += gained
    return free_f, air_f, open_at


def _limits(room: Nodes, balance: Balance) -> list[tuple[FloatArray, FloatArray] | None]:
    """By how much a unit can warm and cool the air within each hour; ``None``: at will. [°F]"""
    if math.isinf(room.most_heat_btu_h) and math.isinf(room.most_cool_btu_h):
        return [None] * len(balance.stiffness)
    warmer_f = room.most_heat_btu_h / balance.stiffness
    return list(zip(warmer_f, room.most_cool_btu_h / balance.stiffness, strict=True))


def _windows(
    room: Nodes, balance: Balance, stops_f: FloatArray
) -> list[tuple[FloatArray, ...] | None]:
    """Of each hour: the free air above which a window is opened, and until which that is enough
    [°F]; what an open one leaves of the air, and adds to it; and how cold it may get. ``None`` in
    hours in which no window is opened."""
    window = (
        AIR_SENSIBLE * room.altitude_factor * WINDOWS_OPEN["air changes"] * room.volume_ft3 / 60
    )
    share = balance.stiffness / (balance.stiffness + window)
    gain = window / (balance.stiffness + window) * balance.outdoor_f
    cooler_by = WINDOWS_OPEN["cooler by"]
    above_f = np.maximum(
        max(WINDOWS_OPEN["room above"], room.hold_f + cooler_by), balance.outdoor_f + cooler_by
    )
    above_f = np.where(balance.opens, above_f, np.inf)
    least_f = np.full_like(gain, max(HEATING_INDOOR_F, room.hold_f))
    rows = zip(above_f, (stops_f - gain) / share, share, gain, least_f, strict=True)
    return [row if opens.any() else None for row, opens in zip(rows, balance.opens, strict=True)]


def hourly_steps(room: Nodes, balance: Balance) -> Steps:
    """The implicit step of an hour for both nodes, solved for what they become."""
    stiffness = balance.stiffness
    coupling = MASS_TO_AIR * room.floor_ft2
    mass_side = room.mass_btu_f + coupling
    follows = coupling / mass_side
    return Steps(
        from_air=FURNISHED_AIR * room.volume_ft3 / stiffness,
        from_mass=follows * room.mass_btu_f / stiffness,
        steady=(balance.on_air + follows * balance.on_mass) / stiffness,
        keeps=room.mass_btu_f / mass_side,
        follows=follows,
        mass_gain=balance.on_mass / mass_side,
    )


def leakage_cfm(room: Nodes, outdoor_f: FloatArray, wind_mph: float) -> FloatArray:
    """Air that leaks in at an outdoor temperature and a mean wind. [cfm]"""
    # A station on a summit is no measure of the house below it: never beyond the design wind.
    wind_mph = min(RMS_WIND * wind_mph, LEAKAGE["winter mph"])
    wind = LEAKAGE["wind"] * wind_mph**2
    design = LEAKAGE["wind"] * LEAKAGE["winter mph"] ** 2
    now = LEAKAGE["stack"] * np.abs(HEATING_INDOOR_F - outdoor_f) + wind
    night = LEAKAGE["stack"] * max(0.0, room.design_drop_f) + design
    return np.asarray(room.air_cfm * np.sqrt(now / night))


def ground_f(month_mean_f: FloatArray, *, deep: bool) -> FloatArray:
    """Ground of each month (12,), never warmer than a room in summer. [°F]

    A month behind the air near the surface; ``deep`` two months, with half of its seasons.
    """
    late = np.roll(month_mean_f, 2 if deep else 1)
    year_f = month_mean_f.mean()
    return np.minimum(
        year_f + DEEP_GROUND_SWING * (late - year_f) if deep else late, COOLING_INDOOR_F
    )


@lru_cache(maxsize=128)
def _ground_of(days: TypicalDays) -> tuple[FloatArray, FloatArray]:
    """The ground near the surface and deep, once for a place."""
    return ground_f(days.month_mean_f, deep=False), ground_f(days.month_mean_f, deep=True)


def energy_balance(room: Nodes, days: TypicalDays) -> Balance:
    """Heat that each hour of ``days`` brings to air and mass, and what it takes to warm the air."""
    outdoor_f = days.outdoor_f
    flow_cfm = leakage_cfm(room, outdoor_f, days.wind_mph)
    to_air = room.ua + AIR_SENSIBLE * room.altitude_factor * flow_cfm
    in_use = np.array(room.in_use)[:, None]
    sun = days.of_days(np.tensordot(np.array(room.sun_ft2), days.passed, axes=1))
    on_walls = np.tensordot(np.array(room.wall_absorbs), days.sun_walls, axes=1)
    wall_f = (on_walls - SKY_LOSS["wall"]) / FACE_FILM
    roof_f = (room.roof_absorbs * days.sun_roof - SKY_LOSS["roof"]) / FACE_FILM
    attic_f = room.attic_excess_f / FULL_SUN * days.sun_roof
    shallow_f, deep_f = _ground_of(days)
    besides_air = days.of_days(
        room.wall_ua * wall_f
        + room.roof_ua * roof_f
        + room.attic_ua * attic_f
        + room.shallow_ua * shallow_f
        + room.deep_ua * deep_f
    )
    gains = in_use * (room.people_btu_h + room.equipment_btu_h)
    coupling = MASS_TO_AIR * room.floor_ft2
    through_mass = coupling * room.mass_btu_f / (room.mass_btu_f + coupling)
    cools = (outdoor_f > COOLING_ABOVE_F) | room.cools_in_winter
    opens = in_use & room.opens_windows & (outdoor_f > WINDOWS_OPEN["outside above"])
    return Balance(
        outdoor_f=outdoor_f,
        on_air=to_air * outdoor_f + besides_air + gains + (1 - SUN_ON_MASS) * sun,
        on_mass=SUN_ON_MASS * sun,
        stiffness=FURNISHED_AIR * room.volume_ft3
        + to_air
        + room.shallow_ua
        + room.deep_ua
        + through_mass,
        heat_at_f=np.where(room.in_use, room.hold_f, room.setback_f),
        cools=cools & in_use,
        opens=opens,
        flow_cfm=flow_cfm,
    )
