"""NEEP's public workbook of 2018: every column, and the coldest point where it can be true."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from catalog.importing import seed_data
from catalog.importing.formats.coldest_points import COLDEST_POINT, settle_labels
from catalog.importing.formats.neep_workbook import END_OF_RANGE, unit_of
from catalog.importing.offered_formats import FORMATS
from catalog.importing.pipeline import check
from catalog.importing.plan import Options, Plan
from catalog.models import HeatPump, ImportBatch
from tests.catalog.admin.test_import_admin import at_once, desk, upload  # noqa: F401  # fixtures

TITLES = (
    *("manufacturer", "brand", "series", "ahri", "ahri_type", "outdoor", "indoor"),
    *("cooling_95f", "eer", "seer", "hspf_iv", "indoor_type"),
    *(
        f"{quantity}{outdoor_f}_{speed}"
        for outdoor_f in (47, 17)
        for quantity in ("cap", "kw")
        for speed in ("min", "rated", "max")
    ),
    *("cap5_min", "cap5_max", "kw5_min", "kw5_max"),
    *("pan_heater", "pan_heater_w", "pan_heater_control"),
    *("coldest_f", "capx_min", "capx_max", "kwx_min", "kwx_max", "added"),
)


def row(**cells: str) -> dict[str, str]:
    """A system made to the sheet's columns: 9,000 BTU/h, 8,000 of it left at -13 °F."""
    usual = dict.fromkeys(TITLES, "") | {
        "brand": "NORDICA",
        "outdoor": "NO-09",
        "indoor": "NI-09",
        "cooling_95f": "9000",
        "seer": "25",
        "hspf_iv": "11",
        "indoor_type": "Non-ducted indoor units (Wall Mount)",
        "cap47_min": "2000",
        "kw47_min": "0.15",
        "cap47_rated": "10900",
        "cap47_max": "15000",
        "cap5_max": "11000",
        "pan_heater": "Interated",
        "coldest_f": "-13",
        "capx_min": "420",
        "capx_max": "8000",
        "kwx_max": "1.3",
    }
    return usual | cells


def figures(**cells: str) -> dict[str, str]:
    return {figure.name: figure.value for figure in unit_of(row(**cells)).figures}


def test_each_column_becomes_its_figure() -> None:
    found = figures()
    assert found["heating_min_btu_47f"] == "2000"
    assert found["cop_min_47f"] == "3.91"  # 2,000 / (0.15 × 3,412)
    assert found["heating_max_btu_5f"] == "11000"
    assert (found["form"], found["pan_heater"]) == ("wall", "built_in")
    assert (found["hspf"], found["seer"]) == ("11", "25")


def test_the_coldest_point_is_read_and_a_lowest_output_that_is_none_stays_out() -> None:
    found = figures()
    assert found["heating_max_btu_neg13f"] == "8000"
    assert found["cop_max_neg13f"] == "1.80"
    assert found["min_operating_f"] == "-13"
    assert "heating_min_btu_neg13f" not in found
    notes = {figure.name: figure.note for figure in unit_of(row()).figures}
    assert notes["heating_max_btu_neg13f"] == COLDEST_POINT


@pytest.mark.parametrize(
    "cells",
    [
        {"coldest_f": ""},
        {"capx_max": "3000"},  # under .35 of the output at 5 °F
        {"capx_max": "12000"},  # above 1.05 of it
        {"cap5_max": ""},
    ],
)
def test_a_coldest_point_that_cannot_be_true_is_left_out(cells: dict[str, str]) -> None:
    assert not [name for name in figures(**cells) if "neg13f" in name or name == "min_operating_f"]


def test_a_lowest_output_under_1100_is_marked_as_the_end_of_a_range() -> None:
    notes = {figure.name: figure.note for figure in unit_of(row(cap47_min="1023")).figures}
    assert notes["heating_min_btu_47f"] == END_OF_RANGE


def test_every_figure_carries_its_rights_and_date() -> None:
    for figure in unit_of(row()).figures:
        assert (figure.rights, figure.source_date) == ("neep-2018-workbook", "2018-07-12")


@pytest.mark.parametrize(
    ("listed", "brand"),
    [("Trane/Mitsubishi Electric", "Trane"), ("SAMSUNG", "Samsung"), ("LG", "LG")],
)
def test_brands_are_written_as_in_the_catalog(listed: str, brand: str) -> None:
    assert unit_of(row(brand=listed)).brand == brand


