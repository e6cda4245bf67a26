"""The measurement itself: what it counts, what it refuses to count, and how it is told."""

import itertools
import os
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError
from django.test import Client
from django.urls import get_resolver, reverse

from advisor.management.bench import (
    bench_application,
    capacity,
    load_client,
    measured_pages,
    performance_page,
)
from advisor.management.bench.load_client import BenchClient, LoadRun
from advisor.management.bench.measured_pages import PAGES, QUICK, RESULTS, SHIPPED, Rooms
from advisor.management.bench.measuring import PageFigures, SizeFigures
from advisor.management.bench.served_process import cpu_seconds_of

WRITTEN = ("operations", "performance")


def test_percentile_is_a_measured_value() -> None:
    values = [float(n) for n in range(100, 0, -1)]
    assert load_client.percentile(values, 50) == 51
    assert load_client.percentile(values, 99) == 100
    assert load_client.percentile([7.0], 99) == 7


def test_no_room_is_asked_twice() -> None:
    rooms = Rooms([f"{n:05}" for n in range(1000)], ["/heat-pumps/a/b/"])
    asked = [rooms.fresh() for _request in range(20_000)]
    assert len(set(asked)) == len(asked)


def test_cpu_of_a_process_is_that_of_its_own_clock() -> None:
    before = time.process_time(), cpu_seconds_of(os.getpid())
    while time.process_time() < before[0] + 0.05:
        pass
    own, told = time.process_time() - before[0], cpu_seconds_of(os.getpid()) - before[1]
    assert told == pytest.approx(own, abs=0.005)
    assert cpu_seconds_of(2**22 + 1) == 0


def run_of(connections: int, *, answers: int, seconds: float, client: float) -> LoadRun:
    return LoadRun(
        connections=connections,
        seconds=seconds,
        client_seconds=client,
        milliseconds=[20.0] * answers,
        errors=0,
        probes=[3.0],
    )


def test_the_clients_own_time_is_subtracted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_client, "cores", lambda: 2)
    # One connection: the server waits while the client works. 80 answers in 4 s less 0.8 s.
    assert run_of(1, answers=80, seconds=4, client=0.8).per_second == pytest.approx(25)
    # Eight: the client takes half of its time from each of the two processors.
    assert run_of(8, answers=180, seconds=4, client=0.8).per_second == pytest.approx(50)


def test_load_asks_over_kept_connections_and_probes_meanwhile(site: str) -> None:
    port = int(site.rsplit(":", 1)[1])
    asked = ["/healthz", "/no-such-page/"]
    addresses = itertools.cycle(asked)
    with BenchClient(port) as client:
        for address in asked:  # the first time takes as long as all of what follows
            client.ask(address)
    run = load_client.load(port, lambda: next(addresses), 2, 0.3)
    assert len(run.milliseconds) > 2
    assert run.errors == pytest.approx(len(run.milliseconds), abs=2)
    assert run.probes
    assert max(run.probes) < 30_000
    assert 0 < run.client_seconds < run.seconds


def test_error_page_is_not_taken_for_a_fast_page(site: str) -> None:
    with (
        BenchClient(int(site.rsplit(":", 1)[1])) as client,
        pytest.raises(CommandError, match="answered 404"),
    ):
        client.get("/no-such-page/")


@pytest.mark.usefixtures("real_data")
def test_the_empty_page_is_the_benchmarks_alone(settings: Any) -> None:
    assert not [p for p in get_resolver("advisor.urls").url_patterns if "bench" in str(p.pattern)]
    settings.ROOT_URLCONF = bench_application.__name__
    answer = Client().get("/bench/empty/")
    assert (answer.status_code, answer.content) == (200, b"")
    assert "Content-Security-Policy" in answer.headers
    asked = Client().get("/bench/queries/", {"address": f"{reverse('results')}?zip=02130"})
    assert asked.status_code == 200
    assert int(asked.content) < measured_pages.MOST_QUERIES


def figures(*, ratio: float, held: float, probe: float = 3.0, queries: int = 2) -> SizeFigures:
    pages = {
        page.title: PageFigures(
            cpu_milliseconds=[0.5 * ratio] * 3,
            ratios=[ratio / 2, ratio, ratio * 9],
            milliseconds=[1.0, 2.0],
            size=15_000,
            queries=queries,
        )
        for page in PAGES
    }
    one = [run_of(1, answers=80, seconds=4, client=0)] * 3
    many = [run_of(8, answers=round(80 * held * min(8, load_client.cores())), seconds=4, client=0)]
    for run in many:
        run.probes = [probe]
    return SizeFigures(
        units=1400, pages=pages, loads={1: one, 8: many * 3}, memory=[(90, 60)], after_edit=80
    )


def told(found: SizeFigures, *, busy: float = 0.1) -> str:
    now = datetime(2026, 11, 29, tzinfo=UTC)
    return performance_page.performance_page(
        {SHIPPED: found}, QUICK, command="./run bench", now=now, busy=busy
    )


def test_the_page_says_which_bars_hold() -> None:
    text = told(figures(ratio=3.9, held=0.9))
    assert "bars hold.**" in text
    assert "**misses**" not in text
    assert f"| 1,400 | {RESULTS.title} | 3.9 × | 25 ×: holds | 1.95 |" in text
    assert "November 29, 2026" in text
    assert "busy with other work" not in text
    assert "busy with other work (3.0" in told(figures(ratio=3.9, held=0.9), busy=3.0)
    assert "| 1,400 | 8 | 0.90 | 0.85: holds |" in text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ratio": 30.0}, f"{RESULTS.title}, 1,400 units: 30.0 × (at most 25 ×)"),
        ({"held": 0.5}, "8 connections: 0.50 of the rate of all processors (at least 0.85)"),
        ({"probe": 900.0}, "8 connections: /healthz waits 900 ms (at most 250)"),
        ({"queries": 5}, f"{RESULTS.title}, 1,400 units: 5 queries (at most 4)"),
    ],
)
def test_the_page_says_which_bars_are_missed(wrong: dict[str, float], sentence: str) -> None:
    given: dict[str, float] = {"ratio": 3.9, "held": 0.9, **wrong}
    text = told(figures(**given))  # type: ignore[arg-type]
    assert "are missed:**" in text
    assert f"- {sentence}" in text


def test_arithmetic_of_hosts_is_that_of_what_was_measured() -> None:
    docs = settings.BASE_DIR / "docs"
    operations, performance = ((docs / f"{name}.md").read_text() for name in WRITTEN)
    assert capacity.derived(operations, performance) == operations, "./run bench --derive"
    found = capacity.read_capacity(performance)
    assert f"| cores for the app | {found.visits_a_second:.1f} × " in operations
    needed = found.visits_a_second * found.seconds / found.busy
    assert abs(found.cores - needed) < 1 + 0.05 * needed  # seconds are rounded to hundredths


def test_arithmetic_of_hosts_follows_a_new_measurement() -> None:
    text = told(figures(ratio=3.9, held=0.9))
    found = capacity.read_capacity(text)
    assert found.requests == sum(page.visits for page in PAGES)
    assert found.seconds == round(found.requests * 0.5 * 3.9 / 1000, 2)
    page = capacity.derived(f"Before.\n{capacity.BEGIN}old\n{capacity.END}After.\n", text)
    assert page.startswith(f"Before.\n{capacity.BEGIN}A visit of {found.requests} pages")
    assert f"rounded up: {found.cores} |" in page
    assert "old" not in page
    assert page.endswith("After.\n")
    with pytest.raises(ValueError, match="says nothing of capacity"):
        capacity.read_capacity("# Performance\n")
