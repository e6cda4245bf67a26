"""Figures for an operator: closed by default, and nothing about visitors."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

ROOM = "zip=55401&space=bedroom&area=120"
pytestmark = pytest.mark.usefixtures("real_data")


def read(client: Client, word: str) -> str:
    response = client.get("/metrics", headers={"Authorization": f"Bearer {word}"})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("word", ["", "wrong", "opén"])
def test_metrics_are_no_page_without_the_token(
    client: Client, settings: Settings, word: str
) -> None:
    headers = {"Authorization": f"Bearer {word}"}
    assert client.get("/metrics", headers=headers).status_code == 404
    settings.METRICS_TOKEN = "open"
    assert client.get("/metrics", headers=headers).status_code == 404
    assert client.get("/metrics").status_code == 404


def test_metrics_count_pages_and_their_time_and_say_nothing_of_visitors(
    client: Client, settings: Settings
) -> None:
    settings.METRICS_TOKEN = "open"

    def shown(text: str) -> int:
        counted = re.search(r'requests_total{page="check",status="200",worker="\d+"} (\d+)', text)
        return int(counted[1]) if counted else 0

    before = shown(read(client, "open"))
    client.get(f"/advice/check/?{ROOM}")
    client.get(f"/advice/check/?{ROOM}")
    text = read(client, "open")
    assert shown(text) == before + 2
    assert 'advisor_request_seconds_total{page="check"' in text
    assert re.search(r"^advisor_units [1-9]\d+$", text, re.MULTILINE)
    assert "55401" not in text
