"""A unit as a schema.org product."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.urls import reverse

from advisor.engine.money import FRESH_DAYS
from advisor.formatting.unit_names import TYPE_NAMES
from advisor.pages.catalog.figure_rows import figure_label
from advisor.pages.shared import structured
from catalog.models import (
    HeatPump,
    PriceKind,
    PriceObservation,
    Status,
)
from catalog.record import CurrentFigure
from catalog.vocabulary import usual_unit


def product_data(
    pump: HeatPump,
    figures: Mapping[str, CurrentFigure],
    prices: Sequence[PriceObservation],
    *,
    today: date,
    path: str,
) -> dict[str, object]:
    """A schema.org product; an offer only while the price of a shop is fresh, and no rating."""
    product: dict[str, object] = {
        "@type": "Product",
        "name": f"{pump.brand.name} {pump.model_number}",
        "brand": {"@type": "Brand", "name": pump.brand.name},
        "mpn": pump.model_number,
        "category": str(TYPE_NAMES.get(pump.type, pump.get_type_display())),
        "url": structured.absolute_url(path),
    }
    if pump.replaced_by is not None and pump.replaced_by.status != Status.DRAFT:
        following = pump.replaced_by
        product["isRelatedTo"] = {
            "@type": "Product",
            "name": f"{following.brand.name} {following.model_number}",
            "url": structured.absolute_url(
                reverse("model", args=(following.brand.slug, following.slug))
            ),
        }
    properties = [
        {
            "@type": "PropertyValue",
            "name": figure_label(name, "us"),
            "value": each.value,
            "unitText": usual_unit(name),
        }
        for name in ("heating_min_btu_47f", "cooling_btu_h", "min_operating_f", "seer2", "hspf2")
        if (each := figures.get(name)) is not None and each.value is not None
    ]
    if properties:
        product["additionalProperty"] = properties
    offer = _offer(prices, today) if pump.status == Status.LIVE else None
    return product | ({"offers": offer} if offer else {})


def _offer(prices: Sequence[PriceObservation], today: date) -> dict[str, object] | None:
    """What shops ask, while at least one price is fresh."""
    asked = [
        price
        for price in prices
        if price.kind == PriceKind.STREET
        and price.currency == "USD"
        and 0 <= (today - price.observed_on).days <= FRESH_DAYS
    ]
    if not asked:
        return None
    until = max(price.observed_on for price in asked) + timedelta(days=int(FRESH_DAYS))
    return {
        "@type": "AggregateOffer",
        "priceCurrency": "USD",
        "lowPrice": f"{min(price.amount_low for price in asked):.2f}",
        "highPrice": f"{max(price.amount_high for price in asked):.2f}",
        "offerCount": len(asked),
        "priceValidUntil": until.isoformat(),
    }
