"""What the curves return of the published figures: every point, HSPF2 and SEER2.

The two kinds of figures of one unit are the manufacturer's own. Where no curve can return both,
they contradict each other, and ``manage.py ratings_check`` names it."""

from dataclasses import dataclass

import numpy as np

from advisor.engine.curve_points import weights
from advisor.engine.equipment import COOLING_GRID_F, HEATING_GRID_F, BoolArray
from advisor.engine.place import FloatArray
from advisor.engine.rating_fit import CONFLICT_GAP
from advisor.listing.inventory import Inventory

CURVE_OF_FIGURE = {
    "min_btu_h": "least",
    "rated_btu_h": "rated",
    "max_btu_h": "most",
    "cop_min": "cop_least",
    "cop_rated": "cop_rated",
    "cop_max": "cop_most",
}
RATINGS = {"hspf2": ("HSPF2", "hspf"), "seer2": ("SEER2", "seer")}


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """A rating that no curve through the unit's published points returns. [BTU/Wh]"""

    unit_id: int
    slug: str
    name: str
    rating: str  # HSPF2, or HSPF where only the older one is published
    published: float
    gap: float  # computed / published - 1

    @property
    def from_points(self) -> float:
        """What the curve through its published points returns, in the units of the rating."""
        return self.published * (1 + self.gap)

    @property
    def percent(self) -> str:
        return f"{self.gap:+.0%}"


@dataclass(frozen=True, kw_only=True, eq=False)
class RatingCheck:
    """Differences, each computed / published - 1."""

    hspf2_with_points: FloatArray  # of units that publish COP, too
    hspf2_alone: FloatArray
    seer2: FloatArray
    points: dict[str, FloatArray]  # by the figure, of every published point


def rating_check(inventory: Inventory) -> RatingCheck:
    """Every part of the inventory, whatever may be picked."""
    parts = inventory.parts
    return RatingCheck(
        hspf2_with_points=np.concatenate([_gaps(part, "hspf2", with_cop=True) for part in parts]),
        hspf2_alone=np.concatenate([_gaps(part, "hspf2", with_cop=False) for part in parts]),
        seer2=np.concatenate(
            [part.curves.rating_gap["seer2"][~np.isnan(part.units.seer2)] for part in parts]
        ),
        points={
            name: np.concatenate([_missed(part, name) for part in parts])
            for name in CURVE_OF_FIGURE
        },
    )


def contradictions(inventory: Inventory) -> list[Contradiction]:
    """The worst first; no query."""
    found = [
        contradiction
        for part in inventory.parts
        for row in np.flatnonzero(_contradicts(part))
        if (contradiction := contradiction_of(part, int(row)))
    ]
    return sorted(found, key=lambda each: (-abs(each.gap), each.slug))


def contradiction_of(part: Inventory, row: int) -> Contradiction | None:
    """The worse of the ratings that the unit's points contradict; ``None`` where they agree."""
    gaps = {rating: float(part.curves.rating_gap[rating][row]) for rating in RATINGS}
    rating = max(gaps, key=lambda each: abs(np.nan_to_num(gaps[each])))
    if not abs(gaps[rating]) > CONFLICT_GAP:
        return None
    name, older = RATINGS[rating]
    published = float(getattr(part.units, rating)[row])
    if np.isnan(published):
        name, published = older.upper(), float(getattr(part.units, older)[row])
    return Contradiction(
        unit_id=int(part.units.id[row]),
        slug=part.cards[row].slug,
        name=part.cards[row].name,
        rating=name,
        published=published,
        gap=gaps[rating],
    )


def _contradicts(part: Inventory) -> BoolArray:
    gaps = [np.abs(np.nan_to_num(part.curves.rating_gap[rating])) for rating in RATINGS]
    return np.asarray(np.max(gaps, axis=0) > CONFLICT_GAP)


def _gaps(part: Inventory, rating: str, *, with_cop: bool) -> FloatArray:
    gap = part.curves.rating_gap[rating]
    chosen = part.units.split & ~np.isnan(gap)
    return np.asarray(gap[chosen & (part.curves.estimated["heating_cop"] != with_cop)])


def _missed(part: Inventory, name: str) -> FloatArray:
    """Of each published point of the figure; net outputs of a hose and figures that are not
    believed (a lowest output under ``UNCONFIRMED_MIN_BTU_H``) are left out."""
    points, curves, units = part.units.points, part.curves, part.units
    missed = []
    for heating, mode, grid_f in ((True, "heat", HEATING_GRID_F), (False, "cool", COOLING_GRID_F)):
        value = getattr(points, name)
        believed = np.isnan(curves.range_min_btu_h) | (name != "min_btu_h")
        chosen = (points.heating == heating) & ~np.isnan(value)
        chosen &= (believed & ~units.of_type(lambda each: each.hose).astype(bool))[points.unit]
        at = weights(grid_f, points.outdoor_f[chosen])
        curve = getattr(curves, f"{mode}_{CURVE_OF_FIGURE[name]}")[points.unit[chosen]]
        missed.append((curve * at.T).sum(axis=1) / value[chosen] - 1)
    return np.concatenate(missed)
