"""What a worker can tell of a connection without reading from it."""

import socket

from advisor.operations.worker import has_gone


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
