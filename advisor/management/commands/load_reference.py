"""``manage.py load_reference``: climate, ZIP codes, energy prices, grid intensity, presets."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from advisor.articles import presets
from advisor.reference import data_files, loader
from catalog.history import acting
from catalog.models import How


class Command(BaseCommand):
    help = "Updates climate, ZIP codes, and energy prices from advisor/data/."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--force",
            action="store_true",
            help="compare every row, even if the files have not changed",
        )

    def handle(self, *_args: Any, force: bool, **_options: Any) -> None:
        started = time.perf_counter()
        try:
            with acting("load_reference", how=How.COMMAND):
                tables = loader.load(force=force)
                desk = presets.load()
        except (data_files.BadReferenceDataError, DatabaseError) as error:
            raise CommandError(f"Nothing was changed. {error}") from error
        for table in tables:
            self.stdout.write(
                f"{table.table}: {table.rows:,} rows, {table.written:,} written,"
                f" {table.removed:,} removed ({table.seconds:.1f} s)"
            )
        state = "loaded" if tables else "already up to date"
        self.stdout.write(
            f"Articles and presets: {desk.created} created, {desk.updated} updated,"
            f" {desk.kept} kept"
        )
        self.stdout.write(f"Reference data {state} ({time.perf_counter() - started:.2f} s).")
