"""What is said of a week: a hot room with the doubt that was measured, and no false exactness."""

from advisor.advice.sentences.worst_week_in_words import told
from tests.advisor.engine.test_worst_week import week

OFF = "The highest may be off by"


def test_hot_room_is_told_with_its_doubt() -> None:
    hot = week(100.0, 450.0, cold=False)
    assert f"{OFF} 4\N{NO-BREAK SPACE}°F." in told(hot, units="us")
    assert f"{OFF} 2\N{NO-BREAK SPACE}°C." in told(hot, units="metric")


def test_room_that_is_held_or_cold_is_told_without() -> None:
    assert OFF not in told(week(100.0, 800.0, cold=False), units="us")
    assert OFF not in told(week(0.0, 1200.0), units="us")
