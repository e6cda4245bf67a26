"""Text at twice its size on a phone of 320 pixels: nothing is pushed off the side of the screen."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Page

from tests.lanes import one_in

ROOM = "zip=02130&space=bedroom&area=120&exterior_walls=1&facing=w&heating_now=electric"
PAGES = {
    "home": "/?",
    "ask": f"/advice/ask/?{ROOM}",
    "results": f"/advice/results/?{ROOM}",
    "all parts open": f"/advice/results/?{ROOM}&open=why,money,cold,room,serve,left_out",
    "unit": f"/advice/unit/msz-fx06nl-muz-fx06nlhz/?{ROOM}",
    "quote": f"/advice/quote/?{ROOM}&quote_model=MSZ-FX06NL&quote_total=4000&quote_labour=1000",
    "method": "/method/?",
}
WIDTH = 320


@pytest.fixture(scope="module")
def large(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    browser_context_args: dict[str, Any],
) -> Iterator[Page]:
    """A browser whose reader has set its text to 32 pixels: 200 % of what it comes with."""
    arguments = [*browser_type_launch_args.get("args", []), "--blink-settings=defaultFontSize=32"]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": arguments})
    size = {"width": WIDTH, "height": 640}
    yield browser.new_page(**{**browser_context_args, "viewport": size})
    browser.close()


@pytest.mark.parametrize("name", one_in(4, PAGES))
def test_no_page_scrolls_sideways_with_text_at_twice_its_size(large: Page, name: str) -> None:
    for language in ("en", "es"):
        large.goto(f"{PAGES[name]}&lang={language}")
        text = large.evaluate("() => getComputedStyle(document.documentElement).fontSize")
        assert text == "32px"
        assert large.evaluate("() => document.documentElement.scrollWidth") <= WIDTH, language
