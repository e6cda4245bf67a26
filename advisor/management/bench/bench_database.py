"""A database for one run of the benchmark: the shipped data on the server of DATABASE_URL, so that
neither the catalog of who runs it is measured nor touched."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from catalog.importing.synthetic import make_synthetic_units
from catalog.models import HeatPump


@contextmanager
def own_database() -> Iterator[str]:
    """Its address; the ORM of this process works on it meanwhile. Dropped at the end."""
    given = os.environ["DATABASE_URL"]
    name, before = f"bench_{os.getpid()}", connection.settings_dict["NAME"]
    try:
        with psycopg.connect(given, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}")
    except psycopg.Error as error:
        raise CommandError(
            f"The benchmark makes a database of its own beside yours, and could not: {error}"
        ) from error
    _use(name)
    try:
        call_command("prepare_database", stdout=sys.stderr)
        yield urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
    finally:
        _use(str(before))
        with psycopg.connect(given, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def grow_catalog(units: int) -> int:
    """Fill the catalog up to ``units`` live units with synthetic ones; 0 leaves it as shipped.
    Returns how many may be picked then."""
    shipped = HeatPump.objects.filter(status="live").count()
    if units > shipped:
        make_synthetic_units(units - shipped, seed=1, today=timezone.localdate())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return max(units, shipped)


def edit_catalog() -> None:
    """One edit at the desk: every process has to read the catalog again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalog_priceobservation SET amount_low = amount_low - 1"
            " WHERE id = (SELECT max(id) FROM catalog_priceobservation WHERE amount_low > 10)"
        )
