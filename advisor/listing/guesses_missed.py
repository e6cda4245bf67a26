"""How far what stands in for an unpublished figure misses where the figure is published.

Each outdoor unit is left out in turn and guessed from the others; then each brand, held against the
spread of all others. ``manage.py prior_check`` prints it beside what the method page says.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from advisor.engine.place import FloatArray
from advisor.engine.priors import (
    LEVELS,
    SPREADS,
    Observed,
    left_out,
    observed,
    one_per_outdoor,
    pooled,
)
from advisor.engine.unit_defaults import HSPF2_FROM_SEER2
from advisor.listing.inventory import Inventory
from catalog.models.choices import Form


@dataclass(frozen=True, kw_only=True)
class LevelMissed:
    """Published against guessed at one level: × for an output, °F for a temperature."""

    figure: str
    level: str
    count: int
    p10: float
    p90: float
    told: tuple[float, float]  # p10 and p90 of the method page


@dataclass(frozen=True, kw_only=True)
class BrandsLeftOut:
    """Outdoor units between p10 and p90 of the outdoor units of all other brands."""

    figure: str
    brands: int
    units: int
    inside: float  # share of the units


@dataclass(frozen=True, kw_only=True)
class LineMissed:
    """Published HSPF2 against the line over SEER2, of mini-splits that publish both. [BTU/Wh]"""

    count: int
    rms: float
    bias: float  # published less expected
    p10: float  # published / expected
    p90: float


def known_of(inventory: Inventory) -> Observed:
    """What the whole catalog publishes, as the priors read it: ducted units say nothing."""
    return pooled(
        *(
            observed(
                part.units,
                counted=np.array([card.form != Form.DUCTED for card in part.cards], dtype=bool),
            )
            for part in inventory.parts
        )
    )


def levels_missed(known: Observed) -> Iterator[LevelMissed]:
    """Each level of each figure with its units left out in turn."""
    for figure, told in SPREADS.items():
        missed = left_out(figure, known)
        for level in LEVELS[1:]:
            low, high = _in_units(figure, np.percentile(missed[level], [10, 90]))
            yield LevelMissed(
                figure=figure,
                level=level,
                count=missed[level].size,
                p10=low,
                p90=high,
                told=told[level],
            )


def brands_left_out(figure: str, known: Observed) -> BrandsLeftOut:
    """Whether a brand that nobody had seen lies within the spread of the others."""
    rows = one_per_outdoor(figure, known)
    residual, brand = known.residual[figure][rows], known.lineage["brand"][rows]
    brands, inside = np.unique(brand), 0
    for each in brands:
        low, high = np.percentile(residual[brand != each], [10, 90])
        own = residual[brand == each]
        inside += int(((own >= low) & (own <= high)).sum())
    return BrandsLeftOut(
        figure=figure, brands=brands.size, units=rows.size, inside=inside / rows.size
    )


def hspf2_missed(inventory: Inventory) -> LineMissed:
    """How far HSPF2 lies from what SEER2 lets expect."""
    both = [_both(part) for part in inventory.parts]
    hspf2, seer2 = (np.concatenate(each) for each in zip(*both, strict=True))
    expected = HSPF2_FROM_SEER2["base"] + HSPF2_FROM_SEER2["slope"] * seer2
    low, high = np.percentile(hspf2 / expected, [10, 90])
    return LineMissed(
        count=hspf2.size,
        rms=float(np.sqrt(np.mean((hspf2 - expected) ** 2))),
        bias=float(np.mean(hspf2 - expected)),
        p10=float(low),
        p90=float(high),
    )


def _both(part: Inventory) -> tuple[FloatArray, FloatArray]:
    units = part.units
    told = units.split & ~np.isnan(units.hspf2) & ~np.isnan(units.seer2)
    return units.hspf2[told], units.seer2[told]


def _in_units(figure: str, ends: FloatArray) -> tuple[float, float]:
    low, high = np.exp(ends) if figure == "min_output" else ends
    return float(low), float(high)
