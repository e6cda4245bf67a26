"""What an open answer about the place, the use or a wish would move: the first pick of a room.

Such an answer takes the first unit out, weighs it otherwise, or leaves it where it is. With no unit
left it may lift what keeps them out.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from advisor.engine.answers import MULTIPLE_CHOICES, Answers
from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.equipment import BoolArray
from advisor.engine.fit import too_weak
from advisor.engine.merits import factor_weights
from advisor.engine.place import FloatArray
from advisor.engine.place_limits import HOOKUPS_OF_115_V, possible
from advisor.engine.ranking import Ranking
from advisor.engine.records import changed
from advisor.engine.study import Study

COUNTED = "our assumption, after a count over made-up rooms (manage.py count_moves)"
OTHERWISE = table(
    "OTHERWISE",
    {
        "renting": 0.17,
        "renting, may place it outdoors": 0.02,
        "no place outdoors": 0.05,
        "neither allowed": 0.3,
        "landlord allows it": 0.15,
        "no hole in the wall": 0.02,
        "only 115 volts": 0.42,
        "230 volts there": 0.08,
        "hookup of 115 volts": 0.1,
        "installs it alone": 0.14,
        "limit on the price": 0.09,
        "has a priority": 0.43,
        "heat or cooling alone": 0.11,
        "window of another kind": 0.25,
        "opening too narrow": 0.01,
        "heat from another source": 0.01,
        "heat in the rent": 0.4,
        "nothing heats it": 0.2,
        "something heats it": 0.2,
        "something lets one in": 0.4,
        "used for a part of the day": 0.02,
        "kept cooler": 0.01,
        "kept cooler, no one lives there": 0.45,
        "full of machines": 0.25,
        "garage door of another kind": 0.1,
    },
    "share of rooms",
    source=COUNTED,
    says="how often an answer that is open puts another unit first, where it touches the first one",
)
CLOSE_SCORES = constant(
    "CLOSE_SCORES",
    2.0,
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
RENTS = table(
    "RENTS",
    {"place outdoors": 0.01, "not told": 0.17, "no place outdoors": 0.72},
    "share of rooms",
    source="our assumption, after a count over 120 made-up rooms",
    says="how likely a home is rented, by what is told of the place for an outdoor unit",
)
IN_PART = 0.5  # of that, where it takes another answer as well to let a unit in
STRENGTH = frozenset(
    {"too_strong", "too_weak_heating", "too_weak_cooling", "cannot_cool_in_winter"}
)
"""Limits that may let a unit in where the load is another."""
WORKED_IN = ("garage", "workshop")
AT_A_LOOK = 300  # units by which a priority is judged


def kept_out(ranking: Ranking, units: int, *, but: Callable[[str], bool]) -> BoolArray:
    """Units that a limit keeps out, those limits aside of which ``but`` says so."""
    limits = [each.excluded for each in ranking.limits if not but(each.code)]
    return np.asarray(np.any(limits, axis=0) if limits else np.zeros(units, dtype=bool))


def surely(ahead: FloatArray) -> FloatArray:
    """How surely another unit is first that is so many points ahead."""
    return np.asarray(1 / (1 + np.exp(np.clip(-ahead / CLOSE_SCORES, -30, 30))))


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
        kit=bool(units.kits[row]),
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
    """A hookup without 230 volts says it already."""
    if answers.hookup in HOOKUPS_OF_115_V:
        return 0.0
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


def by_wish(study: Study, ranking: Ranking, name: str) -> float:
    """The chance that an answer about the place, the use or a wish puts another unit first."""
    if not ranking.order.size:
        return OTHERWISE["something lets one in"] * _lifts(study, ranking, name)
    if name in _PLACE:
        chance = float(_PLACE[name](study.answers, _first(study, int(ranking.order[0]))))
        # Of a window in a basement we assume nothing: one that opens may let in a better unit.
        if name == "window_type" and _lets_in_a_better_one(
            study, ranking, but=_undone_by(ranking, name)
        ):
            chance += OTHERWISE["something lets one in"]
        return chance
    if name in _WISHES:
        return _WISHES[name](study, ranking)
    return 0.0


def chance_to_stay(study: Study, ranking: Ranking, names: Iterable[str]) -> float:
    """The chance that none of the answers ``names``, all open, puts another unit first by the
    place, the use or a wish. Those about the room are in the range of its load already."""
    return math.prod(1 - by_wish(study, ranking, name) for name in names)


def _lifts(study: Study, ranking: Ranking, name: str) -> float:
    """With no unit left: 1 where the answer ``name`` lifts all that keeps some unit out, a part of
    it where another open answer, or another load, must lift the rest. Cooling alone asks for no
    heat, from whatever else."""
    lifted = {name, "heating_now"} if name == "goal" else {name}
    undone = [each for each in ranking.limits if lifted & each.undo.keys()]
    codes = {each.code for each in undone}
    if (~kept_out(ranking, len(study.units), but=codes.__contains__)).any():
        return 1.0
    lets_in = may_be_let_in(study, ranking)
    return IN_PART * any((lets_in & each.excluded).any() for each in undone)


def may_be_let_in(study: Study, ranking: Ranking) -> BoolArray:
    """The units that nothing keeps out but their strength and what an open answer may lift."""
    open_ = (
        each.code
        for each in ranking.limits
        if any(getattr(study.answers, name) is None for name in each.undo)
    )
    codes = STRENGTH.union(open_)
    return ~kept_out(ranking, len(study.units), but=codes.__contains__)


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
    moved = sum(surely(np.array(ahead)).tolist())
    return float(OTHERWISE["has a priority"] * moved / len(ahead))


def _heating_now(study: Study, ranking: Ranking) -> float:
    """The chance that what heats the room now puts another unit first: it alone would be too weak,
    one that would be is better, or nobody in the room pays for the heat."""
    if not study.heating_wanted:
        return 0.0
    first = int(ranking.order[0])
    chance = OTHERWISE["heat from another source"] + OTHERWISE["heat in the rent"] * (
        _rents(study.answers)
    )
    alone = changed(study, answers=changed(study.answers, heating_now="none"))
    if too_weak(alone, at_best=True)[first]:
        chance += OTHERWISE["nothing heats it"]
    if _lets_in_a_better_one(study, ranking, but=_of_sole_heat):
        chance += OTHERWISE["something heats it"]
    return chance


def _undone_by(ranking: Ranking, name: str) -> Callable[[str], bool]:
    """Whether a limit is one that the answer ``name``, now open, may lift."""
    codes = {each.code for each in ranking.limits if name in each.undo}
    return codes.__contains__


def _rents(answers: Answers) -> float:
    """How likely the home is rented; who may place nothing outside often rents."""
    if answers.tenure is not None:
        return float(answers.tenure == "rent")
    told = {"yes": "place outdoors", "no": "no place outdoors"}
    return RENTS[told.get(answers.outdoor_unit or "", "not told")]


def _lets_in_a_better_one(study: Study, ranking: Ranking, *, but: Callable[[str], bool]) -> bool:
    """Whether a unit has more points than the first that only limits keep out of which ``but`` says
    so."""
    others = ~kept_out(ranking, len(study.units), but=but)
    others[ranking.order] = False
    return bool((ranking.score[others] > ranking.score[ranking.order[0]]).any())


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
