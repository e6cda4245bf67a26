"""Whose turn it is: one page computes, others wait in order, and nobody waits who needs not."""

import time

import pytest

from advisor.operations import lanes
from advisor.operations.lanes import Lane, Turn


def page_lane() -> Lane:
    return Lane(threads=2, computing_at_once=1, sheds=True)


def begun(lane: Lane) -> Turn:
    connection = lane.next()
    assert connection is not None
    return Turn(lane, connection, Turn.pass_on)  # at once, without a loop


def test_one_page_computes_and_the_others_wait_in_order() -> None:
    lane = page_lane()
    lane.waiting.extend("abc")
    first = begun(lane)
    assert lane.next() is None
    lane.finish(first)
    assert begun(lane).connection == "b"


def test_who_waits_for_the_database_lets_the_next_compute_while_a_thread_is_free() -> None:
    lane = page_lane()
    lane.waiting.extend("abc")
    slow = begun(lane)
    with lanes.having(slow):
        lanes.pass_turn()
        lanes.pass_turn()  # there is only one to give
    second = begun(lane)
    second.offer()
    assert lane.next() is None  # both threads are taken
    lane.finish(slow)
    assert begun(lane).connection == "c"
    assert (lane.busy, lane.computing) == (2, 1)


def test_nobody_has_a_turn_outside_of_a_request() -> None:
    lanes.pass_turn()
    assert lanes.current() is None


def test_who_would_wait_more_than_five_seconds_is_turned_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    lane = page_lane()
    for seconds in (0.125, 0.125, 4.0):  # one of them had to read the catalog
        lane.waiting.append("page")
        turn = begun(lane)
        now += seconds
        lane.finish(turn)
    lane.waiting.extend(["page"] * 40)
    assert lane.expected_wait() == pytest.approx(5.0)
    assert not lane.is_full()
    lane.waiting.append("page")
    assert lane.is_full()
    lane.sheds = False
    assert not lane.is_full()


def test_pages_that_wait_for_the_database_slow_the_lane_by_their_threads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    lane = page_lane()
    lane.waiting.append("page")
    turn = begun(lane)
    turn.offer()
    now += 2.0
    lane.finish(turn)
    lane.waiting.append("page")
    assert lane.expected_wait() == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("path", "lane"),
    [
        (b"/healthz", "probe"),
        (b"/readyz", "file"),
        (b"/static/css/base.css", "file"),
        (b"/admin/catalog/", "desk"),
        (b"/advice/results/", "page"),
        (b"/", "page"),
        (b"", "page"),
    ],
)
def test_probes_and_the_desk_have_lanes_of_their_own(path: bytes, lane: str) -> None:
    assert lanes.lane_of(path) == lane
    assert lane in lanes.lanes()
