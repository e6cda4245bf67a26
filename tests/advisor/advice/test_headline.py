"""What leads an answer: this room's decisive fact, and its two bars."""

import re
from datetime import date

import pytest
from django.utils import translation
from django.utils.translation import ngettext

from advisor.advice import advise
from advisor.advice.benchmark_rooms import ROOMS
from advisor.advice.contract import Advice
from advisor.advice.sentences.headline import NAMED
from advisor.advice.sentences.headline_table import TABLES
from advisor.advice.sentences.headline_words import FIGURES, THIS
from advisor.advice.sentences.one_answer import KEEPS_OUT
from advisor.engine.conversions import W_M2_PER_BTU_H_FT2
from advisor.engine.improvement import GLASS_FIRST
from advisor.pages.results.room_loads import needs_sentence
from advisor.questions.answer_form import read_text
from advisor.questions.labels import choice_label

TODAY = date(2026, 11, 29)


def advice_of(query: str, units: str = "us") -> Advice:
    answers = read_text(query).answers
    assert answers is not None
    return advise(answers, today=TODAY, full=3, units=units)


def bars(advice: Advice) -> tuple[float, float]:
    assert advice.pair is not None
    one, other = advice.pair.rows
    return one.value, other.value


def test_every_sentence_names_only_figures_that_there_are() -> None:
    for leads in (each for table in TABLES.values() for each in table):
        assert set(NAMED.findall(str(leads.text))) <= set(FIGURES), leads.key


def test_keys_are_unique_and_each_outcome_has_a_sentence_for_any_room() -> None:
    keys = [leads.key for table in TABLES.values() for leads in table]
    assert len(keys) == len(set(keys))
    for table in TABLES.values():
        assert table[-1].score(None) == 1  # type: ignore[arg-type]


@pytest.mark.usefixtures("real_data")
def test_boston_bedroom_is_told_that_every_unit_is_too_strong() -> None:
    advice = advice_of(ROOMS["2"].replace("&priorities=quiet", ""))
    assert advice.headline_key == "comfort_and_too_strong"
    needs, least = bars(advice)
    assert 600 < needs < 1000
    assert least > 1.25 * needs


@pytest.mark.usefixtures("real_data")
def test_heat_in_the_rent_is_drawn_as_nothing_beside_the_cooling() -> None:
    rent = "tenure=rent&heating_now=included&window_type=double_hung&power=own_115"
    advice = advice_of(f"zip=02130&space=studio&area=350&{rent}")
    assert advice.headline == "Heat is in your rent, so pick a heat pump for summer."
    heat, cooling = bars(advice)
    assert heat == 0 < cooling
    assert round(cooling) == advice.picks[0].annual.cost_usd
    assert advice.folds["money"] == "nothing to save on heat"


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize("cooling_now", ["none", "window"])
def test_a_tenant_with_heat_in_the_rent_is_told_what_cools_for_less(cooling_now: str) -> None:
    advice = advice_of(
        "zip=11101&space=bedroom&area=120&tenure=rent&heating_now=included&outdoor_unit=no"
        f"&wall_hole=no&window_type=double_hung&power=shared_115&cooling_now={cooling_now}"
    )
    assert advice.headline_key == "plain_cooling_for_less"
    plain, pump = bars(advice)
    course = advice.nothing if cooling_now == "window" else advice.little
    assert course is not None
    assert course.ownership_usd is not None
    first = advice.picks[0]
    assert round(plain) == course.ownership_usd
    assert round(pump) == first.cost.ownership_usd
    less = float(advice.headline.split("$")[1].split()[0].replace(",", ""))
    assert less == pytest.approx(pump - plain, abs=10)
    assert advice.folds["money"] == f"about ${less:,.0f} more over 15 years"
    cooling = sum(month.cooling_usd for month in first.months)
    assert round(cooling) == first.annual.cost_usd
    assert sum(month.heating_usd for month in first.months) == 0


@pytest.mark.usefixtures("real_data")
def test_the_bars_beside_one_step_are_of_that_step_alone() -> None:
    advice = advice_of("zip=11101&space=porch&area=150")
    assert advice.headline_key == "first_glass"
    before, after = bars(advice)
    assert f"needs {100 * (1 - after / before):.0f}% less heat" in advice.headline
    assert advice.pair is not None
    assert advice.pair.rows[1].label == "With that alone"


