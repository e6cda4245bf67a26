"""Five advices, each line of money worked out again with plain arithmetic from the shipped files.

Nothing of ``advisor.engine`` is used here: prices come from the CSV files, a year's kWh from the
advice, and every dollar from them.
"""

import csv
import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.advice import advise
from advisor.advice.contract import Advice, Pick
from advisor.questions.answer_form import read_text
from catalog.models import HeatPump

pytestmark = pytest.mark.usefixtures("real_data")

TODAY = date(2026, 11, 28)
DATA = Path(__file__).resolve().parents[3] / "advisor" / "data"
UPKEEP = {"mini_split": 90, "window": 15, "portable": 15}
LIFE = {"mini_split": 15, "window": 10, "portable": 7}
BTU_PER_KWH = 3412.14
FUEL_BTU = {"gas": 100_000, "oil": 138_500}
BURNED_WELL = {"gas": 0.85, "oil": 0.83, "electric": 1.0}

ROOMS: dict[str, dict[str, Any]] = {
    "Boston bedroom": {
        "query": "zip=02130&space=bedroom&area=120&heating_now=electric",
        "state": "MA",
        "heat": "electric",
    },
    "Queens renter": {
        "query": "zip=11101&space=studio&area=350&tenure=rent&heating_now=included"
        "&window_type=double_hung&power=shared_115",
        "state": "NY",
        "heat": "included",
    },
    "Denver gas": {
        "query": "zip=80202&space=living_room&area=320&heating_now=gas"
        "&electricity_rate=0.14&fuel_rate=0.95",
        "state": "CO",
        "heat": "gas",
        "electricity": 0.14,
        "fuel": 0.95,
    },
    "Kansas City garage": {
        "query": "zip=64106&space=garage&area=440&insulation=poor&garage_door=bare"
        "&heating_now=none",
        "state": "MO",
        "heat": "none",
    },
    "Fairbanks oil": {
        "query": "zip=99701&space=addition&area=300&heating_now=oil",
        "state": "AK",
        "heat": "oil",
    },
}


def rows_of(name: str, key: str) -> dict[str, dict[str, str]]:
    with (DATA / name).open(newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


class Prices:
    """What a kWh costs this room: of electricity, and of heat as it is made now."""

    def __init__(self, room: dict[str, Any]) -> None:
        state, heat = rows_of("states.csv", "code")[room["state"]], room["heat"]
        self.electricity = room.get("electricity") or float(state["electricity_usd_kwh"])
        self.heat: float | None = None
        if heat == "electric":
            self.heat = self.electricity
        elif heat in FUEL_BTU:
            column = {"gas": "gas_usd_therm", "oil": "oil_usd_gal"}[heat]
            fuel = room.get("fuel") or float(state[column])
            self.heat = fuel / (FUEL_BTU[heat] * BURNED_WELL[heat]) * BTU_PER_KWH
        self.heat_is_in_the_rent = heat == "included"
        self.backup = 0.0 if heat == "included" else self.heat or self.electricity


def advised(room: dict[str, Any]) -> tuple[Advice, Pick, Prices]:
    answers = read_text(room["query"]).answers
    assert answers is not None
    advice = advise(answers, today=TODAY)
    return advice, advice.picks[0], Prices(room)


def year_usd(pick: Pick, prices: Prices) -> float:
    heat = 0.0 if prices.heat_is_in_the_rent else pick.annual.heating_kwh
    bought = heat + pick.annual.cooling_kwh
    return bought * prices.electricity + pick.annual.backup_kwh * prices.backup


def heat_needed_kwh(pick: Pick) -> float:
    """What the unit delivers at its seasonal COP, and what the backup does."""
    return pick.annual.heating_kwh * (pick.seasonal_cop or 0.0) + pick.annual.backup_kwh


def fifteen_years(first: float, again: float, life: int, year: float, upkeep: float) -> float:
    """Paid now, each year, and again at the end of each life; less what is left at the end."""
    total = first
    for number in range(1, 16):
        total += (year * 1.025**number + upkeep) / 1.04**number
        if number % life == 0 and number < 15:
            total += again / 1.04**number
    used = 15 % life or life  # years of the last one
    return total - again * (life - used) / life / 1.04**15


cases = pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS)


