"""A year of the room with every unit: what is needed in each temperature bin × units.

The need of the room is made elsewhere (``needed``). What comes out per unit: electricity, heat left
to the backup, cycling below the lowest output, hours below the cut-out. Method section 8.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt

from advisor.engine.constants import AHRI_210_240, ASSUMPTION, constant
from advisor.engine.conversions import BTU_PER_KWH, BTU_PER_WH
from advisor.engine.curve_points import weights
from advisor.engine.cycling import (
    IDLE_FAN_W,
    STANDBY_W,
    part_load_factor,
    rest_heat,
    rest_share,
)
from advisor.engine.equipment import (
    COOLING_GRID_F,
    HEATING_GRID_F,
    PAN_HEATER_BUILT_IN,
    BoolArray,
    Curves,
    Float32Array,
    IntArray,
    Units,
)
from advisor.engine.field import FIELD_COOLING, FIELD_DERATE
from advisor.engine.load import Loads
from advisor.engine.load_lines import AIR_SENSIBLE
from advisor.engine.needed import Need
from advisor.engine.place import FloatArray
from advisor.engine.rating_procedure import electricity
from advisor.engine.room import Room

PAN_HEATER_W = constant(
    "PAN_HEATER_W",
    90.0,
    "W",
    source=ASSUMPTION,
    says="base-pan heater of a mini-split that has one",
)
PAN_HEATER_BELOW_F = constant(
    "PAN_HEATER_BELOW_F", 34.0, "°F", source=ASSUMPTION, says="and only below this, while it runs"
)
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
CRANKCASE_W = constant(
    "CRANKCASE_W",
    15.0,
    "W",
    source="our assumption: some have heaters of 30 W and more, the one that was metered at rest"
    " (Dillingham, advisor/data/field_cop.csv) has none",
    says="crankcase heater of a mini-split when idle",
)
CRANKCASE_BELOW_F = constant(
    "CRANKCASE_BELOW_F", 40.0, "°F", source=ASSUMPTION, says="and only below this"
)

Rows: TypeAlias = IntArray | slice
CHUNK_UNITS = 1024
THREADLESS = 400_000  # products in a multiplication of matrices: more start threads, which spin


@dataclass(frozen=True, kw_only=True, eq=False)
class Season:
    """A year with each unit; every array has one entry per unit."""

    heating_kwh: FloatArray  # electricity for heat at the field COP, heaters and standby included
    cooling_kwh: FloatArray  # its share of the standby included
    backup_kwh: FloatArray  # heat that the unit does not carry
    heat_delivered_kwh: FloatArray
    backup_fraction: FloatArray  # of the year's heat
    cycling_fraction: FloatArray  # of the hours in which the unit runs
    heat_cycling_fraction: FloatArray  # of those in which it heats
    hours_below_cutout: FloatArray  # of the year's hours with heat needed
    uncooled_kwh: FloatArray  # cold that the unit does not bring
    uncooled_fraction: FloatArray  # of the year's cooling
    seasonal_cop: FloatArray  # NaN under 1 kWh of heat
    monthly_heating_kwh: FloatArray | None = None  # (units, 12), see ``simulate``
    monthly_cooling_kwh: FloatArray | None = None
    monthly_backup_kwh: FloatArray | None = None
    monthly_uncooled_kwh: FloatArray | None = None


def heat_needed_at(loads: Loads, room: Room, outdoor_f: FloatArray) -> FloatArray:
    """Heat that the room needs without sun, people or equipment, by outdoor temperature. [BTU/h]

    The straight line of Manual J from the design load to nothing at the indoor temperature.
    """
    winter_f = np.maximum(0.0, room.hold_f - outdoor_f)
    per_degree = loads.ua_btu_h_f + AIR_SENSIBLE * loads.altitude_factor * loads.air_cfm
    return np.maximum(0.0, loads.heating_scale * per_degree * winter_f)


def simulate(
    needed: Need,
    units: Units,
    curves: Curves,
    *,
    rows: IntArray | None = None,
    monthly: bool = False,
) -> Season:
    """The year with every unit of ``rows`` (all where None), in chunks of units.

    ``monthly`` adds electricity and backup per month, for the few units that are shown.
    """
    alike = curves.alike if rows is None else curves.alike[rows]
    apart, again = rows, cast("Rows", slice(None))
    if (alike[1:] <= alike[:-1]).any():  # one machine under twenty labels has one year
        _alike, first, again = np.unique(alike, return_index=True, return_inverse=True)
        apart = first if rows is None else rows[first]
    size = alike.size if apart is None else apart.size
    chunks = (slice(start, start + CHUNK_UNITS) for start in range(0, max(1, size), CHUNK_UNITS))
    passes = [
        _simulate_chunk(
            needed, units, curves, part if apart is None else apart[part], monthly=monthly
        )
        for part in chunks
    ]
    return Season(
        **{
            name: np.concatenate([getattr(season, name) for season in passes])[again]
            for name in Season.__dataclass_fields__
            if getattr(passes[0], name) is not None
        }
    )


def heating_power(
    outdoor_f: FloatArray, load_btu_h: FloatArray, units: Units, curves: Curves, rows: IntArray
) -> tuple[FloatArray, FloatArray]:
    """Power [W] and heat [BTU/h] of ``rows`` at these temperatures and loads, as in homes.

    ``outdoor_f`` and ``load_btu_h`` are (t,), every load above 0; the answers (units, t).
    """
    nothing = np.zeros(outdoor_f.size)
    at = _need_at(outdoor_f, heat=load_btu_h, cool=nothing)
    found = _heating_operation(at, units, curves, rows)
    fan_w = IDLE_FAN_W * units.split[rows][:, None] * found.rest
    return _wide(found.power + fan_w), _wide(found.delivered)


def cooling_power(
    outdoor_f: FloatArray, load_btu_h: FloatArray, units: Units, curves: Curves, rows: IntArray
) -> tuple[FloatArray, FloatArray]:
    """As ``heating_power``: power [W] and cold [BTU/h] of ``rows``, moisture included."""
    nothing = np.zeros(outdoor_f.size)
    at = _need_at(outdoor_f, heat=nothing, cool=load_btu_h)
    found = _cooling_operation(at, units, curves, rows)
    fan_w = IDLE_FAN_W * units.split[rows][:, None] * found.rest
    return _wide(found.power + fan_w), _wide(found.delivered)


def _need_at(outdoor_f: FloatArray, *, heat: FloatArray, cool: FloatArray) -> Need:
    """One hour at each of these temperatures, in no month and by day."""
    nothing = np.zeros(outdoor_f.size)
    return Need(
        outdoor_f=outdoor_f,
        hours=nothing + 1,
        heat_btu_h=heat,
        cool_btu_h=cool,
        month_hours=np.zeros((12, outdoor_f.size)),
        night_hours=nothing,
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class _Operation:
    """How units run in one mode: (units, temperatures) where an array has two dimensions."""

    hours: Float32Array  # of each temperature
    outdoor_f: Float32Array
    load: Float32Array  # [BTU/h]
    running: BoolArray  # not below the limit of the unit
    least: Float32Array
    rest: Float32Array  # share of the hour without compressor, between two runs
    power: npt.NDArray[Any]  # of the compressor, as in homes [W]
    delivered: Float32Array  # with the heat of fan and controls [BTU/h]

    def year(self, values: npt.NDArray[Any]) -> FloatArray:
        """The sum over the year, each temperature by its hours."""
        return _wide(values @ self.hours)

    @property
    def cycling_hours(self) -> FloatArray:
        return self.year(self.running & (self.load < self.least))

    @property
    def running_hours(self) -> FloatArray:
        return self.year(self.delivered > 0)


def _heating_operation(needed: Need, units: Units, curves: Curves, rows: Rows) -> _Operation:
    """Heat as in homes: the compressor's power at the field COP."""
    warm = needed.heat_btu_h > 0
    outdoor_f = needed.outdoor_f[warm].astype(np.float32)
    load = needed.heat_btu_h[warm].astype(np.float32)
    on_grid = weights(HEATING_GRID_F, needed.outdoor_f[warm])
    running = outdoor_f[None, :] >= curves.cutout_f[rows].astype(np.float32)[:, None]
    least = _on(curves.heat_least, rows, on_grid)
    rest = rest_share(load, least, running)
    # Fan and controls warm the room while the compressor rests: it has less to give.
    free = np.minimum(rest_heat(rest, units.split[rows]), load)
    power, delivered = _compressor(
        load - free,
        least=least,
        rated=_on(curves.heat_rated, rows, on_grid),
        most=_on(curves.heat_most, rows, on_grid) * running,
        cop_least=_on(curves.heat_cop_least, rows, on_grid),
        cop_rated=_on(curves.heat_cop_rated, rows, on_grid),
        cop_most=_on(curves.heat_cop_most, rows, on_grid),
        cycling_loss=curves.cycling_loss[rows],
    )
    return _Operation(
        hours=needed.hours[warm].astype(np.float32),
        outdoor_f=outdoor_f,
        load=load,
        running=running,
        least=least,
        rest=rest,
        power=power / np.float32(FIELD_DERATE),
        delivered=delivered + free,
    )


