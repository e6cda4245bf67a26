"""What one save did to a record, and the way back.

A save is what one transaction changed of one record: its own fields and, of a heat pump, its
points, figures and prices. The history that the database writes has all of it, so that what was
there before can be put back exactly, as long as nobody has changed the same figures since.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, Final, TypeAlias

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from catalog.models import (
    Action,
    Change,
    Figure,
    HeatPump,
    PerformancePoint,
    PriceObservation,
    Status,
)
from catalog.plausibility import ERROR, ImplausibleError, LiveUnits, check

Values: TypeAlias = dict[str, str | None]

_KEYS: Final = {
    PerformancePoint._meta.db_table: ("mode", "outdoor_f"),
    Figure._meta.db_table: ("name", "source_id", "source_date", "value"),
    PriceObservation._meta.db_table: ("kind", "observed_on", "retailer"),
}
"""What names a row in the history where it is not its number (migration 0003)."""
_LONGEST_KEY: Final = 200
_UNTOLD: Final = frozenset({"loaded_checksum", "search_key", "id"})
"""Columns that the history leaves out."""


@dataclass(kw_only=True)
class RowChange:
    """What a save did to one row in all: ``before`` is None where it came, ``after`` where it went.

    Of a row that was there before and after, only the fields that differ.
    """

    table: str
    row: str
    before: Values | None
    after: Values | None

    @property
    def says_nothing(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Why a row cannot go back: it is not what the save left."""

    change: RowChange
    field: str  # empty: the row itself
    later: Change | None  # who was there since


class NotTakenBackError(Exception):
    """A save stays as it is; ``sentences`` say why, ``conflicts`` what was changed since."""

    def __init__(
        self, *, conflicts: Sequence[Conflict] = (), sentences: Sequence[str] = ()
    ) -> None:
        super().__init__(*sentences)
        self.conflicts, self.sentences = conflicts, sentences


@dataclass(frozen=True, kw_only=True)
class Save:
    """The changes that one transaction made to one record, oldest first."""

    changes: Sequence[Change]
    rows: Sequence[RowChange] = field(default=())

    @property
    def newest(self) -> Change:
        return self.changes[-1]

    @property
    def key(self) -> tuple[datetime, int]:
        return self.newest.at, self.newest.transaction

    @property
    def unit(self) -> int | None:
        return self.newest.heat_pump_id

    @property
    def made_the_record(self) -> bool:
        return any(each.before is None and each.table == self.own_table for each in self.rows)

    @property
    def own_table(self) -> str:
        return HeatPump._meta.db_table if self.unit is not None else self.newest.table

    @property
    def moves_status(self) -> bool:
        return any(
            each.table == HeatPump._meta.db_table and "status" in (each.before or {})
            for each in self.rows
        )

    @property
    def tables(self) -> set[str]:
        return {each.table for each in self.rows}


def saves_of(changes: Iterable[Change]) -> list[Save]:
    """``changes`` of one record, newest first, by the transactions that made them."""
    grouped = groupby(changes, key=lambda each: (each.at, each.transaction))
    return [_save(list(some)[::-1]) for _key, some in grouped]


def _save(changes: Sequence[Change]) -> Save:
    rows: dict[tuple[str, str], RowChange] = {}
    for change in changes:
        at = (change.table, change.row)
        known = rows.get(at)
        rows[at] = _first(change) if known is None else _together(known, change)
    return Save(changes=changes, rows=[each for each in rows.values() if not each.says_nothing])


def _first(change: Change) -> RowChange:
    before: Values | None = {change.field: change.old}
    after: Values | None = {change.field: change.new}
    if change.action == Action.CREATED:
        before, after = None, _row(change.new)
    elif change.action == Action.DELETED:
        before, after = _row(change.old), None
    return RowChange(table=change.table, row=change.row, before=before, after=after)


def _together(known: RowChange, change: Change) -> RowChange:
    """``known`` and then ``change`` as one."""
    name = change.field
    before, after = known.before, known.after
    if change.action == Action.CREATED:
        after = _row(change.new)
    elif change.action == Action.DELETED:
        gone = _row(change.old)
        before = None if before is None else gone | before
        after = None
    elif after is not None:
        if before is not None and name not in before:
            before = {**before, name: change.old}
        after = {**after, name: change.new}
    if before is not None and after is not None:
        before, after = _without_same(before, after)
    return RowChange(table=known.table, row=known.row, before=before, after=after)


