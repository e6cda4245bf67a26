from typing import Any

import pytest

from advisor.questions.answer_form import read_text
from advisor.questions.floor_area import worked_out

ROOM = "zip=02130&space=bedroom"


@pytest.mark.parametrize(
    ("entries", "area", "told"),
    [
        ({"length": "12", "width": "10"}, "120", "12 × 10 = 120"),
        ({"length": "12.5", "width": "10"}, "125", "12.5 × 10 = 125"),
        ({"length": "12 ft 6 in", "width": "10'"}, "125", "12.5 × 10 = 125"),
        ({"length": "12’6”", "width": "10 FT"}, "125", "12.5 × 10 = 125"),
        (
            {"length": "12", "width": "10", "length_2": "6", "width_2": "4"},
            "144",
            "12 × 10 + 6 × 4 = 144",
        ),
        ({"length": "12", "width": "10", "hall": "40 sq ft"}, "160", "12 × 10 + 40 = 160"),
        ({"hall": "40"}, "140", "100 + 40 = 140"),
    ],
)
def test_lengths_become_an_area(entries: dict[str, str], area: str, told: str) -> None:
    found = worked_out(entries, stated="100", metric=False)
    assert (found.area, found.sum, found.fault) == (area, told, "")


def test_metres_give_square_metres_with_one_decimal() -> None:
    found = worked_out({"length": "3.6 m", "width": "4.25"}, stated="", metric=True)
    assert found.area == "15.3"


@pytest.mark.parametrize(
    "entries",
    [
        {"length": "12"},
        {"width_2": "4"},
        {"length": "twelve", "width": "10"},
        {"length": "12", "width": "-10"},
        {"length": "0", "width": "10"},
        {"length": "12", "width": "10 ft 14 in"},
        {"length": "1e3", "width": "10"},
        {"length": "nan", "width": "inf"},
        {"length": "1" * 40, "width": "10"},
        {"length": "12", "width": "10", "hall": "big"},
        {"length": "12\x00", "width": "10"},
    ],
)
@pytest.mark.parametrize("metric", [True, False])
def test_nonsense_is_told_and_kept_as_typed(entries: dict[str, str], metric: bool) -> None:
    found = worked_out(entries, stated="100", metric=metric)
    assert found.fault.endswith(".")
    assert found.area == ""
    assert found.entries == entries


def test_a_hall_alone_needs_a_room() -> None:
    assert "length and width" in worked_out({"hall": "40"}, stated="", metric=False).fault


def test_nothing_typed_is_nothing() -> None:
    found = worked_out({"length": " ", "width": ""}, stated="100", metric=False)
    assert (found.area, found.sum, found.fault) == ("", "", "")


@pytest.mark.parametrize(
    ("query", "area"),
    [
        (f"{ROOM}&area=500", 500),
        (f"{ROOM}&area=500&length=12&width=10", 120),
        (f"{ROOM}&area=&length=12&width=10", 120),
        (f"{ROOM}&area=500&length=&width=", 500),
    ],
)
def test_lengths_go_before_an_area_that_was_typed(query: str, area: float) -> None:
    form = read_text(query)
    assert form.values["area"] == area
    assert form.given["area"] == f"{area}"
    assert not set(form.given) & {"length", "width"}


@pytest.mark.parametrize("query", [f"{ROOM}&area=120&length=9", f"{ROOM}&length=9&width=x"])
def test_a_wrong_length_is_a_fault_of_the_area(query: str) -> None:
    form = read_text(query)
    assert form.answers is None
    assert list(form.errors) == ["area"]
    assert form.faults()["area"] == form.errors["area"]


def test_a_room_of_lengths_has_the_same_bounds() -> None:
    fault: Any = read_text(f"{ROOM}&length=100&width=90").errors["area"]
    assert "2500" in fault
