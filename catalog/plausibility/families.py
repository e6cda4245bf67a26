"""Units compared with the other sizes of their series."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from django.utils.translation import gettext as _

from catalog.plausibility.facts import Facts, FamilyKey
from catalog.plausibility.finding import WARNING, Finding, make_finding

Families: TypeAlias = dict[tuple[FamilyKey, str], list[float]]
SPEEDS: Final = ("min_", "", "max_")
# How far a figure may lie from its siblings, both as it is and per BTU/h of cooling (as a factor).
_FAMILY_FACTOR: Final = 2.0
_FAMILY_FIGURES: Final = (
    *(f"heating_{speed}btu_{place}" for speed in SPEEDS for place in ("47f", "17f", "5f")),
    *("cooling_min_btu_h", "cooling_max_btu_h"),
)
_SIBLINGS_NEEDED: Final = 2


def gather(units: Iterable[Facts]) -> Families:
    """The figures of every family, each list in rising order: as they are, and per cooling."""
    families: Families = defaultdict(list)
    for facts in units:
        for name, value in _family_figures(facts):
            families[facts.family, name].append(value)
    for values in families.values():
        values.sort()
    return dict(families)


def add_to(families: Families, facts: Facts) -> None:
    """One more unit for ``families``."""
    for name, value in _family_figures(facts):
        insort(families.setdefault((facts.family, name), []), value)


def _family_figures(facts: Facts) -> Iterator[tuple[str, float]]:
    cooling = facts.figures.get("cooling_btu_h")
    if not cooling:
        return
    for name in _FAMILY_FIGURES:
        value = facts.figures.get(name)
        if value:
            yield name, value
            yield f"{name}/cooling", value / cooling


def family(facts: Facts, families: Families) -> Iterator[Finding]:
    own = dict(_family_figures(facts))
    for name in _FAMILY_FIGURES:
        if name not in own:
            continue
        usual = _median_of_others(families.get((facts.family, name), ()), own[name])
        scaled = f"{name}/cooling"
        per_cooling = _median_of_others(families.get((facts.family, scaled), ()), own[scaled])
        if usual is None or per_cooling is None:
            continue
        if _far(own[name], usual) and _far(own[scaled], per_cooling):
            yield make_finding(
                "family",
                WARNING,
                name,
                own[name],
                _("%(field)s: %(value)s, but the rest of its series is around %(limit)s."),
                limit=round(usual),
            )


def _median_of_others(values: Sequence[float], own: float) -> float | None:
    """The median of ``values``, in rising order, without one that equals ``own``."""
    at = bisect_left(values, own)
    mine = at < len(values) and values[at] == own
    count = len(values) - mine
    if count < _SIBLINGS_NEEDED:
        return None

    def other(index: int) -> float:
        return values[index + (mine and index >= at)]

    return (other((count - 1) // 2) + other(count // 2)) / 2


def _far(value: float, usual: float) -> bool:
    return not usual / _FAMILY_FACTOR < value < usual * _FAMILY_FACTOR
