"""Ten rooms in Miami and Greensboro through whole hourly weather files, with a unit that is too
small for their coldest nights or hottest days (it carries 70% of the load at the design
temperature), against the worst week that is made of typical days.

The files are those that come with pvlib (12839.tm2, a TMY2, and 723170TYA.CSV, a TMY3), read here
without it. The truth is the same room hour by hour through 8,760 hours, with the sun of each hour
on each side of it; in summer from June through August, for the hottest week is one of the hottest
month. The days of the worst week are made of the file's own hours, sorted into bins as
those of our stations are, and again of the station that we ship: for Miami that is a year of other
hours. What is measured is printed (``-s``).
"""

import csv
import importlib.util
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from advisor.engine.air import LEAKAGE
from advisor.engine.conversions import fahrenheit
from advisor.engine.load_lines import AIR_SENSIBLE
from advisor.engine.place import Climate, FloatArray
from advisor.engine.room_year import (
    FURNISHED_AIR,
    MASS_TO_AIR,
    ROOM_MASS,
    SUN_ON_MASS,
    Nodes,
)
from advisor.engine.typical_days import BIN_WIDTH_F, HOURS, IS_DAY, SIDES
from advisor.engine.worst_week import HOT_DOUBT_F, room_days, week_of
from advisor.reference.places import find_place
from tests.advisor.engine.reference_years import PLACES
from tests.advisor.engine.test_reference_years import reference_nodes

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("real_data")]

