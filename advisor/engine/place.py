"""One place, as the engine reads it: design temperatures, a year of weather, energy prices.

The figures are made elsewhere (``advisor/reference/places.py`` reads them from the database); here
is only their shape. Sources, dates and derivation of each figure: ``advisor/data/SOURCES.md``.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from advisor.engine.constants import ASSUMPTION, constant

FloatArray = npt.NDArray[np.float64]

HOURS_A_YEAR = 8760
DEGREE_DAY_BASE_F = 65.0

LAPSE_F_PER_FT = constant(
    "LAPSE_F_PER_FT",
    0.003566,
    "°F/ft",
    source="US Standard Atmosphere 1976: 6.5 K per km",
    says="air cools with height",
)
OTHER_HEIGHT_FT = constant(
    "OTHER_HEIGHT_FT",
    1000.0,
    "ft",
    source=ASSUMPTION,
    says="a town that lies higher or lower than its weather station by more has other temperatures",
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Climate:
    """A typical year (TMY3) of one station, sorted into temperature bins 5 °F wide.

    Every array is read-only and has one entry per bin (n of them, in rising temperature; only
    bins in which the station spends time). ``month_*`` are shaped (12, n), January first, and sum
    over the months to ``hours`` and ``hours_day``. Hours from 8 to 22 o'clock ("day") are 15 a
    day, 22 included; the night is the difference.
    """

    bin_f: FloatArray  # center of the bin: fives, or fives moved to the town's own height [°F]
    outdoor_f: FloatArray  # mean dry bulb of the hours in the bin: calculate with this [°F]
    hours: FloatArray  # sums to 8,760 [h a year]
    hours_day: FloatArray  # of these, from 8 to 22 o'clock [h a year]
    humidity_gr_lb: FloatArray  # mean humidity ratio [grains of water per lb of dry air]
    sun_h: FloatArray  # mean over all hours of the bin, night too: horizontal [BTU/h·ft²]
    sun_n: FloatArray  # the same on a vertical face to the north [BTU/h·ft²]
    sun_e: FloatArray  # [BTU/h·ft²]
    sun_s: FloatArray  # [BTU/h·ft²]
    sun_w: FloatArray  # [BTU/h·ft²]
    month_hours: FloatArray  # (12, n) [h]
    month_hours_day: FloatArray  # (12, n) [h]
    sun_day: FloatArray  # (12,) mean daily sum on a horizontal face, by month [BTU/ft²·day]
    wind_mph: float  # mean speed of the winter at the station [mph]


@dataclass(frozen=True, kw_only=True)
class Prices:
    """Residential energy prices of the state, and the carbon dioxide of its electricity.

    ``None`` means that no figure is known. ``*_as_of`` is as exact as the figure: a year
    (``2024``), a month (``2026-02``) or a day (``2026-03-30``).
    """

    electricity_usd_kwh: Decimal | None  # [$/kWh]
    electricity_as_of: str
    electricity_source: str
    gas_usd_therm: Decimal | None  # natural gas [$/therm]
    gas_as_of: str
    gas_source: str
    propane_usd_gal: Decimal | None  # [$/gal]
    propane_as_of: str
    propane_source: str
    oil_usd_gal: Decimal | None  # heating oil [$/gal]
    oil_as_of: str
    oil_source: str
    co2_lb_per_mwh: float | None  # as generated; add the loss of the grid [lb/MWh]
    co2_as_of: str
    co2_source: str
    co2_confidence: str  # subregion: current; stale: an older vintage; us_mean: stands in
    co2_of_main_grid: bool = False  # the state's main subregion: parts may be on another grid
    labor_index: float | None = None  # against the national cost lines; None: not known
    labor_as_of: str = ""
    labor_source: str = ""
    note: str | None = None  # a sentence, when figures of the whole country stand in
    stand_ins: tuple[
        str, ...
    ] = ()  # of electricity, gas, propane, oil, co2: whose are the country's


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the room is. Design temperatures are the ZIP code's, the year is its station's."""

    zip: str  # as asked
    place: str  # name of the town; show the state too: names repeat
    state: str  # two letters
    station: str  # name of the weather station
    station_km: float  # distance from it [km]
    heating_design_f: float  # exceeded 99% of the hours of a year [°F]
    cooling_design_f: float  # exceeded 1% of the hours of a year [°F]
    daily_range_f: float  # of the dry bulb in the hottest month [°F]
    humidity_design_gr_lb: float  # mean humidity ratio at the cooling design temperature [gr/lb]
    elevation_ft: float  # the ZIP code's; the station's where that is not known [ft]
    latitude: float  # the ZIP code's [° north]
    hdd65: float  # heating degree days, base 65 °F [°F·d]
    cdd65: float  # cooling degree days, base 65 °F [°F·d]
    iecc_zone: str  # such as 5A
    climate: Climate
    prices: Prices
    approximated_from: str | None = None  # the ZIP code whose figures stand in, else None
    data_version: str = ""  # of the reference data: ``versions.data`` of an advice
    station_elevation_ft: float | None = None  # None: as the place [ft]
    elevation_is_known: bool = True  # False: the station's stands in
    territory: str = ""  # "American Samoa"; empty in a state
    design_is_bounded: bool = False  # the county's heating design did not fit the station's year
    colder_by_f: float = 0.0  # than the station, for its height; already in every temperature [°F]
    year_is_corrected: bool = False  # the station's cold hours did not fit the airport tables

    @property
    def full_name(self) -> str:
        """As a page names it: "Boston, MA", and a territory by its whole name."""
        return f"{self.place}, {self.territory or self.state}"

    @property
    def height_above_station_ft(self) -> float:
        """0 where one of the two heights is not known. [ft]"""
        if not self.elevation_is_known or self.station_elevation_ft is None:
            return 0.0
        return self.elevation_ft - self.station_elevation_ft


def at_own_height(place: Place) -> Place:
    """The place with the temperatures of its own height, where its weather station lies more than
    ``OTHER_HEIGHT_FT`` above or below it: design temperatures and year move together."""
    height_ft = place.height_above_station_ft
    if abs(height_ft) <= OTHER_HEIGHT_FT:
        return place
    colder_f = LAPSE_F_PER_FT * height_ft
    station, days = place.climate.outdoor_f, place.climate.hours / 24
    outdoor_f, base_f = station - colder_f, DEGREE_DAY_BASE_F

    def more(before: FloatArray, after: FloatArray) -> float:
        return float(days @ (np.maximum(0.0, after) - np.maximum(0.0, before)))

    bin_f = place.climate.bin_f - colder_f
    for array in (bin_f, outdoor_f):
        array.setflags(write=False)
    return replace(
        place,
        heating_design_f=place.heating_design_f - colder_f,
        cooling_design_f=place.cooling_design_f - colder_f,
        hdd65=place.hdd65 + more(base_f - station, base_f - outdoor_f),
        cdd65=max(0.0, place.cdd65 + more(station - base_f, outdoor_f - base_f)),
        climate=replace(place.climate, bin_f=bin_f, outdoor_f=outdoor_f),
        colder_by_f=colder_f,
    )
