"""A worker process of gunicorn: slow clients occupy no thread, and one page is computed at a time.

It is gunicorn's threaded worker with another loop. The loop takes in whole requests
(``whole_requests``), so that who sends half of one holds a connection and nothing else. A request
waits in its lane (``lanes``). While others wait here, an answer closes its connection: the client's
next request goes to whichever worker takes it first, an idle one, however they were spread before.
"""

import logging
import os
import re
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, Final

from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from advisor.operations import lanes
from advisor.operations.whole_requests import Head, RefusedError, head_of

READ_SECONDS: Final = 10.0
"""A request is here, whole, within this time, or its connection is closed."""

SEND_SECONDS: Final = 10.0
SEND_BUFFER: Final = 256 * 1024
"""Bytes of an answer that the kernel keeps for a slow reader: a page, so that no thread waits."""

RECEIVED_AT_ONCE: Final = 64 * 1024
UPLOAD_SECONDS: Final = 120.0
"""A file for the desk is here within this time, without a pause of ``READ_SECONDS``."""

LOST_PATIENCE: Final = 0.5
"""After such a wait we look whether the client is still there: who reloads a slow page leaves the
request before behind. [s]"""

ASK_AGAIN: Final = 15.0
"""A worker that is due for replacement and is still there asks again after so long. [s]"""

LANGUAGE: Final = re.compile(rb"(?:^|&)lang=(\w+)")

logger = logging.getLogger(__name__)


class Connection(TConn):  # type: ignore[misc]
    """A connection of a client, with what has come in of its next request."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.received = bytearray()
        self.head: Head | None = None
        self.whole_at = 0.0
        self.is_parting = False
        self.data_ready = True  # of gthread: no thread looks for it

    def init(self) -> None:
        """In the thread: hand over what was received. Only of a file there is more to come."""
        super().init()
        self.sock.settimeout(SEND_SECONDS)
        self.parser.unreader.sock = _Upload(self.sock)
        self.parser.unreader.unread(bytes(self.received))
        self.received.clear()
        self.head = None


class _Upload:
    """The socket as gunicorn's parser reads it, with an end."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.until = time.monotonic() + UPLOAD_SECONDS
        self.pause = READ_SECONDS

    def gettimeout(self) -> float:
        return self.until - time.monotonic()

    def settimeout(self, seconds: float) -> None:
        """Of all that is still read: the parser has a deadline for what the desk left of a file,
        and asks many times for it."""
        self.until = time.monotonic() + seconds

    def recv(self, size: int) -> bytes:
        left = self.gettimeout()
        if left <= 0:
            raise TimeoutError
        self.sock.settimeout(min(left, READ_SECONDS))
        try:
            return self.sock.recv(size)
        finally:
            self.sock.settimeout(SEND_SECONDS)


