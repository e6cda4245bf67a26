"""The lists and boards of the desk in a real browser."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

pytestmark = pytest.mark.slow

LISTS = (
    *("catalog/heatpump/", "catalog/change/", "catalog/importbatch/", "catalog/brand/"),
    *("catalog/source/", "catalog/feed/", "catalog/knownnumber/", "advisor/state/"),
    *("advisor/incentive/", "advisor/installationcost/", "advisor/preset/", "advisor/article/"),
    *("advisor/rankingversion/", "advisor/heatpumptariff/", "auth/user/"),
    *("advisor/servererror/", "advisor/installercontact/"),
)
BOARDS = ("coverage/", "stale/", "machines/", "differences/", "contradictions/", "documents/")
WIDER = """() => [document.documentElement, ...document.querySelectorAll('.results')]
  .filter(e => e.scrollWidth > e.clientWidth + 1)
  .map(e => `${e.className || e.tagName}: ${e.scrollWidth} > ${e.clientWidth}`)"""


@pytest.fixture
def desk(page: Page, site: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Page]:
    """A page of an administrator."""
    with django_db_blocker.unblock():
        person = User.objects.create_superuser(username="desk", password="x")
        client = Client()
        client.force_login(person)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
        page.set_viewport_size({"width": 1280, "height": 900})
        yield page
        person.delete()


def test_no_column_of_a_list_hides_behind_a_scroll_at_1280(desk: Page) -> None:
    hidden = {}
    for path in (*LISTS, *BOARDS):
        desk.goto(f"/admin/{path}")
        if wider := desk.evaluate(WIDER):
            hidden[path] = wider
    assert hidden == {}


def test_boards_are_short_and_fit_a_phone(desk: Page) -> None:
    for path in BOARDS:
        desk.set_viewport_size({"width": 1280, "height": 900})
        desk.goto(f"/admin/{path}")
        assert desk.evaluate("document.documentElement.scrollHeight") < 6000, path
        desk.set_viewport_size({"width": 375, "height": 800})
        width = desk.evaluate("document.documentElement.scrollWidth")
        assert width <= 375, path


def test_list_of_heat_pumps_is_read_on_a_phone_without_a_scroll_to_the_side(desk: Page) -> None:
    desk.set_viewport_size({"width": 375, "height": 800})
    desk.goto("/admin/catalog/heatpump/")
    assert not desk.evaluate(WIDER)
    row = desk.locator("#result_list tbody tr").first
    assert row.evaluate("row => row.clientHeight") < 90
    assert "BTU/h" in row.evaluate(
        "row => getComputedStyle(row.querySelector('.field-cooling_btu_h'), '::after').content"
    )


def test_filters_of_a_list_fold_open_and_stay_open_where_one_is_set(desk: Page) -> None:
    desk.goto("/admin/catalog/heatpump/")
    expect(desk.get_by_role("link", name="window unit", exact=True)).to_be_hidden()
    desk.locator("summary", has_text="Filter").first.click()
    desk.get_by_role("link", name="window unit", exact=True).click()
    expect(desk.get_by_role("link", name="window unit", exact=True)).to_be_visible()
    expect(desk.get_by_role("link", name="Clear all filters")).to_be_visible()


def test_stale_units_are_ticked_and_get_their_price_page(desk: Page) -> None:
    desk.goto("/admin/stale/")
    desk.get_by_label("Kind").select_option("price")
    desk.get_by_role("button", name="Show").click()
    boxes = desk.locator('input[name="row"]')
    for number in range(2):
        boxes.nth(number).check()
    desk.get_by_role("button", name="Enter prices for the chosen units").click()
    expect(desk.get_by_role("heading", name="Enter prices")).to_be_visible()
    expect(desk.locator('input[name^="low_"]')).to_have_count(2)


def test_a_cell_of_the_coverage_leads_to_its_units_and_to_the_list(desk: Page) -> None:
    desk.goto("/admin/coverage/")
    cell = desk.locator("#content-main td a").nth(2)
    count = int(cell.inner_text().split(" ")[0])
    cell.click()
    expect(desk.get_by_role("status")).to_have_text(f"{count} of {count}")
    desk.get_by_role("link", name="Open those of this page in the list of heat pumps").click()
    expect(desk.locator("#result_list tbody tr")).to_have_count(min(count, 50))
