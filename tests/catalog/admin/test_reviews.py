"""A draft is said to be ready, seen as visitors will see it, published, or returned with a word."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from catalog.models import CatalogVersion, Change, HeatPump, Review
from tests.catalog.admin.html_form import fields_of
from tests.factories import create_figure, create_heat_pump

pytestmark = pytest.mark.django_db

LIST = "/admin/catalog/heatpump/"


def person(name: str, role: str) -> Client:
    user = User.objects.create_user(username=name, password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor() -> Client:
    return person("ann", "Catalog editor")


@pytest.fixture
def publisher() -> Client:
    return person("pub", "Publisher")


@pytest.fixture
def draft() -> HeatPump:
    unit = create_heat_pump(status="draft")
    create_figure(heat_pump=unit, name="cooling_btu_h", value="9000", in_use=True)
    return unit


def press(client: Client, unit: HeatPump, button: str, **edits: str) -> Any:
    address = f"{LIST}{unit.pk}/change/"
    sent = fields_of(client.get(address).text, marker="model_number")
    return client.post(address, sent | edits | {button: "x"}, follow=True)


def said(page: Any) -> str:
    return " ".join(str(message) for message in page.context["messages"])


def listed(client: Client, query: str) -> list[HeatPump]:
    return list(client.get(f"{LIST}?{query}").context["cl"].result_list)


@pytest.mark.slow
def test_draft_is_ready_returned_with_a_word_and_ready_again(
    editor: Client, publisher: Client, draft: HeatPump
) -> None:
    assert "is ready for review" in said(press(editor, draft, "_ready", series="FX"))
    draft.refresh_from_db()
    assert draft.series == "FX"
    assert listed(publisher, "review=ready") == [draft]
    page = press(publisher, draft, "_return", word="The sheet says 8,900.")
    assert "was returned" in said(page)
    assert listed(editor, "review=mine") == [draft] == listed(editor, "review=returned")
    assert "The sheet says 8,900." in editor.get(LIST).text
    form = editor.get(f"{LIST}{draft.pk}/change/").text
    assert "by pub: “The sheet says 8,900.”" in form
    press(editor, draft, "_ready")
    review = Review.objects.get()
    assert (review.state, str(review.asked_by), review.word) == ("ready", "ann", "")
    told = Change.objects.of_unit(draft.pk).filter(table="catalog_review", who="pub")
    assert {change.field for change in told} >= {"word", "state"}


def test_publisher_publishes_from_the_form_and_is_led_to_the_visitors_page(
    editor: Client, publisher: Client, draft: HeatPump
) -> None:
    press(editor, draft, "_ready")
    page = press(publisher, draft, "_publish")
    draft.refresh_from_db()
    assert draft.status == "live"
    assert f'href="{draft.get_absolute_url()}"' in said(page)
    assert not Review.objects.exists()


def test_draft_that_lacks_something_is_saved_and_not_ready(editor: Client, draft: HeatPump) -> None:
    page = press(editor, draft, "_ready", heat_source="unknown", series="FX")
    assert "not ready for review: it is not known to heat with a heat pump." in said(page)
    draft.refresh_from_db()
    assert draft.series == "FX"
    assert not Review.objects.exists()


@pytest.mark.slow
def test_editor_neither_publishes_nor_returns(editor: Client, draft: HeatPump) -> None:
    text = editor.get(f"{LIST}{draft.pk}/change/").text
    assert 'name="_ready"' in text
    assert 'name="_publish"' not in text
    press(editor, draft, "_publish")
    draft.refresh_from_db()
    assert draft.status == "draft"
    press(editor, draft, "_ready")
    assert press(editor, draft, "_return", word="No").status_code == 403


def test_return_without_a_word_asks_for_it_and_loses_nothing(
    editor: Client, publisher: Client, draft: HeatPump
) -> None:
    press(editor, draft, "_ready")
    page = press(publisher, draft, "_return", word=" ", series="FX")
    assert "Saved. Say what is to be done" in said(page)
    assert Review.objects.get().state == "ready"
    draft.refresh_from_db()
    assert draft.series == "FX"


def test_return_keeps_what_else_the_publisher_changed(
    editor: Client, publisher: Client, draft: HeatPump
) -> None:
    press(editor, draft, "_ready")
    press(publisher, draft, "_return", word="See the series.", series="FX")
    draft.refresh_from_db()
    assert (draft.series, Review.objects.get().word) == ("FX", "See the series.")


def test_return_with_an_error_keeps_the_word_in_the_form(
    editor: Client, publisher: Client, draft: HeatPump
) -> None:
    press(editor, draft, "_ready")
    page = press(publisher, draft, "_return", word="See the sheet.", cooling_btu_h="much")
    assert page.context["errors"]
    assert ">See the sheet.</textarea>" in page.text
    assert Review.objects.get().state == "ready"


@pytest.mark.parametrize("status", ["live", "retired"])
def test_review_ends_however_the_draft_does(editor: Client, draft: HeatPump, status: str) -> None:
    other = create_heat_pump(status="draft")
    for unit in (draft, other):
        Review.objects.create(heat_pump=unit, state="ready")
    HeatPump.objects.filter(pk=draft.pk).update(status=status)
    assert Review.objects.get().heat_pump == other
    HeatPump.objects.filter(pk=other.pk).update(series="FX")
    assert Review.objects.get().heat_pump == other


def test_unusual_figures_ask_for_the_reason_before_they_are_published(
    publisher: Client, draft: HeatPump
) -> None:
    draft.points.create(mode="heating", outdoor_f=47, min_btu_h=9000, rated_btu_h=9100)
    page = press(publisher, draft, "_publish")
    assert "Publish despite warnings?" in page.text
    sent = fields_of(page.text, marker="reason") | {"reason": "Printed on the sheet."}
    publisher.post(LIST, sent)
    draft.refresh_from_db()
    assert draft.status == "live"


def test_draft_is_previewed_as_visitors_will_see_it_and_stays_a_draft(
    editor: Client, draft: HeatPump, real_data: None
) -> None:
    page = press(editor, draft, "_preview")
    assert page.status_code == 200
    assert "This is a draft. Visitors do not see this page." in page.text
    assert str(draft.model_number) in page.text
    assert "Our advice leaves this model out" not in page.text
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]
    draft.refresh_from_db()
    assert draft.status == "draft"
    version = CatalogVersion.current()
    editor.get(f"/admin/preview/{draft.pk}/")
    assert CatalogVersion.current() == version
    assert Client().get(draft.get_absolute_url()).status_code == 404


def test_view_on_site_of_a_draft_is_its_preview(editor: Client, draft: HeatPump) -> None:
    tools = editor.get(f"{LIST}{draft.pk}/change/").text
    assert f'href="/admin/preview/{draft.pk}/" class="viewsitelink"' in tools
    live = create_heat_pump()
    assert f'href="{live.get_absolute_url()}"' in editor.get(f"{LIST}{live.pk}/change/").text


def test_preview_of_what_cannot_go_live_yet_says_why(editor: Client, real_data: None) -> None:
    draft = create_heat_pump(status="draft", heat_source="unknown", cooling_btu_h=None)
    page = editor.get(f"/admin/preview/{draft.pk}/")
    assert "It is not known to heat with a heat pump; it has no rated cooling" in page.text


def test_preview_is_for_staff_who_may_see_units(draft: HeatPump) -> None:
    address = f"/admin/preview/{draft.pk}/"
    assert Client().get(address).status_code == 302
    guest = Client()
    guest.force_login(User.objects.create_user(username="guest", password="x", is_staff=True))
    assert guest.get(address).status_code == 403
    assert person("pat", "Publisher").get("/admin/preview/99999/").status_code == 404
