"""Units of the database as plain figures by name: columns, and cells of points alike."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias, TypeVar

from django.db.models import Q

from catalog.models import HeatPump, PerformancePoint, PriceObservation
from catalog.plausibility import POINT_COLUMNS
from catalog.vocabulary import NORMALIZERS, PointPlace, Value, point_name, point_place

T = TypeVar("T")
PriceRow: TypeAlias = tuple[str, date, str, Decimal, Decimal]  # kind, day, shop, low, high
Points: TypeAlias = dict[tuple[str, int], dict[str, Value]]  # (mode, outdoor °F) → column → value

IDENTITY: Final = (
    *("type", "model_number", "series", "indoor_model", "outdoor_model", "single_zone", "notes"),
    "keep_draft",
)
COLUMNS: Final = (*IDENTITY, *NORMALIZERS)
BATCH: Final = 2_000


@dataclass(kw_only=True, slots=True)
class Known:
    """A unit as it is in the database; ``values`` holds no blanks."""

    id: int
    slug: str
    brand_id: int
    brand: str
    status: str
    confidence: str
    replaced_by: int | None
    loaded: bool  # by ``load_catalog``
    values: dict[str, Any]
    prices: list[PriceRow] = field(default_factory=list)


def known_units(which: Q) -> Iterator[Known]:
    """The units that ``which`` selects, by slug; three queries for every two thousand."""
    ids = list(HeatPump.objects.filter(which).order_by("slug").values_list("id", flat=True))
    for some in batched(ids, BATCH):
        known = _read(some)
        for pk in some:
            if pk in known:
                yield known[pk]


def _read(ids: Sequence[int]) -> dict[int, Known]:
    first = ("id", "slug", "brand_id", "brand__name", "status", "confidence")
    rows = HeatPump.objects.filter(pk__in=ids).values_list(
        *first, "replaced_by_id", "loaded_checksum", *COLUMNS
    )
    known = {
        row[0]: Known(
            **dict(
                zip(("id", "slug", "brand_id", "brand", "status", "confidence"), row, strict=False)
            ),
            replaced_by=row[6],
            loaded=bool(row[7]),
            values={
                name: value
                for name, value in zip(COLUMNS, row[8:], strict=True)
                if value is not None and value != ""
            },
        )
        for row in rows
    }
    cells = PerformancePoint.objects.filter(heat_pump__in=ids).order_by("id")
    for pk, mode, outdoor_f, *values in cells.values_list(
        "heat_pump_id", "mode", "outdoor_f", *POINT_COLUMNS
    ):
        for column, value in zip(POINT_COLUMNS, values, strict=True):
            if value is not None:
                known[pk].values[point_name(PointPlace(mode, outdoor_f, column))] = value
    prices = PriceObservation.objects.filter(heat_pump__in=ids, currency="USD").order_by("id")
    for pk, *price in prices.values_list(
        *("heat_pump_id", "kind", "observed_on", "retailer", "amount_low", "amount_high")
    ):
        known[pk].prices.append(tuple(price))
    return known


def points_from(values: dict[str, Any]) -> Points:
    """The performance points that the figures make; one that repeats a column is none."""
    points: Points = defaultdict(dict)
    for name, value in values.items():
        place = point_place(name)
        if place is not None:
            points[place.mode, place.outdoor_f][place.column] = value
    if set(points.get(("cooling", 95), ())) == {"rated_btu_h"}:
        del points["cooling", 95]
    return dict(points)


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of ``size`` items, the last one shorter (itertools has it from Python 3.12 on)."""
    some: list[T] = []
    for item in items:
        some.append(item)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some
