from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import HeatPump
from catalog.selection import matching, point_columns, price_columns, pump_columns
from tests.factories import (
    create_brand,
    create_figure,
    create_heat_pump,
    create_point,
    create_price,
)

pytestmark = pytest.mark.django_db

RECORD = "neep-record"


def as_dicts(table: tuple[list[str], list[tuple[Any, ...]]]) -> list[dict[str, Any]]:
    names, rows = table
    return [dict(zip(names, row, strict=True)) for row in rows]


def create_ranked_unit(**columns: Any) -> HeatPump:
    """A unit whose lowest output and SEER a NEEP record tells, and whose capacity is free."""
    heat_pump = create_heat_pump(seer=23.0, **columns)
    create_point(heat_pump=heat_pump, min_btu_h=1600, rated_btu_h=8700, cop_min=4.26)
    create_price(heat_pump=heat_pump)
    for name, value in (("heating_min_btu_47f", "1600"), ("cop_min_47f", "4.26"), ("seer", "23")):
        create_figure(heat_pump=heat_pump, name=name, value=value, rights=RECORD, in_use=True)
    create_figure(heat_pump=heat_pump, name="seer", value="21.5", confidence="low")
    create_figure(heat_pump=heat_pump, name="cooling_btu_h", value="9000", in_use=True)
    return heat_pump


def test_rows_hold_live_units_only_in_the_order_of_their_ids() -> None:
    second, first = create_heat_pump(), create_heat_pump(availability="discontinued")
    create_point(heat_pump=second)
    for hidden in ("draft", "retired"):
        create_point(heat_pump=create_heat_pump(status=hidden))
    assert [row["id"] for row in as_dicts(pump_columns(rights="1"))] == [second.pk, first.pk]
    assert [row["heat_pump_id"] for row in as_dicts(point_columns(rights="1"))] == [second.pk]


def test_row_tells_identity_standing_and_typed_columns() -> None:
    heat_pump = create_heat_pump(
        model_number="MSZ-FS06NA / MUZ-FS06NA",
        voltage="208/230",
        wifi=None,
        min_operating_f=-13.0,
        replaced_by=create_heat_pump(slug="successor", status="draft"),
    )
    [row] = as_dicts(pump_columns(rights="1"))
    assert row["brand"] == heat_pump.brand.name
    assert row["brand_slug"] == heat_pump.brand.slug
    assert row["model_number"] == "MSZ-FS06NA / MUZ-FS06NA"
    assert row["replaced_by"] == "successor"
    assert (row["voltage"], row["wifi"], row["min_operating_f"]) == ("208/230", None, -13.0)
    assert (row["single_zone"], row["heat_source"], row["status"]) == (True, "heat_pump", "live")


def test_hidden_figures_are_replaced_or_blank_in_rows_and_points() -> None:
    create_ranked_unit()
    [row], [point] = as_dicts(pump_columns(rights="all")), as_dicts(point_columns(rights="all"))
    assert (row["seer"], point["min_btu_h"], point["cop_min"]) == (23.0, 1600, 4.26)
    [row], [point] = as_dicts(pump_columns(rights="1")), as_dicts(point_columns(rights="1"))
    assert (row["seer"], row["cooling_btu_h"]) == (21.5, 9000)
    assert (point["min_btu_h"], point["rated_btu_h"], point["cop_min"]) == (None, 8700, None)


def test_point_of_hidden_figures_alone_is_not_listed() -> None:
    heat_pump = create_heat_pump()
    create_point(heat_pump=heat_pump, outdoor_f=5, min_btu_h=640)
    create_figure(
        heat_pump=heat_pump, name="heating_min_btu_5f", value="640", rights=RECORD, in_use=True
    )
    assert as_dicts(point_columns(rights="1")) == []


