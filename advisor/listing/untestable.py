"""Answers that no unit of today can be tested against, because nobody publishes the figure."""

import numpy as np

from advisor.engine.equipment import UNKNOWN, BoolArray
from advisor.listing.inventory import Inventory

ASKS_OF_UNITS = frozenset({"features", "window_type", "priorities"})
"""Questions whose choices are tested against a published figure of each unit."""


def untestable(stock: Inventory) -> dict[str, frozenset[str]]:
    """Question → its choices of which not one unit of the first shelf publishes anything.

    ``stock`` is the whole inventory; without a unit that a question is about, it names nothing.
    """
    units = stock.units
    windows = units.of_type(lambda each: each.in_window).astype(bool)
    silent = np.isnan(units.sound_min_db)
    return {
        "features": frozenset(
            name for name, flags in units.features.items() if _all(flags == UNKNOWN)
        ),
        "window_type": frozenset(
            name for name, fits in units.fits_window.items() if _all(fits[windows] == UNKNOWN)
        ),
        "priorities": frozenset({"quiet"} if _all(silent) else ()),
    }


def _all(unknown: BoolArray) -> bool:
    return bool(unknown.size and unknown.all())
