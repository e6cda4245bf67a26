"""The single answer that keeps every unit out, by its name: what the headline says of it."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext_lazy

from advisor.advice.sentences.headline_facts import HeadlineFacts
from advisor.advice.sentences.words import Text
from advisor.engine.openings import Opening
from advisor.questions.labels import choice_label

BY_CODE = frozenset({"no_window"})
"""Limits that several answers may lift: their own code names them."""
KEEPS_OUT: Mapping[str, Text] = {
    "budget": gettext_lazy(
        "Your %(budget)s budget keeps out every unit: without it %(let_in)s would do."
    ),
    "type": gettext_lazy(
        "The types you chose keep out every unit: with any type %(let_in)s would do."
    ),
    "installer": gettext_lazy(
        "Doing it yourself keeps out every unit: with an installer %(let_in)s would do."
    ),
    "power": gettext_lazy(
        "Your outlet keeps out every unit: with a new circuit %(let_in)s would do."
    ),
    "hookup+power": gettext_lazy(
        "Your hookup keeps out every unit: with 230 volts %(let_in)s would do."
    ),
    "window_width": gettext_lazy(
        "Your window’s width keeps out every unit: were it wider, %(let_in)s would do."
    ),
    "window_type": gettext_lazy(
        "Your kind of window keeps out every unit: with another %(let_in)s would do."
    ),
    "no_window": gettext_lazy(
        "Without a window that opens no unit can go in: with one %(let_in)s would do."
    ),
    "outdoor_unit": gettext_lazy(
        "No outdoor unit is allowed, so none will do: with one %(let_in)s would."
    ),
    "wall_hole": gettext_lazy(
        "No hole in the wall is allowed, so no unit will do: with one %(let_in)s would."
    ),
    "outdoor_unit+wall_hole": gettext_lazy(
        "No outdoor unit, no hole in the wall: if both are allowed, %(let_in)s would do."
    ),
    "features": gettext_lazy("“%(feature)s” keeps out every unit: without it %(let_in)s would do."),
    "heating_now": gettext_lazy(
        "No unit will do as the only heat: beside another heater %(let_in)s would."
    ),
    "goal=cooling": gettext_lazy(
        "No unit heats %(this)s well enough: for cooling alone %(let_in)s would do."
    ),
    "goal=heating": gettext_lazy(
        "No unit cools %(this)s well enough: for heat alone %(let_in)s would do."
    ),
}
"""Name of an answer → the sentence; one that is not here is told as one of the answers."""


def keeps_out(name: str, *, score: float) -> Callable[[HeadlineFacts], float]:
    """The score of the sentence on this answer: it is the one that keeps every unit out."""
    return lambda facts: score * (the_answer(facts.opening) == name)


def the_answer(opening: Opening | None) -> str:
    """The name of the one answer without which units would do; empty where it takes several."""
    if opening is None or len(opening.limits) != 1:
        return ""
    (limit,) = opening.limits
    if limit.code in BY_CODE:
        return limit.code
    if "goal" in limit.undo:
        return f"goal={limit.undo['goal']}"
    return "+".join(limit.undo)


def asked_feature(opening: Opening | None) -> str:
    """The feature that keeps every unit out, as it was offered."""
    code = opening.limits[0].code if opening else ""
    return str(choice_label("features", code.removeprefix("feature_")))
