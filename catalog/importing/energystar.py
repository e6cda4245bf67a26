"""ENERGY STAR's lists of certified heat pumps and room air conditioners, as data.energystar.gov
exports them: the CSV of the page or the JSON of its interface, whose field names are the same.

Numbers arrive as "12000", "12,000" or "12000.0". Figures that the lists do not hold (sound, voltage
of mini-splits, price, lowest output, lowest temperature) stay blank. A certificate says nothing of
what is sold today, so that ``availability`` stays unknown.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from catalog.importing.reading import Row
from catalog.importing.records import Brought, Format, Log, Published, Unit
from catalog.vocabulary import normalise, usual_unit

OTHER_MARKET: Final = gettext_noop("not sold in the United States")
OTHER_KIND: Final = gettext_noop("not a ductless single-room system")
MULTI_ZONE: Final = gettext_noop("multi-zone")
NO_INDOOR_UNIT: Final = gettext_noop("no indoor unit named")
NO_REVERSE_CYCLE: Final = gettext_noop("does not heat by reverse cycle")

HEAT_PUMPS: Final = "US EPA, ENERGY STAR certified heat pumps (export of data.energystar.gov)"
ROOM_UNITS: Final = (
    "US EPA, ENERGY STAR certified room air conditioners (export of data.energystar.gov)"
)

_MINI_SPLIT: Final = re.compile(r"mini|multi", re.IGNORECASE)
_MULTI_ZONE: Final = re.compile(
    r"multi|mixed|\bzones?\b|ducted indoor units|indoor units", re.IGNORECASE
)
# Key of the column → name of the figure. At 5 °F the test is one of highest speed.
_HEAT_PUMP_FIGURES: Final = {
    "cooling_capacity_btu_h": "cooling_btu_h",
    "heating_capacity_at_47_f_btu_h": "heating_btu_47f",
    "heating_capacity_at_17_f_btu_h": "heating_btu_17f",
    "heating_capacity_at_5_f_btu_h": "heating_max_btu_5f",
    "cop_at_5_f": "cop_max_5f",
    "seer2_btu_wh": "seer2",
    "eer2_btu_wh": "eer2",
    "hspf2_btu_wh": "hspf2",
    "cold_climate": "cold_climate",
}
_ROOM_FIGURES: Final = {
    "cooling_capacity_btu_hr": "cooling_btu_h",
    "cooling_capacity_btu_hour": "cooling_btu_h",
    "combined_energy_efficiency_ratio_ceer": "ceer",
    "voltage_volts": "voltage",
    "height_inches": "height_in",
    "width_inches": "width_in",
    "depth_inches": "depth_in",
    "weight_lbs": "weight_lb",
}


def figures_of(
    row: Row, log: Log, columns: Mapping[str, str], *, source: str, rights: str = ""
) -> list[Published]:
    """The figures in the ``columns`` of a row; what is no figure is noted as an error."""
    found = []
    for key, name in columns.items():
        text = tidy(row.cells.get(key, ""))
        if not text or text.lower() in {"n/a", "na", "none", "null", "-"}:
            continue
        if normalise(name, text) is None:
            log.error(row.line, key, _("“%(text)s” is not understood.") % {"text": text[:60]})
            continue
        found.append(published(name, text, log, source=source, rights=rights))
    return found


def published(name: str, text: str, log: Log, *, source: str, rights: str = "") -> Published:
    return Published(
        name=name,
        value=text,
        unit=usual_unit(name),
        source_id=source,
        source_day=log.today,
        source_date=log.today.isoformat(),
        confidence="high" if not rights else "medium",
        rights=rights,
    )


def tidy(text: str) -> str:
    """A number without its separators and the ".0" of a float; other text as it is.

    >>> tidy("12,000"), tidy("214602071.0"), tidy("R-454B"), tidy("3.50")
    ('12000', '214602071', 'R-454B', '3.5')
    """
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d+(\.\d+)?", text):
        whole, _dot, part = text.replace(",", "").partition(".")
        return f"{whole}.{part}".rstrip("0").rstrip(".") if part else whole
    return text


def _sold_here(row: Row) -> bool:
    return "united states" in row.cells.get("markets", "").lower()


def _heat_pump(row: Row, log: Log) -> Brought | None:
    cells = row.cells
    outdoor = cells.get("model_number") or cells.get("outdoor_unit_model_number", "")
    indoor = cells.get("indoor_unit_model_number", "")
    brand = cells.get("outdoor_unit_brand_name") or cells.get("energy_star_partner", "")
    reason = ""
    if not _sold_here(row):
        reason = OTHER_MARKET
    elif not _MINI_SPLIT.search(cells.get("product_type", "mini")):
        reason = OTHER_KIND
    elif not indoor:
        reason = NO_INDOOR_UNIT
    elif _MULTI_ZONE.search(indoor):
        reason = MULTI_ZONE
    if reason:
        log.dropped[reason] += 1
        return None
    for key, text in (("outdoor_unit_brand_name", brand), ("model_number", outdoor)):
        if not text:
            log.error(row.line, key, _("It is empty."))
            return None
    known = len(log.problems)
    figures = figures_of(row, log, _HEAT_PUMP_FIGURES, source=HEAT_PUMPS)
    if len(log.problems) > known:
        return None
    figures += [
        published(name, text, log, source=HEAT_PUMPS)
        for name, text in (
            ("ahri_ref", tidy(cells.get("ahri_reference_number", ""))),
            ("refrigerant", cells.get("refrigerant_type") or cells.get("refrigerant_with_gwp", "")),
            ("compressor", cells.get("compressor_staging", "")),
            ("cooling_rating_basis", "ahri_95f"),
            ("energy_star", "yes"),
            ("heat_source", "heat_pump"),
        )
        if text and normalise(name, text) is not None
    ]
    return Brought(
        line=row.line,
        unit=Unit(
            slug="",
            brand=brand,
            type="mini_split",
            model_number=f"{indoor} / {outdoor}",
            series=cells.get("series_name", ""),
            indoor_model=indoor,
            outdoor_model=outdoor,
            figures=tuple(figures),
        ),
    )


def _reverse_cycle(cells: dict[str, str]) -> bool:
    """Does it heat by heat pump? Where the product class says so it counts, else the mode."""
    product_class = cells.get("product_class", "").lower()
    if "reverse cycle" in product_class:
        return "without reverse cycle" not in product_class
    mode = (cells.get("heating_mode") or cells.get("reverse_cycle", "")).lower()
    return mode.startswith("yes") or "reverse" in mode or "heat pump" in mode


def _room_unit(row: Row, log: Log) -> Brought | None:
    cells = row.cells
    reason = "" if _sold_here(row) else OTHER_MARKET
    if not reason and not _reverse_cycle(cells):
        reason = NO_REVERSE_CYCLE
    if reason:
        log.dropped[reason] += 1
        return None
    brand, model = cells.get("brand_name", ""), cells.get("model_number", "")
    for key, text in (("brand_name", brand), ("model_number", model)):
        if not text:
            log.error(row.line, key, _("It is empty."))
            return None
    known = len(log.problems)
    figures = figures_of(row, log, _ROOM_FIGURES, source=ROOM_UNITS)
    if len(log.problems) > known:
        return None
    variable = cells.get("variable_speed_compressor", "").lower()
    mounting = cells.get("installation_mounting_type", "").lower()
    through_wall = "through" in cells.get("type", "").lower()
    form = "through_wall" if through_wall else "window"
    if mounting.startswith("straddles windowsill"):
        form = "saddle"
    figures += [
        published(name, text, log, source=ROOM_UNITS)
        for name, text in (
            ("refrigerant", cells.get("refrigerant_type") or cells.get("refrigerant_with_gwp", "")),
            ("compressor", "variable speed" if variable == "yes" else ""),
            ("cooling_rating_basis", "ahri_95f"),
            ("energy_star", "yes"),
            ("heat_source", "heat_pump"),
        )
        if text and normalise(name, text) is not None
    ]
    # Read from the way of mounting: a maker's own word on the shape counts for more.
    figures.append(replace(published("form", form, log, source=ROOM_UNITS), confidence="low"))
    return Brought(
        line=row.line,
        unit=Unit(slug="", brand=brand, type="window", model_number=model, figures=tuple(figures)),
    )


MINI_SPLITS = Format(
    code="energystar-mini",
    label=gettext_lazy("ENERGY STAR certified mini-split heat pumps (CSV or JSON)"),
    required=("indoor_unit_model_number", "cooling_capacity_btu_h", "markets"),
    parse=_heat_pump,
    url="https://data.energystar.gov/d/akti-mt5s",
)
ALL_HEAT_PUMPS = Format(
    code="energystar-all",
    label=gettext_lazy("ENERGY STAR certified heat pumps of every kind (CSV or JSON)"),
    required=("indoor_unit_model_number", "cooling_capacity_btu_h", "markets", "product_type"),
    parse=_heat_pump,
    url="https://data.energystar.gov/d/83eb-xbyy",
)
ROOM_AIR_CONDITIONERS = Format(
    code="energystar-room",
    label=gettext_lazy("ENERGY STAR certified room air conditioners (CSV or JSON)"),
    required=("brand_name", "model_number", "combined_energy_efficiency_ratio_ceer", "markets"),
    parse=_room_unit,
    url="https://data.energystar.gov/d/5xn2-dv4h",
)
