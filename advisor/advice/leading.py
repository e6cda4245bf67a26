"""Which of the picks every page shows first: the answer, its papers, a kept copy, a comparison."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Unit = TypeVar("Unit")

SHOWN = 3


def leading(
    picks: Sequence[Unit],
    *,
    most: int,
    labelled: Callable[[Unit], bool],
    brand: Callable[[Unit], str],
) -> list[Unit]:
    """The first of ``picks`` and the labelled ones, filled up to ``most``, in the order of their
    ranks.

    The first is always among them, since all that leads an answer speaks of it.

    What fills up is of another brand, where there is one: a twin of the best fit adds nothing.
    """
    # By their places: comparing picks would compare all of their fields.
    first = [place for place, pick in enumerate(picks) if not place or labelled(pick)][:most]
    brands = {brand(picks[place]) for place in first}
    others = sorted(
        (place for place, pick in enumerate(picks) if place not in first and not labelled(pick)),
        key=lambda place: brand(picks[place]) in brands,
    )
    return [picks[place] for place in sorted([*first, *others[: most - len(first)]])]
