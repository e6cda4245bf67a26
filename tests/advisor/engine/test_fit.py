from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from advisor.engine import Place, Study
from advisor.engine.answers import BOUNDS, Answers
from advisor.engine.equipment import YES
from advisor.engine.fit import asked_and_unknown, first_reason, limits
from advisor.engine.place_limits import Limit, possible
from advisor.engine.unit_types import UNIT_TYPES
from tests.advisor.engine.samples import (
    PORTABLE_UNIT,
    PUBLISHED,
    TODAY,
    WARM_PLACE,
    WINDOW_UNIT,
    answers_of,
    place_of,
    study_of,
    year_around,
)

MILD = place_of(heating_design_f=45.0, **{k: WARM_PLACE[k] for k in ("climate", "hdd65")})
WIDE_WINDOW = WINDOW_UNIT | {"width_in": 26.0}
SLIDES_NOT = WINDOW_UNIT | {"fits_window": {"slider": 0}}
OVER_THE_SILL = WINDOW_UNIT | {"saddle": YES, "fits_window": {}}
OVER_ANY_SILL = OVER_THE_SILL | {"fits_window": {"slider": YES}}
IN_THE_WALL = WINDOW_UNIT | {"kind": UNIT_TYPES.index("through_wall")}
KIT = PUBLISHED | {"diy_kit": 1}
CASSETTE = PUBLISHED | {"features": {"cassette": 1}}
WIFI, NO_WIFI = ({"features": {"wifi": flag}} for flag in (1, 0))
STRONG = PUBLISHED | {
    "points": [{"heating": True, "outdoor_f": 47, "min_btu_h": 9000, "max_btu_h": 24_000}],
    "cooling_btu_h": 20_000.0,
    "cooling_min_btu_h": 8000.0,
}

# (answers, place, a unit that is left out, one that stays, code)
CASES: list[tuple[dict[str, Any], Place | None, dict[str, Any], dict[str, Any] | None, str]] = [
    ({"type": ("window",)}, MILD, PUBLISHED, WINDOW_UNIT, "type"),
    ({"tenure": "rent"}, MILD, PUBLISHED, WINDOW_UNIT, "rented"),
    ({"outdoor_unit": "no"}, MILD, PUBLISHED, WINDOW_UNIT, "no_outdoor_unit"),
    ({"wall_hole": "no"}, MILD, PUBLISHED, WINDOW_UNIT, "no_wall_hole"),
    (
        {"outdoor_unit": "no", "wall_hole": "no"},
        MILD,
        PUBLISHED,
        PORTABLE_UNIT,
        "no_outdoor_unit_wall_hole",
    ),
    ({"window_type": "none"}, None, WINDOW_UNIT, PUBLISHED, "no_window"),
    ({"space": "basement"}, None, WINDOW_UNIT, PUBLISHED, "basement"),
    ({"window_type": "casement"}, MILD, WINDOW_UNIT, PORTABLE_UNIT, "casement"),
    ({"window_type": "slider"}, MILD, SLIDES_NOT, PORTABLE_UNIT, "slider"),
    # A sash that comes down on it holds a unit over the sill, whatever nobody publishes.
    ({"window_type": "slider"}, MILD, OVER_THE_SILL, WINDOW_UNIT | {"fits_window": {}}, "slider"),
    ({"window_type": "slider"}, MILD, OVER_THE_SILL, OVER_ANY_SILL, "slider"),
    ({"window_type": "casement"}, MILD, OVER_THE_SILL, PORTABLE_UNIT, "casement"),
    ({"window_width": 24.0}, MILD, WIDE_WINDOW, WINDOW_UNIT, "window_width"),
    ({"power": "own_115"}, None, PUBLISHED, PUBLISHED | {"volts": 115.0}, "voltage"),
    ({"installer": "diy"}, None, PUBLISHED, KIT, "installer"),
    ({"features": ("wifi",)}, None, PUBLISHED | NO_WIFI, PUBLISHED | WIFI, "feature_wifi"),
    ({"features": ("cassette",)}, None, PUBLISHED, CASSETTE, "feature_cassette"),
    ({"budget": 1500.0}, MILD, PUBLISHED, WINDOW_UNIT, "budget"),
    ({"heating_now": "gas"}, None, PORTABLE_UNIT, PUBLISHED, "portable_heat"),
    (
        {"heating_load": 3000.0},
        place_of(heating_design_f=-12.0),
        WINDOW_UNIT | {"cold_climate": 1, "min_operating_f": -22.0},
        PUBLISHED,
        "window_only_heat",
    ),
    ({"heating_load": 14_000.0}, None, PUBLISHED, None, "too_weak_heating"),
    ({"cooling_load": 11_000.0}, MILD, PUBLISHED, STRONG, "too_weak_cooling"),
    ({"heating_load": 4000.0}, None, STRONG, PUBLISHED, "too_strong"),
]


