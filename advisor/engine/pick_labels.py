"""What a pick is called: best fit, quietest, lowest cost. Each is a claim that must hold."""

import numpy as np

from advisor.engine.constants import ASSUMPTION, constant
from advisor.engine.money import FROM_CLASS
from advisor.engine.owning import owning_usd, terms
from advisor.engine.ranking import Ranking
from advisor.engine.study import Study

UNDONE_ALIKE = constant(
    "UNDONE_ALIKE",
    0.02,
    "of the year's heat or cold",
    source=ASSUMPTION,
    says="a unit that leaves no more than this more undone serves as well, and may be the cheapest",
)


def labels(study: Study, ranking: Ranking, picked: list[int]) -> dict[int, str]:
    """Row → best_fit, quietest or lowest_cost; a unit carries one label, the first that is due.

    A label is a claim: best where it wins most worlds; quiet only where the sound is published;
    cheap only where a price was seen, over the years, at no less heat and cold than the best fit.
    """
    named: dict[int, str] = {}
    if not picked:
        return named
    best = min(picked, key=lambda row: (-ranking.first_share[row], picked.index(row)))
    named[best] = "best_fit"
    sound = [row for row in picked if not np.isnan(study.units.sound_min_db[row])]
    seen = [
        row
        for row in picked
        if study.bought.basis[row] != FROM_CLASS and _serves_as_well(study, row, best)
    ]
    owning = dict(zip(seen, owning_usd(study, seen, terms(study.answers)).tolist(), strict=True))
    sounds = {row: float(study.units.sound_min_db[row]) for row in sound}
    for name, figures in (("quietest", sounds), ("lowest_cost", owning)):
        first = min(figures, key=lambda row: (figures[row], picked.index(row)), default=None)
        if first is not None:
            named.setdefault(first, name)
    return named


def _serves_as_well(study: Study, row: int, best: int) -> bool:
    """Whether a unit leaves no more of the year's heat and cold undone than another, within
    ``UNDONE_ALIKE``."""
    season = study.season
    return all(
        left[row] <= left[best] + UNDONE_ALIKE
        for left in (season.backup_fraction, season.uncooled_fraction)
    )