def _without_same(before: Values, after: Values) -> tuple[Values, Values]:
    same = before.items() & after.items()
    first, then = ({k: v for k, v in row.items() if (k, v) not in same} for row in (before, after))
    return first, then


def same_step(save: Save) -> list[Save]:
    """What the transaction of ``save`` did to each heat pump, by their numbers. One query."""
    at, work = save.key
    changes = Change.objects.filter(at=at, transaction=work, heat_pump__isnull=False)
    grouped = groupby(changes.order_by("heat_pump_id", "id"), key=lambda each: each.heat_pump_id)
    return [_save(list(some)) for _unit, some in grouped]


def _row(text: str | None) -> Values:
    """A whole row as the history keeps it, each value as the database writes it as text."""
    given = json.loads(text or "{}", parse_float=str, parse_int=str)
    return {name: _as_text(value) for name, value in given.items()}


def _as_text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)


def history_key(record: Model) -> str:
    """How the history names the row of ``record``."""
    columns = _KEYS.get(record._meta.db_table)
    if columns is None:
        return str(record.pk)
    return _key_of({name: str(getattr(record, name)) for name in columns}, columns)


def _key_of(values: Mapping[str, str | None], columns: Sequence[str]) -> str:
    """As ``catalog_history_key`` of the database makes it."""
    text = "|".join(values.get(name) or "" for name in columns)
    if len(text) <= _LONGEST_KEY:
        return text
    digest = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
    return f"{text[:160]}…{digest}"


# The way back


@dataclass(frozen=True, kw_only=True)
class StoredRow:
    """A row of the database as the history would tell it."""

    pk: Any
    values: Values


def conflicts_of(save: Save) -> list[Conflict]:
    """What of ``save`` is no longer as it left it. One query a table, one a conflict."""
    stored = {table: _stored(table, save) for table in save.tables}
    return [
        conflict
        for change in save.rows
        if (conflict := _conflict(change, stored[change.table], save))
    ]


@transaction.atomic
def take_back(saves: Sequence[Save]) -> None:
    """Put back what was there before; all of ``saves`` or nothing.

    Raises ``NotTakenBackError`` where something was changed since, where the database has no place
    for it any more, or where a live unit would have an error.
    """
    units = [save.unit for save in saves if save.unit is not None]
    list(HeatPump.objects.filter(pk__in=units).order_by("pk").select_for_update().values("pk"))
    if conflicts := [conflict for save in saves for conflict in conflicts_of(save)]:
        raise NotTakenBackError(conflicts=conflicts)
    live = LiveUnits(units)
    try:
        with transaction.atomic():
            for save in saves:
                _write_back(save)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            live.stay_sound(may_leave=True)
            _new_live_units_are_sound(set(units) - set(live.units))
    except IntegrityError as error:
        why = _("The earlier values conflict with later changes. Correct this by hand.")
        raise NotTakenBackError(sentences=[why]) from error
    except ImplausibleError as error:
        raise NotTakenBackError(sentences=error.sentences) from error


def _new_live_units_are_sound(ids: set[int]) -> None:
    now_live = HeatPump.objects.filter(pk__in=ids, status=Status.LIVE).values_list("pk", flat=True)
    found = {
        pk: errors
        for pk, some in check(list(now_live)).items()
        if (errors := [each for each in some if each.level == ERROR])
    }
    if found:
        raise ImplausibleError(found)


def _write_back(save: Save) -> None:
    """Rows that came go first and rows that went come last: so no two ask for one place."""
    stored = {table: _stored(table, save) for table in save.tables}
    for change in sorted(save.rows, key=_order):
        if change.before is None:
            _delete(change, _found(change, stored[change.table]))
        elif change.after is None:
            _insert(change.table, change.before)
        else:
            _update(change, _found(change, stored[change.table]))


def _order(change: RowChange) -> int:
    if change.before is None:
        return 0
    return 2 if change.after is None else 1


def _found(change: RowChange, stored: Mapping[str, Sequence[StoredRow]]) -> StoredRow:
    return next(each for each in stored[change.row] if _as_left(change, each))


