"""Hard limits: which units this room and this person cannot use, why, and what would undo it."""

from collections.abc import Iterator, Mapping

import numpy as np

from advisor.engine.constants import ASSUMPTION, MJ8, constant, table
from advisor.engine.equipment import UNKNOWN, BoolArray, Units
from advisor.engine.place import FloatArray
from advisor.engine.place_limits import HOOKUPS_OF_115_V, Limit, by_cold, by_place, by_wish
from advisor.engine.study import Study
from advisor.engine.unit_types import UNIT_TYPES, by_type

BACKUP_SOLE_HEAT = constant(
    "BACKUP_SOLE_HEAT",
    0.10,
    "of the year's heat",
    source=ASSUMPTION,
    says="most that a room's only heat may leave uncovered",
)
COVERAGE_SOLE_HEAT = constant(
    "COVERAGE_SOLE_HEAT",
    0.80,
    "× heating load",
    source="our assumption: below 1.0 something else must help on the coldest nights",
    says="lowest output, at the hardest point, of a room's only heat",
)
COVERAGE_UNTOLD_HEAT = constant(
    "COVERAGE_UNTOLD_HEAT",
    0.60,
    "× heating load",
    source=ASSUMPTION,
    says="the same where it is not known whether something else heats the room",
)
MOST_BACKUP = table(
    "MOST_BACKUP",
    by_type(lambda each: each.most_backup),
    "of the year's heat",
    source=ASSUMPTION,
    says="most that a unit of the type may leave uncarried and still be offered for heat",
)
COOLING_AT_LEAST = constant(
    "COOLING_AT_LEAST",
    0.90,
    "× cooling load",
    source="ACCA Manual S",
    says="rated cooling, at the low end of the load’s range",
)
COOLING_OF_LIKELY = constant(
    "COOLING_OF_LIKELY",
    0.80,
    "× cooling load",
    source="our assumption: Manual S’s 0.90 is of a load that is known exactly",
    says="rated cooling relative to the likely load, however wide its range; what is missing from"
    " 1.0 costs points",
)
UNCOOLED_AT_MOST = constant(
    "UNCOOLED_AT_MOST",
    0.30,
    "of the year's cooling",
    source=ASSUMPTION,
    says="most that a unit may leave undone in a room that equipment warms all year",
)
SOLE_HEAT_F = table(
    "SOLE_HEAT_F",
    by_type(lambda each: each.sole_heat_f),
    "°F",
    source=ASSUMPTION,
    says="design temperature below which a unit of the type must not be the only heat",
)
SMALL_MIN_BTU_H = constant(
    "SMALL_MIN_BTU_H",
    2500.0,
    "BTU/h",
    source="expert rooms of this advisor",
    says="a lowest output up to this is never too strong",
)
MIN_PER_HEATING_LOAD = constant(
    "MIN_PER_HEATING_LOAD",
    0.45,
    "× design heating load",
    source=f"our assumption, above the 0.35 at which we flag cycling; {MJ8}",
    says="lowest output at 47 °F above which a unit is too strong for the room",
)
MIN_PER_COOLING_LOAD = constant(
    "MIN_PER_COOLING_LOAD",
    0.60,
    "× design cooling load",
    source="our assumption, above the 0.50 at which we flag cycling",
    says="lowest cooling at 82 °F above which a unit is too strong for the room",
)
ESTIMATE_TOLERANCE = constant(
    "ESTIMATE_TOLERANCE",
    1.2,
    "×",
    source=ASSUMPTION,
    says="allowance for a lowest output that is our estimate",
)
SEASON_COUNTS = constant(
    "SEASON_COUNTS",
    0.15,
    "share of the year's heat and cold",
    source=ASSUMPTION,
    says="heat below this does not decide how far a unit must turn down",
)
MIN_PER_COOLING_LOAD_HUMID = constant(
    "MIN_PER_COOLING_LOAD_HUMID",
    0.50,
    "× design cooling load",
    source=MJ8,
    says="the same in a humid place, where short runs do not dry the air",
)
MADE_FOR = "double_hung"
"""The window that units in a window are made for, unless their maker says otherwise."""
ASKS_FOR_VOLTAGE = frozenset({"shared_115", "own_115", "v230"})
"""Answers about power that name a voltage; a new circuit can have either."""


def limits(study: Study) -> list[Limit]:
    """Every limit that leaves out at least one unit, in the order in which reasons are told."""
    return [limit for limit in _all_limits(study) if limit.excluded.any()]


def first_reason(found_limits: list[Limit], units: int) -> FloatArray:
    """Index into ``found_limits`` of the first reason of each unit, NaN where none applies."""
    reason = np.full(units, np.nan)
    for index, limit in reversed(list(enumerate(found_limits))):
        reason[limit.excluded] = index
    return reason


