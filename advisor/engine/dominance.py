"""Which units another one beats in every respect that a cautious buyer would ask about.

Points weigh one merit against another, so that a published lowest output can outweigh the coldest
night. Where a unit carries less and costs more than another, and nothing else speaks for it, no
sum of points may put it in front.
"""

import numpy as np

from advisor.engine.constants import ASSUMPTION, constant
from advisor.engine.equipment import CERTIFIED, ON_SALE, BoolArray, IntArray
from advisor.engine.merits import CLASS_PRICE_CAUTION, score_points
from advisor.engine.owning import owning_usd, terms
from advisor.engine.place import FloatArray
from advisor.engine.study import Study

CARRIES_MORE = constant(
    "CARRIES_MORE",
    0.05,
    "of the load at design",
    source=ASSUMPTION,
    says="a unit that carries this much more of the coldest night or the hottest day, costs no more"
    " to buy and to own, and is no louder and no less known stands in front",
)
BEATEN_BY = constant(
    "BEATEN_BY",
    1.0,
    "points",
    source=ASSUMPTION,
    says="how far behind such a unit the other one stands at least",
)


def beaten(study: Study, rows: IntArray, behind: IntArray) -> BoolArray:
    """Whether the second of two units beats the first in every respect: (rows, rows).

    ``behind`` says of each of ``rows`` how far it stands behind whatever its points.
    """
    shares = carried(study, rows)
    if not any((each < 1 - CARRIES_MORE).any() for each in shares):
        return np.zeros((rows.size, rows.size), dtype=bool)
    own = owning_usd(study, rows.tolist(), terms(study.answers))
    buy, bought = study.upfront.total[rows, 1], study.bought
    sound, basis = study.units.sound_min_db[rows], bought.basis[rows]
    # A price of a class beats a dated one only with the caution that points count it with.
    share = study.tuned("CLASS_PRICE_CAUTION", CLASS_PRICE_CAUTION)
    caution = share * (bought.high[rows] - bought.typical[rows])
    more = np.where(basis[:, None] < basis[None, :], caution[None, :], 0.0)
    found = np.any([each[:, None] + CARRIES_MORE <= each[None, :] for each in shares], axis=0)
    found &= (buy[:, None] >= buy[None, :] + more) & (own[:, None] >= own[None, :] + more)
    sold = np.isin(study.units.sale[rows], (ON_SALE, CERTIFIED))
    worse_if_less = [*shares, sold.astype(float), *_wished(study, rows)]
    worse_if_more = [np.where(np.isnan(sound), np.inf, sound), behind, *_doubts(study, rows)]
    for each in (*worse_if_less, *(-value for value in worse_if_more)):
        found &= each[:, None] <= each[None, :]
    return np.asarray(found)


def carried(study: Study, rows: IntArray) -> list[FloatArray]:
    """Share of the load at design that each unit carries, of what is wanted."""
    heat = study.heating_wanted and not study.heat_included
    wanted = ((heat, "heating_coverage"), (study.cooling_wanted, "cooling_coverage"))
    return [np.minimum(1.0, getattr(study, name)[rows]) for asked, name in wanted if asked]


def below(scores: FloatArray, found: BoolArray, serves: BoolArray) -> FloatArray:
    """``scores`` (rows, …) with each beaten row ``BEATEN_BY`` below all that beat it.

    ``serves`` (like ``scores``) says where a unit serves the room at all: elsewhere it beats none.
    """
    lowered = scores.copy()
    beaten_by = found.sum(axis=1)
    for row in np.argsort(beaten_by, kind="stable"):  # whoever beats a unit comes before it
        if beaten_by[row]:
            better = np.where(serves, lowered, np.inf)[found[row]].min(axis=0) - BEATEN_BY
            lowered[row] = np.minimum(scores[row], better)
    return lowered


def _doubts(study: Study, rows: IntArray) -> list[FloatArray]:
    """What is not known of a unit that the comparison of heat rests on."""
    if not study.heating_wanted:
        return []
    units, estimated = study.units, study.curves.estimated
    unrated = estimated["heating_cop"] & np.isnan(np.fmax(units.hspf2, units.hspf))
    doubts = (study.cold_output_is_estimated, estimated["cutout"], unrated)
    return [each[rows].astype(float) for each in doubts]


def _wished(study: Study, rows: IntArray) -> list[FloatArray]:
    """Points of what the visitor put first."""
    points = score_points(study) if study.answers.priorities else {}
    return [points[name][rows] for name in study.answers.priorities if name in points]
