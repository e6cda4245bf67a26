import gzip
import re
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.templatetags.static import static
from django.test import Client
from django.test.utils import CaptureQueriesContext

from advisor.advice import advise
from advisor.questions.answer_form import REQUIRED, needed, read_text
from advisor.questions.definitions import QUESTIONS, STEPS
from advisor.questions.floor_area import PARTS
from catalog.models import HeatPump
from tests.factories import create_heat_pump
from tests.lanes import each_once

pytestmark = pytest.mark.usefixtures("real_data")

ROOM = "zip=02130&space=bedroom&area=120"
FULLER = f"{ROOM}&exterior_walls=1&above=heated&below=heated&facing=w&heating_now=electric"
SWAP = {"HX-Request": "true", "HX-Target": "page"}
PAGES = (
    *("/", "/privacy/", "/advice/", f"/advice/?{ROOM}", f"/advice/check/?{ROOM}"),
    f"/advice/results/?{FULLER}",
)
EVERY_PART = "why,money,cold,room,serve,left_out"
"""Asked for with ``open``, the parts that the results fold come with them."""


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.parametrize("path", PAGES)
def test_no_visitor_gets_a_cookie(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.parametrize("path", PAGES)
def test_every_page_keeps_to_its_own_assets(client: Client, path: str) -> None:
    response = client.get(path)
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    page = text(response)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    to_follow = re.compile(
        r'<a href="https://[^"]+"\s+rel="noopener external">'
        r'|<link\s+rel="(?:alternate|canonical)"[^>]+>'
    )
    assert not re.search(r'(?:src|href)="(?:https?:)?//', to_follow.sub("", page))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_and_names_its_language(client: Client, path: str) -> None:
    page = text(client.get(path))
    assert page.count("<h1") == 1
    assert '<html lang="en">' in page


def test_the_first_page_asks_what_a_first_result_needs(client: Client) -> None:
    asked = set(re.findall(r'name="([a-z_]+)"', text(client.get("/"))))
    assert set(REQUIRED) <= asked
    assert all(needed(name) for name in REQUIRED)


def test_the_first_page_carries_one_small_script_of_ours(client: Client) -> None:
    """It keeps what is answered in the address of the page, where Back finds it."""
    assert re.findall("<script[^<]*", text(client.get("/"))) == [
        f'<script src="{static("js/answers.js")}" defer>'
    ]
    assert "<script" not in text(client.get("/privacy/"))


@pytest.mark.parametrize("path", [*PAGES[2:]])
def test_a_room_is_nobodys_search_result(client: Client, path: str) -> None:
    assert '<meta name="robots" content="noindex">' in text(client.get(path))
    assert "Disallow: /advice/" in text(client.get("/robots.txt"))


@pytest.mark.parametrize(
    ("path", "most"),
    [("/", 0), ("/advice/", 1), (f"/advice/?{ROOM}", 1), (f"/advice/check/?{ROOM}", 1)],
)
def test_pages_ask_the_database_little(
    client: Client, path: str, most: int, django_assert_max_num_queries: Any
) -> None:
    client.get(path)  # the first visit after a change of the catalog reads it
    with django_assert_max_num_queries(most):
        client.get(path)


def test_the_results_page_takes_at_most_six_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get(f"/advice/results/?{FULLER}")  # reads the catalog, as after each change of it
    captured: CaptureQueriesContext
    with django_assert_max_num_queries(6) as captured:
        assert client.get(f"/advice/results/?{FULLER}").status_code == 200
    assert len(captured) > 0


@pytest.mark.parametrize(
    ("path", "most"), [("/", 12_000), (f"/advice/?{ROOM}", 9000), (PAGES[-1], 15_000)]
)
def test_pages_stay_light(client: Client, path: str, most: int) -> None:
    assert len(gzip.compress(client.get(path).content, 6)) < most


# --- The conversation --------------------------------------------------------------------------


def heading(response: Any) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", text(response), re.DOTALL)
    assert found
    return unescape(found[1]).strip()


@pytest.mark.parametrize("step", [*STEPS], ids=lambda step: step.key)
def test_each_step_leads_to_the_next(client: Client, step: Any) -> None:
    response = client.get(f"/advice/?{ROOM}&step={step.key}")
    position = STEPS.index(step) + 1
    if position < len(STEPS):
        assert heading(response) == str(STEPS[position].title)
    else:
        assert response.status_code == 302
        assert response["Location"] == f"/advice/check/?{ROOM}"


def test_a_first_visit_shows_no_error(client: Client) -> None:
    page = text(client.get("/advice/"))
    assert "Something needs to be corrected" not in page
    assert "<title>Error" not in page


def test_a_bad_answer_is_asked_again_with_its_reason(client: Client) -> None:
    response = client.get("/advice/?zip=abc&space=bedroom&area=-5&step=room")
    page = text(response)
    assert response.status_code == 200
    assert re.search(r"<title>\s*Error: ", page)
    targets = re.findall(r'<a href="#(id-[a-z_-]+)">', page)
    assert targets == ["id-zip", "id-area"]
    for target in targets:
        assert re.search(rf'id="{target}"[^>]*aria-invalid="true"', page, re.DOTALL)
        assert f'aria-describedby="{target}-help {target}-error"' in page
        assert f'id="{target}-error"' in page
    assert 'value="abc"' in page


def test_only_the_submitted_step_shows_errors(client: Client) -> None:
    page = text(client.get(f"/advice/?{ROOM}&hold=900&step=room"))
    assert "Something needs to be corrected" not in page
    assert 'name="hold" value="900"' in page


def test_an_unknown_zip_code_is_said_by_its_field(client: Client) -> None:
    for path in (
        "/advice/?zip=00000&space=bedroom&area=120&step=room",
        "/advice/?zip=00000&space=bedroom&area=120",
        "/advice/check/?zip=00000&space=bedroom&area=120",
        "/advice/results/?zip=00000&space=bedroom&area=120",
    ):
        response = client.get(path)
        assert response.status_code == 200
        assert 'id="id-zip-error"' in text(response)


@pytest.mark.parametrize("view", ["check", "results"])
def test_results_without_a_room_ask_for_it(client: Client, view: str) -> None:
    response = client.get(f"/advice/{view}/")
    assert heading(response) == "Tell us about the room"
    assert text(response).count('class="error"') == 3
    assert f'name="then" value="{view}"' in text(response)


@pytest.mark.parametrize("then", ["check", "results"])
def test_a_changed_answer_leads_back(client: Client, then: str) -> None:
    page = text(client.get(f"/advice/?{ROOM}&edit=shell&then={then}"))
    assert f'name="then" value="{then}"' in page
    assert f'href="/advice/{then}/?{ROOM.replace("&", "&amp;")}"' in page
    response = client.get(f"/advice/?{ROOM}&insulation=good&step=shell&then={then}")
    assert response["Location"] == f"/advice/{then}/?{ROOM}&insulation=good"


@pytest.mark.parametrize("then", ["https://evil.example/", "//evil.example", "home"])
def test_nobody_is_sent_elsewhere(client: Client, then: str) -> None:
    response = client.get(f"/advice/?{ROOM}&step=money&then={quote(then)}")
    assert response["Location"].startswith("/advice/check/?")


def test_results_can_be_seen_after_the_first_step(client: Client) -> None:
    assert 'value="results"' in text(client.get(f"/advice/?{ROOM}"))
    response = client.get(f"/advice/?{ROOM}&step=results")
    assert response["Location"] == f"/advice/results/?{ROOM}"


def test_every_link_of_the_check_page_leads_to_its_question(client: Client) -> None:
    page = text(client.get(f"/advice/check/?{ROOM}&space=garage&heating_now=gas"))
    links = [unescape(link) for link in re.findall(r'href="(/advice/\?[^"]+)"', page)]
    assert len(links) > 30
    seen: dict[str, str] = {}
    for link in links:
        address, question = link.split("#")
        if address not in seen:
            seen[address] = text(client.get(address))
        assert f'id="{question}"' in seen[address]


def test_attribution_and_units_travel_through_the_questions(client: Client) -> None:
    page = text(client.get(f"/advice/?{ROOM}&units=metric&from=small-rooms&slot=top"))
    for name, value in (("units", "metric"), ("from", "small-rooms"), ("slot", "top")):
        assert f'name="{name}" value="{value}"' in page


# --- htmx --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [f"/advice/?{ROOM}", f"/advice/results/?{FULLER}"])
def test_a_swap_gets_the_part_and_its_title(client: Client, path: str) -> None:
    part = text(client.get(path, headers=SWAP))
    whole = text(client.get(path))
    assert "<html" not in part
    assert part.count('<main id="page"') == 1
    assert "<title>" in part
    assert 'data-hx-swap-oob="innerHTML"' in part
    main = re.search(r'<main id="page".*</main>', whole, re.DOTALL)
    assert main
    assert main[0] in part


@pytest.mark.parametrize(
    "headers",
    [
        {"HX-Request": "true", "HX-History-Restore-Request": "true"},
        {"HX-Request": "true", "HX-Target": "page", "HX-History-Restore-Request": "true"},
        {"HX-Request": "true", "HX-Target": "elsewhere"},
        {},
    ],
)
def test_the_back_button_gets_the_whole_page(client: Client, headers: dict[str, str]) -> None:
    assert "<html" in text(client.get(f"/advice/?{ROOM}", headers=headers))


@pytest.mark.parametrize("path", [*PAGES[2:]])
@pytest.mark.parametrize("headers", [{}, SWAP])
def test_what_varies_by_htmx_says_so(client: Client, path: str, headers: dict[str, str]) -> None:
    vary = client.get(path, headers=headers)["Vary"]
    assert "HX-Request" in vary
    assert "HX-Target" in vary


def test_a_page_of_another_kind_is_loaded_whole(client: Client) -> None:
    response = client.get(f"/advice/?{ROOM}&step=results", headers=SWAP)
    assert response["HX-Redirect"] == f"/advice/results/?{ROOM}"
    broken = f"/advice/results/?{ROOM}&hold=900"
    assert client.get(broken, headers=SWAP)["HX-Redirect"] == broken
    assert "<html" in text(client.get(broken))


def test_the_address_of_a_swap_has_no_blanks(client: Client) -> None:
    question = client.get(f"/advice/?{ROOM}&above=&below=slab&step=around", headers=SWAP)
    assert question["HX-Push-Url"] == f"/advice/?{ROOM}&below=slab&edit=shell"
    result = client.get(f"/advice/results/?{ROOM}&above=&budget=", headers=SWAP)
    assert result["HX-Push-Url"] == f"/advice/results/?{ROOM}"


def test_a_change_beside_the_result_is_announced(client: Client) -> None:
    part = text(client.get(f"/advice/results/?{FULLER}", headers=SWAP))
    assert re.search(r'role="status"[^>]*>Updated: \w', part)


# --- The advice --------------------------------------------------------------------------------


def test_the_result_shows_what_it_stands_on(client: Client) -> None:
    page = unescape(text(client.get(f"/advice/results/?{FULLER}&open={EVERY_PART}")))
    for words in (
        "Jamaica Plain, MA",
        "Installed",
        "To run, about",
        "What 15 years cost",
        "Which type fits",
        "What we assumed",
        "Where the heat goes",
        "What would change this answer",
        "The same as a table",
        "Engine ",
    ):
        assert words in page


def test_rebates_come_with_their_official_page(client: Client) -> None:
    part = unescape(text(client.get(f"/advice/results/money/?{FULLER}")))
    part = part[part.index("Rebates and tax credits") :]
    assert "No federal tax credit for 2026 installations that we know of." in part
    assert re.search(r'<a href="https://www\.irs\.gov/[^"]+"\s+rel="noopener external">', part)
    assert not re.search(r"does not count</p>\s*<b>", part)


def test_what_the_owner_does_alone_is_left_out_and_can_be_given_back(client: Client) -> None:
    query = f"{FULLER}&type=mini_split"
    slug = client.get(f"/advice/results/?{query}").context["page"].advice.picks[0].slug
    page = text(client.get(f"/advice/unit/{slug}/?{query}"))
    code = re.search(r'name="own_work"\s+value="(\w+)"', page)
    assert code
    ticked = text(client.get(f"/advice/unit/{slug}/?{query}&own_work={code[1]}&own_work=handyman"))
    assert 'class="sum done"' in ticked
    assert re.search(rf'value="{code[1]}"[^>]*\schecked', ticked)
    assert '<input type="hidden" name="own_work" value="handyman">' in ticked
    check = text(client.get(f"/advice/check/?{query}&own_work={code[1]}"))
    assert str(QUESTIONS["own_work"].choices[code[1]].label) in check


@pytest.mark.parametrize("where", ["zip=33139", "zip=99701&heating_now=oil", "zip=80202"])
@pytest.mark.parametrize("rate", ["0", "5"])
def test_extreme_prices_print_no_nonsense(client: Client, where: str, rate: str) -> None:
    room = f"space=bedroom&area=120&{where}&electricity_rate={rate}"
    results = client.get(f"/advice/results/?{room}&open={EVERY_PART}")
    slug = results.context["page"].advice.picks[0].slug
    page = unescape(text(results) + text(client.get(f"/advice/unit/{slug}/?{room}")))
    assert re.search(r"<h2>\s*A year\s*</h2>", page)
    for nonsense in ("nan", "inf", "$nan", "$inf", "$None"):
        assert not re.search(rf"[>\s]{re.escape(nonsense)}[<\s,]", page), nonsense
    for table in re.findall(r'<table class="months">.*?</table>', page, re.DOTALL):
        amounts = [
            [int(cell.replace("$", "").replace(",", "")) for cell in re.findall(r"<td>(.*?)<", row)]
            for row in re.findall(r"<tr>(.*?)</tr>", table)
            if "<td>" in row
        ]
        assert all(min(row) >= 0 for row in amounts)
        *months, year = amounts
        assert [sum(column) for column in zip(*months, strict=True)] == year


@pytest.mark.slow
def test_no_link_on_the_result_is_dead(client: Client) -> None:
    page = text(client.get(f"/advice/results/?{FULLER}&open={EVERY_PART}"))
    links = {unescape(link) for link in re.findall(r'href="(/[^"#]*)', page)}
    assert len(links) > 5
    for link in links:
        if not link.startswith("/static/"):
            assert client.get(link).status_code in {200, 302}, link
    for target in set(re.findall(r'href="#([^"]+)"', page)):
        assert f'id="{target}"' in page


def test_ids_are_unique(client: Client) -> None:
    for path in PAGES:
        ids = re.findall(r'\bid="([^"]+)"', text(client.get(path)))
        assert len(ids) == len(set(ids)), path


def test_an_empty_list_is_explained_before_anything_else(client: Client) -> None:
    page = text(
        client.get(
            "/advice/results/?zip=05401&space=studio&area=220&tenure=rent&outdoor_unit=no"
            f"&wall_hole=no&type=portable&insulation=poor&drafts=drafty&open={EVERY_PART}"
        )
    )
    assert 'class="pick"' not in page
    assert page.index("What to do instead") < page.index("Which type fits")
    assert page.index("Which type fits") < page.index('class="out"')


def test_metric_answers_give_the_same_advice(client: Client) -> None:
    us = text(client.get("/advice/results/?zip=02130&space=bedroom&area=129.16692&hold=68"))
    metric = text(
        client.get("/advice/results/?zip=02130&space=bedroom&area=12&hold=20&units=metric")
    )
    names = re.compile(r'(?s)<h2 id="pick-title">\s*(.*?)\s*</h2>')
    assert names.findall(us) == names.findall(metric) != []
    assert "kW" in metric


def test_what_no_label_leads_is_no_twin_of_what_one_does(client: Client) -> None:
    room = "zip=30301&space=living_room&area=200"
    found = client.get(f"/advice/results/?{room}").context["page"]
    answers = read_text(room).answers
    assert answers is not None
    leading = found.picks.leading
    labelled = {card.pick.brand for card in leading if card.pick.label}
    rest = [card.pick for card in leading if not card.pick.label]
    assert rest
    better = [pick for pick in advise(answers).picks if pick.rank < rest[0].rank]
    assert {pick.brand for pick in better} <= labelled
    assert rest[0].brand not in labelled


# --- Nonsense ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "encoded"),
    each_once(
        7,
        [*QUESTIONS, *PARTS, "units", "lang", "from", "prefilled", "step", "edit", "then", "at"],
        ["%00", "1e999", "%27%22%3Cb%3E", "%ff%fe", "-1", "nan", "x" * 3000],
    ),
)
def test_no_parameter_breaks_a_page(client: Client, name: str, encoded: str) -> None:
    room = "&".join(pair for pair in ROOM.split("&") if not pair.startswith(f"{name}="))
    for view in ("", "results/"):  # test_hostile walks through all the others
        response = client.get(f"/advice/{view}?{room}&{name}={encoded}")
        assert response.status_code in {200, 302}
        if response.status_code == 200:
            assert "<b>" not in text(response).replace('<b class="', "")[:300]


