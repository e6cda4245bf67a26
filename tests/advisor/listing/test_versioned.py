"""A value is kept until its version moves."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from advisor.listing.versioned import VersionedCache


def test_value_is_made_once_for_a_version_and_again_when_it_moves() -> None:
    cache: VersionedCache[str] = VersionedCache()
    made = []

    def make() -> str:
        made.append("value")
        return f"value {len(made)}"

    assert [cache.get("a", make), cache.get("a", make), cache.get("b", make)] == [
        *("value 1", "value 1", "value 2"),
    ]


def test_oldest_version_leaves_first() -> None:
    cache: VersionedCache[str] = VersionedCache(most=2)
    for version in "abc":
        cache.get(version, lambda: "old")
    assert cache.get("b", lambda: "new") == "old"
    assert cache.get("c", lambda: "new") == "old"
    assert cache.get("a", lambda: "new") == "new"


def test_threads_that_ask_together_make_it_once() -> None:
    cache: VersionedCache[int] = VersionedCache()
    gate = threading.Barrier(8)
    made = []

    def make() -> int:
        time.sleep(0.02)
        made.append(1)
        return len(made)

    def ask(_thread: int) -> int:
        gate.wait()
        return cache.get("version", make)

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(ask, range(8))) == {1}


def test_failure_is_raised_and_not_kept() -> None:
    cache: VersionedCache[str] = VersionedCache()

    def fail() -> str:
        raise LookupError("no table")

    with pytest.raises(LookupError):
        cache.get("a", fail)
    assert cache.get("a", lambda: "value") == "value"


def test_none_is_a_value_too() -> None:
    cache: VersionedCache[None] = VersionedCache()
    made = []

    def make() -> None:
        made.append(1)

    for _time in range(2):
        cache.get("a", make)
    assert len(made) == 1


def test_forgotten_value_is_made_again() -> None:
    cache: VersionedCache[str] = VersionedCache()
    cache.get("a", lambda: "old")
    cache.forget()
    assert cache.get("a", lambda: "new") == "new"
