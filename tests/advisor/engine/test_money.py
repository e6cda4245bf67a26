import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from advisor.engine import curves
from advisor.engine.money import (
    AGED,
    CLASS_KEYS,
    FRESH,
    FROM_CLASS,
    INSTALLATION,
    PRICE_CLASSES,
    Purchase,
    Rates,
    class_prices,
    installation_lines,
    purchase,
    rates,
    seen_in_class,
    upfront,
)
from advisor.engine.study import with_limit_lifted
from tests.advisor.engine.samples import (
    PORTABLE_UNIT,
    PRICES,
    PUBLISHED,
    TODAY,
    WINDOW_UNIT,
    answers_of,
    place_of,
    study_of,
    units_of,
)

SPLIT: dict[str, Any] = {"cooling_btu_h": 9000.0, "volts": 230.0}


def bought(*rows: dict[str, Any]) -> Purchase:
    units = units_of(*rows)
    return purchase(units, curves(units), today=TODAY)


def lines_of(row: dict[str, Any], *, design_f: float = 30.0, **answers: Any) -> set[str]:
    units = units_of(row)
    place = place_of(heating_design_f=design_f)
    told = installation_lines(units, answers_of(**answers), place)
    return {name for name, applies in told.items() if applies[0]}


def rates_of(**answers: Any) -> Rates:
    return rates(answers_of(**answers), PRICES)


# --- buying --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("age_days", "expected", "basis"),
    [
        (0, (1000, 1100, 1200), FRESH),
        (45, (1000, 1100, 1200), FRESH),
        # ± 10 % on the ends: 900 and 1,320.
        (46, (900, 1100, 1320), AGED),
        (180, (900, 1100, 1320), AGED),
        # Two years on: 10 % and 10 % a year since the 180th day, (730.5 − 180) / 365.25 × 10 %.
        (730, (749, 1100, 1501), AGED),
        (3650, (600, 1100, 1680), AGED),
        # A price from tomorrow is a slip.
        (-1, (800, 1250, 2500), FROM_CLASS),
    ],
)
def test_price_ages(age_days: int, expected: tuple[int, int, int], basis: int) -> None:
    seen = {"price_low": 1000.0, "price_high": 1200.0, "price_day": float(TODAY - age_days)}
    found = bought(SPLIT | seen)
    assert (found.low[0], found.typical[0], found.high[0]) == expected
    assert found.basis[0] == basis


@pytest.mark.parametrize(
    ("row", "typical"),
    [
        ({"cooling_btu_h": 10_500.0}, 1250),
        ({"cooling_btu_h": 10_501.0}, 1450),
        ({"cooling_btu_h": 18_000.0}, 1850),
        ({"cooling_btu_h": 36_000.0}, 2400),
        ({"cooling_btu_h": 9000.0, "cold_climate": 1}, 2150),
        ({"cooling_btu_h": 9000.0, "diy_kit": 1}, 1900),
        ({"cooling_btu_h": 9000.0, "diy_kit": 1, "cold_climate": 1}, 1900),
        ({"kind": 1, "cooling_btu_h": 8000.0}, 600),
        ({"kind": 1, "cooling_btu_h": 12_000.0}, 700),
        ({"kind": 1, "cooling_btu_h": 9000.0, "cold_climate": 1}, 2850),
        ({"kind": 2, "cooling_btu_h": 8000.0}, 450),
        ({"kind": 2, "cooling_btu_h": 12_000.0, "cold_climate": 1}, 550),
    ],
)
def test_unit_without_a_price_costs_what_its_class_costs(row: dict[str, Any], typical: int) -> None:
    found = bought(row)
    assert found.typical[0] == typical
    assert found.low[0] < typical < found.high[0]
    assert found.basis[0] == FROM_CLASS


def test_a_brand_with_many_dated_prices_has_its_own_range() -> None:
    # Ordinary mini-split of 9,000 BTU/h: $1,250. Mitsubishi's 1.20, 1.99, 2.86 of it; a brand
    # without a tier keeps the class, and a dated price stands before both.
    found = bought(
        SPLIT | {"price_tier": 0.0},
        SPLIT | {"price_tier": 0.0, "cold_climate": 1},
        SPLIT,
        SPLIT | {"price_tier": 0.0, "price_low": 900.0, "price_high": 900.0, "price_day": TODAY},
    )
    assert found.low.tolist() == [1500, 1500, 800, 900]
    assert found.typical.tolist() == [2488, 2488, 1250, 900]
    assert found.high.tolist() == [3575, 3575, 2500, 900]


