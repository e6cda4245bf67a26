"""Who asks: one page after the other on one connection, or many connections at once."""

import http.client
import os
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.management.base import CommandError

# As a browser asks: a page is measured as it travels.
REQUEST_HEADERS = {"Accept": "text/html", "Accept-Encoding": "gzip"}
PROBE_SECONDS = 0.1  # between two questions of a load balancer, many times as often as one asks
BACK_OFF_SECONDS = 0.1  # of who was told to come back
FEWEST = 5  # requests of one run, however long they take

Addresses = Callable[[], str]


@dataclass(kw_only=True)
class PageRun:
    """One page on one connection: the answers of one run."""

    milliseconds: list[float] = field(default_factory=list)
    size: int = 0  # bytes of the last answer, as it travelled


@dataclass(kw_only=True)
class LoadRun:
    """So many connections at once."""

    connections: int
    seconds: float
    client_seconds: float
    """CPU of the client, which has the machine together with the server."""
    milliseconds: list[float]
    errors: int
    probes: list[float]
    """Waits of /healthz meanwhile, each on a connection of its own. [ms]"""

    @property
    def per_second(self) -> float:
        """Requests a second, had the client cost nothing. On one connection the server rests while
        the client works; on many the client takes its time from all processors."""
        shared = min(self.connections, cores())
        return len(self.milliseconds) / (self.seconds - self.client_seconds / shared)


class BenchClient:
    """One kept connection; a server that closes it is asked on a new one."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def __enter__(self) -> "BenchClient":
        return self

    def __exit__(self, *_error: object) -> None:
        self.connection.close()

    def ask(self, path: str) -> tuple[int, bytes]:
        """Status and body, as they travelled."""
        self.connection.request("GET", path, headers=REQUEST_HEADERS)
        response = self.connection.getresponse()
        return response.status, response.read()

    def get(self, path: str) -> bytes:
        """The body; anything but 200 ends the measurement."""
        status, body = self.ask(path)
        if status != http.HTTPStatus.OK:
            raise CommandError(f"{path} answered {status}, so there is nothing to measure.")
        return body


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0))


def ask_in_turn(port: int, addresses: Addresses, seconds: float) -> PageRun:
    """One request after the other on one connection, for so long."""
    run = PageRun()
    until = time.perf_counter() + seconds
    with BenchClient(port) as client:
        client.get("/bench/empty/")  # the connection is made before the clock runs
        while (now := time.perf_counter()) < until or len(run.milliseconds) < FEWEST:
            run.size = len(client.get(addresses()))
            run.milliseconds.append((time.perf_counter() - now) * 1000)
    return run


def load(port: int, addresses: Addresses, connections: int, seconds: float) -> LoadRun:
    """Ask on so many kept connections at once, and for /healthz beside them."""
    lock = threading.Lock()
    errors: list[str] = []

    def next_address() -> str:
        with lock:
            return addresses()

    def ask(_connection: int) -> list[float]:
        times = []
        with BenchClient(port) as client:
            while (now := time.perf_counter()) < until:
                try:
                    status, _body = client.ask(next_address())
                except (OSError, http.client.HTTPException) as error:
                    client.connection.close()
                    errors.append(repr(error))
                    time.sleep(BACK_OFF_SECONDS)
                    continue
                if status != http.HTTPStatus.OK:
                    errors.append(str(status))
                    time.sleep(BACK_OFF_SECONDS)
                    continue
                times.append((time.perf_counter() - now) * 1000)
        return times

    with probing(port) as probes:
        began, cpu = time.perf_counter(), time.process_time()
        until = began + seconds
        with ThreadPoolExecutor(connections) as threads:
            times = [each for some in threads.map(ask, range(connections)) for each in some]
        return LoadRun(
            connections=connections,
            seconds=time.perf_counter() - began,
            client_seconds=time.process_time() - cpu,
            milliseconds=times,
            errors=len(errors),
            probes=probes,
        )


@contextmanager
def probing(port: int) -> Iterator[list[float]]:
    """Ask for /healthz all the while, as a load balancer does. Gives the waits. [ms]"""
    waits: list[float] = []
    enough = threading.Event()

    def probe() -> None:
        while not enough.is_set():
            began = time.perf_counter()
            try:
                with BenchClient(port) as client:
                    client.get("/healthz")
                waits.append((time.perf_counter() - began) * 1000)
            except (OSError, http.client.HTTPException, CommandError):
                waits.append(float("inf"))
            enough.wait(PROBE_SECONDS)

    thread = threading.Thread(target=probe, daemon=True)
    thread.start()
    try:
        yield waits
    finally:
        enough.set()
        thread.join(60)


def percentile(values: list[float], percent: int) -> float:
    """The value that so many percent do not exceed (nearest rank); nan of nothing."""
    ordered = sorted(values) or [float("nan")]
    return ordered[min(len(ordered) - 1, round(len(ordered) * percent / 100))]


def median(values: list[float]) -> float:
    return statistics.median(values) if values else float("nan")
