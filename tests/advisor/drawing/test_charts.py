import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.drawing.axes import PHONE, SMALL, WIDE, ChartSize, nice_step
from advisor.drawing.bars import range_bar, stacked_bar
from advisor.drawing.capacity_charts import FitChart, FitPoint, fit_chart, output_chart
from advisor.drawing.geometry import Label, overlaps
from advisor.drawing.money_charts import EvenChart, even_chart, year_chart

TEXTS = {
    "need": "your room needs",
    "least": "least it can give",
    "most": "most it can give",
    "design": "coldest usual night, −8 °F",
    "over": "it can give up to %s",
}


def points(
    *, need: float = 3000, least: float | None = 1600, most: float | None = 9000
) -> list[FitPoint]:
    """A room and a unit from −15 to 65 °F; the unit stops below −10."""
    return [
        FitPoint(
            outdoor=t,
            need=need * (65 - t) / 73,
            need_low=need * 0.7 * (65 - t) / 73,
            need_high=need * 1.3 * (65 - t) / 73,
            least=least if least and t >= -10 else None,
            most=most * (1 + t / 400) if most and t >= -10 else None,
            hours=300 - abs(t - 35) * 4,
        )
        for t in range(-15, 66, 5)
    ]


def draw(at: list[FitPoint], *, size: ChartSize = WIDE, design: float = -8) -> FitChart:
    chart = fit_chart(
        at, design=design, size=size, texts=TEXTS, value_text=lambda value: f"{value:.0f}"
    )
    assert chart is not None
    return chart


def pairs(text: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in text.split())]


def box(label: Label, font: float) -> tuple[float, float, float, float]:
    width = len(label.text) * font * 0.5
    left = label.x - width if label.anchor == "end" else label.x
    return left, label.y - font * 0.8, left + width, label.y + 2


def test_the_need_falls_to_nothing_at_its_own_temperature() -> None:
    need = pairs(draw(points()).need)
    assert need[0][0] == WIDE.left
    assert need[-1] == pytest.approx((WIDE.width - WIDE.right, WIDE.height - WIDE.bottom))
    heights = [y for _x, y in need]
    assert heights == sorted(heights)


def test_the_band_begins_where_the_unit_begins_to_work() -> None:
    chart = draw(points())
    left = min(x for x, _y in pairs(chart.band))
    expected = WIDE.left + 5 / 80 * (WIDE.width - WIDE.right - WIDE.left)
    assert left == pytest.approx(expected, abs=0.1)


def test_the_coldest_usual_night_stands_at_its_temperature() -> None:
    chart = draw(points())
    expected = WIDE.left + 7 / 80 * (WIDE.width - WIDE.right - WIDE.left)
    assert chart.design_x == pytest.approx(expected, abs=0.1)
    assert draw(points(), design=-40).design_x is None


def test_a_far_too_strong_unit_runs_out_of_the_top_and_says_how_far() -> None:
    chart = draw(points(need=1000, most=14_000))
    assert chart.labels["over"].text == "it can give up to 16275"
    assert "most" not in chart.labels
    assert min(y for _x, y in pairs(chart.band)) == WIDE.top


def test_a_unit_of_the_right_size_shows_its_most() -> None:
    chart = draw(points(need=6000, most=7000))
    assert "over" not in chart.labels
    assert chart.labels["most"].text == "most it can give"


def test_a_unit_that_never_works_here_has_no_band() -> None:
    chart = draw(points(least=None, most=None))
    assert chart.band == chart.most == chart.least == ""
    assert set(chart.labels) == {"need", "design"}


def test_one_temperature_is_no_chart() -> None:
    size: dict[str, Any] = {"design": 0, "size": WIDE, "texts": TEXTS, "value_text": str}
    assert fit_chart(points()[:1], **size) is None
    assert fit_chart([], **size) is None


def test_a_small_chart_has_no_words() -> None:
    assert draw(points(), size=SMALL).labels == {}


