"""What a kWh costs by what it is for: two prices a day, and a heat-pump tariff by month."""

from dataclasses import dataclass

import numpy as np

from advisor.engine.answers import Answers
from advisor.engine.load import Loads
from advisor.engine.needed import Need, room_nodes
from advisor.engine.place import FloatArray, Place
from advisor.engine.room import Room
from advisor.engine.room_year import hourly_needs
from advisor.engine.tariffs import Tariff
from advisor.engine.typical_days import HOURS, typical_days

AT_NIGHT = (HOURS > 22) | (HOURS <= 8)
"""Hours, by their ends, that ``night_rate`` covers: from 22 to 8 o'clock."""


@dataclass(frozen=True, kw_only=True)
class UseOfPower:
    """Which part of a year's heat and cold falls where another price counts."""

    night_heat: float = 0.0  # share from 22 to 8 o'clock
    night_cool: float = 0.0
    tariff_heat_usd: float = 0.0  # mean change by the tariff [$/kWh]
    tariff_cool_usd: float = 0.0


PLAIN_USE = UseOfPower()


def use_of_power(
    answers: Answers,
    loads: Loads,
    room: Room,
    place: Place,
    needed: Need,
    *,
    tariff: Tariff | None,
) -> UseOfPower:
    """Shares by hour from the typical days, and by month from what the room needs. The power of
    a unit is taken to follow the need. The hours cost time, so only a ``night_rate`` asks."""
    night_heat = night_cool = 0.0
    if answers.night_rate is not None:
        days = typical_days(place.climate, place.latitude)
        hourly = hourly_needs(room_nodes(loads, room, place), days)
        night_heat = _night_share(hourly.heat @ days.days)
        night_cool = _night_share((hourly.sensible + hourly.latent) @ days.days)
    heat_usd = cool_usd = 0.0
    if tariff is not None:
        change = float(tariff.change_usd_kwh)
        heat_usd = change * _share(needed.month_hours @ needed.heat_btu_h, tariff.months)
        cool_usd = change * _share(needed.month_hours @ needed.cool_btu_h, tariff.months)
    return UseOfPower(
        night_heat=night_heat,
        night_cool=night_cool,
        tariff_heat_usd=heat_usd,
        tariff_cool_usd=cool_usd,
    )


def _night_share(by_hour: FloatArray) -> float:
    return _share(by_hour, AT_NIGHT.astype(float))


def _share(amounts: FloatArray, counted: FloatArray) -> float:
    """Share of ``amounts`` that is counted; 0 where there are none."""
    total = float(amounts.sum())
    return float(np.dot(amounts, counted)) / total if total > 0 else 0.0
