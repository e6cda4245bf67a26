"""Cooling at 95 °F is a line of performance points and three columns of the unit at once."""

from typing import Any

import pytest
from django.test import Client

from catalog.models import HeatPump, PerformancePoint, PriceObservation
from tests.catalog.admin.test_admin import create_unit_with_everything, desk, form_of

__all__ = ["desk"]  # the fixture
pytestmark = pytest.mark.django_db

SHARED = {"min_btu_h": "2000", "rated_btu_h": "9000", "max_btu_h": "12000"}


def line(**cells: str) -> dict[str, str]:
    values = {"mode": "cooling", "outdoor_f": "95", **cells}
    return {"points-TOTAL_FORMS": "2"} | {
        f"points-1-{name}": value for name, value in values.items()
    }


def save(desk: Client, unit: HeatPump, edits: dict[str, str]) -> Any:
    data = form_of(desk, unit) | edits
    return desk.post(f"/admin/catalog/heatpump/{unit.pk}/change/", data)


def errors_of_line(page: Any, number: int = 1) -> dict[str, list[str]]:
    return dict(page.context["inline_admin_formsets"][0].formset.forms[number].errors)


@pytest.fixture
def unit() -> HeatPump:
    return create_unit_with_everything()


def cooling_at_95(unit: HeatPump) -> PerformancePoint:
    return unit.points.get(mode="cooling", outdoor_f=95)


@pytest.mark.parametrize(
    ("cells", "stands"),
    [
        ({"min_btu_h": "2000"}, (2000, None, None)),
        ({"rated_btu_h": "9000"}, (2000, 9000, None)),
        ({"max_btu_h": "12000"}, (2000, None, 12000)),
        ({"cop_rated": "3.5"}, (2000, None, None)),
        (SHARED, (2000, 9000, 12000)),
    ],
)
def test_lowest_cooling_and_its_line_are_saved_together(
    desk: Client, unit: HeatPump, cells: dict[str, str], stands: tuple[int | None, ...]
) -> None:
    answer = save(desk, unit, {"cooling_min_btu_h": "2000"} | line(**cells))
    assert answer.status_code == 302
    unit.refresh_from_db()
    assert unit.cooling_min_btu_h == 2000
    point = cooling_at_95(unit)
    assert (point.min_btu_h, point.rated_btu_h, point.max_btu_h) == stands
    assert point.cop_rated == (3.5 if "cop_rated" in cells else None)


def test_line_that_contradicts_the_form_is_told_at_its_field_and_nothing_is_lost(
    desk: Client, unit: HeatPump
) -> None:
    price = {
        "prices-TOTAL_FORMS": "2",
        "prices-1-kind": "street",
        "prices-1-amount_low": "950",
        "prices-1-amount_high": "950",
        "prices-1-currency": "USD",
        "prices-1-observed_on": "2026-11-20",
        "prices-1-retailer": "Second shop",
    }
    edits = {"cooling_min_btu_h": "2500", "series": "FX"} | line(min_btu_h="2000") | price
    page = save(desk, unit, edits)
    assert page.status_code == 200
    (said,) = errors_of_line(page)["min_btu_h"]
    assert said.startswith("“cooling, lowest [BTU/h]” above is 2500. Both are the output at 95 °F")
    html = page.content.decode()
    assert all(value in html for value in ("2500", "2000", "FX", "Second shop"))
    assert PriceObservation.objects.count() == 1
    assert HeatPump.objects.get().series == ""


@pytest.mark.parametrize(
    ("cells", "field", "sentence"),
    [
        (
            {"max_btu_h": "1500"},
            "max_btu_h",
            "The rated cooling output is higher than the highest output.",
        ),
        (
            {"min_btu_h": "9500"},
            "min_btu_h",
            "The lowest cooling output is higher than the rated output.",
        ),
        ({"rated_btu_h": "8000"}, "rated_btu_h", "“cooling, rated [BTU/h]” above is 9000."),
    ],
)
def test_line_that_cannot_stand_beside_the_columns_is_told_at_its_field(
    desk: Client, unit: HeatPump, cells: dict[str, str], field: str, sentence: str
) -> None:
    page = save(desk, unit, line(**cells))
    assert page.status_code == 200
    assert sentence in " ".join(errors_of_line(page)[field])


@pytest.mark.slow
def test_either_place_alone_moves_the_figure(desk: Client, unit: HeatPump) -> None:
    save(desk, unit, line(**SHARED))
    at = [f["mode"].value() for f in forms_of(desk, unit)].index("cooling")
    assert save(desk, unit, {f"points-{at}-min_btu_h": "1800"}).status_code == 302
    unit.refresh_from_db()
    assert (unit.cooling_min_btu_h, cooling_at_95(unit).min_btu_h) == (1800, 1800)
    assert save(desk, unit, {"cooling_min_btu_h": "1700"}).status_code == 302
    unit.refresh_from_db()
    assert (unit.cooling_min_btu_h, cooling_at_95(unit).min_btu_h) == (1700, 1700)
    both = {f"points-{at}-min_btu_h": "1600", "cooling_min_btu_h": "1500"}
    assert "min_btu_h" in errors_of_line(save(desk, unit, both), at)


@pytest.mark.slow
def test_figure_entered_above_outlives_the_deletion_of_its_line(
    desk: Client, unit: HeatPump
) -> None:
    HeatPump.objects.update(status="draft")  # a live one may not lose its rated output
    save(desk, unit, line(**SHARED))
    at = [f["mode"].value() for f in forms_of(desk, unit)].index("cooling")
    save(desk, unit, {f"points-{at}-DELETE": "on", "cooling_min_btu_h": "1700"})
    unit.refresh_from_db()
    assert (unit.cooling_min_btu_h, unit.cooling_max_btu_h) == (1700, None)


@pytest.mark.slow
def test_another_line_is_moved_to_where_the_form_above_has_a_figure(
    desk: Client, unit: HeatPump
) -> None:
    moved = {"points-0-mode": "cooling", "points-0-outdoor_f": "95", "points-0-min_btu_h": "2000"}
    assert save(desk, unit, moved | {"cooling_min_btu_h": "2000"}).status_code == 302
    point = PerformancePoint.objects.get()
    assert (point.mode, point.outdoor_f, point.min_btu_h, point.rated_btu_h) == (
        *("cooling", 95, 2000, 9000),
    )


def forms_of(desk: Client, unit: HeatPump) -> Any:
    page = desk.get(f"/admin/catalog/heatpump/{unit.pk}/change/")
    return page.context["inline_admin_formsets"][0].formset.forms
