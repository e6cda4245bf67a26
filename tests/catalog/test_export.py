"""The files for others: complete, sourced, harmless to open, and free of what may not leave."""

import csv
import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.export import SALE, csv_lines, json_parts, rights_of_files, safe
from catalog.models import Figure, HeatPump
from tests.factories import (
    create_brand,
    create_figure,
    create_heat_pump,
    create_point,
    create_price,
)

pytestmark = pytest.mark.django_db

PAGE = "https://example.org/{brand}/{slug}/"


def rows(rights: str = "1") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(csv_lines(rights=rights, page=PAGE)))))


def units(rights: str = "1") -> list[dict[str, Any]]:
    text = "".join(json_parts(rights=rights, page=PAGE, head={"format": "1"}))
    found: list[dict[str, Any]] = json.loads(text)["units"]
    return found


def test_a_unit_is_one_row_with_its_points_and_price() -> None:
    unit = create_heat_pump(
        brand=create_brand(slug="mine"), slug="mine-09", seer2=21.5, min_operating_f=-13
    )
    create_point(heat_pump=unit, min_btu_h=1600, rated_btu_h=8700)
    create_price(heat_pump=unit, low="999.50")
    create_heat_pump(status="draft")
    [row] = rows()
    assert row["slug"] == "mine-09"
    assert row["seer2"] == "21.5"
    assert row["min_operating_f"] == "-13.0"
    assert row["heating_min_btu_47f"] == "1600"
    assert row["heating_btu_47f"] == "8700"
    assert row["price_low"] == "999.5"
    assert row["page"] == "https://example.org/mine/mine-09/"
    assert row["hspf2"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "|", " =", "\t", "\r", "\n"])
def test_no_text_begins_as_a_formula(start: str) -> None:
    create_heat_pump(model_number=f"{start}HYPERLINK(1)", series=f"{start}1+1")
    [row] = rows()
    assert row["model_number"].startswith("'")
    assert row["series"].startswith("'")
    assert safe(-5.0) == -5.0


@pytest.mark.parametrize(
    ("rights", "mark", "leaves"),
    [
        ("1", "neep-record", False),
        ("1", "neep-2018-workbook", True),
        ("0", "neep-2018-workbook", False),
        ("1", "", True),
    ],
)
def test_only_what_may_be_passed_on_leaves(rights: str, mark: str, leaves: bool) -> None:
    unit = create_heat_pump()
    create_point(heat_pump=unit, min_btu_h=1600, rated_btu_h=8700)
    create_figure(
        heat_pump=unit, name="heating_min_btu_47f", value="1600", rights=mark, in_use=True
    )
    [row], [whole] = rows(rights), units(rights)
    assert row.get("heating_min_btu_47f", "") == ("1600" if leaves else "")
    assert ("heating_min_btu_47f" in whole["figures"]) == leaves
    credit = row["figures_from_neep_2018_workbook"]
    assert credit == ("heating_min_btu_47f" if leaves and mark else "")


def test_the_files_never_hold_records_that_are_not_for_commercial_use(real_data: None) -> None:
    rights = rights_of_files("all")
    marked = set(Figure.objects.filter(rights="neep-record").values_list("source__locator"))
    assert marked
    told = [figure for unit in units(rights) for figure in unit["figures"].values()]
    assert len(told) > 1000
    assert {figure["rights"] for figure in told} <= {"", "neep-2018-workbook"}


def test_every_figure_of_the_whole_file_has_source_date_and_confidence(real_data: None) -> None:
    found = units()
    assert len(found) == len(rows())
    for unit in found:
        for figure in unit["figures"].values():
            assert figure["source"]
            assert figure["confidence"] in {"high", "medium", "low"}
    first = next(unit for unit in found if unit["slug"] == "map14hs1tbl")
    assert first["figures"]["cooling_btu_h"]["value"] == 12_000
    assert first["prices"]


@pytest.mark.slow
def test_neither_file_tells_what_editors_note(real_data: None) -> None:
    HeatPump.objects.update(notes="between ourselves")
    text = "".join(csv_lines(rights="1", page=PAGE))
    text += "".join(json_parts(rights="1", page=PAGE, head={}))
    assert "between ourselves" not in text


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_longer_file_asks_no_more(kind: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert rows() if kind == "csv" else units()
        return len(captured)

    create_heat_pump()
    one = queries()
    for _each in range(19):
        create_figure(heat_pump=create_heat_pump(), name="seer2", value="20", in_use=True)
    assert queries() == one


def test_both_files_say_whether_a_unit_is_sold_since_when_and_who_says_so() -> None:
    unit = create_heat_pump(availability="certified")
    create_figure(
        heat_pump=unit,
        name="availability",
        value="certified",
        source="The list",
        source_date="2026-09-12",
        in_use=True,
    )
    create_heat_pump(availability="unknown")
    [row, blank], [whole, empty] = rows(), units()
    assert [row[name] for name in SALE] == ["certified", "2026-09-12", "The list"]
    assert row["availability"] == "certified"
    assert [blank[name] for name in SALE] == ["unknown", "", ""]
    assert whole["sale"] == {"status": "certified", "seen": "2026-09-12", "source": "The list"}
    assert empty["sale"] == {"status": "unknown", "seen": None, "source": None}
