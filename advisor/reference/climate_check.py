"""Whether the shipped climate obeys its rule: design temperatures that fit their typical years.

The rule and its sources are told in ``advisor/data/SOURCES.md``; ``manage.py check_climate`` prints
what is found here, from the database as it was loaded.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np

from advisor.engine.place import LAPSE_F_PER_FT
from advisor.models import ClimateStation, ZipCode
from advisor.reference.places import CORRECTED_YEARS

FEWEST_COLDER_HOURS, MOST_COLDER_HOURS = 44, 175
"""Half a percent and two percent of a year: the design temperature is exceeded in 99% of it, and
a typical year is not the mean of all years."""

USUAL_COLDER_HOURS = 88
AT_AN_END_F = 0.15
"""A moved figure, to a tenth of a degree, lies so near to the temperature of 44 or 175 hours."""

NEIGHBORS, NEIGHBOR_KM, NEIGHBOR_FT = 6, 110, 800
KM_PER_DEGREE = 111.2


@dataclass(frozen=True, kw_only=True)
class CorrectedYear:
    """A station whose cold hours were moved, as they are shipped."""

    station_id: str
    name: str
    design_f: float
    colder_hours: float
    colder_than_f: float  # that 88 hours of the year are colder than
    neighbors_f: float | None  # the same of its neighbors at its height: median


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What the check found; ``misfits`` and ``not_at_an_end`` are empty where all is well."""

    pairs: int
    fewest_hours: float
    most_hours: float
    misfits: tuple[str, ...]
    sources: dict[str, int]  # ZIP codes by where their design temperatures are from
    not_at_an_end: tuple[str, ...]  # ZIP codes said to be moved that need not have been
    corrected: tuple[CorrectedYear, ...]


def hours_below(station: ClimateStation, temperature_f: float) -> float:
    """Hours of the station's year below a temperature, linear inside a bin. [h]"""
    share = np.clip((temperature_f - np.array(station.bin_f) + 2.5) / 5, 0, 1)
    return float(share @ np.array(station.hours))


def colder_than(station: ClimateStation, hours: float) -> float:
    """Temperature that so many hours of the station's year lie below. [°F]"""
    edges = [station.bin_f[0] - 2.5, *(center + 2.5 for center in station.bin_f)]
    return float(np.interp(hours, [0, *np.cumsum(station.hours)], edges))


def check() -> Findings:
    """The whole check; two queries."""
    stations = ClimateStation.objects.in_bulk()
    zips = list(
        ZipCode.objects.values_list("zip", "station_id", "heating_design_99_f", "design_source")
    )
    pairs = {(key, station.heating_design_99_f) for key, station in stations.items()}
    pairs |= {(station, design_f) for _zip, station, design_f, _source in zips}
    colder = {pair: hours_below(stations[pair[0]], pair[1]) for pair in pairs}
    return Findings(
        pairs=len(pairs),
        fewest_hours=min(colder.values()),
        most_hours=max(colder.values()),
        misfits=tuple(
            f"{stations[key].name} {design_f} °F: {hours:.0f} h"
            for (key, design_f), hours in sorted(colder.items())
            if not FEWEST_COLDER_HOURS <= hours <= MOST_COLDER_HOURS
        ),
        sources=dict(Counter(source for *_rest, source in zips)),
        not_at_an_end=tuple(
            zip_code
            for zip_code, station, design_f, source in zips
            if source == ZipCode.DesignSource.YEAR_BOUNDED
            and hours_below(stations[station], design_f - AT_AN_END_F) >= FEWEST_COLDER_HOURS
            and hours_below(stations[station], design_f + AT_AN_END_F) <= MOST_COLDER_HOURS
        ),
        corrected=tuple(_corrected(stations)),
    )


def _corrected(stations: dict[str, ClimateStation]) -> Iterator[CorrectedYear]:
    for key in sorted(CORRECTED_YEARS):
        station = stations[key]
        around = _neighbors(station, list(stations.values()))
        own_f = [
            colder_than(each, USUAL_COLDER_HOURS)
            - LAPSE_F_PER_FT * (station.elevation_ft - each.elevation_ft)
            for each in around
        ]
        yield CorrectedYear(
            station_id=key,
            name=station.name,
            design_f=station.heating_design_99_f,
            colder_hours=hours_below(station, station.heating_design_99_f),
            colder_than_f=colder_than(station, USUAL_COLDER_HOURS),
            neighbors_f=median(own_f) if own_f else None,
        )


def _neighbors(station: ClimateStation, others: list[ClimateStation]) -> list[ClimateStation]:
    def km(other: ClimateStation) -> float:
        east = (other.lon - station.lon) * np.cos(np.radians(station.lat))
        return float(KM_PER_DEGREE * np.hypot(other.lat - station.lat, east))

    near = [
        (km(other), other)
        for other in others
        if other.pk != station.pk
        and other.pk not in CORRECTED_YEARS
        and abs(other.elevation_ft - station.elevation_ft) <= NEIGHBOR_FT
    ]
    near = [each for each in near if each[0] <= NEIGHBOR_KM]
    return [other for _km, other in sorted(near, key=lambda each: each[0])[:NEIGHBORS]]
