"""Which of the picks are shown first."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Unit = TypeVar("Unit")


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
    first = [pick for place, pick in enumerate(picks) if not place or labelled(pick)][:most]
    brands = {brand(pick) for pick in first}
    others = sorted(
        (pick for pick in picks if pick not in first and not labelled(pick)),
        key=lambda pick: brand(pick) in brands,
    )
    chosen = [*first, *others[: most - len(first)]]
    return [pick for pick in picks if pick in chosen]
