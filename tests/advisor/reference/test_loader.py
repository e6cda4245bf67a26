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

from advisor.engine.money import INSTALLATION
from advisor.models import (
    ClimateStation,
    Incentive,
    InstallationCost,
    InstallerContact,
    ReferenceVersion,
    State,
    ZipCode,
)
from advisor.reference import data_files, loader
from advisor.reference.places import find_place

STATIONS = {"725090", "726575"}  # Boston and Minneapolis/Crystal


def rewrite(path: Path, change: Any) -> None:
    """Write one table again after ``change(rows)``, which gets and returns a list of dicts."""
    rows = list(data_files.open_table(path))
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
    for name in data_files.FILES:
        shutil.copy(data_files.DATA / name, small)
        if name in {"stations.csv.gz", "bins.csv.gz", "sun_wind.csv.gz", "zips.csv.gz"}:
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
        for model in (State, ClimateStation, ZipCode, InstallationCost, Incentive)
    )


@pytest.mark.django_db
def test_first_load_fills_every_table_and_the_second_does_nothing(folder: Path) -> None:
    tables = loader.load(folder)
    assert [(t.table, t.rows, t.written, t.removed) for t in tables] == [
        ("advisor_state", 60, 60, 0),
        ("advisor_gridarea", 3, 3, 0),
        ("advisor_climatestation", 2, 2, 0),
        ("advisor_zipcode", ZipCode.objects.count(), ZipCode.objects.count(), 0),
        ("advisor_installationcost", 14, 14, 0),
        ("advisor_incentive", 62, 62, 0),
        ("advisor_heatpumptariff", 3, 3, 0),
        ("advisor_installercontact", 61, 61, 0),
    ]
    before = snapshot(), ReferenceVersion.objects.get().loaded_at
    assert loader.load(folder) == []
    assert (snapshot(), ReferenceVersion.objects.get().loaded_at) == before


@pytest.mark.django_db
def test_forced_load_of_the_same_files_writes_no_row(folder: Path) -> None:
    loader.load(folder)
    assert {(t.written, t.removed) for t in loader.load(folder, force=True)} == {(0, 0)}


@pytest.mark.django_db
def test_changed_file_changes_its_rows_and_no_other(folder: Path) -> None:
    loader.load(folder)
    version = ReferenceVersion.objects.get().version
    rewrite(folder / "zips.csv.gz", set_column("heating_design_99_f", "13.5", zip="02130"))
    states, _areas, stations, zips, *_ = loader.load(folder)
    assert (states.written, stations.written, zips.written, zips.removed) == (0, 0, 1, 0)
    assert find_place("02130").heating_design_f == 13.5
    assert find_place("02130").data_version != version


@pytest.mark.django_db
def test_row_that_left_the_file_leaves_the_table(folder: Path) -> None:
    loader.load(folder)
    rewrite(folder / "zips.csv.gz", drop("station_id", "725090"))
    rewrite(folder / "bins.csv.gz", drop("station_id", "725090"))
    rewrite(folder / "stations.csv.gz", drop("station_id", "725090"))
    _states, _areas, stations, zips, *_ = loader.load(folder)
    assert stations.removed == 1
    assert zips.removed > 50
    assert not ZipCode.objects.filter(zip="02130").exists()


