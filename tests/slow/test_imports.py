"""Imports against a served site: two worker processes, 17,000 rows, and a kill in the middle.

A database of its own on the server that DATABASE_URL names, as the processes see only what is
committed.
"""

import csv
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.catalog.importing.test_energystar import PAIR, TITLES

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
ROOM = "zip=02130&space=bedroom&area=120&exterior_walls=1&above=heated&below=heated"
BRANDS = ("Nordica", "Boreal", "Frostline", "Tundra", "Vindur", "Polara", "Halden", "Isbre")
ROWS = 17_000


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """Address of a fresh database with reference data and starting catalog."""
    server = os.environ["DATABASE_URL"]
    name = f"slow_imports_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    url = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    for words in (["migrate", "-v", "0"], ["load_reference"], ["load_catalog"]):
        manage(url, *words)
    yield url
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def environment(url: str, **more: str) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": url, "SECRET_KEY": "x" * 50, "DEBUG": "0", **more}


def manage(url: str, *words: str) -> str:
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment(url),
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def ask(url: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of the real header's shape: 17,000 rows, some of other markets and multi-zone."""
    path = tmp_path_factory.mktemp("export") / "mini-splits.csv"
    chance = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, TITLES)
        writer.writeheader()
        for number in range(ROWS):
            cooling = chance.choice([6000, 9000, 12_000, 15_000, 18_000]) + chance.randrange(9) * 50
            heating = round(cooling * chance.uniform(1.05, 1.2), -2)
            brand = BRANDS[number % len(BRANDS)]
            writer.writerow(
                PAIR
                | {
                    "Outdoor Unit Brand Name": brand,
                    "Series Name": f"Series {number % 200}",
                    "Model Number": f"{brand[:3].upper()}O-{number:05}",
                    "Indoor Unit Model Number": "Multizone Non-Ducted"
                    if number % 50 == 7
                    else f"{brand[:3].upper()}W-{number:05}",
                    "Markets": "Canada" if number % 50 == 3 else "United States, Canada",
                    "Cooling Capacity (Btu/h)": f"{cooling}.0",
                    "Heating Capacity at 47°F (Btu/h)": str(int(heating)),
                    "Heating Capacity at 17°F (Btu/h)": str(int(heating * 0.7)),
                    "Heating Capacity at 5°F (Btu/h)": str(int(heating * 0.85)),
                    "AHRI Reference Number": f"{200_000_000 + number}.0",
                }
            )
    return path


class Site:
    """Two worker processes behind one port, and a log of which of them answered."""

    def __init__(self, port: int, log: Path) -> None:
        self.port = port
        self.log = log

    def get(self, address: str) -> tuple[int, str]:
        request = f"http://127.0.0.1:{self.port}{address}"
        try:
            with urllib.request.urlopen(request, timeout=90) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def answers_of_every_worker(self, address: str) -> list[tuple[int, str]]:
        """Answers to one question after the other until both workers gave at least three."""
        before = len(self.log.read_text().splitlines())
        answers: list[tuple[int, str]] = []
        for _request in range(300):
            answers.append(self.get(address))
            counts: dict[str, int] = {}
            for line in self.log.read_text().splitlines()[before:]:
                counts[line.split()[0]] = counts.get(line.split()[0], 0) + 1
            if len(counts) == 2 and min(counts.values()) >= 3:
                return answers
        raise AssertionError(f"Only {counts} answered")


