"""Answers that the questions no longer know, and what is nearest to them today.

A published address is a promise. Whoever renames a question, or takes out one of its choices, adds
a row to ``data/retired_answers.csv``: ``name,value,new_name,new_value,since``. An empty ``value``
stands for every value of the name, an empty ``new_value`` keeps what was given, and an empty
``new_name`` says that nothing is near: the answer is left open. Every address is read through
``living``, so presets, saved links and articles go on working, and the page says what was taken.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "data" / "retired_answers.csv"
LONGEST_CHAIN = 8
"""Renames of renames that are followed; more would be a circle."""

Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Retired:
    """One row of the file."""

    name: str
    value: str
    new_name: str
    new_value: str
    since: str  # the edition that left the old one behind


@dataclass(frozen=True, kw_only=True)
class Moved:
    """An answer as it was given, and as it was read; ``now`` is None where nothing is near."""

    was: Pair
    now: Pair | None


@cache
def table(file: Path = FILE) -> dict[Pair, Retired]:
    """Retired answers by (name, value); value "" means all values of the name."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [Retired(**row) for row in csv.DictReader(lines)]
    return {(row.name, row.value): row for row in rows}


@cache
def names() -> frozenset[str]:
    """Every name that occurs among the retired: an address without one is read as it is."""
    return frozenset(row.name for row in table().values())


def living(pairs: Iterable[Pair]) -> tuple[list[Pair], tuple[Moved, ...]]:
    """The same answers in today's names and values, and what was moved to get there.

    What was moved comes first: where an address says both, today's answer counts.

    >>> living([("mode", "cool"), ("area", "120")])[0]
    [('goal', 'cooling'), ('area', '120')]
    """
    today: list[Pair] = []
    nearest: list[Pair] = []
    moved: list[Moved] = []
    for name, value in pairs:
        listed = value.split(",")
        parts = listed if any((name, part) in table() for part in listed) else [value]
        for part in parts:
            now = _nearest((name, part))
            if now == (name, part):
                today.append(now)
                continue
            moved.append(Moved(was=(name, part), now=now))
            if now is not None:
                nearest.append(now)
    return [*nearest, *today], tuple(moved)


def names_today(listed: str) -> str:
    """Names of answers, with commas, as they are called today."""
    new = {row.name: row.new_name for row in table().values()}
    return ",".join(new.get(name, name) for name in listed.split(","))


def _nearest(pair: Pair) -> Pair | None:
    rows = table()
    for _step in range(LONGEST_CHAIN):
        name, value = pair
        row = rows.get(pair) or rows.get((name, ""))
        if row is None:
            return pair
        if not row.new_name:
            return None
        pair = (row.new_name, row.new_value or value)
    return None
