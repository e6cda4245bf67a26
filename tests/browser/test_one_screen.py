"""The answer on one screen, measured over 96 rooms, twelve kinds in eight places, and over a few
whose owners may put nothing outdoors.

``./run test tests/browser/test_one_screen.py -m "" -n 0 -s`` prints the table.
"""

from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Page

from advisor.advice.ninety_six_rooms import NOTHING_OUTDOORS, queries

pytestmark = pytest.mark.slow

PHONE, DESKTOP = (360, 780), (1280, 800)
MOST_DESKTOP_SCREENS = 2
MOST_PHONE_SCREENS: Mapping[str, float] = {"en": 3, "es": 3.3}
MOST_WORDS: Mapping[str, int] = {"en": 350, "es": 385}
MEASURE = """() => {
    const bottom = (where) => {
        const found = document.querySelector(where);
        return found ? Math.round(found.getBoundingClientRect().bottom + scrollY) : 0;
    };
    return {
        height: document.documentElement.scrollHeight,
        width: document.documentElement.scrollWidth,
        words: document.body.innerText.split(/\\s+/).filter(Boolean).length,
        price: bottom(".cost dd"),
        button: bottom("a.btn"),
        filled: document.querySelectorAll("a.btn:not(.quiet), button.btn:not(.quiet)").length,
        headline: document.querySelector("h1").innerText,
    };
}"""
"""Heights in CSS pixels; words as a reader sees them, header and footer included, folds closed."""


def measured(page: Page, query: str, size: tuple[int, int]) -> dict[str, Any]:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"/advice/results/?{query}")
    return dict(page.evaluate(MEASURE))


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_answer_stands_on_one_screen(page: Page, language: str) -> None:
    width, height = PHONE
    faults = []
    for query in (*queries(typical=True), *NOTHING_OUTDOORS):
        found = measured(page, f"{query}&lang={language}", PHONE)
        print(
            f"{query[4:35]:32}{found['height']:5} px {found['words']:4} words, price"
            f" {found['price']:4}, button {found['button']:4}  {found['headline']}"
        )
        limits = {
            "phone screens": found["height"] <= MOST_PHONE_SCREENS[language] * height,
            "words": found["words"] <= MOST_WORDS[language],
            "sideways": found["width"] <= width,
            "filled buttons": found["filled"] == 1,
            "the button": found["button"] <= height,
            "the price": found["price"] <= height,
        }
        faults += [f"{what}: {query} {found}" for what, holds in limits.items() if not holds]
    assert faults == []


def test_each_answer_takes_two_screens_of_a_desktop(page: Page) -> None:
    most = MOST_DESKTOP_SCREENS * DESKTOP[1]
    tall = {
        query: height
        for query in queries(typical=True)
        if (height := measured(page, query, DESKTOP)["height"]) > most
    }
    assert tall == {}
