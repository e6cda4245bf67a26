"""The main job in a real browser: from the first page to an advice, by every kind of visitor."""

import gzip
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Response, Route, expect

from advisor.questions.definitions import STEPS

ROOM = "zip=02130&space=bedroom&area=120"
FULLER = f"{ROOM}&exterior_walls=1&above=heated&below=heated&facing=w&heating_now=electric"
MODEL = "/heat-pumps/mitsubishi-electric/msz-fh06na-muz-fh06na/"
MODELS = "msz-fh06na-muz-fh06na,msz-fs06na-muz-fs06na,map14hs1tbl,awgp08w"
PAGES = {
    "home": "/",
    "question": f"/advice/?{ROOM}&exterior_walls=2&above=attic&below=crawlspace",
    "ask": f"/advice/ask/?{ROOM}",
    "ask a number": f"/advice/ask/?{ROOM}&people=900&asked=people",
    "wishes": f"/advice/?{ROOM}&edit=money",
    "error": "/advice/?zip=abc&area=-5&step=room",
    "article": "/advice/?space=studio&prefilled=space&length=x&step=room",
    "check": f"/advice/check/?{ROOM}&damp=yes&prefilled=damp",
    "results": f"/advice/results/?{FULLER}",
    "spanish": f"/advice/results/?{FULLER}&lang=es",
    "sounds": "/advice/results/?zip=33139&space=sunroom&area=20&units=metric"
    "&rooms=zip:02130~space:office~area:150",
    "the room": f"/advice/results/room/?{FULLER}",
    "the money": f"/advice/results/money/?{FULLER}",
    "judged": f"/advice/results/?{FULLER}&model=midea-map14hs1tbl",
    "method": "/method/",
    "nothing": "/advice/results/?zip=05401&space=studio&area=220&tenure=rent&type=portable",
    "privacy": "/privacy/",
    "find a copy": "/r/?code=nothing",
    "brief": f"/advice/brief/?{FULLER}",
    "request": f"/advice/request/?{FULLER}&tenure=rent",
    "guides": "/guides/",
    "what it is": "/guides/what-a-heat-pump-is/",
    "glossary": "/glossary/",
    "quote": "/advice/quote/",
    "quote checked": f"/advice/quote/?{FULLER}&quote_model=MUZ-FS09NA&quote_total=6200"
    "&quote_labour=2200&quote_permit=0",
    "api": "/api/",
    "two rooms": f"/advice/two-rooms/?{FULLER}&rooms=zip:02130~space:office~area:90",
    "quote refused": f"/advice/quote/?{ROOM}&quote_total=lots",
    "fit list": "/guides/fit-list/?tick=ms-stud",
    "care": "/guides/care/",
    "types": "/guides/which-type/",
    "siting": "/guides/siting/",
    "too big": f"/guides/short-cycling/?{FULLER}&least=3700",
    "who pays": "/guides/who-pays/",
    "wrong number": "/report/?page=/heat-pumps/",
    "heat pumps": "/heat-pumps/?type=mini_split",
    "none left": "/heat-pumps/?type=portable&least=1500",
    "smallest": "/heat-pumps/smallest/",
    "brand": "/heat-pumps/midea/",
    "model": f"{MODEL}?zip=02130",
    "card": f"{MODEL}card/?{ROOM}",
    "compare units": f"/heat-pumps/compare/?models={MODELS}&add=daikin",
    "compare": f"/advice/compare/?{ROOM}&models={MODELS}",
    "decode": "/heat-pumps/decode/?model=MSZ-FS06NA",
    "not decoded": f"/heat-pumps/decode/?model=LS090HV4&size=9000&{ROOM}",
    "data": "/data/",
}


def answers(page: Page) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}


