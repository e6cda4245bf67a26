"""What each open answer would move: the first pick of a room, or the range of its load.

The room is not run again. An answer about the room shifts its loads: the units that might be first
are scored at the loads of both of its ends. An answer about the place or a wish takes the first
unit out, weighs it otherwise, or leaves it where it is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from advisor.engine.answers import MULTIPLE_CHOICES, Answers
from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.equipment import YES, IntArray
from advisor.engine.fit import SMALL_MIN_BTU_H, cannot_turn_down, too_weak
from advisor.engine.merits import factor_weights, score_points
from advisor.engine.place import FloatArray
from advisor.engine.place_limits import possible
from advisor.engine.ranking import Ranking
from advisor.engine.records import changed
from advisor.engine.study import Study
from advisor.engine.worlds import at_loads

MOVED_BY_LOAD = table(
    "MOVED_BY_LOAD",
    {
        "insulation": 0.31,
        "glass": 0.22,
        "windows": 0.16,
        "facing": 0.12,
        "exterior_walls": 0.06,
        "shade": 0.06,
        "watts": 0.10,
        "below_grade": 0.08,
        "below": 0.10,
        "drafts": 0.10,
        "walkout": 0.05,
        "above": 0.03,
        "people": 0.03,
        "ceiling": 0.02,
    },
    "share of rooms",
    source="our assumption, from a count over 100 made-up rooms, then tuned on sixty rooms",
    says="how often the answer puts another unit first that is no equal of the first, where the"
    " loads at the ends of the answer do",
)
OTHERWISE = table(
    "OTHERWISE",
    {
        "renting": 0.19,
        "renting, may place it outdoors": 0.02,
        "no place outdoors": 0.07,
        "neither allowed": 0.3,
        "landlord allows it": 0.15,
        "no hole in the wall": 0.02,
        "only 115 volts": 0.36,
        "230 volts there": 0.15,
        "hookup of 115 volts": 0.3,
        "installs it alone": 0.16,
        "limit on the price": 0.07,
        "has a priority": 0.43,
        "heat or cooling alone": 0.07,
        "window of another kind": 0.16,
        "opening too narrow": 0.01,
        "heat from another source": 0.03,
        "heat in the rent": 0.4,
        "nothing heats it": 0.2,
        "something heats it": 0.4,
        "used for a part of the day": 0.01,
        "kept cooler": 0.02,
        "kept cooler, no one lives there": 0.15,
        "full of machines": 0.07,
        "garage door of another kind": 0.1,
    },
    "share of rooms",
    source="our assumption, from a count over 100 made-up rooms, then tuned on sixty rooms",
    says="how often an answer that is open puts another unit first that is no equal of the first,"
    " where it touches the first one",
)
CLOSE_SCORES = constant(
    "CLOSE_SCORES",
    1.0,
    "points",
    source=ASSUMPTION,
    says="how far apart two units must be to tell which is first where the load is another",
)
USUAL_BUDGETS = table(
    "USUAL_BUDGETS",
    {"low": 500.0, "high": 8000.0},
    "$",
    source=ASSUMPTION,
    says="limits that people set on the price, evenly by ratio between the two",
)
WORTH_ASKING = table(
    "WORTH_ASKING",
    {"pick": 0.055, "range": 0.16},
    "share",
    source="our assumption: then four to ten questions are left for most rooms",
    says="an open answer below both is not asked: its chance to put another unit first, and its"
    " part in the range of the load",
)
RANGE_COUNTS = 3.0
UNSEEN, SEEN = 0.12, 1.2  # of the rooms, by what is seen at the ends of an answer
NOT_SERVING = 20.0  # points less for a unit that is too strong or too weak there
MOST_SHIFTED = 7  # answers looked at, those with the largest part in the range
LEAST_RATIO = 0.05  # of a load to the likely one
NEAR, OF_OTHER_SIZES = 8, 12
WORKED_IN = ("garage", "workshop")
AT_A_LOOK = 300  # units by which a priority is judged
SIZE_BTU_H = 3000.0
STRENGTH = frozenset(
    {"too_strong", "too_weak_heating", "too_weak_cooling", "cannot_cool_in_winter"}
)
"""Limits that may let a unit in where the load is another."""


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
    asked = [page for page, moved in together.items() if at_any_rate or moved.worth_asking]
    if not asked:
        return None
    best = max(asked, key=lambda page: together[page].pick + RANGE_COUNTS * together[page].range)
    return best, together[best]


def moves(study: Study, ranking: Ranking, names: Sequence[str]) -> dict[str, Moves]:
    """What each of the answers ``names``, all open, would move."""
    parts = _parts_of_range(study)
    shifted = _shifted(study, ranking, [name for name in names if parts.get(name, 0.0) > 0])
    found = {}
    for name in names:
        chance = _by_wish(study, ranking, name)
        if name in shifted:
            chance = MOVED_BY_LOAD.get(name, 0.0) * min(1.0, UNSEEN + SEEN * shifted[name])
        if name == "watts" and study.room.space == "office":
            chance = max(chance, OTHERWISE["full of machines"])
        found[name] = Moves(pick=chance, range=parts.get(name, 0.0))
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
    """How surely another unit is first at the ends of each answer: 0 to 2, an end counts 1."""
    if ranking.judged is None or not names:  # with no unit, every answer may let one in
        return dict.fromkeys(names, 1.0)
    parts = _parts_of_range(study)
    looked = sorted(names, key=lambda name: -parts[name])[:MOST_SHIFTED]
    at = [study.room.spreads.index(name) for name in looked]
    loads = study.loads
    warm, cold = (
        np.append(1.0, np.exp(_logs(ends[at], load.likely)))
        if load.likely > 0
        else np.ones(1 + 2 * len(at))
        for ends, load in (
            (loads.heating_ends, loads.calculated_heating),
            (loads.cooling_ends, loads.calculated_cooling),
        )
    )
    rows = _contenders(study, ranking)
    scores = _scores_at(study, ranking, rows, warm, cold)
    ahead = scores[1:].max(axis=0, initial=-np.inf) - scores[0]
    sure = _surely(ahead)
    more = np.maximum(0.0, sure[1:] - sure[0]).reshape(-1, 2).sum(axis=1)
    return dict.fromkeys(names, 0.0) | dict(zip(looked, more.tolist(), strict=True))


def _scores_at(
    study: Study, ranking: Ranking, rows: IntArray, warm: FloatArray, cold: FloatArray
) -> FloatArray:
    """Points of ``rows`` at loads relative to the likely ones, the first of which is that one:
    (rows, loads). Units near the top keep the points that the plausible worlds gave them."""
    assert ranking.judged is not None
    drawn = at_loads(study, rows, warm, cold)
    scores = np.asarray(drawn.by_unit(np.asarray(sum(score_points(drawn.study).values()))))
    small = (SMALL_MIN_BTU_H / drawn.heat_scale, SMALL_MIN_BTU_H / drawn.cool_scale)
    past = cannot_turn_down(drawn.study, small_btu_h=small) | too_weak(drawn.study, at_best=True)
    past = np.asarray(drawn.by_unit(past), dtype=bool)
    past[0, 0] = False  # it is first
    known = np.isin(rows, ranking.judged.rows)
    level = np.where(known, ranking.score[rows] - scores[:, 0], 0.0)
    return np.asarray(scores + level[:, None] - NOT_SERVING * past)


def _contenders(study: Study, ranking: Ranking) -> IntArray:
    """The first unit, the others near the top, and the best of each type and size that nothing but
    its strength keeps out."""
    assert ranking.judged is not None
    first = ranking.order[:1]
    kept_out = _kept_out(ranking, len(study.units), but=STRENGTH.__contains__)
    open_ = np.flatnonzero(~kept_out)
    open_ = open_[np.argsort(-ranking.score[open_], kind="stable")]
    size = np.round(study.curves.rated_heat_btu_h[open_] / SIZE_BTU_H)
    _keys, best = np.unique(1000 * study.units.kind[open_] + size, return_index=True)
    others = np.concatenate([ranking.judged.rows[:NEAR], open_[np.sort(best)][:OF_OTHER_SIZES]])
    _rows, once = np.unique(others, return_index=True)
    others = others[np.sort(once)]
    return np.concatenate([first, others[others != first[0]]])


def _kept_out(ranking: Ranking, units: int, *, but: Callable[[str], bool]) -> IntArray:
    """Units that a limit keeps out, those limits aside of which ``but`` says so."""
    limits = [each.excluded for each in ranking.limits if not but(each.code)]
    return np.any(limits, axis=0) if limits else np.zeros(units, dtype=bool)


# --- answers about the place and wishes ----------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _First:
    """What decides whether an answer touches the first unit."""

    split: bool
    needs: tuple[str, ...]
    in_window: bool
    volts: float
    kit: bool
    price_usd: float


def _first(study: Study, row: int) -> _First:
    record, units = study.units.record(row), study.units
    return _First(
        split=record.split,
        needs=record.needs,
        in_window=record.in_window,
        volts=float(units.volts[row]),
        kit=bool(units.diy_kit[row] == YES),
        price_usd=float(study.upfront.total[row, 1]),
    )


def _permission(name: str, otherwise: str) -> Callable[[Answers, _First], float]:
    (other,) = {"outdoor_unit", "wall_hole"} - {name}

    def chance(answers: Answers, first: _First) -> float:
        told = getattr(answers, other)
        if getattr(possible(answers), name):
            neither = OTHERWISE["neither allowed"] if told == "no" else 0.0
            untold = name == "outdoor_unit" and answers.tenure is None
            rented = OTHERWISE["renting"] * untold
            return (max(neither, OTHERWISE[otherwise]) + rented) * (name in first.needs)
        return OTHERWISE["landlord allows it"] * {"yes": 1.0, "no": 0.0}.get(told or "", 0.4)

    return chance


def _tenure(answers: Answers, first: _First) -> float:
    """Who rents may place nothing and has no 230 V, unless this is told already."""
    allowed = answers.outdoor_unit == "yes"
    placed = any(getattr(answers, name) is None for name in first.needs)
    wired = first.volts == 230 and answers.power is None
    chance = OTHERWISE["renting, may place it outdoors" if allowed and not wired else "renting"]
    return chance * (placed or wired)


def _power(answers: Answers, first: _First) -> float:
    if first.volts != 115:
        return OTHERWISE["only 115 volts"]
    return OTHERWISE["230 volts there"] * (answers.tenure != "rent")


def _budget(_answers: Answers, first: _First) -> float:
    low, high = np.log([USUAL_BUDGETS["low"], USUAL_BUDGETS["high"]])
    below = (np.log(max(first.price_usd, 1.0)) - low) / (high - low)
    return OTHERWISE["limit on the price"] * float(np.clip(below, 0.0, 1.0))


_PLACE: Mapping[str, Callable[[Answers, _First], float]] = {
    "tenure": _tenure,
    "outdoor_unit": _permission("outdoor_unit", "no place outdoors"),
    "wall_hole": _permission("wall_hole", "no hole in the wall"),
    "power": _power,
    "hookup": lambda _a, first: OTHERWISE["hookup of 115 volts"] * (first.volts != 115),
    "installer": lambda _a, first: OTHERWISE["installs it alone"] * (first.split and not first.kit),
    "budget": _budget,
    "window_type": lambda _a, first: OTHERWISE["window of another kind"] * first.in_window,
    "window_width": lambda _a, first: OTHERWISE["opening too narrow"] * first.in_window,
}


def _by_wish(study: Study, ranking: Ranking, name: str) -> float:
    """The chance that an answer about the place, the use or a wish puts another unit first."""
    if not ranking.order.size:
        undone = {each for limit in ranking.limits for each in limit.undo} | {"hold"}
        return OTHERWISE["something heats it"] * (name in undone)
    if name in _PLACE:
        return float(_PLACE[name](study.answers, _first(study, int(ranking.order[0]))))
    if name in _WISHES:
        return _WISHES[name](study, ranking)
    return 0.0


def _priorities(study: Study, ranking: Ranking) -> float:
    """Share of the priorities that put another unit first, by the points that there are."""
    near, weights = ranking.order[:AT_A_LOOK], factor_weights(study)
    merits = {name: ranking.points[name][near] / weight for name, weight in weights.items()}
    ahead = []
    for wish in MULTIPLE_CHOICES["priorities"]:
        wished = factor_weights(study, priorities=(wish,))
        known = {name: weight for name, weight in wished.items() if name in merits}
        total = sum((weight * merits[name] for name, weight in known.items()), np.zeros(near.size))
        ahead.append(total[1:].max(initial=-np.inf) - total[0])
    moved = sum(_surely(np.array(ahead)).tolist())
    return float(OTHERWISE["has a priority"] * moved / len(ahead))


def _surely(ahead: FloatArray) -> FloatArray:
    """How surely another unit is first that is so many points ahead."""
    return np.asarray(1 / (1 + np.exp(np.clip(-ahead / CLOSE_SCORES, -30, 30))))


def _heating_now(study: Study, ranking: Ranking) -> float:
    """The chance that what heats the room now puts another unit first: it alone would be too weak,
    one that would be is better, or nobody in the room pays for the heat."""
    if not study.heating_wanted:
        return 0.0
    first = int(ranking.order[0])
    rented = study.answers.tenure == "rent"
    chance = OTHERWISE["heat in the rent" if rented else "heat from another source"]
    alone = changed(study, answers=changed(study.answers, heating_now="none"))
    if too_weak(alone, at_best=True)[first]:
        chance += OTHERWISE["nothing heats it"]
    others = ~_kept_out(ranking, len(study.units), but=_of_sole_heat)
    others[ranking.order] = False
    if (ranking.score[others] > ranking.score[first]).any():
        chance += OTHERWISE["something heats it"]
    return chance


def _of_sole_heat(code: str) -> bool:
    return code == "too_weak_heating" or code.endswith("_only_heat")


def _hold(study: Study, _ranking: Ranking) -> float:
    cool = "kept cooler, no one lives there" if study.room.space in WORKED_IN else "kept cooler"
    return OTHERWISE[cool] * study.heating_wanted


_WISHES: Mapping[str, Callable[[Study, Ranking], float]] = {
    "priorities": _priorities,
    "heating_now": _heating_now,
    "goal": lambda study, _r: (
        OTHERWISE["heat or cooling alone"] * (study.heating_wanted and study.cooling_wanted)
    ),
    "use": lambda _s, _r: OTHERWISE["used for a part of the day"],
    "hold": _hold,
    "garage_door": lambda _s, _r: OTHERWISE["garage door of another kind"],
}
