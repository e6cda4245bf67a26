"""The catalog as columns to search, filter and sort."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from advisor.engine.unit_types import UNIT_TYPES
from advisor.listing import search as shelves
from advisor.listing.search import Shelf, Wanted
from catalog.models import HeatPump
from tests.factories import (
    create_brand,
    create_figure,
    create_heat_pump,
    create_point,
    create_price,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def shelf() -> Shelf:
    return shelves.current()


def found(**wanted: Any) -> list[str]:
    here = shelf()
    rows = shelves.find(here, Wanted(**wanted), today=TODAY).rows
    return [here.cards[row].slug for row in rows]


@pytest.mark.parametrize(
    ("wanted", "fits", "does_not"),
    [
        ({"type": ("window",)}, {"type": "window"}, {}),
        ({"size": "6k"}, {"cooling_btu_h": 7499}, {"cooling_btu_h": 7500}),
        ({"size": "24k"}, {"cooling_btu_h": 20_000}, {"cooling_btu_h": 19_999}),
        ({"volts": "115"}, {"voltage": "115"}, {"voltage": "208/230"}),
        ({"volts": "230"}, {"voltage": "208/230"}, {"voltage": ""}),
        ({"sound": "25"}, {"sound_indoor_min_db": 25}, {"sound_indoor_min_db": 25.5}),
        ({"sound": "25"}, {"sound_indoor_min_db": 19}, {}),
        ({"cold": "1"}, {"min_operating_f": 4}, {"min_operating_f": 5}),
        ({"cold": "1"}, {"min_operating_f": -13}, {}),
        ({"sold": "archive"}, {"availability": "archive"}, {"availability": "on_sale"}),
        ({"text": "ab-12"}, {"model_number": "XAB 12Z"}, {"model_number": "XA1B2"}),
    ],
)
def test_a_filter_keeps_what_it_names(
    wanted: dict[str, Any], fits: dict[str, Any], does_not: dict[str, Any]
) -> None:
    kept = create_heat_pump(**fits)
    create_heat_pump(**does_not)
    assert found(**wanted) == [kept.slug]


def test_a_price_filter_looks_at_prices_that_were_seen() -> None:
    cheap, dear, old = create_heat_pump(), create_heat_pump(), create_heat_pump()
    create_price(heat_pump=cheap, low="900", observed_on=date(2026, 11, 20))
    create_price(heat_pump=dear, low="1900", observed_on=date(2026, 11, 20))
    create_price(heat_pump=old, low="400", observed_on=date(2025, 1, 1))
    create_heat_pump(type="portable", cooling_rating_basis="sacc_doe")  # its class is cheaper
    assert found(price="1000") == [cheap.slug, old.slug]  # an old price widens, it stays one


def test_a_lowest_output_may_be_asked_for() -> None:
    low, high = create_heat_pump(), create_heat_pump()
    create_point(heat_pump=low, min_btu_h=1500, rated_btu_h=9000)
    create_point(heat_pump=high, min_btu_h=3100, rated_btu_h=9000)
    assert found(least="1500") == [low.slug]
    assert found(least="4000") == [low.slug, high.slug]


def test_a_brand_is_named_by_its_slug() -> None:
    mine = create_heat_pump(brand=create_brand(name="Mine", slug="mine"))
    create_heat_pump()
    assert found(brand="mine") == [mine.slug]
    assert found(brand="nobody") == []


def test_a_discontinued_unit_is_found_and_a_draft_is_not() -> None:
    kept = create_heat_pump(availability="discontinued")
    create_heat_pump(status="draft")
    create_heat_pump(status="retired")
    assert found() == [kept.slug]


@pytest.mark.parametrize(
    ("sort", "column"),
    [("size", "cooling_btu_h"), ("quiet", "sound_indoor_min_db"), ("cold", "min_operating_f")],
)
def test_an_order_puts_the_unknown_last(sort: str, column: str) -> None:
    blank = {} if column == "cooling_btu_h" else {"blank": create_heat_pump()}
    more: dict[str, Any] = {column: 9100 if sort == "size" else 40}
    less: dict[str, Any] = {column: 8000 if sort == "size" else 20}
    high, low = create_heat_pump(**more), create_heat_pump(**less)
    assert found(sort=sort) == [low.slug, high.slug, *(unit.slug for unit in blank.values())]


def test_a_published_minimum_stands_before_an_equal_estimate() -> None:
    brand = create_brand()
    estimated = create_heat_pump(brand=brand, model_number="A", cooling_btu_h=9000)
    here = shelf()
    figure = round(here.least_btu_h[here.rows[estimated.slug]])
    published = create_heat_pump(brand=brand, model_number="B", cooling_btu_h=9000)
    create_point(heat_pump=published, min_btu_h=figure, rated_btu_h=10_000)
    here = shelf()
    assert found() == [published.slug, estimated.slug]
    assert here.least_is_published[here.rows[published.slug]]
    assert not here.least_is_published[here.rows[estimated.slug]]


def test_counts_tell_what_each_choice_would_leave() -> None:
    create_heat_pump(type="window", voltage="115")
    create_heat_pump(voltage="115")
    create_heat_pump(voltage="208/230")
    counts = shelves.find(shelf(), Wanted(volts="115", type=("window",)), today=TODAY)
    assert counts.counts["type"] == dict.fromkeys(UNIT_TYPES, 0) | {"mini_split": 1, "window": 1}
    assert counts.without == {"volts": 1, "type": 2}


def test_a_hidden_figure_neither_filters_nor_sorts(settings: Any) -> None:
    unit = create_heat_pump()
    create_point(heat_pump=unit, min_btu_h=1500, rated_btu_h=9000)
    create_figure(
        heat_pump=unit,
        name="heating_min_btu_47f",
        value="1500",
        rights="neep-record",
        in_use=True,
    )
    settings.CATALOG_WITH_RIGHTS = "all"
    assert found(least="1500") == [unit.slug]
    settings.CATALOG_WITH_RIGHTS = "1"
    assert found(least="1500") == []
    assert not shelf().least_is_published.any()


def test_an_edit_is_seen_at_the_next_look() -> None:
    unit = create_heat_pump(voltage="115")
    assert found(volts="115") == [unit.slug]
    HeatPump.objects.filter(pk=unit.pk).update(voltage="208/230")
    assert found(volts="115") == []


@pytest.mark.parametrize("sort", [*shelves.SORTS])
def test_the_first_shelf_comes_first_whatever_the_order(sort: str) -> None:
    columns: list[dict[str, Any]] = [
        {"cooling_btu_h": 6000, "sound_indoor_min_db": 19, "min_operating_f": -22},
        {"cooling_btu_h": 9000, "sound_indoor_min_db": 25, "min_operating_f": -13},
    ]
    brand = create_brand(name="Aaa")
    slugs = []
    for sale in ("discontinued", "unknown", "archive", "certified", "on_sale"):
        for each in columns:
            unit = create_heat_pump(brand=brand, availability=sale, **each)
            create_price(heat_pump=unit, low=str(each["cooling_btu_h"]))
            slugs.append(unit.slug)
    rows = found(sort=sort)
    assert set(rows[:4]) == set(slugs[6:])
    assert set(rows[4:8]) == set(slugs[2:6])
    assert set(rows[8:]) == set(slugs[:2])
    if sort != "name":  # within a shelf the order is the one that was asked for
        small = set(slugs[::2])
        assert [slug in small for slug in rows] == [True, True, False, False] * 2 + [True, False]


def test_a_stated_figure_that_is_not_believed_is_kept_apart() -> None:
    unit = create_heat_pump()
    create_point(heat_pump=unit, min_btu_h=1023, rated_btu_h=9000)
    plain = create_heat_pump()
    here = shelf()
    assert here.range_figure_btu_h[here.rows[unit.slug]] == 1023
    assert np.isnan(here.range_figure_btu_h[here.rows[plain.slug]])
    assert not here.least_is_published[here.rows[unit.slug]]


def test_labels_are_found_on_every_shelf() -> None:
    units = [
        create_heat_pump(model_number=f"{sale}-{side}", availability=sale, machine=sale)
        for sale in ("on_sale", "archive", "discontinued")
        for side in "ab"
    ]
    here = shelf()
    for unit in units:
        names = [card.model for card in here.labels(here.rows[unit.slug])]
        assert names[0] == unit.model_number
        assert len(names) == 2


def test_a_look_at_the_shelf_asks_the_database_once(django_assert_num_queries: Any) -> None:
    create_heat_pump()
    shelf()
    with django_assert_num_queries(1):
        found(text="model")
