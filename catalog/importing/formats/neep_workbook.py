"""Read NEEP's public workbook of July 12, 2018, as the rows of its single-zone systems.

Every column is read: lowest, rated and highest output and power at 47, 17 and 5 °F, the coldest
listed point, the base-pan heater, SEER, HSPF, EER. Its figures carry the rights mark
``neep-2018-workbook``; its systems are of an older generation (``archive``).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.conversions import BTU_PER_KWH
from catalog.importing.formats.coldest_points import COLDEST_POINT, settle_labels
from catalog.importing.listed_units import without_doubles
from catalog.importing.reading import Row
from catalog.importing.records import Format, ImportedRow, Log, Published, Unit
from catalog.models import Confidence, Rights
from catalog.vocabulary import PointPlace, number, point_name, usual_unit

SOURCE: Final = "NEEP, cold-climate air-source heat pump workbook of July 12, 2018"
DAY: Final = date(2018, 7, 12)

END_OF_RANGE: Final = "the manufacturer's range figure: lower than what a test confirms"
_LEAST_COLDEST_BTU_H: Final = 700.0
_COLDEST_SHARE: Final = (0.35, 1.05)  # of the highest output at 5 °F; beyond it is a slip
_RANGE_BELOW_BTU_H: Final = 1100.0
_COP: Final = (0.8, 12.0)  # beyond it power or output is a slip of the sheet
_COP_RISES: Final = 1.5  # lowest speed: this much better at 17 °F, the power at 47 °F is a slip

_BRANDS: Final = {
    "american standard/mitsubishi electric": "American Standard",
    "trane/mitsubishi electric": "Trane",
    "mitsubishi": "Mitsubishi Electric",
    "comfort-aire/century": "Comfort-Aire",
    "direct air": "Direct Air",
    "day & night": "Day & Night",
    "emerson quiet kool": "Emerson Quiet Kool",
    "tosot": "TOSOT",
}
_FORMS: Final = (
    ("cassette", "cassette"),
    ("floor", "floor"),
    ("highwall", "wall"),
    ("wall mount", "wall"),
)


def brand_name(listed: str) -> str:
    """The brand as the catalog writes it.

    >>> brand_name("Trane/Mitsubishi Electric"), brand_name("SAMSUNG"), brand_name("LG")
    ('Trane', 'Samsung', 'LG')
    """
    known = _BRANDS.get(listed.lower())
    if known:
        return known
    return listed.title() if listed.isupper() and len(listed) > 3 else listed


def _parse(row: Row, log: Log) -> ImportedRow | None:
    for key in ("brand", "outdoor", "cooling_95f"):
        if not row.cells.get(key, "").strip():
            log.error(row.line, key, _("It is empty."))
            return None
    return ImportedRow(line=row.line, unit=unit_of(defaultdict(str, row.cells)))


def _settle(rows: Sequence[ImportedRow], log: Log, _reasoned: bool) -> list[ImportedRow]:
    units = settle_labels([row.unit for row in rows])
    settled = [replace(row, unit=unit) for row, unit in zip(rows, units, strict=True)]
    return without_doubles(settled, log)


def unit_of(row: Mapping[str, str]) -> Unit:
    """The system of one row, with every figure that can be true."""
    outdoor, indoor = row["outdoor"].strip(), row["indoor"].strip()
    return Unit(
        slug="",
        brand=brand_name(row["brand"].strip()),
        type="mini_split",
        model_number=f"{indoor} / {outdoor}" if indoor else outdoor,
        series=row["series"].strip()[:80],
        indoor_model=indoor,
        outdoor_model=outdoor,
        figures=tuple(_figures(row)),
    )


def _figures(row: Mapping[str, str]) -> Iterator[Published]:
    plain = {
        "ahri_ref": row["ahri"],
        "cooling_btu_h": row["cooling_95f"],
        "cooling_rating_basis": "ahri_95f" if row["cooling_95f"] else "",
        "seer": row["seer"],
        "hspf": row["hspf_iv"],
        "eer": row["eer"],
        "form": _form(row["indoor_type"]),
        "heat_source": "heat_pump",
        "availability": "archive",
        "pan_heater": _pan_heater(row["pan_heater"]),
    }
    for name, value in plain.items():
        if value:
            note = row["pan_heater"] if name == "pan_heater" else ""
            yield _figure(name, value, note=note)
    for outdoor_f in (47, 17, 5):
        yield from _point(row, f"cap{outdoor_f}", f"kw{outdoor_f}", outdoor_f)
    yield from _coldest(row)


def _point(
    row: Mapping[str, str], capacity: str, power: str, outdoor_f: int
) -> Iterator[Published]:
    for speed in ("min", "rated", "max"):
        output = number(row.get(f"{capacity}_{speed}", ""))
        if not output or (speed == "max" and _is_below_rated(row, capacity, output)):
            continue
        note = END_OF_RANGE if speed == "min" and output < _RANGE_BELOW_BTU_H else ""
        yield _at(outdoor_f, f"{speed}_btu_h", f"{output:g}", note)
        cop = _cop(row, f"{capacity}_{speed}", f"{power}_{speed}")
        if cop and not (speed == "min" and outdoor_f == 47 and _is_slip(row, cop)):
            yield _at(outdoor_f, f"cop_{speed}", f"{cop:.2f}", note)


def _is_below_rated(row: Mapping[str, str], capacity: str, highest: float) -> bool:
    """A highest output below the rated one is a slip of the sheet."""
    rated = number(row.get(f"{capacity}_rated", ""))
    return rated is not None and rated > highest


def _is_slip(row: Mapping[str, str], cop_47f: float) -> bool:
    """The lowest speed is not that much worse at 47 °F than at 17 °F."""
    colder = _cop(row, "cap17_min", "kw17_min")
    return colder is not None and colder > _COP_RISES * cop_47f


def _cop(row: Mapping[str, str], capacity: str, power: str) -> float | None:
    output, kilowatts = number(row.get(capacity, "")), number(row.get(power, ""))
    if not output or not kilowatts:
        return None
    cop = output / (kilowatts * BTU_PER_KWH)
    return cop if _COP[0] <= cop <= _COP[1] else None


def _coldest(row: Mapping[str, str]) -> Iterator[Published]:
    """The point at the coldest listed temperature, where it is plausible beside that at 5 °F."""
    coldest, highest, at_5 = (number(row[name]) for name in ("coldest_f", "capx_max", "cap5_max"))
    if coldest is None or coldest >= 5 or not highest or not at_5:
        return
    if not _COLDEST_SHARE[0] <= highest / at_5 <= _COLDEST_SHARE[1]:
        return
    lowest = number(row["capx_min"])
    kept = {
        "max": highest,
        **({"min": lowest} if lowest and lowest >= _LEAST_COLDEST_BTU_H else {}),
    }
    for speed, output in kept.items():
        yield _at(int(coldest), f"{speed}_btu_h", f"{output:g}", COLDEST_POINT)
        if cop := _cop(row, f"capx_{speed}", f"kwx_{speed}"):
            yield _at(int(coldest), f"cop_{speed}", f"{cop:.2f}", COLDEST_POINT)
    yield _figure("min_operating_f", f"{coldest:g}", note=COLDEST_POINT)


def _at(outdoor_f: int, column: str, value: str, note: str) -> Published:
    return _figure(point_name(PointPlace("heating", outdoor_f, column)), value, note=note)


def _form(listed: str) -> str:
    text = listed.lower()
    if text.startswith("ducted"):
        return "ducted"
    return next((form for word, form in _FORMS if word in text), "")


def _pan_heater(listed: str) -> str:
    """Built in, an accessory, none, or nothing where the cell says nothing.

    >>> _pan_heater("Interated"), _pan_heater("Accessory (MAC-640BH-U)"), _pan_heater("N/A")
    ('built_in', 'accessory', '')
    """
    text = listed.lower()
    if text.startswith(("int", "included")):
        return "built_in"
    if "accessory" in text or re.match(r"(mac|pac|keh)-?[a-z0-9]", text):
        return "accessory"
    return ""


def _figure(name: str, value: str, *, note: str = "") -> Published:
    return Published(
        name=name,
        value=value,
        unit=usual_unit(name),
        source_id=SOURCE,
        source_day=DAY,
        source_date=DAY.isoformat(),
        confidence=Confidence.MEDIUM.value,
        rights=Rights.NEEP_2018_WORKBOOK.value,
        note=note,
    )


NEEP_2018 = Format(
    code="neep-2018",
    label=gettext_lazy("NEEP’s public workbook of July 12, 2018 (single-zone rows)"),
    required=("outdoor", "indoor", "cap47_min", "coldest_f", "pan_heater"),
    parse=_parse,
    whole=_settle,
)
