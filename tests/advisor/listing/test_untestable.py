"""Answers that no unit can be tested against."""

import pytest

from advisor.listing import inventory
from advisor.listing.untestable import untestable
from tests.factories import create_heat_pump

pytestmark = pytest.mark.django_db


def test_a_feature_that_no_unit_of_the_first_shelf_publishes_is_named() -> None:
    create_heat_pump(wifi=True)
    create_heat_pump(timer=False)  # known not to have one is known as well
    create_heat_pump(sleep_mode=True, availability="archive")
    found = untestable(inventory.current())["features"]
    assert "sleep" in found
    assert not found & {"wifi", "timer"}


def test_a_window_is_asked_of_window_units_alone() -> None:
    create_heat_pump()
    assert not untestable(inventory.current())["window_type"]
    create_heat_pump(type="window")
    assert "slider" in untestable(inventory.current())["window_type"]
    create_heat_pump(type="window", window_fit="slider")
    found = untestable(inventory.current())["window_type"]
    assert not found  # one that names the windows it fits answers for the others too


def test_quiet_is_untestable_only_while_no_sound_is_published() -> None:
    create_heat_pump()
    assert untestable(inventory.current())["priorities"] == {"quiet"}
    create_heat_pump(sound_indoor_min_db=22)
    assert not untestable(inventory.current())["priorities"]


def test_an_empty_catalog_says_nothing() -> None:
    assert not any(untestable(inventory.current()).values())
