"""What a unit can give by outdoor temperature, alone and against a room.

Pure functions; templates turn the result into SVG. Coordinates are SVG user units, y downward,
rounded to a tenth: a page is weighed. Every chart has a table behind it, made from the same
numbers in ``pages``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from advisor.drawing.axes import ChartSize, axis_ticks, grid_marks, nice_step, rounded_up
from advisor.drawing.geometry import GLYPH_WIDTH, Box, Label, Point, Tick, path_of
from advisor.drawing.label_places import best_place, label_places, sampled_heights


@dataclass(frozen=True, kw_only=True)
class FitPoint:
    """One outdoor temperature: what the room needs, what the unit can give. [BTU/h or kW]"""

    outdoor: float
    need: float
    need_low: float
    need_high: float
    least: float | None
    most: float | None
    hours: float


@dataclass(frozen=True, kw_only=True)
class FitChart:
    """The chart of our own: need against least and most, over the local hours."""

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    hours: str  # path of the bars
    lines: str  # path of the grid
    grid: tuple[Tick, ...]  # the numbers beside it
    ticks: tuple[Tick, ...]
    band: str  # points of the polygon between least and most
    most: str
    least: str
    need_band: str
    need: str
    design_x: float | None
    labels: dict[str, Label]  # need, most, least, design, over


def fit_chart(
    points: Sequence[FitPoint],
    *,
    design: float,
    size: ChartSize,
    texts: dict[str, str],
    value_text: Callable[[float], str],
    x_step: int | None = None,
) -> FitChart | None:
    """Draw one unit against one room.

    ``points`` in any order; ``design`` is the outdoor design temperature in the same unit;
    ``texts`` holds the words for need, most, least, design and (with one %s) over. The vertical
    scale follows the room, not the unit: where a unit gives several times the need its band runs
    out of the top and ``over`` says how far. None with fewer than two temperatures.
    """
    points = sorted(points, key=lambda point: point.outdoor)
    if len(points) < 2:
        return None
    low_x, high_x = points[0].outdoor, points[-1].outdoor
    need_top = max(point.need_high for point in points)
    least_top = max((point.least or 0 for point in points), default=0)
    most_top = max((point.most or 0 for point in points), default=0)
    wanted = max(2.4 * need_top, 1.6 * least_top, 1e-6)
    step = nice_step(max(need_top, min(most_top, wanted)) * 1.08, 5 if size.labelled else 2)
    top_value = step * rounded_up(max(need_top, min(most_top, wanted)) * 1.04 / step)
    plot: Box = (
        size.left,
        size.top,
        size.width - size.right,
        size.height - size.bottom,
    )

    def x(value: float) -> float:
        return plot[0] + (value - low_x) / (high_x - low_x) * (plot[2] - plot[0])

    def y(value: float) -> float:
        return plot[3] - min(value, top_value) / top_value * (plot[3] - plot[1])

    given = [point for point in points if point.most is not None]
    most = [(x(p.outdoor), y(p.most or 0)) for p in given]
    least = [(x(p.outdoor), y(p.least)) for p in given if p.least is not None]
    need = [(x(p.outdoor), y(p.need)) for p in points]
    grid = grid_marks(step, top_value, y=y, size=size, value_text=value_text)
    below = least or [(px, plot[3]) for px, _py in most]
    over = max((p.most or 0 for p in given), default=0) > top_value
    edge = [point for point in most if point[1] > plot[1] + 0.05]
    return FitChart(
        width=size.width,
        height=size.height,
        left=plot[0],
        right=plot[2],
        top=plot[1],
        bottom=plot[3],
        hours=_hour_bars(points, x=x, plot=plot) if size.labelled else "",
        lines="".join(f"M{plot[0]:.0f},{tick.y}H{plot[2]:.0f}" for tick in grid),
        grid=grid,
        ticks=axis_ticks(
            low_x, high_x, x=x, y=plot[3] + size.font * 1.5, step=x_step or size.x_step
        ),
        band=path_of([*most, *reversed(below)]),
        most=path_of(edge) if len(edge) > 1 else "",
        least=path_of(least),
        need_band=path_of(
            [
                *((x(p.outdoor), y(p.need_high)) for p in points),
                *((x(p.outdoor), y(p.need_low)) for p in reversed(points)),
            ]
        ),
        need=path_of(need),
        design_x=round(x(design), 1) if low_x <= design <= high_x else None,
        labels=_labels(
            texts=texts,
            lines={"need": need, "least": least, "most": edge},
            band_top=most,
            plot=plot,
            size=size,
            design_x=x(design) if low_x <= design <= high_x else None,
            over=value_text(max((p.most or 0 for p in given), default=0)) if over else None,
        )
        if size.labelled
        else {},
    )


def _hour_bars(points: Sequence[FitPoint], *, x: Callable[[float], float], plot: Box) -> str:
    """One path for all bars: a page is weighed, and rendered, by its elements."""
    most = max((point.hours for point in points), default=0) or 1
    gap = min((later.outdoor - earlier.outdoor for earlier, later in pairwise(points)), default=5)
    half = (x(points[0].outdoor + gap) - x(points[0].outdoor)) * 0.36
    bars = []
    for point in points:
        height = point.hours / most * (plot[3] - plot[1]) * 0.42
        left = max(plot[0], x(point.outdoor) - half)
        right = min(plot[2], x(point.outdoor) + half)
        if height >= 0.3:
            bars.append(f"M{left:.1f},{plot[3]:.1f}v{-height:.1f}h{right - left:.1f}v{height:.1f}z")
    return "".join(bars)


def _labels(
    *,
    texts: dict[str, str],
    lines: dict[str, list[Point]],
    band_top: list[Point],
    plot: Box,
    size: ChartSize,
    design_x: float | None,
    over: str | None,
) -> dict[str, Label]:
    """Put each label where it touches no line and no other label."""
    labels: dict[str, Label] = {}
    taken: list[Box] = []
    if design_x is not None:
        width = len(texts["design"]) * size.font * GLYPH_WIDTH
        left = max(4.0, min(design_x + 6, plot[2] - width))  # it stands above the plot
        labels["design"] = Label(x=round(left, 1), y=round(plot[1] - 9, 1), text=texts["design"])
        taken.append((left, 0, left + width, plot[1] - 4))
    if over and band_top:
        text = texts["over"] % over
        labels["over"] = Label(
            x=plot[2] - 8, y=round(plot[1] + size.font * 1.35, 1), text=text, anchor="end"
        )
        width = len(text) * size.font * GLYPH_WIDTH
        taken.append((plot[2] - 8 - width, plot[1], plot[2], plot[1] + size.font * 1.7))
    heights = {name: sampled_heights(line, plot) for name, line in lines.items()}
    preferred = {"need": 0.3, "least": 0.62, "most": 0.72}
    for name in ("need", "least", "most"):
        if len(lines[name]) < 2 or (name == "most" and "over" in labels):
            continue
        width = len(texts[name]) * size.font * GLYPH_WIDTH
        box = best_place(
            label_places(
                heights[name], width=width, font=size.font, plot=plot, wish=preferred[name]
            ),
            heights=heights,
            taken=taken,
            plot=plot,
        )
        if box is not None:
            baseline = box[3] - 3
            labels[name] = Label(x=round(box[0], 1), y=round(baseline, 1), text=texts[name])
            taken.append(box)
    return labels


@dataclass(frozen=True, kw_only=True)
class OutputChart:
    """What a unit can give by outdoor temperature, with what is published as dots."""

    width: int
    height: int
    left: float
    right: float
    bottom: float
    lines: str
    grid: tuple[Tick, ...]
    ticks: tuple[Tick, ...]
    band: str
    most: str
    least: str
    dots: tuple[Point, ...]
    labels: dict[str, Label]  # least, most


def output_chart(
    curve: Sequence[tuple[float, float, float]],
    published: Sequence[Point],
    *,
    size: ChartSize,
    texts: dict[str, str],
    value_text: Callable[[float], str],
    x_step: int | None = None,
) -> OutputChart | None:
    """Draw one unit without a room.

    ``curve`` holds outdoor temperature, least and most output; ``published`` temperature and
    output of each published figure; ``texts`` the words for least and most. None with fewer than
    two temperatures.
    """
    curve = sorted(curve)
    if len(curve) < 2:
        return None
    low_x, high_x = curve[0][0], curve[-1][0]
    highest = max([most for _x, _least, most in curve] + [value for _x, value in published])
    step = nice_step(max(highest, 1e-6) * 1.05, 5)
    top_value = step * rounded_up(highest * 1.04 / step)
    plot: Box = (size.left, size.top, size.width - size.right, size.height - size.bottom)

    def x(value: float) -> float:
        return plot[0] + (value - low_x) / (high_x - low_x) * (plot[2] - plot[0])

    def y(value: float) -> float:
        return plot[3] - value / top_value * (plot[3] - plot[1])

    most = [(x(at), y(value)) for at, _least, value in curve]
    least = [(x(at), y(value)) for at, value, _most in curve]
    grid = grid_marks(step, top_value, y=y, size=size, value_text=value_text)
    labels = {}
    taken: list[Box] = []
    heights = {"most": sampled_heights(most, plot), "least": sampled_heights(least, plot)}
    for name, wish in (("most", 0.7), ("least", 0.55)):
        width = len(texts[name]) * size.font * GLYPH_WIDTH
        box = best_place(
            label_places(heights[name], width=width, font=size.font, plot=plot, wish=wish),
            heights=heights,
            taken=taken,
            plot=plot,
        )
        if box is not None:
            labels[name] = Label(x=round(box[0], 1), y=round(box[3] - 3, 1), text=texts[name])
            taken.append(box)
    return OutputChart(
        width=size.width,
        height=size.height,
        left=plot[0],
        right=plot[2],
        bottom=plot[3],
        lines="".join(f"M{plot[0]:.0f},{tick.y}H{plot[2]:.0f}" for tick in grid),
        grid=grid,
        ticks=axis_ticks(
            low_x, high_x, x=x, y=plot[3] + size.font * 1.5, step=x_step or size.x_step
        ),
        band=path_of([*most, *reversed(least)]),
        most=path_of(most),
        least=path_of(least),
        dots=tuple(
            (round(x(at), 1), round(y(value), 1))
            for at, value in published
            if low_x <= at <= high_x and value <= top_value
        ),
        labels=labels,
    )
