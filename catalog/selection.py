"""The whole live catalog as plain rows, for those who compute with all of it at once.

Nothing here makes model instances: the rows go straight into columns. Figures that the setting
hides are already replaced or blank. At most four queries a call, however long the catalog.
"""

import re
import unicodedata
from datetime import date
from typing import Any, Final, TypeAlias

from django.db.models import F, Func, Value
from django.db.models.functions import Concat, Lower

from catalog.models import (
    Figure,
    HeatPump,
    KnownNumber,
    PerformancePoint,
    PriceKind,
    PriceObservation,
    Status,
    seen_by_visitors,
)
from catalog.models import HeatPumpQuerySet as Pumps
from catalog.rights import Overrides, live_overrides
from catalog.vocabulary import NORMALIZERS, point_place

Row: TypeAlias = tuple[Any, ...]

SEARCHED: Final = ("brand__name", "model_number", "indoor_model", "outdoor_model", "series")
"""What a search looks through: the names under which a unit is known."""
BETWEEN_NAMES: Final = "|"
"""Stands between two names in a search key, so that no word runs from one into the next."""
_LONGEST_SEARCH: Final = 120

IDENTITY: Final = (
    *("id", "slug", "brand__name", "brand__slug", "type", "series", "model_number"),
    *("indoor_model", "outdoor_model", "status", "single_zone", "confidence"),
    "replaced_by__slug",
)
TYPED: Final = tuple(
    field.name for field in HeatPump._meta.get_fields() if field.name in NORMALIZERS
)
_BLANK: Final = {name: HeatPump.column(name).get_default() for name in TYPED}
PRICE: Final = ("price_low", "price_high", "price_observed_on", "price_kind", "price_retailer")
KNOWN_NUMBER: Final = (
    *("typed", "search_key", "brand__name", "brand__slug", "kind", "says_en", "says_es"),
    *("unit__slug", "list_query", "source", "seen"),
)
DRAFT: Final = (
    *("slug", "brand__name", "brand__slug", "type", "series"),
    *("model_number", "indoor_model", "outdoor_model"),
)
_POINT_VALUES: Final = ("min_btu_h", "rated_btu_h", "max_btu_h", "cop_min", "cop_rated", "cop_max")
_PRICE_VALUES: Final = ("amount_low", "amount_high", "observed_on", "kind", "retailer")


def search_key(text: str) -> str:
    """Letters and digits only, small and without accents: how names are compared.

    >>> search_key("MSZ-FS06NA"), search_key(" msz fs 06 na "), search_key("Kühl")
    ('mszfs06na', 'mszfs06na', 'kuhl')
    """
    plain = unicodedata.normalize("NFKD", text)
    return re.sub(r"[^a-z0-9]", "", plain.lower())


def search_words(text: str) -> list[str]:
    """The keys of the words of a search; a unit is found where its names hold each of them.

    >>> search_words("msz FS-06"), search_words("–")
    (['msz', 'fs06'], [])
    """
    return [key for word in text[:_LONGEST_SEARCH].split() if (key := search_key(word))]


def names_key(*names: str) -> str:
    """The search key of a unit, from the names of ``SEARCHED``."""
    return BETWEEN_NAMES.join(search_key(name) for name in names)


def matching(pumps: Pumps, text: str) -> Pumps:
    """The units whose names hold every word of ``text``, however it is spaced and hyphenated.

    The database reads each name once, without an index: 50,000 units take about 0.2 s.
    """
    names = [Lower(F(name)) for name in SEARCHED]
    joined = Concat(*[part for name in names for part in (name, Value(BETWEEN_NAMES))])
    key = Func(joined, Value("[^a-z0-9|]"), Value(""), Value("g"), function="regexp_replace")
    found = pumps.alias(search_key=key)
    for word in search_words(text):
        found = found.filter(search_key__contains=word)
    return found


def pump_columns(*, rights: str) -> tuple[list[str], list[Row]]:
    """Every live unit with what is published about it, ordered by id.

    Returns
    -------
    (names, rows)
        ``brand__name``, ``brand__slug`` and ``replaced_by__slug`` are called ``brand``,
        ``brand_slug`` and ``replaced_by`` here. Columns without a figure are ``None`` (text
        columns ``""``). The price columns hold the newest price of a shop, or the newest list
        price where no shop was seen [USD, Decimal]; never that of an outdoor unit alone. A unit
        whose capacity is hidden and not replaced is left out, like a draft.
    """
    names = [*IDENTITY, *TYPED]
    rows = HeatPump.objects.published().order_by("id").values_list(*names)
    replaced = _by_pump(live_overrides(rights=rights))
    prices = _latest_prices()
    position = {name: index for index, name in enumerate(names)}
    no_price = (None,) * len(PRICE)
    result: list[Row] = []
    for row in rows.iterator(chunk_size=20_000):
        changes = replaced.get(row[0], {})
        if not _loses_capacity(changes):
            shown = _with_changes(row, changes, position) if changes else row
            result.append((*shown, *prices.get(row[0], no_price)))
    public = {"brand__name": "brand", "replaced_by__slug": "replaced_by"}
    return [public.get(n, n.replace("__", "_")) for n in [*names, *PRICE]], result


