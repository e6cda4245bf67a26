"""A list in its shelves: what is sold or certified today, then older units, then those that ended.

The order within a shelf is the one that the visitor chose.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.engine.equipment import IntArray
from advisor.engine.money import Purchase
from advisor.formatting.numbers import number
from advisor.formatting.text import Text
from advisor.listing.search import ENDED, OLDER, TODAY, Shelf
from advisor.pages.catalog.unit_lines import UnitLine, unit_line

TITLES: dict[int, Text] = {
    TODAY: gettext_lazy("Sold or certified today"),
    OLDER: gettext_lazy("Older, or not known to be sold"),
    ENDED: gettext_lazy("Discontinued"),
}


@dataclass(frozen=True, kw_only=True)
class ShelfGroup:
    place: int  # TODAY, OLDER, ENDED
    title: Text
    units: tuple[UnitLine, ...]


def shelf_groups(
    shelf: Shelf, rows: Iterable[int], prices: Purchase, *, carried: Mapping[str, str]
) -> tuple[ShelfGroup, ...]:
    """``rows`` as lines, one group for each shelf that they stand on, in their order; their links
    keep what is ``carried``."""
    units = carried.get("units", "us")
    return tuple(
        ShelfGroup(
            place=place,
            title=TITLES[place],
            units=tuple(
                unit_line(shelf, row, prices, units=units, carried=carried) for row in group
            ),
        )
        for place, group in groupby(rows, key=lambda row: int(shelf.sale_shelf[row]))
    )


def shelf_counts(shelf: Shelf, rows: IntArray) -> str:
    """How many of ``rows`` stand on which shelf: "1,373 sold or certified today, 217 older"."""
    today, older, ended = np.bincount(shelf.sale_shelf[rows], minlength=len(TITLES)).tolist()
    parts = [_("%(count)s sold or certified today") % {"count": number(today)}]
    if older:
        parts.append(_("%(count)s older or not known to be sold") % {"count": number(older)})
    if ended:
        parts.append(_("%(count)s discontinued") % {"count": number(ended)})
    return ", ".join(parts)
