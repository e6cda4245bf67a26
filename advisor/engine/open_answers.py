"""What each open answer would move: the first pick of a room, or the range of its load.

The room is not run again. An answer about the room shifts its loads: the units that might be first
are scored at the loads of both of its ends. Answers about the place and wishes: ``open_wishes``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from advisor.engine.constants import table
from advisor.engine.equipment import BoolArray, IntArray
from advisor.engine.fit import SMALL_MIN_BTU_H, cannot_turn_down, too_weak
from advisor.engine.merits import score_points
from advisor.engine.open_wishes import (
    COUNTED,
    OTHERWISE,
    STRENGTH,
    by_wish,
    kept_out,
    may_be_let_in,
    surely,
)
from advisor.engine.place import FloatArray
from advisor.engine.ranking import Ranking
from advisor.engine.study import Study
from advisor.engine.worlds import Worlds, at_loads

MOVED_BY_LOAD = table(
    "MOVED_BY_LOAD",
    {
        "insulation": 0.58,
        "glass": 0.26,
        "windows": 0.32,
        "facing": 0.19,
        "exterior_walls": 0.21,
        "shade": 0.07,
        "watts": 0.25,
        "below_grade": 0.09,
        "below": 0.19,
        "drafts": 0.33,
        "walkout": 0.28,
        "above": 0.12,
        "people": 0.06,
        "ceiling": 0.23,
    },
    "share of rooms",
    source=COUNTED,
    says="how often the answer puts another unit first, where the loads at its ends do",
)
WORTH_ASKING = table(
    "WORTH_ASKING",
    {"pick": 0.055, "range": 0.3},
    "share",
    source="our assumption: then most rooms are asked four to twelve questions",
    says="an open answer below both is not asked: its chance to put another unit first, and its"
    " part in the range of the load",
)
RANGE_COUNTS = 3.0
UNSEEN, SEEN = 0.2, 2.0  # of that: by how unsure the first is, and how surely the ends move it
NOT_SERVING = 20.0  # points less for a unit that is too strong or too weak there
MOST_SHIFTED = 7  # answers looked at, those with the largest part in the range
LEAST_RATIO = 0.05  # of a load to the likely one
NEAR, OF_OTHER_SIZES = 8, 12
SIZE_BTU_H = 3000.0


@dataclass(frozen=True, kw_only=True)
class Moves:
    """What an open answer would move."""

    pick: float = 0.0  # the chance that another unit would be first
    range: float = 0.0  # its part in the range of the loads, by variance

    @property
    def worth_asking(self) -> bool:
        return self.pick >= WORTH_ASKING["pick"] or self.range >= WORTH_ASKING["range"]


def most_moving(
    study: Study, ranking: Ranking, pages: Mapping[str, Sequence[str]], *, at_any_rate: bool = False
) -> tuple[str, Moves] | None:
    """Which of the ``pages`` would move most, and what; ``None`` where none would move the first
    pick or the range enough to be asked, unless one is ``at_any_rate``. A page has the open answers
    that it asks for, and moves what they move together."""
    found = moves(study, ranking, [name for names in pages.values() for name in names])
    together = {
        page: Moves(
            pick=sum(found[name].pick for name in names),
            range=sum(found[name].range for name in names),
        )
        for page, names in pages.items()
    }
    worth = [page for page, each in together.items() if at_any_rate or each.worth_asking]
    if not worth:
        return None
    best = max(worth, key=lambda page: together[page].pick + RANGE_COUNTS * together[page].range)
    return best, together[best]


def moves(study: Study, ranking: Ranking, names: Sequence[str]) -> dict[str, Moves]:
    """What each of the answers ``names``, all open, would move."""
    parts = _parts_of_range(study)
    shifted = _shifted(study, ranking, [name for name in names if parts.get(name, 0.0) > 0])
    doubt = 1 - float(ranking.first_share[ranking.order[0]]) if ranking.order.size else 1.0
    found = {}
    for name in names:
        chance = by_wish(study, ranking, name)
        if name in shifted:
            chance = MOVED_BY_LOAD.get(name, 0.0) * min(1.0, UNSEEN * doubt + SEEN * shifted[name])
        if name == "watts" and study.room.space == "office":
            chance = max(chance, OTHERWISE["full of machines"])
        # A narrower load helps nobody whom no unit serves.
        part = parts.get(name, 0.0) if ranking.order.size else 0.0
        found[name] = Moves(pick=chance, range=part)
    return found


# --- answers about the room ----------------------------------------------------------------------


def _logs(ends_btu_h: FloatArray, likely_btu_h: float) -> FloatArray:
    return np.log(np.maximum(ends_btu_h / likely_btu_h, LEAST_RATIO))


def _parts_of_range(study: Study) -> dict[str, float]:
    """The variance of each soft answer against that of the whole range of the loads that are
    wanted."""
    heat = study.heat_share if study.heating_wanted else 0.0
    cool = 1 - study.heat_share if study.cooling_wanted else 0.0
    loads, told = study.loads, study.answers
    parts = np.zeros(len(study.room.spreads))
    for weight, ends, load, own in (
        (heat, loads.heating_ends, loads.calculated_heating, told.heating_load),
        (cool, loads.cooling_ends, loads.calculated_cooling, told.cooling_load),
    ):
        if weight and own is None and 0 < load.low < load.high:
            variance = np.ptp(_logs(ends, load.likely), axis=1) ** 2
            parts += weight * variance / np.log(load.high / load.low) ** 2
    parts /= max(heat + cool, 1e-9)
    return dict(zip(study.room.spreads, np.round(parts, 4).tolist(), strict=True))


def _shifted(study: Study, ranking: Ranking, names: list[str]) -> dict[str, float]:
    """How surely another unit is first at the ends of each answer: 0 to 2, an end counts 1. With no
    unit left, at how many ends one serves, and where it takes more than one answer, how much each
    has of the range; none is named where no load of the range lets one in."""
    if not names:
        return {}
    parts = _parts_of_range(study)
    looked = sorted(names, key=lambda name: -parts[name])[:MOST_SHIFTED]
    warm, cold = _relative_loads(study, looked)
    if ranking.judged is None:
        rows = _strongest_and_gentlest(study, ranking)
        past = _past_limits(at_loads(study, rows, warm, cold)) if rows.size else np.ones((1, 1))
        serves = ~np.all(past, axis=0)
        if not serves.any():
            return {}
        share = np.array([parts[name] for name in looked])
        alone = serves[2:].reshape(-1, 2).any(axis=1)
        more = np.repeat(np.where(alone, 1.0, share / share.max()), 2)
    else:
        rows = _contenders(study, ranking)
        scores = _scores_at(study, ranking, rows, warm, cold)
        sure = surely(scores[1:].max(axis=0, initial=-np.inf) - scores[0])
        more = np.maximum(0.0, sure[2:] - sure[0])
    ends = more.reshape(-1, 2).sum(axis=1)
    return dict.fromkeys(names, 0.0) | dict(zip(looked, ends.tolist(), strict=True))


def _relative_loads(study: Study, names: Sequence[str]) -> tuple[FloatArray, FloatArray]:
    """Heating and cooling loads against the likely ones: the likely one, the low end of the range,
    and both ends of each answer: (2 + 2 × names,) each."""
    at, loads = [study.room.spreads.index(name) for name in names], study.loads
    heat, cool = (
        np.exp(_logs(np.concatenate([[load.likely, load.low], ends[at].ravel()]), load.likely))
        if load.likely > 0
        else np.ones(2 + 2 * len(at))
        for ends, load in (
            (loads.heating_ends, loads.calculated_heating),
            (loads.cooling_ends, loads.calculated_cooling),
        )
    )
    return heat, cool


def _scores_at(
    study: Study, ranking: Ranking, rows: IntArray, warm: FloatArray, cold: FloatArray
) -> FloatArray:
    """Points of ``rows`` at loads relative to the likely ones, the first of which is that one:
    (rows, loads). Units near the top keep the points that the plausible worlds gave them."""
    assert ranking.judged is not None
    drawn = at_loads(study, rows, warm, cold)
    scores = np.asarray(drawn.by_unit(np.asarray(sum(score_points(drawn.study).values()))))
    past = _past_limits(drawn)
    past[0] &= ~past[0, 0]  # it is first as it is: no other load counts that against it
    known = np.isin(rows, ranking.judged.rows)
    level = np.where(known, ranking.score[rows] - scores[:, 0], 0.0)
    return np.asarray(scores + level[:, None] - NOT_SERVING * past)


def _past_limits(drawn: Worlds) -> BoolArray:
    """Which units are too strong or too weak at which loads: (units, loads)."""
    small = (SMALL_MIN_BTU_H / drawn.heat_scale, SMALL_MIN_BTU_H / drawn.cool_scale)
    past = cannot_turn_down(drawn.study, small_btu_h=small) | too_weak(drawn.study, at_best=True)
    return np.array(drawn.by_unit(past), dtype=bool)


def _strength_aside(study: Study, ranking: Ranking) -> IntArray:
    """The rows that nothing but their strength keeps out, or nothing at all."""
    return np.flatnonzero(~kept_out(ranking, len(study.units), but=STRENGTH.__contains__))


def _by(study: Study, rows: IntArray, values: FloatArray) -> IntArray:
    """``rows`` by rising ``values``, equal ones by their slug. Rounded, as ``ranking`` does: which
    of two equal units has the larger last digit differs by the processor."""
    return rows[np.lexsort((study.units.by_slug[rows], np.round(values[rows], 3)))]


def _strongest_and_gentlest(study: Study, ranking: Ranking) -> IntArray:
    """Of the units that another load or an open answer may let in, those that may serve another
    load first."""
    open_ = np.flatnonzero(may_be_let_in(study, ranking))
    strong = _by(study, open_, -study.heating_coverage - study.cooling_coverage)
    gentle = _by(study, open_, study.curves.min_heat_47_btu_h)
    return np.unique(np.concatenate([strong[:NEAR], gentle[:NEAR]]))


def _contenders(study: Study, ranking: Ranking) -> IntArray:
    """The first unit, the others near the top, and the best of each type and size that nothing but
    its strength keeps out."""
    assert ranking.judged is not None
    first = ranking.order[:1]
    open_ = _by(study, _strength_aside(study, ranking), -ranking.score)
    size = np.round(study.curves.rated_heat_btu_h[open_] / SIZE_BTU_H)
    _keys, best = np.unique(1000 * study.units.kind[open_] + size, return_index=True)
    others = np.concatenate([ranking.judged.rows[:NEAR], open_[np.sort(best)][:OF_OTHER_SIZES]])
    _rows, once = np.unique(others, return_index=True)
    others = others[np.sort(once)]
    return np.concatenate([first, others[others != first[0]]])
