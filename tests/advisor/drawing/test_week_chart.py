import pytest

from advisor.drawing.week_chart import FLOOR, LEFT, TOP, week_chart

DAYS = [str(day + 1) for day in range(8)]


def wave(low: float, high: float) -> list[float]:
    return [high - (high - low) * (hour % 24 in range(4, 8)) for hour in range(192)]


def test_the_line_stays_between_floor_and_top_and_its_lowest_is_named() -> None:
    chart = week_chart(
        wave(61.0, 70.0), wanted=70.0, days=DAYS, named_hours=72, farthest="61 °F", cold=True
    )
    heights = [float(point.split(",")[1]) for point in chart.room.split()]
    assert len(heights) == 192
    assert TOP <= min(heights) < max(heights) <= FLOOR
    assert chart.label.text == "61 °F"
    assert chart.label.y > max(heights) > chart.wanted
    assert [tick.text for tick in chart.ticks] == DAYS
    assert all(LEFT <= tick.x <= chart.right for tick in chart.ticks)


def test_a_hot_week_names_its_highest_above_the_line() -> None:
    chart = week_chart(
        wave(75.0, 84.0), wanted=75.0, days=DAYS, named_hours=72, farthest="84 °F", cold=False
    )
    heights = [float(point.split(",")[1]) for point in chart.room.split()]
    assert chart.label.y < min(heights)
    assert chart.wanted > min(heights)


@pytest.mark.parametrize(("low", "high"), [(67.0, 70.0), (5.0, 70.0), (19.4, 21.1)])
def test_a_small_dip_is_not_drawn_as_a_canyon(low: float, high: float) -> None:
    chart = week_chart(
        wave(low, high), wanted=high, days=DAYS, named_hours=192, farthest="", cold=True
    )
    values = [float(tick.text.removesuffix("°")) for tick in chart.grid]
    assert values[-1] - values[0] >= 8
    assert values[0] <= low
    assert values[-1] >= high
    assert 3 <= len(values) <= 7