def walk(page: Page) -> None:
    """Home to advice by clicking, one answer on most pages."""
    page.goto("/")
    page.get_by_label("Bedroom").check()
    page.get_by_label("Home ZIP code").fill("55401")
    page.get_by_label("How big is the room?").fill("120")
    page.get_by_role("button", name="Answer everything first").click()
    clicks = {
        "around": ("Two", "An attic"),
        "shell": ("Average",),
        "windows": ("About average", "West"),
        "living": ("Heating and cooling",),
        "possible": ("I rent it",),
        "money": ("Natural gas",),
    }
    for step in STEPS[1:]:
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_text(str(step.title))
        for label in clicks[step.key]:
            page.locator("label.choice", has_text=re.compile(rf"^\s*{label}\b")).first.click()
            page.wait_for_load_state("networkidle")
        page.get_by_role("button", name=re.compile("Continue|Check my answers")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers, and what we assume")
    page.get_by_role("link", name="See the advice").first.click()
    expect(page.locator(".pick h2")).to_be_visible()
    expect(page.locator(".crumb")).to_have_text(re.compile("Bedroom · 120.*Minneapolis"))
    assert answers(page) == {
        "zip": "55401",
        "space": "bedroom",
        "area": "120",
        "exterior_walls": "2",
        "above": "attic",
        "insulation": "average",
        "windows": "average",
        "facing": "w",
        "goal": "both",
        "tenure": "rent",
        "heating_now": "gas",
    }


def test_a_visitor_gets_from_home_to_advice(clean_page: Page) -> None:
    walk(clean_page)
    assert clean_page.context.cookies() == []


def test_a_visitor_without_javascript_gets_there_too(page_without_javascript: Page) -> None:
    walk(page_without_javascript)
    expect(page_without_javascript).to_have_url(re.compile(r"/advice/results/\?"))


def test_a_visitor_in_a_hurry_sees_results_at_once(clean_page: Page) -> None:
    clean_page.goto("/")
    clean_page.get_by_label("Home office").check()
    clean_page.get_by_label("Home ZIP code").fill("33139")
    clean_page.get_by_label("How big is the room?").fill("150")
    clean_page.get_by_role("button", name="Show my answer").click()
    expect(clean_page.locator(".crumb")).to_have_text(re.compile("Home office"))


def tab_to(page: Page, wanted: str, *, limit: int = 80) -> None:
    """Press Tab until the element with this id (or the button with this text) has the focus."""
    for _press in range(limit):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "() => [document.activeElement.id, document.activeElement.innerText || '']"
        )
        if wanted in (found[0], found[1].strip()):
            return
    pytest.fail(f"{wanted} is out of reach of the keyboard")


def test_a_visitor_with_only_a_keyboard_gets_there_too(clean_page: Page) -> None:
    page = clean_page
    page.goto("/")
    tab_to(page, "id-space-bedroom")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    tab_to(page, "id-zip")
    page.keyboard.type("02130")
    tab_to(page, "id-area")
    page.keyboard.type("140")
    tab_to(page, "Answer everything first")
    page.keyboard.press("Enter")
    for step in STEPS[1:]:
        expect(page.get_by_role("heading", level=1)).to_have_text(str(step.title))
        tab_to(page, "Check my answers" if step is STEPS[-1] else "Continue")
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers, and what we assume")
    tab_to(page, "See the advice")
    page.keyboard.press("Enter")
    expect(page.locator(".crumb")).to_have_text(re.compile("Studio apartment · 140"))
    tab_to(page, "open-room")
    page.keyboard.press("Enter")
    expect(page.locator("#edit-insulation")).to_be_visible()
    tab_to(page, "edit-insulation")


def test_the_skip_link_leads_past_the_header(clean_page: Page) -> None:
    clean_page.goto("/")
    clean_page.keyboard.press("Tab")
    expect(clean_page.locator(".skip")).to_be_focused()
    clean_page.keyboard.press("Enter")
    tab_to(clean_page, "id-space-bedroom", limit=2)


def test_a_new_question_is_read_from_its_heading(clean_page: Page) -> None:
    clean_page.goto(f"/advice/?{ROOM}")
    clean_page.get_by_role("button", name="Continue").click()
    heading = clean_page.get_by_role("heading", level=1, name="Walls and drafts")
    expect(heading).to_be_focused()
    expect(clean_page).to_have_title(re.compile("^Walls and drafts"))
    assert answers(clean_page) == {
        "zip": "02130",
        "space": "bedroom",
        "area": "120",
        "edit": "shell",
    }