def _as_left(change: RowChange, stored: StoredRow) -> bool:
    """Whether the row is as the save left it; one that came, in every field."""
    after = change.after or {}
    if change.before is not None:
        return all(stored.values.get(name) == text for name, text in after.items())
    return {n: t for n, t in stored.values.items() if t is not None} == {
        n: t for n, t in after.items() if t is not None
    }


def _conflict(
    change: RowChange, stored: Mapping[str, Sequence[StoredRow]], save: Save
) -> Conflict | None:
    there = stored.get(change.row, ())
    if change.after is None:
        # A figure may be told twice; of points and prices there is one of each.
        clash = bool(there) and change.table != Figure._meta.db_table
        return Conflict(change=change, field="", later=_later(change, "", save)) if clash else None
    if any(_as_left(change, each) for each in there):
        return None
    differs = [
        name for name, text in change.after.items() if there and there[0].values.get(name) != text
    ]
    name = differs[0] if differs else ""
    return Conflict(change=change, field=name, later=_later(change, name, save))


def _later(change: RowChange, name: str, save: Save) -> Change | None:
    """The newest change of the same figure after ``save``."""
    scope = (
        Change.objects.of_unit(save.unit)
        if save.unit is not None
        else Change.objects.of_row(change.table, change.row)
    )
    since = scope.filter(table=change.table, row=change.row, id__gt=save.newest.pk)
    return (since.filter(field=name).first() if name else None) or since.first()


def _stored(table: str, save: Save) -> dict[str, list[StoredRow]]:
    """The rows of the record in ``table``, by their keys in the history."""
    model = model_of(table)
    pk, quoted = model._meta.pk.column, connection.ops.quote_name(table)
    of_unit = save.unit is not None and table != HeatPump._meta.db_table
    where = "heat_pump_id = %s" if of_unit else f"{pk}::text = %s"
    asked = save.unit if of_unit else save.newest.row if save.unit is None else str(save.unit)
    found: dict[str, list[StoredRow]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {pk}, to_jsonb(given)::text FROM {quoted} AS given WHERE {where}"  # noqa: S608
            f" ORDER BY {pk} FOR UPDATE",
            [asked],
        )
        for key, text in cursor.fetchall():
            values = {n: t for n, t in _row(text).items() if n not in _UNTOLD}
            columns = _KEYS.get(table)
            row = _key_of(values, columns) if columns else str(key)
            found.setdefault(row, []).append(StoredRow(pk=key, values=values))
    return found


def model_of(table: str) -> Any:
    return next(each for each in apps.get_models() if each._meta.db_table == table)


def _delete(change: RowChange, stored: StoredRow) -> None:
    model = model_of(change.table)
    where = model._meta.pk.column
    _run(f"DELETE FROM {{table}} WHERE {where} = %s", change.table, [stored.pk])  # noqa: S608


def _insert(table: str, values: Values) -> None:
    names = ", ".join(connection.ops.quote_name(name) for name in values)
    _run(
        f"INSERT INTO {{table}} ({names})"  # noqa: S608
        f" SELECT {names} FROM jsonb_populate_record(NULL::{{table}}, %s::jsonb)",
        table,
        [_json(table, values)],
    )


def _update(change: RowChange, stored: StoredRow) -> None:
    before = change.before or {}
    model = model_of(change.table)
    names = [connection.ops.quote_name(name) for name in before]
    setting = ", ".join(f"{name} = given.{name}" for name in names)
    _run(
        f"UPDATE {{table}} AS row SET {setting}"  # noqa: S608
        " FROM jsonb_populate_record(NULL::{table}, %s::jsonb) AS given"
        f" WHERE row.{model._meta.pk.column} = %s",
        change.table,
        [_json(change.table, before), stored.pk],
    )


def _run(sql: str, table: str, values: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.format(table=connection.ops.quote_name(table)), values)


def _json(table: str, values: Values) -> str:
    """Values as the database takes them: lists as lists, everything else as its text."""
    fields = {each.column: each for each in model_of(table)._meta.concrete_fields}
    listed = {"ArrayField", "JSONField"}
    return json.dumps(
        {
            name: json.loads(text)
            if text is not None and fields[name].get_internal_type() in listed
            else text
            for name, text in values.items()
        }
    )
