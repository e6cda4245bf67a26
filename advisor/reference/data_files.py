"""The files of ``advisor/data/`` as the rows of the tables of reference data."""

import csv
import gzip
import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from django.contrib.postgres.fields import ArrayField
from django.db.models import Model

from advisor.engine.place import HOURS_A_YEAR
from advisor.models import (
    DATED,
    MONTHS,
    GridArea,
    HeatPumpTariff,
    Incentive,
    InstallationCost,
    InstallerContact,
    State,
)

DATA = Path(__file__).resolve().parents[1] / "data"
EDITION = "2026.11"
"""Year and month in which the files were made; the checksum tells editions of one month apart."""

FILES = (
    *("states.csv", "stations.csv.gz", "bins.csv.gz", "sun_wind.csv.gz", "zips.csv.gz"),
    *("installation.csv", "incentives.csv", "tariffs.csv", "grid_areas.csv"),
    "contacts.csv",
)
RULES = 2
"""Version of the rules by which the files become tables: raise it when the same files are to be
loaded again."""

COUNTRY = "US"

Row = Sequence[object]


class BadReferenceDataError(Exception):
    """The files do not fit together; the message names the file and what is wrong with it."""


def open_table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of one file, gzipped or plain, by their headings."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    return csv.DictReader(io.StringIO(text, newline=""))


def checksum(folder: Path = DATA) -> str:
    """Of the files and of the way in which they are loaded. [64 hex digits]"""
    digest = hashlib.sha256(f"{RULES} {EDITION}".encode())
    for name in FILES:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


@cache
def shipped_price_dates(folder: Path = DATA) -> dict[tuple[str, str], str]:
    """(state, figure of ``DATED``) → its date in the files, empty where they have none."""
    return {
        (row["code"], fuel): row[f"{fuel}_as_of"]
        for row in open_table(folder / "states.csv")
        for fuel in DATED
    }


@cache
def shipped_dates(file: str, column: str) -> dict[str, str]:
    """Code → date of its figure in one of our files, empty where it has none."""
    return {row["code"]: row[column] for row in open_table(DATA / file)}


def is_later(as_of: str, other: str) -> bool:
    """Whether ``as_of`` describes a later time: a whole year ends after each of its months.

    >>> is_later("2026", "2026-03"), is_later("2026-03-30", "2026-03"), is_later("2025-12", "2026")
    (True, False, False)
    """
    return end_of_period(as_of) > end_of_period(other)


def end_of_period(as_of: str) -> str:
    return as_of + "-99-99"[len(as_of) - 4 :] if as_of else ""


def nothing_is_none(value: str) -> str | None:
    return value or None


def state_rows(folder: Path) -> tuple[list[str], Iterator[Row]]:
    columns = [f.attname for f in State._meta.concrete_fields if f.attname != "stand_in_id"]
    numbers = {*DATED.values(), "co2_lb_per_mwh"}
    rows = (
        (
            None if row["code"] == COUNTRY else COUNTRY,
            *(nothing_is_none(row[c]) if c in numbers else row[c] for c in columns),
        )
        for row in open_table(folder / "states.csv")
    )
    return ["stand_in_id", *columns], rows


def bins_of_stations(folder: Path) -> dict[str, list[dict[str, str]]]:
    bins: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in open_table(folder / "bins.csv.gz"):
        bins[row["station_id"]].append(row)
    for rows in bins.values():
        rows.sort(key=lambda row: int(row["bin_f"]))
    return bins


MEANS = ("outdoor_f", "humidity_gr_lb", "sun_h", "sun_n", "sun_e", "sun_s", "sun_w")
HOUR_COLUMNS = tuple(f"h{month:02}" for month in range(1, MONTHS + 1))
DAY_COLUMNS = tuple(f"d{month:02}" for month in range(1, MONTHS + 1))
MEAN_COLUMNS = tuple(f"m{month:02}" for month in range(1, MONTHS + 1))
SUN_COLUMNS = tuple(f"sun{month:02}" for month in range(1, MONTHS + 1))


PLAIN_STATION_COLUMNS = (
    *("station_id", "name", "lat", "lon", "elevation_ft", "iecc_zone"),
    *("heating_design_99_f", "cooling_design_1_f", "cooling_humidity_gr_lb"),
    *("daily_range_f", "hdd65", "cdd65"),
)


def station_rows(folder: Path) -> tuple[list[str], Iterator[Row]]:
    columns = [
        *PLAIN_STATION_COLUMNS,
        *("state_id", "monthly_mean_f", "monthly_sun", "wind_mph", "bin_f", *MEANS),
        *("hours", "hours_day", "month_hours", "month_hours_day"),
    ]
    return columns, _stations(folder)


def _stations(folder: Path) -> Iterator[Row]:
    bins = bins_of_stations(folder)
    weather = {row["station_id"]: row for row in open_table(folder / "sun_wind.csv.gz")}
    for station in open_table(folder / "stations.csv.gz"):
        key = station["station_id"]
        if key not in weather:
            raise BadReferenceDataError(f"sun_wind.csv.gz: lacks station {key}.")
        yield _station(station, weather[key], bins.pop(key, []))
    if bins:
        raise BadReferenceDataError(
            f"bins.csv.gz: stations.csv.gz lacks {', '.join(sorted(bins))}."
        )


