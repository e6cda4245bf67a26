"""Money in a real browser: prices edited beside the answer, lines ticked off on a unit's page."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.slow

GAS = (
    "/advice/results/?zip=80202&space=bedroom&area=150&exterior_walls=3&insulation=poor"
    "&heating_now=gas&type=mini_split"
)
OPEN = f"{GAS}&open=money"
DEPENDENT = {
    "running cost": ".cost dd >> nth=1",
    "what it is worth": ".worth p",
    "saving": "#money .saving b",
    "break-even price": "#money .tie",
    "fifteen years": "#money .owned-name >> nth=-1",
}


def answers(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def dependent(page: Page) -> dict[str, str | None]:
    return {name: page.locator(where).first.text_content() for name, where in DEPENDENT.items()}


def price(page: Page, kind: str = "Electricity price") -> None:
    page.get_by_label(kind, exact=True).fill("0.45" if kind == "Electricity price" else "3.5")


def test_a_price_edited_in_place_changes_every_number_and_the_address(page: Page) -> None:
    page.goto(GAS)
    page.locator("#money > summary").click()
    expect(page.get_by_label("Electricity price", exact=True)).to_be_visible()
    before = dependent(page)
    price(page)
    page.keyboard.press("Tab")
    expect(page.locator(DEPENDENT["running cost"]).first).not_to_have_text(
        before["running cost"] or ""
    )
    after = dependent(page)
    assert [name for name in DEPENDENT if before[name] == after[name]] == []
    assert answers(page)["electricity_rate"] == ["0.45"]
    assert answers(page)["insulation"] == ["poor"]
    assert answers(page)["open"] == ["money"]  # what stands open is found again
    expect(page.get_by_label("Electricity price", exact=True)).to_have_value("0.45")
    expect(page.locator("#money")).to_have_attribute("open", "")


def test_a_price_edited_in_place_works_without_javascript(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto(OPEN)
    before = dependent(page)
    page.goto(GAS)
    page.locator("#money > summary").click()
    page.locator("#money .more a").click()
    price(page)
    page.get_by_role("button", name="Use these prices").click()
    after = dependent(page)
    assert [name for name in DEPENDENT if before[name] == after[name]] == []
    assert answers(page)["electricity_rate"] == ["0.45"]
    assert answers(page)["insulation"] == ["poor"]


def test_the_price_of_the_fuel_is_edited_beside_it(page: Page) -> None:
    page.goto(OPEN)
    before = dependent(page)
    price(page, "Fuel price")
    page.keyboard.press("Enter")
    expect(page.locator(DEPENDENT["saving"]).first).not_to_have_text(before["saving"] or "")
    assert answers(page)["fuel_rate"] == ["3.5"]
    fuel = page.get_by_label("Fuel price", exact=True)
    expect(page.locator("#edit-fuel_rate-note")).to_contain_text("your own; your state’s average")
    page.goto(OPEN)
    expect(fuel).to_have_value("")
    expect(fuel).to_have_attribute("placeholder", re.compile(r"[0-9]\.[0-9]{2}"))
    expect(page.locator("#edit-fuel_rate-note")).to_have_text("your state’s average, 2024")
    page.goto(OPEN.replace("heating_now=gas", "heating_now=electric"))
    expect(page.get_by_label("Electricity price", exact=True)).to_be_visible()
    expect(page.get_by_label("Fuel price", exact=True)).to_have_count(0)


def test_a_price_survives_a_change_of_the_room(page: Page) -> None:
    page.goto(f"{GAS}&electricity_rate=0.45&open=room")
    page.get_by_label("Insulation", exact=True).select_option("good")
    page.wait_for_url(re.compile("insulation=good"))
    assert answers(page)["electricity_rate"] == ["0.45"]


def test_a_price_that_is_none_is_asked_again(page: Page) -> None:
    page.goto(OPEN)
    page.get_by_label("Electricity price", exact=True).fill("cheap")
    page.keyboard.press("Tab")
    expect(page.get_by_role("heading", name="Something needs to be corrected")).to_be_visible()


@pytest.mark.parametrize("scripted", [True, False])
def test_a_line_is_ticked_off_and_given_back(
    page: Page, page_without_javascript: Page, scripted: bool
) -> None:
    shown = page if scripted else page_without_javascript
    shown.goto(GAS)
    shown.locator(".pick .name").click()
    total = shown.locator(".own tfoot").first
    before = total.text_content() or ""
    box = shown.locator(".own").first.get_by_role("checkbox").first
    identity = box.get_attribute("id") or ""

    def settle() -> None:
        if not scripted:
            shown.get_by_role("button", name="Update these lines").first.click()

    box.check()
    settle()
    shown.wait_for_url(re.compile("own_work="))
    mine = shown.locator(f"[id='{identity}']")
    expect(mine).to_be_checked()
    expect(shown.locator("tr.done").first).to_contain_text("$0")
    assert shown.locator(f"form:has([id='{identity}']) tfoot").text_content() != before
    if scripted:
        expect(mine).to_be_focused()
        assert "open" not in answers(shown)
    mine.uncheck()
    settle()
    expect(shown.locator("tr.done")).to_have_count(0)
    assert "own_work" not in answers(shown)
    expect(total).to_have_text(re.sub(r"\s+", " ", before.strip()))


TERMS = {
    "Energy prices rise": ("price_growth", "8"),
    "Discount rate": ("discount", "1"),
    "Filters and service": ("upkeep_mini_split", "200"),
    "This type lasts": ("life_mini_split", "6"),
}


@pytest.mark.parametrize("scripted", [True, False])
def test_what_owning_is_counted_with_is_edited_in_place(
    page: Page, page_without_javascript: Page, scripted: bool
) -> None:
    shown = page if scripted else page_without_javascript
    shown.goto(GAS)
    shown.locator(".pick .name").click()
    for label, (name, value) in TERMS.items():
        owning = shown.locator("details[id^=owning]").first
        totals = owning.locator(".owning tfoot")
        before = totals.all_text_contents()
        owning.get_by_label(label, exact=True).fill(value)
        if scripted:
            shown.keyboard.press("Tab")
        else:
            owning.get_by_role("button", name="Use these").click()
        shown.wait_for_url(re.compile(f"{name}={value}"))
        expect(owning.get_by_label(label, exact=True)).to_have_value(value)
        assert totals.all_text_contents() != before, label
    given = answers(shown)
    assert {name: given[name] for name, _value in TERMS.values()} == {
        name: [value] for name, value in TERMS.values()
    }
    assert given["insulation"] == ["poor"]
    # The answer and its other units count with the same.
    shown.get_by_role("link", name="Back to the answer").first.click()
    shown.locator(".others a").first.click()
    expect(shown.locator("details[id^=owning] [name=discount]")).to_have_value("1")


def test_what_owning_is_counted_with_travels_through_the_questions(page: Page) -> None:
    page.goto(f"{GAS}&discount=7&life_window=9")
    page.locator(".crumb a").click()
    page.locator("details.expert summary").click()
    numbers = page.locator("details.expert")
    expect(numbers).to_contain_text("Discount rate")
    expect(numbers).to_contain_text("Window unit lifetime")
    expect(numbers).not_to_contain_text("Energy prices rise")
    numbers.get_by_role("link", name=re.compile("Discount rate")).click()
    page.get_by_label("How much less is a dollar worth next year?").fill("3")
    page.get_by_role("button", name="Save and go back").click()
    page.wait_for_url(re.compile("discount=3"))
    assert answers(page)["life_window"] == ["9"]


def test_a_life_that_is_none_is_asked_again(page: Page) -> None:
    page.goto(f"{GAS}&life_mini_split=0")
    expect(page.get_by_role("heading", name="Something needs to be corrected")).to_be_visible()
    expect(page.get_by_label("Mini-split lifetime")).to_have_value("0")
    expect(page.locator("#page")).to_contain_text(
        "Mini-split lifetime can be from 1 to 40 years: no unit is expected to last longer."
    )


def test_what_stands_open_stays_open_after_a_change(page: Page) -> None:
    page.goto(OPEN)
    page.locator("#why > summary").click()
    expect(page.locator("#why .reasons").first).to_be_visible()
    page.get_by_label("Electricity price", exact=True).fill("0.2")
    page.keyboard.press("Tab")
    page.wait_for_url(re.compile(r"electricity_rate=0\.2"))
    expect(page.locator("#why[open] .reasons").first).to_be_visible()
    expect(page.locator("#money[open] .owned").first).to_be_visible()


@pytest.mark.parametrize("opened", ["why", "money", "cold", "room", "serve", "left_out", "keep"])
def test_each_part_fits_a_phone(page: Page, opened: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(GAS.replace("/results/", f"/results/{opened}/"))
    page.evaluate("() => document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360


def test_the_lines_of_the_costs_fit_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(GAS)
    page.locator(".pick .name").click()
    page.wait_for_url(re.compile("/advice/unit/"))
    page.evaluate("() => document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.whole .scroll, .whole .owning')]
            .filter(each => each.scrollWidth > each.clientWidth)
            .map(each => each.getAttribute('aria-label') || each.className)"""
    )
    assert cut == []