def test_a_mistake_is_led_to(clean_page: Page) -> None:
    clean_page.goto("/advice/")
    clean_page.get_by_label("Home ZIP code").fill("0213")
    clean_page.get_by_role("button", name="Continue").click()
    expect(clean_page.locator("#errors")).to_be_focused()
    expect(clean_page).to_have_title(re.compile("^Error: "))
    clean_page.get_by_role("link", name="A ZIP code has five digits").click()
    expect(clean_page.get_by_label("Home ZIP code")).to_be_focused()


def test_back_and_forward_keep_their_pages(clean_page: Page) -> None:
    page = clean_page
    page.goto(f"/advice/?{ROOM}")
    page.get_by_label("Two").check()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Walls and drafts")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Windows, roof, and sun")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Walls and drafts")
    expect(page.locator("header.site")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("What is around it?")
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text("Walls and drafts")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Walls and drafts")


def test_forward_pressed_before_the_scripts_ran_moves_the_page(clean_page: Page) -> None:
    page = clean_page
    page.goto(f"/advice/?{ROOM}")
    page.get_by_role("button", name="Continue").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Walls and drafts")
    held: list[Route] = []

    def hold(script: Route) -> None:
        held.append(script)

    page.route("**/focus*.js", hold, times=1)
    page.go_back(wait_until="commit")
    expect(heading).to_have_text("What is around it?")
    page.go_forward(wait_until="commit")
    held.pop().continue_()
    expect(heading).to_have_text("Walls and drafts")


def test_the_link_back_finds_the_answers_as_they_were(clean_page: Page) -> None:
    clean_page.goto(f"/advice/?{ROOM}&exterior_walls=2&step=around")
    clean_page.get_by_role("link", name="Back").click()
    expect(clean_page.get_by_label("Two")).to_be_checked()


def test_an_answer_rewords_the_page_and_keeps_the_focus(clean_page: Page) -> None:
    clean_page.goto(f"/advice/?{ROOM}&edit=possible")
    clean_page.get_by_label("I rent it").check()
    expect(clean_page.get_by_text("Would your landlord allow a unit outside?")).to_be_visible()
    expect(clean_page.get_by_label("I rent it")).to_be_focused()


def test_a_change_beside_the_result_keeps_focus_and_is_announced(clean_page: Page) -> None:
    page = clean_page
    page.goto(f"/advice/results/?{FULLER}&open=room")
    before = page.locator(".range b").first.inner_text()
    insulation = page.get_by_label("Insulation", exact=True)
    insulation.focus()
    insulation.select_option("poor")
    expect(page.locator(".range b").first).not_to_have_text(before)
    expect(insulation).to_be_focused()
    expect(insulation).to_have_value("poor")
    expect(page.get_by_role("status")).to_have_text(re.compile("^Updated: "))
    assert answers(page)["insulation"] == "poor"
    page.go_back()
    expect(page.locator("h1")).to_be_visible()
    assert "insulation=poor" not in page.url


def test_a_change_beside_the_result_works_without_javascript(
    page_without_javascript: Page,
) -> None:
    page = page_without_javascript
    page.goto(f"/advice/results/room/?{FULLER}")
    before = page.locator(".range b").first.inner_text()
    page.get_by_label("Insulation", exact=True).select_option("poor")
    page.get_by_role("button", name="Update").click()
    expect(page.locator(".range b").first).not_to_have_text(before)


@pytest.mark.slow
def test_a_wrong_number_beside_the_result_is_asked_again(clean_page: Page) -> None:
    clean_page.goto(f"/advice/results/?{FULLER}&open=room")
    clean_page.get_by_label("Floor area", exact=True).fill("5")
    clean_page.keyboard.press("Tab")
    expect(
        clean_page.get_by_role("heading", name="Something needs to be corrected")
    ).to_be_visible()
    expect(clean_page.locator("#errors")).to_be_focused()
    clean_page.get_by_label("How big is the room?").fill("200")
    clean_page.get_by_role("button", name="Save and see the result").click()
    expect(clean_page.locator(".crumb")).to_have_text(re.compile("200"))


READ_FIRST = ("home", "ask", "results", "model")
"""The pages that most visitors see are looked at in the fast lane, all of them in the slow one."""


EVERY_KIND_OR_ALL = pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in READ_FIRST else pytest.mark.slow) for name in PAGES],
)


