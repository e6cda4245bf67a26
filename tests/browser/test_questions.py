"""What follows the answers while they are given, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, Request, expect

ROOM = "zip=02130&space=bedroom&area=120"
ARTICLE = "space=studio&outdoor_unit=no&from=no-outdoor&prefilled=space,outdoor_unit"


def bar(page: Page) -> float:
    """Length of the bar of the heating load, in hundredths of its scale."""
    return float(page.locator(".live-now.heat").get_attribute("width") or "nan")


@pytest.fixture
def asked(page: Page) -> list[str]:
    """Paths that the page asks the server for, as they come."""
    seen: list[str] = []

    def notice(request: Request) -> None:
        seen.append(request.url)

    page.on("request", notice)
    return seen


def live(asked: list[str]) -> list[str]:
    return [url for url in asked if "/advice/live/" in url]


def test_the_line_narrows_while_the_page_stays(clean_page: Page, asked: list[str]) -> None:
    page = clean_page
    page.goto(f"/advice/?{ROOM}&edit=shell")
    before, pages = bar(page), page.evaluate("() => history.length")
    average = page.locator("#id-insulation-average")
    average.check()
    expect(page.locator(".live-doubt")).not_to_contain_text("insulated")
    assert bar(page) < before
    expect(average).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Heat: about")).to_have_count(1)
    assert page.url.endswith(f"/advice/?edit=shell&{ROOM}&insulation=average")
    assert page.evaluate("() => history.length") == pages
    assert len(live(asked)) == 1


def test_the_drawing_follows_the_answers(clean_page: Page) -> None:
    told = clean_page.locator(".sketch .sk-out:not(.sk-guess)")
    clean_page.goto(f"/advice/?{ROOM}&edit=around&above=attic&below=slab")
    expect(told).to_have_count(0)
    clean_page.get_by_label("Two").check()
    expect(told).to_have_count(2)
    clean_page.goto(f"/advice/?{ROOM}&edit=windows&windows=few")
    expect(clean_page.locator(".sketch circle.sk-sun")).to_have_count(0)
    clean_page.get_by_label("West", exact=True).check()
    expect(clean_page.locator(".sketch circle.sk-sun")).to_have_count(1)


def test_typing_asks_once_it_pauses(clean_page: Page, asked: list[str]) -> None:
    page = clean_page
    page.goto("/advice/?zip=02130&space=bedroom")
    page.get_by_label("How big is the room?").press_sequentially("240", delay=40)
    expect(page.locator(".live-crumb")).to_contain_text("240")
    expect(page.get_by_label("How big is the room?")).to_be_focused()
    assert len(live(asked)) == 1
    assert "area=240" in live(asked)[0]


def test_a_mistake_leaves_the_line_as_it_was(clean_page: Page) -> None:
    page = clean_page
    page.goto(f"/advice/?{ROOM}&edit=living")
    before = page.locator(".live-load").first.inner_text()
    with page.expect_response(re.compile("/advice/live/")) as answered:
        page.get_by_label("How warm should it stay in winter?").fill("900")
    assert answered.value.status == 204
    assert page.locator(".live-load").first.inner_text() == before
    expect(page.locator(".error")).to_have_count(0)


def test_a_rewording_answer_asks_for_the_page_alone(clean_page: Page, asked: list[str]) -> None:
    page = clean_page
    page.goto(f"/advice/?{ROOM}&edit=windows")
    page.get_by_label("No window").check()
    expect(page.get_by_text("What kind of glass?")).to_have_count(0)
    expect(page.locator(".live-load")).to_have_count(2)
    assert live(asked) == []


@pytest.mark.slow
def test_the_doubt_leads_to_its_question(clean_page: Page) -> None:
    clean_page.goto(f"/advice/?{ROOM}&edit=around")
    clean_page.get_by_role("link", name="How well is it insulated?").click()
    expect(clean_page.get_by_role("heading", level=1)).to_have_text("Walls and drafts")


@pytest.mark.slow
def test_lengths_are_worked_out_at_once(clean_page: Page) -> None:
    page = clean_page
    page.goto("/advice/?zip=02130&space=bedroom")
    page.get_by_text("Calculate it from length and width").click()
    page.locator("#id-length").fill("12 ft 6 in")
    page.locator("#id-width").fill("10")
    expect(page.locator("#area-sum")).to_have_text("12.5 × 10 = 125\u00a0sq ft")
    page.get_by_label("Floor area of the hall").fill("40")
    expect(page.locator(".live-crumb")).to_contain_text("165")
    page.get_by_role("button", name="Calculate").click()
    expect(page.get_by_label("How big is the room?")).to_have_value("165")
    page.get_by_label("How big is the room?").fill("150")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".live-crumb")).to_contain_text("150")


def test_lengths_are_worked_out_without_javascript(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.get_by_label("Garage").check()
    page.get_by_label("Home ZIP code").fill("55401")
    page.get_by_text("Calculate it from length and width").click()
    page.locator("#id-length").fill("20")
    page.locator("#id-width").fill("18")
    page.get_by_role("button", name="Answer everything first").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What is around it?")
    expect(page.locator(".live-crumb")).to_contain_text("Garage · 360")
    expect(page.locator(".live-load")).to_have_count(2)


@pytest.mark.slow
def test_enter_in_a_field_goes_on_and_works_nothing_out(clean_page: Page) -> None:
    clean_page.goto(f"/advice/?{ROOM}&edit=room")
    clean_page.get_by_label("Home ZIP code").press("Enter")
    expect(clean_page.get_by_role("heading", level=1)).to_have_text("What is around it?")


@pytest.mark.slow
def test_an_answer_from_an_article_is_shown_and_changed(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto(f"/advice/?{ARTICLE}")
    expect(page.get_by_label("Studio apartment")).to_be_checked()
    expect(page.locator(".given")).to_have_count(1)
    page.get_by_label("Bedroom").check()
    page.get_by_label("Home ZIP code").fill("02130")
    page.get_by_label("How big is the room?").fill("140")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".live-crumb")).to_contain_text("Bedroom")
    page.goto(page.url.replace("step=room", "edit=possible"))
    expect(page.locator("#q-outdoor_unit .given")).to_be_visible()
    expect(page.get_by_label("No, or not allowed")).to_be_checked()


def test_why_a_question_is_asked_opens_by_keyboard(clean_page: Page) -> None:
    clean_page.goto(f"/advice/?{ROOM}&edit=shell")
    why = clean_page.locator("#id-insulation-why")
    why.locator("summary").focus()
    clean_page.keyboard.press("Enter")
    expect(why.get_by_text("usually the biggest unknown")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_line_never_hides_what_has_the_focus(clean_page: Page, width: int) -> None:
    page = clean_page
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"/advice/?{ROOM}&edit=around")
    for _press in range(30):
        page.keyboard.press("Tab")
        covered = page.evaluate(
            """() => {
                const one = document.activeElement, line = document.querySelector('.live-line');
                if (!one.closest('#ask') || line.contains(one)) return false;
                const box = (one.closest('label') || one).getBoundingClientRect();
                const over = line.getBoundingClientRect();
                return box.top < over.bottom && box.bottom > over.top && box.left < over.right;
            }"""
        )
        assert not covered


@pytest.mark.slow
def test_a_number_that_is_typed_and_left_asks_for_the_drawing_once(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url) if "/advice/live/" in each.url else None)
    page.goto("/advice/?zip=02130&space=bedroom&area=120&edit=around")
    page.locator("#id-ceiling").fill("9")
    expect(page.locator("#live-shown")).not_to_have_value("")
    page.wait_for_timeout(600)
    page.keyboard.press("Tab")
    page.wait_for_timeout(400)
    assert len([url for url in asked if "ceiling=9" in url]) == 1
