"""The modules that hold the constants of limits, points and verdict, for the method page."""

from advisor.engine import (
    fit,
    improvement,
    merits,
    place_limits,
    ranking,
    verdict,
    worlds,
    yearly_saving,
)

VERDICT_MODULES = (
    *(fit, place_limits, merits, worlds, ranking),
    *(improvement, yearly_saving, verdict),
)
