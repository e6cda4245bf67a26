"""A year of the room with every unit: what is needed in each temperature bin × units.

The need of the room is made elsewhere (``needed``). What comes out per unit: electricity, heat left
to the backup, cycling below the lowest output, hours below the cut-out. Method section 8.
"""

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from advisor.engine.at_work import Block, Hours, Workshop, hours_of
from advisor.engine.constants import ASSUMPTION, constant
from advisor.engine.conversions import BTU_PER_KWH, BTU_PER_WH
from advisor.engine.cycling import IDLE_FAN_W, STANDBY_W
from advisor.engine.equipment import PAN_HEATER_BUILT_IN, Curves, IntArray, Machines, Units
from advisor.engine.field import FIELD_COOLING, FIELD_DERATE
from advisor.engine.load import Loads
from advisor.engine.load_lines import AIR_SENSIBLE
from advisor.engine.needed import Need
from advisor.engine.place import FloatArray
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
    monthly_heating_kwh: FloatArray | None = None  # (units, 12), see ``simulate``
    monthly_cooling_kwh: FloatArray | None = None
    monthly_backup_kwh: FloatArray | None = None
    monthly_uncooled_kwh: FloatArray | None = None

    @cached_property
    def seasonal_cop(self) -> FloatArray:
        """NaN under 1 kWh of heat."""
        cop = np.full(self.heating_kwh.size, np.nan)
        warm = self.heat_delivered_kwh > 1
        np.divide(self.heat_delivered_kwh, self.heating_kwh, out=cop, where=warm)
        return cop

    def of(self, rows: IntArray) -> "Season":
        """The same of ``rows``, in their order."""
        return Season(
            **{
                each.name: values[rows]
                for each in fields(self)
                if (values := getattr(self, each.name)) is not None
            }
        )


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
    """The year with every unit of ``rows`` (all where None).

    ``monthly`` adds electricity and backup per month, for the few units that are shown.
    """
    if rows is not None:
        return year_of(needed, units, curves.machines(rows), rows=rows, monthly=monthly)
    apart, again, machines = curves.apart  # one machine under twenty labels has one year
    return year_of(needed, units, machines, rows=apart, monthly=monthly).of(again)


def year_of(
    needed: Need,
    units: Units,
    machines: Machines,
    *,
    rows: IntArray | slice,
    monthly: bool = False,
    better_cop: FloatArray | None = None,
) -> Season:
    """The year with ``machines``, which are ``rows`` of ``units``, in blocks of units.

    ``better_cop``: a factor of each machine on its COP for heat.
    """
    hours = hours_of(needed)
    workshop = Workshop(hours, machines, units.split[rows])
    blocks = [
        _sums(hours, workshop.block(at), monthly=monthly)
        for at in _blocks(len(machines), hours.block(machines.times), machines.times)
    ]
    sums = {
        name: np.concatenate([block[name] for block in blocks], axis=-1).astype(np.float64)
        for name in blocks[0]
    }
    if better_cop is not None:
        sums["winter_power"] /= better_cop
    return _season(needed, units, rows, sums)


