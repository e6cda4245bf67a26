"""A large made-up catalogue for benchmarks: figures that hang together, the same for one seed.

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
from catalog.models import Brand, Figure, HeatPump, PerformancePoint, PriceObservation, Source
from catalog.plausibility import POINT_COLUMNS
from catalog.vocabulary import usual_unit

SOURCE: Final = "made up by manage.py make_catalog"
_BRANDS: Final = 40
_BATCH: Final = 5_000
_SIZES: Final = np.array([6, 9, 12, 15, 18, 24])  # thousand BTU/h of cooling
_PUMP: Final = tuple(
    field for field in HeatPump._meta.concrete_fields if not getattr(field, "generated", False)
)
_FIGURES: Final = ("cooling_btu_h", "seer2", "hspf2", "ceer", "heat_source", "voltage")


@transaction.atomic
def make_synthetic_units(count: int, *, seed: int, today: date) -> None:
    """Put ``count`` made-up units in the place of those that are there."""
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
    """Take all made-up units away."""
    HeatPump.objects.filter(synthetic=True).delete()
    Brand.objects.filter(slug__startswith="synthetic-", heat_pumps=None).delete()


def _units(
    numbers: list[int], brands: list[int], random: np.random.Generator
) -> Iterator[dict[str, Any]]:
    """Columns of units, with their points under ``points``.

    Ratios as in SOURCES.md: the lowest output 0.17 to 0.41 of the rated one at 47 °F, that at 5 °F
    0.67 to 1.25 of it; better COP goes with better ratings.
    """
    n = len(numbers)
    kind = random.choice(["mini_split", "window", "portable"], n, p=[0.8, 0.15, 0.05])
    thousands = random.choice(_SIZES, n, p=[0.15, 0.25, 0.25, 0.1, 0.15, 0.1])
    cooling = (thousands * 1000 * random.uniform(0.92, 1.05, n)).round(-2).astype(int)
    quality = random.normal(0, 1, n).clip(-2, 2)
    cold = random.random(n) < 0.4 + 0.15 * quality
    rated = (cooling * random.uniform(1.0, 1.25, n)).round(-2).astype(int)
    lowest = (rated * (0.3 - 0.05 * quality + random.normal(0, 0.04, n)).clip(0.12, 0.6)).astype(
        int
    )
    at_17 = (rated * random.uniform(0.58, 0.75, n)).round(-2).astype(int)
    at_5 = (
        rated * np.where(cold, random.uniform(0.8, 1.1, n), random.uniform(0.5, 0.7, n))
    ).astype(int)
    cop = (3.6 + 0.4 * quality).round(2)
    told = random.random((8, n))
    for i, number in enumerate(numbers):
        mini = kind[i] == "mini_split"
        model = f"SYN{thousands[i]:02}-{number:06}"
        unit: dict[str, Any] = {
            "slug": f"synthetic-{number:06}",
            "brand_id": brands[number % len(brands)],
            "type": str(kind[i]),
            "series": f"Series {number % 60}",
            "model_number": f"{model}-I / {model}-O" if mini else model,
            "indoor_model": f"{model}-I" if mini else "",
            "outdoor_model": f"{model}-O" if mini else "",
            "status": "draft",
            "synthetic": True,
            "availability": "current" if told[0, i] < 0.7 else "unknown",
            "heat_source": "heat_pump",
            "confidence": "medium",
            "cooling_btu_h": int(cooling[i]),
            "cooling_rating_basis": "sacc_doe" if kind[i] == "portable" else "ahri_95f",
            "cold_climate": bool(cold[i]),
            "voltage": "115" if thousands[i] <= 12 and told[1, i] < 0.6 else "208/230",
            "form": "wall" if mini else "window" if kind[i] == "window" else "portable",
            "compressor": "inverter",
            "refrigerant": "R-454B" if told[2, i] < 0.4 else "R-32",
            "sound_indoor_min_db": round(float(26 - 2 * quality[i] + 14 * (not mini)), 1),
            "min_operating_f": float(-13 if cold[i] else 5) if told[3, i] < 0.6 else None,
            "wifi": bool(told[4, i] < 0.5),
            "seer2": round(float(22 + 3 * quality[i]), 1) if mini else None,
            "hspf2": round(float(9.8 + 0.8 * quality[i]), 1) if mini else None,
            "ceer": round(float(13.5 + 1.2 * quality[i]), 1) if kind[i] == "window" else None,
        }
        points = [("heating", 47, {"rated_btu_h": int(rated[i]), "cop_rated": float(cop[i])})]
        if told[5, i] < 0.5:
            points[0][2]["min_btu_h"] = int(min(lowest[i], rated[i]))
        points += [
            ("heating", 17, {"rated_btu_h": int(at_17[i]), "cop_rated": float(cop[i]) * 0.72}),
            ("heating", 5, {"max_btu_h": int(at_5[i]), "cop_max": float(cop[i]) * 0.55}),
        ]
        unit["points"] = points if mini or told[6, i] < 0.3 else []
        unit["price"] = float(told[7, i])
        yield unit


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
            "retailer",
        ),
        (
            (
                pk,
                "street",
                usd,
                usd,
                "USD",
                today - timedelta(days=int(day)),
                "Made-up shop",
            )
            for (pk, unit), day in zip(pairs, days, strict=True)
            if unit["price"] < 0.4
            for usd in [round(unit["cooling_btu_h"] * (0.08 + 0.4 * unit["price"]), 2)]
        ),
    )
