"""Small places, rooms and catalogs for the engine's tests: right unless a test asks otherwise."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any
from zlib import crc32

import numpy as np

from advisor.engine import Answers, Climate, Place, Points, Prices, Study, Units, curves
from advisor.engine import study as engine_study
from advisor.engine.answers import MULTIPLE_CHOICES
from advisor.engine.equipment import (
    CERTIFIED,
    PAN_HEATER_UNKNOWN,
    UNKNOWN,
    YES,
)
from advisor.engine.needed import Need
from advisor.engine.place import FloatArray
from advisor.engine.unit_types import MINI_SPLIT

KIN = ("slug", "outdoor", "line", "family", "series", "brand", "replaced_by")
TODAY = date(2026, 11, 23).toordinal()
POINT_FIGURES = ("min_btu_h", "rated_btu_h", "max_btu_h", "cop_min", "cop_rated", "cop_max")

# Cooling 9,000; heating 2,000 to 12,000 at 47 °F. Every figure that the curves can read.
PUBLISHED: dict[str, Any] = {
    "cooling_btu_h": 9000.0,
    "cooling_min_btu_h": 1800.0,
    "seer2": 22.0,
    "hspf2": 10.0,
    "min_operating_f": -15.0,
    "min_operating_cooling_f": 0.0,
    "sound_min_db": 20.0,
    "sound_max_db": 40.0,
    "volts": 230.0,
    "inverter": YES,
    "cold_climate": YES,
    "price_low": 1500.0,
    "price_high": 1700.0,
    "price_day": float(TODAY - 10),
    "points": [
        {"heating": True, "outdoor_f": 47, "min_btu_h": 2000, "rated_btu_h": 10_000}
        | {"max_btu_h": 12_000, "cop_min": 5.0, "cop_rated": 4.0, "cop_max": 3.0},
        {"heating": True, "outdoor_f": 17, "min_btu_h": 1700, "max_btu_h": 9600}
        | {"cop_min": 3.2, "cop_max": 2.4},
        {"heating": True, "outdoor_f": 5, "min_btu_h": 1400, "max_btu_h": 8400}
        | {"cop_min": 2.6, "cop_max": 2.0},
    ],
}
WINDOW_UNIT: dict[str, Any] = {
    "kind": 1,
    "cooling_btu_h": 9000.0,
    "ceer": 15.0,
    "volts": 115.0,
    "inverter": YES,
    "fits_window": {"double_hung": YES, "slider": 0, "casement": 0},
    "width_in": 22.0,
    "sound_min_db": 45.0,
}
PORTABLE_UNIT: dict[str, Any] = {
    "kind": 2,
    "cooling_btu_h": 9000.0,
    "volts": 115.0,
    "sound_min_db": 50.0,
}
MIXED: tuple[dict[str, Any], ...] = (
    PUBLISHED | {"id": 1},
    PUBLISHED | {"id": 2, "sound_min_db": 25.0, "price_low": 1100.0, "price_high": 1100.0},
    {"id": 3, "cooling_btu_h": 9000.0, "hspf2": 10.0, "cold_climate": 1, "min_operating_f": -13.0},
    {"id": 4, "cooling_btu_h": 12_000.0, "hspf2": 9.0, "min_operating_f": -5.0, "seer2": 20.0},
    WINDOW_UNIT | {"id": 5, "cold_climate": 1, "min_operating_f": -13.0},
    WINDOW_UNIT | {"id": 6},
    PORTABLE_UNIT | {"id": 7},
)


def units_of(*rows: dict[str, Any]) -> Units:
    """Columns of these units; what a row does not say is not published."""
    whole = {
        "id": 0,
        "kind": MINI_SPLIT,
        "sale": CERTIFIED,
        "pan_heater": PAN_HEATER_UNKNOWN,
        **dict.fromkeys(("inverter", "dual_hose", "cold_climate", "diy_kit", "saddle"), UNKNOWN),
        "energy_star": UNKNOWN,
    }
    columns: dict[str, Any] = {}
    for name in (each.name for each in fields(Units)):
        if name in whole:
            default = whole[name]
            values = [row.get(name, default) for row in rows]
            columns[name] = np.array(values, dtype=np.int64)
        elif name == "fits_window":
            columns[name] = _flags(rows, name, ("double_hung", "slider", "casement"))
        elif name == "features":
            columns[name] = _flags(rows, name, MULTIPLE_CHOICES["features"])
        elif name not in {"points", "slug", "by_slug", "lineage"}:
            columns[name] = np.array([row.get(name, np.nan) for row in rows], dtype=float)
    columns["id"] = np.array([row.get("id", 100 + at) for at, row in enumerate(rows)])
    slugs = [row.get("slug", f"unit-{columns['id'][at]}") for at, row in enumerate(rows)]
    columns["slug"] = np.array(slugs, dtype=str)
    columns["by_slug"] = np.argsort(np.argsort(columns["slug"], kind="stable"))
    columns["lineage"] = {
        key: np.array([row.get("lineage", {}).get(key, 0) for row in rows], dtype=np.int64)
        for key in KIN
    }
    unnamed = columns["lineage"]["slug"] == 0
    codes = np.array([crc32(slug.encode()) for slug in slugs], dtype=np.int64)
    columns["lineage"]["slug"] = np.where(unnamed, codes, columns["lineage"]["slug"])
    machines = [row.get("machine", 100 + at) for at, row in enumerate(rows)]
    columns["machine"] = np.array(machines, dtype=np.int64)
    return Units(**columns, points=_points(rows))


def _flags(
    rows: Sequence[dict[str, Any]], name: str, keys: Sequence[str]
) -> dict[str, np.ndarray[Any, Any]]:
    return {
        key: np.array([row.get(name, {}).get(key, UNKNOWN) for row in rows], dtype=np.int64)
        for key in keys
    }


def _points(rows: Sequence[dict[str, Any]]) -> Points:
    told = [(at, point) for at, row in enumerate(rows) for point in row.get("points", ())]

    def figure(name: str) -> FloatArray:
        return np.array([point.get(name, np.nan) for _at, point in told], dtype=float)

    return Points(
        unit=np.array([at for at, _point in told], dtype=np.int64),
        heating=np.array([point["heating"] for _at, point in told], dtype=bool),
        outdoor_f=figure("outdoor_f"),
        **{name: figure(name) for name in POINT_FIGURES},
    )


def climate_of(
    *bins: tuple[float, float],
    day_share: float = 15 / 24,
    sun: float = 0.0,
    humidity_gr_lb: float = 50.0,
) -> Climate:
    """A year of (outdoor °F, hours); the sun and the moisture are the same in every bin."""
    outdoor_f = np.array([temperature for temperature, _hours in bins], dtype=float)
    hours = np.array([time for _temperature, time in bins], dtype=float)
    hours_day = hours * day_share
    flat = np.full(hours.size, sun)
    return Climate(
        bin_f=outdoor_f,
        outdoor_f=outdoor_f,
        hours=hours,
        hours_day=hours_day,
        humidity_gr_lb=np.full(hours.size, humidity_gr_lb),
        sun_h=flat,
        sun_n=flat / 4,
        sun_e=flat / 2,
        sun_s=flat,
        sun_w=flat / 2,
        month_hours=np.tile(hours / 12, (12, 1)),
        month_hours_day=np.tile(hours_day / 12, (12, 1)),
        sun_day=np.full(12, 24 * sun),
        wind_mph=8.4,  # the median station
    )


def year_around(mean_f: float, *, spread_f: float = 20.0, humidity_gr_lb: float = 60.0) -> Climate:
    """8,760 hours in 5 °F bins, spread like a bell around ``mean_f``."""
    bins = np.arange(-50.0, 121.0, 5.0)
    weight = np.exp(-(((bins - mean_f) / spread_f) ** 2) / 2)
    hours = 8760 * weight / weight.sum()
    kept = hours > 1
    hours = hours[kept] * 8760 / hours[kept].sum()
    return climate_of(
        *zip(bins[kept].tolist(), hours.tolist(), strict=True),
        sun=20.0,
        humidity_gr_lb=humidity_gr_lb,
    )


PRICES = Prices(
    electricity_usd_kwh=Decimal("0.20"),
    electricity_as_of="2026",
    electricity_source="a test",
    gas_usd_therm=Decimal("1.50"),
    gas_as_of="2026",
    gas_source="a test",
    propane_usd_gal=Decimal("3.00"),
    propane_as_of="2026",
    propane_source="a test",
    oil_usd_gal=Decimal("4.00"),
    oil_as_of="2026",
    oil_source="a test",
    co2_lb_per_mwh=800.0,
    co2_as_of="2026",
    co2_source="a test",
    co2_confidence="current",
)


def place_of(**changes: Any) -> Place:
    """A cold, damp-summered town at sea level: 0 °F and 90 °F by design, year around 50 °F."""
    usual: dict[str, Any] = {
        "zip": "00000",
        "place": "Testville",
        "state": "MA",
        "station": "Test Airport",
        "station_km": 1.0,
        "heating_design_f": 0.0,
        "cooling_design_f": 90.0,
        "daily_range_f": 20.0,
        "humidity_design_gr_lb": 105.0,
        "elevation_ft": 0.0,
        "latitude": 40.0,
        "hdd65": 6000.0,
        "cdd65": 700.0,
        "iecc_zone": "5A",
        "climate": year_around(50.0),
        "prices": PRICES,
    }
    return Place(**(usual | changes))


WARM_PLACE: dict[str, Any] = {
    "heating_design_f": 50.0,
    "cooling_design_f": 92.0,
    "humidity_design_gr_lb": 130.0,
    "latitude": 25.8,
    "hdd65": 150.0,
    "cdd65": 4500.0,
    "climate": year_around(78.0, spread_f=9.0, humidity_gr_lb=110.0),
}


def answers_of(**changes: Any) -> Answers:
    """A 100 ft² bedroom, every plain answer open unless told."""
    usual: dict[str, Any] = {"zip": "00000", "space": "bedroom", "area": 100.0}
    return Answers(**(usual | changes))


# 100 ft²: perimeter 4.2 × 10 = 42 ft, of which 21 ft outside; gross wall 168 ft². Nothing open.
PLAIN_ROOM: dict[str, Any] = {
    "ceiling": 8.0,
    "exterior_walls": 2,
    "above": "attic",
    "below": "heated",
    "insulation": "average",
    "ach": 0.5,
    "window_area": 12.0,
    "window_u": 0.5,
    "shgc": 0.6,
    "facing": "s",
    "shade": "none",
    "people": 1,
    "watts": 100.0,
}


def study_of(
    *rows: dict[str, Any], place: Place | None = None, today: int = TODAY, **answers: Any
) -> Study:
    """The study of a room of 300 ft², unless told otherwise, with a catalog of ``rows``."""
    units = units_of(*rows)
    return engine_study(
        answers_of(**({"area": 300.0} | answers)),
        place or place_of(),
        units,
        curves(units),
        today=today,
    )


def one_bin(
    outdoor_f: float, hours: float, *, heat: float = 0.0, cool: float = 0.0, night: bool = False
) -> Need:
    return Need(
        outdoor_f=np.array([outdoor_f]),
        hours=np.array([hours]),
        heat_btu_h=np.array([heat]),
        cool_btu_h=np.array([cool]),
        month_hours=np.full((12, 1), hours / 12),
        night_hours=np.array([hours if night else 0.0]),
    )
