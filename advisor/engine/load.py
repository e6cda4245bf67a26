"""Heating and cooling load of one room at design conditions, line by line, as a range.

Method: conduction and air after Manual J; cooling hour by hour from 8 to 20 o'clock with sun by
orientation, the largest hour taken. Everything is computed for all scenarios of the room at once.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from advisor.engine.constants import (
    ASHRAE_CLEAR_SKY,
    ASHRAE_PROFILE,
    ASSUMPTION,
    MJ8,
    constant,
    table,
)
from advisor.engine.conversions import BTU_PER_WH
from advisor.engine.place import FloatArray, Place
from advisor.engine.room import (
    COOLING_INDOOR_F,
    ORIENTATIONS,
    PERIMETER_FACTOR,
    SPREADS,
    SUMMER_AIR_SHARE,
    Room,
)

AIR_SENSIBLE = constant(
    "AIR_SENSIBLE", 1.1, "BTU/h per cfm·°F", source=MJ8, says="heat that a stream of air carries"
)
AIR_LATENT = constant(
    "AIR_LATENT",
    0.68,
    "BTU/h per cfm·gr/lb",
    source=MJ8,
    says="heat to condense the moisture that a stream of air carries",
)
ALTITUDE_PER_FT = constant(
    "ALTITUDE_PER_FT",
    0.0000308,
    "1/ft",
    source=f"{MJ8}, table 10A",
    says="thinner air carries less heat: factor 1 - 0.0000308 × elevation",
)
INDOOR_HUMIDITY_GR_LB = constant(
    "INDOOR_HUMIDITY_GR_LB", 65.0, "gr/lb", source=MJ8, says="indoor air at 75 °F and 50%"
)
GARAGE_WARMER_F = constant(
    "GARAGE_WARMER_F",
    5.0,
    "°F",
    source=f"{MJ8}, table 4C",
    says="a garage below heated rooms is this much warmer than outside in winter",
)
GARAGE_HOTTER_F = constant(
    "GARAGE_HOTTER_F", 6.0, "°F", source=MJ8, says="and this much hotter in summer"
)
CRAWL_WALL_U = constant(
    "CRAWL_WALL_U",
    0.25,
    "BTU/h·ft²·°F",
    source=ASSUMPTION,
    says="bare walls of a crawl space or an unheated basement",
)
CRAWL_VENT_U = constant(
    "CRAWL_VENT_U", 0.11, "BTU/h·ft²·°F", source=MJ8, says="added by the vents of a crawl space"
)
SOIL_K = constant("SOIL_K", 0.8, "BTU/h·ft·°F", source="ASHRAE form", says="conductivity of soil")
BASEMENT_FLOOR_U = constant(
    "BASEMENT_FLOOR_U", 0.026, "BTU/h·ft²·°F", source=MJ8, says="floor of a basement"
)
DEEP_FLOOR_FT = constant(
    "DEEP_FLOOR_FT",
    2.0,
    "ft",
    source=ASSUMPTION,
    says="depth from which a floor loses as a basement's, not at its edge",
)
PERSON_SENSIBLE = constant("PERSON_SENSIBLE", 230.0, "BTU/h", source=MJ8, says="warmth of a person")
PERSON_LATENT = constant("PERSON_LATENT", 200.0, "BTU/h", source=MJ8, says="moisture of a person")
SUN_CALIBRATION = constant(
    "SUN_CALIBRATION",
    0.85,
    "×",
    source="one calibration against Manual J example loads; not to be refitted",
    says="factor on the sun through glass",
)
ROOF_ABSORPTANCE = constant(
    "ROOF_ABSORPTANCE", 0.85, "share", source=ASSUMPTION, says="a dark roof"
)
FLAT_ROOF = table(
    "FLAT_ROOF",
    {"share": 0.72, "sun": 68.9, "sky": 12.6},
    "×, °F, °F",
    source="our assumption, fitted to Manual J component loads",
    says="a cathedral or flat roof: share × (ΔT + sun × absorptance − sky − drop)",
)
ATTIC_EXCESS_F = constant(
    "ATTIC_EXCESS_F",
    33.0,
    "°F",
    source="our assumption, fitted to Manual J component loads",
    says="a ceiling under a vented attic with dark shingles, above the design difference",
)
WALL_EXCESS_F = constant(
    "WALL_EXCESS_F",
    8.0,
    "°F",
    source="our assumption, fitted to Manual J component loads",
    says="sun on a wall of medium color, above the design difference",
)
DAILY_RANGE_SHARE = constant(
    "DAILY_RANGE_SHARE",
    0.36,
    "×",
    source="our assumption, fitted to Manual J component loads",
    says="share of the daily range by which walls and roofs stay cooler",
)
HUMID_GR_LB = constant(
    "HUMID_GR_LB",
    30.0,
    "gr/lb",
    source=MJ8,
    says="moisture above indoor air from which a place counts as humid",
)
SENSIBLE_SHARE_HUMID = constant(
    "SENSIBLE_SHARE_HUMID", 0.75, "share", source=MJ8, says="sensible share of a unit, humid place"
)
SENSIBLE_SHARE_DRY = constant(
    "SENSIBLE_SHARE_DRY", 0.85, "share", source=MJ8, says="sensible share of a unit, dry place"
)

DAILY_PROFILE = table(
    "DAILY_PROFILE",
    dict(
        enumerate(
            (
                *(0.87, 0.92, 0.96, 0.99, 1.00, 0.98, 0.93, 0.84, 0.71, 0.56, 0.39, 0.23),
                *(0.11, 0.03, 0.00, 0.03, 0.10, 0.21, 0.34, 0.47, 0.58, 0.68, 0.76, 0.82),
            ),
            start=1,
        )
    ),
    "share of the daily range below the design temperature, by hour",
    source=ASHRAE_PROFILE,
    says="outdoor temperature through the design day",
)
RADIANT_SERIES = table(
    "RADIANT_SERIES",
    dict(enumerate((0.50, 0.18, 0.10, 0.07, 0.05, 0.03, 0.02, 0.02, 0.01, 0.01, 0.01))),
    "share after so many hours",
    source="our assumption after ASHRAE's radiant time series",
    says="sun is stored by the room and becomes load over hours",
)
SUN_A = constant("SUN_A", 344.0, "BTU/h·ft²", source=ASHRAE_CLEAR_SKY, says="beam outside the air")
SUN_B = constant("SUN_B", 0.207, "1", source=ASHRAE_CLEAR_SKY, says="extinction of the air")
SUN_C = constant("SUN_C", 0.136, "1", source=ASHRAE_CLEAR_SKY, says="diffuse share of the beam")
SUN_DECLINATION = constant(
    "SUN_DECLINATION", 20.6, "°", source=ASHRAE_CLEAR_SKY, says="height of the sun in July"
)
GROUND_REFLECTANCE = constant(
    "GROUND_REFLECTANCE", 0.2, "share", source=ASHRAE_CLEAR_SKY, says="sun off the ground"
)
DIFFUSE_MODIFIER = constant(
    "DIFFUSE_MODIFIER", 0.87, "×", source=ASHRAE_CLEAR_SKY, says="diffuse light through glass"
)

ENERGY_STAR_CHART = table(
    "ENERGY_STAR_CHART",
    {
        150: 5_000,
        250: 6_000,
        300: 7_000,
        350: 8_000,
        400: 9_000,
        450: 10_000,
        550: 12_000,
        700: 14_000,
        1000: 18_000,
        1200: 21_000,
        1400: 23_000,
        1500: 24_000,
        2000: 30_000,
        2500: 34_000,
    },
    "BTU/h of a room air conditioner up to this floor area [ft²]",
    source="US EPA, ENERGY STAR room air conditioner sizing chart",
    says="what stores quote: one number for every climate, wall, and window; only a cross-check",
)

PEAK_HOURS = np.arange(8, 21)
FACE_AZIMUTH_DEG = {"n": 180.0, "e": -90.0, "s": 0.0, "w": 90.0}  # from south, west positive
WINDOW_LINES = {
    "n": "windows_north",
    "e": "windows_east",
    "s": "windows_south",
    "w": "windows_west",
}


@dataclass(frozen=True, kw_only=True)
class Spread:
    """A load as low, likely and high. [BTU/h]"""

    low: float
    likely: float
    high: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Loads:
    """Design loads of a room; ``*_lines`` and the season's figures are those of the likely room.

    Lines add up to the likely load of the calculation. ``own_*`` is the user's own load:
    then ``heating`` and ``cooling`` are that one, and ``calculated_*`` is ours.
    """

    heating: Spread
    cooling: Spread  # sensible + latent
    calculated_heating: Spread
    calculated_cooling: Spread
    heating_lines: dict[str, float]  # [BTU/h]
    cooling_lines: dict[str, float]  # [BTU/h]
    sensible_btu_h: float
    cooling_capacity_needed_btu_h: float  # what a unit must be rated for, see ``_selection``
    humid: bool
    ua_btu_h_f: float  # conduction per degree
    air_cfm: float  # winter design air leakage
    sun_ft2: dict[str, float]  # per orientation: glass × solar gain × shades
    people_btu_h: float  # sensible
    people_latent_btu_h: float
    equipment_btu_h: float  # mean of the year
    altitude_factor: float
    heating_scale: float = 1.0  # of the season's heat: the user's own load, or an end
    cooling_scale: float = 1.0  # the same of its cooling
    # Distance between the two ends of each soft answer, all else likely. [BTU/h]
    heating_doubts: dict[str, float] = field(default_factory=dict)
    cooling_doubts: dict[str, float] = field(default_factory=dict)


def energy_star_chart(area_ft2: float) -> int:
    """Cooling that the ENERGY STAR area chart names for a floor area. [BTU/h]"""
    return next(size for most, size in ENERGY_STAR_CHART.items() if area_ft2 <= most)


def altitude_factor(elevation_ft: float) -> float:
    """Density of the air against sea level. Manual J table 10A."""
    return 1.0 - ALTITUDE_PER_FT * max(0.0, elevation_ft)


def below_grade_u(depth_ft: float, wall_r: float) -> float:
    """Mean U of a wall below ground from the surface to ``depth_ft``. [BTU/h·ft²·°F]

    ASHRAE's form; ``wall_r`` is wall and film together [h·ft²·°F/BTU].

    >>> round(below_grade_u(7, 7.3), 3)
    0.077
    """
    if depth_ft <= 0:
        return 0.0
    path = 2 * SOIL_K * wall_r / np.pi
    return float(2 * SOIL_K / np.pi * np.log1p(depth_ft / path) / depth_ft)


@lru_cache(maxsize=256)
def sun_through_glass(latitude: float) -> FloatArray:
    """Cooling load per ft² of plain glass, hours 8 to 20 × n, e, s, w. [BTU/h·ft²]

    ASHRAE clear sky on July 21, incidence and diffuse modifiers, delayed by the radiant series.
    """
    lat, declination = np.radians(latitude), np.radians(SUN_DECLINATION)
    hour_angle = np.radians(15.0 * (np.arange(1, 25) - 12))
    sin_height = np.clip(
        np.cos(lat) * np.cos(declination) * np.cos(hour_angle) + np.sin(lat) * np.sin(declination),
        0.0,
        None,
    )
    up = sin_height > 0.01
    cos_height = np.sqrt(1 - sin_height**2)
    beam = np.where(up, SUN_A * np.exp(-SUN_B / np.maximum(sin_height, 0.01)), 0.0)
    # Azimuth from south, positive to the west.
    azimuth = np.arctan2(
        np.sin(hour_angle), np.cos(hour_angle) * np.sin(lat) - np.tan(declination) * np.cos(lat)
    )
    face = np.radians(np.array([FACE_AZIMUTH_DEG[side] for side in ORIENTATIONS]))
    cos_incidence = np.clip(cos_height[:, None] * np.cos(azimuth[:, None] - face), 0.0, None)
    modifier = np.clip(1 - 0.1 * (1 / np.maximum(cos_incidence, 0.05) - 1), 0.0, 1.0)
    diffuse = beam * (0.5 * SUN_C + 0.5 * GROUND_REFLECTANCE * (SUN_C + sin_height))
    passed = beam[:, None] * cos_incidence * modifier + DIFFUSE_MODIFIER * diffuse[:, None]
    delayed = sum(share * np.roll(passed, hours, axis=0) for hours, share in RADIANT_SERIES.items())
    return np.asarray(delayed)[PEAK_HOURS - 1]


def loads(
    room: Room, place: Place, *, own_heating: float | None, own_cooling: float | None
) -> Loads:
    """Design loads of ``room`` at ``place``, with their ranges. [BTU/h]

    ``own_heating`` and ``own_cooling`` are design loads of a calculation that the user has; they
    replace ours in what follows, and the season's lines are scaled to them.
    """
    acf = altitude_factor(place.elevation_ft)
    winter_f = max(0.0, room.hold_f - place.heating_design_f)
    summer_f = max(0.0, place.cooling_design_f - COOLING_INDOOR_F)
    ua = _conductances(room)
    cfm = room["ach"] * room["area_ft2"] * room["ceiling_ft"] / 60
    heating = _heating_lines(room, ua, cfm, acf, winter_f)
    cooling, sensible = _cooling_lines(room, place, ua=ua, cfm=cfm, acf=acf, summer_f=summer_f)
    heating_total = sum(heating.values(), np.zeros_like(cfm))
    cooling_total = sum(cooling.values(), np.zeros_like(cfm))
    calculated_heating = _spread(heating_total)
    calculated_cooling = _spread(cooling_total)
    cooling_scale = _scale(own_cooling, calculated_cooling)
    sensible_likely = float(sensible[0]) * cooling_scale
    humid = place.humidity_design_gr_lb - INDOOR_HUMIDITY_GR_LB > HUMID_GR_LB
    cooling_spread = _own(own_cooling) or calculated_cooling
    return Loads(
        heating=_own(own_heating) or calculated_heating,
        cooling=cooling_spread,
        calculated_heating=calculated_heating,
        calculated_cooling=calculated_cooling,
        heating_lines={name: float(line[0]) for name, line in heating.items()},
        cooling_lines={name: float(line[0]) for name, line in cooling.items()},
        sensible_btu_h=sensible_likely,
        cooling_capacity_needed_btu_h=max(
            cooling_spread.likely,
            sensible_likely / (SENSIBLE_SHARE_HUMID if humid else SENSIBLE_SHARE_DRY),
        ),
        humid=humid,
        ua_btu_h_f=float(sum(ua.values(), np.zeros_like(cfm))[0]),
        air_cfm=float(cfm[0]),
        sun_ft2=_sun_ft2(room),
        people_btu_h=room.likely("people") * PERSON_SENSIBLE,
        people_latent_btu_h=room.likely("people") * PERSON_LATENT,
        equipment_btu_h=room.mean_watts * BTU_PER_WH,
        altitude_factor=acf,
        heating_scale=_scale(own_heating, calculated_heating),
        cooling_scale=cooling_scale,
        heating_doubts=_doubts(room, heating_total),
        cooling_doubts=_doubts(room, cooling_total),
    )


def _scale(own: float | None, calculated: Spread) -> float:
    """A load that was measured or calculated elsewhere scales the season that follows from it."""
    return own / calculated.likely if own is not None and calculated.likely else 1.0


def _sun_ft2(room: Room) -> dict[str, float]:
    """Glass of the likely room that the sun passes in full, by side. [ft²]"""
    passes = ("window_ft2", "shgc", "inside_shade", "outside_shade")
    window_ft2, shgc, inside, outside = (room.likely(name) for name in passes)
    return {
        side: float(window_ft2 * room.likely(f"glass_{side}") * shgc * inside * outside)
        for side in ORIENTATIONS
    }


def at_end(loads_: Loads, *, end: str) -> Loads:
    """The same room with its heating and cooling at the ``low`` or ``high`` end of their ranges."""
    heating, cooling = getattr(loads_.heating, end), getattr(loads_.cooling, end)
    warm = heating / loads_.heating.likely if loads_.heating.likely else 1.0
    cool = cooling / loads_.cooling.likely if loads_.cooling.likely else 1.0
    return replace(
        loads_,
        heating=replace(loads_.heating, likely=heating),
        cooling=replace(loads_.cooling, likely=cooling),
        sensible_btu_h=loads_.sensible_btu_h * cool,
        cooling_capacity_needed_btu_h=loads_.cooling_capacity_needed_btu_h * cool,
        heating_scale=loads_.heating_scale * warm,
        cooling_scale=loads_.cooling_scale * cool,
    )


def _conductances(room: Room) -> dict[str, FloatArray]:
    """U × A per face, by line; a garage below counts fully here. [BTU/h·°F]"""
    perimeter_ft = PERIMETER_FACTOR * np.sqrt(room["area_ft2"]) * room["walls"] / 4
    wall_ft2 = perimeter_ft * room["ceiling_ft"]
    buried_share = room["below_grade_ft"] / room["ceiling_ft"]
    openings_ft2 = room["window_ft2"] + room["door_ft2"] + room["garage_door_ft2"]
    opaque_ft2 = np.maximum(0.0, wall_ft2 * (1 - buried_share) - openings_ft2)
    roof_ft2 = room["area_ft2"] * (room["above_attic"] + room["above_roof"])
    buried_u = np.array(
        [
            below_grade_u(depth, r)
            for depth, r in zip(room["below_grade_ft"], room["wall_r"], strict=True)
        ]
    )
    floor_u = 1 / room["floor_r"]
    vented_u = CRAWL_WALL_U + CRAWL_VENT_U
    framed = (
        room["below_outdoors"]
        + room["below_garage"]
        + room["below_crawlspace"] * vented_u / (vented_u + 4 * floor_u)
        + room["below_basement"] * CRAWL_WALL_U / (CRAWL_WALL_U + 4 * floor_u)
    )
    deep = np.clip(room["below_grade_ft"] / DEEP_FLOOR_FT, 0.0, 1.0)
    on_ground = deep * BASEMENT_FLOOR_U * room["area_ft2"] + (1 - deep) * (
        room["slab_f"] * perimeter_ft
    )
    return {
        "walls": opaque_ft2 / room["wall_r"],
        "walls_below_ground": buried_u * perimeter_ft * room["below_grade_ft"],
        "windows": room["window_u"] * room["window_ft2"],
        "door": room["door_ft2"] / room["door_r"],
        "garage_door": room["garage_door_ft2"] / room["garage_door_r"],
        "roof": roof_ft2 / room["ceiling_r"],
        "floor": framed * floor_u * room["area_ft2"] + room["below_slab"] * on_ground,
    }


def _heating_lines(
    room: Room, ua: dict[str, FloatArray], cfm: FloatArray, acf: float, winter_f: float
) -> dict[str, FloatArray]:
    lines = {name: conductance * winter_f for name, conductance in ua.items() if name != "windows"}
    for side, name in WINDOW_LINES.items():
        lines[name] = ua["windows"] * room[f"glass_{side}"] * winter_f
    lines["floor"] = lines["floor"] - np.where(
        room["below_garage"] > 0, ua["floor"] * min(GARAGE_WARMER_F, winter_f), 0.0
    )
    lines["air"] = AIR_SENSIBLE * acf * cfm * winter_f
    return lines


def _cooling_lines(
    room: Room,
    place: Place,
    *,
    ua: dict[str, FloatArray],
    cfm: FloatArray,
    acf: float,
    summer_f: float,
) -> tuple[dict[str, FloatArray], FloatArray]:
    """Lines at the hour with the largest sensible load, and that load. [BTU/h]"""
    drop_f = DAILY_RANGE_SHARE * place.daily_range_f
    wall_f = max(0.0, summer_f + WALL_EXCESS_F - drop_f)
    attic_f = summer_f + ATTIC_EXCESS_F
    flat_f = max(
        0.0,
        FLAT_ROOF["share"]
        * (summer_f + FLAT_ROOF["sun"] * ROOF_ABSORPTANCE - FLAT_ROOF["sky"] - drop_f),
    )
    garage_f = summer_f + GARAGE_HOTTER_F
    summer_cfm = cfm * SUMMER_AIR_SHARE
    framed = ua["floor"] * (1 - room["below_slab"])
    steady = {
        "walls": ua["walls"] * wall_f,
        "door": ua["door"] * wall_f,
        "garage_door": ua["garage_door"] * wall_f,
        "roof": ua["roof"] * np.where(room["above_attic"] > 0, attic_f, flat_f),
        "floor": framed * np.where(room["below_garage"] > 0, garage_f, summer_f),
        "air": AIR_SENSIBLE * acf * summer_cfm * summer_f,
        "people": room["people"] * PERSON_SENSIBLE,
        "equipment": room["watts"] * BTU_PER_WH,
    }
    sun = sun_through_glass(round(place.latitude * 2) / 2)  # (hours, sides)
    aperture = (
        SUN_CALIBRATION
        * room["window_ft2"]
        * room["shgc"]
        * room["inside_shade"]
        * room["outside_shade"]
    )
    profile = np.array([DAILY_PROFILE[int(hour)] for hour in PEAK_HOURS])
    outdoor_f = place.cooling_design_f - place.daily_range_f * profile - COOLING_INDOOR_F
    shares = np.stack([room[f"glass_{side}"] for side in ORIENTATIONS])  # (sides, scenarios)
    by_side = shares[None] * (
        aperture * sun[:, :, None] + ua["windows"] * outdoor_f[:, None, None]
    )  # (hours, sides, scenarios)
    peak = np.argmax(by_side.sum(axis=1), axis=0)
    at_peak = by_side[peak, :, np.arange(peak.size)]  # (scenarios, sides)
    glass = np.maximum(0.0, at_peak)
    lines = steady | {
        WINDOW_LINES[side]: glass[:, index] for index, side in enumerate(ORIENTATIONS)
    }
    sensible = sum(lines.values(), np.zeros_like(cfm))
    moisture = max(0.0, place.humidity_design_gr_lb - INDOOR_HUMIDITY_GR_LB)
    lines["air"] = lines["air"] + AIR_LATENT * acf * summer_cfm * moisture
    lines["people"] = lines["people"] + room["people"] * PERSON_LATENT
    return lines, sensible


def _spread(totals: FloatArray) -> Spread:
    """Likely value, and the differences of all scenarios with the method's own, in quadrature."""
    likely = float(totals[0])
    pairs = totals[1:].reshape(-1, 2) - likely
    low, high = SPREADS["method"]
    down = np.append(np.minimum(pairs.min(axis=1, initial=0.0), 0.0), likely * (low - 1))
    up = np.append(np.maximum(pairs.max(axis=1, initial=0.0), 0.0), likely * (high - 1))
    return Spread(
        low=max(0.0, likely - float(np.sqrt((down**2).sum()))),
        likely=likely,
        high=likely + float(np.sqrt((up**2).sum())),
    )


def _doubts(room: Room, totals: FloatArray) -> dict[str, float]:
    """How far each soft answer alone moves the load, from its low to its high end. [BTU/h]"""
    ends = np.column_stack([totals[1:].reshape(-1, 2), np.full(len(room.spreads), totals[0])])
    return dict(zip(room.spreads, np.ptp(ends, axis=1).tolist(), strict=True))


def _own(load_btu_h: float | None) -> Spread | None:
    if load_btu_h is None:
        return None
    return Spread(low=0.9 * load_btu_h, likely=load_btu_h, high=1.1 * load_btu_h)
