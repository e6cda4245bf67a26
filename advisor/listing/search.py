"""The live catalog as columns to search, filter and sort: every unit, pickable or not.

Made from the inventory, so that what the setting of rights hides is hidden here too, and cached
with it. Masks are arrays over all units: 50,000 of them are filtered in a few milliseconds.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from advisor.engine.equipment import BoolArray, IntArray
from advisor.engine.money import FROM_CLASS, Purchase, purchase
from advisor.engine.place import FloatArray
from advisor.engine.unit_types import UNIT_TYPES
from advisor.listing import inventory
from advisor.listing.inventory import Card, Inventory
from advisor.listing.versioned import VersionedCache
from catalog.models import FIRST_SHELF, SaleStatus
from catalog.selection import names_key, search_words

SIZES: dict[str, tuple[float, float]] = {
    "6k": (0, 7500),
    "9k": (7500, 10_500),
    "12k": (10_500, 13_500),
    "18k": (13_500, 20_000),
    "24k": (20_000, 1e9),
}
"""Bands of rated cooling, from–below. [BTU/h]"""
LEAST = (1500, 2000, 3000, 4000, 6000)
"""Lowest outputs that one may ask for, at most. [BTU/h]"""
PRICES = (500, 1000, 1500, 2000, 3000)
"""Prices of the unit alone, at most. [$]"""
SOUNDS = (20, 25, 30, 40, 50)
"""Sound indoors at the lowest speed, at most. [dB(A)]"""
COLD_F = 5.0
VOLTS = {"115": 115.0, "230": 230.0}
SORTS = ("least", "size", "price", "quiet", "cold", "name")
TODAY, OLDER, ENDED = range(3)
"""The shelves by what is known of the sale, in the order in which lists show them."""
SHELF_OF = {value: TODAY if value in FIRST_SHELF else OLDER for value in SaleStatus.values} | {
    SaleStatus.DISCONTINUED.value: ENDED
}


@dataclass(frozen=True, kw_only=True, eq=False)
class Shelf:
    """Every live unit; all arrays have one entry per unit, as ``cards``."""

    version: str
    stock: Inventory
    parts: tuple[Inventory, ...]
    cards: list[Card]
    keys: list[str]  # search keys
    rows: dict[str, int]  # slug → row

    def _joined(self, column: Callable[[Inventory], FloatArray | BoolArray]) -> FloatArray:
        return np.concatenate([column(part) for part in self.parts])

    @cached_property
    def kind(self) -> IntArray:
        return np.concatenate([part.units.kind for part in self.parts])

    @cached_property
    def id(self) -> IntArray:
        return np.concatenate([part.units.id for part in self.parts])

    @cached_property
    def cooling_btu_h(self) -> FloatArray:
        return self._joined(lambda part: part.units.cooling_btu_h)

    @cached_property
    def least_btu_h(self) -> FloatArray:
        """Lowest heat at 47 °F, published or estimated."""
        return self._joined(lambda part: part.curves.min_heat_47_btu_h)

    @cached_property
    def least_is_published(self) -> BoolArray:
        """Published, and believed: see UNCONFIRMED_MIN_BTU_H of the engine."""
        return self._joined(_published_least).astype(bool)

    @cached_property
    def range_figure_btu_h(self) -> FloatArray:
        """Lowest heat at 47 °F that a manufacturer states and nothing confirms: the low end of its
        range, never used as an output. NaN where there is no such figure. [BTU/h]"""
        return self._joined(lambda part: part.curves.range_min_btu_h)

    @cached_property
    def one_speed(self) -> BoolArray:
        """Whether the least is the most."""
        return self._joined(
            lambda part: ~part.curves.estimated["min_output"] & ~_published_least(part)
        ).astype(bool)

    @cached_property
    def coldest_f(self) -> FloatArray:
        """Lowest outdoor temperature with heat; NaN where nobody publishes it."""
        return self._joined(
            lambda part: np.where(part.curves.estimated["cutout"], np.nan, part.curves.cutout_f)
        )

    @cached_property
    def volts(self) -> FloatArray:
        return self._joined(lambda part: part.units.volts)

    @cached_property
    def sound_db(self) -> FloatArray:
        """Indoors at the lowest speed."""
        return self._joined(lambda part: part.units.sound_min_db)

    @cached_property
    def brands(self) -> dict[str, str]:
        """Slug → name, by name."""
        found = {card.brand_slug: card.brand for card in self.cards}
        return dict(sorted(found.items(), key=lambda item: item[1].casefold()))

    @cached_property
    def brand(self) -> IntArray:
        """Index into ``brands``."""
        at = {slug: index for index, slug in enumerate(self.brands)}
        return np.array([at[card.brand_slug] for card in self.cards], dtype=int)

    @cached_property
    def sold(self) -> IntArray:
        """Index into ``SaleStatus``."""
        at = {value: index for index, value in enumerate(SaleStatus.values)}
        return np.array([at[card.sale] for card in self.cards], dtype=int)

    @cached_property
    def sale_shelf(self) -> IntArray:
        """``TODAY``, ``OLDER`` or ``ENDED``."""
        return np.array([SHELF_OF[card.sale] for card in self.cards], dtype=int)

    @cached_property
    def may_be_picked(self) -> BoolArray:
        """Neither discontinued, nor ducted, nor for several rooms only."""
        return np.array([not card.standing for card in self.cards], dtype=bool)

    @cached_property
    def machine(self) -> IntArray:
        """The same number: one machine under several labels."""
        return np.concatenate([part.units.machine for part in self.parts])

    def labels(self, row: int) -> list[Card]:
        """Every label under which the machine of this row is sold, its own first."""
        for part in self.parts:
            if row < len(part.cards):
                return [part.cards[each] for each in part.labels(row)]
            row -= len(part.cards)
        raise IndexError(row)

    @cached_property
    def by_name(self) -> IntArray:
        """Rank in the order of brand and model number."""
        order = sorted(
            range(len(self.cards)),
            key=lambda row: (self.cards[row].brand.casefold(), self.cards[row].model, row),
        )
        ranks = np.empty(len(order), dtype=int)
        ranks[order] = np.arange(len(order))
        return ranks

    def prices(self, today: date) -> Purchase:
        """What each unit costs by the rule that applies today."""
        parts = [purchase(part.units, part.curves, today=today.toordinal()) for part in self.parts]
        return Purchase(
            low=np.concatenate([part.low for part in parts]),
            typical=np.concatenate([part.typical for part in parts]),
            high=np.concatenate([part.high for part in parts]),
            basis=np.concatenate([part.basis for part in parts]),
            price_class=np.concatenate([part.price_class for part in parts]),
            aged_share=np.concatenate([part.aged_share for part in parts]),
        )


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is looked for; an empty value asks for nothing."""

    text: str = ""
    type: tuple[str, ...] = ()
    brand: str = ""
    size: str = ""
    least: str = ""
    volts: str = ""
    price: str = ""
    sound: str = ""
    cold: str = ""
    sold: str = ""
    sort: str = "least"


