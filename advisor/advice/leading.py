"""Which of the picks every page shows first: the answer, its papers, a kept copy, a comparison."""

from collections.abc import Callable, Iterable, Sequence
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
    last: Callable[[Unit], bool] = lambda _unit: False,
) -> list[Unit]:
    """The first of ``picks`` and those that go beside it, up to ``most``, in the order of their
    ranks.

    The first is always among them, since all that leads an answer speaks of it. Beside it goes,
    one after the other, what is least like those that are there already (``likeness`` of a unit to
    them: 0 where it differs from each): a twin offers nobody a choice. Of those go first the ones
    whose ``turn`` is lower, then another brand, then the better rank. What is ``last`` goes there
    only where nothing else is left.
    """
    # By their places: comparing picks would compare all of their fields.
    shown, left = list(range(len(picks)))[:1], list(range(1, len(picks)))
    while left and len(shown) < most:
        there = [picks[place] for place in shown]
        brands = {brand(unit) for unit in there}
        in_turn = sorted(
            [place for place in left if not last(picks[place])] or left,
            key=lambda place: (turn(picks[place]), brand(picks[place]) in brands, place),
        )
        best = _least_like((likeness(picks[place], there), place) for place in in_turn)
        left.remove(best)
        shown.append(best)
    return [picks[place] for place in sorted(shown)]


def _least_like(levels: Iterable[tuple[int, int]]) -> int:
    """Of likenesses with their places, the first place that is like none; else the first of those
    that are least like. What comes after it is not looked at: to tell two units apart in words
    costs more than all the rest."""
    found: dict[int, int] = {}
    for level, place in levels:
        found.setdefault(level, place)
        if level == 0:
            break
    return found[min(found)]
