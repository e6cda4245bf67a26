"""The catalog as columns: what is published of every unit, and the curves made of it.

Everything works on arrays of units: one unit is an array of one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from advisor.engine.place import FloatArray
from advisor.engine.records import changed
from advisor.engine.unit_types import RECORDS, UnitTypeRecord, of_units

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]
Float32Array = npt.NDArray[np.float32]
StrArray = npt.NDArray[np.str_]

UNKNOWN, NO, YES = -1, 0, 1  # of a published yes or no
ON_SALE, CERTIFIED, ARCHIVE, SALE_UNKNOWN = range(4)
PAN_HEATER_BUILT_IN, PAN_HEATER_ACCESSORY, PAN_HEATER_NONE, PAN_HEATER_UNKNOWN = range(4)

# Every temperature at which outputs are published or the frost bends a curve is on the grid, so
# that straight lines between its places return what is published.
HEATING_GRID_F = np.array(
    [
        *(-40.0, -30.0, -22.0, -15.0, -13.0, -10.0, -5.0, -4.0, 0.0, 5.0, 14.0, 17.0),
        *(23.0, 32.0, 35.0, 42.0, 45.0, 47.0, 55.0, 62.0, 70.0),
    ]
)
SPEEDS = ("least", "rated", "most")
COOLING_GRID_F = np.array([0.0, 20.0, 40.0, 55.0, 67.0, 75.0, 82.0, 88.0, 95.0, 105.0, 120.0])


@dataclass(frozen=True, kw_only=True, eq=False)
class Points:
    """Published performance points of all units, one entry per point, in any order."""

    unit: IntArray  # index into the columns
    heating: BoolArray  # else cooling
    outdoor_f: FloatArray
    min_btu_h: FloatArray  # NaN where not published, and so on
    rated_btu_h: FloatArray
    max_btu_h: FloatArray
    cop_min: FloatArray
    cop_rated: FloatArray
    cop_max: FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Units:
    """Columns of the catalog, one entry per unit; NaN or ``UNKNOWN`` where nothing is published.

    Only systems that may be picked belong here: heat by heat pump, sold as a pair, not
    discontinued, cooling capacity known.
    """

    id: IntArray
    slug: StrArray
    by_slug: IntArray  # place of the slug among all, in the order of the alphabet
    machine: IntArray  # the same number: one machine under several labels
    lineage: dict[str, IntArray]  # codes of kin, see ``listing.lineage``; 0: none
    kind: IntArray  # index into ``unit_types.RECORDS``
    cooling_btu_h: FloatArray  # rated at 95 °F; portable: SACC
    cooling_min_btu_h: FloatArray
    cooling_max_btu_h: FloatArray
    seer2: FloatArray
    seer: FloatArray
    eer2: FloatArray
    eer: FloatArray
    ceer: FloatArray
    hspf2: FloatArray
    hspf: FloatArray
    full_capacity_down_to_f: FloatArray  # still all of the rated output at 47 °F
    min_operating_f: FloatArray
    restart_f: FloatArray
    min_operating_cooling_f: FloatArray
    sound_min_db: FloatArray
    sound_max_db: FloatArray
    sound_outdoor_db: FloatArray
    volts: FloatArray  # 115 or 230
    amps: FloatArray  # minimum circuit
    inverter: IntArray  # YES, NO, UNKNOWN, and so on
    dual_hose: IntArray
    cold_climate: IntArray
    energy_star: IntArray
    diy_kit: IntArray
    saddle: IntArray
    pan_heater: IntArray  # PAN_HEATER_*
    sale: IntArray  # ON_SALE, CERTIFIED, ARCHIVE, SALE_UNKNOWN
    window_min_in: FloatArray
    window_max_in: FloatArray
    width_in: FloatArray
    weight_lb: FloatArray
    fits_window: dict[str, IntArray]  # by window_type
    features: dict[str, IntArray]  # by the features answer
    price_tier: FloatArray  # of the brand: its place in ``price_tiers.BRAND_TIERS``; NaN: none
    price_low: FloatArray  # [$]
    price_high: FloatArray
    price_day: FloatArray  # proleptic ordinal of the day it was seen
    points: Points

    def __len__(self) -> int:
        return len(self.id)

    def of_type(self, read: Callable[[UnitTypeRecord], float | str | None]) -> npt.NDArray[Any]:
        """A figure of each unit's type: (units,), NaN where the type has none."""
        return of_units(self.kind, read)

    def record(self, row: int) -> UnitTypeRecord:
        """The type of one unit."""
        return RECORDS[int(self.kind[row])]

    @cached_property
    def split(self) -> BoolArray:
        """Which units are two parts joined by refrigerant lines."""
        return np.asarray(self.of_type(lambda each: each.split), dtype=bool)

    @cached_property
    def kits(self) -> BoolArray:
        """Which units are known to be kits: their lines come charged, in the box."""
        return np.asarray(self.diy_kit == YES)