@EVERY_KIND_OR_ALL
def test_axe_has_nothing_to_say(
    walker: Page, accessibility_violations: Callable[[Page], list[str]], name: str
) -> None:
    walker.goto(PAGES[name])
    walker.evaluate("() => document.querySelectorAll('details').forEach(each => each.open = true)")
    expect(walker.locator("[data-hx-trigger*=toggle] > .more:only-child")).to_have_count(0)
    assert accessibility_violations(walker) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(walker: Page, name: str) -> None:
    walker.goto(PAGES[name])
    for width in (320, 360, 768, 1280):
        walker.set_viewport_size({"width": width, "height": 780})
        assert walker.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 360, 768])
def test_unfolded_constants_of_the_method_fit_a_phone(walker: Page, width: int) -> None:
    walker.set_viewport_size({"width": width, "height": 780})
    walker.goto(PAGES["method"])
    walker.evaluate("() => document.querySelectorAll('details').forEach(each => each.open = true)")
    assert walker.locator(".constants table").count() > 50
    assert walker.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["home", "question", "results"])
def test_everything_to_press_is_large_enough(page: Page, name: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(PAGES[name])
    small = page.evaluate(
        """() => [...document.querySelectorAll(
                'button:not(.unseen), input:not([type=hidden]), select, summary')]
            .map(each => (each.closest('label') || each))
            .filter(each => each.offsetParent && each.getBoundingClientRect().height < 24)
            .map(each => each.outerHTML.slice(0, 80))"""
    )
    assert small == []


def weight(page: Page, path: str) -> int:
    """Bytes of document, style sheets, scripts and drawings, compressed as a server sends them."""
    seen: list[Response] = []

    def keep(response: Response) -> None:
        seen.append(response)

    page.on("response", keep)
    page.goto(path, wait_until="networkidle")
    assert len(seen) >= 3
    return sum(len(gzip.compress(response.body())) for response in seen)


@pytest.mark.parametrize(("name", "most"), [("home", 25_000), ("results", 60_000)])
def test_pages_fit_their_budget(page: Page, name: str, most: int) -> None:
    assert weight(page, PAGES[name]) < most


@pytest.mark.parametrize("step", ["around", "possible", "money"])
@pytest.mark.slow
def test_a_question_adds_little_to_the_first_page(page: Page, step: str) -> None:
    """What a visitor loads who goes on from the first page: style sheets are there already."""
    seen: list[Response] = []

    def keep(response: Response) -> None:
        seen.append(response)

    page.on("response", keep)
    page.goto("/", wait_until="networkidle")
    had = {response.url for response in seen}
    seen.clear()
    page.goto(f"/advice/?{ROOM}&edit={step}", wait_until="networkidle")
    new = [response for response in seen if response.url not in had]
    assert len(new) >= 3
    assert sum(len(gzip.compress(response.body())) for response in new) < 25_000


@pytest.mark.parametrize(("address", "label"), [("/", "100"), ("/advice/quote/", "5900")])
def test_the_other_language_takes_along_what_was_typed(
    clean_page: Page, address: str, label: str
) -> None:
    page = clean_page
    page.goto(address)
    page.locator("main input[name=zip]").fill("02130")
    last = page.locator("main input[name=area], main input[name=quote_total]").last
    last.fill(label)
    page.get_by_role("link", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("main input[name=zip]").first).to_have_value("02130")
    kept = page.locator("main input[name=area], main input[name=quote_total]").last
    expect(kept).to_have_value(re.compile(label[0]))
    expect(page.get_by_role("link", name="English")).to_be_visible()
