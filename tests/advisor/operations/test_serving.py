"""The application behind a real gunicorn with two workers, as it is served."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace

import psycopg
import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from advisor.operations import gunicorn_conf
from tests.advisor.operations.server import ROOT, Server, environment_of_tests, serving

RESULTS = "/advice/results/?space=bedroom&area=120&zip="


@pytest.fixture(scope="module")
def server(loaded_data: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Server]:
    with django_db_blocker.unblock(), serving() as running:
        yield running


@contextmanager
def locked(table: str) -> Iterator[None]:
    """Somebody else changes the table, as a migration does."""
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        yield
        other.rollback()


@pytest.mark.slow
def test_header_does_not_change_where_the_application_is_mounted(server: Server) -> None:
    assert server.get("/healthz", {"SCRIPT_NAME": "/admin"}) == (200, "ok\n")
    assert server.get("/healthz", {"SCRIPT_NAME": "nonsense"}) == (200, "ok\n")


@pytest.mark.parametrize(
    ("table", "zip_code"),
    [("catalog_catalogversion", "55401"), ("advisor_referenceversion", "60601")],
)
def test_locked_table_gives_a_friendly_503_within_three_seconds_and_comes_back(
    real_data: None, server: Server, table: str, zip_code: str
) -> None:
    assert server.get(f"{RESULTS}02130")[0] == 200
    with locked(table):
        began = time.monotonic()
        status, text = server.get(f"{RESULTS}{zip_code}")
        assert time.monotonic() - began < 3
        assert status == 503
        assert "We’ll be right back" in text
    assert server.get(f"{RESULTS}{zip_code}")[0] == 200


def test_locked_places_hinder_no_visitor(real_data: None, server: Server) -> None:
    with locked("advisor_zipcode"):
        assert server.get(f"{RESULTS}73301")[0] == 200


AFTER_THE_MASTER_IS_READY = """
import threading, advisor.wsgi
from django.db import connection
from django.test.utils import CaptureQueriesContext
from advisor.listing import inventory
from advisor.operations import gunicorn_conf
from advisor.reference import gazetteer
before = threading.enumerate()
gunicorn_conf.when_ready(None)
print(connection.connection is None, threading.enumerate() == before)
with CaptureQueriesContext(connection) as queries:
    print(len(inventory.current().units) > 0, len(queries))
    print(len(gazetteer.current().towns) > 0, len(queries))
"""


def test_master_reads_catalog_and_places_and_hands_no_connection_and_no_thread_to_its_workers(
    real_data: None,
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", AFTER_THE_MASTER_IS_READY],
        cwd=ROOT,
        env=environment_of_tests(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["True", "True", "True", "1", "True", "2"]


def test_workers_are_replaced_one_after_the_other_by_forks_of_loaded_code() -> None:
    assert gunicorn_conf.preload_app
    assert gunicorn_conf.max_requests_jitter >= gunicorn_conf.max_requests > 0


def test_never_fewer_workers_than_configured_whoever_says_there_are_too_many() -> None:
    master = SimpleNamespace(cfg=SimpleNamespace(workers=2), num_workers=1)
    gunicorn_conf.nworkers_changed(master, 1, 2)
    assert master.num_workers == 2
    master.num_workers = 3
    gunicorn_conf.nworkers_changed(master, 3, 2)
    assert master.num_workers == 3
    successor = SimpleNamespace()
    gunicorn_conf.pre_fork(master, successor)
    assert successor.is_successor


def exchange(server: Server, text: bytes) -> bytes:
    """All that comes back for these bytes until the server closes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as line:
        line.sendall(text)
        answer = b""
        while received := line.recv(65536):
            answer += received
    return answer


HOST = b"Host: 127.0.0.1\r\n"
LAST = HOST + b"Connection: close\r\n"


def test_half_sent_requests_hold_nobody(server: Server) -> None:
    with ExitStack() as crowd:
        for _client in range(20):
            line = socket.create_connection(("127.0.0.1", server.port), timeout=5)
            crowd.enter_context(line).sendall(b"GET / HTTP/1.1\r\n" + HOST + b"X: ")
        assert server.get("/healthz") == (200, "ok\n")
        assert server.get("/")[0] == 200


def test_requests_in_one_piece_and_byte_by_byte_are_answered_alike(server: Server) -> None:
    first = b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n"
    last = b"GET /healthz?x HTTP/1.1\r\n" + LAST + b"\r\n"
    assert exchange(server, first + last).count(b"200 OK") == 2
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as line:
        for byte in last:
            line.sendall(bytes([byte]))
        assert line.recv(65536).startswith(b"HTTP/1.1 200 OK")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (b"POST /report/ HTTP/1.1\r\n" + LAST + b"Content-Length: 300000\r\n\r\n", b"413"),
        (b"POST /report/ HTTP/1.1\r\n" + LAST + b"Transfer-Encoding: chunked\r\n\r\n", b"411"),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000, b"431"),
        (b"nonsense\r\n\r\n", b"400"),
        (
            b"POST /report/ HTTP/1.1\r\n" + LAST + b"Expect: 100-continue\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\nfield=x",
            b"100 Continue",
        ),
    ],
)
def test_odd_requests_are_answered_at_once(server: Server, text: bytes, status: bytes) -> None:
    assert exchange(server, text).startswith(b"HTTP/1.1 " + status)