def too_strong_above(heating_load_btu_h: float, tuning: Mapping[str, float]) -> float:
    """Lowest output at 47 °F above which a unit is too strong for a heating load. [BTU/h]

    ``tuning`` is what the editors changed of the limits.
    """
    share = tuning.get("MIN_PER_HEATING_LOAD", MIN_PER_HEATING_LOAD)
    return max(SMALL_MIN_BTU_H, share * heating_load_btu_h)


def cannot_turn_down(
    study: Study,
    *,
    small_btu_h: tuple[FloatArray | float, FloatArray | float] = (SMALL_MIN_BTU_H,) * 2,
    at_best: bool = False,
) -> BoolArray:
    """Units that cannot turn down far enough, in each season that counts for something.

    ``small_btu_h`` is never too strong, for heat and for cooling. ``at_best``: at the low end of a
    lowest output that nobody publishes. A portable is switched by hand anyway.
    """
    least_heat, least_cool = study.curves.min_heat_47_btu_h, study.curves.min_cool_82_btu_h
    if at_best:
        least_heat = least_heat * np.exp(study.curves.spread["min_output"][:, 0])
        least_cool = least_cool * np.exp(study.curves.spread["min_cooling"][:, 0])
    least = {"min_output": least_heat, "min_cooling": least_cool}
    excluded = np.zeros(len(study.units), dtype=bool)
    for name, most in turndown_limits(study, small_btu_h=small_btu_h).items():
        excluded |= least[name] > most
    return np.asarray(excluded & ~study.units.of_type(lambda each: each.by_hand))


def turndown_limits(
    study: Study,
    *,
    small_btu_h: tuple[FloatArray | float, FloatArray | float] = (SMALL_MIN_BTU_H,) * 2,
) -> dict[str, FloatArray]:
    """Lowest heat at 47 °F (``min_output``) and lowest cooling at 82 °F (``min_cooling``) above
    which each unit is too strong, of the seasons that count. [BTU/h]"""
    limits_: dict[str, FloatArray] = {}
    if study.heating_wanted and study.heat_share >= SEASON_COUNTS:
        share = study.tuned("MIN_PER_HEATING_LOAD", MIN_PER_HEATING_LOAD)
        heat = np.maximum(small_btu_h[0], share * study.loads.heating.likely)
        limits_["min_output"] = np.broadcast_to(heat, (len(study.units),))
    if study.cooling_wanted and study.heat_share < 0.5:
        per_cold = study.tuned("MIN_PER_COOLING_LOAD", MIN_PER_COOLING_LOAD)
        per_damp = study.tuned("MIN_PER_COOLING_LOAD_HUMID", MIN_PER_COOLING_LOAD_HUMID)
        cold_share = np.where(study.units.split & study.loads.humid, per_damp, per_cold)
        limits_["min_cooling"] = np.maximum(small_btu_h[1], cold_share * study.loads.cooling.likely)
    return limits_


def too_strong(study: Study) -> BoolArray:
    """Units that cannot turn down far enough, even at the low end of what nobody publishes."""
    return cannot_turn_down(study, at_best=True)


def too_weak(study: Study, *, at_best: bool = False) -> BoolArray:
    """Units whose output is not enough for the only heat of a room, or whose cooling is not.

    Told that there is no other heat, it must be at the local design temperature. Not told, a unit
    may stop before, but must carry most of the need down to there. ``at_best``: at the better end
    of what nobody publishes.
    """
    weak = np.zeros(len(study.units), dtype=bool)
    if study.heating_wanted and not study.other_heat:
        weak |= _too_weak_heat(study, at_best=at_best)
    if study.cooling_wanted:
        weak |= _too_weak_cooling(study)
    return weak


def _too_weak_cooling(study: Study) -> BoolArray:
    return np.asarray(study.cooling_coverage < least_cooling_coverage(study))


def least_cooling_coverage(study: Study) -> float:
    """Least rated cooling relative to the likely load. A load that we estimate leaves nothing out
    unless all of its range does, down to a floor."""
    load = study.loads.cooling
    at_least = study.tuned("COOLING_AT_LEAST", COOLING_AT_LEAST) * load.low / max(load.likely, 1.0)
    return max(at_least, study.tuned("COOLING_OF_LIKELY", COOLING_OF_LIKELY))


def _too_weak_heat(study: Study, *, at_best: bool) -> BoolArray:
    spread = study.curves.spread
    cutout_f = study.curves.cutout_f
    strongest: FloatArray | float = 1.0
    left = study.season.backup_fraction
    if at_best:
        cutout_f = cutout_f + spread["cutout"][:, 0]
        strongest = np.exp(spread["cold_output"][:, 1])
        doubted = study.curves.estimated["cutout"] | study.curves.estimated["cold_output"]
        left = np.where(doubted, study.heat_share_below(cutout_f), left)
    enough = strongest * sole_heat_coverage(study, cutout_f) >= least_sole_heat(study)
    return np.asarray((left > study.tuned("BACKUP_SOLE_HEAT", BACKUP_SOLE_HEAT)) | ~enough)


