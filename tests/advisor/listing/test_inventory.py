"""Rows of the catalog become the engine's columns, and blanks stay blank."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from advisor.engine import curves
from advisor.engine.equipment import (
    ARCHIVE,
    NO,
    PAN_HEATER_UNKNOWN,
    SALE_UNKNOWN,
    UNKNOWN,
    YES,
    same_columns,
)
from advisor.engine.unit_types import MINI_SPLIT, WINDOW
from advisor.listing import inventory
from advisor.listing.inventory import Inventory
from catalog.models import HeatPump
from tests.factories import create_brand, create_heat_pump, create_point, create_price

pytestmark = pytest.mark.django_db


def stock() -> Inventory:
    return inventory.build(rights="1", version="test")


def slugs() -> set[str]:
    return {card.slug for card in stock().cards}


def test_plain_unit_comes_in() -> None:
    heat_pump = create_heat_pump(cooling_btu_h=9000, seer2="22.0")
    found = stock()
    assert found.cards[0].slug == heat_pump.slug
    assert found.units.id.tolist() == [heat_pump.pk]
    assert found.units.kind.tolist() == [MINI_SPLIT]
    assert found.units.cooling_btu_h.tolist() == [9000]
    assert found.units.seer2.tolist() == [22]


@pytest.mark.parametrize(
    "columns",
    [
        # The table itself refuses a live unit that heats by anything else.
        {"heat_source": "strip", "status": "draft"},
        {"availability": "discontinued"},
        {"status": "draft"},
        {"single_zone": False},
        {"form": "ducted"},
    ],
)
def test_unit_that_may_not_be_picked_stays_out(columns: dict[str, Any]) -> None:
    create_heat_pump(**columns)
    assert slugs() == set()


@pytest.mark.parametrize(
    ("availability", "code"), [("archive", ARCHIVE), ("unknown", SALE_UNKNOWN)]
)
def test_older_or_unknown_stock_waits_on_the_second_shelf(availability: str, code: int) -> None:
    create_heat_pump(availability=availability)
    made = stock()
    assert len(made.units) == 0
    assert made.archive is not None
    assert made.archive.units.sale.tolist() == [code]


def test_blank_stays_blank() -> None:
    create_heat_pump(cooling_btu_h=9000)
    units = stock().units
    for name in (
        *("seer2", "hspf2", "ceer", "sound_min_db", "volts", "amps", "min_operating_f"),
        *("price_low", "price_day", "weight_lb", "width_in", "window_min_in"),
    ):
        assert np.isnan(getattr(units, name)).all(), name
    for name in ("inverter", "dual_hose", "diy_kit", "cold_climate", "saddle"):
        assert getattr(units, name).tolist() == [UNKNOWN], name
    assert units.pan_heater.tolist() == [PAN_HEATER_UNKNOWN]
    for feature, flags in units.features.items():
        assert flags.tolist() == [UNKNOWN], feature
    assert all(flags.tolist() == [UNKNOWN] for flags in units.fits_window.values())


@pytest.mark.parametrize(("voltage", "volts"), [("115", 115.0), ("208/230", 230.0)])
def test_voltage_is_one_of_two(voltage: str, volts: float) -> None:
    create_heat_pump(voltage=voltage)
    assert stock().units.volts.tolist() == [volts]


def test_window_fit_says_yes_and_no() -> None:
    create_heat_pump(type="window", window_fit="double_hung,slider", form="saddle")
    units = stock().units
    assert units.kind.tolist() == [WINDOW]
    assert {name: flag.tolist() for name, flag in units.fits_window.items()} == {
        "double_hung": [YES],
        "slider": [YES],
        "casement": [NO],
    }
    assert units.saddle.tolist() == [YES]


def test_points_find_their_unit() -> None:
    first, left_out, last = (
        create_heat_pump(),
        create_heat_pump(availability="discontinued"),
        create_heat_pump(),
    )
    create_point(heat_pump=last, outdoor_f=47, rated_btu_h=11_000, min_btu_h=2000)
    create_point(heat_pump=left_out, outdoor_f=47, rated_btu_h=99_000)
    create_point(heat_pump=first, outdoor_f=17, max_btu_h=8000)
    create_point(heat_pump=last, mode="cooling", outdoor_f=95, rated_btu_h=9000)
    found = stock()
    points = found.units.points
    rows = sorted(
        zip(points.unit.tolist(), points.heating.tolist(), points.outdoor_f.tolist(), strict=True)
    )
    assert rows == [(0, True, 17.0), (1, False, 95.0), (1, True, 47.0)]
    assert found.curves.rated_heat_btu_h[1] == 11_000
    assert found.curves.min_heat_47_btu_h[1] == 2000
    assert np.isnan(points.max_btu_h[points.outdoor_f == 47]).all()


def test_newest_price_of_a_shop_counts() -> None:
    heat_pump = create_heat_pump()
    create_price(heat_pump=heat_pump, low="1900.00", observed_on=date(2025, 7, 1))
    create_price(heat_pump=heat_pump, low="1500.00", high="1600.00", retailer="B")
    found = stock()
    assert (found.units.price_low[0], found.units.price_high[0]) == (1500, 1600)
    assert found.units.price_day[0] == date(2026, 9, 25).toordinal()
    assert found.cards[0].price_seen == date(2026, 9, 25)
    assert found.cards[0].price_shop == "B"


def test_empty_catalog_is_an_empty_stock() -> None:
    found = stock()
    assert len(found.units) == 0
    assert found.cards == []
    assert found.curves.heat_most.shape[0] == 0


def rebuilt_after(change: Callable[[], object]) -> tuple[Inventory, Inventory]:
    """The stock before a change, and after it as a process has it that knew the one before."""
    before = stock()
    change()
    after = inventory.build(rights="1", version="test", before=before)
    whole = stock()
    for part, expected in zip(after.parts, whole.parts, strict=True):
        assert same_columns(part.units, expected.units)
        assert same_columns(part.curves, expected.curves)
        assert part.cards == expected.cards
    return before, after


def two_of_a_series() -> tuple[HeatPump, HeatPump]:
    """One that publishes its lowest output, and one of its series that does not."""
    brand = create_brand(name="Aria")
    one, other = (
        create_heat_pump(brand=brand, series="Calm", outdoor_model=number)
        for number in ("AC09", "AC12")
    )
    for unit in (one, other):
        create_point(heat_pump=unit, outdoor_f=47, min_btu_h=None, rated_btu_h=10_000)
    one.points.update(min_btu_h=2000)
    create_heat_pump(availability="archive")
    return one, other


def test_price_leaves_every_curve_as_it_was() -> None:
    one, _other = two_of_a_series()
    before, after = rebuilt_after(lambda: create_price(heat_pump=one, low="900"))
    assert before.units.price_low.tolist() != after.units.price_low.tolist()
    assert after.curves is before.curves
    assert before.archive
    assert after.archive
    assert after.archive.curves is before.archive.curves


def test_figure_of_one_unit_leaves_the_other_shelf_as_it_was() -> None:
    one, _other = two_of_a_series()
    before, after = rebuilt_after(lambda: HeatPump.objects.filter(pk=one.pk).update(hspf2=9.9))
    assert not same_columns(after.curves, before.curves)
    assert before.archive
    assert after.archive
    assert after.archive.curves is before.archive.curves


def test_figure_of_one_unit_is_seen_in_the_curves_of_its_kin() -> None:
    one, other = two_of_a_series()
    before, after = rebuilt_after(lambda: one.points.update(min_btu_h=3000))
    row = before.rows[other.slug]
    assert before.curves.min_heat_47_btu_h[row] == pytest.approx(2000)
    assert after.curves.min_heat_47_btu_h[row] == pytest.approx(3000)


@pytest.mark.parametrize("name", sorted(inventory.NOT_IN_CURVES))
def test_no_curve_is_made_of_a_column_that_may_differ(name: str) -> None:
    two_of_a_series()
    made = stock()
    assert made.known
    changed = replace(made.units, **{name: np.full_like(getattr(made.units, name), 2)})
    assert not same_columns(changed, made.units)
    assert same_columns(curves(changed, made.known), made.curves)
