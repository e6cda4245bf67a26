"""Catalog records for tests: keyword-only, and right unless a test asks for wrong ones."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from catalog.models import (
    Brand,
    Confidence,
    Figure,
    HeatPump,
    KnownNumber,
    PerformancePoint,
    PriceObservation,
    Source,
)
from catalog.vocabulary import first_day, usual_unit

_number = count(1)


def create_brand(*, name: str = "", slug: str = "") -> Brand:
    number = next(_number)
    return Brand.objects.create(name=name or f"Brand {number}", slug=slug or f"brand-{number}")


def create_heat_pump(*, brand: Brand | None = None, **columns: Any) -> HeatPump:
    """A live 9,000 BTU/h mini-split that may be picked, of a brand of its own."""
    number = next(_number)
    defaults: dict[str, Any] = {
        "slug": f"model-{number}",
        "model_number": f"MODEL-{number}",
        "type": "mini_split",
        "status": "live",
        "availability": "on_sale",
        "heat_source": "heat_pump",
        "confidence": "medium",
        "cooling_btu_h": 9000,
    }
    return HeatPump.objects.create(brand=brand or create_brand(), **(defaults | columns))


def create_point(
    *, heat_pump: HeatPump, mode: str = "heating", outdoor_f: int = 47, **figures: Any
) -> PerformancePoint:
    """A point at 47 °F that gives 10,000 BTU/h at rated speed, unless told otherwise."""
    return PerformancePoint.objects.create(
        heat_pump=heat_pump, mode=mode, outdoor_f=outdoor_f, **(figures or {"rated_btu_h": 10_000})
    )


def create_price(
    *,
    heat_pump: HeatPump,
    low: str = "1000.00",
    high: str = "",
    observed_on: date = date(2026, 9, 25),
    kind: str = "street",
    retailer: str = "A shop",
) -> PriceObservation:
    return PriceObservation.objects.create(
        heat_pump=heat_pump,
        kind=kind,
        amount_low=Decimal(low),
        amount_high=Decimal(high or low),
        observed_on=observed_on,
        retailer=retailer,
    )


def create_figure(
    *,
    heat_pump: HeatPump,
    name: str,
    value: str,
    source: str = "A manufacturer's sheet",
    source_date: str = "2026-01",
    confidence: str = Confidence.MEDIUM,
    rights: str = "",
    in_use: bool = False,
    by_hand: bool = False,
) -> Figure:
    return Figure.objects.create(
        heat_pump=heat_pump,
        name=name,
        value=value,
        unit=usual_unit(name),
        source=Source.objects.get_or_create(locator=source)[0],
        source_date=source_date,
        source_day=first_day(source_date),
        confidence=confidence,
        rights=rights,
        in_use=in_use,
        by_hand=by_hand,
    )


def create_known_number(*, typed: str, **columns: Any) -> KnownNumber:
    """An answer to what people type, of no brand and without a unit."""
    defaults: dict[str, Any] = {
        "kind": "no_such_number",
        "says_en": f"No {typed} was found.",
        "says_es": f"No se encontró {typed}.",
        "source": "The list of all lists",
        "seen": "2026-11",
    }
    return KnownNumber.objects.create(typed=typed, **(defaults | columns))
