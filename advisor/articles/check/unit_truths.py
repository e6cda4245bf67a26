"""What the catalog of today says of the units that an article names, each figure with its source.

Two queries for all of them together: their figures with sources, and their prices.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse

from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting.dates import day, period
from advisor.formatting.source_names import source_name
from advisor.listing.inventory import Card, Inventory
from advisor.listing.search import Shelf
from catalog.models import Figure, PriceKind, PriceObservation
from catalog.record import as_public, current_figures
from catalog.vocabulary import PointPlace, point_name

RECENT = timedelta(days=90)
"""Prices this much older than the newest are still prices of today."""

RATED = ("seer2", "seer", "hspf2", "hspf", "eer2", "eer", "ceer")
_ROLES = {"min_btu_h": "min", "rated_btu_h": "nominal", "max_btu_h": "max"}


@dataclass(frozen=True, kw_only=True)
class Proof:
    """Who says a figure, and as of when, in words."""

    source: str = ""
    when: str = ""


NO_PROOF = Proof()


@dataclass(frozen=True, kw_only=True)
class OutputFact:
    """One published output of a unit. [BTU/h]"""

    mode: str
    role: str
    outdoor_f: float
    value: float
    name: str  # of the figure


@dataclass(frozen=True, kw_only=True)
class PriceSeen:
    """What a shop asked on a day. [$]"""

    low: float
    high: float
    seen: date
    shop: str
    kind: str


@dataclass(frozen=True, kw_only=True, eq=False)
class UnitTruth:
    """What stands of one live unit."""

    card: Card
    kind: str
    address: str
    outputs: tuple[OutputFact, ...]
    least_btu_h: float  # lowest heat at 47 °F, published or estimated
    least_is_published: bool
    ratings: dict[str, float]
    sounds: tuple[float, ...]
    coldest_f: float | None
    prices: tuple[PriceSeen, ...]
    proofs: dict[str, Proof] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.card.name

    def proof(self, figure: str) -> Proof:
        """The source of a figure; the one of the sale where it is not known."""
        return self.proofs.get(figure) or self.sale_proof

    @property
    def sale_proof(self) -> Proof:
        source = source_name(self.card.sale_source).name if self.card.sale_source else "Our catalog"
        return Proof(source=source, when=day(self.card.sale_seen))

    def prices_today(self) -> tuple[PriceSeen, ...]:
        """Of the newest price seen and the three months before it."""
        if not self.prices:
            return ()
        newest = max(each.seen for each in self.prices)
        return tuple(each for each in self.prices if each.seen >= newest - RECENT)

    def best_price(self) -> PriceSeen | None:
        """The one that our pages show: the newest of a store before a list price."""
        street = [each for each in self.prices if each.kind != PriceKind.LIST]
        return next(iter(street or self.prices), None)


class UnitTruths:
    """The truth of every unit an article names, by its row on the shelf."""

    def __init__(self, shelf: Shelf, rows: Iterable[int]) -> None:
        self.shelf = shelf
        wanted = sorted(set(rows))
        ids = [int(shelf.id[row]) for row in wanted]
        self._prices = _prices_of(ids)
        self._proofs = _proofs_of(ids)
        self._truths = {row: self._made(row) for row in wanted}

    def __getitem__(self, row: int) -> UnitTruth:
        return self._truths[row]

    def _made(self, row: int) -> UnitTruth:
        part, at = _located(self.shelf, row)
        card, units = self.shelf.cards[row], part.units
        pk = int(self.shelf.id[row])
        sounds = (units.sound_min_db[at], units.sound_max_db[at], units.sound_outdoor_db[at])
        coldest = float(self.shelf.coldest_f[row])
        return UnitTruth(
            card=card,
            kind=UNIT_TYPES[int(self.shelf.kind[row])],
            address=reverse("model", args=(card.brand_slug, card.slug)),
            outputs=tuple(_outputs(part, at)),
            least_btu_h=float(self.shelf.least_btu_h[row]),
            least_is_published=bool(self.shelf.least_is_published[row]),
            ratings={
                name: float(value)
                for name in RATED
                if not math.isnan(value := getattr(units, name)[at])
            },
            sounds=tuple(float(each) for each in sounds if not math.isnan(each)),
            coldest_f=None if math.isnan(coldest) else coldest,
            prices=self._prices.get(pk, ()),
            proofs=self._proofs.get(pk, {}),
        )


def _located(shelf: Shelf, row: int) -> tuple[Inventory, int]:
    for part in shelf.parts:
        if row < len(part.cards):
            return part, row
        row -= len(part.cards)
    raise IndexError(row)


def _outputs(part: Inventory, at: int) -> list[OutputFact]:
    units, points = part.units, part.units.points
    told = [
        OutputFact(mode="cooling", role=role, outdoor_f=95.0, value=float(value), name=name)
        for role, name, value in (
            ("nominal", "cooling_btu_h", units.cooling_btu_h[at]),
            ("min", "cooling_min_btu_h", units.cooling_min_btu_h[at]),
            ("max", "cooling_max_btu_h", units.cooling_max_btu_h[at]),
        )
        if not math.isnan(value)
    ]
    for place in (points.unit == at).nonzero()[0]:
        mode = "heating" if points.heating[place] else "cooling"
        outdoor = float(points.outdoor_f[place])
        for column, role in _ROLES.items():
            value = float(getattr(points, column)[place])
            if not math.isnan(value):
                name = point_name(PointPlace(mode, int(outdoor), column))
                told.append(
                    OutputFact(mode=mode, role=role, outdoor_f=outdoor, value=value, name=name)
                )
    return told


def _prices_of(ids: list[int]) -> dict[int, tuple[PriceSeen, ...]]:
    found: dict[int, list[PriceSeen]] = {}
    seen = PriceObservation.objects.filter(heat_pump_id__in=ids, currency="USD")
    for each in seen.exclude(kind=PriceKind.OUTDOOR_ONLY).order_by("-observed_on", "id"):
        found.setdefault(each.heat_pump_id, []).append(
            PriceSeen(
                low=float(each.amount_low),
                high=float(each.amount_high),
                seen=each.observed_on,
                shop=source_name(each.retailer).name,
                kind=each.kind,
            )
        )
    return {pk: tuple(prices) for pk, prices in found.items()}


def _proofs_of(ids: list[int]) -> dict[int, dict[str, Proof]]:
    """The source of each figure that stands under the setting of rights."""
    by_unit: dict[int, list[Figure]] = {}
    rows = Figure.objects.filter(heat_pump_id__in=ids).select_related("source")
    for figure in rows.order_by("heat_pump_id", "id"):
        by_unit.setdefault(figure.heat_pump_id, []).append(figure)
    rights = settings.CATALOG_WITH_RIGHTS
    return {
        pk: {
            name: Proof(
                source=source_name(each.statement.source).name,
                when=period(each.statement.source_date),
            )
            for name, each in current_figures(map(as_public, figures), rights=rights).items()
        }
        for pk, figures in by_unit.items()
    }
