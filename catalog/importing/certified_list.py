"""Read the certified list of outdoor units and what manufacturers' documents say about them.

Four files of ``catalog/data/certified`` (``catalog/data/SOURCES.md`` has their sources): ENERGY
STAR's outdoor units with the figures of one certified pair each, lowest heating temperatures,
models new in 2026, and NEEP's public workbook of 2018. One outdoor unit is one record: a unit that
the seed data holds already is completed, never doubled.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from django.utils.text import slugify

from catalog.conversions import fahrenheit
from catalog.importing import workbook_pairs
from catalog.importing.records import Published, Unit
from catalog.importing.sale_statements import UNCONFIRMED
from catalog.models import Confidence, Rights
from catalog.vocabulary import usual_unit

FOLDER: Final = "certified"
LIST_FILE: Final = "energystar_outdoor_units.csv"
LOWEST_FILE: Final = "lowest_heating.csv"
NEW_FILE: Final = "market_2026.csv"
NEEP_FILE: Final = "neep2018_single_zone.csv"
FILES: Final = (LIST_FILE, LOWEST_FILE, NEW_FILE, NEEP_FILE)

SEEN: Final = "2026-09-12"  # when the list and the documents were read
CERTIFIED: Final = "US EPA, ENERGY STAR certified heat pumps, list of September 2026"
CERTIFIED_URL: Final = "https://data.energystar.gov/d/83eb-xbyy"
CONFIRMED: Final = "brand sells in the US"
MODEL_NUMBER: Final = "Read from the model number"

ONE_PAIR: Final = "figure of one certified pair of this outdoor unit"
OTHER_PAIR: Final = "figure of another certified pair of this outdoor unit"
SAME_FIGURES: Final = "of certified pairs with the same cooling, 17 °F and 5 °F output"
WARMER: Final = "the document prints {f} °F and {c} °C: the warmer one is used"

_BRANDS: Final = {"Tosot": "TOSOT"}  # as the catalog writes them
_VOLTS: Final = re.compile(r"(?<!\d)(?P<volts>115|208|230)(?!\d)")
# By series, as the submittals of Mitsubishi Electric say; no other manufacturer's are read yet.
_SERIES_VOLTS: Final = (
    (re.compile(r"MUZJX\d+WL"), "115", "by series: JX, 115 V"),
    (re.compile(r"(MUZ|MUFZ|SUZ)[A-Z]{2}\d+(NA|NL)"), "208/230", "by series: M-Series NA and NL"),
)
_SERIES_BRAND: Final = "Mitsubishi Electric"
_SERIES_SOURCE: Final = "Mitsubishi Electric: submittals of the M-Series"
_MISMATCH_F: Final = 1.5  # °F and °C of one document may differ by their rounding


@dataclass(frozen=True, kw_only=True)
class CertifiedList:
    """What the four files add to the units of the seed data."""

    units: tuple[Unit, ...]  # outdoor units that the seed data does not hold
    completions: Mapping[str, tuple[Published, ...]]  # slug → further figures of a unit it holds
    source_urls: Mapping[str, str]  # text of the source → address


def outdoor_key(model: str) -> str:
    """How outdoor units are compared: capitals and digits; a trailing ``*`` stands for any end.

    >>> outdoor_key("muz-fx06 nlhz"), outdoor_key("RXT12AVJU*")
    ('MUZFX06NLHZ', 'RXT12AVJU*')
    """
    return re.sub(r"[^A-Z0-9*]", "", model.upper().replace("#", "*"))


def same_unit(one: str, other: str) -> bool:
    """Whether two keys of ``outdoor_key`` name one machine.

    >>> same_unit("RXT12AVJU*", "RXT12AVJU9"), same_unit("RXT12AVJU9", "RXT12AVJU8")
    (True, False)
    """
    stem, other_stem = one.rstrip("*"), other.rstrip("*")
    if stem == one and other_stem == other:
        return one == other
    if stem != one and other_stem != other:
        return stem == other_stem
    return other.startswith(stem) if stem != one else one.startswith(other_stem)


def read(folder: Path, known: Sequence[Unit]) -> CertifiedList:
    """What the files say beside ``known``, the units of the seed data.

    Figures for a unit that is known already only complete it: where the unit publishes a figure
    of its own, the list's stays beside it with low confidence and does not replace it.
    """
    workbook = workbook_pairs.read(folder / NEEP_FILE)
    slugs = {unit.slug for unit in known}
    held = [*known, *workbook_pairs.new_units(workbook, known, taken=slugs)]
    by_key = _by_key(held)
    documents = _Documents(_documents(folder))
    completions: dict[str, list[Published]] = defaultdict(list)
    # A number with a wildcard may stand for one without: it comes last.
    for row in sorted(_rows(folder / LIST_FILE), key=lambda row: _is_wild(row["outdoor_model"])):
        key = outdoor_key(row["outdoor_model"])
        figures = [*_certified_figures(row), *documents.of(key)]
        pairs = _found(by_key, key)
        for pair in pairs:
            completions[pair.slug] += _beside(pair, _for_known(figures, row))
        if not pairs:
            unit = _new_unit(row, figures, taken=slugs)
            slugs.add(unit.slug)
            held.append(unit)
            by_key[key].append(unit)
    _add_documents(documents, by_key, completions)
    for pair in held:
        completions[pair.slug] += _missing_voltage(pair, completions[pair.slug])
    for slug, found in workbook_pairs.completions(workbook, known, completions).items():
        completions[slug] += found
    return CertifiedList(
        units=tuple(
            replace(unit, figures=(*unit.figures, *completions.pop(unit.slug, ())))
            for unit in held[len(known) :]
        ),
        completions={slug: tuple(figures) for slug, figures in completions.items() if figures},
        source_urls={CERTIFIED: CERTIFIED_URL},
    )


def _by_key(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.type == "mini_split":  # some are known by one number alone
            found[outdoor_key(unit.outdoor_model or unit.model_number)].append(unit)
    return found


def _add_documents(
    documents: "_Documents",
    by_key: Mapping[str, list[Unit]],
    completions: dict[str, list[Published]],
) -> None:
    """What documents say of units that the list does not have, or not by this number."""
    for key, found in documents.unused():
        for pair in _found(by_key, key):
            names = {each.name for each in completions[pair.slug]}
            names |= {each.name for each in pair.figures if each.source_id == CERTIFIED}
            completions[pair.slug] += [figure for figure in found if figure.name not in names]


def _is_wild(outdoor_model: str) -> bool:
    return outdoor_key(outdoor_model).endswith("*")


def _found(by_key: Mapping[str, list[Unit]], key: str) -> list[Unit]:
    if key in by_key:
        return by_key[key]
    if "*" in key:
        return [unit for own, units in by_key.items() if same_unit(key, own) for unit in units]
    return [
        unit
        for own, units in by_key.items()
        if own.endswith("*") and same_unit(key, own)
        for unit in units
    ]


def _beside(pair: Unit, figures: Iterable[Published]) -> Iterator[Published]:
    """The figures for a pair that may have its own, which stand unless they are doubtful."""
    own = {figure.name for figure in pair.figures if figure.confidence != Confidence.LOW.value}
    figures = list(figures)
    another = _is_another_pair(pair, figures)
    told = {(figure.name, figure.source_id) for figure in pair.figures}
    for figure in figures:
        if (figure.name, figure.source_id) in told:
            continue
        if figure.name == "availability" or figure.source_id != CERTIFIED:
            yield figure
        elif another and figure.note in {ONE_PAIR, SAME_FIGURES}:
            yield replace(figure, confidence=Confidence.LOW.value, note=OTHER_PAIR)
        elif figure.name in own:
            yield replace(figure, confidence=Confidence.LOW.value)
        else:
            yield figure


def _is_another_pair(pair: Unit, figures: Iterable[Published]) -> bool:
    """Whether the list's pair cools otherwise than this one, and so differs in all figures."""
    name = "cooling_btu_h"
    own = {
        figure.usable
        for figure in pair.figures
        if figure.name == name and figure.confidence != Confidence.LOW.value
    }
    return bool(own) and not own & {each.usable for each in figures if each.name == name}