BTU_PER_FT2 = 0.317  # per W/m²
MPH_PER_M_S = 2.237
SHARE = 0.7  # of the design load, that the unit gives at the design temperature
PER_DEGREE = 0.01  # more heat for each °F that it is warmer, half as much less cold
SUMMER = slice(24 * 151, 24 * 243)
HOT_HOURS = 0.01  # of a year: the load of cooling that all but these stay below
MONTH_ENDS = 24 * np.cumsum([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
AZIMUTH = {"n": 0.0, "e": 90.0, "s": 180.0, "w": 270.0}


@dataclass(frozen=True, kw_only=True, eq=False)
class Weather:
    """8,760 hours that end at 1 … 24 o'clock; sun in W/m², degrees north and east."""

    latitude: float
    longitude: float
    zone: float  # hours from Greenwich
    whole: FloatArray  # on a horizontal face
    direct: FloatArray  # normal to the sun
    diffuse: FloatArray
    outdoor_f: FloatArray
    wind_mph: FloatArray


def file_of(name: str) -> Path:
    """A file of pvlib's, which is not imported: it would want packages that we have no need of."""
    found = importlib.util.find_spec("pvlib")
    assert found is not None
    assert found.submodule_search_locations
    return Path(found.submodule_search_locations[0]) / "data" / name


def read_tm2(path: Path) -> Weather:
    """TMY2: fixed columns, tenths of a degree and of a meter a second."""
    head, *lines = path.read_text(encoding="ascii").splitlines()

    def column(start: int, end: int) -> FloatArray:
        return np.array([float(line[start:end]) for line in lines])

    north, west = head[37:], head[44:]
    return Weather(
        latitude=float(north[2:4]) + float(north[5:7]) / 60,
        longitude=-(float(west[2:5]) + float(west[6:8]) / 60),
        zone=float(head[33:36]),
        whole=column(17, 21),
        direct=column(23, 27),
        diffuse=column(29, 33),
        outdoor_f=fahrenheit(column(67, 71) / 10),
        wind_mph=column(95, 98) / 10 * MPH_PER_M_S,
    )


def read_tmy3(path: Path) -> Weather:
    with path.open(newline="", encoding="ascii") as lines:
        head = next(csv.reader(lines))
        rows = list(csv.DictReader(lines))

    def column(name: str) -> FloatArray:
        return np.array([float(row[name]) for row in rows])

    return Weather(
        latitude=float(head[4]),
        longitude=float(head[5]),
        zone=float(head[3]),
        whole=column("GHI (W/m^2)"),
        direct=column("DNI (W/m^2)"),
        diffuse=column("DHI (W/m^2)"),
        outdoor_f=fahrenheit(column("Dry-bulb (C)")),
        wind_mph=column("Wspd (m/s)") * MPH_PER_M_S,
    )


@cache
def weather_of(place: str) -> Weather:
    if place == "Miami":
        return read_tm2(file_of("12839.tm2"))
    return read_tmy3(file_of("723170TYA.CSV"))


def passed_sun(weather: Weather) -> dict[str, FloatArray]:
    """Sun through plain glass on each side, by the hour. [BTU/h·ft²]"""
    hours = np.arange(8760)
    day = hours // 24 + 1
    declination = np.radians(23.45) * np.sin(2 * np.pi * (284 + day) / 365)
    b = 2 * np.pi * (day - 81) / 364
    equation_min = 9.87 * np.sin(2 * b) - 7.53 * np.cos(b) - 1.5 * np.sin(b)
    solar_h = hours % 24 + 0.5 + equation_min / 60 + weather.longitude / 15 - weather.zone
    angle = np.radians(15 * (solar_h - 12))
    lat = np.radians(weather.latitude)
    height = np.sin(lat) * np.sin(declination) + np.cos(lat) * np.cos(declination) * np.cos(angle)
    east = -np.cos(declination) * np.sin(angle)
    north = np.cos(lat) * np.sin(declination) - np.sin(lat) * np.cos(declination) * np.cos(angle)
    sky = 0.87 * (0.5 * weather.diffuse + 0.1 * weather.whole)
    passed = {}
    for side, degrees in AZIMUTH.items():
        face = np.radians(degrees)
        cosine = np.where(height > 0.02, east * np.sin(face) + north * np.cos(face), 0.0)
        cosine = np.maximum(cosine, 0.0)
        modifier = np.clip(1 - 0.1 * (1 / np.maximum(cosine, 0.06) - 1), 0, 1)
        passed[side] = BTU_PER_FT2 * (weather.direct * cosine * modifier + sky)
    return passed


def most_heat(room: Nodes, design_f: float, outdoor_f: FloatArray) -> FloatArray:
    """What a unit gives that carries 70% of the room's load at the design temperature. [BTU/h]"""
    air = AIR_SENSIBLE * room.altitude_factor * room.air_cfm
    at_design = SHARE * (room.ua + air) * (room.hold_f - design_f)
    return at_design * (1 + PER_DEGREE * (outdoor_f - design_f))


@dataclass(frozen=True, kw_only=True, eq=False)
class Hours:
    """A year hour by hour."""

    air_f: FloatArray
    cold_btu_h: FloatArray  # what it took


ENOUGH = np.full(8760, np.inf)


def hour_by_hour(
    room: Nodes, weather: Weather, *, heat: FloatArray = ENOUGH, cold: FloatArray = ENOUGH
) -> Hours:
    """The room through the second of two years, windows shut, cooled to 75 °F, with so much heat
    and cold at the most. [BTU/h]"""
    sides = passed_sun(weather)
    sun = np.zeros(8760)
    for side, passed in sides.items():
        sun += room.sun_ft2[SIDES.index(side)] * passed
    night = LEAKAGE["stack"] * room.design_drop_f + LEAKAGE["wind"] * LEAKAGE["winter mph"] ** 2
    now = (
        LEAKAGE["stack"] * np.abs(70.0 - weather.outdoor_f) + LEAKAGE["wind"] * weather.wind_mph**2
    )
    flow = room.air_cfm * np.sqrt(now / night)
    loss = room.ua + AIR_SENSIBLE * room.altitude_factor * flow
    air_store, link = FURNISHED_AIR * room.volume_ft3, MASS_TO_AIR * room.floor_ft2
    air = mass = room.hold_f
    found, taken = np.empty(8760), np.empty(8760)
    for _year in range(2):
        for hour in range(8760):
            to, gains = weather.outdoor_f[hour], room.equipment_btu_h
            on_mass = SUN_ON_MASS * sun[hour]
            a11, a22 = air_store + loss[hour] + link, room.mass_btu_f + link
            b1 = air_store * air + loss[hour] * to + gains + (1 - SUN_ON_MASS) * sun[hour]
            b2 = room.mass_btu_f * mass + on_mass
            determinant = a11 * a22 - link**2
            free = (b1 * a22 + link * b2) / determinant
            per_btu = a22 / determinant
            given = min(max((room.hold_f - free) / per_btu, 0.0), heat[hour])
            took = min(max((free - 75.0) / per_btu, 0.0), cold[hour]) if to > 65.0 else 0.0
            air = free + (given - took) * per_btu
            mass = (b2 + link * air) / a22
            found[hour], taken[hour] = air, took
    return Hours(air_f=found, cold_btu_h=taken)


@cache
def climate_of(weather: Weather) -> Climate:
    """The file sorted into bins, as the shipped stations are."""
    width = int(BIN_WIDTH_F)
    bins = (width * np.round(weather.outdoor_f / width)).astype(int)
    centers, at = np.unique(bins, return_inverse=True)
    month = np.searchsorted(MONTH_ENDS, np.arange(8760), side="right")
    by_day = np.isin(np.arange(8760) % 24 + 1, HOURS[IS_DAY])

    def hours(chosen: npt.NDArray[np.bool_]) -> FloatArray:
        counted = np.zeros((12, centers.size))
        np.add.at(counted, (month[chosen], at[chosen]), 1.0)
        return counted

    whole, light = hours(np.ones(8760, dtype=bool)), hours(by_day)
    days = np.diff(MONTH_ENDS, prepend=0) / 24
    unused = np.zeros(centers.size)
    return Climate(
        bin_f=centers.astype(float),
        outdoor_f=np.bincount(at, weights=weather.outdoor_f) / np.bincount(at),
        hours=whole.sum(axis=0),
        hours_day=light.sum(axis=0),
        humidity_gr_lb=unused,
        sun_h=unused,
        sun_n=unused,
        sun_e=unused,
        sun_s=unused,
        sun_w=unused,
        month_hours=whole,
        month_hours_day=light,
        sun_day=BTU_PER_FT2 * np.bincount(month, weights=weather.whole) / days,
        wind_mph=float(weather.wind_mph[(month < 2) | (month == 11)].mean()),
    )


def rooms_in(place: str) -> dict[str, Nodes]:
    """The six reference rooms and four more: stored, held and lit otherwise."""
    six = {
        name: reference_nodes(name, place, opens_windows=False)
        for name in ("bedroom", "living", "sunroom", "tiny home", "office", "garage")
    }
    bedroom, garage, tiny = six["bedroom"], six["garage"], six["tiny home"]
    return six | {
        "RV": replace(tiny, mass_btu_f=ROOM_MASS["light"] * tiny.floor_ft2),
        "workshop on a slab": replace(garage, mass_btu_f=ROOM_MASS["slab"] * garage.floor_ft2),
        "bedroom at 65": replace(bedroom, hold_f=65.0, setback_f=65.0),
        "dark bedroom": replace(bedroom, sun_ft2=(0.0,) * len(SIDES), equipment_btu_h=0.0),
    }


def worst_of(room: Nodes, climate: Climate, latitude: float, design_f: float) -> float:
    at = room_days(room, climate, latitude, design_f, cold=True)
    return week_of(at, most_heat(room, design_f, at.days.outdoor_f)).farthest_f


@pytest.mark.parametrize("place", ["Miami", "Greensboro"])
def test_lowest_temperature_of_the_worst_week_is_that_of_an_hourly_year(place: str) -> None:
    weather, where = weather_of(place), find_place(PLACES[place].zip)
    design_f = PLACES[place].heating_design_f
    print(f"\n{place}")
    misses, shipped_misses = {}, {}
    for name, room in rooms_in(place).items():
        by_hour = hour_by_hour(room, weather, heat=most_heat(room, design_f, weather.outdoor_f))
        truth = min(float(by_hour.air_f.min()), room.hold_f)  # warmer than wanted is no miss
        ours, shipped = (
            worst_of(room, climate, where.latitude, design_f)
            for climate in (climate_of(weather), where.climate)
        )
        misses[name], shipped_misses[name] = ours - truth, shipped - truth
        print(
            f"{name:<20}{truth:6.1f} °F by the hour, {ours:6.1f} °F, {ours - truth:+.1f}"
            f" (shipped station {shipped - truth:+.1f})"
        )
    assert len(misses) == 10
    assert max(map(abs, misses.values())) <= 2.0
    assert max(map(abs, shipped_misses.values())) <= (3.0 if place == "Miami" else 2.0)


@dataclass(frozen=True, kw_only=True)
class SmallCooler:
    """A unit that carries a share of a room's load at the design temperature. [BTU/h]"""

    at_design_btu_h: float
    design_f: float

    def most(self, outdoor_f: FloatArray) -> FloatArray:
        less = PER_DEGREE / 2 * (outdoor_f - self.design_f)
        return np.asarray(self.at_design_btu_h * (1 - less))


def hottest_of(room: Nodes, climate: Climate, latitude: float, unit: SmallCooler) -> float:
    at = room_days(room, climate, latitude, unit.design_f, cold=False)
    return week_of(at, unit.most(at.days.outdoor_f)).farthest_f


@pytest.mark.parametrize(
    ("share", "bar_f", "other_year_bar_f"),
    [(0.5, HOT_DOUBT_F, HOT_DOUBT_F + 1), (SHARE, 2.0, 3.0), (0.85, HOT_DOUBT_F, HOT_DOUBT_F)],
)
@pytest.mark.parametrize("place", ["Miami", "Greensboro"])
def test_highest_temperature_of_the_hottest_week_is_that_of_an_hourly_summer(
    place: str, share: float, bar_f: float, other_year_bar_f: float
) -> None:
    weather, where = weather_of(place), find_place(PLACES[place].zip)
    print(f"\n{place}, {share:.0%} of the load")
    misses, shipped_misses = {}, {}
    for name, room in rooms_in(place).items():
        held = hour_by_hour(room, weather).cold_btu_h[SUMMER]
        load = float(np.sort(held)[-round(HOT_HOURS * 8760)])
        unit = SmallCooler(at_design_btu_h=share * load, design_f=where.cooling_design_f)
        by_hour = hour_by_hour(room, weather, cold=unit.most(weather.outdoor_f))
        truth = float(by_hour.air_f[SUMMER].max())
        ours, shipped = (
            hottest_of(room, climate, where.latitude, unit)
            for climate in (climate_of(weather), where.climate)
        )
        misses[name], shipped_misses[name] = ours - truth, shipped - truth
        print(
            f"{name:<20}{truth:6.1f} °F by the hour, {ours:6.1f} °F, {ours - truth:+.1f}"
            f" (shipped station {shipped - truth:+.1f})"
        )
    assert len(misses) == 10
    assert max(map(abs, misses.values())) <= bar_f
    assert max(map(abs, shipped_misses.values())) <= other_year_bar_f


@pytest.mark.parametrize("place", ["Miami", "Greensboro"])
def test_weather_files_are_read_as_they_are_meant(place: str) -> None:
    weather, where = weather_of(place), find_place(PLACES[place].zip)
    assert weather.outdoor_f.size == 8760
    assert weather.latitude == pytest.approx(where.latitude, abs=0.5)
    assert weather.outdoor_f.mean() == pytest.approx(
        where.climate.hours @ where.climate.outdoor_f / 8760, abs=1.5
    )
    assert weather.direct[0] == 0 < weather.direct.max() < 1100
