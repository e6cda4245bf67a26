"""Units at work at each outdoor temperature: output, power, rest and what is left undone.

The arithmetic of ``rating_procedure.electricity`` with the losses of ``cycling``, written for the
thousands of units and worlds that one page asks for: arrays are (temperatures, units), heat first
and cold behind it, and stay in one place from one block of units to the next. Method section 8.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from advisor.engine.constants import AHRI_210_240, ASSUMPTION, constant
from advisor.engine.conversions import BTU_PER_WH
from advisor.engine.curve_points import weights
from advisor.engine.cycling import IDLE_FAN_W, LOW_LOAD, LOW_LOAD_LOSS, STANDBY_W
from advisor.engine.equipment import (
    COOLING_GRID_F,
    HEATING_GRID_F,
    BoolArray,
    Float32Array,
    Machines,
)
from advisor.engine.needed import Need

COOLING_COP_AT_MOST = constant(
    "COOLING_COP_AT_MOST",
    7.0,
    "×",
    source=ASSUMPTION,
    says="cooling COP in homes, however mild the day",
)
COOLEST_COOLING_TEST_F = constant(
    "COOLEST_COOLING_TEST_F",
    67.0,
    "°F",
    source=AHRI_210_240,
    says="lowest temperature bin of SEER2; a unit cools no better when it is cooler",
)
THREADLESS = 400_000  # products in a multiplication of matrices: more start threads, which spin
MOST_IN_BLOCK = 320  # units: their arrays stay in the cache of a processor
ARRAYS = 10
NO_COP = 0.001


@dataclass(frozen=True, kw_only=True, eq=False)
class Hours:
    """The hours of a need, those with heat first: t entries, ``warm`` of them with heat."""

    warm: int
    outdoor_f: Float32Array  # (t,)
    load: Float32Array  # (t, 1) [BTU/h]
    hours: Float32Array  # (t,)
    month_hours: Float32Array  # (12, t)
    heat_at: Float32Array  # (warm, heating grid), and so on: what interpolates the curves
    cool_at: Float32Array
    cool_cop_at: Float32Array

    def block(self, times: int = 1) -> int:
        """How many units are computed at a time, a multiple of ``times``."""
        largest = max(self.heat_at.size, self.cool_at.size, 1)
        most = min(MOST_IN_BLOCK, THREADLESS // largest)
        return max(times, most // times * times)


@lru_cache(maxsize=64)
def hours_of(needed: Need) -> Hours:
    """The hours of ``needed``, once for all the passes of a room."""
    warm, cold = (np.flatnonzero(each > 0) for each in (needed.heat_btu_h, needed.cool_btu_h))
    both = np.concatenate([warm, cold])
    load = np.concatenate([needed.heat_btu_h[warm], needed.cool_btu_h[cold]])
    tested_f = np.maximum(needed.outdoor_f[cold], COOLEST_COOLING_TEST_F)
    at = (
        (HEATING_GRID_F, needed.outdoor_f[warm]),
        (COOLING_GRID_F, needed.outdoor_f[cold]),
        (COOLING_GRID_F, tested_f),
    )
    heat_at, cool_at, cool_cop_at = (np.ascontiguousarray(weights(*each).T) for each in at)
    return Hours(
        warm=warm.size,
        outdoor_f=needed.outdoor_f[both].astype(np.float32),
        load=load.astype(np.float32)[:, None],
        hours=needed.hours[both].astype(np.float32),
        month_hours=needed.month_hours[:, both].astype(np.float32),
        heat_at=heat_at,
        cool_at=cool_at,
        cool_cop_at=cool_cop_at,
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class Block:
    """Some units at all hours: (t, units) each. The next block overwrites them."""

    rest: Float32Array  # share of the hour without compressor, between two runs
    delivered: Float32Array  # with the heat of fan and controls [BTU/h]
    left: Float32Array  # of the load [BTU/h]
    power: Float32Array  # of the compressor in the lab, as heat [BTU/h]
    stopped: BoolArray | None  # below the limit of the unit; None where no unit is


class Workshop:
    """Where blocks of units are computed, one after the other in the same arrays.

    Numpy has no fast way to compare with a number, hence the rows of ones and zeros.
    """

    def __init__(self, hours: Hours, machines: Machines, split: BoolArray) -> None:
        self._hours, self._machines = hours, machines
        idle_w = STANDBY_W + IDLE_FAN_W * split
        self._idle_btu_h = (idle_w * BTU_PER_WH).astype(np.float32)
        self._slight = np.flatnonzero(
            hours.load[: hours.warm, 0] < self._idle_btu_h.max(initial=0.0)
        )
        both = hours.outdoor_f[: hours.warm], hours.outdoor_f[hours.warm :]
        self._coldest_f = [float(each.min(initial=np.inf)) for each in both]
        size = min(len(machines), hours.block(machines.times))
        self._room = np.empty(ARRAYS * hours.hours.size * size, dtype=np.float32)
        self._rows = np.empty((4, size), dtype=np.float32)
        self._rows[:] = np.array([[0.0], [1.0], [COOLING_COP_AT_MOST], [NO_COP]])

    def block(self, at: slice) -> Block:
        """The units ``at`` this place of the machines."""
        hours, warm, size = self._hours, self._hours.warm, at.stop - at.start
        shape = (ARRAYS, hours.hours.size, size)
        room = self._room[: ARRAYS * hours.hours.size * size].reshape(shape)
        zero, one = self._rows[:2, :size]
        least, _rated, most = self._outputs(at, room[:3])
        self._cops(at, room[3:6])
        rest, free, delivered, spare = room[6:]
        np.maximum(least, one, out=least)
        np.subtract(least, hours.load, out=rest)
        np.maximum(rest, zero, out=rest)
        rest /= least
        stopped = self._stop(at, rest, most)
        # Fan and controls warm the room while the compressor rests: it has less heat to give, and
        # more to take away.
        np.multiply(rest, self._idle_btu_h[at], out=free)
        slight = self._slight
        free[slight] = np.minimum(free[slight], hours.load[slight])
        np.subtract(hours.load[:warm], free[:warm], out=delivered[:warm])
        np.add(hours.load[warm:], free[warm:], out=delivered[warm:])
        np.minimum(delivered, most, out=delivered)
        power = _power(room[:3], room[3:6], delivered, spare, (zero, one))
        _cycle(power, spare, (room[1], room[2]), self._machines.cycling_loss[at])
        delivered[:warm] += free[:warm]
        delivered[warm:] -= free[warm:]
        np.maximum(delivered[warm:], zero, out=delivered[warm:])
        left = np.subtract(hours.load, delivered, out=free)
        np.maximum(left, zero, out=left)
        return Block(rest=rest, delivered=delivered, left=left, power=power, stopped=stopped)

    def _outputs(self, at: slice, out: Float32Array) -> Float32Array:
        hours, machines = self._hours, self._machines
        np.matmul(hours.heat_at, machines.heat[..., at], out=out[:, : hours.warm])
        np.matmul(hours.cool_at, machines.cool[..., at], out=out[:, hours.warm :])
        return out

    def _cops(self, at: slice, out: Float32Array) -> None:
        """COP at all hours, those of cooling as in homes."""
        hours, machines, times = self._hours, self._machines, self._machines.times
        few = slice(at.start // times, at.stop // times)
        size = few.stop - few.start
        made = out if times == 1 else np.empty((*out.shape[:2], size), dtype=np.float32)
        warm, cold = made[:, : hours.warm], made[:, hours.warm :]
        np.matmul(hours.heat_at, machines.heat_cop[..., few], out=warm)
        np.matmul(hours.cool_cop_at, machines.cool_cop[..., few], out=cold)
        np.minimum(cold, self._rows[2, :size], out=cold)
        # A COP of 0 has an output of 0, in great cold: whatever divides that makes no power.
        np.maximum(warm, self._rows[3, :size], out=warm)
        if times > 1:
            out.reshape(*made.shape, times)[...] = made[..., None]

    def _stop(self, at: slice, rest: Float32Array, most: Float32Array) -> BoolArray | None:
        """Take rest and output from the hours below the limits of units, and say which."""
        hours, warm, machines = self._hours, self._hours.warm, self._machines
        stopped = None
        for part, coldest_f, limits_f in zip(
            (slice(0, warm), slice(warm, hours.hours.size)),
            self._coldest_f,
            (machines.cutout_f[at], machines.low_cooling_f[at]),
            strict=True,
        ):
            highest_f = limits_f.max(initial=-np.inf)
            if coldest_f >= highest_f:
                continue
            below = np.flatnonzero(hours.outdoor_f[part] < highest_f)
            if stopped is None:
                stopped = np.zeros(rest.shape, dtype=np.bool_)
            # The bins go from cold to warm: few of them are below the limit of any unit.
            few = slice(part.start + int(below[0]), part.start + int(below[-1]) + 1)
            np.less(hours.outdoor_f[few, None], limits_f, out=stopped[few])
            runs = (~stopped[few]).astype(np.float32)
            rest[few] *= runs
            most[few] *= runs
        return stopped


def _power(
    outputs: Float32Array,
    cops: Float32Array,
    delivered: Float32Array,
    spare: Float32Array,
    rows: tuple[Float32Array, Float32Array],
) -> Float32Array:
    """Power without the losses of cycling, as heat [BTU/h]; ``spare`` becomes the output against
    the lowest one, at most 1. Overwrites all but ``delivered`` and the ``rows`` of zeros and ones.

    From nothing to the lowest output, on to the rated and on to the highest one it goes in
    straight lines. A step of less than 1 BTU/h between two outputs is a rounding.
    """
    (least, rated, most), (zero, one) = outputs, rows
    at_least, at_rated, at_most = np.divide(outputs, cops, out=cops)
    at_most -= at_rated
    at_rated -= at_least
    np.subtract(delivered, rated, out=spare)
    np.maximum(spare, zero, out=spare)
    most -= rated
    np.maximum(most, one, out=most)
    spare /= most
    at_most *= spare
    np.minimum(delivered, rated, out=spare)
    spare -= least
    np.maximum(spare, zero, out=spare)
    rated -= least
    np.maximum(rated, one, out=rated)
    spare /= rated
    at_rated *= spare
    np.minimum(delivered, least, out=spare)
    spare /= least
    at_least *= spare
    at_least += at_rated
    at_least += at_most
    return np.asarray(at_least)


def _cycle(
    power: Float32Array,
    part: Float32Array,
    spare: tuple[Float32Array, Float32Array],
    cd: Float32Array,
) -> None:
    """Losses of cycling, in place, of units that run at ``part`` of their lowest output.

    Divided by PLF = 1 - Cd (1 - PLR) as in AHRI 210/240, less ``LOW_LOAD_LOSS`` below
    ``LOW_LOAD``.
    """
    deeper = np.float32(LOW_LOAD_LOSS / LOW_LOAD)
    lost, short = spare
    np.subtract(1, part, out=part)
    np.multiply(part, cd, out=lost)
    np.multiply(part, cd + deeper, out=short)
    short -= deeper * np.float32(1 - LOW_LOAD)
    np.maximum(lost, short, out=lost)
    np.subtract(1, lost, out=lost)
    power /= lost
