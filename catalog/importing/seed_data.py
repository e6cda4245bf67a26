"""Read the starting catalog, the files in ``catalog/data`` (their SOURCES.md explains)."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from catalog.importing import certified_list
from catalog.importing.reconcile import RULES
from catalog.importing.records import ImportedPrice, Published, SeedCatalog, Unit
from catalog.vocabulary import first_day, usual_unit

DATA = Path(__file__).resolve().parent.parent / "data"
FILES = (
    *("heat_pumps.csv", "sources.csv", "figures.csv", "prices.csv", "accepted.csv"),
    *(f"{certified_list.FOLDER}/{name}" for name in certified_list.FILES),
)


def checksum(folder: Path = DATA) -> str:
    """Identifies the files and the version of the rules by which they are read."""
    whole = sha256(str(RULES).encode())
    for name in FILES:
        whole.update((folder / name).read_bytes())
    return whole.hexdigest()


def read(folder: Path = DATA) -> SeedCatalog:
    """The starting catalog; a broken row raises ``ValueError`` with its file and line."""
    sources = {row["id"]: row for row in _rows(folder / "sources.csv")}
    figures, prices = _figures(folder, sources), _prices(folder)
    units = tuple(
        Unit(
            slug=row["slug"],
            brand=row["brand"],
            type=row["type"],
            model_number=row["model_number"],
            series=row["series"],
            indoor_model=row["indoor_model"],
            outdoor_model=row["outdoor_model"],
            single_zone=row["single_zone"] != "no",
            keep_draft=row["draft"],
            replaced_by=row["replaced_by"],
            notes=row["notes"],
            figures=tuple(figures.pop(row["slug"], ())),
            prices=tuple(prices.pop(row["slug"], ())),
        )
        for row in _rows(folder / "heat_pumps.csv")
    )
    if lost := sorted({*figures, *prices}):
        raise ValueError(f"Figures or prices for units that are not listed: {', '.join(lost)}")
    listed = certified_list.read(folder / certified_list.FOLDER, units)
    return SeedCatalog(
        units=(
            *(
                replace(unit, figures=(*unit.figures, *listed.completions.get(unit.slug, ())))
                for unit in units
            ),
            *listed.units,
        ),
        source_urls={row["locator"]: row["url"] for row in sources.values()}
        | dict(listed.source_urls),
        checksum=checksum(folder),
        accepted=tuple(
            (row["slug"], row["warning"], row["reason"]) for row in _rows(folder / "accepted.csv")
        ),
    )


def _figures(folder: Path, sources: Mapping[str, Mapping[str, str]]) -> dict[str, list[Published]]:
    """Slug → its figures as published."""
    figures: dict[str, list[Published]] = defaultdict(list)
    for row in _rows(folder / "figures.csv"):
        figures[row["slug"]].append(
            Published(
                name=row["name"],
                value=row["value"],
                unit=row["unit"] or usual_unit(row["name"]),
                source_id=sources[row["source"]]["locator"],
                source_day=first_day(row["date"]),
                source_date=row["date"],
                confidence=row["confidence"],
                rights=row["rights"],
                note=row["note"],
            )
        )
    return figures


def _prices(folder: Path) -> dict[str, list[ImportedPrice]]:
    """Slug → the prices seen. [USD]"""
    prices: dict[str, list[ImportedPrice]] = defaultdict(list)
    for row in _rows(folder / "prices.csv"):
        prices[row["slug"]].append(
            ImportedPrice(
                kind=row["kind"],
                low=Decimal(row["low"]),
                high=Decimal(row["high"]),
                observed_on=date.fromisoformat(row["observed_on"]),
                retailer=row["retailer"],
            )
        )
    return prices


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        for row in reader:
            if None in row or None in row.values():
                raise ValueError(f"{path.name}, line {reader.line_num}: wrong number of columns")
            yield row
