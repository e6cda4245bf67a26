"""Sixty typical days of a place: twelve months with five kinds of day, from cold to warm.

No hourly year is shipped. The days are made from what is: hours by month, 5 °F bin and time of day
(mean, spread and daily swing of each month), and the mean daily sun of each month. A day keeps its
month's mean and swing; the kinds and their shares keep the spread of the daily means as well, and
the rare cold snap. All days of a month share one sun, so a cold day is as sunny as a warm one.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from advisor.engine.constants import (
    ASSUMPTION,
    DUFFIE_BECKMAN,
    ERBS,
    constant,
    table,
)
from advisor.engine.design_day import DAILY_PROFILE
from advisor.engine.equipment import IntArray
from advisor.engine.place import Climate, FloatArray
from advisor.engine.records import changed
from advisor.engine.sun import CLEAR_SKY, DIFFUSE_MODIFIER, GROUND_REFLECTANCE

DAY_KINDS = table(
    "DAY_KINDS",
    {
        "coldest": (-2.857, 0.0113),
        "cold": (-1.356, 0.2221),
        "mean": (0.0, 0.5332),
        "warm": (1.356, 0.2221),
        "warmest": (2.857, 0.0113),
    },
    "standard deviations from the month's mean, and share of its days",
    source="five-point Gauss-Hermite rule: keeps mean and spread of a normal distribution",
    says="the five kinds of day of a month",
)
MIDDLE_DAY = table(
    "MIDDLE_DAY",
    {
        1: (17, -20.9),
        2: (47, -13.0),
        3: (75, -2.4),
        4: (105, 9.4),
        5: (135, 18.8),
        6: (162, 23.1),
        7: (198, 21.2),
        8: (228, 13.5),
        9: (258, 2.2),
        10: (288, -9.6),
        11: (318, -18.9),
        12: (344, -23.0),
    },
    "day of the year, and declination of the sun [°]; by month",
    source=DUFFIE_BECKMAN,
    says="the day whose sun is the mean of its month",
)
SOLAR_CONSTANT = constant(
    "SOLAR_CONSTANT", 433.3, "BTU/h·ft²", source=DUFFIE_BECKMAN, says="sun above the air"
)
DIFFUSE_SHARE = table(
    "DIFFUSE_SHARE",
    {
        "winter": (1.391, -3.560, 4.189, -2.137),
        "other": (1.311, -3.022, 3.427, -1.821),
    },
    "polynomial of the clearness, 0.3 to 0.8",
    source=ERBS,
    says="diffuse share of a month's sun; winter: the sun sets within 81.4° of noon",
)
WINTER_SUNSET_DEG = 81.4
LOW_SUN = constant(
    "LOW_SUN", 0.06, "sine", source=ASSUMPTION, says="least height at which beam is counted in full"
)

BIN_WIDTH_F = 5.0
HOURS = np.arange(1, 25)
IS_DAY = (HOURS >= 8) & (HOURS <= 22)
SIDES = ("n", "ne", "e", "se", "s", "sw", "w", "nw", "roof")
FACE_AZIMUTH = np.radians(45.0 * np.arange(8))  # of the upright ones, from north, clockwise


@dataclass(frozen=True, kw_only=True, eq=False)
class TypicalDays:
    """Hours are those that end at 1 … 24 o'clock; the five kinds of day of a month are neighbors.

    The sun is the same on all days of a month, so its arrays end in 12 months: ``of_days`` gives
    them 60 days.
    """

    days: FloatArray  # (60,) that each stands for; sums to a year
    month: IntArray  # (60,) 0 … 11
    outdoor_f: FloatArray  # (24, 60) dry bulb [°F]
    humidity_gr_lb: FloatArray  # (24, 60) [grains per lb of dry air]
    passed: FloatArray  # (9, 24, 12) sun through plain glass, by ``SIDES`` [BTU/h·ft²]
    sun_walls: FloatArray  # (8, 24, 12) on a wall, by ``SIDES`` [BTU/h·ft²]
    sun_roof: FloatArray  # (24, 12) on a horizontal face [BTU/h·ft²]
    month_mean_f: FloatArray  # (12,) [°F]
    wind_mph: float  # mean of the station

    def of_days(self, by_month: FloatArray) -> FloatArray:
        """Values that end in 12 months as values that end in 60 days."""
        return np.asarray(by_month[..., self.month])


@lru_cache(maxsize=128)
def typical_days(climate: Climate, latitude: float) -> TypicalDays:
    """The sixty days of a climate; the same object for the same climate and latitude [°]."""
    hours = climate.month_hours.sum(axis=1)  # (12,)
    mean_f, outdoor_f = _temperatures(climate)
    passed, walls, roof = _sun(np.asarray(climate.sun_day), latitude)
    shares = [share for _deviations, share in DAY_KINDS.values()]
    kinds = len(shares)
    return TypicalDays(
        days=np.outer(hours / 24, shares).ravel(),
        month=np.repeat(np.arange(12), kinds),
        outdoor_f=outdoor_f,
        humidity_gr_lb=np.interp(outdoor_f, climate.outdoor_f, climate.humidity_gr_lb),
        passed=passed,
        sun_walls=walls,
        sun_roof=roof,
        month_mean_f=mean_f,
        wind_mph=climate.wind_mph,
    )


def under_clear_sky(days: TypicalDays, climate: Climate, latitude: float) -> TypicalDays:
    """The same days in the sun of ASHRAE's clear sky, where their month has less on the mean."""
    lat, declination, angle = _angles(latitude)
    height = np.maximum(_height(lat, declination, angle), 0.0)
    outside = np.array([outside for outside, *_rest in CLEAR_SKY.values()])
    clear = (outside * _clear_sky(height)).sum(axis=0)
    passed, walls, roof = _sun(np.maximum(climate.sun_day, clear), latitude)
    return changed(days, passed=passed, sun_walls=walls, sun_roof=roof)


