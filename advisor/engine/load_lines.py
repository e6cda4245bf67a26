"""The lines of a room's load: what each face, the air and the people add, for all scenarios."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from advisor.engine.air import summer_share
from advisor.engine.constants import MJ8, constant
from advisor.engine.conversions import BTU_PER_WH
from advisor.engine.design_day import COOLING_INDOOR_F, SummerDay, rounded_latitude
from advisor.engine.glass import SKYLIGHT, GlassLoad, Panes, skylight_load, window_load
from advisor.engine.ground import (
    CRAWL_WALL_U,
    DEEP_FLOOR_FT,
    basement_floor_u,
    buried_wall_u,
    floor_share,
)
from advisor.engine.parameters import ORIENTATIONS
from advisor.engine.place import FloatArray, Place
from advisor.engine.roofs import (
    attic_difference_f,
    cathedral_difference_f,
    open_floor_difference_f,
    sealed_attic_difference_f,
)
from advisor.engine.room import HEATING_INDOOR_F, Room
from advisor.engine.sun import SIDES, sun_through_glass
from advisor.engine.walls import door_difference_f, wall_difference_f

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
PARTITION_HOTTER_F = constant(
    "PARTITION_HOTTER_F",
    17.0,
    "°F",
    source=f"{MJ8}, table 4C, medium daily range",
    says="a garage or unheated room beside the room is this much hotter than outside in summer;"
    " in winter it is as cold",
)
PERSON_SENSIBLE = constant("PERSON_SENSIBLE", 230.0, "BTU/h", source=MJ8, says="warmth of a person")
PERSON_LATENT = constant("PERSON_LATENT", 200.0, "BTU/h", source=MJ8, says="moisture of a person")
SUN_CALIBRATION = constant(
    "SUN_CALIBRATION",
    0.85,
    "×",
    source="one calibration against Manual J example loads; not to be refitted",
    says="factor on the clear sky's sun through glass, on the days beside July",
)

WINDOW_LINES = {
    "n": "windows_north",
    "ne": "windows_northeast",
    "e": "windows_east",
    "se": "windows_southeast",
    "s": "windows_south",
    "sw": "windows_southwest",
    "w": "windows_west",
    "nw": "windows_northwest",
}
OFTEN_ABSENT = (
    "skylight",
    "partition",
    *(WINDOW_LINES[side] for side in SIDES if side not in ORIENTATIONS),
)
"""Lines that are only named where the room has them."""


def altitude_factor(elevation_ft: float) -> float:
    """Density of the air against sea level. Manual J table 10A."""
    return 1.0 - ALTITUDE_PER_FT * max(0.0, elevation_ft)


@dataclass(frozen=True, kw_only=True, eq=False)
class Shell:
    """Conduction and air of a room at a place, each over scenarios (s,)."""

    ua: dict[str, FloatArray]  # U × A by line; a garage below counts fully [BTU/h·°F]
    cfm: FloatArray  # winter design air leakage
    summer_share: float  # of it in summer
    acf: float  # density of the air against sea level

    @property
    def summer_cfm(self) -> FloatArray:
        return self.cfm * self.summer_share


def shell_of(room: Room, place: Place) -> Shell:
    """Conduction and air of ``room`` at ``place``."""
    cfm = room["ach"] * room["area_ft2"] * room["ceiling_ft"] / 60
    winter_f = max(0.0, HEATING_INDOOR_F - place.heating_design_f)
    summer_f = place.cooling_design_f - COOLING_INDOOR_F
    return Shell(
        ua=_conductances(room),
        cfm=cfm,
        summer_share=summer_share(winter_f, summer_f),
        acf=altitude_factor(place.elevation_ft),
    )


def heating_lines(room: Room, shell: Shell, winter_f: float) -> dict[str, FloatArray]:
    """Heat that leaves at ``winter_f`` below the room's temperature, by line. [BTU/h]"""
    ua = shell.ua
    lines = {name: conductance * winter_f for name, conductance in ua.items() if name != "windows"}
    for side, name in WINDOW_LINES.items():
        lines[name] = ua["windows"] * room[f"glass_{side}"] * winter_f
    lines["floor"] = lines["floor"] - np.where(
        room["below_garage"] > 0, ua["floor"] * min(GARAGE_WARMER_F, winter_f), 0.0
    )
    lines["air"] = AIR_SENSIBLE * shell.acf * shell.cfm * winter_f
    return lines


def cooling_lines(
    room: Room, place: Place, shell: Shell, day: SummerDay
) -> tuple[dict[str, FloatArray], FloatArray]:
    """Lines of Manual J's design day, and the sensible load of all of them. [BTU/h]"""
    lines = _steady_lines(room, shell, day)
    nothing = np.zeros_like(shell.cfm)
    lines |= dict.fromkeys((*WINDOW_LINES.values(), "skylight"), nothing)
    sides = [side for side in SIDES if room[f"glass_{side}"].any()]
    by_pane = _glass_by_tables(room, shell, place, day, sides).room_lines()
    for index, name in enumerate((*(WINDOW_LINES[side] for side in sides), "skylight")):
        lines[name] = by_pane[index]
    sensible = sum(lines.values(), nothing)
    moisture = max(0.0, place.humidity_design_gr_lb - INDOOR_HUMIDITY_GR_LB)
    _add_moisture(lines, room, shell, moisture)
    return lines, sensible


