"""The items of a shop's product feed, as Google Merchant reads it: TSV, CSV, RSS or Atom, gzip.

A feed is somebody else's file: sizes are bounded before and after it is unpacked, XML may declare
no entities, and whatever is wrong with it as a whole is a ``RefusedError`` with a sentence. Items
come as a stream.
"""

import csv
import gzip
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from catalog.importing.reading import MAX_BYTES, MEGABYTE, RefusedError, Row, Table, key_of
from catalog.models import FeedKind

MAX_UNPACKED_FEED: Final = 400 * MEGABYTE
MAX_ITEMS: Final = 500_000
LONGEST_CELL: Final = 1_000  # characters that are kept; descriptions are long and not read
REQUIRED: Final = ("id", "title", "price")
_GOOGLE: Final = "{http://base.google.com/ns/1.0}"
_ITEMS: Final = frozenset({"item", "entry"})
_PIECE: Final = 256 * 1024


def open_feed(path: Path, *, kind: str = FeedKind.AUTO) -> Table:
    """The items of the feed in ``path``; its contents tell what it is unless ``kind`` does."""
    size = path.stat().st_size
    if size == 0:
        raise RefusedError(_("The file is empty."))
    if size > MAX_BYTES:
        raise RefusedError(
            _("The feed has more than %(most)d MB: that is too much.")
            % {"most": MAX_BYTES // MEGABYTE}
        )
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(b"\x1f\x8b"):
        return Table(titles={}, rows=_limited(_unpacked_rows(path, kind)))
    return Table(titles={}, rows=_limited(_rows(path, start, kind)))


def _limited(rows: Iterator[Row | int]) -> Iterator[Row | int]:
    for number, row in enumerate(rows):
        if number >= MAX_ITEMS:
            raise RefusedError(
                _("The feed has more than %(most)d items: that is too much.") % {"most": MAX_ITEMS}
            )
        yield row


def _unpacked_rows(path: Path, kind: str) -> Iterator[Row | int]:
    """The rows of a gzip archive, unpacked to disk piece by piece and no further than allowed."""
    with tempfile.NamedTemporaryFile(prefix="feed-") as unpacked:
        written = 0
        try:
            with gzip.open(path, "rb") as archive:
                while piece := archive.read(_PIECE):
                    written += len(piece)
                    if written > MAX_UNPACKED_FEED:
                        raise RefusedError(
                            _("The archive unpacks to more than %(most)d MB: that is too much.")
                            % {"most": MAX_UNPACKED_FEED // MEGABYTE}
                        )
                    unpacked.write(piece)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise RefusedError(_("The gzip archive is damaged or was broken off.")) from error
        unpacked.flush()
        inner = Path(unpacked.name)
        with inner.open("rb") as file:
            start = file.read(4096)
        if start.startswith(b"\x1f\x8b"):
            raise RefusedError(_("This is an archive inside of an archive."))
        yield from _rows(inner, start, kind)


def _rows(path: Path, start: bytes, kind: str) -> Iterator[Row | int]:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if kind == FeedKind.XML or (kind == FeedKind.AUTO and text.startswith(b"<")):
        if text[:15].lower().startswith((b"<!doctype html", b"<html")):
            raise RefusedError(_("This is a web page, not a feed: is the address right?"))
        yield from _xml_rows(path)
    else:
        yield from _text_rows(path, kind)


def _text_rows(path: Path, kind: str) -> Iterator[Row | int]:
    with path.open("rb") as file:
        head = file.readline(_PIECE).decode("utf-8", "replace")
    tabs = kind == FeedKind.TSV or (kind == FeedKind.AUTO and "\t" in head)
    separator = "\t" if tabs else max(",;|", key=head.count)
    with path.open(encoding="utf-8-sig", newline="") as text:
        # Text with tabs is rarely quoted, and inches stand in titles.
        bare_text = tabs and '"' not in head
        reader = csv.reader(
            text,
            delimiter=separator,
            quoting=csv.QUOTE_NONE if bare_text else csv.QUOTE_MINIMAL,
        )
        try:
            yield from _named(reader)
        except UnicodeDecodeError as error:
            raise RefusedError(
                _("The text is not in UTF-8 (after line %(line)d).") % {"line": reader.line_num}
            ) from error
        except csv.Error as error:
            raise RefusedError(
                _("This is no whole text feed: line %(line)d is not understood (%(why)s).")
                % {"line": reader.line_num, "why": error}
            ) from error


def _named(reader: Any) -> Iterator[Row | int]:
    titles: list[str] = next(reader, [])
    keys = [key_of(title.strip().removeprefix("g:")) for title in titles]
    missing = [name for name in REQUIRED if name not in keys]
    if missing:
        raise RefusedError(
            _("No header row with these columns was found: %(columns)s. Is it another file?")
            % {"columns": ", ".join(missing)}
        )
    for cells in reader:
        if not any(cells):
            continue
        if any(cells[len(keys) :]) or len(cells) < len(keys) - 1:
            yield reader.line_num
        else:
            yield _row(reader.line_num, zip(keys, cells, strict=False))


def _row(line: int, pairs: Iterable[tuple[str, str]]) -> Row:
    cells = {key: text.strip()[:LONGEST_CELL] for key, text in pairs if key and text.strip()}
    return Row(line=line, cells=cells)


def _xml_rows(path: Path) -> Iterator[Row]:
    try:
        with path.open("rb") as file:
            count = 0
            for count, item in enumerate(_items(file), start=1):
                yield _row(count, _fields(item))
            if not count:
                raise RefusedError(_("The feed holds no items."))
    except DefusedXmlException as error:
        raise RefusedError(
            _("The XML declares entities or a document type: such a file is not read.")
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise RefusedError(
            _("This is no whole XML feed (%(why)s). Was the download broken off?") % {"why": error}
        ) from error


def _items(file: IO[bytes]) -> Iterator[Element]:
    """Every item as it ends; what was read before is let go."""
    parents: list[Element] = []
    for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            parents.append(element)
            continue
        parents.pop()
        inside = any(_local(each.tag) in _ITEMS for each in parents)
        if _local(element.tag) in _ITEMS and not inside:
            yield element
        if not inside and parents:
            parents[-1].remove(element)


def _fields(item: Element) -> Iterator[tuple[str, str]]:
    """Names and texts of an item; a field of Google's namespace comes last and so counts."""
    plain: list[tuple[str, str]] = []
    google: list[tuple[str, str]] = []
    for child in item:
        text = child.text or child.get("href") or ""
        into = google if child.tag.startswith(_GOOGLE) else plain
        into.append((key_of(_local(child.tag)), text))
    return iter([*plain, *google])


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2].lower()
