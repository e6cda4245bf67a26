"""The tiers of brands are those that our dated prices give, and only where there are several."""

from io import StringIO

import pytest
from django.core.management import call_command

from advisor.engine.price_tiers import BRAND_TIERS, FEWEST_PRICES, FEWEST_UNITS
from advisor.listing.brand_prices import measured_tiers

pytestmark = pytest.mark.usefixtures("real_data")


def test_each_tier_is_what_is_measured_on_the_shipped_prices() -> None:
    measured = measured_tiers()
    for brand, tier in BRAND_TIERS.items():
        found = measured[brand]
        assert (found.prices, found.units) == (tier.prices, tier.units)
        assert [found.low, found.typical, found.high] == pytest.approx(
            [tier.low, tier.typical, tier.high], abs=0.01
        )


def test_no_tier_rests_on_a_single_price() -> None:
    enough = {
        brand
        for brand, tier in measured_tiers().items()
        if tier.prices >= FEWEST_PRICES and tier.units >= FEWEST_UNITS
    }
    assert enough == set(BRAND_TIERS)


def test_the_command_prints_every_brand_and_which_has_too_few() -> None:
    out = StringIO()
    call_command("measure_prices", stdout=out)
    lines = out.getvalue().splitlines()
    assert "mitsubishi-electric: 1.20 to 2.86, median 1.99 (29 prices of 21 units)" in lines
    assert any(
        line.startswith("senville") and line.endswith("too few for a tier") for line in lines
    )
