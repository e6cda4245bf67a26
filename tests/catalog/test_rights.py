from typing import Any

import pytest

from catalog.rights import PumpStatement, overrides

WORKBOOK, RECORD = "neep-2018-workbook", "neep-record"


def say(name: str, value: str, *, pump: int = 7, **details: Any) -> PumpStatement:
    defaults: dict[str, Any] = {"source_id": 1, "confidence": "medium"}
    return PumpStatement(heat_pump_id=pump, **(defaults | details | {"name": name, "value": value}))


@pytest.mark.parametrize(
    ("rights", "statements", "expected"),
    [
        # MSZ-FS06NA: 1,600 at 47 °F is told by a later NEEP record alone.
        ("all", [say("heating_min_btu_47f", "1600", rights=RECORD)], {}),
        (
            "1",
            [say("heating_min_btu_47f", "1600", rights=RECORD)],
            {(7, "heating_min_btu_47f"): None},
        ),
        # The workbook is in by default and out with 0.
        ("1", [say("heating_min_btu_47f", "3100", rights=WORKBOOK)], {}),
        (
            "0",
            [say("heating_min_btu_47f", "3100", rights=WORKBOOK)],
            {(7, "heating_min_btu_47f"): None},
        ),
        # The next best figure takes the place: workbook after record, the free one after both.
        (
            "1",
            [
                say("seer", "23", rights=RECORD, confidence="high"),
                say("seer", "22", rights=WORKBOOK),
                say("seer", "21"),
            ],
            {(7, "seer"): 22.0},
        ),
        (
            "0",
            [
                say("seer", "23", rights=RECORD, confidence="high"),
                say("seer", "22", rights=WORKBOOK, confidence="high"),
                say("seer", "21", confidence="low"),
            ],
            {(7, "seer"): 21.0},
        ),
        # A free figure that stands anyway is not touched.
        ("0", [say("seer", "23", confidence="high"), say("seer", "22", rights=WORKBOOK)], {}),
        # A capacity never rests on low confidence alone.
        (
            "0",
            [
                say("cooling_btu_h", "9000", rights=WORKBOOK),
                say("cooling_btu_h", "9500", confidence="low"),
            ],
            {(7, "cooling_btu_h"): None},
        ),
        # A basis goes with its figure.
        (
            "0",
            [
                say("cooling_btu_h", "9000", rights=WORKBOOK, confidence="high"),
                say("cooling_rating_basis", "ahri_95f", rights=WORKBOOK, confidence="high"),
                say("cooling_btu_h", "8800", source_id=2),
                say("cooling_rating_basis", "retailer_stated", source_id=2),
            ],
            {(7, "cooling_btu_h"): 8800, (7, "cooling_rating_basis"): "retailer_stated"},
        ),
        # Units are kept apart.
        (
            "1",
            [say("seer", "20", pump=1, rights=RECORD), say("seer", "19", pump=2)],
            {(1, "seer"): None},
        ),
    ],
)
def test_hidden_figure_gives_way_to_the_next_best(
    rights: str, statements: list[PumpStatement], expected: dict[tuple[int, str], object]
) -> None:
    assert overrides(statements, rights=rights) == expected
