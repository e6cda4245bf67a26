"""``manage.py bench``: what pages cost beside an empty one, and under load.

The speed of a shared machine drifts twofold in minutes. So pages are asked in turn, in rounds,
from one server that runs as in production, and the ratios are what to quote.
"""

import os
from argparse import ArgumentParser
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from advisor.management.bench.bench_database import grow_catalog, own_database
from advisor.management.bench.capacity import derived
from advisor.management.bench.measured_pages import QUICK, SHIPPED, WHOLE, rooms_of_the_database
from advisor.management.bench.measuring import measure
from advisor.management.bench.performance_page import performance_page
from advisor.management.bench.served_process import served

PAGE = settings.BASE_DIR / "docs" / "performance.md"
OPERATIONS = settings.BASE_DIR / "docs" / "operations.md"


class Command(BaseCommand):
    help = (
        "Measures pages as they are served, on a database of its own, and writes"
        " docs/performance.md and the arithmetic of docs/operations.md (about ten minutes)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--quick",
            action="store_true",
            help="the shipped catalog alone, a minute; the page is printed, not written",
        )
        parser.add_argument(
            "--derive",
            action="store_true",
            help="measure nothing: only write the arithmetic of docs/operations.md again",
        )
        parser.add_argument(
            "--units", type=int, nargs="+", help="other sizes of the catalog than 10,000 and 50,000"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["derive"]:
            OPERATIONS.write_text(derived(OPERATIONS.read_text(), PAGE.read_text()))
            return
        plan = QUICK if options["quick"] else WHOLE
        if options["units"]:
            plan = replace(plan, sizes=(SHIPPED, *options["units"]))
        found, busy = {}, os.getloadavg()[0]
        with own_database() as address:
            for size in plan.sizes:
                units = grow_catalog(size)
                self.stderr.write(f"→ {units:,} units …")
                rooms = rooms_of_the_database()
                with served(address) as server:
                    found[size] = measure(
                        server, rooms, plan, size=size, units=units, say=self.stderr.write
                    )
        words = ["./run bench", *(["--quick"] if options["quick"] else [])]
        if options["units"]:
            words += ["--units", *map(str, options["units"])]
        text = performance_page(
            found, plan, command=" ".join(words), now=timezone.localtime(), busy=busy
        )
        self.stdout.write(text)
        if not options["quick"]:
            PAGE.write_text(text)
            OPERATIONS.write_text(derived(OPERATIONS.read_text(), text))
            for page in (PAGE, OPERATIONS):
                self.stderr.write(f"Written: {page.relative_to(settings.BASE_DIR)}")
