"""Work on an import that was started in the admin (see ``catalog.importing.jobs``)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.importing.jobs import APPLY, CHECK, FETCH, UNDO, run
from catalog.importing.reading import RefusedError
from catalog.models import ImportBatch


class Command(BaseCommand):
    help = "Checks, applies, or undoes an uploaded import. The admin starts it automatically."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("batch", type=int)
        parser.add_argument("job", choices=(FETCH, CHECK, APPLY, UNDO))

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        batch = ImportBatch.objects.filter(pk=options["batch"]).select_related("by").first()
        if batch is None:
            raise CommandError(f"There is no import {options['batch']}.")
        try:
            run(batch, options["job"])
        except RefusedError as refused:
            raise CommandError(str(refused)) from refused
