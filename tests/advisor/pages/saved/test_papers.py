import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from advisor.advice.benchmark_rooms import ROOMS as CASES
from advisor.advice.contract import Pick
from advisor.content.documents import documents
from advisor.engine.unit_types import UNIT_TYPES
from advisor.models import SavedAdvice
from advisor.pages.saved import brief as brief_rows
from advisor.pages.saved.brief import QUOTES, brief_page
from advisor.pages.saved.keep_links import keep_links
from advisor.pages.saved.papers import qr_code
from advisor.pages.saved.request_letter import if_allowed, request_page, request_type
from advisor.questions.answer_form import read_text
from advisor.questions.definitions import QUESTIONS
from tests.advisor.advice.sample_advice import create_advice, create_pick
from tests.lanes import one_in

ROOM = "zip=02130&space=bedroom&area=120"
FULLER = f"{ROOM}&exterior_walls=1&above=heated&below=heated&heating_now=electric"


def text(response: Any) -> str:
    return unescape(str(response.content.decode()))


# --- The brief ---------------------------------------------------------------------------------


def brief(query: str = FULLER, **changes: Any) -> Any:
    return brief_page(read_text(query), create_advice(**changes))


@pytest.mark.usefixtures("real_data")
class TestBrief:
    def test_it_tells_load_limits_circuit_siting_picks_and_lines(self, client: Client) -> None:
        page = text(client.get(f"/advice/brief/?{FULLER}&power=own_115&window_type=slider"))
        for heading in (
            *("What the room needs", "The room", "Limits", "Circuit", "Where it goes"),
            *("Units for it, from our list", "Quotes, line by line (at least three)"),
            "Questions to ask before you sign",
        ):
            assert f">{heading}</h" in page
        assert "A standard outlet just for this unit" in page
        assert "Slides sideways" in page
        assert re.search(r"<th scope=\"row\">Unit</th>\s*<td>\$[\d,]+–[\d,]+</td>", page)
        assert page.count("Quote ") == QUOTES

    def test_what_is_assumed_is_marked(self, client: Client) -> None:
        page = text(client.get(f"/advice/brief/?{ROOM}&insulation=poor"))
        assert re.search(r"<dt>Drafts</dt>\s*<dd>[^<]*<em>assumed</em>", page)
        assert not re.search(r"<dt>Insulation</dt>\s*<dd>[^<]*<em>", page)

    def test_its_code_holds_the_whole_link_until_a_copy_is_kept(
        self, client: Client, settings: Any
    ) -> None:
        settings.SITE_URL = "https://advisor.example"
        page = client.get(f"/advice/brief/?{FULLER}")
        assert text(page).count("https://advisor.example/advice/results/?…") == 1
        SavedAdvice.objects.create(code="bcdfghjk", query=FULLER, snapshot={})
        page = client.get(f"/advice/brief/?{FULLER}&code=bcdfghjk")
        assert text(page).count("https://advisor.example/r/bcdfghjk/") == 2

    def test_one_person_is_no_people(self, client: Client) -> None:
        for count, said in ((1, "1\u00a0person"), (2, "2\u00a0people")):
            assert said in text(client.get(f"/advice/brief/?{ROOM}&people={count}"))

    @pytest.mark.parametrize("code", ["23456789", "x%00y", "bcdfghjk"])
    def test_a_code_of_another_room_is_not_printed(self, client: Client, code: str) -> None:
        SavedAdvice.objects.create(code="bcdfghjk", query=ROOM, snapshot={})
        assert "/r/" not in text(client.get(f"/advice/brief/?{FULLER}&code={code}"))

    def test_it_takes_few_queries(self, client: Client) -> None:
        client.get(f"/advice/brief/?{FULLER}")
        with CaptureQueriesContext(connection) as caught:
            client.get(f"/advice/brief/?{FULLER}")
        assert len(caught) <= 5

    def test_metric_answers_are_printed_in_metric(self, client: Client) -> None:
        page = text(client.get("/advice/brief/?zip=02130&space=bedroom&area=11&units=metric"))
        sheet = page[page.index('class="sheet"') : page.rindex('class="versions"')]
        assert "kW" in sheet
        assert "60\u00a0cm" in sheet
        assert not re.search(r"BTU|°F[^?]*</t|\bsq ft|inches or more", sheet.split("To ask")[0])

    @pytest.mark.parametrize("case", one_in(5, CASES))
    def test_every_room_of_the_expert_has_papers(self, client: Client, case: str) -> None:
        for paper in ("brief", "request"):
            response = client.get(f"/advice/{paper}/?{CASES[case]}")
            assert response.status_code == 200
            assert response["X-Robots-Tag"] == "noindex"
            assert not response.cookies
            assert not re.search(r"\sstyle=|<style|<script", text(response))
            assert text(response).count("<h1") == 1

    @pytest.mark.parametrize("paper", ["brief", "request"])
    @pytest.mark.parametrize(
        "query",
        ["", "zip=02130", "zip=00000&space=bedroom&area=120", "zip=%00&space=castle&area=x"],
    )
    def test_papers_without_a_room_lead_to_the_question(
        self, client: Client, paper: str, query: str
    ) -> None:
        response = client.get(f"/advice/{paper}/?{query}")
        assert response.status_code == 302
        assert client.get(response["Location"]).status_code == 200

    @pytest.mark.parametrize("paper", ["brief", "request"])
    def test_an_endless_address_is_refused(self, client: Client, paper: str) -> None:
        assert client.get(f"/advice/{paper}/?{ROOM}&x={'a' * 5000}").status_code == 400


