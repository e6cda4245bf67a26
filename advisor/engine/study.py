"""One room with every unit of the catalog: loads, year and costs, all computed once.

``fit``, ``ranking`` and ``verdict`` only read what is here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np

from advisor.engine.answers import Answers
from advisor.engine.bill import room_loads
from advisor.engine.curve_points import cooling_weights, heating_weights
from advisor.engine.electricity import PLAIN_USE, UseOfPower, use_of_power
from advisor.engine.equipment import (
    HEATING_GRID_F,
    BoolArray,
    Curves,
    IntArray,
    Units,
)
from advisor.engine.load import Loads
from advisor.engine.money import INSTALLATION, Purchase, Rates, Upfront, purchase, rates, upfront
from advisor.engine.needed import YEAR_ROUND_WATTS, Need, need, night_load
from advisor.engine.place import FloatArray, Place
from advisor.engine.room import Room, describe
from advisor.engine.season import Season, heat_needed_at, simulate
from advisor.engine.tariffs import Tariff
from advisor.engine.thin_air import at_elevation, output_factor
from advisor.engine.unit_types import Triple

PURCHASE = ("low", "typical", "high", "basis", "price_class", "aged_share")
MILD_DAY_F, WARM_DAY_F = 47.0, 82.0
"""Outdoor temperatures at which a lowest output is told: of heat, and of cooling."""
NOT_TUNED: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True, eq=False)
class Study:
    """Arrays have one entry per unit of ``units``."""

    answers: Answers
    place: Place
    room: Room
    loads: Loads
    needed: Need
    units: Units
    curves: Curves
    season: Season
    bought: Purchase
    upfront: Upfront
    rates: Rates
    heating_wanted: bool
    cooling_wanted: bool
    tuning: Mapping[str, float] = field(default_factory=dict)  # what editors changed
    tariff: Tariff | None = None  # of the utility that the visitor picked
    use: UseOfPower = PLAIN_USE

    def tuned(self, name: str, default: float) -> float:
        """The constant ``name`` as the editors set it, else the engine's own ``default``."""
        return self.tuning.get(name, default)

    @cached_property
    def running_usd(self) -> FloatArray:
        """Electricity and backup of a year, and what a plain window unit would need for the cold
        that is left undone. [$]"""
        return (
            self.season.heating_kwh * self.pump_heat_usd_kwh
            + self.season.cooling_kwh * self.rates.pump_cool_usd_kwh
            + self.season.backup_kwh * self.rates.backup_usd_kwh
            + self.season.uncooled_kwh * self.uncooled_usd_kwh
        )

    @property
    def pump_heat_usd_kwh(self) -> float:
        """Price of the electricity for the unit's heat; nothing where the heat is paid for and the
        unit is there to cool: nobody would heat with it. [$ per kWh]"""
        only_cools = self.heat_included and self.cooling_wanted
        return 0.0 if only_cools else self.rates.pump_heat_usd_kwh

    @property
    def uncooled_usd_kwh(self) -> float:
        """Price of cold that the unit leaves undone. [$ per kWh of cold]"""
        return self.rates.uncooled_usd_kwh

    @cached_property
    def output_at_design(self) -> FloatArray:
        """Highest heat output at the local design temperature, were it to run there. [BTU/h]"""
        at = heating_weights(self.place.heating_design_f)
        return (self.curves.heat_most @ at)[:, 0].astype(float)

    @cached_property
    def capacity_at_design(self) -> FloatArray:
        """Highest heat output at the local design temperature; 0 below the cut-out. [BTU/h]"""
        runs = self.place.heating_design_f >= self.curves.cutout_f
        return np.where(runs, self.output_at_design, 0.0)

    def heat_share_below(self, outdoor_f: FloatArray) -> FloatArray:
        """Share of the year's heat that the room needs below each temperature."""
        order = np.argsort(self.needed.outdoor_f)
        heat = (self.needed.heat_btu_h * self.needed.hours)[order]
        before = np.concatenate([[0.0], np.cumsum(heat)]) / max(float(heat.sum()), 1e-9)
        return np.asarray(before[np.searchsorted(self.needed.outdoor_f[order], outdoor_f)])

    @cached_property
    def cold_output_is_estimated(self) -> BoolArray:
        """Whether the output at the local design temperature is ours: none published for the
        cold, or none for as cold as it gets here. [unit]"""
        beyond = self.place.heating_design_f < self.curves.coldest_point_f
        return np.asarray(self.curves.estimated["cold_output"] | beyond)

    @cached_property
    def cooling_at_design(self) -> FloatArray:
        """Highest cooling output at the local design temperature. [BTU/h]"""
        at = cooling_weights(self.place.cooling_design_f)
        return (self.curves.cool_most @ at)[:, 0].astype(float)

    @cached_property
    def heating_coverage(self) -> FloatArray:
        """Output at design against the heating load."""
        return self.capacity_at_design / max(self.loads.heating.likely, 1.0)

    @cached_property
    def coverage_while_running(self) -> FloatArray:
        """Output against the need where it is hardest for each unit: at the design temperature,
        or at its cut-out where that is warmer (the hours below stand in the backup)."""
        return self.coverage_down_to(self.curves.cutout_f)

    def coverage_down_to(self, cutout_f: FloatArray) -> FloatArray:
        """``coverage_while_running``, did the units stop at ``cutout_f``."""
        hardest_f = np.maximum(self.place.heating_design_f, cutout_f)
        at = np.clip(np.interp(hardest_f, HEATING_GRID_F, np.arange(HEATING_GRID_F.size)), 0, None)
        low = np.minimum(at.astype(int), HEATING_GRID_F.size - 2)
        rows, share = np.arange(len(self.units)), at - low
        most = self.curves.heat_most
        output = most[rows, low] * (1 - share) + most[rows, low + 1] * share
        return np.asarray(output / np.maximum(heat_needed_at(self.loads, self.room, hardest_f), 1))

    @cached_property
    def cooling_coverage(self) -> FloatArray:
        """Rated cooling, carried to the local design temperature, against what the room asks for
        (Manual S: the total, or the sensible load over a unit's usual sensible share)."""
        at_95 = cooling_weights(95.0)
        carried = self.cooling_at_design / np.maximum((self.curves.cool_most @ at_95)[:, 0], 1.0)
        here = self.units.cooling_btu_h * output_factor(self.place.elevation_ft)
        return np.asarray(here * carried / max(self.loads.cooling_capacity_needed_btu_h, 1.0))

    @cached_property
    def mild_heat_btu_h(self) -> float:
        """What the room needs on a 47 °F day. [BTU/h]"""
        return float(heat_needed_at(self.loads, self.room, np.array([MILD_DAY_F]))[0])

    @cached_property
    def night_sound_db(self) -> FloatArray:
        """Sound indoors at the speed that the night's load needs; NaN where none is published.

        Between the lowest and the highest speed it rises with the share of the output.
        """
        quietest, loudest = self.units.sound_min_db, self.units.sound_max_db
        night = night_load(self.needed)
        if night is None:
            return quietest
        load, outdoor_f, heat = night
        least, most = (
            (self.curves.heat_least, self.curves.heat_most)
            if heat
            else (self.curves.cool_least, self.curves.cool_most)
        )
        at = heating_weights(outdoor_f) if heat else cooling_weights(outdoor_f)
        low, high = (least @ at)[:, 0], (most @ at)[:, 0]
        share = np.clip((load - low) / np.maximum(high - low, 1.0), 0.0, 1.0)
        louder = loudest - quietest
        return np.asarray(quietest + share * np.where(np.isnan(louder), 0.0, louder))

    @cached_property
    def heat_share(self) -> float:
        """Heat in the heat and cold that the room needs in a year."""
        heat, cold = self.needed.heat_btu, self.needed.cool_btu
        return heat / (heat + cold) if heat + cold else 0.5

    @cached_property
    def worst_weeks(self) -> dict[tuple[int, bool], object]:
        """What ``worst_week`` found already, by row and season."""
        return {}

    @property
    def cools_in_winter(self) -> bool:
        """Whether equipment keeps the room warm enough to need cooling in winter."""
        return self.cooling_wanted and self.room.likely("watts") >= YEAR_ROUND_WATTS

    @property
    def heat_included(self) -> bool:
        """Whether somebody else pays for the heat: then a new unit saves none."""
        return self.answers.heating_now == "included"

    @property
    def other_heat(self) -> bool:
        """Whether something else heats the room and stays."""
        return self.answers.heating_now not in {None, "none"}


