"""Pages in Spanish: words of there, numbers of here."""

import re

import pytest
from django.test import Client

ROOM = "zip=55401&space=bedroom&area=150&exterior_walls=2&heating_now=gas&lang=es"
pytestmark = pytest.mark.usefixtures("real_data")


def test_results_speak_spanish_with_american_numbers(client: Client) -> None:
    page = client.get(f"/advice/results/?{ROOM}&open=money").content.decode()
    assert '<html lang="es">' in page
    assert "Necesita unos" in page
    assert re.search(r"\$\d,\d{3}\b", page)
    assert not re.search(r"\d\u00a0\d{3}\b", page)
    assert re.search(r'name="electricity_rate"[^>]*placeholder="0\.\d+"', page) or re.search(
        r'value="0\.\d+"', page
    )


@pytest.mark.parametrize(
    "path",
    [
        "/",
        f"/advice/?{ROOM}",
        f"/advice/check/?{ROOM}",
        "/heat-pumps/?lang=es",
        "/heat-pumps/smallest/?lang=es",
        "/guides/who-pays/?lang=es",
        "/privacy/?lang=es",
        f"/advice/brief/?{ROOM}",
    ],
)
def test_a_page_follows_the_language_of_its_address(client: Client, path: str) -> None:
    wanted = "es" if "lang=es" in path else "en"
    page = client.get(path).content.decode()
    assert f'<html lang="{wanted}"' in page
    assert ("Bombas de calor" in page) == (wanted == "es")
