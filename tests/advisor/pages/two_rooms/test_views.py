"""The page of two rooms, as it is asked for."""

import re

import pytest
from django.test import Client

FIRST = "zip=20009&space=bedroom&area=100"
BOTH = f"{FIRST}&rooms=space:bedroom~zip:20009~area:100"
PAGE = "/advice/two-rooms/"

pytestmark = pytest.mark.usefixtures("real_data")


def text_of(client: Client, query: str) -> str:
    response = client.get(f"{PAGE}?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_without_rooms_it_asks_for_both(client: Client) -> None:
    html = text_of(client, "")
    assert 'name="zip"' in html
    assert 'name="other_area"' in html
    assert 'class="ways"' not in html


def test_a_typed_room_joins_the_address_and_nothing_is_lost(client: Client) -> None:
    query = f"{FIRST}&insulation=poor&other_space=office&other_area=90&door_at_night=shut"
    response = client.get(f"{PAGE}?{query}")
    assert response.status_code == 302
    there = response.headers["Location"]
    assert "insulation=poor" in there
    assert "space:office" in there
    assert "door_at_night=shut" in there


def test_two_rooms_show_four_ways_with_their_costs(client: Client) -> None:
    html = text_of(client, BOTH)
    ways = re.findall(r'<section class="card.*?</section>', html, re.DOTALL)
    assert len(ways) == 4
    assert all("$" in way for way in ways)
    assert "best" in ways[0].partition(">")[0]
    assert "6k" not in (re.search(r"<h1>(.*?)</h1>", html, re.DOTALL) or [""])[0]


def test_the_second_room_is_read_in_the_units_of_the_page(client: Client) -> None:
    response = client.get(
        f"{PAGE}?zip=20009&space=bedroom&area=10&units=metric&other_space=bedroom&other_area=9"
    )
    html = client.get(response.headers["Location"]).content.decode()
    assert "Bedroom · 10 m² + Bedroom · 9.0 m²" in html.replace("\u00a0", " ")


def test_a_wrong_size_is_said_at_its_field_and_what_was_typed_stays(client: Client) -> None:
    html = text_of(client, f"{FIRST}&other_space=bedroom&other_area=9999999")
    assert 'id="id-other-area-error"' in html
    assert 'value="9999999"' in html


@pytest.mark.parametrize(
    "query",
    [
        "zip=00000&space=bedroom&area=100&rooms=space:bedroom~zip:20009~area:100",
        f"{FIRST}&rooms=%00~~!!",
        f"{FIRST}&rooms=space:castle~area:-4~zip:20009",
        f"{FIRST}&other_area=%F0%9F%98%80&other_space=',",
        f"{BOTH}&doorway=moat&door_at_night=maybe",
        "space=bedroom&other_space=bedroom",
    ],
)
def test_nonsense_is_answered_with_the_form(client: Client, query: str) -> None:
    assert "<form" in text_of(client, query)


def test_a_page_about_two_rooms_is_kept_out_of_search_and_the_empty_one_is_not(
    client: Client,
) -> None:
    assert client.get(f"{PAGE}?{BOTH}").headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get(PAGE).headers


def test_the_results_of_a_room_too_small_for_any_unit_lead_here(client: Client) -> None:
    html = client.get(f"/advice/results/why/?{FIRST}").content.decode()
    assert f"{PAGE}?zip=20009" in html


def test_spanish_speaks_spanish(client: Client) -> None:
    html = text_of(client, f"{BOTH}&lang=es")
    shown = re.sub(r"<[^>]*>", "", html)
    assert "puerta" in shown
    assert "One unit" not in shown
    assert " door" not in shown
