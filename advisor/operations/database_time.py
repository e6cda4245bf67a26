"""How long a request waits for the database, and the statements that took too long.

Every connection measures what a request runs on it. A slow statement is logged as it was written,
with places for its parameters: what a visitor or an editor entered is in no log.
"""

import logging
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

logger = logging.getLogger(__name__)

LONGEST_TEXT: Final = 1_000  # characters of a statement


@dataclass
class DatabaseTime:
    """Of one request."""

    seconds: float = 0.0
    queries: int = 0


current: ContextVar[DatabaseTime | None] = ContextVar("database_time", default=None)


def measure(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """An execute wrapper of Django: time each statement, name the slow ones."""
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        seconds = time.perf_counter() - began
        if (spent := current.get()) is not None:  # commands may take their time
            spent.seconds += seconds
            spent.queries += 1
            if seconds * 1000 >= settings.SLOW_QUERY_MS:
                _tell(sql, seconds)


def _tell(sql: Any, seconds: float) -> None:
    text = " ".join(sql.split())[:LONGEST_TEXT] if isinstance(sql, str) else type(sql).__name__
    fields = {"ms": round(seconds * 1000, 1), "statement": text}
    logger.warning("slow query", extra={"fields": fields})


def measure_connections() -> None:
    """Every connection of this process, those that are open included."""
    connection_created.connect(measure_connection, dispatch_uid="database time")
    for connection in connections.all(initialized_only=True):
        measure_connection(connection=connection)


def measure_connection(*, connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Receiver of ``connection_created``. Outermost: what others add to a statement is theirs."""
    if measure not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, measure)