def study(
    answers: Answers,
    place: Place,
    units: Units,
    curves: Curves,
    *,
    today: int,
    installation: Mapping[str, Triple] = INSTALLATION,
    tuning: Mapping[str, float] = NOT_TUNED,
    tariff: Tariff | None = None,
) -> Study:
    """Everything about the room of ``answers`` at ``place`` with each of ``units``.

    ``today`` (proleptic ordinal) ages the prices; ``installation`` holds the editors' prices of
    the lines of work, ``tuning`` what they changed of the ranking (see ``engine.tuning``),
    ``tariff`` the picked utility's. The ``curves`` are those at sea level; the study has them at
    the elevation of the place.
    """
    place = at_own_design(answers, place)
    alone = room_alone(answers, place, tariff=tariff)
    bought = purchase(units, curves, today=today)
    curves = at_elevation(curves, place.elevation_ft)
    return Study(
        place=place,
        units=units,
        curves=curves,
        season=simulate(alone["needed"], units, curves),
        bought=bought,
        upfront=upfront(units, bought, answers, place, installation=installation),
        tuning=tuning,
        tariff=tariff,
        **alone,
    )


def room_alone(answers: Answers, place: Place, *, tariff: Tariff | None) -> dict[str, Any]:
    """The fields of a ``Study`` that are the same whatever the units: what the room of ``answers``
    needs, what is wanted of it, and what energy costs there."""
    alone = room_without_rates(answers, place)
    use = use_of_power(
        answers, alone["loads"], alone["room"], place, alone["needed"], tariff=tariff
    )
    return alone | {"rates": rates(answers, place.prices, use=use), "use": use}


