"""What heats a room now, and its CO2."""

from dataclasses import replace
from typing import Any

import pytest

from advisor.engine.fuels import co2_now_lb, grid_lb_per_kwh
from tests.advisor.engine.samples import PRICES, answers_of


def test_carbon_of_the_socket_counts_what_the_wires_lose() -> None:
    # 800 lb/MWh / 0.955.
    assert grid_lb_per_kwh(PRICES) == pytest.approx(0.8377, abs=0.0001)
    assert grid_lb_per_kwh(replace(PRICES, co2_lb_per_mwh=None)) is None


@pytest.mark.parametrize(
    ("answers", "lb"),
    [
        # 1,000 kWh of heat = 34.12 therms; / 0.85 × 11.7 lb.
        ({"heating_now": "gas"}, 469.7),
        # 3,412,000 / (138,500 × 0.83) gal × 22.5.
        ({"heating_now": "oil"}, 667.8),
        ({"heating_now": "electric"}, 800.0),
        # What heats cools as well, unless told otherwise: 1,000 kWh of cold at COP 3.6.
        ({"heating_now": "heat_pump"}, 542.2),
        ({"heating_now": "heat_pump", "cooling_now": "none"}, 320.0),
        ({"heating_now": "none"}, 0.0),
        # 1,000 kWh of cold at COP 3.2.
        ({"cooling_now": "window"}, 250.0),
    ],
)
def test_carbon_of_what_is_there_now(answers: dict[str, Any], lb: float) -> None:
    found = co2_now_lb(1000.0, 3_412_000.0, answers_of(**answers), 0.8)
    assert found == pytest.approx(lb, abs=0.1)
