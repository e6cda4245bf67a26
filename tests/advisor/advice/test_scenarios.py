"""Twelve rooms that an expert worked by hand: bands, types, exclusions and warnings.

Loads are the expert's hand calculation ± 30 % where the query describes the whole room; where the
expert left the glass or the walls untold, the query holds the usual answer. Everything is asked
with and without the figures of restricted rights, through the JSON of ``manage.py advise``.
"""

import re
from datetime import date
from typing import Any

import pytest
from pytest_django import Settings

from advisor.advice import advise
from advisor.advice.benchmark_rooms import ROOMS
from advisor.advice.contract_json import as_json
from advisor.engine.unit_types import UNIT_TYPES
from advisor.questions.answer_form import read_text

pytestmark = pytest.mark.usefixtures("real_data")

TODAY = date(2026, 11, 23)

_told: dict[str, dict[str, dict[str, Any]]] = {}

Told = dict[str, dict[str, Any]]


@pytest.fixture(params=["1", "0"], ids=["with rights", "without rights"])
def told(request: pytest.FixtureRequest, settings: Settings) -> Told:
    """The advice of every case, computed once for each setting of the rights."""
    settings.CATALOG_WITH_RIGHTS = request.param
    if request.param not in _told:
        found: Told = {}
        for case, query in {**ROOMS, "15 any stock": f"{ROOMS['15']}&stock=any"}.items():
            answers = read_text(query).answers
            assert answers is not None, case
            found[case] = as_json(advise(answers, today=TODAY))
        _told[request.param] = found
    return _told[request.param]


def types(advice: dict[str, Any]) -> dict[str, str]:
    return {each["type"]: each["verdict"] for each in advice["types"]}


def picked_types(advice: dict[str, Any]) -> set[str]:
    return {pick["type"] for pick in advice["picks"]}


def said(advice: dict[str, Any]) -> str:
    """Everything that the advice says in words, in small letters."""
    sentences = [advice["headline"], *advice["warnings"], *advice["would_change"]]
    sentences += [each["why"] for each in advice["types"]]
    for pick in advice["picks"]:
        sentences += [*pick["why"], *pick["why_not"]]
    return " ".join(sentences).lower()


# Expert's load at the expert's design temperature, brought to ours by the degrees below 70 °F.
HEATING = [
    ("1", 4700, 17),
    ("2", 1600, 12),
    ("5", 22_700, 7),
    ("5 insulated", 9100, 7),
    ("6", 6900, 9),
    ("8", 5500, -15),
    ("9", 6300, 3),
    ("12", 2500, 52),
    ("13", 5500, -3),
    ("14", 6100, 4),
    ("15", 3700, 41),
    ("17", 2000, 22),
    ("21", 14_500, -8),
]


@pytest.mark.parametrize(("case", "btu_h", "design_f"), HEATING, ids=[row[0] for row in HEATING])
def test_heating_load_is_near_the_experts(
    told: Told, case: str, btu_h: float, design_f: float
) -> None:
    advice = told[case]
    expert = btu_h * (70 - advice["site"]["heating_design_f"]) / (70 - design_f)
    assert advice["load"]["heating_btu_h"]["likely"] == pytest.approx(expert, rel=0.3)


COOLING = [
    ("1", 4800),
    ("2", 2400),
    ("5", 13_800),
    ("5 insulated", 6000),
    ("6", 2700),
    ("8", 3300),
    ("9", 7200),
    ("12", 8700),
    ("13", 3400),
    ("14", 5500),
    ("15", 5400),
    ("17", 7100),
    ("21", 8200),
]


@pytest.mark.parametrize(("case", "btu_h"), COOLING, ids=[row[0] for row in COOLING])
def test_cooling_load_is_near_the_experts(told: Told, case: str, btu_h: float) -> None:
    assert told[case]["load"]["cooling_btu_h"]["likely"] == pytest.approx(btu_h, rel=0.3)


