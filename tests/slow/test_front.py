"""nginx as documented, before two hosts: patient with slow clients, silent about answers.

It is Debian's nginx with ``deploy/nginx.conf`` as it stands, its CHANGE lines set.
"""

import http.client
import re
import socket
import statistics
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.slow.stack import ROOM, Base, Front, stack

pytestmark = pytest.mark.slow
SLOW_CLIENTS = 20


@pytest.fixture(scope="module")
def front(base: Base) -> Iterator[Front]:
    with stack(base) as found:
        yield found.front


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
    # As whole words: the random id of a request may well have 99701 in it.
    assert not re.search(r"\b(zip|02130|99701)\b|\?", text)


def test_a_line_of_the_log_ends_with_the_id_by_which_the_app_knows_the_request(
    front: Front,
) -> None:
    line = http.client.HTTPConnection("127.0.0.1", front.port, timeout=30)
    line.request("GET", "/healthz", headers={"X-Request-ID": "chosen-by-a-visitor"})
    request = line.getresponse().headers["X-Request-ID"]
    line.close()
    assert re.fullmatch("[0-9a-f]{32}", request)
    time.sleep(0.3)
    assert front.log.read_text().splitlines()[-1].endswith(f" {request}")


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
