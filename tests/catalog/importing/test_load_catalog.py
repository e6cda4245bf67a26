"""How the starting catalog comes in."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from catalog.importing import known_number_file, seed_data
from catalog.importing.apply import apply
from catalog.models import CatalogVersion, HeatPump
from tests import shipped

pytestmark = pytest.mark.django_db


def load() -> str:
    said = io.StringIO()
    call_command("load_catalog", stdout=said)
    return said.getvalue().strip()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for name in seed_data.FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(seed_data.DATA / name, tmp_path / name)
    return tmp_path


def change(folder: Path, name: str, edit: Callable[[list[dict[str, str]]], None]) -> None:
    with (folder / name).open(newline="") as file:
        rows = list(csv.DictReader(file))
    names = list(rows[0])
    edit(rows)
    with (folder / name).open("w", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)


def test_first_load_says_what_it_made() -> None:
    assert load() == (
        f"{shipped.UNITS} created, 0 updated, 0 unchanged;"
        f" {shipped.DRAFTS} drafts, {shipped.LIVE} live, {shipped.PICKABLE} pickable\n"
        f"{len(known_number_file.read())} known numbers written"
    )


@pytest.mark.usefixtures("real_data")
def test_second_load_changes_nothing_and_leaves_the_version_alone() -> None:
    before = CatalogVersion.current()
    assert load().startswith(f"0 created, 0 updated, {shipped.UNITS} unchanged")
    assert CatalogVersion.current() == before


@pytest.mark.usefixtures("real_data")
@pytest.mark.slow
def test_loading_the_same_records_anew_writes_nothing() -> None:
    before = CatalogVersion.current()
    assert str(apply(seed_data.read())) == f"0 created, 0 updated, {shipped.UNITS} unchanged"
    assert CatalogVersion.current() == before


@pytest.mark.slow
@pytest.mark.usefixtures("real_data")
def test_emptied_catalog_is_loaded_again() -> None:
    HeatPump.objects.all().delete()
    assert load().startswith(f"{shipped.UNITS} created")


@pytest.mark.usefixtures("real_data")
def test_changed_file_rewrites_that_unit_only(copied: Path) -> None:
    untouched = HeatPump.objects.get(slug="cchp11")
    untouched_figures = list(untouched.figures.values_list("pk", flat=True))

    def louder(rows: list[dict[str, str]]) -> None:
        for row in rows:
            if row["slug"] == "map14hs1tbl" and row["name"] == "sound_indoor_min_db":
                row["value"] = "44"

    change(copied, "figures.csv", louder)
    assert (
        str(apply(seed_data.read(copied))) == f"0 created, 1 updated, {shipped.UNITS - 1} unchanged"
    )
    assert HeatPump.objects.get(slug="map14hs1tbl").sound_indoor_min_db == 44
    assert list(untouched.figures.values_list("pk", flat=True)) == untouched_figures


def test_figure_of_an_unlisted_unit_is_refused(copied: Path) -> None:
    change(copied, "figures.csv", lambda rows: rows[0].update(slug="nobody"))
    with pytest.raises(ValueError, match="not listed: nobody"):
        seed_data.read(copied)


def test_row_with_a_missing_column_is_refused_with_its_line(copied: Path) -> None:
    with (copied / "prices.csv").open("a") as file:
        file.write("cchp11,street\n")
    with pytest.raises(ValueError, match=r"prices.csv, line \d+: wrong number of columns"):
        seed_data.read(copied)


@pytest.mark.usefixtures("real_data")
def test_broken_load_leaves_the_catalog_as_it_was(copied: Path) -> None:
    before = CatalogVersion.current()

    def break_one(rows: list[dict[str, str]]) -> None:
        rows[0]["type"] = "boiler"
        rows[1]["series"] = "New"

    change(copied, "heat_pumps.csv", break_one)
    with pytest.raises(IntegrityError), transaction.atomic():
        apply(seed_data.read(copied))
    assert CatalogVersion.current() == before
    assert not HeatPump.objects.filter(series="New").exists()


def test_starting_files_stay_small() -> None:
    assert sum((seed_data.DATA / name).stat().st_size for name in seed_data.FILES) < 900_000