def test_arrays_count_as_their_last_value(client: Client) -> None:
    response = client.get("/advice/results/?zip=1&zip=02130&space=bedroom&area=1&area=120&area[]=9")
    assert "Jamaica Plain" in text(response)


@pytest.mark.parametrize(
    "view", ["/", "/advice/", "/advice/live/", "/advice/check/", "/advice/results/"]
)
def test_a_hundred_kilobytes_are_refused_kindly(client: Client, view: str) -> None:
    response = client.get(f"{view}?{ROOM}&space={'x' * 100_000}")
    assert response.status_code == 400
    assert "We cannot read this address" in text(response)


def test_thousands_of_parameters_are_refused(client: Client) -> None:
    query = "&".join(f"a{i}=" for i in range(6000))
    assert client.get(f"/advice/?{query}").status_code == 400


@pytest.mark.parametrize("path", ["/nope", "/advice/nope/", "/advice/results/x/"])
def test_an_unknown_page_says_so(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "Page not found" in text(response)


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_only_read(client: Client, path: str) -> None:
    assert client.post(path).status_code in {403, 405}
    assert client.head(path).status_code == 200


def test_a_fault_of_ours_is_told_without_excuses(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("advisor.pages.shared.request.advise", fail)
    client.raise_request_exception = False
    response = client.get(f"/advice/results/?{ROOM}")
    assert response.status_code == 500
    assert "Something went wrong on our side" in text(response)


def test_the_shops_area_chart_stands_beside_our_load(client: Client) -> None:
    page = unescape(text(client.get(f"/advice/results/room/?{FULLER}")))
    part = page[page.index("Where the heat goes") :]
    assert re.search(r"The chart in stores says [\d,]+\sBTU/h for this floor area", part)


# --- Answers that an article brought --------------------------------------------------------------


ARTICLE = "space=studio&outdoor_unit=no&from=no-outdoor&prefilled=space,outdoor_unit"


def test_an_answer_from_an_article_is_marked_until_its_step_is_submitted(client: Client) -> None:
    landed = text(client.get(f"/advice/?{ARTICLE}"))
    assert landed.count('class="given"') == 1
    assert 'id="id-space-given"' in landed
    assert re.search(r'id="q-space"\s+aria-describedby="id-space-given"', landed)
    after = text(client.get(f"/advice/?{ARTICLE}&zip=02130&area=300&step=room"))
    assert '<input type="hidden" name="prefilled" value="outdoor_unit">' in after
    later = text(client.get(f"/advice/?{ARTICLE}&zip=02130&area=300&edit=possible"))
    assert 'id="id-outdoor_unit-given"' in later
    done = text(client.get(f"/advice/?{ARTICLE}&zip=02130&area=300&step=possible"))
    assert '<input type="hidden" name="prefilled" value="space">' in done


def test_results_at_once_confirm_the_answers_of_the_step_that_was_read(client: Client) -> None:
    page = text(client.get(f"/advice/?{ARTICLE}&zip=02130&area=300&edit=possible"))
    assert '<input type="hidden" name="at" value="possible">' in page
    to_results = f"/advice/?{ARTICLE}&zip=02130&area=300&step=results"
    assert client.get(f"{to_results}&at=possible")["Location"].endswith("&prefilled=space")
    for unknown in ("", "&at=nonsense"):
        there = client.get(f"{to_results}{unknown}")["Location"]
        assert there.endswith("&prefilled=space,outdoor_unit")


def test_the_check_page_says_what_came_from_the_article(client: Client) -> None:
    page = text(client.get(f"/advice/check/?{ARTICLE}&zip=02130&area=300"))
    assert page.count("from the article") == 2


def test_a_step_that_an_article_answered_is_still_asked(client: Client) -> None:
    around = f"{ROOM}&above=attic&prefilled=above"
    assert heading(client.get(f"/advice/?{around}")) == "What is around it?"
    assert heading(client.get(f"/advice/?{ROOM}&above=attic")) == "Walls and drafts"


# --- Home ----------------------------------------------------------------------------------------


def test_home_offers_rooms_to_look_at(client: Client) -> None:
    page = unescape(text(client.get("/")))
    tries = re.findall(r'href="(/advice/results/[^"]+)">\s*Try: ([^<]+?)\s*<', page)
    assert len(tries) >= 3
    for link, room in tries:
        response = client.get(link)
        assert response.status_code == 200, room
        assert "Something needs to be corrected" not in text(response)


def test_home_says_honestly_what_is_still_to_come(client: Client) -> None:
    page = unescape(text(client.get("/")))
    assert f"{len(STEPS) - 1} short pages (about" in page
    first = unescape(text(client.get(f"/advice/?{ROOM}")))
    minutes = re.search(r"pages \((about \d+ minutes)\)", page)
    assert minutes
    assert f"{minutes[1]} left" in first


def test_home_leads_straight_to_the_answer(client: Client) -> None:
    page = text(client.get("/"))
    start = page[page.index('class="start"') : page.index("</form>")]
    assert 'action="/advice/results/"' in start
    assert len(re.findall(r'type="submit"[^>]*formaction="/advice/"', start)) == 2
    assert set(re.findall(r'name="(\w+)"', start)) >= {"zip", "space", "area"}


def test_home_leads_only_to_pages_that_are_there(client: Client) -> None:
    page = text(client.get("/"))
    part = page[page.index('class="try"') : page.index('class="promises"')]
    for link in re.findall(r'href="([^"]+)"', part):
        assert client.get(unescape(link)).status_code == 200


def test_a_first_page_left_empty_says_what_is_needed(client: Client) -> None:
    page = text(client.get("/advice/?zip=&area=&step=room"))
    assert page.count('class="error"') == 3


# --- Answers that no unit can be tested against ---------------------------------------------------

NOBODY = "no unit publishes this yet"


def notes(client: Client, step: str) -> dict[str, bool]:
    """Choice → whether it says that no unit publishes it, for what is printed as a box or a dot."""
    page = re.sub(r"\s+", " ", unescape(text(client.get(f"/advice/?{ROOM}&edit={step}"))))
    return {
        found[1]: NOBODY in found[0]
        for found in re.finditer(r'<label class="choice.*?value="(\w+)".*?</label>', page)
    }


def test_a_feature_that_no_unit_publishes_says_so_beside_it(client: Client) -> None:
    before = notes(client, "money")
    assert before["timer"]
    assert before["sleep"]
    assert not before["wifi"]
    create_heat_pump(timer=True)
    after = notes(client, "money")
    assert not after["timer"]
    assert after["sleep"]


def test_a_window_that_leaves_units_out_has_no_note(client: Client) -> None:
    assert not any(notes(client, "possible").values())


@pytest.mark.slow
def test_quiet_says_so_only_while_no_unit_publishes_its_sound(client: Client) -> None:
    said = f"Quiet ({NOBODY})"
    assert said not in text(client.get(f"/advice/?{ROOM}&edit=money"))
    HeatPump.objects.update(sound_indoor_min_db=None)
    assert said in text(client.get(f"/advice/?{ROOM}&edit=money"))


@pytest.mark.slow
def test_the_notes_cost_one_look_at_the_catalog(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    path = f"/advice/?{ROOM}&edit=money"
    client.get(path)
    with django_assert_max_num_queries(2):
        client.get(path)
