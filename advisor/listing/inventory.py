"""Catalog rows → the engine's columns, cached per process and keyed by the catalog's version.

Any save, import or delete moves the version, so that every worker and every machine sees an edit
at its next request. Units that may be picked come in (design section 5); the other live ones stand
apart, so that they can be shown and judged but never picked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from django.conf import settings

from advisor.engine import Curves, Points, Units, curves
from advisor.engine.answers import MULTIPLE_CHOICES
from advisor.engine.equipment import (
    ARCHIVE,
    CERTIFIED,
    NO,
    ON_SALE,
    PAN_HEATER_ACCESSORY,
    PAN_HEATER_BUILT_IN,
    PAN_HEATER_NONE,
    PAN_HEATER_UNKNOWN,
    SALE_UNKNOWN,
    UNKNOWN,
    YES,
    IntArray,
    same_columns,
    take,
)
from advisor.engine.place import FloatArray
from advisor.engine.price_tiers import TIER_OF
from advisor.engine.priors import Observed, observed, pooled
from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting.unit_names import shown_number
from advisor.listing.lineage import lineage
from advisor.listing.point_arrays import point_arrays
from advisor.listing.same_machine import machine_ids
from advisor.listing.versioned import VersionedCache, current_versions
from catalog.models import FIRST_SHELF, Form, PanHeater, SaleStatus
from catalog.selection import point_columns, pump_columns, sale_sources

SALE_CODES = {
    SaleStatus.ON_SALE.value: ON_SALE,
    SaleStatus.CERTIFIED.value: CERTIFIED,
    SaleStatus.ARCHIVE.value: ARCHIVE,
    SaleStatus.UNKNOWN.value: SALE_UNKNOWN,
}
NOT_SEEN: tuple[date | None, str] = (None, "")
PAN_HEATER_CODES = {
    PanHeater.BUILT_IN.value: PAN_HEATER_BUILT_IN,
    PanHeater.ACCESSORY.value: PAN_HEATER_ACCESSORY,
    PanHeater.NONE.value: PAN_HEATER_NONE,
}
NOT_IN_CURVES = frozenset({"price_low", "price_high", "price_day", "price_tier", "sale"})
"""Columns of units that no curve is made of."""
VOLTS = {"115": 115.0, "208/230": 230.0}
FEATURE_COLUMNS = {
    "wifi": "wifi",
    "remote": "remote",
    "timer": "timer",
    "sleep": "sleep_mode",
    "dry": "dehumidify_mode",
    "local_control": "local_control",
    "mobile": "mobile",
}


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a page shows of a unit beside its figures."""

    slug: str
    brand: str
    brand_slug: str
    model: str
    voltage: str
    price_seen: date | None
    price_shop: str
    refrigerant: str
    sound_basis: str  # pressure or power, and the distance
    series: str
    indoor: str  # model numbers of the two halves of a mini-split
    outdoor: str
    form: str
    size_in: tuple[float, float, float] | None  # of the indoor part: wide, high, deep
    sale: str  # on_sale, certified, archive, discontinued, unknown
    sale_seen: date | None
    sale_source: str
    standing: str  # why it may not be picked: discontinued, ducted, multi_zone; else ""
    replaced_by: str  # slug

    @property
    def name(self) -> str:
        """Brand and number, without the places that a certificate leaves open."""
        return f"{self.brand} {shown_number(self.model)}"


