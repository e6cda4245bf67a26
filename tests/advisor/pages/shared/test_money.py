import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.advice.contract import Dated, Pick, Range
from advisor.engine.unit_types import UNIT_TYPES
from advisor.pages.shared.money.carbon_dioxide import carbon
from advisor.pages.shared.money.cost_lines import cost_lines, own_work_elsewhere, own_work_of
from advisor.pages.shared.money.energy_prices import price_fields
from advisor.pages.shared.money.owning_cost import even_sentence, owning_view
from advisor.pages.shared.money.rebates import federal_note, rebate_line
from advisor.pages.shared.money.savings import adds_cooling, saving_view
from advisor.pages.shared.money.year_bills import split_into_whole_dollars, year_view
from advisor.questions.answer_form import read_text
from tests.advisor.advice.sample_advice import (
    TERMS,
    create_advice,
    create_pick,
    create_rebate,
    line,
)

ROOM = "zip=55401&space=bedroom&area=120"


def dollars(row: str) -> list[int]:
    return [
        int(text.replace("\u2212", "-").replace("$", "").replace(",", ""))
        for text in re.findall(r"<td>([^<]*)</td>", row)
    ]


def rows(table: str) -> list[list[int]]:
    return [dollars(row) for row in table.split("</tr>") if row]


def saving(
    low: float, likely: float, high: float, heating: tuple[float, float, float] | None = None
) -> Pick:
    alone = Range(low=heating[0], likely=heating[1], high=heating[2]) if heating else None
    return create_pick(
        saving_usd_per_year=Range(low=low, likely=likely, high=high), heating_saving_usd=alone
    )


@given(st.lists(st.floats(0, 5000), min_size=1, max_size=36), st.integers(0, 20_000))
def test_whole_dollars_add_up_to_the_dollar(amounts: list[float], total: int) -> None:
    parts = split_into_whole_dollars(amounts, total)
    assert sum(parts) == (total if sum(amounts) > 0 else 0)
    assert min(parts) >= 0
    for part, amount in zip(parts, amounts, strict=True):
        assert part == 0 or amount > 0


def test_whole_dollars_stay_within_a_dollar_of_their_share() -> None:
    assert split_into_whole_dollars([1.4, 1.4, 1.2], 4) == [2, 1, 1]
    assert split_into_whole_dollars([0.6, 0.6, 0.0], 1) == [1, 0, 0]
    assert split_into_whole_dollars([0.0, 0.0], 7) == [0, 0]


def test_the_months_add_up_to_the_year_that_stands_above_them() -> None:
    year = year_view(create_pick(), full=25)
    assert year is not None
    months = rows(year.rows)
    assert len(months) == 12
    assert all(sum(month[:-1]) == month[-1] for month in months)
    assert [sum(column) for column in zip(*months, strict=True)] == dollars(year.foot)
    assert dollars(year.foot)[-1] == 118
    uses = [int(amount.removeprefix("$")) for _key, _words, amount in year.uses]
    assert sum(uses) == 118


def test_a_use_that_costs_nothing_has_no_column() -> None:
    idle = [replace(month, backup_usd=0.0) for month in create_pick().months]
    year = year_view(create_pick(months=idle), full=25)
    assert year is not None
    assert [key for key, _words, _amount in year.uses] == ["heating", "cooling"]
    assert year.heads == ("heat", "cooling", "together")


def test_free_electricity_makes_a_year_of_nothing() -> None:
    free = [
        replace(m, heating_usd=0.0, cooling_usd=0.0, backup_usd=0.0) for m in create_pick().months
    ]
    pick = create_pick(months=free)
    pick = replace(pick, annual=replace(pick.annual, cost_usd=Decimal(0)))
    year = year_view(pick, full=0)
    assert year is not None
    assert year.chart.paths == ()
    assert year.chart.peak is None
    assert dollars(year.foot) == [0]


def test_no_year_is_told_without_months() -> None:
    assert year_view(create_pick(months=[]), full=1) is None


