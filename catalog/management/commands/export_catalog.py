"""Write the catalog as a table that import_catalog reads back."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalog.importing.formats.spreadsheet import write_csv, write_xlsx


class Command(BaseCommand):
    help = "Writes the catalog as CSV (to stdout, or to a file) or as a workbook."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--csv", type=Path, help="file (default: stdout)")
        parser.add_argument("--xlsx", type=Path, help="workbook to write")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        if options["xlsx"]:
            count = write_xlsx(options["xlsx"])
            self.stdout.write(f"{count} units in {options['xlsx'].name}")
        elif options["csv"]:
            with options["csv"].open("w", encoding="utf-8", newline="") as file:
                count = write_csv(file)
            self.stdout.write(f"{count} units in {options['csv'].name}")
        else:
            write_csv(self.stdout)  # type: ignore[arg-type]  # a wrapper with the same write()
