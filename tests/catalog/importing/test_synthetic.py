"""The synthetic catalog: large, plausible, the same for one seed, never shown to visitors."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from pytest_django import Settings

from advisor.listing import inventory
from catalog.models import (
    TYPE_RULES,
    Brand,
    Figure,
    HeatPump,
    PerformancePoint,
    PriceObservation,
    Status,
)
from catalog.plausibility import check
from catalog.selection import point_columns, price_columns, pump_columns
from tests.factories import create_heat_pump

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def allowed(settings: Settings) -> None:
    settings.DEBUG = True


def make(count: int, *words: str) -> str:
    said = StringIO()
    call_command("make_synthetic_catalog", str(count), *words, stdout=said)
    return said.getvalue()


def test_units_come_with_points_figures_and_prices() -> None:
    assert make(300).startswith("300 synthetic units")
    units = HeatPump.objects.all()
    assert units.filter(synthetic=True, status=Status.DRAFT).count() == 300
    assert set(units.values_list("type", flat=True)) == {
        kind for kind, rules in TYPE_RULES.items() if rules.synthetic_share
    }
    assert PerformancePoint.objects.count() > 700
    assert Figure.objects.count() > 1000
    assert 60 < PriceObservation.objects.count() < 180


def test_synthetic_figures_are_consistent() -> None:
    make(400)
    found = check(HeatPump.objects.values_list("id", flat=True))
    errors = [each for some in found.values() for each in some if each.level == "error"]
    assert errors == []
    assert len(found) < 40


def figures() -> list[Any]:
    return list(HeatPump.objects.order_by("slug").values_list("slug", "cooling_btu_h", "seer2"))


def test_same_seed_makes_the_same_units_and_another_seed_others() -> None:
    make(50)
    first = figures()
    make(50)
    assert figures() == first
    make(50, "--seed", "2")
    assert figures() != first


def test_real_units_are_left_alone_and_none_removes_the_made_up_ones() -> None:
    real = create_heat_pump()
    make(20)
    assert make(0).startswith("0 synthetic units")
    assert list(HeatPump.objects.all()) == [real]
    assert not Brand.objects.filter(slug__startswith="synthetic").exists()


def test_database_refuses_to_let_one_go_live() -> None:
    make(1)
    with pytest.raises(IntegrityError, match="heatpump_live_is_real"), transaction.atomic():
        HeatPump.objects.update(status="live")


def test_no_query_for_visitors_finds_one_unless_the_setting_says_so(
    settings: Settings,
) -> None:
    make(30)
    settings.SYNTHETIC_CATALOG = False
    assert not HeatPump.objects.published().exists()
    assert not HeatPump.objects.pickable().exists()
    assert pump_columns(rights="1")[1] == []
    assert point_columns(rights="1")[1] == []
    assert price_columns()[1] == []
    assert len(inventory.build(rights="1", version="closed").units) == 0
    settings.SYNTHETIC_CATALOG = True
    assert HeatPump.objects.published().count() == 30
    assert len(pump_columns(rights="1")[1]) == 30
    assert len(inventory.build(rights="1", version="open").units) == 30


def test_debug_alone_does_not_show_one(settings: Settings) -> None:
    make(3)
    settings.SYNTHETIC_CATALOG = False
    assert settings.DEBUG
    assert not HeatPump.objects.published().exists()


def test_command_refuses_where_people_use_the_catalog(settings: Settings) -> None:
    settings.DEBUG = False
    settings.SYNTHETIC_CATALOG = False
    with pytest.raises(CommandError, match="do not belong in a catalog that people use"):
        make(3)
    assert not HeatPump.objects.exists()


def test_numbers_out_of_range_are_refused() -> None:
    with pytest.raises(CommandError, match="N must be between"):
        make(-1)


def test_former_name_of_the_command_runs_the_new_one_and_says_so() -> None:
    said, warned = StringIO(), StringIO()
    call_command("make_catalog", "3", stdout=said, stderr=warned)
    assert said.getvalue().startswith("3 synthetic units")
    assert "make_synthetic_catalog" in warned.getvalue()
