"""One size of the catalog, measured on a server of its own."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

from advisor.management.bench.bench_database import edit_catalog
from advisor.management.bench.load_client import (
    BenchClient,
    LoadRun,
    PageRun,
    ask_in_turn,
    cores,
    load,
    median,
)
from advisor.management.bench.measured_pages import (
    EMPTY,
    PAGES,
    RESULTS,
    MeasuredPage,
    Plan,
    Rooms,
)
from advisor.management.bench.served_process import ServedProcess

WARM_UP = 12  # connections one after the other, so that every worker is met
Say = Callable[[str], None]


@dataclass(kw_only=True)
class PageFigures:
    """One page over all rounds."""

    cpu_milliseconds: list[float] = field(default_factory=list)  # a request, one figure a round
    ratios: list[float] = field(default_factory=list)  # to the empty page of the same round
    milliseconds: list[float] = field(default_factory=list)  # every answer
    size: int = 0  # bytes
    queries: int = 0


@dataclass(kw_only=True)
class SizeFigures:
    """Everything about one size of the catalog."""

    units: int
    pages: dict[str, PageFigures]  # by title
    loads: dict[int, list[LoadRun]]  # by connections
    memory: list[tuple[float, float]]  # RSS and PSS of each worker [MB]
    after_edit: float  # the slowest first page after an edit [ms]

    def rate(self, connections: int) -> float:
        return median([run.per_second for run in self.loads[connections]])

    def held(self, connections: int) -> float:
        """Of the rate that all processors could give: by round, because the machine drifts."""
        pairs = zip(self.loads[connections], self.loads[1], strict=True)
        used = min(connections, cores())
        return median([many.per_second / (used * one.per_second) for many, one in pairs])


def measure(
    server: ServedProcess, rooms: Rooms, plan: Plan, *, size: int, units: int, say: Say
) -> SizeFigures:
    """Pages in turn, then many connections, then an edit of the catalog."""
    figures = {page.title: _met(server, page, rooms) for page in PAGES}
    for number in range(plan.rounds):
        say(f"  pages, round {number + 1} of {plan.rounds} …")
        _one_round(server, rooms, plan, figures)
    loads: dict[int, list[LoadRun]] = {each: [] for each in plan.connections}
    for number in range(plan.load_rounds(size)):
        say(f"  many connections, round {number + 1} of {plan.load_rounds(size)} …")
        for connections, runs in loads.items():
            asked = partial(RESULTS.address, rooms)
            runs.append(load(server.port, asked, connections, plan.load_seconds))
    memory = server.memory()
    return SizeFigures(
        units=units,
        pages=figures,
        loads=loads,
        memory=memory,
        after_edit=_after_edit(server, rooms),
    )


def _met(server: ServedProcess, page: MeasuredPage, rooms: Rooms) -> PageFigures:
    """Ask every worker for the page, which is not measured, and count its queries."""
    for _connection in range(WARM_UP):
        with BenchClient(server.port) as client:
            client.get(page.address(rooms))
    return PageFigures(queries=_queries(server, page.address(rooms)))


def _one_round(
    server: ServedProcess, rooms: Rooms, plan: Plan, figures: dict[str, PageFigures]
) -> None:
    """Every page once. A slow minute of the machine falls on all of them alike."""
    for page in PAGES:
        run, cpu = _with_cpu(server, page, rooms, plan.page_seconds)
        mine = figures[page.title]
        mine.cpu_milliseconds.append(cpu)
        mine.ratios.append(cpu / figures[EMPTY.title].cpu_milliseconds[-1])
        mine.milliseconds += run.milliseconds
        mine.size = run.size


def _with_cpu(
    server: ServedProcess, page: MeasuredPage, rooms: Rooms, seconds: float
) -> tuple[PageRun, float]:
    before = server.cpu_seconds()
    run = ask_in_turn(server.port, partial(page.address, rooms), seconds)
    used = server.cpu_seconds() - before
    return run, used * 1000 / (len(run.milliseconds) + 1)  # one more opened the connection


def _queries(server: ServedProcess, address: str) -> int:
    with BenchClient(server.port) as client:
        return int(client.get(f"/bench/queries/?address={quote(address, safe='')}"))


def _after_edit(server: ServedProcess, rooms: Rooms) -> float:
    """The slowest of a few results pages after an edit, which every worker has to notice. [ms]"""
    edit_catalog()
    waits = []
    for _connection in range(WARM_UP):
        with BenchClient(server.port) as client:
            began = time.perf_counter()
            client.get(RESULTS.address(rooms))
            waits.append((time.perf_counter() - began) * 1000)
    return max(waits)
