"""Every ZIP code of the tables with what it points to, in the memory of this process.

All are read at once, in a quarter of a second, whenever the version of the reference data moves: a
visitor's ZIP code takes no query of its own. Rows stay bare tuples: with the years of the stations
they take 18 MB, which workers share with the process that they are forked from.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from django.db.models import QuerySet

from advisor.engine.equipment import IntArray
from advisor.engine.place import Climate, FloatArray
from advisor.listing.versioned import VersionedCache, current_versions
from advisor.models import MONTHS, ClimateStation, GridArea, State, ZipCode


class Town(NamedTuple):
    """A ZIP code; the fields are those of ``ZipCode``, in the order in which they are read."""

    zip: str
    place: str
    state_id: str
    station_id: str
    grid_area_id: str | None
    station_km: int
    heating_design_99_f: float
    cooling_design_1_f: float
    elevation_ft: int | None
    lat: float
    design_source: str


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Station:
    """What the calculation reads of a ``ClimateStation``."""

    name: str
    elevation_ft: int
    daily_range_f: float
    humidity_gr_lb: float  # at the cooling design temperature
    hdd65: int
    cdd65: int
    iecc_zone: str
    climate: Climate


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Gazetteer:
    """``towns`` are rows of ``Town`` in rising order, and ``zips`` their numbers: to look through
    rows would write into each, which copies the memory that workers share. The others go by key."""

    version: str  # of the reference data
    towns: Sequence[tuple[Any, ...]]
    zips: IntArray
    stations: Mapping[str, Station]
    states: Mapping[str, State]  # each with its ``stand_in``
    areas: Mapping[str, GridArea]

    def nearest(self, zip_code: str) -> Town | None:
        """The ZIP code of five digits, or its nearest neighbor with the same first three, the lower
        of two; ``None`` where there is none."""
        wanted = int(zip_code)
        at = int(self.zips.searchsorted(wanted))
        beside = range(max(0, at - 1), min(at + 1, self.zips.size))
        near = [index for index in beside if self.zips[index] // 100 == wanted // 100]
        if not near:
            return None
        return Town(*self.towns[min(near, key=lambda index: abs(self.zips[index] - wanted))])


_gazetteers: VersionedCache[Gazetteer] = VersionedCache()


def current() -> Gazetteer:
    """The tables as they are now: one query, four more after a change."""
    return of_version(current_versions().reference)


def of_version(version: str) -> Gazetteer:
    """The tables at this version of the reference data: no query, or four the first time."""
    return _gazetteers.get(version, lambda: build(version))


def forget(*, edited_only: bool = False) -> None:
    """Empty the cache, or only of what somebody edited by hand: for tests, which take back an edit
    and then use its version again."""
    kept = _gazetteers.newest()
    if kept and ("+" in kept.version or not edited_only):
        _gazetteers.forget()


def build(version: str) -> Gazetteer:
    """Read the tables. Four queries."""
    stations = {row.station_id: _station(row) for row in _in_parts(ClimateStation.objects.all())}
    states = {row.code: row for row in State.objects.select_related("stand_in")}
    rows = ZipCode.objects.order_by("zip").values_list(*Town._fields)
    # A load between two of the queries may have brought a town of a station not seen yet.
    towns = [
        _lean(row)
        for row in map(Town._make, _in_parts(rows))
        if row.station_id in stations and row.state_id in states
    ]
    return Gazetteer(
        version=version,
        towns=towns,
        zips=np.array([int(row[0]) for row in towns], dtype=np.int64),
        stations=stations,
        states=states,
        areas={row.code: row for row in GridArea.objects.all()},
    )


def _in_parts(rows: QuerySet[Any, Any]) -> Iterator[Any]:
    """The rows, of which few are in memory before they are lean."""
    return rows.iterator(chunk_size=500)


def _lean(row: Town) -> tuple[Any, ...]:
    """The row with equal texts in memory once."""
    return tuple(sys.intern(each) if isinstance(each, str) else each for each in row)


def _station(row: ClimateStation) -> Station:
    return Station(
        name=row.name,
        elevation_ft=row.elevation_ft,
        daily_range_f=row.daily_range_f,
        humidity_gr_lb=row.cooling_humidity_gr_lb,
        hdd65=row.hdd65,
        cdd65=row.cdd65,
        iecc_zone=row.iecc_zone,
        climate=climate_of(row),
    )


def climate_of(station: ClimateStation) -> Climate:
    """The station's typical year as read-only arrays."""

    def by_month(hours: list[int]) -> FloatArray:
        return _read_only(hours).reshape(MONTHS, len(station.bin_f))

    return Climate(
        bin_f=_read_only(station.bin_f),
        outdoor_f=_read_only(station.outdoor_f),
        hours=_read_only(station.hours),
        hours_day=_read_only(station.hours_day),
        humidity_gr_lb=_read_only(station.humidity_gr_lb),
        sun_h=_read_only(station.sun_h),
        sun_n=_read_only(station.sun_n),
        sun_e=_read_only(station.sun_e),
        sun_s=_read_only(station.sun_s),
        sun_w=_read_only(station.sun_w),
        month_hours=by_month(station.month_hours),
        month_hours_day=by_month(station.month_hours_day),
        sun_day=_read_only(station.monthly_sun),
        wind_mph=station.wind_mph,
    )


def _read_only(numbers: list[int] | list[float]) -> FloatArray:
    array = np.array(numbers, dtype=np.float64)
    array.setflags(write=False)
    return array