def test_the_range_of_a_class_widens_with_its_years() -> None:
    # The window class of July 2025 is one whole year old in November 2026: 5 % at both ends.
    index = next(at for at, key in enumerate(CLASS_KEYS) if key == (1, "", 10_500))
    prices = class_prices(np.array([index]), today=TODAY)
    assert prices.tolist() == [[332, 600, 945]]
    later = class_prices(np.array([index]), today=TODAY + 10 * 366)
    assert later.tolist() == [[280, 600, 1080]]


def test_saddle_window_unit_costs_what_cold_climate_ones_cost() -> None:
    found = bought(WINDOW_UNIT | {"saddle": 1}, WINDOW_UNIT)
    assert found.typical.tolist() == [2850, 600]
    assert found.low[0] > found.high[1]


def test_unit_of_any_size_has_a_class() -> None:
    sizes = [1.0, 99_000.0, 5_000_000.0]
    rows = [{"kind": kind, "cooling_btu_h": size} for kind in range(3) for size in sizes]
    rows += [row | {"cold_climate": 1} for row in rows] + [row | {"diy_kit": 1} for row in rows]
    found = bought(*rows)
    assert (found.price_class >= 0).all()
    assert [CLASS_KEYS[at][0] for at in found.price_class] == [row["kind"] for row in rows]


def test_every_class_rises_and_has_date_and_source() -> None:
    for key, known in PRICE_CLASSES.items():
        low, typical, high = known.prices
        assert 0 < low < typical < high, key
        assert re.fullmatch(r"20\d\d(-\d\d(-\d\d)?)?", known.as_of), key
        assert len(known.source) > 10, key


def test_dated_prices_of_a_class_are_told_beside_its_range() -> None:
    seen = {"price_low": 700.0, "price_high": 900.0, "price_day": float(TODAY - 10)}
    dear = {"price_low": 1900.0, "price_high": 2900.0, "price_day": float(TODAY - 100)}
    old = {"price_low": 100.0, "price_high": 100.0, "price_day": float(TODAY - 200)}
    rows = [SPLIT, SPLIT | seen, SPLIT | dear, SPLIT | old, WINDOW_UNIT]
    found = bought(*rows)
    told = [seen_in_class(units_of(*rows), found, int(at)) for at in found.price_class]
    assert told[:4] == [(100, 2900, TODAY - 10)] * 4
    assert told[4] is None


# --- installing ----------------------------------------------------------------------------------


def test_hired_split_has_its_lines() -> None:
    assert lines_of(SPLIT) == {"labour", "line_set", "outdoor_mount", "permit", "circuit"}


@pytest.mark.parametrize(
    ("row", "answers", "needs_circuit"),
    [
        (SPLIT, {}, True),
        (SPLIT, {"power": "v230"}, False),
        (SPLIT, {"power": "own_115"}, True),
        (SPLIT, {"power": "new_circuit"}, True),
        (SPLIT | {"volts": 115.0}, {"power": "own_115"}, False),
        (SPLIT | {"volts": 115.0}, {"power": "shared_115"}, True),
        (WINDOW_UNIT, {"power": "shared_115"}, False),
        (WINDOW_UNIT, {}, False),
        (WINDOW_UNIT, {"power": "new_circuit"}, True),
        (WINDOW_UNIT | {"volts": 230.0}, {"power": "own_115"}, True),
        (WINDOW_UNIT | {"volts": 230.0}, {"power": "v230"}, False),
        (PORTABLE_UNIT, {"power": "shared_115"}, False),
    ],
)
def test_circuit_is_charged_only_where_it_is_needed(
    row: dict[str, Any], answers: dict[str, Any], needs_circuit: bool
) -> None:
    assert ("circuit" in lines_of(row, **answers)) is needs_circuit


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        # On the road nothing stands on the ground and no building is changed, whatever the snow.
        ({"moves": "yes", "hookup": "shore_30"}, {"labour", "line_set"}),
        ({"hookup": "shore_30"}, {"labour", "line_set"}),
        # Parked it stands on something, and above the snow.
        ({"moves": "no", "hookup": "shore_30"}, {"labour", "line_set", "snow_stand"}),
        ({"moves": "yes", "power": "new_circuit"}, {"labour", "line_set", "circuit"}),
    ],
)
def test_an_rv_pays_for_no_work_that_only_a_house_needs(
    answers: dict[str, Any], expected: set[str]
) -> None:
    small = SPLIT | {"volts": 115.0}
    assert lines_of(small, design_f=0.0, space="rv", **answers) == expected


