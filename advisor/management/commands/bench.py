"""``manage.py bench``: how fast pages are, as ratios to a bare and to a one-query view.

The speed of a shared machine drifts twofold in minutes. So the pages are asked in turn, in rounds,
from one server that runs as in production, and the ratios are what to quote. The client shares
the machine with the server: absolute figures of the bare view are therefore a lower bound.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from advisor.advice.setup import study_for
from advisor.engine import rank
from advisor.engine.equipment import take
from advisor.listing import inventory
from advisor.questions.answer_form import read_text
from advisor.reference.places import find_place
from catalog.importing.synthetic import make_synthetic_units, remove_synthetic_units

ROOM = "zip=02130&space=bedroom&area=120&exterior_walls=1&above=heated&below=heated"
PAGES = {
    "bare view": "/healthz",
    "one query": "/readyz",
    "results page": f"/advice/results/?{ROOM}",
}
BARE, ONE_QUERY, *_ = PAGES
# As a browser asks: a page is measured as it travels.
REQUEST_HEADERS = {"Accept": "text/html", "Accept-Encoding": "gzip"}
START_SECONDS = 20.0

Work = Callable[[], object]


def whole_catalog(units: int) -> Work:
    """Study and ranking of one room with the catalog repeated up to ``units``, all in memory."""
    stock = inventory.current()
    if not len(stock.units):
        raise CommandError(
            "The catalog has no unit that can be picked. Run ./run manage load_catalog."
        )
    rows = np.arange(units) % len(stock.units)
    repeated = replace(
        stock,
        units=replace(take(stock.units, rows), id=np.arange(units)),
        curves=take(stock.curves, rows),
    )
    answers = read_text(ROOM).answers
    if answers is None:
        raise CommandError("The benchmark's room is no longer a valid set of answers.")
    place = find_place(answers.zip)
    return lambda: rank(study_for(answers, repeated, place=place))


ENGINE_CASES: dict[str, Callable[[], Work]] = {
    f"whole catalog, {units:,} units": partial(whole_catalog, units)
    for units in (150, 10_000, 50_000)
}
"""What is timed without a server: name → function that prepares (untimed) and returns the work."""


@dataclass(kw_only=True)
class Sample:
    """What one page gave at one number of connections, over all rounds."""

    milliseconds: list[float] = field(default_factory=list)
    per_second: list[float] = field(default_factory=list)  # one figure a round
    transferred: int = 0  # bytes of one answer


class Command(BaseCommand):
    help = (
        "Measures the served pages against an empty view and a one-query view, and the engine"
        " alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rounds", type=int, default=5)
        parser.add_argument("--seconds", type=float, default=1.0, help="of each page and round")
        parser.add_argument("--connections", type=int, nargs="+", default=[1, 8])
        parser.add_argument("--page", action="append", default=[], help="another path to measure")
        parser.add_argument(
            "--units",
            type=int,
            default=0,
            help="add this many synthetic units to the database for the run",
        )
        parser.add_argument("--engine-only", action="store_true", help="without the server")

    def handle(self, *_args: Any, **options: Any) -> None:
        self.time_engine(rounds=options["rounds"])
        if options["engine_only"]:
            return
        pages = PAGES | {path: path for path in options["page"]}
        with (
            synthetic_units(options["units"]),
            running_server(with_synthetic_units=options["units"] > 0) as port,
        ):
            for path in pages.values():
                warm_up(port, path)
            # Interleaved: a slow minute of the machine falls on every page alike.
            samples = {(page, n): Sample() for n in options["connections"] for page in pages}
            for _round in range(options["rounds"]):
                for (page, connections), sample in samples.items():
                    load(port, pages[page], connections, options["seconds"], into=sample)
        self.print_table(samples)

    def time_engine(self, *, rounds: int) -> None:
        for name, prepare in ENGINE_CASES.items():
            work = prepare()
            work()  # first call: caches, imports
            times = []
            for _round in range(rounds):
                began = time.perf_counter()
                work()
                times.append((time.perf_counter() - began) * 1000)
            self.stdout.write(f"{name:40} {statistics.median(times):9.2f} ms")

    def print_table(self, samples: dict[tuple[str, int], Sample]) -> None:
        self.stdout.write(
            f"{'page':24} {'conn':>4} {'req/s':>8} {'p50 ms':>8} {'p99 ms':>8} {'KB':>6}"
            f" {'× bare':>8} {'× query':>8}"
        )
        for (page, connections), sample in samples.items():
            middle = percentile(sample.milliseconds, 50)
            ratios = [
                middle / percentile(samples[floor, connections].milliseconds, 50)
                for floor in (BARE, ONE_QUERY)
            ]
            self.stdout.write(
                f"{page:24} {connections:4d} {statistics.median(sample.per_second):8.0f}"
                f" {middle:8.2f} {percentile(sample.milliseconds, 99):8.2f}"
                f" {sample.transferred / 1024:6.1f} {ratios[0]:8.1f} {ratios[1]:8.1f}"
            )


@contextmanager
def synthetic_units(count: int) -> Iterator[None]:
    """So many units of ``make_synthetic_catalog`` in the database, and none afterwards."""
    if count:
        make_synthetic_units(count, seed=1, today=timezone.localdate())
    try:
        yield
    finally:
        if count:
            remove_synthetic_units()


@contextmanager
def running_server(*, with_synthetic_units: bool = False) -> Iterator[int]:
    """Serve the current database as in production; gives the port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    command = ["gunicorn", "--config", "python:advisor.operations.gunicorn_conf", "advisor.wsgi"]
    quiet = ["--log-level", "warning", "--max-requests", "0"]  # no fresh worker while measured
    environment = {
        **os.environ,
        "DEBUG": "0",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "SECRET_KEY": settings.SECRET_KEY,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "SYNTHETIC_CATALOG": str(int(with_synthetic_units)),
    }
    server = subprocess.Popen(
        [sys.executable, "-m", *command, *quiet], cwd=settings.BASE_DIR, env=environment
    )
    try:
        deadline = time.monotonic() + START_SECONDS
        while True:
            with suppress(OSError), Client(port) as client:
                client.get("/healthz")
                break
            if server.poll() is not None or time.monotonic() > deadline:
                raise CommandError("The server did not start. Its output is above.")
            time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait()


