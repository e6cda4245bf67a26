"""Make a large synthetic catalog, for benchmarks and tests."""

from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from catalog.importing.synthetic import make_synthetic_units, remove_synthetic_units
from catalog.models import HeatPump


class Command(BaseCommand):
    help = (
        "Replaces the synthetic units with N new ones. None can go live; pages show them only with"
        " SYNTHETIC_CATALOG=1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int, help="0 removes all of them")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        count = options["count"]
        if not 0 <= count <= 1_000_000:
            raise CommandError("N must be between 0 and 1,000,000.")
        if count and not (settings.DEBUG or settings.SYNTHETIC_CATALOG):
            raise CommandError(
                "Synthetic units do not belong in a catalog that people use: set DEBUG=1 or"
                " SYNTHETIC_CATALOG=1 on a test machine."
            )
        began = perf_counter()
        if count:
            make_synthetic_units(count, seed=options["seed"], today=timezone.localdate())
        else:
            remove_synthetic_units()
        there = HeatPump.objects.filter(synthetic=True).count()
        self.stdout.write(f"{there} synthetic units ({perf_counter() - began:.1f} s)")
