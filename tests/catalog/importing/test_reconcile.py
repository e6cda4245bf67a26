"""Which statement stands, and what is set aside."""

from datetime import date
from typing import Any

import pytest

from catalog.importing.reconcile import reconcile
from catalog.merging import Statement, merge


def say(name: str, value: str, **details: Any) -> Statement:
    return Statement(
        **(
            {"source_id": "a sheet", "confidence": "medium"}
            | details
            | {"name": name, "value": value}
        )
    )


OLD, NEW = date(2018, 7, 12), date(2026, 9, 1)


@pytest.mark.parametrize(
    ("first", "second", "stands"),
    [
        ({"confidence": "low", "source_day": NEW}, {"confidence": "high", "source_day": OLD}, "2"),
        ({"confidence": "medium", "source_day": NEW}, {"confidence": "low"}, "1"),
        ({"source_day": OLD}, {"source_day": NEW}, "2"),
        ({"source_day": None}, {"source_day": OLD}, "2"),
        ({"source_day": NEW}, {"source_day": NEW}, "1"),
        ({"confidence": "high", "source_day": NEW}, {"confidence": "low", "by_hand": True}, "2"),
    ],
)
def test_higher_confidence_stands_then_the_later_date_then_the_first_told(
    first: dict[str, Any], second: dict[str, Any], stands: str
) -> None:
    statements = [say("seer2", "21", **first), say("seer2", "22", **second)]
    assert merge(statements)["seer2"].value == f"2{stands}"


def test_text_without_a_usable_value_gives_way_to_one_with() -> None:
    statements = [say("cutout_f", "25-40", confidence="high"), say("cutout_f", "-18")]
    assert merge(statements)["cutout_f"].value == "-18"


def test_figure_that_the_desk_emptied_stays_empty() -> None:
    statements = [say("seer2", "", by_hand=True), say("seer2", "22", confidence="high")]
    assert merge(statements) == {}


def test_basis_comes_from_the_source_of_its_figure() -> None:
    statements = [
        say("cooling_btu_h", "9000", source_id="shop", source_day=NEW),
        say("cooling_btu_h", "8800", source_id="certificate", source_day=OLD),
        say("cooling_rating_basis", "ahri_95f", source_id="certificate", confidence="high"),
    ]
    assert set(merge(statements)) == {"cooling_btu_h"}
    statements.append(say("cooling_rating_basis", "retailer_stated", source_id="shop"))
    assert merge(statements)["cooling_rating_basis"].value == "retailer_stated"


def test_contradicting_outputs_leave_the_rated_one() -> None:
    standing = reconcile(
        [
            say("heating_btu_17f", "8000"),
            say("heating_max_btu_17f", "7360"),
            say("cop_max_17f", "2.37"),
            say("heating_min_btu_17f", "9000"),
            say("cop_min_17f", "4"),
            say("cop_17f", "3"),
        ],
        unit_type="mini_split",
    )
    assert standing.points == {("heating", 17): {"rated_btu_h": 8000, "cop_rated": 3.0}}
    assert len(standing.doubts) == 4


def test_five_degree_maximum_may_exceed_the_rating_at_17_f() -> None:
    standing = reconcile(
        [say("heating_btu_17f", "7500"), say("heating_max_btu_5f", "13400")],
        unit_type="mini_split",
    )
    assert standing.doubts == []


@pytest.mark.parametrize(
    ("name", "value"), [("cop_47f", "45"), ("seer2", "210"), ("heating_min_btu_47f", "21")]
)
def test_impossible_figure_is_set_aside_and_said(name: str, value: str) -> None:
    standing = reconcile([say(name, value)], unit_type="mini_split")
    assert not standing.columns
    assert not standing.points
    assert standing.doubts == [f"{name} {value}: outside the possible range"]


@pytest.mark.parametrize(
    ("basis", "columns"),
    [
        ("sacc_doe", {"cooling_btu_h": 12000, "cooling_rating_basis": "sacc_doe"}),
        ("nominal", {"cooling_rating_basis": "nominal"}),
    ],
)
def test_cooling_of_a_portable_is_its_sacc_or_nothing(
    basis: str, columns: dict[str, object]
) -> None:
    statements = [say("cooling_btu_h", "12000"), say("cooling_rating_basis", basis)]
    assert reconcile(statements, unit_type="portable").columns == columns


def test_cooling_point_needs_more_than_the_rated_figure() -> None:
    rated = say("cooling_btu_h", "9000")
    assert reconcile([rated], unit_type="mini_split").points == {}
    lowest = say("cooling_min_btu_h", "2000")
    assert reconcile([rated, lowest], unit_type="mini_split").points == {
        ("cooling", 95): {"rated_btu_h": 9000, "min_btu_h": 2000}
    }


@pytest.mark.parametrize(
    ("capacity", "heat", "draft", "unit_type", "status"),
    [
        ("medium", ("heat_pump", "medium"), False, "window", "live"),
        ("high", ("heat_pump_plus_resistance", "high"), False, "window", "live"),
        ("low", ("heat_pump", "high"), False, "window", "draft"),
        ("high", ("heat_pump", "low"), False, "window", "draft"),
        ("high", ("resistance", "high"), False, "window", "draft"),
        ("high", ("unknown", "high"), False, "window", "draft"),
        ("high", ("heat_pump", "high"), True, "window", "draft"),
        ("high", ("heat_pump", "high"), False, "through_wall", "live"),
        ("low", ("heat_pump", "low"), False, "through_wall", "draft"),
    ],
)
def test_live_needs_capacity_and_heat_pump_beyond_low_confidence(
    capacity: str, heat: tuple[str, str], draft: bool, unit_type: str, status: str
) -> None:
    standing = reconcile(
        [
            say("cooling_btu_h", "9000", confidence=capacity),
            say("heat_source", heat[0], confidence=heat[1]),
        ],
        unit_type=unit_type,
    )
    assert standing.status(keep_draft=draft) == status
