from dataclasses import replace

import pytest
from django.utils.html import strip_tags

from advisor.advice.contract import Advice, Assumption, JudgedUnit, PickLine
from advisor.pages.results.page import ResultsPage
from advisor.pages.shared.fields import hidden_fields
from advisor.pages.shared.fit_chart import axis_value
from advisor.pages.wizard.check import change_link, check_page
from advisor.pages.wizard.question import question_page
from advisor.questions.answer_form import RoomForm, read_text
from advisor.questions.definitions import STEP_OF
from tests.advisor.advice.sample_advice import create_advice, create_pick, money

ROOM = "zip=55401&space=bedroom&area=120"


def form(query: str = ROOM) -> RoomForm:
    return read_text(query)


def results(advice: Advice | None = None, query: str = ROOM) -> ResultsPage:
    return ResultsPage(form=form(query), advice=advice or create_advice())


def test_the_loads_stand_rounded_in_their_colours() -> None:
    needs = results().needs
    assert '<b class="heat">2,400\u00a0BTU/h</b>' in needs
    assert '<b class="cool">2,900</b> of cooling' in needs
    assert "of heat at \u22128\u00a0°F," in needs
    assert needs.endswith("A space heater gives 5,100.")


def test_a_load_of_nothing_is_not_told() -> None:
    load = create_advice().load
    warm = replace(load, heating_btu_h=replace(load.heating_btu_h, likely=10.0))
    assert 'class="heat"' not in results(replace(create_advice(), load=warm)).needs


@pytest.mark.parametrize(("goal", "missing"), [("heating", "cool"), ("cooling", "heat")])
def test_a_load_that_is_not_wanted_is_not_told(goal: str, missing: str) -> None:
    assert f'class="{missing}"' not in results(query=f"{ROOM}&goal={goal}").needs


def test_metric_pages_say_kilowatts_and_celsius() -> None:
    page = results(query="zip=55401&space=bedroom&area=11&units=metric")
    assert '<b class="heat">0.71\u00a0kW</b>' in page.needs
    assert strip_tags(page.crumb) == "Bedroom · 11\u00a0m² · Minneapolis, MN 55401"
    assert page.picks.leading[0].facts[2].label == "Heat at \u221222\u00a0°C"
    assert "units" not in page.other_units


def test_an_unknown_figure_is_not_published_and_never_nothing() -> None:
    card = results().picks.leading[0]
    assert str(card.facts[1].figure) == "not published"
    assert dict(card.energy)["Heat per unit of electricity, whole season"] == "not published"


def test_no_heat_at_the_design_temperature_is_none() -> None:
    evidence = replace(create_pick().evidence, cutout="published")
    cold = create_pick(capacity_at_design_btu_h=0.0, evidence=evidence)
    assert str(results(create_advice(picks=[cold])).picks.leading[0].facts[2].figure) == "none"


def test_an_estimate_is_marked() -> None:
    facts = results().picks.leading[0].facts
    assert [fact.note for fact in facts] == ["estimate", "", "", ""]


def test_one_known_sound_is_told_alone() -> None:
    assert str(results().picks.leading[0].facts[3].figure) == "42\u00a0dB"


def test_money_bars_of_all_picks_share_one_scale() -> None:
    cheap = create_pick(rank=2, label=None)
    cheap = replace(cheap, cost=replace(cheap.cost, upfront=money(400, 500, 600)))
    dear, other = results(create_advice(picks=[create_pick(), cheap])).picks.leading
    assert dear.whisker.low + dear.whisker.width == pytest.approx(100)
    assert other.whisker.likely == pytest.approx(500 / 5400 * 100, abs=0.1)


def test_parts_of_the_price_are_named_in_three_groups() -> None:
    assert results().picks.leading[0].parts == (
        ("unit", "unit", "$1,973"),
        ("install", "installation", "$1,650"),
        ("circuit", "wiring", "$350"),
    )


def test_labelled_picks_lead_in_the_order_of_their_ranks() -> None:
    labels = {1: "best_fit", 5: "quietest"}
    picks = [create_pick(rank=n, slug=f"m-{n}", label=labels.get(n)) for n in range(1, 8)]
    page = results(create_advice(picks=picks, shown=["m-1", "m-2", "m-5"]))
    assert [card.pick.rank for card in page.picks.leading] == [1, 2, 5]
    assert [line.judge.split("?")[0] for line in page.picks.listed] == [
        f"/advice/unit/m-{n}/" for n in range(1, 8)
    ]


def test_an_empty_list_has_no_chart_and_keeps_the_types() -> None:
    page = results(create_advice(picks=[], outcome="refuse"))
    assert page.picks.chart is None
    assert not page.picks.leading
    assert [line.verdict for line in page.why.types] == ["fits", "possible", "unsuitable"]


