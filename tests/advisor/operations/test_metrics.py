"""Figures for an operator: closed by default, and nothing about visitors."""

import os
import re
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from advisor.operations import metrics_folder
from tests.advisor.operations.server import Server, serving

ROOM = "zip=55401&space=bedroom&area=120"
pytestmark = pytest.mark.usefixtures("real_data")


def read(client: Client, word: str) -> str:
    response = client.get("/metrics", headers={"Authorization": f"Bearer {word}"})
    assert response.status_code == 200
    return response.content.decode()


def count_of(page: str, text: str) -> int:
    line = rf'^advisor_requests_total{{page="{page}",status="200"}} (\d+)'
    counted = re.search(line, text, re.MULTILINE)
    return int(counted[1]) if counted else 0


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
        counted = re.search(
            r'^advisor_requests_total{page="check",status="200"} (\d+)', text, re.MULTILINE
        )
        return int(counted[1]) if counted else 0

    before = shown(read(client, "open"))
    client.get(f"/advice/check/?{ROOM}")
    client.get(f"/advice/check/?{ROOM}")
    text = read(client, "open")
    assert shown(text) == before + 2
    assert 'advisor_request_seconds_sum{page="check"}' in text
    assert 'advisor_request_seconds_bucket{le="0.25",page="check"}' in text
    assert re.search(r"^advisor_units [1-9]\d+(\.0)?$", text, re.MULTILINE)
    assert re.search(r'^advisor_catalog_version{version=".+"} 1', text, re.MULTILINE)
    assert "55401" not in re.sub(r" [0-9.e+-]+$", "", text, flags=re.MULTILINE)


TOKEN = {"Authorization": "Bearer open"}


@pytest.fixture
def server(loaded_data: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Server]:
    with django_db_blocker.unblock(), serving(METRICS_TOKEN="open") as running:
        yield running


def folder_of(server: Server) -> list[Path]:
    pattern = f"{metrics_folder.PREFIX}{server.process.pid}-*"
    return list(Path(tempfile.gettempdir()).glob(pattern))


def probes(server: Server) -> int:
    """How often /readyz was answered, as whichever worker answers says."""
    status, text = server.get("/metrics", TOKEN)
    assert status == 200
    counted = re.search(
        r'^advisor_requests_total{page="readyz",status="200"} (\d+)', text, re.MULTILINE
    )
    return int(counted[1]) if counted else 0


def test_every_worker_knows_the_counts_of_all_of_them_also_of_those_that_are_gone(
    server: Server,
) -> None:
    assert server.get("/metrics")[0] == 404
    for _request in range(12):
        assert server.get("/readyz")[0] == 200
    assert [probes(server) for _scrape in range(6)] == [12] * 6
    first, *_others = before = server.workers()
    assert len(before) == 2
    os.kill(first, signal.SIGTERM)
    deadline = time.monotonic() + 30
    while first in (now := server.workers()) or len(now) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert [probes(server) for _scrape in range(6)] == [12] * 6
    (folder,) = folder_of(server)
    assert list(folder.glob(f"*_{first}.db")) == []
    server.process.terminate()
    server.process.wait(30)
    assert folder_of(server) == []


def test_folder_of_a_killed_server_is_deleted_at_the_next_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(metrics_folder.VARIABLE, "")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    killed = tmp_path / f"{metrics_folder.PREFIX}{2**22 + 1}-left"
    alive = tmp_path / f"{metrics_folder.PREFIX}{os.getpid()}-other"
    killed.mkdir()
    alive.mkdir()
    made = metrics_folder.create()
    assert metrics_folder.current() == made
    assert set(tmp_path.iterdir()) == {alive, made}
