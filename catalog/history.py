"""Says who is at work, so that the triggers of the database can write it beside each change."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from django.db import connection

from catalog.models import How

_NOBODY: Final = ("", "", "")
_at_work: ContextVar[tuple[str, str, str]] = ContextVar("at_work", default=_NOBODY)


@contextmanager
def acting(who: str, *, how: How, reason: str = "") -> Iterator[None]:
    """Everything that is written inside is recorded as the work of ``who``.

    Inside of a transaction it holds until that ends; outside, until the block ends.
    """
    before = _at_work.get()
    token = _at_work.set((who, how.value, reason))
    _tell(_at_work.get())
    try:
        yield
    finally:
        _at_work.reset(token)
        if connection.connection is not None and not connection.needs_rollback:
            _tell(before)


def give_reason(reason: str) -> None:
    """Why the one at work does what follows."""
    who, how, _reason = _at_work.get()
    _tell((who, how, reason))


def _tell(actor: tuple[str, str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.actor', %s, %s), set_config('app.how', %s, %s),"
            " set_config('app.reason', %s, %s)",
            [value for each in actor for value in (each, connection.in_atomic_block)],
        )
