from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalog.models import RESERVED_SLUGS, HeatPump
from tests.factories import (
    create_brand,
    create_figure,
    create_heat_pump,
    create_point,
    create_price,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"heat_source": "strip"}, "live_heats_by_heat_pump"),
        ({"heat_source": "unknown"}, "live_heats_by_heat_pump"),
        ({"heat_source": "none"}, "live_heats_by_heat_pump"),
        ({"cooling_btu_h": None}, "live_has_capacity"),
        ({"type": "portable"}, "portable_capacity_is_sacc"),
        ({"type": "portable", "cooling_rating_basis": "nominal"}, "portable_capacity_is_sacc"),
        ({"cooling_min_btu_h": 9500}, "cooling_min_at_most_rated"),
        ({"cooling_max_btu_h": 8000}, "cooling_rated_at_most_max"),
        ({"sound_indoor_min_db": 40, "sound_indoor_max_db": 30}, "sound_min_at_most_max"),
        ({"window_min_in": 40, "window_max_in": 30}, "window_min_at_most_max"),
        ({"type": "boiler"}, "type_known"),
        ({"status": "gone"}, "status_known"),
        ({"availability": "maybe"}, "availability_known"),
        ({"voltage": "400"}, "voltage_known"),
        ({"form": "cube"}, "form_known"),
        ({"cooling_btu_h": 9}, "capacities_plausible"),
        ({"cooling_ashrae_btu_h": 900_000}, "capacities_plausible"),
        ({"seer2": 200.0}, "ratings_plausible"),
        ({"hspf2": -1.0}, "ratings_plausible"),
        ({"min_operating_f": -459.0}, "limits_plausible"),
        ({"sound_outdoor_db": 0.0}, "sound_plausible"),
        ({"weight_lb": 0.0}, "sizes_plausible"),
        ({"warranty_parts_years": 99.0}, "warranty_plausible"),
        ({"slug": "smallest"}, "slug_not_reserved"),
        ({"slug": "compare"}, "slug_not_reserved"),
        ({"slug": "decode"}, "slug_not_reserved"),
    ],
)
def test_database_refuses_a_unit_with(columns: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=f"heatpump_{constraint}"):
        create_heat_pump(**columns)


@pytest.mark.parametrize(
    "columns",
    [
        {"status": "draft", "heat_source": "strip"},
        {"status": "draft", "cooling_btu_h": None},
        {"type": "through_wall"},
        {"status": "draft", "type": "ptac"},  # as the release before writes it
        {"heat_source": "both"},
        {"type": "portable", "cooling_rating_basis": "sacc_doe"},
        {"cooling_min_btu_h": 9000, "cooling_max_btu_h": 9000},
    ],
)
def test_database_takes_a_unit_with(columns: dict[str, Any]) -> None:
    assert create_heat_pump(**columns).pk is not None


@pytest.mark.parametrize("slug", RESERVED_SLUGS)
def test_database_refuses_a_brand_under_the_address_of_a_page(slug: str) -> None:
    with pytest.raises(IntegrityError, match="brand_slug_not_reserved"):
        create_brand(slug=slug)


def test_slug_is_unique_over_all_brands() -> None:
    create_heat_pump(slug="khwa09in")
    with pytest.raises(IntegrityError, match="slug"):
        create_heat_pump(slug="khwa09in")


def test_one_brand_has_a_model_number_once_and_another_brand_may_have_it_too() -> None:
    brand = create_brand()
    create_heat_pump(brand=brand, model_number="KHWA09IN")
    create_heat_pump(model_number="KHWA09IN")
    with pytest.raises(IntegrityError, match="heatpump_model_number_unique"):
        create_heat_pump(brand=brand, model_number="KHWA09IN")


def test_unit_cannot_replace_itself() -> None:
    heat_pump = create_heat_pump()
    with pytest.raises(IntegrityError, match="heatpump_not_replaced_by_itself"):
        HeatPump.objects.filter(pk=heat_pump.pk).update(replaced_by=heat_pump.pk)


