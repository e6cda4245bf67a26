"""Every line of money adds up to its total, to the dollar, wherever and at whatever price."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.advice import advise
from advisor.advice.contract import Advice
from advisor.advice.contract_json import as_json
from advisor.engine.answers import BOUNDS, CHOICES, MULTIPLE_CHOICES, SPACES, WHOLE_NUMBERS, Answers
from advisor.questions.money_questions import OWNING
from tests.lanes import each_once

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
ZIPS = ("33139", "80205", "99701", "04330", "00901")  # Miami, Denver, Fairbanks, Maine, San Juan


def adds_up(advice: Advice) -> bool:
    """Assert sums, signs and finiteness of everything in dollars."""
    for pick in advice.picks:
        cost = pick.cost
        for end in ("low", "typical", "high"):
            lines = [getattr(line, end) for line in cost.lines]
            assert sum(lines, Decimal(0)) == getattr(cost.upfront, end)
            assert all(amount >= 0 and amount == amount.to_integral_value() for amount in lines)
        assert cost.upfront.low <= cost.upfront.typical <= cost.upfront.high
        for owning in pick.owning:
            assert sum(owning.parts.values(), Decimal(0)) == owning.total
            assert owning.parts["left"] <= 0  # comes back at the end
            assert min(part for name, part in owning.parts.items() if name != "left") >= 0
            # What was bought stands in the lines above and in the years below alike.
            assert owning.parts["unit"] + owning.parts["installation"] == cost.upfront.typical
        assert cost.ownership_usd == pick.owning[-1].total
        for saving in (pick.saving_usd_per_year, pick.heating_saving_usd):
            assert saving is None or saving.low <= saving.likely <= saving.high
        bills = [m.heating_usd + m.cooling_usd + m.backup_usd for m in pick.months]
        assert len(bills) == 12
        assert min(bills) >= 0
        assert sum(bills) == pytest.approx(float(pick.annual.cost_usd), abs=0.51)
        assert pick.annual.cost_usd >= 0
    # No NaN and no infinity anywhere: JSON has neither.
    json.dumps(as_json(advice), allow_nan=False)
    return True


@pytest.mark.parametrize(("zip_code", "rate"), each_once(3, ZIPS, [0.0, 0.18, 5.0]))
def test_sums_hold_from_miami_to_fairbanks_at_any_rate(
    real_data: None, zip_code: str, rate: float
) -> None:
    for fuel in CHOICES["heating_now"]:
        told = advise(
            Answers(
                zip=zip_code,
                space="bedroom",
                area=150,
                electricity_rate=rate,
                heating_now=fuel,
                cooling_now="window",
            ),
            today=TODAY,
        )
        assert adds_up(told)
        if rate == 0 and fuel == "electric":
            assert all(pick.annual.cost_usd == 0 for pick in told.picks)


@pytest.mark.parametrize("zip_code", ["33139", "99701"])
@pytest.mark.parametrize("rate", [0.0, 5.0])
def test_sums_hold_at_the_ends_of_what_owning_may_be_counted_with(
    real_data: None, zip_code: str, rate: float
) -> None:
    for end in (0, 1):
        terms: dict[str, Any] = {
            name: int(BOUNDS[name][end]) if name in WHOLE_NUMBERS else BOUNDS[name][end]
            for name in OWNING
        }
        told = advise(
            Answers(
                zip=zip_code,
                space="studio",
                area=450,
                electricity_rate=rate,
                heating_now="oil",
                cooling_now="portable",
                **terms,
            ),
            today=TODAY,
        )
        assert told.picks
        assert adds_up(told)


@given(
    space=st.sampled_from(SPACES),
    zip_code=st.sampled_from(ZIPS),
    area=st.floats(*BOUNDS["area"]),
    insulation=st.sampled_from(CHOICES["insulation"]),
    fuel=st.sampled_from(CHOICES["heating_now"]),
    cooling=st.sampled_from(CHOICES["cooling_now"]),
    installer=st.sampled_from(CHOICES["installer"]),
    power=st.sampled_from(CHOICES["power"]),
    own_work=st.sets(st.sampled_from(MULTIPLE_CHOICES["own_work"])),
    rate=st.none() | st.floats(*BOUNDS["electricity_rate"]),
    fuel_rate=st.none() | st.floats(*BOUNDS["fuel_rate"]),
    growth=st.none() | st.floats(*BOUNDS["price_growth"]),
    discount=st.none() | st.floats(*BOUNDS["discount"]),
    upkeep=st.none() | st.floats(*BOUNDS["upkeep_mini_split"]),
    life=st.none() | st.integers(1, 40),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@pytest.mark.slow
def test_sums_hold_for_any_room(
    real_data: None,
    space: str,
    zip_code: str,
    area: float,
    insulation: str,
    fuel: str,
    cooling: str,
    installer: str,
    power: str,
    own_work: set[str],
    rate: float | None,
    fuel_rate: float | None,
    growth: float | None,
    discount: float | None,
    upkeep: float | None,
    life: int | None,
) -> None:
    assert adds_up(
        advise(
            Answers(
                zip=zip_code,
                space=space,
                area=area,
                insulation=insulation,
                heating_now=fuel,
                cooling_now=cooling,
                installer=installer,
                power=power,
                own_work=tuple(sorted(own_work)),
                electricity_rate=rate,
                fuel_rate=fuel_rate,
                price_growth=growth,
                discount=discount,
                upkeep_mini_split=upkeep,
                life_mini_split=life,
                life_window=life,
                life_portable=life,
            ),
            today=TODAY,
        )
    )


def test_work_done_alone_leaves_the_total(real_data: None) -> None:
    room = {"zip": "02130", "space": "bedroom", "area": 150.0, "type": ("mini_split",)}
    hired = advise(Answers(**room), today=TODAY).picks[0]  # type: ignore[arg-type]
    alone = advise(Answers(**room, own_work=("snow_stand",)), today=TODAY)  # type: ignore[arg-type]
    same = next(pick for pick in alone.picks if pick.slug == hired.slug)
    line = next(each for each in hired.cost.lines if each.name == "snow_stand")
    assert hired.cost.upfront.typical - same.cost.upfront.typical == line.typical
    assert "snow_stand" not in {each.name for each in same.cost.lines}
