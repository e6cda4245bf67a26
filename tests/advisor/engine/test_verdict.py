from dataclasses import replace
from typing import Any

import pytest

from advisor.engine import Study, rank
from advisor.engine.field import FIELD_DERATE
from advisor.engine.improvement import glass_first, improvement
from advisor.engine.load import Spread
from advisor.engine.verdict import (
    LITTLE_COOLING_KWH,
    Improved,
    may_lead,
    nominal_size,
    outcome,
    type_verdicts,
    years_to_pay,
)
from advisor.engine.yearly_saving import (
    break_even_cop,
    co2_lb,
    co2_now,
    field_cooling_range,
    field_cop_range,
    saving,
    switchover_f,
    years_to_even,
)
from tests.advisor.engine.samples import (
    PORTABLE_UNIT,
    PRICES,
    PUBLISHED,
    WARM_PLACE,
    WINDOW_UNIT,
    place_of,
    study_of,
    year_around,
)

BARE_GARAGE: dict[str, Any] = {
    "space": "garage",
    "area": 440.0,
    "insulation": "poor",
    "drafts": "drafty",
    "garage_door": "bare",
}
STRONG_SPLIT = PUBLISHED | {
    "cooling_btu_h": 24_000.0,
    "points": [
        {"heating": True, "outdoor_f": 47, "min_btu_h": 5000, "max_btu_h": 32_000, "cop_max": 3.0},
        {"heating": True, "outdoor_f": 5, "min_btu_h": 4000, "max_btu_h": 28_000, "cop_max": 2.0},
    ],
}


def outcome_of(found: Study, *rows: dict[str, Any]) -> str:
    """The outcome with the room after the work studied again, with units of ``rows``."""
    work = improvement(found)
    improved = None
    if work is not None and may_lead(found, work):
        answers = {
            name: getattr(work.answers, name)
            for name in type(work.answers).__dataclass_fields__
            if name not in {"zip", "model"}
        }
        again = study_of(*rows, place=found.place, **answers)
        improved = Improved(study=again, ranking=rank(again))
    return outcome(found, rank(found), work, improved)


def verdicts(found: Study) -> dict[str, str]:
    return {told.type: told.verdict for told in type_verdicts(found)}


def test_fitting_unit_is_recommended() -> None:
    assert outcome_of(study_of(PUBLISHED, heating_load=6000.0)) == "recommend"


def test_leaky_owned_room_is_mended_first() -> None:
    assert outcome_of(study_of(STRONG_SPLIT, **BARE_GARAGE), STRONG_SPLIT) == "improve_first"


def test_tenant_is_not_sent_to_insulate() -> None:
    found = study_of(
        STRONG_SPLIT,
        **BARE_GARAGE,
        tenure="rent",
        outdoor_unit="yes",
        wall_hole="yes",
        power="v230",
    )
    assert outcome_of(found) == "recommend"
    better = improvement(found)
    assert better is None or {step.code for step in better.steps} <= {"film", "caulk", "shade"}


def test_cheap_gas_is_kept_when_only_heat_is_wanted() -> None:
    # $0.30 a kWh against $1.00 a therm.
    dear: dict[str, Any] = {"heating_now": "gas", "fuel_rate": 1.0, "electricity_rate": 0.30}
    heating = study_of(PUBLISHED, heating_load=6000.0, goal="heating", **dear)
    assert outcome_of(heating) == "keep"
    # Who also wants cooling, and has none, is not told to keep the furnace alone.
    both = study_of(PUBLISHED, heating_load=6000.0, **dear)
    assert outcome_of(both) == "recommend"
    cooled = study_of(PUBLISHED, heating_load=6000.0, cooling_now="central", **dear)
    assert outcome_of(cooled) == "keep"


def test_nothing_that_fits_is_refused() -> None:
    assert outcome_of(study_of(PORTABLE_UNIT)) == "refuse"
    assert outcome_of(study_of()) == "refuse"


# --- saving --------------------------------------------------------------------------------------


