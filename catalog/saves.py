"""What one save did to a record, read from the history that the database writes.

A save is what one transaction changed of one record: its own fields and, of a heat pump, its
points, figures and prices. ``catalog.taking_back`` puts back what was there before.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, Final, TypeAlias

from django.apps import apps
from django.db.models import Model

from catalog.models import Action, Change, Figure, HeatPump, PerformancePoint, PriceObservation

Values: TypeAlias = dict[str, str | None]

_KEYS: Final = {
    PerformancePoint._meta.db_table: ("mode", "outdoor_f"),
    Figure._meta.db_table: ("name", "source_id", "source_date", "value"),
    PriceObservation._meta.db_table: ("kind", "observed_on", "retailer"),
}
"""What names a row in the history where it is not its number (migration 0003)."""
_LONGEST_KEY: Final = 200
UNTOLD: Final = frozenset({"loaded_checksum", "search_key", "id"})
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
        before, after = None, row_values(change.new)
    elif change.action == Action.DELETED:
        before, after = row_values(change.old), None
    return RowChange(table=change.table, row=change.row, before=before, after=after)


def _together(known: RowChange, change: Change) -> RowChange:
    """``known`` and then ``change`` as one."""
    name = change.field
    before, after = known.before, known.after
    if change.action == Action.CREATED:
        after = row_values(change.new)
    elif change.action == Action.DELETED:
        gone = row_values(change.old)
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


def row_values(text: str | None) -> Values:
    """A whole row as the history keeps it, each value as the database writes it as text."""
    given = json.loads(text or "{}", parse_float=str, parse_int=str)
    return {name: _as_text(value) for name, value in given.items()}


def _as_text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)


def model_of(table: str) -> Any:
    return next(each for each in apps.get_models() if each._meta.db_table == table)


def history_key(record: Model) -> str:
    """How the history names the row of ``record``."""
    columns = _KEYS.get(record._meta.db_table, ())
    values = {name: str(getattr(record, name)) for name in columns}
    return key_of_row(record._meta.db_table, record.pk, values)


def key_of_row(table: str, pk: object, values: Mapping[str, str | None]) -> str:
    """How the history names a row of ``table`` with these ``values``."""
    columns = _KEYS.get(table)
    return str(pk) if columns is None else _key_of(values, columns)


def _key_of(values: Mapping[str, str | None], columns: Sequence[str]) -> str:
    """As ``catalog_history_key`` of the database makes it."""
    text = "|".join(values.get(name) or "" for name in columns)
    if len(text) <= _LONGEST_KEY:
        return text
    digest = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
    return f"{text[:160]}…{digest}"
