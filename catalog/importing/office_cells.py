"""Numbers, amounts and days as people type them in office programs, made plain.

One cell may read in two ways: 05/11/2026 is in May or in November, 9,500 is nine thousand or nine
and a half. The other cells of the file decide; where they do not, the reader is asked once for the
file (``AskError``), and nothing is guessed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from catalog.importing.reading import AskError, CellKind, KindOf, Row, Table, TypedText

DAYS: Final = "days"
"""Key of the answer, one of the two orders below."""
MONTH_FIRST: Final = "month-first"
DAY_FIRST: Final = "day-first"
NUMBERS: Final = "numbers"
"""Key of the answer: which sign is the decimal mark."""
POINT: Final = "point"
COMMA: Final = "comma"
_EITHER: Final = "either"
_SIGNS: Final = {",": COMMA, ".": POINT}
_BLANKS: Final = re.compile(r"(?<=\d)[\u0020\u00a0\u2009\u202f’'](?=\d{3}(?!\d))")
_MONEY: Final = re.compile(r"^(US\s?\$|USD|\$)\s*|\s*(US\s?\$|USD|\$)$", re.IGNORECASE)
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_CLOCK: Final = re.compile(r"[T ,]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([AP]M|Z)?$", re.IGNORECASE)
_WEEKDAY: Final = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_YEAR_FIRST: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_WORD_FIRST: Final = re.compile(
    r"([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE
)
_WORD_SECOND: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-\s.]*([a-z]{3,9})\.?[-\s,]*(\d{4}|\d{2})", re.IGNORECASE
)
_WORD_ONLY: Final = re.compile(r"([a-z]{3,9})\.?,?\s+(\d{4})", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class _Habits:
    """How the file writes what could be read in two ways; empty where nothing could."""

    days: str = ""
    numbers: str = ""


def made_plain(table: Table, kind_of: KindOf, answers: Mapping[str, str]) -> Table:
    """The table with plain numbers (1499.00) and days (2026-11-27) in the columns of these kinds.

    Text that is none of them stays as it is, for whoever judges the cell. Raises ``AskError``.
    """
    rows = list(table.rows)
    kinds = {key: kind for key in table.titles if (kind := kind_of(key))}
    cells = [
        (row.line, table.titles.get(key, key), text, kinds[key])
        for row in rows
        if isinstance(row, Row)
        for key, text in row.cells.items()
        if kinds.get(key, CellKind.TEXT) != CellKind.TEXT and not isinstance(text, TypedText)
    ]
    habits = _Habits(
        days=_day_order(cells, answers.get(DAYS, "")),
        numbers=_decimal_mark(cells, answers.get(NUMBERS, ""), table.separator),
    )
    return replace(
        table,
        rows=(_plain_row(row, kinds, habits) if isinstance(row, Row) else row for row in rows),
        read_as=(*table.read_as, *_in_words(habits)),
    )


def _in_words(habits: _Habits) -> Iterator[str]:
    if habits.days:
        yield _("days as month/day") if habits.days == MONTH_FIRST else _("days as day/month")
    if habits.numbers:
        yield (
            _("the comma as decimal mark")
            if habits.numbers == COMMA
            else _("the period as decimal mark")
        )


def _plain_row(row: Row, kinds: Mapping[str, CellKind], habits: _Habits) -> Row:
    return replace(
        row,
        cells={
            key: text if isinstance(text, TypedText) else _plain(text, kinds.get(key), habits)
            for key, text in row.cells.items()
        },
    )


def _plain(text: str, kind: CellKind | None, habits: _Habits) -> str:
    if kind == CellKind.DATE:
        return plain_day(text, habits.days)
    if kind in (CellKind.NUMBER, CellKind.MONEY):
        return "/".join(
            plain_number(part, habits.numbers, money=kind == CellKind.MONEY)
            for part in text.split("/")
        )
    return text


_Cell = tuple[int, str, str, CellKind]  # line, title of the column, text, kind


def _surveyed(read: Iterable[tuple[_Cell, str]]) -> tuple[_Cell | None, set[str]]:
    """The first cell that can be read in two ways, and the ways in which the others must be."""
    open_cell: _Cell | None = None
    told = set()
    for cell, way in read:
        if way == _EITHER:
            open_cell = open_cell or cell
        elif way:
            told.add(way)
    return open_cell, told


def _ask(cell: _Cell, *, about: str, what: str, choices: list[tuple[str, str]]) -> AskError:
    line, column, text, _kind = cell
    message = _("Row %(line)d says %(text)s in the column “%(column)s”. Nothing in the file tells")
    told = message % {"line": line, "text": text, "column": column}
    return AskError(f"{told} {what}", about=about, choices=choices)


def _day_order(cells: Iterable[_Cell], answer: str) -> str:
    """Which of day and month comes first, where some cell could be read both ways."""
    if answer in {MONTH_FIRST, DAY_FIRST}:
        return answer
    open_cell, told = _surveyed(
        (cell, day_order(cell[2])) for cell in cells if cell[3] == CellKind.DATE
    )
    if open_cell is None or len(told) == 1:
        return str(told.pop()) if open_cell else ""
    choices = []
    for order, name in (
        (MONTH_FIRST, _("month/day/year")),
        (DAY_FIRST, _("day/month/year")),
    ):
        day = date.fromisoformat(plain_day(open_cell[2], order))
        words = {"order": name, "text": open_cell[2], "day": f"{day:%B} {day.day}, {day.year}"}
        choices.append((order, _("%(order)s: %(text)s is %(day)s") % words))
    raise _ask(
        open_cell,
        about=DAYS,
        what=_("whether its dates are month/day or day/month."),
        choices=choices,
    )


def _decimal_mark(cells: Iterable[_Cell], answer: str, separator: str) -> str:
    """The decimal mark of the file, where some cell could be read both ways.

    A file with semicolons comes from a program that may use the comma; the others write as the
    United States do unless another cell says otherwise.
    """
    if answer in {POINT, COMMA}:
        return answer
    open_cell, told = _surveyed(
        (cell, decimal_mark(part, money=cell[3] == CellKind.MONEY))
        for cell in cells
        if cell[3] in (CellKind.NUMBER, CellKind.MONEY)
        for part in cell[2].split("/")
    )
    if open_cell is None:
        return COMMA if told == {COMMA} else ""
    if len(told) == 1:
        return str(told.pop())
    if not told and separator != ";":
        return POINT
    choices = []
    for mark, name in (
        (POINT, _("The period is the decimal mark")),
        (COMMA, _("The comma is the decimal mark")),
    ):
        number = _plain(open_cell[2], open_cell[3], _Habits(numbers=mark))
        words = {"name": name, "text": open_cell[2], "number": number}
        choices.append((mark, _("%(name)s: %(text)s is %(number)s") % words))
    raise _ask(
        open_cell,
        about=NUMBERS,
        what=_("whether the comma or the period is its decimal mark."),
        choices=choices,
    )


def decimal_mark(text: str, *, money: bool = False) -> str:
    """Which sign of a number is its decimal mark; empty where it has none or is no number.

    >>> decimal_mark("21,5"), decimal_mark("$1,499.00", money=True), decimal_mark("1.499,00")
    ('comma', 'point', 'comma')
    >>> decimal_mark("9,500"), decimal_mark("1,234,567"), decimal_mark("9500"), decimal_mark("a,5")
    ('either', 'point', '', '')
    """
    body = _bare(text, money=money)
    if not re.fullmatch(r"\d+([.,]\d+)+", body):
        return ""
    signs = re.findall(r"[.,]", body)
    head, *groups = re.split(r"[.,]", body)
    if len(set(signs)) == 2:
        grouped = signs[:-1]
        fits = len(set(grouped)) == 1 and all(len(each) == 3 for each in groups[:-1])
        return _SIGNS[signs[-1]] if fits and len(head) <= 3 else ""
    could_group = all(len(each) == 3 for each in groups) and 1 <= len(head) <= 3
    if len(signs) > 1:
        other = {",": POINT, ".": COMMA}
        return other[signs[0]] if could_group else ""
    return _EITHER if could_group and not head.startswith("0") else _SIGNS[signs[0]]


def plain_number(text: str, mark: str = "", *, money: bool = False) -> str:
    """A number without signs for money and groups, with a period; other text as it is.

    >>> plain_number("$1,499.00", money=True), plain_number("21,5"), plain_number("1 499,00")
    ('1499.00', '21.5', '1499.00')
    >>> plain_number("9,500", "point"), plain_number("9,500", "comma"), plain_number("−13")
    ('9500', '9.500', '-13')
    """
    body = _bare(text, money=money)
    negative = text.strip()[:1] in {"-", "−"}
    if not re.fullmatch(r"\d+([.,]\d+)*", body):
        return text
    told = decimal_mark(text, money=money)
    used = mark or POINT if told == _EITHER else told
    if not told and re.search(r"[.,]", body):
        return text
    group = "." if used == COMMA else ","
    body = body.replace(group, "").replace(",", ".")
    return f"-{body}" if negative else body


def _bare(text: str, *, money: bool) -> str:
    body = text.strip()
    if money:
        body = _MONEY.sub("", body)
    return _BLANKS.sub("", body.lstrip("-−"))


def day_order(text: str) -> str:
    """How a day of three numbers must be read; empty where it is none, or the same both ways.

    >>> day_order("11/27/2026"), day_order("27.11.2026"), day_order("05/11/2026")
    ('month-first', 'day-first', 'either')
    >>> day_order("05/05/2026"), day_order("2026-11-27")
    ('', '')
    """
    match = _YEAR_LAST.fullmatch(_CLOCK.sub("", text.strip()))
    if match is None or match[1] == match[3]:
        return ""
    first, second = int(match[1]), int(match[3])
    if first > 12:
        return DAY_FIRST
    return MONTH_FIRST if second > 12 else _EITHER


def plain_day(text: str, order: str = "") -> str:
    """A day as 2026-11-27, a month as 2026-11; other text as it is.

    >>> plain_day("Nov 27 2026"), plain_day("27-Nov-26"), plain_day("Friday, November 27, 2026")
    ('2026-11-27', '2026-11-27', '2026-11-27')
    >>> plain_day("05/11/2026", "day-first"), plain_day("Nov 2026"), plain_day("2026-09")
    ('2026-11-05', '2026-11', '2026-09')
    """
    short = _WEEKDAY.sub("", _CLOCK.sub("", text.strip()))
    if match := _YEAR_FIRST.fullmatch(short):
        return _iso(match[1], match[3], match[4]) or text
    if match := _YEAR_LAST.fullmatch(short):
        day_first = (day_order(short) or DAY_FIRST) == DAY_FIRST
        if day_order(short) == _EITHER:
            day_first = order == DAY_FIRST
        day, month = (match[1], match[3]) if day_first else (match[3], match[1])
        return _iso(match[4], month, day) or text
    if match := _WORD_FIRST.fullmatch(short):
        return _iso(match[3], _month(match[1]), match[2]) or text
    if match := _WORD_SECOND.fullmatch(short):
        return _iso(match[3], _month(match[2]), match[1]) or text
    if (match := _WORD_ONLY.fullmatch(short)) and _month(match[1]):
        return f"{match[2]}-{_month(match[1]):02d}"
    return text


def _month(word: str) -> int:
    short = word.lower()
    return next((n for n, name in enumerate(_MONTHS, start=1) if name.startswith(short)), 0)


def _iso(year: str, month: str | int, day: str) -> str:
    """The day, if there is one; two digits of a year are of this century."""
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)).isoformat()
    except ValueError:
        return ""
