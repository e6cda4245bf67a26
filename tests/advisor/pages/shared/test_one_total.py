"""The cost of owning is one figure: results, comparison, brief, saved copy, and JSON print it."""

import html
import re

import pytest
from django.core.cache import cache
from django.test import Client

from advisor.formatting.numbers import money
from tests.advisor.pages.shared.printed_advice import printed_advice

pytestmark = pytest.mark.usefixtures("real_data")

ROOMS = {
    "Boston bedroom": "zip=02130&space=bedroom&area=120&heating_now=electric",
    "Queens renter": "zip=11101&space=studio&area=350&tenure=rent&heating_now=included"
    "&window_type=double_hung&power=shared_115",
    "Denver gas": "zip=80202&space=living_room&area=320&heating_now=gas"
    "&electricity_rate=0.14&fuel_rate=0.95",
    "Kansas City garage": "zip=64106&space=garage&area=440&insulation=poor&garage_door=bare"
    "&heating_now=none",
    "Fairbanks oil": "zip=99701&space=addition&area=300&heating_now=oil",
}


@pytest.fixture(autouse=True)
def nothing_posted_yet() -> None:
    cache.clear()


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def after(text: str, title: str) -> str:
    """The page from these words on."""
    assert title in text, title
    return text[text.index(title) :]


@pytest.mark.parametrize("query", ROOMS.values(), ids=ROOMS)
def test_every_page_prints_the_same_totals(client: Client, query: str) -> None:
    advice = printed_advice(query)
    first, nothing = advice["picks"][0], advice["nothing"]
    totals = [money(nothing["ownership_usd"]), money(first["cost"]["ownership_usd"])]

    results = page(client, f"/advice/results/?{query}&open=money")
    owned = after(results, "What 15 years cost")
    bars = re.findall(r'class="owned-name">([^<]*)<b>([^<]*)</b>', owned)
    assert bars[0] == ("Doing nothing ", totals[0])
    assert totals[1] in [amount for _name, amount in bars]
    unit = page(client, f"/advice/unit/{first['slug']}/?{query}")
    assert re.search(rf"Together</th><td>[^<]*</td><td>{re.escape(totals[1])}</td>", unit)

    models = ",".join(pick["slug"] for pick in advice["picks"][:2])
    compared = after(page(client, f"/advice/compare/?{query}&models={models}"), "Cost to own")
    assert totals[1] in compared
    assert f"Doing nothing: {totals[0]}." in compared

    brief = after(page(client, f"/advice/brief/?{query}"), "What 15 years cost")
    rows = re.findall(r"([^<;:]*?)\s*<b>([^<]*)</b>", brief[: brief.index("</p>")])
    rows = [(name.strip(), amount) for name, amount in rows]
    assert rows[0] == ("Doing nothing", totals[0])
    assert totals[1] in [amount for _name, amount in rows]

    kept = client.post("/r/", query, content_type="application/x-www-form-urlencoded").headers[
        "Location"
    ]
    saved = after(page(client, kept), "That day’s list")
    cells = [re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in saved.split("</tr>")]
    owned_cells = [row[-1] for row in cells if len(row) == 4]
    assert owned_cells[0] == totals[0]
    assert totals[1] in owned_cells


def test_the_second_row_is_doing_little(client: Client) -> None:
    results = page(client, f"/advice/results/money/?{ROOMS['Boston bedroom']}")
    rows = re.findall(r'class="owned-name">([^<]*)<b>', after(results, "What 15 years cost"))
    assert [row.strip() for row in rows[:2]] == [
        "Doing nothing",
        "Doing little: a plain window air conditioner",
    ]


def test_an_unknown_heater_asks_instead_of_inventing(client: Client) -> None:
    query = "zip=02130&space=bedroom&area=120"
    assert printed_advice(query)["nothing"] == {"annual_usd": None, "ownership_usd": None}
    assert "Tell us what heats the room now" in page(client, f"/advice/results/money/?{query}")