def undone(answers: Answers, undo: dict[str, str]) -> Answers:
    """The answers after an undo; an empty value leaves the answer open."""
    changes: dict[str, Any] = {}
    for name, value in undo.items():
        if name in {"type", "features"}:
            changes[name] = tuple(value.split(",")) if value else ()
        elif name in BOUNDS and value:
            changes[name] = float(value)
        else:
            changes[name] = value or None
    return replace(answers, **changes)


def by_code(found: Study) -> dict[str, Limit]:
    return {limit.code: limit for limit in limits(found)}


@pytest.mark.parametrize(
    ("answers", "place", "out", "stays", "code"), CASES, ids=[case[-1] for case in CASES]
)
def test_limit_leaves_out_what_it_names_and_nothing_else(
    answers: dict[str, Any],
    place: Place | None,
    out: dict[str, Any],
    stays: dict[str, Any] | None,
    code: str,
) -> None:
    found = study_of(out, *([stays] if stays else []), place=place, **answers)
    limit = by_code(found)[code]
    assert limit.excluded[0]
    assert not limit.excluded[1:].any()


@pytest.mark.parametrize(
    ("answers", "place", "out", "stays", "code"), CASES, ids=[case[-1] for case in CASES]
)
def test_undo_lifts_its_limit(
    answers: dict[str, Any],
    place: Place | None,
    out: dict[str, Any],
    stays: dict[str, Any] | None,
    code: str,
) -> None:
    found = study_of(out, place=place, **answers)
    undo = by_code(found)[code].undo
    assert undo
    again = study_of(
        out,
        place=place,
        **{
            field: getattr(undone(found.answers, undo), field)
            for field in Answers.__dataclass_fields__
            if field not in {"zip", "model"}
        },
    )
    assert code not in by_code(again)


def test_room_without_wishes_leaves_no_fitting_unit_out() -> None:
    assert limits(study_of(PUBLISHED, heating_load=6000.0)) == []


# --- what is not published never leaves a unit out -----------------------------------------------


@pytest.mark.parametrize(
    ("answers", "row"),
    [
        ({"power": "own_115"}, PUBLISHED | {"volts": float("nan")}),
        ({"features": ("wifi", "dry", "sleep")}, PUBLISHED),
        ({"window_width": 20.0}, WINDOW_UNIT | {"width_in": float("nan")}),
        ({"window_type": "slider"}, WINDOW_UNIT | {"fits_window": {}}),
    ],
)
def test_figure_that_is_not_published_leaves_no_unit_out(
    answers: dict[str, Any], row: dict[str, Any]
) -> None:
    found = study_of(row, place=MILD, **answers)
    assert {limit.code for limit in limits(found)}.isdisjoint(
        {"voltage", "feature_wifi", "feature_dry", "feature_sleep", "window_width", "slider"}
    )


def test_unknown_casement_fit_is_not_trusted() -> None:
    # A box for a window that slides up falls out of one that swings.
    found = study_of(WINDOW_UNIT | {"fits_window": {}}, place=MILD, window_type="casement")
    assert "casement" in by_code(found)


# --- who may do what -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, (True, True, True)),
        ({"tenure": "own"}, (True, True, True)),
        ({"tenure": "rent"}, (False, False, False)),
        ({"tenure": "rent", "outdoor_unit": "yes"}, (True, False, False)),
        ({"tenure": "rent", "wall_hole": "yes", "power": "v230"}, (False, True, True)),
        ({"outdoor_unit": "no"}, (False, True, True)),
        ({"power": "shared_115"}, (True, True, False)),
        ({"power": "new_circuit"}, (True, True, True)),
    ],
)
def test_tenant_may_neither_drill_nor_rewire_unless_told(
    answers: dict[str, Any], expected: tuple[bool, bool, bool]
) -> None:
    may = possible(answers_of(**answers))
    assert (may.outdoor_unit, may.wall_hole, may.high_voltage) == expected


def test_other_heat_forgives_a_weak_unit() -> None:
    alone = by_code(study_of(PUBLISHED, heating_load=14_000.0))
    beside_gas = by_code(study_of(PUBLISHED, heating_load=14_000.0, heating_now="gas"))
    assert "too_weak_heating" in alone
    assert "too_weak_heating" not in beside_gas


def test_portable_is_refused_for_cold_winters_even_beside_other_heat() -> None:
    codes = by_code(study_of(PORTABLE_UNIT, heating_now="electric"))
    assert "portable_heat" in codes
    assert "portable_heat" not in by_code(study_of(PORTABLE_UNIT, goal="cooling"))


