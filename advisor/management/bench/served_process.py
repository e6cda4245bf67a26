"""The advisor as it is served in production, and what its processes use. Linux only (/proc)."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from advisor.management.bench.load_client import BenchClient

START_SECONDS = 60.0
APPLICATION = "advisor.management.bench.bench_application:serve()"


class ServedProcess:
    """gunicorn with its workers."""

    def __init__(self, port: int, pid: int) -> None:
        self.port = port
        self.pid = pid

    def processes(self) -> list[int]:
        """The master and everything that it has started."""
        found = [self.pid]
        for pid in found:  # grows while it is read
            with suppress(OSError):
                children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
                found += map(int, children.split())
        return found

    def cpu_seconds(self) -> float:
        """Of all its processes together, threads that have ended included."""
        return sum(map(cpu_seconds_of, self.processes()))

    def memory(self) -> list[tuple[float, float]]:
        """Of each worker: all that it maps, and its share of what several map (RSS, PSS). [MB]"""
        return [_memory_of(pid) for pid in self.processes()[1:]]


def cpu_seconds_of(pid: int) -> float:
    """By the clock that Linux keeps for each process (clock_getcpuclockid(3)): the times in
    /proc are counted in hundredths of a second, which is more than a whole request."""
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:  # it has ended
        return 0.0


def _memory_of(pid: int) -> tuple[float, float]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    kilobytes = {name: int(rest.split()[0]) for name, _, rest in (x.partition(":") for x in lines)}
    return kilobytes["Rss"] / 1000, kilobytes["Pss"] / 1000


@contextmanager
def served(database_url: str) -> Iterator[ServedProcess]:
    """A server on a free port of this machine, with the settings of production."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    command = ["gunicorn", "--config", "python:advisor.operations.gunicorn_conf", APPLICATION]
    quiet = ["--log-level", "warning", "--max-requests", "0"]  # no fresh worker while measured
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DEBUG": "0",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "SECRET_KEY": settings.SECRET_KEY,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "SYNTHETIC_CATALOG": "1",
    }
    log = subprocess.DEVNULL  # a line for each request
    server = subprocess.Popen(
        [sys.executable, "-m", *command, *quiet],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=log,
        stderr=log,
    )
    try:
        _wait(server, port)
        yield ServedProcess(port, server.pid)
    finally:
        server.terminate()
        server.wait()


def _wait(server: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        with suppress(OSError, CommandError), BenchClient(port) as client:
            client.get("/bench/empty/")
            return
        if server.poll() is not None or time.monotonic() > deadline:
            raise CommandError("The server did not start: `./run` shows what it says.")
        time.sleep(0.05)