def test_queens_tenant_gets_a_cheap_window_unit_first(told: Told) -> None:
    advice = told["1"]
    assert advice["outcome"] == "recommend"
    assert types(advice)["mini_split"] == "unsuitable"
    assert picked_types(advice) <= {"window"}
    first = advice["picks"][0]
    assert first["type"] == "window"
    # Not a cold-climate model: heat is in the rent, and saves nothing.
    assert first["cost"]["upfront"]["typical"] <= 900
    assert first["saving_usd_per_year"] is None
    assert "rent" in advice["headline"]
    assert "cold" not in first["points"]


def test_queens_tenant_who_pays_for_heat_is_shown_a_saddle_unit(told: Told) -> None:
    dear = [p for p in told["1 pays for heat"]["picks"][:2] if p["hours_below_cutout"] < 20]
    assert dear
    assert 2500 <= dear[0]["cost"]["lines"][0]["typical"] <= 3400
    assert dear[0]["type"] == "window"


def test_queens_portable_is_refused(told: Told) -> None:
    assert told["1 portable"]["outcome"] == "refuse"
    assert told["1 portable"]["picks"] == []


def test_boston_bedroom_is_told_that_it_will_cycle(told: Told) -> None:
    advice = told["2"]
    assert advice["outcome"] == "recommend"
    first = advice["picks"][0]
    assert first["type"] == "mini_split"
    assert first["min_output_47f_btu_h"] <= 2500
    assert "stops and starts" in " ".join(first["why_not"])
    assert first["capacity_at_design_btu_h"] > advice["load"]["heating_btu_h"]["high"]
    # About $100 a year at $0.18; Massachusetts pays $0.30.
    assert 40 <= first["saving_usd_per_year"]["likely"] <= 200


def test_small_bedroom_never_gets_a_strong_unit_while_a_gentle_one_fits(told: Told) -> None:
    assert all(pick["min_output_47f_btu_h"] <= 2500 for pick in told["2"]["picks"])
    # No invented load: they are shown, flagged.
    undo = {each["undo"] for each in told["2"]["excluded"]}
    assert "flagged=too_strong" in undo
    assert not any("_load" in each for each in undo)


def test_bare_garage_is_insulated_before_anything_is_bought(told: Told) -> None:
    advice = told["5"]
    assert advice["outcome"] == "improve_first"
    first_warning = advice["warnings"][0].lower()
    assert "work on the room first" in first_warning
    assert "garage door" in first_warning
    assert "fuel vapor" in said(advice)
    # Both prices: after the work, and as the room is.
    second_run = advice["warnings"][1]
    assert "After that work" in second_run
    assert second_run.count("$") >= 4
    # As it is, the room asks for a large unit: the largest that is listed.
    assert any("about 18,000" in t["why"] for t in advice["types"])


def test_insulated_garage_takes_a_9k_or_12k(told: Told) -> None:
    first = told["5 insulated"]["picks"][0]
    assert first["type"] == "mini_split"
    assert first["capacity_at_design_btu_h"] >= 8000
    assert first["min_output_47f_btu_h"] <= 4500


def test_damp_basement_is_sent_for_a_dehumidifier(told: Told) -> None:
    advice = told["6"]
    words = said(advice)
    assert "dehumidifier for $200 to $350" in words
    assert "gutters" in words
    assert "radon" in words
    assert types(advice)["window"] == "unsuitable"
    first = advice["picks"][0]
    assert first["type"] == "mini_split"
    # The FS06 goes down to 1,600, a figure whose rights are not ours: an estimate of 2,610.
    assert first["min_output_47f_btu_h"] <= 2200 or "FS06" in first["model"]
    assert "condensate_pump" in {line["name"] for line in first["cost"]["lines"]}


def test_duluth_gets_a_unit_that_runs_at_minus_22(told: Told) -> None:
    advice = told["8"]
    first = advice["picks"][0]
    assert first["type"] == "mini_split"
    assert first["capacity_at_design_btu_h"] > 0
    assert first["hours_below_cutout"] <= 20
    assert "Keep another heater" in " ".join(advice["warnings"])
    assert "base-pan heater" in said(advice)
    assert "snow_stand" in {line["name"] for line in first["cost"]["lines"]}
    assert 1.5 <= first["seasonal_cop"] <= 2.8


