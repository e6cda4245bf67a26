"""From the files of ``advisor/data/`` into the tables of reference data.

One transaction: the files are copied into temporary tables, and only the rows that differ are
written, so a visitor reads the old figures until the moment of the commit and the new ones after
it. An interrupted load leaves what was there. A figure that an editor gave a later date than the
file's stays, and so does an incentive that an editor added; everything else follows the files.
"""

import csv
import gzip
import hashlib
import io
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib.postgres.fields import ArrayField
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from advisor.engine.place import HOURS_A_YEAR
from advisor.models import (
    FUELS,
    MONTHS,
    ClimateStation,
    Incentive,
    InstallationCost,
    ReferenceVersion,
    State,
    ZipCode,
)

DATA = Path(__file__).resolve().parents[1] / "data"
EDITION = "2026.11"
"""Year and month in which the files were made; the checksum tells editions of one month apart."""

FILES = (
    *("states.csv", "stations.csv.gz", "bins.csv.gz", "zips.csv.gz"),
    *("installation.csv", "incentives.csv"),
)
LOADER = 1
"""Raise this when the same files are to be loaded anew, as after a change of the tables."""

LOCK = 7_350_211
"""Advisory lock of the load, so that two machines that start together load once."""

COUNTRY = "US"

Row = Sequence[object]


class BadReferenceDataError(Exception):
    """The files do not fit together; the message names the file and what is wrong with it."""


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What became of one table."""

    table: str
    rows: int  # in the file
    written: int  # new or changed
    removed: int
    seconds: float


def open_table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of one file, gzipped or plain, by their headings."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    return csv.DictReader(io.StringIO(text, newline=""))


def checksum(folder: Path = DATA) -> str:
    """Of the files and of the way in which they are loaded. [64 hex digits]"""
    digest = hashlib.sha256(f"{LOADER} {EDITION}".encode())
    for name in FILES:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


@cache
def shipped_price_dates(folder: Path = DATA) -> dict[tuple[str, str], str]:
    """(state, fuel) → the date of the price in the files, empty where they have none."""
    return {
        (row["code"], fuel): row[f"{fuel}_as_of"]
        for row in open_table(folder / "states.csv")
        for fuel in FUELS
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
    numbers = {*FUELS.values(), "co2_lb_per_mwh"}
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


def station_rows(folder: Path) -> tuple[list[str], Iterator[Row]]:
    plain = (
        *("station_id", "name", "lat", "lon", "elevation_ft", "iecc_zone"),
        *("heating_design_99_f", "cooling_design_1_f", "cooling_humidity_gr_lb"),
        *("daily_range_f", "hdd65", "cdd65"),
    )
    columns = [
        *plain,
        *("state_id", "monthly_mean_f", "bin_f", *MEANS),
        *("hours", "hours_day", "month_hours", "month_hours_day"),
    ]
    bins = bins_of_stations(folder)

    def rows() -> Iterator[Row]:
        for station in open_table(folder / "stations.csv.gz"):
            own = bins.pop(station["station_id"], [])
            hours = [[int(b[c] or 0) for b in own] for c in HOUR_COLUMNS]
            day = [[int(b[c] or 0) for b in own] for c in DAY_COLUMNS]
            year = [sum(month) for month in zip(*hours, strict=True)]
            if sum(year) != HOURS_A_YEAR:
                raise BadReferenceDataError(
                    f"bins.csv.gz: station {station['station_id']} has {sum(year)} hours a year."
                )
            yield (
                *(station[c] for c in plain),
                station["state"],
                array(station[c] for c in MEAN_COLUMNS),
                array(b["bin_f"] for b in own),
                *(array(b[c] for b in own) for c in MEANS),
                array(year),
                array(sum(month) for month in zip(*day, strict=True)),
                array(n for month in hours for n in month),
                array(n for month in day for n in month),
            )
        if bins:
            raise BadReferenceDataError(
                f"bins.csv.gz: stations.csv.gz lacks {', '.join(sorted(bins))}."
            )

    return columns, rows()


def array(items: Iterable[object]) -> str:
    """PostgreSQL's notation, which COPY takes as it is: numbers need no quotes."""
    return "{" + ",".join(map(str, items)) + "}"


