"""Design days of the summer: July, and the further days on which low sun may ask for more."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from advisor.engine.constants import ASHRAE_PROFILE, ASSUMPTION, MJ8, constant, table
from advisor.engine.place import Climate, FloatArray, Place
from advisor.engine.sun import MONTHS, PEAK_HOURS, clear_day

COOLING_INDOOR_F = constant(
    "COOLING_INDOOR_F",
    75.0,
    "°F",
    source=MJ8,
    says="indoor temperature in summer, at 50% humidity",
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
DAILY_RANGE_CLASSES = table(
    "DAILY_RANGE_CLASSES",
    {13.0: (4.0, 0.5), 20.5: (0.0, 1.0), 28.0: (-5.0, 1.5)},
    "°F, ×",
    source=f"{MJ8}: low, medium and high range; straight lines between them are our assumption",
    says="by the daily range: added to the summer difference of walls and roofs,"
    " and how deep the table of cooler hours counts",
)
FURTHER_DAY = table(
    "FURTHER_DAY",
    {"exceeded": 0.05, "worth_naming": 1.15, "january_below_deg": 32.0, "january_above_f": 70.0},
    "share of the month's hours, ×, ° north, °F",
    source=ASSUMPTION,
    says="outdoor temperature of September 21, October 21 and, in the south, January 21;"
    " such a day raises the high end where it asks for 1.15 × the July load",
)
HALF_BIN_F = 2.5
_RANGES = list(DAILY_RANGE_CLASSES)
_PROFILE = np.array([DAILY_PROFILE[int(hour)] for hour in PEAK_HOURS])


@dataclass(frozen=True, kw_only=True)
class SummerDay:
    """A day for which cooling is calculated.

    ``summer_f`` is the outdoor design temperature above 75 °F; only on a further day is it ever
    below 0. ``sun`` is the day's horizontal sun against July's. Several days of a place at once:
    both are (days, 1).
    """

    summer_f: float | FloatArray
    daily_range_f: float
    month: str = "July"
    sun: float | FloatArray = 1.0

    @property
    def adjustment_f(self) -> float:
        """What a low or high daily range adds to the difference of walls and roofs. [°F]

        >>> [SummerDay(summer_f=15, daily_range_f=dr).adjustment_f for dr in (13.0, 20.5, 28.0)]
        [4.0, 0.0, -5.0]
        """
        return _by_daily_range(self.daily_range_f)[0]

    @property
    def cooler_depth(self) -> float:
        """How deep Manual J's table of cooler hours counts: 1 at a medium daily range."""
        return _by_daily_range(self.daily_range_f)[1]

    @property
    def hourly_f(self) -> FloatArray:
        """Outdoors above 75 °F at 8 to 20 o'clock: (13,), or (days, 13). [°F]"""
        return np.asarray(self.summer_f - self.daily_range_f * _PROFILE)


@lru_cache(maxsize=512)
def _by_daily_range(daily_range_f: float) -> tuple[float, float]:
    """Both figures of ``DAILY_RANGE_CLASSES``, straight lines between the classes."""
    adjustments, depths = zip(*DAILY_RANGE_CLASSES.values(), strict=True)
    adjustment_f, depth = (
        np.interp(daily_range_f, _RANGES, each) for each in (adjustments, depths)
    )
    return float(adjustment_f), float(depth)


def july(place: Place) -> SummerDay:
    """The design day of Manual J."""
    return SummerDay(
        summer_f=max(0.0, place.cooling_design_f - COOLING_INDOOR_F),
        daily_range_f=place.daily_range_f,
    )


def warm_hour_f(climate: Climate, month: str) -> float:
    """Temperature that 5% of the hours of ``month`` exceed, linear inside its bin. [°F]"""
    hours = climate.month_hours[MONTHS.index(month)]
    return exceeded_f(climate, hours, FURTHER_DAY["exceeded"] * float(hours.sum()))


def exceeded_f(climate: Climate, hours: FloatArray, wanted: float) -> float:
    """Temperature that ``wanted`` of the ``hours`` in the bins exceed, linear inside a bin. [°F]"""
    above = np.cumsum(hours[::-1])[::-1]  # from the bin's lower edge up
    at = int(np.flatnonzero(above >= wanted)[-1])
    beyond = above[at] - hours[at]
    share = (wanted - beyond) / hours[at] if hours[at] else 0.0
    return float(climate.bin_f[at] + HALF_BIN_F - share * 2 * HALF_BIN_F)


def further_days(place: Place) -> list[SummerDay]:
    """September 21, October 21 and, where it is warm in January, January 21."""
    months = ["September", "October"]
    warm_january = warm_hour_f(place.climate, "January") > FURTHER_DAY["january_above_f"]
    if place.latitude < FURTHER_DAY["january_below_deg"] or warm_january:
        months.append("January")
    latitude = rounded_latitude(place)
    july_sun = clear_day(latitude)[3]
    return [
        SummerDay(
            summer_f=min(place.cooling_design_f, warm_hour_f(place.climate, month))
            - COOLING_INDOOR_F,
            daily_range_f=place.daily_range_f,
            month=month,
            sun=clear_day(latitude, month)[3] / july_sun,
        )
        for month in months
    ]


def rounded_latitude(place: Place) -> float:
    """To half a degree, so that what is computed by latitude is remembered. [°]"""
    return round(place.latitude * 2) / 2
