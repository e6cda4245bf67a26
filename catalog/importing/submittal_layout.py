"""A pasted sheet as lines with a label, its values, and the headings above them.

Sheets come as “label: value”, as a label with its value on the next line, as rows with a column for
each model, and as rows of a list below their titles. Copied text has lost its table: cells are
told apart by tabs, bars or two spaces, else the value begins with the first number that is no part
of the label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from catalog.importing.submittal_labels import AT, NAMES_A_MODEL, RULES, SIDES, UNITS, Rule
from catalog.vocabulary import NORMALIZERS, point_place

MOST_LINES: Final = 400
MOST_LETTERS: Final = 40_000

_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("∼～〜", "~"),
        **dict.fromkeys("×✕", "x"),
        **dict.fromkeys("º˚", "°"),
        **dict.fromkeys("\u00a0\u2009\u202f\u2007", " "),
        **dict.fromkeys("″”“", '"'),
        **dict.fromkeys("′’", "'"),
        **dict.fromkeys("®™†‡*•■●▪\ufeff", ""),
        "℉": "°F",
        "℃": "°C",
        "：": ":",
        "½": " 1/2",
        "¼": " 1/4",
        "¾": " 3/4",
        "⅛": " 1/8",
        "⅜": " 3/8",
        "⅝": " 5/8",
        "⅞": " 7/8",
    }
)
_UNITS_OF_OTHERS: Final = (
    *("a", "v", "hz", "v/ph/hz", "v-ph-hz", "btu/wh?", "w/w", "pints/h", "years?", "rpm"),
)
_UNIT: Final = "|".join([*(unit for units in UNITS.values() for unit in units), *_UNITS_OF_OTHERS])
_UNIT_ALONE: Final = re.compile(rf"(?:{_UNIT})(?:\s*[\[(/]\s*(?:{_UNIT})[\])]?)?", re.IGNORECASE)
_MODEL: Final = re.compile(r"(?=\S*[A-Za-z])(?=\S*\d)[A-Za-z0-9][\w()./+-]{3,}")
_YES_NO: Final = re.compile(
    r"(?P<label>.+?)\s+(?P<value>yes|no|none|optional|standard|built-in|included|inverter)$",
    re.IGNORECASE,
)
_VALUE: Final = re.compile(r"(?<![\w.°/])(?:[-(]\s?)?\d|\bR-?\d{2,3}[A-Za-z]{0,2}\b")
_ALONE: Final = re.compile(r"[-(]?\d|R-?\d{2,3}[A-Za-z]{0,2}\b")
_RATING: Final = re.compile(r"\b(?:s?eer2|hspf2)\b", re.IGNORECASE)
_OF_LIMITS: Final = re.compile(r"operat|ambient|range", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class SheetLine:
    text: str  # as it was pasted
    label: str
    cells: tuple[str, ...]
    heading: str = ""  # the nearest one above
    side: str = ""  # outdoor or indoor, from a heading above


@dataclass(frozen=True, kw_only=True)
class Layout:
    lines: tuple[SheetLine, ...]
    columns: tuple[str, ...]  # names of the models, where there are several


def lay_out(text: str) -> Layout:
    """The lines of a pasted text; whatever it is, this raises nothing."""
    pasted = [line.strip() for line in text[:MOST_LETTERS].splitlines() if line.strip()]
    pasted = pasted[:MOST_LINES]
    rows = [_cells(line) for line in pasted]
    listed = _rows_below_titles(pasted, rows)
    if listed is not None:
        return listed
    columns: tuple[str, ...] = ()
    for row in rows:
        columns = columns or _models(row)
    return Layout(lines=tuple(_with_headings(_labeled(pasted, rows))), columns=columns)


def rule_for(label: str) -> Rule | None:
    """The rule of a label, or nothing where none names it."""
    found = label.lower()
    return next(
        (
            rule
            for rule in RULES
            if re.search(rule.label, found)
            and not (rule.without and re.search(rule.without, found))
        ),
        None,
    )


def side_in(text: str) -> str:
    """“outdoor” or “indoor”; nothing where it says both or none."""
    found = [side for side, pattern in SIDES.items() if re.search(pattern, text.lower())]
    return found[0] if len(found) == 1 else ""


def _cells(line: str) -> list[str]:
    plain = line.translate(_PLAIN)
    return [cell.strip() for cell in re.split(r"\t|\s\|\s|\s{2,}", plain) if cell.strip()]


def _is_named(label: str) -> bool:
    return label in NORMALIZERS or point_place(label) is not None or rule_for(label) is not None


def _rows_below_titles(pasted: Sequence[str], rows: Sequence[list[str]]) -> Layout | None:
    """One row of a list or several, below a row of titles; each row is a model."""
    tabbed = [[cell.translate(_PLAIN).strip() for cell in line.split("\t")] for line in pasted]
    titles = tabbed[0] if tabbed else []
    below = tabbed[1:]
    if len(titles) < 3 or not below or any(len(row) != len(titles) for row in below):
        return None
    if sum(map(_is_named, titles)) < 2 or (
        re.match(NAMES_A_MODEL, titles[0], re.IGNORECASE) and (_models(rows[0]))
    ):
        return None
    names = tuple(_name_of_row(titles, row, number) for number, row in enumerate(below, start=1))
    lines = tuple(
        SheetLine(
            text=f"{title}: {' | '.join(row[at] for row in below)}",
            label=title,
            cells=tuple(row[at] for row in below),
        )
        for at, title in enumerate(titles)
        if any(row[at] for row in below)
    )
    return Layout(lines=lines, columns=names if len(names) > 1 else ())


def _name_of_row(titles: Sequence[str], row: Sequence[str], number: int) -> str:
    fields = {"model_number", "outdoor_model", "indoor_model"}
    named = (
        cell
        for title, cell in zip(titles, row, strict=True)
        if title in fields or ((rule := rule_for(title)) is not None and rule.field in fields)
    )
    return next((cell for cell in named if cell), _("row %(number)d") % {"number": number})


def _models(row: Sequence[str]) -> tuple[str, ...]:
    """The models of a row that names the columns of a table."""
    words = list(row) if len(row) > 2 else " ".join(row).split()
    for start in range(1, min(4, len(words))):
        first, rest = " ".join(words[:start]), words[start:]
        if re.fullmatch(NAMES_A_MODEL, first, re.IGNORECASE) and len(rest) > 1:
            return tuple(rest) if all(_MODEL.fullmatch(each) for each in rest) else ()
    return ()


def _labeled(pasted: Sequence[str], rows: Sequence[list[str]]) -> Iterator[SheetLine]:
    """Every line with its label and values; a value below its label is joined to it."""
    waiting: SheetLine | None = None
    for line, row in zip(pasted, rows, strict=True):
        if not row:
            continue
        new = _labeled_line(line, row)
        if waiting is not None and _is_value_alone(new, row):
            yield replace(waiting, text=f"{waiting.text} {line}", cells=tuple(row))
            waiting = None
            continue
        if waiting is not None:
            yield waiting  # a heading, as it turns out
            waiting = None
        if new.cells:
            yield new
        else:
            waiting = new
    if waiting is not None:
        yield waiting


def _is_value_alone(line: SheetLine, row: Sequence[str]) -> bool:
    return bool(_ALONE.match(row[0])) and rule_for(line.label) is None


def _labeled_line(line: str, row: list[str]) -> SheetLine:
    models = _models(row)
    if models:
        return SheetLine(text=line, label="model", cells=models)
    first, *rest = row
    label, colon, value = first.partition(":")
    if colon and not label.strip().isdecimal():
        cells = [value.strip(), *rest] if value.strip() else rest
        return _without_units(line, label.strip(), cells)
    if rest:
        return _without_units(line, first, rest)
    return _split_at_value(line, first)


def _without_units(line: str, label: str, cells: list[str]) -> SheetLine:
    """A cell that holds a unit alone belongs to the label."""
    while len(cells) > 1 and _UNIT_ALONE.fullmatch(cells[0]):
        label, cells = f"{label} {cells[0]}", cells[1:]
    if len(cells) == 1 and _UNIT_ALONE.fullmatch(cells[0]):
        label, cells = f"{label} {cells[0]}", []
    return SheetLine(text=line, label=label, cells=tuple(cells))


def _split_at_value(line: str, text: str) -> SheetLine:
    masked = _RATING.sub(lambda found: "x" * len(found[0]), text)
    patterns = AT[:2] if _OF_LIMITS.search(text) else AT
    for pattern in patterns:
        masked = re.sub(pattern, lambda found: "x" * len(found[0]), masked, flags=re.IGNORECASE)
    value = _VALUE.search(masked)
    if value is not None:
        label = text[: value.start()].strip(" :,-")
        return SheetLine(text=line, label=label, cells=(text[value.start() :].strip(),))
    words = _YES_NO.fullmatch(text)
    if words:
        return SheetLine(text=line, label=words["label"], cells=(words["value"],))
    return SheetLine(text=line, label=text, cells=())


_SECTION: Final = re.compile(
    r"electric|efficien|system|general|performance|^cooling|^heating|piping|refrigerant|rating",
    re.IGNORECASE,
)


def _with_headings(lines: Iterator[SheetLine]) -> Iterator[SheetLine]:
    """The lines with the heading and the part of the unit that they stand under.

    A heading is itself a line without a value; it is given on, so that none is lost.
    """
    heading = side = ""
    for line in lines:
        if not line.cells:
            heading = line.label
            side = side_in(heading) or ("" if _SECTION.search(heading) else side)
        yield replace(line, heading=heading, side=side)
