"""One cache for all that this process computes from the tables, and the versions that it is kept
by: each moves with any edit, so that the next request reads again what changed."""

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, NamedTuple, TypeVar

from django.db import connection

Value = TypeVar("Value")


class DataVersions(NamedTuple):
    """``catalog`` is 0 and ``reference`` empty while nothing was ever loaded."""

    catalog: int
    reference: str


_of_this_request: ContextVar[list[DataVersions] | None] = ContextVar("versions", default=None)


def current_versions() -> DataVersions:
    """The versions now, or as they were when this request first asked. One query, without the
    ORM's share of the time."""
    known = _of_this_request.get()
    if known:
        return known[0]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT number FROM catalog_catalogversion WHERE id = 1),"
            " (SELECT version FROM advisor_referenceversion WHERE id = 1)"
        )
        catalog, reference = cursor.fetchone()
    found = DataVersions(catalog or 0, reference or "")
    if known is not None:
        known.append(found)
    return found


@contextmanager
def read_once() -> Iterator[None]:
    """Ask for the versions once: what is answered within is of one state of the data."""
    token = _of_this_request.set([])
    try:
        yield
    finally:
        _of_this_request.reset(token)


class VersionedCache(Generic[Value]):
    """Values by version, made once each however many threads ask; the oldest leaves first.

    More than one version is worth keeping (``most``) where requests that began before a change
    and after it run side by side. A version is anything hashable that moves with what the value is
    made from: a text from the database, or the object itself that it is derived from.
    """

    def __init__(self, *, most: int = 1) -> None:
        self._most = most
        self._values: dict[Hashable, Value] = {}
        self._lock = threading.Lock()

    def get(self, version: Hashable, make: Callable[[], Value]) -> Value:
        """The value of ``version``, from ``make()`` the first time. What ``make`` raises is
        raised here, and nothing is kept."""
        values = self._values
        if version in values:
            return values[version]
        with self._lock:
            if version in self._values:  # another thread was quicker
                return self._values[version]
            value = make()
            kept = list(self._values.items())[-(self._most - 1) :] if self._most > 1 else []
            self._values = dict([*kept, (version, value)])  # readers have the old one, whole
        return value

    def newest(self) -> Value | None:
        """The value that was made last: what a new one may take over."""
        return next(reversed(self._values.values()), None)

    def forget(self) -> None:
        """Keep nothing: for tests, which take back a change without moving the version."""
        with self._lock:
            self._values = {}