def test_unit_without_an_allowed_capacity_is_left_out_with_its_points() -> None:
    heat_pump = create_heat_pump()
    create_point(heat_pump=heat_pump)
    create_figure(
        heat_pump=heat_pump, name="cooling_btu_h", value="9000", rights=RECORD, in_use=True
    )
    create_figure(heat_pump=heat_pump, name="cooling_btu_h", value="9000", confidence="low")
    for rights, units in (("all", 1), ("1", 0), ("0", 0)):
        assert len(pump_columns(rights=rights)[1]) == units
        assert len(point_columns(rights=rights)[1]) == units


def test_replacement_that_contradicts_the_point_is_left_blank() -> None:
    heat_pump = create_heat_pump()
    create_point(heat_pump=heat_pump, min_btu_h=1600, rated_btu_h=8700)
    create_figure(
        heat_pump=heat_pump, name="heating_min_btu_47f", value="1600", rights=RECORD, in_use=True
    )
    create_figure(heat_pump=heat_pump, name="heating_min_btu_47f", value="9900")
    [point] = as_dicts(point_columns(rights="1"))
    assert (point["min_btu_h"], point["rated_btu_h"]) == (None, 8700)


def test_price_is_the_newest_of_a_shop_and_a_list_price_only_without_one() -> None:
    shop, listed, outdoor = create_heat_pump(), create_heat_pump(), create_heat_pump()
    create_price(heat_pump=shop, low="900", high="950", observed_on=date(2026, 6, 20))
    create_price(heat_pump=shop, low="1000", observed_on=date(2026, 9, 25), retailer="Newest")
    create_price(heat_pump=shop, low="1500", kind="list", observed_on=date(2026, 11, 1))
    create_price(heat_pump=listed, low="1500", kind="list")
    create_price(heat_pump=outdoor, low="700", kind="outdoor_only")
    rows = {row["id"]: row for row in as_dicts(pump_columns(rights="1"))}
    assert rows[shop.pk]["price_low"] == Decimal("1000.00")
    assert rows[shop.pk]["price_observed_on"] == date(2026, 9, 25)
    assert rows[shop.pk]["price_retailer"] == "Newest"
    assert rows[listed.pk]["price_kind"] == "list"
    assert rows[outdoor.pk]["price_low"] is None
    assert [row["kind"] for row in as_dicts(price_columns())] == [
        *("list", "street", "street", "list", "outdoor_only"),
    ]


@pytest.mark.parametrize("rights", ["0", "1", "all"])
@pytest.mark.parametrize("select", [pump_columns, point_columns])
def test_queries_are_as_many_for_one_unit_as_for_twenty(
    select: Callable[..., object], rights: str
) -> None:
    create_ranked_unit()
    with CaptureQueriesContext(connection) as one:
        select(rights=rights)
    for _unit in range(19):
        create_ranked_unit()
    with CaptureQueriesContext(connection) as twenty:
        select(rights=rights)
    assert len(one) == len(twenty) <= 4


@pytest.mark.parametrize(
    "typed", ["msz fs06", "FS-06", "fs06na", "MSZFS06NA/MUZ-FS06NA", "electric fs06"]
)
def test_a_search_finds_a_number_however_it_is_spaced(typed: str) -> None:
    brand = create_brand(name="Mitsubishi Electric")
    wanted = create_heat_pump(
        brand=brand, model_number="MSZ-FS06NA / MUZ-FS06NA", indoor_model="MSZ-FS06NA"
    )
    create_heat_pump(brand=brand, model_number="MSZ-FS09NA / MUZ-FS09NA")
    assert list(matching(HeatPump.objects.all(), typed)) == [wanted]


def test_a_search_never_runs_from_one_name_into_the_next() -> None:
    create_heat_pump(brand=create_brand(name="Brand A"), model_number="B-12", series="C")
    assert not matching(HeatPump.objects.all(), "ab12").exists()
    assert not matching(HeatPump.objects.all(), "b12c").exists()
    assert matching(HeatPump.objects.all(), "b12 branda").exists()


def test_a_search_without_a_letter_or_digit_leaves_nothing_out() -> None:
    create_heat_pump()
    assert matching(HeatPump.objects.all(), " – / ").count() == 1
