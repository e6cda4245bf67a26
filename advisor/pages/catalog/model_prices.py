"""Prices of a unit, and which of them counts today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from advisor.engine.money import FRESH, FRESH_DAYS, FROM_CLASS, purchase
from advisor.formatting.dates import day
from advisor.formatting.numbers import (
    money_span,
    percent,
)
from advisor.formatting.source_names import source_name
from advisor.listing.inventory import Inventory
from catalog.models import PriceObservation


@dataclass(frozen=True, kw_only=True)
class PriceRow:
    amount: str
    kind: str
    seen: str
    shop: str


@dataclass(frozen=True, kw_only=True)
class UnitPrices:
    rows: tuple[PriceRow, ...]
    rule: str  # which of them counts today


def unit_prices(
    prices: Sequence[PriceObservation], alone: Inventory | None, today: date
) -> UnitPrices:
    """``alone`` is the inventory of this unit only; ``None`` where advice leaves it out."""
    return UnitPrices(
        rows=tuple(_price_row(price) for price in prices), rule=_price_rule(alone, today)
    )


def _price_row(price: PriceObservation) -> PriceRow:
    return PriceRow(
        amount=money_span(price.amount_low, price.amount_high),
        kind=price.kind_in_words,
        seen=day(price.observed_on)
        if price.estimated_from is None
        else _("from the price of %(day)s") % {"day": day(price.estimated_from)},
        shop=source_name(price.retailer).name,
    )


def _price_rule(alone: Inventory | None, today: date) -> str:
    """Which price counts today, and how far it has aged."""
    if alone is None:
        return ""
    prices = purchase(alone.units, alone.curves, today=today.toordinal())
    span = money_span(float(prices.low[0]), float(prices.high[0]))
    if prices.basis[0] == FROM_CLASS:
        return _(
            "No store price, so advice uses the range for its brand or class: %(span)s for the"
            " unit alone."
        ) % {"span": span}
    if prices.basis[0] == FRESH:
        return _("Found within %(days)s days, so advice uses it as it is: %(span)s.") % {
            "days": FRESH_DAYS,
            "span": span,
        }
    return _(
        "The newest is from %(day)s, more than %(days)s days ago, so advice uses it with ±"
        " %(share)s: %(span)s."
    ) % {
        "day": day(alone.cards[0].price_seen),
        "days": FRESH_DAYS,
        "share": percent(float(prices.aged_share[0])),
        "span": span,
    }
