"""The sheets of a workbook, XLSX or ODS, row by row as text.

A workbook is a zip file: what it holds is judged by the sizes that it states before anything is
unpacked; zipfile reads no more of a part than is stated.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final
from xml.etree.ElementTree import Element, ParseError

import openpyxl
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException

from catalog.importing.reading import (
    MEGABYTE,
    Line,
    RefusedError,
    TypedText,
    cell_text,
    refuse_too_wide,
)

# ENERGY STAR and NEEP workbooks shrink to a tenth or a fifteenth, and a sheet of blanks to a
# fortieth.
MAX_UNPACKED: Final = 1024 * MEGABYTE
MAX_SHARED_TEXT: Final = 100 * MEGABYTE  # the one part that is read into memory whole
MAX_RATIO: Final = 100
MAX_REPEATED: Final = 1_000  # rows that say the same, of an ODS sheet
_XLSX: Final = "xl/workbook.xml"
_ODS: Final = "content.xml"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_BROKEN: Final = (
    *(zipfile.BadZipFile, InvalidFileException, ParseError, DefusedXmlException, zlib.error),
    *(EOFError, KeyError, ValueError, IndexError, TypeError, AttributeError, NotImplementedError),
    OverflowError,
)


@dataclass(kw_only=True)
class _Merged:
    """Merged cells: the text of the first one holds down to the last row of its area."""

    last: Mapping[tuple[int, int], int] = field(default_factory=dict)  # (row, column) → last row
    held: dict[int, tuple[int, str]] = field(default_factory=dict)  # column → last row, text

    def filled(self, row: int, cells: list[str]) -> list[str]:
        for column, text in enumerate(cells):
            if (row, column) in self.last:
                self.held[column] = (self.last[row, column], text)
        for column, (last, text) in self.held.items():
            if row <= last and column >= len(cells):
                cells += [""] * (column + 1 - len(cells))
            if row <= last and not cells[column]:
                cells[column] = text
        return cells


@contextmanager
def _said_if_broken() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise RefusedError(
            _("The workbook is damaged or incomplete. Open it in Excel and save it again.")
        ) from error


def sheet_names(path: Path) -> dict[str, bool]:
    """The sheets in their order, with whether each is hidden. ``RefusedError`` if it is none."""
    with _said_if_broken():
        kind = _kind(path)
        with zipfile.ZipFile(path) as archive, archive.open(kind) as part:
            if kind == _ODS:
                return {
                    element.get(f"{_TABLE}name", ""): False
                    for _event, element in iterparse(part, events=("start",))
                    if element.tag == f"{_TABLE}table"
                }
            return {
                element.attrib["name"]: element.get("state", "visible") != "visible"
                for _event, element in iterparse(part, events=("start",))
                if element.tag.endswith("}sheet")
            }


def sheet_rows(path: Path, name: str, *, merged: bool) -> Iterator[Line]:
    """The rows of one sheet; with ``merged`` each row of merged cells has their text."""
    with _said_if_broken():
        rows = _ods_rows(path, name) if _kind(path) == _ODS else _xlsx_rows(path, name, merged)
        for line, cells in rows:
            trimmed = _trimmed(cells)
            refuse_too_wide(len(trimmed))
            yield line, trimmed


def _kind(path: Path) -> str:
    """The part that makes the archive a workbook, judged by its sizes."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    names = {part.filename for part in parts}
    kind = next((each for each in (_XLSX, _ODS) if each in names), None)
    if kind is None:
        for part, what in (
            ("xl/workbook.bin", _("a binary workbook (.xlsb). Save it as .xlsx")),
            ("word/document.xml", _("a Word document. Save its table as .xlsx or CSV")),
            ("Index/Document.iwa", _("a Numbers document. Export it as Excel or CSV")),
        ):
            if part in names:
                raise RefusedError(_("This is %(what)s.") % {"what": what})
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
    return kind


def _trimmed(cells: list[str]) -> list[str]:
    """Without the empty cells at the end that a sheet may or may not hold."""
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _xlsx_rows(path: Path, name: str, merged: bool) -> Iterator[Line]:
    # Opened here, because openpyxl judges a path by its ending and an upload has none.
    with (
        path.open("rb") as file,
        closing(
            openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        ) as book,
    ):
        worksheet: Any = book[name]
        worksheet.reset_dimensions()  # what the file says of its size may be untrue
        part = worksheet._worksheet_path
        areas = _Merged(last=_merged_areas(path, part) if merged else {})
        for line, values in enumerate(worksheet.iter_rows(values_only=True), start=1):
            yield line, areas.filled(line, [cell_text(value) for value in values])


def _merged_areas(path: Path, part: str) -> dict[tuple[int, int], int]:
    """First cell → last row of every merged area; they stand behind the rows of a sheet."""
    end = re.compile(rb"</(\w+:)?sheetData>")
    tail = b""
    with zipfile.ZipFile(path) as archive, archive.open(part) as stream:
        while not end.search(tail) and (piece := stream.read(MEGABYTE)):
            tail = tail[-40:] + piece
        found = end.search(tail)
        tail = tail[found.end() :] + stream.read(MEGABYTE) if found else b""
    areas = re.findall(rb'mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)"', tail)
    return {
        (int(first), column_index_from_string(column.decode()) - 1): int(last)
        for column, first, last in areas
    }


def _ods_rows(path: Path, name: str) -> Iterator[Line]:
    """LibreOffice writes a run of equal cells or rows once, with how often it comes."""
    line = 1
    areas = _Merged()
    with zipfile.ZipFile(path) as archive, archive.open(_ODS) as part:
        for element in _ods_elements(part, name):
            times = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
            cells, areas.last = _ods_cells(element, line)
            cells = areas.filled(line, cells)
            for number in range(min(times, MAX_REPEATED) if any(cells) else 0):
                yield line + number, list(cells)
            line += times


def _ods_elements(part: IO[bytes], name: str) -> Iterator[Element]:
    """The rows of the table ``name``, each emptied when the next one comes."""
    here = False
    for event, element in iterparse(part, events=("start", "end")):
        if element.tag == f"{_TABLE}table":
            here = event == "start" and element.get(f"{_TABLE}name") == name
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            if here:
                yield element
            element.clear()


def _ods_cells(row: Element, line: int) -> tuple[list[str], dict[tuple[int, int], int]]:
    cells: list[str] = []
    last = {}
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        rows = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
        text = _ods_text(cell) if cell.tag == f"{_TABLE}table-cell" else ""
        if rows > 1:
            last[line, len(cells)] = line + rows - 1
        if text:
            refuse_too_wide(len(cells) + times)
        cells += [text] * min(times, 16_384)  # the blank end of a row
    return cells, last


def _ods_text(cell: Element) -> str:
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind in {"float", "currency", "percentage"}:
        return cell_text(float(cell.attrib[f"{_OFFICE}value"]))
    if kind == "date":
        return TypedText(cell.attrib[f"{_OFFICE}date-value"][:10])
    if kind == "boolean":
        return cell_text(cell.get(f"{_OFFICE}boolean-value") == "true")
    # A remark on the cell has paragraphs as well, but one level deeper.
    return cell_text("\n".join("".join(each.itertext()) for each in cell.findall(f"{_TEXT}p")))
