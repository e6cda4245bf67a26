"""A person enters a unit at the desk, by keyboard and mouse, through to its visitors' page.

Clicks are counted by the page itself, as pointer presses; what is typed, and the keys that move
from field to field, are not among them.
"""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Browser, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from catalog.models import HeatPump, Source

pytestmark = pytest.mark.slow

DATA = Path(__file__).resolve().parents[2] / "catalog" / "data"
SLUG: Final = "mwcupwhp-09hefn8-bcl1"
NUMBER: Final = "MWCUPWHP-09HEFN8-BCL1"
MOST_CLICKS: Final = 12
SOURCE: Final = {
    "source_name": "Submittal sheet MWCUPWHP-09HEFN8-BCL1, 2024-07",
    "source_url": "https://maker.example/pwhp.pdf",
    "source_day": "2024-07-01",
}
SHEET: Final = """SUBMITTAL DATA                      Packaged Window Heat Pump
Brand: Midea
Model Number: MWCUPWHP-09HEFN8-BCL1
Product Type: Window unit
Heat Source: Heat pump (reverse cycle)
Performance
Cooling Capacity, rated            Btu/h          {cooling_btu_h}
CEER                               Btu/Wh         {ceer}
ENERGY STAR certified              Yes
Operating Range, Heating           °F             {min_operating_f} ~ 75
Electrical
Power Supply                       V/Hz/Ph        {voltage} / 60 / 1
Compressor                         Variable speed (DC inverter)
Refrigerant                        {refrigerant}
Physical
Net Dimensions (W x H x D)         in             {width_in} x {height_in} x {depth_in}
Net Weight                         lb             {weight_lb}
Shipping Weight                    lb             150
Mounting                           Straddles windowsill
"""
COUNTER: Final = """addEventListener("pointerdown", press => {
  if (press.isTrusted) sessionStorage.presses = 1 + Number(sessionStorage.presses || 0)
}, true)"""


