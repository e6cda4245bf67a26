"""A table out of a file that somebody brings: CSV, XLSX or JSON, none of them to be trusted.

Whatever is wrong with a file as a whole is a ``RefusedError`` with a sentence for the one who
brought it; nothing has reached the catalog then. Rows come as a stream: memory stays small.
"""

import csv
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

MEGABYTE: Final = 1024 * 1024
MAX_BYTES: Final = 150 * MEGABYTE
MAX_COLUMNS: Final = 1_000  # our own table has up to four for each figure
MAX_CELL: Final = 5_000  # characters
# A workbook is a zip file: what it holds is judged before anything is unpacked. ENERGY STAR and
# NEEP workbooks shrink to a tenth or a fifteenth, and a sheet of blanks to a fortieth.
MAX_UNPACKED: Final = 1024 * MEGABYTE
MAX_SHARED_TEXT: Final = 100 * MEGABYTE  # the one part that is read into memory whole
MAX_RATIO: Final = 100
_HEADER_WITHIN: Final = 10  # rows: notices stand above the header of some exports
_BLOCK: Final = 256 * 1024
_SEPARATORS: Final = ",;\t"  # of a CSV file, the usual one first


class RefusedError(Exception):
    """Why a file is not read at all, in a sentence for the person who uploaded it."""


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


def key_of(title: str) -> str:
    """One name for a column, as the CSV and the JSON export write it.

    >>> key_of("Heating Capacity at 47°F (Btu/h)"), key_of("heating_capacity_at_47_f_btu_h")
    ('heating_capacity_at_47_f_btu_h', 'heating_capacity_at_47_f_btu_h')
    """
    return re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")