@pytest.fixture(scope="module")
def site(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    log = tmp_path_factory.mktemp("site") / "access"
    log.touch()
    command = ["gunicorn", "--config", "python:advisor.operations.gunicorn_conf", "advisor.wsgi"]
    options = ["--access-logfile", str(log), "--access-logformat", "%(p)s %(U)s"]
    manage(database, "collectstatic", "--no-input", "-v", "0")
    server = subprocess.Popen(
        [sys.executable, "-m", *command, *options, "--keep-alive", "1"],
        cwd=ROOT,
        env=environment(database, HOST="127.0.0.1", PORT=str(port), WEB_CONCURRENCY="2"),
    )
    site = Site(port, log)
    deadline = time.monotonic() + 60
    while True:
        with suppress(OSError):
            site.get("/healthz")
            break
        assert time.monotonic() < deadline
        time.sleep(0.1)
    yield site
    server.terminate()
    server.wait(30)


def judged(slug: str) -> str:
    return f"/advice/results/?{ROOM}&model={slug}"


def told(answers: list[tuple[int, str]], text: str) -> set[tuple[int, bool]]:
    return {(status, text in body) for status, body in answers}


def test_every_worker_follows_a_save_an_import_and_a_delete_at_once(
    database: str, site: Site, tmp_path: Path
) -> None:
    known = judged("map14hs1tbl")
    assert told(site.answers_of_every_worker(known), "MAP14HS1TBL") == {(200, True)}

    ask_and_commit(
        database,
        "UPDATE catalog_heatpump SET model_number = 'EDITED-14' WHERE slug = 'map14hs1tbl'",
    )
    assert told(site.answers_of_every_worker(known), "EDITED-14") == {(200, True)}

    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, TITLES)
        writer.writeheader()
        writer.writerow(PAIR)
    new = judged("ni-09-no-09")
    assert told(site.answers_of_every_worker(new), "NI-09 / NO-09") == {(200, False)}
    said = manage(database, "import_catalog", "energystar-mini", str(path), "--apply", "--publish")
    assert told(site.answers_of_every_worker(new), "NI-09 / NO-09") == {(200, True)}

    batch = re.search(r"undo_import (\d+)", said)
    assert batch is not None
    manage(database, "undo_import", batch[1])
    assert told(site.answers_of_every_worker(new), "NI-09 / NO-09") == {(200, False)}

    ask_and_commit(
        database, "UPDATE catalog_heatpump SET status = 'retired' WHERE slug = 'map14hs1tbl'"
    )
    assert told(site.answers_of_every_worker(known), "EDITED-14") == {(200, False)}


def ask_and_commit(url: str, statement: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(statement)


@pytest.mark.parametrize("moment", ["while it reads", "while it writes"])
def test_import_killed_in_the_middle_leaves_the_catalog_as_it_was(
    moment: str, database: str, export: Path
) -> None:
    state = (
        "SELECT (SELECT number FROM catalog_catalogversion),"
        " (SELECT md5(string_agg(unit::text, '' ORDER BY id)) FROM catalog_heatpump AS unit),"
        " (SELECT count(*) FROM catalog_figure), (SELECT count(*) FROM catalog_performancepoint),"
        " (SELECT count(*) FROM catalog_change), (SELECT count(*) FROM catalog_importchange)"
    )
    before = ask(database, state)
    words = ["import_catalog", "energystar-mini", str(export), "--apply", "--publish"]
    process = subprocess.Popen(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment(database)
    )
    sign = "COPY%" if moment == "while it reads" else "%INSERT INTO%catalog_figure%import_figures%"
    deadline = time.monotonic() + 180
    while not ask(
        database,
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
        f" AND pid <> pg_backend_pid() AND query LIKE '{sign}'",
    ):
        assert process.poll() is None, "It ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    deadline = time.monotonic() + 60  # until the server has noticed that nobody is there
    while ask(
        database,
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
        " AND application_name = '' AND state <> 'idle' AND pid <> pg_backend_pid()",
    ):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert ask(database, state) == before
    ((batch, left),) = ask(
        database, "SELECT id, state FROM catalog_importbatch ORDER BY id DESC LIMIT 1"
    )
    assert left == "applying"
    settled = manage(
        database,
        "shell",
        "-v",
        "0",
        "-c",
        "from datetime import timedelta; from django.utils import timezone\n"
        "from catalog.importing.jobs import settle; from catalog.models import ImportBatch\n"
        f"batch = ImportBatch.objects.get(pk={batch})\n"
        "batch.changed_at -= timedelta(minutes=5); print(settle(batch).state)",
    )
    assert settled.strip() == "broken"


def test_list_of_17000_rows_becomes_units_that_every_worker_judges_at_once(
    database: str, site: Site, export: Path
) -> None:
    began = time.monotonic()
    said = manage(
        database, "import_catalog", "energystar-mini", str(export), "--apply", "--publish"
    )
    print(f"\n{ROWS:,} rows in {time.monotonic() - began:.1f} s")
    assert f"{ROWS} rows: 16320 created" in said
    assert "left out: 340 × multi-zone" in said
    ((live,),) = ask(
        database,
        "SELECT count(*) FROM catalog_heatpump WHERE status = 'live' AND slug LIKE '%o-0%'",
    )
    assert isinstance(live, int)
    assert live > 8_000
    ((slug, model),) = ask(
        database,
        "SELECT slug, model_number FROM catalog_heatpump WHERE status = 'live'"
        " AND loaded_checksum = '' ORDER BY id DESC LIMIT 1",
    )
    began = time.monotonic()
    answers = site.answers_of_every_worker(judged(str(slug)))
    print(f"both workers answer after {time.monotonic() - began:.1f} s")
    assert told(answers, str(model)) == {(200, True)}
