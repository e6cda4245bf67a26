"""Which units are the smallest: the one answer of the page, the live facts and the guides."""

from dataclasses import dataclass

import numpy as np

from advisor.engine.equipment import BoolArray, IntArray
from advisor.engine.unit_types import UNIT_TYPES
from advisor.listing.search import ENDED, TODAY, Shelf
from catalog.models import SaleStatus

WILD_CARDS = frozenset("*#")
"""In a model number as it is certified: any character. Nobody buys a unit by such a name."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Smallest:
    """Rows of the shelf of one type, each machine once; the lowest output comes first."""

    kind: str
    today: IntArray  # on sale or certified, and may be picked
    nameplates: IntArray  # of these, all that share the smallest nameplate
    lowest: IntArray  # of these, all that share the lowest output, published or estimated alike
    former: IntArray  # no longer made, with a published lowest output

    def published(self, shelf: Shelf) -> int | None:
        """The row with the lowest output that is published today, ``None`` without any."""
        known = self.today[shelf.least_is_published[self.today]]
        return int(known[0]) if known.size else None


def smallest_of(shelf: Shelf, kind: str) -> Smallest:
    """The smallest units of a type, by lowest heat output and by nameplate.

    A lowest output below ``UNCONFIRMED_MIN_BTU_H`` is the low end of a manufacturer's range and
    no lowest output: such a unit has an estimate like one that publishes nothing.
    """
    here = shelf.kind == UNIT_TYPES.index(kind)
    today = _ordered(shelf, here & shelf.may_be_picked & (shelf.sale_shelf == TODAY))
    former = _ordered(shelf, here & _no_longer_made(shelf) & shelf.least_is_published)
    nameplate = shelf.cooling_btu_h[today]
    least = np.round(shelf.least_btu_h[today])
    published = shelf.least_is_published[today]
    return Smallest(
        kind=kind,
        today=today,
        nameplates=today[nameplate == nameplate.min()] if today.size else today,
        lowest=today[(least == least[0]) & (published == published[0])] if today.size else today,
        former=former,
    )


def _no_longer_made(shelf: Shelf) -> BoolArray:
    """An older generation that advice may still name, or a discontinued unit."""
    archive = shelf.sold == SaleStatus.values.index(SaleStatus.ARCHIVE)
    return np.asarray((archive & shelf.may_be_picked) | (shelf.sale_shelf == ENDED))


def _ordered(shelf: Shelf, chosen: BoolArray) -> IntArray:
    """Lowest output first; of equal ones the published before the estimated, what a shop sells
    before what is only certified, and a whole model number before one with the wild cards of a
    certificate; then by name. One row for each machine."""
    rows = np.flatnonzero(chosen)
    certified = np.array([shelf.cards[row].sale != SaleStatus.ON_SALE for row in rows], dtype=bool)
    wild = np.array([bool(WILD_CARDS & {*shelf.cards[row].model}) for row in rows], dtype=bool)
    keys = (
        shelf.by_name[rows],
        wild,
        certified,
        ~shelf.least_is_published[rows],
        np.round(shelf.least_btu_h[rows]),
    )
    rows = rows[np.lexsort(keys)]
    _machines, first = np.unique(shelf.machine[rows], return_index=True)
    return rows[np.sort(first)]
