"""The price of a row: what was asked, when and where. Our own table and price lists share it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from django.utils.translation import gettext as _

from catalog.importing.reading import Row
from catalog.importing.records import ImportedPrice, Log
from catalog.models import SEEN_PRICES, PriceKind
from catalog.vocabulary import WHOLE_DAY, first_day

_MOST_USD: Final = 10_000_000
_LONGEST_SHOP: Final = 300  # characters


def price_of_row(
    row: Row, cells: Mapping[str, str], log: Log, *, titles: Mapping[str, str] | None = None
) -> ImportedPrice | None:
    """The price in the cells ``price_low``, ``price_high``, ``price_kind``, ``price_seen`` and
    ``price_shop``; nothing where something is wrong, which is noted in ``log``.

    ``titles`` are the keys of the file's columns by these names, where they differ.
    """
    before = len(log.problems)

    def wrong(name: str, message: str) -> None:
        log.error(row.line, (titles or {}).get(name, name), message)

    kind = cells.get("price_kind", PriceKind.STREET.value)
    if kind not in SEEN_PRICES:
        wrong("price_kind", one_of(kind, SEEN_PRICES))
    seen = first_day(cells.get("price_seen", ""))
    if seen is None or len(cells.get("price_seen", "").strip()) != WHOLE_DAY:
        wrong("price_seen", _("Enter a date like 2026-09-25."))
    elif seen > log.today:
        wrong("price_seen", _("This day is in the future."))
    if not cells.get("price_shop"):
        wrong("price_shop", _("This cell is empty."))
    low = _amount(cells.get("price_low", ""))
    high = _amount(cells.get("price_high") or cells.get("price_low", ""))
    for name, amount in (("price_low", low), ("price_high", high)):
        if amount is None and (cells.get(name) or name == "price_low"):
            wrong(name, _("Enter an amount in dollars, like 1591.26."))
    if low and high and low > high:
        wrong("price_high", _("It is lower than the lowest price."))
    if len(log.problems) > before or seen is None or low is None or high is None:
        return None
    return ImportedPrice(
        kind=kind,
        low=low,
        high=high,
        observed_on=seen,
        retailer=cells.get("price_shop", "")[:_LONGEST_SHOP],
    )


def _amount(text: str) -> Decimal | None:
    """[USD]"""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return round(amount, 2) if amount.is_finite() and 0 < amount < _MOST_USD else None


def one_of(text: str, allowed: Iterable[str]) -> str:
    return _("“%(text)s” is not one of %(allowed)s.") % {
        "text": text[:60],
        "allowed": ", ".join(allowed),
    }
