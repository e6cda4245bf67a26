"""Gunicorn as in production, on the test database."""

import http.client
import os
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


class Server:
    """Two worker processes behind one port."""

    def __init__(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.port = port
        self.process = process

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and text of one answer, on a connection of its own."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request("GET", path, headers=headers or {})
            response = line.getresponse()
            return response.status, response.read().decode()
        finally:
            line.close()

    def workers(self, master: int | None = None) -> list[int]:
        """Processes that were forked by this one, or by another ``master``."""
        pid = master or self.process.pid
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextmanager
def serving(*options: str, **environment: str) -> Iterator[Server]:
    """A server on committed data; ``options`` go to gunicorn."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "advisor.wsgi", *options),
            *("--config", "python:advisor.operations.gunicorn_conf", "--log-level", "warning"),
        ],
        cwd=ROOT,
        env=environment_of_tests(**{"PORT": str(port), "WEB_CONCURRENCY": "2", **environment}),
    )
    server = Server(port, process)
    try:
        deadline = time.monotonic() + 60
        while True:
            with suppress(OSError):
                server.get("/healthz")
                break
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield server
    finally:
        process.terminate()
        process.wait(60)


def environment_of_tests(**more: str) -> dict[str, str]:
    """For another process on the test database. ``DEBUG``: no static files were collected."""
    return {**os.environ, "DATABASE_URL": _database_url(), "DEBUG": "1", **more}


def _database_url() -> str:
    given = connection.settings_dict
    user = quote(given["USER"]) + (f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else "")
    place = f"host={quote(given['HOST'], safe='')}&port={given['PORT']}"
    return f"postgresql://{user}@/{given['NAME']}?{place}"