@dataclass(frozen=True, kw_only=True, eq=False)
class Inventory:
    """The units of one version of the catalog that can be bought and picked.

    ``cards`` has one entry per unit, as the columns. ``archive`` is the second shelf: units that
    may be picked where the first has nothing, or for who asks. ``others`` holds the live units
    that may not be picked at all. Those two have no further parts themselves.
    """

    version: str
    units: Units
    curves: Curves
    cards: list[Card]
    rows: dict[str, int]  # slug → row
    known: Observed | None = None  # what the whole catalog publishes: the curves lean on it
    archive: "Inventory | None" = None
    others: "Inventory | None" = None

    @property
    def parts(self) -> "tuple[Inventory, ...]":
        """All units of the version, in the order of what a visitor may buy."""
        return (self, *(part for part in (self.archive, self.others) if part is not None))

    def only(self, slug: str) -> "Inventory | None":
        """The unit with this slug alone, pickable or not; ``None`` if it is in no part."""
        for part in self.parts:
            row = part.rows.get(slug)
            if row is not None:
                return part._taken(row)
        return None

    def set_apart(self, standing: str) -> "Inventory":
        """The live units that may not be picked for this one reason, such as ``ducted``."""
        others = self.others or self.empty()
        rows = [row for row, card in enumerate(others.cards) if card.standing == standing]
        return others._taken(*rows)

    def empty(self) -> "Inventory":
        """No unit at all: for a room without one."""
        return self._taken()

    def _taken(self, *rows: int) -> "Inventory":
        at = np.array(rows, dtype=int)
        cards = [self.cards[row] for row in rows]
        return Inventory(
            version=self.version,
            units=take(self.units, at),
            curves=take(self.curves, at),
            cards=cards,
            rows={card.slug: row for row, card in enumerate(cards)},
        )

    def labels(self, row: int) -> list[int]:
        """Rows of every label under which the machine of this row is sold, its own first."""
        same = np.flatnonzero(self.units.machine == self.units.machine[row])
        return [row, *(int(each) for each in same if each != row)]

    def card_of(self, slug: str) -> Card | None:
        """The unit with this slug, on whatever shelf; ``None`` where none has it."""
        return next((part.cards[part.rows[slug]] for part in self.parts if slug in part.rows), None)

    def name_of(self, slug: str) -> str:
        """Brand and number of the unit with this slug, on whatever shelf; "" where none has it."""
        card = self.card_of(slug)
        return card.name if card else ""

    def row(self, slug: str) -> int | None:
        """Row of the unit with this slug, ``None`` if it is not one that may be picked."""
        return self.rows.get(slug)


_inventories: VersionedCache[Inventory] = VersionedCache()


def current() -> Inventory:
    """The inventory of the catalog as it is now: one query, five more after a change."""
    rights = settings.CATALOG_WITH_RIGHTS
    version = f"{current_versions().catalog}-{rights}"
    return _inventories.get(
        version,
        lambda: build(rights=rights, version=version, before=_inventories.newest()),
    )


def forget() -> None:
    """Empty the cache: for tests, which take back an edit without moving the version."""
    _inventories.forget()


def build(*, rights: str, version: str, before: Inventory | None = None) -> Inventory:
    """Read the catalog and compute every unit's curves, but for the shelves that are as ``before``
    except for prices: most edits of the desk are a price."""
    names, rows = pump_columns(rights=rights)
    points = point_arrays(*point_columns(rights=rights))
    at = {name: index for index, name in enumerate(names)}
    seen = sale_sources()
    shelves: dict[str, list[Sequence[Any]]] = {"first": [], "archive": [], "others": []}
    for row in rows:
        if row[at["type"]] in UNIT_TYPES:
            shelves[_shelf(row, at)].append(row)
    columned = {name: _columned(names, part, points) for name, part in shelves.items()}
    ducted = {
        name: np.array([row[at["form"]] == Form.DUCTED for row in part], dtype=bool)
        for name, part in shelves.items()
    }
    known = pooled(*(observed(units, counted=~ducted[name]) for name, units in columned.items()))
    same = before is not None and before.known is not None and same_columns(known, before.known)
    old = (before, before.archive, before.others) if before and same else (None, None, None)
    made = [_curves(units, known, was) for units, was in zip(columned.values(), old, strict=True)]
    first, archive, others = (
        _made(names, part, columned[name], of_part, seen, version=version)
        for (name, part), of_part in zip(shelves.items(), made, strict=True)
    )
    # A copy of it: what it has sorted for its questions is not needed any more.
    return replace(first, known=replace(known), archive=archive, others=others)


