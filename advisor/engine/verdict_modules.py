"""The modules that hold the constants of limits, points and verdict, for the method page."""

from advisor.engine import fit, improvement, place_limits, ranking, verdict, yearly_saving

VERDICT_MODULES = (fit, place_limits, ranking, improvement, yearly_saving, verdict)