def test_saving_by_hand() -> None:
    # Electric heat at $0.20: every kWh of heat delivered saves $0.20 less what the unit takes.
    found = study_of(PUBLISHED, heating_load=6000.0, goal="heating", heating_now="electric")
    season = found.season
    told = saving(found, 0)
    assert told is not None
    heat = 0.20 * (season.heat_delivered_kwh[0] - season.heating_kwh[0])
    assert told.heating is not None
    assert told.heating.likely == pytest.approx(heat)
    assert told.likely == pytest.approx(heat)
    assert told.low < told.likely < told.high


def test_added_cooling_is_a_cost() -> None:
    beside: dict[str, Any] = {"heating_load": 6000.0, "heating_now": "electric"}
    none = saving(study_of(PUBLISHED, **beside), 0)
    window = saving(study_of(PUBLISHED, **beside, cooling_now="portable"), 0)
    assert none is not None
    assert window is not None
    assert none.likely < window.likely


@pytest.mark.parametrize("heating_now", [None, "none", "wood", "included"])
def test_nothing_to_compare_with_saves_nothing(heating_now: str | None) -> None:
    assert saving(study_of(PUBLISHED, heating_now=heating_now), 0) is None


def test_dear_electricity_loses_against_gas() -> None:
    found = study_of(
        PUBLISHED, heating_now="gas", fuel_rate=0.95, electricity_rate=0.30, goal="heating"
    )
    told = saving(found, 0)
    assert told is not None
    assert told.heating is not None
    assert told.heating.high < 0


def test_the_heat_alone_has_a_range_of_its_own() -> None:
    # Without cooling the heat is all there is; with it, the heat stays what it was.
    alone = saving(study_of(PUBLISHED, heating_now="oil", goal="heating"), 0)
    both = saving(study_of(PUBLISHED, heating_now="oil", cooling_now="window"), 0)
    assert alone is not None
    assert both is not None
    assert alone.heating == Spread(low=alone.low, likely=alone.likely, high=alone.high)
    assert both.heating is not None
    assert both.heating.low < both.heating.likely < both.heating.high
    assert both.heating.likely != pytest.approx(both.likely, abs=1)
    # The fuel's price moves ± 15 %, so the range is at least so wide on either side.
    found = study_of(PUBLISHED, heating_now="oil", cooling_now="window")
    now = float(found.season.heat_delivered_kwh[0]) * (found.rates.heat_now_usd_kwh or 0)
    assert both.heating.likely - both.heating.low >= 0.15 * now
    cooled = saving(study_of(PUBLISHED, heating_now="none", cooling_now="window"), 0)
    assert cooled is not None
    assert cooled.heating is None


def test_break_even_cop_by_hand() -> None:
    # Expert room 14: $0.14 a kWh is $41.03 per million BTU, $0.95 a therm at 95 % $10.00: 4.1.
    found = study_of(
        PUBLISHED, electricity_rate=0.14, heating_now="gas", fuel_rate=0.95, heating_efficiency=95.0
    )
    assert break_even_cop(found) == pytest.approx(4.10, abs=0.01)
    assert break_even_cop(study_of(PUBLISHED, heating_now="electric")) is None
    assert break_even_cop(study_of(PUBLISHED, heating_now="gas", fuel_rate=0.0)) is None


def test_switchover_lies_where_the_two_cost_the_same() -> None:
    # COP falls with the cold: cheap in spring, dear in January. Between the two there is a line.
    found = study_of(
        PUBLISHED, heating_load=6000.0, heating_now="gas", fuel_rate=1.5, electricity_rate=0.18
    )
    told = switchover_f(found, 0)
    assert told is not None
    assert found.place.heating_design_f < told < found.room.hold_f
    dearer = study_of(
        PUBLISHED, heating_load=6000.0, heating_now="gas", fuel_rate=1.5, electricity_rate=0.20
    )
    later = switchover_f(dearer, 0)
    assert later is None or later > told
    assert switchover_f(study_of(PUBLISHED, heating_now="electric"), 0) is None


def test_where_a_unit_stops_is_no_switchover_to_a_fuel_that_always_costs_more() -> None:
    stops = PUBLISHED | {"min_operating_f": 20.0}
    found = study_of(stops, heating_load=6000.0, heating_now="propane", fuel_rate=6.0)
    assert found.place.heating_design_f < 20.0
    assert switchover_f(found, 0) is None


