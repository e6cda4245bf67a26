"""How long a visitor's request waits for the database before it says "back in a moment".

The limits travel with each statement (``SET LOCAL`` in the same message: no round trip of their
own), so that they end with it. A pooler in transaction mode cannot hand them to another client,
and whoever works in the admin, imports or migrates has none.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from psycopg import ServerCursor

Handler = Callable[[HttpRequest], HttpResponse]
Execute = Callable[[Any, Any, bool, dict[str, Any]], Any]

LIMITED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
"""What a limit is put before. Not before ROLLBACK TO: a failed transaction takes nothing else."""

STEP = 100
"""What is left is rounded up to this, so that few texts of a statement are ever sent. [ms]"""


@contextmanager
def limited_statements() -> Iterator[None]:
    """Bound what this thread asks of the database: each wait for a lock, and all of it together.

    The statement that passes a limit raises ``OperationalError``.
    """
    if not settings.DATABASE_LIMITS:
        yield
        return
    with connection.execute_wrapper(_Limits(**settings.DATABASE_LIMITS)):
        yield


def limit_visitors(get_response: Handler) -> Handler:
    """Middleware: limits for every request outside of the admin."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(reverse("admin:index")):
            return get_response(request)
        with limited_statements():
            return get_response(request)

    return middleware


class _Limits:
    """What one request has left of its time in the database. [ms]"""

    def __init__(self, *, lock: int, statement: int) -> None:
        self.lock = lock
        self.left = float(statement)

    def __call__(
        self, execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        cursor = context["cursor"].cursor
        text = sql if isinstance(sql, str) else ""
        if many or isinstance(cursor, ServerCursor) or not text.lstrip().startswith(LIMITED):
            return execute(sql, params, many, context)
        began = time.perf_counter()
        try:
            result = execute(self._prefix() + text, params, many, context)
        finally:
            self.left -= (time.perf_counter() - began) * 1000
        while cursor.nextset():  # past the answers to SET, to that of the statement
            pass
        return result

    def _prefix(self) -> str:
        left = max(STEP, -int(-self.left // STEP) * STEP)
        lock = min(self.lock, left)
        return f"SET LOCAL lock_timeout = {lock}; SET LOCAL statement_timeout = {left}; "
