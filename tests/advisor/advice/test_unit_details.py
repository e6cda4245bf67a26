"""One unit in one room beyond what ranks it, on the shipped catalog."""

import re

import pytest

from advisor.advice import advise
from advisor.advice.unit_details import UnitDetails, unit_details
from advisor.questions.answer_form import read_text

pytestmark = pytest.mark.usefixtures("real_data")

COLD = "zip=55401&space=bedroom&area=300&exterior_walls=3&insulation=poor&heating_now=electric"
MILD = "zip=27409&space=bedroom&area=120&exterior_walls=1&heating_now=electric"
SHORT = (
    "zip=02130&space=bedroom&area=200&exterior_walls=2&insulation=poor&heating_now=electric"
    "&outdoor_unit=no"
)
"""A room for window units, the best of which give nine tenths of the heat at 12 °F."""
FS06, WINDOW, PORTABLE = "msz-fs06na-muz-fs06nah", "awgp08w", "map14hs1tbl"
R410A, R454B = FS06, "aciq-06zpl-hp230c-aciq-06w-hh-md"


def details_of(query: str, slug: str, units: str = "us") -> UnitDetails:
    answers = read_text(query).answers
    assert answers is not None
    found = unit_details(answers, slug, units=units)
    assert found is not None
    return found


def text_of(lines: tuple[str, ...]) -> str:
    return " ".join(lines).replace("\u00a0", " ")


def test_unit_that_is_too_small_lets_the_room_fall() -> None:
    found = details_of(COLD, FS06).weeks_told
    assert re.search(r"falls to about −?\d+ °F", found.conclusion.replace("\u00a0", " "))
    assert re.search(r"below 68 °F (for \d+ hours a day|day and night)", text_of(found.lines))
    assert "Left at 58 °F through the week" in text_of(found.lines)


def test_unit_that_is_enough_holds_the_room() -> None:
    found = details_of(MILD, FS06)
    assert all(week.holds for week in found.weeks)
    assert found.weeks_told.conclusion.startswith("stays at 70")
    assert "In the coldest week the unit alone keeps the room at 70 °F." in text_of(
        found.weeks_told.lines
    )


def test_only_the_seasons_that_are_wanted_are_told() -> None:
    assert [week.cold for week in details_of(f"{MILD}&goal=cooling", FS06).weeks] == [False]
    assert [week.cold for week in details_of(f"{MILD}&goal=heating", FS06).weeks] == [True]


def test_only_a_unit_in_two_parts_needs_a_bracket_on_the_road() -> None:
    rv = "zip=85001&space=rv&area=180&moves=yes&hookup=shore_30"
    assert "holds the outdoor part on the road" in details_of(rv, FS06).market_note
    assert details_of(rv, "mah09b1agr").market_note == ""
    # Whatever the first pick of the room is.
    assert "Ask three firms" in details_of(SHORT, FS06).market_note


def test_published_sound_is_carried_to_the_window_as_a_range() -> None:
    near = details_of(
        f"{MILD}&neighbor_distance=20&neighbor_screen=none&neighbor_walls=2", FS06
    ).neighbor
    assert near is not None
    # 48 dB(A) less 15.7 and 3 more: 35.3, 3 either way.
    assert "about 35 dB(A), in a range of 32–38 dB(A)" in text_of(near.lines)
    assert "no more than 45 dB(A) outside bedroom windows" in text_of(near.lines)
    assert "20 ft" in near.conclusion.replace("\u00a0", " ")
    open_ = details_of(MILD, FS06).neighbor
    assert open_ is not None
    assert text_of(open_.lines).count("away: about") == 3


def test_nothing_passes_or_fails_at_the_window() -> None:
    told = details_of(f"{MILD}&neighbor_distance=5", FS06).neighbor
    assert told is not None
    assert not re.search(r"\b(pass|fail|allowed|fine|too loud)\b", text_of(told.lines))


@pytest.mark.parametrize("slug", [WINDOW, R454B])
def test_what_is_not_published_is_asked_for(slug: str) -> None:
    told = details_of(MILD, slug).neighbor
    assert told is not None
    assert "Ask for its sound pressure" in text_of(told.lines)
    assert not re.search(r"about \d+ dB", text_of(told.lines))


def test_a_unit_without_an_outdoor_side_has_no_neighbor() -> None:
    assert details_of(MILD, PORTABLE).neighbor is None


def test_old_and_new_refrigerants_say_what_they_mean() -> None:
    old, new = (details_of(MILD, slug).refrigerant for slug in (R410A, R454B))
    assert old.conclusion == "R-410A: last stock"
    assert "parts and refrigerant in ten years" in text_of(old.lines)
    assert "compare the floor area" in new.conclusion
    assert "compare with your 120 sq ft" in text_of(new.lines)
    assert "not published in our catalog" in text_of(new.lines)


def test_power_is_told_with_its_day_and_unknown_starts_stay_unknown() -> None:
    rows = dict(details_of(MILD, FS06).power.rows)
    assert {
        "At full speed",
        "At the start",
        "On the coldest day that it runs",
        "On the hottest day",
    } <= set(rows)
    assert re.fullmatch(r"[\d,]+\sW", rows["Generator or inverter, for this unit alone"])
    assert re.fullmatch(r"[\d.]+\skWh", rows["On the coldest day that it runs"])


def test_an_rv_reads_its_share_of_the_hookup() -> None:
    rv = "zip=85001&space=rv&area=200&moves=no&hookup=shore_30"
    rows = dict(details_of(rv, WINDOW).power.rows)
    share = rows["Of a 30-amp hookup (3,600 W)"].replace("\u00a0", " ")
    assert re.fullmatch(r"\d+% of the 2,880 W that it gives for hours", share)


def test_results_of_an_rv_say_what_its_hookup_carries() -> None:
    answers = read_text("zip=85001&space=rv&area=200&moves=no&hookup=shore_30").answers
    assert answers is not None
    first = advise(answers, full=3).picks[0]
    said = [text for text in first.why if "hookup gives for hours" in text]
    assert len(said) == 1
    house = read_text("zip=85001&space=tiny_home&area=200").answers
    assert house is not None
    assert "hookup" not in " ".join(advise(house, full=3).picks[0].why)


def test_share_of_the_heat_gives_way_to_how_far_the_room_falls() -> None:
    answers = read_text(SHORT).answers
    assert answers is not None
    advice = advise(answers, full=3)
    short = [
        pick
        for pick in advice.picks
        if pick.hours_below_cutout < 1
        and (pick.capacity_at_design_btu_h or 0) < 0.95 * advice.load.heating_btu_h.likely
    ]
    for pick in short:
        assert any("the room falls to about" in text for text in pick.why_not)
        assert not any("of the heat: keep another" in text for text in pick.why_not)
    assert short


def test_metric_answers_are_told_in_celsius() -> None:
    told = details_of(COLD, FS06, units="metric").weeks_told
    assert "°C" in told.conclusion
    assert "°F" not in text_of(told.lines)


def test_unknown_unit_has_no_details() -> None:
    answers = read_text(MILD).answers
    assert answers is not None
    assert unit_details(answers, "no-such-unit", units="us") is None
