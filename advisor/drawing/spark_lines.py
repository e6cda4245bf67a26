"""A row of numbers as a line too small for axes."""

from collections.abc import Sequence


def spark_points(values: Sequence[int], *, most: int, width: float, height: float) -> str:
    """The points of an SVG polyline: the first value at the left edge, ``most`` at the top.

    >>> spark_points([0, 5, 10], most=10, width=100, height=20)
    '0.0,20.0 50.0,10.0 100.0,0.0'
    """
    step = width / max(1, len(values) - 1)
    top = max(1, most)
    return " ".join(
        f"{place * step:.1f},{height * (1 - value / top):.1f}" for place, value in enumerate(values)
    )
