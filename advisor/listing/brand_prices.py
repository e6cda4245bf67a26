"""What each brand's dated prices are against the usual of their size: to keep the tiers true."""

from collections import defaultdict
from statistics import median

from advisor.engine.money import usual_typical_usd
from advisor.engine.price_tiers import PriceTier
from advisor.listing.inventory import current
from catalog.models import PriceObservation


def measured_tiers() -> dict[str, PriceTier]:
    """Brand's slug → lowest, median, and highest of all its dated prices of mini-splits, over the
    typical of the ordinary class. Kits that their owner installs are left out: other goods."""
    usual: dict[str, float] = {}
    for shelf in current().parts:
        typical = usual_typical_usd(shelf.units)
        plain = shelf.units.split & (shelf.units.diy_kit != 1)
        usual |= {
            card.slug: float(usd)
            for card, usd, counts in zip(shelf.cards, typical, plain, strict=True)
            if counts
        }
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for price in PriceObservation.objects.seen().select_related("heat_pump__brand").order_by("pk"):
        slug = price.heat_pump.slug
        if slug in usual:
            middle = float(price.amount_low + price.amount_high) / 2
            found[price.heat_pump.brand.slug].append((middle / usual[slug], slug))
    return {
        brand: PriceTier(
            low=min(ratio for ratio, _slug in ratios),
            typical=median(ratio for ratio, _slug in ratios),
            high=max(ratio for ratio, _slug in ratios),
            prices=len(ratios),
            units=len({slug for _ratio, slug in ratios}),
        )
        for brand, ratios in sorted(found.items())
    }
