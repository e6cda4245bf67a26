"""The order of the units of a room, what it rests on, and how sure it is.

The units near the top are judged over plausible worlds (``worlds``): their points are the mean over
the worlds less a dislike of doubt. The rest keep the points of the likely world.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from advisor.engine.constants import ASSUMPTION, constant, table
from advisor.engine.equipment import BoolArray, IntArray
from advisor.engine.first_unit import PRACTICALLY_EQUAL, in_order, leader, total_points
from advisor.engine.fit import (
    COVERAGE_UNTOLD_HEAT,
    UNCOOLED_AT_MOST,
    asked_and_unknown,
    cannot_turn_down,
    first_reason,
    limits,
)
from advisor.engine.judging import JudgedMachines, cautiously, judge, points_over_worlds
from advisor.engine.merits import score_points
from advisor.engine.place import FloatArray
from advisor.engine.place_limits import Limit
from advisor.engine.study import Study
from advisor.engine.unit_types import by_type
from advisor.engine.worlds import FEW_WORLDS, WORLDS

MOST_PICKS = 10
NEAR_THE_TOP = MOST_PICKS
"""Machines that are judged over plausible worlds: those that may be shown."""
AT_FIRST_LOOK, FIRST_LOOK_WORLDS = 36, 8
CHALLENGERS, CHALLENGED = 6, 3
"""Machines that are looked at over a few worlds, as the best of the likely world bear doubt
differently: one that is twentieth there may be first over all."""
TIE_AT_LEAST = constant(
    "TIE_AT_LEAST",
    0.35,
    "share of the plausible worlds",
    source=ASSUMPTION,
    says="a unit that beats the first one in at least this share ties with it",
)
TIE_WITHIN = constant(
    "TIE_WITHIN",
    0.5,
    "points",
    source=ASSUMPTION,
    says="a unit so close behind the first one ties with it, too",
)
MOST_TIED = 4
AT_A_LOOK = 100  # rows among which twins are looked for at a time
NOT_FIRST_AS_HEAT_BELOW_F = table(
    "NOT_FIRST_AS_HEAT_BELOW_F",
    by_type(lambda each: each.not_first_below_f),
    "°F",
    source=ASSUMPTION,
    says="design temperature below which a unit of the type is not first as heat",
)


@dataclass(frozen=True, kw_only=True)
class LoadEnd:
    """Worlds in which the room needs little, or much: who is first, and the loads of those worlds
    against the likely ones."""

    row: int
    heat: float
    cool: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Ranking:
    """``order``: rows of the units that may be picked, best first; ``points`` for all units.

    ``points`` are the mean over the plausible worlds less the dislike of doubt for the units near
    the top, and those of the likely world for the rest.
    """

    order: IntArray
    score: FloatArray  # (units,)
    points: dict[str, FloatArray]  # factor → (units,); they add up to the score
    likely: dict[str, FloatArray]  # the same before any judging, what is unknown at its bad half
    limits: tuple[Limit, ...]
    reason: FloatArray  # index of the first limit of each unit, NaN where none
    relaxed: str | None  # the code of a limit that would have left nothing
    unknown: dict[str, BoolArray]  # what was asked → the units of which it is not published
    judged: JudgedMachines | None  # None where no unit may be picked
    rivals: IntArray  # rows of the machines that may be first, best first

    def nearly_as_good(self, row: int, above: int) -> bool:
        """Whether the score of ``row`` is practically that of the unit ``above`` it."""
        return bool(self.score[row] >= (1 - PRACTICALLY_EQUAL) * self.score[above])

    def is_equal_to_first(self, row: int) -> bool:
        """Whether the unit may be picked and is practically as good as the first, which leads such
        units by the usual room."""
        return bool((self.order == row).any()) and self.nearly_as_good(row, int(self.order[0]))

    def less_is_known(self, row: int, first: int) -> list[str]:
        """What was asked for and is not published of ``row``, though it is of ``first``."""
        return [name for name, flags in self.unknown.items() if flags[row] and not flags[first]]

    def keeps_all_out(self, units: BoolArray) -> Limit | None:
        """The limit that leaves out most of these units, where each is left out; ``None`` where
        one may be picked, there is none, or they are of a type that was not asked for."""
        reasons = self.reason[units]
        if not reasons.size or np.isnan(reasons).any():
            return None
        limit = self.limits[int(np.bincount(reasons.astype(int)).argmax())]
        return None if limit.code == "type" else limit

    @cached_property
    def first_share(self) -> FloatArray:
        """Share of the plausible worlds in which each unit is first: (units,)."""
        share = np.zeros(self.score.size)
        if self.judged is not None:
            scores = self.judged.of(self.rivals)
            wins = np.bincount(scores.argmax(axis=0), minlength=self.rivals.size)
            share[self.rivals] = wins / scores.shape[1]
        return share

    @cached_property
    def ties(self) -> tuple[int, ...]:
        """Rows of the first and of those that beat it about as often as it beats them: those next
        behind it, and of the rest the one that wins most worlds. None where it is alone."""
        if self.judged is None:
            return ()
        scores = self.judged.of(self.rivals)
        beats = (scores > scores[0]).mean(axis=1)
        behind = self.score[self.rivals[0]] - self.score[self.rivals]
        alike = np.flatnonzero((beats >= TIE_AT_LEAST) | (behind <= TIE_WITHIN))
        others = alike[alike > 0]
        next_behind, rest = np.split(others, [MOST_TIED - 2])
        winner = rest[np.argsort(-self.first_share[self.rivals[rest]], kind="stable")][:1]
        tied = np.concatenate([[0], next_behind, winner])
        return tuple(int(row) for row in self.rivals[tied]) if tied.size > 1 else ()

    @cached_property
    def at_ends(self) -> tuple[LoadEnd, ...]:
        """The eighth of the worlds in which the room needs least, and that in which it needs most.
        The first pick stays first where it is practically as good as the best there."""
        if self.judged is None:
            return ()
        equal = PRACTICALLY_EQUAL * self.score[self.rivals[0]]
        order, eighth = np.argsort(self.judged.need), max(1, self.judged.need.size // 8)
        scores = self.judged.of(self.rivals)
        ends = []
        for part in (order[:eighth], order[-eighth:]):
            mean = scores[:, part].mean(axis=1)
            stays = mean.max() - mean[0] <= equal
            ends.append(
                LoadEnd(
                    row=int(self.rivals[0 if stays else mean.argmax()]),
                    heat=float(self.judged.heat_scale[part].mean()),
                    cool=float(self.judged.cool_scale[part].mean()),
                )
            )
        return tuple(ends)


def rank(
    study: Study,
    *,
    lifted: tuple[str, ...] = (),
    count: int = WORLDS,
    known: Ranking | None = None,
) -> Ranking:
    """Order the units of ``study``; limits named in ``lifted`` do not apply.

    The limit on strength gives way when it would leave nothing: then the least strong is told.
    ``count`` plausible worlds (a power of two) judge the machines near the top. ``known`` is the
    ranking of the same room before limits were lifted: only what comes in near the top is judged,
    against the first few, and ``known`` itself is returned where nothing does.
    """
    active, reason, relaxed = _limits_that_leave_some(study, lifted)
    likely_points = score_points(cautiously(study)) if known is None else known.likely
    points = {name: each.copy() for name, each in likely_points.items()}
    unknown = asked_and_unknown(study)
    behind = _behind(study, unknown)
    order = in_order(study, points, behind, np.flatnonzero(np.isnan(reason)))
    if known is None:
        near = _near_the_top(study, order, behind, look=count > FEW_WORLDS)
    else:
        likely = np.array(distinct(study, order, most=CHALLENGERS), dtype=np.int64)
        fresh = likely[~np.isin(likely, known.order)]
        if not fresh.size:
            return known
        near, count = np.concatenate([known.order[:CHALLENGED], fresh]), FEW_WORLDS
    judged = judge(study, near, behind, count) if near.size else None
    if judged is not None:
        for name, each in judged.points.items():
            points[name][near] = each
        near = in_order(study, points, behind, near)
        lead = leader(study, near, points, behind, count)
        near = np.concatenate([[lead], near[near != lead]])
        order = np.concatenate([near, order[~np.isin(order, near)]])
        _agree(points, order)
    return Ranking(
        order=order,
        score=total_points(points),
        points=points,
        likely=likely_points,
        limits=tuple(active),
        reason=reason,
        relaxed=relaxed,
        unknown=unknown,
        judged=judged,
        rivals=near[behind[near] == behind[near[:1]]],
    )


def _limits_that_leave_some(
    study: Study, lifted: tuple[str, ...]
) -> tuple[list[Limit], FloatArray, str | None]:
    """The limits that apply, the first reason of each unit, and the limit that gave way."""
    active = [limit for limit in limits(study) if limit.code not in lifted]
    reason = first_reason(active, len(study.units))
    if not np.isnan(reason).any():
        softer = [limit for limit in active if limit.code != "too_strong"]
        if len(softer) < len(active):
            softened = first_reason(softer, len(study.units))
            if np.isnan(softened).any():
                return softer, softened, "too_strong"
    return active, reason, None


def _near_the_top(study: Study, order: IntArray, behind: IntArray, *, look: bool) -> IntArray:
    """The machines to be judged, the best at a first ``look`` first; else those of the likely
    world, for a second look at another room."""
    most = AT_FIRST_LOOK if look else NEAR_THE_TOP
    likely = np.array(distinct(study, order, most=most), dtype=np.int64)
    if likely.size <= NEAR_THE_TOP:
        return likely
    looked = total_points(points_over_worlds(study, likely, behind, FIRST_LOOK_WORLDS))
    return likely[np.lexsort((-np.round(looked, 3), behind[likely]))][:NEAR_THE_TOP]


def _behind(study: Study, unknown: dict[str, BoolArray]) -> IntArray:
    """Which units stand behind all others, whatever their points: (units,), 0 in front.

    Those that leave the coldest night to something else where another unit does not, or the
    winter's cooling of a room of machines; those of which the guess is past the limit of strength,
    though not all of its range; types that suit no room well; then those of which a figure that was
    asked for is not published.
    """
    missing = np.sum(list(unknown.values()), axis=0) if unknown else 0
    cold = np.zeros(len(study.units), dtype=np.int64)
    if study.heating_wanted and not study.heat_included:
        cold += study.heating_coverage < COVERAGE_UNTOLD_HEAT
        below_f = study.units.of_type(lambda each: each.not_first_below_f)
        cold += study.place.heating_design_f < np.where(np.isnan(below_f), -np.inf, below_f)
    if study.cools_in_winter:
        cold += study.season.uncooled_fraction > UNCOOLED_AT_MOST
    strong = cannot_turn_down(study)
    only_possible = study.units.of_type(lambda each: each.if_suitable) != "fits"
    class_ = 1000 * np.minimum(cold, 1) + 100 * strong + 50 * only_possible + missing
    return np.asarray(class_, dtype=np.int64)


def _agree(points: dict[str, FloatArray], order: IntArray) -> None:
    """Points that agree with an order that other things than points decide, too: whoever stands
    behind has no more than the one in front."""
    total = np.maximum(total_points(points)[order], 1e-9)
    share = np.minimum.accumulate(total) / total
    for each in points.values():
        each[order] *= share


def distinct(study: Study, order: IntArray, *, most: int = MOST_PICKS) -> list[int]:
    """The first ``most`` rows of ``order``: each machine once, whatever label it carries, and
    one of each set of twins with the same figures."""
    seen: set[tuple[float, ...]] = set()
    chosen: list[int] = []
    for start in range(0, order.size, AT_A_LOOK):
        rows = order[start : start + AT_A_LOOK]
        for row, twin, machine in zip(rows.tolist(), *_figures(study, rows), strict=True):
            if twin in seen or machine in seen:
                continue
            seen |= {twin, machine}
            chosen.append(row)
            if len(chosen) == most:
                return chosen
    return chosen


def _figures(
    study: Study, rows: IntArray
) -> tuple[list[tuple[float, ...]], list[tuple[float, ...]]]:
    """The figures in which twins are the same, and the number of the machine, of each row."""
    units, curves, season = study.units, study.curves, study.season
    kwh = season.heating_kwh[rows] + season.cooling_kwh[rows]
    columns = (
        units.kind[rows],
        units.cooling_btu_h[rows],
        curves.rated_heat_btu_h[rows],
        curves.min_heat_47_btu_h[rows],
        study.upfront.total[rows, 1],
        np.round(kwh, 1),
    )
    twins = list(zip(*(each.tolist() for each in columns), strict=True))
    return twins, [(number,) for number in units.machine[rows].tolist()]
