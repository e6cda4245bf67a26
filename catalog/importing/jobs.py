"""Imports started in the admin: each runs in a process of its own, watched through its batch.

A web worker may end at any moment and answers within seconds; a big import takes longer. So the
file waits in the database, ``manage.py run_import`` works on it, and whoever looks sees how far it
is. The process holds a lock of the database as long as it lives: a batch that says it is at work
while nobody holds its lock was broken off, and the catalog is as it was.
"""

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.importing.offered_formats import format_of
from catalog.importing.online_sources import day_read, fetch_source
from catalog.importing.pipeline import (
    Progress,
    Report,
    apply,
    check,
    note,
    options_of,
)
from catalog.importing.plan import Plan
from catalog.importing.reading import MAX_BYTES, MEGABYTE, AskError, RefusedError
from catalog.importing.undo import undo
from catalog.importing.writing import note_changes
from catalog.models import BatchState, ImportBatch, ImportChunk

FETCH: Final = "fetch"
CHECK: Final = "check"
APPLY: Final = "apply"
UNDO: Final = "undo"
_AT_WORK: Final = {
    FETCH: BatchState.FETCHING,
    CHECK: BatchState.CHECKING,
    APPLY: BatchState.APPLYING,
    UNDO: BatchState.UNDOING,
}
_START: Final = timedelta(seconds=20)  # a process is under way within this time
_WAITS: Final = timedelta(days=30)  # an uploaded file, for somebody to apply it
_LOCKS: Final = 7_419  # the first half of the lock's number; the second is the batch's


