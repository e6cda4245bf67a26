"""Answers that change nothing today, because no unit publishes what they ask for."""

import numpy as np

from advisor.engine.equipment import UNKNOWN, BoolArray
from advisor.engine.fit import MADE_FOR, unknown_window
from advisor.engine.place_limits import lacks_feature, wrong_window
from advisor.listing.inventory import Inventory

ASKS_OF_UNITS = frozenset({"features", "window_type", "priorities"})
"""Questions whose choices are tested against a published figure of each unit."""


def untestable(stock: Inventory) -> dict[str, frozenset[str]]:
    """Question → its choices that leave out no unit of the first shelf and put none behind another,
    by what ``engine.fit`` reads of each.

    ``stock`` is the whole inventory; an empty one names nothing.
    """
    units = stock.units
    nobody = np.zeros(len(units), dtype=bool)
    return {
        "features": frozenset(
            name
            for name, flags in units.features.items()
            if _changes_nothing(lacks_feature(units, name), flags == UNKNOWN)
        ),
        "window_type": frozenset(
            name
            for name in units.fits_window.keys() - {MADE_FOR}
            if _changes_nothing(wrong_window(units, name), unknown_window(units, name))
        ),
        "priorities": frozenset(
            {"quiet"} if _changes_nothing(nobody, np.isnan(units.sound_min_db)) else ()
        ),
    }


def _changes_nothing(left_out: BoolArray, unknown: BoolArray) -> bool:
    """Whether no unit is left out, and every one is as unknown as the next."""
    return bool(unknown.size and unknown.all() and not left_out.any())
