"""What a unit can give by outdoor temperature, alone and against a room.

Pure functions; templates turn the result into SVG. Coordinates are SVG user units, y downward,
rounded to a tenth: a page is weighed. Every chart has a table behind it, made from the same
numbers in ``pages``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from advisor.drawing.axes import Axes, ChartSize, nice_step, rounded_up
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
    axes = _fit_axes(points, size)
    left, top, right, bottom = axes.plot
    given = [(point.outdoor, point.most) for point in points if point.most is not None]
    highest = max((most for _outdoor, most in given), default=0)
    most = [axes.at(*pair) for pair in given]
    need = [axes.at(p.outdoor, p.need) for p in points]
    least = [
        axes.at(p.outdoor, p.least) for p in points if p.most is not None and p.least is not None
    ]
    edge = [point for point in most if point[1] > top + 0.05]
    design_x = axes.x(design) if axes.low <= design <= axes.high else None
    return FitChart(
        width=size.width,
        height=size.height,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        hours=_hour_bars(points, x=axes.x, plot=axes.plot) if size.labelled else "",
        lines=axes.grid_lines(),
        grid=axes.grid(value_text),
        ticks=axes.ticks(x_step),
        band=path_of([*most, *reversed(least or [(x, bottom) for x, _y in most])]),
        most=path_of(edge) if len(edge) > 1 else "",
        least=path_of(least),
        need_band=_need_band(points, axes),
        need=path_of(need),
        design_x=None if design_x is None else round(design_x, 1),
        labels=_labels(
            texts=texts,
            lines={"need": need, "least": least, "most": edge},
            axes=axes,
            design_x=design_x,
            over=value_text(highest) if highest > axes.top_value else None,
        )
        if size.labelled
        else {},
    )


def _need_band(points: Sequence[FitPoint], axes: Axes) -> str:
    """The polygon between the low and the high need."""
    high = [axes.at(point.outdoor, point.need_high) for point in points]
    low = [axes.at(point.outdoor, point.need_low) for point in reversed(points)]
    return path_of([*high, *low])


def _fit_axes(points: Sequence[FitPoint], size: ChartSize) -> Axes:
    """A scale that follows the room: up to 2.4 times its need, or 1.6 times the least output."""
    need = max(point.need_high for point in points)
    least = max(point.least or 0 for point in points)
    most = max(point.most or 0 for point in points)
    highest = max(need, min(most, max(2.4 * need, 1.6 * least, 1e-6)))
    step = nice_step(highest * 1.08, 5 if size.labelled else 2)
    return Axes(
        size=size,
        low=points[0].outdoor,
        high=points[-1].outdoor,
        top_value=step * rounded_up(highest * 1.04 / step),
        step=step,
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
    axes: Axes,
    design_x: float | None,
    over: str | None,
) -> dict[str, Label]:
    """Put each label where it touches no line and no other label."""
    _left, top, right, _bottom = axes.plot
    font = axes.size.font
    labels: dict[str, Label] = {}
    taken: list[Box] = []
    if design_x is not None:
        width = len(texts["design"]) * font * GLYPH_WIDTH
        x = max(4.0, min(design_x + 6, right - width))  # it is above the plot
        labels["design"] = Label(x=round(x, 1), y=round(top - 9, 1), text=texts["design"])
        taken.append((x, 0, x + width, top - 4))
    if over:
        text = texts["over"] % over
        labels["over"] = Label(x=right - 8, y=round(top + font * 1.35, 1), text=text, anchor="end")
        width = len(text) * font * GLYPH_WIDTH
        taken.append((right - 8 - width, top, right, top + font * 1.7))
    wishes = {"need": 0.3, "least": 0.62} | ({} if over else {"most": 0.72})
    return labels | _line_labels(texts, lines, wishes, axes=axes, taken=taken)


def _line_labels(
    texts: dict[str, str],
    lines: dict[str, list[Point]],
    wishes: dict[str, float],
    *,
    axes: Axes,
    taken: list[Box],
) -> dict[str, Label]:
    """A label near each line of ``wishes``, at about the wished share of the width; none of them
    stands in ``taken``."""
    labels = {}
    heights = {name: sampled_heights(line, axes.plot) for name, line in lines.items()}
    for name, wish in wishes.items():
        if len(lines[name]) < 2:
            continue
        font = axes.size.font
        width = len(texts[name]) * font * GLYPH_WIDTH
        box = best_place(
            label_places(heights[name], width=width, font=font, plot=axes.plot, wish=wish),
            heights=heights,
            taken=taken,
            plot=axes.plot,
        )
        if box is not None:
            labels[name] = Label(x=round(box[0], 1), y=round(box[3] - 3, 1), text=texts[name])
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
    highest = max([most for _x, _least, most in curve] + [value for _x, value in published])
    step = nice_step(max(highest, 1e-6) * 1.05, 5)
    axes = Axes(
        size=size,
        low=curve[0][0],
        high=curve[-1][0],
        top_value=step * rounded_up(highest * 1.04 / step),
        step=step,
    )
    left, _top, right, bottom = axes.plot
    most = [axes.at(outdoor, value) for outdoor, _least, value in curve]
    least = [axes.at(outdoor, value) for outdoor, value, _most in curve]
    lines = {"most": most, "least": least}
    return OutputChart(
        width=size.width,
        height=size.height,
        left=left,
        right=right,
        bottom=bottom,
        lines=axes.grid_lines(),
        grid=axes.grid(value_text),
        ticks=axes.ticks(x_step),
        band=path_of([*most, *reversed(least)]),
        most=path_of(most),
        least=path_of(least),
        dots=tuple(
            (round(axes.x(outdoor), 1), round(axes.y(value), 1))
            for outdoor, value in published
            if axes.low <= outdoor <= axes.high and value <= axes.top_value
        ),
        labels=_line_labels(texts, lines, {"most": 0.7, "least": 0.55}, axes=axes, taken=[]),
    )