def _temperatures(climate: Climate) -> tuple[FloatArray, FloatArray]:
    """Mean of each month (12,) and the days (24, 60), from the hours in bins. [°F]"""

    def means(hours: FloatArray) -> FloatArray:
        total = np.maximum(hours.sum(axis=1), 1e-9)
        return np.asarray(hours @ climate.outdoor_f / total)

    profile = np.array([DAILY_PROFILE[int(hour)] for hour in HOURS])
    by_day, at_night = climate.month_hours_day, climate.month_hours - climate.month_hours_day
    mean = means(climate.month_hours)
    cooler_at_night = means(by_day) - means(at_night)
    swing = cooler_at_night / (profile[~IS_DAY].mean() - profile[IS_DAY].mean())
    swing = np.where((by_day.sum(axis=1) > 0) & (at_night.sum(axis=1) > 0), swing, 0.0)
    squares = climate.month_hours * (climate.outdoor_f - mean[:, None]) ** 2
    variance = squares.sum(axis=1) / np.maximum(climate.month_hours.sum(axis=1), 1e-9)
    # Within a bin the hours are spread evenly over its 5 °F: a twelfth of the width squared.
    several = np.count_nonzero(climate.month_hours, axis=1) > 1
    variance = np.where(several, variance + BIN_WIDTH_F**2 / 12, 0.0)
    spread = np.sqrt(np.maximum(0.0, variance - swing**2 * profile.var()))
    kinds = np.array([deviations for deviations, _share in DAY_KINDS.values()])
    daily = (mean[:, None] + spread[:, None] * kinds).ravel()
    within = -np.outer(profile - profile.mean(), swing)
    # No hour outside the month's own bins, however far a rule of five days reaches.
    known = climate.month_hours > 0
    ends = np.where(known, climate.outdoor_f, np.inf), np.where(known, climate.outdoor_f, -np.inf)
    coldest, warmest = ends[0].min(axis=1), ends[1].max(axis=1)
    half = BIN_WIDTH_F / 2 * (known.sum(axis=1) > 1)
    low, high = (np.repeat(end, kinds.size) for end in (coldest - half, warmest + half))
    return mean, np.clip(daily + np.repeat(within, kinds.size, axis=1), low, high)


