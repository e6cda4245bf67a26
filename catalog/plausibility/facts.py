"""A unit's record as plain figures."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from django.db.models import Q

from catalog.models import HeatPump, PerformancePoint, PriceKind, PriceObservation
from catalog.vocabulary import NORMALIZERS, PointPlace, Value, point_name

FamilyKey: TypeAlias = tuple[object, str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """A unit's record as plain figures: columns and cells of points by the names of figures."""

    type: str
    family: FamilyKey
    figures: Mapping[str, float]
    price_usd: float | None = None  # the lowest one asked by a shop, of the newest day


POINT_COLUMNS: Final = ("min_btu_h", "rated_btu_h", "max_btu_h", "cop_min", "cop_rated", "cop_max")
NUMERIC: Final = tuple(
    name
    for name in NORMALIZERS
    if HeatPump.column(name).get_internal_type() in {"FloatField", "PositiveIntegerField"}
)


def family_key(*, brand: object, unit_type: str, series: str, model: str) -> FamilyKey:
    """The units that one is compared with: its series or, without one, the same letters.

    >>> family_key(brand=1, unit_type="mini_split", series="", model="MSZ-FS06NA / MUZ-FS06NA")
    (1, 'mini_split', 'MSZ-FS#NA / MUZ-FS#NA')
    """
    return brand, unit_type, series.strip().lower() or re.sub(r"\d+", "#", model.upper())


def facts_of(which: Q) -> dict[int, Facts]:
    """The records of the units that ``which`` selects, by id. Three queries."""
    pumps = HeatPump.objects.filter(which).order_by("id")
    figures: dict[int, dict[str, float]] = defaultdict(dict)
    cells = (
        PerformancePoint.objects.filter(heat_pump__in=pumps.order_by().values("id"))
        .order_by("id")
        .values_list("heat_pump_id", "mode", "outdoor_f", *POINT_COLUMNS)
    )
    for pk, mode, outdoor_f, *values in cells.iterator(chunk_size=20_000):
        for column, value in zip(POINT_COLUMNS, values, strict=True):
            if value is not None:
                figures[pk][point_name(PointPlace(mode, outdoor_f, column))] = value
    prices: dict[int, float] = {}
    seen = PriceObservation.objects.seen().filter(
        heat_pump__in=pumps.order_by().values("id"), kind=PriceKind.STREET, currency="USD"
    )
    for pk, amount in seen.order_by("observed_on", "-amount_low", "id").values_list(
        "heat_pump_id", "amount_low"
    ):
        prices[pk] = float(amount)
    rows = pumps.values_list("id", "brand_id", "type", "series", "model_number", *NUMERIC)
    return {
        pk: Facts(
            type=unit_type,
            family=family_key(brand=brand, unit_type=unit_type, series=series, model=model),
            figures=figures[pk]
            | {name: v for name, v in zip(NUMERIC, values, strict=True) if v is not None},
            price_usd=prices.get(pk),
        )
        for pk, brand, unit_type, series, model, *values in rows.iterator(chunk_size=20_000)
    }


def facts_from(
    values: Mapping[str, Value],
    *,
    unit_type: str,
    family: FamilyKey,
    price_usd: float | None = None,
) -> Facts:
    """Facts of a record that is not in the database yet, from its columns and cells by name."""
    return Facts(
        type=unit_type,
        family=family,
        figures={
            name: value
            for name, value in values.items()
            if isinstance(value, (int, float)) and not isinstance(value, bool)
        },
        price_usd=price_usd,
    )