@pytest.mark.django_db
def test_the_sheet_is_imported_but_for_a_row_without_an_outdoor_unit(
    tmp_path: Path,
) -> None:
    path = tmp_path / "neep.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, TITLES)
        writer.writeheader()
        writer.writerows([row(), row(outdoor="")])
    found: list[Plan] = []
    report = check(
        path,
        FORMATS["neep-2018"],
        file_name=path.name,
        options=Options(),
        today=date(2026, 11, 28),
        on_batch=found.extend,
    )
    assert (report.created, report.errors) == (1, 1)
    (plan,) = found
    assert plan.values["cooling_btu_h"] == 9000


@pytest.mark.usefixtures("at_once", "real_data")
def test_the_real_workbook_comes_in_by_upload_whole(desk: Client) -> None:  # noqa: F811
    """All 322 rows of the shipped file, against the catalog that holds one label of each pair."""
    content = (seed_data.DATA / "certified" / "neep2018_single_zone.csv").read_bytes()
    upload(desk, content, format="neep-2018")
    batch = ImportBatch.objects.get()
    counts = batch.counts
    assert [counts[name] for name in ("rows", "errors", "notes")] == [322, 2, 8]
    # SAP12: the sheet's highest output and its COP at 17 °F are below the rated one of 2026.
    assert {each["line"] for each in batch.problems if each["is_error"]} == {168}
    # The other labels of pairs that the catalog holds are new; two rows repeat a pair.
    assert counts["dropped"] == {
        "another indoor part of an outdoor unit that is one record": 4,
        "another row for the same pair": 2,
    }
    assert counts["created"] + counts["updated"] + counts["unchanged"] == 322 - 4 - 2 - 1
    assert counts["created"] == 94
    assert len(counts["drafts"]) == 6
    desk.post(f"/admin/catalog/importbatch/{batch.pk}/apply/")
    point = "heating_max_btu_neg13f"
    for label in ("American Standard", "Trane"):
        unit = HeatPump.objects.get(brand__name=label, outdoor_model="MUZ-FH06NA")
        told = unit.figures.filter(name=point).values_list("value", "in_use")
        assert set(told) == {("6400", True), ("7300", False)}
    upload(desk, content, format="neep-2018")
    again = ImportBatch.objects.first()
    assert again is not None
    assert (again.counts["created"], again.counts["updated"]) == (0, 0)


def test_labels_that_disagree_at_the_coldest_point_use_the_lowest_and_keep_both() -> None:
    labels = [
        unit_of(row(brand="Mitsubishi", outdoor="MUZ-FH06NA", coldest_f="", capx_max="")),
        unit_of(row(brand="Trane", outdoor="MUZ-FH06NAH", capx_max="7300")),
        unit_of(row(brand="American Standard", outdoor="MUZ-FH06NA", capx_max="6400")),
    ]
    for unit in settle_labels(labels):
        told = {
            (figure.value, figure.confidence)
            for figure in unit.figures
            if figure.name == "heating_max_btu_neg13f"
        }
        assert told == {("6400", "medium"), ("7300", "low")}
        (cop,) = [each.value for each in unit.figures if each.name == "cop_max_neg13f"]
        assert cop == "1.44"  # of the lowest: 6,400 / (1.3 × 3,412)
        assert [each.value for each in unit.figures if each.name == "min_operating_f"] == ["-13"]


def test_a_label_without_rivals_stays_as_it_is() -> None:
    units = [unit_of(row()), unit_of(row(outdoor="NO-12", capx_max="9000"))]
    assert settle_labels(units) == units


def test_power_that_makes_the_lowest_speed_worse_at_47_f_than_in_the_cold_is_a_slip() -> None:
    found = figures(cap47_min="3070", kw47_min="0.55", cap17_min="2333", kw17_min="0.24")
    assert "cop_min_47f" not in found
    assert (found["heating_min_btu_47f"], found["cop_min_17f"]) == ("3070", "2.85")


def test_highest_output_below_the_rated_one_is_left_out() -> None:
    assert "heating_max_btu_47f" not in figures(cap47_rated="10900", cap47_max="10000")