def choices(shelf: Shelf) -> dict[str, Sequence[str]]:
    """The values of each filter and of the order, as an address writes them."""
    return {
        "brand": list(shelf.brands),
        "size": list(SIZES),
        "least": [str(value) for value in LEAST],
        "volts": list(VOLTS),
        "price": [str(value) for value in PRICES],
        "sound": [str(value) for value in SOUNDS],
        "cold": ["1"],
        "sold": SaleStatus.values,
        "sort": SORTS,
    }


@dataclass(frozen=True, kw_only=True, eq=False)
class Found:
    """``rows`` in the order asked for; ``without`` counts them with one filter lifted, and
    ``counts`` by each choice of a filter under all the others."""

    rows: IntArray
    without: dict[str, int]
    counts: dict[str, dict[str, int]]
    prices: Purchase


def _published_least(part: Inventory) -> BoolArray:
    points = part.units.points
    at_47 = points.heating & (points.outdoor_f == 47) & ~np.isnan(points.min_btu_h)
    published = np.zeros(len(part.units), dtype=bool)
    published[points.unit[at_47]] = True
    return published & ~part.curves.estimated["min_output"]


_shelves: VersionedCache[Shelf] = VersionedCache()


def current() -> Shelf:
    """The shelf of the catalog as it is now: one query, more only after a change."""
    stock = inventory.current()
    return _shelves.get(stock, lambda: build(stock))


def build(stock: Inventory) -> Shelf:
    parts = stock.parts
    cards = [card for part in parts for card in part.cards]
    return Shelf(
        version=stock.version,
        stock=stock,
        parts=parts,
        cards=cards,
        keys=[
            names_key(card.brand, card.model, card.indoor, card.outdoor, card.series)
            for card in cards
        ],
        rows={card.slug: row for row, card in enumerate(cards)},
    )


def naming(shelf: Shelf, words: Sequence[str]) -> BoolArray:
    """The units whose names hold every one of these keys."""
    return np.array([all(word in key for word in words) for key in shelf.keys], bool)


