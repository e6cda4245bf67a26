"""A slip on a live unit, and the way back from a save, in a real browser."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from catalog.models import HeatPump, Status
from tests.catalog.admin.test_admin import create_unit_with_everything

pytestmark = pytest.mark.slow


@pytest.fixture
def unit(site: str, django_db_blocker: DjangoDbBlocker) -> Iterator[HeatPump]:
    with django_db_blocker.unblock():
        unit = create_unit_with_everything()
        HeatPump.objects.filter(pk=unit.pk).update(seer2=21)
        yield unit
        brand = unit.brand
        unit.delete()
        brand.delete()


@pytest.fixture
def desk(
    page: Page, site: str, unit: HeatPump, django_db_blocker: DjangoDbBlocker
) -> Iterator[Page]:
    """The page of a catalog editor."""
    with django_db_blocker.unblock():
        editor = User.objects.create_user(username="carla", password="x", is_staff=True)
        editor.groups.add(Group.objects.get(name="Catalog editor"))
        client = Client()
        client.force_login(editor)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
        page.set_viewport_size({"width": 1280, "height": 900})
        yield page
        editor.delete()


def save(desk: Page, unit: HeatPump, seer2: str) -> None:
    desk.goto(f"/admin/catalog/heatpump/{unit.pk}/change/?parts=all")
    desk.locator("[name=seer2]").fill(seer2)
    with desk.expect_navigation():
        desk.locator("[name=_save]").click()


def test_a_slip_is_refused_and_a_save_is_taken_back(
    desk: Page, unit: HeatPump, accessibility_violations: Callable[[Page], list[str]]
) -> None:
    save(desk, unit, "60")
    expect(desk.get_by_text("60 is too high to be true").first).to_be_visible()
    unit.refresh_from_db()
    assert (unit.status, unit.seer2) == (Status.LIVE, 21)
    save(desk, unit, "22")
    history = f"/admin/catalog/heatpump/{unit.pk}/history/"
    desk.goto(history)
    newest = desk.locator(".save").first
    expect(newest).to_contain_text("carla, by hand")
    expect(newest.locator("li")).to_have_text("SEER2 21 → 22", use_inner_text=True)
    for width in (1280, 375):
        desk.set_viewport_size({"width": width, "height": 800})
        assert desk.evaluate("document.documentElement.scrollWidth") <= width
    assert accessibility_violations(desk) == []
    newest.get_by_role("link", name="Take back this save").click()
    expect(desk.locator(".save li")).to_have_text("SEER2 22 → 21", use_inner_text=True)
    desk.get_by_role("button", name="Take back this save").click()
    expect(desk.get_by_text("The save was taken back.")).to_be_visible()
    unit.refresh_from_db()
    assert unit.seer2 == 21
