"""Look over the whole catalog for figures that contradict each other."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.models import HeatPump, Status
from catalog.plausibility import ERROR, check


class Command(BaseCommand):
    help = "Lists implausible figures. Fails if a live unit has an error."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--drafts", action="store_true", help="drafts as well as live units")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        units = HeatPump.objects.select_related("brand").order_by("brand__name", "model_number")
        if not options["drafts"]:
            units = units.filter(status=Status.LIVE)
        by_id = units.in_bulk()
        found = check(by_id)
        errors = warnings = 0
        for pk, heat_pump in by_id.items():
            for finding in found.get(pk, ()):
                self.stdout.write(f"{finding.level}: {heat_pump}: {finding.message}")
                blocks = finding.level == ERROR
                errors += blocks and heat_pump.status == Status.LIVE
                warnings += not blocks
        self.stdout.write(f"{len(by_id)} units checked, {errors} errors, {warnings} warnings")
        if errors:
            raise CommandError("Live units have figures that cannot be right. Correct them.")
