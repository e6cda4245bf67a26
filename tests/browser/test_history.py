"""Back, Forward and Reload find every answer, from every page, with JavaScript and without.

What a page holds is compared with what was answered on it, and with JavaScript the address of each
page is opened once more elsewhere: no answer may live in the memory of the browser alone."""

import re
from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Page, expect

from advisor.questions.definitions import STEPS
from tests.lanes import one_in

HOME = {"space": "bedroom", "zip": "55401", "area": "120"}
ANSWERS: Mapping[str, Mapping[str, str]] = {
    "room": HOME,
    "around": {"exterior_walls": "2", "above": "attic", "ceiling": "9"},
    "shell": {"insulation": "poor", "drafts": "drafty"},
    "windows": {"windows": "many", "facing": "w"},
    "living": {"use": "night", "hold": "66", "people": "2"},
    "possible": {"tenure": "rent", "outdoor_unit": "no"},
    "money": {"heating_now": "gas", "budget": "4000", "priorities": "quiet", "features": "wifi"},
}
"""What is answered on each step: choices, numbers, a select and a check box."""

CHECK = "Your answers, and what we assume"

both = pytest.mark.parametrize(
    "scripted",
    [
        pytest.param(True, id="scripted"),
        pytest.param(False, id="plain", marks=pytest.mark.slow),  # pages of plain links and forms
    ],
)


@pytest.fixture
def visitor(page: Page, page_without_javascript: Page, scripted: bool) -> Page:
    return page if scripted else page_without_javascript


def fill(page: Page, answers: Mapping[str, str]) -> None:
    for name, value in answers.items():
        field = page.locator(f"#q-{name}")
        for fold in page.locator(f"details:not([open]):has(#q-{name}) > summary").all():
            fold.click()
        if field.locator("select").count():
            field.locator("select").first.select_option(value)
        elif field.locator("input[type=text]").count():
            field.locator("input[type=text]").first.fill(value)
        else:
            page.locator(f"label.choice:has(#id-{name}-{value})").click()
        expect(page.locator(".htmx-request")).to_have_count(0)  # an answer may reword the page


def assert_holds(page: Page, answers: Mapping[str, str]) -> None:
    """The page is the one with these answers, and they are in its controls."""
    for name, value in answers.items():
        field = page.locator(f"#q-{name}")
        if field.locator("select").count():
            expect(field.locator("select").first).to_have_value(value)
        elif field.locator("input[type=text]").count():
            expect(field.locator("input[type=text]").first).to_have_value(value)
        else:
            expect(page.locator(f"#id-{name}-{value}")).to_be_checked()