def figures() -> dict[str, str]:
    """The unit's rows of the shipped figures."""
    with (DATA / "figures.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["value"] for row in csv.DictReader(file) if row["slug"] == SLUG}


@pytest.fixture
def desk(page: Page, site: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Page]:
    """The sign-in page, with the catalog's own unit out of the way while it is entered anew."""
    with django_db_blocker.unblock():
        publisher = User.objects.create_user(username="pat", password="a word", is_staff=True)
        publisher.groups.add(Group.objects.get(name="Publisher"))
        HeatPump.objects.filter(slug=SLUG).update(
            slug="kept-away", model_number="KEPT AWAY", status="draft"
        )
        page.add_init_script(COUNTER)
        page.goto("/admin/")
        yield page
        HeatPump.objects.filter(slug=SLUG).delete()
        Source.objects.filter(locator=SOURCE["source_name"]).delete()
        HeatPump.objects.filter(slug="kept-away").update(
            slug=SLUG, model_number=NUMBER, status="live"
        )
        publisher.delete()


def clicks(page: Page) -> int:
    return int(page.evaluate("Number(sessionStorage.presses || 0)"))


def sign_in(page: Page) -> None:
    """Without a click: the name has the focus."""
    page.keyboard.type("pat")
    page.keyboard.press("Tab")
    page.keyboard.type("a word")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Welcome,")).to_be_visible()


def tab_to(page: Page, name: str) -> None:
    for _key in range(60):
        if page.evaluate("document.activeElement?.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not come to {name}")


def enter(page: Page, given: dict[str, str]) -> None:
    """Type each value into its field; in a list, the beginning of its words."""
    for name, text in given.items():
        tab_to(page, name)
        page.keyboard.type(text)


def open_part(page: Page, title: str) -> None:
    page.locator("summary", has=page.get_by_role("heading", name=title, exact=True)).click()


def new_unit(page: Page) -> None:
    page.locator("#content .model-heatpump").get_by_role("link", name="Add").click()
    expect(page.locator("#id_source_name")).to_be_focused()
    enter(page, SOURCE)


def publish(page: Page) -> None:
    page.get_by_role("button", name="Publish").click()
    reason = page.get_by_label("Reason")
    see = page.get_by_role("link", name="See it as visitors do.")
    expect(reason.or_(see).first).to_be_visible()
    if reason.count():  # nothing of this unit is unusual, so far
        raise AssertionError(page.locator("#content").inner_text())
    see.click()


def check_visitors_page(page: Page, given: dict[str, str]) -> None:
    """Every figure cites the one source of the save."""
    expect(page).to_have_url(re.compile(rf"/heat-pumps/midea/{SLUG}/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(NUMBER)
    sources = page.locator(".source-list > li")
    expect(sources).to_have_count(1)
    expect(sources).to_contain_text("Submittal sheet MWCUPWHP-09HEFN8-BCL1")
    cited = page.locator('a[href="#source-1"]')
    assert cited.count() >= len(given.keys() - {"cooling_rating_basis"})  # beside its figure
    unit = HeatPump.objects.get(slug=SLUG)
    said = dict(unit.figures.exclude(name="status").values_list("name", "source__locator"))
    assert set(said.values()) == {SOURCE["source_name"]}
    assert set(given) <= set(said)
    print(f"\n{clicks(page)} clicks, {len(said)} figures")


def test_unit_is_typed_in_through_to_its_page_in_twelve_clicks(desk: Page) -> None:
    page, told = desk, figures()
    sign_in(page)
    new_unit(page)
    enter(
        page,
        {
            "brand": "Midea",
            "type": "window",
            "model_number": NUMBER,
            "heat_source": "heat pump",
            "cooling_btu_h": told["cooling_btu_h"],
            "cooling_rating_basis": "certified",
            "ceer": told["ceer"],
            "energy_star": "Yes",
            "cold_climate": "Yes",
        },
    )
    open_part(page, "Output and limits")
    enter(page, {"min_operating_f": told["min_operating_f"]})
    open_part(page, "Size and fit")
    sizes = {name: told[name] for name in ("width_in", "height_in", "depth_in", "weight_lb")}
    enter(page, {"form": "over", **sizes})
    open_part(page, "Electrical and refrigerant")
    enter(
        page,
        {
            "voltage": told["voltage"],
            "refrigerant": told["refrigerant"],
            "compressor": "variable",
        },
    )
    open_part(page, "Status")
    enter(page, {"availability": "on ENERGY"})
    publish(page)
    names = {"mounting", "machine", "date_certified"}
    check_visitors_page(page, {name: told[name] for name in told if name not in names})
    assert clicks(page) <= MOST_CLICKS


def test_unit_is_pasted_through_to_its_page_in_twelve_clicks(desk: Page) -> None:
    page, told = desk, figures()
    sign_in(page)
    new_unit(page)
    open_part(page, "Paste a sheet or a row of a list")
    page.get_by_label("Text of a submittal sheet").fill(SHEET.format(**told))
    page.get_by_role("button", name="Read the text").click()
    expect(page.get_by_role("row", name="CEER")).to_contain_text(told["ceer"])
    unread = page.locator(".unread")
    unread.locator("summary").click()
    expect(unread.locator("li", has_text="Shipping Weight")).to_contain_text("no figure of ours")
    page.get_by_role("button", name="Accept all").click()
    expect(page.locator(".taken")).to_contain_text("figures are in the form now")
    publish(page)
    names = {"mounting", "machine", "date_certified", "cooling_rating_basis", "cold_climate"}
    expected = {name: told[name] for name in told if name not in names | {"availability"}}
    check_visitors_page(page, expected)
    assert clicks(page) <= MOST_CLICKS


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [1280, 768, 375])
def test_form_is_within_the_screen_with_its_bar_in_sight(
    browser: Browser, desk: Page, site: str, width: int, script: bool
) -> None:
    unit = HeatPump.objects.get(slug="msz-fs06na-muz-fs06na")
    sign_in(desk)
    context = browser.new_context(
        base_url=site,
        storage_state=desk.context.storage_state(),
        java_script_enabled=script,
        viewport={"width": width, "height": 800},
    )
    page = context.new_page()
    page.goto(f"/admin/catalog/heatpump/{unit.pk}/change/?parts=all")
    widest = "els => Math.max(...els.map(el => el.getBoundingClientRect().right))"
    assert page.locator("main :visible").evaluate_all(widest) <= width + 1
    bar = page.locator(".save-bar").bounding_box()
    assert bar is not None
    assert bar["y"] + bar["height"] <= 801
    context.close()


def test_unit_is_saved_without_a_script(browser: Browser, desk: Page, site: str) -> None:
    sign_in(desk)
    context = browser.new_context(
        base_url=site, storage_state=desk.context.storage_state(), java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/admin/catalog/heatpump/add/")
    for name, text in SOURCE.items():
        page.locator(f"[name={name}]").fill(text)
    open_part(page, "Paste a sheet or a row of a list")
    page.get_by_label("Text of a submittal sheet").fill(SHEET.format(**figures()))
    page.get_by_role("button", name="Read the text").click()
    page.get_by_role("button", name="Accept all").click()
    page.locator("[name=points-0-rated_btu_h]").evaluate("el => el.closest('details').open = true")
    page.locator("[name=points-0-rated_btu_h]").fill("9000")
    page.get_by_role("button", name="Save and continue").last.click()
    unit = HeatPump.objects.get(slug=SLUG)
    assert page.url.endswith(f"/admin/catalog/heatpump/{unit.pk}/change/")
    assert unit.points.get(outdoor_f=47).rated_btu_h == 9000
    context.close()


def test_form_is_accessible_in_both_schemes(
    browser: Browser,
    desk: Page,
    site: str,
    accessibility_violations: Callable[[Page], list[str]],
) -> None:
    unit = HeatPump.objects.get(slug="msz-fs06na-muz-fs06na")
    sign_in(desk)
    context = browser.new_context(
        base_url=site, storage_state=desk.context.storage_state(), bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"/admin/catalog/heatpump/{unit.pk}/change/?parts=all")
    found = accessibility_violations(page)
    assert [each for each in found if "breadcrumbs" not in each] == []  # those are Django's
    context.close()
