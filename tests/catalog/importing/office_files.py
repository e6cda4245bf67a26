"""One table as the files that office programs make of it.

``TABLE`` is a header with two units. The functions write rows like it as bytes, with the traits
that LibreOffice and Excel give to their files; ``libreoffice/`` beside this module holds files that
LibreOffice 7.4 itself saved (``saved``).
"""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

import openpyxl

Cells = Sequence[Any]
FOLDER: Final = Path(__file__).parent / "libreoffice"
HEADER: Final = (
    *("slug", "brand", "type", "model_number", "cooling_btu_h", "seer2", "notes"),
    *("price_low", "price_seen", "price_shop"),
)
NORTH: Final = (
    *("north-09", "Kühl", "mini_split", "NI-09 / NO-09", "9500", "21.5", "Fits a 2×4 wall"),
    *("1499.00", "2026-11-27", "Müller & Sons"),
)
SOUTH: Final = (
    *("south-12", "Kühl", "mini_split", "SI-12 / SO-12", "11800", "19", "“New”, since May"),
    *("1289.50", "2026-11-26", "Corner Shop"),
)
TABLE: Final = (HEADER, NORTH, SOUTH)
TYPED: Final = (
    HEADER,
    (*NORTH[:4], 9500, 21.5, NORTH[6], 1499.0, date(2026, 11, 27), NORTH[9]),
    (*SOUTH[:4], 11800.0, 19, SOUTH[6], 1289.5, date(2026, 11, 26), SOUTH[9]),
)


def saved(name: str) -> bytes:
    """A file that LibreOffice saved."""
    return (FOLDER / name).read_bytes()


def with_cells(**columns: tuple[str, str]) -> list[list[str]]:
    """The table with other texts in some columns."""
    rows = [list(row) for row in TABLE]
    for name, texts in columns.items():
        for row, text in zip(rows[1:], texts, strict=True):
            row[HEADER.index(name)] = text
    return rows


def without(rows: Sequence[Cells], *names: str) -> list[list[Any]]:
    gone = {HEADER.index(name) for name in names}
    return [[cell for at, cell in enumerate(row) if at not in gone] for row in rows]


def text(
    rows: Sequence[Cells] = TABLE,
    *,
    separator: str = ",",
    encoding: str = "utf-8",
    end: str = "\n",
    above: Sequence[str] = (),
) -> bytes:
    """A text file; cells with the separator or a quote in them are quoted."""

    def cell(value: Any) -> str:
        content = str(value)
        quoted = content.replace('"', '""')
        risky = separator in content or '"' in content or "\n" in content
        return f'"{quoted}"' if risky else content

    lines = [*above, *(separator.join(map(cell, row)) for row in rows)]
    return (end.join(lines) + end).encode(encoding)


def xlsx(
    rows: Sequence[Cells] = TYPED,
    *,
    sheet: str = "Sheet1",
    before: Sequence[str] = (),
    merged: Sequence[str] = (),
    change: Callable[[Any, Any], None] = lambda _book, _sheet: None,
) -> bytes:
    """A workbook with ``rows`` on ``sheet``, behind the sheets ``before`` that hold notes."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name in before:
        book.create_sheet(name).append(["Only a note", 1, date(2026, 1, 1)])
    worksheet = book.create_sheet(sheet)
    for row in rows:
        worksheet.append(list(row))
    for area in merged:
        worksheet.merge_cells(area)
    change(book, worksheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def ods(rows: Sequence[Cells] = TYPED, *, wide: int = 16_384, long: int = 1_048_576) -> bytes:
    """A document as LibreOffice writes it: runs of equal cells and rows once, blanks to the end of
    the sheet, a remark on a cell."""

    def cell(value: Any) -> str:
        if isinstance(value, date):
            kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        elif isinstance(value, int | float):
            kind = f'office:value-type="float" office:value="{value}"'
        elif value == "":
            return "<table:table-cell/>"
        else:
            kind = 'office:value-type="string"'
        remark = "<office:annotation><text:p>A remark</text:p></office:annotation>"
        return (
            f"<table:table-cell {kind}>{remark}<text:p>{escape(str(value))}</text:p>"
            "</table:table-cell>"
        )

    blank = '<table:table-cell table:number-columns-repeated="{}"/>'
    lines = "".join(
        f"<table:table-row>{''.join(map(cell, row))}{blank.format(wide - len(row))}"
        "</table:table-row>"
        for row in rows
    )
    end = f'<table:table-row table:number-rows-repeated="{long}">{blank.format(wide)}'
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="Sheet1">{lines}{end}</table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
        }
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()
