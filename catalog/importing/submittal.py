"""Reads the figures of a manufacturer's sheet from its text, and guesses none.

Every reading keeps the line that it was read from. A line is not read where its label is unknown,
its unit or temperature is not said, its numbers are not in the order that it names, or it does not
fall into the columns of the table; it is listed with the reason.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from catalog.importing.submittal_labels import NOT_OURS, Rule
from catalog.importing.submittal_layout import Layout, SheetLine, lay_out, rule_for, side_in
from catalog.importing.submittal_numbers import AskedLine, NotReadError
from catalog.importing.submittal_readers import READERS
from catalog.vocabulary import NORMALIZERS, point_place

_SAYS_NOTHING: Final = re.compile(r"(?:n/?a|-+|tbd|\.*)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class SheetReading:
    """One figure that the text says."""

    field: str  # of ``catalog.vocabulary``, a name of the unit, or its brand
    value: str  # in our unit
    said: str  # as it stands there
    line: str
    contested: bool = False  # another line says something else


@dataclass(frozen=True, kw_only=True)
class UnreadLine:
    line: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    readings: tuple[SheetReading, ...]
    unread: tuple[UnreadLine, ...]
    columns: tuple[str, ...]  # models to choose from
    column: int | None  # the chosen one


def read_sheet(text: str, *, column: int | None = None, unit_type: str = "") -> Sheet:
    """What the text says of one unit.

    Parameters
    ----------
    text
        As it was pasted: a sheet, or titles and rows of a list.
    column
        Which of ``columns`` is the unit, where the text is about several.
    unit_type
        Of the unit, where it is known: a portable's cooling must be a SACC.
    """
    layout = lay_out(text)
    count = len(layout.columns)
    chosen = column if column is not None and 0 <= column < count else None
    readings: list[SheetReading] = []
    unread: list[UnreadLine] = []
    for line in layout.lines:
        try:
            cell = _cell(line, layout, chosen)
            readings += [] if cell is None else _readings(line, cell, unit_type)
        except NotReadError as why:
            unread.append(UnreadLine(line=line.text, why=str(why)))
    return Sheet(
        readings=tuple(_contested(readings)),
        unread=tuple(unread),
        columns=layout.columns,
        column=chosen,
    )


def _cell(line: SheetLine, layout: Layout, chosen: int | None) -> str | None:
    """The value of the chosen model; nothing for a heading."""
    if not line.cells:
        return None
    count = len(layout.columns)
    if count < 2:
        return " ".join(line.cells)
    cells = line.cells if len(line.cells) > 1 else tuple(line.cells[0].split())
    if len(cells) == count and (len(line.cells) > 1 or _each_a_value(cells)):
        if chosen is None:
            raise NotReadError(_("Choose the model first."))
        return cells[chosen]
    if len(line.cells) == 1:
        return line.cells[0]
    raise NotReadError(_("It does not fall into the columns."))


def _each_a_value(cells: Sequence[str]) -> bool:
    return all(re.search(r"\d", each) for each in cells)


def _readings(line: SheetLine, value: str, unit_type: str) -> list[SheetReading]:
    if _SAYS_NOTHING.fullmatch(value.strip()):
        raise NotReadError(_("It says nothing."))
    asked = _asked(line, value.strip(), unit_type)
    found = list(READERS[asked.rule.kind](asked))
    if not found:
        raise NotReadError(_("No figure was found in it."))
    return [
        SheetReading(field=field, value=text, said=value.strip(), line=line.text)
        for field, text in found
    ]


def _asked(line: SheetLine, value: str, unit_type: str) -> AskedLine:
    name = line.label.strip()
    context = f"{line.heading} {line.label}".lower()
    if name in NORMALIZERS or point_place(name) is not None:
        rule: Rule | None = Rule(label="", kind="by_vocabulary", field=name)
    elif re.search(NOT_OURS, context):
        raise NotReadError(_("It is no figure of ours."))
    else:
        rule = _rule(line)
    if rule is None:
        raise NotReadError(_("Its label is not known."))
    side = side_in(line.label) or line.side
    if rule.side and side and side != rule.side:
        raise NotReadError(_("It is about the other part of the unit."))
    label = name.lower() if rule_for(line.label) is rule else context
    return AskedLine(
        rule=rule, label=label, context=context, value=value, side=side, unit_type=unit_type
    )


def _rule(line: SheetLine) -> Rule | None:
    """By the label, or by the heading where the label alone says too little: “Type”."""
    own = rule_for(line.label)
    if own is None or own.field == "type":
        above = rule_for(line.heading) if line.heading else None
        return (above and rule_for(f"{line.heading} {line.label}")) or own or above
    return own


def _contested(readings: Sequence[SheetReading]) -> Iterator[SheetReading]:
    said: dict[str, set[str]] = defaultdict(set)
    for each in readings:
        said[each.field].add(each.value)
    seen = set()
    for each in readings:
        if (each.field, each.value) not in seen:
            seen.add((each.field, each.value))
            yield replace(each, contested=len(said[each.field]) > 1)