@pytest.mark.django_db
def test_a_brief_without_a_unit_speaks_of_types_and_leaves_lines_open() -> None:
    page = brief(picks=[])
    assert page.picks == ()
    assert page.types[0] == "Mini-split: Quiet."
    assert [row.expected for row in page.quotes] == [""] * 4
    assert page.quote_total == ""


@pytest.mark.django_db
def test_a_brief_marks_estimates_and_knows_no_output_below_an_assumed_limit() -> None:
    pick = create_pick()  # its minimum is an estimate, its limit unknown
    assert brief(picks=[pick]).picks[0].least == "about 1,600\u00a0BTU/h (estimate)"
    assert brief(picks=[pick]).picks[0].cold == "9,300\u00a0BTU/h"
    stopped = replace(pick, capacity_at_design_btu_h=0)
    assert brief(picks=[stopped]).picks[0].cold == "not published"
    known = replace(stopped, evidence=replace(pick.evidence, cutout="published"))
    assert brief(picks=[known]).picks[0].cold == "none"


@pytest.mark.django_db
def test_the_lines_of_the_quote_are_those_of_the_first_unit() -> None:
    page = brief()
    assert [(row.label, row.expected) for row in page.quotes] == [
        ("Unit", "$1,600–2,400"),
        ("Labour", "$900–2,600"),
        ("Circuit", "$200–400"),
    ]
    assert page.quote_total == "$2,700–5,400"


@pytest.mark.django_db
def test_snow_and_frost_decide_where_it_stands() -> None:
    def told(cold: float, units: str = "us") -> str:
        advice = create_advice()
        site = advice.site.__class__(**{**vars(advice.site), "heating_design_f": cold})
        query = f"{ROOM}&units={units}"
        return " ".join(brief_page(read_text(query), create_advice(site=site)).siting)

    assert "24 inches" in told(-8)
    assert "60\u00a0cm" in told(-8, "metric")
    assert "defrost" in told(25)
    assert "above the snow" not in told(25)
    assert "defrost" not in told(45)


RV = "zip=85001&space=rv&area=160&hookup=shore_30"


def plugged_in() -> Pick:
    """A unit that needs no circuit."""
    pick = create_pick()
    lines = [line for line in pick.cost.lines if line.name != "circuit"]
    return replace(pick, cost=replace(pick.cost, lines=lines))


def words_of(page: Any) -> str:
    return " ".join([*page.circuit, *page.siting, *page.blanks, *page.questions])


@pytest.mark.django_db
def test_a_brief_for_the_road_asks_what_holds_there_and_of_nothing_at_a_house() -> None:
    page = brief(f"{RV}&moves=yes", picks=[plugged_in()])
    told = words_of(page)
    assert "no new circuit" in told
    for asked in ("does it hold on the road", "nothing rubs", "total load on the hookup"):
        assert asked in told
    assert "Who seals the lines’ hole in the wall" in told
    assert not re.search("permit|disconnect|snow|panel|neighbor|rubber feet", told)
    assert page.quotes[-1].label == "Bracket with vibration mounts"
    assert page.quotes[-1].expected == ""


