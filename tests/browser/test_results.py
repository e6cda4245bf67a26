"""The results page in a real browser: what changed is said, rooms are kept, a link is copied."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.lanes import one_in, slow

ROOM = "zip=02130&space=bedroom&area=120&exterior_walls=1&above=heated&below=heated&facing=w"
RESULTS = f"/advice/results/?{ROOM}&heating_now=electric"


def test_a_change_says_what_it_changed_by_the_keyboard_alone(page: Page) -> None:
    page.goto(RESULTS)
    page.locator("#room > summary").click()
    insulation = page.get_by_label("Insulation", exact=True)
    insulation.focus()
    page.keyboard.press("ArrowDown")
    status = page.get_by_role("status")
    expect(status).to_have_text(re.compile(r"^Updated: .*Our pick is .*Heating [\d,]+ → [\d,]+"))
    expect(page.locator(".changed")).to_contain_text("Heating")
    expect(insulation).to_be_focused()
    assert "was=" not in page.url
    page.reload()
    expect(page.locator(".changed")).to_have_count(0)


@pytest.mark.slow
def test_the_focus_is_never_under_something_else(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(RESULTS)
    for _press in range(60):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => {
                const at = document.activeElement, box = at.getBoundingClientRect();
                if (at === document.body || !box.width || box.height > innerHeight) return "";
                const top = document.elementFromPoint(
                    Math.min(box.left + box.width / 2, innerWidth - 1),
                    Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1));
                return !top || at.contains(top) || top.contains(at) ? "" : at.outerHTML;
            }"""
        )
        assert hidden == ""


