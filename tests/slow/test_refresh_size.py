"""ENERGY STAR's lists at their real size, from the server to units: within a minute and 500 MB."""

import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.catalog.importing.socrata_server import ALL, MINI, ROOM, SocrataServer
from tests.catalog.importing.test_refresh import ROOM_ROW, pair

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
ROWS = 17_646
BRANDS = ("Nordica", "Boreal", "Frostline", "Tundra", "Vindur", "Polara", "Halden", "Isbre")
MOST_SECONDS = 60
MOST_MEGABYTES = 500


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """Address of a fresh database with the starting catalog."""
    server = os.environ["DATABASE_URL"]
    name = f"slow_refresh_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    url = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    for words in (["migrate", "-v", "0"], ["load_catalog"]):
        manage(url, *words)
    yield url
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def manage(url: str, *words: str) -> str:
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, "SECRET_KEY": "x" * 50, "DEBUG": "0"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


@pytest.fixture(scope="module")
def lists() -> Iterator[SocrataServer]:
    """The mini-splits, which the list of all heat pumps has too, and the room units."""

    def row(number: int) -> dict[str, str]:
        brand = BRANDS[number % len(BRANDS)]
        return pair(
            number,
            outdoor_unit_brand_name=brand,
            model_number=f"{brand[:3].upper()}O-{number:05}",
            indoor_unit_model_number=f"{brand[:3].upper()}W-{number:05}",
            series_name=f"Series {number % 200}",
            energy_star_partner=f"{brand} Incorporated",
            refrigerant_with_gwp="R-454B (GWP:470 | Lower GWP)",
            compressor_staging="Continuously variable",
            date_available_on_market="2024-01-02T00:00:00.000",
            date_certified="2024-01-02T00:00:00.000",
        )

    rows = [row(number) for number in range(ROWS)]
    rooms = [ROOM_ROW | {"model_number": f"ROOM-{number:03}"} for number in range(515)]
    server = SocrataServer(lists={MINI: rows, ALL: rows, ROOM: rooms})
    yield server
    server.close()


def test_lists_of_real_size_are_read_and_applied_within_a_minute_and_500_mb(
    database: str, lists: SocrataServer
) -> None:
    words = ["refresh_catalog", "energystar", "--address", lists.address, "--apply", "--publish"]
    began = time.monotonic()
    said = manage(database, *words)
    took = time.monotonic() - began
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\n{ROWS:,} rows in {took:.1f} s, at most {megabytes:.0f} MB")
    assert f"{ROWS + 515} rows: {ROWS + 515} created" in said
    assert took < MOST_SECONDS
    assert megabytes < MOST_MEGABYTES
    began = time.monotonic()
    assert "as they were applied last" in manage(database, *words)
    print(f"the next night, unchanged: {time.monotonic() - began:.1f} s")
    batch = re.search(r"undo_import (\d+)", said)
    assert batch
    began = time.monotonic()
    assert "deleted" in manage(database, "undo_import", batch[1])
    print(f"undone in {time.monotonic() - began:.1f} s")
