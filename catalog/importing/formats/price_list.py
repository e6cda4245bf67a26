"""Prices alone: a unit by its slug or its model number, a price, the day and the shop, one a row.

It makes no units and changes no figures. A unit may have many rows. The price that a shop asked on
a day stays as it is known.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.csv_safety import unguarded
from catalog.importing.formats.row_prices import price_of_row
from catalog.importing.matching import Index, bare_brand, read_index
from catalog.importing.number_set import bare
from catalog.importing.reading import CellKind, Row
from catalog.importing.records import Format, ImportedPrice, ImportedRow, Log, Unit
from catalog.models import PriceObservation

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "slug": ("slug",),
    "model": ("model_number", "model", "model_no", "model_name", "mpn", "sku", "unit"),
    "brand": ("brand", "manufacturer", "make"),
    "price_low": ("price", "price_low", "price_usd", "sale_price", "street_price", "amount"),
    "price_high": ("price_high", "highest_price"),
    "price_seen": ("day", "date", "price_seen", "seen", "seen_on", "date_seen", "as_of"),
    "price_shop": ("shop", "store", "retailer", "price_shop", "seller", "vendor"),
    "price_kind": ("kind", "price_kind"),
    "link": ("link", "url", "address"),
}
_KINDS: Final = {
    "price_low": CellKind.MONEY,
    "price_high": CellKind.MONEY,
    "price_seen": CellKind.DATE,
}
_NAMES: Final = {key: name for name, keys in _COLUMNS.items() for key in keys}


def kind_of(key: str) -> CellKind | None:
    name = _NAMES.get(key)
    return None if name is None else _KINDS.get(name, CellKind.TEXT)


def _parse(row: Row, log: Log) -> ImportedRow | None:
    named: dict[str, str] = {}
    titles: dict[str, str] = {}
    for key, text in row.cells.items():
        if key in _NAMES:
            named.setdefault(_NAMES[key], unguarded(text))
            titles.setdefault(_NAMES[key], key)
    price = price_of_row(row, named, log, titles=titles)
    if price is None:
        return None
    if not named.get("slug") and not named.get("model"):
        log.error(row.line, "", _("The row names no unit: give its slug or its model number."))
        return None
    return ImportedRow(
        line=row.line,
        unit=Unit(
            slug=named.get("slug", ""),
            brand=named.get("brand", ""),
            type="",
            model_number=named.get("model", ""),
            prices=(replace(price, link=_link(named.get("link", ""))),),
        ),
    )


def _link(text: str) -> str:
    return text if text.startswith("https://") and len(text) <= _LONGEST_LINK else ""


_LONGEST_LINK: Final = PriceObservation._meta.get_field("link").max_length or 0


def _settled(rows: list[ImportedRow], log: Log, reasoned: bool) -> list[ImportedRow]:  # noqa: ARG001
    """One row for each unit of the catalog, with all its prices that are new."""
    index = read_index()
    by_number = _by_number(index)
    of_unit: dict[int, list[ImportedRow]] = defaultdict(list)
    for row in rows:
        pk = _unit(row, index, by_number, log)
        if pk:
            of_unit[pk].append(row)
    there = _there(of_unit)
    found = []
    for pk, own in of_unit.items():
        prices = tuple(_new(own, there[pk], log))
        found.append(replace(own[0], heat_pump_id=pk, unit=replace(own[0].unit, prices=prices)))
    return found


def _by_number(index: Index) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for (_brand, number), units in index.all_units.items():
        found[number] |= units
    return found


def _unit(
    row: ImportedRow, index: Index, by_number: Mapping[str, set[int]], log: Log
) -> int | None:
    """The unit that a row is about; what keeps it from being one is noted in ``log``."""
    unit = row.unit
    number = bare(unit.model_number)
    if unit.slug:
        found = {index.ids[unit.slug]} if unit.slug in index.ids else set()
    elif unit.brand:
        found = index.all_units.get((bare_brand(unit.brand), number), set())
    else:
        found = by_number.get(number, set())
    if len(found) == 1:
        return next(iter(found))
    log.error(
        row.line,
        next(key for key in _COLUMNS["slug" if unit.slug else "model"] if key in log.titles),
        _("Several units have this model number: %(slugs)s. Add a column “slug” with one of them.")
        % {"slugs": _slugs(found, index)}
        if found
        else _("The catalog has no unit “%(name)s”. A price list makes no new ones.")
        % {"name": (unit.slug or f"{unit.brand} {unit.model_number}".strip())[:60]},
    )
    return None


def _slugs(units: set[int], index: Index) -> str:
    """The first slugs of ``units``, by which a file tells them apart."""
    named = sorted(slug for slug, pk in index.ids.items() if pk in units)
    return ", ".join([*named[:_NAMED], *(["…"] if len(named) > _NAMED else [])])


_NAMED: Final = 5
_Seen = tuple[str, object, str]  # kind, day, shop


def _there(units: Iterable[int]) -> dict[int, dict[_Seen, tuple[Decimal, Decimal]]]:
    """Unit → what is known of its prices. One query."""
    found: dict[int, dict[_Seen, tuple[Decimal, Decimal]]] = defaultdict(dict)
    prices = PriceObservation.objects.filter(heat_pump__in=list(units)).order_by("id")
    for pk, kind, day, shop, low, high in prices.values_list(
        *("heat_pump_id", "kind", "observed_on", "retailer", "amount_low", "amount_high")
    ):
        found[pk][kind, day, shop] = (low, high)
    return found


def _new(
    rows: Sequence[ImportedRow], known: dict[_Seen, tuple[Decimal, Decimal]], log: Log
) -> Iterator[ImportedPrice]:
    for row in rows:
        (price,) = row.unit.prices
        seen = (price.kind, price.observed_on, price.retailer)
        if seen not in known:
            known[seen] = (price.low, price.high)
            yield price
        elif known[seen] != (price.low, price.high):
            log.note(
                row.line,
                "",
                _("%(shop)s’s price of %(day)s is known as $%(amount)s and stays so.")
                % {
                    "shop": price.retailer,
                    "day": date_format(price.observed_on, "F j, Y"),
                    "amount": f"{known[seen][0]:,.2f}",
                },
            )


PRICE_LIST = Format(
    code="prices",
    label=gettext_lazy("Price list: slug or model number, price, day, and store (CSV or XLSX)"),
    required=tuple(
        "|".join(keys)
        for keys in (
            (*_COLUMNS["slug"], *_COLUMNS["model"]),
            *(_COLUMNS[name] for name in ("price_low", "price_seen", "price_shop")),
        )
    ),
    parse=_parse,
    whole=_settled,
    kind_of=kind_of,
    creates=False,
)