def open_table(path: Path, *, required: Sequence[str], sheet: str = "") -> Table:
    """The table in ``path``, whose header holds the ``required`` keys.

    Parameters
    ----------
    path
        A file; its contents tell what it is, not its name.
    required
        Keys (of ``key_of``) without which it is another table.
    sheet
        Name of the sheet, where a workbook has several; the first one if there is none of it.
    """
    size = path.stat().st_size
    if size == 0:
        raise RefusedError(_("The file is empty."))
    if size > MAX_BYTES:
        raise RefusedError(
            _("The file is %(size)d MB, and the limit is %(most)d MB. Export part of it.")
            % {"size": size // MEGABYTE, "most": MAX_BYTES // MEGABYTE}
        )
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(b"PK\x03\x04"):
        return _with_header(_sheet_rows(path, sheet), required)
    _refuse_other_kinds(start)
    if start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{"):
        return _json_table(path, required)
    separator = _separator(path, required)
    return _with_header(_csv_rows(path, separator), required, separator=separator)


def _refuse_other_kinds(start: bytes) -> None:
    for magic, what in (
        (b"\xd0\xcf\x11\xe0", _("an old Excel file (.xls). Save it as .xlsx or as CSV UTF-8")),
        (b"%PDF", _("a PDF")),
        (b"\x1f\x8b", _("a gzip archive. Unpack it first")),
        (b"\x89PNG", _("an image")),
        (b"\xff\xd8\xff", _("an image")),
        (b"\xff\xfe", _("text in UTF-16. Save it as CSV UTF-8")),
        (b"\xfe\xff", _("text in UTF-16. Save it as CSV UTF-8")),
        (b"PK\x05\x06", _("an empty archive")),
        (b"<", _("a web page or XML. The site may have returned an error page")),
    ):
        if start.lstrip().startswith(magic):
            raise RefusedError(_("This is %(what)s.") % {"what": what})


def _with_header(
    rows: Iterator[tuple[int, list[str]]], required: Sequence[str], *, separator: str = ""
) -> Table:
    """Find the header among the first rows, and name the cells of those below by it.

    Rows of a CSV file, which has a ``separator``, have as many cells as the header; those of a
    sheet may lack empty ones.
    """
    first: list[tuple[int, list[str]]] = []
    missing = list(required)
    for line, cells in islice(rows, _HEADER_WITHIN):
        keys = [key_of(cell) for cell in cells]
        lacking = [key for key in required if key not in keys]
        if not lacking:
            return _named(cells, keys, rows, separator=separator)
        if len(lacking) < len(missing):
            missing = lacking
        first.append((line, cells))
    if not first:
        raise RefusedError(_("The file has no rows."))
    raise RefusedError(
        _(
            "No header row with these columns was found: %(columns)s. Is this a different file"
            " or format?"
        )
        % {"columns": ", ".join(missing)}
    )


def _named(
    cells: list[str], keys: list[str], rows: Iterator[tuple[int, list[str]]], *, separator: str
) -> Table:
    twice = sorted({key for key in keys if key and keys.count(key) > 1})
    if twice:
        raise RefusedError(
            _("These columns appear twice in the header: %(columns)s.")
            % {"columns": ", ".join(twice)}
        )

    def named() -> Iterator[Row | int]:
        for line, values in rows:
            if not any(values):
                continue
            if any(values[len(keys) :]) or (separator and len(values) < len(keys)):
                _refuse_mixed(line, values, len(keys), separator)
                yield line
            else:
                pairs = zip(keys, values, strict=False)
                yield Row(line=line, cells={key: v for key, v in pairs if key and v})

    return Table(titles=dict(zip(keys, cells, strict=True)), rows=named())


def _separator(path: Path, required: Sequence[str]) -> str:
    """What separates the cells of a CSV file: as its header does it, or else its first line."""
    with path.open("rb") as file:
        lines = [
            file.readline(_BLOCK).decode("utf-8-sig", "replace") for _ in range(_HEADER_WITHIN)
        ]
    for number, line in enumerate(lines, start=1):
        for separator in _SEPARATORS:
            if _holds(line.split(separator), required):
                return separator
        if _holds(re.split(f"[{_SEPARATORS}]", line), required):
            raise RefusedError(
                _("The header in line %(line)d mixes separators: %(separators)s. Use only one.")
                % {
                    "line": number,
                    "separators": ", ".join(_name(each) for each in _SEPARATORS if each in line),
                }
            )
    return max(_SEPARATORS, key=lines[0].count)


def _holds(cells: Iterable[str], required: Sequence[str]) -> bool:
    return {key_of(cell) for cell in cells} >= set(required)


def _refuse_mixed(line: int, values: Sequence[str], columns: int, separator: str) -> None:
    """Refuse the file where another separator gives this row as many cells as the header has."""
    text = separator.join(values)
    for other in _SEPARATORS:
        # With a space behind it, it is a mark of punctuation.
        found = len(re.findall(f"{other}(?! )", text))
        if other != separator and found == columns - 1:
            raise RefusedError(
                _(
                    "Line %(line)d separates its cells with a %(other)s, but the header with a"
                    " %(separator)s. Use one separator in the whole file."
                )
                % {"line": line, "other": _name(other), "separator": _name(separator)}
            )


def _name(separator: str) -> str:
    return {",": _("comma"), ";": _("semicolon"), "\t": _("tab")}[separator]


def _csv_rows(path: Path, separator: str) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(_without_nul(text), delimiter=separator, strict=True)
        try:
            for cells in reader:
                _refuse_too_wide(len(cells))
                if any(len(cell) > MAX_CELL for cell in cells):
                    raise RefusedError(
                        _("Line %(line)d has a cell with more than %(most)d characters.")
                        % {"line": reader.line_num, "most": MAX_CELL}
                    )
                yield reader.line_num, [cell.strip() for cell in cells]
        except UnicodeDecodeError as error:
            raise RefusedError(
                _(
                    "The text is not in UTF-8 (after line %(line)d). In Excel choose"
                    " “CSV UTF-8” when saving."
                )
                % {"line": reader.line_num}
            ) from error
        except csv.Error as error:
            raise RefusedError(
                _(
                    "This CSV file is incomplete. After line %(line)d, a quoted cell is"
                    " never closed or is too long. Did the download stop early?"
                )
                % {"line": reader.line_num}
            ) from error


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        if "\0" in line:
            raise RefusedError(
                _("Line %(line)d contains NUL characters, so this is not a text table.")
                % {"line": number}
            )
        yield line


def _refuse_too_wide(columns: int) -> None:
    if columns > MAX_COLUMNS:
        raise RefusedError(
            _("The table has more than %(most)d columns, so it is not one of the known formats.")
            % {"most": MAX_COLUMNS}
        )


def _sheet_rows(path: Path, sheet: str) -> Iterator[tuple[int, list[str]]]:
    _refuse_bombs(path)
    broken = _("The workbook is damaged or incomplete. Open it in Excel and save it again.")
    try:
        # Opened here, because openpyxl judges a path by its ending and an upload has none.
        with (
            path.open("rb") as file,
            closing(
                openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            ) as book,
        ):
            worksheet: Any = book[sheet] if sheet in book.sheetnames else book.worksheets[0]
            worksheet.reset_dimensions()  # what the file says of its size may be untrue
            for line, values in enumerate(worksheet.iter_rows(values_only=True), start=1):
                _refuse_too_wide(len(values))
                yield line, _trimmed([_cell_text(value) for value in values])
    except (
        *(zipfile.BadZipFile, InvalidFileException, ParseError, zlib.error, EOFError),
        *(KeyError, ValueError, IndexError, TypeError, AttributeError, NotImplementedError),
    ) as error:
        raise RefusedError(broken) from error


def _refuse_bombs(path: Path) -> None:
    """Judge the parts of the zip file by the sizes that it states, before they are unpacked.

    openpyxl reads no more of a part than is stated: zipfile checks the sum at its end.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise RefusedError(
            _("The workbook is damaged or incomplete. Open it in Excel and save it again.")
        ) from error
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise RefusedError(_("This is a zip archive, not an Excel workbook. Unpack it first."))
    unpacked = sum(part.file_size for part in parts)
    ratio = unpacked / max(1, sum(part.compress_size for part in parts))
    shared = sum(part.file_size for part in parts if part.filename == "xl/sharedStrings.xml")
    if (
        unpacked > MAX_UNPACKED
        or shared > MAX_SHARED_TEXT
        or (ratio > MAX_RATIO and unpacked > 10 * MEGABYTE)
    ):
        raise RefusedError(
            _("The workbook would unpack to %(size)d MB, which is too large. Save it as CSV UTF-8.")
            % {"size": unpacked // MEGABYTE}
        )


def _trimmed(cells: list[str]) -> list[str]:
    """Without the empty cells at the end that a sheet may or may not hold."""
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()[: MAX_CELL + 1]


def _json_table(path: Path, required: Sequence[str]) -> Table:
    objects = _json_objects(path)
    first = next(objects, None)
    if first is None:
        raise RefusedError(_("The file has no rows."))
    # Empty fields are left out of an object: the header is what the first hundred name.
    sample = [first, *islice(objects, 99)]
    keys = {key_of(key) for each in sample for key in each}
    missing = [key for key in required if key not in keys]
    if missing:
        raise RefusedError(
            _("No object has these fields: %(columns)s. Is this a different file or format?")
            % {"columns": ", ".join(missing)}
        )

    def rows() -> Iterator[Row | int]:
        for line, each in enumerate(chain(sample, objects), start=1):
            _refuse_too_wide(len(each))
            cells = {key_of(key): _cell_text(value) for key, value in each.items()}
            yield Row(line=line, cells={key: text for key, text in cells.items() if key and text})

    return Table(titles={key: key for key in keys}, rows=rows())


_BETWEEN: Final = re.compile(r"[\s,]*")


def _json_objects(path: Path) -> Iterator[dict[str, Any]]:
    """The flat objects of one JSON list, as they come: the list is never held whole."""
    wrong = _(
        "This is not a list of JSON objects, or it is incomplete. Use the CSV export instead."
    )
    decode = json.JSONDecoder().raw_decode
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(_BLOCK).lstrip()
            if not text.startswith("["):
                raise RefusedError(wrong)
            at = 1
            while True:
                at = _end_of(_BETWEEN, text, at)
                if text.startswith("]", at):
                    return
                try:
                    value, at = decode(text, at)
                except json.JSONDecodeError as error:
                    more = file.read(_BLOCK)
                    if not more or len(text) - at > 4 * _BLOCK:
                        raise RefusedError(wrong) from error
                    text, at = text[at:] + more, 0
                    continue
                if not isinstance(value, dict):
                    raise RefusedError(wrong)
                yield value
    except (UnicodeDecodeError, RecursionError) as error:
        raise RefusedError(wrong) from error


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    assert match is not None  # it matches nothing as well
    return match.end()
