"""Cooling load of windows and skylights by Manual J 8's tables, and shades inside them.

Arrays run over panes (p) and scenarios (s); a pane is the glass of one side.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from advisor.engine.constants import ASSUMPTION, table
from advisor.engine.design_day import SummerDay
from advisor.engine.glass_tables import (
    EAVE_LATITUDES,
    EAVE_SHADOW,
    EAVE_SHADOW_HOURLY,
    EXCURSION,
    HOURLY_COOLER_F,
    HOURLY_SHARE_BARE,
    HOURLY_SHARE_SHADED,
    INSIDE_SHADES,
    LOAD_SHARE,
    PEAK_SUN,
    PEAK_SUN_LATITUDES,
    SHADE_MODIFIER,
    SHADES_ANSWER,
    SKYLIGHT_HOTTER_F,
    TABLE_HOURS,
)
from advisor.engine.place import FloatArray
from advisor.engine.sun import SIDES, clear_day

_NORTH = SIDES.index("n")
_COOLER_F = np.array(list(HOURLY_COOLER_F.values()))
_SHADOW_BLOCK = np.array([(hour - TABLE_HOURS[0]) // 3 for hour in TABLE_HOURS])

SKYLIGHT = table(
    "SKYLIGHT",
    {"pitch_in_12": 4.0, "u": 0.84, "shgc": 0.56},
    "in, BTU/h·ft²·°F, share",
    source=ASSUMPTION,
    says="a skylight of which only the area is known: south, double clear, no curb or shaft",
)


def inside_shade(answer: str, shgc: float) -> float:
    """Share of the sun that shades inside let pass. Source: ``INSIDE_SHADES``.

    ``answer`` is a key of ``SHADES_ANSWER``.

    >>> round(inside_shade("curtains", 0.62), 2), round(inside_shade("light", 0.62), 2)
    (0.79, 0.56)
    """
    kind, covered = SHADES_ANSWER[answer]
    at_best, falling = INSIDE_SHADES[kind]
    return covered * (at_best - falling * shgc) + 1 - covered


@dataclass(frozen=True, kw_only=True, eq=False)
class Panes:
    """Glass by side: ``side`` is the index in ``SIDES`` (p,), everything else (p, s), or (s,) where
    it is the same on all of them."""

    side: npt.NDArray[np.int64]
    area_ft2: FloatArray
    u: FloatArray  # [BTU/h·ft²·°F]
    shgc: FloatArray
    inside: FloatArray  # share of the sun that shades inside pass; 1: none
    outside: FloatArray  # share that reaches the glass past screens and trees
    overhang_ft: FloatArray
    gap_ft: FloatArray  # from the eave down to the glass
    glass_ft: FloatArray  # height of the glass


@dataclass(frozen=True, kw_only=True, eq=False)
class GlassLoad:
    """Sensible load by pane: the average of the day (p, s), and at 8 to 19 o'clock (12, p, s)."""

    average: FloatArray
    hourly: FloatArray

    def joined(self, other: "GlassLoad") -> "GlassLoad":
        return GlassLoad(
            average=np.concatenate([self.average, other.average]),
            hourly=np.concatenate([self.hourly, other.hourly], axis=1),
        )

    def room_lines(self) -> FloatArray:
        """Load of each pane with its part of the room's excursion, (p, s). [BTU/h]

        Manual J's standard procedure: the average, and what the room's strongest hour is above
        1.3 times the mean of the hours.
        """
        allowed = EXCURSION * self.hourly.mean(axis=0)
        peak = np.argmax(self.hourly.sum(axis=1), axis=0)
        above = self.hourly[peak, :, np.arange(peak.size)].T - allowed
        excursion = np.maximum(0.0, above.sum(axis=0))
        parts = np.maximum(0.0, above)
        share = parts / np.maximum(parts.sum(axis=0), 1e-9)
        return np.asarray(self.average + excursion * share)


@lru_cache(maxsize=512)
def _peak_sun(latitude: float) -> FloatArray:
    """Strongest sun by side, at the latitude; beyond the table by the clear sky's ratio. (8,)"""
    within = float(np.clip(latitude, PEAK_SUN_LATITUDES[0], PEAK_SUN_LATITUDES[-1]))
    sun = np.array([np.interp(within, PEAK_SUN_LATITUDES, PEAK_SUN[side]) for side in SIDES])
    if within != latitude:
        here, edge = (
            (beam + diffuse).sum(axis=0)
            for beam, diffuse, _shadow, _sum in (clear_day(latitude), clear_day(within))
        )
        sun = sun * here / edge
    return sun


@lru_cache(maxsize=512)
def _shadow(latitude: float) -> tuple[FloatArray, FloatArray]:
    """Shadow per ft of eave: the day's average (8,) and by hour (12, 8)."""
    average = np.array([np.interp(latitude, EAVE_LATITUDES, EAVE_SHADOW[side]) for side in SIDES])
    blocks = np.array(
        [
            [np.interp(latitude, PEAK_SUN_LATITUDES, block) for block in EAVE_SHADOW_HOURLY[side]]
            for side in SIDES
        ]
    )
    return average, blocks[:, _SHADOW_BLOCK].T


