"""Gunicorn as in production: on the test database, or wherever its environment says."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parents[3]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


class Address:
    """Something that answers on a port of this machine."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and text of one answer, on a connection of its own."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request("GET", path, headers=headers or {})
            response = line.getresponse()
            return response.status, response.read().decode()
        finally:
            line.close()

    def seconds(self, path: str) -> float:
        """How long a good answer took."""
        began = time.perf_counter()
        status, _text = self.get(path)
        assert status == 200
        return time.perf_counter() - began


class Server(Address):
    """Worker processes behind one port, in a group of their own."""

    def __init__(self, environment: dict[str, str], *options: str) -> None:
        super().__init__(int(environment.get("PORT") or free_port()))
        self.environment = {**environment, "PORT": str(self.port)}
        self.options = options
        self.start()

    def start(self) -> None:
        """On the same port each time; returns when it answers and every worker is there: the
        first may answer before the second is forked."""
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "advisor.wsgi", *self.options),
                *("--config", "python:advisor.operations.gunicorn_conf", "--log-level", "warning"),
            ],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
        )
        number = int(self.environment.get("WEB_CONCURRENCY") or 2)
        deadline = time.monotonic() + 60
        while True:
            with suppress(OSError):
                self.get("/healthz")
                if len(self.workers()) >= number:
                    return
            assert self.process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def stop(self) -> None:
        """As an operator does: what is under way is answered first."""
        self.process.terminate()
        self.process.wait(60)

    def kill(self) -> None:
        """As the loss of the machine does."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def workers(self, master: int | None = None) -> list[int]:
        """Processes that were forked by this one, or by another ``master``."""
        pid = master or self.process.pid
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextmanager
def serving(*options: str, **environment: str) -> Iterator[Server]:
    """A server with two workers on committed data; ``options`` go to gunicorn."""
    server = Server(environment_of_tests(**{"WEB_CONCURRENCY": "2", **environment}), *options)
    try:
        yield server
    finally:
        server.stop()


def environment_of_tests(**more: str) -> dict[str, str]:
    """For another process on the test database. ``DEBUG``: no static files were collected."""
    return {**os.environ, "DATABASE_URL": _database_url(), "DEBUG": "1", **more}


def _database_url() -> str:
    given = connection.settings_dict
    user = quote(given["USER"]) + (f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else "")
    place = f"host={quote(given['HOST'], safe='')}&port={given['PORT']}"
    return f"postgresql://{user}@/{given['NAME']}?{place}"
