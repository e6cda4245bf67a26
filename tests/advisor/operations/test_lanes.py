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


def served(lane: Lane, clock: list[float], *seconds: float) -> None:
    """Requests one after the other, each computing for so long."""
    for each in seconds:
        lane.waiting.append("page")
        turn = begun(lane)
        clock[0] += each
        lane.finish(turn)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_fast_and_slow_pages_stand_in_one_line(clock: list[float]) -> None:
    """Ten home pages of 1 ms and ten results of 40 ms: 100 who wait take 2.05 s. The two slowest
    (one for each thread) left out: (10 × 1 + 8 × 40) / 18 = 18.3 ms each, 1.83 s. A median would
    say 0.1 s with one home page more, 4.0 s with one less."""
    lane = page_lane()
    served(lane, clock, *[0.001, 0.040] * 10)
    lane.waiting.extend(["page"] * 100)
    assert lane.expected_wait() == pytest.approx(100 * 0.330 / 18)


def test_sixty_four_visitors_are_not_turned_away_where_a_page_takes_forty_milliseconds(
    clock: list[float],
) -> None:
    """All of them at one process, after a quiet hour: one is served, 63 × 0.04 s = 2.5 s. They
    are turned away where a page takes twice that, and they do not spread: 63 × 0.08 s = 5.04 s."""
    lane = lanes.lanes()["page"]
    served(lane, clock, *[0.040] * 20)
    clock[0] += 3600
    lane.waiting.extend(["page"] * 63)
    assert lane.expected_wait() == pytest.approx(2.52)
    assert not lane.is_full()
    lane.waiting.clear()
    served(lane, clock, *[0.080] * 20)
    lane.waiting.extend(["page"] * 63)
    assert lane.is_full()


def test_four_threads_that_waited_for_one_catalog_turn_nobody_away(clock: list[float]) -> None:
    """The next pages after an edit wait together until it is read: 2 s, half a second each."""
    lane = lanes.lanes()["page"]
    served(lane, clock, *[0.040] * 16)
    lane.waiting.extend("abcd")
    together = []
    for _thread in range(4):
        together.append(begun(lane))
        together[-1].offer()  # it asks for the version
    clock[0] += 2
    for turn in together:
        lane.finish(turn)
    lane.waiting.extend(["page"] * 60)
    assert lane.expected_wait() == pytest.approx(2.4)


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
