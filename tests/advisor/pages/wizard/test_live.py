import gzip
import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from advisor.advice import estimate
from advisor.engine.answers import Answers
from advisor.engine.room import Room, describe
from advisor.pages.wizard.live import live_line
from advisor.questions.answer_form import read_text
from advisor.reference.places import find_place

pytestmark = pytest.mark.usefixtures("real_data")

ROOM = "zip=02130&space=bedroom&area=120"


def text(response: Any) -> str:
    return unescape(response.content.decode())


# --- The line ------------------------------------------------------------------------------------


def test_the_line_says_likely_and_range_in_words(client: Client) -> None:
    page = text(client.get(f"/advice/live/?{ROOM}&at=around"))
    assert "Bedroom · 120\u00a0sq ft · Jamaica Plain, MA" in page
    assert re.search(r"<b class=\"heat\">[\d,]+<small> BTU/h", page)
    assert len(re.findall(r"range </span>[\d,]+–[\d,]+\u00a0BTU/h<", page)) == 2
    assert "How well is it insulated?" in page
    assert re.search(r"on the coldest nights, \d+\u00a0°F", page)


def test_a_bar_narrows_inside_the_first_one() -> None:
    form = read_text(f"{ROOM}&exterior_walls=2&insulation=average")
    heat = live_line(form, find_place("02130")).loads[0]
    assert heat.bar.width < heat.first.width
    assert heat.first.low + heat.first.width < 100


def test_the_first_range_is_computed_once_while_other_answers_are_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Answers] = []
    described = describe

    def noted(answers: Answers) -> Room:
        asked.append(answers)
        return described(answers)

    monkeypatch.setattr(estimate, "describe", noted)
    for more in ("&insulation=poor", "&insulation=good", "&insulation=good&area=121"):
        live_line(read_text(f"{ROOM}{more}"), find_place("02130"))
    assert len(asked) == 5  # three rooms, and what is known of two of them at first


def test_a_doubt_on_the_same_page_is_a_jump_and_elsewhere_a_link() -> None:
    form, place = read_text(ROOM), find_place("02130")
    assert live_line(form, place, at="shell").doubt_link == "#q-insulation"
    link = live_line(form, place, at="around", then="check").doubt_link
    assert link == f"/advice/?{ROOM}&edit=shell&then=check#q-insulation"


def test_kilowatts_for_metric_answers() -> None:
    form = read_text("zip=02130&space=bedroom&area=11&units=metric")
    line = live_line(form, find_place("02130"))
    assert line.loads[0].likely.unit == "kW"
    assert line.crumb.startswith("Bedroom · 11\u00a0m²")


def test_before_the_first_three_answers_it_says_what_is_needed(client: Client) -> None:
    page = text(client.get("/advice/live/?space=garage&area=400"))
    assert "Still needed for a first estimate: ZIP code" in page
    assert "Garage · 400\u00a0sq ft" in page
    assert 'class="live-load"' not in page
    assert "<svg" in page


@pytest.mark.parametrize(
    "query", ["zip=0213&space=bedroom", f"{ROOM}&hold=900", "zip=00000", f"{ROOM}&length=x"]
)
def test_it_is_quiet_about_mistakes(client: Client, query: str) -> None:
    response = client.get(f"/advice/live/?{query}")
    assert response.status_code == 204
    assert response.content == b""


def test_it_speaks_only_when_the_figures_have_moved(client: Client) -> None:
    page = text(client.get(f"/advice/live/?{ROOM}"))
    shown = re.search(r'name="shown"\s+value="([^"]+)"', page)
    assert shown
    assert re.search(r'id="said"[^>]*>Heat: about [\d,]+, range', page)
    again = text(client.get(f"/advice/live/?{urlencode({'shown': shown[1]})}&{ROOM}"))
    assert 'id="said"' not in again


def test_the_question_page_holds_the_same_line_without_a_script(client: Client) -> None:
    page = text(client.get(f"/advice/?{ROOM}&edit=shell"))
    part = text(client.get(f"/advice/live/?{ROOM}&at=shell"))
    line = re.search(r'<section id="live".*</section>', part, re.DOTALL)
    assert line
    assert line[0] in page
    assert page.count('id="said"') == 1


