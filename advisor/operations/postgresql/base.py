"""Django's PostgreSQL backend with an end to every wait.

The limits of ``database_limits`` are kept by the server. One that hangs (stopped, cut off, its
disk gone) keeps nothing: there the connection itself gives up. It also passes the turn of a page on
while the database is slow (``operations.lanes``).
"""

import time
from collections.abc import Generator
from types import SimpleNamespace
from typing import Any, Final, TypeVar

import psycopg
from django.conf import settings
from django.db.backends.postgresql.base import DatabaseWrapper as DjangoWrapper

from advisor.operations import database_limits, lanes

Result = TypeVar("Result")

LOOK_EVERY: Final = 0.02
"""How often a wait looks at the clock; the first look is where the database counts as slow. [s]"""

GRACE: Final = 0.2
"""The server ends a statement by itself first, in better words. [s]"""

HEALTH_CHECK: Final = 0.3
"""A kept connection that says nothing for so long is given up for a new one. [s]"""

AWAY: Final = 1.0
"""After a connection that was not made in time, nobody else waits for one for so long. [s]"""


class WaitedInVainError(psycopg.OperationalError):
    """The database said nothing for as long as this request may wait."""


class PatientConnection(psycopg.Connection[Any]):
    """A connection that hangs up on a server that does not answer in time."""

    def wait(
        self,
        gen: Generator[Any, Any, Result],
        interval: float = LOOK_EVERY,
        timeout: float | None = None,
    ) -> Result:
        patience = database_limits.current()
        until = patience.deadline() + GRACE if patience else None
        try:
            with database_limits.spending():
                return super().wait(_watched(gen, until), interval, timeout)
        except WaitedInVainError:
            self.close()  # whatever it says later is no answer to the next question
            raise


def _watched(gen: Generator[Any, Any, Result], until: float | None) -> Generator[Any, Any, Result]:
    """``gen``, with a look at the clock whenever nothing came."""
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if not ready:
                lanes.pass_turn()
                if until is not None and time.monotonic() > until:
                    raise WaitedInVainError("The database did not answer in time.")
            wanted = gen.send(ready)
    except StopIteration as end:
        result: Result = end.value
        return result


def _only_read(
    execute: database_limits.Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Django's wrapper around one statement of a command that stands alone: nothing else tells the
    database that it may not write, for a pooler's sessions are not ours to mark."""
    cursor = context["cursor"].cursor
    told = context["connection"].in_atomic_block or database_limits.current() is not None
    if told or isinstance(cursor, psycopg.ServerCursor):
        return execute(sql, params, many, context)
    text = sql if isinstance(sql, str) else sql.as_string(cursor)
    result = execute(f"{database_limits.ONLY_READ}{text}", params, many, context)
    while cursor.nextset():  # past the answer to SET, to that of the statement
        pass
    return result


class DatabaseWrapper(DjangoWrapper):
    """What ``ENGINE`` of the settings names."""

    Database = SimpleNamespace(**{**vars(psycopg), "connect": PatientConnection.connect})  # type: ignore[assignment]
    _away_until = 0.0  # of all threads

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if settings.READ_ONLY:
            self.execute_wrappers.append(_only_read)

    @staticmethod
    def is_away() -> bool:
        return time.monotonic() < DatabaseWrapper._away_until

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if self.is_away():
            raise psycopg.OperationalError("The database did not answer a moment ago.")
        with database_limits.spending():
            lanes.pass_turn()
            try:
                made = super().get_new_connection(conn_params)
            except psycopg.errors.ConnectionTimeout:
                DatabaseWrapper._away_until = time.monotonic() + AWAY
                raise
        if settings.READ_ONLY:
            made.read_only = True  # each transaction that this side begins
        return made

    def is_usable(self) -> bool:
        with database_limits.waiting_at_most(HEALTH_CHECK):
            return not self.is_away() and bool(super().is_usable())
