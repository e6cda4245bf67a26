"""Output where the air is thin: 2% less for each 1,000 ft above 2,000 ft, at the same power."""

import numpy as np
import pytest

from advisor.engine.thin_air import at_elevation, output_factor
from advisor.engine.unit_curves import curves
from tests.advisor.engine.samples import PUBLISHED, WINDOW_UNIT, place_of, study_of, units_of


@pytest.mark.parametrize(
    ("elevation_ft", "factor"), [(-200, 1), (2000, 1), (5280, 0.9344), (7000, 0.90)]
)
def test_factor_by_hand(elevation_ft: float, factor: float) -> None:
    assert output_factor(elevation_ft) == pytest.approx(factor)


def test_power_stays_and_published_figures_too() -> None:
    made = curves(units_of(PUBLISHED, WINDOW_UNIT))
    thin = at_elevation(made, 7000.0)
    assert thin.heat_most == pytest.approx(made.heat_most * 0.9, rel=1e-5)
    split = 0  # the window unit stops in the cold
    power = made.heat_most[split] / made.heat_cop_most[split]
    assert thin.heat_most[split] / thin.heat_cop_most[split] == pytest.approx(power, rel=1e-5)
    assert np.array_equal(thin.min_heat_47_btu_h, made.min_heat_47_btu_h)
    assert at_elevation(made, 1500.0) is made


def test_capacity_coverage_and_the_year_lose_the_same() -> None:
    # 8,400 BTU/h at 5 °F by the coast are 7,560 at 7,000 ft.
    coast, high = (
        study_of(
            PUBLISHED,
            place=place_of(heating_design_f=5.0, elevation_ft=at_ft),
            heating_load=9000.0,
            cooling_load=6000.0,
        )
        for at_ft in (0.0, 7000.0)
    )
    assert coast.capacity_at_design[0] == pytest.approx(8400, rel=1e-4)
    assert high.capacity_at_design[0] == pytest.approx(7560, rel=1e-4)
    assert high.heating_coverage[0] == pytest.approx(0.9 * coast.heating_coverage[0], rel=1e-4)
    # The room needs a little less cooling there, because its air is thin too.
    coast_btu_h, high_btu_h = (
        each.cooling_coverage[0] * each.loads.cooling_capacity_needed_btu_h
        for each in (coast, high)
    )
    assert high_btu_h == pytest.approx(0.9 * coast_btu_h, rel=1e-4)
    assert high.season.backup_kwh[0] > coast.season.backup_kwh[0]
