"""Units at work in place, against the formulas written out."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from advisor.engine import Study
from advisor.engine.at_work import (
    COOLEST_COOLING_TEST_F,
    COOLING_COP_AT_MOST,
    MOST_IN_BLOCK,
    THREADLESS,
    Block,
    Workshop,
    hours_of,
)
from advisor.engine.conversions import BTU_PER_WH
from advisor.engine.curve_points import weights
from advisor.engine.cycling import IDLE_FAN_W, LOW_LOAD, LOW_LOAD_LOSS, STANDBY_W
from advisor.engine.equipment import COOLING_GRID_F, HEATING_GRID_F, Machines
from advisor.engine.needed import Need
from advisor.engine.place import FloatArray
from advisor.engine.season import simulate
from tests.advisor.engine.samples import (
    PORTABLE_UNIT,
    PUBLISHED,
    WARM_PLACE,
    WINDOW_UNIT,
    place_of,
    study_of,
)

CATALOG: tuple[dict[str, Any], ...] = (
    PUBLISHED,
    {"cooling_btu_h": 6000.0},
    {"cooling_btu_h": 24_000.0, "hspf2": 9.0, "seer2": 20.0},
    WINDOW_UNIT,
    WINDOW_UNIT | {"inverter": 0, "cooling_btu_h": 5000.0},
    PORTABLE_UNIT,
    PORTABLE_UNIT | {"dual_hose": 1, "inverter": 1, "min_operating_f": 41.0},
)
LOADS = np.array([3000.0, 1000.0, 800.0, 200.0, 20_000.0])


# --- by hand -------------------------------------------------------------------------------------


def hours_with(*, heat: FloatArray, cool: FloatArray) -> Need:
    nothing = np.zeros(heat.size)
    return Need(
        outdoor_f=nothing + 47,
        hours=nothing + 1,
        heat_btu_h=heat,
        cool_btu_h=cool,
        month_hours=np.zeros((12, heat.size)),
        night_hours=nothing,
    )


def machines(**changes: Any) -> Machines:
    """One machine: 2,000 to 12,000 BTU/h, rated 7,000; COP 5, 4 and 3; Cd 0.25."""

    def at_any_temperature(values: tuple[float, ...], grid_f: FloatArray) -> Any:
        return np.array(values, dtype=np.float32)[:, None, None] * np.ones(
            (1, grid_f.size, 1), dtype=np.float32
        )

    outputs, cops = (2000.0, 7000.0, 12_000.0), (5.0, 4.0, 3.0)
    one = np.ones(1, dtype=np.float32)
    made = Machines(
        heat=at_any_temperature(outputs, HEATING_GRID_F),
        cool=at_any_temperature(outputs, COOLING_GRID_F),
        heat_cop=at_any_temperature(cops, HEATING_GRID_F),
        cool_cop=at_any_temperature(cops, COOLING_GRID_F),
        cutout_f=-40 * one,
        low_cooling_f=0 * one,
        cycling_loss=0.25 * one,
    )
    return replace(made, **changes)


def at_work(*, heating: bool, split: bool = False, **changes: Any) -> Block:
    nothing = np.zeros(LOADS.size)
    need = hours_with(heat=LOADS if heating else nothing, cool=nothing if heating else LOADS)
    workshop = Workshop(hours_of(need), machines(**changes), np.array([split]))
    return workshop.block(slice(0, 1))


def test_compressor_rests_for_what_it_gives_too_much() -> None:
    for heat in (True, False):
        found = at_work(heating=heat)
        assert found.rest[:, 0] == pytest.approx([0, 0.5, 0.6, 0.9, 0])
        assert found.stopped is None


def test_fan_and_controls_warm_the_room() -> None:
    # 5 W, and 12 W of a mini-split: of 1,000 BTU/h half an hour of rest gives 29 BTU of the heat.
    idle_btu_h = 0.5 * 17 * BTU_PER_WH
    split = at_work(heating=True, split=True)
    compressor = 1000 - idle_btu_h
    part = compressor / 2000
    steady = compressor / 5
    assert split.power[1, 0] == pytest.approx(steady / (1 - 0.25 * (1 - part)), rel=1e-5)
    assert split.delivered[1, 0] == pytest.approx(1000)
    cooling = at_work(heating=False, split=True)
    part = (1000 + idle_btu_h) / 2000
    assert cooling.power[1, 0] == pytest.approx(
        (1000 + idle_btu_h) / 5 / (1 - 0.25 * (1 - part)), rel=1e-5
    )
    assert cooling.delivered[1, 0] == pytest.approx(1000)


def test_power_goes_by_part_load_and_falls_faster_below_40_percent() -> None:
    # PLR 1, 0.5, 0.4, 0.1: 1 - 0.25 × 0.5 = 0.875; 1 - 0.25 × 0.6 = 0.85; 1 - 0.25 × 0.9 = 0.775,
    # less 0.20 × 0.3 / 0.4 = 0.15. 3,000 is a fifth of the way from 400 (as heat) to 1,750.
    bare = at_work(heating=True)
    idle = 5 * BTU_PER_WH * np.array([0, 0.5, 0.6, 0.9])
    moved = LOADS[:4] - idle
    part = np.minimum(1, moved / 2000)
    plf = 1 - 0.25 * (1 - part) - 0.5 * np.maximum(0, 0.4 - part)
    steady = np.array([400 + 0.2 * 1350, *(moved[1:] / 5)])
    assert bare.power[:4, 0] == pytest.approx(steady / plf, rel=1e-5)
    # More than there is: the highest output, and the rest is left.
    assert bare.power[4, 0] == pytest.approx(4000)
    assert bare.delivered[4, 0] == pytest.approx(12_000)
    assert bare.left[:, 0] == pytest.approx([0, 0, 0, 0, 8000], abs=1e-3)


def test_unit_below_its_limit_stands_still() -> None:
    limit_f = np.array([50.0], dtype=np.float32)
    for found in (
        at_work(heating=True, cutout_f=limit_f),
        at_work(heating=False, low_cooling_f=limit_f),
    ):
        assert found.stopped is not None
        assert found.stopped.all()
        assert not found.power.any()
        assert not found.rest.any()
        assert not found.delivered.any()
        assert found.left[:, 0] == pytest.approx(LOADS)


def test_machine_without_output_or_cop_uses_and_moves_nothing() -> None:
    nothing = np.zeros_like(machines().heat)
    found = at_work(heating=True, heat=nothing, heat_cop=nothing)
    assert not found.power.any()
    assert not found.delivered.any()


# --- a catalog -----------------------------------------------------------------------------------


def plain_power(study: Study, *, heat: bool) -> dict[str, FloatArray]:
    """Power in the lab and what is moved, as in ``Block``: the formulas without any haste."""
    needed, made, split = study.needed, study.curves, study.units.split[:, None]
    load = needed.heat_btu_h if heat else needed.cool_btu_h
    at = load > 0
    load, outdoor_f = load[at], needed.outdoor_f[at]
    mode, grid_f = ("heat", HEATING_GRID_F) if heat else ("cool", COOLING_GRID_F)
    tested_f = outdoor_f if heat else np.maximum(outdoor_f, COOLEST_COOLING_TEST_F)
    least, rated, most = (
        getattr(made, f"{mode}_{speed}").astype(float) @ weights(grid_f, outdoor_f)
        for speed in ("least", "rated", "most")
    )
    cops = [
        getattr(made, f"{mode}_cop_{speed}").astype(float) @ weights(grid_f, tested_f)
        for speed in ("least", "rated", "most")
    ]
    if not heat:
        cops = [np.minimum(each, COOLING_COP_AT_MOST) for each in cops]
    limit_f = made.cutout_f if heat else made.low_cooling_f
    runs = outdoor_f >= limit_f[:, None]
    least, most = np.maximum(least, 1.0), most * runs
    rest = np.clip(1 - load / least, 0, 1) * runs
    free = rest * (STANDBY_W + IDLE_FAN_W * split) * BTU_PER_WH
    free = np.minimum(free, load) if heat else -free
    moved = np.minimum(load - free, most)
    powers = [
        np.divide(output, cop, out=np.zeros_like(cop), where=cop > 0)
        for output, cop in zip((least, rated, most), cops, strict=True)
    ]
    part = np.minimum(1, moved / least)
    to_rated = np.clip((moved - least) / np.maximum(rated - least, 1), 0, 1)
    beyond = np.clip((moved - rated) / np.maximum(most - rated, 1), 0, 1)
    power = powers[0] * part + (powers[1] - powers[0]) * to_rated
    power += (powers[2] - powers[1]) * beyond
    plf = 1 - made.cycling_loss[:, None] * (1 - part)
    plf -= LOW_LOAD_LOSS / LOW_LOAD * np.maximum(0, LOW_LOAD - part)
    delivered = np.maximum(moved + free, 0)
    return {
        "power": power / plf,
        "rest": rest,
        "delivered": delivered,
        "left": np.maximum(load - delivered, 0),
    }


@pytest.mark.parametrize("place", [{}, WARM_PLACE, {"heating_design_f": -25.0}])
def test_whole_catalog_at_work_is_the_formulas(place: dict[str, Any]) -> None:
    study = study_of(*CATALOG, place=place_of(**place))
    hours = hours_of(study.needed)
    every = np.arange(len(study.units))
    workshop = Workshop(hours, study.curves.machines(every), study.units.split)
    found = workshop.block(slice(0, every.size))
    for heat, part in ((True, slice(0, hours.warm)), (False, slice(hours.warm, None))):
        for name, expected in plain_power(study, heat=heat).items():
            got = getattr(found, name)[part].T
            assert got == pytest.approx(expected, rel=2e-4, abs=0.05), (name, heat)


def test_blocks_join_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    study = study_of(*CATALOG)
    monkeypatch.setattr("advisor.engine.at_work.MOST_IN_BLOCK", 3)
    blocks = simulate(study.needed, study.units, study.curves)
    names = ("heating_kwh", "cooling_kwh", "backup_kwh", "cycling_fraction", "uncooled_fraction")
    for name in names:
        whole = pytest.approx(getattr(study.season, name), rel=1e-5, abs=1e-6)
        assert getattr(blocks, name) == whole, name
    some = simulate(study.needed, study.units, study.curves, rows=np.array([6, 1, 4, 0]))
    assert some.heating_kwh == pytest.approx(study.season.heating_kwh[[6, 1, 4, 0]], rel=1e-5)


def test_no_block_starts_threads() -> None:
    hours = hours_of(study_of(PUBLISHED).needed)
    assert hours.block() <= MOST_IN_BLOCK
    assert hours.block() * hours.heat_at.size <= THREADLESS
    assert hours.block(times=128) % 128 == 0
