"""The export of NEEP's list of cold-climate heat pumps, which a licensed user brings as a workbook.

A notice is above the header, capacities are in BTU/h, and "⁺" marks titles of figures that AHRI
certifies. Everything of it comes under NEEP's terms: ``CATALOG_WITH_RIGHTS`` must be ``all`` before
any figure of it is shown (not for commercial use).
"""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.importing.formats.row_figures import (
    MULTI_ZONE,
    OTHER_KIND,
    OTHER_MARKET,
    figures_of,
    published,
    tidy,
)
from catalog.importing.reading import Row
from catalog.importing.records import Format, ImportedRow, Log, Unit
from catalog.models import Rights
from catalog.vocabulary import PointPlace, normalize, point_name

SOURCE: Final = "NEEP cold-climate air-source heat pump list, export of a licensed user"
_FORMS: Final = {"wall": "wall", "ceiling": "cassette", "floor": "floor"}


def _point_columns() -> dict[str, str]:
    columns = {}
    for mode, degrees in (("cooling", 95), ("cooling", 82), *(("heating", f) for f in (47, 17, 5))):
        for speed in ("min", "rated", "max"):
            # The rated figure at 5 °F is an optional one, and its title says so.
            end = "_optional" if (speed, degrees) == ("rated", 5) else ""
            capacity = point_name(PointPlace(mode, degrees, f"{speed}_btu_h"))
            columns[f"{speed}_capacity_{degrees}_f{end}"] = capacity
            columns[f"cop_{speed}_{degrees}_f{end}"] = point_name(
                PointPlace(mode, degrees, f"cop_{speed}")
            )
    return columns


_COLUMNS: Final = {
    **_point_columns(),
    "seer2": "seer2",
    "eer2": "eer2",
    "hspf2_region_iv": "hspf2",
    "seer": "seer",
    "eer": "eer",
    "hspf_region_iv": "hspf",
    "lowest_cataloged_temperature_outdoor_dry_bulb_f": "min_operating_f",
}
_WORDS: Final = {
    "ahri_certified_reference_number": "ahri_ref",
    "energy_star_certified": "energy_star",
    "energy_star_cold_climate_certified": "cold_climate",
    "refrigerant": "refrigerant",
    "pan_heater_integrated_or_accessory_provide_model": "pan_heater",
}


def _reason_to_skip(sold_in: str, ducting: str) -> str:
    if sold_in and "us" not in sold_in and "united states" not in sold_in:
        return OTHER_MARKET
    if ducting.startswith("multizone"):
        return MULTI_ZONE
    return "" if ducting.startswith("singlezone non-ducted") else OTHER_KIND


def _parse(row: Row, log: Log) -> ImportedRow | None:
    cells = row.cells
    ducting = cells.get("ducting_configuration", "").lower()
    sold_in = cells.get("sold_in", "").lower()
    reason = _reason_to_skip(sold_in, ducting)
    if reason:
        log.dropped[reason] += 1
        return None
    brand = cells.get("brand_name") or cells.get("brand_owner", "")
    outdoor = cells.get("outdoor_unit_model_number", "")
    indoor = cells.get("indoor_model_number_s", "")
    for key, text in (("brand_name", brand), ("outdoor_unit_model_number", outdoor)):
        if not text:
            log.error(row.line, key, _("This cell is empty."))
            return None
    known = len(log.problems)
    rights = Rights.NEEP_RECORD.value
    figures = figures_of(row, log, _COLUMNS, source=SOURCE, rights=rights)
    if len(log.problems) > known:
        return None
    placement = next((form for word, form in _FORMS.items() if word in ducting), "")
    variable = cells.get("variable_capacity", "").lower()
    figures += [
        published(name, text, log, source=SOURCE, rights=rights)
        for name, text in (
            *((name, tidy(cells.get(key, ""))) for key, name in _WORDS.items()),
            ("compressor", "variable" if variable.startswith(("yes", "variable")) else ""),
            ("form", placement),
            ("cooling_rating_basis", "ahri_95f"),
            ("heat_source", "heat_pump"),
        )
        if text and normalize(name, text) is not None
    ]
    return ImportedRow(
        line=row.line,
        unit=Unit(
            slug="",
            brand=brand,
            type="mini_split",
            model_number=f"{indoor} / {outdoor}" if indoor else outdoor,
            series=cells.get("series_name", ""),
            indoor_model=indoor,
            outdoor_model=outdoor,
            figures=tuple(figures),
        ),
    )


NEEP = Format(
    code="neep",
    label=gettext_lazy("NEEP export (XLSX; for licensed users, noncommercial use only)"),
    required=("ducting_configuration", "outdoor_unit_model_number", "min_capacity_47_f"),
    parse=_parse,
    url="https://ashp.neep.org/",
    sheet="HP Report",
)
