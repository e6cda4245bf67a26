"""Tables in text files: CSV as office programs write it in any of their encodings, and JSON."""

import codecs
import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from catalog.importing.headers import (
    HEADER_WITHIN,
    SEPARATORS,
    missing,
    separator_name,
    with_header,
)
from catalog.importing.reading import (
    MAX_CELL,
    KindOf,
    Line,
    RefusedError,
    Row,
    Table,
    cell_text,
    key_of,
    refuse_too_wide,
)

_BLOCK: Final = 256 * 1024
_OFFICE: Final = "cp1252"  # what programs for Windows call ANSI
_MANY_NUL: Final = 0.4  # of every other byte: text in UTF-16 without a mark at its start


def text_table(path: Path, required: Sequence[str], kind_of: KindOf | None = None) -> Table:
    """The table in a file of separated values."""
    encoding, words = _encoding(path)
    separator = _separator(path, encoding, required)
    rows = _csv_rows(path, encoding, separator)
    table = with_header(rows, required, kind_of=kind_of, separator=separator)
    return Table(
        titles=table.titles,
        rows=table.rows,
        separator=separator,
        read_as=(*((words,) if words else ()), *table.read_as),
    )


def _encoding(path: Path) -> tuple[str, str]:
    """How the text is encoded, and how to say so where it is not UTF-8.

    Bytes that are no UTF-8 are Windows text, unless UTF-8 stands beside them: that is a damaged
    file, and its letters would come out wrong.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", _("text in UTF-16")
    for encoding, zeros, letters in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        half = len(start) // 2 or 1
        if not start[letters::2].count(0) and start[zeros::2].count(0) > _MANY_NUL * half:
            return encoding, _("text in UTF-16")
    wrong, right = _counted(path)
    if not wrong:
        return "utf-8-sig", ""
    if right:
        raise RefusedError(
            _(
                "The text is partly in UTF-8 and partly not (line %(line)d), so it is damaged. In"
                " Excel choose “CSV UTF-8” when saving."
            )
            % {"line": wrong}
        )
    return _OFFICE, _("Windows text (CP1252), not UTF-8")


def _counted(path: Path) -> tuple[int, bool]:
    """The first line that is no UTF-8, or 0, and whether letters beyond ASCII are UTF-8."""
    wrong, right = 0, False
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(_BLOCK), b""), start=1):
            if line.isascii():
                continue
            text = line.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")
            bad = any("\udc80" <= letter <= "\udcff" for letter in text)
            wrong = wrong or (number if bad else 0)
            right = right or any("\x7f" < letter < "\udc80" for letter in text)
    return wrong, right


def _separator(path: Path, encoding: str, required: Sequence[str]) -> str:
    """What separates the cells: as the header does it, or else as most of the first lines do."""
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        lines = list(islice(iter(lambda: text.readline(_BLOCK), ""), HEADER_WITHIN))
    for number, line in enumerate(lines, start=1):
        for separator in SEPARATORS:
            if not missing(map(key_of, line.split(separator)), required):
                return separator
        if not missing(map(key_of, re.split(f"[{re.escape(SEPARATORS)}]", line)), required):
            raise RefusedError(
                _("The header in line %(line)d mixes separators: %(separators)s. Use only one.")
                % {
                    "line": number,
                    "separators": ", ".join(
                        separator_name(each) for each in SEPARATORS if each in line
                    ),
                }
            )
    return max(SEPARATORS, key=lambda each: _cells_by(each, lines))


def _cells_by(separator: str, lines: Iterable[str]) -> int:
    """How many cells the lines have that agree in their number with this separator."""
    counts = Counter(line.count(separator) for line in lines)
    return max((each * lines for each, lines in counts.items()), default=0)


def _csv_rows(path: Path, encoding: str, separator: str) -> Iterator[Line]:
    with path.open(encoding=encoding, newline="") as text:
        reader = csv.reader(_without_nul(text), delimiter=separator, strict=True)
        try:
            for cells in reader:
                refuse_too_wide(len(cells))
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


def json_table(path: Path, required: Sequence[str]) -> Table:
    objects = _json_objects(path)
    first = next(objects, None)
    if first is None:
        raise RefusedError(_("The file has no rows."))
    # Empty fields are left out of an object: the header is what the first hundred name.
    sample = [first, *islice(objects, 99)]
    keys = {key_of(key) for each in sample for key in each}
    lacking = missing(keys, required)
    if lacking:
        raise RefusedError(
            _("No object has these fields: %(columns)s. Is this a different file or format?")
            % {"columns": ", ".join(lacking)}
        )

    def rows() -> Iterator[Row | int]:
        for line, each in enumerate(chain(sample, objects), start=1):
            refuse_too_wide(len(each))
            cells = {key_of(key): cell_text(value) for key, value in each.items()}
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
