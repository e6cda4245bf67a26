"""Home, the answer, one question after the other, and the stop, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

ROOM = "zip=02130&space=bedroom&area=120"
KEPT_PRICE = re.compile(r"^(?!.*[?&](to|stood|was)=).*/advice/results/\?.*budget=2500")
STOPPED = re.compile(r"/advice/results/\?.*insulation=fair")


def start(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Bedroom").check()
    page.get_by_label("Home ZIP code").fill("02130")
    page.get_by_label("How big is the room?").fill("120")
    page.get_by_role("button", name="Show my answer").click()
    expect(page).to_have_url(re.compile(r"/advice/results/\?"))
    page.goto(page.url.replace("/results/", "/ask/"))


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def answer(page: Page, tile: int = 1) -> str:
    """Touch a tile and wait for the next question; the one that was answered."""
    asked = heading(page)
    page.locator(".tile:not(.unsure)").nth(tile).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(asked)
    return asked


def walk(page: Page) -> None:
    start(page)
    first = answer(page)
    expect(page.locator(".step")).to_contain_text("Question 2")
    expect(page.locator(".now small")).to_contain_text(re.compile("first"))
    second = heading(page)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(second)
    third_from = answer(page)
    assert third_from == second
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(second)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text(second)
    page.get_by_role("button", name="Stop here, show my answer").click()
    page.wait_for_url(re.compile(r"/advice/results/"))


def test_a_visitor_is_asked_one_thing_at_a_time(clean_page: Page) -> None:
    walk(clean_page)
    expect(clean_page).to_have_url(STOPPED)


@pytest.mark.slow
def test_a_visitor_without_javascript_is_asked_the_same(page_without_javascript: Page) -> None:
    walk(page_without_javascript)
    expect(page_without_javascript).to_have_url(STOPPED)


def test_a_keyboard_answers_and_starts_at_the_next_heading(clean_page: Page) -> None:
    page = clean_page
    page.goto(f"/advice/ask/?{ROOM}")
    asked = heading(page)
    page.locator(".tile").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(asked)
    expect(page.get_by_role("heading", level=1)).to_be_focused()


@pytest.mark.parametrize("width", [320, 360])
def test_the_question_begins_on_the_first_part_of_a_phone(clean_page: Page, width: int) -> None:
    page = clean_page
    page.set_viewport_size({"width": width, "height": 780})
    page.goto(f"/advice/ask/?{ROOM}&lang=es")
    page.goto(f"/advice/ask/?{ROOM}")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    box = page.get_by_role("heading", level=1).bounding_box()
    assert box is not None
    assert box["y"] <= 250
    for line in page.locator(".now span, .now small").all():
        size = line.bounding_box()
        assert size is not None
        assert size["height"] <= 28, "one line, cut short"
    now = page.locator(".now").bounding_box()
    assert now is not None
    assert now["height"] <= 64
    for tile in page.locator(".tile").all():
        size = tile.bounding_box()
        assert size is not None
        assert size["height"] >= 44


def test_enter_beside_the_wishes_chooses_none_of_them(clean_page: Page) -> None:
    page = clean_page
    page.goto(f"/advice/ask/?{ROOM}&asked=priorities,budget,installer&again=priorities")
    page.get_by_label("I would, where allowed").check()
    page.get_by_label("How much can it cost, installed?").fill("4000")
    page.keyboard.press("Enter")
    expect(page.locator(".step")).to_contain_text("Question 2")
    expect(page).to_have_url(re.compile(r"budget=4000"))
    expect(page).to_have_url(re.compile(r"installer=diy"))
    assert "priorities=quiet" not in page.url
    assert "priorities=upfront" not in page.url
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("What matters most to you?")


def leave(page: Page) -> None:
    """Type a price limit beside the wishes: one question back, to the answer above, and stop."""
    page.goto(
        f"/advice/ask/?{ROOM}&exterior_walls=2&asked=exterior_walls,priorities&again=priorities"
    )
    limit = page.get_by_label("How much can it cost, installed?")
    limit.fill("3000")
    page.get_by_role("button", name="Back one question").click()
    expect(page).to_have_url(re.compile(r"budget=3000"))
    assert not re.search(r"[?&](to|stood|was)=", page.url)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("What matters most to you?")
    limit.fill("2750")
    page.get_by_role("button", name="See the whole answer").click()
    expect(page).to_have_url(re.compile(r"/advice/results/\?.*budget=2750"))
    page.go_back()
    limit.fill("2500")
    page.get_by_role("button", name="Stop here, show my answer").click()
    page.wait_for_url(re.compile(r"/advice/results/"))


def test_a_typed_price_is_kept_wherever_the_question_is_left(clean_page: Page) -> None:
    leave(clean_page)
    expect(clean_page).to_have_url(KEPT_PRICE)


@pytest.mark.slow
def test_a_typed_price_is_kept_without_javascript(page_without_javascript: Page) -> None:
    leave(page_without_javascript)
    expect(page_without_javascript).to_have_url(KEPT_PRICE)


def test_the_spanish_title_takes_two_lines_of_a_phone_beside_the_whole_logo(
    clean_page: Page,
) -> None:
    page = clean_page
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto("/?lang=es")
    title, logo = (page.locator(each).bounding_box() for each in (".mark", ".mark svg"))
    assert title is not None
    assert logo is not None
    assert title["height"] <= 44
    assert logo["width"] >= 24
