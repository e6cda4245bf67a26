"""A database that keeps no limit is hung up on, and a new connection is made for who comes next."""

import json
import os
import subprocess
import sys
import time
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection
from pytest_django import Settings

from advisor.operations import lanes
from advisor.operations.database_limits import limited_statements, waiting_at_most
from advisor.operations.postgresql.base import DatabaseWrapper, WaitedInVainError
from tests.advisor.operations.server import ROOT

UNLIMITED = "VALUES (pg_sleep(3))"  # no limit is put before it: as of a server that hangs

TELL = """
import json
from django.conf import settings
print(json.dumps(settings.DATABASES["default"]["OPTIONS"]))
"""


@pytest.fixture
def limits(settings: Settings) -> None:
    settings.DATABASE_LIMITS = {"visitor": {"lock": 200, "statement": 300}}


def test_every_connection_of_ours_is_one_that_hangs_up() -> None:
    assert connection.settings_dict["ENGINE"] == "advisor.operations.postgresql"


@pytest.mark.usefixtures("limits")
@pytest.mark.django_db(transaction=True)
def test_server_that_keeps_no_limit_is_hung_up_on_and_the_next_statement_has_a_new_one() -> None:
    began = time.monotonic()
    with (
        limited_statements(),
        pytest.raises(OperationalError) as raised,
        connection.cursor() as cursor,
    ):
        cursor.execute(UNLIMITED)
    assert 0.3 < time.monotonic() - began < 2
    assert isinstance(raised.value.__cause__, WaitedInVainError)
    used = connection.connection
    assert used is not None
    assert used.closed
    connection.close_if_unusable_or_obsolete()  # as Django does before every request
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_commands_wait_as_long_as_it_takes() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VALUES (pg_sleep(0.7))")
        assert len(cursor.fetchall()) == 1


@pytest.mark.usefixtures("limits")
@pytest.mark.django_db(transaction=True)
def test_turn_is_passed_on_while_the_database_is_slow_and_only_then() -> None:
    passed: list[lanes.Turn] = []
    turn = lanes.Turn(lanes.lanes()["page"], None, passed.append)
    with connection.cursor() as cursor, lanes.having(turn):
        cursor.execute("SELECT 1")
        assert passed == []
        cursor.execute("SELECT pg_sleep(0.1)")
    assert passed == [turn]


@pytest.mark.usefixtures("limits")
@pytest.mark.django_db(transaction=True)
def test_question_that_is_worth_little_waits_little() -> None:
    began = time.monotonic()
    with (
        limited_statements(),
        connection.cursor() as cursor,
        pytest.raises(OperationalError),
        waiting_at_most(0.1),
    ):
        cursor.execute(UNLIMITED)
    assert time.monotonic() - began < 2
    connection.close()


def test_while_the_database_is_away_nobody_waits_for_a_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = DatabaseWrapper({**connection.settings_dict, "HOST": "127.0.0.1", "PORT": "1"})
    monkeypatch.setattr(DatabaseWrapper, "_away_until", time.monotonic() + 60)
    with pytest.raises(psycopg.OperationalError, match="a moment ago"):
        made.get_new_connection(made.get_connection_params())
    assert not made.is_usable()


def options(query: str = "", **environment: str) -> dict[str, Any]:
    """How the settings connect under this environment."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            TELL,
        ],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "advisor.settings",
            "DATABASE_URL": f"postgresql://anna@db/advisor{query}",
            "SECRET_KEY": "x",
            **environment,
        },
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_nothing_that_pgbouncer_refuses_is_sent_through_it() -> None:
    assert "options" not in options(DATABASE_POOLED="1", READ_ONLY="1")
    direct = options()["options"]
    assert "idle_in_transaction_session_timeout" in direct
    assert "read_only" not in direct
    assert "default_transaction_read_only=on" in options(READ_ONLY="1")["options"]


def test_a_dead_server_is_noticed_within_seconds_and_the_address_may_say_otherwise() -> None:
    given = options("?connect_timeout=9&options=-c%20work_mem%3D8MB")
    assert given["connect_timeout"] == "9"
    assert given["tcp_user_timeout"] == 3000
    assert given["options"].endswith("-c work_mem=8MB")
