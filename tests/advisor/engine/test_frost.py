"""What frost takes between 17 and 45 °F, by the test procedure's own line."""

from typing import Any

import numpy as np
import pytest

from advisor.engine.curve_points import weights
from advisor.engine.equipment import HEATING_GRID_F, Curves
from advisor.engine.unit_curves import curves
from tests.advisor.engine.samples import PUBLISHED, units_of


def made_of(**figures: Any) -> Curves:
    return curves(units_of(PUBLISHED | {"hspf2": np.nan} | figures))


def at(made: Curves, name: str, outdoor_f: float) -> float:
    return float((getattr(made, name)[0] @ weights(HEATING_GRID_F, np.array([outdoor_f])))[0])


def test_output_at_35_f_is_nine_tenths_of_the_line() -> None:
    # 0.90 × (9,600 + 0.6 × (12,000 − 9,600)) = 0.90 × 11,040.
    made = made_of()
    assert at(made, "heat_most", 35) == pytest.approx(9936, rel=0.001)
    # From 17 °F straight there, and on to 42: 9,600 + 25/18 × (9,936 − 9,600).
    assert at(made, "heat_most", 26) == pytest.approx((9600 + 9936) / 2, rel=0.001)
    assert at(made, "heat_most", 42) == pytest.approx(10_067, rel=0.002)


def test_power_at_35_f_is_985_thousandths_of_the_line() -> None:
    # The COP by 0.90 / 0.985 of 2.4 + 0.6 × (3.0 − 2.4) = 2.76, half of that loss at the lowest
    # speed: of 3.2 + 0.6 × 1.8 = 4.28.
    made = made_of()
    assert at(made, "heat_cop_most", 35) == pytest.approx(2.76 * 0.90 / 0.985, rel=0.001)
    assert at(made, "heat_cop_least", 35) == pytest.approx(4.28 * (1 - 0.08629 / 2), rel=0.001)


@pytest.mark.parametrize("outdoor_f", [5.0, 17.0, 45.0, 47.0, 55.0])
def test_frost_takes_nothing_outside_of_its_span(outdoor_f: float) -> None:
    line = np.interp(outdoor_f, [5, 17, 47, 77], [8400, 9600, 12_000, 14_400])
    assert at(made_of(), "heat_most", outdoor_f) == pytest.approx(line, rel=0.001)


def test_published_point_in_the_frost_is_no_further_reduced() -> None:
    told = {"heating": True, "outdoor_f": 32, "max_btu_h": 9000, "cop_max": 2.5}
    made = made_of(points=[*PUBLISHED["points"], told])
    assert at(made, "heat_most", 32) == pytest.approx(9000, rel=0.001)
    assert at(made, "heat_cop_most", 32) == pytest.approx(2.5, rel=0.001)


def test_lowest_speed_never_exceeds_the_others_in_the_frost() -> None:
    made = curves(units_of({"cooling_btu_h": 9000.0, "inverter": 0}, PUBLISHED))
    assert (made.heat_least <= made.heat_rated).all()
    assert (made.heat_rated <= made.heat_most).all()
    assert made.heat_least[0] == pytest.approx(made.heat_most[0])
    assert made.heat_cop_least[0] == pytest.approx(made.heat_cop_most[0])