def test_the_parts_of_owning_add_up_to_its_total() -> None:
    view = owning_view(create_pick(), {}, TERMS, key="k")
    assert view is not None
    assert view.table.columns == ("10 years", "15 years")
    columns = zip(*rows(view.table.rows), strict=True)
    assert [sum(column) for column in columns] == dollars(view.table.foot)
    assert view.method == "/method/#money"
    assert owning_view(create_pick(owning=[]), {}, TERMS, key="k") is None


def fields_of(markup: str) -> list[tuple[str, ...]]:
    """Name, id, value, placeholder and unit of each field."""
    pattern = (
        r'name="([^"]*)" id="([^"]*)" value="([^"]*)" placeholder="([^"]*)">'
        r'<span class="unit">([^<]*)<'
    )
    return re.findall(pattern, markup)


def test_what_owning_is_counted_with_is_ready_to_be_changed() -> None:
    view = owning_view(create_pick(), {}, TERMS, key="k")
    assert view is not None
    assert fields_of(view.terms) == [
        ("price_growth", "price_growth-k", "", "2.5", "% a year"),
        ("discount", "discount-k", "", "4", "% a year"),
        ("upkeep_mini_split", "upkeep_mini_split-k", "", "90", "$ a year"),
        ("life_mini_split", "life_mini_split-k", "", "15", "years"),
    ]
    told = {"discount": "7", "life_mini_split": "12", "life_window": "9", "upkeep_window": "unsure"}
    view = owning_view(create_pick(), told, TERMS, key="k")
    assert view is not None
    assert [field[2] for field in fields_of(view.terms)] == ["", "7", "", "12"]
    # What another type lasts travels along, unseen.
    assert 'name="life_window" value="9"' in view.carried
    assert "mini_split" not in view.carried
    assert "discount" not in view.carried


def test_the_balance_of_the_years_stands_behind_its_chart() -> None:
    # 3,973 paid; 300, 400 or 500 a year saved.
    pick = replace(saving(300, 400, 500), years_to_even=9.93)
    view = owning_view(pick, {}, TERMS, key="k")
    assert view is not None
    assert ">even after 10 years</text>" in view.chart
    assert "<circle" in view.chart
    assert rows(view.years) == [
        [300 - 3973, 400 - 3973, 500 - 3973],
        [900 - 3973, 1200 - 3973, 1500 - 3973],
        [1500 - 3973, 2000 - 3973, 2500 - 3973],
        [3000 - 3973, 4000 - 3973, 5000 - 3973],
        [4500 - 3973, 6000 - 3973, 7500 - 3973],
    ]


@pytest.mark.parametrize(("likely", "years"), [(-40, None), (0.3, 9000.0)])
def test_what_never_pays_says_never_in_its_chart(likely: float, years: float | None) -> None:
    view = owning_view(replace(saving(-60, likely, 10), years_to_even=years), {}, TERMS, key="k")
    assert view is not None
    assert ">never even</text>" in view.chart
    assert "<circle" not in view.chart
    assert "never" in view.even


def test_nothing_to_compare_with_draws_no_years() -> None:
    view = owning_view(create_pick(saving_usd_per_year=None), {}, TERMS, key="k")
    assert view is not None
    assert (view.chart, view.years) == ("", "")


@pytest.mark.parametrize(
    ("low", "likely", "high", "words", "kind"),
    [
        (80, 120, 160, "Saves about $120 a year against now ($80–160).", ""),
        (-60, 40, 140, "May save: likely about $40 a year against now, but", "open"),
        (-120, -40, 20, "May cost more: likely about $40 a year more than now; it", "none"),
        (-60, -40, -10, "Costs about $40 a year more than now ($10–60).", "none"),
        (0, 0, 0, "Costs the same as now.", "open"),
        (-0.4, 0.3, 0.4, "Costs the same as now.", "open"),
        (-20, 0.2, 30, "Likely costs what you pay now: from $20 more to $30 less.", "open"),
        (0, 40, 90, "May save: likely about $40 a year against now, but", "open"),
    ],
)
def test_a_saving_is_said_as_surely_as_it_is_known(
    low: float, likely: float, high: float, words: str, kind: str
) -> None:
    view = saving_view(saving(low, likely, high), added_cooling=False)
    assert view.first.startswith(words)
    assert view.kind == kind
    assert view.more == ()