def test_the_first_screen_of_a_phone_says_what_to_do(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(RESULTS)
    for what in ("h1", ".needs .heat", ".needs .cool", ".pick h2", ".cost dd", ".pick .btn"):
        box = page.locator(what).first.bounding_box()
        assert box, what
        assert box["y"] + box["height"] <= 780, what


def test_the_page_of_a_phone_stays_short(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(RESULTS)
    assert page.evaluate("() => document.documentElement.scrollHeight") <= 3 * 780


@pytest.mark.parametrize("scripted", [True, slow(False)])
@pytest.mark.slow
def test_rooms_are_kept_beside_each_other(
    page: Page, page_without_javascript: Page, scripted: bool
) -> None:
    shown = page if scripted else page_without_javascript
    shown.goto(f"{RESULTS}&open=room")
    shown.get_by_role("link", name="Add another room").first.click()
    expect(shown.get_by_label("Home ZIP code")).to_have_value("02130")
    shown.goto(f"{shown.url}&space=office&area=150".replace("/advice/?", "/advice/results/?"))
    rooms = shown.get_by_role("navigation", name="Rooms saved side by side")
    expect(rooms.locator("[aria-current]")).to_contain_text("Home office · 150")
    rooms.get_by_role("link", name="Bedroom · 120 sq ft · 02130", exact=True).click()
    expect(shown.locator(".crumb")).to_contain_text("Bedroom · 120")
    expect(rooms.get_by_role("link", name=re.compile("^Home office"))).to_be_visible()
    rooms.get_by_role("link", name=re.compile("^Remove Home office")).click()
    expect(rooms).to_have_count(0)
    assert "rooms=" not in shown.url


@pytest.mark.slow
def test_the_link_is_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(RESULTS)
    page.get_by_role("link", name="Save, print, share").click()
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Link copied")
    assert ROOM in page.evaluate("() => navigator.clipboard.readText()")


def test_an_exclusion_is_undone_and_brought_back(page: Page) -> None:
    page.goto(f"{RESULTS}&type=mini_split")
    page.locator("#left_out > summary").click()
    count = page.locator(".out li", has_text="not of the type")
    expect(count).to_be_visible()
    count.get_by_role("link").click()
    expect(page.locator(".out li", has_text="not of the type")).to_have_count(0)
    page.go_back()
    expect(page.locator(".out li", has_text="not of the type")).to_be_visible()


@pytest.mark.slow
def test_an_undone_exclusion_is_announced_and_keeps_the_place(page: Page) -> None:
    page.goto(f"{RESULTS}&budget=2500")
    summary = page.locator("#left_out > summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".out li", has_text="cost more than")).to_be_visible()
    page.locator(".out li", has_text="cost more than").get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(
        re.compile(r"^Updated: Our pick is now .*Models left out [\d,]+ → [\d,]+\.$")
    )
    expect(page.locator("#left_out")).to_have_attribute("open", "")
    expect(summary).to_be_focused()
    assert "budget=" not in page.url
    assert "was=" not in page.url


@pytest.mark.parametrize("scripted", [True, False])
@pytest.mark.slow
def test_the_chart_is_drawn_for_another_pick(
    page: Page, page_without_javascript: Page, scripted: bool
) -> None:
    shown = page if scripted else page_without_javascript
    shown.goto(RESULTS)
    shown.locator("#cold > summary").click()
    if not scripted:
        shown.locator("#cold .more a").click()
    which = shown.get_by_role("navigation", name="Which one to draw")
    expect(which.locator("[aria-current]")).to_have_count(1)
    another = which.get_by_role("link").nth(2)
    name = another.inner_text()
    expect(another).not_to_have_attribute("aria-current", "true")
    another.focus()
    shown.keyboard.press("Enter")
    expect(which.get_by_role("link").nth(2)).to_have_attribute("aria-current", "true")
    if scripted:
        expect(which.get_by_role("link").nth(2)).to_be_focused()
    shown.get_by_text("The same as a table").first.click()
    expect(shown.locator("#curve caption")).to_contain_text(name)


@pytest.mark.parametrize("key", one_in(3, ["why", "money", "cold", "room", "serve", "left_out"]))
def test_a_part_comes_on_touch_and_once(page: Page, key: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(RESULTS)
    asked.clear()
    page.locator(f"#{key} > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#part-{key} > :not(.more)").first).to_be_visible()
    assert "/results/" in page.url.split("?")[0]
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert len([url for url in asked if f"/results/{key}/" in url]) == 1


def opened(page: Page) -> list[str]:
    return [each.get_attribute("id") or "" for each in page.locator(".folds > details[open]").all()]


@pytest.mark.slow
def test_what_stands_open_is_in_the_address_and_found_again(page: Page, walker: Page) -> None:
    page.goto(RESULTS)
    page.locator("#money > summary").click()
    expect(page.locator("#part-money .lines")).to_be_visible()
    page.locator("#why > summary").click()
    expect(page.locator("#part-why .sources")).to_be_visible()
    assert page.url.endswith("&open=why,money")
    page.reload()
    assert opened(page) == ["why", "money"]
    expect(page.locator("#part-money .lines")).to_be_visible()
    walker.goto(page.url)
    assert opened(walker) == ["why", "money"]
    page.get_by_role("link", name="Compare side by side").click()
    page.wait_for_url(re.compile("/compare/"))
    page.go_back()
    expect(page.locator("#part-money .lines")).to_be_visible()
    assert opened(page) == ["why", "money"]
    page.locator("#why > summary").click()
    expect(page).to_have_url(re.compile(r"&open=money$"))
    page.get_by_role("link", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert opened(page) == ["money"]
    page.locator("#money > summary").click()
    expect(page).not_to_have_url(re.compile("open="))


@pytest.mark.slow
def test_a_change_keeps_what_stands_open_and_back_finds_it(page: Page) -> None:
    page.goto(RESULTS)
    for key in ("why", "room"):
        page.locator(f"#{key} > summary").click()
    insulation = page.get_by_label("Insulation", exact=True)
    insulation.select_option("poor")
    page.wait_for_url(re.compile(r"insulation=poor.*&open=why,room$"))
    expect(page.locator(".changed")).to_be_visible()  # the address changes before the page
    assert opened(page) == ["why", "room"]
    page.go_back()
    page.wait_for_url(lambda url: "insulation=poor" not in url)
    expect(insulation).not_to_have_value("poor")  # until then it is the page that is left
    expect(page.locator("#part-why .sources")).to_be_visible()
    assert opened(page) == ["why", "room"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        slow("money,why", ["why", "money"]),
        ("why,why,nonsense,<b>", ["why"]),
        slow("keep", []),
        slow(",,", []),
    ],
)
def test_nonsense_of_what_is_open_does_no_harm(page: Page, asked: str, found: list[str]) -> None:
    page.goto(f"{RESULTS}&open={asked}&open={asked}")
    assert opened(page) == found
    page.locator("#cold > summary").click()
    expect(page).to_have_url(
        re.compile("open=" + ",".join(sorted([*found, "cold"], key=ORDER.index)) + "$")
    )


ORDER = ["why", "money", "cold", "room", "serve", "left_out"]


@pytest.mark.parametrize("fails", ["offline", "503"])
@pytest.mark.slow
def test_a_part_that_does_not_come_says_so_and_leads_to_its_page(page: Page, fails: str) -> None:
    def answer(route: Route) -> None:
        if fails == "offline":
            route.abort("internetdisconnected")
        else:
            route.fulfill(status=503, body="<p>busy</p>")

    page.goto(RESULTS)
    page.route("**/advice/results/money/**", answer)
    page.locator("#money > summary").click()
    said = page.locator("#part-money [role=alert]")
    expect(said).to_have_text("This part did not load.")
    page.unroute_all()
    page.locator("#part-money a").click()
    expect(page).to_have_url(re.compile("/advice/results/money/"))
    expect(page.locator("#part-money .lines")).to_be_visible()


def test_a_change_that_does_not_get_through_says_so_and_is_sent_again(page: Page) -> None:
    page.goto(f"{RESULTS}&open=room")
    page.route("**/advice/results/?**", lambda route: route.abort("internetdisconnected"))
    area = page.locator("#edit-area")
    area.fill("180")
    page.keyboard.press("Enter")
    expect(page.locator("#room-form [role=alert]")).to_have_text(re.compile("did not get through"))
    page.unroute_all()
    page.get_by_role("button", name="Update", exact=True).click()
    page.wait_for_url(re.compile("area=180"))
    expect(page.locator("#room-form [role=alert]")).to_have_count(0)


def swaps(page: Page, where: str) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url) if where in each.url else None)
    return asked


@pytest.mark.slow
def test_a_number_is_sent_once_with_one_entry_of_the_history(page: Page) -> None:
    page.goto(f"{RESULTS}&open=room")
    entries = page.evaluate("history.length")
    asked = swaps(page, "/advice/results/?")
    area = page.locator("#edit-area")
    area.fill("180")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("area=180"))
    expect(page.locator(".changed")).to_have_count(1)
    expect(area).to_be_focused()
    update = page.get_by_role("button", name="Update", exact=True)
    update.focus()
    page.keyboard.press("Enter")
    expect(update).to_be_focused()
    page.wait_for_timeout(400)
    assert len([url for url in asked if "area=180" in url]) == 1
    assert page.evaluate("history.length") == entries + 1


