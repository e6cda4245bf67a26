"""Take an import back."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.importing.reading import RefusedError
from catalog.importing.undo import undo
from catalog.models import ImportBatch


class Command(BaseCommand):
    help = "Reverses an import. Fields edited since then stay as they are."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("batch", type=int)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        batch = ImportBatch.objects.filter(pk=options["batch"]).first()
        if batch is None:
            raise CommandError(f"There is no import {options['batch']}.")
        try:
            done = undo(batch, who="")
        except RefusedError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Import {batch.pk} undone: {done}")
        for label in done.left:
            self.stdout.write(f"left: {label}")
