"""The seven articles that the first links to (S123 to S129): each lands on an answer."""

import re
from html import unescape

import pytest
from django.test import Client

from advisor.articles import presets
from advisor.models import State

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


def main_of(page: str) -> str:
    """What the page says under its header, up to the first button."""
    return words(page.partition("</header>")[2])


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("room-size", "The floor area alone does not tell the size"),
        ("window", "Measure before you choose: the clear width"),
        ("which-type", "With a place outdoors and a hole in the wall, a mini-split."),
        ("cost", "the heat of a therm costs about"),
    ],
)
def test_a_landing_on_questions_speaks_to_what_was_asked_before_it_asks(
    client: Client, code: str, says: str
) -> None:
    presets.load()
    page = client.get(f"/go/{code}/?from=an-article", follow=True).content.decode()
    assert says in main_of(page)
    assert main_of(page).index(says) < main_of(page).index("Continue")
    step = page.partition('<main id="page"')[2]
    again = client.get(f"/advice/?from=an-article&about={code}&step=room&zip=02130")
    assert "step" in step
    assert again.status_code == 200


def test_the_cost_of_heat_is_that_of_our_own_prices(client: Client) -> None:
    presets.load()
    page = words(client.get("/go/cost/", follow=True).content.decode())
    told = re.search(r"costs about \$([\d.]+) with electric heat, \$([\d.]+) with a heat", page)
    country = State.objects.get(code="US")
    assert told
    assert country.electricity_usd_kwh
    assert country.gas_usd_therm
    assert float(told[1]) == pytest.approx(29.307 * float(country.electricity_usd_kwh), abs=0.01)
    assert float(told[2]) == pytest.approx(float(told[1]) / 2.5, abs=0.01)
    gas = float(country.gas_usd_therm) / 0.85
    assert float(re.findall(r"and \$([\d.]+) with gas", page)[0]) == pytest.approx(gas, abs=0.02)


def test_the_window_landing_asks_for_the_opening_first(client: Client) -> None:
    presets.load()
    page = client.get("/go/window/", follow=True).content.decode()
    asked = re.findall(r'id="q-(\w+)"', page)
    assert asked[:3] == ["window_type", "window_width", "power"]
    assert re.findall(r'id="q-(\w+)"', client.get("/advice/?edit=possible").content.decode())[
        0
    ] == ("tenure")


def test_short_cycling_of_a_named_brand_begins_with_how_to_read_its_code(client: Client) -> None:
    presets.load()
    page = client.get("/go/cycling/?brand=daikin&from=an-article", follow=True).content.decode()
    told = words(page)
    assert "For a Daikin, and what holds for every brand" in told
    assert told.index("hold its Cancel button for five seconds") < told.index("Is it too big")
    assert "Mode: Heat or Cool, not Auto." in told
    assert "Call a technician when a code comes back" in told
    assert page.count('<input type="hidden" name="brand" value="daikin">') == 1
    other = words(client.get("/guides/short-cycling/?brand=nobody").content.decode())
    assert "what holds for every brand" not in other
    assert other.index("Is it too big") < other.index("If it is a Daikin")


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("4TWR3030A1000AA", "030 stand for a nominal size of 30,000\u00a0BTU/h, or 2.5 tons"),
        ("TTR060C100A2", "060 stand for a nominal size of 60,000\u00a0BTU/h, or 5.0 tons"),
        ("XYZ018", "018 stand for a nominal size of 18,000\u00a0BTU/h, or 1.5 tons"),
    ],
)
def test_the_decoder_tells_the_rule_of_the_three_digits_for_central_units_too(
    client: Client, number: str, says: str
) -> None:
    told = unescape(client.get("/heat-pumps/decode/", {"model": number}).content.decode())
    assert says in told


@pytest.mark.parametrize("number", ["24ACC636", "XY-100200", "018030", "nothing"])
def test_the_decoder_guesses_no_size_where_the_rule_does_not_hold(
    client: Client, number: str
) -> None:
    page = client.get("/heat-pumps/decode/", {"model": number}).content.decode()
    assert "stand for a nominal size" not in page


def test_the_decoder_says_where_the_plate_is(client: Client) -> None:
    page = words(client.get("/heat-pumps/decode/").content.decode())
    assert "plate on the side of the outdoor unit" in page
    assert "018 is 18,000 BTU/h or 1.5 tons" in page