def cooling_on(
    room: Room, place: Place, shell: Shell, days: Sequence[SummerDay], at: Sequence[int] = (0,)
) -> list[dict[str, float]]:
    """Cooling at the worst hour of further days of a place, by month, moisture included, in the
    scenarios ``at``: of the likely room, unless another was put behind it. [BTU/h]

    Glass by the clear sky of the day: its sun is low, which Manual J's tables do not hold.
    """
    every = SummerDay(
        summer_f=np.array([[day.summer_f] for day in days]),
        daily_range_f=place.daily_range_f,
        sun=np.array([[day.sun] for day in days]),
    )
    lines = _steady_lines(room, shell, every)
    outdoor_f, climate = every.summer_f + COOLING_INDOOR_F, place.climate
    humidity = np.interp(outdoor_f, climate.outdoor_f, climate.humidity_gr_lb)
    moisture = np.minimum(humidity, place.humidity_design_gr_lb) - INDOOR_HUMIDITY_GR_LB
    _add_moisture(lines, room, shell, np.maximum(0.0, moisture))
    steady = sum((line[..., list(at)] for line in lines.values()), np.zeros((len(days), len(at))))
    found = []
    for column, scenario in enumerate(at):
        sun = _sun_on_glass(room, place, days, scenario)
        hourly = sun + shell.ua["windows"][scenario] * every.hourly_f
        cooling = steady[:, column] + np.maximum(0.0, hourly.max(axis=1))
        found.append(dict(zip([day.month for day in days], cooling.tolist(), strict=True)))
    return found


def _sun_on_glass(room: Room, place: Place, days: Sequence[SummerDay], scenario: int) -> FloatArray:
    """Cooling load of the sun through the glass of a scenario, at 8 to 20 o'clock: (days, 13)."""

    def of(name: str) -> float:
        return float(room.values[name][scenario])

    latitude = rounded_latitude(place)
    eave = {
        "overhang_ft": of("overhang_ft"),
        "gap_ft": of("overhang_gap_ft"),
        "glass_ft": of("glass_ft"),
    }
    sun = np.stack([sun_through_glass(latitude, day.month, **eave) for day in days])
    passes = ("window_ft2", "shgc", "inside_shade", "outside_shade")
    aperture = SUN_CALIBRATION * math.prod(of(name) for name in passes)
    return np.asarray(aperture * (sun @ np.array([of(f"glass_{side}") for side in SIDES])))


def _conductances(room: Room) -> dict[str, FloatArray]:
    roof_ft2 = room["area_ft2"] * (room["above_attic"] + room["above_roof"])
    skylight_ft2 = np.minimum(room["skylight_ft2"], roof_ft2)
    walls, buried, floor = _in_the_ground(room)
    return {
        "walls": walls,
        "walls_below_ground": buried,
        "windows": room["window_u"] * room["window_ft2"],
        "skylight": skylight_ft2 * room["skylight_u"],
        "door": room["door_ft2"] / room["door_r"],
        "partition": room["partition_ft2"] / room["wall_r"],
        "garage_door": room["garage_door_ft2"] / room["garage_door_r"],
        "roof": (roof_ft2 - skylight_ft2) / room["ceiling_r"],
        "floor": _framed_share(room) / room["floor_r"] * room["framed_ft2"]
        + room["below_slab"] * floor,
    }


def _framed_share(room: Room) -> FloatArray:
    """Share of the outdoor difference that a framed floor sees; 0 where there is none."""
    floor_u = 1 / room["floor_r"]
    over_crawl = floor_share(floor_u, room["crawl_u"], vented=room["crawl_vented"])
    over_basement = floor_share(
        floor_u, np.full_like(floor_u, CRAWL_WALL_U["vented"]), vented=np.zeros_like(floor_u)
    )
    return (
        room["below_outdoors"]
        + room["below_garage"]
        + room["below_crawlspace"] * over_crawl
        + room["below_basement"] * over_basement
    )


