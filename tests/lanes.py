"""Which cases of a test run in `./run test`, and which wait for `./run check`."""

from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest
from _pytest.mark import ParameterSet


def slow(*values: Any) -> ParameterSet:
    """A case of the slow lane alone."""
    return pytest.param(*values, marks=pytest.mark.slow)


def one_in(every: int, cases: Iterable[Any]) -> list[ParameterSet]:
    """All cases, the first of each ``every`` in the fast lane too."""
    values = [each if isinstance(each, tuple) else (each,) for each in cases]
    return [slow(*each) if at % every else pytest.param(*each) for at, each in enumerate(values)]


def each_once(every: int, firsts: Iterable[Any], seconds: Iterable[Any]) -> list[ParameterSet]:
    """All pairs; in the fast lane each of ``firsts`` with one of ``every`` of the ``seconds``,
    another one each time."""
    pairs = product(enumerate(firsts), enumerate(seconds))
    return [
        pytest.param(first, second) if (at + nth) % every == 0 else slow(first, second)
        for (at, first), (nth, second) in pairs
    ]