def _curves(units: Units, known: Observed, before: Inventory | None) -> Curves:
    if before and same_columns(units, before.units, besides=NOT_IN_CURVES):
        return before.curves
    return curves(units, known)


def _columned(names: list[str], rows: list[Sequence[Any]], points: dict[str, Any]) -> Units:
    columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
    return _units(columns, len(rows), points)


def _shelf(row: Sequence[Any], at: dict[str, int]) -> str:
    if _why_not_picked(row, at):
        return "others"
    return "first" if row[at["availability"]] in FIRST_SHELF else "archive"


def _made(
    names: list[str],
    rows: list[Sequence[Any]],
    units: Units,
    made: Curves,
    seen: dict[int, tuple[date | None, str]],
    *,
    version: str,
) -> Inventory:
    at = {name: index for index, name in enumerate(names)}
    cards = [
        Card(
            slug=row[at["slug"]],
            brand=row[at["brand"]],
            brand_slug=row[at["brand_slug"]],
            model=row[at["model_number"]],
            voltage=row[at["voltage"]],
            price_seen=row[at["price_observed_on"]],
            price_shop=row[at["price_retailer"]] or "",
            refrigerant=row[at["refrigerant"]],
            sound_basis=row[at["sound_basis"]],
            series=row[at["series"]],
            indoor=row[at["indoor_model"]],
            outdoor=row[at["outdoor_model"]],
            form=row[at["form"]],
            size_in=_size(row, at),
            sale=row[at["availability"]],
            sale_seen=seen.get(row[at["id"]], NOT_SEEN)[0],
            sale_source=seen.get(row[at["id"]], NOT_SEEN)[1],
            standing=_why_not_picked(row, at),
            replaced_by=row[at["replaced_by"]] or "",
        )
        for row in rows
    ]
    return Inventory(
        version=version,
        units=units,
        curves=made,
        cards=cards,
        rows={card.slug: row for row, card in enumerate(cards)},
    )


def _size(row: Sequence[Any], at: dict[str, int]) -> tuple[float, float, float] | None:
    wide, high, deep = (row[at[name]] for name in ("width_in", "height_in", "depth_in"))
    return (wide, high, deep) if wide and high and deep else None


def _why_not_picked(row: Sequence[Any], at: dict[str, int]) -> str:
    """Why a live unit may not be picked; the table itself wants heat by heat pump, and output."""
    if row[at["availability"]] == SaleStatus.DISCONTINUED:
        return "discontinued"
    if row[at["form"]] == Form.DUCTED:  # one room has no ducts
        return "ducted"
    return "" if row[at["single_zone"]] else "multi_zone"


