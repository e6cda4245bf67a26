"""``manage.py prepare_database``: tables, reference data and catalog, brought up to date."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

STEPS: Final[tuple[tuple[str, tuple[str, ...], dict[str, Any]], ...]] = (
    ("Bringing the tables up to date", ("migrate",), {"interactive": False, "verbosity": 0}),
    ("Loading climate and prices", ("load_reference",), {}),
    ("Loading the starting catalog", ("load_catalog",), {}),
)
LOCK: Final = 7_263_845_011
"""Of PostgreSQL's advisory locks: a number that nothing else of ours takes."""


class Command(BaseCommand):
    help = (
        "Creates or updates the tables, the reference data and the catalog. Of several that are"
        " started at once on one database, one works and the others wait."
    )
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        if settings.READ_ONLY:
            self.stderr.write("READ_ONLY is set: the database stays as it is.")
            return
        with alone():
            for title, words, options in STEPS:
                self.stderr.write(f"→ {title} …")
                began = time.monotonic()
                call_command(*words, stdout=self.stdout, stderr=self.stderr, **options)
                self.stderr.write(f"  done in {time.monotonic() - began:.1f} s")


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock of this database, on a connection of its own and for one transaction: behind a
    pooler in transaction mode a lock of the session would stay with somebody else's."""
    with (
        psycopg.connect(**connection.get_connection_params()) as own,
        own.transaction(),
    ):
        # It waits here without a word until the work is done.
        own.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        own.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield
