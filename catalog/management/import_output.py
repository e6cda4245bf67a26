"""What the commands that import print: progress, differences, problems, sums."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand

from catalog.importing.offered_formats import format_of
from catalog.importing.pipeline import Report, apply, check, options_of
from catalog.importing.plan import Plan
from catalog.importing.reading import RefusedError
from catalog.models import BatchState, ImportBatch

SHOWN = 20


class ImportCommand(BaseCommand):
    """A command that shows an import; ``most`` limits what it lists."""

    most: int | None = SHOWN
    shown: int = 0

    def bring(self, batch: ImportBatch, path: Path, *, today: date, do_it: bool) -> Report:
        """Apply the file, or say what it would change. Raises ``RefusedError``."""
        if do_it:
            batch.state = BatchState.APPLYING
            batch.save()
            return self._apply(batch, path, today)
        return check(
            path,
            format_of(batch),
            file_name=batch.file_name,
            options=options_of(batch),
            today=today,
            on_batch=self._show,
            progress=self.progress,
        )

    def _apply(self, batch: ImportBatch, path: Path, today: date) -> Report:
        try:
            return apply(batch, path, today=today, progress=self.progress)
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
            if plan.told:
                self.shown += 1
                self.stdout.write("\n".join(_lines(plan)))

    def report(self, report: Report, batch: ImportBatch) -> None:
        for problem in report.problems[: self.most]:
            kind = "error" if problem.is_error else "note"
            where = f"row {problem.line}" + (f", {problem.column}" if problem.column else "")
            self.stdout.write(f"{kind}: {where}: {problem.message}")
        hidden = len(report.problems[self.most :]) if self.most is not None else 0
        if hidden:
            self.stdout.write(f"… and {hidden} more (--all lists them)")
        self._report_drafts(report)
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

    def _report_drafts(self, report: Report) -> None:
        """Drafts that are complete now, each with what becomes of it."""
        for draft in report.drafts[: self.most]:
            self.stdout.write(
                f"draft: {draft.label} ({draft.slug}): "
                + (f"stays one. {draft.why}" if draft.why else "complete, goes live")
            )
        more = len(report.drafts) - len(report.drafts[: self.most])
        if more:
            self.stdout.write(f"… and {more} more complete drafts (--all lists them)")

    def progress(self, done: int, total: int) -> None:
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


def _lines(plan: Plan) -> Iterator[str]:
    """What becomes of one unit."""
    if plan.known is None:
        yield f"+ {plan.slug}: {len(plan.fields)} fields"
        return
    yield f"~ {plan.slug}"
    for name, (old, new) in plan.fields.items():
        yield f"    {name}: {old} → {'will be blank' if new is None else new}"
    for price in plan.prices:
        yield f"    {price.kind} price: ${price.low}, {price.retailer}"
    for name, value in plan.emptied.items():
        yield f"    {name}: {value} left as is, the cell is empty"
    for name, (stands, told) in plan.kept.items():
        yield f"    {name}: {stands} kept, entered by hand (file: {told})"