def _blocks(units: int, most: int, times: int) -> list[slice]:
    """Parts of ``units`` of about the same size, each a whole number of ``times``."""
    parts = max(1, -(-units // most))
    size = max(1, -(-units // (parts * times)) * times)
    return [slice(start, min(units, start + size)) for start in range(0, max(1, units), size)]


def heating_power(
    outdoor_f: FloatArray, load_btu_h: FloatArray, units: Units, curves: Curves, rows: IntArray
) -> tuple[FloatArray, FloatArray]:
    """Power [W] and heat [BTU/h] of ``rows`` at these temperatures and loads, as in homes.

    ``outdoor_f`` and ``load_btu_h`` are (t,), every load above 0; the answers (units, t).
    """
    need = _need_at(outdoor_f, heat=load_btu_h, cool=np.zeros(outdoor_f.size))
    return _power(need, units, curves, rows, field=FIELD_DERATE)


def cooling_power(
    outdoor_f: FloatArray, load_btu_h: FloatArray, units: Units, curves: Curves, rows: IntArray
) -> tuple[FloatArray, FloatArray]:
    """As ``heating_power``: power [W] and cold [BTU/h] of ``rows``, moisture included."""
    need = _need_at(outdoor_f, heat=np.zeros(outdoor_f.size), cool=load_btu_h)
    return _power(need, units, curves, rows, field=FIELD_COOLING["likely"])


def _power(
    need: Need, units: Units, curves: Curves, rows: IntArray, *, field: float
) -> tuple[FloatArray, FloatArray]:
    """Power [W] and what is moved [BTU/h] at the hours of ``need``, in homes: (units, t) each."""
    workshop = Workshop(hours_of(need), curves.machines(rows), units.split[rows])
    found = workshop.block(slice(0, rows.size))
    fan_w = IDLE_FAN_W * units.split[rows] * found.rest
    return _wide(found.power / (BTU_PER_WH * field) + fan_w).T, _wide(found.delivered).T


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


def _sums(hours: Hours, block: Block, *, monthly: bool) -> dict[str, npt.NDArray[Any]]:
    """What a block of units does in a year, each temperature by its hours: (units,) each, and by
    month (12, units). Power and heat as in the block, × h."""
    warm = slice(0, hours.warm), hours.hours[: hours.warm]
    cold = slice(hours.warm, None), hours.hours[hours.warm :]
    outdoor_f = hours.outdoor_f[warm[0]]
    resting, working = block.rest > 0, block.delivered > 0
    sums: dict[str, npt.NDArray[Any]] = {
        "heat": warm[1] @ block.delivered[warm[0]],
        "stopped": np.zeros(block.rest.shape[1])
        if block.stopped is None
        else warm[1] @ block.stopped[warm[0]],
        "frosty_rest": (warm[1] * (outdoor_f < CRANKCASE_BELOW_F)) @ block.rest[warm[0]],
        "icy": (warm[1] * (outdoor_f < PAN_HEATER_BELOW_F)) @ working[warm[0]],
    }
    for mode, (part, each) in (("winter", warm), ("summer", cold)):
        sums[f"{mode}_power"] = each @ block.power[part]
        sums[f"{mode}_left"] = each @ block.left[part]
        sums[f"{mode}_rest"] = each @ block.rest[part]
        sums[f"{mode}_cycling"] = each @ resting[part]
        sums[f"{mode}_working"] = each @ working[part]
        if monthly:
            by_month = hours.month_hours[:, part]
            sums[f"{mode}_power_by_month"] = by_month @ block.power[part]
            sums[f"{mode}_left_by_month"] = by_month @ block.left[part]
    return sums


def _season(
    needed: Need, units: Units, rows: IntArray | slice, sums: dict[str, npt.NDArray[Any]]
) -> Season:
    """The year of ``rows`` from their ``_sums``."""
    split = units.split[rows]
    # Controls draw all year, by need of the season; the heat of winter's rest is paid in winter.
    standby_kwh = STANDBY_W * 8.76
    total_btu = needed.heat_btu + needed.cool_btu
    winter_share = needed.heat_btu / total_btu if total_btu else 0.0
    winter_standby = np.maximum(standby_kwh * winter_share, STANDBY_W * sums["winter_rest"] / 1000)
    fan_kw = IDLE_FAN_W * split / 1000
    has_pan = units.pan_heater[rows] == PAN_HEATER_BUILT_IN
    winter_kwh = (
        sums["winter_power"] / (BTU_PER_KWH * FIELD_DERATE)
        + fan_kw * sums["winter_rest"]
        + winter_standby
        + CRANKCASE_W * split * sums["frosty_rest"] / 1000
        + PAN_HEATER_W * has_pan * sums["icy"] / 1000
    )
    summer_kwh = (
        sums["summer_power"] / (BTU_PER_KWH * FIELD_COOLING["likely"])
        + fan_kw * sums["summer_rest"]
        + (standby_kwh - winter_standby)
    )
    heat_kwh, cool_kwh = needed.heat_btu / BTU_PER_KWH, needed.cool_btu / BTU_PER_KWH
    backup_kwh, uncooled_kwh = sums["winter_left"] / BTU_PER_KWH, sums["summer_left"] / BTU_PER_KWH
    nothing = np.zeros(split.size)
    months: dict[str, FloatArray] = {}
    if "winter_power_by_month" in sums:
        months["monthly_heating_kwh"] = _by_month(sums["winter_power_by_month"], winter_kwh)
        months["monthly_cooling_kwh"] = _by_month(sums["summer_power_by_month"], summer_kwh)
        months["monthly_backup_kwh"] = sums["winter_left_by_month"].T / BTU_PER_KWH
        months["monthly_uncooled_kwh"] = sums["summer_left_by_month"].T / BTU_PER_KWH
    return Season(
        heating_kwh=winter_kwh,
        cooling_kwh=summer_kwh,
        backup_kwh=backup_kwh,
        heat_delivered_kwh=sums["heat"] / BTU_PER_KWH,
        backup_fraction=np.minimum(backup_kwh / heat_kwh, 1.0) if heat_kwh else nothing,
        cycling_fraction=_share(
            sums["winter_cycling"] + sums["summer_cycling"],
            sums["winter_working"] + sums["summer_working"],
        ),
        heat_cycling_fraction=_share(sums["winter_cycling"], sums["winter_working"]),
        hours_below_cutout=sums["stopped"],
        uncooled_kwh=uncooled_kwh,
        uncooled_fraction=np.minimum(uncooled_kwh / cool_kwh, 1.0) if cool_kwh else nothing,
        **months,
    )


def _share(part: FloatArray, whole: FloatArray) -> FloatArray:
    return np.divide(part, whole, out=np.zeros(whole.size), where=whole > 0)


def _by_month(shares: FloatArray, year: FloatArray) -> FloatArray:
    """A year's kWh spread over the months as ``shares`` (12, units) go, evenly without any."""
    total = shares.sum(axis=0)
    spread = np.divide(shares, total, out=np.full(shares.shape, 1 / 12), where=total > 0)
    return np.asarray((spread * year).T)


def _wide(values: npt.NDArray[Any]) -> FloatArray:
    return np.asarray(values, dtype=np.float64)