def test_duluth_never_heats_by_window_unit_alone(told: Told) -> None:
    assert picked_types(told["8 only heat"]) <= {"mini_split"}


def test_chicago_condo_gets_a_saddle_unit_and_is_told_of_the_way_back(told: Told) -> None:
    advice = told["9"]
    assert types(advice)["mini_split"] == "unsuitable"
    assert picked_types(advice) == {"window"}
    first = advice["picks"][0]
    # Cold-climate: carries nearly all of the winter.
    assert first["backup_fraction"] < 0.1
    assert 2800 <= first["cost"]["upfront"]["typical"] <= 4000
    undo = {each["undo"] for each in advice["excluded"]}
    assert "outdoor_unit=yes&wall_hole=yes" in undo


def test_miami_ranks_on_cooling_and_nothing_on_cold(told: Told) -> None:
    for case in ("12", "12 tenant", "17"):
        for pick in told[case]["picks"]:
            assert "cold" not in pick["points"], case
    first = told["12"]["picks"][0]
    assert first["type"] == "mini_split"
    assert first["annual"]["heating_kwh"] <= 60
    assert "damp" in first["points"]
    assert told["12"]["load"]["sensible_fraction"] < 0.92


def test_miami_studio_gets_9k_and_not_12k(told: Told) -> None:
    assert any("9,000" in each["why"] for each in told["12"]["types"])
    # The room's own cooling × 1.3: what is larger runs short and leaves the air damp.
    minima = [pick["min_output_cooling_btu_h"] for pick in told["12"]["picks"][:5]]
    assert max(minima) <= 0.5 * told["12"]["load"]["cooling_btu_h"]["likely"]


def test_miami_tenant_gets_an_inverter_window_unit(told: Told) -> None:
    first = told["12 tenant"]["picks"][0]
    assert first["type"] == "window"
    assert first["cost"]["upfront"]["typical"] <= 900


def test_maine_bedroom_is_told_where_it_breaks_even(told: Told) -> None:
    advice = told["13"]
    assert advice["outcome"] == "improve_first"
    assert "Work on the room first" in advice["warnings"][0]
    first = advice["picks"][0]
    assert first["type"] == "mini_split"
    # $4.00 / 0.1385 / 0.85 = $34 per million BTU, $0.27 / 3,412 = $79: COP 2.3.
    assert "COP of 2.3" in first["break_even"]
    assert "snow_stand" in {line["name"] for line in first["cost"]["lines"]}


def test_denver_keeps_its_gas(told: Told) -> None:
    advice = told["14"]
    assert advice["outcome"] == "keep"
    assert "Keep your gas heat" in advice["headline"]
    assert "$" in advice["headline"]
    assert "more each winter" in advice["headline"]
    for pick in advice["picks"]:
        assert pick["saving_usd_per_year"]["likely"] < 0
        assert "COP of 4.1" in pick["break_even"]


def test_denver_with_cooling_says_in_the_headline_what_heating_costs(told: Told) -> None:
    advice = told["14 and cooling"]
    assert advice["outcome"] == "recommend"
    assert "more each winter" in advice["headline"]
    assert all(pick["saving_usd_per_year"]["likely"] < 0 for pick in advice["picks"])


def test_san_francisco_tenant_gets_a_dual_hose_portable(told: Told) -> None:
    advice = told["15"]
    assert {each: types(advice)[each] for each in ("mini_split", "window", "portable")} == {
        "mini_split": "unsuitable",
        "window": "unsuitable",
        "portable": "possible",
    }
    assert picked_types(advice) == {"portable"}
    first, *rest = advice["picks"]
    rest += told["15 any stock"]["archive"]
    one_hose = "One hose"
    assert one_hose not in " ".join(first["why_not"])
    assert any(one_hose in " ".join(pick["why_not"]) for pick in rest)
    assert 400 <= first["cost"]["upfront"]["typical"] <= 850
    assert "casement_panel" in {line["name"] for line in first["cost"]["lines"]}
    assert "Loud" in " ".join(first["why_not"])
    assert first["hours_below_cutout"] > 0


