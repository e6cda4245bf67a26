"""Units that an estimate leaves out of a room: the whole range of the guess, and the limit."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from advisor.advice.thirty_rooms import AskedRoom
from advisor.engine import Study
from advisor.engine.equipment import BoolArray
from advisor.engine.fit import (
    BACKUP_SOLE_HEAT,
    MOST_BACKUP,
    least_sole_heat,
    sole_heat_coverage,
    turndown_limits,
)
from advisor.engine.place import FloatArray


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """One unit that a limit on a figure leaves out which nobody publishes."""

    room: str
    slug: str
    limit: str
    figure: str
    low: float
    high: float
    at: float  # the limit: a unit must not be past it
    past: bool  # the whole range is

    @property
    def off(self) -> float:
        """How far the nearer end of the range is from the limit, relative to it."""
        return min(abs(self.low - self.at), abs(self.high - self.at)) / max(self.at, 1e-9)


@dataclass(frozen=True, kw_only=True, eq=False)
class _Ranged:
    """A guessed figure of every unit: its range, the limit and on which side is too far."""

    figure: str
    guessed: BoolArray
    low: FloatArray
    high: FloatArray
    at: FloatArray
    over: bool  # too much, else too little

    @property
    def past(self) -> BoolArray:
        """Units whose whole range is past the limit, or whose published figure is."""
        return self.low > self.at if self.over else self.high < self.at


def left_out_by_estimates(asked: AskedRoom) -> Iterator[LeftOut]:
    """Each machine once, by the first limit that leaves it out."""
    ranking, cards = asked.ranking, asked.setup.inventory.cards
    for index, limit in enumerate(ranking.limits):
        ranged = list(_ranges(asked.study, limit.code))
        if not ranged:
            continue
        rows = np.flatnonzero(ranking.reason == index)
        _machines, first = np.unique(asked.study.units.machine[rows], return_index=True)
        for row in rows[np.sort(first)]:
            # What a published figure leaves out is no matter of a guess.
            if any(each.past[row] and each.low[row] == each.high[row] for each in ranged):
                continue
            decides = [(bool(each.past[row]), bool(each.guessed[row])) for each in ranged]
            each = ranged[decides.index(max(decides))]
            if each.guessed[row]:
                yield LeftOut(
                    room=asked.room,
                    slug=cards[row].slug,
                    limit=limit.code,
                    figure=each.figure,
                    low=float(each.low[row]),
                    high=float(each.high[row]),
                    at=float(each.at[row]),
                    past=bool(each.past[row]),
                )


def _ranges(study: Study, code: str) -> Iterator[_Ranged]:
    """The guesses that a limit reads, as ``engine.fit`` reads them; none for a limit on what is
    published or answered."""
    if code == "too_strong":
        yield from _lowest_outputs(study)
    elif code == "too_weak_heating":
        yield from _heat_in_the_cold(study)
    elif code.removesuffix("_heat") in MOST_BACKUP:
        doubted = study.curves.estimated["cutout"]
        yield _left_over(study, doubted, most=MOST_BACKUP[code.removesuffix("_heat")])


def _lowest_outputs(study: Study) -> Iterator[_Ranged]:
    curves = study.curves
    least = {"min_output": curves.min_heat_47_btu_h, "min_cooling": curves.min_cool_82_btu_h}
    for name, limit in turndown_limits(study).items():
        low, high = least[name] * np.exp(curves.spread[name].T)
        yield _Ranged(
            figure=name,
            guessed=curves.estimated[name],
            low=low,
            high=high,
            at=np.broadcast_to(limit, low.shape),
            over=True,
        )


def _heat_in_the_cold(study: Study) -> Iterator[_Ranged]:
    curves = study.curves
    doubted = curves.estimated["cold_output"] | curves.estimated["cutout"]
    low, high = np.exp(curves.spread["cold_output"].T)
    soonest, best = (
        sole_heat_coverage(study, cutout_f) for cutout_f in (curves.cutout_f, _best_f(study))
    )
    yield _Ranged(
        figure="cold_output",
        guessed=doubted,
        low=low * soonest,
        high=high * best,
        at=np.full(low.shape, least_sole_heat(study)),
        over=False,
    )
    yield _left_over(study, doubted, most=study.tuned("BACKUP_SOLE_HEAT", BACKUP_SOLE_HEAT))


def _left_over(study: Study, doubted: BoolArray, *, most: float) -> _Ranged:
    """Share of the year's heat below the lowest temperature."""
    high = study.season.backup_fraction
    low = np.where(doubted, study.heat_share_below(_best_f(study)), high)
    return _Ranged(
        figure="cutout",
        guessed=doubted,
        low=np.minimum(low, high),
        high=np.maximum(low, high),
        at=np.full(high.shape, most),
        over=True,
    )


def _best_f(study: Study) -> FloatArray:
    """The lowest temperature at the better end of what nobody publishes. [°F]"""
    return np.asarray(study.curves.cutout_f + study.curves.spread["cutout"][:, 0])
