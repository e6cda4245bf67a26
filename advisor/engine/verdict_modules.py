"""The modules that hold the constants of limits, points and verdict, for the method page."""

from advisor.engine import (
    dominance,
    first_unit,
    fit,
    improvement,
    judging,
    merits,
    open_answers,
    open_wishes,
    pick_labels,
    place_limits,
    ranking,
    verdict,
    worlds,
    yearly_saving,
)

VERDICT_MODULES = (
    *(fit, place_limits, merits, worlds, judging, dominance, first_unit, ranking, pick_labels),
    *(improvement, yearly_saving, verdict, open_answers, open_wishes),
)
