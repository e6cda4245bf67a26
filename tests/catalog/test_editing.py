"""What editors do to many units at once, and the life of a record from draft to retired."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from catalog.models import AcceptedWarning, Change, HeatPump
from tests.catalog.admin.test_admin import create_unit_with_everything, form_of
from tests.factories import (
    create_brand,
    create_figure,
    create_heat_pump,
    create_point,
    create_price,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/catalog/heatpump/"


@pytest.fixture
def desk() -> Client:
    return person("Publisher")


def person(role: str) -> Client:
    user = User.objects.create_user(role, password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def do(desk: Client, action: str, *units: HeatPump, **data: Any) -> Any:
    chosen = {"action": action, "_selected_action": [unit.pk for unit in units]}
    return desk.post(LIST, chosen | data)


def said(page: Any) -> str:
    return " ".join(str(message) for message in page.context["messages"])


def create_doubtful(**columns: Any) -> HeatPump:
    """A draft whose COP is possible and unusual: a warning, no error."""
    heat_pump = create_heat_pump(status="draft", **columns)
    create_point(heat_pump=heat_pump, rated_btu_h=9000, cop_rated=4.0)
    create_price(heat_pump=heat_pump, low="90.00")
    return heat_pump


def create_wrong() -> HeatPump:
    """A draft whose highest COP at 47 °F cannot be."""
    heat_pump = create_heat_pump(status="draft")
    create_point(heat_pump=heat_pump, rated_btu_h=9000, cop_rated=9.5)
    return heat_pump


def test_error_blocks_publishing_even_with_a_reason(desk: Client) -> None:
    wrong = create_wrong()
    page = desk.get(do(desk, "publish", wrong, reason="I am sure")["Location"])
    assert "was not changed" in said(page)
    wrong.refresh_from_db()
    assert wrong.status == "draft"


def test_warning_asks_for_a_reason_and_keeps_it(desk: Client) -> None:
    doubtful = create_doubtful()
    page = do(desk, "publish", doubtful)
    assert list(page.context["findings"]) == [doubtful]
    assert HeatPump.objects.get().status == "draft"
    do(desk, "publish", doubtful, reason="Clearance, seen at the shop")
    assert HeatPump.objects.get().status == "live"
    kept = AcceptedWarning.objects.get()
    assert (kept.reason, str(kept.by)) == ("Clearance, seen at the shop", "Publisher")
    change = Change.objects.get(field="status")
    assert (change.new, change.reason) == ("live", "Clearance, seen at the shop")


def test_catalog_editor_neither_publishes_nor_retires() -> None:
    editor = person("Catalog editor")
    ready = create_heat_pump(status="draft")
    do(editor, "publish", ready)
    assert HeatPump.objects.get().status == "draft"
    page = editor.get(f"{LIST}{ready.pk}/change/")
    assert "status" not in page.context["adminform"].form.fields


def test_form_takes_no_draft_live(desk: Client) -> None:
    ready = create_heat_pump(status="draft")
    data = form_of(desk, ready) | {"status": "live"}
    page = desk.post(f"{LIST}{ready.pk}/change/", data)
    assert "live is not one of the available choices" in str(
        page.context["adminform"].form.errors["status"]
    )


@pytest.mark.parametrize(("before", "after"), [("live", "retired"), ("retired", "draft")])
def test_form_takes_a_unit_from(desk: Client, before: str, after: str) -> None:
    heat_pump = create_heat_pump(status=before)
    data = form_of(desk, heat_pump) | {"status": after, "no_successor": "on"}
    desk.post(f"{LIST}{heat_pump.pk}/change/", data)
    assert HeatPump.objects.get().status == after


def test_successor_that_points_back_is_refused_in_words(desk: Client) -> None:
    old = create_heat_pump(status="retired")
    new = create_heat_pump(replaced_by=old)
    data = form_of(desk, old) | {"replaced_by": new.slug}
    page = desk.post(f"{LIST}{old.pk}/change/", data)
    assert "That unit is itself replaced by this one" in str(
        page.context["adminform"].form.errors["replaced_by"]
    )


def test_points_are_copied_where_they_are_missing(desk: Client) -> None:
    source, target = create_heat_pump(), create_heat_pump()
    create_point(heat_pump=source, outdoor_f=47, min_btu_h=3000, rated_btu_h=9000)
    create_point(heat_pump=source, outdoor_f=5, max_btu_h=7000, cop_max=1.9)
    create_point(heat_pump=target, outdoor_f=47, min_btu_h=2000, rated_btu_h=8000)
    desk.post(f"{LIST}{target.pk}/copy-points/", {"source": source.pk})
    assert list(target.points.values_list("outdoor_f", "min_btu_h", "max_btu_h", "cop_max")) == [
        (47, 2000, None, None),
        (5, None, 7000, 1.9),
    ]
    desk.post(f"{LIST}{target.pk}/copy-points/", {"source": source.pk, "replace": "on"})
    assert target.points.get(outdoor_f=47).min_btu_h == 3000
    assert source.points.count() == 2


@pytest.mark.parametrize(
    ("which", "message"),
    [("self", "different unit"), ("empty", "no performance"), ("", "required")],
)
def test_points_of_nowhere_are_refused(desk: Client, which: str, message: str) -> None:
    target = create_heat_pump()
    source = {"self": target.pk, "empty": create_heat_pump().pk, "": ""}[which]
    page = desk.post(f"{LIST}{target.pk}/copy-points/", {"source": source})
    assert message in page.text


def test_duplicate_is_a_draft_with_all_figures_and_its_own_address(desk: Client) -> None:
    heat_pump = create_unit_with_everything()
    page = desk.post(f"{LIST}{heat_pump.pk}/duplicate/", {"model_number": "MODEL-9 XL"})
    twin = HeatPump.objects.get(model_number="MODEL-9 XL")
    assert page["Location"] == f"{LIST}{twin.pk}/change/"
    assert (twin.status, twin.cooling_btu_h, twin.voltage) == ("draft", 9000, "115")
    assert twin.slug == "model-9-xl"
    assert twin.points.get().min_btu_h == 3100
    assert not twin.prices.exists()
    assert set(twin.figures.values_list("source__locator", flat=True)) == {"Catalog desk"}


def test_duplicate_needs_a_number_of_its_own(desk: Client) -> None:
    heat_pump = create_heat_pump()
    page = desk.post(f"{LIST}{heat_pump.pk}/duplicate/", {"model_number": heat_pump.model_number})
    assert "already has a unit with that model number" in page.text
    assert HeatPump.objects.count() == 1


@pytest.mark.parametrize("step", ["duplicate", "copy-points"])
def test_step_for_nothing_is_not_found_and_for_others_closed(desk: Client, step: str) -> None:
    assert desk.get(f"{LIST}999999/{step}/").status_code == 404
    heat_pump = create_heat_pump()
    assert desk.get(f"{LIST}{heat_pump.pk}/{step}/").status_code == 200
    assert person("Content editor").get(f"{LIST}{heat_pump.pk}/{step}/").status_code == 403


@pytest.mark.parametrize("words", ["msz fs06", "FS-06", "fs06na", "mitsubishi fs06", "210857307"])
def test_search_finds_a_unit_however_it_is_written(desk: Client, words: str) -> None:
    brand = create_brand(name="Mitsubishi Electric", slug="mitsubishi-electric")
    wanted = create_heat_pump(
        brand=brand, model_number="MSZ-FS06NA / MUZ-FS06NA", ahri_ref="210857307"
    )
    create_heat_pump(brand=brand, model_number="MSZ-GL09NA")
    page = desk.get(LIST, {"q": words})
    assert list(page.context["cl"].result_list) == [wanted]


@pytest.mark.parametrize("words", ["–", "'; DROP TABLE", "%", "_", "\\", "x" * 500, "nowhere"])
def test_search_for_nothing_that_there_is_finds_nothing(desk: Client, words: str) -> None:
    create_heat_pump()
    page = desk.get(LIST, {"q": words})
    assert list(page.context["cl"].result_list) == []


@pytest.mark.parametrize("table", ["figure", "priceobservation", "change"])
def test_what_belongs_to_a_unit_is_found_by_its_names(desk: Client, table: str) -> None:
    wanted = create_heat_pump(model_number="MSZ-FS06NA")
    other = create_heat_pump(model_number="OTHER")
    for unit in (wanted, other):
        create_figure(heat_pump=unit, name="seer2", value="20")
        create_price(heat_pump=unit)
    page = desk.get(f"/admin/catalog/{table}/", {"q": "fs 06"})
    assert {row.heat_pump_id for row in page.context["cl"].result_list} == {wanted.pk}


def test_list_sorted_by_its_counts_shows_them_for_all(desk: Client) -> None:
    low, high = create_heat_pump(), create_heat_pump()
    create_point(heat_pump=low, min_btu_h=2000)
    create_point(heat_pump=high, min_btu_h=5000)
    page = desk.get(LIST, {"o": "8"})
    assert [unit.lowest_output for unit in page.context["cl"].result_list] == [2000, 5000]