def test_a_unit_of_230_volts_needs_a_circuit_in_an_rv_too() -> None:
    assert "circuit" in lines_of(SPLIT, space="rv", moves="yes", hookup="shore_50")


def test_snow_lifts_the_unit_off_the_ground() -> None:
    assert "snow_stand" in lines_of(SPLIT, design_f=14.9)
    assert "outdoor_mount" not in lines_of(SPLIT, design_f=14.9)
    assert "outdoor_mount" in lines_of(SPLIT, design_f=15.0)


def test_kit_that_one_installs_oneself_pays_no_labour() -> None:
    kit = SPLIT | {"diy_kit": 1}
    alone = lines_of(kit, installer="diy")
    assert {"kit_tools", "kit_commissioning"} <= alone
    assert alone.isdisjoint({"labour", "line_set"})
    assert "labour" in lines_of(kit, installer="pro")
    assert "labour" in lines_of(kit)


@pytest.mark.parametrize("installer", [None, "pro", "diy"])
def test_a_kit_has_its_line_set_in_the_box_whoever_puts_it_in(installer: str | None) -> None:
    assert "line_set" not in lines_of(SPLIT | {"diy_kit": 1}, installer=installer)
    assert "line_set" in lines_of(SPLIT, installer=installer)


def test_a_kit_without_its_owner_is_installed_at_the_price_of_a_professional() -> None:
    kit = SPLIT | {"diy_kit": 1}
    alone = study_of(kit, installer="diy")
    lifted = with_limit_lifted(alone, answers_of(area=300.0, installer="pro"))
    added = lifted.upfront.total[0, 1] - alone.upfront.total[0, 1]
    # Labor of Massachusetts' index 1 less what the owner rents and has commissioned.
    saved = {name: INSTALLATION[name][1] for name in ("kit_tools", "kit_commissioning")}
    assert added == INSTALLATION["labour"][1] - sum(saved.values())
    assert lifted.season is alone.season


def test_basement_pumps_its_condensate() -> None:
    assert "condensate_pump" in lines_of(SPLIT, space="basement")
    assert "condensate_pump" not in lines_of(WINDOW_UNIT, space="basement")


def test_heavy_window_unit_takes_two_people() -> None:
    heavy = WINDOW_UNIT | {"weight_lb": 129.0}
    assert "handyman" in lines_of(heavy)
    assert "handyman" not in lines_of(heavy, installer="diy")
    assert "handyman" not in lines_of(WINDOW_UNIT)
    assert "handyman" in lines_of(WINDOW_UNIT | {"saddle": 1})


def test_own_work_is_noted_only_on_units_that_have_the_line() -> None:
    units = units_of(SPLIT, WINDOW_UNIT)
    answers = answers_of(own_work=("snow_stand", "outdoor_mount", "window_bracket"))
    found = upfront(units, bought(SPLIT, WINDOW_UNIT), answers, place_of(heating_design_f=0.0))
    told = {name: applies.tolist() for name, applies in found.alone.items()}
    assert told == {
        "snow_stand": [True, False],
        "outdoor_mount": [False, False],
        "window_bracket": [False, True],
    }
    assert not {"snow_stand", "outdoor_mount", "window_bracket"} & set(found.lines)


def test_casement_costs_a_panel() -> None:
    assert lines_of(PORTABLE_UNIT, window_type="casement") == {"vent_kit", "casement_panel"}
    assert lines_of(PORTABLE_UNIT) == {"vent_kit"}


@pytest.mark.parametrize("row", [SPLIT, PUBLISHED, WINDOW_UNIT, PORTABLE_UNIT])
def test_lines_add_up_to_the_dollar(row: dict[str, Any]) -> None:
    seen = {"price_low": 999.5, "price_high": 1234.49, "price_day": float(TODAY - 100)}
    units = units_of(row | seen)
    found = upfront(units, bought(row | seen), answers_of(), place_of())
    amounts = np.concatenate(list(found.lines.values()))
    assert (amounts == np.round(amounts)).all()
    total = sum(line[0] for line in found.lines.values())
    assert found.total[0].tolist() == np.asarray(total).tolist()
    low, typical, high = found.total[0]
    assert low <= typical <= high


def test_split_at_the_usual_prices_by_hand() -> None:
    # 1,250 + labour 950 + line set 220 + mount 130 + permit 120 + circuit 450.
    units = units_of(SPLIT)
    found = upfront(units, bought(SPLIT), answers_of(), place_of(heating_design_f=30.0))
    assert found.total[0, 1] == 1250 + 950 + 220 + 130 + 120 + 450


