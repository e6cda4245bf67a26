"""nginx as documented, before the served advisor: patient with slow clients, silent about answers.

It is Debian's nginx with ``deploy/nginx.conf`` as it stands, its three CHANGE lines set.
"""

import http.client
import os
import re
import shutil
import socket
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.advisor.operations.server import Server, serving

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = ROOT / "deploy" / "nginx.conf"
ROOM = "/advice/results/?space=bedroom&zip=02130&area="
SLOW_CLIENTS = 20


class Front:
    """nginx on a port of this machine."""

    def __init__(self, port: int, log: Path) -> None:
        self.port = port
        self.log = log

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
        return Server.get(self, path, headers)  # type: ignore[arg-type]

    def seconds(self, path: str) -> float:
        began = time.perf_counter()
        status, _text = self.get(path)
        assert status == 200
        return time.perf_counter() - began


@pytest.fixture(scope="module")
def nginx() -> str:
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")
    assert found, "The front is tested with nginx: apt-get install nginx-light"
    return found


@pytest.fixture
def front(nginx: str, real_data: None, tmp_path: Path) -> Iterator[Front]:
    with serving("--preload", TRUSTED_PROXIES="1") as app:
        yield from started(nginx, app, tmp_path)


def started(nginx: str, app: Server, folder: Path) -> Iterator[Front]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    log = folder / "access.log"
    ours = CONFIGURATION.read_text()
    for old, new in (
        ("server 127.0.0.1:8000", f"server 127.0.0.1:{app.port}"),
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("server_name advisor.example;", "server_name 127.0.0.1;"),
        ("/var/log/nginx/advisor.log", str(log)),
    ):
        assert ours.count(old) == 1, old
        ours = ours.replace(old, new)
    whole = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    temporary = " ".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole.write_text(
        f"daemon off; {user} worker_processes 1; pid {folder}/nginx.pid;\n"
        f"error_log {folder}/error.log; events {{ worker_connections 512; }}\n"
        f"http {{ {temporary}\n{ours}\n}}\n"
    )
    process = subprocess.Popen([nginx, "-p", str(folder), "-c", str(whole)])
    found = Front(port, log)
    try:
        deadline = time.monotonic() + 10
        while True:
            assert process.poll() is None, (folder / "error.log").read_text()
            try:
                found.get("/healthz")
                break
            except OSError:
                assert time.monotonic() < deadline
                time.sleep(0.05)
        yield found
    finally:
        process.terminate()
        process.wait(10)


def slow_client(port: int) -> socket.socket:
    """A request that never ends: its headers are sent to the half."""
    line = socket.create_connection(("127.0.0.1", port), timeout=30)
    line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ")
    return line


def test_twenty_slow_clients_double_nobodys_time(front: Front) -> None:
    for area in range(100, 110):
        front.seconds(f"{ROOM}{area}")
    usual = statistics.median(front.seconds(f"{ROOM}{area}") for area in range(110, 140))
    slow = [slow_client(front.port) for _client in range(SLOW_CLIENTS)]
    try:
        held = statistics.median(front.seconds(f"{ROOM}{area}") for area in range(140, 170))
        probes = [front.seconds("/healthz") for _probe in range(20)]
    finally:
        for line in slow:
            line.close()
    print(f"median {usual * 1000:.0f} ms, with slow clients {held * 1000:.0f} ms")
    assert held <= 2 * usual
    assert max(probes) < 1.0


def test_a_half_sent_request_is_hung_up_on(front: Front) -> None:
    line = slow_client(front.port)
    began = time.monotonic()
    with suppress(ConnectionResetError):
        line.recv(1000)  # waits for the end
    assert 5 < time.monotonic() - began < 15


def test_the_log_holds_no_answer_and_no_referring_address(front: Front) -> None:
    status, _page = front.get(f"{ROOM}123", {"Referer": "https://a.example/?zip=99701"})
    assert status == 200
    time.sleep(0.3)
    text = front.log.read_text()
    assert "/advice/results/" in text
    assert not re.search(r"zip|02130|99701|\?", text)


def test_a_client_cannot_say_who_it_is(front: Front) -> None:
    # Wrong passwords from "many senders" are from one: the header is written by the proxy alone.
    statuses = []
    for number in range(25):
        connection = http.client.HTTPConnection("127.0.0.1", front.port, timeout=30)
        connection.request(
            "POST",
            "/admin/login/",
            body="username=anna&password=wrong",
            headers={
                "X-Forwarded-For": f"203.0.113.{number}",
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": "csrftoken=x",
            },
        )
        statuses.append(connection.getresponse().status)
        connection.close()
    assert statuses[-1] == 429


def test_probes_and_metrics_are_not_for_the_street(front: Front) -> None:
    assert front.get("/metrics")[0] == 404
    assert front.get("/readyz")[0] == 404
    assert front.get("/healthz") == (200, "ok\n")