def _sun(sun_day: FloatArray, latitude: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Sun of each month's mean day from its sum [BTU/ft²·day]: through glass (9, 24, 12), on walls
    (8, 24, 12), on a roof (24, 12) [BTU/h·ft²]."""
    lat, declination, angle = _angles(latitude)
    height = _height(lat, declination, angle)
    up = height > 0
    height = np.maximum(height, 0.0)
    total = _shaped(_clear_sky(height), sun_day)
    diffuse = _shaped(height, sun_day * _diffuse_share(sun_day, lat, declination))
    beam = _shaped(np.maximum(0.0, total - diffuse), sun_day - diffuse.sum(axis=0))
    normal = beam / np.maximum(height, LOW_SUN)
    east = -np.cos(declination) * np.sin(angle)
    north = np.cos(lat) * np.sin(declination) - np.sin(lat) * np.cos(declination) * np.cos(angle)
    face = FACE_AZIMUTH[:, None, None]
    upright = np.where(up, np.maximum(0.0, east * np.sin(face) + north * np.cos(face)), 0.0)
    cosine = np.concatenate([upright, height[None]])
    modifier = np.clip(1 - 0.1 * (1 / np.maximum(cosine, 0.05) - 1), 0.0, 1.0)
    before_wall = 0.5 * diffuse + 0.5 * GROUND_REFLECTANCE * total
    sky = np.concatenate([np.repeat(before_wall[None], len(upright), axis=0), diffuse[None]])
    passed = normal * cosine * modifier + DIFFUSE_MODIFIER * sky
    walls = normal * upright + before_wall
    return passed, walls, total


def _angles(latitude: float) -> tuple[float, FloatArray, FloatArray]:
    """Latitude, declination of each month's middle day (12,), and angle of each hour (24, 1)."""
    lat = float(np.radians(np.clip(latitude, -89.0, 89.0)))
    declination = np.radians([degrees for _day, degrees in MIDDLE_DAY.values()])
    return lat, declination, np.radians(15.0 * (HOURS - 0.5 - 12.0))[:, None]


def _height(lat: float, declination: FloatArray, angle: FloatArray) -> FloatArray:
    """Sine of the sun's height. (24, 12)"""
    return np.asarray(
        np.cos(lat) * np.cos(declination) * np.cos(angle) + np.sin(lat) * np.sin(declination)
    )


def _clear_sky(height: FloatArray) -> FloatArray:
    _outside, extinction, diffuse, _declination = np.array(list(CLEAR_SKY.values())).T
    beam = np.where(height > 0, np.exp(-extinction / np.maximum(height, 0.01)), 0.0)
    return np.asarray(beam * (height + diffuse))


def _shaped(shape: FloatArray, sums: FloatArray) -> FloatArray:
    """``shape`` (24, 12) scaled so that each month's day has its sum; 0 where it has no shape."""
    total = shape.sum(axis=0)
    return np.asarray(shape * np.divide(sums, total, out=np.zeros(total.shape), where=total > 0))


def _diffuse_share(sun_day: FloatArray, lat: float, declination: FloatArray) -> FloatArray:
    """Share of each month's sun that is diffuse."""
    sunset = np.arccos(np.clip(-np.tan(lat) * np.tan(declination), -1.0, 1.0))
    day = np.array([number for number, _degrees in MIDDLE_DAY.values()])
    distance = 1 + 0.033 * np.cos(2 * np.pi * day / 365)
    above = (24 / np.pi * SOLAR_CONSTANT * distance) * (
        np.cos(lat) * np.cos(declination) * np.sin(sunset)
        + sunset * np.sin(lat) * np.sin(declination)
    )
    clearness = np.divide(sun_day, above, out=np.zeros(12), where=above > 1.0)
    clearness = np.clip(clearness, 0.3, 0.8)
    powers = clearness ** np.arange(4)[:, None]
    winter, other = (np.array(DIFFUSE_SHARE[name]) @ powers for name in ("winter", "other"))
    return np.asarray(np.where(sunset <= np.radians(WINTER_SUNSET_DEG), winter, other))
