"""Says who is at work, so that the triggers of the database can write it beside each change."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.db import connection
from psycopg import ServerCursor
from psycopg.sql import Literal

from catalog.models import How

_NOBODY: Final = ("", "", "")
_NAMES: Final = ("app.actor", "app.how", "app.reason")
_WRITES: Final = ("INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "SET LOCAL")
"""What the name is put before; the last stands before statements that carry limits of their own."""

_at_work: ContextVar[tuple[str, str, str]] = ContextVar("at_work", default=_NOBODY)

Execute = Callable[[Any, Any, bool, dict[str, Any]], Any]


@contextmanager
def acting(who: str, *, how: How, reason: str = "") -> Iterator[None]:
    """Everything that is written inside is recorded as the work of ``who``.

    The name travels with each statement that writes, and ends with its transaction: a session is
    not ours to mark, because a pooler in transaction mode gives it to somebody else in between.
    """
    before = _at_work.get()
    token = _at_work.set((who, how.value, reason))
    try:
        with ExitStack() as outermost:
            if before == _NOBODY:
                outermost.enter_context(connection.execute_wrapper(_sign))
            yield
    finally:
        _at_work.reset(token)
        if before == _NOBODY and connection.in_atomic_block and not connection.needs_rollback:
            with connection.cursor() as cursor:  # what follows in this transaction is nobody's
                cursor.execute(_signature(cursor.cursor))


def give_reason(reason: str) -> None:
    """Why the one at work does what follows; nothing where nobody is."""
    if _at_work.get() != _NOBODY:
        _at_work.set((*_at_work.get()[:2], reason))


def _sign(execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Put the name before a statement that writes, in the same message to the database."""
    cursor = context["cursor"].cursor
    text = sql if isinstance(sql, str) else sql.as_string(cursor)
    if isinstance(cursor, ServerCursor) or not text.lstrip().startswith(_WRITES):
        return execute(sql, params, many, context)
    name = _signature(cursor)
    if params is not None:
        name = name.replace("%", "%%")
    result = execute(f"{name}; {text}", params, many, context)
    while cursor.nextset():  # past the answer to the name, to that of the statement
        pass
    return result


def _signature(cursor: Any) -> str:
    told = zip(_NAMES, _at_work.get(), strict=True)
    calls = (
        f"set_config('{name}', {Literal(text).as_string(cursor)}, true)" for name, text in told
    )
    return f"SELECT {', '.join(calls)}"
