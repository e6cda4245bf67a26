"""Where a label touches no line and no other label."""

from collections.abc import Iterator, Sequence

from advisor.drawing.geometry import Box, Point, height_at, overlaps

SAMPLES = 40


def sampled_heights(line: Sequence[Point], plot: Box) -> list[float | None]:
    """The height of a line at evenly spaced places of the plot; None where there is no line."""
    spots = [plot[0] + (plot[2] - plot[0]) * i / SAMPLES for i in range(SAMPLES + 1)]
    if len(line) < 2:
        return [None] * len(spots)
    return [height_at(line, x) if line[0][0] <= x <= line[-1][0] else None for x in spots]


def heights_under(box: Box, heights: Sequence[float | None], plot: Box) -> list[float]:
    """The heights of a line along the width of a box."""
    per = (plot[2] - plot[0]) / SAMPLES
    first = max(0, int((box[0] - plot[0]) / per))
    last = min(SAMPLES, int((box[2] - plot[0]) / per) + 1)
    return [height for height in heights[first : last + 1] if height is not None]


def label_places(
    heights: Sequence[float | None], *, width: float, font: float, plot: Box, wish: float
) -> Iterator[Box]:
    """Boxes close above and below a line, the nearest to the wished place first."""
    room = max(plot[2] - plot[0] - width - 8, 0)
    lefts = [plot[0] + 4 + room * i / 12 for i in range(13)]
    wished = plot[0] + wish * (plot[2] - plot[0]) - width / 2
    for lift in (6.0, 16.0, 30.0, 46.0):
        for left in sorted(lefts, key=lambda left: abs(left - wished)):
            along = heights_under((left, 0, left + width, 0), heights, plot)
            if along:
                for baseline in (min(along) - lift, max(along) + lift + font * 0.8):
                    yield left, baseline - font * 0.85, left + width, baseline + 3


def best_place(
    places: Iterator[Box],
    *,
    heights: dict[str, list[float | None]],
    taken: Sequence[Box],
    plot: Box,
) -> Box | None:
    """The first place that nothing crosses, else the one that suffers least."""
    best: tuple[int, Box] | None = None
    for box in places:
        outside = box[1] < plot[1] or box[3] > plot[3]
        clashes = sum(overlaps(box, other) for other in taken)
        struck = sum(
            any(box[1] - 1 <= height <= box[3] + 1 for height in heights_under(box, line, plot))
            for line in heights.values()
        )
        faults = 4 * outside + 4 * clashes + struck
        if not faults:
            return box
        if best is None or faults < best[0]:
            best = faults, box
    return best[1] if best else None