def test_server_room_is_cooled_all_year(told: Told) -> None:
    advice = told["17"]
    first = advice["picks"][0]
    assert first["type"] == "mini_split"
    assert advice["load"]["sensible_fraction"] == pytest.approx(0.95, abs=0.03)
    assert first["annual"]["cooling_kwh"] > 800
    words = said(advice)
    assert "alarm" in words
    assert "start again by itself" in words
    assert first["seasonal_cop"] is None


def test_burlington_portable_is_refused(told: Told) -> None:
    advice = told["21"]
    assert advice["outcome"] == "refuse"
    assert advice["picks"] == []
    assert types(advice)["portable"] == "unsuitable"
    words = said(advice)
    assert "do not buy a portable to heat this bedroom" in words
    assert "landlord" in words
    assert "film" in words
    assert "caulk" in words
    assert "blanket" in words
    # Never silently empty.
    assert advice["would_change"]


# --- across the cases ----------------------------------------------------------------------------


def test_cold_rooms_never_get_a_portable(told: Told) -> None:
    for case in ("1", "8", "8 only heat", "9", "21", "21 any type"):
        assert "portable" not in picked_types(told[case]), case


def test_mini_split_is_never_first_where_it_may_not_be(told: Told) -> None:
    for case in ("1", "1 pays for heat", "9", "15", "21", "21 any type"):
        assert "mini_split" not in picked_types(told[case]), case


def test_every_pick_has_a_reason_against_it(told: Told) -> None:
    for case, advice in told.items():
        for pick in advice["picks"]:
            assert pick["why_not"], f"{case}: {pick['slug']}"
            assert pick["why"], f"{case}: {pick['slug']}"


def test_empty_list_still_says_which_type_would_be_right(told: Told) -> None:
    for case, advice in told.items():
        assert len(advice["types"]) == len(UNIT_TYPES), case
        assert all(each["why"] for each in advice["types"]), case
        if not advice["picks"]:
            assert advice["would_change"], case


def test_ranges_enclose_the_likely_load(told: Told) -> None:
    for case, advice in told.items():
        for name in ("heating_btu_h", "cooling_btu_h"):
            load = advice["load"][name]
            assert 0 <= load["low"] <= load["likely"] <= load["high"], case


def test_duluth_sole_heat_works_at_the_design_temperature(told: Told) -> None:
    # Got: ACIQ-06 (stops at −5 °F, our estimate; 204 h without heat, 0 BTU/h at −21 °F).
    first = told["8 only heat"]["picks"][0]
    assert first["capacity_at_design_btu_h"] > 0
    assert first["hours_below_cutout"] <= 20


def test_duluth_list_never_holds_a_unit_without_heat_for_days(told: Told) -> None:
    # Got (propane stays): ranks 2 to 5 stop at −5 or 5 °F, 204 to 554 h a year.
    for pick in told["8"]["picks"][:3]:
        assert pick["hours_below_cutout"] <= 100


def test_maine_bedroom_prints_no_saving(told: Told) -> None:
    # Expert: $34 against $34 per million BTU. Got +$106, +$73 (ACIQ, COP 3.1, see the COP above).
    for pick in told["13"]["picks"][:3]:
        saving = pick["saving_usd_per_year"]
        assert saving is None or saving["likely"] <= 25


def test_maine_bedroom_is_told_to_skirt_its_floor_first(told: Told) -> None:
    # Got: air and walls. The floor over a crawl space is 734 BTU/h of 7,400, under the 6 % rule.
    assert "skirt" in told["13"]["warnings"][0].lower()


