"""What must hold for any room anywhere (design section 4), on random answers and climates."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.engine import Place, Study, rank
from advisor.engine.answers import BOUNDS, CHOICES, MULTIPLE_CHOICES, SPACES, WHOLE_NUMBERS
from advisor.engine.envelope import INSULATION
from advisor.engine.improvement import improvement
from advisor.engine.load import loads
from advisor.engine.owning import owning, terms
from advisor.engine.room import describe
from advisor.engine.unit_types import UNIT_TYPES
from advisor.engine.verdict import outcome, type_verdicts
from advisor.engine.yearly_saving import co2_lb, co2_now, saving, switchover_f
from tests.advisor.engine.samples import (
    PORTABLE_UNIT,
    PUBLISHED,
    WINDOW_UNIT,
    answers_of,
    place_of,
    study_of,
    year_around,
)

QUICK = settings(
    max_examples=50, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
CATALOG: tuple[dict[str, Any], ...] = (
    PUBLISHED | {"id": 1},
    {"id": 2, "cooling_btu_h": 6000.0, "hspf2": 9.0, "seer2": 20.0},
    {"id": 3, "cooling_btu_h": 18_000.0, "cold_climate": 1, "min_operating_f": -22.0},
    WINDOW_UNIT | {"id": 4, "cold_climate": 1, "min_operating_f": -13.0},
    WINDOW_UNIT | {"id": 5, "inverter": 0, "volts": 230.0},
    PORTABLE_UNIT | {"id": 6, "dual_hose": 1},
    PORTABLE_UNIT | {"id": 7},
)


def number_within(name: str) -> st.SearchStrategy[float]:
    low, high = BOUNDS[name]
    if name in WHOLE_NUMBERS:
        return st.integers(int(low), int(high)).map(float)
    # The address takes six decimals at most.
    return st.sampled_from([low, high]) | st.floats(low, high).map(lambda value: round(value, 6))


@st.composite
def rooms(draw: st.DrawFn, *, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Answers to some of the questions, any of their values."""
    told: dict[str, Any] = {
        "space": draw(st.sampled_from(SPACES)),
        "area": draw(number_within("area")),
    }
    for name, choices in CHOICES.items():
        if name not in without | {"space"} and draw(st.booleans()):
            told[name] = draw(st.sampled_from(choices))
    for name in BOUNDS:
        if name not in without | {"area"} and draw(st.integers(0, 3)) == 0:
            told[name] = draw(number_within(name))
    for name, choices in MULTIPLE_CHOICES.items():
        if name not in without and draw(st.integers(0, 3)) == 0:
            several = st.lists(st.sampled_from(choices), min_size=1, max_size=3, unique=True)
            told[name] = tuple(draw(several))
    return told


@st.composite
def places(draw: st.DrawFn) -> Place:
    """From Fairbanks to Miami, from the sea to Leadville."""
    mean_f = draw(st.floats(20, 80))
    spread_f = draw(st.floats(5, 25))
    humidity = draw(st.floats(20, 150))
    return place_of(
        heating_design_f=mean_f - 2.3 * spread_f,
        cooling_design_f=min(120.0, mean_f + 2.3 * spread_f),
        daily_range_f=draw(st.floats(5, 40)),
        humidity_design_gr_lb=humidity,
        elevation_ft=draw(st.floats(-200, 10_500)),
        latitude=draw(st.floats(18, 71)),
        hdd65=max(0.0, (65 - mean_f) * 365),
        climate=year_around(mean_f, spread_f=spread_f, humidity_gr_lb=humidity),
    )


def heating_of(room: dict[str, Any], place: Place) -> float:
    made = loads(describe(answers_of(**room)), place, own_heating=None, own_cooling=None)
    return made.heating.likely


# What an expert tells of the shell, and what replaces the plain answer, stays out of these.
TOLD_EXACTLY = frozenset({"heating_load", "cooling_load", "heating_design", "cooling_design"})


@QUICK
@given(room=rooms(without=TOLD_EXACTLY | {"insulation"}), place=places())
def test_more_insulation_never_raises_the_heating_load(room: dict[str, Any], place: Place) -> None:
    by_class = [heating_of(room | {"insulation": word}, place) for word in INSULATION]
    for worse, better in pairwise(by_class):
        assert better <= worse * (1 + 1e-9)


@QUICK
@given(
    room=rooms(without=TOLD_EXACTLY),
    name=st.sampled_from(["wall_r", "ceiling_r", "floor_r"]),
    low=st.floats(1, 59),
    more=st.floats(0, 40),
)
def test_more_r_never_raises_the_heating_load(
    room: dict[str, Any], name: str, low: float, more: float
) -> None:
    place = place_of()
    thin, thick = (room | {name: value} for value in (low, min(60.0, low + more)))
    assert heating_of(thick, place) <= heating_of(thin, place) * (1 + 1e-9)


BETTER = (
    ("beside", "garage", "heated"),
    ("outside_door", "wood", "metal"),
    ("crawl", "vented", "sealed"),
    ("walkout", "yes", "no"),
    ("soil", "moist", "dry"),
    ("slab_edge_r", 0.0, 10.0),
    ("slab_edge_depth", 0.0, 4.0),
    ("house_width", 12.0, 40.0),
    ("crawl_area", 2500.0, 50.0),
)