def test_added_cooling_is_told_apart_from_the_heat() -> None:
    view = saving_view(saving(-30, 4, 40, heating=(-2, 24, 50)), added_cooling=True)
    assert view.more == (
        "Heating alone: may save, likely $24; from $2 more to $50 less.",
        "Cooling is an added cost, about $20 of it a year.",
    )


@pytest.mark.parametrize(
    ("heating", "words"),
    [
        ((10, 30, 50), "Heating alone: saves about $30 ($10–50)."),
        ((-50, -20, -5), "Heating alone: costs about $20 more ($5–50)."),
        ((-50, -20, 5), "Heating alone: may cost more, likely $20; from $50 more to $5 less."),
        ((-50, 0.2, 40), "Heating alone: likely the same; from $50 more to $40 less."),
        ((0, 0, 0.1), "Heating alone: costs the same as now."),
    ],
)
def test_the_heat_alone_is_said_with_its_own_range(
    heating: tuple[float, float, float], words: str
) -> None:
    view = saving_view(saving(60, 100, 140, heating=heating), added_cooling=False)
    assert view.more == (words,)


def test_the_heat_is_not_told_twice_where_it_is_all() -> None:
    assert saving_view(saving(10, 30, 50, heating=(10, 30, 50)), added_cooling=False).more == ()


def test_nothing_is_said_of_a_saving_that_is_not_known() -> None:
    view = saving_view(create_pick(saving_usd_per_year=None), added_cooling=True)
    assert (view.first, view.more) == ("", ())


@pytest.mark.parametrize(
    ("query", "adds"),
    [
        ("", True),
        ("&cooling_now=none", True),
        ("&cooling_now=window", False),
        ("&goal=heating", False),
    ],
)
def test_cooling_is_added_where_it_is_wanted_and_not_there(query: str, adds: bool) -> None:
    answers = read_text(ROOM + query).answers
    assert answers is not None
    assert adds_cooling(answers) == adds


@pytest.mark.parametrize(
    ("pick", "years", "words"),
    [
        (create_pick(saving_usd_per_year=None), None, "As far as we know, it replaces nothing"),
        (saving(-60, -40, -10), None, "It never pays for itself at these prices."),
        (saving(300, 400, 500), 9.6, "It pays for itself in about 10 years"),
        (saving(-5, 400, 500), 9.6, "It may pay for itself in about 10 years"),
        (
            saving(50, 100, 150),
            40.0,
            "Not within its life: over 15 years it saves about $1,500 after upkeep, of the $3,973",
        ),
        (
            replace(saving(50, 80, 150), upkeep_more_usd=90),
            None,
            "It never pays for itself at these prices: its upkeep takes what it saves.",
        ),
    ],
)
def test_the_years_to_even_are_a_sentence(pick: Pick, years: float | None, words: str) -> None:
    assert even_sentence(replace(pick, years_to_even=years)).startswith(words)


def test_a_line_of_ones_own_work_costs_nothing_and_can_be_given_back() -> None:
    pick = create_pick()
    lines = [line("unit", 1, 2, 3), line("snow_stand", 1, 2, 3), line("labour", 1, 2, 3)]
    pick = replace(pick, cost=replace(pick.cost, lines=lines, alone=("condensate_pump",)))
    told = cost_lines(pick)
    assert [(each.code, each.done) for each in told] == [
        ("", False),
        ("snow_stand", False),
        ("", False),
        ("condensate_pump", True),
    ]
    assert (told[3].low, told[3].typical, told[3].high) == ("$0", "$0", "$0")


