"""Published points of a curve, and straight lines through them on the grids of the engine."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from advisor.engine.equipment import (
    COOLING_GRID_F,
    HEATING_GRID_F,
    BoolArray,
    Float32Array,
    IntArray,
    Points,
)
from advisor.engine.place import FloatArray

COP_LIMITS = (0.9, 9.0)


def weights(grid_f: FloatArray, outdoor_f: FloatArray) -> Float32Array:
    """Matrix (grid, temperatures) that interpolates a curve: ``curve @ weights``.

    Beyond the ends of the grid the end value holds. Read-only: equal questions share one matrix.
    """
    return _weights(grid_f.astype(float).tobytes(), outdoor_f.astype(float).tobytes())


@lru_cache(maxsize=1024)
def heating_weights(outdoor_f: float) -> Float32Array:
    """``weights`` of one temperature on the heating grid: (grid, 1)."""
    return weights(HEATING_GRID_F, np.array([outdoor_f]))


@lru_cache(maxsize=1024)
def cooling_weights(outdoor_f: float) -> Float32Array:
    """``weights`` of one temperature on the cooling grid: (grid, 1)."""
    return weights(COOLING_GRID_F, np.array([outdoor_f]))


@lru_cache(maxsize=512)
def _weights(grid: bytes, outdoor: bytes) -> Float32Array:
    grid_f, outdoor_f = np.frombuffer(grid), np.frombuffer(outdoor)
    at = np.clip(np.interp(outdoor_f, grid_f, np.arange(grid_f.size)), 0, grid_f.size - 1)
    low = np.minimum(np.floor(at).astype(int), grid_f.size - 2)
    share = at - low
    matrix = np.zeros((grid_f.size, outdoor_f.size), dtype=np.float32)
    columns = np.arange(outdoor_f.size)
    matrix[low, columns] = 1 - share
    matrix[low + 1, columns] += share
    matrix.flags.writeable = False
    return matrix


def through_points(
    unit: IntArray,
    at_f: FloatArray,
    value: FloatArray,
    *,
    units: int,
    grid_f: FloatArray,
    hold: bool = False,
) -> FloatArray:
    """Straight lines through each unit's points, on ``grid_f``: (units, grid).

    Points may come in any order; the first and the last line run on, or with ``hold`` their ends
    stay; a unit with one point is flat, one with none is NaN.
    """
    order = np.lexsort((at_f, unit))
    unit, at_f, value = unit[order], at_f[order], value[order]
    if not unit.size:
        return np.full((units, grid_f.size), np.nan)
    rows = np.arange(units)
    start = np.searchsorted(unit, rows, side="left")[:, None]
    end = np.searchsorted(unit, rows, side="right")[:, None]
    # One sorted key per point: the unit decides, then the temperature (which is within ±200 °F).
    key = unit * 1000.0 + at_f + 200.0
    wanted = rows[:, None] * 1000.0 + grid_f[None, :] + 200.0
    high = np.searchsorted(key, wanted.ravel()).reshape(wanted.shape)
    low = np.clip(high - 1, start, np.maximum(start, end - 2))
    low = np.minimum(low, unit.size - 1)
    high = np.minimum(low + 1, np.maximum(start, end - 1))
    high = np.minimum(high, unit.size - 1)
    gap = at_f[high] - at_f[low]
    slope = np.divide(value[high] - value[low], gap, out=np.zeros(gap.shape), where=gap > 0)
    beyond = grid_f[None, :] - at_f[low]
    line = value[low] + slope * (np.clip(beyond, 0.0, gap) if hold else beyond)
    return np.where(end > start, line, np.nan)


@dataclass(frozen=True, kw_only=True, eq=False)
class CopCurve:
    """A COP curve, and how far a fit to the ratings may move it: (units, grid).

    ``tolerance`` is of the logarithm: little at published points, much where we estimate.
    ``net_share`` is the share of the heat that stays in the room.
    """

    total: FloatArray
    tolerance: FloatArray
    limits: tuple[float, float] = COP_LIMITS
    net_share: FloatArray | float = 1.0

    def at(self, strain: FloatArray) -> Float32Array:
        """The curve moved by a share of its tolerance, -1 to 1 per unit: (units, grid)."""
        moved = self.total * np.exp(strain[:, None] * self.tolerance)
        return np.asarray(np.clip(moved, *self.limits) * self.net_share, dtype=np.float32)


Anchor = tuple[float | FloatArray, FloatArray | float, BoolArray]
"""A temperature [°F], each unit's value there, and which units get it."""