def _for_known(figures: Iterable[Published], row: Mapping[str, str]) -> Iterator[Published]:
    """The figures for a unit that is known: a list of other countries says nothing of its sale."""
    for figure in figures:
        if figure.name != "availability" or row["us_sale"] == CONFIRMED:
            yield figure


def _missing_voltage(pair: Unit, others: Iterable[Published]) -> Iterator[Published]:
    known = any(figure.name == "voltage" for figure in (*pair.figures, *others))
    if pair.type == "mini_split" and not known:
        yield from _voltage(pair.brand, pair.outdoor_model)


def _new_unit(row: Mapping[str, str], figures: Sequence[Published], *, taken: set[str]) -> Unit:
    brand = _BRANDS.get(row["brand"], row["brand"])
    slug = slugify(f"{brand} {row['outdoor_model']}")[:110]
    while slug in taken:
        slug = f"{slug}-2"
    return Unit(
        slug=slug,
        brand=brand,
        type="mini_split",
        model_number=row["outdoor_model"],
        series=row["series"][:80],
        outdoor_model=row["outdoor_model"],
        keep_draft="" if row["us_sale"] == CONFIRMED else UNCONFIRMED,
        notes="One record for the outdoor unit; the figures are those of one certified pair.",
        figures=tuple(figures),
    )