def test_a_wrong_answer_leaves_the_line_of_the_others_on_the_page(client: Client) -> None:
    page = text(client.get(f"/advice/?{ROOM}&hold=900&step=living"))
    assert 'class="live-load"' in page


def test_a_live_line_takes_one_query_and_few_bytes(
    client: Client, django_assert_num_queries: Any
) -> None:
    client.get(f"/advice/live/?{ROOM}")  # the place is read once
    with django_assert_num_queries(1):
        response = client.get(f"/advice/live/?{ROOM}")
    assert len(gzip.compress(response.content, 6)) < 3000
    with django_assert_num_queries(0):
        client.get("/advice/live/?space=bedroom")


def test_nobody_finds_the_line_by_searching(client: Client) -> None:
    response = client.get(f"/advice/live/?{ROOM}")
    assert response["X-Robots-Tag"] == "noindex"
    assert client.post("/advice/live/").status_code in {403, 405}


# --- The area, worked out ------------------------------------------------------------------------


def test_lengths_are_summed_beside_their_question(client: Client) -> None:
    page = text(client.get(f"/advice/live/?{ROOM}&length=12&width=14&at=room"))
    assert re.search(r'id="area-sum"[^>]*>12 × 14 = 168\u00a0sq ft<', page)
    assert "Bedroom · 168\u00a0sq ft" in page
    elsewhere = text(client.get(f"/advice/live/?{ROOM}&length=12&width=14&at=around"))
    assert "area-sum" not in elsewhere


def test_the_button_puts_the_area_in_its_field(client: Client) -> None:
    page = text(client.get(f"/advice/?{ROOM}&length=12&width=14&hall=32&edit=room"))
    assert re.search(r'name="area"\s+id="id-area"\s+value="200"', page)
    assert "12 × 14 + 32 = 200\u00a0sq ft" in page
    assert re.search(r'name="length"\s+id="id-length"\s+value=""', page)


def test_lengths_submitted_with_the_page_become_the_answer(client: Client) -> None:
    page = text(client.get(f"/advice/?{ROOM}&length=12&width=14&step=room"))
    assert 'name="area" value="168"' in page
    hidden = re.findall(r'type="hidden" name="(\w+)"', page)
    assert "area" in hidden
    assert not {"length", "width"} & set(hidden)


def test_a_wrong_length_is_told_by_the_area_and_kept(client: Client) -> None:
    page = text(client.get(f"/advice/?{ROOM}&length=twelve&width=14&step=room"))
    assert "Enter each length in feet" in page
    assert re.search(r'id="id-length"\s+value="twelve"', page)
    assert re.search(r'id="area-helper"\s+open', page)


# --- What is taken where an answer is open -------------------------------------------------------


def test_a_question_says_what_we_take_where_it_stays_open(client: Client) -> None:
    page = text(client.get(f"/advice/?{ROOM}&edit=around"))
    assert "we will use: An attic" in page
    assert "we will use 8\u00a0ft" in page
    answered = text(client.get(f"/advice/?{ROOM}&above=roof&edit=around"))
    assert "we will use: An attic" in answered
    garage = text(client.get("/advice/?zip=02130&space=garage&area=400&edit=around"))
    assert "we will use: A concrete slab" in garage


def test_glass_is_taken_in_square_feet_beside_the_windows(client: Client) -> None:
    page = text(client.get(f"/advice/?{ROOM}&edit=windows"))
    assert "we will use: 14\u00a0sq ft" in page


def test_nothing_is_taken_before_the_room_is_known(client: Client) -> None:
    assert "we will use" not in text(client.get("/advice/?space=bedroom&edit=around"))


def test_the_same_room_in_other_units_keeps_the_area_of_its_lengths(client: Client) -> None:
    page = text(client.get(f"/advice/?{ROOM}&length=12&width=14&step=room"))
    other = re.search(r'href="([^"]+units=metric[^"]*)"', page)
    assert other
    assert "length" not in other[1]
    assert "15.6" in text(client.get(other[1]))