@pytest.mark.parametrize(
    ("figures", "constraint"),
    [
        ({"min_btu_h": 5000, "rated_btu_h": 4000}, "min_at_most_rated"),
        ({"rated_btu_h": 5000, "max_btu_h": 4000}, "rated_at_most_max"),
        ({"min_btu_h": 5000, "max_btu_h": 4000}, "min_at_most_max"),
        ({"min_btu_h": None}, "says_something"),
        ({"rated_btu_h": 12}, "figures_plausible"),
        ({"cop_max": 45.0}, "figures_plausible"),
        ({"mode": "drying", "rated_btu_h": 5000}, "mode_known"),
        ({"outdoor_f": 500, "rated_btu_h": 5000}, "temperature_plausible"),
    ],
)
def test_database_refuses_a_point_with(figures: dict[str, Any], constraint: str) -> None:
    heat_pump = create_heat_pump()
    with pytest.raises(IntegrityError, match=f"point_{constraint}"):
        create_point(heat_pump=heat_pump, **figures)


def test_unit_has_one_point_per_mode_and_temperature() -> None:
    heat_pump = create_heat_pump()
    create_point(heat_pump=heat_pump, outdoor_f=47)
    create_point(heat_pump=heat_pump, outdoor_f=47, mode="cooling", min_btu_h=2000)
    with pytest.raises(IntegrityError, match="point_unique_temperature"):
        create_point(heat_pump=heat_pump, outdoor_f=47)


@pytest.mark.parametrize(
    ("price", "constraint"),
    [
        ({"low": "900", "high": "800"}, "low_at_most_high"),
        ({"low": "0"}, "positive"),
        ({"kind": "rumour"}, "kind_known"),
    ],
)
def test_database_refuses_a_price_with(price: dict[str, Any], constraint: str) -> None:
    heat_pump = create_heat_pump()
    with pytest.raises(IntegrityError, match=f"price_{constraint}"):
        create_price(heat_pump=heat_pump, **price)


def test_same_price_is_recorded_once() -> None:
    heat_pump = create_heat_pump()
    create_price(heat_pump=heat_pump)
    with pytest.raises(IntegrityError, match="price_unique"):
        create_price(heat_pump=heat_pump, low="1100")


def test_only_one_statement_of_a_name_is_in_use() -> None:
    heat_pump = create_heat_pump()
    create_figure(heat_pump=heat_pump, name="seer2", value="20", in_use=True)
    create_figure(heat_pump=heat_pump, name="seer2", value="21")
    with pytest.raises(IntegrityError, match="figure_one_in_use"):
        create_figure(heat_pump=heat_pump, name="seer2", value="22", in_use=True)


@pytest.mark.parametrize(
    "columns",
    [
        {"status": "draft"},
        {"status": "retired"},
        {"availability": "discontinued"},
        {"single_zone": False},
        {"status": "draft", "heat_source": "strip"},
        {"status": "draft", "heat_source": "unknown"},
        {"status": "draft", "cooling_btu_h": None},
    ],
)
def test_never_pickable(columns: dict[str, Any]) -> None:
    create_heat_pump(**columns)
    assert not HeatPump.objects.pickable().exists()


@pytest.mark.parametrize("availability", ["on_sale", "unknown", "archive"])
def test_pickable_unless_discontinued(availability: str) -> None:
    heat_pump = create_heat_pump(availability=availability)
    assert list(HeatPump.objects.pickable()) == [heat_pump]


def test_published_minimum_is_the_one_for_heating_at_47_f() -> None:
    told = create_heat_pump()
    create_point(heat_pump=told, min_btu_h=3100)
    create_point(heat_pump=create_heat_pump(), rated_btu_h=9000)
    create_point(heat_pump=create_heat_pump(), outdoor_f=5, min_btu_h=2000)
    create_point(heat_pump=create_heat_pump(), mode="cooling", min_btu_h=3000)
    assert list(HeatPump.objects.with_published_minimum()) == [told]


def test_every_reason_against_going_live_is_named_and_enforced() -> None:
    heat_pump = create_heat_pump(
        status="draft", synthetic=True, heat_source="strip", cooling_btu_h=None
    )
    assert len(heat_pump.missing_for_live()) == 3
    assert create_heat_pump().missing_for_live() == []
    heat_pump.status = "live"
    with pytest.raises(ValidationError) as refused:
        heat_pump.full_clean()
    assert len(refused.value.messages) == 3
    with pytest.raises(IntegrityError), transaction.atomic():
        heat_pump.save()
