"""A large synthetic catalog for benchmarks: consistent figures, the same for one seed.

Every unit is marked ``synthetic``. The database refuses to let one go live, and no page shows one
unless ``SYNTHETIC_CATALOG`` is set.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from django.db import transaction

from catalog.importing.existing_units import batched
from catalog.importing.writing import copy_rows, new_ids
from catalog.models import (
    TYPE_RULES,
    Brand,
    Figure,
    HeatPump,
    PerformancePoint,
    PriceObservation,
    Source,
)
from catalog.plausibility import POINT_COLUMNS
from catalog.vocabulary import usual_unit

SOURCE: Final = "manage.py make_synthetic_catalog"
_BRANDS: Final = 40
_BATCH: Final = 5_000
_SIZES: Final = np.array([6, 9, 12, 15, 18, 24])  # thousand BTU/h of cooling
_PUMP: Final = tuple(
    field for field in HeatPump._meta.concrete_fields if not getattr(field, "generated", False)
)
_SHARES: Final = ("sold", "outlet", "refrigerant", "limit", "wifi", "minimum", "points", "price")
_FIGURES: Final = ("cooling_btu_h", "seer2", "hspf2", "ceer", "heat_source", "voltage")


@transaction.atomic
def make_synthetic_units(count: int, *, seed: int, today: date) -> None:
    """Replace the synthetic units with ``count`` new ones."""
    remove_synthetic_units()
    brands = [
        Brand.objects.get_or_create(
            slug=f"synthetic-{n:02}", defaults={"name": f"Synthetic {n:02}"}
        )[0].pk
        for n in range(1, _BRANDS + 1)
    ]
    source = Source.objects.get_or_create(locator=SOURCE)[0].pk
    random = np.random.default_rng(seed)
    for numbers in batched(range(1, count + 1), _BATCH):
        ids = new_ids(len(numbers))
        units = list(_units(numbers, brands, random))
        copy_rows(
            HeatPump._meta.db_table,
            [field.attname for field in _PUMP],
            (
                tuple(
                    pk if field.name == "id" else unit.get(field.attname, field.get_default())
                    for field in _PUMP
                )
                for pk, unit in zip(ids, units, strict=True)
            ),
        )
        _copy_details(ids, units, source=source, random=random, today=today)


def remove_synthetic_units() -> None:
    """Remove all synthetic units."""
    HeatPump.objects.filter(synthetic=True).delete()
    Brand.objects.filter(slug__startswith="synthetic-", heat_pumps=None).delete()


def _units(
    numbers: list[int], brands: list[int], random: np.random.Generator
) -> Iterator[dict[str, Any]]:
    """Columns of units, with their points under ``points`` and a share under ``price``."""
    draws = _draw(len(numbers), random)
    for i, number in enumerate(numbers):
        draw = {name: values[i] for name, values in draws.items()}
        yield {
            **_identity(number, brands, draw),
            **_figures(draw),
            "points": _points(draw),
            "price": float(draw["price"]),
        }


def _draw(n: int, random: np.random.Generator) -> dict[str, Any]:
    """What differs from unit to unit: arrays of length ``n``. [BTU/h, °F; shares of 1]

    Ratios as in SOURCES.md: the lowest output 0.17 to 0.41 of the rated one at 47 °F, that at 5 °F
    0.67 to 1.25 of it; better COP goes with better ratings.
    """
    shares_of_types = [rules.synthetic_share for rules in TYPE_RULES.values()]
    kind = random.choice(list(TYPE_RULES), n, p=np.array(shares_of_types) / sum(shares_of_types))
    thousands = random.choice(_SIZES, n, p=[0.15, 0.25, 0.25, 0.1, 0.15, 0.1])
    cooling = (thousands * 1000 * random.uniform(0.92, 1.05, n)).round(-2).astype(int)
    quality = random.normal(0, 1, n).clip(-2, 2)
    cold = random.random(n) < 0.4 + 0.15 * quality
    rated = (cooling * random.uniform(1.0, 1.25, n)).round(-2).astype(int)
    turndown = (0.3 - 0.05 * quality + random.normal(0, 0.04, n)).clip(0.12, 0.6)
    at_17 = (rated * random.uniform(0.58, 0.75, n)).round(-2).astype(int)
    share_at_5 = np.where(cold, random.uniform(0.8, 1.1, n), random.uniform(0.5, 0.7, n))
    shares = random.random((len(_SHARES), n))
    return {
        "kind": kind,
        "thousands": thousands,
        "cooling": cooling,
        "quality": quality,
        "cold": cold,
        "rated": rated,
        "lowest": (rated * turndown).astype(int),
        "at_17": at_17,
        "at_5": (rated * share_at_5).astype(int),
        "cop": (3.6 + 0.4 * quality).round(2),
        **dict(zip(_SHARES, shares, strict=True)),
    }


def _identity(number: int, brands: list[int], draw: dict[str, Any]) -> dict[str, Any]:
    mini = draw["kind"] == "mini_split"
    model = f"SYN{draw['thousands']:02}-{number:06}"
    return {
        "slug": f"synthetic-{number:06}",
        "brand_id": brands[number % len(brands)],
        "type": str(draw["kind"]),
        "series": f"Series {number % 60}",
        "model_number": f"{model}-I / {model}-O" if mini else model,
        "indoor_model": f"{model}-I" if mini else "",
        "outdoor_model": f"{model}-O" if mini else "",
        "status": "draft",
        "synthetic": True,
        "availability": "certified" if draw["sold"] < 0.7 else "on_sale",
        "heat_source": "heat_pump",
        "confidence": "medium",
    }


def _figures(draw: dict[str, Any]) -> dict[str, Any]:
    kind, quality, cold = str(draw["kind"]), draw["quality"], draw["cold"]
    mini = kind == "mini_split"
    limit = float(-13 if cold else 5) if draw["limit"] < 0.6 else None
    return {
        "cooling_btu_h": int(draw["cooling"]),
        "cooling_rating_basis": "sacc_doe" if kind == "portable" else "ahri_95f",
        "cold_climate": bool(cold),
        "voltage": "115" if draw["thousands"] <= 12 and draw["outlet"] < 0.6 else "208/230",
        "form": "wall" if mini else kind,
        "compressor": "inverter",
        "refrigerant": "R-454B" if draw["refrigerant"] < 0.4 else "R-32",
        "sound_indoor_min_db": round(float(26 - 2 * quality + 14 * (not mini)), 1),
        "min_operating_f": limit,
        "wifi": bool(draw["wifi"] < 0.5),
        "seer2": round(float(22 + 3 * quality), 1) if mini else None,
        "hspf2": round(float(9.8 + 0.8 * quality), 1) if mini else None,
        "ceer": round(float(13.5 + 1.2 * quality), 1) if kind == "window" else None,
    }


def _points(draw: dict[str, Any]) -> list[tuple[str, int, dict[str, Any]]]:
    """Points of heating: mode, outdoors [°F], cells [BTU/h, W/W]; most units of rooms have none."""
    if draw["kind"] != "mini_split" and draw["points"] >= 0.3:
        return []
    rated, cop = int(draw["rated"]), float(draw["cop"])
    at_47: dict[str, Any] = {"rated_btu_h": rated, "cop_rated": cop}
    if draw["minimum"] < 0.5:
        at_47["min_btu_h"] = int(min(draw["lowest"], rated))
    return [
        ("heating", 47, at_47),
        ("heating", 17, {"rated_btu_h": int(draw["at_17"]), "cop_rated": cop * 0.72}),
        ("heating", 5, {"max_btu_h": int(draw["at_5"]), "cop_max": cop * 0.55}),
    ]


def _copy_details(
    ids: list[int],
    units: list[dict[str, Any]],
    *,
    source: int,
    random: np.random.Generator,
    today: date,
) -> None:
    pairs = list(zip(ids, units, strict=True))
    copy_rows(
        PerformancePoint._meta.db_table,
        ("heat_pump_id", "mode", "outdoor_f", *POINT_COLUMNS),
        (
            (pk, mode, outdoor_f, *(cells.get(name) for name in POINT_COLUMNS))
            for pk, unit in pairs
            for mode, outdoor_f, cells in unit["points"]
        ),
    )
    copy_rows(
        Figure._meta.db_table,
        (
            *("heat_pump_id", "name", "value", "unit", "source_id", "source_date", "source_day"),
            *("confidence", "rights", "note", "in_use", "by_hand"),
        ),
        (
            (
                *(pk, name, str(unit[name]), usual_unit(name), source, today.isoformat(), today),
                *("medium", "", "", True, False),
            )
            for pk, unit in pairs
            for name in _FIGURES
            if unit[name] is not None
        ),
    )
    days = random.integers(0, 400, len(pairs))
    copy_rows(
        PriceObservation._meta.db_table,
        (
            *("heat_pump_id", "kind", "amount_low", "amount_high", "currency", "observed_on"),
            *("retailer", "link"),
        ),
        (
            (
                pk,
                "street",
                usd,
                usd,
                "USD",
                today - timedelta(days=int(day)),
                "Synthetic shop",
                "",
            )
            for (pk, unit), day in zip(pairs, days, strict=True)
            if unit["price"] < 0.4
            for usd in [round(unit["cooling_btu_h"] * (0.08 + 0.4 * unit["price"]), 2)]
        ),
    )