def find(shelf: Shelf, wanted: Wanted, *, today: date, named: BoolArray | None = None) -> Found:
    """The units that are wanted, those of the first shelf before the others whatever the order;
    unknown figures come last on their shelf and pass no limit.

    ``named``: the units that the text means, where it was read already.
    """
    prices = shelf.prices(today)
    masks = _masks(shelf, wanted, prices, named)
    everything = np.ones(len(shelf.cards), dtype=bool)
    together = _all(masks.values(), everything)
    rows = np.flatnonzero(together)
    return Found(
        rows=rows[_order(shelf, rows, wanted, prices)],
        without={
            name: int(_all((m for n, m in masks.items() if n != name), everything).sum())
            for name in masks
        },
        counts=_counts(shelf, masks, everything),
        prices=prices,
    )


def _masks(
    shelf: Shelf, wanted: Wanted, prices: Purchase, named: BoolArray | None
) -> dict[str, BoolArray]:
    """One mask for each filter that is set, by its name."""
    return _kind_masks(shelf, wanted, named) | _figure_masks(shelf, wanted, prices)


def _kind_masks(shelf: Shelf, wanted: Wanted, named: BoolArray | None) -> dict[str, BoolArray]:
    """By name, type and brand."""
    masks: dict[str, BoolArray] = {}
    if words := search_words(wanted.text):
        masks["q"] = naming(shelf, words) if named is None else named
    if wanted.type:
        masks["type"] = np.isin(shelf.kind, [UNIT_TYPES.index(kind) for kind in wanted.type])
    if wanted.brand:
        at = list(shelf.brands).index(wanted.brand) if wanted.brand in shelf.brands else -1
        masks["brand"] = shelf.brand == at
    return masks


def _figure_masks(shelf: Shelf, wanted: Wanted, prices: Purchase) -> dict[str, BoolArray]:
    """By size, lowest output, voltage, price, sound and cold, and by whether it is sold."""
    masks: dict[str, BoolArray] = {}
    if wanted.size:
        low, high = SIZES[wanted.size]
        masks["size"] = (shelf.cooling_btu_h >= low) & (shelf.cooling_btu_h < high)
    if wanted.least:
        masks["least"] = shelf.least_btu_h <= float(wanted.least)
    if wanted.volts:
        masks["volts"] = shelf.volts == VOLTS[wanted.volts]
    if wanted.price:
        masks["price"] = (prices.typical <= float(wanted.price)) & (prices.basis != FROM_CLASS)
    if wanted.sound:
        masks["sound"] = shelf.sound_db <= float(wanted.sound)
    if wanted.cold:
        masks["cold"] = shelf.coldest_f < COLD_F
    if wanted.sold:
        masks["sold"] = shelf.sold == SaleStatus.values.index(wanted.sold)
    return masks


def _all(masks: Iterable[BoolArray], everything: BoolArray) -> BoolArray:
    together = everything
    for mask in masks:
        together = together & mask
    return together


def _counts(
    shelf: Shelf, masks: Mapping[str, BoolArray], everything: BoolArray
) -> dict[str, dict[str, int]]:
    def under_the_others(name: str) -> BoolArray:
        return _all((mask for other, mask in masks.items() if other != name), everything)

    kinds = np.bincount(shelf.kind[under_the_others("type")], minlength=len(UNIT_TYPES))
    brands = np.bincount(shelf.brand[under_the_others("brand")], minlength=len(shelf.brands))
    sold = np.bincount(shelf.sold[under_the_others("sold")], minlength=len(SaleStatus.values))
    return {
        "type": dict(zip(UNIT_TYPES, map(int, kinds), strict=True)),
        "brand": dict(zip(shelf.brands, map(int, brands), strict=True)),
        "sold": dict(zip(SaleStatus.values, map(int, sold), strict=True)),
    }


def _order(shelf: Shelf, rows: IntArray, wanted: Wanted, prices: Purchase) -> IntArray:
    """Positions in ``rows``; NaN sorts last, and equal ones by name."""
    unseen = np.where(prices.basis[rows] == FROM_CLASS, np.nan, prices.typical[rows])
    by = {
        "least": np.round(shelf.least_btu_h[rows]),
        "size": shelf.cooling_btu_h[rows],
        "price": unseen,
        "quiet": shelf.sound_db[rows],
        "cold": shelf.coldest_f[rows],
        "name": shelf.by_name[rows],
    }[wanted.sort]
    keys: list[npt.NDArray[Any]] = [shelf.by_name[rows], by]
    if wanted.sort == "least":  # a published figure comes before an equal estimate
        keys.insert(1, ~shelf.least_is_published[rows])
    return np.lexsort([*keys, shelf.sale_shelf[rows]])
