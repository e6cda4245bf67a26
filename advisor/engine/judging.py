"""Machines near the top over plausible worlds: their points, less a dislike of doubt."""

from dataclasses import dataclass

import numpy as np

from advisor.engine.constants import ASSUMPTION, constant
from advisor.engine.dominance import beaten, below
from advisor.engine.equipment import BoolArray, IntArray
from advisor.engine.fit import SMALL_MIN_BTU_H, cannot_turn_down
from advisor.engine.merits import score_points
from advisor.engine.place import FloatArray
from advisor.engine.priors import P90
from advisor.engine.records import changed
from advisor.engine.study import Study
from advisor.engine.worlds import DEALS, dealt, worlds

DISLIKE_OF_DOUBT = constant(
    "DISLIKE_OF_DOUBT",
    0.10,
    "× standard deviation of the points over the plausible worlds",
    source=ASSUMPTION,
    says="taken from the points of each factor: of two equal units the one that is known is first",
)
PAST_THE_LIMIT = constant(
    "PAST_THE_LIMIT",
    0.5,
    "× points for turning down",
    source=ASSUMPTION,
    says="what a unit keeps in a plausible world in which it is too strong for the room",
)


@dataclass(frozen=True, kw_only=True, eq=False)
class JudgedMachines:
    """Machines near the top over the plausible worlds."""

    rows: IntArray
    points: dict[str, FloatArray]  # mean less dislike of doubt: (units,)
    scores: FloatArray  # less the same dislike: (units, worlds × DEALS)
    need: FloatArray  # how much the room needs in each world, against the likely one
    heat_scale: FloatArray  # of the heating load in each world, against the likely one
    cool_scale: FloatArray

    def of(self, rows: IntArray) -> FloatArray:
        """The scores of these of its rows: (rows, worlds)."""
        place = {int(row): at for at, row in enumerate(self.rows)}
        return self.scores[[place[int(row)] for row in rows]]


def judge(study: Study, near: IntArray, behind: IntArray, count: int) -> JudgedMachines:
    """The points of ``near`` over the plausible worlds; ``behind`` says how far each unit of the
    study stands behind whatever its points, see ``ranking``.

    In a world in which a unit cannot turn down far enough for the room, it loses points for
    turning down, and is not first. Too little output is priced by its own points, and no unit that
    another one beats in every respect has more of them (``dominance``).
    """
    looked = _look(study, near, behind, count)
    points, kept = looked.by_world, looked.before
    less = sum((looked.mean[name] - kept[name] for name in kept), np.zeros(near.size))
    unpublished = np.isnan(study.units.sound_min_db[near])[:, None]
    apart = points.get("upfront", 0.0) + np.where(unpublished, points.get("quiet", 0.0), 0.0)
    by_load = sum(points.values(), -apart) - less[:, None] - 1000.0 * ~looked.serves
    scores = dealt(by_load, apart, study.units.lineage["slug"][near])
    if looked.found.any():
        scores = below(scores, looked.found, np.tile(looked.serves, DEALS))
    share = study.heat_share
    need = share * looked.heat_scale + (1 - share) * looked.cool_scale
    return JudgedMachines(
        rows=near,
        points=looked.points,
        scores=scores,
        need=np.tile(need, DEALS),
        heat_scale=np.tile(looked.heat_scale, DEALS),
        cool_scale=np.tile(looked.cool_scale, DEALS),
    )


def points_over_worlds(
    study: Study, near: IntArray, behind: IntArray, count: int
) -> dict[str, FloatArray]:
    """The points alone that ``judge`` gives, where nobody asks who is first in which world."""
    return _look(study, near, behind, count).points


@dataclass(frozen=True, kw_only=True, eq=False)
class _Look:
    """``count`` plausible worlds of some units."""

    by_world: dict[str, FloatArray]  # (units, worlds)
    serves: BoolArray  # the same
    mean: dict[str, FloatArray]  # (units,)
    before: dict[str, FloatArray]  # less dislike of doubt
    found: BoolArray  # whom each is beaten by: (units, units)
    points: dict[str, FloatArray]  # and none above whoever beats it in every respect
    heat_scale: FloatArray  # (worlds,)
    cool_scale: FloatArray


def _look(study: Study, near: IntArray, behind: IntArray, count: int) -> _Look:
    drawn = worlds(study, near, count)
    points = {
        name: np.asarray(drawn.by_unit(each), dtype=np.float64)
        for name, each in score_points(drawn.study).items()
    }
    small = (SMALL_MIN_BTU_H / drawn.heat_scale, SMALL_MIN_BTU_H / drawn.cool_scale)
    past = cannot_turn_down(drawn.study, small_btu_h=small)
    serves = ~np.asarray(drawn.by_unit(past), dtype=bool)
    if "turndown" in points:
        points["turndown"] = points["turndown"] * np.where(serves, 1.0, PAST_THE_LIMIT)
    dislike = study.tuned("DISLIKE_OF_DOUBT", DISLIKE_OF_DOUBT)
    every = np.array(list(points.values()))
    middle = every.mean(axis=2, keepdims=True)
    means = middle[..., 0]
    mean = dict(zip(points, means, strict=True))
    cautious = np.maximum(0.0, means - dislike * every.std(axis=2, mean=middle))
    before = dict(zip(points, cautious, strict=True))
    found = beaten(study, near, behind[near])
    kept = before
    if found.any():
        total = np.asarray(sum(before.values()))
        fewer = below(total, found, np.ones(near.size, dtype=bool)) / np.maximum(total, 1e-9)
        kept = {name: each * np.maximum(0.0, fewer) for name, each in before.items()}
    return _Look(
        by_world=points,
        serves=serves,
        mean=mean,
        before=before,
        found=found,
        points=kept,
        heat_scale=drawn.heat_scale[:count],
        cool_scale=drawn.cool_scale[:count],
    )


def cautiously(study: Study) -> Study:
    """The likely world, with what nobody publishes at the mean of its bad half: for the choice of
    those that are judged over all worlds."""
    made, units = study.curves, study.units
    mean_of_bad_half = 0.399 / P90
    middle = np.where(made.estimated["min_output"], np.maximum(0.0, -made.middle["min_output"]), 0)
    worse = np.exp(middle + mean_of_bad_half * made.spread["min_output"][:, 1])
    loud = units.of_type(lambda each: each.sound_unknown_db[0]) + (
        mean_of_bad_half * made.spread["sound"][:, 1]
    )
    return changed(
        study,
        curves=changed(
            made,
            min_heat_47_btu_h=made.min_heat_47_btu_h * worse,
            min_cool_82_btu_h=made.min_cool_82_btu_h
            * np.where(made.estimated["min_cooling"], worse, 1.0),
        ),
        units=changed(
            units,
            sound_min_db=np.where(np.isnan(units.sound_min_db), loud, units.sound_min_db),
        ),
    )
