"""Counts what advice shows, so that the desk keeps true first what is looked at most.

A request only adds to a counter in memory: no query. A thread of each worker of the server writes
the sums once a minute, and once more when the worker ends; a killed worker loses a minute. The
development server and the command line count nothing.
"""

import logging
import threading
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from advisor.models import ShownCount
from advisor.operations.database_limits import limited_statements

logger = logging.getLogger(__name__)

EVERY_SECONDS: Final = 60.0
_MOST_KEYS: Final = 20_000
"""Keys that wait at most: while the database is away, what is new is not counted."""

_lock = threading.Lock()
_waiting: Counter[tuple[str, str, date]] = Counter()
_stop = threading.Event()


def count(*, units: Iterable[str], state: str) -> None:
    """Note one advice: the slugs of its picks and the state of its place. No query."""
    if settings.READ_ONLY:
        return
    day = timezone.localdate()
    keys = [(ShownCount.What.UNIT.value, slug, day) for slug in units]
    if state:
        keys.append((ShownCount.What.STATE.value, state, day))
    with _lock:
        if len(_waiting) < _MOST_KEYS:
            _waiting.update(keys)


def write() -> int:
    """Add what waits to the table, in one statement; returns how many sums."""
    with _lock:
        taken = dict(_waiting)
        _waiting.clear()
    if not taken:
        return 0
    whats, keys, days = zip(*taken, strict=True)
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO advisor_showncount AS known (what, key, day, count)"
                " SELECT * FROM unnest(%s::text[], %s::text[], %s::date[], %s::int[])"
                " AS new (what, key, day, count) ORDER BY what, day, key"
                " ON CONFLICT (what, day, key) DO UPDATE SET count = known.count + excluded.count",
                [list(whats), list(keys), list(days), list(taken.values())],
            )
    except DatabaseError:
        with _lock:
            _waiting.update(taken)  # they wait for the next minute
        raise
    return len(taken)


def forget() -> None:
    """Nobody saw what was made so far."""
    with _lock:
        _waiting.clear()


def start_writer() -> threading.Thread:
    """Start the thread that writes once a minute: once in each worker, after the fork."""

    def run() -> None:
        while not _stop.wait(EVERY_SECONDS):
            _write_and_disconnect()

    thread = threading.Thread(target=run, name="impressions", daemon=True)
    thread.start()
    return thread


def finish() -> None:
    """The worker ends: stop the thread and write what is left."""
    _stop.set()
    _write_and_disconnect()


def _write_and_disconnect() -> None:
    try:
        with limited_statements():  # a worker that ends does not wait for a lock
            write()
    except DatabaseError as error:
        logger.warning("View counts are waiting: %s", error)
    finally:
        connection.close()
