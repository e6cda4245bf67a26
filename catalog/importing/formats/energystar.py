"""ENERGY STAR's lists of certified heat pumps and room air conditioners, as data.energystar.gov
exports them: the CSV of the page or the JSON of its interface, whose field names are the same.

Numbers arrive as "12000", "12,000" or "12000.0". Figures that the lists do not hold (sound, voltage
of mini-splits, price, lowest output, lowest temperature) stay blank. A certificate is no proof of a
shop: the sale status is ``certified``, with the day on which the list was read.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.importing.formats.row_figures import (
    MULTI_ZONE,
    NO_INDOOR_UNIT,
    NO_REVERSE_CYCLE,
    OTHER_KIND,
    OTHER_MARKET,
    figures_of,
    published,
    tidy,
)
from catalog.importing.listed_units import settle_list
from catalog.importing.reading import Row
from catalog.importing.records import Format, ImportedRow, Log, Unit
from catalog.importing.sale_statements import CERTIFIED, UNCONFIRMED, sale_statement
from catalog.vocabulary import normalize, yes_or_no

HEAT_PUMPS: Final = "US EPA, ENERGY STAR certified heat pumps (export of data.energystar.gov)"
ROOM_UNITS: Final = (
    "US EPA, ENERGY STAR certified room air conditioners (export of data.energystar.gov)"
)

_MINI_SPLIT: Final = re.compile(r"mini|multi", re.IGNORECASE)
_MULTI_ZONE: Final = re.compile(
    r"multi|mixed|\bzones?\b|ducted indoor units|indoor units", re.IGNORECASE
)
# Key of the column → name of the figure.
_HEAT_PUMP_FIGURES: Final = {
    "cooling_capacity_btu_h": "cooling_btu_h",
    "heating_capacity_at_47_f_btu_h": "heating_btu_47f",
    "heating_capacity_at_17_f_btu_h": "heating_btu_17f",
    "seer2_btu_wh": "seer2",
    "eer2_btu_wh": "eer2",
    "hspf2_btu_wh": "hspf2",
    "cold_climate": "cold_climate",
}
# A cold-climate listing is tested at 5 °F at the highest speed, any other at the rated one.
_COLD_CLIMATE_5F: Final = {
    "heating_capacity_at_5_f_btu_h": "heating_max_btu_5f",
    "cop_at_5_f": "cop_max_5f",
}
_OTHER_5F: Final = {"heating_capacity_at_5_f_btu_h": "heating_btu_5f", "cop_at_5_f": "cop_5f"}
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


def _sold_here(row: Row) -> bool:
    return "united states" in row.cells.get("markets", "").lower()


def _columns(cells: Mapping[str, str]) -> dict[str, str]:
    """Key of the column → name of the figure, for a listing of this kind."""
    cold = yes_or_no(cells.get("cold_climate", ""))
    return _HEAT_PUMP_FIGURES | (_COLD_CLIMATE_5F if cold else _OTHER_5F)


def _heat_pump(row: Row, log: Log) -> ImportedRow | None:
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
            log.error(row.line, key, _("This cell is empty."))
            return None
    known = len(log.problems)
    figures = figures_of(row, log, _columns(cells), source=HEAT_PUMPS)
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
        if text and normalize(name, text) is not None
    ]
    figures.append(sale_statement(CERTIFIED, source=HEAT_PUMPS, day=log.today))
    return ImportedRow(
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


def _room_unit(row: Row, log: Log) -> ImportedRow | None:
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
            log.error(row.line, key, _("This cell is empty."))
            return None
    known = len(log.problems)
    figures = figures_of(row, log, _ROOM_FIGURES, source=ROOM_UNITS)
    if len(log.problems) > known:
        return None
    variable = cells.get("variable_speed_compressor", "").lower()
    mounting = cells.get("installation_mounting_type", "").lower()
    through_wall = "through" in cells.get("type", "").lower()
    form = kind = "through_wall" if through_wall else "window"
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
        if text and normalize(name, text) is not None
    ]
    figures.append(sale_statement(CERTIFIED, source=ROOM_UNITS, day=log.today))
    # Read from the way of mounting: a manufacturer's own word on the shape counts for more.
    figures.append(replace(published("form", form, log, source=ROOM_UNITS), confidence="low"))
    return ImportedRow(
        line=row.line,
        unit=Unit(slug="", brand=brand, type=kind, model_number=model, figures=tuple(figures)),
    )


def _any_list(row: Row, log: Log) -> ImportedRow | None:
    """A row of one of the lists that ``refresh`` has read, each of them whole."""
    room = row.cells.get(LIST_KEY) == ROOM_LIST
    if _sold_here(row):
        # Also of a row with an error or of a multi-zone system: it is on the list.
        number = row.cells.get("model_number") or row.cells.get("outdoor_unit_model_number", "")
        for kind in ROOM_KINDS if room else ("mini_split",):
            log.named[kind].add(number)
    found = _room_unit(row, log) if room else _heat_pump(row, log)
    return replace(found, lifts=UNCONFIRMED) if found else None


LIST_KEY: Final = "list"
ROOM_LIST: Final = "5xn2-dv4h"
ROOM_KINDS: Final = ("window", "through_wall")
"""Types that the list of room air conditioners has."""
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
REFRESH = Format(
    code="energystar",
    label=gettext_lazy("ENERGY STAR's lists, read whole from data.energystar.gov"),
    required=(LIST_KEY, "model_number", "markets"),
    parse=_any_list,
    url="https://data.energystar.gov/d/83eb-xbyy",
    whole=partial(
        settle_list,
        sources={"mini_split": HEAT_PUMPS, **dict.fromkeys(ROOM_KINDS, ROOM_UNITS)},
    ),
    uploaded=False,
)
