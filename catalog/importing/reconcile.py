"""Which statements about a unit stand, checked against what can be true."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Generic, TypeAlias, TypeVar

from catalog.merging import Statement, merge
from catalog.models import (
    HEATS_BY_HEAT_PUMP,
    PLAUSIBLE,
    PLAUSIBLE_POINT,
    Confidence,
    HeatPump,
    RatingBasis,
    Status,
    UnitType,
)
from catalog.vocabulary import NORMALIZERS, PointPlace, Value, point_name, point_place

RULES: Final = 5
"""Version of the rules by which statements become records: of this module, ``vocabulary``,
``merging`` and ``importing.apply``. It is part of every checksum: raise it when a change to them
changes a record, and the next load writes all records again."""

S = TypeVar("S", bound=Statement)
Values: TypeAlias = dict[str, Value]

_RANGES: Final = {name: bounds for group in PLAUSIBLE.values() for name, bounds in group.items()}
_LENGTHS: Final = {
    name: length for name in NORMALIZERS if (length := HeatPump.column(name).max_length) is not None
}
# Of each pair the first must not exceed the second; where it does, the third gives way.
_ORDERED: Final = (
    ("sound_indoor_min_db", "sound_indoor_max_db", "sound_indoor_max_db"),
    ("window_min_in", "window_max_in", "window_max_in"),
)
# Where outputs contradict each other the rated one is used, being the certified one.
_POINT_ORDER: Final = (
    ("min_btu_h", "rated_btu_h", "min_btu_h", "cop_min"),
    ("rated_btu_h", "max_btu_h", "max_btu_h", "cop_max"),
    ("min_btu_h", "max_btu_h", "min_btu_h", "cop_min"),
)


@dataclass(frozen=True, kw_only=True)
class Reconciled(Generic[S]):
    """The statements that stand, and the record that they make."""

    statements: dict[str, S]  # figure name → statement
    columns: dict[str, Value]  # column of HeatPump → value
    points: dict[tuple[str, int], dict[str, Value]]  # (mode, outdoor °F) → column → value
    doubts: list[str]  # what was set aside, and why, in words for admins

    def status(self, *, keep_draft: bool) -> str:
        """Live if it can honestly be picked or shown, else a draft.

        Capacity and kind of heat must stand on more than low confidence.
        """
        capacity = self.statements.get("cooling_btu_h")
        heat = self.statements.get("heat_source")
        honest = (
            capacity is not None
            and heat is not None
            and Confidence.LOW not in {capacity.confidence, heat.confidence}
            and self.columns["heat_source"] in HEATS_BY_HEAT_PUMP
        )
        live = honest and not keep_draft
        return Status.LIVE.value if live else Status.DRAFT.value

    @property
    def confidence(self) -> str:
        """That of the capacity; low while there is none."""
        capacity = self.statements.get("cooling_btu_h")
        return capacity.confidence if capacity else Confidence.LOW.value


def reconcile(statements: Iterable[S], *, unit_type: str) -> Reconciled[S]:
    """Merge the statements of one unit and set aside what cannot be true.

    A statement that is set aside stays among the unit's figures; it only does not stand.
    """
    standing = merge(statements)
    values: Values = {
        name: value
        for name, statement in standing.items()
        if (value := statement.usable) is not None
    }
    doubts: list[str] = []
    for name, why in [*_impossible(values, unit_type=unit_type), *_contradictory(values)]:
        if name in values:
            doubts.append(f"{name} {standing[name].value}: {why}")
            del values[name], standing[name]
    return Reconciled(
        statements=standing,
        columns={name: value for name, value in values.items() if name in NORMALIZERS},
        points=_points(values),
        doubts=doubts,
    )


def _impossible(values: Values, *, unit_type: str) -> Iterator[tuple[str, str]]:
    """Figures that are wrong by themselves, with the reason."""
    for name, value in values.items():
        if not _possible(name, value):
            yield name, "outside the possible range"
    if (
        unit_type == UnitType.PORTABLE
        and values.get("cooling_rating_basis") != RatingBasis.SACC.value
    ):
        yield "cooling_btu_h", "not a SACC figure"


def _contradictory(values: Values) -> Iterator[tuple[str, str]]:
    """Figures that give way to another of the same unit, with the reason."""
    pairs = [(low, high, (gives_way,)) for low, high, gives_way in _ORDERED]
    for mode, outdoor_f in sorted({place[:2] for place in _places(values)}):

        def named(*columns: str, at: tuple[str, int] = (mode, outdoor_f)) -> tuple[str, ...]:
            return tuple(point_name(PointPlace(*at, column)) for column in columns)

        pairs += [(*named(low, high), named(*way)) for low, high, *way in _POINT_ORDER]  # type: ignore[misc]
    for low, high, gives_way in pairs:
        if low in values and high in values and _number(values[low]) > _number(values[high]):
            for name in gives_way:
                yield name, f"{low} is above {high}"


def _points(values: Values) -> dict[tuple[str, int], dict[str, Value]]:
    points: dict[tuple[str, int], dict[str, Value]] = defaultdict(dict)
    for place in _places(values):
        points[place.mode, place.outdoor_f][place.column] = values[point_name(place)]
    # A cooling point that only repeats the rated column says nothing new.
    if set(points.get(("cooling", 95), ())) == {"rated_btu_h"}:
        del points["cooling", 95]
    return dict(points)


def _places(values: Iterable[str]) -> list[PointPlace]:
    return [place for name in values if (place := point_place(name)) is not None]


def _possible(name: str, value: Value) -> bool:
    if name in _LENGTHS:
        return isinstance(value, str) and len(value) <= (_LENGTHS[name] or 0)
    place = point_place(name)
    bounds = _RANGES.get(name) or (PLAUSIBLE_POINT[place.column] if place else None)
    if place is not None and not -60 <= place.outdoor_f <= 130:
        return False
    return bounds is None or bounds[0] <= _number(value) <= bounds[1]


def _number(value: Value) -> float:
    assert not isinstance(value, str)
    return float(value)
