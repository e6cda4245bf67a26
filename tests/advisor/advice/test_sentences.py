"""Sentences that are put together from parts."""

import re
from typing import Any

import numpy as np
import pytest

from advisor.advice.evidence import evidence_of
from advisor.advice.sentences import (
    before_buying,
    cautions,
    exclusions,
    headline,
    prices_in_words,
    reasons,
)
from advisor.advice.sentences.changes_in_words import would_change
from advisor.advice.sentences.headline_facts import HeadlineFacts
from advisor.advice.sentences.heating_limit import limit_not_published
from advisor.engine import Study, rank
from advisor.engine.equipment import NO, PAN_HEATER_BUILT_IN, PAN_HEATER_NONE, YES
from advisor.engine.fit import limits
from advisor.engine.rating_fit import CONFLICT_GAP
from tests.advisor.engine.samples import (
    PORTABLE_UNIT,
    PUBLISHED,
    WINDOW_UNIT,
    place_of,
    study_of,
    year_around,
)


def test_all_that_leaves_the_same_unit_first_is_one_sentence() -> None:
    told = would_change(
        [("if it is small", "A 6", True), ("if it is large", "B 9", False), ("later", "A 6", True)]
    )
    assert told == ["If it is large: B 9.", "The same unit stays first if it is small; later."]


def test_a_condition_is_told_once() -> None:
    assert would_change([("if it is large", "B 9", False)] * 2) == ["If it is large: B 9."]
    both = [("if it is small", "B 9", False), ("if it is large", "B 9", False)]
    assert would_change(both) == ["If it is small, or if it is large: B 9."]


# --- What rests on an estimate ------------------------------------------------------------------

NO_LIMIT = {name: value for name, value in PUBLISHED.items() if name != "min_operating_f"}
BARE: dict[str, Any] = {"cooling_btu_h": 9000.0, "sound_min_db": 20.0}
"""A unit of which nothing is published that decides how it heats."""
UNKNOWN = "Its lowest outdoor temperature is not published;"
SHOWN_IN_THE_COLD = {"full_capacity_down_to_f": -15.0}
WINDOW_NO_LIMIT = {name: WINDOW_UNIT[name] for name in WINDOW_UNIT if name != "min_operating_f"}
COLD = place_of(heating_design_f=-20.0, climate=year_around(30.0, spread_f=45.0))
MILD = place_of(heating_design_f=40.0, climate=year_around(65.0))


def said(study: Study) -> str:
    return " ".join(
        [*reasons.why(study, 0, units="us"), *reasons.why_not(study, 0, None, units="us")]
    )


def warned(study: Study) -> str:
    return " ".join(
        cautions.room_cautions(
            study, rank(study), outcome="recommend", improvement=None, improved=None, units="us"
        )
    )


def test_an_assumed_limit_is_told_as_no_fact() -> None:
    known, unknown = study_of(PUBLISHED, place=COLD), study_of(NO_LIMIT, place=COLD)
    assert unknown.season.hours_below_cutout[0] >= 1
    assert "Stops heating below −15" in said(known)
    assert "Stops heating" not in said(unknown)
    assert f"{UNKNOWN} most of its kind run to −13" in said(unknown)
    assert "lowest outdoor temperature for heat" not in said(unknown)


def test_a_limit_far_below_every_winter_of_the_place_is_nothing_against_a_unit() -> None:
    desert = place_of(heating_design_f=40.0, climate=year_around(70.0, spread_f=15.0))
    assert UNKNOWN not in said(study_of(NO_LIMIT, place=desert))
    assert UNKNOWN in said(study_of(WINDOW_NO_LIMIT, place=desert))
    assert UNKNOWN in said(study_of(NO_LIMIT, place=MILD))


@pytest.mark.parametrize(
    ("unit", "sentence"),
    [
        (PUBLISHED, ""),
        (NO_LIMIT | {"cold_climate": NO}, f"{UNKNOWN} most of its kind run to −21 °C."),
        (NO_LIMIT, f"{UNKNOWN} most of its kind run to −25 °C."),
        (NO_LIMIT | SHOWN_IN_THE_COLD, f"{UNKNOWN} its published outputs go down to −26 °C."),
        (WINDOW_NO_LIMIT, f"{UNKNOWN} we assume that most of its kind run to 4 °C."),
    ],
)
def test_a_limit_that_nobody_publishes_is_told_with_that_of_its_kind(
    unit: dict[str, Any], sentence: str
) -> None:
    study = study_of(unit)
    found = limit_not_published(study.units, study.curves, 0, units="metric")
    assert found.replace("\u00a0", " ") == sentence