@pytest.mark.usefixtures("real_data")
def test_denver_is_told_to_keep_its_gas_by_two_bills_that_differ_by_the_loss() -> None:
    advice = advice_of(ROOMS["14"])
    gas, pump = bars(advice)
    loss = float(advice.headline.split("$")[1].split()[0])
    assert pump - gas == pytest.approx(loss, abs=3)


@pytest.mark.usefixtures("real_data")
def test_temperatures_and_loads_come_in_the_units_of_the_page() -> None:
    query = "zip=80205&space=studio&area=350&insulation=poor&windows=glass_walls"
    metric = advice_of(query, units="metric")
    assert metric.pair is not None
    assert "°F" not in metric.headline + metric.pair.caption
    assert "kW" in metric.pair.caption


@pytest.mark.usefixtures("real_data")
def test_fairbanks_is_told_that_no_unit_heats_in_its_cold() -> None:
    advice = advice_of("zip=99701&space=bedroom&area=140")
    assert advice.headline_key == "colder_than_any"
    assert "−36" in advice.headline
    assert "−22" in advice.headline


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize("room", ["sunroom&area=160", "garage&area=400", "bedroom&area=2500"])
def test_where_no_unit_runs_none_is_drawn_with_what_it_would_give(room: str) -> None:
    advice = advice_of(f"zip=99701&space={room}")
    assert advice.headline_key == "colder_than_any"
    assert advice.pair is None


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize("units", ["us", "metric"])
def test_a_room_that_loses_too_much_is_drawn_by_its_loss_and_the_most(units: str) -> None:
    porch = "zip=02130&space=porch&area=150&glass=single&heating_now=none"
    advice = advice_of(porch, units=units)
    assert advice.headline_key == "no_only_heat"
    lost, most = bars(advice)
    assert lost > most == GLASS_FIRST["room of glass"]
    assert advice.pair is not None
    watts = lost * W_M2_PER_BTU_H_FT2
    unit, shown = ("W/m²", watts) if units == "metric" else ("BTU/h per sq ft", lost)
    assert unit in advice.pair.caption
    assert advice.pair.rows[0].text == f"{shown:.0f}"


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize(("more", "blamed"), [("area=2500", False), ("area=120&budget=300", True)])
def test_only_an_answer_that_was_given_is_blamed(more: str, blamed: bool) -> None:
    advice = advice_of(f"zip=02130&space=bedroom&{more}")
    assert advice.headline_key.startswith("without_") == blamed


SMALL = "zip=02130&space=bedroom&area=120"


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("budget=800&outdoor_unit=yes", r"Your \$800 budget keeps out every unit: without it \d+"),
        ("features=mobile,wifi", r"“Made for an RV” keeps out every unit: without it \d+ units"),
        ("type=window&window_width=10", r"The types you chose keep out every unit"),
        ("type=mini_split&outdoor_unit=no", r"No outdoor unit is allowed"),
        ("type=mini_split&wall_hole=no", r"No hole in the wall is allowed"),
        ("type=mini_split&outdoor_unit=no&wall_hole=no", r"if both are allowed, \d+ units"),
    ],
)
def test_the_one_answer_that_keeps_every_unit_out_is_named(more: str, said: str) -> None:
    advice = advice_of(f"{SMALL}&{more}")
    assert advice.picks == []
    assert re.search(said, advice.headline), advice.headline


@pytest.mark.parametrize(("language", "longest"), [("en", 81), ("es", 100)])
def test_an_answer_that_is_named_still_makes_a_short_headline(language: str, longest: int) -> None:
    with translation.override(language):
        some = ngettext("%(count)s unit", "%(count)s units", 879) % {"count": 879}
        figures = {
            "budget": "$800",
            "let_in": some,
            "feature": choice_label("features", "wifi"),
            "this": THIS["bedroom"],
        }
        told = [str(text) % figures for text in KEEPS_OUT.values()]
    assert [each for each in told if len(each) > longest] == []


@pytest.mark.usefixtures("real_data")
def test_shade_is_no_cure_for_lost_heat() -> None:
    note = advice_of("zip=99701&space=porch&area=160").load.note
    assert note is not None
    assert "heating load; window film" in note


RACK = (
    "zip=02130&space=office&area=40&exterior_walls=0&watts=1500&people=0&above=heated&below=heated"
    "&use=all_day"
)


