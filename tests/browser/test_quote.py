"""The check of a quote in a real browser: without JavaScript, by keyboard, and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.slow

ROOM = "zip=02130&space=bedroom&area=300&tenure=own"
QUOTE = "quote_model=MSZ-FX06NL+/+MUZ-FX06NLHZ&quote_total=5900&quote_unit=1900&quote_labour=2200"


def test_a_quote_is_checked_without_javascript_and_the_room_stays(
    page_without_javascript: Page,
) -> None:
    page = page_without_javascript
    page.goto(f"/advice/quote/?{ROOM}")
    page.get_by_label("Total of the quote").fill("5,900")
    page.get_by_label("Installer’s labor").fill("2200")
    page.get_by_role("button", name="Check the quote").click()
    expect(page.get_by_role("heading", name="What to ask the installer")).to_be_visible()
    expect(page).to_have_url(re.compile(r"tenure=own.*quote_total=5%2C900"))
    page.go_back()
    expect(page.get_by_label("Home ZIP code")).to_have_value("02130")


def test_a_wrong_amount_is_reached_from_the_summary_by_keyboard(clean_page: Page) -> None:
    page = clean_page
    page.goto(f"/advice/quote/?{ROOM}&quote_total=lots")
    page.get_by_role("link", name=re.compile("^Total of the quote")).press("Enter")
    expect(page.get_by_label("Total of the quote")).to_be_focused()
    page.get_by_label("Total of the quote").fill("5900")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What to ask the installer")).to_be_visible()


@pytest.mark.parametrize("size", ["Letter", "A4"])
def test_the_questions_print_with_room_for_the_answers(page: Page, size: str) -> None:
    page.goto(f"/advice/quote/?{ROOM}&{QUOTE}")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Check the quote")).to_be_hidden()
    expect(page.locator(".ask .rule").first).to_be_visible()
    sheets = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format=size))
    assert len(sheets) <= 3
