"""From the files of ``advisor/data/`` into the tables of reference data.

One transaction: the files are copied into temporary tables, and only the rows that differ are
written, so a visitor reads the old figures until the moment of the commit and the new ones after
it. An interrupted load leaves what was there. A figure that an editor gave a later date than the
file's stays, and so does an incentive that an editor added; everything else follows the files.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from advisor.models import (
    DATED,
    ClimateStation,
    GridArea,
    HeatPumpTariff,
    Incentive,
    InstallationCost,
    InstallerContact,
    ReferenceVersion,
    State,
    ZipCode,
)
from advisor.reference.data_files import (
    DATA,
    EDITION,
    BadReferenceDataError,
    Row,
    checksum,
    contact_rows,
    grid_area_rows,
    incentive_rows,
    installation_rows,
    state_rows,
    station_rows,
    tariff_rows,
    zip_rows,
)

LOCK = 7_350_211
"""Advisory lock of the load, so that two machines that start together load once."""


@dataclass(frozen=True, kw_only=True)
class LoadedTable:
    """What became of one table."""

    table: str
    rows: int  # in the file
    written: int  # new or changed
    removed: int
    seconds: float


TABLES: tuple[tuple[type[Model], Callable[[Path], tuple[list[str], Iterator[Row]]]], ...] = (
    (State, state_rows),
    (GridArea, grid_area_rows),
    (ClimateStation, station_rows),
    (ZipCode, zip_rows),
    (InstallationCost, installation_rows),
    (Incentive, incentive_rows),
    (HeatPumpTariff, tariff_rows),
    (InstallerContact, contact_rows),
)
"""In the order in which they refer to one another."""


LONG_AGO = "'-infinity'::date"


def later(column: str) -> str:
    """SQL: whether the date of the row in the table lies after the file's. As ``is_later``."""
    return f"rpad(old.{column}, 10, '-99') > rpad(new.{column}, 10, '-99')"


NO_OLDER_CHECK = (
    f"NOT old.from_files AND old.last_checked >= COALESCE(new.last_checked, {LONG_AGO})"
)


def but_the_key(model: type[Model]) -> tuple[str, ...]:
    return tuple(f.attname for f in model._meta.concrete_fields if not f.primary_key)


KEPT: dict[type[Model], tuple[tuple[tuple[str, ...], str], ...]] = {
    State: tuple(
        (
            (price, f"{fuel}_as_of", f"{fuel}_source"),
            f"old.{price} IS NOT NULL AND {later(f'{fuel}_as_of')}",
        )
        for fuel, price in DATED.items()
    ),
    InstallationCost: ((but_the_key(InstallationCost), later("as_of")),),
    **{model: ((but_the_key(model), NO_OLDER_CHECK),) for model in (Incentive, InstallerContact)},
    HeatPumpTariff: ((but_the_key(HeatPumpTariff), f"NOT old.from_files AND {later('as_of')}"),),
}
"""Columns that stay as an editor left them, and when: an editor may know more than the files."""

REMOVABLE: dict[type[Model], str] = dict.fromkeys(
    (Incentive, HeatPumpTariff, InstallerContact), "from_files"
)
"""Which rows leave with the files, where not all do."""


def load(folder: Path = DATA, *, force: bool = False) -> list[LoadedTable]:
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
        LoadedTable(table=model._meta.db_table, rows=c[0], written=w[0], removed=r[0], seconds=s)
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
    """Move the version after an edit by hand, so that an advice says which figures it used."""
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
