"""A ZIP code → the place that the engine reads; kept until the reference data change."""

import re
from functools import lru_cache

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from advisor.engine.place import Place, Prices, at_own_height
from advisor.listing.versioned import current_versions
from advisor.models import FUELS, GridArea, State, ZipCode
from advisor.questions.zip_codes import is_military
from advisor.reference import gazetteer

FUEL_NAMES = {
    "electricity": gettext_lazy("electricity"),
    "gas": gettext_lazy("natural gas"),
    "propane": gettext_lazy("propane"),
    "oil": gettext_lazy("heating oil"),
}


TERRITORIES = frozenset({"AS", "FM", "GU", "MH", "MP", "PR", "PW", "VI"})
"""Codes that are no state's, whose names few people know by their two letters."""

ONE_GRID = frozenset({"CT", "MA", "ME", "NH", "RI", "VT"})
"""States that lie in one eGRID subregion (NEWE); parts of others may lie in another than theirs."""

CORRECTED_YEARS = frozenset(
    {
        *("702610", "702650", "702670"),  # Fairbanks, Eielson, Big Delta
        *("703950", "703980", "703710"),  # Ketchikan, Annette, Sitka
        *("703860", "703855", "703870"),  # Petersburg, Kake, Wrangell
        # Milder than every neighbor: Selfridge, Lancaster, Pittsburgh, Waukegan and 21 more.
        *("724086", "724175", "724286", "724345", "724365", "725075", "725116", "725205"),
        *("725336", "725347", "725377", "725454", "725476", "725483", "725497", "726415"),
        *("726457", "726458", "726464", "726515", "726589", "727452", "727575", "727825"),
        "727856",
    }
)
"""Stations whose cold hours we moved: which and why is in ``advisor/data/SOURCES.md``."""


class UnknownZip(ValueError):  # noqa: N818 - reads as what it says: except UnknownZip
    """No ZIP code with these first three digits is known; the message is for the visitor."""


def find_place(zip_code: str) -> Place:
    """The place of a ZIP code, or of its nearest neighbor with the same first three digits.

    Design temperatures are the ZIP code's (its county's), bins and humidity its station's, prices
    the state's. A town far above or below its station has the temperatures of its own height.
    ``Place.approximated_from`` names the neighbor where one stands in, and ``Prices.note`` says
    where figures of the whole country do. One query, and four more once the reference
    data have changed.

    Raises ``UnknownZip``, whose message is a sentence for the visitor.
    """
    if not re.fullmatch(r"[0-9]{5}", zip_code):
        raise UnknownZip(_("A ZIP code has five digits, such as 02130."))
    version = data_version()
    known = _place(zip_code, version, get_language() or "")
    if known is None and is_military(zip_code):
        raise UnknownZip(
            _(
                "%(zip)s is a military or diplomatic address (APO, FPO or DPO). It does not say"
                " where the home is. Enter the ZIP code of a place in the United States with"
                " similar weather."
            )
            % {"zip": zip_code}
        )
    if known is None:
        raise UnknownZip(
            _("We do not know the ZIP code %(zip)s. Please check it, or try one nearby.")
            % {"zip": zip_code}
        )
    return known


def data_version() -> str:
    """Version of the reference data; empty while there are none. One query, unless this request
    has asked already."""
    return current_versions().reference


@lru_cache(maxsize=500)
def _place(zip_code: str, data_version: str, _language: str) -> Place | None:
    """The place as it was read at this version; its note is in the language."""
    known = gazetteer.of_version(data_version)
    row = known.nearest(zip_code)
    if row is None:
        return None
    station, state = known.stations[row.station_id], known.states[row.state_id]
    found = Place(
        zip=zip_code,
        place=row.place,
        state=row.state_id,
        station=station.name,
        station_km=row.station_km,
        heating_design_f=row.heating_design_99_f,
        cooling_design_f=row.cooling_design_1_f,
        daily_range_f=station.daily_range_f,
        humidity_design_gr_lb=station.humidity_gr_lb,
        elevation_ft=station.elevation_ft if row.elevation_ft is None else row.elevation_ft,
        latitude=row.lat,
        hdd65=station.hdd65,
        cdd65=station.cdd65,
        iecc_zone=station.iecc_zone,
        climate=station.climate,
        prices=prices_of(state, known.areas.get(row.grid_area_id or "")),
        approximated_from=None if row.zip == zip_code else row.zip,
        data_version=data_version,
        station_elevation_ft=station.elevation_ft,
        elevation_is_known=row.elevation_ft is not None,
        territory=state.name if row.state_id in TERRITORIES else "",
        design_is_bounded=row.design_source == ZipCode.DesignSource.YEAR_BOUNDED,
        year_is_corrected=row.station_id in CORRECTED_YEARS,
    )
    return at_own_height(found)


def forget() -> None:
    """Empty the cache: for tests, which take back an edit and then use its version again."""
    _place.cache_clear()


def prices_of(state: State, area: GridArea | None = None) -> Prices:
    """The state's prices; each blank one is its stand-in's, with date and source, and is named.

    CO2 is that of the grid ``area``, where the state is split into some that we know.
    """

    def own_or_stand_in(field: str) -> State:
        own = getattr(state, field) is not None
        return state if own or state.stand_in is None else state.stand_in

    of = {fuel: own_or_stand_in(price) for fuel, price in FUELS.items()}
    grid = own_or_stand_in("co2_lb_per_mwh")
    known = area or grid
    stand_ins = [fuel for fuel in FUELS if of[fuel] is not state]
    return Prices(
        electricity_usd_kwh=of["electricity"].electricity_usd_kwh,
        electricity_as_of=of["electricity"].electricity_as_of,
        electricity_source=of["electricity"].electricity_source,
        gas_usd_therm=of["gas"].gas_usd_therm,
        gas_as_of=of["gas"].gas_as_of,
        gas_source=of["gas"].gas_source,
        propane_usd_gal=of["propane"].propane_usd_gal,
        propane_as_of=of["propane"].propane_as_of,
        propane_source=of["propane"].propane_source,
        oil_usd_gal=of["oil"].oil_usd_gal,
        oil_as_of=of["oil"].oil_as_of,
        oil_source=of["oil"].oil_source,
        co2_lb_per_mwh=None if known.co2_lb_per_mwh is None else float(known.co2_lb_per_mwh),
        co2_as_of=known.as_of if isinstance(known, GridArea) else known.co2_as_of,
        co2_source=known.source if isinstance(known, GridArea) else known.co2_source,
        co2_confidence=grid.co2_confidence,
        co2_of_main_grid=area is None and state.code not in ONE_GRID,
        labor_index=None if state.labor_index is None else float(state.labor_index),
        labor_as_of=state.labor_as_of,
        labor_source=state.labor_source,
        note=stand_in_note(state, stand_ins),
        stand_ins=(*stand_ins, *(["co2"] if grid is not state else [])),
    )


def stand_in_note(state: State, fuels: list[str]) -> str | None:
    if not fuels:
        return None
    if len(fuels) == len(FUELS):
        sentence = _("We have no energy prices for %(state)s, so we use the US average.")
    else:
        sentence = _("We have no price for %(fuels)s in %(state)s, so we use the US average.")
    return sentence % {
        "state": state.name,
        "fuels": ", ".join(str(FUEL_NAMES[fuel]) for fuel in fuels),
    }
