"""The smallest units: one answer for the page, the live facts and the guides."""

from typing import Any

import pytest

from advisor.listing import search as shelves
from advisor.listing.search import Shelf
from advisor.listing.smallest import Smallest, smallest_of
from catalog.models import HeatPump
from tests.factories import create_brand, create_heat_pump, create_point

pytestmark = pytest.mark.django_db


def found(kind: str = "mini_split") -> tuple[Shelf, Smallest]:
    here = shelves.current()
    return here, smallest_of(here, kind)


def slugs(rows: Any) -> list[str]:
    here = shelves.current()
    return [here.cards[row].slug for row in rows]


def with_least(btu_h: int, **columns: Any) -> HeatPump:
    """A unit whose maker publishes a lowest output."""
    unit = create_heat_pump(**columns)
    create_point(heat_pump=unit, min_btu_h=btu_h, rated_btu_h=9000, max_btu_h=12_000)
    return unit


def test_todays_smallest_are_sold_or_certified_and_may_be_picked() -> None:
    big = create_heat_pump(cooling_btu_h=12_000)
    small = create_heat_pump(cooling_btu_h=6000, availability="certified")
    for sale in ("archive", "unknown", "discontinued"):
        create_heat_pump(cooling_btu_h=5000, availability=sale)
    create_heat_pump(cooling_btu_h=5000, form="ducted")
    create_heat_pump(cooling_btu_h=5000, type="window", compressor="inverter")
    assert slugs(found()[1].today) == [small.slug, big.slug]


def test_an_archive_unit_is_never_called_todays() -> None:
    old = with_least(1600, availability="archive", cooling_btu_h=6000)
    new = with_least(2900, cooling_btu_h=9000)
    _shelf, smallest = found()
    assert slugs(smallest.lowest) == [new.slug]
    assert slugs(smallest.nameplates) == [new.slug]
    assert slugs(smallest.former) == [old.slug]


def test_each_machine_is_named_once_with_its_other_labels() -> None:
    one = create_heat_pump(model_number="AAA-1", machine="same one")
    other = create_heat_pump(model_number="AAA-2", machine="same one")
    here, smallest = found()
    assert len(smallest.today) == len(smallest.nameplates) == 1
    labels = {card.slug for card in here.labels(int(smallest.today[0]))}
    assert labels == {one.slug, other.slug}


def test_smallest_by_output_and_by_nameplate_may_be_different_units() -> None:
    gentle = with_least(1500, cooling_btu_h=12_000)
    tiny = with_least(2500, cooling_btu_h=6000)
    here, smallest = found()
    assert slugs(smallest.lowest) == [gentle.slug]
    assert slugs(smallest.nameplates) == [tiny.slug]
    assert smallest.published(here) == smallest.lowest[0]


def test_all_that_share_the_first_place_are_counted() -> None:
    brand = create_brand(name="Aaa")
    pair = [create_heat_pump(brand=brand, cooling_btu_h=6000) for _each in range(2)]
    create_heat_pump(brand=brand, cooling_btu_h=9000)
    _shelf, smallest = found()
    assert slugs(smallest.lowest) == slugs(smallest.nameplates) == [unit.slug for unit in pair]


def test_a_range_figure_is_no_smallest_of_any_time() -> None:
    with_least(1023, availability="archive")
    believed = with_least(1100, availability="archive")
    stated = with_least(1023, cooling_btu_h=9000)
    here, smallest = found()
    assert slugs(smallest.former) == [believed.slug]
    assert here.least_btu_h[here.rows[stated.slug]] > 1100
    assert here.range_figure_btu_h[here.rows[stated.slug]] == 1023
    assert smallest.published(here) is None


def test_a_unit_that_may_still_be_made_is_not_among_the_former() -> None:
    with_least(1500, availability="unknown")
    ended = with_least(1700, availability="discontinued")
    with_least(1500, availability="archive", form="ducted")
    assert slugs(found()[1].former) == [ended.slug]


def test_a_name_that_can_be_bought_comes_before_a_wild_card_of_a_certificate() -> None:
    brand = create_brand(name="Aaa")
    wild = create_heat_pump(brand=brand, model_number="AA08**#")
    whole = create_heat_pump(brand=brand, model_number="ZZ08")
    assert slugs(found()[1].today) == [whole.slug, wild.slug]


def test_a_type_without_units_has_no_smallest() -> None:
    create_heat_pump()
    here, smallest = found("portable")
    assert not smallest.today.size
    assert not smallest.lowest.size
    assert smallest.published(here) is None