def _certified_figures(row: Mapping[str, str]) -> Iterator[Published]:
    cold = row["cold_climate"] == "Yes"
    values = {
        "cooling_btu_h": row["cooling_95f_btu_h"],
        "cooling_rating_basis": "ahri_95f",
        "heating_btu_47f": row["heating_47f_btu_h"],
        "heating_btu_17f": row["heating_17f_btu_h"],
        # Only a cold-climate listing tests 5 °F at the highest speed.
        "heating_max_btu_5f" if cold else "heating_btu_5f": row["heating_5f_btu_h"],
        "hspf2": row["hspf2_iv"],
        "hspf2_region": "IV",
        "seer2": row["seer2"],
        "cold_climate": "yes" if cold else "no",
        "energy_star": "yes",
        "heat_source": "heat_pump",
        "availability": "certified",
    }
    for name, value in values.items():
        if value:
            guessed = name == "heating_btu_47f"
            yield _figure(
                name,
                value,
                source=CERTIFIED,
                confidence=Confidence.LOW if guessed else Confidence.MEDIUM,
                note=SAME_FIGURES if guessed else ONE_PAIR,
            )
    yield from _voltage(_BRANDS.get(row["brand"], row["brand"]), row["outdoor_model"])


def _voltage(brand: str, outdoor_model: str) -> Iterator[Published]:
    """From the digits of the number, else by series; nothing where neither says it."""
    if volts := _VOLTS.search(outdoor_model):
        yield _figure("voltage", volts["volts"], source=MODEL_NUMBER, note="digits of the number")
    elif brand == _SERIES_BRAND:
        key = outdoor_key(outdoor_model)
        for pattern, value, note in _SERIES_VOLTS:
            if pattern.match(key):
                low = Confidence.LOW
                yield _figure("voltage", value, source=_SERIES_SOURCE, confidence=low, note=note)
                return


class _Documents:
    """What documents say, looked up by the key of an outdoor unit; wildcards stand for any end.

    A class, because it notes which documents no unit of the list has asked for.
    """

    def __init__(self, found: Mapping[str, list[Published]]) -> None:
        self.found = found
        self.wild = sorted((key for key in found if "*" in key), key=len, reverse=True)
        self.used: set[str] = set()

    def of(self, key: str) -> list[Published]:
        """The figures for ``key``: of the closest number that a document prints."""
        if key not in self.found:
            candidates = self.found if "*" in key else self.wild
            match = [each for each in candidates if same_unit(key, each)]
            if not match:
                return []
            key = max(match, key=lambda each: len(each.rstrip("*")))
        self.used.add(key)
        return self.found[key]

    def unused(self) -> Iterator[tuple[str, list[Published]]]:
        yield from ((key, found) for key, found in self.found.items() if key not in self.used)


def _documents(folder: Path) -> dict[str, list[Published]]:
    """Key of an outdoor unit → what manufacturers' documents say of it."""
    found: dict[str, list[Published]] = defaultdict(list)
    for row in _rows(folder / LOWEST_FILE):
        note = f"{row['document']}, page {row['page']}"
        lowest, doubt = _lowest_f(row["lowest_heating_f"], row["lowest_heating_c"])
        note = f"{note}; {doubt}" if doubt else note
        source = f"{row['brand']}: {row['document']}"
        key = outdoor_key(row["outdoor_model"])
        found[key].append(
            _figure("min_operating_f", f"{round(lowest, 1):g}", source=source, note=note)
        )
    for row in _rows(folder / NEW_FILE):
        key = outdoor_key(row["outdoor_model"])
        found[key].append(
            _figure("market_year", "2026", source=CERTIFIED, note="a pair is new this year")
        )
        if row["document_url"]:
            found[key].append(_figure("submittal_url", row["document_url"], source=CERTIFIED))
    return found


def _lowest_f(printed_f: str, printed_c: str) -> tuple[float, str]:
    """What a document prints in °F, in °C or both, as °F; the warmer where they disagree.

    >>> _lowest_f("-13", "-25"), _lowest_f("", "-20")
    ((-13.0, ''), (-4.0, ''))
    >>> _lowest_f("-22", "-25")
    (-13.0, 'the document prints -22 °F and -25 °C: the warmer one is used')
    """
    if not printed_f or not printed_c:
        return float(printed_f) if printed_f else fahrenheit(float(printed_c)), ""
    as_f, as_c = float(printed_f), fahrenheit(float(printed_c))
    if abs(as_f - as_c) <= _MISMATCH_F:
        return as_f, ""
    return max(as_f, as_c), WARMER.format(f=printed_f, c=printed_c)


def _figure(
    name: str,
    value: str,
    *,
    source: str,
    confidence: str = Confidence.MEDIUM,
    day: str = SEEN,
    rights: str = Rights.NONE,
    note: str = "",
) -> Published:
    return Published(
        name=name,
        value=value,
        unit=usual_unit(name),
        source_id=source,
        source_day=date.fromisoformat(day),
        source_date=day,
        confidence=str(confidence),
        rights=str(rights),
        note=note,
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, strict=True)