_AVERAGE = np.array([LOAD_SHARE[side] for side in SIDES])  # (8, bare or shaded)
_HOURLY = np.array(
    [[table_[side] for side in SIDES] for table_ in (HOURLY_SHARE_BARE, HOURLY_SHARE_SHADED)]
)  # (bare or shaded, 8, 12)


def window_load(panes: Panes, *, latitude: float, day: SummerDay) -> GlassLoad:
    """Sensible load of windows by Manual J 8's tables on true azimuths. [BTU/h]

    Glass in the shadow of an eave counts as facing north. Sources: tables 3D-2,
    3D-3, 3E-1, A11-3, A11-5, A11-6, A11-7.
    """
    sun = _peak_sun(latitude)
    average_shadow, hourly_shadow = _shadow(latitude)
    side = panes.side
    own, north = sun[side][:, None], sun[_NORTH]
    shaded_inside = panes.inside < 1

    def in_shadow(shadow: FloatArray) -> FloatArray:
        reach = panes.overhang_ft * shadow[..., None] - panes.gap_ft
        return np.clip(reach / panes.glass_ft, 0.0, 1.0)

    def share(bare: FloatArray, shaded: FloatArray) -> FloatArray:
        return np.where(shaded_inside, shaded[..., None], bare[..., None])

    in_shade = in_shadow(average_shadow[side])
    average = (1 - in_shade) * own * share(_AVERAGE[side, 0], _AVERAGE[side, 1])
    average = average + in_shade * north * share(_AVERAGE[[_NORTH], 0], _AVERAGE[[_NORTH], 1])
    in_shade = in_shadow(hourly_shadow[:, side])  # (12, p, s)
    bare, shaded = _HOURLY[0].T, _HOURLY[1].T  # (12, 8)
    hourly = (1 - in_shade) * own * share(bare[:, side], shaded[:, side])
    hourly = hourly + in_shade * north * share(bare[:, [_NORTH]], shaded[:, [_NORTH]])
    gain = panes.area_ft2 * panes.outside * panes.shgc * panes.inside / SHADE_MODIFIER
    conducted = panes.area_ft2 * panes.outside * panes.u
    cooler_f = day.cooler_depth * _COOLER_F[:, None, None]
    return GlassLoad(
        average=gain * average + conducted * day.summer_f,
        hourly=gain * hourly + conducted * (day.summer_f + cooler_f),
    )


def skylight_u(
    u: float,
    *,
    area_ft2: float,
    curb_ft2: float = 0.0,
    curb_r: float = 1.0,
    shaft_ft2: float = 0.0,
    shaft_r: float = 1.0,
) -> float:
    """U of a skylight with its curb and the shaft below it. [BTU/h·ft²·°F]

    >>> shaft = {"curb_ft2": 2.8, "curb_r": 1.96, "shaft_ft2": 48, "shaft_r": 6.25}
    >>> round(skylight_u(1.13, area_ft2=8, **shaft), 4)
    2.2686
    """
    return u + (curb_ft2 / curb_r + shaft_ft2 / shaft_r) / area_ft2


def skylight_load(
    area_ft2: FloatArray,
    *,
    u: FloatArray,
    shgc: FloatArray,
    inside: FloatArray,
    side: str,
    pitch_in_12: float,
    latitude: float,
    day: SummerDay,
) -> GlassLoad:
    """Sensible load of a skylight, one pane: arrays over scenarios (s,). [BTU/h]

    ``pitch_in_12`` is the rise of the roof in 12, ``u`` counts curb and shaft. Manual J 8: the sun
    of a flat and of a standing face by the slope, and air 15 °F hotter than outside.
    """
    slope = np.arctan(pitch_in_12 / 12)
    within = float(np.clip(latitude, PEAK_SUN_LATITUDES[0], PEAK_SUN_LATITUDES[-1]))
    flat = np.cos(slope) * float(np.interp(within, PEAK_SUN_LATITUDES, PEAK_SUN["flat"]))
    standing = np.sin(slope) * _peak_sun(latitude)[SIDES.index(side)]
    shaded = inside < 1

    def sun(
        of_flat: tuple[FloatArray, FloatArray], of_side: tuple[FloatArray, FloatArray]
    ) -> FloatArray:
        bare, covered = (
            flat * of_flat[at][..., None] + standing * of_side[at][..., None] for at in (0, 1)
        )
        return np.asarray(np.where(shaded, covered, bare))

    average = sun(
        (np.array(LOAD_SHARE["flat"][0]), np.array(LOAD_SHARE["flat"][1])),
        (np.array(LOAD_SHARE[side][0]), np.array(LOAD_SHARE[side][1])),
    )
    hourly = sun(
        (np.array(HOURLY_SHARE_BARE["flat"]), np.array(HOURLY_SHARE_SHADED["flat"])),
        (np.array(HOURLY_SHARE_BARE[side]), np.array(HOURLY_SHARE_SHADED[side])),
    )
    gain, conducted = area_ft2 * shgc * inside / SHADE_MODIFIER, area_ft2 * u
    above_f = day.summer_f + SKYLIGHT_HOTTER_F
    cooler_f = day.cooler_depth * _COOLER_F[:, None]
    return GlassLoad(
        average=(gain * average + conducted * above_f)[None],
        hourly=(gain * hourly + conducted * (above_f + cooler_f))[:, None],
    )
