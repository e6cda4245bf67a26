"""Tariffs, night prices, and old fuel prices on the real data: sums and sentences."""

from datetime import date

import pytest

from advisor.advice import advise
from advisor.advice.contract import Advice
from advisor.questions.answer_form import read_text

pytestmark = pytest.mark.usefixtures("real_data")

BOSTON = "zip=02130&space=bedroom&area=150&heating_now=gas&type=mini_split"


def told(query: str, today: date = date(2026, 11, 28)) -> Advice:
    answers = read_text(query).answers
    assert answers is not None
    return advise(answers, today=today)


def test_the_tariffs_of_the_state_are_offered() -> None:
    assert [name for _code, name in told(BOSTON).rates.tariffs] == [
        "Eversource",
        "National Grid",
        "Unitil",
    ]
    assert told(BOSTON.replace("02130", "80202")).rates.tariffs == ()


def test_a_picked_tariff_lowers_the_bill_and_says_so() -> None:
    plain, own = told(BOSTON), told(f"{BOSTON}&tariff=ma-eversource")
    first = plain.picks[0]
    same = next(pick for pick in own.picks if pick.slug == first.slug)
    assert same.annual.cost_usd < first.annual.cost_usd
    assert same.annual.heating_kwh == first.annual.heating_kwh
    bills = [month.heating_usd + month.cooling_usd + month.backup_usd for month in same.months]
    assert sum(bills) == pytest.approx(float(same.annual.cost_usd), abs=0.51)
    # January at 7.45 cents less, July as it was (within what the year's mean moves).
    assert same.months[0].heating_usd < 0.85 * first.months[0].heating_usd
    assert own.nothing == plain.nothing  # gas pays no tariff
    assert any("Eversource takes $0.07" in note for note in own.rates.notes)
    assert any("Enter last winter’s kWh" in note for note in own.rates.notes)


def test_the_rest_of_the_home_is_told_from_its_bill() -> None:
    # 3,000 kWh in five months are 3,600 in the tariff's six: × $0.0745 = $268.
    own = told(f"{BOSTON}&tariff=ma-eversource&bill_kwh=3000&home_area=1800")
    assert any("about $268 a year" in note for note in own.rates.notes)


def test_a_tariff_of_another_state_changes_nothing_and_is_said() -> None:
    denver = BOSTON.replace("02130", "80202")
    own = told(f"{denver}&tariff=ma-eversource")
    assert own.picks == told(denver).picks
    assert own.rates.notes[0].startswith("We know no tariff “ma-eversource” in your state")


def test_a_night_price_lowers_heat_by_its_hours() -> None:
    plain, own = told(BOSTON), told(f"{BOSTON}&night_rate=0.10")
    same = next(pick for pick in own.picks if pick.slug == plain.picks[0].slug)
    assert same.annual.cost_usd < plain.picks[0].annual.cost_usd
    assert "between 10 p.m. and 8 a.m." in own.rates.notes[0]


def test_an_old_fuel_price_is_told_until_it_is_answered() -> None:
    assert any("natural gas is 2 winters old" in note for note in told(BOSTON).rates.notes)
    assert told(f"{BOSTON}&fuel_rate=1.5").rates.notes == ()
    assert told(BOSTON.replace("gas", "electric")).rates.notes == ()


def test_an_hour_of_use_and_the_hours_without_it_have_their_dollars() -> None:
    plain, own = told(BOSTON), told(f"{BOSTON}&use=occasional")
    first = own.picks[0]
    # 3 to 10 p.m. on 365 days: 2,555 hours.
    usd = float(first.annual.cost_usd) / 2555
    assert first.hours_used_cost_usd == pytest.approx(usd, abs=0.6 / 2555)
    assert any("an hour of use costs about $0.0" in note for note in own.rates.notes)
    assert any("2,555 hours a year" in note for note in own.rates.notes)
    assert any("against keeping it at temperature day and night" in n for n in own.rates.notes)
    assert plain.picks[0].hours_used_cost_usd is None
    assert not any("hour of use" in note for note in plain.rates.notes)
