"""Compare a catalog that was read with the database, and write what is new."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Q
from django.utils.text import slugify

from catalog.importing.reconcile import Reconciled, reconcile
from catalog.importing.records import Published, SeedCatalog, Unit
from catalog.importing.sale_statements import CERTIFIED, NAME, UNCONFIRMED
from catalog.models import (
    AcceptedWarning,
    Brand,
    CatalogVersion,
    Figure,
    HeatPump,
    PerformancePoint,
    PriceObservation,
    Source,
    Status,
)
from catalog.vocabulary import NORMALIZERS

# Any constant serves: loads of the catalog wait for each other on it.
LOCK: Final = 7_419_001
_IDENTITY: Final = (
    *("type", "series", "model_number", "indoor_model", "outdoor_model", "single_zone", "notes"),
    "keep_draft",
)
_BATCH: Final = 2_000


@dataclass(kw_only=True)
class Outcome:
    """What an import did, for the one who started it."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    doubts: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.created} created, {self.updated} updated, {self.unchanged} unchanged"


@transaction.atomic
def apply(catalog: SeedCatalog) -> Outcome:
    """Write the units whose record differs from the one that was loaded last.

    Everything or nothing. What an admin entered by hand stays; a unit that the catalog no longer
    lists stays as well.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    known = {
        heat_pump.slug: heat_pump
        for heat_pump in HeatPump.objects.filter(slug__in=[unit.slug for unit in catalog.units])
    }
    changed = [
        unit
        for unit in catalog.units
        if unit.slug not in known or known[unit.slug].loaded_checksum != unit.checksum
    ]
    outcome = Outcome(unchanged=len(catalog.units) - len(changed))
    if changed:
        _write(changed, known, catalog.source_urls, outcome)
    _accept(catalog)
    CatalogVersion.objects.filter(pk=1).update(loaded_checksum=catalog.checksum)
    return outcome


def _accept(catalog: SeedCatalog) -> None:
    """Reasons for what looks unusual; one that an admin gave stays."""
    slugs = {slug for slug, _key, _reason in catalog.accepted}
    ids = dict(HeatPump.objects.filter(slug__in=slugs).values_list("slug", "id"))
    AcceptedWarning.objects.bulk_create(
        (
            AcceptedWarning(heat_pump_id=ids[slug], key=key, reason=reason)
            for slug, key, reason in catalog.accepted
            if slug in ids
        ),
        ignore_conflicts=True,
    )


def _write(
    units: Sequence[Unit],
    known: dict[str, HeatPump],
    source_urls: dict[str, str],
    outcome: Outcome,
) -> None:
    brands = _brands(units)
    sources = _sources(units, source_urls)
    # What the desk entered and what other imports added stays, and is merged with the rest.
    others: dict[str, dict[int, Published]] = defaultdict(dict)
    for figure in Figure.objects.filter(
        Q(by_hand=True) | Q(batch__isnull=False),
        heat_pump__in=[known[unit.slug] for unit in units if unit.slug in known],
    ).select_related("source", "heat_pump"):
        others[figure.heat_pump.slug][figure.pk] = as_published(figure)

    standings: dict[str, Reconciled[Published]] = {}
    new: list[HeatPump] = []
    old: list[HeatPump] = []
    for unit in units:
        kept = others[unit.slug].values()
        standing = reconcile([*kept, *unit.figures], unit_type=unit.type)
        standings[unit.slug] = standing
        outcome.doubts += [f"{unit.slug}: {doubt}" for doubt in standing.doubts]
        heat_pump = known.get(unit.slug)
        (old if heat_pump else new).append(
            _fill(
                heat_pump or HeatPump(slug=unit.slug),
                unit,
                standing,
                brand=brands[unit.brand],
                kept={figure.name for figure in kept if figure.by_hand},
                sold_here=any(
                    (figure.name, figure.value, figure.by_hand) == (NAME, CERTIFIED, False)
                    for figure in kept
                ),
            )
        )
    HeatPump.objects.bulk_create(new, batch_size=_BATCH)
    if old:
        HeatPump.objects.bulk_update(old, [*_columns(), "brand"], batch_size=200)
        Figure.objects.filter(heat_pump__in=old, by_hand=False, batch=None).delete()
        Figure.objects.filter(heat_pump__in=old).update(in_use=False)
        PerformancePoint.objects.filter(heat_pump__in=old).delete()
    outcome.created += len(new)
    outcome.updated += len(old)
    written = {heat_pump.slug: heat_pump for heat_pump in [*new, *old]}
    _link_successors(units, written)
    _write_details(units, written, standings, sources)
    others_in_use = [
        pk
        for slug, figures in others.items()
        for pk, figure in figures.items()
        if standings[slug].statements.get(figure.name) is figure
    ]
    Figure.objects.filter(pk__in=others_in_use).update(in_use=True)


def _columns() -> list[str]:
    return [*_IDENTITY, *NORMALIZERS, "status", "confidence", "loaded_checksum"]


def _fill(
    heat_pump: HeatPump,
    unit: Unit,
    standing: Reconciled[Published],
    *,
    brand: Brand,
    kept: set[str],
    sold_here: bool,
) -> HeatPump:
    """Set every column of ``heat_pump`` but those in ``kept``, which an admin has set by hand.

    ``sold_here`` means that a list of units sold in the United States has it since.
    """
    values: dict[str, Any] = {name: getattr(unit, name) for name in _IDENTITY}
    for name in NORMALIZERS:
        values[name] = standing.columns.get(name, HeatPump.column(name).get_default())
    if sold_here and unit.keep_draft == UNCONFIRMED:
        values["keep_draft"] = ""
    values["status"] = standing.status(keep_draft=bool(values["keep_draft"]))
    values["confidence"] = standing.confidence
    for name, value in values.items():
        if name not in kept or name in NORMALIZERS:
            setattr(heat_pump, name, value)
    if heat_pump.status == Status.LIVE and heat_pump.missing_for_live():
        heat_pump.status = Status.DRAFT
    if heat_pump.status == Status.LIVE:  # published by hand
        heat_pump.keep_draft = ""
    heat_pump.brand = brand
    heat_pump.loaded_checksum = unit.checksum
    return heat_pump


def _brands(units: Sequence[Unit]) -> dict[str, Brand]:
    names = {unit.brand for unit in units}
    brands = {brand.name: brand for brand in Brand.objects.filter(name__in=names)}
    missing = [Brand(name=name, slug=slugify(name)) for name in sorted(names - brands.keys())]
    if missing:
        Brand.objects.bulk_create(missing)
    return brands | {brand.name: brand for brand in missing}


def _sources(units: Sequence[Unit], urls: dict[str, str]) -> dict[str, Source]:
    locators = {str(figure.source_id) for unit in units for figure in unit.figures}
    sources = {s.locator: s for s in Source.objects.filter(locator__in=locators)}
    missing = [
        Source(locator=locator, url=urls.get(locator, ""))
        for locator in sorted(locators - sources.keys())
    ]
    if missing:
        Source.objects.bulk_create(missing)
    return sources | {source.locator: source for source in missing}


def as_published(figure: Figure) -> Published:
    """A stored figure as a statement; ``figure.source`` should be at hand already."""
    return Published(
        name=figure.name,
        value=figure.value,
        unit=figure.unit,
        source_id=figure.source.locator,
        source_day=figure.source_day,
        source_date=figure.source_date,
        confidence=figure.confidence,
        rights=figure.rights,
        note=figure.note,
        by_hand=figure.by_hand,
    )


def _link_successors(units: Sequence[Unit], written: dict[str, HeatPump]) -> None:
    """Point replaced units at their successors, unless an admin has pointed them elsewhere."""
    wanted = {unit.slug: unit.replaced_by for unit in units if unit.replaced_by}
    if not wanted:
        return
    ids = dict(HeatPump.objects.filter(slug__in=wanted.values()).values_list("slug", "id"))
    linked = []
    for slug, successor in wanted.items():
        heat_pump = written[slug]
        if heat_pump.replaced_by_id is None and successor in ids:
            heat_pump.replaced_by_id = ids[successor]
            linked.append(heat_pump)
    HeatPump.objects.bulk_update(linked, ["replaced_by"], batch_size=_BATCH)


def _write_details(
    units: Sequence[Unit],
    written: dict[str, HeatPump],
    standings: dict[str, Reconciled[Published]],
    sources: dict[str, Source],
) -> None:
    figures: list[Figure] = []
    points: list[PerformancePoint] = []
    prices: list[PriceObservation] = []
    for unit in units:
        heat_pump = written[unit.slug]
        standing = standings[unit.slug]
        figures += [
            Figure(
                heat_pump=heat_pump,
                name=figure.name,
                value=figure.value,
                unit=figure.unit,
                source=sources[str(figure.source_id)],
                source_date=figure.source_date,
                source_day=figure.source_day,
                confidence=figure.confidence,
                rights=figure.rights,
                note=figure.note,
                in_use=standing.statements.get(figure.name) is figure,
            )
            for figure in unit.figures
        ]
        points += points_of(heat_pump, standing)
        prices += [
            PriceObservation(
                heat_pump=heat_pump,
                kind=price.kind,
                amount_low=price.low,
                amount_high=price.high,
                observed_on=price.observed_on,
                retailer=price.retailer,
            )
            for price in unit.prices
        ]
    Figure.objects.bulk_create(figures, batch_size=_BATCH)
    PerformancePoint.objects.bulk_create(points, batch_size=_BATCH)
    PriceObservation.objects.bulk_create(prices, batch_size=_BATCH, ignore_conflicts=True)


def points_of(heat_pump: HeatPump, standing: Reconciled[Any]) -> list[PerformancePoint]:
    """The performance points that the standing statements make, not yet saved."""
    return [
        PerformancePoint(heat_pump=heat_pump, mode=mode, outdoor_f=outdoor_f, **cells)
        for (mode, outdoor_f), cells in standing.points.items()
    ]
