"""What a brand asks against the usual price of its size, measured on our own dated prices.

``manage.py measure_prices`` prints what is measured now. A brand has a tier only with several dated
prices of several units; one price of a brand says nothing of the rest.
"""

from dataclasses import dataclass

import numpy as np

from advisor.engine.constants import table
from advisor.engine.place import FloatArray

FEWEST_PRICES = 4
FEWEST_UNITS = 2


@dataclass(frozen=True, kw_only=True)
class PriceTier:
    """Lowest, median, and highest dated price over the typical of the ordinary class."""

    low: float
    typical: float
    high: float
    prices: int
    units: int


BRAND_TIERS: dict[str, PriceTier] = table(
    "BRAND_TIERS",
    {
        "mitsubishi-electric": PriceTier(low=1.20, typical=1.99, high=2.86, prices=29, units=21),
        "daikin": PriceTier(low=1.60, typical=2.14, high=2.55, prices=4, units=2),
        "perfect-aire": PriceTier(low=0.67, typical=0.76, high=0.92, prices=5, units=5),
    },
    "× the typical price of an ordinary mini-split of its size",
    source="dated store prices in our catalog, November 2026",
    says="price of a brand's mini-split without a dated price; other brands take their class",
)
TIER_OF = {brand: float(index) for index, brand in enumerate(BRAND_TIERS)}
"""Brand's slug → its place in ``BRAND_TIERS``, as ``Units.price_tier`` holds it."""
_FACTORS = np.array([[each.low, each.typical, each.high] for each in BRAND_TIERS.values()])


def tier_prices(tier: FloatArray, usual_usd: FloatArray) -> FloatArray:
    """Low, typical, and high of each unit by its tier; NaN where it has none. (units, 3) [$]"""
    known = ~np.isnan(tier)
    factors = np.full((tier.size, 3), np.nan)
    factors[known] = _FACTORS[tier[known].astype(int)]
    return np.asarray(np.round(factors * usual_usd[:, None]))