def test_queens_tenant_is_told_of_lease_sill_and_outlet(told: Told) -> None:
    # Got: no warning at all in the JSON; they are in Pick.warnings, which as_json leaves out.
    words = said(told["1"])
    for needed in ("lease", "bracket", "extension cord", "outlet"):
        assert needed in words, needed
    assert "24" in said(told["1 pays for heat"])  # inches of sill for a saddle


def test_chicago_condo_is_sent_to_its_hoa_first(told: Told) -> None:
    # Got: no word of it.
    words = said(told["9"])
    assert "hoa" in words or "association" in words


def test_miami_is_told_of_salt_and_storms(told: Told) -> None:
    # Got: nothing on coil coating, tie-downs or a drain switch.
    words = said(told["12"])
    assert "salt" in words
    assert "storm" in words or "tie" in words


def test_miami_studio_lists_no_12k(told: Told) -> None:
    # Got: MRCOOL 12k (lowest cooling 3,956) at rank 8 with the label "quietest".
    split = [pick for pick in told["12"]["picks"] if pick["type"] == "mini_split"]
    assert all(pick["min_output_cooling_btu_h"] <= 3700 for pick in split)


def test_boston_bedroom_is_offered_the_hall(told: Told) -> None:
    # Got: only where the limit on strength gave way.
    words = said(told["2"])
    assert "opening" in words or "hall" in words


def test_bare_garage_as_it_is_gets_a_unit_that_heats_it(told: Told) -> None:
    # Size rule 1, sole heat: output at design >= load. The certified list ends at 18,500 BTU/h of
    # cooling: the strongest of it gives 24,060 of 25,888 BTU/h, so the type is advised in 30,000.
    first, load = told["5"]["picks"][0], told["5"]["load"]["heating_btu_h"]
    # With the frost of AHRI 210/240 the strongest leaves 0.7% of the winter, the next ones 1.2%.
    assert load["low"] <= first["capacity_at_design_btu_h"]
    assert first["backup_fraction"] <= 0.015


def test_bare_garage_needs_half_after_the_work(told: Told) -> None:
    # The expert goes from 22,700 to 9,100, 40 %; our steps leave the slab's middle and the door.
    words = told["5"]["warnings"][0]
    after, before = (float(n.replace(",", "")) for n in re.findall(r"([\d,]+)\sBTU/h", words))
    assert 0.35 * before <= after <= 0.5 * before


def test_nearly_enough_heat_is_not_called_100_percent(told: Told) -> None:
    # "gives 100 % of the heat: keep another heater" (coverage 0.9998).
    for case, advice in told.items():
        for pick in advice["picks"]:
            assert not any("gives 100%" in text for text in pick["why_not"]), case


def test_server_room_is_told_of_fumes(told: Told) -> None:
    # Got: alarm and restart, no word of exhaust for the printer's fumes.
    assert "fume" in said(told["17"])


def test_a_claim_rests_on_what_is_published_or_was_seen(told: Told) -> None:
    # Queens is "quiet" only with a published sound, cheap only with a price that was seen.
    for case, advice in told.items():
        assert "quiet" not in advice["headline"].lower(), case
        for pick in advice["picks"]:
            quiet = pick["label"] == "quietest" or any("Quiet:" in each for each in pick["why"])
            assert not quiet or pick["evidence"]["sound"] == "published", (case, pick["slug"])
            cheap = pick["label"] == "lowest_cost"
            assert not cheap or pick["evidence"]["price"] in {"seen", "aged"}, (case, pick["slug"])


def test_work_on_the_room_stands_before_the_purchase(told: Told) -> None:
    for case in ("5", "13"):
        assert told[case]["outcome"] == "improve_first", case
        assert told[case]["warnings"][0].startswith("Work on the room first"), case


def test_drafty_rental_hears_who_owes_the_heat_and_of_no_window_unit_as_the_only_one(
    told: Told,
) -> None:
    advice = told["21 any type"]
    assert advice["outcome"] == "refuse"
    assert "landlord" in said(advice)
    assert any("must not be the only heat" in each["reason"] for each in advice["excluded"])
    assert any("another heater" in each for each in advice["would_change"])