@pytest.mark.parametrize(("gap", "is_told"), [(1.01, True), (0.99, False)])
def test_a_conflict_is_told_above_the_gap_of_the_fit(gap: float, is_told: bool) -> None:
    study = study_of(PUBLISHED)
    study.curves.rating_gap["hspf2"][0] = gap * CONFLICT_GAP
    assert ("published ratings differ by 10%" in said(study)) is is_told


def test_an_assumed_limit_warns_of_nothing() -> None:
    known = study_of(PUBLISHED, place=COLD, heating_now="electric")
    unknown = study_of(NO_LIMIT, place=COLD, heating_now="electric")
    assert rank(known).order.size
    assert rank(unknown).order.size
    assert "Keep another heater" in warned(known)
    assert "Keep another heater" not in warned(unknown)


def test_a_share_of_no_output_is_not_told_of_an_assumed_limit() -> None:
    assert "gives 0" not in said(study_of(NO_LIMIT, place=COLD))


def test_output_in_the_cold_says_where_it_is_an_estimate() -> None:
    published, guessed = (
        study_of(PUBLISHED, area=100.0, place=place_of(heating_design_f=5.0)),
        study_of(BARE, area=100.0, place=MILD),
    )
    assert re.search(r"Gives [\d,]+\u00a0BTU/h at", said(published))
    assert re.search(r"Gives about [\d,]+\u00a0BTU/h at .* by our estimate", said(guessed))


def test_output_below_the_coldest_published_point_is_an_estimate() -> None:
    at_5, at_4 = (study_of(PUBLISHED, place=place_of(heating_design_f=at)) for at in (5.0, 4.0))
    assert "cold_output" not in reasons.estimated(at_5, 0)
    assert "cold_output" in reasons.estimated(at_4, 0)
    assert evidence_of(at_5, 0).design_capacity == "published"
    assert evidence_of(at_4, 0).design_capacity == "estimate"
    assert re.search(r"Gives [\d,]+\u00a0BTU/h at 5", said(at_5))
    assert re.search(r"Gives about [\d,]+\u00a0BTU/h at 4", said(at_4))


def test_a_figure_is_an_estimate_whatever_is_wanted_of_the_unit() -> None:
    summer = study_of(BARE, place=place_of(heating_design_f=5.0), goal="cooling")
    assert {"min_output", "cold_output", "min_cooling"} <= set(reasons.estimated(summer, 0))
    told = " ".join(reasons.against_unknowns(summer, 0, units="us"))
    assert "minimum cooling" in told
    assert "lowest output" not in told  # nobody asks for its heat


def test_output_that_rests_on_a_capacity_of_ours_is_an_estimate() -> None:
    cold = {"outdoor_f": 17, "heating": True, "max_btu_h": 9600.0}
    unrated = study_of(PUBLISHED | {"points": [cold]}, place=place_of(heating_design_f=39.0))
    assert "cold_output" not in reasons.estimated(unrated, 0)
    assert evidence_of(unrated, 0).design_capacity == "estimate"


def test_turning_down_says_where_it_is_an_estimate() -> None:
    assert "Turns down to 2,000" in said(study_of(PUBLISHED))
    told = said(study_of(BARE))
    assert "Turns down to about" in told
    assert "Turns down to 3" not in told


def test_a_figure_that_is_published_and_not_believed_is_not_called_unpublished() -> None:
    points = [{"heating": True, "outdoor_f": 47, "min_btu_h": 1023, "rated_btu_h": 10_000}]
    told = said(study_of(BARE | {"points": points}))
    assert "states a lowest output of 1,023\u00a0BTU/h" in told
    assert "not published: lowest output" not in told
    assert "not published: lowest output" in said(study_of(BARE))


def test_a_pan_heater_that_is_not_published_is_asked_about() -> None:
    unknown = study_of(PUBLISHED)
    without = study_of(PUBLISHED | {"pan_heater": PAN_HEATER_NONE})
    assert "Ask about a base-pan heater (not published)" in said(unknown)
    assert "Ask for a base-pan heater" in said(without)
    assert "base-pan" not in said(study_of(PUBLISHED | {"pan_heater": PAN_HEATER_BUILT_IN}))


def test_the_hoses_of_a_portable_are_told_where_they_are_known() -> None:
    assert "One hose: it pulls" in said(study_of(PORTABLE_UNIT | {"dual_hose": NO}))
    assert "One hose or two is not published" in said(study_of(PORTABLE_UNIT))
    assert "hose" not in said(study_of(PORTABLE_UNIT | {"dual_hose": YES}))


