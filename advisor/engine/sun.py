"""Sun through plain glass on eight true azimuths, hour by hour, on a clear day of any month.

ASHRAE's clear sky, with what the room stores and gives off in the hours after.
"""

from functools import lru_cache

import numpy as np

from advisor.engine.constants import (
    ASHRAE_CLEAR_SKY,
    ASHRAE_CLEAR_SKY_MONTHS,
    ASSUMPTION,
    constant,
    table,
)
from advisor.engine.place import FloatArray

CLEAR_SKY = table(
    "CLEAR_SKY",
    {
        "January": (390.0, 0.142, 0.058, -20.0),
        "February": (385.0, 0.144, 0.060, -10.8),
        "March": (376.0, 0.156, 0.071, 0.0),
        "April": (360.0, 0.180, 0.097, 11.6),
        "May": (350.0, 0.196, 0.121, 20.0),
        "June": (345.0, 0.205, 0.134, 23.45),
        "July": (344.0, 0.207, 0.136, 20.6),
        "August": (351.0, 0.201, 0.122, 12.3),
        "September": (365.0, 0.177, 0.092, 0.0),
        "October": (378.0, 0.160, 0.073, -10.5),
        "November": (387.0, 0.149, 0.063, -19.8),
        "December": (391.0, 0.142, 0.057, -23.45),
    },
    "BTU/h·ft², 1, 1, °",
    source=ASHRAE_CLEAR_SKY_MONTHS,
    says="beam outside the air, extinction, diffuse share of the beam, declination of the sun",
)
MONTHS = tuple(CLEAR_SKY)
RADIANT_SERIES = table(
    "RADIANT_SERIES",
    dict(enumerate((0.50, 0.18, 0.10, 0.07, 0.05, 0.03, 0.02, 0.02, 0.01, 0.01, 0.01))),
    "share after so many hours",
    source="our assumption after ASHRAE's radiant time series",
    says="sun is stored by the room and becomes load over hours",
)
GROUND_REFLECTANCE = constant(
    "GROUND_REFLECTANCE", 0.2, "share", source=ASHRAE_CLEAR_SKY, says="sun off the ground"
)
DIFFUSE_MODIFIER = constant(
    "DIFFUSE_MODIFIER", 0.87, "×", source=ASHRAE_CLEAR_SKY, says="diffuse light through glass"
)
INCIDENCE_MODIFIER = constant(
    "INCIDENCE_MODIFIER",
    0.1,
    "×",
    source=ASSUMPTION,
    says="glass passes 1 − 0.1 × (1 / cos θ − 1) of a beam at angle θ",
)

AZIMUTH_DEG = {
    "n": 0.0,
    "ne": 45.0,
    "e": 90.0,
    "se": 135.0,
    "s": 180.0,
    "sw": 225.0,
    "w": 270.0,
    "nw": 315.0,
}
"""Where each face looks, clockwise from north."""
SIDES = tuple(AZIMUTH_DEG)
PEAK_HOURS = np.arange(8, 21)
_HOURS = np.arange(1, 25)
_DAWN = 0.01  # sine of the height from which the sun counts as up


@lru_cache(maxsize=512)
def clear_day(
    latitude: float, month: str = "July"
) -> tuple[FloatArray, FloatArray, FloatArray, float]:
    """A clear day of ``month``: beam and diffuse light that plain glass passes, and the shadow.

    Returns the beam, hours 1 to 24 × ``SIDES`` [BTU/h·ft²]; the diffuse light, hours × 1, the same
    on every vertical face [BTU/h·ft²]; the length of an eave's shadow per foot of eave, hours ×
    ``SIDES`` [ft/ft]; and the day's sum on a horizontal face [BTU/ft²].
    """
    outside, extinction, diffuse_share, declination_deg = CLEAR_SKY[month]
    lat, declination = np.radians(latitude), np.radians(declination_deg)
    hour_angle = np.radians(15.0 * (_HOURS - 12))
    sin_height = np.cos(lat) * np.cos(declination) * np.cos(hour_angle)
    sin_height = np.maximum(0.0, sin_height + np.sin(lat) * np.sin(declination))
    up = sin_height > _DAWN
    beam = np.where(up, outside * np.exp(-extinction / np.maximum(sin_height, _DAWN)), 0.0)
    east = -np.cos(declination) * np.sin(hour_angle)
    north = np.cos(lat) * np.sin(declination)
    north = north - np.sin(lat) * np.cos(declination) * np.cos(hour_angle)
    face = np.radians(np.array(list(AZIMUTH_DEG.values())))
    toward = east[:, None] * np.sin(face) + north[:, None] * np.cos(face)
    cos_incidence = np.where(up[:, None], np.maximum(0.0, toward), 0.0)
    losses = INCIDENCE_MODIFIER * (1 / np.maximum(cos_incidence, 0.05) - 1)
    passed = beam[:, None] * cos_incidence * np.clip(1 - losses, 0.0, 1.0)
    from_ground = GROUND_REFLECTANCE * (diffuse_share + sin_height)
    diffuse = DIFFUSE_MODIFIER * beam * 0.5 * (diffuse_share + from_ground)
    shadow = sin_height[:, None] / np.maximum(cos_incidence, 0.001)
    horizontal = float((beam * (sin_height + diffuse_share)).sum())
    return passed, diffuse[:, None], shadow, horizontal


@lru_cache(maxsize=512)
def sun_through_glass(
    latitude: float,
    month: str = "July",
    *,
    overhang_ft: float = 0.0,
    gap_ft: float = 0.0,
    glass_ft: float = 1.0,
) -> FloatArray:
    """Cooling load per ft² of plain glass, hours 8 to 20 × ``SIDES``. [BTU/h·ft²]

    An eave of ``overhang_ft``, ``gap_ft`` above glass ``glass_ft`` high, keeps the beam from a
    part of the glass that changes with the hour; diffuse light passes.
    """
    beam, diffuse, shadow, _sum = clear_day(latitude, month)
    shaded = np.clip((overhang_ft * shadow - gap_ft) / glass_ft, 0.0, 1.0)
    passed = beam * (1 - shaded) + diffuse
    delayed = sum(share * np.roll(passed, hours, axis=0) for hours, share in RADIANT_SERIES.items())
    return np.asarray(delayed)[PEAK_HOURS - 1]
