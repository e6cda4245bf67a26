"""Which units are one machine under several labels: one machine is recommended once.

A builder sells one machine to many brands, each with a number of its own. The certified list
prints the same six figures for each of them. Same figures alone are a suspicion (``Suspects``, for
the desk); they are one machine where the brands buy from one builder or the numbers begin alike.
The desk decides otherwise with the figure ``machine``: units with the same text are one machine,
and a unit with a text of its own stands alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from catalog.selection import search_key

SAME_START: Final = 6
"""Letters and digits at the start of two numbers that make them one line of one builder."""

FAMILIES: Final[dict[str, frozenset[str]]] = {
    "Gree": frozenset(
        {"gree", "tosot", "kinghome", "blueridge", "boreal", "trane", "friedrich"},
    ),
    "Midea": frozenset(
        {"midea", "carrier", "bryant", "icp", "airquest", "mainline", "mdv", "comfortaire"}
        | {"blueridge"},
    ),
}
"""Builder → brands that print its machines' figures under numbers of their own (EPA, ENERGY STAR
certified heat pumps, list of September 2026: e.g. Bryant 37MPRAQ06AA3 = Blueridge BMS635SHYC =
MDV MOX430-06HFN10-M1H = Mainline ML06HP230CALH-O). Blueridge buys from both."""

Six: TypeAlias = tuple[float, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """One unit as a label: who sells it under which number, and what it gives."""

    id: int
    brand: str
    number: str  # of the outdoor unit, or of the unit itself
    type: str
    figures: Six  # cooling, heat at 47, 17 and 5 °F [BTU/h], HSPF2, SEER2; 0 where not known
    voltage: str
    machine: str = ""  # as the desk wrote it


KNOWN_FIGURES: Final = 5
"""Of the six, that must be known: fewer agree by chance."""


def machines(labels: Sequence[Label]) -> dict[int, int]:
    """Unit id → the lowest id of the units that are the same machine; alone, its own id."""
    found: dict[int, int] = {label.id: label.id for label in labels}
    for group in (*_by_hand(labels), *_by_rule(labels)):
        first = min(label.id for label in group)
        found |= {label.id: first for label in group}
    return found


def suspects(labels: Sequence[Label]) -> list[list[Label]]:
    """Sets with the same six figures that are not all one machine yet, for the desk to judge."""
    known = machines(labels)
    undecided = [label for label in labels if not label.machine]
    return [
        bucket
        for bucket in _same_figures(undecided)
        if len({known[label.id] for label in bucket}) > 1
    ]


def _by_hand(labels: Iterable[Label]) -> Iterator[list[Label]]:
    named: dict[str, list[Label]] = defaultdict(list)
    for label in labels:
        if label.machine:
            named[search_key(label.machine)].append(label)
    yield from named.values()


def _by_rule(labels: Iterable[Label]) -> Iterator[list[Label]]:
    for bucket in _same_figures(label for label in labels if not label.machine):
        yield from _related(bucket)


def _same_figures(labels: Iterable[Label]) -> Iterator[list[Label]]:
    """Two or more units of one type with the same figures, none of another voltage."""
    buckets: dict[tuple[object, ...], list[Label]] = defaultdict(list)
    for label in labels:
        if sum(map(bool, label.figures)) >= KNOWN_FIGURES:
            buckets[(label.type, *label.figures)].append(label)
    for bucket in buckets.values():
        voltages = {label.voltage for label in bucket if label.voltage}
        if len(voltages) <= 1:
            parts = [bucket]
        else:  # those of unknown voltage could be either
            parts = [[each for each in bucket if each.voltage == volts] for volts in voltages]
        yield from (part for part in parts if len(part) > 1)


def _related(bucket: Sequence[Label]) -> Iterator[list[Label]]:
    """The parts of a bucket that a common builder or the start of the number holds together."""
    left = list(bucket)
    while left:
        group, rest = [left[0]], left[1:]
        grown = True
        while grown:
            joining = [each for each in rest if any(_akin(each, other) for other in group)]
            group += joining
            rest = [each for each in rest if each not in joining]
            grown = bool(joining)
        if len(group) > 1:
            yield group
        left = rest


def _akin(one: Label, other: Label) -> bool:
    brands = {search_key(one.brand), search_key(other.brand)}
    if any(brands <= family for family in FAMILIES.values()):
        return True
    start = search_key(one.number)[:SAME_START]
    return len(start) == SAME_START and start == search_key(other.number)[:SAME_START]
