"""The catalog as files for others: one row per unit, or every figure with its source.

Only figures that may be passed on leave here: what the setting hides stays hidden, and later NEEP
records, which are not for commercial use, never leave at all.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from catalog.csv_safety import guarded
from catalog.models import Figure, Rights, Status
from catalog.record import as_public, current_figures
from catalog.rights import HIDDEN
from catalog.selection import (
    IDENTITY,
    PRICE,
    TYPED,
    point_columns,
    price_columns,
    pump_columns,
    sale_sources,
)
from catalog.vocabulary import PointPlace, point_name, usual_unit

FORMAT: Final = "1"
"""Moves when a column is renamed or goes; new columns come at the end of their group."""
SALE: Final = ("sale_status", "sale_seen", "sale_source")
_INTERNAL: Final = frozenset({"id", "status"})


def rights_of_files(setting: str) -> str:
    """What may be passed on under a setting of CATALOG_WITH_RIGHTS.

    >>> rights_of_files("all"), rights_of_files("1"), rights_of_files("0")
    ('1', '1', '0')
    """
    return "1" if setting == "all" else setting


def csv_lines(*, rights: str, page: str) -> Iterator[str]:
    """The file of all live units, line by line, in UTF-8 with a header.

    ``page`` is the public address of a unit's page with ``{brand}`` and ``{slug}`` in it. Columns
    are named as figures are (``heating_min_btu_47f``, ``seer2``); a blank is not published. The
    last three say whether a unit is sold, since when that is known and who says so.
    """
    names, rows = pump_columns(rights=rights)
    cells, places = _points(rights)
    columns = [name for name in names if name not in _INTERNAL and name not in PRICE]
    workbook = _from_workbook(rights)
    seen = sale_sources()
    at = {name: index for index, name in enumerate(names)}
    writer = csv.writer(_Echo())
    yield writer.writerow(
        [
            *columns,
            *(point_name(place) for place in places),
            *PRICE,
            "figures_from_neep_2018_workbook",
            "page",
            *SALE,
        ]
    )
    for row in rows:
        points = cells.get(row[at["id"]], {})
        yield writer.writerow(
            [
                *(safe(row[at[name]]) for name in columns),
                *(safe(points.get(place)) for place in places),
                *(safe(row[at[name]]) for name in PRICE),
                " ".join(workbook.get(row[at["id"]], ())),
                page.format(brand=row[at["brand_slug"]], slug=row[at["slug"]]),
                *map(safe, _sale(row[at["availability"]], seen.get(row[at["id"]]))),
            ]
        )


def json_parts(*, rights: str, page: str, head: dict[str, Any]) -> Iterator[str]:
    """One JSON object in parts: ``head``, then ``units`` with every figure in use.

    ``sale`` is the sale status with the day on which it was seen and its source. Each figure has
    value (as the record holds it), published (the text), unit, source, source_url,
    date, confidence and rights; each price its day and shop.
    """
    names, rows = pump_columns(rights=rights)
    at = {name: index for index, name in enumerate(names)}
    prices = _prices()
    seen = sale_sources()
    identity = [_public(name) for name in IDENTITY if name not in _INTERNAL]
    opening = json.dumps(head, ensure_ascii=False)
    yield opening[:-1] + (", " if head else "") + '"units": ['
    figures = _figures(rights)
    pump_id, told_here = next(figures, (None, {}))
    for number, row in enumerate(rows):
        while pump_id is not None and pump_id < row[at["id"]]:
            pump_id, told_here = next(figures, (None, {}))
        unit = {
            **{name: row[at[name]] for name in identity},
            "page": page.format(brand=row[at["brand_slug"]], slug=row[at["slug"]]),
            "sale": dict(
                zip(
                    ("status", "seen", "source"),
                    _sale(row[at["availability"]], seen.get(row[at["id"]])),
                    strict=True,
                )
            ),
            "figures": told_here if pump_id == row[at["id"]] else {},
            "prices": prices.get(row[at["id"]], []),
        }
        text = json.dumps(unit, ensure_ascii=False, default=_plain)
        yield ("" if number == 0 else ",") + "\n" + text
    yield "\n]}\n"


def _sale(status: str, seen: tuple[date | None, str] | None) -> tuple[str, date | None, str | None]:
    """The sale status, the day on which it was seen, and where; blank where nobody states it."""
    day, source = seen or (None, "")
    return status, day, source or None


def safe(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: numbers as they are, text after a quote.

    >>> safe("=HYPERLINK(1)"), safe(-13.0), safe(None), safe(True), safe("MSZ-FS06NA")
    ("'=HYPERLINK(1)", -13.0, '', 'yes', 'MSZ-FS06NA')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return guarded(value)
    return _plain(value) if isinstance(value, Decimal | date) else value


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _public(name: str) -> str:
    return {"brand__name": "brand", "replaced_by__slug": "replaced_by"}.get(
        name, name.replace("__", "_")
    )


def _points(rights: str) -> tuple[dict[int, dict[PointPlace, Any]], list[PointPlace]]:
    """Cells of the performance points by unit, and every cell that any unit fills, in order.

    Cooling at 95 °F is in columns of its own.
    """
    names, rows = point_columns(rights=rights)
    cells: dict[int, dict[PointPlace, Any]] = defaultdict(dict)
    filled: set[PointPlace] = set()
    for heat_pump_id, mode, outdoor_f, *values in rows:
        for column, value in zip(names[3:], values, strict=True):
            place = PointPlace(mode, outdoor_f, column)
            if value is not None and point_name(place) not in TYPED:
                cells[heat_pump_id][place] = value
                filled.add(place)
    order = [*names[3:]]
    return cells, sorted(
        filled, key=lambda place: (place.mode != "heating", -place[1], order.index(place.column))
    )


def _from_workbook(rights: str) -> dict[int, list[str]]:
    """Which figures of a unit come from NEEP's workbook of 2018, for those who must credit it."""
    if Rights.NEEP_2018_WORKBOOK in HIDDEN[rights]:
        return {}
    found: dict[int, list[str]] = defaultdict(list)
    rows = (
        Figure.objects.filter(
            in_use=True, rights=Rights.NEEP_2018_WORKBOOK, heat_pump__status=Status.LIVE
        )
        .order_by("heat_pump_id", "name", "id")
        .values_list("heat_pump_id", "name")
    )
    for heat_pump_id, name in rows:
        found[heat_pump_id].append(name)
    return found


def _figures(rights: str) -> Iterator[tuple[int, dict[str, Any]]]:
    rows: Iterable[Figure] = (
        Figure.objects.filter(heat_pump__status=Status.LIVE)
        .select_related("source")
        .order_by("heat_pump_id", "name", "id")
        .iterator(chunk_size=5000)
    )
    for heat_pump_id, own in groupby(rows, key=lambda figure: figure.heat_pump_id):
        standing = current_figures(map(as_public, own), rights=rights)
        yield (
            heat_pump_id,
            {
                name: {
                    "value": each.value,
                    "published": each.statement.value,
                    "unit": each.statement.unit or usual_unit(name),
                    "source": each.statement.source,
                    "source_url": each.statement.source_url,
                    "date": each.statement.source_date,
                    "confidence": each.statement.confidence,
                    "rights": each.statement.rights,
                }
                for name, each in sorted(standing.items())
            },
        )


def _prices() -> dict[int, list[dict[str, Any]]]:
    names, rows = price_columns()
    prices: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for heat_pump_id, *values in rows:
        prices[heat_pump_id].append(
            {
                name: _plain(value) if isinstance(value, Decimal | date) else value
                for name, value in zip(names[1:], values, strict=True)
            }
        )
    return prices
