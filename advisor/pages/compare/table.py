"""The table of a comparison: rows in groups, rows alike for every unit, the best cell marked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from advisor.formatting.text import Text

ON_A_PHONE = 2
LONG_TEXT = 28
"""Letters; what is longer is a sentence and not set bold."""


@dataclass(frozen=True, kw_only=True)
class CompareCell:
    """``value`` decides which is best; ``None`` where it is unknown, or none is better."""

    text: str
    note: str = ""
    value: float | None = None
    guess: bool = False  # our estimate: it never wins over a known figure


@dataclass(frozen=True, kw_only=True)
class ShownCell:
    text: str
    note: str
    best: bool
    long: bool  # a sentence rather than a figure
    extra: bool  # not among the two that a phone shows


@dataclass(frozen=True, kw_only=True)
class CompareRow:
    label: str
    matters: str
    good: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, kw_only=True)
class RowGroup:
    title: str
    rows: tuple[CompareRow, ...]


@dataclass(frozen=True, kw_only=True)
class RowSpec:
    """One row: what it is, why it matters, what is good, and how to make a cell."""

    label: Text
    matters: Text
    good: Text
    cell: Callable[..., CompareCell]
    better: str = ""  # low, high
    apart: float = 0.0  # a unit is best only where every other one is further off than this


def grouped_rows(
    specs: Sequence[tuple[Text, Sequence[RowSpec]]], columns: Sequence[tuple[object, ...]]
) -> tuple[tuple[RowGroup, ...], tuple[CompareRow, ...]]:
    """Rows that differ, in their groups; and those that say the same of every unit."""
    groups: list[RowGroup] = []
    same: list[CompareRow] = []
    for title, rows in specs:
        different: list[CompareRow] = []
        for spec in rows:
            cells = [spec.cell(*column) for column in columns]
            alike = len({(cell.text, cell.note) for cell in cells}) <= 1 and len(cells) > 1
            (same if alike else different).append(_row(spec, cells))
        if different:
            groups.append(RowGroup(title=str(title), rows=tuple(different)))
    return tuple(groups) if columns else (), tuple(same)


def _best(spec: RowSpec, cells: Sequence[CompareCell]) -> float | None:
    values = [cell.value for cell in cells if cell.value is not None]
    differ = len({(cell.value, cell.guess) for cell in cells if cell.value is not None}) > 1
    if not spec.better or not differ:
        return None
    best = min(values) if spec.better == "low" else max(values)
    level = sum(abs(value - best) <= spec.apart for value in values) > 1
    return None if spec.apart and level else best


def _row(spec: RowSpec, cells: Sequence[CompareCell]) -> CompareRow:
    best = _best(spec, cells)
    return CompareRow(
        label=str(spec.label),
        matters=str(spec.matters),
        good=str(spec.good),
        cells=tuple(
            ShownCell(
                text=cell.text,
                note=cell.note,
                best=best is not None and cell.value == best and not cell.guess,
                long=len(cell.text) > LONG_TEXT,
                extra=index >= ON_A_PHONE,
            )
            for index, cell in enumerate(cells)
        ),
    )
