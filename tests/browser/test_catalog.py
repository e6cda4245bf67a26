"""The catalog in a real browser: with and without JavaScript, by keyboard, on a phone."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests import shipped
from tests.browser.test_journeys import MODEL, MODELS, ROOM, tab_to


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_filters_answer_at_once_and_stand_in_the_address(clean_page: Page) -> None:
    page = clean_page
    page.goto("/heat-pumps/")
    before = page.locator("#count").inner_text()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Voltage").focus()
    page.get_by_label("Voltage").select_option("115")
    expect(page.locator("#count")).not_to_have_text(before)
    expect(page.get_by_label("Voltage")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text(re.compile("models?$"))
    assert query(page) == {"volts": ["115"]}
    page.get_by_role("link", name=re.compile("^Voltage: 115 V")).click()
    expect(page.locator("#count")).to_have_text(before)
    page.go_back()
    expect(page.get_by_label("Voltage")).to_have_value("115")


def find_compare_and_judge(page: Page) -> None:
    """Search, tick two, compare them, tell the room, go to one of them, judge it."""
    page.goto("/heat-pumps/")
    page.get_by_label("Brand, series or model number").fill("mitsubishi 06na")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#count")).to_have_text(re.compile(f"of {shipped.LISTED:,}"))
    page.get_by_label("Compare Mitsubishi Electric MSZ-FH06NA / MUZ-FH06NA").check()
    page.get_by_label(re.compile(r"Compare .*MSZ-FS06NA / MUZ-FS06NA\s*$")).check()
    page.get_by_role("button", name="Compare the ones you checked").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Heat pumps side by side")
    page.get_by_label("Which room is it?").select_option("bedroom")
    page.get_by_label("Home ZIP code").fill("02130")
    page.get_by_label("How big is the room?").fill("140")
    page.get_by_role("button", name="Compare for this room").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Which of these is right for this room?"
    )
    expect(page.locator(".versus thead th")).to_have_count(2)
    page.locator(".versus thead a").first.click()
    page.get_by_label("Which room is it?").select_option("bedroom")
    page.get_by_label("Home ZIP code").fill("02130")
    page.get_by_label("How big is the room?").fill("140")
    page.get_by_role("button", name="Check it for this room").click()
    expect(page.get_by_role("heading", name="The one you asked about")).to_be_visible()


def test_a_visitor_finds_compares_and_judges(clean_page: Page) -> None:
    find_compare_and_judge(clean_page)
    assert clean_page.context.cookies() == []


@pytest.mark.slow
def test_so_does_a_visitor_without_javascript(page_without_javascript: Page) -> None:
    find_compare_and_judge(page_without_javascript)
    expect(page_without_javascript).to_have_url(re.compile(r"/advice/results/\?"))


@pytest.mark.slow
def test_a_number_is_decoded_and_judged_without_javascript(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/heat-pumps/decode/")
    page.get_by_label("Model number").fill("muz fs06nah")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("for the outdoor unit")).to_be_visible()
    page.get_by_label("Which room is it?").select_option("office")
    page.get_by_label("Home ZIP code").fill("55401")
    page.get_by_label("How big is the room?").fill("120")
    page.get_by_role("button", name="Is it too big?").click()
    expect(page.get_by_role("heading", name="The one you asked about")).to_be_visible()


@pytest.mark.slow
def test_an_unknown_number_is_answered_from_its_label(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/heat-pumps/decode/?model=UNKNOWN-12")
    page.get_by_label("Size: BTU/h or tons").fill("1.5 tons")
    page.get_by_role("button", name="What does that tell us?").click()
    page.get_by_label("Which room is it?").select_option("bedroom")
    page.get_by_label("Home ZIP code").fill("02130")
    page.get_by_label("How big is the room?").fill("120")
    page.get_by_role("button", name="Is it too big?").click()
    expect(page.get_by_role("heading", name=re.compile("Very likely too big"))).to_be_visible()
    expect(page.get_by_label("Size: BTU/h or tons")).to_have_value("1.5 tons")


@pytest.mark.slow
def test_the_catalog_is_within_reach_of_the_keyboard(clean_page: Page) -> None:
    page = clean_page
    page.goto("/heat-pumps/decode/")
    tab_to(page, "model")
    page.keyboard.type("LS090HSV4")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="This is")).to_be_visible()
    tab_to(page, "fit-space")
    page.keyboard.press("B")
    tab_to(page, "fit-zip")
    page.keyboard.type("02130")
    tab_to(page, "fit-area")
    page.keyboard.type("120")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The one you asked about")).to_be_visible()


@pytest.mark.slow
def test_a_zip_code_alone_shows_which_rooms_fit(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto(MODEL)
    page.get_by_label("Home ZIP code").fill("02130")
    page.get_by_role("button", name="Which rooms does it fit here?").click()
    expect(page.locator("#rooms tbody tr")).to_have_count(12)
    page.locator("#rooms").get_by_role("link", name="Bedroom").click()
    expect(page.get_by_role("heading", name="The one you asked about")).to_be_visible()


def test_a_phone_shows_two_and_can_show_the_others(clean_page: Page) -> None:
    page = clean_page
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"/advice/compare/?{ROOM}&models={MODELS}")
    heads = page.locator(".versus thead th")
    assert [heads.nth(at).is_visible() for at in range(4)] == [True, True, False, False]
    page.get_by_role("link", name="Show Midea MAP14HS1TBL here").click()
    expect(heads.nth(1)).to_contain_text("MAP14HS1TBL")
    expect(heads.nth(1)).to_be_visible()


def test_the_heads_of_a_comparison_stay_in_sight(clean_page: Page) -> None:
    page = clean_page
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"/heat-pumps/compare/?models={MODELS}")
    page.mouse.wheel(0, 900)
    page.wait_for_function("() => window.scrollY > 500")
    box = page.locator(".versus thead th").first.bounding_box()
    assert box
    assert -1 <= box["y"] < 40


@pytest.mark.slow
def test_every_link_of_the_pages_is_large_enough(clean_page: Page) -> None:
    page = clean_page
    page.set_viewport_size({"width": 360, "height": 780})
    lists = ("/heat-pumps/", "/heat-pumps/smallest/", MODEL)
    for path in (*lists, f"/heat-pumps/compare/?models={MODELS}"):
        page.goto(path)
        page.evaluate("() => document.querySelectorAll('details').forEach(e => e.open = true)")
        small = page.evaluate(
            """() => [...document.querySelectorAll('main button, main input:not([type=hidden]),'
                + ' main select, main summary, .units h3 a, .tick, .doors a, .switch a, .leave')]
                .map(each => each.closest('label') || each)
                .filter(each => each.offsetParent && each.getBoundingClientRect().height < 24)
                .map(each => each.outerHTML.slice(0, 80))"""
        )
        assert small == [], path


def test_a_long_date_of_a_source_fits_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto("/heat-pumps/mitsubishi-electric/msz-fs06na-muz-fs06na/")
    expect(page.locator(".figures .when").first).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
