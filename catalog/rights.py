"""Figures that come under somebody's terms, and what stands in their place when they are hidden.

The typed columns and points hold the merge over every figure. ``CATALOG_WITH_RIGHTS`` takes
effect when they are read: a hidden figure gives way to the next best allowed one, else to a blank.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from django.db.models import Exists, OuterRef

from catalog.merging import STATEMENT_FIELDS, Statement, merge
from catalog.models import Confidence, Figure, Rights, seen_by_visitors
from catalog.vocabulary import Value

Overrides: TypeAlias = dict[tuple[int, str], Value | None]

HIDDEN: Final[dict[str, frozenset[str]]] = {
    "0": frozenset({Rights.NEEP_2018_WORKBOOK.value, Rights.NEEP_RECORD.value}),
    "1": frozenset({Rights.NEEP_RECORD.value}),
    "all": frozenset(),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class PumpStatement(Statement):
    """A statement with the unit that it is about."""

    heat_pump_id: int


def overrides(statements: Iterable[PumpStatement], *, rights: str) -> Overrides:
    """What replaces the hidden figures.

    Parameters
    ----------
    statements
        All statements of every (unit, name) of which one may be hidden; others do no harm.
    rights
        The setting: ``"1"``, ``"0"`` or ``"all"``.

    Returns
    -------
    dict
        For each (unit id, figure name) whose standing statement is hidden: the value of the next
        best allowed statement, or ``None`` where there is none. A capacity never stands on low
        confidence alone, so there a low one counts as none.
    """
    hidden = HIDDEN[rights]
    by_pump: dict[int, list[PumpStatement]] = defaultdict(list)
    for statement in statements:
        by_pump[statement.heat_pump_id].append(statement)
    replaced: Overrides = {}
    for heat_pump_id, own in by_pump.items():
        standing = merge(own)
        allowed = merge(statement for statement in own if statement.rights not in hidden)
        for name, statement in standing.items():
            if statement.rights not in hidden:
                continue
            replaced[heat_pump_id, name] = _value_instead(name, allowed.get(name))
    return replaced


def _value_instead(name: str, statement: PumpStatement | None) -> Value | None:
    if statement is None or (name == "cooling_btu_h" and statement.confidence == Confidence.LOW):
        return None
    return statement.usable


def live_overrides(*, rights: str) -> Overrides:
    """``overrides`` for the live catalog; at most one query, none where nothing is hidden."""
    if not HIDDEN[rights]:
        return {}
    hidden_here = Figure.objects.filter(
        heat_pump_id=OuterRef("heat_pump_id"),
        name=OuterRef("name"),
        rights__in=HIDDEN[rights],
        in_use=True,
    )
    rows = (
        Figure.objects.filter(Exists(hidden_here), seen_by_visitors("heat_pump__"))
        .order_by("id")
        .values("heat_pump_id", *STATEMENT_FIELDS)
    )
    return overrides(
        (PumpStatement(**row) for row in rows.iterator(chunk_size=20_000)), rights=rights
    )
