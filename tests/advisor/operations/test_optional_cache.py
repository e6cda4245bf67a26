"""A cache that fails is a miss, and is left alone for a while."""

import logging
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import caches

from advisor.operations import optional_cache
from advisor.operations.redis_pages import RedisPages
from tests.advisor.operations.server import free_port


class Moody:
    """A cache that does what a test tells it to."""

    def __init__(self) -> None:
        self.asked = 0
        self.mood: Callable[[], bytes | None] = lambda: b"a page"

    def get(self, _key: str) -> bytes | None:
        self.asked += 1
        return self.mood()

    def set(self, _key: str, _value: bytes) -> None:
        self.get("")

    def close(self) -> None:
        """Django closes every cache after a request."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def moody() -> Iterator[Moody]:
    cache = Moody()
    caches[optional_cache.CACHE] = cache  # type: ignore[assignment]
    yield cache
    del caches[optional_cache.CACHE]


def fail() -> bytes:
    raise ConnectionError("away")


def test_a_cache_that_fails_is_a_miss_and_left_alone(
    moody: Moody, clock: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    assert optional_cache.read("a") == b"a page"
    moody.mood = fail
    with caplog.at_level(logging.WARNING):
        for _request in range(5):
            assert optional_cache.read("a") is None
            optional_cache.write("a", b"a page")
    assert moody.asked == 2  # one that worked, one that failed
    assert [record.getMessage() for record in caplog.records] == [
        "The cache of pages is left alone for 5 s: ConnectionError: away"
    ]
    clock[0] += optional_cache.PAUSE + 0.01
    assert optional_cache.read("a") is None
    assert optional_cache.read("a") is None
    assert moody.asked == 3  # one tried
    moody.mood = lambda: b"it is back"
    clock[0] += optional_cache.PAUSE + 0.01
    assert [optional_cache.read("a") for _request in range(2)] == [b"it is back"] * 2


def test_while_one_request_tries_the_others_go_on_without(moody: Moody, clock: list[float]) -> None:
    moody.mood = fail
    optional_cache.read("a")
    clock[0] += optional_cache.PAUSE + 0.01
    others: list[bytes | None] = []

    def tried() -> bytes:
        others.append(optional_cache.read("b"))
        return b"a page"

    moody.mood = tried
    assert optional_cache.read("a") == b"a page"
    assert others == [None]


def test_a_slow_cache_answers_once(moody: Moody, clock: list[float]) -> None:
    def slowly() -> bytes:
        clock[0] += 0.25
        return b"a page"

    moody.mood = slowly
    assert optional_cache.read("a") == b"a page"
    assert optional_cache.read("a") is None
    assert moody.asked == 1


def test_what_is_no_text_of_ours_is_a_miss(moody: Moody) -> None:
    moody.mood = lambda: ("a pickle",)  # type: ignore[assignment,return-value]
    assert optional_cache.read("a") is None


def redis_at(port: int) -> Any:
    return RedisPages(f"redis://127.0.0.1:{port}/0", {})


@pytest.mark.parametrize("hangs", [False, True])
def test_a_dead_redis_costs_a_quarter_of_a_second_once(hangs: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections, says nothing
        port = int(silent.getsockname()[1]) if hangs else free_port()
        caches[optional_cache.CACHE] = redis_at(port)
        try:
            began = time.monotonic()
            assert optional_cache.read("a") is None
            optional_cache.write("a", b"a page")
            assert time.monotonic() - began < 0.25
            began = time.monotonic()
            for _request in range(100):
                assert optional_cache.read("a") is None
            assert time.monotonic() - began < 0.05
        finally:
            del caches[optional_cache.CACHE]


def test_a_process_hangs_up_before_it_forks() -> None:
    before = caches[optional_cache.CACHE]
    optional_cache.hang_up()
    assert caches[optional_cache.CACHE] is not before
    optional_cache.hang_up()
    optional_cache.hang_up()  # whoever never asked has nothing to let go of
