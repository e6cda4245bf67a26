"""Prices and stock from a shop's product feed: new units of ours, in dollars.

Each item that is a unit of the catalog becomes a price seen today, with the shop and the address of
the offer, and a statement of that shop on whether it is sold. What is no longer in a feed grows old
by itself. No item makes a unit; what may be ours and is not recognized goes on a list to match.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from catalog.importing.feed_matching import (
    Match,
    Matcher,
    Offer,
    gtin_of,
    read_matcher,
)
from catalog.importing.feed_reading import open_feed
from catalog.importing.reading import Row
from catalog.importing.records import Format, ImportedPrice, ImportedRow, Log, Published, Unit
from catalog.importing.sale_statements import ON_SALE, sale_statement
from catalog.models import Confidence, Feed, FeedItem, Matched, PriceKind

CODE: Final = "feed"
NOT_NEW: Final = gettext_noop("used or refurbished")
NO_PRICE: Final = gettext_noop("no price in dollars")
OTHER_PRODUCT: Final = gettext_noop("not a heat pump or air conditioner for a room")
PART: Final = gettext_noop("a part or an accessory")
NOT_MATCHED: Final = gettext_noop("not recognized: waiting to be matched")
IGNORED: Final = gettext_noop("marked as not one of ours")
OUT_OF_STOCK: Final = "not in stock"

_LEAST_USD: Final = Decimal(100)
_PART_BELOW_USD: Final = Decimal(400)
_MOST_USD: Final = Decimal(50_000)
_MOST_UNMATCHED: Final = 5_000
_PRODUCT: Final = re.compile(
    r"heat pump|mini[- ]?split|ductless|air condition|\bac unit|\bbtu|portable ac|window unit"
    r"|pta[ch]|pthp",
    re.IGNORECASE,
)
_PART: Final = re.compile(
    r"\b(remote|filters?|brackets?|line[- ]?sets?|covers?|wires?|cables?|boards?|sleeve|thermostat"
    r"|hose|stand|pads?|motor|drain|pump kit|mount|sensor|panel|valve|adapter|wi-?fi)\b",
    re.IGNORECASE,
)
_AMOUNT: Final = r"(?P<{}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d{{1,2}})?|\d+(?:\.\d{{1,2}})?)"
_DOLLARS: Final = re.compile(
    rf"(?:USD|US\$|\$)\s*{_AMOUNT.format('after')}|{_AMOUNT.format('before')}\s*USD", re.IGNORECASE
)


def dollars(text: str) -> Decimal | None:
    """An amount in US dollars; nothing where the currency is another one or is not named.

    >>> dollars("1,299.00 USD"), dollars("$499"), dollars("499.00 CAD"), dollars("499.00")
    (Decimal('1299.00'), Decimal('499'), None, None)
    """
    match = _DOLLARS.fullmatch(text.strip())
    if match is None:
        return None
    amount = Decimal((match["after"] or match["before"]).replace(",", ""))
    return amount if 0 < amount < _MOST_USD else None


def price_of(cells: dict[str, str], *, today: date) -> Decimal | None:
    """What is asked today: the sale price while it holds, else the price [USD]."""
    price, sale = dollars(cells.get("price", "")), dollars(cells.get("sale_price", ""))
    if sale is not None and _holds(cells.get("sale_price_effective_date", ""), today):
        return min(sale, price) if price is not None else sale
    return price


def _holds(span: str, today: date) -> bool:
    """Whether today lies in a span such as ``2026-11-01T00:00-0800/2026-11-30T23:59-0800``."""
    days = re.findall(r"\d{4}-\d{2}-\d{2}(?=T|\b)", span)
    if len(days) != 2:
        return not span
    first, last = map(str, days)
    return first <= today.isoformat() <= last


def is_in_stock(text: str) -> bool:
    """
    >>> is_in_stock("in stock"), is_in_stock("https://schema.org/InStock"), is_in_stock("preorder")
    (True, True, False)
    """
    return re.sub(r"[^a-z]", "", text.lower().rpartition("/")[2]) == "instock"


def is_new(text: str) -> bool:
    """Google counts an item without a condition as new."""
    return text.strip().lower().rpartition("/")[2] in {"", "new", "newcondition"}


def link_of(text: str) -> str:
    parts = urlsplit(text)
    whole = parts.scheme == "https" and parts.hostname and not parts.username
    return text if whole and len(text) <= 500 and text.isascii() and " " not in text else ""


@dataclass(kw_only=True)
class FeedRun:
    """One feed being read: a class, because its rows are matched against what was read before."""

    feed: Feed
    matcher: Matcher
    items: dict[str, FeedItem] = field(default_factory=dict)
    unmatched: int = 0

    def parse(self, row: Row, log: Log) -> ImportedRow | None:
        cells = row.cells
        for key in ("id", "title"):
            if not cells.get(key):
                log.error(row.line, key, _("It is empty."))
                return None
        offer = Offer(
            item_id=cells["id"][:200],
            title=cells["title"][:300],
            brand=cells.get("brand", "")[:120],
            mpn=cells.get("mpn", "")[:120],
            gtin=gtin_of(cells.get("gtin", "")),
        )
        price = price_of(cells, today=log.today)
        reason = self._left_out(cells, offer, price)
        if reason:
            log.dropped[reason] += 1
            return None
        match = self.matcher.match(offer)
        if match is None and not _PRODUCT.search(f"{offer.title} {cells.get('product_type', '')}"):
            log.dropped[OTHER_PRODUCT] += 1
            return None
        if match is None:
            self.unmatched += 1
            log.dropped[NOT_MATCHED] += 1
        if match is not None or self.unmatched <= _MOST_UNMATCHED:
            self._note(offer, match, price, link_of(cells.get("link", "")), log.today)
        return None if match is None else self._offered(row, match, price, log)

    def _left_out(self, cells: dict[str, str], offer: Offer, price: Decimal | None) -> str:
        if not is_new(cells.get("condition", "")):
            return NOT_NEW
        if offer.item_id in self.matcher.ignored:
            return IGNORED
        if price is None:
            return NO_PRICE
        by_hand = offer.item_id in self.matcher.decided
        if price < _LEAST_USD or (
            not by_hand and price < _PART_BELOW_USD and _PART.search(offer.title)
        ):
            return PART
        return ""

    def _note(
        self, offer: Offer, match: Match | None, price: Decimal | None, link: str, today: date
    ) -> None:
        self.items[offer.item_id] = FeedItem(
            feed=self.feed,
            item_id=offer.item_id,
            title=offer.title,
            brand=offer.brand,
            mpn=offer.mpn,
            gtin=offer.gtin,
            link=link,
            price_usd=price,
            seen_on=today,
            heat_pump_id=match.heat_pump_id if match else None,
            matched=match.how if match else Matched.NOT,
        )

    def _offered(
        self, row: Row, match: Match, price: Decimal | None, log: Log
    ) -> ImportedRow | None:
        unit = self.matcher.units.get(match.heat_pump_id)
        if unit is None or price is None:
            return None
        stocked = is_in_stock(row.cells.get("availability", ""))
        seen = ImportedPrice(
            kind=match.kind.value,
            low=price,
            high=price,
            observed_on=log.today,
            retailer=self.feed.shop,
            link=link_of(row.cells.get("link", "")),
        )
        whole = match.kind == PriceKind.STREET or unit.outdoor_alone
        return ImportedRow(
            line=row.line,
            heat_pump_id=unit.pk,
            unit=Unit(
                slug=unit.slug,
                brand=unit.brand,
                type=unit.type,
                model_number=unit.model_number,
                figures=(self._statement(stocked=stocked, today=log.today),) if whole else (),
                prices=(seen,) if stocked else (),
            ),
        )

    def _statement(self, *, stocked: bool, today: date) -> Published:
        return sale_statement(
            ON_SALE if stocked else OUT_OF_STOCK,
            source=_("Product feed of %(shop)s") % {"shop": self.feed.shop},
            day=today,
            confidence=Confidence.HIGH,
        )

    def settle(self, rows: Sequence[ImportedRow], _log: Log, _reasoned: bool) -> list[ImportedRow]:
        """One row a unit, however many offers; and the list to match, as it is now."""
        self._store()
        offers: dict[int, list[ImportedRow]] = defaultdict(list)
        for row in rows:
            offers[row.heat_pump_id].append(row)
        return [_together(each) for each in offers.values()]

    def _store(self) -> None:
        told = ["title", "brand", "mpn", "gtin", "link", "price_usd", "seen_on"]
        kept = set(self.matcher.decided) | self.matcher.ignored
        for again, fields in ((True, told), (False, [*told, "heat_pump", "matched"])):
            FeedItem.objects.bulk_create(
                [item for item in self.items.values() if (item.item_id in kept) is again],
                update_conflicts=True,
                unique_fields=["feed", "item_id"],
                update_fields=fields,
                batch_size=2000,
            )


def _together(rows: Sequence[ImportedRow]) -> ImportedRow:
    """Offers of one unit in one feed: lowest to highest price, with the address of the lowest."""
    prices: dict[str, list[ImportedPrice]] = defaultdict(list)
    for row in rows:
        for price in row.unit.prices:
            prices[price.kind].append(price)
    statements = [figure for row in rows for figure in row.unit.figures]
    statements.sort(key=lambda figure: figure.value != ON_SALE)
    return replace(
        rows[0],
        unit=replace(
            rows[0].unit,
            figures=tuple(statements[:1]),
            prices=tuple(
                replace(
                    min(seen, key=lambda price: price.low),
                    high=max(price.high for price in seen),
                )
                for seen in prices.values()
            ),
        ),
    )


def feed_format(feed: Feed) -> Format:
    """How the feed of one shop is read now."""
    run = FeedRun(feed=feed, matcher=read_matcher(feed))
    return replace(FEED, parse=run.parse, whole=run.settle, open=partial(open_feed, kind=feed.kind))


def _of_no_shop(_row: Row, _log: Log) -> ImportedRow | None:
    raise AssertionError("A feed is read by feed_format.")


FEED = Format(
    code=CODE,
    label=gettext_lazy("Product feed of a store (TSV, CSV or XML, gzip allowed)"),
    required=(),
    parse=_of_no_shop,
    creates=False,
    dated_again_after=timedelta(days=1),
)
