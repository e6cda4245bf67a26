"""Read a file of the industry, or our own table, into the catalog."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from catalog.importing.pipeline import FORMATS, Report, apply, check, options_of, sha256_of
from catalog.importing.plan import Plan
from catalog.importing.reading import RefusedError
from catalog.models import BatchState, ImportBatch

_SHOWN = 20


class Command(BaseCommand):
    help = (
        "Says what a file would change in the catalog; with --apply, changes it, in one"
        " transaction that undo_import takes back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("format", choices=sorted(FORMATS))
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--apply", action="store_true", help="apply the changes (default: dry run)"
        )
        parser.add_argument(
            "--reason", default="", help="reason; required to accept unusual values"
        )
        parser.add_argument(
            "--publish", action="store_true", help="new units without errors go live"
        )
        parser.add_argument(
            "--overwrite-hand-edits", action="store_true", help="also overwrite manual edits"
        )
        parser.add_argument("--all", action="store_true", help="list every problem and change")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        self.most = None if options["all"] else _SHOWN
        self.shown = 0
        batch = ImportBatch(
            format=options["format"],
            file_name=path.name[:200],
            file_sha256=sha256_of(path),
            reason=options["reason"],
            publish=options["publish"],
            overwrite_hand_edits=options["overwrite_hand_edits"],
        )
        today = timezone.localdate()
        try:
            if options["apply"]:
                batch.state = BatchState.APPLYING
                batch.save()
                report = self._apply(batch, path, today)
            else:
                report = check(
                    path,
                    FORMATS[batch.format],
                    file_name=batch.file_name,
                    options=options_of(batch),
                    today=today,
                    on_batch=self._show,
                    progress=self._progress,
                )
        except RefusedError as refused:
            raise CommandError(str(refused)) from refused
        self._tell(report, batch)

    def _apply(self, batch: ImportBatch, path: Path, today: Any) -> Report:
        try:
            return apply(batch, path, today=today, progress=self._progress)
        except RefusedError as refused:
            ImportBatch.objects.filter(pk=batch.pk).update(
                state=BatchState.REFUSED, message=str(refused)
            )
            raise
        except BaseException:
            ImportBatch.objects.filter(pk=batch.pk).update(state=BatchState.BROKEN)
            raise

    def _show(self, plans: list[Plan]) -> None:
        for plan in plans:
            if self.most is not None and self.shown >= self.most:
                return
            if not plan.writes and not plan.kept:
                continue
            self.shown += 1
            if plan.known is None:
                self.stdout.write(f"+ {plan.slug}: {len(plan.fields)} fields")
                continue
            self.stdout.write(f"~ {plan.slug}")
            for name, (old, new) in plan.fields.items():
                self.stdout.write(f"    {name}: {old} → {new}")
            for name, (stands, told) in plan.kept.items():
                self.stdout.write(f"    {name}: {stands} kept, entered by hand (file: {told})")

    def _tell(self, report: Report, batch: ImportBatch) -> None:
        for problem in report.problems[: self.most]:
            kind = "error" if problem.is_error else "note"
            where = f"row {problem.line}" + (f", {problem.column}" if problem.column else "")
            self.stdout.write(f"{kind}: {where}: {problem.message}")
        hidden = len(report.problems[self.most :]) if self.most is not None else 0
        if hidden:
            self.stdout.write(f"… and {hidden} more (--all lists them)")
        for reason, count in report.dropped.items():
            self.stdout.write(f"left out: {count} × {reason}")
        self.stdout.write(
            f"{report.rows} rows: {report.created} created, {report.updated} updated,"
            f" {report.unchanged} unchanged, {report.errors} errors, {report.notes} notes,"
            f" {report.kept_fields} manual edits kept, {report.published} published"
        )
        if batch.pk:
            self.stdout.write(f"Import {batch.pk}: `manage.py undo_import {batch.pk}` reverses it.")
        else:
            self.stdout.write(
                "Nothing was changed. This was a dry run (use --apply to make the changes)."
            )

    def _progress(self, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        if total:
            filled = round(30 * done / total)
            self.stderr.write(
                f"\r[{'█' * filled}{'·' * (30 - filled)}] {done / total:4.0%}", ending=""
            )
            if done >= total:
                self.stderr.write("")
        else:
            self.stderr.write(f"\r{done:,} rows read", ending="")
        self.stderr.flush()
