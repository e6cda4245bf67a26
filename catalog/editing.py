"""What editors do to many units, or with one unit for another; each in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
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
MOST_AT_ONCE: Final = 2_000
"""Units of one bulk action."""
_CENT: Final = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class EnteredPrice:
    """A price to be entered. [USD]"""

    heat_pump_id: int
    low: Decimal
    high: Decimal
    retailer: str
    estimated_from: date | None = None  # of an estimate: when the price that it moves was seen
    estimated_kind: str | None = None  # of that price: also “outdoor unit only”
    factor: Decimal | None = None


def newest_prices(units: Iterable[int], *, kind: str) -> dict[int, PriceObservation]:
    """The newest price that was seen, of each unit that has one. One query."""
    rows = (
        PriceObservation.objects.seen()
        .filter(heat_pump__in=list(units), kind=kind, currency="USD")
        .order_by("heat_pump_id", "-observed_on", "-id")
        .distinct("heat_pump_id")
    )
    return {row.heat_pump_id: row for row in rows}


def estimated(price: PriceObservation, factor: Decimal) -> EnteredPrice:
    """What the price of that shop may be by now, which nobody has seen."""

    def scaled(amount: Decimal) -> Decimal:
        return (amount * factor).quantize(_CENT, rounding=ROUND_HALF_UP)

    return EnteredPrice(
        heat_pump_id=price.heat_pump_id,
        low=scaled(price.amount_low),
        high=scaled(price.amount_high),
        retailer=price.retailer,
        estimated_from=price.observed_on,
        estimated_kind=price.kind,
        factor=factor,
    )


@transaction.atomic
def enter_prices(prices: Sequence[EnteredPrice], *, kind: PriceKind, observed_on: date) -> int:
    """Write new prices; one of the same shop and day is corrected. One statement.

    An estimate is of its own kind whatever ``kind`` says, and of today.
    """
    today = timezone.localdate()
    PriceObservation.objects.bulk_create(
        [
            PriceObservation(
                heat_pump_id=price.heat_pump_id,
                kind=kind if price.factor is None else PriceKind.ESTIMATED,
                amount_low=price.low,
                amount_high=price.high,
                observed_on=observed_on if price.factor is None else today,
                retailer=price.retailer,
                estimated_from=price.estimated_from,
                estimated_kind=price.estimated_kind,
                factor=price.factor,
            )
            for price in prices
        ],
        update_conflicts=True,
        unique_fields=["heat_pump", "kind", "observed_on", "retailer"],
        update_fields=["amount_low", "amount_high", "estimated_from", "estimated_kind", "factor"],
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


def comes_round(
    heat_pump: HeatPump,
    successor: HeatPump,
    instead: Mapping[int, HeatPump | None] | None = None,
) -> bool:
    """Whether ``successor`` is, in the end, replaced by ``heat_pump`` itself; ``instead`` are
    successors that are about to be stored, by the unit's number."""
    seen: set[int] = set()
    at: HeatPump | None = successor
    while at is not None and at.pk not in seen:
        if at.pk == heat_pump.pk:
            return True
        seen.add(at.pk)
        at = instead[at.pk] if instead and at.pk in instead else at.replaced_by
    return False
