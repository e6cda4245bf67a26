"""The public method page: every formula, and every constant straight from the engine.

Constants are the registered values that calculate; formulas name them, and a test compares each
name with the registry, so that the page cannot drift from the code."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.engine.constants import METHOD, Entry
from advisor.engine.study import NOT_TUNED
from advisor.formatting.numbers import number, percent
from advisor.pages.about.formula import Formula, Text
from advisor.pages.about.method_formulas import FORMULAS
from advisor.reference.data_files import DATA


@dataclass(frozen=True, kw_only=True)
class ConstantRow:
    """One constant as the page shows it; a table has ``cells`` and no ``value``."""

    name: str
    value: str
    unit: str
    source: str
    says: str
    assumption: bool
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class MethodSection:
    key: str
    title: Text
    formulas: tuple[Formula, ...]
    rows: tuple[ConstantRow, ...]


RULES: tuple[tuple[str, str, Text], ...] = (
    (
        "1.7",
        "2026-12-01",
        gettext_lazy(
            "Of units that are practically equal, the one leads that is best in a usual room of"
            " this kind and size, so that an answer that is a little off moves nothing."
        ),
    ),
    (
        "1.6",
        "2026-12-01",
        gettext_lazy(
            "How often a unit is first counts what the answers that are still open may change. An"
            " RV pays only for the work that an RV needs, and a kit for no line set."
        ),
    ),
    (
        "1.5",
        "2026-11-29",
        gettext_lazy(
            "Through-wall units are a type of their own, with an opening in an outside wall as what"
            " they need, and are told in kind where nothing may stand outside."
        ),
    ),
    (
        "1.4",
        "2026-11-29",
        gettext_lazy(
            "A unit is too weak for cooling only where the whole range of the load says so, or"
            " where more than a fifth of the likely load is missing."
        ),
    ),
    (
        "1.3",
        "2026-11-29",
        gettext_lazy(
            "Three speeds fitted to points and ratings, starts and stops by load, guesses with a"
            " measured spread, an order judged over plausible cases, money as one sum, and no unit"
            " in front of one that beats it in every respect."
        ),
    ),
    (
        "1.2",
        "2026-11-28",
        gettext_lazy(
            "Loads from Manual J 8’s own tables, ranges measured on reference rooms, the year from"
            " 60 typical days, and places at their own height."
        ),
    ),
    (
        "1.1",
        "2026-11-28",
        gettext_lazy(
            "Only units on sale or certified are recommended, each machine once; what you ask for"
            " and nobody publishes comes behind what is known."
        ),
    ),
    (
        "1.0",
        "2026-11-23",
        gettext_lazy("First rules: loads, equipment, season, money, limits, points, and verdicts."),
    ),
)
"""Version, date and what changed, newest first."""


@cache
def _measured() -> dict[str, dict[str, float]]:
    """What the tests of the reference rooms and years measured (they fail when it has changed)."""
    found: dict[str, dict[str, float]] = json.loads(
        (DATA / "accuracy.json").read_text(encoding="utf-8")
    )
    return found


def accuracy() -> dict[str, dict[str, str]]:
    """What loads and years were measured at: part of the file → figure → in words.

    ``*_width`` is a multiple of the likely load, all else a share in percent.
    """
    return {
        part.translate(str.maketrans(" ", "_", ",")): {
            name: f"{value:.1f}" if name.endswith("_width") else _share(value)
            for name, value in figures.items()
            if name != "rooms"
        }
        for part, figures in _measured().items()
    }


def _share(value: float) -> str:
    return f"−{percent(-value)}" if value < 0 else percent(value)


def sections(tuning: Mapping[str, float] = NOT_TUNED) -> list[MethodSection]:
    """Everything on the method page, each constant under the first module that uses it.

    ``tuning`` is what editors changed of the ranking: the page shows what calculates.
    """
    shown: set[str] = set()
    result = []
    for key, title, modules, formulas in FORMULAS:
        names = [
            name
            for name in METHOD
            if name not in shown and any(hasattr(module, name) for module in modules)
        ]
        shown.update(names)
        result.append(
            MethodSection(
                key=key,
                title=title,
                formulas=formulas,
                rows=tuple(_row(_tuned(METHOD[name], tuning)) for name in names),
            )
        )
    return result


def _tuned(entry: Entry, tuning: Mapping[str, float]) -> Entry:
    """The entry with what the editors changed, and that named as the source."""
    if isinstance(entry.value, Mapping):
        changed = {
            key: tuning[f"{entry.name}.{key}"]
            for key in entry.value
            if f"{entry.name}.{key}" in tuning
        }
        value: float | Mapping[str, object] = {**entry.value, **changed}
    else:
        changed = {entry.name: tuning[entry.name]} if entry.name in tuning else {}
        value = changed.get(entry.name, entry.value)
    if not changed:
        return entry
    return replace(entry, value=value, source=_("set by the editors of this advisor"))


def _row(entry: Entry) -> ConstantRow:
    cells: tuple[tuple[str, str], ...] = ()
    value = ""
    if isinstance(entry.value, Mapping):
        cells = tuple((_words(key), _shown(item)) for key, item in entry.value.items())
    else:
        value = _shown(entry.value)
    return ConstantRow(
        name=entry.name,
        value=value,
        unit=entry.unit,
        source=entry.source,
        says=entry.says,
        assumption="our assumption" in entry.source,
        cells=cells,
    )


def _words(key: str) -> str:
    return key.replace("_", " ").strip("()").replace("'", "")


def _shown(value: object) -> str:
    """A value as text: numbers without noise, nested values in one line."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float | int):
        return _number(value)
    if isinstance(value, tuple | list):
        return ", ".join(_shown(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{_words(str(key))} {_shown(item)}" for key, item in value.items())
    if is_dataclass(value) and not isinstance(value, type):
        changed = _not_default(value)
        return "; ".join(f"{_words(name)} {_shown(item)}" for name, item in changed.items())
    return str(value)


def _not_default(record: Any) -> dict[str, object]:
    """The fields of a dataclass that say something: not empty, and not as usual."""
    return {
        field.name: value
        for field in fields(record)
        if (value := getattr(record, field.name)) not in (field.default, {})
    }


def _number(value: float) -> str:
    if value != int(value):
        return f"{value:.7f}".rstrip("0")
    return number(value) if abs(value) >= 10_000 else str(int(value))