def test_field_range_lies_around_the_seasons_cop() -> None:
    found = study_of(PUBLISHED, heating_load=6000.0)
    told = field_cop_range(found, 0)
    assert told is not None
    low, high = told
    cop = float(found.season.seasonal_cop[0])
    assert low < cop < high
    # Between a unit that never cycles (0.555 of the laboratory) and one that always does (0.481).
    share = float(found.season.heat_cycling_fraction[0])
    assert 0 < share < 1
    assert high == pytest.approx(1.44 * cop / FIELD_DERATE)
    assert low == pytest.approx((0.555 - 0.074 * share) * cop / FIELD_DERATE)
    assert field_cop_range(study_of(PUBLISHED, goal="cooling"), 0) is None


def test_cooling_differs_from_home_to_home() -> None:
    # Counted at 0.90 of the laboratory; homes lie between 0.75 and 1.05.
    found = study_of(PUBLISHED, goal="cooling")
    kwh = float(found.season.cooling_kwh[0])
    assert field_cooling_range(found, 0) == pytest.approx((kwh * 0.9 / 1.05, kwh * 0.9 / 0.75))
    assert field_cooling_range(study_of(PUBLISHED, goal="heating"), 0) is None


def test_saving_on_cooling_has_the_range_of_the_homes() -> None:
    # The load told, so that only the homes differ: $1.05 and $0.75 homes move the unit's own bill.
    found = study_of(PUBLISHED, goal="cooling", cooling_now="window", cooling_load=6000.0)
    told = saving(found, 0)
    assert told is not None
    bill = float(found.season.cooling_kwh[0]) * found.rates.electricity_usd_kwh
    assert told.likely - told.low >= bill * (0.9 / 0.75 - 1) - 1e-6
    assert told.high - told.likely >= bill * (1 - 0.9 / 1.05) - 1e-6


def test_payback_needs_a_saving() -> None:
    assert years_to_even(2000.0, 250.0) == pytest.approx(8)
    assert years_to_even(2000.0, 0.0) is None
    assert years_to_even(2000.0, -30.0) is None


def test_carbon_falls_where_resistance_heat_goes() -> None:
    found = study_of(PUBLISHED, heating_load=6000.0, goal="heating", heating_now="electric")
    now, then = co2_now(found), co2_lb(found, 0)
    assert now is not None
    assert then is not None
    # All the heat at COP 1 and 0.8377 lb a kWh.
    assert now == pytest.approx(found.needed.heat_btu / 3412 * 0.8377, rel=0.001)
    assert then < 0.6 * now
    unknown = place_of(prices=replace(PRICES, co2_lb_per_mwh=None))
    assert co2_lb(study_of(PUBLISHED, place=unknown), 0) is None
    assert co2_now(study_of(PUBLISHED, heating_now="wood")) is None


# --- the room first ------------------------------------------------------------------------------


def test_steps_on_a_bare_garage_save_what_they_say() -> None:
    found = study_of(STRONG_SPLIT, **BARE_GARAGE)
    better = improvement(found)
    assert better is not None
    codes = [step.code for step in better.steps]
    assert {"roof", "air_sealing", "garage_door"} <= set(codes)
    assert "floor" not in codes  # a slab that is there
    saved = sum(step.saves_btu_h for step in better.steps)
    assert better.left_btu_h == pytest.approx(found.loads.heating.likely - saved)
    assert better.share == pytest.approx(saved / found.loads.heating.likely)
    assert 0.2 <= better.share < 0.9
    assert 0 < better.cost_low < better.cost_high


def test_mended_room_needs_less_when_it_is_run_again() -> None:
    found = study_of(STRONG_SPLIT, **BARE_GARAGE)
    better = improvement(found)
    assert better is not None
    answers = {
        name: getattr(better.answers, name)
        for name in type(better.answers).__dataclass_fields__
        if name not in {"zip", "model"}
    }
    again = study_of(STRONG_SPLIT, **answers)
    assert again.loads.heating.likely < 0.6 * found.loads.heating.likely


def test_sound_room_asks_for_no_work() -> None:
    assert improvement(study_of(PUBLISHED, insulation="good", shade="full")) is None