@pytest.mark.parametrize(
    ("least", "out"),
    [
        # Room of 8,000: 0.45 × 8,000 = 3,600.
        (3590.0, False),
        (3610.0, True),
        # Up to 2,500 is never too strong, see the small room below.
    ],
)
def test_lowest_output_is_judged_against_the_room(least: float, out: bool) -> None:
    point = {"heating": True, "outdoor_f": 47, "min_btu_h": least, "max_btu_h": 14_000}
    row = {"cooling_btu_h": 12_000.0, "points": [point], "cold_climate": 1}
    found = study_of(row, heating_load=8000.0)
    assert ("too_strong" in by_code(found)) is out


def test_small_room_takes_what_turns_down_to_2500() -> None:
    point = {"heating": True, "outdoor_f": 47, "min_btu_h": 2500, "max_btu_h": 9000}
    found = study_of({"cooling_btu_h": 6000.0, "points": [point]}, heating_load=1500.0, area=120.0)
    assert "too_strong" not in by_code(found)


def test_guess_leaves_a_unit_out_only_where_its_whole_range_is_past_the_limit() -> None:
    # Room of 6,500: 0.45 × 6,500 = 2,925. Of 12,000 cooling nobody knows: 0.267 × 12,360 = 3,300,
    # at best × 0.69 = 2,277; of 18,000: 4,950, at best 3,416. What is told counts as it is.
    unknown, larger = {"cooling_btu_h": 12_000.0}, {"cooling_btu_h": 18_000.0}
    told = {"heating": True, "outdoor_f": 47, "rated_btu_h": 12_360, "min_btu_h": 3300}
    rows = (unknown, unknown | {"points": [told]}, larger)
    found = study_of(*rows, heating_load=6500.0)
    assert by_code(found)["too_strong"].excluded.tolist() == [False, True, True]


def test_guessed_cut_out_leaves_a_unit_out_only_where_its_whole_range_is_too_warm() -> None:
    # Nobody publishes it: −13 °F, at best −22. At −18 °F it may run, at −25 it does not.
    points = [
        {"heating": True, "outdoor_f": 47, "min_btu_h": 2000, "max_btu_h": 14_000},
        {"heating": True, "outdoor_f": 5, "min_btu_h": 1500, "max_btu_h": 12_000},
    ]
    unknown = PUBLISHED | {"points": points, "min_operating_f": np.nan}
    told = PUBLISHED | {"points": points, "min_operating_f": -13.0}

    def left_out(design_f: float) -> list[bool]:
        place = place_of(heating_design_f=design_f, climate=year_around(45.0))
        found = study_of(
            unknown, told, place=place, heating_load=6000.0, heating_now="none", goal="heating"
        )
        limit = by_code(found).get("too_weak_heating")
        return limit.excluded.tolist() if limit else [False, False]

    assert left_out(-18.0) == [False, True]
    assert left_out(-25.0) == [True, True]


def test_portable_is_never_too_strong() -> None:
    found = study_of(PORTABLE_UNIT | {"cooling_btu_h": 14_000.0}, goal="cooling", area=80.0)
    assert "too_strong" not in by_code(found)


def test_first_reason_counts_each_unit_once() -> None:
    both = [
        Limit(code="a", excluded=np.array([True, True, False]), undo={}),
        Limit(code="b", excluded=np.array([False, True, False]), undo={}),
    ]
    reason = first_reason(both, 3)
    assert reason[:2].tolist() == [0, 0]
    assert np.isnan(reason[2])


def test_today_does_not_matter_to_a_limit_without_money() -> None:
    early = limits(study_of(PUBLISHED, STRONG, today=TODAY - 400, heating_load=4000.0))
    late = limits(study_of(PUBLISHED, STRONG, heating_load=4000.0))
    assert [limit.code for limit in early] == [limit.code for limit in late]


def test_unit_that_stops_early_is_no_better_than_one_that_runs_on() -> None:
    # −21 °F, sole heat: one gives 73 % there, the other stops at −5 and gives nothing. Today the
    # first is left out (0.73 < 0.80) and the second stays (judged at −5 °F).
    place = place_of(heating_design_f=-21.0, climate=year_around(38.0))
    points = [
        {"heating": True, "outdoor_f": 47, "min_btu_h": 2000, "max_btu_h": 12_000},
        {"heating": True, "outdoor_f": 5, "min_btu_h": 1500, "max_btu_h": 8000},
        {"heating": True, "outdoor_f": -21, "min_btu_h": 1200, "max_btu_h": 4500},
    ]
    runs = PUBLISHED | {"points": points, "min_operating_f": -22.0}
    stops = PUBLISHED | {"points": points, "min_operating_f": -5.0}
    found = study_of(runs, stops, place=place, heating_load=6130.0)
    limit = by_code(found).get("too_weak_heating")
    if limit is not None:
        assert not (limit.excluded[0] and not limit.excluded[1])


