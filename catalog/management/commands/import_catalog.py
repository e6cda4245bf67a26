"""Read a file of the industry, or our own table, into the catalog."""

from pathlib import Path
from typing import Any, Final

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from catalog.importing.offered_formats import FORMATS
from catalog.importing.office_cells import COMMA, DAY_FIRST, DAYS, MONTH_FIRST, NUMBERS, POINT
from catalog.importing.pipeline import sha256_of
from catalog.importing.reading import AskError, RefusedError
from catalog.management.import_output import SHOWN, ImportCommand
from catalog.models import Feed, ImportBatch

_ANSWERS: Final = {DAYS: "dates", NUMBERS: "decimal", "sheet": "sheet"}  # key → option


class Command(ImportCommand):
    help = (
        "Says what a file would change in the catalog; with --apply, changes it, in one"
        " transaction that undo_import takes back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "format", choices=sorted(code for code, form in FORMATS.items() if form.uploaded)
        )
        parser.add_argument("file", type=Path)
        parser.add_argument("--feed", default="", help="shop whose product feed the file is")
        parser.add_argument(
            "--apply", action="store_true", help="apply the changes (default: dry run)"
        )
        parser.add_argument(
            "--reason", default="", help="reason; required to accept unusual values"
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help="new units and drafts that the file completes go live if nothing is odd",
        )
        parser.add_argument(
            "--overwrite-hand-edits", action="store_true", help="also overwrite manual edits"
        )
        parser.add_argument(
            "--dates", choices=(MONTH_FIRST, DAY_FIRST), help="order of dates like 05/11/2026"
        )
        parser.add_argument(
            "--decimal", choices=(POINT, COMMA), help="decimal mark of numbers like 9,500"
        )
        parser.add_argument("--sheet", help="name of the workbook’s sheet")
        parser.add_argument("--all", action="store_true", help="list every problem and change")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        self.most = None if options["all"] else SHOWN
        self.shown = 0
        batch = ImportBatch(
            format=options["format"],
            file_name=path.name[:200],
            file_sha256=sha256_of(path),
            reason=options["reason"],
            feed=Feed.objects.filter(shop=options["feed"]).first(),
            publish=options["publish"],
            overwrite_hand_edits=options["overwrite_hand_edits"],
            answers={key: options[name] for key, name in _ANSWERS.items() if options[name]},
        )
        today = timezone.localdate()
        try:
            report = self.bring(batch, path, today=today, do_it=options["apply"])
        except AskError as asked:
            values = ", ".join(value for value, _words in asked.choices)
            option = f"--{_ANSWERS[asked.about]}" if asked.about in _ANSWERS else "the format"
            raise CommandError(f"{asked} Say {option}: {values}.") from asked
        except RefusedError as refused:
            raise CommandError(str(refused)) from refused
        self.report(report, batch)