@pytest.mark.slow
def test_update_without_a_change_makes_no_entry_of_the_history(page: Page) -> None:
    page.goto(f"{RESULTS}&open=room")
    entries = page.evaluate("history.length")
    asked = swaps(page, "/advice/results/?")
    page.get_by_role("button", name="Update", exact=True).click()
    expect(page.get_by_role("status")).not_to_be_empty()
    assert len(asked) == 1
    assert page.evaluate("history.length") == entries


def test_on_a_desktop_the_next_question_is_answered_beside_the_answer(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/advice/results/?zip=02130&space=bedroom&area=120")
    asked = page.locator(".next b").inner_text()
    form = page.get_by_role("form", name=asked)
    form.get_by_role("button").nth(1).click()
    expect(page).to_have_url(re.compile(r"/advice/results/\?.*insulation=fair"))
    expect(page.locator(".next b")).not_to_have_text(asked)
    assert "asked=" not in page.url
    page.go_back()
    expect(page.locator(".next b")).to_have_text(asked)
    page.locator(".quick [value=unsure]").click()
    expect(page.locator(".next b")).not_to_have_text(asked)


def test_on_a_phone_the_next_question_stays_one_row(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto("/advice/results/?zip=02130&space=bedroom&area=120")
    expect(page.locator(".next")).to_be_visible()
    expect(page.locator(".quick")).to_be_hidden()


def test_without_a_script_the_tiles_beside_the_answer_lead_to_the_questions(
    page_without_javascript: Page,
) -> None:
    page = page_without_javascript
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/advice/results/?zip=02130&space=bedroom&area=120")
    page.locator(".quick button").nth(1).click()
    expect(page).to_have_url(re.compile(r"/advice/ask/\?.*insulation=fair"))
    expect(page.locator(".step")).to_contain_text("Question 2")


def test_units_change_with_every_number_and_stay_in_the_address(page: Page) -> None:
    page.goto(f"{RESULTS}&open=room")
    page.get_by_role("link", name="Show in metric units").click()
    expect(page.locator(".crumb")).to_contain_text("11\u00a0m²")
    assert "units=metric" in page.url
    text = page.locator("main").inner_text()
    assert "kW" in text
    assert "BTU/h" not in text
    assert "°F" not in text
    assert "sq ft" not in text


def test_on_paper_there_is_no_form_and_the_answer_is_whole(page: Page) -> None:
    page.goto(RESULTS)
    page.emulate_media(media="print")
    for unseen in (".nav", ".menu", ".act", ".folds details"):
        expect(page.locator(unseen).first).to_be_hidden()
    for seen in ("h1", ".pick h2", ".cost dd", ".others a"):
        expect(page.locator(seen).first).to_be_visible()


def test_on_paper_each_unit_has_its_number_and_the_page_its_day_data_and_address(
    page: Page,
) -> None:
    """Two machines of one spoken name: paper has no link that tells them apart."""
    page.goto(RESULTS)
    on_screen = page.evaluate("document.body.innerText")
    page.emulate_media(media="print")
    on_paper = page.evaluate("document.body.innerText")
    names = page.locator(".pick .on-paper, .others .on-paper").all_inner_texts()
    assert len(set(names)) == 3
    assert all(name in on_paper and name not in on_screen for name in names)
    made = page.locator(".made").inner_text()
    assert re.search(r"\d{4} · Engine \S+, catalog \S+, data \S+ · http\S+zip=02130", made)
    assert made not in on_screen
