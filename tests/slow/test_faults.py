"""What goes wrong under visitors' eyes, on real processes: a friendly 503 within three seconds,
/healthz at once, back without a restart, nothing lost that somebody was told is kept.

One host reaches the database through PgBouncer, the other directly, and nginx stands before both.
Slow clients are in ``test_front.py``, two first starts at once and lost hosts in
``test_sideways.py``, a reload in ``test_serving_load.py``.
"""

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from itertools import count

import psycopg
import pytest

from tests.advisor.operations.server import Address
from tests.slow.browser import Browser
from tests.slow.stack import ROOM, Base, Load, Stack
from tests.slow.stack import stack as running_stack

pytestmark = pytest.mark.slow
FRIENDLY_WITHIN = 3.0  # seconds, design.md section 7
AT_ONCE = 0.25  # seconds, of /healthz, there too
_areas = count(100)


@pytest.fixture(scope="module")
def stack(base: Base) -> Iterator[Stack]:
    with running_stack(base, pooled=(True, False)) as found:
        yield found


@pytest.fixture(autouse=True)
def same_processes(stack: Stack) -> Iterator[None]:
    """Each test begins and ends with a served page everywhere, by the same masters."""
    before = [host.process.pid for host in stack.hosts]
    comes_back(stack)
    yield
    comes_back(stack)
    assert [host.process.poll() for host in stack.hosts] == [None, None]
    assert [host.process.pid for host in stack.hosts] == before


def fresh_room() -> str:
    """A room not asked before."""
    return f"{ROOM}{next(_areas)}"


def answer(place: Address, path: str) -> tuple[int, str, float]:
    began = time.monotonic()
    status, text = place.get(path)
    return status, text, time.monotonic() - began


def comes_back(stack: Stack, within: float = 10) -> None:
    deadline = time.monotonic() + within
    for place in stack.everywhere():
        while (status := place.get(fresh_room())[0]) != 200:
            assert time.monotonic() < deadline, (place.port, status)
            time.sleep(0.1)


def longest_wait(stack: Stack) -> float:
    """For a friendly 503, asked for everywhere at the same time; each process says it lives. [s]"""
    places = stack.everywhere()
    with ThreadPoolExecutor(9) as visitors:
        asked = [visitors.submit(answer, place, fresh_room()) for place in places * 2]
        time.sleep(0.3)  # /healthz is asked while they wait
        probes = [answer(place, "/healthz") for place in places for _probe in range(3)]
    answers = [each.result() for each in asked]
    assert {status for status, _text, _seconds in answers} == {503}
    assert all("We’ll be right back" in text for _status, text, _seconds in answers)
    assert {(status, text) for status, text, _seconds in probes} == {(200, "ok\n")}
    slowest = max(seconds for _status, _text, seconds in probes)
    print(f"/healthz at most {slowest * 1000:.0f} ms")
    assert slowest < AT_ONCE
    return max(seconds for _status, _text, seconds in answers)


@contextmanager
def saving(stack: Stack) -> Iterator[list[str]]:
    """A visitor saves one room after the other; gives the addresses that were promised."""
    promised: list[str] = []
    over = threading.Event()

    def save() -> None:
        visitor = Browser(stack.front.port)
        for _copy in range(12):  # less than one sender may in an hour
            room = {"zip": ["02130"], "space": ["bedroom"], "area": [str(next(_areas))]}
            with suppress(OSError):
                page = visitor.post("/r/", room)
                if page.status == 200 and page.path != "/r/":
                    promised.append(page.path)
            if over.wait(0.25):
                return

    thread = threading.Thread(target=save)
    thread.start()
    try:
        yield promised
    finally:
        over.set()
        thread.join()


