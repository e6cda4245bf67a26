"""Read the table of known numbers, ``catalog/data/known_numbers.csv``, and keep it loaded."""

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils.text import slugify

from catalog.importing.seed_data import DATA
from catalog.models import Brand, HeatPump, KnownNumber, known_key

FILE: Final = "known_numbers.csv"
_COPIED: Final = ("typed", "kind", "says_en", "says_es", "list_query", "source", "seen")


@dataclass(frozen=True, kw_only=True)
class KnownNumberRow:
    """A line of the file; ``brand`` is a name, ``unit`` the slug of the nearest unit."""

    typed: str
    brand: str
    kind: str
    says_en: str
    says_es: str
    unit: str
    list_query: str
    source: str
    seen: str

    @property
    def checksum(self) -> str:
        return sha256(repr(sorted(asdict(self).items())).encode()).hexdigest()


def read(folder: Path = DATA) -> tuple[KnownNumberRow, ...]:
    """The rows of the file; a broken one raises ``ValueError`` with its line."""
    with (folder / FILE).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        rows = []
        keys: dict[str, int] = {}
        for row in reader:
            if None in row or None in row.values():
                raise ValueError(f"{FILE}, line {reader.line_num}: wrong number of columns")
            rows.append(KnownNumberRow(**row))
            first = keys.setdefault(known_key(row["typed"]), reader.line_num)
            if first != reader.line_num:
                raise ValueError(f"{FILE}, line {reader.line_num}: the same text as line {first}")
    return tuple(rows)


@transaction.atomic
def load(rows: Sequence[KnownNumberRow]) -> int:
    """Write what differs from the file and return how many rows that were.

    What the desk edited or entered stays; a row that left the file goes. A unit that is not in
    the catalog leaves the answer without one, until the next load finds it.
    """
    known = {row.search_key: row for row in KnownNumber.objects.select_for_update(of=("self",))}
    units = dict(
        HeatPump.objects.filter(slug__in={row.unit for row in rows}).values_list("slug", "id")
    )
    written = 0
    for row in rows:
        number = known.pop(known_key(row.typed), None) or KnownNumber()
        unit_id = units.get(row.unit)
        same = number.loaded_checksum == row.checksum and number.unit_id == unit_id
        if number.by_hand or same:
            continue
        for name in _COPIED:
            setattr(number, name, getattr(row, name))
        number.brand = _brand(row.brand)
        number.unit_id = unit_id
        number.loaded_checksum = row.checksum
        number.save()
        written += 1
    gone = [row.pk for row in known.values() if row.loaded_checksum and not row.by_hand]
    if gone:
        written += KnownNumber.objects.filter(pk__in=gone).delete()[0]
    return written


def _brand(name: str) -> Brand | None:
    if not name:
        return None
    return Brand.objects.get_or_create(name=name, defaults={"slug": slugify(name)})[0]