def test_a_labor_index_multiplies_the_work_and_not_the_parts() -> None:
    # 1.3 × 950 labor = 1,235, 1.3 × 450 circuit = 585; line set 220, mount 130, permit 120.
    place = place_of(heating_design_f=30.0, prices=replace(PRICES, labor_index=1.3))
    found = upfront(units_of(SPLIT), bought(SPLIT), answers_of(), place)
    assert found.total[0, 1] == 1250 + 1235 + 220 + 130 + 120 + 585


def test_every_installation_line_is_a_rising_range() -> None:
    for name, (low, typical, high) in INSTALLATION.items():
        assert 0 <= low <= typical <= high, name


# --- energy --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "usd_per_mmbtu"),
    [
        # Maine: $4.00 / (0.1385 MMBtu × 0.85) = $33.98 per million BTU.
        ({"heating_now": "oil", "heating_efficiency": 85.0}, 33.98),
        # Default 83 %: 4 / (0.1385 × 0.83).
        ({"heating_now": "oil"}, 34.80),
        # Denver: $0.95 a therm at 85 % is $11.18.
        ({"heating_now": "gas", "fuel_rate": 0.95}, 11.18),
        ({"heating_now": "gas"}, 17.65),
        # $3.00 / (0.091333 × 0.85).
        ({"heating_now": "propane"}, 38.64),
        # $0.20 / 3,412 BTU.
        ({"heating_now": "electric"}, 58.62),
        ({"heating_now": "heat_pump"}, 23.45),
        ({"heating_now": "heat_pump", "heating_efficiency": 300.0}, 19.54),
    ],
)
def test_heat_now_costs_by_its_fuel(answers: dict[str, Any], usd_per_mmbtu: float) -> None:
    found = rates_of(**answers).heat_now_usd_kwh
    assert found is not None
    assert found / 3412 * 1e6 == pytest.approx(usd_per_mmbtu, abs=0.01)


@pytest.mark.parametrize("heating_now", [None, "none", "wood", "included"])
def test_heat_without_a_price_is_not_compared(heating_now: str | None) -> None:
    assert rates_of(heating_now=heating_now).heat_now_usd_kwh is None


def test_backup_costs_what_heats_now() -> None:
    gas = rates_of(heating_now="gas")
    assert gas.backup_usd_kwh == gas.heat_now_usd_kwh
    assert rates_of().backup_usd_kwh == pytest.approx(0.20)
    assert rates_of(heating_now="included").backup_usd_kwh == 0


def test_own_rates_stand_before_the_states() -> None:
    found = rates_of(electricity_rate=0.30, heating_now="gas", fuel_rate=2.0)
    assert found.electricity_usd_kwh == 0.30
    assert found.fuel_price == 2.0


def test_free_electricity_is_not_taken_for_unknown() -> None:
    assert rates_of(electricity_rate=0.0).electricity_usd_kwh == 0


def test_unknown_fuel_price_compares_nothing() -> None:
    none = replace(PRICES, oil_usd_gal=None)
    assert rates(answers_of(heating_now="oil"), none).heat_now_usd_kwh is None
    cheap = replace(PRICES, electricity_usd_kwh=Decimal("0.10"))
    assert rates(answers_of(heating_now="oil"), cheap).heat_now_usd_kwh is not None


def test_cooling_now_costs_by_its_kind() -> None:
    # $0.20 / 3.2 a kWh of cold.
    assert rates_of(cooling_now="window").cool_now_usd_kwh == pytest.approx(0.0625)
    assert rates_of(cooling_now="none").cool_now_usd_kwh is None


def test_running_cost_is_electricity_and_backup() -> None:
    found = study_of(PUBLISHED, heating_now="gas", electricity_rate=0.25)
    season = found.season
    kwh = season.heating_kwh[0] + season.cooling_kwh[0]
    # Gas $1.50 / 0.85 a therm of 29.31 kWh: $0.0602 a kWh.
    expected = 0.25 * kwh + 0.0602 * season.backup_kwh[0]
    assert found.running_usd[0] == pytest.approx(expected, rel=0.001)


@pytest.mark.parametrize("rate", [0.0, 5.0])
@pytest.mark.parametrize("heating_now", ["electric", "gas", "heat_pump", None])
def test_extreme_rates_stay_finite(rate: float, heating_now: str | None) -> None:
    found = study_of(
        PUBLISHED, WINDOW_UNIT, electricity_rate=rate, heating_now=heating_now, fuel_rate=rate
    )
    assert np.isfinite(found.running_usd).all()
    assert (found.running_usd >= 0).all()
