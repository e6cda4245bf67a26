"""What the doctor looks at behind the pages: the database, its data, the jobs."""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection
from django.db.models import Max
from django.utils import timezone

from advisor.models import ArticleText, ServerError
from advisor.operations import health, optional_cache
from advisor.operations.machine_doctor import Diagnosis, note, ok, wrong
from catalog.models import Feed, ImportBatch, PriceObservation

OLDEST_POSTGRES: Final = 150_000
SLOW_ANSWER: Final = 5.0
"""From here each query is felt: the database is far away or busy. [ms]"""
FEWEST_CONNECTIONS: Final = 4
CLOCK_SECONDS: Final = 5.0
OLD_PRICES: Final = timedelta(days=120)
LATE: Final = timedelta(days=3)
"""Nightly jobs that have not run for so long."""
QUIET_LISTS: Final = timedelta(days=30)
"""ENERGY STAR’s lists change more often than that."""
OLD_SESSIONS: Final = 1_000
NIGHTLY_LISTS: Final = "energystar-"  # how their imports are named

CONNECTIONS: Final = """
    SELECT current_setting('max_connections')::int
           - current_setting('superuser_reserved_connections')::int,
           count(*) FILTER (WHERE backend_type = 'client backend'),
           count(*) FILTER (WHERE state = 'idle in transaction'
                            AND now() - xact_start > interval '5 minutes')
    FROM pg_stat_activity
"""


def database() -> Iterator[Diagnosis]:
    """Reachable, new enough, near enough, with connections left and the right clock."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        told = str(error).strip().splitlines() or [type(error).__name__]
        yield wrong(f"The database cannot be reached: {told[0]}")
        return
    waits = []
    with connection.cursor() as cursor:
        for _query in range(7):
            began = time.perf_counter()
            cursor.execute("SELECT 1")
            waits.append((time.perf_counter() - began) * 1000)
        wait = statistics.median(waits)
        version = connection.pg_version  # type: ignore[attr-defined]  # PostgreSQL's alone
        name = f"PostgreSQL {version // 10_000}.{version % 10_000}"
        if version < OLDEST_POSTGRES:
            yield wrong(f"{name} is too old: 15 or newer is needed.")
        elif wait > SLOW_ANSWER:
            yield note(f"{name} takes {wait:.1f} ms for an empty query: it is far away or busy.")
        else:
            yield ok(f"{name} answers in {wait:.2f} ms.")
        yield from _connections(cursor)
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        apart = abs(float(cursor.fetchone()[0]) - time.time())
    if apart > CLOCK_SECONDS:
        yield note(
            f"The clocks of this machine and of the database are {apart:.0f} s apart: codes of"
            " two-step sign-in fail, and days are counted wrong around midnight."
        )


def _connections(cursor: Any) -> Iterator[Diagnosis]:
    cursor.execute(CONNECTIONS)
    most, used, stuck = cursor.fetchone()
    if stuck:
        yield note(f"{stuck} transactions have stood open for five minutes: see pg_stat_activity.")
    left = most - used
    if settings.DATABASE_POOLED:
        yield ok(f"{left} of {most} connections are left behind the pooler.")
    elif left < FEWEST_CONNECTIONS:
        yield wrong(f"Only {left} of {most} connections to the database are left.")
    else:
        yield ok(f"{left} of {most} connections to the database are left.")


def data() -> Iterator[Diagnosis]:
    """Tables, reference data and catalog as this code expects them, and how old the catalog is."""
    if connection.connection is None:
        return
    if trouble := health.obstacle():
        yield wrong(trouble)
        return
    yield ok("Tables, reference data, and catalog are there and up to date.")
    newest = PriceObservation.objects.aggregate(day=Max("observed_on"))["day"]
    if newest is None or timezone.localdate() - newest > OLD_PRICES:
        yield note(f"The newest price is of {newest or 'no day'}: prices are shown as ranges.")


def jobs() -> Iterator[Diagnosis]:
    """What should run every night, by what it left behind."""
    if health.obstacle():
        return
    lists = ImportBatch.objects.filter(file_name__startswith=NIGHTLY_LISTS)
    yield from _last(
        lists.aggregate(at=Max("changed_at"))["at"],
        QUIET_LISTS,
        "ENERGY STAR’s lists",
        "manage.py refresh_catalog energystar --apply --publish",
    )
    feeds = Feed.objects.filter(active=True)
    if feeds.exists():
        last_run = feeds.aggregate(at=Max("last_run"))["at"]
        yield from _last(
            last_run, LATE, "The shops’ feeds", "manage.py refresh_catalog feeds --apply"
        )
    if read := ArticleText.objects.filter(pasted=False).aggregate(at=Max("read_at"))["at"]:
        yield from _last(read, LATE, "The articles", "manage.py article_report --read")
    over = Session.objects.filter(expire_date__lt=timezone.now()).count()
    if over > OLD_SESSIONS:
        yield note(f"{over:,} ended sign-ins are kept: run manage.py clearsessions monthly.")


def _last(at: datetime | None, late: timedelta, what: str, command: str) -> Iterator[Diagnosis]:
    if at is None:
        yield note(f"{what} were never read: run {command} every night.")
    elif timezone.now() - at > late:
        days = (timezone.now() - at).days
        yield note(f"{what} brought nothing for {days} days: does {command} run every night?")
    else:
        yield ok(f"{what} were read on {at:%Y-%m-%d}.")


def finished_pages() -> Iterator[Diagnosis]:
    """Whether the cache that ``CACHE_URL`` names can be used. Pages are made without it too."""
    if not optional_cache.is_shared():
        return
    if reason := optional_cache.trouble():
        yield note(
            f"The cache of finished pages (CACHE_URL) cannot be used, so each page is made again:"
            f" {reason.rstrip('.')}."
        )
        return
    yield ok("The cache of finished pages takes and gives.")
    if reason := optional_cache.unbounded():
        yield note(
            f"The Redis of finished pages is not bounded as it should be ({reason}): set"
            " maxmemory 64mb and maxmemory-policy allkeys-lru."
        )


def backups() -> Iterator[Diagnosis]:
    folder = Path(settings.BASE_DIR) / "var" / "backups"
    files = sorted(folder.glob("*.dump"), key=lambda file: file.stat().st_mtime)
    if not files:
        yield note(f"There is no backup in {folder.relative_to(settings.BASE_DIR)}: ./run backup.")
        return
    written = date.fromtimestamp(files[-1].stat().st_mtime)  # noqa: DTZ012  # of this machine
    if timezone.localdate() - written > LATE:
        yield note(f"The last backup here is of {written}: run ./run backup every night.")
    else:
        yield ok(f"The last backup here is of {written}.")


def errors() -> Iterator[Diagnosis]:
    """Pages that failed within a day."""
    if health.obstacle():
        return
    since = timezone.now() - timedelta(days=1)
    recent = ServerError.objects.filter(at__gte=since)
    if newest := recent.first():
        yield note(
            f"{recent.count()} of the last {ServerError.objects.count()} server errors are of the"
            f" last 24 hours, the newest {newest.kind} at {newest.place}."
        )


EXAMINATIONS: Final[tuple[Callable[[], Iterator[Diagnosis]], ...]] = (
    *(database, data, jobs, finished_pages, backups, errors),
)
