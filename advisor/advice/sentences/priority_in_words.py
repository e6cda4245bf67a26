"""Why a priority moves the first pick no further: one sentence for each that was named."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from advisor.advice.sentences.words import FACTORS
from advisor.engine import Ranking, Study
from advisor.engine.first_unit import PRACTICALLY_EQUAL
from advisor.engine.merits import factor_weights
from advisor.listing.inventory import Card
from advisor.questions.labels import choice_label


def priority_note(study: Study, ranking: Ranking, cards: Sequence[Card]) -> str:
    """What keeps each priority from moving the first pick further; "" without any, or a pick.

    ``cards`` has each unit's name, in the order of the rows.
    """
    return " ".join(_notes(study, ranking, cards)) if ranking.order.size else ""


def _notes(study: Study, ranking: Ranking, cards: Sequence[Card]) -> Iterator[str]:
    weights, order = factor_weights(study), ranking.order
    for wish in study.answers.priorities:
        label = str(choice_label("priorities", wish))
        if wish not in weights:
            yield _no_weight(study, wish) % {"wish": label}
            continue
        merit = ranking.likely[wish] / weights[wish]
        best = int(order[merit[order].argmax()])
        if merit[best] - merit[order].min() <= PRACTICALLY_EQUAL and order.size > 1:
            yield _(
                "“%(wish)s” moves nothing here: as far as is published, the units that serve are"
                " alike in it."
            ) % {"wish": label}
        elif merit[best] - merit[order[0]] <= PRACTICALLY_EQUAL:
            yield _(
                "“%(wish)s”: no unit that serves is known to do better than the first pick."
            ) % {"wish": label}
        else:
            yield _outweighed(ranking, best) % {
                "wish": label,
                "name": cards[best].name,
                "factor": FACTORS[_most_lost(ranking, best)],
            }


def _no_weight(study: Study, wish: str) -> str:
    """Why a priority has no weight in this room at all."""
    if wish == "cold" and study.heating_wanted and not study.heat_included:
        return _("“%(wish)s” counts for nothing here: no night is cold enough to tell units apart.")
    if wish == "cold":
        return _("“%(wish)s” counts for nothing here: you need no heat from the unit.")
    if study.cooling_wanted:
        return _("“%(wish)s” counts for nothing here: neither the air nor the room is damp.")
    return _("“%(wish)s” counts for nothing here: you want no cooling from the unit.")


def _outweighed(ranking: Ranking, row: int) -> str:
    """What keeps the unit that serves a priority best from being first."""
    factor, first = _most_lost(ranking, row), ranking.order[0]
    if ranking.likely[factor][row] >= ranking.likely[factor][first]:
        return _("“%(wish)s”: %(name)s may do better, but too little is known of it.")
    return _(
        "“%(wish)s”: %(name)s does better, but loses more elsewhere, most of all in “%(factor)s”."
    )


def _most_lost(ranking: Ranking, row: int) -> str:
    """The factor in which a unit loses most against the first pick."""
    first, points = ranking.order[0], ranking.likely
    return max(points, key=lambda name: float(points[name][first] - points[name][row]))
