"""Our own table, one unit a row: what ``export_catalog`` writes and admins bring back edited.

An empty cell says nothing: the figure stays as it is, and the report says so. A changed figure of a
known unit counts as entered at the desk, and stays so through later imports; one that was entered
there before is kept unless the import is told to overwrite it. Where the row says another source,
date or rights than the figure has (``figure_sources``), the figure counts as entered by hand from
that source.
Text that a spreadsheet would run as a formula carries an apostrophe, which reading takes off again.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final, TextIO

import openpyxl
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.csv_safety import guarded, unguarded
from catalog.importing.existing_units import BATCH, IDENTITY, Known, batched, known_units
from catalog.importing.formats.figure_sources import ROW, origin_cells, origin_of, with_columns
from catalog.importing.formats.row_prices import one_of, price_of_row
from catalog.importing.plan import stored_figures
from catalog.importing.reading import CellKind, Row
from catalog.importing.records import (
    Format,
    ImportedPrice,
    ImportedRow,
    Log,
    Origin,
    Published,
    Unit,
)
from catalog.models import SEEN_PRICES, Confidence, HeatPump, Status, UnitType
from catalog.vocabulary import (
    NORMALIZERS,
    QUALIFIES,
    first_day,
    normalize,
    number,
    point_place,
    usual_unit,
    whole_number,
)

NAMES: Final = ("slug", "brand", *IDENTITY, "replaced_by", "status", "confidence", *ROW)
PRICE: Final = ("price_kind", "price_low", "price_high", "price_seen", "price_shop")
_CHOICES: Final = ("type", "status", "confidence", "price_kind")
_ORIGINS: Final = re.compile(r"(.+)_(source|date|rights)")


def kind_of(key: str) -> CellKind | None:
    """How the cells of a column are read; nothing where the table has no such column.

    >>> kind_of("seer2"), kind_of("seer2_date"), kind_of("price_low"), kind_of("btu_h")
    (<CellKind.NUMBER: 'number'>, <CellKind.DATE: 'date'>, <CellKind.MONEY: 'money'>, None)
    """
    if key in ("price_low", "price_high"):
        return CellKind.MONEY
    if key in ("price_seen", "date"):
        return CellKind.DATE
    if key in NORMALIZERS or point_place(key):
        is_number = NORMALIZERS.get(key, number) in (number, whole_number)
        return CellKind.NUMBER if is_number else CellKind.TEXT
    if key in NAMES or key in PRICE:
        return CellKind.TEXT
    origin = _ORIGINS.fullmatch(key)
    if origin and kind_of(origin[1]):
        return CellKind.DATE if origin[2] == "date" else CellKind.TEXT
    return None


def header() -> list[str]:
    """The columns of an export: what is always there, then every point that some unit has."""
    points: set[str] = set()
    for unit in known_units(Q(synthetic=False)):
        points |= {name for name in unit.values if point_place(name) and name not in NORMALIZERS}
    return [*NAMES, *with_columns([*NORMALIZERS, *sorted(points)]), *PRICE]


def rows(names: Sequence[str], which: Q) -> Iterator[list[str]]:
    """The units as rows of the columns ``names``, by slug; synthetic units are not exported."""
    slugs = dict(HeatPump.objects.values_list("id", "slug"))
    for some in batched(known_units(which & Q(synthetic=False)), BATCH):
        figures = stored_figures([unit.id for unit in some])
        for unit in some:
            # "Unknown" is no statement: the column says so by itself when nothing is in use.
            cells = {name: _cell(v) for name, v in unit.values.items() if v != "unknown"}
            cells |= origin_cells(figures.get(unit.id, ()), unit.values)
            cells |= {
                "slug": unit.slug,
                "brand": unit.brand,
                "status": unit.status,
                "confidence": unit.confidence,
                "replaced_by": slugs.get(unit.replaced_by or 0, ""),
                **_price_cells(unit),
            }
            yield [guarded(cells.get(name, "")) for name in names]


def write_csv(file: TextIO, *, names: Sequence[str] = (), which: Q = Q()) -> int:  # noqa: B008
    """Write units, or the whole catalog, as CSV; how many units. ``names``: of the columns."""
    names = names or header()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(names)
    count = 0
    for count, cells in enumerate(rows(names, which), start=1):  # noqa: B007
        writer.writerow(cells)
    return count


def write_xlsx(file: Path | IO[bytes], *, names: Sequence[str] = (), which: Q = Q()) -> int:  # noqa: B008
    """The same as a workbook. Every cell is text: nothing is run."""
    names = names or header()
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Heat pumps")
    sheet.append(list(names))
    count = 0
    for count, cells in enumerate(rows(names, which), start=1):  # noqa: B007
        sheet.append([cell or None for cell in cells])
    book.save(file)
    return count


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _price_cells(unit: Known) -> dict[str, str]:
    seen = [price for price in unit.prices if price[0] in SEEN_PRICES]
    if not seen:
        return {}
    kind, observed_on, shop, low, high = max(seen, key=lambda price: price[1])
    values = (kind, str(low), str(high), observed_on.isoformat(), shop)
    return dict(zip(PRICE, values, strict=True))


def _parse(row: Row, log: Log) -> ImportedRow | None:
    cells = {key: unguarded(text) for key, text in row.cells.items()}
    for key in _CHOICES:
        if key in cells:  # "Mini-split" as people write it
            cells[key] = re.sub(r"[ -]+", "_", cells[key].lower())
    before = len(log.problems)
    _check_identity(row, cells, log)
    origins = {
        name: origin_of(name, row, cells, log)
        for name in cells
        if name in NORMALIZERS or point_place(name)
    }
    figures = _figures(row, cells, origins, log)
    price = _price(row, cells, log)
    if len(log.problems) > before:
        return None
    return ImportedRow(
        line=row.line,
        status=cells.get("status", ""),
        origins=origins,
        blank=tuple(key for key in (*log.titles, "single_zone") if key not in cells),
        unit=Unit(
            slug=cells["slug"],
            brand=cells["brand"],
            type=cells["type"],
            model_number=cells["model_number"],
            series=cells.get("series", ""),
            indoor_model=cells.get("indoor_model", ""),
            outdoor_model=cells.get("outdoor_model", ""),
            single_zone=cells.get("single_zone", "yes") != "no",
            replaced_by=cells.get("replaced_by", ""),
            notes=cells.get("notes", ""),
            keep_draft=cells.get("keep_draft", ""),
            figures=figures,
            prices=(price,) if price else (),
        ),
    )


def _check_identity(row: Row, cells: dict[str, str], log: Log) -> None:
    for key in ("slug", "brand", "type", "model_number"):
        if not cells.get(key):
            log.error(row.line, key, _("This cell is empty."))
    for key, allowed in (
        ("type", UnitType.values),
        ("status", Status.values),
        ("confidence", Confidence.values),
    ):
        if cells.get(key) and cells[key] not in allowed:
            log.error(row.line, key, one_of(cells[key], allowed))
    if not re.fullmatch(r"[-a-zA-Z0-9_]+", cells.get("slug", "x")):
        log.error(row.line, "slug", _("A slug can contain only letters, digits, and hyphens."))


def _figures(
    row: Row, cells: dict[str, str], origins: dict[str, Origin], log: Log
) -> tuple[Published, ...]:
    figures = []
    source = _("File “%(name)s”") % {"name": log.file_name}
    for name, own in origins.items():
        text = cells[name]
        if normalize(name, text) is None:
            log.error(row.line, name, _("“%(text)s” is not a valid value.") % {"text": text[:60]})
        # A basis or region stands with the figure of its own source only.
        said = origins.get(QUALIFIES.get(name, ""), own)
        # A source without a date stays undated; what the file alone says is of today.
        day = said.date or ("" if said.source else log.today.isoformat())
        figures.append(
            Published(
                name=name,
                value=text,
                unit=usual_unit(name),
                source_id=said.source or source,
                source_day=first_day(day),
                source_date=day,
                confidence=cells.get("confidence", "high"),
                rights=said.rights,
            )
        )
    return tuple(figures)


def _price(row: Row, cells: dict[str, str], log: Log) -> ImportedPrice | None:
    return price_of_row(row, cells, log) if cells.get("price_low") else None


SPREADSHEET = Format(
    code="own",
    label=gettext_lazy("Our own spreadsheet format, as exported (CSV or XLSX)"),
    required=("slug", "brand", "type", "model_number"),
    parse=_parse,
    ours=True,
    kind_of=kind_of,
)