def test_killed_database(stack: Stack) -> None:
    with saving(stack) as promised:
        time.sleep(1.5)
        os.kill(stack.base.cluster.processes()[0], signal.SIGKILL)
        time.sleep(0.5)
        assert longest_wait(stack) < FRIENDLY_WITHIN
        assert longest_wait(stack) < FRIENDLY_WITHIN
        stack.base.cluster.start()
        comes_back(stack)
    assert promised
    kept = stack.base.cluster.ask(
        "SELECT count(*) FROM advisor_savedadvice WHERE code = ANY(%s)",
        [path.split("/")[2] for path in promised],
    )
    assert kept == len(promised)


def test_hung_database(stack: Stack) -> None:
    stack.base.cluster.signal(signal.SIGSTOP)
    try:
        assert longest_wait(stack) < FRIENDLY_WITHIN
        assert longest_wait(stack) < FRIENDLY_WITHIN
    finally:
        stack.base.cluster.signal(signal.SIGCONT)


def test_table_that_is_locked_for_forty_seconds(stack: Stack) -> None:
    with stack.base.cluster.admin() as other, other.transaction():
        other.execute("LOCK TABLE catalog_catalogversion IN ACCESS EXCLUSIVE MODE")
        began = time.monotonic()
        while time.monotonic() - began < 40:
            assert longest_wait(stack) < FRIENDLY_WITHIN
            time.sleep(4)
    comes_back(stack, within=3)


def test_database_without_a_free_connection(stack: Stack) -> None:
    """Others have taken all of them, those that the hosts held included."""
    end_ours = (
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'advisor'"
    )
    with ExitStack() as taken:
        others = [taken.enter_context(stack.base.cluster.admin())]
        ended = 1
        while ended:
            ended = others[0].execute(end_ours).fetchone()[0]  # type: ignore[index]
            with suppress(psycopg.OperationalError):
                while True:
                    others.append(taken.enter_context(stack.base.cluster.admin()))
        assert len(others) > 50
        assert longest_wait(stack) < FRIENDLY_WITHIN
        assert longest_wait(stack) < FRIENDLY_WITHIN


def test_full_disk_stops_saving_and_not_the_advice(stack: Stack) -> None:
    cluster = stack.base.cluster
    visitor = Browser(stack.front.port)
    room = {"zip": ["02130"], "space": ["bedroom"], "area": ["150"]}
    with cluster.admin() as admin:
        admin.execute(f"CREATE TABLESPACE small LOCATION '{cluster.small_disk}'")
        admin.execute("ALTER TABLE advisor_savedadvice SET TABLESPACE small")
        admin.execute("CREATE TABLE filler (line text) TABLESPACE small")
        fill = "INSERT INTO filler SELECT repeat('x', 500) FROM generate_series(1, 100)"
        with suppress(psycopg.errors.DiskFull):
            while True:
                admin.execute(fill)
        kept = cluster.ask("SELECT count(*) FROM advisor_savedadvice")
        refused = [visitor.post("/r/", room) for _copy in range(6)]
        assert 503 in {page.status for page in refused}
        assert all("We’ll be right back" in page.text for page in refused if page.status == 503)
        for place in stack.everywhere():
            assert place.get(fresh_room())[0] == 200
        admin.execute("DROP TABLE filler")
        assert visitor.post("/r/", room).status == 200  # room was made: nothing else is needed
        admin.execute("ALTER TABLE advisor_savedadvice SET TABLESPACE pg_default")
        admin.execute("DROP TABLESPACE small")
    saved = sum(page.status == 200 for page in refused) + 1
    assert cluster.ask("SELECT count(*) FROM advisor_savedadvice") == kept + saved


def test_killed_worker(stack: Stack) -> None:
    with Load(stack.front) as load:
        for host in stack.hosts:
            time.sleep(1)
            lost = host.workers()[0]
            os.kill(lost, signal.SIGKILL)
            deadline = time.monotonic() + 10
            while lost in host.workers() or len(host.workers()) < 2:
                assert time.monotonic() < deadline
                time.sleep(0.1)
        time.sleep(2)
    assert load.failed() == []
