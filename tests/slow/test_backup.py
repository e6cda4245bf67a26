"""./run backup and ./run restore, as commands, on databases of their own: every table compared."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def databases() -> Iterator[list[str]]:
    """Addresses of two empty databases."""
    server = os.environ["DATABASE_URL"]
    names = [f"slow_backup_{which}_{os.getpid()}" for which in ("from", "to")]
    with psycopg.connect(server, autocommit=True) as connection:
        for name in names:
            connection.execute(f"CREATE DATABASE {name}")
    yield [urlunsplit(urlsplit(server)._replace(path=f"/{name}")) for name in names]
    with psycopg.connect(server, autocommit=True) as connection:
        for name in names:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(url: str, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "run", *words],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, "SECRET_KEY": "x" * 50},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def content(url: str) -> dict[str, tuple[int, str]]:
    """Of every table: how many rows, and a digest of all of them."""
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    digest = sql.SQL(
        "SELECT count(*), coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {} t"
    )
    with psycopg.connect(url) as connection:
        return {
            name: connection.execute(digest.format(sql.Identifier(name))).fetchone() or (0, "")
            for (name,) in connection.execute(tables).fetchall()
        }


def next_numbers(url: str) -> dict[str, int]:
    """Where the sequences stand, which give the next row its number."""
    with psycopg.connect(url) as connection:
        return dict(
            connection.execute(
                "SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences"
            ).fetchall()
        )


def test_a_restored_backup_equals_the_database_in_every_table(
    databases: list[str], tmp_path: Path
) -> None:
    first, second = databases
    done = run(first, "setup")
    assert done.returncode == 0, done.stderr
    with psycopg.connect(first) as connection:
        connection.execute("UPDATE catalog_heatpump SET notes = 'ours, é' WHERE id % 100 = 0")
    file = tmp_path / "backup.dump"
    done = run(first, "backup", str(file))
    assert done.returncode == 0, done.stderr
    assert file.stat().st_mode & 0o077 == 0
    before = content(first)
    assert before["catalog_heatpump"][0] > 1000

    refused = run(second, "restore", str(file))  # asks, and nobody answers
    assert refused.returncode == 1
    assert content(second) == {}
    done = run(second, "restore", str(file), "--yes")
    assert done.returncode == 0, done.stderr
    assert content(second) == before
    reached = next_numbers(second)
    assert all(reached[name] >= number for name, number in next_numbers(first).items())

    # A database of a later version has tables that the file does not know, and that hold on to its.
    with psycopg.connect(second) as connection:
        connection.execute("CREATE TABLE later (brand bigint REFERENCES catalog_brand (id))")
    assert run(second, "restore", str(file), "--yes").returncode == 0
    assert content(second) == before

    # Over a database that has changed since, and from a file that breaks off: nothing is lost.
    with psycopg.connect(second) as connection:
        connection.execute("UPDATE catalog_heatpump SET notes = 'lost'")
    changed = content(second)
    broken = tmp_path / "broken.dump"
    broken.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert run(second, "restore", str(broken), "--yes").returncode == 1
    assert content(second) == changed
    assert run(second, "restore", str(file), "--yes").returncode == 0
    assert content(second) == before
