"""Take an import back: what it added goes, what it replaced returns, later edits stay.

Units that the import made are deleted, unless someone has edited one since or noted a price. Of
changed units every field returns to what it was, unless it has been changed again. A later import
that touched the same units has to be undone first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from catalog.history import acting
from catalog.importing.apply import LOCK
from catalog.importing.existing_units import BATCH, COLUMNS, Known, batched, known_units
from catalog.importing.plan import Plan, Stored, changed_flags, stored_figures
from catalog.importing.reading import RefusedError
from catalog.importing.reconcile import reconcile
from catalog.importing.records import ImportedRow, Published, Unit
from catalog.importing.writing import PRICE_PREFIX, Writer
from catalog.models import BatchState, HeatPump, How, ImportBatch, ImportChange, PriceObservation
from catalog.plausibility import ERROR, facts_from, findings

_KINDS: Final = (ImportChange.Kind.CREATED, ImportChange.Kind.UPDATED)


@dataclass(kw_only=True)
class Undone:
    """What became of the units of an import that was undone."""

    deleted: int = 0
    restored: int = 0
    left: list[str] = field(default_factory=list)  # labels of those that were edited since

    def __str__(self) -> str:
        return f"{self.deleted} deleted, {self.restored} restored, {len(self.left)} left as edited"


def undo(batch: ImportBatch, *, who: str, reason: str = "") -> Undone:
    """Take back what ``batch`` did; ``RefusedError`` says why it cannot be."""
    try:
        with acting(who, how=How.IMPORT, reason=reason or _reason(batch)), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            return _undo(ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk))
    except IntegrityError as error:
        raise RefusedError(
            _("The earlier values conflict with later edits. Correct this by hand.")
        ) from error


def _reason(batch: ImportBatch) -> str:
    return f"undo of import {batch.pk}"


def _undo(batch: ImportBatch) -> Undone:
    if batch.state not in {BatchState.APPLIED, BatchState.UNDOING}:
        raise RefusedError(_("Only an import that is applied can be undone."))
    changes = batch.changes.filter(kind__in=_KINDS).order_by("id")
    _refuse_under_a_later_one(batch, changes)
    done = Undone()
    writer = Writer(None)
    for some in batched(changes.iterator(chunk_size=BATCH), BATCH):
        ids = [change.heat_pump_id for change in some if change.heat_pump_id is not None]
        list(HeatPump.objects.filter(pk__in=ids).order_by("id").select_for_update().values("id"))
        known = {unit.id: unit for unit in known_units(Q(pk__in=ids))}
        stored = stored_figures(ids)
        _delete(_pairs(some, known, kind="created"), stored, batch, done)
        _restore(_pairs(some, known, kind="updated"), stored, batch, done, writer)
    writer.finish()
    batch.state = BatchState.UNDONE
    batch.message = str(done)
    batch.save()
    return done


def _pairs(
    changes: Iterable[ImportChange], known: dict[int, Known], *, kind: str
) -> list[tuple[ImportChange, Known]]:
    """The changes of this kind whose units are still there."""
    return [
        (change, known[pk])
        for change in changes
        if change.kind == kind and (pk := change.heat_pump_id) in known
    ]


def _refuse_under_a_later_one(batch: ImportBatch, changes: QuerySet[ImportChange]) -> None:
    """Imports of the same units are undone in reverse order; raises ``RefusedError``."""
    later = (
        ImportChange.objects.filter(
            batch_id__gt=batch.pk,
            batch__state=BatchState.APPLIED,
            kind__in=_KINDS,
            heat_pump_id__in=changes.order_by().values("heat_pump_id"),
        )
        .order_by("-batch_id")
        .values_list("batch_id", flat=True)
        .first()
    )
    if later is not None:
        raise RefusedError(
            _("Import %(later)d later changed some of the same units. Undo that import first.")
            % {"later": later}
        )


def _delete(
    made: Sequence[tuple[ImportChange, Known]],
    stored: dict[int, list[Stored]],
    batch: ImportBatch,
    done: Undone,
) -> None:
    pointed_at = set(
        HeatPump.objects.filter(replaced_by__in=[unit.id for _change, unit in made])
        .exclude(pk__in=[unit.id for _change, unit in made])
        .values_list("replaced_by_id", flat=True)
    )
    unwanted = []
    for change, unit in made:
        others = [each for each in stored.get(unit.id, ()) if each.batch_id != batch.pk]
        prices = sum(name.startswith(PRICE_PREFIX) for name in change.fields)
        if (
            others
            or unit.id in pointed_at
            or len(unit.prices) != prices
            or _edited(change.fields, unit)
        ):
            done.left.append(change.label)
        else:
            unwanted.append(unit.id)
    HeatPump.objects.filter(pk__in=unwanted).delete()
    done.deleted += len(unwanted)


def _edited(fields: dict[str, list[Any]], unit: Known) -> bool:
    for name in COLUMNS:
        new = fields[name][1] if name in fields else HeatPump.column(name).get_default()
        if unit.values.get(name, "") != ("" if new is None else new):
            return True
    return bool(unit.status != fields.get("status", [None, "draft"])[1])


def _restore(
    changed: Sequence[tuple[ImportChange, Known]],
    stored: dict[int, list[Stored]],
    batch: ImportBatch,
    done: Undone,
    writer: Writer,
) -> None:
    plans = []
    for change, unit in changed:
        plan, touched = _plan_back(change, unit, stored.get(unit.id, []), batch)
        if touched:
            done.left.append(change.label)
        if plan is not None:
            plans.append(plan)
            done.restored += 1
            for name in change.fields:
                if name.startswith(PRICE_PREFIX):
                    kind, day, shop = name.removeprefix(PRICE_PREFIX).split(" ", 2)
                    PriceObservation.objects.filter(
                        heat_pump=unit.id, kind=kind, observed_on=day, retailer=shop
                    ).delete()
    writer.stage(plans)


def _plan_back(
    change: ImportChange, unit: Known, stored: Sequence[Stored], batch: ImportBatch
) -> tuple[Plan | None, bool]:
    """The way back of one unit, and whether something of it was edited since."""
    identity = Unit(
        slug=unit.slug, brand=unit.brand, type=unit.values["type"], model_number=change.label
    )
    plan = Plan(
        row=ImportedRow(line=change.line, unit=identity),
        known=unit,
        slug=unit.slug,
        values=dict(unit.values),
        status=unit.status,
        confidence=unit.confidence,
        removed=[each for each in stored if each.batch_id == batch.pk],
    )
    touched = not _take_back_fields(plan, change)
    if touched and _contradicts(plan):
        return None, True
    plan.fields = change.fields
    back = [_published(each) for each in change.removed]
    gone = {each.pk for each in plan.removed}
    stay = [each for each in stored if each.pk not in gone]
    in_use = reconcile(
        [*(each.statement for each in stay), *(statement for statement, _batch in back)],
        unit_type=plan.values["type"],
    ).statements
    plan.flags = changed_flags(stay, in_use)
    plan.restored = [
        (statement, in_use.get(statement.name) is statement, of) for statement, of in back
    ]
    return plan, touched


def _take_back_fields(plan: Plan, change: ImportChange) -> bool:
    """Give the fields of ``change`` their old values; false if one was edited since."""
    untouched = True
    for name, (old, new) in change.fields.items():
        if name.startswith(PRICE_PREFIX):
            continue
        own = name in {"status", "confidence"}
        if (getattr(plan, name) if own else plan.values.get(name)) != new:
            untouched = False
        elif own:
            setattr(plan, name, old)
        elif old is None:
            plan.values.pop(name, None)
        else:
            plan.values[name] = old
    return untouched


def _contradicts(plan: Plan) -> bool:
    facts = facts_from(
        plan.values, unit_type=plan.values["type"], family=("", plan.values["type"], "")
    )
    return any(each.level == ERROR for each in findings(facts))


def _published(row: list[Any]) -> tuple[Published, int | None]:
    """The inverse of what ``writing`` notes of a removed figure."""
    name, value, unit, source, told, day, confidence, rights, note, by_hand, batch_id = row
    return (
        Published(
            name=name,
            value=value,
            unit=unit,
            source_id=source,
            source_date=told,
            source_day=date.fromisoformat(day) if day else None,
            confidence=confidence,
            rights=rights,
            note=note,
            by_hand=by_hand,
        ),
        batch_id,
    )
