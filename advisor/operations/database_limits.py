"""How long a request waits for the database before it says "back in a moment".

The limits travel with each statement (``SET LOCAL`` in the same message: no round trip of their
own), so that they end with it: a pooler in transaction mode cannot hand them to another client. A
server that does not even keep them is hung up on (``operations.postgresql``). Visitors wait little;
the desk, which imports, waits as long as a browser does. Commands have no limit.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from psycopg import ServerCursor

Handler = Callable[[HttpRequest], HttpResponse]
Execute = Callable[[Any, Any, bool, dict[str, Any]], Any]

LIMITED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
"""What a limit is put before. Not before ROLLBACK TO: a failed transaction takes nothing else."""

ONLY_READ: Final = "SET LOCAL transaction_read_only = on; "

STEP = 100
"""What is left is rounded up to this, so that few texts of a statement are ever sent. [ms]"""

LOCKED_FOR: Final = 2.0
"""So long after somebody waited for a lock in vain, others hardly wait for one: a queue before a
locked table would pass any limit. [s]"""

SHORT_LOCK: Final = 200
"""How long they wait then. [ms]"""

_own = threading.local()
_locked_until = 0.0  # of all threads


class Patience:
    """What one request has left of its time with the database. [ms]"""

    def __init__(self, *, lock: int, statement: float) -> None:
        self.lock = lock
        self.left = float(statement)

    def deadline(self) -> float:
        """When a wait that begins now must end, by the monotonic clock. [s]"""
        return time.monotonic() + max(STEP, self.left) / 1000

    def limit_statement(
        self, execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """Django's wrapper around one statement."""
        cursor = context["cursor"].cursor
        text = sql if isinstance(sql, str) else ""
        if many or isinstance(cursor, ServerCursor) or not text.lstrip().startswith(LIMITED):
            return execute(sql, params, many, context)
        try:
            result = execute(self._prefix() + text, params, many, context)
        except OperationalError as error:
            _note_lock(error)
            raise
        while cursor.nextset():  # past the answers to SET, to that of the statement
            pass
        return result

    def _prefix(self) -> str:
        left = max(STEP, -int(-self.left // STEP) * STEP)
        lock = SHORT_LOCK if time.monotonic() < _locked_until else self.lock
        only_read = ONLY_READ if settings.READ_ONLY else ""
        return (
            f"SET LOCAL lock_timeout = {min(lock, left)};"
            f" SET LOCAL statement_timeout = {left}; {only_read}"
        )


def current() -> Patience | None:
    """That of the request of this thread; ``None``: as long as it takes."""
    patience: Patience | None = getattr(_own, "patience", None)
    return patience


@contextmanager
def limited_statements(whose: str = "visitor") -> Iterator[None]:
    """Bound what this thread asks of the database: each wait for a lock, and all of it together.

    The statement that passes a limit raises ``OperationalError``.
    """
    limits = settings.DATABASE_LIMITS.get(whose)
    if not limits:
        yield
        return
    patience = Patience(**limits)
    with _having(patience), connection.execute_wrapper(patience.limit_statement):
        yield


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """For a question that is not worth more; the time comes off the request's own."""
    with spending(), _having(Patience(lock=0, statement=seconds * 1000)):
        yield


@contextmanager
def spending() -> Iterator[None]:
    """Take the time that this takes off what the request of this thread has left."""
    patience = current()
    began = time.perf_counter()
    try:
        yield
    finally:
        if patience is not None:
            patience.left -= (time.perf_counter() - began) * 1000


def limit_requests(get_response: Handler) -> Handler:
    """Middleware: the limits of visitors, and those of the desk in the admin."""

    def middleware(request: HttpRequest) -> HttpResponse:
        at_desk = request.path.startswith(reverse("admin:index"))
        with limited_statements("desk" if at_desk else "visitor"):
            return get_response(request)

    return middleware


@contextmanager
def _having(patience: Patience) -> Iterator[None]:
    before = current()
    _own.patience = patience
    try:
        yield
    finally:
        _own.patience = before


def _note_lock(error: OperationalError) -> None:
    global _locked_until  # noqa: PLW0603 - one of all threads
    if isinstance(error.__cause__, psycopg.errors.LockNotAvailable):
        _locked_until = time.monotonic() + LOCKED_FOR
