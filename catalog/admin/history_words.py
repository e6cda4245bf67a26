"""The history in words: readable names of records, figures and values instead of columns."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from functools import lru_cache
from time import monotonic
from typing import Any, Final

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalog.models import (
    Action,
    Change,
    Figure,
    PerformancePoint,
    PriceKind,
    PriceObservation,
    Review,
)
from catalog.plausibility import figure_name, point_words

_POINT, _FIGURE, _PRICE = (
    each._meta.db_table for each in (PerformancePoint, Figure, PriceObservation)
)
_OF_THE_ROW: Final = {
    _POINT: {"heat_pump_id", "mode", "outdoor_f"},
    _FIGURE: {"heat_pump_id", "name", "source_day", "batch_id", "in_use", "by_hand"},
    _PRICE: {"heat_pump_id", "kind", "observed_on", "retailer", "currency"},
}
"""Columns that the name of the row says already, or that say nothing to a reader."""
_REVIEW: Final = Review._meta.db_table
_NAMES_HOLD_S: Final = 30
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def what_changed(change: Change, *, back: bool = False) -> str:
    """“SEER2”, “Heating at 47 °F: lowest”, “Price of Home Store, September 25, 2026: added”.

    With ``back``, what taking it back does.
    """
    row = row_name(change.table, change.row)
    if not change.field:
        came = (change.action == Action.CREATED) != back
        what = _("added") if came else _("removed")
    else:
        what = field_name(change.table, change.field)
    return f"{row}: {what}" if row else str(capfirst(what))


def row_name(table: str, row: str) -> str:
    """Which point, figure or price; empty for the record itself."""
    parts = row.split("|")
    if table == _POINT and len(parts) == 2:
        return point_words(*parts)
    if table == _FIGURE:
        return _("Published figure “%(name)s”") % {"name": figure_name(parts[0])}
    if table == _PRICE and len(parts) >= 3:
        kind, day, shop = parts[0], parts[1], "|".join(parts[2:])
        words = {"shop": shop, "day": in_words(day)}
        if kind == PriceKind.ESTIMATED:
            return _("Estimate for %(shop)s, %(day)s") % words
        return _("Price of %(shop)s, %(day)s") % words
    return str(_("Review")) if table == _REVIEW else ""


def field_name(table: str, column: str) -> str:
    field = _field(table, column)
    return str(field.verbose_name).partition(" [")[0] if field is not None else column


def value_words(change: Change, text: str | None) -> str:
    """A value of ``change``, or the whole row that came or went."""
    if text is None:
        return ""
    if not change.field:
        return whole_row(change.table, text)
    return in_words(text, _field(change.table, change.field))


def whole_row(table: str, text: str) -> str:
    """A row that the history keeps as JSON: its fields by their names."""
    try:
        given = json.loads(text, parse_float=str, parse_int=str)
    except ValueError:
        return text
    if not isinstance(given, dict):
        return text
    hidden = _OF_THE_ROW.get(table, set())
    return ", ".join(
        f"{field_name(table, name)} {in_words(_plain(value), _field(table, name))}"
        for name, value in given.items()
        if name not in hidden and value not in ("", None, {}, [])
    )


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def in_words(text: str | None, field: Any = None) -> str:
    """A value as people write it: a choice by its label, a record by its name, yes and no."""
    if not text:
        return ""
    if isinstance(field, models.ForeignKey):
        return _name_of(field, text)
    if getattr(field, "name", "").startswith("amount_"):
        return f"${text}"
    if _DAY.fullmatch(text):
        return date_format(date.fromisoformat(text), "F j, Y")
    yes_or_no = {"true": _("yes"), "false": _("no")}
    return str({**yes_or_no, **dict(getattr(field, "flatchoices", ()))}.get(text, text))


def moment(at: datetime) -> str:
    """“November 29, 2026, 14:05 UTC”."""
    local = timezone.localtime(at)
    return f"{date_format(local, 'F j, Y, H:i')} {local.tzname()}"


def _name_of(field: models.ForeignKey[Any, Any], key: str) -> str:
    return _name_at(field, key, int(monotonic() // _NAMES_HOLD_S))


@lru_cache(maxsize=2048)
def _name_at(field: models.ForeignKey[Any, Any], key: str, _time: int) -> str:
    """A page names one source many times: asked for once, and again half a minute later."""
    target = field.target_field
    found = field.related_model._default_manager.filter(**{target.attname: key}).first()
    return str(found) if found is not None else key


@lru_cache(maxsize=256)
def model_of(table: str) -> Any:
    return next((m for m in apps.get_models() if m._meta.db_table == table), None)


def _field(table: str, column: str) -> Any:
    model = model_of(table)
    if model is None:
        return None
    by_column = {field.column: field for field in model._meta.concrete_fields}
    return by_column.get(column)
