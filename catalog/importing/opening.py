"""Opens a file as a table, whatever office program wrote it: text, XLSX, ODS or JSON."""

import codecs
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from catalog.importing.headers import HEADER_WITHIN, find_header, no_header, with_header
from catalog.importing.reading import (
    MAX_BYTES,
    MEGABYTE,
    AskError,
    KindOf,
    Line,
    RefusedError,
    Table,
)
from catalog.importing.text_files import json_table, text_table
from catalog.importing.workbooks import sheet_names, sheet_rows


def open_table(
    path: Path, *, required: Sequence[str], sheet: str = "", kind_of: KindOf | None = None
) -> Table:
    """The table in ``path``, whose header holds the ``required`` keys.

    Parameters
    ----------
    path
        A file; its contents tell what it is, not its name.
    required
        Keys (of ``key_of``) without which it is another table; ``a|b`` asks for one of them.
    sheet
        Name of the sheet, where a workbook has several; without it, the one that has the header.
    kind_of
        Of the columns of a table that people make themselves: its header may have two rows, and
        its cells may be merged.

    Raises ``AskError`` where several sheets have the header.
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
        return _workbook_table(path, required, sheet, kind_of)
    _refuse_other_kinds(start)
    if start.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in (b"[", b"{"):
        return json_table(path, required)
    return text_table(path, required, kind_of)


def _refuse_other_kinds(start: bytes) -> None:
    for magic, what in (
        (
            b"\xd0\xcf\x11\xe0",
            _("an old Excel file (.xls) or one with a password. Save it as .xlsx or CSV UTF-8"),
        ),
        (b"%PDF", _("a PDF")),
        (b"\x1f\x8b", _("a gzip archive. Unpack it first")),
        (b"\x89PNG", _("an image")),
        (b"\xff\xd8\xff", _("an image")),
        (b"GIF8", _("an image")),
        (b"PK\x05\x06", _("an empty archive")),
        (
            b"<",
            _(
                "a web page or XML, whatever its name says. The site may have returned an error"
                " page, or a program exported its table as a page: open it in Excel and save it"
                " as .xlsx"
            ),
        ),
    ):
        if start.removeprefix(codecs.BOM_UTF8).lstrip().startswith(magic):
            raise RefusedError(_("This is %(what)s.") % {"what": what})


def _workbook_table(
    path: Path, required: Sequence[str], sheet: str, kind_of: KindOf | None
) -> Table:
    names = sheet_names(path)
    name = sheet if sheet in names else _sheet_with_header(path, names, required, kind_of)
    rows = sheet_rows(path, name, merged=kind_of is not None)
    table = with_header(rows, required, kind_of=kind_of)
    if len(names) == 1:
        return table
    return replace(table, read_as=(_("sheet “%(name)s”") % {"name": name}, *table.read_as))


def _sheet_with_header(
    path: Path, names: Mapping[str, bool], required: Sequence[str], kind_of: KindOf | None
) -> str:
    """The sheet that has the header, where only one has it; a hidden one beside it is none."""
    if len(names) == 1:
        return next(iter(names))
    tops = {name: list(_top(path, name, merged=kind_of is not None)) for name in names}
    found = [name for name in names if find_header(tops[name], required, kind_of)]
    found = [name for name in found if not names[name]] or found
    if not found:
        raise no_header([line for top in tops.values() for line in top] or [(1, [])], required)
    if len(found) > 1:
        raise AskError(
            _("Several sheets look right: %(names)s. Which one is to be read?")
            % {"names": ", ".join(found)},
            about="sheet",
            choices=[(name, name) for name in found],
        )
    return found[0]


def _top(path: Path, name: str, *, merged: bool) -> Iterator[Line]:
    with closing(sheet_rows(path, name, merged=merged)) as rows:  # type: ignore[type-var]
        yield from islice(rows, HEADER_WITHIN)