def zip_rows(folder: Path) -> tuple[list[str], Iterator[Row]]:
    files = (
        *("zip", "place", "state", "county", "lat", "station_id", "station_km"),
        *("heating_design_99_f", "cooling_design_1_f", "design_source"),
    )
    rows = (tuple(row[c] for c in files) for row in open_table(folder / "zips.csv.gz"))
    return ["state_id" if c == "state" else c for c in files], rows


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
    fields = [f for f in Incentive._meta.concrete_fields if f.name != "from_files"]
    lists = {f.name for f in fields if isinstance(f, ArrayField)}
    optional = {f.name for f in fields if f.null}

    def value(row: dict[str, str], column: str) -> str | None:
        if column in lists:
            return array(row[column].split())
        return nothing_is_none(row[column]) if column in optional else row[column]

    rows = (
        ("true", *(value(row, f.name) for f in fields))
        for row in open_table(folder / "incentives.csv")
    )
    return ["from_files", *(f.name for f in fields)], rows


TABLES: tuple[tuple[type[Model], Callable[[Path], tuple[list[str], Iterator[Row]]]], ...] = (
    (State, state_rows),
    (ClimateStation, station_rows),
    (ZipCode, zip_rows),
    (InstallationCost, installation_rows),
    (Incentive, incentive_rows),
)
"""In the order in which they refer to one another."""


LONG_AGO = "'-infinity'::date"


def later(column: str) -> str:
    """SQL: whether the date of the row in the table lies after the file's. As ``is_later``."""
    return f"rpad(old.{column}, 10, '-99') > rpad(new.{column}, 10, '-99')"


def but_the_key(model: type[Model]) -> tuple[str, ...]:
    return tuple(f.attname for f in model._meta.concrete_fields if not f.primary_key)


KEPT: dict[type[Model], tuple[tuple[tuple[str, ...], str], ...]] = {
    State: tuple(
        (
            (price, f"{fuel}_as_of", f"{fuel}_source"),
            f"old.{price} IS NOT NULL AND {later(f'{fuel}_as_of')}",
        )
        for fuel, price in FUELS.items()
    ),
    InstallationCost: ((but_the_key(InstallationCost), later("as_of")),),
    Incentive: (
        (
            but_the_key(Incentive),
            f"NOT old.from_files AND old.last_checked >= COALESCE(new.last_checked, {LONG_AGO})",
        ),
    ),
}
"""Columns that stay as an editor left them, and when: an editor may know more than the files."""

REMOVABLE: dict[type[Model], str] = {Incentive: "from_files"}
"""Which rows leave with the files, where not all do."""


def load(folder: Path = DATA, *, force: bool = False) -> list[Loaded]:
    """Bring the tables in line with the files; empty when they already are.

    Raises ``BadReferenceDataError`` (or the database's ``IntegrityError``) and changes nothing when
    the files contradict themselves.
    """
    wanted = checksum(folder)
    if not force and is_loaded(wanted):
        return []
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        same = is_loaded(wanted)
        if same and not force:  # another machine was quicker
            return []
        copied = [copy_to_temporary(model, *read(folder)) for model, read in TABLES]
        written = [write_differences(model) for model, _ in TABLES]
        removed = [remove_the_rest(model) for model, _ in reversed(TABLES)][::-1]
        record(wanted)
        if same and any(rows for rows, _ in (*written, *removed)):
            record_edit()  # figures moved under the same files: so must the version
        drop_temporary()
    return [
        Loaded(table=model._meta.db_table, rows=c[0], written=w[0], removed=r[0], seconds=s)
        for (model, _), c, w, r in zip(TABLES, copied, written, removed, strict=True)
        for s in (c[1] + w[1] + r[1],)
    ]


def is_loaded(wanted: str) -> bool:
    return ReferenceVersion.objects.filter(checksum=wanted).exists()


