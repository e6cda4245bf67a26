"""The cache of finished pages as something that may fail: then a page is made, and nobody notices.

Whatever ails it (Redis is gone or hangs, the table was dropped, the folder is closed) is a miss.
One that fails, or takes longer than making a page would, is left alone for a few seconds by the
whole process, so that a dead one does not add its timeout to each request; then one request tries.
"""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final, TypeVar

from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.db import DatabaseCache

from advisor.operations.redis_pages import RedisPages

logger = logging.getLogger(__name__)

Answer = TypeVar("Answer")

CACHE: Final = "pages"
PAUSE: Final = 5.0
"""How long one that failed is left alone. [s]"""
SLOW: Final = 0.2
"""An answer that takes longer is a failure. [s]"""

_PROBE: Final = "doctor"


class _Breaker:
    """Of this process, for all its threads."""

    def __init__(self) -> None:
        self.closed_until = 0.0  # on the monotonic clock; 0: it works

    def ask(self, question: Callable[[BaseCache], Answer]) -> Answer | None:
        """Its answer, or ``None`` while it is left alone and where it fails."""
        began = time.monotonic()
        if began < self.closed_until:
            return None
        if self.closed_until:  # this request tries, the others go on without
            self.closed_until = began + PAUSE
        try:
            answer = question(caches[CACHE])
        except Exception as error:  # noqa: BLE001 - whatever ails a cache, the page can be made
            self._leave_alone(f"{type(error).__name__}: {error}")
            return None
        seconds = time.monotonic() - began
        if seconds > SLOW:
            self._leave_alone(f"it took {seconds:.2f} s")
        else:
            self.closed_until = 0.0
        return answer

    def _leave_alone(self, reason: str) -> None:
        self.closed_until = time.monotonic() + PAUSE
        logger.warning("The cache of pages is left alone for %.0f s: %s", PAUSE, reason)


_breaker = _Breaker()


def read(key: str) -> bytes | None:
    """What was written; ``None`` where nothing was, or where the cache fails."""
    found = _breaker.ask(lambda cache: cache.get(key))
    return found if isinstance(found, bytes) else None


def write(key: str, value: bytes) -> None:
    """For as long as settings say. A cache that fails takes nothing."""
    _breaker.ask(lambda cache: cache.set(key, value))


def hang_up() -> None:
    """Let go of this thread's connection: before a fork, which would hand it to every worker."""
    with suppress(AttributeError):
        del caches[CACHE]


def try_again() -> None:
    """Forget that it failed."""
    _breaker.closed_until = 0.0


def is_shared() -> bool:
    """Whether several hosts can use it."""
    return isinstance(caches[CACHE], DatabaseCache | RedisPages)


def trouble() -> str:
    """Why the cache cannot be used right now; empty where it can. Asks it in any case."""
    cache, value = caches[CACHE], str(time.time()).encode()
    try:
        cache.set(_PROBE, value, timeout=10)
        found = cache.get(_PROBE)
    except Exception as error:  # noqa: BLE001 - whatever it is, this is the question
        return (str(error).strip().splitlines() or [type(error).__name__])[0]
    return "" if found == value else "what is written into it is not there"


def unbounded() -> str:
    """Why the cache would fill up, or refuse what is new, one day; empty where it is bounded."""
    cache = caches[CACHE]
    if not isinstance(cache, RedisPages):
        return ""  # ours have MAX_ENTRIES
    most, drops = cache.limit()
    if most and drops.startswith("allkeys"):
        return ""
    return f"maxmemory is {most:,} bytes and maxmemory-policy {drops}"
