"""The door between two rooms, against hand-worked cases and one house that was watched."""

import pytest

from advisor.engine.doorway import (
    COMFORT_WITHIN_F,
    falls_behind_f,
    falls_behind_shut_f,
    heat_through,
)

NOME_UA_PER_FT2 = 0.107  # BTU/h·°F; heat-pump study of Alan Mitchell, balance point 56 °F
BEDROOM_FT2 = 120.0
AT_MINUS_20_BTU_H = NOME_UA_PER_FT2 * BEDROOM_FT2 * (56 + 20)


def test_a_door_at_four_degrees_carries_what_was_worked_out_by_hand() -> None:
    """cfm = 60 · .6/3 · 2.5 · 6.67^1.5 · (32.174 · 4 / 530)^.5 = 254.7; 1.1 · 254.7 · 4 = 1,120."""
    assert heat_through("door", 4.0) == pytest.approx(1120, rel=0.005)


def test_twice_the_difference_carries_two_to_the_power_of_three_halves() -> None:
    assert heat_through("door", 8.0) == pytest.approx(2**1.5 * heat_through("door", 4.0))


def test_an_opening_of_twice_the_width_carries_twice_as_much() -> None:
    assert heat_through("wide", 3.0) == pytest.approx(2 * heat_through("door", 3.0))


def test_rooms_as_warm_as_each_other_exchange_nothing() -> None:
    assert heat_through("door", 0.0) == heat_through("door", -2.0) == 0.0


def test_open_doors_in_nome_left_bedrooms_within_our_range() -> None:
    """Watched: 3.3 °F cooler at −20 °F outdoors."""
    ua = NOME_UA_PER_FT2 * BEDROOM_FT2
    ends = [
        falls_behind_f(AT_MINUS_20_BTU_H, ua, "door", flow, area_ft2=BEDROOM_FT2)
        for flow in ("most", "least")
    ]
    assert ends[0] < 3.3 < ends[1]


def test_shut_doors_in_nome_left_bedrooms_ten_degrees_behind() -> None:
    ua = NOME_UA_PER_FT2 * BEDROOM_FT2
    assert falls_behind_shut_f(AT_MINUS_20_BTU_H, ua, BEDROOM_FT2) == pytest.approx(10, abs=0.3)


def test_what_a_room_lacks_is_what_the_door_carries() -> None:
    behind = falls_behind_f(3000.0, 50.0, "door", area_ft2=100.0)
    assert 3000 - (50 + 70) * behind == pytest.approx(heat_through("door", behind), rel=1e-6)


def test_a_room_that_needs_nothing_stays_level() -> None:
    assert (
        falls_behind_f(0.0, 40.0, "door", area_ft2=100.0)
        == falls_behind_shut_f(-5.0, 40.0, 100.0)
        == 0.0
    )


def test_a_larger_need_falls_further_behind_and_past_what_counts_as_served() -> None:
    small, large = (falls_behind_f(load, 25.0, "door", area_ft2=120.0) for load in (1200.0, 6000.0))
    assert small < COMFORT_WITHIN_F < large


def test_an_open_door_is_never_worse_than_a_shut_one() -> None:
    for load in (400.0, 1500.0, 9000.0):
        for flow in ("least", "likely", "most"):
            open_f = falls_behind_f(load, 60.0, "door", flow, area_ft2=400.0)
            assert open_f < falls_behind_shut_f(load, 60.0, 400.0)