def point_columns(*, rights: str) -> tuple[list[str], list[Row]]:
    """Every performance point of the units that ``pump_columns`` names, ordered by unit and id.

    Outputs in BTU/h, COP without unit, ``None`` where nothing is (or may be) shown; a point of
    which nothing is left is not listed.
    """
    names = ["heat_pump_id", "mode", "outdoor_f", *_POINT_VALUES]
    rows = (
        PerformancePoint.objects.filter(seen_by_visitors("heat_pump__"))
        .order_by("heat_pump_id", "id")
        .values_list(*names)
    )
    replaced = _by_pump(live_overrides(rights=rights))
    result: list[Row] = []
    for row in rows.iterator(chunk_size=20_000):
        changes = replaced.get(row[0], {})
        if _loses_capacity(changes):
            continue
        here = {
            place.column: value
            for name, value in changes.items()
            if (place := point_place(name)) is not None and place[:2] == row[1:3]
        }
        shown = _point_with_changes(row, here) if here else row
        if any(value is not None for value in shown[3:]):
            result.append(shown)
    return names, result


def sale_sources() -> dict[int, tuple[date | None, str]]:
    """Unit id → the day on which its sale status was seen, and where."""
    rows = Figure.objects.filter(
        seen_by_visitors("heat_pump__"), name="availability", in_use=True
    ).values_list("heat_pump_id", "source_day", "source__locator")
    return {heat_pump_id: (day, locator) for heat_pump_id, day, locator in rows.iterator()}


def known_number_rows() -> list[Row]:
    """The answers to what people type: ``KNOWN_NUMBER`` of each row that is shown."""
    rows = KnownNumber.objects.filter(shown=True).order_by("typed", "id")
    return list(rows.values_list(*KNOWN_NUMBER))


def draft_rows() -> list[Row]:
    """The names of every draft, ``DRAFT`` of each: all that visitors may know of it."""
    drafts = HeatPump.objects.filter(status=Status.DRAFT, synthetic=False)
    return list(drafts.order_by("brand__name", "model_number", "id").values_list(*DRAFT))


def price_columns() -> tuple[list[str], list[Row]]:
    """Every price seen of a live unit by today, ordered by unit and newest first [USD, Decimal].

    The estimates of the desk are none, and neither is what a slip has dated in the future.
    """
    rows = (
        PriceObservation.objects.seen()
        .filter(seen_by_visitors("heat_pump__"), currency="USD")
        .order_by("heat_pump_id", "-observed_on", "id")
        .values_list("heat_pump_id", *_PRICE_VALUES)
    )
    return ["heat_pump_id", "low", "high", "observed_on", "kind", "retailer"], list(rows)


def _latest_prices() -> dict[int, Row]:
    """The newest price per unit: of a shop before a list price."""
    latest: dict[int, Row] = {}
    for heat_pump_id, *price in price_columns()[1]:
        kind = price[3]
        known = latest.get(heat_pump_id)
        if kind == PriceKind.OUTDOOR_ONLY:
            continue
        if known is None or (known[3] == PriceKind.LIST and kind == PriceKind.STREET):
            latest[heat_pump_id] = tuple(price)
    return latest


def _by_pump(replaced: Overrides) -> dict[int, dict[str, Any]]:
    changes: dict[int, dict[str, Any]] = {}
    for (heat_pump_id, name), value in replaced.items():
        changes.setdefault(heat_pump_id, {})[name] = value
    return changes


def _loses_capacity(changes: dict[str, Any]) -> bool:
    return changes.get("cooling_btu_h", True) is None


def _with_changes(row: Row, changes: dict[str, Any], position: dict[str, int]) -> Row:
    values = list(row)
    for name, value in changes.items():
        if name in position:
            values[position[name]] = _BLANK[name] if value is None else value
    return tuple(values)


def _point_with_changes(row: Row, changes: dict[str, Any]) -> Row:
    """``row`` with ``changes``; what would break min ≤ rated ≤ max is left blank instead."""
    values = dict(zip(_POINT_VALUES, row[3:], strict=True)) | changes
    outputs = [values[column] for column in _POINT_VALUES[:3] if values[column] is not None]
    if outputs != sorted(outputs):
        values |= dict.fromkeys(changes)
    return (*row[:3], *values.values())
