"""Whatever changes the catalog moves its version, within the same transaction."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction

from catalog.models import CatalogVersion, Figure, HeatPump, KnownNumber, PriceObservation
from tests.factories import (
    create_brand,
    create_figure,
    create_heat_pump,
    create_known_number,
    create_point,
    create_price,
)

pytestmark = pytest.mark.django_db


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # TRUNCATE waits for no pending check
        cursor.execute(statement)


def copy_a_brand() -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY catalog_brand (id, name, slug, maker, website) FROM STDIN") as copy,
    ):
        copy.write_row((9_001, "Copied", "copied", "", ""))


def save_one() -> None:
    heat_pump = HeatPump.objects.get()
    heat_pump.notes = "seen"
    heat_pump.save()


@pytest.mark.parametrize(
    "change",
    [
        save_one,
        lambda: HeatPump.objects.update(availability="archive"),
        lambda: HeatPump.objects.bulk_update([HeatPump.objects.get()], ["series"]),
        lambda: create_point(heat_pump=HeatPump.objects.get(), outdoor_f=17),
        lambda: create_price(heat_pump=HeatPump.objects.get(), retailer="Another shop"),
        lambda: create_figure(heat_pump=HeatPump.objects.get(), name="seer2", value="20"),
        lambda: PriceObservation.objects.update(amount_high=2000),
        lambda: Figure.objects.all().delete(),
        lambda: HeatPump.objects.all().delete(),
        create_brand,
        copy_a_brand,
        lambda: create_known_number(typed="QZX-4711"),
        lambda: KnownNumber.objects.update(says_en="Other words."),
        lambda: KnownNumber.objects.all().delete(),
        lambda: sql("UPDATE catalog_source SET url = ''"),
        lambda: sql("TRUNCATE catalog_priceobservation"),
        lambda: sql("DELETE FROM catalog_performancepoint"),
    ],
)
def test_version_moves_with(change: Callable[[], object]) -> None:
    heat_pump = create_heat_pump()
    create_point(heat_pump=heat_pump)
    create_price(heat_pump=heat_pump)
    create_figure(heat_pump=heat_pump, name="voltage", value="115")
    create_known_number(typed="TYPED-1")
    before = CatalogVersion.current()
    change()
    assert CatalogVersion.current() > before


def test_version_is_taken_back_with_the_change() -> None:
    before = CatalogVersion.current()

    with transaction.atomic():
        create_brand()
        assert CatalogVersion.current() > before
        transaction.set_rollback(True)
    assert CatalogVersion.current() == before


def test_a_number_that_was_rolled_back_is_never_used_again() -> None:
    with transaction.atomic():
        create_brand()
        taken_back = CatalogVersion.current()
        transaction.set_rollback(True)
    create_brand()
    assert CatalogVersion.current() > taken_back


def test_reading_leaves_the_version_alone() -> None:
    create_heat_pump()
    before = CatalogVersion.current()
    list(HeatPump.objects.pickable())
    assert CatalogVersion.current() == before


def test_emptied_catalog_never_reuses_a_number() -> None:
    create_brand()
    before = CatalogVersion.current()
    sql(
        "TRUNCATE catalog_catalogversion, catalog_brand, catalog_heatpump, catalog_figure,"
        " catalog_performancepoint, catalog_priceobservation, catalog_source,"
        " catalog_acceptedwarning CASCADE"
    )
    assert CatalogVersion.current() > before


def test_version_takes_one_query(django_assert_num_queries: Callable[[int], object]) -> None:
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        CatalogVersion.current()