def test_the_order_of_the_temperatures_does_not_matter() -> None:
    assert draw(points()) == draw(points()[::-1])


@settings(max_examples=60, deadline=None)
@given(
    st.floats(300, 30_000),
    st.floats(300, 12_000),
    st.floats(1.05, 8),
    st.sampled_from([WIDE, PHONE]),
    st.floats(-14, 60),
)
def test_labels_stay_inside_and_apart(
    need: float, least: float, ratio: float, size: ChartSize, design: float
) -> None:
    chart = draw(points(need=need, least=least, most=least * ratio), size=size, design=design)
    boxes = [box(label, size.font) for label in chart.labels.values()]
    for one in boxes:
        assert one[0] >= 0
        assert one[2] <= size.width
        assert one[1] >= 0
        assert one[3] <= size.height - size.bottom + 3
    clashes = [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if overlaps(a, b)]
    assert not clashes


@settings(max_examples=60, deadline=None)
@given(st.floats(300, 30_000), st.floats(300, 12_000), st.floats(1.05, 8))
def test_everything_is_drawn_inside_the_plot(need: float, least: float, ratio: float) -> None:
    chart = draw(points(need=need, least=least, most=least * ratio))
    for line in (chart.band, chart.most, chart.least, chart.need, chart.need_band):
        for x, y in pairs(line):
            assert chart.left - 0.1 <= x <= chart.right + 0.1
            assert chart.top - 0.1 <= y <= chart.bottom + 0.1


def test_hours_without_any_draw_no_bar() -> None:
    quiet = [replace(point, hours=0) for point in points()]
    assert draw(quiet).hours == ""
    assert draw(points()).hours.count("M") == len(points())


@pytest.mark.parametrize(
    ("top", "parts", "step"), [(10_000, 5, 2000), (9000, 4, 2500), (3.2, 4, 1), (0.9, 4, 0.25)]
)
def test_grid_lines_stand_at_round_numbers(top: float, parts: int, step: float) -> None:
    assert nice_step(top, parts) == pytest.approx(step)


def test_parts_of_a_bar_lie_end_to_end_on_the_common_scale() -> None:
    bars = stacked_bar([("unit", 1000), ("none", 0), ("install", 500)], full=3000, width=90)
    assert [bar.kind for bar in bars] == ["unit", "install"]
    assert bars[1].x == pytest.approx(30)
    assert bars[1].x + bars[1].width == pytest.approx(45, abs=0.6)


def test_a_range_never_leaves_its_scale() -> None:
    bar = range_bar(50, 120, 400, full=200)
    assert (bar.low, bar.likely) == (25, 60)
    assert bar.low + bar.width == 100


MONTHS = "JFMAMJJASOND"


def bar_heights(path: str) -> list[float]:
    return [float(height) for height in re.findall(r"v-([0-9.]+)", path)]


def year(full: float, *months: tuple[float, float, float]) -> Any:
    padded = [*months, *[(0.0, 0.0, 0.0)] * (12 - len(months))]
    return year_chart(padded, full=full, names=MONTHS, value_text=lambda value: f"${value:.0f}")


def test_the_bars_of_a_year_are_as_high_as_their_bills() -> None:
    chart = year(100, (50, 0, 25), (25, 10, 0))
    paths = dict(chart.paths)
    tall = chart.floor - 20
    assert bar_heights(paths["h"]) == pytest.approx([tall * 0.5, tall * 0.25], abs=0.1)
    assert bar_heights(paths["c"]) == pytest.approx([tall * 0.1], abs=0.1)
    assert bar_heights(paths["b"]) == pytest.approx([tall * 0.25], abs=0.1)
    assert [tick.text for tick in chart.ticks] == list(MONTHS)


def test_the_dearest_month_says_what_it_costs_inside_the_drawing() -> None:
    chart = year(100, (100, 0, 0))
    assert chart.peak is not None
    assert chart.peak.text == "$100"
    assert chart.peak.x - len("$100") * 13 * 0.58 / 2 >= -0.1
    assert chart.peak.y >= 12


