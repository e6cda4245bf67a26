"""Owning at the user's own terms, dated prices, and rebates: on the real catalog and climate."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from advisor.advice import advise
from advisor.advice.contract import Advice, Assumption, Rebate
from advisor.engine.answers import Answers
from advisor.models import Incentive, State
from advisor.questions.answer_form import read_text
from advisor.reference import costs
from advisor.reference.loader import record_edit
from catalog.models import HeatPump
from tests.lanes import slow

pytestmark = pytest.mark.usefixtures("real_data")

TODAY = date(2026, 11, 23)
ROOM = "zip=02130&space=bedroom&area=150&type=mini_split"


def answers_of(query: str) -> Answers:
    answers = read_text(query).answers
    assert answers is not None
    return answers


def advice_of(query: str, **options: Any) -> Advice:
    return advise(answers_of(query), today=TODAY, **options)


def assumed(advice: Advice) -> dict[str, Assumption]:
    return {line.field: line for line in advice.assumptions}


# --- owning --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "dearer"),
    [
        ("price_growth=10", True),
        ("price_growth=-5", False),
        ("discount=0", True),
        ("discount=12", False),
        ("upkeep_mini_split=300", True),
        ("upkeep_mini_split=0", False),
        ("life_mini_split=7", True),
    ],
)
def test_own_terms_move_the_cost_of_owning_and_nothing_else(term: str, dearer: bool) -> None:
    usual, own = advice_of(ROOM).picks[0], advice_of(f"{ROOM}&{term}").picks[0]
    assert (own.cost.ownership_usd > usual.cost.ownership_usd) == dearer
    assert own.cost.ownership_usd != usual.cost.ownership_usd
    assert own.cost.upfront == usual.cost.upfront
    assert own.annual == usual.annual
    assert own.score == usual.score


def test_what_is_counted_with_is_told_until_it_is_answered() -> None:
    told = assumed(advice_of(ROOM))
    assert told["price_growth"].value == "2.5% a year"
    assert told["discount"].value == "4% a year"
    assert told["upkeep_mini_split"].value == "$90 a year"
    assert told["life_mini_split"].value == "15\u00a0years"
    assert "life_portable" not in told  # no portable among the picks
    own = assumed(advice_of(f"{ROOM}&discount=3&life_mini_split=12"))
    assert own.keys() == told.keys() - {"discount", "life_mini_split"}


def test_another_type_s_terms_change_nothing_here() -> None:
    assert advice_of(f"{ROOM}&life_window=2&upkeep_portable=900").picks == advice_of(ROOM).picks


# --- prices --------------------------------------------------------------------------------------


def test_the_fuel_s_mean_price_is_assumed_with_its_date_and_source() -> None:
    advice = advice_of(f"{ROOM}&heating_now=oil")
    state = State.objects.get(code="MA")
    fuel = advice.site.fuel
    assert fuel is not None
    assert fuel.value == pytest.approx(float(state.oil_usd_gal or 0))
    assert (fuel.as_of, fuel.source) == ("2024", state.oil_source)
    line = assumed(advice)["fuel_rate"]
    assert line.value == f"${state.oil_usd_gal:.2f} per gallon"
    assert line.why == f"your state’s average, 2024 ({state.oil_source})"
    assert assumed(advice)["heating_efficiency"].value == "83%"
    own = assumed(advice_of(f"{ROOM}&heating_now=oil&fuel_rate=4&heating_efficiency=90"))
    assert not {"fuel_rate", "heating_efficiency"} & own.keys()
    assert "fuel_rate" not in assumed(advice_of(f"{ROOM}&heating_now=electric"))
    assert "heating_efficiency" not in assumed(advice_of(f"{ROOM}&heating_now=wood"))


def test_a_price_that_stands_in_is_not_called_the_state_s() -> None:
    advice = advice_of("zip=00901&space=bedroom&area=150&heating_now=gas")
    for dated in (advice.site.electricity, advice.site.fuel):
        assert dated is not None
        assert dated.of_country
    assert assumed(advice)["fuel_rate"].why.startswith("the US average, 2024 (")
    home = advice_of(ROOM).site
    assert home.electricity is not None
    assert not home.electricity.of_country


def test_the_grid_is_told_as_it_reaches_the_socket() -> None:
    grid = advice_of(ROOM).site.grid
    state = State.objects.get(code="MA")
    assert grid is not None
    # As generated, in lb/MWh; 4.5 % are lost on the way.
    assert grid.value == pytest.approx((state.co2_lb_per_mwh or 0) / 1000 / 0.955)
    assert (grid.as_of, grid.source) == (state.co2_as_of, state.co2_source)


def test_a_class_price_names_its_class_its_date_and_what_others_say() -> None:
    renter = "zip=11101&space=studio&area=350&tenure=rent&window_type=double_hung&power=own_115"
    advice = advice_of(f"{renter}&heating_now=electric&type=window&model=cchp11")
    assert advice.judged is not None
    shown = [*advice.picks, advice.judged.pick]
    notes = {line.source for pick in shown for line in pick.cost.lines if line.name == "unit"}
    # A larger class stands beside it, with a note of its own.
    ordinary = next(note for note in notes if "ordinary window units up to 10,500\u00a0" in note)
    assert "Home-improvement guide of July 7, 2025" in ordinary
    assert "A general guide" not in ordinary  # the class is the guide's range itself
    saddle = next(note for note in notes if "cold-climate window units" in note)
    assert "hypoair.com" in saddle
    assert "as of 2025." in saddle
    assert "A general guide says $350–900 for the type." in saddle


# --- rebates -------------------------------------------------------------------------------------


def town_rebate(**changes: Any) -> Incentive:
    row = Incentive.objects.create(
        **{
            "code": "our-town",
            "name": "Our town",
            "kind": "utility",
            "status": "open",
            "states": ["MA"],
            "energy_star": True,
            "amount_type": "flat",
            "amount_usd": Decimal(300),
            "programme_url": "https://www.example.gov/heat-pumps",
            "source": "its page",
            "last_checked": TODAY - timedelta(days=10),
            **changes,
        }
    )
    record_edit()
    costs.forget()
    return row


def town(advice: Advice) -> Rebate:
    return next(each for each in advice.rebates if each.code == "our-town")


def certify(slug: str, certified: bool | None) -> None:
    HeatPump.objects.filter(slug=slug).update(energy_star=certified)


@pytest.mark.parametrize(
    ("certified", "counts", "words"),
    [
        (True, True, ""),
        (False, False, "The rating of this unit is too low for it."),
        (None, False, "It asks for a rating that is not published for this unit."),
    ],
)
def test_a_rebate_for_energy_star_counts_for_a_certified_unit(
    certified: bool | None, counts: bool, words: str
) -> None:
    town_rebate()
    certify(advice_of(ROOM).picks[0].slug, certified)
    told = town(advice_of(ROOM))
    assert (told.counts, told.note) == (counts, words)
    assert told.amount_usd == (Decimal(300) if counts else None)


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "paused"},
        {"last_checked": TODAY - timedelta(days=61)},
        {"min_hspf2": Decimal("99.0")},
        slow({"status": "closed"}),
        slow({"status": "unknown"}),
        slow({"ends_on": TODAY - timedelta(days=1)}),
        slow({"starts_on": TODAY + timedelta(days=1)}),
        slow({"income_rule": "Up to the area's median income"}),
    ],
)
def test_what_is_not_open_and_checked_never_counts(changes: dict[str, Any]) -> None:
    town_rebate(**changes)
    certify(advice_of(ROOM).picks[0].slug, True)
    advice = advice_of(ROOM)
    assert not town(advice).counts
    assert town(advice).amount_usd is None
    assert town(advice).note
    assert not any(each.counts for each in advice.rebates)


def test_a_rebate_of_another_place_is_not_told() -> None:
    town_rebate(states=["NH"])
    assert "our-town" not in {each.code for each in advice_of(ROOM).rebates}


def test_the_federal_credit_is_told_as_ended_by_its_code() -> None:
    credit = next(each for each in advice_of(ROOM).rebates if each.code == "federal-25c")
    assert not credit.counts
    assert "December 31, 2025" in credit.note


# --- own work ------------------------------------------------------------------------------------


def test_own_work_stands_only_on_units_that_have_the_line() -> None:
    advice = advise(
        replace(answers_of(ROOM), type=(), own_work=("snow_stand", "window_bracket")), today=TODAY
    )
    told = {pick.type: pick.cost.alone for pick in advice.picks}
    assert told["mini_split"] == ("snow_stand",)
    assert set(told.values()) <= {("snow_stand",), ("window_bracket",), ()}
    warm = advise(replace(answers_of(ROOM), zip="33139", own_work=("snow_stand",)), today=TODAY)
    assert {pick.cost.alone for pick in warm.picks} == {()}
