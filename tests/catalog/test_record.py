"""What may be shown of one unit, and with which source."""

from typing import Any

import pytest

from catalog.models import Figure, HeatPump
from catalog.record import CurrentFigure, as_public, current_figures
from tests.factories import create_figure, create_heat_pump

pytestmark = pytest.mark.django_db

RECORD, WORKBOOK = "neep-record", "neep-2018-workbook"


def shown(heat_pump: HeatPump, rights: str = "1") -> dict[str, CurrentFigure]:
    figures = Figure.objects.filter(heat_pump=heat_pump).select_related("source").order_by("id")
    return current_figures(map(as_public, figures), rights=rights)


def say(heat_pump: HeatPump, value: str, **details: Any) -> Figure:
    defaults: dict[str, Any] = {"name": "seer2", "in_use": False}
    return create_figure(heat_pump=heat_pump, value=value, **(defaults | details))


def test_the_figure_in_use_stands_with_its_source_and_the_others_beside() -> None:
    unit = create_heat_pump()
    say(unit, "21", in_use=True, source="A sheet", source_date="2026-03")
    say(unit, "20", source="A shop")
    say(unit, "21.0", source="Another shop")
    seer = shown(unit)["seer2"]
    assert (seer.value, seer.statement.source, seer.statement.source_date) == (
        21.0,
        "A sheet",
        "2026-03",
    )
    assert [other.value for other in seer.others] == ["20"]


@pytest.mark.parametrize(
    ("rights", "mark", "expected"),
    [
        ("1", RECORD, None),
        ("0", RECORD, None),
        ("all", RECORD, 21.0),
        ("1", WORKBOOK, 21.0),
        ("0", WORKBOOK, None),
    ],
)
def test_a_hidden_figure_is_not_shown_at_all(
    rights: str, mark: str, expected: float | None
) -> None:
    unit = create_heat_pump()
    say(unit, "21", in_use=True, rights=mark)
    seer = shown(unit, rights).get("seer2")
    assert (seer.value if seer else None) == expected


def test_a_hidden_figure_gives_way_to_the_next_best_and_is_not_named_beside_it() -> None:
    unit = create_heat_pump()
    say(unit, "21", in_use=True, rights=RECORD, confidence="high")
    say(unit, "20", source="A shop")
    seer = shown(unit)["seer2"]
    assert seer.value == 20.0
    assert seer.others == ()


def test_a_capacity_never_rests_on_low_confidence_alone() -> None:
    unit = create_heat_pump()
    say(unit, "9000", name="cooling_btu_h", in_use=True, rights=RECORD)
    say(unit, "9500", name="cooling_btu_h", confidence="low", source="A shop")
    assert "cooling_btu_h" not in shown(unit)


def test_what_was_set_aside_does_not_stand() -> None:
    unit = create_heat_pump()
    say(unit, "900", name="heating_min_btu_47f")
    assert shown(unit) == {}


@pytest.mark.parametrize("name", ["notes", "status", "confidence", "model_number", "anything"])
def test_what_the_desk_keeps_for_itself_is_not_shown(name: str) -> None:
    unit = create_heat_pump()
    say(unit, "ask the maker about this", name=name, in_use=True)
    assert shown(unit) == {}


def test_a_figure_that_nothing_computes_with_is_shown_as_text() -> None:
    unit = create_heat_pump()
    say(unit, "14000", name="cooling_claim_btu_h", source_date="2025")
    say(unit, "13500", name="cooling_claim_btu_h", source_date="2026")
    claim = shown(unit)["cooling_claim_btu_h"]
    assert (claim.value, claim.statement.value) == (None, "13500")


def test_a_blank_by_hand_stands_for_nothing() -> None:
    unit = create_heat_pump()
    say(unit, "", by_hand=True)
    say(unit, "21", source="A shop")
    assert shown(unit) == {}


def test_the_starting_catalog_shows_what_its_columns_hold(real_data: None) -> None:
    for unit in HeatPump.objects.filter(status="live", seer2__isnull=False)[:20]:
        seer = shown(unit, "all")["seer2"]
        assert seer.value == unit.seer2