def test_the_unit_that_was_asked_about_comes_with_what_speaks_against_it() -> None:
    judged = JudgedUnit(pick=create_pick(rank=0, slug="big-24"), against=["cannot turn down"])
    page = results(create_advice(judged=judged), query=f"{ROOM}&model=big-24")
    asked = page.answer.asked
    assert asked is not None
    assert (asked.badge, asked.number) == ("Not for this room", create_pick().model)
    assert asked.against == ("cannot turn down",)
    assert asked.leave == f"/advice/results/?{ROOM}"
    assert asked.address == f"/advice/unit/big-24/?{ROOM}"


def test_a_card_is_level_only_with_the_one_that_stands_above_it() -> None:
    labels = {1: "best_fit", 5: "quietest"}
    picks = [
        create_pick(rank=n, slug=f"m-{n}", label=labels.get(n), practically_equal=n > 1)
        for n in range(1, 7)
    ]
    page = results(create_advice(picks=picks, shown=["m-1", "m-2", "m-5"]))
    assert [(card.pick.rank, card.equal) for card in page.picks.leading] == [
        (1, False),
        (2, True),
        (5, False),
    ]


def test_a_unit_that_stands_still_gives_no_heat_in_the_words_of_the_chart() -> None:
    assert summary_of("published").endswith("and the unit gives no heat.")


def test_a_limit_that_nobody_publishes_is_no_fact_in_the_words_of_the_chart() -> None:
    told = summary_of("unknown")
    assert told.endswith("whether the unit heats then is not published.")


def summary_of(cutout: str) -> str:
    pick = create_pick(capacity_at_design_btu_h=0.0)
    pick = replace(pick, evidence=replace(pick.evidence, cutout=cutout))
    chart = results(create_advice(picks=[pick])).picks.chart
    assert chart is not None
    return chart.summary


def test_the_chart_is_drawn_for_the_pick_that_is_asked_for() -> None:
    picks = [create_pick(rank=n, slug=f"m-{n}", model=f"M{n}") for n in range(1, 5)]
    advice = create_advice(picks=picks)
    page = ResultsPage(form=form(), advice=advice, asked_chart="m-3")
    assert page.picks.chart is not None
    assert page.picks.chart.name.endswith("M3")
    assert [(link.key, link.here) for link in page.picks.drawn] == [
        ("m-1", False),
        ("m-2", False),
        ("m-3", True),
    ]
    assert page.picks.drawn[1].href == f"/advice/results/cold/?{ROOM}&chart=m-2"


@pytest.mark.parametrize("chart", ["m-4", "no-such", '"><b>', "x" * 500])
def test_a_chart_of_a_unit_that_is_not_shown_is_the_first_ones(chart: str) -> None:
    picks = [create_pick(rank=n, slug=f"m-{n}", model=f"M{n}") for n in range(1, 5)]
    page = ResultsPage(form=form(), advice=create_advice(picks=picks), asked_chart=chart)
    assert [link.here for link in page.picks.drawn] == [True, False, False]
    assert page.here == f"/advice/results/?{ROOM}"


def test_one_pick_alone_offers_no_other_chart() -> None:
    page = results(create_advice(picks=[create_pick()]))
    assert page.picks.chart is not None
    assert page.picks.drawn == ()


def test_the_points_of_a_card_are_the_points_of_the_score() -> None:
    card = results().picks.leading[0]
    assert [row.points for row in card.points] == ["50.2", "36.0", "\u22122.0"]
    assert card.score_exact == "84.2"
    assert [row.negative for row in card.points] == [False, False, True]
    assert [row.label for row in card.points] == ["fits the room", "Price", "Gaps"]


def test_an_answer_beside_the_result_says_what_is_assumed_or_told() -> None:
    page = results(query=f"{ROOM}&facing=w")
    fields = {field.name: field for field in (*page.edit.fields, *page.edit.more)}
    assert '<option value="">Average (assumed)</option>' in fields["insulation"].select
    assert '<option value="">not sure</option>' in fields["drafts"].select
    assert '<option value="w" selected>West</option>' in fields["facing"].select
    assert "selected" not in fields["insulation"].select


def test_an_exclusion_links_to_what_lifts_it() -> None:
    page = results(query=f"{ROOM}&power=own_115")
    stuck, lifted = page.why.exclusions
    assert stuck.undo == ""
    assert lifted.undo == f"/advice/results/?{ROOM}&power=new_circuit"
    assert page.why.excluded_title == "52 models left out"


def test_load_lines_of_nothing_are_left_out() -> None:
    assert [row.label for row in results().loads.rows] == ["outside walls", "people"]


def test_a_load_that_the_visitor_brought_stands_beside_ours() -> None:
    heat, cool = results().loads.ranges
    assert heat.own == "2,600\u00a0BTU/h"
    assert cool.own == ""
    assert heat.span == "1,800–3,100\u00a0BTU/h"


def test_the_table_behind_the_chart_holds_the_same_numbers() -> None:
    chart = results().picks.chart
    assert chart is not None
    assert (chart.rows[0].least, chart.rows[0].most) == ("–", "–")
    assert (chart.rows[3].outdoor, chart.rows[3].need) == ("0\u00a0°F", "2,600")


