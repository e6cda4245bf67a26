"""Two hosts that start for the first time on one empty database, as real processes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty_database() -> Iterator[str]:
    server = os.environ["DATABASE_URL"]
    name = f"slow_first_start_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def start(url: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "prepare_database"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, "SECRET_KEY": "x" * 50, "DEBUG": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_of_two_first_starts_at_once_one_works_and_the_other_waits(empty_database: str) -> None:
    both = [start(empty_database) for _host in range(2)]
    told = [host.communicate(timeout=120)[0] for host in both]
    assert [host.returncode for host in both] == [0, 0], "\n\n".join(told)
    assert sorted("already up to date" in text for text in told) == [False, True]
    with psycopg.connect(empty_database) as connection:
        (units,) = connection.execute("SELECT count(*) FROM catalog_heatpump").fetchone() or (0,)
    assert units > 1000
