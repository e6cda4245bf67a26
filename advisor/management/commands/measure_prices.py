"""``manage.py measure_prices``: each brand's dated prices over the usual of their size."""

from typing import Any

from django.core.management.base import BaseCommand

from advisor.engine.price_tiers import FEWEST_PRICES, FEWEST_UNITS
from advisor.listing.brand_prices import measured_tiers


class Command(BaseCommand):
    help = "Prints each brand's dated prices of mini-splits over the usual of their size."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for brand, tier in measured_tiers().items():
            enough = tier.prices >= FEWEST_PRICES and tier.units >= FEWEST_UNITS
            self.stdout.write(
                f"{brand}: {tier.low:.2f} to {tier.high:.2f}, median {tier.typical:.2f}"
                f" ({tier.prices} prices of {tier.units} units)"
                + ("" if enough else ", too few for a tier")
            )