def _units(columns: dict[str, tuple[Any, ...]], count: int, points: dict[str, Any]) -> Units:
    def number(name: str) -> FloatArray:
        return _numbers(columns.get(name, ()))

    def flag(name: str) -> IntArray:
        return _flags(columns.get(name, ()))

    def coded(name: str, codes: dict[str, int], unknown: int) -> IntArray:
        return np.array([codes.get(value, unknown) for value in columns.get(name, ())], dtype=int)

    ids = np.array(columns.get("id", ()), dtype=np.int64)
    machine = machine_ids(columns, points)
    observed = columns.get("price_observed_on", ())
    form = columns.get("form", ())
    return Units(
        id=ids,
        slug=np.array(columns.get("slug", ()), dtype=str),
        by_slug=_by_slug(columns.get("slug", ())),
        machine=machine,
        lineage=lineage(columns, machine),
        kind=coded("type", {kind: index for index, kind in enumerate(UNIT_TYPES)}, 0),
        cooling_btu_h=number("cooling_btu_h"),
        cooling_min_btu_h=number("cooling_min_btu_h"),
        cooling_max_btu_h=number("cooling_max_btu_h"),
        seer2=number("seer2"),
        seer=number("seer"),
        eer2=number("eer2"),
        eer=number("eer"),
        ceer=number("ceer"),
        hspf2=number("hspf2"),
        hspf=number("hspf"),
        full_capacity_down_to_f=number("full_capacity_down_to_f"),
        min_operating_f=number("min_operating_f"),
        restart_f=number("restart_f"),
        min_operating_cooling_f=number("min_operating_cooling_f"),
        sound_min_db=number("sound_indoor_min_db"),
        sound_max_db=number("sound_indoor_max_db"),
        sound_outdoor_db=number("sound_outdoor_db"),
        volts=_numbers(tuple(VOLTS.get(value) for value in columns.get("voltage", ()))),
        amps=number("min_circuit_amps"),
        inverter=coded("compressor", {"inverter": YES, "single": NO}, UNKNOWN),
        dual_hose=coded("hose", {"dual": YES, "single": NO}, UNKNOWN),
        cold_climate=flag("cold_climate"),
        energy_star=flag("energy_star"),
        diy_kit=flag("diy_kit"),
        saddle=_flags(tuple(None if value == "" else value == "saddle" for value in form)),
        pan_heater=coded("pan_heater", PAN_HEATER_CODES, PAN_HEATER_UNKNOWN),
        sale=coded("availability", SALE_CODES, SALE_UNKNOWN),
        window_min_in=number("window_min_in"),
        window_max_in=number("window_max_in"),
        width_in=number("width_in"),
        weight_lb=number("weight_lb"),
        fits_window=_fits_window(columns.get("window_fit", ())),
        features={name: _feature(name, columns, count) for name in MULTIPLE_CHOICES["features"]},
        price_tier=_numbers(tuple(map(TIER_OF.get, columns.get("brand_slug", ())))),
        price_low=number("price_low"),
        price_high=number("price_high"),
        price_day=_numbers(tuple(day.toordinal() if day else None for day in observed)),
        points=_points(ids, points),
    )


def _by_slug(slugs: Sequence[str]) -> IntArray:
    return np.argsort(np.argsort(np.array(slugs, dtype=str), kind="stable"))


def _fits_window(fits: Sequence[str]) -> dict[str, IntArray]:
    return {
        kind: _flags(tuple((kind in value.split(",")) if value else None for value in fits))
        for kind in ("double_hung", "slider", "casement")
    }


def _feature(name: str, columns: dict[str, tuple[Any, ...]], count: int) -> IntArray:
    if name == "filter":
        return _flags(tuple(True if value else None for value in columns.get("filter", ())))
    if name == "cassette":
        form = columns.get("form", ())
        return _flags(tuple((value == "cassette") if value else None for value in form))
    return _flags(columns.get(FEATURE_COLUMNS[name], (None,) * count))


def _points(ids: IntArray, points: dict[str, Any]) -> Points:
    pump = points["heat_pump_id"]
    unit = np.searchsorted(ids, pump)
    # Points of units that may not be picked stay out.
    padded = np.append(ids, -1)
    known = padded[np.minimum(unit, ids.size)] == pump
    figures = ("outdoor_f", "min_btu_h", "rated_btu_h", "max_btu_h", "cop_min", "cop_rated")
    return Points(
        unit=unit[known],
        heating=points["heating"][known],
        cop_max=points["cop_max"][known],
        **{name: points[name][known] for name in figures},
    )


def _numbers(values: Sequence[Any]) -> FloatArray:
    return np.array(values, dtype=float)  # None becomes NaN


def _flags(values: Sequence[bool | None]) -> IntArray:
    numbers = _numbers(values)
    return np.where(np.isnan(numbers), UNKNOWN, np.where(numbers != 0, YES, NO))