def record(loaded: str) -> None:
    """Note the checksum of what was loaded; edits by hand that may have stayed still count."""
    row = ReferenceVersion.objects.filter(id=1).first() or ReferenceVersion(id=1)
    row.checksum = loaded
    row.loaded_at = timezone.now()
    save_version(row)


def record_edit() -> None:
    """Move the version after an edit by hand, so that an advice tells which figures it used."""
    with transaction.atomic():
        row = ReferenceVersion.objects.select_for_update().filter(id=1).first()
        if row:
            row.edits += 1
            save_version(row)


def save_version(row: ReferenceVersion) -> None:
    edits = f"+{row.edits}" if row.edits else ""
    row.version = f"{EDITION}-{row.checksum[:7]}{edits}"
    row.save()


Timed = tuple[int, float]  # rows, seconds


# Names of tables and columns come from the models, never from outside: hence S608 is hushed below.


def copy_to_temporary(model: type[Model], columns: list[str], rows: Iterator[Row]) -> Timed:
    started = time.perf_counter()
    table, new = names(model)
    listed = quoted(columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE {new} AS"  # noqa: S608
            f" SELECT {listed} FROM {table} LIMIT 0"
        )
        # COPY is psycopg's own: its errors become Django's only when asked.
        copying = f"COPY {new} ({listed}) FROM STDIN"
        with connection.wrap_database_errors, cursor.copy(copying) as copy:
            for row in rows:
                copy.write_row(row)
        count = cursor.rowcount
        cursor.execute(f"ALTER TABLE {new} ADD PRIMARY KEY ({model._meta.pk.attname})")
        cursor.execute(f"ANALYZE {new}")
    if not count:
        raise BadReferenceDataError(f"The file of {table} has no rows.")
    return count, time.perf_counter() - started


def write_differences(model: type[Model]) -> Timed:
    """Insert what is new and update what differs, but for what ``KEPT`` keeps."""
    started = time.perf_counter()
    table, new = names(model)
    key = model._meta.pk.attname
    with connection.cursor() as cursor:
        for kept, condition in KEPT.get(model, ()):
            cursor.execute(
                f"UPDATE {new} AS new SET ({quoted(kept)}) = ROW({quoted(kept, of='old')})"  # noqa: S608
                f" FROM {table} AS old WHERE old.{key} = new.{key} AND {condition}"
            )
        columns = [f.attname for f in model._meta.concrete_fields]
        listed = quoted(columns)
        cursor.execute(
            f"INSERT INTO {table} AS old ({listed}) SELECT {listed} FROM {new}"  # noqa: S608
            f" ON CONFLICT ({key}) DO UPDATE SET ({listed}) = ({quoted(columns, of='excluded')})"
            f" WHERE ({quoted(columns, of='old')})"
            f" IS DISTINCT FROM ({quoted(columns, of='excluded')})"
        )
        return cursor.rowcount, time.perf_counter() - started


def remove_the_rest(model: type[Model]) -> Timed:
    started = time.perf_counter()
    table, new = names(model)
    key = model._meta.pk.attname
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table} WHERE {REMOVABLE.get(model, 'true')}"  # noqa: S608
            f" AND {key} NOT IN (SELECT {key} FROM {new})"
        )
        count = cursor.rowcount
        if count or model is ZipCode:  # the planner's figures for a table that was just filled
            cursor.execute(f"ANALYZE {table}")
        return count, time.perf_counter() - started


def drop_temporary() -> None:
    """At once, not at the commit: the caller may have a transaction of its own."""
    with connection.cursor() as cursor:
        for model, _ in TABLES:
            cursor.execute(f"DROP TABLE {names(model)[1]}")


def names(model: type[Model]) -> tuple[str, str]:
    table = model._meta.db_table
    return table, f"new_{table}"


def quoted(columns: Sequence[str], *, of: str = "") -> str:
    prefix = f"{of}." if of else ""
    return ", ".join(f'{prefix}"{column}"' for column in columns)
