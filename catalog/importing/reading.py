"""What a file that somebody brings is read into, and how it is refused; none is to be trusted.

Whatever is wrong with a file as a whole is a ``RefusedError`` with a sentence for the one who
brought it; nothing has reached the catalog then. What the file leaves open is an ``AskError``: it
is asked once and not guessed. Rows come as a stream: memory stays small.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final, TypeAlias

from django.utils.translation import gettext as _

MEGABYTE: Final = 1024 * 1024
MAX_BYTES: Final = 150 * MEGABYTE
MAX_COLUMNS: Final = 1_000  # our own table has up to four for each figure
MAX_CELL: Final = 5_000  # characters

Line: TypeAlias = tuple[int, list[str]]  # its number in the file or sheet, from 1, and its cells


class RefusedError(Exception):
    """Why a file is not read at all, in a sentence for the person who uploaded it."""


class AskError(RefusedError):
    """What the file leaves open; ``choices`` are values with their words.

    ``about`` is a key of the answers with which the file is read again.
    """

    def __init__(self, message: str, *, about: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(message)
        self.about = about
        self.choices = list(choices)


class NoHeaderError(RefusedError):
    """No row names the columns of the format: it may be the table of another one."""


class CellKind(Enum):
    """How the cells of a column are read where an office program wrote them."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"


KindOf: TypeAlias = Callable[[str], CellKind | None]  # of a key; nothing: no column of the format


class TypedText(str):
    """Text of a cell that is stored as a number or a date: it can be read in one way only."""

    __slots__ = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row; ``line`` is its number in the file or sheet (in JSON: of the object), from 1."""

    line: int
    cells: dict[str, str]  # key of the column → text, blanks left out


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows of a file below its header."""

    titles: dict[str, str]  # key of the column → its title as written
    rows: Iterator[Row | int]  # an int is the line of a row with a wrong number of cells
    separator: str = ""  # of a text file
    read_as: tuple[str, ...] = ()  # what was understood of the file, in words


def key_of(title: str) -> str:
    """One name for a column, as the CSV and the JSON export write it.

    >>> key_of("Heating Capacity at 47°F (Btu/h)"), key_of("heating_capacity_at_47_f_btu_h")
    ('heating_capacity_at_47_f_btu_h', 'heating_capacity_at_47_f_btu_h')
    """
    return re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")


def cell_text(value: Any) -> str:
    """The text of a cell that a workbook or JSON stores as ``value``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        return TypedText(int(value) if value == value // 1 else repr(value))
    if isinstance(value, date):  # with a time or without
        return TypedText(f"{value:%Y-%m-%d}")
    return str(value).strip()[: MAX_CELL + 1]


def refuse_too_wide(columns: int) -> None:
    if columns > MAX_COLUMNS:
        raise RefusedError(
            _("The table has more than %(most)d columns, so it is not one of the known formats.")
            % {"most": MAX_COLUMNS}
        )