def even(
    outlay: float, *savings: float, life: float = 15, label: str = "even after 5 years"
) -> EvenChart:
    low, likely, high = savings
    return even_chart(
        outlay,
        (low, likely, high),
        years=15,
        life=life,
        label=label,
        balance="$9",
        ticks=[(0, "0"), (15, "15")],
    )


def corners(points: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in points.split())]


def test_the_line_of_the_years_crosses_zero_where_the_outlay_is_back() -> None:
    chart = even(1500, 200, 300, 400)
    assert chart.even is not None
    assert chart.even[0] == pytest.approx(chart.width * 5 / 15, abs=0.1)
    assert chart.even[1] == chart.zero
    (_x, start), (_end_x, end) = corners(chart.line)
    # −1,500 at first and +3,000 in the end: zero lies a third of the way.
    assert (start - chart.zero) / (start - end) == pytest.approx(1 / 3, abs=0.01)
    _start, low, high = corners(chart.band)
    assert low[1] > end > high[1]


@pytest.mark.parametrize("savings", [(-90.0, -20.0, 30.0), (0.0, 0.0, 0.0), (10.0, 60.0, 90.0)])
def test_what_is_not_even_within_the_years_has_no_crossing(savings: tuple[float, ...]) -> None:
    chart = even(1500, *savings, label="never even")
    assert chart.even is None
    assert chart.label.text == "never even"
    assert chart.label.anchor == "end"


@pytest.mark.parametrize("savings", [(-9000.0, -5000.0, 30.0), (0.0, 0.0, 0.0), (1e3, 2e4, 3e4)])
@pytest.mark.parametrize("outlay", [0.0, 400.0, 9000.0])
def test_the_years_stay_inside_the_drawing(outlay: float, savings: tuple[float, ...]) -> None:
    chart = even(outlay, *savings)
    for x, y in corners(f"{chart.band} {chart.line}"):
        assert 0 <= x <= chart.width
        assert 0 <= y <= chart.height
    wide = len(chart.label.text) * 13 * 0.58
    if chart.label.anchor == "end":
        assert chart.label.x - wide >= -0.1
    else:
        assert chart.label.x + wide <= chart.width
    assert 12 <= chart.label.y <= chart.height
    assert 12 <= chart.end.y <= chart.height


def test_the_end_of_a_life_is_drawn_where_it_ends_early() -> None:
    assert even(1500, 200, 300, 400).ends_x is None
    assert even(1500, 200, 300, 400, life=7.5).ends_x == even(1, 1, 1, 1).width / 2


def test_a_year_that_costs_nothing_has_no_bars() -> None:
    chart = year(0, (0, 0, 0))
    assert chart.paths == ()
    assert chart.peak is None


# --- What a unit gives, without a room ---------------------------------------------------------

OUTPUT_TEXTS = {"least": "least it can give", "most": "most it can give"}


def test_an_output_chart_keeps_its_band_and_dots_inside() -> None:
    curve = [(float(at), 1500.0 + 10 * at, 8000.0 + 80 * at) for at in range(-15, 70, 5)]
    drawn = output_chart(
        curve,
        [(47.0, 8700.0), (-40.0, 3000.0)],
        size=WIDE,
        texts=OUTPUT_TEXTS,
        value_text=lambda value: f"{value:.0f}",
    )
    assert drawn is not None
    corners = [tuple(map(float, each.split(","))) for each in drawn.band.split()]
    assert all(drawn.left <= x <= drawn.right and WIDE.top <= y <= drawn.bottom for x, y in corners)
    assert len(drawn.dots) == 1  # what lies colder than the curve is not drawn
    assert set(drawn.labels) == {"least", "most"}
    assert drawn.labels["most"].y < drawn.labels["least"].y


def test_an_output_chart_needs_two_temperatures() -> None:
    drawn = output_chart([(47.0, 1.0, 2.0)], [], size=PHONE, texts=OUTPUT_TEXTS, value_text=str)
    assert drawn is None
