from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from advisor.engine.electricity import UseOfPower, use_of_power
from advisor.engine.money import Rates, rates
from advisor.engine.study import Study, study
from advisor.engine.tariffs import Tariff
from tests.advisor.engine.samples import PRICES, PUBLISHED, TODAY, answers_of, study_of

WINTER = Tariff(
    code="t",
    name="A utility",
    states=("MA",),
    change_usd_kwh=Decimal("-0.0745"),
    first_month=11,
    last_month=4,
)


def rates_of(use: UseOfPower, **answers: Any) -> Rates:
    return rates(answers_of(**answers), PRICES, use=use)


def again(found: Study, tariff: Tariff | None = None, **answers: Any) -> Study:
    return study(
        replace(found.answers, **answers),
        found.place,
        found.units,
        found.curves,
        today=TODAY,
        tariff=tariff,
    )


def test_two_prices_mix_by_the_hours_of_the_night() -> None:
    # $0.20 by day, $0.10 at night: 45 % of the heat at night is 0.155, 20 % of the cold 0.18.
    found = rates_of(
        UseOfPower(night_heat=0.45, night_cool=0.20),
        night_rate=0.10,
        heating_now="electric",
        cooling_now="window",
    )
    assert found.electricity_usd_kwh == 0.20
    assert found.heat_usd_kwh == found.heat_now_usd_kwh == pytest.approx(0.155)
    assert found.pump_heat_usd_kwh == pytest.approx(0.155)
    assert found.cool_usd_kwh == pytest.approx(0.18)
    assert found.cool_now_usd_kwh == pytest.approx(0.18 / 3.2)


def test_a_tariff_is_the_heat_pump_s_and_not_the_heater_s() -> None:
    found = rates_of(
        UseOfPower(tariff_heat_usd=-0.07, tariff_cool_usd=-0.01), heating_now="electric"
    )
    assert found.heat_now_usd_kwh == pytest.approx(0.20)
    assert found.pump_heat_usd_kwh == pytest.approx(0.13)
    assert found.pump_cool_usd_kwh == pytest.approx(0.19)
    assert found.backup_usd_kwh == pytest.approx(0.13)  # the home has a heat pump then
    free = rates_of(UseOfPower(tariff_heat_usd=-0.30), heating_now="electric")
    assert free.pump_heat_usd_kwh == 0


def test_without_either_every_kwh_has_one_price() -> None:
    found = rates_of(UseOfPower(), heating_now="heat_pump")
    assert found.heat_usd_kwh == found.cool_usd_kwh == found.pump_heat_usd_kwh == 0.20


def test_the_hours_of_the_night_come_from_the_typical_days() -> None:
    found = study_of(PUBLISHED, night_rate=0.10)
    # Ten of 24 hours, and the colder ones: more than their share of the heat, less of the cold.
    assert 10 / 24 < found.use.night_heat < 0.70
    assert 0 <= found.use.night_cool < 10 / 24
    assert study_of(PUBLISHED).use.night_heat == 0  # not asked for, not computed


def test_a_winter_tariff_lowers_the_months_it_covers() -> None:
    found = study_of(PUBLISHED)
    with_it = again(found, WINTER)
    heat = found.needed.month_hours @ found.needed.heat_btu_h
    share = heat[[0, 1, 2, 3, 10, 11]].sum() / heat.sum()
    assert 0.3 < share <= 1
    assert with_it.rates.pump_heat_usd_kwh == pytest.approx(0.20 - 0.0745 * share)
    assert with_it.running_usd[0] < found.running_usd[0]
    nothing = use_of_power(
        found.answers, found.loads, found.room, found.place, found.needed, tariff=None
    )
    assert nothing == UseOfPower()
