import csv
import gzip
import io
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from advisor import reference
from advisor.models import ClimateStation, ReferenceVersion, State, ZipCode
from advisor.places import find_place

STATIONS = {"725090", "726575"}  # Boston and Minneapolis/Crystal


def rewrite(path: Path, change: Any) -> None:
    """Write one table again after ``change(rows)``, which gets and returns a list of dicts."""
    rows = list(reference.open_table(path))
    fields = list(rows[0])
    text = io.StringIO()
    writer = csv.DictWriter(text, fields, lineterminator="\n")
    writer.writeheader()
    writer.writerows(change(rows))
    raw = text.getvalue().encode()
    path.write_bytes(gzip.compress(raw, mtime=0) if path.suffix == ".gz" else raw)


@pytest.fixture(scope="session")
def small_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two stations and the ZIP codes around them, cut from the real files."""
    small = tmp_path_factory.mktemp("reference")
    for name in reference.FILES:
        shutil.copy(reference.DATA / name, small)
        if name != "states.csv":
            rewrite(
                small / name, lambda rows: [row for row in rows if row["station_id"] in STATIONS]
            )
    return small


@pytest.fixture
def folder(tmp_path: Path, small_files: Path) -> Path:
    """The small files, for one test to change."""
    return Path(shutil.copytree(small_files, tmp_path / "reference"))


def set_column(column: str, value: str, **where: str) -> Any:
    def change(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        hits = [row for row in rows if all(row[key] == wanted for key, wanted in where.items())]
        assert hits
        for row in hits:
            row[column] = value
        return rows

    return change


def drop(column: str, value: str) -> Any:
    return lambda rows: [row for row in rows if row[column] != value]


def snapshot() -> tuple[Any, ...]:
    return tuple(
        list(model.objects.order_by("pk").values_list())
        for model in (State, ClimateStation, ZipCode)
    )


@pytest.mark.django_db
def test_first_load_fills_every_table_and_the_second_does_nothing(folder: Path) -> None:
    tables = reference.load(folder)
    assert [(t.table, t.rows, t.written, t.removed) for t in tables] == [
        ("advisor_state", 59, 59, 0),
        ("advisor_climatestation", 2, 2, 0),
        ("advisor_zipcode", ZipCode.objects.count(), ZipCode.objects.count(), 0),
    ]
    before = snapshot(), ReferenceVersion.objects.get().loaded_at
    assert reference.load(folder) == []
    assert (snapshot(), ReferenceVersion.objects.get().loaded_at) == before


@pytest.mark.django_db
def test_forced_load_of_the_same_files_writes_no_row(folder: Path) -> None:
    reference.load(folder)
    assert {(t.written, t.removed) for t in reference.load(folder, force=True)} == {(0, 0)}


@pytest.mark.django_db
def test_changed_file_changes_its_rows_and_no_other(folder: Path) -> None:
    reference.load(folder)
    version = ReferenceVersion.objects.get().version
    rewrite(folder / "zips.csv.gz", set_column("heating_design_99_f", "13.5", zip="02130"))
    states, stations, zips = reference.load(folder)
    assert (states.written, stations.written, zips.written, zips.removed) == (0, 0, 1, 0)
    assert find_place("02130").heating_design_f == 13.5
    assert find_place("02130").data_version != version


@pytest.mark.django_db
def test_row_that_left_the_file_leaves_the_table(folder: Path) -> None:
    reference.load(folder)
    rewrite(folder / "zips.csv.gz", drop("station_id", "725090"))
    rewrite(folder / "bins.csv.gz", drop("station_id", "725090"))
    rewrite(folder / "stations.csv.gz", drop("station_id", "725090"))
    _, stations, zips = reference.load(folder)
    assert stations.removed == 1
    assert zips.removed > 50
    assert not ZipCode.objects.filter(zip="02130").exists()


@pytest.mark.django_db
def test_version_names_edition_and_checksum(folder: Path) -> None:
    reference.load(folder)
    row = ReferenceVersion.objects.get()
    assert row.version == f"{reference.EDITION}-{reference.checksum(folder)[:7]}"
    reference.record_edit()
    reference.record_edit()
    assert ReferenceVersion.objects.get().version == f"{row.version}+2"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("as_of", "stays"),
    [("2026-03", True), ("2026", True), ("2026-02", False), ("2026-01-31", False), ("2025", False)],
)
def test_price_with_a_later_date_than_the_files_outlives_a_load(
    folder: Path, as_of: str, stays: bool
) -> None:
    reference.load(folder)
    State.objects.filter(code="MA").update(
        electricity_usd_kwh=Decimal("0.3"), electricity_as_of=as_of, electricity_source="The bill"
    )
    State.objects.filter(code="MA").update(gas_usd_therm=Decimal(9))  # its date stays 2024
    rewrite(folder / "states.csv", set_column("oil_usd_gal", "3.3", code="MA"))
    reference.load(folder)
    state = State.objects.get(code="MA")
    file = (Decimal("0.3046"), "2026-02")
    editor = (Decimal("0.3"), as_of)
    assert (state.electricity_usd_kwh, state.electricity_as_of) == (editor if stays else file)
    assert (state.electricity_source == "The bill") == stays
    assert state.oil_usd_gal == Decimal("3.3")
    assert state.gas_usd_therm == Decimal("2.127")


@pytest.mark.django_db
def test_price_of_a_territory_that_an_editor_gave_outlives_a_load(folder: Path) -> None:
    reference.load(folder)
    State.objects.filter(code="PR").update(
        electricity_usd_kwh=Decimal("0.25"), electricity_as_of="2025", electricity_source="LUMA"
    )
    reference.load(folder, force=True)
    assert State.objects.get(code="PR").electricity_usd_kwh == Decimal("0.25")


@transaction.atomic
def load_and_check(folder: Path) -> None:
    reference.load(folder)
    connection.check_constraints()  # foreign keys are looked at by the commit


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("zips.csv.gz", set_column("station_id", "999999", zip="02130")),
        ("zips.csv.gz", set_column("heating_design_99_f", "120", zip="02130")),
        ("zips.csv.gz", set_column("zip", "2130", zip="02130")),
        ("zips.csv.gz", lambda rows: [*rows, rows[0]]),
        ("stations.csv.gz", drop("station_id", "725090")),
        ("zips.csv.gz", lambda rows: []),
        ("bins.csv.gz", set_column("h01", "1", station_id="725090", bin_f="40")),
        ("bins.csv.gz", set_column("d01", "700", station_id="725090", bin_f="40")),
        ("bins.csv.gz", set_column("station_id", "111111", station_id="725090")),
        ("states.csv", set_column("electricity_as_of", "spring", code="MA")),
        ("states.csv", set_column("electricity_source", "", code="MA")),
        ("states.csv", set_column("electricity_usd_kwh", "-1", code="MA")),
        ("states.csv", drop("code", "MA")),
    ],
)
def test_files_that_contradict_themselves_change_nothing(
    folder: Path, file: str, change: Any
) -> None:
    reference.load(folder)
    before = snapshot()
    rewrite(folder / file, change)
    with pytest.raises((reference.BadReferenceDataError, DatabaseError)):
        load_and_check(folder)
    assert snapshot() == before
    assert not reference.is_loaded(reference.checksum(folder))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "change", "message"),
    [
        (
            "bins.csv.gz",
            set_column("h01", "1", station_id="725090", bin_f="40"),
            r"bins\.csv\.gz: station 725090 has 8\d+ hours a year",
        ),
        ("stations.csv.gz", drop("station_id", "725090"), r"stations\.csv\.gz lacks 725090"),
        ("zips.csv.gz", lambda rows: rows[:0], "file of advisor_zipcode has no rows"),
    ],
)
def test_contradiction_is_named_with_its_file(
    folder: Path, file: str, change: Any, message: str
) -> None:
    rewrite(folder / file, change)
    with pytest.raises(reference.BadReferenceDataError, match=message):
        load_and_check(folder)


@pytest.mark.django_db
def test_command_says_that_nothing_was_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(folder / "zips.csv.gz", set_column("zip", "2130", zip="02130"))
    monkeypatch.setattr(reference.load, "__defaults__", (folder,))
    with pytest.raises(CommandError, match=r"Nothing was changed\. .*zip_five_digits"):
        call_command("load_reference", stdout=StringIO())


@pytest.mark.django_db(transaction=True)
def test_real_files_load_quickly_and_the_second_time_at_once() -> None:
    with connection.cursor() as cursor:  # a test before this one may have loaded them for good
        cursor.execute("TRUNCATE advisor_referenceversion, advisor_state CASCADE")
    output = StringIO()
    started = time.perf_counter()
    call_command("load_reference", stdout=output)
    first = time.perf_counter() - started
    lines = output.getvalue().splitlines()
    assert lines[0].startswith("advisor_state: 59 rows, 59 written, 0 removed")
    assert lines[1].startswith("advisor_climatestation: 1,019 rows, 1,019 written, 0 removed")
    assert lines[2].startswith("advisor_zipcode: 41,956 rows, 41,956 written, 0 removed")
    output = StringIO()
    started = time.perf_counter()
    call_command("load_reference", stdout=output)
    second = time.perf_counter() - started
    assert "already up to date" in output.getvalue()
    assert first < 20
    assert second < 0.3


KILLED = """
import os, signal, sys, pathlib
import django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from advisor import reference
reference.record = lambda checksum: os.kill(os.getpid(), signal.SIGKILL)
reference.load(pathlib.Path(sys.argv[2]))
"""


@pytest.mark.django_db(transaction=True)
def test_load_that_is_killed_before_its_commit_leaves_the_old_figures(folder: Path) -> None:
    reference.load(folder)
    before = snapshot()
    rewrite(folder / "zips.csv.gz", set_column("heating_design_99_f", "1", state="MA"))
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(connection.settings_dict["NAME"]), str(folder)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "advisor.settings"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert snapshot() == before
    assert reference.load(folder)[2].written > 50  # and no lock is left behind
    assert find_place("02130").heating_design_f == 1


@pytest.mark.django_db(transaction=True)
def test_reader_has_the_old_figures_until_the_commit(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference.load(folder)
    rewrite(folder / "zips.csv.gz", set_column("heating_design_99_f", "1", state="MA"))
    seen: list[float] = []

    def read() -> None:
        seen.append(find_place("02130").heating_design_f)
        connection.close()

    def read_beside(checksum: str) -> None:
        thread = threading.Thread(target=read)
        thread.start()
        thread.join(timeout=10)
        record(checksum)

    record = reference.record
    monkeypatch.setattr(reference, "record", read_beside)
    reference.load(folder)
    assert seen == [12]
    assert find_place("02130").heating_design_f == 1


@pytest.mark.django_db(transaction=True)
def test_loads_that_start_together_load_once(folder: Path) -> None:
    results: list[int] = []

    def load() -> None:
        results.append(len(reference.load(folder)))
        connection.close()

    threads = [threading.Thread(target=load) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(results) == [0, 0, 3]


@pytest.mark.parametrize(
    ("as_of", "other", "later"),
    [
        ("2026", "2026-12", True),
        ("2026-03", "2026-02", True),
        ("2026-03", "2026-03-30", True),
        ("2026-03-30", "2026-03", False),
        ("2024", "2024", False),
        ("2024", "", True),
        ("", "2024", False),
    ],
)
def test_a_date_is_later_when_its_time_ends_later(as_of: str, other: str, later: bool) -> None:
    assert reference.is_later(as_of, other) is later


# What the database itself refuses, whoever writes.


def shift(hours: list[int], to: int, of: int, count: int) -> None:
    """Move hours between two bins, so that the sum stays."""
    hours[to] += count
    hours[of] -= count


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("station_hours_fill_the_year", lambda s: s.hours.__setitem__(0, 7)),
        ("station_month_hours_fill_the_year", lambda s: s.month_hours.__setitem__(0, 7)),
        ("station_hours_day_within", lambda s: shift(s.hours_day, 0, 10, 7)),
        ("station_month_hours_day_within", lambda s: shift(s.month_hours_day, 0, 10, 7)),
        ("station_day_is_sum_of_months", lambda s: s.hours_day.__setitem__(10, 1)),
        ("station_outdoor_f_per_bin", lambda s: s.outdoor_f.append(120.0)),
        ("station_sun_w_per_bin", lambda s: s.sun_w.pop()),
        ("station_bin_f_", lambda s: s.bin_f.pop()),
        ("station_twelve_months", lambda s: s.monthly_mean_f.pop()),
        ("station_designs_in_order", lambda s: setattr(s, "heating_design_99_f", 99)),
        ("station_daily_range", lambda s: setattr(s, "daily_range_f", 0)),
    ],
)
def test_database_refuses_a_station_whose_year_does_not_add_up(
    folder: Path, constraint: str, change: Any
) -> None:
    reference.load(folder)
    station = ClimateStation.objects.get(pk="725090")
    change(station)
    expected = "_per_bin" if constraint == "station_bin_f_" else constraint
    with pytest.raises(IntegrityError, match=expected):
        station.save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("state_electricity_dated_and_sourced", {"electricity_as_of": ""}),
        ("state_electricity_dated_and_sourced", {"electricity_as_of": "spring"}),
        ("state_electricity_dated_and_sourced", {"electricity_source": ""}),
        ("state_electricity_dated_and_sourced", {"electricity_usd_kwh": 0}),
        ("state_electricity_dated_and_sourced", {"electricity_usd_kwh": None}),
        ("state_gas_dated_and_sourced", {"gas_as_of": "2026-13"}),
        ("state_propane_dated_and_sourced", {"propane_usd_gal": -1}),
        ("state_oil_dated_and_sourced", {"oil_source": ""}),
        ("state_co2_dated_and_sourced", {"co2_as_of": ""}),
        ("state_co2_dated_and_sourced", {"co2_lb_per_mwh": None}),
        ("state_co2_dated_and_sourced", {"co2_confidence": ""}),
        ("state_stand_in_is_another", {"stand_in": "MA"}),
        ("state_code_two_letters", {"code": "ma"}),
    ],
)
def test_database_refuses_a_price_without_date_or_source(
    folder: Path, constraint: str, values: dict[str, Any]
) -> None:
    reference.load(folder)
    with pytest.raises(IntegrityError, match=constraint):
        State.objects.filter(code="MA").update(**values)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("zip_five_digits", {"zip": "0213A"}),
        ("zip_designs_in_order", {"heating_design_99_f": 88}),
        ("zip_latitude_on_earth", {"lat": 91}),
    ],
)
def test_database_refuses_an_impossible_zip(
    folder: Path, constraint: str, values: dict[str, Any]
) -> None:
    reference.load(folder)
    with pytest.raises(IntegrityError, match=constraint):
        ZipCode.objects.filter(zip="02130").update(**values)


@pytest.mark.django_db
def test_database_refuses_a_second_version(folder: Path) -> None:
    reference.load(folder)
    row = ReferenceVersion.objects.get()
    with pytest.raises(IntegrityError, match="reference_version_single"):
        ReferenceVersion.objects.create(id=2, checksum="", version="", loaded_at=row.loaded_at)