@pytest.mark.usefixtures("real_data")
def test_a_room_of_machines_hears_first_where_its_unit_stops_cooling_and_of_no_heat() -> None:
    advice = advice_of(RACK)
    assert advice.headline_key == "cools_in_winter"
    assert advice.picks[0].catch.startswith("It cools down to 14")
    assert "heat" not in needs_sentence(advice, "us")
    (extreme,) = [text for text in advice.warnings if "extreme load" in text]
    assert "100% of it is equipment" in extreme
    assert "glass" not in extreme


@pytest.mark.usefixtures("real_data")
def test_an_extreme_load_of_glass_names_the_windows() -> None:
    advice = advice_of("zip=99701&space=porch&area=160")
    assert any("of it is the windows" in text for text in advice.warnings)
    assert "of heat" in needs_sentence(advice, "us")


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize(
    ("told", "key"),
    [
        ("&tenure=rent", "nothing_cools_enough"),
        ("&tenure=rent&heating_now=none", "no_only_heat"),
        ("&tenure=own", "one_of_heat_and_cooling"),  # the few that cool it do not heat it enough
    ],
)
def test_a_room_that_units_could_heat_is_refused_for_its_cooling(told: str, key: str) -> None:
    """Told that nothing else heats it, its loss keeps every unit out."""
    porch = f"zip=70112&space=porch&area=200&windows=glass_walls{told}"
    assert advice_of(porch).headline_key == key


@pytest.mark.usefixtures("real_data")
def test_what_fails_on_cooling_names_the_cooling_and_what_may_go_in() -> None:
    porch = advice_of("zip=70112&space=porch&area=200&windows=glass_walls&tenure=rent")
    cool = round(porch.load.cooling_btu_h.likely, -2)
    said = f"No unit you may put in cools this porch enough: it needs {cool:,.0f}\u00a0BTU/h."
    assert porch.headline.replace(" BTU", "\u00a0BTU") == said
    assert "goal=heating" in {way.undo for way in porch.ways_in}


@pytest.mark.usefixtures("real_data")
def test_a_unit_in_a_box_is_compared_in_stores_and_asked_no_quotes() -> None:
    basement = (
        "zip=04401&space=basement&area=600&tenure=rent&goal=cooling&outdoor_unit=yes"
        "&exterior_walls=0&insulation=average&priorities=running&budget=3000&window_type=slider"
    )
    advice = advice_of(basement)
    assert advice.picks[0].type == "window"
    assert advice.headline_key == "prices_differ"
    assert advice.pair is not None
    assert "quote" not in " ".join([advice.headline, *(row.label for row in advice.pair.rows)])


@pytest.mark.usefixtures("real_data")
def test_what_pays_by_cooling_alone_is_measured_against_no_fuel() -> None:
    honolulu = "zip=96817&space=studio&area=400&tenure=own&cooling_now=window&windows=many"
    for heat in ("none", "electric"):
        advice = advice_of(f"{honolulu}&heating_now={heat}")
        assert advice.headline_key == "pays_back_by_cooling"
        assert advice.headline.startswith("It cools for so much less that it pays for itself in")
    with translation.override("es"):
        assert "su ." not in advice_of(f"{honolulu}&heating_now=none").headline


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize(
    "query",
    [
        "zip=80202&space=basement&area=500&heating_now=gas&tenure=own",
        ROOMS["14"],
    ],
)
def test_a_winter_costs_no_more_than_its_year_and_the_bars_differ_by_the_loss(query: str) -> None:
    advice = advice_of(query)
    assert advice.pair is not None
    now, pump = (int(re.sub(r"\D", "", row.text)) for row in advice.pair.rows)
    loss = int(re.findall(r"\$(\d+) more each winter", advice.headline)[0])
    assert pump - now == loss
    assert pump <= advice.picks[0].annual.cost_usd


@pytest.mark.usefixtures("real_data")
def test_the_lowest_output_of_all_is_that_of_the_units_that_may_go_in() -> None:
    home = "zip=94110&space=tiny_home&area=160&heating_now=none&power=shared_115&outdoor_unit=yes"
    advice = advice_of(f"{home}&installer=diy")
    assert advice.headline == (
        "Even at 40\u00a0°F no unit that may go in goes as low as this tiny home needs."
    )
    assert advice.pair is not None
    assert advice.pair.rows[1].label == "Lowest allowed"
    assert bars(advice)[1] > 1.1 * bars(advice_of(home.replace("power=shared_115&", "")))[1]


