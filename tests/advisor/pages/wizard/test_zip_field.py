"""A ZIP code as people type it, on every page that asks for one; all by links, without scripts."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("real_data")

ROOM = "space=bedroom&area=120"


def text(response: Any) -> str:
    return unescape(response.content.decode())


def corrected(page: str) -> str:
    """Where the link of the correction leads."""
    found = re.search(r'<a href="([^"]*)">\s*Use 02130\s*</a>', page)
    assert found, page[:3000]
    return found[1]


@pytest.mark.parametrize("view", ["/advice/", "/advice/check/", "/advice/results/"])
def test_a_lost_zero_is_asked_for_with_one_link(client: Client, view: str) -> None:
    page = text(client.get(f"{view}?zip=2130&{ROOM}"))
    assert "A ZIP code has five digits. Did you mean 02130?" in page
    assert corrected(page) == "?zip=02130&space=bedroom&area=120"
    after = client.get(f"{view}{corrected(page)}", follow=True)
    assert "Did you mean" not in text(after)


def test_a_model_page_offers_the_same_link(client: Client) -> None:
    page = text(client.get("/heat-pumps/", {"zip": "2130"}))
    link = re.search(r'href="(/heat-pumps/[a-z0-9-]+/[a-z0-9-]+/)', page)
    assert link
    assert corrected(text(client.get(link[1], {"zip": "2130"}))).startswith("?zip=02130")


def test_a_guide_offers_the_same_link_and_says_what_is_wrong(client: Client) -> None:
    page = text(client.get("/guides/siting/", {"zip": "2130"}))
    assert corrected(page).endswith("?zip=02130")
    assert "Jamaica Plain, MA" in text(client.get(corrected(page)))
    assert "military or diplomatic" in text(client.get("/guides/siting/", {"zip": "09012"}))


def test_a_frame_offers_it_among_its_choices(client: Client) -> None:
    page = text(client.get("/embed/smallest/?space=bedroom&area=120&zip=2130"))
    assert "Did you mean 02130?" in page
    assert re.search(r'href="/embed/[^"]*zip=02130[^"]*"><span>02130</span>', page)


@pytest.mark.parametrize("view", ["/advice/check/", "/advice/results/", "/heat-pumps/"])
def test_a_zip_plus_four_is_read_everywhere(client: Client, view: str) -> None:
    response = client.get(f"{view}?zip=02130-1234&{ROOM}")
    assert response.status_code == 200
    assert "five digits" not in text(response)
    if "heat-pumps" not in view:
        assert "zip=02130&" in text(response)


def test_a_field_takes_all_ten_characters(client: Client) -> None:
    assert 'maxlength="10"' in text(client.get("/"))


@pytest.mark.parametrize("zip_code", ["09012", "96349"])
def test_a_military_address_is_said_by_its_field(client: Client, zip_code: str) -> None:
    page = text(client.get(f"/advice/results/?zip={zip_code}&{ROOM}"))
    assert f"{zip_code} is a military or diplomatic address (APO, FPO or DPO)." in page
