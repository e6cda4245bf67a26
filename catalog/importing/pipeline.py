"""read → check → diff → apply, for the command line and for the admin alike."""

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias

from django.db import connection, transaction
from django.utils.translation import gettext as _

from catalog.history import acting
from catalog.importing.apply import LOCK
from catalog.importing.existing_units import BATCH, batched
from catalog.importing.formats.merchant_feed import NOT_MATCHED
from catalog.importing.matching import merge_rows, read_index
from catalog.importing.offered_formats import format_of, opened
from catalog.importing.plan import Options, Plan
from catalog.importing.planning import plans
from catalog.importing.reading import Row, Table
from catalog.importing.records import Format, ImportedRow, Log, Problem
from catalog.importing.writing import Writer
from catalog.models import BatchState, How, ImportBatch

Progress: TypeAlias = Callable[[int, int], None]  # rows done, rows in all (0: not known yet)

MOST_PROBLEMS: Final = 2_000  # that are kept; all are counted


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A draft of the catalog that is complete with the figures of the file."""

    line: int
    slug: str
    label: str
    why: str  # it stays a draft; empty: it goes live


@dataclass(kw_only=True)
class Report:
    """What an import does, or would do."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    published: int = 0
    kept_fields: int = 0
    emptied_cells: int = 0
    outranked_fields: int = 0
    errors: int = 0
    notes: int = 0
    dropped: dict[str, int] = field(default_factory=dict)  # reason → rows
    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    read_as: list[str] = field(default_factory=list)  # what was understood of the file, in words

    def count(self, plan: Plan) -> None:
        if plan.known is None:
            self.created += 1
        elif plan.writes:
            self.updated += 1
        else:
            self.unchanged += 1
        before = plan.known.status if plan.known else "draft"
        self.published += plan.status == "live" and before != "live"
        self.kept_fields += len(plan.kept)
        self.emptied_cells += len(plan.emptied)
        self.outranked_fields += plan.outranked
        if plan.complete and plan.known is not None and len(self.drafts) < MOST_PROBLEMS:
            label = f"{plan.known.brand} {plan.values['model_number']}"
            self.drafts.append(
                Draft(line=plan.row.line, slug=plan.slug, label=label, why=plan.stays_draft)
            )

    def counts(self) -> dict[str, object]:
        """The figures without the problems, for a JSON column."""
        told = asdict(self)
        del told["problems"]
        return told


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Spare the search for garbage, which goes through millions of live objects in vain."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_without_collecting()
def check(
    path: Path,
    form: Format,
    *,
    file_name: str,
    options: Options,
    today: date,
    on_batch: Callable[[list[Plan]], None] = lambda _plans: None,
    lock: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> Report:
    """Read a file and plan what it changes; ``on_batch`` gets the plans, two thousand at a time.

    Raises ``RefusedError`` with a sentence when the file as a whole is not what it should be.
    """
    table = opened(path, form, options.answers)
    log = Log(titles=table.titles, today=today, file_name=file_name)
    report = Report(read_as=list(table.read_as))
    brought = list(_rows(table, form, log, report, progress))
    if form.whole:
        brought = form.whole(brought, log, bool(options.reason))
    index = read_index()
    rows = merge_rows(brought, index, log, ours=form.ours)
    del brought
    done = 0
    planned = plans(rows, index, log, form=form, options=options, lock=lock)
    for some in batched(planned, BATCH):
        for plan in some:
            report.count(plan)
        on_batch(some)
        done += len(some)
        progress(report.rows + done, report.rows + len(rows))
    report.dropped = dict(log.dropped.most_common())
    report.errors = sum(problem.is_error for problem in log.problems)
    report.notes = len(log.problems) - report.errors
    log.problems.sort(key=lambda problem: (not problem.is_error, problem.line))
    report.problems = log.problems[:MOST_PROBLEMS]
    return report


def _rows(
    table: Table, form: Format, log: Log, report: Report, progress: Progress
) -> Iterator[ImportedRow]:
    for row in table.rows:
        report.rows += 1
        if report.rows % 1000 == 0:
            progress(report.rows, 0)
        if not isinstance(row, Row):
            log.error(row, "", _("The row does not have the same number of cells as the header."))
            continue
        found = form.parse(row, log)
        if found is not None:
            yield found


def apply(
    batch: ImportBatch,
    path: Path,
    *,
    today: date,
    progress: Progress = lambda _done, _total: None,
) -> Report:
    """Everything in the file, in one transaction: all of it or nothing.

    The batch is marked as applied in the same transaction, with what it changed.
    """
    who = batch.by.get_username() if batch.by else ""
    reason = batch.reason or f"import {batch.pk}"
    with acting(who, how=How.IMPORT, reason=reason), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        form = format_of(batch)
        batch.changes.all().delete()
        writer = Writer(batch, source_url=form.url)
        report = check(
            path,
            form,
            file_name=batch.file_name,
            options=options_of(batch),
            today=today,
            on_batch=writer.stage,
            lock=True,
            progress=progress,
        )
        writer.finish()
        note(batch, report, BatchState.APPLIED)
        batch.chunks.all().delete()
    return report


def note(batch: ImportBatch, report: Report, state: BatchState) -> None:
    batch.counts = report.counts()
    batch.problems = [asdict(problem) for problem in report.problems]
    batch.total = batch.done = report.rows
    batch.state = state
    batch.save()
    if batch.feed is not None and state == BatchState.APPLIED:
        batch.feed.note_run(
            _("%(units)d units updated, %(left)d items not recognized")
            % {"units": report.updated, "left": report.dropped.get(NOT_MATCHED, 0)}
        )


def options_of(batch: ImportBatch) -> Options:
    return Options(
        publish=batch.publish,
        overwrite_hand_edits=batch.overwrite_hand_edits,
        reason=batch.reason.strip(),
        lifts=batch.by is None or batch.by.has_perm("catalog.publish_heatpump"),
        answers=batch.answers,
    )


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
