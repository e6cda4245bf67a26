from typing import Any

import pytest

from advisor.advice import advise
from advisor.advice.sentences.place_notes import footnotes, warnings
from advisor.engine.answers import Answers
from advisor.engine.place import at_own_height
from advisor.reference.places import find_place
from tests.advisor.engine.samples import place_of


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({"station_km": 160.0}, ""),
        ({"station_km": 5790.0}, "3,598 miles away (Test Airport)"),
        ({"elevation_ft": 1000.0, "station_elevation_ft": 0.0}, ""),
        ({"elevation_ft": 3750.0, "station_elevation_ft": 40.0}, "temperatures 13 °F lower"),
        ({"elevation_ft": 800.0, "station_elevation_ft": 5500.0}, "temperatures 17 °F higher"),
        (
            {"elevation_ft": 5500.0, "station_elevation_ft": 0.0, "elevation_is_known": False},
            "At 5,500 ft thin air takes about 7% from what every unit gives",
        ),
    ],
)
def test_a_place_far_from_its_station_or_higher_is_warned_of(
    changes: dict[str, Any], said: str
) -> None:
    sentences = " ".join(warnings(at_own_height(place_of(**changes)))).replace("\xa0", " ")
    assert said in sentences
    assert bool(sentences) == bool(said)


def test_heights_and_distances_are_metric_where_asked() -> None:
    place = at_own_height(
        place_of(station_km=170.0, elevation_ft=3750.0, station_elevation_ft=40.0)
    )
    far, high = (sentence.replace("\xa0", " ") for sentence in warnings(place, units="metric"))
    assert "is 170 km away (Test Airport)" in far
    assert "is about 1,130 m higher than its weather station (Test Airport)" in high
    assert "temperatures 7 °C lower" in high


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"design_is_bounded": True}, "44 to 175 colder hours"),
        ({"year_is_corrected": True}, "We adjusted them"),
        ({"elevation_is_known": False, "elevation_ft": 5000.0}, "station’s: 5,000"),
    ],
)
def test_a_changed_figure_of_the_place_is_said(changes: dict[str, Any], said: str) -> None:
    assert said in next(footnotes(place_of(**changes)))


def test_a_place_as_published_says_nothing() -> None:
    assert not list(footnotes(place_of()))
    assert not list(footnotes(place_of(elevation_is_known=False, elevation_ft=1000.0)))
    assert not list(footnotes(place_of(design_is_bounded=True), own_design=True))


@pytest.mark.usefixtures("real_data")
def test_american_samoa_is_named_and_its_far_station_is_warned_of() -> None:
    advice = advise(Answers(zip="96799", space="bedroom", area=150))
    assert advice.site.place == "Pago Pago, American Samoa"
    assert any("3,598 miles away" in sentence for sentence in advice.warnings)
    assert any("no energy prices for American Samoa" in s for s in advice.warnings)


@pytest.mark.usefixtures("real_data")
def test_fairbanks_has_more_hours_below_a_cutout_than_a_mild_year() -> None:
    advice = advise(Answers(zip="99701", space="bedroom", area=150))
    assert advice.site.heating_design_f == -35.9
    assert any("We adjusted them" in note for note in advice.site.footnotes)


@pytest.mark.usefixtures("real_data")
def test_the_curve_of_a_mountain_town_keeps_all_its_hours() -> None:
    place = find_place("92315")
    advice = advise(Answers(zip="92315", space="bedroom", area=150))
    curve = advice.picks[0].curve
    shown = sum(point.hours for point in curve)
    warmest = max(point.outdoor_f for point in curve)
    below = float(place.climate.hours[place.climate.bin_f < warmest + 2.5].sum())
    assert shown == pytest.approx(below)
    assert any("so we count with temperatures" in sentence for sentence in advice.warnings)
