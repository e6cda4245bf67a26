"""Pages in Spanish: words of there, numbers of here."""

import re
from html import unescape

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


ENGLISH = re.compile(
    r"\b(the|and|with|for|of|is|are|not|your|this|that|from|which|only|its|than|when|where|by|to|at)\b"
)
UNIT = "msz-fs06na-muz-fs06nah"
NAMES = re.compile(r"Home Electrification and Appliance Rebates")


@pytest.mark.parametrize(
    "path",
    [
        "/?lang=es",
        *(f"/advice/?{ROOM}&edit={step}" for step in ("room", "shell", "possible", "expert")),
        f"/advice/check/?{ROOM}",
        f"/advice/results/?{ROOM}",
        f"/advice/results/?{ROOM}&space=rv&type=portable",
        f"/advice/unit/{UNIT}/?{ROOM}",
        f"/advice/compare/?{ROOM}&models={UNIT},awgp08w",
        f"/advice/quote/?{ROOM}&quote_model=MSZ-FS09NA&quote_total=6800&quote_labour=2500",
        f"/advice/brief/?{ROOM}",
        f"/advice/request/?{ROOM}&unit=window",
        "/heat-pumps/?lang=es",
        "/heat-pumps/smallest/?lang=es",
        f"/heat-pumps/compare/?lang=es&models={UNIT},awgp08w",
        f"/heat-pumps/mitsubishi-electric/{UNIT}/card/?lang=es",
    ],
)
def test_no_english_stands_on_a_spanish_page(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    main = re.sub(r"<(script|style|textarea)\b.*?</\1>", "", page, flags=re.DOTALL)
    pieces = [unescape(" ".join(each.split())) for each in re.split(r"<[^>]+>", main)]
    pieces += [unescape(each) for each in re.findall(r'(?:aria-label|title|alt)="([^"]*)"', main)]
    assert [each for each in pieces if ENGLISH.search(NAMES.sub("", each))] == []


def test_a_model_page_names_its_figures_and_their_units_in_spanish(client: Client) -> None:
    page = client.get(f"/heat-pumps/mitsubishi-electric/{UNIT}/?lang=es").content.decode()
    told = " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
    assert "Modelo para clima frío sí" in told
    assert re.search(r"Ancho [\d.]+.pulgadas", told)
    assert re.search(r"Unidad exterior, ancho [\d.]+.pulgadas", told)
    assert "Disyuntor máximo" in told