def assert_heading(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def go_on(page: Page) -> None:
    page.get_by_role(
        "button", name=re.compile("Continue|Check my answers|Answer everything")
    ).click()


def walk(page: Page) -> None:
    """Every step answered, from the first page to the check page."""
    page.goto("/")
    fill(page, HOME)
    go_on(page)
    for step in STEPS[1:]:
        assert_heading(page, str(step.title))
        fill(page, ANSWERS[step.key])
        go_on(page)
    assert_heading(page, CHECK)


@both
def test_back_forward_and_reload_find_every_answer_of_every_step(
    visitor: Page, walker: Page, scripted: bool
) -> None:
    page = visitor
    walk(page)
    for step in reversed(STEPS[1:]):
        page.go_back()
        assert_heading(page, str(step.title))
        assert_holds(page, ANSWERS[step.key])
        if scripted:
            walker.goto(page.url)
            assert_heading(walker, str(step.title))
            assert_holds(walker, ANSWERS[step.key])
    page.go_back()
    assert_holds(page, HOME)
    for step in STEPS[1:]:
        page.go_forward()
        assert_heading(page, str(step.title))
        assert_holds(page, ANSWERS[step.key])
        if scripted:
            page.reload()
            assert_holds(page, ANSWERS[step.key])
    page.go_forward()
    assert_heading(page, CHECK)
    expect(page.locator("#page")).to_contain_text("$4000")


@pytest.mark.slow
def test_a_page_that_is_left_by_back_keeps_what_was_answered_last(page: Page) -> None:
    page.goto("/")
    fill(page, HOME)
    go_on(page)
    assert_heading(page, "What is around it?")
    fill(page, ANSWERS["around"])
    page.go_back()
    assert_holds(page, HOME)
    page.go_forward()
    assert_heading(page, "What is around it?")
    assert_holds(page, ANSWERS["around"])


@pytest.mark.parametrize("key", one_in(2, ["around", "money"]))
def test_reload_keeps_what_was_just_answered(page: Page, walker: Page, key: str) -> None:
    page.goto(f"/advice/?zip=02130&space=studio&area=300&edit={key}")
    fill(page, ANSWERS[key])
    page.reload()
    assert_holds(page, ANSWERS[key])
    walker.goto(page.url)
    assert_holds(walker, ANSWERS[key])


@both
@pytest.mark.slow
def test_the_questions_that_begin_without_any_answer_keep_the_first(
    visitor: Page, walker: Page, scripted: bool
) -> None:
    page = visitor
    page.goto("/advice/")
    fill(page, HOME)
    go_on(page)
    assert_heading(page, "What is around it?")
    page.go_back()
    assert_heading(page, "Tell us about the room")
    assert_holds(page, HOME)
    if scripted:
        walker.goto(page.url)
        assert_holds(walker, HOME)
        page.reload()
        assert_holds(page, HOME)


def test_reload_of_the_first_page_keeps_what_was_answered(page: Page, walker: Page) -> None:
    page.goto("/?from=small-rooms&slot=top&lang=es")
    fill(page, HOME)
    page.locator("#area-helper > summary").click()
    page.locator("#id-length").fill("12.5")
    expect(page).to_have_url(re.compile(r"length=12\.5"))
    page.reload()
    assert_holds(page, HOME)
    expect(page.locator("#id-length")).to_have_value("12.5")
    assert "from=small-rooms&slot=top" in page.url
    assert page.locator("html").get_attribute("lang") == "es"
    walker.goto(page.url)
    assert_holds(walker, HOME)


@both
@pytest.mark.slow
def test_back_from_the_results_finds_the_first_page_as_it_was_left(visitor: Page) -> None:
    page = visitor
    page.goto("/")
    fill(page, HOME)
    page.get_by_role("button", name="Show my answer").click()
    expect(page.locator(".crumb")).to_contain_text("Bedroom · 120")
    page.go_back()
    assert_holds(page, HOME)


@both
@pytest.mark.slow
def test_back_from_the_results_finds_the_step_that_led_there(visitor: Page) -> None:
    page = visitor
    page.goto("/advice/?zip=02130&space=studio&area=300&edit=shell")
    fill(page, ANSWERS["shell"])
    page.get_by_role("button", name="See results now").click()
    expect(page.locator(".crumb")).to_contain_text("Studio apartment")
    page.go_back()
    assert_heading(page, "Walls and drafts")
    assert_holds(page, ANSWERS["shell"])


@both
@pytest.mark.slow
def test_the_results_show_the_answers_of_their_address(visitor: Page, scripted: bool) -> None:
    page = visitor
    opened = "" if scripted else "&open=room"
    page.goto(f"/advice/results/?zip=02130&space=bedroom&area=120&insulation=good{opened}")
    if scripted:
        page.locator("#room > summary").click()
    insulation = page.get_by_label("Insulation", exact=True)
    for value in ("fair", "poor"):
        insulation.select_option(value)
        if not scripted:
            page.get_by_role("button", name="Update").click()
        page.wait_for_url(re.compile(f"insulation={value}"))
    for step, value in (("back", "fair"), ("back", "good"), ("forward", "fair"), ("", "fair")):
        go: Mapping[str, Callable[[], object]] = {
            "back": page.go_back,
            "forward": page.go_forward,
            "": page.reload,
        }
        go[step]()
        page.wait_for_url(re.compile(f"insulation={value}"))
        expect(insulation).to_have_value(value)
        expect(page.locator("#room-form #edit-area")).to_have_value("120")


@both
@pytest.mark.slow
def test_a_wrong_answer_is_found_again_too(visitor: Page) -> None:
    page = visitor
    page.goto("/advice/?zip=02130&space=bedroom&edit=room")
    page.get_by_label("How big is the room?").fill("9000")
    go_on(page)
    expect(page.get_by_role("heading", name="Something needs to be corrected")).to_be_visible()
    page.get_by_label("How big is the room?").fill("140")
    go_on(page)
    assert_heading(page, "What is around it?")
    page.go_back()
    expect(page.get_by_label("How big is the room?")).to_have_value("140")
    page.go_back()
    expect(page.get_by_label("How big is the room?")).to_have_value("9000")