def _cooling_operation(needed: Need, units: Units, curves: Curves, rows: Rows) -> _Operation:
    cold = needed.cool_btu_h > 0
    outdoor_f = needed.outdoor_f[cold].astype(np.float32)
    load = needed.cool_btu_h[cold].astype(np.float32)
    on_grid = weights(COOLING_GRID_F, needed.outdoor_f[cold])
    tested = weights(COOLING_GRID_F, np.maximum(needed.outdoor_f[cold], COOLEST_COOLING_TEST_F))
    best = np.float32(COOLING_COP_AT_MOST)
    running = outdoor_f[None, :] >= curves.low_cooling_f[rows].astype(np.float32)[:, None]
    least = _on(curves.cool_least, rows, on_grid)
    rest = rest_share(load, least, running)
    added = rest_heat(rest, units.split[rows])
    power, delivered = _compressor(
        load + added,
        least=least,
        rated=_on(curves.cool_rated, rows, on_grid),
        most=_on(curves.cool_most, rows, on_grid) * running,
        cop_least=np.minimum(_on(curves.cool_cop_least, rows, tested), best),
        cop_rated=np.minimum(_on(curves.cool_cop_rated, rows, tested), best),
        cop_most=np.minimum(_on(curves.cool_cop_most, rows, tested), best),
        cycling_loss=curves.cycling_loss[rows],
    )
    return _Operation(
        hours=needed.hours[cold].astype(np.float32),
        outdoor_f=outdoor_f,
        load=load,
        running=running,
        least=least,
        rest=rest,
        power=power / np.float32(FIELD_COOLING["likely"]),
        delivered=np.maximum(delivered - added, 0),
    )


