"""From the answers to the advice: ``advise`` for one room, ``compare`` for chosen units in it."""

from advisor.advice.assemble import advise
from advisor.advice.compare_units import compare

__all__ = ["advise", "compare"]
