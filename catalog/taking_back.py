"""The way back from a save: what was there before, exactly, as long as nobody changed it since.

Whatever the number of saves, each table is read once, and written once for each set of fields.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from catalog.models import Change, Figure, HeatPump, Status
from catalog.plausibility import ERROR, ImplausibleError, LiveUnits, check
from catalog.saves import UNTOLD, RowChange, Save, Values, key_of_row, model_of, row_values


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Why a row cannot go back: it is not what the save left."""

    save: Save
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
class StoredRow:
    """A row of the database as the history would tell it."""

    pk: Any
    values: Values


Place: TypeAlias = tuple[int | None, str, str]  # unit, table, row
Stored: TypeAlias = dict[Place, list[StoredRow]]
_Columns: TypeAlias = tuple[str, tuple[str, ...]]  # table and the fields that are written


@transaction.atomic
def take_back(saves: Sequence[Save]) -> None:
    """Put back what was there before; all of ``saves`` or nothing.

    ``saves`` are one record's, or those of one step of several units. Raises
    ``NotTakenBackError`` where something was changed since, where the database has no place for it
    any more, or where a live unit would have an error.
    """
    units = [save.unit for save in saves if save.unit is not None]
    list(HeatPump.objects.filter(pk__in=units).order_by("pk").select_for_update().values("pk"))
    stored = _stored(saves)
    if conflicts := _conflicts(saves, stored):
        raise NotTakenBackError(conflicts=conflicts)
    live = LiveUnits(units)
    try:
        with transaction.atomic():
            _write_back(saves, stored)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            live.stay_sound(may_leave=True)
            _new_live_units_are_sound(set(units) - set(live.units))
    except IntegrityError as error:
        why = _("The earlier values conflict with later changes. Correct this by hand.")
        raise NotTakenBackError(sentences=[why]) from error
    except ImplausibleError as error:
        raise NotTakenBackError(sentences=error.sentences) from error


def conflicts_of(saves: Sequence[Save]) -> list[Conflict]:
    """What of ``saves`` is no longer as they left it. One query a table, and one for who did it."""
    return _conflicts(saves, _stored(saves))


def _new_live_units_are_sound(ids: set[int]) -> None:
    now_live = HeatPump.objects.filter(pk__in=ids, status=Status.LIVE).values_list("pk", flat=True)
    found = {
        pk: errors
        for pk, some in check(list(now_live)).items()
        if (errors := [each for each in some if each.level == ERROR])
    }
    if found:
        raise ImplausibleError(found)


# What is there


def _stored(saves: Sequence[Save]) -> Stored:
    """The rows of the records in the tables that the saves changed. One query a table."""
    found: Stored = defaultdict(list)
    for table in sorted({table for save in saves for table in save.tables}):
        for unit, row in _rows(table, saves):
            found[unit, table, key_of_row(table, row.pk, row.values)].append(row)
    return found


def _rows(table: str, saves: Sequence[Save]) -> Iterator[tuple[int | None, StoredRow]]:
    pk, quoted = model_of(table)._meta.pk.column, connection.ops.quote_name(table)
    units = [save.unit for save in saves if save.unit is not None]
    owner = pk if table == HeatPump._meta.db_table else "heat_pump_id"
    where = f"{owner} = ANY(%s)" if units else f"{pk}::text = ANY(%s)"
    asked: list[Any] = units or [save.newest.row for save in saves]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {pk}, {owner if units else 'NULL'}, to_jsonb(given)::text"  # noqa: S608
            f" FROM {quoted} AS given WHERE {where} ORDER BY {pk} FOR UPDATE",
            [asked],
        )
        for key, unit, text in cursor.fetchall():
            values = {n: t for n, t in row_values(text).items() if n not in UNTOLD}
            yield unit, StoredRow(pk=key, values=values)


def _as_left(change: RowChange, stored: StoredRow) -> bool:
    """Whether the row is as the save left it; one that came, in every field."""
    after = change.after or {}
    if change.before is not None:
        return all(stored.values.get(name) == text for name, text in after.items())
    return {n: t for n, t in stored.values.items() if t is not None} == {
        n: t for n, t in after.items() if t is not None
    }


def _conflicts(saves: Sequence[Save], stored: Stored) -> list[Conflict]:
    found = [
        (save, change, name)
        for save in saves
        for change in save.rows
        if (name := _at_odds(change, stored.get((save.unit, change.table, change.row), ())))
        is not None
    ]
    later = _later([save for save, _change, _name in found]) if found else {}
    return [
        Conflict(
            save=save,
            change=change,
            field=name,
            later=_newest(later.get((save.unit, change.table, change.row), ()), name, save),
        )
        for save, change, name in found
    ]