@pytest.mark.django_db
def test_a_brief_for_a_parked_rv_straps_the_unit_down_and_asks_whether_a_permit_is_needed() -> None:
    page = brief(f"{RV}&moves=no", picks=[create_pick()])
    told = words_of(page)
    assert "Strap it down" in told
    assert "does the county ask for a permit at all" in told
    assert "from the RV’s panel" in told
    assert "Bracket with vibration mounts" not in {row.label for row in page.quotes}


@pytest.mark.django_db
def test_a_window_unit_comes_out_before_a_drive() -> None:
    window = [create_pick(type="window")]
    told = words_of(brief(f"{RV}&moves=yes", picks=window))
    assert "stowed before every drive" in told
    assert "total load on the hookup" in told
    assert "stowed" not in words_of(brief(f"{RV}&moves=no", picks=window))


@pytest.mark.django_db
@pytest.mark.parametrize("query", [FULLER, f"{RV}&moves=yes", f"{RV}&moves=no"])
def test_a_brief_asks_for_no_vacuum_where_every_mini_split_has_charged_lines(query: str) -> None:
    kit, window = create_pick(precharged=True), create_pick(type="window", slug="w")
    plain = create_pick(slug="plain")
    assert "nitrogen" not in " ".join(brief(query, picks=[kit, window]).questions)
    assert "nitrogen" in " ".join(brief(query, picks=[kit, plain]).questions)
    assert "nitrogen" in " ".join(brief(query, picks=[plain, kit]).questions)


def test_a_brief_without_a_unit_leaves_no_line_for_a_permit_of_an_rv() -> None:
    assert "Permit" not in {row.label for row in brief(RV, picks=[]).quotes}
    assert "Permit" in {row.label for row in brief(picks=[]).quotes}


def test_every_question_is_printed_or_left_out_on_purpose() -> None:
    listed = [*brief_rows.ROOM, *brief_rows.USE, *brief_rows.LIMITS, *brief_rows.NOT_PRINTED]
    assert sorted(listed) == sorted(QUESTIONS)


def test_the_qr_code_obeys_the_policy() -> None:
    drawn = qr_code("https://advisor.example/r/bcdfghjk/")
    assert drawn.startswith("<svg")
    assert not re.search(r"style|script|http|<image", drawn)


def test_every_type_has_all_its_texts() -> None:
    briefs, letters = documents("briefs", "en"), documents("letters", "en")
    assert set(briefs) == set(letters)
    for unit_type in briefs:
        assert briefs[unit_type].section("measure").items
        assert letters[unit_type].section("promises").items
        for key in ("building", "water", "looks", "reversal"):
            assert letters[unit_type].section(key).text
    assert len(briefs["mini_split"].section("ask").items) == 12


# --- The request -------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "asked", "expected"),
    [
        (f"{ROOM}&tenure=own&outdoor_unit=no", "", "mini_split"),
        (f"{ROOM}&tenure=own&wall_hole=no", "", "mini_split"),
        (f"{ROOM}&tenure=rent&outdoor_unit=no", "", "window"),
        (f"{ROOM}&tenure=own&outdoor_unit=no", "portable", "portable"),
        (ROOM, "castle", "window"),
    ],
)
def test_what_the_request_asks_for(query: str, asked: str, expected: str) -> None:
    advice = create_advice(picks=[create_pick(type="window")])
    assert request_type(read_text(query), advice, asked) == expected


def test_the_unit_asked_for_is_that_of_a_room_without_the_rule() -> None:
    answers = read_text(f"{ROOM}&tenure=rent&outdoor_unit=no&wall_hole=no&people=3").answers
    assert answers is not None
    allowed = if_allowed(answers, "mini_split")
    assert (allowed.type, allowed.tenure, allowed.outdoor_unit, allowed.wall_hole) == (
        *(("mini_split",), None, None, None),
    )
    assert allowed.people == 3


@pytest.mark.django_db
@pytest.mark.parametrize("unit_type", UNIT_TYPES)
def test_the_request_says_what_a_board_asks(unit_type: str) -> None:
    form = read_text(f"{ROOM}&tenure=rent")
    page = request_page(form, create_advice(picks=[]), unit_type=unit_type)
    titles = [str(paragraph.title) for paragraph in page.paragraphs]
    assert titles == [
        *("Which unit", "The building", "Electricity", "Noise", "Water", "Looks"),
        "Removing it later",
    ]
    assert str(page.to) == "the landlord or property manager"
    assert "still open" in page.paragraphs[0].text
    assert [here for _name, _link, here in page.others].count(True) == 1


