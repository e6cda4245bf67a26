"""What this process computed last, kept for the next question about the same."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class RecentValues(Generic[Value]):
    """Values by key, of one version of the data; the one that was not asked for longest leaves.

    Nothing of another version is kept, so that an edit also frees what hangs on the old catalog.
    """

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._version: Hashable = None
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(
        self, key: Hashable, make: Callable[[], Value], *, version: Hashable, most: int = 0
    ) -> Value:
        """The value of ``key``, from ``make()`` the first time; two threads at once may both make
        it. ``most`` bounds how many are kept where that depends on their size."""
        found = self.find(key, version=version)
        return self.keep(key, make(), version=version, most=most) if found is None else found

    def find(self, key: Hashable, *, version: Hashable) -> Value | None:
        """The value of ``key``; ``None`` where nobody asked for it of late."""
        with self._lock:
            self._move_to(version)
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def keep(self, key: Hashable, value: Value, *, version: Hashable, most: int = 0) -> Value:
        """``value``, which ``find`` gives from now on."""
        with self._lock:
            if version == self._version:  # else an edit came in between
                self._values[key] = value
                while len(self._values) > (most or self._most):
                    self._values.popitem(last=False)
        return value

    def _move_to(self, version: Hashable) -> None:
        if version != self._version:
            self._version, self._values = version, OrderedDict()

    def forget(self) -> None:
        """Keep nothing: for tests, which take back a change without moving the version."""
        with self._lock:
            self._version, self._values = None, OrderedDict()