def test_own_work_that_a_unit_has_no_line_for_is_not_shown_but_kept() -> None:
    pick = create_pick()
    pick = replace(pick, cost=replace(pick.cost, alone=("snow_stand",)))
    mine = ("snow_stand", "condensate_pump", "handyman")
    assert [each.code for each in cost_lines(pick) if each.done] == ["snow_stand"]
    kept = own_work_elsewhere(pick, mine)
    assert re.findall('value="([a-z_]+)"', kept) == ["condensate_pump", "handyman"]


def test_every_kind_of_own_work_belongs_to_a_type() -> None:
    from advisor.engine.answers import MULTIPLE_CHOICES

    offered = {code for key in UNIT_TYPES for code in own_work_of(key)}
    assert offered == set(MULTIPLE_CHOICES["own_work"])


def test_a_price_of_ones_own_stands_beside_the_mean_of_the_state() -> None:
    asked = ["electricity_rate"]
    [field] = price_fields(create_advice(), {}, asked)
    assert (field.value, field.shown, field.note) == (
        "",
        "0.15",
        "your state’s average, April 2026",
    )
    [field] = price_fields(create_advice(), {"electricity_rate": "0.4"}, asked)
    assert (field.value, field.note) == (
        "0.4",
        "your own; your state’s average, April 2026: $0.15",
    )
    [field] = price_fields(create_advice(), {"electricity_rate": "unsure"}, asked)
    assert (field.value, field.note) == ("", "your state’s average, April 2026")


def test_the_price_of_the_fuel_is_the_state_s_with_its_date() -> None:
    heated = {"heating_now": "gas"}
    [field] = price_fields(create_advice(), heated, ["fuel_rate"])
    assert (field.shown, field.unit, field.note) == (
        "1.23",
        "$ per therm",
        "your state’s average, 2024",
    )
    site = create_advice().site
    stand_in = Dated(value=1.2, as_of="2024", source="EIA", of_country=True)
    [field] = price_fields(create_advice(site=replace(site, fuel=stand_in)), heated, ["fuel_rate"])
    assert field.note == "the US average, 2024"
    [field] = price_fields(create_advice(site=replace(site, fuel=None)), heated, ["fuel_rate"])
    assert (field.shown, field.note) == ("", "no price is known for your state: please give yours")


def test_only_a_rebate_that_counts_has_an_amount() -> None:
    rebate = create_rebate(amount_usd=Decimal(500))
    assert rebate_line(rebate).amount == ""
    assert rebate_line(replace(rebate, counts=True)).amount == "$500"
    assert rebate_line(rebate).checked == "checked November 23, 2026"
    assert rebate_line(replace(rebate, url="javascript:alert(1)")).url == ""


def test_no_federal_credit_is_said_only_where_we_know_that_it_ended() -> None:
    assert federal_note([create_rebate()]).startswith("No federal tax credit for 2026")
    assert federal_note([create_rebate(counts=True)]) == ""
    assert federal_note([create_rebate(code="hear-ma")]) == ""
    assert federal_note([create_rebate(name="Renamed")]) != ""
    assert federal_note([]) == ""


def test_carbon_dioxide_is_told_against_now() -> None:
    grid = create_advice().site.grid
    assert carbon(create_pick(), grid, "us") == ()
    assert carbon(create_pick(co2_lb=100.0), None, "us") == ()
    with_it, counted = carbon(create_pick(co2_lb=100.0), grid, "us")
    assert with_it.startswith("With it: about 100\u00a0lb a year")
    assert counted == (
        "Counted with 0.84\u00a0lb per kWh at the outlet: EPA eGRID2023, as of 2023."
    )
    against = carbon(create_pick(co2_lb=100.0, co2_now_lb=300.0), grid, "us")[1]
    assert against.endswith("so it is 200\u00a0lb less.")
    more = carbon(create_pick(co2_lb=300.0, co2_now_lb=100.0), grid, "metric")[1]
    assert more.endswith("so it is 91\u00a0kg more.")