@pytest.mark.django_db
def test_a_letter_for_an_rv_promises_no_circuit_of_the_home() -> None:
    form, advice = read_text(f"{RV}&tenure=rent"), create_advice(picks=[plugged_in()])
    page = request_page(form, advice, unit_type="mini_split")
    assert "It runs on the wiring of the RV" in page.paragraphs[2].text
    wired = request_page(form, create_advice(), unit_type="mini_split")
    assert "licensed electrician" in wired.paragraphs[2].text


@pytest.mark.django_db
@pytest.mark.parametrize("unit_type", UNIT_TYPES)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_no_placeholder_is_left_in_a_letter(unit_type: str, lang: str) -> None:
    form = read_text(f"{ROOM}&tenure=rent")
    for picks in ([], [create_pick(type=unit_type)]):
        with translation.override(lang):
            page = request_page(form, create_advice(picks=picks), unit_type=unit_type)
        text = " ".join([page.what, *(each.text for each in page.paragraphs), *page.promises])
        assert "{{" not in text
        assert "120" in page.what


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("space", "lang", "words"),
    [
        ("rv", "en", "one room: the RV or camper, "),
        ("office", "en", "one room: the home office, "),
        ("rv", "es", "una habitación: casa rodante (RV) o cámper, "),
    ],
)
def test_the_room_is_named_as_within_a_sentence(space: str, lang: str, words: str) -> None:
    form = read_text(f"zip=02130&space={space}&area=120")
    with translation.override(lang):
        page = request_page(form, create_advice(picks=[]), unit_type="window")
    assert words in page.what


@pytest.mark.usefixtures("real_data")
def test_a_condo_owner_asks_the_board_for_a_named_mini_split(client: Client) -> None:
    page = text(client.get(f"/advice/request/?{CASES['9']}"))
    assert "the homeowners’ association board" in page
    assert "one ductless heat pump (a mini-split)" in page
    assert re.search(r"For example, the \w+", page)
    assert "about 6 dB" in page


@pytest.mark.usefixtures("real_data")
def test_a_renter_asks_for_the_window_unit_that_fits(client: Client) -> None:
    page = text(client.get(f"/advice/request/?{CASES['1']}"))
    assert "the landlord or property manager" in page
    assert "one window heat pump" in page


# --- The links under an advice -----------------------------------------------------------------


def links(query: str, **changes: Any) -> tuple[list[str], list[str]]:
    made = keep_links(read_text(query).given, create_advice(**changes))
    return [link.url for link in made.papers], [link.url for link in made.guides]


@pytest.mark.parametrize(
    ("kinds", "offered"),
    [
        (["mini_split", "window"], True),
        (["window", "mini_split"], False),
        (["portable"], False),
        ([], True),
    ],
)
def test_a_quote_is_checked_where_the_first_unit_is_quoted(kinds: list[str], offered: bool) -> None:
    picks = [create_pick(slug=f"m-{kind}", type=kind) for kind in kinds]
    papers, _guides = links(ROOM, picks=picks)
    assert any(url.startswith("/advice/quote/") for url in papers) == offered


def test_an_owner_of_a_free_wall_gets_no_letter() -> None:
    papers, guides = links(ROOM)
    assert [url.partition("?")[0] for url in papers] == [
        *("/advice/brief/", "/advice/quote/", "/advice/care.ics"),
    ]
    assert papers[2].endswith("?type=mini_split")
    assert guides[0] == f"/guides/fit-list/?{ROOM}#mini_split"
    assert f"/guides/siting/?{ROOM}" in guides
    assert f"/guides/winter/?{ROOM}" in guides


def test_a_renter_gets_the_letter_and_what_goes_without_an_outdoor_unit() -> None:
    papers, guides = links(f"{ROOM}&tenure=rent", picks=[create_pick(type="window")])
    assert any(url.startswith("/advice/request/") for url in papers)
    assert guides[0].startswith("/guides/no-outdoor-unit/")
    assert not any("siting" in url for url in guides)


def test_without_a_unit_the_types_are_compared() -> None:
    papers, guides = links(ROOM, picks=[])
    assert [url.partition("?")[0] for url in papers] == ["/advice/brief/", "/advice/quote/"]
    assert guides[0].startswith("/guides/which-type/")


def test_the_calendar_speaks_the_language_of_the_page() -> None:
    papers, _guides = links(f"{ROOM}&lang=es")
    assert papers[-1].endswith("?type=mini_split&lang=es")