def store_upload(batch: ImportBatch, chunks: Iterable[bytes]) -> None:
    """Keep an uploaded file with its new batch; ``RefusedError`` if it is too large."""
    _forget_files()
    digest = hashlib.sha256()
    size = 0
    batch.save()
    for number, chunk in enumerate(chunks):
        size += len(chunk)
        if size > MAX_BYTES:
            raise RefusedError(
                _("The file is larger than %(most)d MB. Export part of it.")
                % {"most": MAX_BYTES // MEGABYTE}
            )
        digest.update(chunk)
        ImportChunk.objects.create(batch=batch, number=number, data=chunk)
    batch.file_sha256 = digest.hexdigest()
    batch.save()


def _forget_files() -> None:
    """Old uploads that nobody applied leave the database; their reports and notes stay."""
    old = ImportBatch.objects.filter(changed_at__lt=timezone.now() - _WAITS)
    ImportChunk.objects.filter(batch__in=old).delete()
    old.filter(state__in=(BatchState.CHECKED, BatchState.ASKED)).update(
        state=BatchState.REFUSED,
        message=_("Nobody applied it within %(days)d days. Upload the file again.")
        % {"days": _WAITS.days},
    )


def start(batch: ImportBatch, job: str) -> None:
    """Let another process do ``job``, as soon as what was written so far is committed."""
    batch.state = _AT_WORK[job]
    batch.done = batch.total = 0
    batch.save()
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_import"]
    transaction.on_commit(lambda: launch([*command, str(batch.pk), job]))


def launch(command: list[str]) -> None:
    """Start a process that outlives this one."""
    subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def run(batch: ImportBatch, job: str) -> None:
    """Do ``job`` now; what went wrong is noted in the batch."""
    with _lock(batch):
        before = {UNDO: BatchState.APPLIED, FETCH: BatchState.REFUSED}.get(job, BatchState.BROKEN)
        try:
            if job == UNDO:
                undo(batch, who=batch.by.get_username() if batch.by else "")
            elif job == FETCH:
                _fetch(batch)
            else:
                with file_of(batch) as path:
                    _work(batch, path, job)
        except AskError as open_question:
            _ask(batch, open_question)
        except RefusedError as refused:
            _end(batch, BatchState.APPLIED if job == UNDO else BatchState.REFUSED, str(refused))
        except BaseException as error:
            _end(batch, before, _("It was interrupted (%(why)s).") % {"why": type(error).__name__})
            raise


def _fetch(batch: ImportBatch) -> None:
    """Read the batch's source and keep it with the batch, then check it."""
    with tempfile.NamedTemporaryFile(prefix="import-") as file:
        path = Path(file.name)
        nothing_new = fetch_source(batch, path, progress=_progress(batch))
        if nothing_new:
            note(batch, Report(), BatchState.CHECKED)
            _end(batch, BatchState.CHECKED, nothing_new)
            return
        batch.state = BatchState.CHECKING
        with path.open("rb") as whole:
            store_upload(batch, iter(lambda: whole.read(MEGABYTE), b""))
        _work(batch, path, CHECK)


def _work(batch: ImportBatch, path: Path, job: str) -> None:
    progress = _progress(batch)
    if job == APPLY:
        apply(batch, path, today=day_read(batch), progress=progress)
        return

    def on_batch(plans: list[Plan]) -> None:
        note_changes(batch, plans)

    with transaction.atomic():
        batch.changes.all().delete()
        report = check(
            path,
            format_of(batch),
            file_name=batch.file_name,
            options=options_of(batch),
            today=day_read(batch),
            on_batch=on_batch,
            progress=progress,
        )
        note(batch, report, BatchState.CHECKED)


def _ask(batch: ImportBatch, asked: AskError) -> None:
    """Let the file wait for who knows what it leaves open."""
    ImportBatch.objects.filter(pk=batch.pk).update(
        question={"about": asked.about, "choices": asked.choices}
    )
    _end(batch, BatchState.ASKED, str(asked))


def take_answer(batch: ImportBatch, value: str) -> bool:
    """Read the file again with an answer to what it left open; false if it is none of them."""
    if value not in {choice for choice, _words in batch.question.get("choices", ())}:
        return False
    if batch.question["about"] == "format":
        batch.format = value
    else:
        batch.answers = {**batch.answers, batch.question["about"]: value}
    batch.question, batch.message = {}, ""
    start(batch, CHECK)
    return True


def _end(batch: ImportBatch, state: BatchState, message: str) -> None:
    ImportBatch.objects.filter(pk=batch.pk).update(
        state=state, message=message, changed_at=timezone.now()
    )
    if batch.feed is not None and message:
        batch.feed.note_run(message)


@contextmanager
def file_of(batch: ImportBatch) -> Iterator[Path]:
    """The uploaded file of a batch, on disk while it is needed."""
    with tempfile.NamedTemporaryFile(prefix="import-") as file:
        for data in batch.chunks.order_by("number").values_list("data", flat=True).iterator():
            file.write(data)
        file.flush()
        yield Path(file.name)


@contextmanager
def _lock(batch: ImportBatch) -> Iterator[None]:
    """While its process lives: on a connection of its own and for one transaction, because behind a
    pooler in transaction mode a lock of the session would stay with somebody else's."""
    apart = connection.copy()
    apart.set_autocommit(autocommit=False)
    try:
        with apart.cursor() as cursor:  # it says nothing until the work is done
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        if not _is_free(batch, apart):
            raise RefusedError(_("Someone is already working on this import."))
        yield
    finally:
        with suppress(DatabaseError):
            apart.rollback()  # by closing alone it would be let go a moment later
        apart.close()


def _is_free(batch: ImportBatch, own: BaseDatabaseWrapper) -> bool:
    """Take the lock of a batch until the transaction ends; false if somebody has it."""
    with own.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCKS, batch.pk])
        return bool(cursor.fetchone()[0])


def _progress(batch: ImportBatch) -> Progress:
    """Notes how far it is, once a second, past the transaction of the import."""
    last = monotonic()
    apart = connection.copy()

    def progress(done: int, total: int) -> None:
        nonlocal last
        if monotonic() - last < 1:
            return
        last = monotonic()
        with apart.cursor() as cursor:
            cursor.execute(
                "UPDATE catalog_importbatch SET done = %s, total = %s WHERE id = %s",
                [done, total, batch.pk],
            )
        apart.close()

    return progress


def settle(batch: ImportBatch) -> ImportBatch:
    """The batch as it is; one whose process died is marked as broken off."""
    if batch.state not in _AT_WORK.values() or timezone.now() - batch.changed_at < _START:
        return batch
    if not _is_free(batch, connection):
        return batch
    batch.refresh_from_db()
    if batch.state in _AT_WORK.values():
        after = {BatchState.UNDOING: BatchState.APPLIED, BatchState.FETCHING: BatchState.REFUSED}
        batch.state = after.get(BatchState(batch.state), BatchState.BROKEN)
        batch.message = _("The import process stopped early. The catalog is unchanged.")
        batch.save()
    return batch
