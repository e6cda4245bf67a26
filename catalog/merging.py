"""Which of several published statements stands: one rule for loading and for hidden figures."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Final, TypeVar

from catalog.vocabulary import QUALIFIES, Value, normalize

S = TypeVar("S", bound="Statement")

_SALE: Final = "availability"
_SAID_BY_LISTS: Final = frozenset({"certified", "unknown"})
_SAID_BY_SHOPS: Final = "on_sale"
_CONFIDENCE_RANK: Final = {"low": 0, "medium": 1, "high": 2}


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """One published figure, apart from the database."""

    name: str
    value: str
    unit: str = ""
    source_id: object  # equal ids mean the same source
    source_day: date | None = None
    confidence: str
    rights: str = ""
    by_hand: bool = False

    @property
    def usable(self) -> Value | None:
        """The value for the record, or nothing where the text has none."""
        return normalize(self.name, self.value, unit=self.unit)


STATEMENT_FIELDS: Final = tuple(field.name for field in fields(Statement))


def _rank(statement: Statement) -> tuple[bool, int, date]:
    return (
        statement.by_hand,
        _CONFIDENCE_RANK[statement.confidence],
        statement.source_day or date.min,
    )


def _let_shops_speak(standing: dict[str, S], found: Sequence[S]) -> None:
    """A list that names a unit, or no longer does, says nothing against a shop that has it."""
    stands = standing.get(_SALE)
    if stands is not None and not stands.by_hand and stands.usable in _SAID_BY_LISTS:
        shops = [each for each in found if each.usable == _SAID_BY_SHOPS]
        if shops:
            standing[_SALE] = max(shops, key=_rank)


def merge(statements: Iterable[S]) -> dict[str, S]:
    """The statement that stands for each name, among those of one unit.

    What was entered at the catalog desk wins, then the higher confidence, then the later date,
    then the one that came first. A text that holds no usable value never stands, but one that the
    desk left empty keeps the others from standing; a basis or region stands only with the figure
    of its own source.
    """
    candidates: dict[str, list[S]] = defaultdict(list)
    for statement in statements:
        if statement.usable is not None or statement.by_hand:
            candidates[statement.name].append(statement)
    standing = {
        name: max(found, key=_rank) for name, found in candidates.items() if name not in QUALIFIES
    }
    _let_shops_speak(standing, candidates[_SALE])
    for name, qualified in QUALIFIES.items():
        found = _beside(standing.get(qualified), candidates[name])
        if found:
            standing[name] = max(found, key=_rank)
    return {name: found for name, found in standing.items() if found.usable is not None}


def _beside(main: S | None, statements: Iterable[S]) -> list[S]:
    """The statements that may qualify ``main``: of its own source, or made by hand."""
    return [
        statement
        for statement in statements
        if statement.by_hand or (main is not None and statement.source_id == main.source_id)
    ]
