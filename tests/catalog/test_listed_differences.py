"""Our figures beside those of ENERGY STAR's list: only what differs, and which of them counts."""

from collections.abc import Callable
from typing import Any

import pytest

from catalog.listed_differences import LIST, differences
from catalog.models import HeatPump
from tests.factories import create_figure, create_heat_pump

pytestmark = pytest.mark.django_db


def create_listed(name: str, ours: str, listed: str, *, list_counts: bool = False) -> HeatPump:
    unit = create_heat_pump()
    create_figure(heat_pump=unit, name=name, value=ours, in_use=not list_counts)
    create_figure(
        heat_pump=unit, name=name, value=listed, source=f"{LIST}, list of 2026", in_use=list_counts
    )
    return unit


def test_difference_names_both_figures_and_which_counts() -> None:
    kept = create_listed("seer2", "23.1", "22.5")
    corrected = create_listed("cooling_btu_h", "18000", "17200", list_counts=True)
    told = {
        each.unit: (each.own.value, each.listed.value, each.listed.in_use) for each in differences()
    }
    assert told == {kept: ("23.1", "22.5", False), corrected: ("18000", "17200", True)}


def test_same_value_written_otherwise_is_no_difference() -> None:
    create_listed("seer2", "22.50", "22.5")
    create_listed("cooling_btu_h", "9,000", "9000")
    create_listed("voltage", "230", "115")  # the list has no voltage: no figure to compare
    assert differences() == []


def test_unit_of_one_source_differs_from_nothing() -> None:
    create_figure(heat_pump=create_heat_pump(), name="seer2", value="20", source=f"{LIST}, 2026")
    create_figure(heat_pump=create_heat_pump(), name="seer2", value="22")
    assert differences() == []


def test_one_query_however_many_units(django_assert_num_queries: Callable[[int], Any]) -> None:
    for _unit in range(5):
        create_listed("seer2", "23.1", "22.5")
    with django_assert_num_queries(1):
        assert len(differences()) == 5


@pytest.mark.usefixtures("real_data")
def test_starting_catalog_shows_the_pairs_that_differ() -> None:
    units = {each.unit.slug for each in differences()}
    assert {"sena-09hf-iq-sena-09hf-oq", "mwmc009s4-1p-mpc009s4s-1p"} <= units