@dataclass(frozen=True, kw_only=True, eq=False)
class Curves:
    """Output and COP of every unit on ``HEATING_GRID_F`` and ``COOLING_GRID_F``: (units, grid).

    ``heat_*`` is net heat into the room [BTU/h]; ``*_least``, ``*_rated`` and ``*_most`` are at the
    lowest, the rated and the highest speed. The cut-out is kept apart: the curves run on below it.
    """

    heat_least: Float32Array
    heat_rated: Float32Array
    heat_most: Float32Array
    heat_cop_least: Float32Array
    heat_cop_rated: Float32Array
    heat_cop_most: Float32Array
    cool_least: Float32Array
    cool_rated: Float32Array
    cool_most: Float32Array
    cool_cop_least: Float32Array
    cool_cop_rated: Float32Array
    cool_cop_most: Float32Array
    rated_heat_btu_h: FloatArray  # at 47 °F
    min_heat_47_btu_h: FloatArray
    min_cool_82_btu_h: FloatArray
    range_min_btu_h: FloatArray  # stated for 47 °F and not believed: the low end of a range, or NaN
    coldest_point_f: FloatArray  # of the published outputs; inf without any
    cutout_f: FloatArray  # no heat below; unknown: what the coldest of its kind reaches
    usual_cutout_f: FloatArray  # the same where known; else what most of its kind reach
    cutout_known: BoolArray  # published; else neither of the two is a fact about the unit
    low_cooling_f: FloatArray  # no cooling below
    cycling_loss: FloatArray  # Cd
    cold_capable: BoolArray  # listed for cold climates, or proven at 5 °F
    alike: IntArray  # the same number: the same year in any room (one machine, other labels)
    estimated: dict[str, BoolArray] = field(default_factory=dict)
    # Of what is estimated: (units, 2) p10 and p90 against the middle, 0 where published; logarithms
    # for outputs and COP, °F and dB(A) else.
    spread: dict[str, FloatArray] = field(default_factory=dict)
    middle: dict[str, FloatArray] = field(default_factory=dict)  # against the middle of the type
    level: dict[str, IntArray] = field(default_factory=dict)  # of ``priors``
    like: dict[str, StrArray] = field(default_factory=dict)
    rating_gap: dict[str, FloatArray] = field(
        default_factory=dict
    )  # computed / published - 1, after the fit

    def machines(self, rows: IntArray) -> "Machines":
        """What the year of ``rows`` is computed from."""

        def speeds(name: str) -> Float32Array:
            return np.stack([getattr(self, f"{name}_{speed}")[rows].T for speed in SPEEDS])

        return Machines(
            heat=speeds("heat"),
            cool=speeds("cool"),
            heat_cop=speeds("heat_cop"),
            cool_cop=speeds("cool_cop"),
            cutout_f=self.cutout_f[rows].astype(np.float32),
            low_cooling_f=self.low_cooling_f[rows].astype(np.float32),
            cycling_loss=self.cycling_loss[rows].astype(np.float32),
        )

    @cached_property
    def guesses(self) -> IntArray:
        """How many figures of each unit are our estimates: (units,)."""
        return np.asarray(np.sum(list(self.estimated.values()), axis=0))

    @cached_property
    def apart(self) -> tuple[IntArray, IntArray, "Machines"]:
        """One row of each machine, those with the highest cut-out first; where among them each unit
        of the catalog is; and what their year is computed from."""
        _alike, first, again = np.unique(self.alike, return_index=True, return_inverse=True)
        order = np.argsort(-self.cutout_f[first], kind="stable")
        rows, place = first[order], np.empty_like(order)
        place[order] = np.arange(order.size)
        return rows, place[again], self.machines(rows)


@dataclass(frozen=True, kw_only=True, eq=False)
class Machines:
    """What a year is computed from: (speeds, grid, units), the speeds as in ``SPEEDS``."""

    heat: Float32Array  # [BTU/h]
    cool: Float32Array
    heat_cop: Float32Array  # (speeds, grid, units / times)
    cool_cop: Float32Array
    cutout_f: Float32Array  # (units,), and so on
    low_cooling_f: Float32Array
    cycling_loss: Float32Array
    times: int = 1  # so many units in a row share each COP

    def __len__(self) -> int:
        return self.cutout_f.size

    def of(self, at: IntArray) -> "Machines":
        """Those ``at`` these places, where none shares its COP with another."""
        return Machines(
            heat=self.heat[..., at],
            cool=self.cool[..., at],
            heat_cop=self.heat_cop[..., at],
            cool_cop=self.cool_cop[..., at],
            cutout_f=self.cutout_f[at],
            low_cooling_f=self.low_cooling_f[at],
            cycling_loss=self.cycling_loss[at],
        )


Columns = TypeVar("Columns", Units, Curves)


def take(
    columns: Columns, rows: IntArray, *, times: int = 1, besides: frozenset[str] = frozenset()
) -> Columns:
    """The same columns for ``rows`` only, each so many ``times`` in a row; published points stay
    whole, nothing reads them later.

    ``besides``: columns that nobody reads of these rows, such as ``slug`` or ``spread.sound``; they
    are left empty, or out.
    """
    at = rows if times == 1 else np.repeat(rows, times)
    left_out, taken = _left_out(besides), dict[str, Any]()
    for name in columns.__dataclass_fields__:
        value = getattr(columns, name)
        nested = isinstance(value, dict)
        if name in besides:
            taken[name] = {} if nested else value[:0]
        elif nested:
            left = left_out.get(name, ())
            taken[name] = {key: each[at] for key, each in value.items() if key not in left}
        elif isinstance(value, np.ndarray):
            taken[name] = value[at]
    return changed(columns, **taken)


@cache
def _left_out(besides: frozenset[str]) -> dict[str, list[str]]:
    """The keys that ``besides`` names, by column."""
    keys: dict[str, list[str]] = {}
    for each in besides:
        name, _dot, key = each.partition(".")
        keys.setdefault(name, []).append(key)
    return keys


def same_columns(one: Any, other: Any, *, besides: frozenset[str] = frozenset()) -> bool:
    """Whether all columns of two of one kind hold the same bits; those ``besides`` may differ."""
    if isinstance(one, np.ndarray):
        same = one.dtype == other.dtype and one.shape == other.shape
        return bool(same) and one.tobytes() == other.tobytes()
    if isinstance(one, Mapping):
        return one.keys() == other.keys() and all(same_columns(one[k], other[k]) for k in one)
    return all(
        same_columns(getattr(one, each.name), getattr(other, each.name))
        for each in fields(one)
        if each.name not in besides
    )