def test_no_sentence_speaks_of_every_unit_where_only_those_that_serve_are_looked_at() -> None:
    looked_at = {"mild_day", "coldest_night_least", "lowest_cooling"}
    texts = [
        str(leads.text)
        for table in TABLES.values()
        for leads in table
        if getattr(leads.pair, "__name__", "") in looked_at
    ]
    assert len(texts) >= 7
    for text in texts:
        if "unit" in text or "gentlest" in text:
            assert "that may go in" in text or "the unit that runs longest" in text, text


@pytest.mark.usefixtures("real_data")
def test_a_camp_that_is_cooled_now_and_then_is_told_what_cools_for_less() -> None:
    camp = "zip=04442&space=tiny_home&area=350&tenure=own&heating_now=wood&insulation=poor"
    advice = advice_of(f"{camp}&goal=cooling&use=occasional")
    assert advice.headline_key == "plain_cooling_now_and_then"
    plain, pump = bars(advice)
    assert advice.little is not None
    assert plain == pytest.approx(float(advice.little.ownership_usd or 0), abs=51)
    less = re.findall(r"cools for \$([\d,]+) less", advice.headline)[0].replace(",", "")
    assert pump - plain == pytest.approx(float(less), abs=101)
    assert advice.folds["money"].startswith(f"about ${int(less):,} more")
    assert advice_of(f"{camp}&goal=cooling").headline_key != "plain_cooling_now_and_then"
    assert advice_of(f"{camp}&use=occasional").headline_key != "plain_cooling_now_and_then"


@pytest.mark.usefixtures("real_data")
def test_the_catch_of_a_unit_bought_to_cool_is_what_does_that_for_less() -> None:
    bedroom = "zip=60614&space=bedroom&area=150&tenure=own"
    advice = advice_of(f"{bedroom}&goal=cooling")
    first = advice.picks[0]
    assert advice.little is not None
    told = re.fullmatch(
        r"A plain window AC cools it for about \$([\d,]+) less over 15 years\.", first.catch
    )
    assert told, first.catch
    less = float(first.cost.ownership_usd) - float(advice.little.ownership_usd or 0)
    assert float(told[1].replace(",", "")) == pytest.approx(less, abs=101)
    assert "plain" not in "".join(pick.catch for pick in advice.picks[1:])
    for other in ("window_type=none", "type=mini_split", "watts=1500", "goal=both"):
        assert "plain" not in advice_of(f"{bedroom}&goal=cooling&{other}").picks[0].catch, other


@pytest.mark.usefixtures("real_data")
def test_a_plain_air_conditioner_that_is_there_is_named_as_what_cools_for_less() -> None:
    bedroom = "zip=60614&space=bedroom&area=150&tenure=own&goal=cooling&cooling_now=window"
    assert advice_of(bedroom).picks[0].catch.startswith("What you have now cools it for about $")
    with translation.override("es"):
        assert "Lo que tiene ahora" in advice_of(bedroom).picks[0].catch


@pytest.mark.usefixtures("real_data")
def test_a_garage_to_be_sealed_is_told_to_have_the_air_of_a_gas_heater_checked() -> None:
    garage = "zip=95823&space=garage&area=400&tenure=own&heating_now=none&use=occasional"
    sealed = "A gas heater needs air: ask before you seal."
    assert any(sealed in line for line in advice_of(garage).safety)
    tight = f"{garage}&insulation=very_good&drafts=tight&garage_door=none"
    assert not any(sealed in line for line in advice_of(tight).safety)
    for query in (garage, tight):
        assert any("18 inches" in line for line in advice_of(query).safety)


@pytest.mark.usefixtures("real_data")
def test_a_limit_that_nobody_publishes_is_no_fact_in_the_conclusion_on_cold() -> None:
    cabin = "zip=99737&space=tiny_home&area=300&insulation=good&heating_now=propane"
    advice = advice_of(f"{cabin}&fuel_rate=5.20&electricity_rate=0.24")
    assert advice.picks[0].evidence.cutout != "published"
    assert advice.folds["cold"] == "\u221236\u00a0°F: not published"
