"""Which unit of the catalog a row of a file is about."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalog.importing.number_set import bare
from catalog.importing.records import ImportedRow, Log
from catalog.models import RESERVED_SLUGS, HeatPump

Key: TypeAlias = tuple[str, str]  # brand and model, without what is written differently

REPEATED: Final = gettext_noop("another row for the same pair")
_LONGEST: Final = {
    name: HeatPump.column(name).max_length
    for name in ("model_number", "indoor_model", "outdoor_model", "series")
}


@dataclass(kw_only=True)
class Index:
    """Who is who in the catalog."""

    ids: dict[str, int]  # slug → unit
    models: dict[Key, int]
    brands: dict[str, str]  # without what is written differently → name
    slugs: set[str]
    all_units: dict[Key, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Key → every unit that it may mean; ``models`` has the first."""


def read_index() -> Index:
    index = Index(ids={}, models={}, brands={}, slugs=set(RESERVED_SLUGS))
    rows = HeatPump.objects.order_by("id").values_list(
        *("id", "slug", "brand__name", "model_number", "indoor_model", "outdoor_model", "synthetic")
    )
    for pk, slug, brand, model, indoor, outdoor, synthetic in rows.iterator(chunk_size=20_000):
        index.slugs.add(slug)
        if synthetic:
            continue
        index.ids[slug] = pk
        index.brands.setdefault(bare_brand(brand), brand)
        for key in _keys(brand, model, indoor, outdoor):
            index.models.setdefault(key, pk)
            index.all_units[key].add(pk)
    return index


def bare_brand(name: str) -> str:
    """
    >>> bare_brand("GE Appliances"), bare_brand("GREE"), bare_brand("LG Electronics")
    ('ge', 'gree', 'lg')
    """
    return re.sub(r"(appliances|electronics|inc|corporation)$", "", bare(name)) or bare(name)


def _keys(brand: str, model: str, indoor: str, outdoor: str) -> Iterator[Key]:
    name = bare_brand(brand)
    yield name, bare(model)
    if indoor and outdoor:
        yield name, bare(indoor) + bare(outdoor)


def merge_rows(
    rows: Iterable[ImportedRow], index: Index, log: Log, *, ours: bool
) -> list[ImportedRow]:
    """One row per unit: of several rows of one pair the last one counts."""
    chosen: dict[object, ImportedRow] = {}
    for given in rows:
        row = _fitting(given, log, ours=ours)
        place = _place(row, index, log, ours=ours) if row else None
        if row is None or place is None:
            continue
        if place in chosen:
            log.dropped[REPEATED] += 1
        chosen[place] = row
    return list(chosen.values())


def _fitting(row: ImportedRow, log: Log, *, ours: bool) -> ImportedRow | None:
    """The row with names that fit their columns; a long series of another publisher is cut."""
    unit = row.unit
    too_long = [name for name, most in _LONGEST.items() if len(getattr(unit, name)) > (most or 0)]
    if not too_long:
        return row
    if too_long == ["series"] and not ours:
        return replace(row, unit=replace(unit, series=unit.series[: _LONGEST["series"]]))
    log.error(row.line, too_long[0], _("It is too long."))
    return None


def _place(row: ImportedRow, index: Index, log: Log, *, ours: bool) -> object | None:
    """What two rows of one unit have in common; nothing where the row contradicts the catalog."""
    if row.heat_pump_id:
        return row.heat_pump_id
    unit = row.unit
    keys = list(_keys(unit.brand, unit.model_number, unit.indoor_model, unit.outdoor_model))
    by_model = next((index.models[key] for key in keys if key in index.models), None)
    if not ours:
        return by_model if by_model is not None else keys[-1]
    own = index.ids.get(unit.slug)
    if by_model is not None and by_model != own:
        log.error(row.line, "model_number", _("Another unit of this brand already has it."))
        return None
    if own is None and unit.slug in index.slugs:
        log.error(row.line, "slug", _("This slug is already taken."))
        return None
    return unit.slug


def find_unit(row: ImportedRow, index: Index, *, ours: bool) -> int | None:
    if row.heat_pump_id:
        return row.heat_pump_id
    if ours:
        return index.ids.get(row.unit.slug)
    unit = row.unit
    keys = _keys(unit.brand, unit.model_number, unit.indoor_model, unit.outdoor_model)
    return next((index.models[key] for key in keys if key in index.models), None)


def new_slug(row: ImportedRow, index: Index) -> str:
    base = slugify(row.unit.model_number)[:100] or slugify(row.unit.brand)[:100] or "unit"
    candidates = [base, f"{slugify(row.unit.brand)}-{base}"[:110]]
    for number in range(2, 1000):
        candidates.append(f"{base}-{number}")
        free = next((each for each in candidates if each not in index.slugs), None)
        if free is not None:
            index.slugs.add(free)
            return free
    raise AssertionError(base)
