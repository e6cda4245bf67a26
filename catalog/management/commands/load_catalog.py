"""Load the starting catalog; safe to run at every start."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalog.history import acting
from catalog.importing import known_number_file
from catalog.importing.apply import Outcome, apply
from catalog.importing.seed_data import checksum, read
from catalog.models import CatalogVersion, HeatPump, How, Status


class Command(BaseCommand):
    help = "Loads the starting catalog. What admins entered by hand stays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--doubts", action="store_true", help="also print what was skipped")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        loaded = CatalogVersion.objects.filter(pk=1, loaded_checksum=checksum()).exists()
        if loaded and HeatPump.objects.exists():
            outcome = Outcome(unchanged=HeatPump.objects.exclude(loaded_checksum="").count())
        else:
            with acting("load_catalog", how=How.COMMAND):
                outcome = apply(read())
        with acting("load_catalog", how=How.COMMAND):
            answers = known_number_file.load(known_number_file.read())
        pumps = HeatPump.objects
        self.stdout.write(
            f"{outcome}; {pumps.filter(status=Status.DRAFT).count()} drafts,"
            f" {pumps.published().count()} live, {pumps.pickable().count()} pickable"
        )
        if answers:
            self.stdout.write(f"{answers} known numbers written")
        for doubt in outcome.doubts if options["doubts"] else ():
            self.stdout.write(doubt)
