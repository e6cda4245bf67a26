"""Which of the picks every page shows first: the answer, its papers, a kept copy, a comparison."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Unit = TypeVar("Unit")

SHOWN = 3


def leading(
    picks: Sequence[Unit],
    *,
    most: int,
    likeness: Callable[[Unit, Sequence[Unit]], int],
    turn: Callable[[Unit], int],
    brand: Callable[[Unit], str],
) -> list[Unit]:
    """The first of ``picks`` and those that go beside it, up to ``most``, in the order of their
    ranks.

    The first is always among them, since all that leads an answer speaks of it. Beside it goes,
    one after the other, what is least like those that are there already (``likeness`` of a unit to
    them: 0 where it differs from each): a twin offers nobody a choice. Of those go first the ones
    whose ``turn`` is lower, then another brand, then the better rank.
    """
    # By their places: comparing picks would compare all of their fields.
    shown, left = list(range(len(picks)))[:1], list(range(1, len(picks)))
    while left and len(shown) < most:
        there = [picks[place] for place in shown]
        brands = {brand(unit) for unit in there}
        *_reasons, best = min(
            (
                likeness(picks[place], there),
                turn(picks[place]),
                brand(picks[place]) in brands,
                place,
            )
            for place in left
        )
        left.remove(best)
        shown.append(best)
    return [picks[place] for place in sorted(shown)]