@pytest.mark.parametrize(
    ("value", "units", "text"), [(4000, "us", "4k"), (2500, "us", "2.5k"), (1.25, "metric", "1.2")]
)
def test_axis_numbers_are_short(value: float, units: str, text: str) -> None:
    assert axis_value(value, units) == text


def test_the_check_page_tells_answers_from_assumptions() -> None:
    page = check_page(form(f"{ROOM}&hold=65"), create_advice().assumptions)
    rows = {row.name: row for group in page.groups for row in group.rows}
    assert (rows["hold"].value, rows["hold"].assumed) == ("65\u00a0°F", False)
    assert (rows["insulation"].value, rows["insulation"].why) == ("Average", "usual")
    assert rows["insulation"].assumed
    assert "budget" in {row.name for group in page.groups for row in group.open}
    assert page.answered == 4
    assert page.assumed == len(rows) - 4


def windows_as_checked(query: str) -> tuple[dict[str, str], set[str]]:
    assumption = Assumption(field="window_area", value="14 sq ft", why="usual", label="Glass")
    page = check_page(form(query), [assumption])
    group = next(group for group in page.groups if group.key == "windows")
    return {row.name: row.value for row in group.rows}, {row.name for row in group.open}


def test_glass_that_nobody_measured_is_assumed_with_the_windows() -> None:
    rows, left_open = windows_as_checked(ROOM)
    assert rows == {"windows": "14 sq ft"}
    assert not left_open & {"windows", "window_area"}
    told, left_open = windows_as_checked(f"{ROOM}&windows=few")
    assert told == {"windows": "One small window"}
    assert "window_area" not in left_open
    measured, left_open = windows_as_checked(f"{ROOM}&window_area=22")
    assert measured == {"window_area": "22\u00a0sq ft"}
    assert "windows" not in left_open


def test_the_result_takes_the_same_windows_for_granted() -> None:
    assumption = Assumption(field="window_area", value="14 sq ft", why="usual", label="Glass")
    page = results(create_advice(assumptions=[assumption]))
    field = next(f for f in (*page.edit.fields, *page.edit.more) if f.name == "windows")
    assert '<option value="">14 sq ft (assumed)</option>' in field.select


def test_a_change_link_leads_to_the_question_and_back() -> None:
    link = change_link("drafts", form().given, then="check")
    assert link == f"/advice/?{ROOM}&edit=shell&then=check#q-drafts"
    assert change_link("nonsense", form().given, then="check") == ""


def test_an_answer_that_no_longer_applies_stays_behind() -> None:
    given = form("zip=55401&space=bedroom&area=120&garage_door=bare&hold=60").given
    assert dict(hidden_fields(given)) == {
        "zip": "55401",
        "space": "bedroom",
        "area": "120",
        "hold": "60",
    }


def test_only_answers_of_other_steps_travel_hidden() -> None:
    page = question_page(
        form(f"{ROOM}&above=attic&drafts=tight"), STEP_OF["above"], show_errors=False
    )
    assert [name for name, _value in page.hidden] == ["zip", "space", "area", "drafts"]
    assert page.progress is not None
    assert (page.progress.position, page.progress.total) == (2, 7)
    assert page.back == f"/advice/?{ROOM}&above=attic&drafts=tight&edit=room"


def test_errors_lead_to_their_controls() -> None:
    page = question_page(form("zip=x&area=5&above=moon"), STEP_OF["zip"], show_errors=True)
    assert [target for target, _sentence in page.errors] == [
        "id-zip",
        "id-space-bedroom",
        "id-area",
    ]
    assert page.title.startswith("Error: ")


def test_what_nobody_publishes_of_the_cold_is_not_published_on_the_card() -> None:
    limit = "not published; most of its kind run to −13 °F"
    unknown = create_pick(capacity_at_design_btu_h=0, limit_unknown=limit)
    published = replace(unknown.evidence, cutout="published")
    known = replace(unknown, evidence=published, limit_unknown="")
    told, fact = [
        results(create_advice(picks=[pick])).picks.leading[0] for pick in (unknown, known)
    ]
    hours = "Hours too cold for it"
    assert str(told.facts[2].figure) == "not published"
    assert dict(told.energy)[hours] == limit
    assert str(fact.facts[2].figure) == "none"
    assert dict(fact.energy)[hours] == "12 hours"


def test_one_line_of_a_pick_says_where_its_minimum_is_an_estimate() -> None:
    guessed = create_pick()
    known = replace(guessed, evidence=replace(guessed.evidence, minimum="published"))
    lines = [
        PickLine.of(replace(pick, slug=f"other-{at}")) for at, pick in enumerate((guessed, known))
    ]
    _first, *others = results(create_advice(picks=[create_pick()], others=lines)).picks.listed
    assert [line.least for line in others] == [
        "about 1,600\u00a0BTU/h (estimate)",
        "1,600\u00a0BTU/h",
    ]
