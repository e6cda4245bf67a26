"""What shops ask for the units of a type: one range, said alike by the guides and live facts."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting.dates import day
from advisor.formatting.numbers import money_span
from advisor.listing.search import Shelf

OLD_DAYS = 90
"""From this age on a price is shown only as a range with its date."""

ENOUGH_BRANDS = 4
"""With fewer brands a range is no picture of what such units cost, and says so."""


@dataclass(frozen=True, kw_only=True)
class PriceRange:
    """Prices of the last 90 days; where there is none, older ones, and ``is_old``."""

    low: float  # $
    high: float
    models: int
    brands: tuple[str, ...]  # by name
    oldest: date
    newest: date
    is_old: bool

    @property
    def span(self) -> str:
        return money_span(self.low, self.high)

    @property
    def few_brands(self) -> str:
        """Says that the range is that of a few brands only; empty where it is not."""
        count = len(self.brands)
        if count >= ENOUGH_BRANDS:
            return ""
        return ngettext(
            "from %(count)d brand only (%(names)s), so others may cost less or more",
            "from %(count)d brands only (%(names)s), so others may cost less or more",
            count,
        ) % {"count": count, "names": ", ".join(self.brands)}

    @property
    def basis(self) -> str:
        """How many models, and by when their prices were seen."""
        told = ngettext(
            "%(count)d model, price seen by %(day)s",
            "%(count)d models, prices seen by %(day)s",
            self.models,
        ) % {"count": self.models, "day": day(self.newest)}
        return _("older than 90 days: %(seen)s") % {"seen": told} if self.is_old else told


def price_range(shelf: Shelf, kind: str, today: date) -> PriceRange | None:
    """The range of a type among what can be picked; ``None`` where no price was seen."""
    units = shelf.stock.units
    seen = (units.kind == UNIT_TYPES.index(kind)) & ~np.isnan(units.price_low)
    age = today.toordinal() - units.price_day
    recent = seen & (age >= 0) & (age <= OLD_DAYS)
    counted = recent if recent.any() else seen
    if not counted.any():
        return None
    days = units.price_day[counted]
    return PriceRange(
        low=float(units.price_low[counted].min()),
        high=float(units.price_high[counted].max()),
        models=int(counted.sum()),
        brands=tuple(sorted({shelf.stock.cards[row].brand for row in np.flatnonzero(counted)})),
        oldest=date.fromordinal(int(days.min())),
        newest=date.fromordinal(int(days.max())),
        is_old=not recent.any(),
    )
