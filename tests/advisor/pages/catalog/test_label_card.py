"""The label card of a unit: its figures, a code that leads to its page, a year in a room."""

import re
from html import unescape

import pytest
from django.test import Client

from advisor.advice import compare
from advisor.engine.answers import Answers

pytestmark = pytest.mark.usefixtures("real_data")

UNIT = "/heat-pumps/mitsubishi-electric/msz-fx06nl-muz-fx06nlhz/"
ROOM = "zip=02130&space=bedroom&area=300"


def words(markup: str) -> str:
    main = markup[markup.index("<main") : markup.index("</main>")]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)))


def test_the_card_has_the_figures_and_a_code_to_the_page(client: Client) -> None:
    page = client.get(f"{UNIT}card/").content.decode()
    card = words(page)
    for label in ("Cooling", "Minimum heat", "SEER2", "HSPF2", "Indoor sound", "Voltage"):
        assert label in card
    assert f"http://127.0.0.1:8000{UNIT}" in card
    assert "<svg" in page
    assert "A year in your room" not in card
    assert "How many kWh it uses in a year depends on the room" in card
    assert "CEER" not in card  # no unit of this type publishes one


def test_the_words_of_the_card_lead_to_the_glossary(client: Client) -> None:
    page = client.get(f"{UNIT}card/").content.decode()
    for entry in ("btu", "turndown", "seer2", "hspf2", "db", "refrigerant"):
        assert f'href="/glossary/#{entry}"' in page
    assert "/glossary/" not in client.get(f"/embed/card/{UNIT.split('/')[3]}/").content.decode()


def test_with_a_room_it_says_what_the_unit_uses_there(client: Client) -> None:
    card = words(client.get(f"{UNIT}card/?{ROOM}").content.decode())
    annual = compare(Answers(zip="02130", space="bedroom", area=300), [UNIT.split("/")[3]])
    kwh = annual.judged[0].pick.annual.heating_kwh
    assert "A year in your room in Jamaica Plain, MA" in card
    assert f"{round(kwh):,} kWh" in card
    whole = round(kwh) + round(annual.judged[0].pick.annual.cooling_kwh)
    assert f"Electricity a year {whole:,} kWh" in card
    assert "depends on the room" not in card


def test_the_page_of_the_unit_leads_to_it_with_the_room(client: Client) -> None:
    page = unescape(client.get(f"{UNIT}?{ROOM}").content.decode())
    assert f'href="{UNIT}card/?{ROOM}"' in page


@pytest.mark.parametrize(
    "path", [f"{UNIT}card/".replace("mitsubishi-electric", "daikin"), "/heat-pumps/a/b/card/"]
)
def test_a_unit_that_is_not_there_has_no_card(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_card_is_nobodys_search_result(client: Client) -> None:
    assert client.get(f"{UNIT}card/?lang=es")["X-Robots-Tag"] == "noindex"