@pytest.mark.django_db
def test_version_names_edition_and_checksum(folder: Path) -> None:
    loader.load(folder)
    row = ReferenceVersion.objects.get()
    assert row.version == f"{data_files.EDITION}-{data_files.checksum(folder)[:7]}"
    loader.record_edit()
    loader.record_edit()
    assert ReferenceVersion.objects.get().version == f"{row.version}+2"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("as_of", "stays"),
    [("2026-03", True), ("2026", True), ("2026-02", False), ("2026-01-31", False), ("2025", False)],
)
def test_price_with_a_later_date_than_the_files_outlives_a_load(
    folder: Path, as_of: str, stays: bool
) -> None:
    loader.load(folder)
    State.objects.filter(code="MA").update(
        electricity_usd_kwh=Decimal("0.3"), electricity_as_of=as_of, electricity_source="The bill"
    )
    State.objects.filter(code="MA").update(gas_usd_therm=Decimal(9))  # its date stays 2024
    rewrite(folder / "states.csv", set_column("oil_usd_gal", "3.3", code="MA"))
    loader.load(folder)
    state = State.objects.get(code="MA")
    file = (Decimal("0.3046"), "2026-02")
    editor = (Decimal("0.3"), as_of)
    assert (state.electricity_usd_kwh, state.electricity_as_of) == (editor if stays else file)
    assert (state.electricity_source == "The bill") == stays
    assert state.oil_usd_gal == Decimal("3.3")
    assert state.gas_usd_therm == Decimal("2.127")


@pytest.mark.django_db
def test_price_of_a_territory_that_an_editor_gave_outlives_a_load(folder: Path) -> None:
    loader.load(folder)
    State.objects.filter(code="PR").update(
        electricity_usd_kwh=Decimal("0.25"), electricity_as_of="2025", electricity_source="LUMA"
    )
    loader.load(folder, force=True)
    assert State.objects.get(code="PR").electricity_usd_kwh == Decimal("0.25")


@transaction.atomic
def load_and_check(folder: Path) -> None:
    loader.load(folder)
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
        ("installation.csv", drop("code", "labour")),
        ("installation.csv", set_column("code", "tea", code="labour")),
        ("installation.csv", set_column("low", "951", code="labour")),
        ("installation.csv", set_column("market_low", "", code="labour")),
        ("installation.csv", set_column("as_of", "summer", code="labour")),
        ("incentives.csv", set_column("source", "", code="federal-25c")),
        ("incentives.csv", set_column("states", "Maine", code="hear-me")),
        ("incentives.csv", set_column("amount_type", "flat", code="hear-me")),
    ],
)
def test_files_that_contradict_themselves_change_nothing(
    folder: Path, file: str, change: Any
) -> None:
    loader.load(folder)
    before = snapshot()
    rewrite(folder / file, change)
    with pytest.raises((data_files.BadReferenceDataError, DatabaseError)):
        load_and_check(folder)
    assert snapshot() == before
    assert not loader.is_loaded(data_files.checksum(folder))


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
        (
            "sun_wind.csv.gz",
            drop("station_id", "725090"),
            r"sun_wind\.csv\.gz: lacks station 725090",
        ),
        ("zips.csv.gz", lambda rows: rows[:0], "file of advisor_zipcode has no rows"),
        (
            "installation.csv",
            set_column("code", "tea", code="labour"),
            r"installation\.csv: missing or unknown: labour, tea",
        ),
    ],
)
def test_contradiction_is_named_with_its_file(
    folder: Path, file: str, change: Any, message: str
) -> None:
    rewrite(folder / file, change)
    with pytest.raises(data_files.BadReferenceDataError, match=message):
        load_and_check(folder)


@pytest.mark.django_db
def test_command_says_that_nothing_was_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(folder / "zips.csv.gz", set_column("zip", "2130", zip="02130"))
    monkeypatch.setattr(loader.load, "__defaults__", (folder,))
    with pytest.raises(CommandError, match=r"Nothing was changed\. .*zip_five_digits"):
        call_command("load_reference", stdout=StringIO())


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_real_files_load_quickly_and_the_second_time_at_once() -> None:
    with connection.cursor() as cursor:  # a test before this one may have loaded them for good
        cursor.execute("TRUNCATE advisor_referenceversion, advisor_state CASCADE")
    output = StringIO()
    started = time.perf_counter()
    call_command("load_reference", stdout=output)
    first = time.perf_counter() - started
    lines = output.getvalue().splitlines()
    assert lines[0].startswith("advisor_state: 60 rows, 60 written, 0 removed")
    assert lines[2].startswith("advisor_climatestation: 1,019 rows, 1,019 written, 0 removed")
    assert lines[3].startswith("advisor_zipcode: 41,959 rows, 41,959 written, 0 removed")
    output = StringIO()
    started = time.perf_counter()
    call_command("load_reference", stdout=output)
    second = time.perf_counter() - started
    assert "already up to date" in output.getvalue()
    assert first < 20
    assert second < first / 5


