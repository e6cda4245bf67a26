"""Lists of the industry as they are published: what comes in, what is left out, and why."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from catalog.importing.offered_formats import FORMATS
from catalog.importing.pipeline import Report, check
from catalog.importing.plan import Options, Plan
from catalog.models import HeatPump

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)

# The titles of the CSV export of September 2026, in its order.
TITLES = (
    *("ENERGY STAR Unique ID", "ENERGY STAR Partner", "Series Name", "Outdoor Unit Brand Name"),
    *("Model Number", "Indoor Unit Brand Name", "Indoor Unit Model Number", "Product Type"),
    *("Cold Climate", "Meets Peak Cooling Requirements", "SEER2 (Btu/Wh)", "EER2 (Btu/Wh)"),
    *("HSPF2 (Btu/Wh)", "Cooling Capacity (Btu/h)", "Heating Capacity at 47°F (Btu/h)"),
    *("Heating Capacity at 17°F (Btu/h)", "Heating Capacity at 5°F (Btu/h)", "COP at 5°F"),
    *("Controls Verification Procedure (CVP) Test", "Compressor Staging", "Refrigerant Type"),
    *("Refrigerant with GWP", "Connected Capability", "Date Available on Market"),
    *("Date Certified", "Markets", "CB Model Identifier", "AHRI Reference Number"),
    "Meets ENERGY STAR Most Efficient 2025 Criteria",
)
PAIR = dict(
    zip(
        TITLES,
        [
            *("3388001", "Nordica Inc.", "Fjord", "Nordica", "NO-09", "Nordica", "NI-09"),
            *("HP - Mini or Multi Split", "Yes", "Yes", "22.5", "12.50", "10.0", "9,000"),
            *("10900.0", "8100", "9800", "2.05", "", "Continuously variable", ""),
            *("R-454B (GWP:470 | Lower GWP)", "No", "01/02/2024", "01/02/2024"),
            *("United States, Canada", "ES_1", "214602071.0", "No"),
        ],
        strict=True,
    )
)


def write_csv(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def planned(path: Path, code: str, **options: Any) -> tuple[Report, list[Plan]]:
    found: list[Plan] = []
    report = check(
        path,
        FORMATS[code],
        file_name=path.name,
        options=Options(**options),
        today=TODAY,
        on_batch=found.extend,
    )
    return report, found


def test_certified_pair_becomes_a_unit(tmp_path: Path) -> None:
    report, (plan,) = planned(write_csv(tmp_path / "a.csv", PAIR), "energystar-mini")
    assert (report.created, report.errors, report.notes) == (1, 0, 0)
    assert plan.slug == "ni-09-no-09"
    assert plan.confidence == "high"
    assert {name: plan.values[name] for name in plan.values if name != "single_zone"} == {
        "type": "mini_split",
        "model_number": "NI-09 / NO-09",
        "series": "Fjord",
        "indoor_model": "NI-09",
        "outdoor_model": "NO-09",
        "ahri_ref": "214602071",
        "availability": "certified",
        "cold_climate": True,
        "compressor": "inverter",
        "cooling_btu_h": 9000,
        "cooling_rating_basis": "ahri_95f",
        "cop_max_5f": 2.05,
        "eer2": 12.5,
        "energy_star": True,
        "heat_source": "heat_pump",
        "heating_btu_17f": 8100,
        "heating_btu_47f": 10900,
        "heating_max_btu_5f": 9800,
        "hspf2": 10.0,
        "refrigerant": "R-454B",
        "seer2": 22.5,
    }


@pytest.mark.parametrize("cold", ["No", ""])
@pytest.mark.parametrize("code", ["energystar-mini", "energystar-all", "energystar"])
def test_five_degree_figure_of_another_listing_is_no_maximum(
    cold: str, code: str, tmp_path: Path
) -> None:
    row = PAIR | {"Cold Climate": cold, "list": "83eb-xbyy"}
    _report, (plan,) = planned(write_csv(tmp_path / "a.csv", row), code)
    assert (plan.values["heating_btu_5f"], plan.values["cop_5f"]) == (9800, 2.05)
    assert not {"heating_max_btu_5f", "cop_max_5f"} & plan.values.keys()


def test_json_of_the_interface_gives_the_same_unit(tmp_path: Path) -> None:
    from catalog.importing.reading import key_of

    fields = {key_of(title): text for title, text in PAIR.items() if text}
    (tmp_path / "a.json").write_text(json.dumps([fields]))
    _report, (from_json,) = planned(tmp_path / "a.json", "energystar-mini")
    _report, (from_csv,) = planned(write_csv(tmp_path / "a.csv", PAIR), "energystar-mini")
    assert from_json.values == from_csv.values


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"Markets": "Canada"}, "not sold in the United States"),
        ({"Product Type": "HP - Split System"}, "not a ductless single-room system"),
        ({"Indoor Unit Model Number": "Multizone Non-Ducted"}, "multi-zone"),
        ({"Indoor Unit Model Number": "Mixed Ducted and Non-Ducted Indoor Units"}, "multi-zone"),
        ({"Indoor Unit Model Number": "Non-Ducted Indoor Units"}, "multi-zone"),
        ({"Indoor Unit Model Number": ""}, "no indoor unit listed"),
    ],
)
def test_row_is_left_out_and_counted(change: dict[str, str], reason: str, tmp_path: Path) -> None:
    report, plans = planned(write_csv(tmp_path / "a.csv", PAIR | change), "energystar-all")
    assert plans == []
    assert report.dropped == {reason: 1}


@pytest.mark.parametrize(
    ("title", "text", "sentence"),
    [
        ("SEER2 (Btu/Wh)", "good", "“good” is not a valid value"),
        ("Cooling Capacity (Btu/h)", "12", "outside the possible range"),
        ("Model Number", "", "This cell is empty"),
        ("Model Number", "X" * 130, "too long"),
    ],
)
def test_wrong_cell_is_told_with_row_and_column_and_the_row_left_out(
    title: str, text: str, sentence: str, tmp_path: Path
) -> None:
    path = write_csv(
        tmp_path / "a.csv", PAIR, PAIR | {"Indoor Unit Model Number": "Z", title: text}
    )
    report, plans = planned(path, "energystar-mini")
    assert len(plans) == 1
    (problem,) = report.problems
    assert problem.line == 3
    assert sentence in problem.message
    assert problem.is_error


def test_several_rows_of_one_pair_are_one_unit_and_the_last_counts(tmp_path: Path) -> None:
    again = PAIR | {"AHRI Reference Number": "999.0", "SEER2 (Btu/Wh)": "21"}
    report, (plan,) = planned(write_csv(tmp_path / "a.csv", PAIR, again), "energystar-mini")
    assert (plan.values["ahri_ref"], plan.values["seer2"]) == ("999", 21)
    assert report.dropped == {"another row for the same pair": 1}


def test_one_ahri_number_may_belong_to_two_pairs(tmp_path: Path) -> None:
    other = PAIR | {"Indoor Unit Model Number": "NI-09B"}
    _report, plans = planned(write_csv(tmp_path / "a.csv", PAIR, other), "energystar-mini")
    assert [plan.slug for plan in plans] == ["ni-09-no-09", "ni-09b-no-09"]


def test_same_model_numbers_of_two_brands_get_addresses_of_their_own(tmp_path: Path) -> None:
    other = PAIR | {"Outdoor Unit Brand Name": "Boreal"}
    _report, plans = planned(write_csv(tmp_path / "a.csv", PAIR, other), "energystar-mini")
    assert [plan.slug for plan in plans] == ["ni-09-no-09", "boreal-ni-09-no-09"]


@pytest.mark.usefixtures("real_data")
def test_room_list_finds_the_25_reverse_cycle_units_that_we_know(tmp_path: Path) -> None:
    known = HeatPump.objects.filter(slug__in=["awgp08w", "cchp11", "mah09b1agr"])
    titles = ("Brand Name", "Model Number", "Cooling Capacity (Btu/hr)", "Heating Mode")
    rows = [
        dict(zip(titles, row, strict=True))
        | {
            "Product Class": row_class,
            "Combined Energy Efficiency Ratio (CEER)": "13.2",
            "Voltage (volts)": "115",
            "Type": "Window",
            "Markets": markets,
        }
        for row, row_class, markets in [
            (
                ("GE Appliances", "AWGP08W**#", "8,000", "Yes"),
                "11. With reverse cycle",
                "United States",
            ),
            (("Gradient", "CCHP11", "9,300", "Yes"), "11. With reverse cycle", "United States"),
            (("Midea", "MAH09B1AGR", "9,500", "Yes"), "13. With reverse cycle", "United States"),
            (("Midea", "COLD-1", "9,500", "No"), "3. Without reverse cycle", "United States"),
            (("Midea", "STRIP-1", "9,500", "Yes"), "3. Without reverse cycle", "United States"),
            (("Midea", "NORTH-1", "9,500", "Yes"), "13. With reverse cycle", "Canada"),
        ]
    ]
    report, plans = planned(write_csv(tmp_path / "a.csv", *rows), "energystar-room")
    assert known.count() == 3
    assert {plan.known.slug for plan in plans if plan.known} == set(
        known.values_list("slug", flat=True)
    )
    assert report.dropped == {
        "does not heat by reverse cycle": 2,
        "not sold in the United States": 1,
    }


def test_neep_workbook_is_read_below_its_notice_and_comes_under_its_terms(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("VRF Report").append(["nothing"])
    sheet = book.create_sheet("HP Report")
    sheet.append(["This list is NOT for commercial use"])
    titles: dict[str, Any] = {
        "Brand Name": "Nordica",
        "Series Name": "Fjord",
        "Ducting Configuration": "Singlezone Non-Ducted, Wall Placement",
        "AHRI Certified Reference Number⁺": 214602071,
        "Outdoor Unit Model Number⁺": "NO-09",
        "Indoor Model Number(s)⁺": "NI-09",
        "SEER2⁺": 22.5,
        "HSPF2 (Region IV)⁺": 10,
        "Variable Capacity?": "Yes",
        "Refrigerant": "R-32",
        "Sold In?": "USA, Canada",
        "Rated Capacity 95°F⁺": 9000,
        "Min Capacity 95°F": 2800,
        "Min Capacity 47°F": 3100,
        "Input Power Min 47°F": 0.2,
        "COP Min 47°F": 4.5,
        "Rated Capacity 47°F⁺": 10900,
        "Max Capacity 5°F": 9800,
        "Rated Capacity 5°F - Optional⁺": 8000,
        "COP Max 5°F": 2.05,
        "Lowest Cataloged Temperature (Outdoor Dry Bulb °F)": -13,
    }
    sheet.append(list(titles))
    sheet.append(list(titles.values()))
    duct = dict(titles) | {"Ducting Configuration": "Singlezone Ducted, Centrally Ducted"}
    sheet.append(list(duct.values()))
    sheet.append(
        list((dict(titles) | {"Ducting Configuration": "Multizone All Non-ducted"}).values())
    )
    book.save(tmp_path / "neep.xlsx")
    report, (plan,) = planned(tmp_path / "neep.xlsx", "neep")
    assert report.dropped == {"multi-zone": 1, "not a ductless single-room system": 1}
    told = {figure.name: figure.value for figure, _in_use in plan.add}
    assert told == {
        "ahri_ref": "214602071",
        "compressor": "variable",
        "cooling_btu_h": "9000",
        "cooling_min_btu_h": "2800",
        "cooling_rating_basis": "ahri_95f",
        "cop_max_5f": "2.05",
        "cop_min_47f": "4.5",
        "form": "wall",
        "heat_source": "heat_pump",
        "heating_btu_47f": "10900",
        "heating_btu_5f": "8000",
        "heating_max_btu_5f": "9800",
        "heating_min_btu_47f": "3100",
        "hspf2": "10",
        "min_operating_f": "-13",
        "refrigerant": "R-32",
        "seer2": "22.5",
    }
    assert {figure.rights for figure, _in_use in plan.add} == {"neep-record"}
