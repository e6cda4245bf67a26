"""check → diff: what the rows of a file would change, unit by unit, without changing anything.

What is published in the file is merged with what is known already: an entry made by hand at the
catalog desk wins, then the higher confidence, then the later date. So an import neither loses an
edit nor lets a weaker source replace a better one; both stay as statements side by side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from catalog.importing.existing_units import BATCH, IDENTITY, Known, batched, known_units
from catalog.importing.live_checks import is_plausible
from catalog.importing.matching import Index, bare_brand, find_unit, new_slug
from catalog.importing.plan import Options, Plan, Stored, stored_figures
from catalog.importing.reconcile import reconcile
from catalog.importing.records import Format, ImportedRow, Log
from catalog.importing.updating import update
from catalog.models import HeatPump, Status
from catalog.plausibility import (
    Families,
    accepted,
    add_to,
    facts_from,
    facts_of,
    family_key,
    gather,
)
from catalog.vocabulary import NORMALIZERS, point_place


def plans(
    rows: Sequence[ImportedRow],
    index: Index,
    log: Log,
    *,
    form: Format,
    options: Options,
    lock: bool,
) -> Iterator[Plan]:
    """A plan for every unit; rows with errors are left out and noted.

    With ``lock`` nobody else edits a unit from the moment it is read until the transaction ends.
    """
    matched = [find_unit(row, index, ours=form.ours) for row in rows]
    families = _families(rows, matched, index)
    for pairs in batched(zip(rows, matched, strict=True), BATCH):
        batch = _read([pk for _row, pk in pairs if pk is not None], lock=lock)
        for row, pk in pairs:
            plan = (
                _update(row, pk, batch, log, form=form, options=options)
                if pk is not None
                else _create(row, index, log, form=form)
            )
            given = batch.reasons.get(pk or 0, set())
            if plan and is_plausible(plan, families, log, options=options, reasons=given):
                yield plan


@dataclass(frozen=True, kw_only=True)
class _Batch:
    """What is stored of some units, by unit."""

    known: dict[int, Known]
    figures: dict[int, list[Stored]]
    reasons: dict[int, set[str]]  # keys of accepted warnings


def _read(ids: Sequence[int], *, lock: bool) -> _Batch:
    if not ids:
        return _Batch(known={}, figures={}, reasons={})
    if lock:
        rows = HeatPump.objects.filter(pk__in=ids).order_by("id")
        list(rows.select_for_update().values_list("id"))
    known = {unit.id: unit for unit in known_units(Q(pk__in=ids))}
    return _Batch(known=known, figures=stored_figures(ids), reasons=accepted(ids))


def _update(
    row: ImportedRow, pk: int, batch: _Batch, log: Log, *, form: Format, options: Options
) -> Plan | None:
    """What a row changes; nothing where the unit was deleted a moment ago."""
    known = batch.known.get(pk)
    if known is None:
        return None
    return update(row, known, batch.figures.get(pk, []), log, form=form, options=options)


def _families(rows: Sequence[ImportedRow], matched: Sequence[int | None], index: Index) -> Families:
    """The siblings of the file's units: in the catalog, and in the file itself."""
    brands = {index.brands.get(bare_brand(row.unit.brand), row.unit.brand) for row in rows}
    there = facts_of(Q(brand__name__in=brands, synthetic=False))
    names = dict(HeatPump.objects.filter(brand__name__in=brands).values_list("id", "brand__name"))
    # A row that only says whether a unit is sold leaves its figures as they are.
    figured = [(row, pk) for row, pk in zip(rows, matched, strict=True) if not row.heat_pump_id]
    again = {pk for _row, pk in figured}
    families = gather(
        replace(facts, family=(names[pk], *facts.family[1:]))
        for pk, facts in there.items()
        if pk not in again
    )
    for row, _pk in figured:
        values = {
            figure.name: value
            for figure in row.unit.figures
            if (value := figure.usable) is not None
        }
        add_to(
            families,
            facts_from(values, unit_type=row.unit.type, family=_family(row, index)),
        )
    return families


def _family(row: ImportedRow, index: Index) -> tuple[object, str, str]:
    unit = row.unit
    return family_key(
        brand=index.brands.get(bare_brand(unit.brand), unit.brand),
        unit_type=unit.type,
        series=unit.series,
        model=unit.model_number,
    )


def _create(row: ImportedRow, index: Index, log: Log, *, form: Format) -> Plan | None:
    if not form.creates:
        return None
    unit = row.unit
    standing = reconcile(unit.figures, unit_type=unit.type)
    if standing.doubts:
        for doubt in standing.doubts:
            log.error(row.line, doubt.partition(" ")[0], doubt)
        return None
    values: dict[str, Any] = {
        name: value
        for name in IDENTITY
        if (value := getattr(unit, name)) is not None and value != ""
    }
    for name, statement in standing.statements.items():
        value = statement.usable
        if value is not None and (name in NORMALIZERS or point_place(name)):
            values[name] = value
    return Plan(
        row=row,
        known=None,
        slug=unit.slug if form.ours else new_slug(row, index),
        values=values,
        status=Status.RETIRED.value if row.status == Status.RETIRED else Status.DRAFT.value,
        confidence=standing.confidence,
        fields={name: [None, value] for name, value in values.items()},
        add=[(each, standing.statements.get(each.name) is each) for each in unit.figures],
        prices=list(unit.prices),
    )
