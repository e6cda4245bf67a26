"""Every change leaves its history, whatever path it took."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test import Client

from advisor.models import InstallationCost
from catalog.history import acting, give_reason
from catalog.importing.manual_edits import reapply_figures
from catalog.models import Brand, Change, Figure, HeatPump, How, PerformancePoint
from tests.catalog.admin.test_admin import create_unit_with_everything, form_of
from tests.factories import create_brand, create_heat_pump, create_known_number, create_point

pytestmark = pytest.mark.django_db


def told(**wanted: object) -> list[tuple[object, ...]]:
    """(field, old, new) of the changes that fit, oldest first."""
    found = Change.objects.filter(**wanted).order_by("id")
    return list(found.values_list("field", "old", "new"))


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def save_one() -> None:
    heat_pump = HeatPump.objects.get()
    heat_pump.seer2 = 22
    heat_pump.save()


def bulk_update() -> None:
    heat_pump = HeatPump.objects.get()
    heat_pump.seer2 = 22
    HeatPump.objects.bulk_update([heat_pump], ["seer2"])


@pytest.mark.parametrize(
    "change",
    [
        save_one,
        bulk_update,
        lambda: HeatPump.objects.update(seer2=22),
        lambda: sql("UPDATE catalog_heatpump SET seer2 = 22"),
    ],
)
def test_history_has_the_old_and_the_new_value_of(change: Callable[[], object]) -> None:
    heat_pump = create_heat_pump(seer2=20)
    change()
    assert told(heat_pump=heat_pump, action="changed") == [("seer2", "20", "22")]


def test_every_field_that_changes_is_a_line_of_its_own() -> None:
    heat_pump = create_heat_pump(seer2=20, cold_climate=None)
    HeatPump.objects.update(seer2=None, cold_climate=True, loaded_checksum="x")
    assert sorted(told(heat_pump=heat_pump, action="changed")) == [
        ("cold_climate", None, "true"),
        ("seer2", "20", None),
    ]


def test_saving_without_a_change_leaves_no_line() -> None:
    create_heat_pump()
    before = Change.objects.count()
    HeatPump.objects.get().save()
    assert Change.objects.count() == before


def test_rows_that_come_and_go_leave_a_line_each() -> None:
    brand = create_brand(name="Alpha", slug="alpha")
    pk = brand.pk
    brand.delete()
    created, deleted = Change.objects.of_row("catalog_brand", pk).order_by("id")
    assert (created.action, deleted.action) == ("created", "deleted")
    assert '"name": "Alpha"' in str(deleted.old)


def test_an_answer_to_what_people_type_leaves_its_history() -> None:
    number = create_known_number(typed="QZX-4711")
    number.says_en = "Other words."
    number.save()
    created, changed = Change.objects.of_row("catalog_knownnumber", number.pk).order_by("id")
    assert (created.action, changed.action) == ("created", "changed")
    assert (changed.field, changed.new) == ("says_en", "Other words.")


def test_deleted_unit_keeps_its_history_with_all_it_had() -> None:
    heat_pump = create_unit_with_everything()
    pk = heat_pump.pk
    heat_pump.delete()
    gone = Change.objects.of_unit(pk).filter(action="deleted")
    assert set(gone.values_list("table", flat=True)) == {
        *("catalog_heatpump", "catalog_performancepoint", "catalog_figure"),
        "catalog_priceobservation",
    }
    assert '"min_btu_h": 3100' in str(gone.get(table="catalog_performancepoint").old)


def test_first_figures_of_a_new_unit_are_part_of_its_creation() -> None:
    heat_pump = create_unit_with_everything()
    assert told(heat_pump=heat_pump, action="created") == [("", None, None)]


def test_merge_right_after_the_creation_leaves_nothing_more() -> None:
    heat_pump = create_unit_with_everything()
    reapply_figures(heat_pump)
    reapply_figures(heat_pump)
    assert told(heat_pump=heat_pump, table="catalog_performancepoint") == []
    assert told(heat_pump=heat_pump, action="deleted") == []


def test_later_point_of_a_known_unit_is_told() -> None:
    heat_pump = create_heat_pump()
    Change.objects.all().delete()  # as if it was created long ago
    create_point(heat_pump=heat_pump, outdoor_f=5, max_btu_h=7000)
    change = Change.objects.get()
    assert (change.row, change.action) == ("heating|5", "created")
    assert '"max_btu_h": 7000' in str(change.new)


def test_merge_that_writes_the_same_anew_leaves_no_line() -> None:
    heat_pump = create_unit_with_everything()
    reapply_figures(heat_pump)
    Change.objects.all().delete()
    reapply_figures(heat_pump)
    assert told() == []


def test_merge_that_moves_one_figure_of_a_point_tells_that_one() -> None:
    heat_pump = create_unit_with_everything()
    reapply_figures(heat_pump)
    Change.objects.all().delete()
    Figure.objects.filter(name="heating_min_btu_47f").update(value="2800")
    reapply_figures(heat_pump)
    points = Change.objects.filter(table="catalog_performancepoint")
    assert list(points.values_list("row", "field", "old", "new")) == [
        ("heating|47", "min_btu_h", "3100", "2800")
    ]


def test_history_is_taken_back_with_the_change() -> None:
    with transaction.atomic():
        create_brand()
        transaction.set_rollback(True)
    assert told() == []


def test_change_carries_who_how_and_why() -> None:
    heat_pump = create_heat_pump(seer2=20)
    with acting("batch 7", how=How.IMPORT, reason="checked by phone"):
        HeatPump.objects.update(seer2=22)
    with acting("alice", how=How.HAND):
        give_reason("typing error")
        HeatPump.objects.update(seer2=23)
    HeatPump.objects.update(seer2=24)
    changes = Change.objects.filter(heat_pump=heat_pump, action="changed").order_by("id")
    assert list(changes.values_list("who", "how", "reason")) == [
        ("batch 7", "import", "checked by phone"),
        ("alice", "hand", "typing error"),
        ("", "database", ""),
    ]


@pytest.mark.django_db(transaction=True)
def test_name_holds_over_transactions_and_not_for_those_who_come_after() -> None:
    Change.objects.all().delete()
    with acting("alice", how=How.HAND):
        create_brand()
        with transaction.atomic():
            create_brand()
        with transaction.atomic():
            create_brand()
            transaction.set_rollback(True)
        create_brand()
    create_brand()
    assert list(Change.objects.order_by("id").values_list("who", flat=True)) == [
        *("alice", "alice", "alice"),
        "",
    ]


@pytest.mark.django_db(transaction=True)
def test_name_marks_no_session_that_a_pooler_gives_to_others() -> None:
    with acting("alice", how=How.HAND):
        create_brand()
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('app.actor', true)")
            assert not cursor.fetchone()[0]


def test_name_may_hold_what_sql_has_a_meaning_for() -> None:
    heat_pump = create_heat_pump(seer2=20)
    with acting("o'hara %s", how=How.HAND, reason="100%; \\ --"):
        HeatPump.objects.filter(pk=heat_pump.pk).update(seer2=22)
    change = Change.objects.get(heat_pump=heat_pump, action="changed")
    assert (change.who, change.reason) == ("o'hara %s", "100%; \\ --")


def test_installation_costs_leave_their_history() -> None:
    cost = InstallationCost.objects.create(
        code="labour", low=1, typical=2, high=3, source="x", as_of="2026"
    )
    InstallationCost.objects.update(typical=3)
    changes = Change.objects.of_row("advisor_installationcost", cost.pk)
    assert changes.values_list("field", "old", "new")[0] == ("typical", "2.00", "3.00")


def test_units_cannot_replace_each_other_in_a_circle() -> None:
    first = create_heat_pump()
    second = create_heat_pump(replaced_by=first)
    third = create_heat_pump(replaced_by=second)
    with pytest.raises(IntegrityError, match="replaced by itself"), transaction.atomic():
        HeatPump.objects.filter(pk=first.pk).update(replaced_by=third)
    HeatPump.objects.filter(pk=third.pk).update(replaced_by=first)
    assert HeatPump.objects.get(pk=third.pk).replaced_by == first


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser(username="alice", password="x"))
    return client


def test_admin_is_named_in_the_history_of_the_unit_and_of_its_points(desk: Client) -> None:
    heat_pump = create_unit_with_everything()
    Change.objects.all().delete()
    data = form_of(desk, heat_pump) | {"seer2": "21.5", "points-0-min_btu_h": "2800"}
    desk.post(f"/admin/catalog/heatpump/{heat_pump.pk}/change/", data)
    changes = Change.objects.of_unit(heat_pump.pk)
    assert {("seer2", "21.5"), ("min_btu_h", "2800")} <= set(changes.values_list("field", "new"))
    assert set(changes.values_list("who", "how")) == {("alice", "hand")}


def test_history_page_tells_fields_in_words(desk: Client) -> None:
    heat_pump = create_unit_with_everything()
    Change.objects.all().delete()
    with acting("batch 7", how=How.IMPORT):
        HeatPump.objects.update(cooling_btu_h=8000)
        PerformancePoint.objects.update(min_btu_h=2800)
    page = desk.get(f"/admin/catalog/heatpump/{heat_pump.pk}/history/")
    (entry,) = page.context["entries"]
    assert (entry.who, entry.how) == ("batch 7", "by an import")
    assert [(each.what, each.old, each.new) for each in entry.lines] == [
        ("Cooling, rated", "9000", "8000"),
        ("Heating at 47 °F: lowest", "3100", "2800"),
    ]


def test_history_page_of_nothing_sends_back(desk: Client) -> None:
    assert desk.get("/admin/catalog/heatpump/9999/history/").status_code == 302


def test_list_of_changes_is_read_only_and_searched_by_field(desk: Client) -> None:
    create_heat_pump(seer2=20)
    HeatPump.objects.update(seer2=22, notes="x")
    page = desk.get("/admin/catalog/change/?q=seer2")
    assert [change.field for change in page.context["cl"].result_list] == ["seer2"]
    assert desk.get("/admin/catalog/change/add/").status_code == 403


def test_brand_history_names_its_fields(desk: Client) -> None:
    brand = create_brand()
    Brand.objects.update(maker="Big Co")
    page = desk.get(f"/admin/catalog/brand/{brand.pk}/history/")
    newest = page.context["entries"][0].lines[-1]
    assert (newest.what, newest.new) == ("Manufacturer", "Big Co")
