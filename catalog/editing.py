"""What editors do to many units, or with one unit for another; each in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from catalog.importing import manual_edits
from catalog.models import HeatPump, PerformancePoint, PriceKind, PriceObservation, Status
from catalog.vocabulary import NORMALIZERS, PointPlace

# What belongs to one unit only: its names and numbers, and what the desk has decided of it.
_OWN: Final = frozenset(
    {
        *("id", "slug", "model_number", "indoor_model", "outdoor_model", "ahri_ref"),
        *("status", "replaced_by", "submittal_url", "loaded_checksum", "synthetic"),
    }
)
_CENT: Final = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class EnteredPrice:
    """A price to be entered. [USD]"""

    heat_pump_id: int
    low: Decimal
    high: Decimal
    retailer: str


def newest_prices(units: Iterable[int], *, kind: str) -> dict[int, PriceObservation]:
    """The newest observation of each unit that has one. One query."""
    rows = (
        PriceObservation.objects.filter(heat_pump__in=list(units), kind=kind, currency="USD")
        .order_by("heat_pump_id", "-observed_on", "-id")
        .distinct("heat_pump_id")
    )
    return {row.heat_pump_id: row for row in rows}


def times(price: PriceObservation, factor: Decimal, *, retailer: str) -> EnteredPrice:
    """The same price, higher or lower; from the same shop unless another is given."""

    def scaled(amount: Decimal) -> Decimal:
        return (amount * factor).quantize(_CENT, rounding=ROUND_HALF_UP)

    return EnteredPrice(
        heat_pump_id=price.heat_pump_id,
        low=scaled(price.amount_low),
        high=scaled(price.amount_high),
        retailer=retailer or price.retailer,
    )


@transaction.atomic
def enter_prices(prices: Sequence[EnteredPrice], *, kind: PriceKind, observed_on: date) -> int:
    """Write new observations; one of the same shop and day is corrected. One statement."""
    PriceObservation.objects.bulk_create(
        [
            PriceObservation(
                heat_pump_id=price.heat_pump_id,
                kind=kind,
                amount_low=price.low,
                amount_high=price.high,
                observed_on=observed_on,
                retailer=price.retailer,
            )
            for price in prices
        ],
        update_conflicts=True,
        unique_fields=["heat_pump", "kind", "observed_on", "retailer"],
        update_fields=["amount_low", "amount_high"],
    )
    return len(prices)


@transaction.atomic
def copy_points(source: HeatPump, target: HeatPump, *, replace: bool, today: date) -> int:
    """Give ``target`` the performance points of ``source``; returns how many.

    Only those that it lacks, unless ``replace``. They become figures of the catalog desk.
    """
    known = set(target.points.values_list("mode", "outdoor_f"))
    taken = [
        point
        for point in source.points.order_by("id")
        if replace or (point.mode, point.outdoor_f) not in known
    ]
    if taken:
        manual_edits.record_point_edits(target, _cells(taken), today=today)
    return len(taken)


@transaction.atomic
def duplicate(source: HeatPump, *, model_number: str, today: date) -> HeatPump:
    """A draft with the figures of ``source`` under another model number, points included.

    Its figures are the catalog desk's own: somebody says that they hold for this unit too.
    """
    copied = {
        field.attname: getattr(source, field.attname)
        for field in HeatPump._meta.concrete_fields
        if field.name not in _OWN
    }
    twin = HeatPump(**copied, model_number=model_number, status=Status.DRAFT)
    twin.slug = free_slug(model_number, brand=source.brand.slug)
    twin.save()
    filled = [
        name
        for name in NORMALIZERS
        if name not in _OWN and getattr(twin, name) != HeatPump.column(name).get_default()
    ]
    manual_edits.record_edits(twin, filled, today=today)
    points = list(source.points.order_by("id"))
    if points:
        manual_edits.record_point_edits(twin, _cells(points), today=today)
    return twin


@transaction.atomic
def decide_machine(heat_pumps: Sequence[HeatPump], *, same: bool, today: date) -> None:
    """Say that units with the same figures are one machine, or that each is one of its own.

    One machine takes the name of its first label; see ``catalog.machines``.
    """
    for heat_pump in heat_pumps:
        named = heat_pumps[0] if same else heat_pump
        heat_pump.machine = f"{named.brand.name} {named.model_number}"[:60]
        heat_pump.save(update_fields=["machine"])
        manual_edits.record_edits(heat_pump, ["machine"], today=today)


def free_slug(model_number: str, *, brand: str) -> str:
    """The slug of a new unit: its number, with its brand's slug where another has that already."""
    slug = slugify(model_number)[:100] or brand
    named = f"{brand}-{slug}"[:110]
    taken = set(
        HeatPump.objects.filter(Q(slug=slug) | Q(slug__startswith=named)).values_list(
            "slug", flat=True
        )
    )
    free, number = slug, 2
    while free in taken:
        free = named if free == slug else f"{named}-{number}"
        number += free != named
    return free


def _cells(points: Iterable[PerformancePoint]) -> dict[PointPlace, Any]:
    return {
        place: value
        for point in points
        for place, value in manual_edits.cells_of(point).items()
        if value is not None
    }


def comes_round(heat_pump: HeatPump, successor: HeatPump) -> bool:
    """Whether ``successor`` is, in the end, replaced by ``heat_pump`` itself."""
    seen: set[int] = set()
    at: HeatPump | None = successor
    while at is not None and at.pk not in seen:
        if at.pk == heat_pump.pk:
            return True
        seen.add(at.pk)
        at = at.replaced_by
    return False
