"""One cache for all that this process computes from the tables: kept until its version moves."""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


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

    def forget(self) -> None:
        """Keep nothing: for tests, which take back a change without moving the version."""
        with self._lock:
            self._values = {}
