"""Served as in production: a crowd, slow clients, workers that go, a database that hangs."""

import itertools
import os
import re
import signal
import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.advisor.operations.server import Server, serving
from tests.advisor.operations.visitors import Answers, ask, new_room, probing

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("real_data")]
SHARED = 0.1  # of what the cores can do, when others do more than this nothing is sure
CORES = min(2, os.cpu_count() or 1)  # as many as there are workers


@pytest.fixture(scope="module")
def server(loaded_data: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Server]:
    never = ("--max-requests", "0")  # no fresh worker while measured
    with django_db_blocker.unblock(), serving(*never, METRICS_TOKEN="open") as running:
        ask(running.port, 8, requests=24)  # templates and figures are in memory now
        yield running


def cpu_of(pid: int) -> float:
    """Seconds that this process has computed."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def busy_seconds() -> float:
    """Seconds that the cores of this machine have worked for anybody."""
    fields = [int(each) for each in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
    return (sum(fields) - fields[3] - fields[4]) / os.sysconf("SC_CLK_TCK")


@dataclass
class Round:
    """One crowd for a moment."""

    rate: float  # answers a second
    cost: float  # CPU of one answer
    least: float  # of all that the workers computed, what the idlest did
    others: float  # of all that the cores could do, what went elsewhere


def measure(server: Server, connections: int) -> Round:
    workers = server.workers()
    before, busy = [cpu_of(pid) for pid in workers], busy_seconds()
    answers = ask(server.port, connections, seconds=1.5 if connections < 32 else 2.5)
    spent = [cpu_of(pid) - was for pid, was in zip(workers, before, strict=True)]
    elsewhere = busy_seconds() - busy - sum(spent) - answers.client
    expect_answers(answers, shared=elsewhere > SHARED * answers.wall * CORES)
    return Round(
        rate=answers.rate(1 if connections == 1 else CORES),
        cost=sum(spent) / answers.statuses.count(200),
        least=min(spent) / sum(spent),
        others=elsewhere / (answers.wall * CORES),
    )


def expect_answers(answers: Answers, *, shared: bool) -> None:
    """A page for everybody; on a machine that others keep busy a few may be told to come back."""
    assert set(answers.statuses) <= ({200, 503} if shared else {200})


def test_a_crowd_is_served_as_fast_as_the_cores_allow(server: Server) -> None:
    crowds = (2, 4, 8, 32)
    rounds: dict[int, list[Round]] = {n: [] for n in (1, *crowds)}
    for _round in range(3):  # in turn: a slow moment of the machine falls on all alike
        for n, measured in rounds.items():
            measured.append(measure(server, n))

    def middle(n: int, what: str) -> float:
        return float(statistics.median(getattr(each, what) for each in rounds[n]))

    for n in crowds:
        share = middle(n, "rate") / middle(1, "rate") / CORES
        cost = middle(n, "cost") / middle(1, "cost")
        print(
            f"{n} connections: {middle(n, 'rate'):.1f}/s, {share:.2f} of the cores;"
            f" CPU of a page {cost:.2f} x; the idlest worker did {middle(n, 'least'):.0%}"
        )
        # Threads that fight for the interpreter double a page's CPU, and connections that stay
        # where they are leave a worker idle. Both are seen on a busy machine too.
        assert cost <= 1 / 0.85
        assert middle(n, "least") >= 0.2
        if max(middle(n, "others"), middle(1, "others")) < SHARED:
            assert share >= 0.85


def test_sixty_four_visitors_are_all_answered_and_a_probe_is_at_once(server: Server) -> None:
    probes: list[tuple[float, int]] = []
    busy = busy_seconds()
    spent = sum(cpu_of(pid) for pid in server.workers())
    with ThreadPoolExecutor(1) as other:
        crowd = other.submit(ask, server.port, 64, seconds=6)
        time.sleep(1)
        for probe in probing(server.port):
            if crowd.done():
                break
            probes.append(probe)
        answers = crowd.result()
    spent = sum(cpu_of(pid) for pid in server.workers()) - spent
    elsewhere = busy_seconds() - busy - spent - answers.client
    print(f"{answers.rate(CORES):.1f}/s, healthz at most {max(probes)[0] * 1000:.0f} ms")
    expect_answers(answers, shared=elsewhere > SHARED * answers.wall * CORES)
    assert {status for _seconds, status in probes} == {200}
    assert statistics.quantiles([s for s, _status in probes], n=20)[-1] <= 0.25


def turned_away(server: Server) -> int:
    status, text = server.get("/metrics", {"Authorization": "Bearer open"})
    assert status == 200
    counted = re.search(r"^advisor_turned_away_total (\d+)", text, re.MULTILINE)
    return int(counted[1]) if counted else 0


def test_who_would_wait_too_long_is_told_at_once_to_come_back(server: Server) -> None:
    before = turned_away(server)
    answers = ask(server.port, 400, requests=400)
    assert set(answers.statuses) == {200, 503}
    told = [s for s, status in zip(answers.seconds, answers.statuses, strict=True) if status == 503]
    print(f"{len(told)} of 400 told in {statistics.median(told) * 1000:.0f} ms")
    assert turned_away(server) - before == len(told)
    assert server.get("/healthz")[0] == 200


@contextmanager
def slow_clients(port: int, number: int, begun: bytes) -> Iterator[list[socket.socket]]:
    lines = [socket.create_connection(("127.0.0.1", port), timeout=30) for _client in range(number)]
    for line in lines:
        line.sendall(begun)
    try:
        yield lines
    finally:
        for line in lines:
            line.close()


HALF_A_HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: "
HALF_A_BODY = b"POST /report/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4000\r\n\r\nfield="
HALF_A_FILE = b"POST /admin/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9000000\r\n\r\nx="


def test_slow_clients_hold_nobody_and_are_hung_up_on(server: Server) -> None:
    usual = ask(server.port, 1, requests=15)
    began = time.monotonic()
    with (
        slow_clients(server.port, 15, HALF_A_HEAD) as heads,
        slow_clients(server.port, 15, HALF_A_BODY) as bodies,
        slow_clients(server.port, 15, HALF_A_FILE) as files,
    ):
        held = ask(server.port, 1, requests=15)
        probes = list(itertools.islice(probing(server.port, pause=0.02), 20))
        assert set(held.statuses) == {200}
        assert statistics.median(held.seconds) <= 2 * statistics.median(usual.seconds)
        assert max(seconds for seconds, _status in probes) < 0.25
        for line in (*heads, *bodies, *files):
            while line.recv(4096):  # waits for the end
                pass
        assert time.monotonic() - began < 14


def test_ten_thousand_probes_while_workers_are_replaced_wait_less_than_a_second() -> None:
    with serving("--max-requests", "400", "--max-requests-jitter", "100") as server:
        before = set(server.workers())
        answers = ask(server.port, 6, requests=10_000, path=lambda: "/healthz")
        print(f"longest wait {max(answers.seconds):.3f} s, {10_000 / answers.wall:.0f}/s")
        assert set(answers.statuses) == {200}
        assert max(answers.seconds) < 1.0
        assert not before & set(server.workers())


def test_a_reload_fails_no_request(server: Server) -> None:
    before = set(server.workers())
    with ThreadPoolExecutor(2) as other:
        pages = other.submit(ask, server.port, 4, seconds=8)
        probes = other.submit(ask, server.port, 1, seconds=8, path=lambda: "/healthz")
        for _reload in range(2):
            time.sleep(1)
            server.process.send_signal(signal.SIGHUP)
        time.sleep(4)
        assert not before & set(server.workers())
    expect_all_answered(pages.result(), within=2.0)
    expect_all_answered(probes.result(), within=1.0)


def wait_until(true: Callable[[], bool]) -> None:
    # A new master computes for five seconds before it serves, on cores that the visitors (and on a
    # shared machine others) keep busy: 85 s were seen. What is tested is that nobody notices.
    deadline = time.monotonic() + 240
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_new_master_takes_over_without_failing_a_request() -> None:
    end = threading.Event()
    with serving("--max-requests", "0") as server, ThreadPoolExecutor(2) as other:
        workers, new = set(server.workers()), set[int]()
        pages = other.submit(ask, server.port, 4, end=end)
        probes = other.submit(ask, server.port, 1, end=end, path=lambda: "/healthz")
        try:
            server.process.send_signal(signal.SIGUSR2)
            wait_until(lambda: len(server.workers()) > len(workers))
            new = set(server.workers()) - workers
            (master,) = new
            wait_until(lambda: len(server.workers(master)) == len(workers))
            server.process.terminate()
            assert server.process.wait(30) == 0
            time.sleep(1)
        finally:
            end.set()
            for pid in new:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGTERM)
        expect_all_answered(pages.result(), within=3.0)
        expect_all_answered(probes.result(), within=1.0)


def expect_all_answered(answers: Answers, *, within: float) -> None:
    usual = statistics.median(answers.seconds)
    print(
        f"{len(answers.seconds)} answers, usually in {usual:.2f} s,"
        f" longest wait {max(answers.seconds):.2f} s"
    )
    assert set(answers.statuses) == {200}
    # A machine that others keep busy makes everybody wait, not one.
    assert max(answers.seconds) < max(within, 10 * usual)


class Valve:
    """Between the app and its database: while it is closed, both hear nothing of each other."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.open.set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=(client,), daemon=True).start()

    def _join(self, client: socket.socket) -> None:
        self.open.wait()
        given = connection.settings_dict
        host, port = str(given["HOST"]), int(given["PORT"] or 5432)
        if host.startswith("/"):
            server = socket.socket(socket.AF_UNIX)
            server.connect(f"{host}/.s.PGSQL.{port}")
        else:
            server = socket.create_connection((host, port))
        for one, other in ((client, server), (server, client)):
            threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while data := one.recv(65536):
                self.open.wait()
                other.sendall(data)
        except OSError:
            pass
        other.close()