class Anchors:
    """Published points of one mode, and their gaps filled with anchors at given temperatures."""

    def __init__(self, points: Points, units: int, *, heating: bool) -> None:
        chosen = points.heating == heating
        self.units = units
        self.grid_f = HEATING_GRID_F if heating else COOLING_GRID_F
        self.unit = points.unit[chosen]
        self.outdoor_f = points.outdoor_f[chosen]
        self.values = {
            name: getattr(points, name)[chosen]
            for name in ("min_btu_h", "rated_btu_h", "max_btu_h", "cop_min", "cop_rated", "cop_max")
        }

    def at(self, name: str, outdoor_f: float) -> FloatArray:
        """Each unit's published value at exactly that temperature, else NaN."""
        result = np.full(self.units, np.nan)
        here = (self.outdoor_f == outdoor_f) & ~np.isnan(self.values[name])
        result[self.unit[here]] = self.values[name][here]
        return result

    def count(self, *names: str) -> IntArray:
        """How many points with any of the figures each unit publishes."""
        known = np.any([~np.isnan(self.values[name]) for name in names], axis=0)
        return np.bincount(self.unit[known], minlength=self.units)

    def published(self, name: str, *, low_f: float = -99.0, high_f: float = 199.0) -> BoolArray:
        """Whether each unit publishes the figure anywhere in a span of temperatures."""
        here = ~np.isnan(self.values[name]) & (self.outdoor_f >= low_f) & (self.outdoor_f <= high_f)
        return np.bincount(self.unit[here], minlength=self.units) > 0

    def raise_to(self, name: str, floor: FloatArray) -> None:
        """Lift each unit's published values to at least ``floor``."""
        self.values[name] = np.maximum(self.values[name], floor[self.unit])

    def coldest(self, *names: str) -> FloatArray:
        """Lowest temperature at which each unit publishes any of the figures, else NaN. [°F]"""
        known = np.any([~np.isnan(self.values[name]) for name in names], axis=0)
        result = np.full(self.units, np.inf)
        np.minimum.at(result, self.unit[known], self.outdoor_f[known])
        return np.where(np.isinf(result), np.nan, result)

    def cop(self, name: str, *anchors: Anchor, published: float, estimated: float) -> CopCurve:
        """A COP curve with the tolerance of what is published and of our anchors."""
        loose: list[Anchor] = [(at_f, estimated, where) for at_f, _value, where in anchors]
        return CopCurve(
            total=self.curve(name, *anchors),
            tolerance=self.curve(name, *loose, instead=published, hold=True),
        )

    def curve(
        self, name: str, *anchors: Anchor, instead: float | None = None, hold: bool = False
    ) -> FloatArray:
        """Published points with anchors added: (units, grid).

        ``instead`` takes the place of every published value; ``hold`` as in ``through_points``.
        """
        known = ~np.isnan(self.values[name])
        unit, at_f = [self.unit[known]], [self.outdoor_f[known]]
        values = self.values[name][known]
        value = [values if instead is None else np.full(values.size, instead)]
        for anchor_f, anchor, missing in anchors:
            each = np.broadcast_to(np.asarray(anchor, dtype=float), (self.units,))
            rows = np.flatnonzero(missing & ~np.isnan(each))
            unit.append(rows)
            at_f.append(np.broadcast_to(np.asarray(anchor_f, dtype=float), (self.units,))[rows])
            value.append(each[rows])
        return through_points(
            np.concatenate(unit),
            np.concatenate(at_f),
            np.concatenate(value),
            units=self.units,
            grid_f=self.grid_f,
            hold=hold,
        )


def filled(values: FloatArray, default: FloatArray | float) -> FloatArray:
    return np.where(np.isnan(values), default, values)
