"""What may be shown of one unit: each figure that stands, with its source, date and confidence."""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from catalog.merging import Statement, merge
from catalog.models import Confidence, Figure
from catalog.rights import HIDDEN
from catalog.vocabulary import NORMALIZERS, Value, point_place

PUBLIC_TEXTS: Final = frozenset(
    {
        *("heating_btu_h", "cooling_claim_btu_h", "heating_max_btu", "mounting", "date_certified"),
        *("outdoor_width_in", "outdoor_height_in", "outdoor_depth_in", "sound_outdoor_min_db"),
        *("sound_measured_db", "min_use_temperature_f", "coldest_published_f"),
    }
)
"""Figures that nothing computes with and that visitors may still read. Any other name that is not
of the vocabulary (an editor's note, a status) is for the desk alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicFigure(Statement):
    """A published statement as visitors see it."""

    in_use: bool
    source: str
    source_url: str
    source_date: str
    note: str
    figure_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CurrentFigure:
    """One figure of a unit: the statement that stands, and what others say instead."""

    name: str
    statement: PublicFigure
    value: Value | None  # None: kept as text, nothing computes with it
    others: tuple[PublicFigure, ...]


def is_public(name: str) -> bool:
    """Whether a figure of this name is for visitors."""
    return name in NORMALIZERS or name in PUBLIC_TEXTS or point_place(name) is not None


def as_public(figure: Figure) -> PublicFigure:
    """A row of the table; its source must be loaded."""
    return PublicFigure(
        name=figure.name,
        value=figure.value,
        unit=figure.unit,
        source_id=figure.source_id,
        source_day=figure.source_day,
        confidence=figure.confidence,
        rights=figure.rights,
        by_hand=figure.by_hand,
        in_use=figure.in_use,
        source=figure.source.locator,
        source_url=figure.source.url,
        source_date=figure.source_date,
        note=figure.note,
        figure_id=figure.pk,
    )


def current_figures(figures: Iterable[PublicFigure], *, rights: str) -> dict[str, CurrentFigure]:
    """The figures of one unit that stand under the setting of rights, by name.

    What is hidden gives way to the next best, as everywhere; what was set aside (because it
    contradicts a better one, or cannot be true) does not stand here either. A text that the desk
    left empty stands for nothing.
    """
    by_name, given_way = _allowed(figures, hidden=HIDDEN[rights])
    second = merge(figure for found in by_name.values() for figure in found) if given_way else {}
    standing: dict[str, CurrentFigure] = {}
    for name, found in by_name.items():
        best = _figures_in_use(name, found, second if name in given_way else {})
        if best is not None:
            others = tuple(other for other in found if other.value and differs(other, best))
            standing[name] = CurrentFigure(
                name=name, statement=best, value=best.usable, others=others
            )
    return standing


def _allowed(
    figures: Iterable[PublicFigure], *, hidden: Container[str]
) -> tuple[dict[str, list[PublicFigure]], set[str]]:
    """The figures that may be shown, by name, and the names whose figure in use may not be."""
    by_name: dict[str, list[PublicFigure]] = defaultdict(list)
    given_way: set[str] = set()
    for figure in figures:
        if not is_public(figure.name):
            continue
        if figure.rights not in hidden:
            by_name[figure.name].append(figure)
        elif figure.in_use:
            given_way.add(figure.name)
    return by_name, given_way


def differs(other: PublicFigure, best: PublicFigure) -> bool:
    """Whether two statements of one name say different things."""
    if best.usable is not None and other.usable is not None:
        return other.usable != best.usable
    return other.value.strip().casefold() != best.value.strip().casefold()


def _figures_in_use(
    name: str, found: list[PublicFigure], second: dict[str, PublicFigure]
) -> PublicFigure | None:
    in_use = next((figure for figure in found if figure.in_use), None)
    if in_use is not None and in_use.usable is not None:
        return in_use
    if name in second:
        instead = second[name]
        weak = name == "cooling_btu_h" and instead.confidence == Confidence.LOW
        return None if weak else instead
    if name in PUBLIC_TEXTS:
        written = [figure for figure in found if figure.value.strip()]
        return max(written, key=lambda each: each.source_day or date.min, default=None)
    return None