@pytest.mark.parametrize("wish", [{"goal": "cooling"}, {"place": place_of(**WARM_PLACE)}])
def test_no_winter_no_work_on_the_heat(wish: dict[str, Any]) -> None:
    better = improvement(study_of(STRONG_SPLIT, **BARE_GARAGE, **wish))
    assert better is not None
    assert better.load == "cooling"
    assert {step.code for step in better.steps} <= {"shade", "garage_door", "roof"}


# --- glass first ---------------------------------------------------------------------------------

SUNROOM: dict[str, Any] = {
    "space": "sunroom",
    "area": 160.0,
    "windows": "glass_walls",
    "glass": "single",
    "insulation": "poor",
}


def test_glass_comes_first_in_a_room_that_it_decides() -> None:
    found = study_of(STRONG_SPLIT, **SUNROOM, heating_now="electric")
    assert found.loads.heating.likely / 160 > 100
    assert glass_first(found)
    work = improvement(found)
    assert work is not None
    assert work.steps[0].code == "glass"
    # 1.00 to 0.32: two thirds of what the glass loses.
    glass = sum(v for name, v in found.loads.heating_lines.items() if name.startswith("windows"))
    assert work.steps[0].saves_btu_h == pytest.approx(0.68 * glass, rel=0.01)
    assert outcome_of(found, STRONG_SPLIT) == "improve_first"


def test_glass_room_without_any_heat_is_refused_for_heat_alone() -> None:
    cold = study_of(STRONG_SPLIT, **SUNROOM, heating_now="none")
    assert outcome_of(cold, STRONG_SPLIT) == "refuse"
    limit = next(each for each in rank(cold).limits if each.code == "glass_first")
    assert limit.undo == {"goal": "cooling"}
    cooled = study_of(STRONG_SPLIT, **SUNROOM, heating_now="none", goal="cooling")
    assert outcome_of(cooled, STRONG_SPLIT) == "recommend"


def test_tenant_of_a_glass_room_is_offered_film() -> None:
    found = study_of(WINDOW_UNIT, **SUNROOM, heating_now="electric", tenure="rent")
    work = improvement(found)
    assert work is not None
    assert {step.code for step in work.steps} <= {"film", "caulk"}


@pytest.mark.parametrize(("per_ft2", "glass_ft2", "first"), [(99, 40, False), (101, 40, True)])
def test_glass_first_begins_where_it_says(per_ft2: float, glass_ft2: float, first: bool) -> None:
    told: dict[str, Any] = {
        "area": 200.0,
        "window_area": glass_ft2,
        "heating_load": 200.0 * per_ft2,
    }
    assert glass_first(study_of(PUBLISHED, **told)) is first


@pytest.mark.parametrize(("glass_ft2", "first"), [(49.0, False), (51.0, True)])
def test_a_quarter_of_glass_counts_from_60(glass_ft2: float, first: bool) -> None:
    told: dict[str, Any] = {"area": 200.0, "window_area": glass_ft2, "heating_load": 200.0 * 61}
    assert glass_first(study_of(PUBLISHED, **told)) is first


# --- keep ----------------------------------------------------------------------------------------


def test_fuel_is_kept_where_hardly_any_cooling_is_bought() -> None:
    cool = place_of(cooling_design_f=76.0, climate=year_around(35.0))
    dear: dict[str, Any] = {"heating_now": "oil", "fuel_rate": 2.0, "electricity_rate": 0.40}
    found = study_of(PUBLISHED, heating_load=6000.0, place=cool, **dear)
    assert found.cooling_wanted
    assert found.season.cooling_kwh[0] < LITTLE_COOLING_KWH
    assert outcome_of(found, PUBLISHED) == "keep"
    hot = study_of(PUBLISHED, heating_load=6000.0, **dear)
    assert hot.season.cooling_kwh[0] >= LITTLE_COOLING_KWH
    assert outcome_of(hot, PUBLISHED) == "recommend"
    # Baseboard heat is no fuel: it is what a heat pump replaces.
    baseboard = study_of(PUBLISHED, heating_load=6000.0, place=cool, heating_now="electric")
    assert outcome_of(baseboard, PUBLISHED) == "recommend"


