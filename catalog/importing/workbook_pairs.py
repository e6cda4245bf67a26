"""The pairs of NEEP's workbook beside the units of the seed data: what they add, and new ones."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias

from django.utils.text import slugify

from catalog.importing.formats.coldest_points import settle_labels
from catalog.importing.formats.neep_workbook import unit_of
from catalog.importing.records import Published, Unit

PairKey: TypeAlias = tuple[str, str]

_LABEL_ORDER: Final = ("Mitsubishi Electric", "Midea", "Gree", "Carrier")  # who builds them


def pair_key(outdoor: str, indoor: str) -> PairKey:
    """What makes a pair one system whatever label it carries.

    >>> pair_key("MUZ-FH09NA", "msz fh09na")
    ('MUZFH09NA', 'MSZFH09NA')
    """
    return _letters(outdoor), _letters(indoor)


def read(path: Path) -> dict[PairKey, Unit]:
    """One unit for each pair; of several labels the one of the company that builds it."""
    found: dict[PairKey, Unit] = {}
    with path.open(encoding="utf-8", newline="") as file:
        units = settle_labels([unit_of(row) for row in csv.DictReader(file, strict=True)])
    for unit in units:
        key = pair_key(unit.outdoor_model, unit.indoor_model)
        held = found.get(key)
        if held is None or _label_rank(unit) < _label_rank(held):
            found[key] = unit
    return found


def completions(
    pairs: Mapping[PairKey, Unit],
    known: Sequence[Unit],
    others: Mapping[str, Sequence[Published]],
) -> dict[str, list[Published]]:
    """Slug → the figures that neither the unit itself nor ``others`` (by slug) has.

    The workbook is of 2018: what it implies about the sale of a unit is left out.
    """
    added: dict[str, list[Published]] = {}
    first: dict[str, Unit] = {}
    for (outdoor, _indoor), pair in pairs.items():
        first.setdefault(outdoor, pair)
    for unit in known:
        alone = _alone(unit)
        found = pairs.get(pair_key(unit.outdoor_model, unit.indoor_model)) or first.get(alone)
        if found is not None:
            own = {figure.name for figure in (*unit.figures, *others.get(unit.slug, ()))}
            own.add("availability")
            added[unit.slug] = [each for each in found.figures if each.name not in own]
    return added


def new_units(
    pairs: Mapping[PairKey, Unit], known: Sequence[Unit], *, taken: set[str]
) -> Iterator[Unit]:
    """The pairs that ``known`` does not hold, each with a slug that is not ``taken``.

    An outdoor unit that is one record there, whatever hangs indoors, makes no further ones.
    """
    held = {pair_key(unit.outdoor_model, unit.indoor_model) for unit in known}
    alone = {_alone(unit) for unit in known}
    for key, unit in pairs.items():
        slug = slugify(f"{unit.brand} {unit.model_number}")[:110]
        if key not in held and key[0] not in alone and slug not in taken:
            taken.add(slug)
            yield replace(unit, slug=slug)


def _alone(unit: Unit) -> str:
    """Key of the outdoor unit of a mini-split that is known without its indoor part, or nothing."""
    if unit.type != "mini_split" or unit.indoor_model:
        return ""
    return _letters(unit.outdoor_model or unit.model_number)


def _letters(model: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", model.upper())


def _label_rank(unit: Unit) -> int:
    return _LABEL_ORDER.index(unit.brand) if unit.brand in _LABEL_ORDER else len(_LABEL_ORDER)