def room_without_rates(answers: Answers, place: Place) -> dict[str, Any]:
    """What of ``room_alone`` is no matter of what energy costs."""
    room = describe(answers)
    calculated = room_loads(room, place, answers)
    goal = answers.goal or "both"
    heating = goal != "cooling" and calculated.heating.likely > 0
    cooling = goal != "heating" and calculated.cooling.likely > 0
    needed = need(calculated, room, place, heating=heating, cooling=cooling)
    return {
        "answers": answers,
        "room": room,
        "loads": calculated,
        "needed": needed,
        "heating_wanted": heating and needed.heat_btu > 0,
        "cooling_wanted": cooling,
    }


def with_limit_lifted(
    study: Study, answers: Answers, *, installation: Mapping[str, Triple] = INSTALLATION
) -> Study:
    """The same year under ``answers`` that lift a limit: what has to be installed is priced again,
    with the editors' prices of ``installation`` (a circuit, an installer instead of a kit)."""
    again = upfront(study.units, study.bought, answers, study.place, installation=installation)
    return replace(study, answers=answers, upfront=again)


def monthly(study: Study, rows: IntArray) -> Season:
    """The year with only ``rows``, month by month."""
    return simulate(study.needed, study.units, study.curves, rows=rows, monthly=True)


def at_own_design(answers: Answers, place: Place) -> Place:
    """The place with the design temperatures that the expert gave, if any."""
    heating, cooling = answers.heating_design, answers.cooling_design
    return replace(
        place,
        heating_design_f=place.heating_design_f if heating is None else heating,
        cooling_design_f=place.cooling_design_f if cooling is None else cooling,
    )
