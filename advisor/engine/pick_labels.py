"""What a pick is called: best fit, quietest, lowest cost. Each is a claim that must hold."""

from collections.abc import Sequence

import numpy as np

from advisor.engine.constants import ASSUMPTION, constant
from advisor.engine.money import FROM_CLASS
from advisor.engine.owning import owning_usd, terms
from advisor.engine.study import Study

UNDONE_ALIKE = constant(
    "UNDONE_ALIKE",
    0.02,
    "of the year's heat or cold",
    source=ASSUMPTION,
    says="a unit that leaves no more than this more undone serves as well, and may be the cheapest",
)


def labels(study: Study, picked: Sequence[int]) -> dict[int, str]:
    """Row → best_fit, quietest or lowest_cost; ``picked`` in the order in which they are listed.

    A label is a claim, and a unit carries one: best is the first that is listed; quiet, of a
    published sound below that of every other; cheap, of a price that was seen, over the years, at
    no less heat and cold than the first and for less than it."""
    if not picked:
        return {}
    best = picked[0]
    claims = {"quietest": _quietest(study, picked), "lowest_cost": _cheapest(study, picked)}
    named = {best: "best_fit"}
    for name, row in claims.items():
        if row is not None:
            named.setdefault(row, name)
    return named


def _quietest(study: Study, picked: Sequence[int]) -> int | None:
    """The one whose published sound is below that of every other; none where two are as quiet."""
    sounds = study.units.sound_min_db
    told = sorted((row for row in picked if not np.isnan(sounds[row])), key=lambda row: sounds[row])
    if not told or (told[1:] and sounds[told[0]] == sounds[told[1]]):
        return None
    return told[0]


def _cheapest(study: Study, picked: Sequence[int]) -> int | None:
    """Of those with a seen price the one that costs least to own, where that is less than the first
    and it serves as well."""
    best = picked[0]
    owning = dict(
        zip(picked, owning_usd(study, picked, terms(study.answers)).tolist(), strict=True)
    )
    seen = [row for row in picked if study.bought.basis[row] != FROM_CLASS]
    least = min(seen, key=lambda row: owning[row], default=best)
    holds = owning[least] < owning[best] and _serves_as_well(study, least, best)
    return least if holds else None


def _serves_as_well(study: Study, row: int, best: int) -> bool:
    """Whether a unit leaves no more of the year's heat and cold undone than another, within
    ``UNDONE_ALIKE``."""
    season = study.season
    return all(
        left[row] <= left[best] + UNDONE_ALIKE
        for left in (season.backup_fraction, season.uncooled_fraction)
    )