@cases
def test_each_line_of_the_installation_is_the_file_s(room: dict[str, Any]) -> None:
    _advice, pick, _prices = advised(room)
    known = rows_of("installation.csv", "code")
    for line in pick.cost.lines:
        if line.name != "unit":
            told = (int(line.low), int(line.typical), int(line.high))
            row = known[line.name]
            assert told == tuple(int(row[end]) for end in ("low", "typical", "high")), line.name
    total = sum(float(line.typical) for line in pick.cost.lines)
    assert float(pick.cost.upfront.typical) == total


@cases
def test_a_dated_price_is_the_one_that_was_seen(room: dict[str, Any]) -> None:
    advice, _pick, _prices = advised(room)
    for pick in advice.picks:
        line = next(each for each in pick.cost.lines if each.name == "unit")
        newest = HeatPump.objects.get(slug=pick.slug).prices.order_by("-observed_on", "-pk").first()
        if pick.evidence.price in {"seen", "aged"}:
            assert newest is not None
            middle = float(newest.amount_low + newest.amount_high) / 2
            assert float(line.typical) == pytest.approx(middle, abs=0.51)
        else:
            assert newest is None or newest.observed_on > TODAY


@cases
def test_a_year_is_kwh_times_their_prices(room: dict[str, Any]) -> None:
    _advice, pick, prices = advised(room)
    assert float(pick.annual.cost_usd) == pytest.approx(year_usd(pick, prices), abs=0.51)


@cases
def test_the_saving_is_the_same_heat_at_the_price_of_now(room: dict[str, Any]) -> None:
    _advice, pick, prices = advised(room)
    saving = pick.saving_usd_per_year
    if prices.heat is None:
        assert saving is None
        return
    assert saving is not None
    delivered = heat_needed_kwh(pick) - pick.annual.backup_kwh
    bought = pick.annual.heating_kwh + pick.annual.cooling_kwh
    by_hand = delivered * prices.heat - bought * prices.electricity
    assert saving.likely == pytest.approx(by_hand, rel=0.002, abs=0.1)
    kept = by_hand - UPKEEP[pick.type]
    paid = float(pick.cost.upfront.typical)
    if kept > 0:
        assert pick.years_to_even == pytest.approx(paid / kept, rel=0.01)
    else:
        assert pick.years_to_even is None


@cases
def test_fifteen_years_of_the_unit_by_hand(room: dict[str, Any]) -> None:
    _advice, pick, prices = advised(room)
    unit = next(float(line.typical) for line in pick.cost.lines if line.name == "unit")
    by_hand = fifteen_years(
        float(pick.cost.upfront.typical),
        unit,
        LIFE[pick.type],
        year_usd(pick, prices),
        UPKEEP[pick.type],
    )
    # Each of the parts is rounded to the dollar.
    assert float(pick.cost.ownership_usd) == pytest.approx(by_hand, abs=3.5)


@cases
def test_fifteen_years_of_doing_nothing_by_hand(room: dict[str, Any]) -> None:
    advice, pick, prices = advised(room)
    year = heat_needed_kwh(pick) * (prices.heat or 0.0)  # nothing cools any of these rooms
    assert advice.nothing.annual_usd is not None
    assert advice.nothing.ownership_usd is not None
    assert float(advice.nothing.annual_usd) == pytest.approx(year, rel=0.002, abs=0.6)
    by_hand = fifteen_years(0.0, 0.0, 10, year, 0.0)
    assert float(advice.nothing.ownership_usd) == pytest.approx(by_hand, rel=0.002, abs=1)


@cases
def test_fifteen_years_of_doing_little_by_hand(room: dict[str, Any]) -> None:
    advice, pick, prices = advised(room)
    little = advice.little
    assert little is not None
    assert little.owning is not None
    # A plain window air conditioner of $60 and 2.5 cents per BTU/h, $15 a year, ten years of life;
    # $60 for each space heater of 1.5 kW that the coldest night asks for, where nothing heats.
    cooler = 60 + 0.025 * advice.load.cooling_btu_h.likely
    heaters = math.ceil(advice.load.heating_btu_h.likely / (1.5 * 3412.142))
    heater = 60.0 * heaters if room["heat"] == "none" else 0.0
    assert float(little.upfront_usd) == pytest.approx(cooler + heater, abs=1)
    heat_price = prices.electricity if room["heat"] == "none" else prices.heat or 0.0
    heat = heat_needed_kwh(pick) * heat_price
    assert little.annual_usd is not None
    assert float(little.annual_usd) >= heat - 1  # and the cold on top
    by_hand = fifteen_years(cooler + heater, cooler + heater, 10, float(little.annual_usd), 15.0)
    assert float(little.owning.total) == pytest.approx(by_hand, abs=12)  # a year's rounded dollar
