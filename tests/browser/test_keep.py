"""Keeping, printing and reporting in a real browser."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from advisor.advice.benchmark_rooms import ROOMS as CASES
from advisor.models import SavedAdvice, WrongNumber

pytestmark = pytest.mark.slow

ROOM = "zip=02130&space=bedroom&area=120"
FULL = (
    (
        "zip=55802&space=living_room&area=320&ceiling=9&exterior_walls=3&above=attic&below=crawlspace"
        "&insulation=fair&drafts=drafty&windows=many&glass=double&facing=sw&shade=partial&use=all_day"
        "&hold=68&goal=both&people=4&watts=400&damp=yes&tenure=own&outdoor_unit=yes&wall_hole=yes"
        "&window_type=double_hung&window_width=34&power=new_circuit&installer=pro&heating_now=propane"
        "&heating_efficiency=90&cooling_now=window&budget=7500&priorities=quiet,cold,running"
        "&features=wifi,remote,timer,sleep,filter,dry&units=metric"
    )
    .replace("area=320&ceiling=9", "area=30&ceiling=2.7")
    .replace("hold=68", "hold=20")
    .replace("window_width=34", "window_width=86")
)
"""Every question answered: the longest brief there is."""

SIZES = ("Letter", "A4")


@pytest.fixture
def written(site: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What the browser writes is taken away again."""
    yield
    with django_db_blocker.unblock():
        SavedAdvice.objects.all().delete()
        WrongNumber.objects.all().delete()


def sheets(page: Page, size: str) -> int:
    """Pages on paper: Chromium writes each as an object of its own."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format=size)))


@pytest.mark.parametrize(
    "case",
    [
        *(pytest.param(case, marks=() if case == "1" else pytest.mark.slow) for case in CASES),
        "everything told",
    ],
)
def test_the_brief_is_two_pages_on_paper(page: Page, case: str) -> None:
    page.goto(f"/advice/brief/?{CASES.get(case, FULL)}")
    assert [sheets(page, size) for size in SIZES] == [2, 2]


BASEMENT = "zip=80202&space=basement&area=500&heating_now=gas&tenure=own"
GARAGE = "zip=04401&space=garage&area=500&beside=heated&heating_now=propane&tenure=own"
ADDITION = "zip=04401&space=addition&area=300&heating_now=oil&tenure=own"


@pytest.mark.parametrize("lang", ["en", "es"])
def test_brief_and_answer_fill_their_sheets_in_either_language(page: Page, lang: str) -> None:
    page.goto(f"/advice/brief/?{BASEMENT}&lang={lang}")
    assert [sheets(page, size) for size in SIZES] == [2, 2]
    for room in (GARAGE, ADDITION):
        page.goto(f"/advice/results/?{room}&lang={lang}")
        assert [sheets(page, size) for size in SIZES] == [1, 1], room


@pytest.mark.parametrize("unit", ["mini_split", "window", "portable"])
@pytest.mark.parametrize("case", ["1", "9", "everything told"])
def test_the_request_is_one_page_on_paper(page: Page, case: str, unit: str) -> None:
    page.goto(f"/advice/request/?{CASES.get(case, FULL)}&unit={unit}")
    assert [sheets(page, size) for size in SIZES] == [1, 1]


@pytest.mark.parametrize("slug", ["msz-fs06na-muz-fs06nah", "awgp08w", "map14hs1tbl"])
@pytest.mark.parametrize(("room", "most"), [(ROOM, 3), (FULL, 4)])
def test_the_page_of_a_unit_leaves_no_half_of_a_sheet_empty(
    page: Page, slug: str, room: str, most: int
) -> None:
    page.goto(f"/advice/unit/{slug}/?{room}")
    assert max(sheets(page, size) for size in SIZES) <= most


def test_paper_is_black_on_white_without_the_frame(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"/advice/brief/?{ROOM}")
    colors = page.evaluate(
        "() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor] }"
    )
    assert colors == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    for hidden in ("header.site", "footer.foot", ".paper-bar"):
        assert not page.locator(hidden).first.is_visible()


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize("javascript", [True, False])
def test_an_advice_is_kept_shown_printed_and_deleted(
    page: Page, page_without_javascript: Page, site: str, javascript: bool
) -> None:
    shown = page if javascript else page_without_javascript
    shown.goto("/report/")  # any page of ours; the form stands under an advice
    shown.goto(f"/advice/results/?{ROOM}")
    shown.get_by_role("link", name="Save, print, share").click()
    shown.get_by_role("button", name="Save this page").click()
    expect(shown).to_have_url(re.compile(r"/r/[2-9b-z]{8}/$"))
    expect(shown.get_by_text("Nothing has changed for this room since then.")).to_be_visible()
    link = shown.get_by_label("Link to copy or send").input_value()
    assert link.endswith(re.sub(r"^https?://[^/]+", "", shown.url))
    assert shown.context.cookies() == []
    address = shown.url
    shown.get_by_role("link", name="Print the brief with this link").click()
    expect(shown.locator(".qr-code figcaption")).to_contain_text("/r/")
    shown.goto(address)
    shown.get_by_role("button", name="Delete this copy").click()
    expect(shown.get_by_role("heading", level=1)).to_have_text("The copy has been deleted")
    answer = shown.goto(address)
    assert answer
    assert answer.status == 404


def test_axe_has_nothing_to_say_of_a_kept_copy(
    page: Page, accessibility_violations: Callable[[Page], list[str]], written: None
) -> None:
    page.goto(f"/advice/results/keep/?{ROOM}")
    page.get_by_role("button", name="Save this page").click()
    expect(page.get_by_role("heading", name="What has changed since then")).to_be_visible()
    assert accessibility_violations(page) == []
    for width in (320, 768):
        page.set_viewport_size({"width": width, "height": 780})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.usefixtures("written")
def test_a_doubted_number_is_sent_by_hand(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/report/?page=/heat-pumps/")
    page.get_by_role("button", name="Send it").click()
    page.get_by_role("link", name="Say which number it is.").click()
    expect(page.get_by_label("Which number?")).to_be_focused()
    page.get_by_label("Which number?").fill("least heat")
    page.get_by_label("What should it be, and why?").fill("1,400 by the data sheet")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. We will look at it")


def test_ticks_are_kept_in_the_address_without_javascript(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/guides/fit-list/")
    page.get_by_label("Storm window and screen out of the way").check()
    page.get_by_role("button", name="Save the checkmarks in the address").click()
    expect(page).to_have_url(re.compile(r"\?tick=w-storm$"))
    expect(page.get_by_label("Storm window and screen out of the way")).to_be_checked()


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_answer_is_one_page_on_paper(page: Page, language: str) -> None:
    page.goto(f"/advice/results/?zip=02130&space=bedroom&area=120&lang={language}")
    assert [sheets(page, size) for size in SIZES] == [1, 1]
    edge = "0.4in"  # of a browser that heeds no margin of ours
    paper = page.pdf(
        format="Letter", margin={"top": edge, "bottom": edge, "left": edge, "right": edge}
    )
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == 1


def test_no_heading_of_a_unit_stands_alone_on_paper(page: Page) -> None:
    page.goto("/advice/unit/msz-fs06na-muz-fs06nah/?zip=02130&space=bedroom&area=120")
    page.emulate_media(media="print")
    told = page.locator(".asides summary > span")
    assert told.count() >= 3
    for line in told.all():
        expect(line).to_be_visible()
