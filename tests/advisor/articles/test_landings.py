"""The seven articles that the first links to (S123 to S129): each lands on an answer."""

import re
from html import unescape

import pytest
from django.test import Client

from advisor.articles import presets

pytestmark = pytest.mark.usefixtures("real_data")

ANSWERS = {
    # S123 how to tell what size heat pump I have
    "decode": ("Model number", "09 means 9,000"),
    # S124 does an air-source heat pump have to be outside
    "no-outdoor": ("Must it be outside?", "it does not have to sit outside"),
    # S125 the smallest size air conditioner you can buy
    "room-size": ("begin at about 5,000 BTU/h", "SACC"),
    # S126 the smallest size air conditioner for a window
    "window": ("begin at about 5,000 BTU/h", "The clear opening"),
    # S127 how to clean heat pump coils
    "care": ("Turn the power off", "coil"),
    # S128 how to keep a heat pump from freezing in winter
    "winter": ("Keep it from freezing", "Defrost"),
    # S129 why does my Daikin heat pump keep turning off
    "cycling": ("Is it too big for the room?", "The breaker trips"),
}
TO_QUESTIONS = ("room-size", "window")
"""These begin with the questions, and say on top where the answer is."""


def words(markup: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)))


def guide_links(page: str) -> list[str]:
    found = re.findall(r'(?s)is answered here:\s*<a href="(/guides/[^"]+)"', page)
    return [unescape(link) for link in found]


@pytest.mark.parametrize("code", ANSWERS)
def test_an_article_lands_on_the_answer_to_its_question(client: Client, code: str) -> None:
    presets.load()
    page = client.get(f"/go/{code}/?from=an-article&slot=text", follow=True).content.decode()
    links = guide_links(page)
    assert len(links) == (code in TO_QUESTIONS)
    for link in links:
        page = client.get(link.partition("#")[0]).content.decode()
        assert f'id="{link.partition("#")[2]}"' in page
    for answer in ANSWERS[code]:
        assert answer.casefold() in words(page).casefold(), answer


@pytest.mark.parametrize("code", TO_QUESTIONS)
def test_the_guide_leads_back_to_the_questions_with_what_the_article_brought(
    client: Client, code: str
) -> None:
    presets.load()
    page = client.get(f"/go/{code}/?from=an-article", follow=True).content.decode()
    (link,) = guide_links(page)
    guide = client.get(link.partition("#")[0]).content.decode()
    (on,) = re.findall(r'<a class="btn small" href="(/advice/\?[^"]+)"', guide)
    assert "from=an-article" in on
    assert "prefilled=" in on
    assert client.get(unescape(on)).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["goal=cooling", "goal=both&prefilled=goal", "outdoor_unit=no&prefilled=type", "prefilled=x"],
)
def test_no_guide_is_named_where_no_article_asked(client: Client, query: str) -> None:
    assert guide_links(client.get(f"/advice/?{query}").content.decode()) == []


def test_a_guide_with_a_room_goes_on_to_its_advice(client: Client) -> None:
    room = "zip=02130&space=bedroom&area=120"
    page = client.get(f"/guides/no-outdoor-unit/?{room}").content.decode()
    assert f'href="/advice/results/?{room.replace("&", "&amp;")}"' in page