def least_sole_heat(study: Study) -> float:
    """Least output of a room's only heat, relative to the load where it is hardest."""
    if study.answers.heating_now == "none":
        return study.tuned("COVERAGE_SOLE_HEAT", COVERAGE_SOLE_HEAT)
    return study.tuned("COVERAGE_UNTOLD_HEAT", COVERAGE_UNTOLD_HEAT)


def sole_heat_coverage(study: Study, cutout_f: FloatArray) -> FloatArray:
    """Output against the load where it is hardest, did the units stop at ``cutout_f``: at the
    local design temperature where nothing else heats, else no further down than they run."""
    if study.answers.heating_now == "none":
        runs = study.place.heating_design_f >= cutout_f
        return study.output_at_design * runs / max(study.loads.heating.likely, 1.0)
    return study.coverage_down_to(cutout_f)


def _all_limits(study: Study) -> Iterator[Limit]:
    yield from by_place(study)
    yield from by_cold(study)
    yield from by_wish(study)
    yield from _by_strength(study)


def asked_and_unknown(study: Study) -> dict[str, BoolArray]:
    """What the visitor asks of a unit → the units of which nobody publishes it. [unit]

    A limit leaves out only what is known to break it. A unit of which the figure is not known
    stays, behind every unit that is known to meet it.
    """
    answers, units = study.answers, study.units
    asked: dict[str, BoolArray] = {}
    if answers.hookup in HOOKUPS_OF_115_V:
        asked["hookup"] = np.isnan(units.volts)
    elif answers.power in ASKS_FOR_VOLTAGE:
        asked["voltage"] = np.isnan(units.volts)
    window = units.of_type(lambda each: each.needs_window)
    if answers.window_width is not None:
        width_in = np.fmax(units.width_in, units.window_min_in)
        asked["window_width"] = np.asarray(window & np.isnan(width_in))
    if answers.window_type in units.fits_window and answers.window_type != MADE_FOR:
        asked["window_type"] = unknown_window(units, answers.window_type)
    if "quiet" in answers.priorities:
        asked["sound"] = np.isnan(units.sound_min_db)
    for name in answers.features:
        asked[name] = np.asarray(units.features[name] == UNKNOWN)
    return asked


def unknown_window(units: Units, window_type: str) -> BoolArray:
    """Units that need a window of which nobody says whether they fit one of this type."""
    needs_window = units.of_type(lambda each: each.needs_window).astype(bool)
    return np.asarray(needs_window & (units.fits_window[window_type] == UNKNOWN))


def _by_strength(study: Study) -> Iterator[Limit]:
    """Too weak for the cold or the heat, or never weak enough."""
    kind = study.units.kind
    if study.heating_wanted:
        at_best_f = study.curves.cutout_f + study.curves.spread["cutout"][:, 0]
        left = np.where(
            study.curves.estimated["cutout"],
            np.minimum(study.heat_share_below(at_best_f), study.season.backup_fraction),
            study.season.backup_fraction,
        )
        for key, most in MOST_BACKUP.items():
            yield Limit(
                code=f"{key}_heat",
                excluded=(kind == UNIT_TYPES.index(key)) & (left > most),
                undo={"goal": "cooling"},
            )
        if not study.other_heat:
            for key, lowest_f in SOLE_HEAT_F.items():
                arctic = study.place.heating_design_f < lowest_f
                yield Limit(
                    code=f"{key}_only_heat",
                    excluded=(kind == UNIT_TYPES.index(key)) & arctic,
                    undo={"heating_now": "electric"},
                )
            yield Limit(
                code="too_weak_heating",
                excluded=_too_weak_heat(study, at_best=True),
                undo={"heating_now": "electric"},
            )
    if study.cooling_wanted:
        yield Limit(
            code="too_weak_cooling",
            excluded=_too_weak_cooling(study),
            undo={"goal": "heating"},
        )
    if study.cools_in_winter:
        # A limit that nobody publishes leaves no unit out.
        told = ~np.isnan(study.units.min_operating_cooling_f)
        undone = study.season.uncooled_fraction > UNCOOLED_AT_MOST
        yield Limit(code="cannot_cool_in_winter", excluded=told & undone, undo={"goal": "heating"})
    if "too_strong" not in study.answers.flagged:
        yield Limit(code="too_strong", excluded=too_strong(study), undo={"flagged": "too_strong"})