@pytest.fixture
def valve() -> Iterator[Valve]:
    made = Valve()
    yield made
    made.open.set()
    made.listener.close()


def url_through(valve: Valve) -> str:
    given = connection.settings_dict
    user = quote(given["USER"]) + (f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else "")
    return f"postgresql://{user}@127.0.0.1:{valve.port}/{given['NAME']}"


def test_a_database_that_hangs_holds_nobody_for_three_seconds(valve: Valve) -> None:
    with serving("--max-requests", "0", DATABASE_URL=url_through(valve)) as server:
        assert set(ask(server.port, 8, requests=24).statuses) == {200}
        valve.open.clear()
        with ThreadPoolExecutor(1) as other:
            pages = other.submit(ask, server.port, 20, requests=40)
            probes = list(itertools.islice(probing(server.port, pause=0.05), 40))
            answers = pages.result()
        print(f"longest wait {max(answers.seconds):.2f} s, healthz {max(probes)[0]:.3f} s")
        assert set(answers.statuses) == {503}
        assert max(answers.seconds) < 3.0
        assert max(probes)[0] < 0.25
        assert {status for _seconds, status in probes} == {200}
        valve.open.set()
        time.sleep(1.2)
        assert set(ask(server.port, 4, requests=12).statuses) == {200}


def test_a_locked_table_holds_a_crowd_no_longer_than_one(server: Server) -> None:
    with psycopg.connect(**connection.get_connection_params()) as somebody:
        somebody.execute("LOCK TABLE catalog_catalogversion IN ACCESS EXCLUSIVE MODE")
        with ThreadPoolExecutor(1) as other:
            pages = other.submit(ask, server.port, 20, requests=60)
            probes = list(itertools.islice(probing(server.port, pause=0.05), 40))
            answers = pages.result()
        somebody.rollback()
    print(f"longest wait {max(answers.seconds):.2f} s, healthz {max(probes)[0]:.3f} s")
    assert set(answers.statuses) == {503}
    assert max(answers.seconds) < 3.0
    assert max(probes)[0] < 0.25
    assert server.get(new_room())[0] == 200
