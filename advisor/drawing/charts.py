"""Numbers → the geometry of drawings. Pure functions; templates turn the result into SVG.

Coordinates are SVG user units, y downward, rounded to a tenth: a page is weighed. Every chart has
a table behind it, made from the same numbers in ``pages``.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom

GLYPH_WIDTH = 0.66
"""Width of a letter of a bold sans face, as a share of its size: of the widest that is usual."""


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
class Tick:
    x: float
    y: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Label:
    x: float
    y: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True, kw_only=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    kind: str = ""


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


@dataclass(frozen=True, kw_only=True)
class ChartSize:
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    font: float
    x_step: int
    labelled: bool = True


WIDE = ChartSize(width=680, height=330, left=54, right=10, top=26, bottom=34, font=14, x_step=10)
PHONE = ChartSize(width=340, height=300, left=42, right=6, top=26, bottom=32, font=13.5, x_step=20)
SMALL = ChartSize(
    width=220, height=76, left=1, right=1, top=2, bottom=2, font=10, x_step=20, labelled=False
)


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
    top_value = step * _ceil(max(need_top, min(most_top, wanted)) * 1.04 / step)
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
    grid = _grid(step, top_value, y=y, size=size, value_text=value_text)
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
        ticks=_ticks(low_x, high_x, x=x, y=plot[3] + size.font * 1.5, step=x_step or size.x_step),
        band=_path([*most, *reversed(below)]),
        most=_path(edge) if len(edge) > 1 else "",
        least=_path(least),
        need_band=_path(
            [
                *((x(p.outdoor), y(p.need_high)) for p in points),
                *((x(p.outdoor), y(p.need_low)) for p in reversed(points)),
            ]
        ),
        need=_path(need),
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


def nice_step(top: float, parts: int) -> float:
    """A round distance of grid lines: 1, 2 or 5 times a power of ten."""
    raw = top / parts
    power = 1.0
    while power > raw:
        power /= 10
    while power * 10 <= raw:
        power *= 10
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw * 0.999)


def _ceil(value: float) -> int:
    return int(value) if value == int(value) else int(value) + 1


def _path(points: Sequence[Point]) -> str:
    return " ".join(f"{px:.1f},{py:.1f}" for px, py in points)


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


def _grid(
    step: float,
    top_value: float,
    *,
    y: Callable[[float], float],
    size: ChartSize,
    value_text: Callable[[float], str],
) -> tuple[Tick, ...]:
    count = round(top_value / step)
    return tuple(
        Tick(x=size.left - 7, y=round(y(step * i), 1), text=value_text(step * i))
        for i in range(1, count + 1)
    )


def _ticks(
    low: float, high: float, *, x: Callable[[float], float], y: float, step: int
) -> tuple[Tick, ...]:
    first = _ceil(low / step) * step
    values = [first + step * i for i in range(int((high - first) / step) + 1)]
    edge = (high - low) * 0.02
    return tuple(
        Tick(x=round(x(value), 1), y=round(y, 1), text=f"{value:.0f}°".replace("-", "\u2212"))
        for value in values
        if low + edge <= value <= high - edge
    )


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
    heights = {name: _sampled(line, plot) for name, line in lines.items()}
    preferred = {"need": 0.3, "least": 0.62, "most": 0.72}
    for name in ("need", "least", "most"):
        if len(lines[name]) < 2 or (name == "most" and "over" in labels):
            continue
        width = len(texts[name]) * size.font * GLYPH_WIDTH
        box = _best_place(
            _places(heights[name], width=width, font=size.font, plot=plot, wish=preferred[name]),
            heights=heights,
            taken=taken,
            plot=plot,
        )
        if box is not None:
            baseline = box[3] - 3
            labels[name] = Label(x=round(box[0], 1), y=round(baseline, 1), text=texts[name])
            taken.append(box)
    return labels


SAMPLES = 40


def _sampled(line: Sequence[Point], plot: Box) -> list[float | None]:
    """The height of a line at evenly spaced places of the plot; None where there is no line."""
    spots = [plot[0] + (plot[2] - plot[0]) * i / SAMPLES for i in range(SAMPLES + 1)]
    if len(line) < 2:
        return [None] * len(spots)
    return [height_at(line, x) if line[0][0] <= x <= line[-1][0] else None for x in spots]


def _under(box: Box, heights: Sequence[float | None], plot: Box) -> list[float]:
    """The heights of a line along the width of a box."""
    per = (plot[2] - plot[0]) / SAMPLES
    first = max(0, int((box[0] - plot[0]) / per))
    last = min(SAMPLES, int((box[2] - plot[0]) / per) + 1)
    return [height for height in heights[first : last + 1] if height is not None]


def _places(
    heights: Sequence[float | None], *, width: float, font: float, plot: Box, wish: float
) -> Iterator[Box]:
    """Boxes close above and below a line, the nearest to the wished place first."""
    room = max(plot[2] - plot[0] - width - 8, 0)
    lefts = [plot[0] + 4 + room * i / 12 for i in range(13)]
    wished = plot[0] + wish * (plot[2] - plot[0]) - width / 2
    for lift in (6.0, 16.0, 30.0, 46.0):
        for left in sorted(lefts, key=lambda left: abs(left - wished)):
            along = _under((left, 0, left + width, 0), heights, plot)
            if along:
                for baseline in (min(along) - lift, max(along) + lift + font * 0.8):
                    yield left, baseline - font * 0.85, left + width, baseline + 3


def _best_place(
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
            any(box[1] - 1 <= height <= box[3] + 1 for height in _under(box, line, plot))
            for line in heights.values()
        )
        faults = 4 * outside + 4 * clashes + struck
        if not faults:
            return box
        if best is None or faults < best[0]:
            best = faults, box
    return best[1] if best else None


def height_at(line: Sequence[Point], at: float) -> float:
    """The y of a polyline at an x, its ends carried on level."""
    if at <= line[0][0]:
        return line[0][1]
    for (x1, y1), (x2, y2) in pairwise(line):
        if x1 <= at <= x2:
            return y1 if x1 == x2 else y1 + (y2 - y1) * (at - x1) / (x2 - x1)
    return line[-1][1]


def overlaps(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def stacked_bar(parts: Sequence[tuple[str, float]], *, full: float, width: float) -> list[Bar]:
    """Parts side by side on a scale where ``full`` is ``width``; parts of nothing are left out."""
    bars, left = [], 0.0
    for kind, value in parts:
        if value <= 0:
            continue
        length = value / full * width if full else 0.0
        bars.append(
            Bar(x=round(left, 1), y=0, width=round(max(length - 0.5, 0.5), 1), height=7, kind=kind)
        )
        left += length
    return bars


@dataclass(frozen=True, kw_only=True)
class RangeBar:
    """Low to high on a scale, with the likely value marked; x in 0–100."""

    low: float
    width: float
    likely: float


def range_bar(low: float, likely: float, high: float, *, full: float) -> RangeBar:
    def at(value: float) -> float:
        return round(min(max(value / full, 0), 1) * 100, 1) if full else 0.0

    return RangeBar(low=at(low), width=round(max(at(high) - at(low), 1.5), 1), likely=at(likely))


# --- Sound -------------------------------------------------------------------------------------

SOUND_WIDTH, SOUND_ROW, SOUND_HEAD = 340, 40, 46
SOUND_FROM, SOUND_TO = 16.0, 66.0
"""The scale of indoor sound [dB]: below its start nobody hears a unit, above its end none is."""


@dataclass(frozen=True, kw_only=True)
class SoundRowBar:
    label: Label
    x: float
    y: float
    width: float


@dataclass(frozen=True, kw_only=True)
class SoundScale:
    width: int
    height: int
    lines: str  # path of the everyday sounds
    words: tuple[Label, ...]
    rows: tuple[SoundRowBar, ...]


def sound_scale(
    rows: Sequence[tuple[str, str, float | None, float | None]],
    *,
    everyday: Sequence[tuple[float, str]],
) -> SoundScale:
    """Units from quietest to loudest [dB] over everyday sounds.

    A row is name, figure in words, lowest and highest; one of the two may be unknown, then the
    bar is as wide as a dot. The words stand on two lines in turn, so that none runs into another.
    """

    def x(level: float) -> float:
        share = (min(max(level, SOUND_FROM), SOUND_TO) - SOUND_FROM) / (SOUND_TO - SOUND_FROM)
        return round(6 + share * (SOUND_WIDTH - 12), 1)

    height = SOUND_HEAD + SOUND_ROW * len(rows)
    bars = []
    for position, (name, figure, low, high) in enumerate(rows):
        known = [level for level in (low, high) if level is not None]
        top = SOUND_HEAD + SOUND_ROW * position
        left, right = x(known[0]), x(known[-1])
        bars.append(
            SoundRowBar(
                label=Label(x=0, y=top + 13, text=f"{name} · {figure}"),
                x=round(left - 4, 1),
                y=top + 19,
                width=round(right - left + 8, 1),
            )
        )
    return SoundScale(
        width=SOUND_WIDTH,
        height=height,
        lines="".join(f"M{x(level)},{SOUND_HEAD - 8}V{height}" for level, _words in everyday),
        words=tuple(
            Label(x=x(level), y=14 + 18 * (place % 2), text=words, anchor="middle")
            for place, (level, words) in enumerate(everyday)
        ),
        rows=tuple(bars),
    )


# --- A year of bills ---------------------------------------------------------------------------

YEAR_WIDTH, YEAR_HEIGHT, YEAR_FLOOR, YEAR_TOP = 340, 132, 112, 20


@dataclass(frozen=True, kw_only=True)
class YearChart:
    """Twelve stacked bars: one path for each use, so that a year is three elements."""

    width: int
    height: int
    floor: int
    paths: tuple[tuple[str, str], ...]  # class, path
    ticks: tuple[Tick, ...]
    peak: Label | None  # what the dearest month costs, above its bar


def year_chart(
    months: Sequence[tuple[float, float, float]],
    *,
    full: float,
    names: Sequence[str],
    value_text: Callable[[float], str],
) -> YearChart:
    """Stack heating, cooling and backup of twelve months on a scale of ``full``. [$]"""
    step = YEAR_WIDTH / 12
    wide = round(step * 0.68, 1)
    paths = {"h": "", "c": "", "b": ""}
    tops = []
    for position, month in enumerate(months):
        left, top = step * position + (step - wide) / 2, float(YEAR_FLOOR)
        for kind, amount in zip(paths, month, strict=True):
            height = amount / full * (YEAR_FLOOR - YEAR_TOP) if full > 0 else 0.0
            if height >= 0.3:
                paths[kind] += f"M{left:.1f},{top:.1f}h{wide}v{-height:.1f}h-{wide}z"
                top -= height
        tops.append(top)
    dearest = min(range(len(tops)), key=lambda i: tops[i])
    middle = step * (dearest + 0.5)
    text = value_text(sum(months[dearest]))
    half = len(text) * 13 * GLYPH_WIDTH / 2
    peak = Label(
        x=round(min(max(middle, half), YEAR_WIDTH - half), 1),
        y=round(tops[dearest] - 5, 1),
        text=text,
        anchor="middle",
    )
    return YearChart(
        width=YEAR_WIDTH,
        height=YEAR_HEIGHT,
        floor=YEAR_FLOOR,
        paths=tuple((kind, path) for kind, path in paths.items() if path),
        ticks=tuple(
            Tick(x=round(step * (i + 0.5), 1), y=YEAR_FLOOR + 16, text=name)
            for i, name in enumerate(names)
        ),
        peak=peak if tops[dearest] < YEAR_FLOOR else None,
    )


# --- Years to even -----------------------------------------------------------------------------

EVEN_WIDTH, EVEN_HEIGHT, EVEN_TOP, EVEN_FLOOR = 340, 150, 26, 122


@dataclass(frozen=True, kw_only=True)
class EvenChart:
    """What was saved less what was paid, year by year: it is even where the line crosses zero."""

    width: int
    height: int
    zero: float  # y of nothing paid, nothing saved
    band: str  # points of the polygon between the low and the high saving
    line: str
    even: Point | None  # where the likely line crosses; None: not within the years
    ends_x: float | None  # the end of the unit's life
    ticks: tuple[Tick, ...]
    label: Label
    end: Label  # the likely balance at the end


def even_chart(
    outlay: float,
    savings: tuple[float, float, float],
    *,
    years: int,
    life: float,
    label: str,
    balance: str,
    ticks: Sequence[tuple[int, str]],
) -> EvenChart:
    """Draw ``years`` years of an ``outlay`` [$] and low, likely and high yearly savings [$].

    ``balance`` is the likely one at the end, in words.
    """
    ends = [-outlay + saving * years for saving in savings]
    bottom, top = min(-outlay, *ends), max(0.0, *ends)
    scale = (EVEN_FLOOR - EVEN_TOP) / ((top - bottom) or 1.0)

    def at(year: float, amount: float) -> Point:
        return EVEN_WIDTH * year / years, EVEN_TOP + (top - amount) * scale

    start, low, likely, high = (at(0, -outlay), *(at(years, end) for end in ends))
    crossing = outlay / savings[1] if savings[1] > 0 else math.inf
    even = at(crossing, 0.0) if crossing <= years else None
    zero = round(at(0, 0.0)[1], 1)
    # Left of the rising line, unless there is no room: then on the other side of it.
    left = even is None or even[0] >= len(label) * 13 * GLYPH_WIDTH + 8
    return EvenChart(
        width=EVEN_WIDTH,
        height=EVEN_HEIGHT,
        zero=zero,
        band=_path([start, low, high]),
        line=_path([start, likely]),
        even=(round(even[0], 1), round(even[1], 1)) if even else None,
        ends_x=round(EVEN_WIDTH * life / years, 1) if life < years else None,
        ticks=tuple(
            Tick(
                x=round(min(max(EVEN_WIDTH * year / years, 8), EVEN_WIDTH - 8), 1),
                y=EVEN_FLOOR + 18,
                text=text,
            )
            for year, text in ticks
        ),
        label=Label(
            x=round((even[0] if even else EVEN_WIDTH) + (-8 if left else 8), 1),
            y=round(zero + (-7 if left else 17), 1),
            text=label,
            anchor="end" if left else "start",
        ),
        end=Label(
            x=float(EVEN_WIDTH),
            y=round(likely[1] + (14 if likely[1] > zero else -8), 1),
            text=balance,
            anchor="end",
        ),
    )


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
    top_value = step * _ceil(highest * 1.04 / step)
    plot: Box = (size.left, size.top, size.width - size.right, size.height - size.bottom)

    def x(value: float) -> float:
        return plot[0] + (value - low_x) / (high_x - low_x) * (plot[2] - plot[0])

    def y(value: float) -> float:
        return plot[3] - value / top_value * (plot[3] - plot[1])

    most = [(x(at), y(value)) for at, _least, value in curve]
    least = [(x(at), y(value)) for at, value, _most in curve]
    grid = _grid(step, top_value, y=y, size=size, value_text=value_text)
    labels = {}
    taken: list[Box] = []
    heights = {"most": _sampled(most, plot), "least": _sampled(least, plot)}
    for name, wish in (("most", 0.7), ("least", 0.55)):
        width = len(texts[name]) * size.font * GLYPH_WIDTH
        box = _best_place(
            _places(heights[name], width=width, font=size.font, plot=plot, wish=wish),
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
        ticks=_ticks(low_x, high_x, x=x, y=plot[3] + size.font * 1.5, step=x_step or size.x_step),
        band=_path([*most, *reversed(least)]),
        most=_path(most),
        least=_path(least),
        dots=tuple(
            (round(x(at), 1), round(y(value), 1))
            for at, value in published
            if low_x <= at <= high_x and value <= top_value
        ),
        labels=labels,
    )