def _on(curve: Float32Array, rows: Rows, matrix: Float32Array) -> Float32Array:
    """Curves of ``rows`` at the temperatures of ``matrix`` (grid, temperatures), in blocks."""
    block = max(1, THREADLESS // max(1, matrix.size))
    chosen = curve[rows]
    if len(chosen) <= block:
        return np.asarray(chosen @ matrix)
    made = np.empty((len(chosen), matrix.shape[1]), dtype=np.float32)
    for start in range(0, len(chosen), block):
        np.matmul(chosen[start : start + block], matrix, out=made[start : start + block])
    return made


def _compressor(
    load: npt.NDArray[Any], *, least: Float32Array, cycling_loss: FloatArray, **curves: Any
) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Power [W] and heat moved [BTU/h] in the lab, with the losses of cycling in small rooms."""
    power, delivered = electricity(load, least=least, cycling_loss=None, **curves)
    return power / part_load_factor(delivered, least, cycling_loss), delivered


def _heaters_kwh(heating: _Operation, units: Units, rows: Rows) -> FloatArray:
    """Crankcase and base pan of the units that have them. [kWh a year]"""
    hours, outdoor_f = heating.hours, heating.outdoor_f
    crankcase_hours = heating.rest @ (hours * (outdoor_f < CRANKCASE_BELOW_F))
    icy_hours = (heating.delivered > 0) @ (hours * (outdoor_f < PAN_HEATER_BELOW_F))
    has_pan = units.pan_heater[rows] == PAN_HEATER_BUILT_IN
    return np.asarray(
        np.where(units.split[rows], CRANKCASE_W * crankcase_hours / 1000, 0.0)
        + np.where(has_pan, PAN_HEATER_W * icy_hours / 1000, 0.0)
    )


def _simulate_chunk(
    needed: Need, units: Units, curves: Curves, rows: Rows, *, monthly: bool
) -> Season:
    heating = _heating_operation(needed, units, curves, rows)
    cooling = _cooling_operation(needed, units, curves, rows)
    backup_w = np.maximum(heating.load - heating.delivered, 0) / np.float32(BTU_PER_WH)
    backup_kwh = _wide(backup_w @ heating.hours / 1000)
    uncooled_w = np.maximum(cooling.load - cooling.delivered, 0) / np.float32(BTU_PER_WH)
    uncooled_kwh = _wide(uncooled_w @ cooling.hours / 1000)
    delivered_kwh = _wide(heating.delivered @ heating.hours / BTU_PER_KWH)
    # Controls draw all year, by need of the season; the heat of winter's rest is paid in winter.
    standby_kwh = STANDBY_W * 8.76
    total_btu = needed.heat_btu + needed.cool_btu
    winter_share = needed.heat_btu / total_btu if total_btu else 0.0
    at_rest = heating.year(heating.rest)
    winter_standby = np.maximum(standby_kwh * winter_share, STANDBY_W * at_rest / 1000)
    fan_kw = IDLE_FAN_W * units.split[rows] / 1000
    winter_kwh = (
        _wide(heating.power @ heating.hours / 1000)
        + fan_kw * at_rest
        + winter_standby
        + _heaters_kwh(heating, units, rows)
    )
    summer_kwh = (
        _wide(cooling.power @ cooling.hours / 1000)
        + fan_kw * cooling.year(cooling.rest)
        + (standby_kwh - winter_standby)
    )
    heat_kwh = needed.heat_btu / BTU_PER_KWH
    nothing = np.zeros(backup_kwh.size)
    heated, heat_cycling = heating.running_hours, heating.cycling_hours
    ran = heated + cooling.running_hours
    cycling = heat_cycling + cooling.cycling_hours
    cool_kwh = needed.cool_btu / BTU_PER_KWH
    months: dict[str, FloatArray] = {}
    if monthly:
        month_hours = needed.month_hours.T.astype(np.float32) / 1000
        warm, cold = needed.heat_btu_h > 0, needed.cool_btu_h > 0
        months["monthly_heating_kwh"] = _by_month(heating.power @ month_hours[warm], winter_kwh)
        months["monthly_cooling_kwh"] = _by_month(cooling.power @ month_hours[cold], summer_kwh)
        months["monthly_backup_kwh"] = _wide(backup_w @ month_hours[warm])
        months["monthly_uncooled_kwh"] = _wide(uncooled_w @ month_hours[cold])
    return Season(
        heating_kwh=winter_kwh,
        cooling_kwh=summer_kwh,
        backup_kwh=backup_kwh,
        heat_delivered_kwh=delivered_kwh,
        backup_fraction=np.clip(backup_kwh / heat_kwh, 0, 1) if heat_kwh else nothing,
        cycling_fraction=np.divide(cycling, ran, out=np.zeros(ran.size), where=ran > 0),
        heat_cycling_fraction=np.divide(
            heat_cycling, heated, out=np.zeros(heated.size), where=heated > 0
        ),
        hours_below_cutout=heating.year(~heating.running),
        uncooled_kwh=uncooled_kwh,
        uncooled_fraction=np.clip(uncooled_kwh / cool_kwh, 0, 1) if cool_kwh else nothing,
        seasonal_cop=np.divide(
            delivered_kwh, winter_kwh, out=nothing + np.nan, where=delivered_kwh > 1
        ),
        **months,
    )


def _by_month(shares: npt.NDArray[Any], year: FloatArray) -> FloatArray:
    """A year's kWh spread over the months as ``shares`` (units, 12) go, evenly without any."""
    total = _wide(shares.sum(axis=1))[:, None]
    even = np.full(shares.shape, 1 / 12)
    spread = np.divide(_wide(shares), total, out=even, where=total > 0)
    return np.asarray(spread * year[:, None])


def _wide(values: npt.NDArray[Any]) -> FloatArray:
    return np.asarray(values, dtype=np.float64)