@QUICK
@given(room=rooms(without=TOLD_EXACTLY), pair=st.sampled_from(BETTER))
def test_better_part_never_raises_the_heating_load(
    room: dict[str, Any], pair: tuple[str, Any, Any]
) -> None:
    name, worse, better = pair
    lost, kept = (heating_of(room | {name: value}, place_of()) for value in (worse, better))
    assert kept <= lost * (1 + 1e-9)


@QUICK
@given(room=rooms(without=TOLD_EXACTLY), design_f=st.floats(-60, 69), colder=st.floats(0, 60))
def test_colder_place_at_the_same_height_never_needs_less_heat(
    room: dict[str, Any], design_f: float, colder: float
) -> None:
    mild = heating_of(room, place_of(heating_design_f=design_f))
    cold = heating_of(room, place_of(heating_design_f=design_f - colder))
    assert cold >= mild - 1e-6


@QUICK
@given(room=rooms(), place=places())
def test_points_sum_to_the_score(room: dict[str, Any], place: Place) -> None:
    ranking = rank(study_of(*CATALOG, place=place, **room))
    assert ranking.score == pytest.approx(np.sum(list(ranking.points.values()), axis=0))
    assert (ranking.score >= 0).all()
    assert (ranking.score <= 100.001).all()


@QUICK
@given(room=rooms(), place=places(), removed=st.integers(0, len(CATALOG) - 1))
@pytest.mark.slow
def test_removing_an_unpicked_unit_never_reorders_the_rest(
    room: dict[str, Any], place: Place, removed: int
) -> None:
    whole = study_of(*CATALOG, place=place, **room)
    ranking = rank(whole)
    if removed in ranking.order or ranking.relaxed:
        return
    rest = study_of(*(row for at, row in enumerate(CATALOG) if at != removed), place=place, **room)
    order = [int(whole.units.id[row]) for row in ranking.order]
    again = rank(rest)
    assert [int(rest.units.id[row]) for row in again.order] == order or again.relaxed


@QUICK
@given(room=rooms(), place=places())
@pytest.mark.slow
def test_heat_delivered_and_backup_are_the_heat_needed(room: dict[str, Any], place: Place) -> None:
    found = study_of(*CATALOG, place=place, **room)
    season = found.season
    heat_kwh = found.needed.heat_btu / 3412
    assert season.heat_delivered_kwh + season.backup_kwh == pytest.approx(
        heat_kwh, rel=1e-3, abs=0.01
    )


def assert_sound(found: Study) -> None:
    """Nothing is NaN that must be known, nothing negative that cannot be."""
    for spread in (found.loads.heating, found.loads.cooling):
        assert 0 <= spread.low <= spread.likely <= spread.high < 1e8
    season = found.season
    for name in (
        *("heating_kwh", "cooling_kwh", "backup_kwh", "heat_delivered_kwh", "backup_fraction"),
        *("cycling_fraction", "hours_below_cutout", "uncooled_fraction"),
    ):
        values = getattr(season, name)
        assert np.isfinite(values).all(), name
        assert (values >= -1e-6).all(), name
    for name in ("backup_fraction", "cycling_fraction", "uncooled_fraction"):
        assert (getattr(season, name) <= 1.0001).all(), name
    assert (season.hours_below_cutout <= 8760.1).all()
    known = season.seasonal_cop[~np.isnan(season.seasonal_cop)]
    assert ((known > 0) & (known < 9)).all()
    total = found.upfront.total
    assert np.isfinite(total).all()
    assert (total >= 0).all()
    assert (np.diff(total, axis=1) >= 0).all()
    assert np.isfinite(found.running_usd).all()
    assert (found.running_usd >= 0).all()
    for years in (10, 15):
        rows = list(range(len(found.units)))
        parts = owning(found, rows, terms(found.answers), years=years)
        assert all(np.isfinite(part).all() for part in parts.values())
        assert (parts.pop("left") <= 0).all()
        assert all((part >= 0).all() for part in parts.values())


@settings(QUICK, max_examples=120)
@given(room=rooms(), place=places())
def test_any_answers_anywhere_have_a_finite_costed_answer(
    room: dict[str, Any], place: Place
) -> None:
    found = study_of(*CATALOG, place=place, **room)
    assert_sound(found)
    ranking = rank(found)
    better = improvement(found)
    assert outcome(found, ranking, better) in {"recommend", "improve_first", "keep", "refuse"}
    assert len(type_verdicts(found)) == len(UNIT_TYPES)
    if better is not None and f"{better.load}_load" not in room:
        assert 0 <= better.left_btu_h <= getattr(found.loads, better.load).likely
        assert 0 < better.cost_low <= better.cost_high
    for row in range(len(CATALOG)):
        told = saving(found, row)
        if told is not None:
            assert np.isfinite([told.low, told.likely, told.high]).all()
            assert told.low <= told.likely <= told.high
        for figure in (switchover_f(found, row), co2_lb(found, row), co2_now(found)):
            assert figure is None or np.isfinite(figure)


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("mean_f", [20.0, 45.0, 78.0])
def test_every_space_in_every_zone_is_answered(space: str, mean_f: float) -> None:
    place = place_of(
        heating_design_f=mean_f - 46,
        cooling_design_f=mean_f + 40,
        climate=year_around(mean_f),
        hdd65=max(0.0, (65 - mean_f) * 365),
    )
    assert_sound(study_of(*CATALOG, place=place, space=space, area=200.0))