# --- what pays -----------------------------------------------------------------------------------


def test_work_that_does_not_pay_within_its_life_is_only_named() -> None:
    # The same garage, the same work: at a tenth of the price of electricity it never pays.
    mild: dict[str, Any] = {**BARE_GARAGE, "hold": 62.0}
    assert outcome_of(study_of(STRONG_SPLIT, **mild), STRONG_SPLIT) == "improve_first"
    found = study_of(STRONG_SPLIT, **mild, electricity_rate=0.02)
    assert found.heating_coverage[0] >= 1  # so that the work does not decide what fits
    assert outcome_of(found, STRONG_SPLIT) == "recommend"


def test_years_to_pay_by_hand() -> None:
    found = study_of(STRONG_SPLIT, **BARE_GARAGE)
    work = improvement(found)
    assert work is not None
    again = study_of(STRONG_SPLIT, **{**BARE_GARAGE, "insulation": "good"})
    improved = Improved(study=again, ranking=rank(again))
    years = years_to_pay(found, rank(found), work, improved)
    # One unit, one price: the work costs what it costs.
    saved = float(found.running_usd[0] - again.running_usd[0])
    assert years == pytest.approx((work.cost_low + work.cost_high) / 2 / saved)


# --- types ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, {"mini_split": "fits", "window": "possible", "portable": "unsuitable"}),
        ({"tenure": "rent"}, {"mini_split": "unsuitable"}),
        ({"outdoor_unit": "no"}, {"mini_split": "unsuitable"}),
        ({"window_type": "none"}, {"window": "unsuitable", "portable": "unsuitable"}),
        ({"windows": "none"}, {"window": "unsuitable", "portable": "unsuitable"}),
        ({"windows": "none", "window_area": 12.0}, {"window": "possible"}),
        ({"window_type": "casement"}, {"window": "unsuitable"}),
        ({"space": "basement"}, {"window": "unsuitable"}),
        ({"goal": "cooling"}, {"window": "fits", "portable": "possible"}),
    ],
)
def test_type_is_judged_by_room_and_answers(
    answers: dict[str, Any], expected: dict[str, str]
) -> None:
    told = verdicts(study_of(**answers))
    assert told | expected == told


def test_mild_winter_leaves_a_portable_possible() -> None:
    mild = place_of(**(WARM_PLACE | {"heating_design_f": 41.0}))
    assert verdicts(study_of(place=mild))["portable"] == "possible"
    assert verdicts(study_of(place=replace(mild, heating_design_f=35.0)))["portable"] == (
        "unsuitable"
    )


@pytest.mark.parametrize(
    ("cooling", "size"), [(2000.0, 6000), (6600.0, 6000), (9500.0, 9000), (12_000.0, 12_000)]
)
def test_size_covers_nine_tenths_of_the_cooling(cooling: float, size: int) -> None:
    assert nominal_size(study_of(cooling_load=cooling, goal="cooling")) == size


def test_size_grows_with_the_cold() -> None:
    # 7,000 BTU/h at 47 °F: 7,000 / (1.03 / 0.812) = 5,518 → 6k. At 5 °F a unit of HSPF 11 keeps
    # 0.0461 × 11 + 0.1594 = 0.6665: 8,280 → 9k.
    def size(design_f: float) -> int:
        return nominal_size(
            study_of(
                heating_load=7000.0, cooling_load=1000.0, place=place_of(heating_design_f=design_f)
            )
        )

    assert size(47.0) == 6000
    assert size(5.0) == 9000


def test_window_unit_alone_in_a_mild_place_is_a_fair_answer() -> None:
    mild = place_of(**(WARM_PLACE | {"heating_design_f": 45.0}))
    assert outcome_of(study_of(WINDOW_UNIT, place=mild, tenure="rent")) == "recommend"


def test_own_small_load_is_never_mended_below_nothing() -> None:
    # heating_load=394 of the user's, lines of ours 3,000: the steps save ours. Got −2,544 BTU/h.
    better = improvement(study_of(PUBLISHED, area=20.0, wall_r=1.0, heating_load=2000.0))
    assert better is None or better.left_btu_h >= 0
