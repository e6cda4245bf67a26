"""Which unit is first: the order by points, and who leads of those that are practically equal."""

import numpy as np

from advisor.engine.constants import ASSUMPTION, constant
from advisor.engine.dominance import CARRIES_MORE, carried
from advisor.engine.equipment import ON_SALE, BoolArray, IntArray
from advisor.engine.judging import points_over_worlds
from advisor.engine.money import FROM_CLASS
from advisor.engine.place import FloatArray
from advisor.engine.study import Study
from advisor.engine.usual_room import as_usual
from advisor.engine.worlds import FEW_WORLDS

PRACTICALLY_EQUAL = constant(
    "PRACTICALLY_EQUAL",
    0.03,
    "share",
    source=ASSUMPTION,
    says="scores this close are equal: of"
    " such units, the one that is best in a usual room of this kind and size leads",
)
LACKING = constant(
    "LACKING",
    2.0,
    "×",
    source=ASSUMPTION,
    says="how the points beyond that count against a unit in the choice of the first",
)
VARIANT_YEAR = constant(
    "VARIANT_YEAR",
    0.05,
    "share of the energy of a year",
    source=ASSUMPTION,
    says="units of one brand that tie, with the same size, rated heat, voltage, sound and price,"
    " are one machine to their owner within this: the one that is on sale, has a seen price or"
    " publishes more leads",
)


def total_points(points: dict[str, FloatArray]) -> FloatArray:
    """The points of every unit, summed over the factors: (units,)."""
    return np.asarray(sum(points.values()))


def in_order(
    study: Study, points: dict[str, FloatArray], behind: IntArray, rows: IntArray
) -> IntArray:
    """``rows`` best first. Of equal scores, what is on sale comes before what is not known to be, a
    seen price before that of a class, what publishes more before what publishes less, then the
    slug. Rounded: the last digits of whole-array arithmetic depend on the place in the array."""
    keys = (
        study.units.by_slug[rows],
        study.curves.guesses[rows],
        study.bought.basis[rows] == FROM_CLASS,
        study.units.sale[rows] != ON_SALE,
        -np.round(total_points(points)[rows], 3),
        behind[rows],
    )
    return rows[np.lexsort(keys)]


def leader(
    study: Study, near: IntArray, points: dict[str, FloatArray], behind: IntArray, count: int
) -> int:
    """The row of ``near``, best first, that leads: of those that are practically as good as the
    best one by points, the one that is best in the room as usual for its kind and size; what a unit
    lacks beyond that counts against it. What an owner judges by eye may be a little off, and
    decides nothing between equals. No unit leads that carries less of the coldest night or the
    hottest day than the best one, or than all but a little of it. Of its variants, the one leads
    that is first of equal scores, whatever the room. A second look, over few worlds, is content
    with the points.
    """
    total = total_points(points)[near]
    equal = PRACTICALLY_EQUAL * total[0]
    lacks = np.maximum(0.0, total[0] - total - equal)
    close = (behind[near] == behind[near[0]]) & (lacks <= equal)
    for each in carried(study, near):
        close &= each >= np.minimum(each[0], 1 - CARRIES_MORE)
    alike, lacks = near[close], lacks[close]
    if alike.size == 1:
        return int(alike[0])
    lead, usual = 0, as_usual(study, alike) if count > FEW_WORLDS else None
    if usual is not None:
        rows, in_front = np.arange(alike.size), np.zeros(alike.size, dtype=np.int64)
        there = total_points(points_over_worlds(usual, rows, in_front, count))
        lead = int(np.argmax(np.round(there - LACKING * lacks, 3)))
    same = alike[_variants(study, alike, lead)]
    level = {"all": np.zeros(len(study.units))}
    return int(in_order(study, level, behind, same)[0])


def _variants(study: Study, rows: IntArray, at: int) -> BoolArray:
    """Which of ``rows`` are to their owner the machine ``rows[at]``: of one brand and type, with
    the same size, rated heat, voltage, sound and price, and nearly the same year in this room.

    A figure that neither publishes is the same. (rows,)
    """
    units, season = study.units, study.season
    same = np.ones(rows.size, dtype=bool)
    for figure in (
        units.lineage["brand"],
        units.kind,
        units.cooling_btu_h,
        units.volts,
        units.sound_min_db,
        study.curves.rated_heat_btu_h,
        study.upfront.total[:, 1],
    ):
        each = figure[rows]
        same &= (each == each[at]) | (np.isnan(each) & np.isnan(each[at]))
    kwh = (season.heating_kwh + season.cooling_kwh)[rows]
    return np.asarray(same & (np.abs(kwh - kwh[at]) <= VARIANT_YEAR * kwh[at]))