def _at_odds(change: RowChange, there: Sequence[StoredRow]) -> str | None:
    """The field that was changed since, "" for the row itself; nothing where all is as left."""
    if change.after is None:
        # A figure may be told twice; of points and prices there is one of each.
        return "" if there and change.table != Figure._meta.db_table else None
    if any(_as_left(change, each) for each in there):
        return None
    differs = [
        name for name, text in change.after.items() if there and there[0].values.get(name) != text
    ]
    return differs[0] if differs else ""


def _later(saves: Sequence[Save]) -> Mapping[Place, Sequence[Change]]:
    """What was changed of the same records since, newest first. One query."""
    of_units = Q(heat_pump__in=[save.unit for save in saves if save.unit is not None])
    of_rows = Q(pk__in=[])
    for save in saves:
        if save.unit is None:
            of_rows |= Q(table=save.newest.table, row=save.newest.row)
    since = Change.objects.filter(of_units | of_rows, id__gt=min(each.newest.pk for each in saves))
    found = defaultdict(list)
    for change in since.order_by("-id"):
        found[change.heat_pump_id, change.table, change.row].append(change)
    return found


def _newest(later: Sequence[Change], name: str, save: Save) -> Change | None:
    """The newest change after ``save``; of the same figure, if there is one."""
    since = [each for each in later if each.pk > save.newest.pk]
    same = (each for each in since if name and each.field == name)
    return next(same, since[0] if since else None)


# What is written


def _write_back(saves: Sequence[Save], stored: Stored) -> None:
    """Rows that came go first and rows that went come last: so no two ask for one place."""
    gone: dict[str, list[Any]] = defaultdict(list)
    moved: dict[_Columns, list[Values]] = defaultdict(list)
    back: dict[_Columns, list[Values]] = defaultdict(list)
    for save in saves:
        for change in save.rows:
            there = stored.get((save.unit, change.table, change.row), ())
            before = change.before
            if before is None:
                gone[change.table].append(_found(change, there).pk)
            elif change.after is None:
                back[change.table, tuple(sorted(before))].append(before)
            else:
                pk = {model_of(change.table)._meta.pk.column: _found(change, there).pk}
                moved[change.table, tuple(sorted(before))].append({**before, **pk})
    for table, keys in gone.items():
        _delete(table, keys)
    for (table, names), rows in moved.items():
        _update(table, names, rows)
    for (table, names), rows in back.items():
        _insert(table, names, rows)


def _found(change: RowChange, there: Sequence[StoredRow]) -> StoredRow:
    return next(each for each in there if _as_left(change, each))


def _delete(table: str, keys: Sequence[Any]) -> None:
    where = model_of(table)._meta.pk.column
    _run(f"DELETE FROM {{table}} WHERE {where} = ANY(%s)", table, keys)  # noqa: S608


def _insert(table: str, names: Sequence[str], rows: Sequence[Values]) -> None:
    listed = ", ".join(map(connection.ops.quote_name, names))
    _run(
        f"INSERT INTO {{table}} ({listed})"  # noqa: S608
        f" SELECT {listed} FROM jsonb_populate_recordset(NULL::{{table}}, %s::jsonb)",
        table,
        _json(table, rows),
    )


def _update(table: str, names: Sequence[str], rows: Sequence[Values]) -> None:
    pk = model_of(table)._meta.pk.column
    quoted = map(connection.ops.quote_name, names)
    setting = ", ".join(f"{name} = given.{name}" for name in quoted)
    _run(
        f"UPDATE {{table}} AS row SET {setting}"  # noqa: S608
        " FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) AS given"
        f" WHERE row.{pk} = given.{pk}",
        table,
        _json(table, rows),
    )


def _run(sql: str, table: str, value: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.format(table=connection.ops.quote_name(table)), [value])


_LISTED: Final = frozenset({"ArrayField", "JSONField"})


def _json(table: str, rows: Sequence[Values]) -> str:
    """Rows as the database takes them: lists as lists, everything else as its text."""
    listed = {
        each.column
        for each in model_of(table)._meta.concrete_fields
        if each.get_internal_type() in _LISTED
    }

    def given(row: Values) -> dict[str, Any]:
        return {
            name: json.loads(text) if text is not None and name in listed else text
            for name, text in row.items()
        }

    return json.dumps([given(row) for row in rows])