def test_types_that_lack_the_same_permission_are_left_out_for_one_reason() -> None:
    units = (PUBLISHED, IN_THE_WALL, PORTABLE_UNIT)
    no_hole = by_code(study_of(*units, wall_hole="no"))
    assert no_hole["no_wall_hole"].excluded.tolist() == [True, True, False]
    assert sum("wall_hole" in each.undo for each in no_hole.values()) == 1
    no_place = by_code(study_of(*units, outdoor_unit="no"))
    assert no_place["no_outdoor_unit"].excluded.tolist() == [True, False, False]


def test_a_unit_in_the_wall_takes_a_wall_with_outdoor_air_behind_it() -> None:
    units = (PUBLISHED, IN_THE_WALL)
    inside = by_code(study_of(*units, exterior_walls=0))["no_outside_wall"]
    assert (inside.excluded.tolist(), inside.undo) == ([False, True], {"exterior_walls": "1"})
    buried = by_code(study_of(*units, space="basement"))["no_outside_wall"]
    assert (buried.excluded.tolist(), buried.undo) == ([False, True], {"walkout": "yes"})
    assert "no_outside_wall" not in by_code(study_of(*units, space="basement", walkout="yes"))
    assert "no_outside_wall" not in by_code(study_of(*units))
    driven = by_code(study_of(*units, space="rv", moves="yes"))["on_the_road"]
    assert driven.excluded.tolist() == inside.excluded.tolist()
    assert driven.undo == {"moves": "no"}


@pytest.mark.parametrize(
    ("answers", "known", "name"),
    [
        ({"power": "shared_115"}, {"volts": 115.0}, "voltage"),
        ({"power": "own_115"}, {"volts": 115.0}, "voltage"),
        ({"power": "v230"}, {"volts": 230.0}, "voltage"),
        ({"priorities": ("quiet",)}, {"sound_min_db": 22.0}, "sound"),
        ({"features": ("wifi",)}, {"features": {"wifi": 1}}, "wifi"),
        ({"hookup": "none", "power": "own_115"}, {"volts": 115.0}, "hookup"),
    ],
)
def test_what_is_asked_for_and_not_published_is_named(
    answers: dict[str, Any], known: dict[str, Any], name: str
) -> None:
    blank = {"volts": np.nan, "sound_min_db": np.nan, "features": {}}
    found = asked_and_unknown(study_of(PUBLISHED | blank | known, PUBLISHED | blank, **answers))
    assert {key: flags.tolist() for key, flags in found.items()} == {name: [False, True]}


def test_a_window_asks_nothing_of_a_unit_that_needs_none() -> None:
    answers: dict[str, Any] = {"window_type": "slider", "window_width": 30.0}
    found = asked_and_unknown(
        study_of(PUBLISHED, WINDOW_UNIT | {"width_in": np.nan, "fits_window": {}}, **answers)
    )
    assert {key: flags.tolist() for key, flags in found.items()} == {
        "window_width": [False, True],
        "window_type": [False, True],
    }


def test_a_window_unit_is_made_for_a_double_hung_window() -> None:
    # No maker says so of any unit: where that counted, every mini-split stood in front of all.
    found = asked_and_unknown(
        study_of(WINDOW_UNIT | {"fits_window": {}}, window_type="double_hung", power=None)
    )
    assert "window_type" not in found


def test_nothing_is_unknown_where_nothing_is_asked() -> None:
    assert asked_and_unknown(study_of({"cooling_btu_h": 9000.0}, power="new_circuit")) == {}


def test_room_of_machines_needs_a_unit_that_cools_in_winter() -> None:
    # A published limit of 50 °F leaves more than 30% of the year's cold undone; one that nobody
    # publishes leaves no unit out, and neither does a room without machines.
    rows = [PUBLISHED | {"min_operating_cooling_f": at_f} for at_f in (50.0, -40.0, np.nan)]

    def left_out(**answers: Any) -> list[bool]:
        room: dict[str, Any] = {"goal": "cooling", "area": 60.0, "exterior_walls": 1}
        room["place"] = place_of(climate=year_around(40.0))
        found = limits(study_of(*rows, **room, **answers))
        code = "cannot_cool_in_winter"
        return next((each.excluded.tolist() for each in found if each.code == code), [])

    assert left_out(watts=2000.0) == [True, False, False]
    assert left_out(watts=100.0) == []