class Worker(ThreadWorker):  # type: ignore[misc]
    """``worker_class`` of gunicorn's configuration."""

    max_requests: int
    wsgi: Callable[..., Iterable[bytes]]

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.lanes = lanes.lanes()
        # gthread would stop by itself after so many requests, whoever else is stopping too.
        self.replace_at, self.max_requests = self.max_requests, sys.maxsize
        self.ask_at = 0.0
        self.uploading: Connection | None = None
        self.busy_answers: dict[bytes, bytes] = {}
        self.count_turned_away: Callable[[], None] = lambda: None

    def get_thread_pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(sum(lane.threads for lane in self.lanes.values()))

    def load_wsgi(self) -> None:
        super().load_wsgi()
        # Django is set up only now.
        from advisor.operations import busy_page, metrics  # noqa: PLC0415

        self.busy_answers = busy_page.answers()
        self.count_turned_away = metrics.count_turned_away
        self.wsgi = partial(_compute, self.wsgi)

    # Connections, in the loop

    def accept(self, listener: socket.socket) -> None:
        if self.nr_conns >= self.worker_connections - 1:
            self._make_room()
        try:
            client, address = listener.accept()
        except OSError:  # another worker was first, the client has gone, or no file is left
            return
        client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        self.nr_conns += 1
        self._listen(Connection(self.cfg, client, address, listener.getsockname()))

    def _make_room(self) -> None:
        """Who has been silent longest goes: a crowd of slow clients shuts nobody out."""
        if self.pending_conns:
            self._hang_up(self.pending_conns[0])
        elif self.keepalived_conns:
            connection = self.keepalived_conns.popleft()
            self.poller.unregister(connection.sock)
            self._close(connection)

    def _listen(self, connection: Connection) -> None:
        """Wait for the rest of a request, or for the client to close."""
        connection.sock.setblocking(False)
        patience = READ_SECONDS if self.alive else STOP_KEEPALIVE_LINGER
        connection.timeout = time.monotonic() + patience
        self.pending_conns.append(connection)
        self.poller.register(
            connection.sock,
            selectors.EVENT_READ,
            partial(self.on_pending_socket_readable, connection),
        )

    def _leave(self, connection: Connection) -> None:
        """Nothing more is expected of this one."""
        self.poller.unregister(connection.sock)
        self.pending_conns.remove(connection)

    def _hang_up(self, connection: Connection) -> None:
        self._leave(connection)
        self._close(connection)

    def _close(self, connection: Connection) -> None:
        self.nr_conns -= 1
        connection.close()

    def _part(self, connection: Connection) -> None:
        """We have said our last word. The client closes when it has read it: a connection closed
        before that may lose its end."""
        try:
            connection.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._close(connection)
        else:
            connection.is_parting = True
            self._listen(connection)

    def murder_pending(self) -> None:
        """Close what took too long. The name is gthread's."""
        now = time.monotonic()
        while self.pending_conns and self.pending_conns[0].timeout <= now:
            self._hang_up(self.pending_conns[0])

    def _cap_keepalive(self, deadline: float) -> None:
        """The worker stops: nobody idle keeps it."""
        super()._cap_keepalive(deadline)
        for connection in self.pending_conns:
            connection.timeout = min(connection.timeout, deadline)

    def on_client_socket_readable(self, conn: Connection, client: socket.socket) -> None:
        """A kept connection begins its next request."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._listen(conn)
        self.on_pending_socket_readable(conn, client)

    def on_pending_socket_readable(self, conn: Connection, client: socket.socket) -> None:
        try:
            data = client.recv(RECEIVED_AT_ONCE)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if not data:
            self._hang_up(conn)
        elif not conn.is_parting:
            conn.received += data
            self._look(conn)

    def _look(self, connection: Connection) -> None:
        """Is the request here, whole?"""
        try:
            head = connection.head = connection.head or self._judged_head(connection)
        except RefusedError as refused:
            self._turn_away(connection, _bare(str(refused)))
            return
        if head is not None and (head.is_large or len(connection.received) >= head.size):
            self._admit(connection, head)

    def _judged_head(self, connection: Connection) -> Head | None:
        head = head_of(connection.received)
        if head is not None and head.is_large:
            if lanes.lane_of(head.path) != "desk":
                raise RefusedError("413 Content Too Large")
            if self.uploading is not None:  # which has one of the two threads of the desk
                raise RefusedError("503 Service Unavailable")
            self.uploading = connection
        if head is not None and head.wants_word:
            _say(connection, b"HTTP/1.1 100 Continue\r\n\r\n")
        return head

    def _turn_away(self, connection: Connection, answer: bytes) -> None:
        self._leave(connection)
        _say(connection, answer)
        self._part(connection)

    # Requests, in the loop

    def _admit(self, connection: Connection, head: Head) -> None:
        lane = self.lanes[lanes.lane_of(head.path)]
        if lane.is_full():
            self.count_turned_away()
            asked = LANGUAGE.search(head.query)
            language = asked[1] if asked and asked[1] in self.busy_answers else b"en"
            self._turn_away(connection, self.busy_answers[language])
            return
        self._leave(connection)
        connection.whole_at = time.monotonic()
        lane.waiting.append(connection)
        self._begin(lane)

    def _begin(self, lane: lanes.Lane) -> None:
        while (connection := lane.next()) is not None:
            turn = lanes.Turn(lane, connection, partial(self.method_queue.defer, self._pass_on))
            done = self.tpool.submit(self._serve, turn)
            done.add_done_callback(partial(self.method_queue.defer, self._finish, turn))

    def _serve(self, turn: lanes.Turn) -> bool:
        """In a thread: gunicorn parses, Django answers. Whether the connection is kept."""
        waited = turn.began - turn.connection.whole_at
        if waited > LOST_PATIENCE and has_gone(turn.connection.sock):
            return False
        with lanes.having(turn):
            return bool(self.handle(turn.connection))

    def _pass_on(self, turn: lanes.Turn) -> None:
        turn.pass_on()
        self._begin(turn.lane)

    def _finish(self, turn: lanes.Turn, done: "Future[bool]") -> None:
        turn.lane.finish(turn)
        self._begin(turn.lane)
        connection = turn.connection
        if self.uploading is connection:
            self.uploading = None
        if done.exception() is not None:
            logger.error("A request ended in the server itself", exc_info=done.exception())
            self._close(connection)
        elif not done.result():
            self._part(connection)
        elif connection.parser.unreader.buf.getvalue():  # the next request came along with this
            connection.received += connection.parser.unreader.take_buffered()
            self._listen(connection)
            self._look(connection)
        else:
            self._keep(connection)
        self._ask_for_a_successor()

    def _keep(self, connection: Connection) -> None:
        """As gthread does it: the connection waits for its client's next request."""
        connection.sock.setblocking(False)
        connection.set_timeout()
        if not self.alive:
            connection.timeout = min(connection.timeout, time.monotonic() + STOP_KEEPALIVE_LINGER)
        self.keepalived_conns.append(connection)
        self.poller.register(
            connection.sock,
            selectors.EVENT_READ,
            partial(self.on_client_socket_readable, connection),
        )

    def _ask_for_a_successor(self) -> None:
        """After so many requests the master adds a worker. Once that one serves, the oldest goes
        (``gunicorn_conf``): there is never one less. If that was not us, we ask again."""
        now = time.monotonic()
        if self.alive and self.nr >= self.replace_at and now >= self.ask_at:
            self.ask_at = now + ASK_AGAIN
            os.kill(self.ppid, signal.SIGTTIN)


def _compute(
    application: Callable[..., Iterable[bytes]],
    environ: dict[str, Any],
    start_response: Callable[..., Any],
) -> Iterable[bytes]:
    """In a thread: the answer is made, then the turn is passed on, then the answer is sent."""
    answer = application(environ, start_response)
    if turn := lanes.current():
        if turn.lane.waiting:
            turn.connection.parser.mesg.force_close()
        turn.offer()
    return answer


def has_gone(sock: socket.socket) -> bool:
    """Whether the client has closed this connection."""
    try:
        return sock.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def _bare(status: str) -> bytes:
    return f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".encode()


def _say(connection: Connection, text: bytes) -> None:
    """A few bytes from the loop; who cannot even take those has gone."""
    try:
        connection.sock.send(text)
    except OSError:
        logger.debug("A client had gone before its answer.")