KILLED = """
import os, signal, sys, pathlib
import django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from advisor.reference import loader
loader.record = lambda checksum: os.kill(os.getpid(), signal.SIGKILL)
loader.load(pathlib.Path(sys.argv[2]))
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_load_that_is_killed_before_its_commit_leaves_the_old_figures(folder: Path) -> None:
    loader.load(folder)
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
    assert loader.load(folder)[3].written > 50  # and no lock is left behind
    assert find_place("02130").heating_design_f == 1


@pytest.mark.django_db(transaction=True)
def test_reader_has_the_old_figures_until_the_commit(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loader.load(folder)
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

    record = loader.record
    monkeypatch.setattr(loader, "record", read_beside)
    loader.load(folder)
    assert seen == [12]
    assert find_place("02130").heating_design_f == 1


@pytest.mark.django_db(transaction=True)
def test_loads_that_start_together_load_once(folder: Path) -> None:
    results: list[int] = []

    def load() -> None:
        results.append(len(loader.load(folder)))
        connection.close()

    threads = [threading.Thread(target=load) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(results) == [0, 0, len(loader.TABLES)]


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
    assert data_files.is_later(as_of, other) is later


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
        ("station_twelve_months_of_sun", lambda s: s.monthly_sun.pop()),
        ("station_wind", lambda s: setattr(s, "wind_mph", -1)),
        ("station_designs_in_order", lambda s: setattr(s, "heating_design_99_f", 99)),
        ("station_daily_range", lambda s: setattr(s, "daily_range_f", 0)),
    ],
)
def test_database_refuses_a_station_whose_year_does_not_add_up(
    folder: Path, constraint: str, change: Any
) -> None:
    loader.load(folder)
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
    loader.load(folder)
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
    loader.load(folder)
    with pytest.raises(IntegrityError, match=constraint):
        ZipCode.objects.filter(zip="02130").update(**values)


@pytest.mark.django_db
def test_database_refuses_a_second_version(folder: Path) -> None:
    loader.load(folder)
    row = ReferenceVersion.objects.get()
    with pytest.raises(IntegrityError, match="reference_version_single"):
        ReferenceVersion.objects.create(id=2, checksum="", version="", loaded_at=row.loaded_at)


# Costs of installation and incentives: what the files say, and what of an editor outlives them.


def test_installation_starts_from_the_figures_of_the_engine() -> None:
    rows = {row["code"]: row for row in data_files.open_table(data_files.DATA / "installation.csv")}
    whole = rows.pop("mini_split_installed")
    assert {
        code: (int(row["low"]), int(row["typical"]), int(row["high"])) for code, row in rows.items()
    } == INSTALLATION
    assert (whole["low"], whole["high"]) == ("1600", "5000")  # the seed's total


def test_every_line_tells_its_source_and_the_wider_market_where_there_is_one() -> None:
    wider = set()
    for row in data_files.open_table(data_files.DATA / "installation.csv"):
        assert row["source"], row["code"]
        if row["market_low"]:
            wider.add(row["code"])
            assert float(row["market_high"]) > float(row["high"]), row["code"]
            assert "ther guides: " in row["source"], row["code"]
    assert wider == {"labour", "circuit", "mini_split_installed"}


@pytest.mark.parametrize(
    ("lines", "low", "high"),
    [
        ("labour line_set outdoor_mount permit", 800, 2500),  # hired, without a circuit
        ("labour line_set snow_stand permit", 800, 2500),
        ("labour line_set outdoor_mount permit circuit", 800, 2500),  # "a new circuit" included
        ("handyman", 100, 300),
    ],
)
def test_typical_sum_stays_inside_the_range_of_the_seed(lines: str, low: int, high: int) -> None:
    typical = {
        row["code"]: float(row["typical"])
        for row in data_files.open_table(data_files.DATA / "installation.csv")
    }
    assert low <= sum(typical[line] for line in lines.split()) <= high


def test_files_name_no_amount_but_that_of_the_credit_that_ended() -> None:
    rows = list(data_files.open_table(data_files.DATA / "incentives.csv"))
    told = [row for row in rows if row["amount_type"] != "none"]
    assert [row["code"] for row in told] == ["federal-25c"]
    credit = told[0]
    assert (credit["percent"], credit["cap_usd"]) == ("30", "2000")
    assert (credit["status"], credit["ends_on"]) == ("closed", "2025-12-31")
    assert credit["programme_url"].startswith("https://www.irs.gov/")
    assert not any("$" in "".join(row.values()) for row in rows)


def test_files_have_a_rebate_of_every_state_with_an_official_page() -> None:
    rows = list(data_files.open_table(data_files.DATA / "incentives.csv"))
    states = {row["code"] for row in data_files.open_table(data_files.DATA / "states.csv")}
    hear = [row for row in rows if row["code"].startswith("hear-")]
    assert {row["states"] for row in hear} == states - {"US", "FM", "MH", "PW", "AS"}
    assert all(row["programme_url"].startswith("https://") for row in rows)
    assert all(set(row["states"].split()) <= states for row in rows)
    # No status but unknown without the day on which a source said so.
    assert all(row["last_checked"] and row["source"] for row in rows if row["status"] != "unknown")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("as_of", "stays"), [("2026-10", True), ("2025-07-08", True), ("2025-07-07", False)]
)
def test_cost_with_a_later_date_than_the_files_outlives_a_load(
    folder: Path, as_of: str, stays: bool
) -> None:
    loader.load(folder)
    InstallationCost.objects.filter(code="labour").update(
        typical=1000, as_of=as_of, source="Three quotes", note="Dearer here"
    )
    rewrite(folder / "installation.csv", set_column("high", "410", code="line_set"))
    loader.load(folder)
    labour = InstallationCost.objects.get(code="labour")
    file = (Decimal(950), "2025-07-07")
    assert (labour.typical, labour.as_of) == ((Decimal(1000), as_of) if stays else file)
    assert (labour.note == "Dearer here") == stays
    assert InstallationCost.objects.get(code="line_set").high == 410


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("checked", "by_hand", "stays"),
    [
        ("2026-06-27", True, True),  # the files' own day: the editor read it too
        ("2026-11-23", True, True),
        ("2026-06-26", True, False),
        (None, True, False),
        ("2026-11-23", False, False),  # nobody's edit
    ],
)
def test_incentive_that_an_editor_checked_no_earlier_outlives_a_load(
    folder: Path, checked: str | None, by_hand: bool, stays: bool
) -> None:
    loader.load(folder)
    Incentive.objects.filter(code="hear-al").update(
        last_checked=checked, requirements="Ask first", from_files=not by_hand
    )
    loader.load(folder, force=True)
    assert (Incentive.objects.get(code="hear-al").requirements == "Ask first") == stays


@pytest.mark.django_db
def test_contact_that_an_editor_filled_in_outlives_a_load_and_nobodys_edit_does_not(
    folder: Path,
) -> None:
    loader.load(folder)
    filled = {"name": "A list", "url": "https://list.id.gov/", "source": "its page"}
    for code, by_hand in (("id-installers", True), ("nv-installers", False)):
        InstallerContact.objects.filter(code=code).update(
            **filled, last_checked="2026-11-29", from_files=not by_hand
        )
    loader.load(folder, force=True)
    assert InstallerContact.objects.get(code="id-installers").name == "A list"
    assert InstallerContact.objects.get(code="nv-installers").name == ""


@pytest.mark.django_db
def test_incentive_that_an_editor_added_outlives_a_load_and_one_of_the_files_leaves_with_them(
    folder: Path,
) -> None:
    loader.load(folder)
    Incentive.objects.create(code="our-town", name="Our town", kind="utility")
    Incentive.objects.filter(code="hear-co").update(from_files=False)
    for code in ("hear-co", "hear-az"):
        rewrite(folder / "incentives.csv", drop("code", code))
    assert loader.load(folder)[5].removed == 1
    codes = set(Incentive.objects.values_list("code", flat=True))
    assert {"our-town", "hear-co"} <= codes
    assert "hear-az" not in codes


@pytest.mark.django_db
def test_forced_load_that_mends_a_figure_moves_the_version(folder: Path) -> None:
    loader.load(folder)
    version = ReferenceVersion.objects.get().version
    loader.load(folder, force=True)
    assert ReferenceVersion.objects.get().version == version
    InstallationCost.objects.filter(code="labour").update(typical=1000)
    loader.load(folder, force=True)
    assert ReferenceVersion.objects.get().version == f"{version}+1"


OFFICIAL: dict[str, Any] = {
    "amount_type": "flat",
    "amount_usd": 100,
    "programme_url": "https://example.org/",
    "source": "The programme's page",
    "last_checked": "2026-11-20",
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("installation_range_rises", {"low": -1}),
        ("installation_range_rises", {"low": 2000}),
        ("installation_range_rises", {"high": 1}),
        ("installation_market_rises", {"market_low": 2, "market_high": 1}),
        ("installation_market_rises", {"market_low": 2, "market_high": None}),
        ("installation_market_rises", {"market_low": None, "market_high": 2}),
        ("installation_dated_and_sourced", {"as_of": ""}),
        ("installation_dated_and_sourced", {"source": ""}),
    ],
)
def test_database_refuses_a_cost_that_falls_or_has_no_source(
    folder: Path, constraint: str, values: dict[str, Any]
) -> None:
    loader.load(folder)
    with pytest.raises(IntegrityError, match=constraint):
        InstallationCost.objects.filter(code="labour").update(**values)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("incentive_amount_is_official", {"programme_url": ""}),
        ("incentive_amount_is_official", {"programme_url": "http://example.org/"}),
        ("incentive_amount_is_official", {"programme_url": "https://"}),
        ("incentive_amount_is_official", {"source": ""}),
        ("incentive_amount_is_official", {"last_checked": None}),
        ("incentive_amount_fits_its_type", {"amount_type": "none"}),
        ("incentive_amount_fits_its_type", {"amount_type": "percent"}),
        ("incentive_amount_fits_its_type", {"percent": 10}),
        ("incentive_amount_fits_its_type", {"amount_usd": 0}),
        ("incentive_amount_fits_its_type", {"amount_usd": None}),
        (
            "incentive_amount_fits_its_type",
            {"amount_type": "percent", "amount_usd": None, "percent": 101},
        ),
        ("incentive_cap_usd_positive", {"cap_usd": 0}),
        (
            "incentive_status_dated_and_sourced",
            {"amount_type": "none", "amount_usd": None, "last_checked": None, "status": "open"},
        ),
        (
            "incentive_status_dated_and_sourced",
            {"amount_type": "none", "amount_usd": None, "source": "", "status": "closed"},
        ),
        ("incentive_ends_after_its_start", {"starts_on": "2031-10-01"}),
        ("incentive_types_are_known", {"unit_types": ["boiler"]}),
        ("incentive_states_are_codes", {"states": ["me"]}),
        ("incentive_zip_prefixes_are_codes", {"zip_prefixes": ["04a"]}),
        ("incentive_min_hspf2_positive", {"min_hspf2": 0}),
    ],
)
def test_database_refuses_an_incentive_without_proof(
    folder: Path, constraint: str, values: dict[str, Any]
) -> None:
    loader.load(folder)
    maine = Incentive.objects.filter(code="hear-me")
    assert maine.update(**OFFICIAL) == 1
    with pytest.raises(IntegrityError, match=constraint):
        maine.update(**values)