def _station(station: dict[str, str], weather: dict[str, str], bins: list[dict[str, str]]) -> Row:
    hours = _by_month(bins, HOUR_COLUMNS)
    day = _by_month(bins, DAY_COLUMNS)
    year = [sum(month) for month in zip(*hours, strict=True)]
    if sum(year) != HOURS_A_YEAR:
        raise BadReferenceDataError(
            f"bins.csv.gz: station {station['station_id']} has {sum(year)} hours a year."
        )
    return (
        *(station[c] for c in PLAIN_STATION_COLUMNS),
        station["state"],
        array(station[c] for c in MEAN_COLUMNS),
        array(weather[c] for c in SUN_COLUMNS),
        weather["wind_mph"],
        array(b["bin_f"] for b in bins),
        *(array(b[c] for b in bins) for c in MEANS),
        array(year),
        array(sum(month) for month in zip(*day, strict=True)),
        array(n for month in hours for n in month),
        array(n for month in day for n in month),
    )


def _by_month(bins: list[dict[str, str]], columns: Sequence[str]) -> list[list[int]]:
    """Hours of each bin, a list for each month."""
    return [[int(b[c] or 0) for b in bins] for c in columns]


def array(items: Iterable[object]) -> str:
    """PostgreSQL's notation, which COPY takes as it is: numbers need no quotes."""
    return "{" + ",".join(map(str, items)) + "}"


def braced(items: Iterable[str]) -> str:
    """As ``array``, for words: quoted, so that "New York" stays one of them."""
    return array(f'"{item}"' for item in items)


def zip_rows(folder: Path) -> tuple[list[str], Iterator[Row]]:
    files = (
        *("zip", "place", "state", "county", "lat", "elevation_ft", "station_id", "station_km"),
        *("heating_design_99_f", "cooling_design_1_f", "design_source"),
    )
    area_of = {
        (area["state_code"], county): area["code"]
        for area in open_table(folder / "grid_areas.csv")
        for county in area["counties"].split(";")  # an empty one: the rest of the state
    }
    rows = (
        (
            *(nothing_is_none(row[c]) if c == "elevation_ft" else row[c] for c in files),
            area_of.get((row["state"], row["county"]), area_of.get((row["state"], ""))),
        )
        for row in open_table(folder / "zips.csv.gz")
    )
    return [*("state_id" if c == "state" else c for c in files), "grid_area_id"], rows


def grid_area_rows(folder: Path) -> tuple[list[str], Iterator[Row]]:
    columns = [f.attname for f in GridArea._meta.concrete_fields]
    rows = (
        tuple(
            braced(row[c].split(";") if row[c] else ()) if c == "counties" else row[c]
            for c in columns
        )
        for row in open_table(folder / "grid_areas.csv")
    )
    return columns, rows


def tariff_rows(folder: Path) -> tuple[list[str], Iterator[Row]]:
    columns = [f.attname for f in HeatPumpTariff._meta.concrete_fields if f.name != "from_files"]
    rows = (
        ("true", *(array(row[c].split()) if c == "states" else row[c] for c in columns))
        for row in open_table(folder / "tariffs.csv")
    )
    return ["from_files", *columns], rows


def installation_rows(folder: Path) -> tuple[list[str], Iterator[Row]]:
    columns = [f.attname for f in InstallationCost._meta.concrete_fields]
    rows = list(open_table(folder / "installation.csv"))
    found = {row["code"] for row in rows}
    if found != set(InstallationCost.Code.values):
        differs = ", ".join(sorted(found ^ set(InstallationCost.Code.values)))
        raise BadReferenceDataError(f"installation.csv: missing or unknown: {differs}.")
    optional = {"market_low", "market_high"}
    return columns, (
        tuple(nothing_is_none(row[c]) if c in optional else row[c] for c in columns) for row in rows
    )


def incentive_rows(folder: Path) -> tuple[list[str], Iterator[Row]]:
    return _dated_rows(Incentive, folder / "incentives.csv")


def contact_rows(folder: Path) -> tuple[list[str], Iterator[Row]]:
    return _dated_rows(InstallerContact, folder / "contacts.csv")


def _dated_rows(model: type[Model], path: Path) -> tuple[list[str], Iterator[Row]]:
    """Records that an editor may change; the files have a column for each field but one."""
    fields = [f for f in model._meta.concrete_fields if f.name != "from_files"]
    lists = {f.name for f in fields if isinstance(f, ArrayField)}
    optional = {f.name for f in fields if f.null}

    def value(row: dict[str, str], column: str) -> str | None:
        if column in lists:
            return array(row[column].split())
        return nothing_is_none(row[column]) if column in optional else row[column]

    rows = (("true", *(value(row, f.name) for f in fields)) for row in open_table(path))
    return ["from_files", *(f.name for f in fields)], rows
