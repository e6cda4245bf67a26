from typing import Any

import pytest

from advisor.engine.baselines import Course, doing_little, doing_nothing
from advisor.engine.owning import terms
from advisor.engine.study import Study
from tests.advisor.engine.samples import study_of

SPLIT: dict[str, Any] = {"cooling_btu_h": 9000.0, "volts": 230.0}


def courses(**answers: Any) -> tuple[Study, Course | None, Course | None]:
    found = study_of(SPLIT, **answers)
    own = terms(found.answers)
    return found, doing_nothing(found, own), doing_little(found, own)


def test_doing_nothing_is_the_energy_of_what_is_there() -> None:
    # Resistance at $0.20, a window unit of COP 3.2; 13.38 and 11.118 as in test_owning.
    found, nothing, little = courses(heating_now="electric", cooling_now="window")
    assert nothing is not None
    heat_kwh, cold_kwh = found.needed.heat_btu / 3412.14, found.needed.cool_btu / 3412.14
    usd = 0.20 * heat_kwh + 0.20 * cold_kwh / 3.2
    assert nothing.annual_usd == pytest.approx(usd, rel=1e-4)
    assert nothing.total_usd == pytest.approx(13.38 * usd + 11.118 * 15, rel=1e-3)
    assert nothing.upfront_usd == 0
    assert little is None  # heated and cooled: nothing little is left to do


def test_an_unknown_heater_makes_no_comparison() -> None:
    for unknown in (None, "wood"):
        _found, nothing, little = courses(heating_now=unknown)
        assert nothing is little is None
    _found, nothing, _little = courses(heating_now=None, goal="cooling")
    assert nothing is not None
    assert nothing.total_usd == 0


def test_a_room_without_heat_costs_nothing_and_a_space_heater_is_little() -> None:
    found, nothing, little = courses(heating_now="none", goal="heating")
    assert nothing is not None
    assert little is not None
    assert nothing.total_usd == 0
    assert little.buys == ("space_heater",)
    assert little.annual_usd == pytest.approx(0.20 * found.needed.heat_btu / 3412.14, rel=1e-4)
    # $60, again after 10 years (0.6756), half of it left after 15 (0.5553).
    assert little.total_usd - 13.38 * little.annual_usd == pytest.approx(
        60 * (1 + 0.6756 - 0.5 * 0.5553), abs=0.003 * little.total_usd
    )


@pytest.mark.parametrize(
    ("load", "heaters"), [(800.0, 1), (5000.0, 1), (5200.0, 2), (50_000.0, 10)]
)
def test_a_room_takes_as_many_space_heaters_as_its_coldest_night_asks_for(
    load: float, heaters: int
) -> None:
    _found, _nothing, little = courses(heating_now="none", goal="heating", heating_load=load)
    assert little is not None
    assert (little.heaters, little.upfront_usd) == (heaters, 60.0 * heaters)


@pytest.mark.parametrize(
    ("answers", "buys"),
    [
        ({}, ("window_ac",)),
        ({"cooling_now": "none"}, ("window_ac",)),
        ({"window_type": "casement"}, ("portable_ac",)),
        ({"window_type": "none"}, ("fan",)),
        ({"windows": "none"}, ("fan",)),
        ({"cooling_now": "central", "damp": "yes"}, ("dehumidifier",)),
        ({"heating_now": "none"}, ("window_ac", "space_heater")),
    ],
)
def test_little_is_what_the_room_still_lacks(
    answers: dict[str, Any], buys: tuple[str, ...]
) -> None:
    _found, _nothing, little = courses(**{"heating_now": "gas", **answers})
    assert little is not None
    assert little.buys == buys
    assert little.code == buys[0]


def test_where_little_cold_is_needed_a_fan_will_do() -> None:
    found, _nothing, little = courses(heating_now="gas", cooling_load=50.0)
    assert found.needed.cool_btu / 3412.14 < 60
    assert little is not None
    assert little.buys == ("fan",)


def test_a_plain_air_conditioner_is_paid_by_its_size() -> None:
    found, _nothing, little = courses(heating_now="included")
    assert little is not None
    assert little.upfront_usd == pytest.approx(60 + 0.025 * found.loads.cooling.likely)
    cold_kwh = found.needed.cool_btu / 3412.14
    assert little.annual_usd == pytest.approx(0.20 * cold_kwh / 3.2, rel=1e-4)