class Client:
    """One kept connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_error: object) -> None:
        self.connection.close()

    def get(self, path: str) -> int:
        """Size of the answer [bytes]; anything but 200 ends the measurement."""
        self.connection.request("GET", path, headers=REQUEST_HEADERS)
        response = self.connection.getresponse()
        size = len(response.read())
        if response.status != http.HTTPStatus.OK:
            raise CommandError(
                f"{path} answered {response.status}, so there is nothing to measure."
            )
        return size


def warm_up(port: int, path: str) -> None:
    """Let every worker load its templates and its columns of the catalog."""
    for _connection in range(8):
        with Client(port) as client:
            for _request in range(3):
                client.get(path)


def load(port: int, path: str, connections: int, seconds: float, *, into: Sample) -> None:
    """Ask for ``path`` over so many kept connections at once, and note every answer's time."""

    def ask(_connection: int) -> list[float]:
        times = []
        with Client(port) as client:
            while (now := time.perf_counter()) < until:
                into.transferred = client.get(path)
                times.append((time.perf_counter() - now) * 1000)
        return times

    began = time.perf_counter()
    until = began + seconds
    with ThreadPoolExecutor(connections) as threads:
        times = [each for answers in threads.map(ask, range(connections)) for each in answers]
    into.milliseconds += times
    into.per_second.append(len(times) / (time.perf_counter() - began))


def percentile(values: list[float], percent: int) -> float:
    """The value that so many percent do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(len(ordered) * percent / 100))]
