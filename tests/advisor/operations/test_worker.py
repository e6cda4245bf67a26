"""What a worker can tell of a connection without reading from it, and how long it reads."""

import socket
import threading
import time

from gunicorn.config import Config
from gunicorn.http.parser import RequestParser

from advisor.operations.worker import Connection, has_gone

HEAD = b"POST /admin/ HTTP/1.1\r\nHost: here\r\nContent-Length: 4000\r\n\r\n"


def test_client_that_waits_or_sends_more_is_there_and_one_that_closed_has_gone() -> None:
    ours, client = socket.socketpair()
    assert not has_gone(ours)
    client.sendall(b"more")
    assert not has_gone(ours)
    assert ours.recv(10) == b"more"  # it was only looked at
    client.close()
    assert has_gone(ours)
    ours.close()
    assert has_gone(ours)


def test_file_that_trickles_in_after_its_answer_holds_the_thread_until_the_deadline() -> None:
    ours, client = socket.socketpair()
    connection = Connection(Config(), ours, ("127.0.0.1", 1), ("127.0.0.1", 2))
    connection.received += HEAD
    connection.init()
    parser = connection.parser
    assert isinstance(parser, RequestParser)
    next(parser)

    def trickle() -> None:
        for _byte in range(40):  # two seconds
            client.sendall(b"x")
            time.sleep(0.05)
        client.close()

    sender = threading.Thread(target=trickle)
    sender.start()
    began = time.monotonic()
    assert not parser.finish_body(deadline=began + 0.3)  # the connection is closed
    assert time.monotonic() - began < 1
    sender.join()
    ours.close()