def test_no_electrician_is_promised_only_for_a_known_voltage() -> None:
    unknown = {name: value for name, value in PORTABLE_UNIT.items() if name != "volts"}
    assert "no electrician" in said(study_of(PORTABLE_UNIT, goal="cooling"))
    told = said(study_of(unknown, goal="cooling"))
    assert "No hole in the wall" in told
    assert "electrician" not in told


def test_a_whole_winter_is_carried_as_a_fact_only_where_all_of_it_is_published() -> None:
    one = said(study_of(PUBLISHED | {"sound_min_db": 45.0}, place=MILD, area=200.0))
    other = said(study_of(NO_LIMIT | {"sound_min_db": 45.0}, place=MILD, area=200.0))
    assert "Carries the whole winter" in one
    assert "By our estimate it carries the whole winter" in other


def test_a_winter_of_which_a_little_is_left_undone_is_told_as_a_share() -> None:
    study = study_of(PUBLISHED | {"sound_min_db": 45.0}, place=MILD, area=200.0)
    assert "Carries the whole winter" in said(study)
    left = "Gives over 99% of the year’s heat at a field COP of about"
    study.season.backup_fraction[0] = 0.004
    assert left in said(study)
    study.season.backup_fraction[0] = 0.0
    study.heating_coverage[0] = 0.97
    assert left in said(study)
    study.season.backup_fraction[0] = 0.02
    assert "of the year’s heat at a field COP" not in said(study)


def test_no_cop_is_told_of_next_to_no_winter() -> None:
    found = study_of(PUBLISHED, area=120.0, heating_now="gas", heating_load=1.0)
    assert found.heating_wanted
    assert np.isnan(found.season.seasonal_cop[0])
    assert "nan" not in said(found)
    assert prices_in_words.break_even(found, 0) is None


def test_cycling_says_where_the_lowest_output_is_an_estimate() -> None:
    small: dict[str, Any] = {"area": 80.0, "insulation": "good"}
    points = [{"heating": True, "outdoor_f": 47, "min_btu_h": 3000, "rated_btu_h": 10_000}]
    assert "it cannot go below 3,000" in said(study_of(BARE | {"points": points}, **small))
    assert "by our estimate it cannot go below about" in said(study_of(BARE, **small))


def test_who_is_left_out_for_an_estimate_is_told_so() -> None:
    def left_out(row: dict[str, Any]) -> str:
        # Colder than any unit is thought to run: −22 °F at best.
        place = place_of(heating_design_f=-30.0, climate=year_around(30.0))
        study = study_of(row, place=place, heating_now="none")
        limit = next(each for each in limits(study) if each.code == "too_weak_heating")
        return exclusions.left_out_because(study, limit, units="us")

    assert left_out(PUBLISHED).startswith("Left out: such units cannot carry")
    assert left_out(NO_LIMIT).startswith("Left out by our estimate")


def leading_words(study: Study, *, outcome: str, units: str = "us") -> str:
    return headline.headline(
        HeadlineFacts(
            study=study,
            ranking=rank(study),
            outcome=outcome,
            improvement=None,
            improved=None,
            saved=None,
            units=units,
        )
    ).text


def test_no_type_is_called_quiet_in_a_headline() -> None:
    told = leading_words(study_of(BARE, heating_now="included"), outcome="recommend")
    assert "in your rent" in told
    assert "quiet" not in told.lower()


@pytest.mark.parametrize(("units", "design"), [("us", "5\u00a0°F"), ("metric", "−15\u00a0°C")])
def test_a_refused_portable_is_told_its_cold_night_in_the_units_of_the_page(
    units: str, design: str
) -> None:
    study = study_of(PORTABLE_UNIT, place=place_of(heating_design_f=5.0), type=("portable",))
    assert design in leading_words(study, outcome="refuse", units=units)


def test_saddle_unit_is_told_with_its_sill_and_its_weight() -> None:
    saddle = WINDOW_UNIT | {"saddle": YES}
    told = before_buying.unit_cautions(study_of(saddle | {"weight_lb": 130.0}), 0, units="us")
    assert any("24 inches" in each for each in told)
    assert any("130\u00a0lb" in each and "two people" in each for each in told)
    unknown = before_buying.unit_cautions(study_of(saddle), 0, units="us")
    assert any("weight is not published" in each for each in unknown)
    plain = before_buying.unit_cautions(study_of(WINDOW_UNIT), 0, units="us")
    assert not any("sill" in each for each in plain)
