"""Which row of a table is its header, and the rows below it by the names of their columns.

Office programs put titles above a header and spread it over two rows: groups in merged cells
("Price") above names ("low", "high"), or names above their units ("BTU/h").
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from django.utils.translation import gettext as _

from catalog.importing.reading import (
    KindOf,
    Line,
    NoHeaderError,
    RefusedError,
    Row,
    Table,
    key_of,
)

HEADER_WITHIN: Final = 20  # rows
SEPARATORS: Final = ",;\t|"  # of a text file, the usual one first
_VALUE: Final = re.compile(r"[-−+]?[$€]?\s*\d")  # how a figure begins, and no name of a column


@dataclass(frozen=True, kw_only=True)
class Header:
    at: int  # among the rows that were looked at, from 0
    height: int  # rows
    titles: list[str]
    keys: list[str]


def missing(keys: Iterable[str], required: Sequence[str]) -> list[str]:
    """Which of ``required`` are not among ``keys``; one may name several with ``|`` between them.

    >>> missing(["model", "price"], ["slug|model", "price", "day|date"])
    ['day or date']
    """
    there = set(keys)
    return [
        _(" or ").join(each.split("|")[:2])
        for each in required
        if there.isdisjoint(each.split("|"))
    ]


def find_header(
    first: Sequence[Line], required: Sequence[str], kind_of: KindOf | None = None
) -> Header | None:
    """The header among the first rows; with ``kind_of`` it may have two rows."""
    for at, (_line, cells) in enumerate(first):
        keys = [key_of(cell) for cell in cells]
        if not missing(keys, required):
            if kind_of is None:
                return Header(at=at, height=1, titles=cells, keys=keys)
            return _whole(first, at, required, kind_of)
        below = _cells_at(first, at + 1)
        if kind_of is not None and missing(map(key_of, below), required):
            titles, keys = _joined(cells, below, kind_of)
            if not missing(keys, required):
                return Header(at=at, height=2, titles=titles, keys=keys)
    return None


def _cells_at(first: Sequence[Line], at: int) -> list[str]:
    return first[at][1] if at < len(first) else []


def _whole(first: Sequence[Line], at: int, required: Sequence[str], kind_of: KindOf) -> Header:
    """The header in row ``at`` with the row of groups above it, or of names or units below it."""
    cells = first[at][1]
    keys = [key_of(cell) for cell in cells]
    below = _cells_at(first, at + 1)
    if _goes_on(cells, below, required):
        titles, keys = _joined(cells, below, kind_of)
        return Header(at=at, height=2, titles=titles, keys=keys)
    if at and not all(map(kind_of, keys)):
        titles, joined = _joined(first[at - 1][1], cells, kind_of)
        keys = [
            new if not kind_of(old) and kind_of(new) else old
            for old, new in zip(keys, joined, strict=False)
        ]
    return Header(at=at, height=1, titles=cells, keys=keys)


def _goes_on(cells: Sequence[str], below: Sequence[str], required: Sequence[str]) -> bool:
    """Whether ``below`` is a second row of the header: without figures, and blank (or, in merged
    cells, the same) under the names that every row must have."""
    if not any(below) or any(_VALUE.match(cell) for cell in below):
        return False
    names = {name for each in required for name in each.split("|")}
    return all(
        cell in ("", above)
        for above, cell in zip(cells, below, strict=False)
        if key_of(above) in names
    )


def _joined(
    top: Sequence[str], below: Sequence[str], kind_of: KindOf
) -> tuple[list[str], list[str]]:
    """Titles and keys of a header of two rows: "Price" above "low" is ``price_low``."""
    titles, keys = [], []
    group = ""
    for number in range(max(len(top), len(below))):
        own = top[number] if number < len(top) else ""
        name = below[number] if number < len(below) else ""
        group = own or group
        whole = f"{group} {name}".strip()
        tries = (whole, name, own) if name else (own,)
        title = next((each for each in tries if kind_of(key_of(each))), own or name)
        titles.append(title)
        keys.append(key_of(title))
    return titles, keys


def with_header(
    rows: Iterator[Line],
    required: Sequence[str],
    *,
    kind_of: KindOf | None = None,
    separator: str = "",
) -> Table:
    """Find the header among the first rows, and name the cells of those below by it.

    Rows of a text file, which has a ``separator``, have as many cells as the header; those of a
    sheet may lack empty ones.
    """
    first = list(islice(rows, HEADER_WITHIN + 1))  # one more: the second row of a header
    if not first:
        raise RefusedError(_("The file has no rows."))
    header = find_header(first[:HEADER_WITHIN], required, kind_of)
    if header is None:
        raise no_header(first, required)
    twice = sorted({key for key in header.keys if key and header.keys.count(key) > 1})
    if twice:
        raise RefusedError(
            _("These columns appear twice in the header: %(columns)s.")
            % {"columns": ", ".join(twice)}
        )
    below = chain(first[header.at + header.height :], rows)
    line = first[header.at][0]
    return Table(
        titles=dict(zip(header.keys, header.titles, strict=True)),
        rows=_named(below, header.keys, separator),
        separator=separator,
        read_as=(_("header in row %(line)d") % {"line": line},) if line > 1 else (),
    )


def no_header(first: Iterable[Line], required: Sequence[str]) -> NoHeaderError:
    """Says which columns are missing in the row that comes nearest to a header."""
    lacking = min((missing(map(key_of, cells), required) for _line, cells in first), key=len)
    return NoHeaderError(
        _(
            "No header row with these columns was found: %(columns)s. Is this a different file"
            " or format?"
        )
        % {"columns": ", ".join(lacking)}
    )


def _named(rows: Iterable[Line], keys: Sequence[str], separator: str) -> Iterator[Row | int]:
    filled = max(number for number, key in enumerate(keys, start=1) if key)
    for line, values in rows:
        if not any(values):
            continue
        if any(values[len(keys) :]) or (separator and len(values) < filled):
            if separator:
                _refuse_mixed(line, values, len(keys), separator)
            yield line
        else:
            pairs = zip(keys, values, strict=False)
            yield Row(line=line, cells={key: v for key, v in pairs if key and v})


def _refuse_mixed(line: int, values: Sequence[str], columns: int, separator: str) -> None:
    """Refuse the file where another separator gives this row as many cells as the header has."""
    text = separator.join(values)
    for other in SEPARATORS:
        # With a space behind it, it is a mark of punctuation.
        found = len(re.findall(f"{re.escape(other)}(?! )", text))
        if other != separator and found == columns - 1:
            raise RefusedError(
                _(
                    "Line %(line)d separates its cells with a %(other)s, but the header with a"
                    " %(separator)s. Use one separator in the whole file."
                )
                % {
                    "line": line,
                    "other": separator_name(other),
                    "separator": separator_name(separator),
                }
            )


def separator_name(separator: str) -> str:
    return {
        ",": _("comma"),
        ";": _("semicolon"),
        "\t": _("tab"),
        "|": _("vertical bar"),
    }[separator]