def _in_the_ground(room: Room) -> tuple[FloatArray, FloatArray, FloatArray]:
    """U × A of the walls above grade, of those below, and of a floor on the ground.

    A walk-out basement has one wall free, its neighbors at half the depth, the rest in full.
    """
    wall_ft, depth_ft, height_ft = room["wall_ft"], room["below_grade_ft"], room["ceiling_ft"]
    sides = np.maximum(1.0, room["walls"])
    free = room["walkout"] / sides
    half = room["walkout"] * np.minimum(2.0, sides - 1) / sides
    above, below, bare_ft2 = (np.zeros_like(wall_ft) for _part in range(3))
    for share, depth in ((free, 0.0), (half, 0.5), (1 - free - half, 1.0)):
        if share.any():
            above_u, below_u = buried_wall_u(
                height_ft, depth * depth_ft, room["wall_r"], soil_k=room["soil_k"]
            )
            above = above + share * wall_ft * height_ft * above_u
            below = below + share * wall_ft * height_ft * below_u
            bare_ft2 = bare_ft2 + share * wall_ft * (height_ft - depth * depth_ft)
    openings_ft2 = room["window_ft2"] + room["door_ft2"] + room["garage_door_ft2"]
    opaque = np.maximum(0.0, bare_ft2 - openings_ft2) / np.maximum(bare_ft2, 1e-9)
    deep = np.clip(depth_ft / DEEP_FLOOR_FT, 0.0, 1.0)
    at_edge = free + (1 - free) * (1 - deep)
    floor = at_edge * room["slab_f"] * wall_ft
    if deep.any():
        floor_u = basement_floor_u(
            np.maximum(1.0, depth_ft),
            room["house_width_ft"],
            insulated=room["floor_insulated"],
            soil_k=room["soil_k"],
        )
        floor = floor + deep * floor_u * room["area_ft2"]
    return above * opaque, below, floor


def _steady_lines(room: Room, shell: Shell, day: SummerDay) -> dict[str, FloatArray]:
    """Sensible lines without glass. [BTU/h]"""
    ua = shell.ua
    wall_f = wall_difference_f(room["wall_base_f"], room["wall_color"], day)
    door_f = door_difference_f(day)
    partition_f = np.maximum(0.0, day.summer_f + day.sun * PARTITION_HOTTER_F)
    roof_f = _roof_difference_f(room, day)
    warm_f = np.maximum(0.0, day.summer_f)
    floor_f = np.where(room["below_garage"] > 0, warm_f + GARAGE_HOTTER_F, warm_f)
    floor_f = np.where(room["below_outdoors"] > 0, open_floor_difference_f(day), floor_f)
    return {
        "walls": ua["walls"] * wall_f,
        "door": ua["door"] * door_f,
        "partition": ua["partition"] * partition_f,
        "garage_door": ua["garage_door"] * door_f,
        "roof": ua["roof"] * roof_f,
        "floor": ua["floor"] * (1 - room["below_slab"]) * floor_f,
        "air": AIR_SENSIBLE * shell.acf * shell.summer_cfm * warm_f,
        "people": room["people"] * PERSON_SENSIBLE,
        "equipment": room["watts"] * BTU_PER_WH,
    }


def _roof_difference_f(room: Room, day: SummerDay) -> FloatArray:
    """What stands for ΔT of the ceiling: below an attic, one that is sealed, or the roof itself."""
    of_roof_f = cathedral_difference_f(room["ceiling_r"], room["roof_color"], day)
    of_attic_f = attic_difference_f(room["attic_base_f"], day)
    sealed_f = sealed_attic_difference_f(of_roof_f, of_attic_f)
    below_roof_f = np.where(room["attic_sealed"] > 0, sealed_f, of_roof_f)
    return np.where(room["above_attic"] > 0, of_attic_f, below_roof_f)


def _add_moisture(
    lines: dict[str, FloatArray], room: Room, shell: Shell, moisture_gr_lb: float | FloatArray
) -> None:
    lines["air"] = lines["air"] + AIR_LATENT * shell.acf * shell.summer_cfm * moisture_gr_lb
    lines["people"] = lines["people"] + room["people"] * PERSON_LATENT


def _glass_by_tables(
    room: Room, shell: Shell, place: Place, day: SummerDay, sides: Sequence[str]
) -> GlassLoad:
    """Windows on these sides and, last, the skylight. [BTU/h]"""
    latitude = rounded_latitude(place)
    shares = np.array([room[f"glass_{side}"] for side in sides]).reshape(-1, shell.cfm.size)
    windows = window_load(
        Panes(
            side=np.array([SIDES.index(side) for side in sides], dtype=np.int64),
            area_ft2=shares * room["window_ft2"],
            u=room["window_u"],
            shgc=room["shgc"],
            inside=room["inside_shade"],
            outside=room["outside_shade"],
            overhang_ft=room["overhang_ft"],
            gap_ft=room["overhang_gap_ft"],
            glass_ft=room["glass_ft"],
        ),
        latitude=latitude,
        day=day,
    )
    return windows.joined(_skylight(room, shell, latitude, day))


def _skylight(room: Room, shell: Shell, latitude: float, day: SummerDay) -> GlassLoad:
    if not shell.ua["skylight"].any():
        nothing = np.zeros((12, 1, shell.cfm.size))
        return GlassLoad(average=nothing[0], hourly=nothing)
    return skylight_load(
        shell.ua["skylight"] / room["skylight_u"],
        u=room["skylight_u"],
        shgc=room["skylight_shgc"],
        inside=np.ones_like(shell.cfm),
        side="s",
        pitch_in_12=SKYLIGHT["pitch_in_12"],
        latitude=latitude,
        day=day,
    )
