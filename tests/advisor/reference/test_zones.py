"""Every space in every climate zone of the country gets a finite, honest answer."""

import json
from datetime import date

import pytest

from advisor.advice import advise
from advisor.advice.contract_json import as_json
from advisor.engine.answers import SPACES, Answers
from advisor.engine.unit_types import UNIT_TYPES
from advisor.engine.verdict import EXTREME_LOAD
from tests.lanes import each_once

pytestmark = pytest.mark.django_db

# IECC zones 1 to 8: Miami, Houston, Raleigh, San Francisco, Boston, Minneapolis, Duluth, Fairbanks.
ZONES = {
    1: "33139",
    2: "77002",
    3: "27606",
    4: "94110",
    5: "02130",
    6: "55401",
    7: "55802",
    8: "99701",
}
AREAS = {"bedroom": 140, "office": 120, "tiny_home": 240, "rv": 200, "basement": 600, "garage": 440}


@pytest.mark.parametrize(("zone", "space"), each_once(4, ZONES, SPACES))
def test_answer_is_finite_and_an_extreme_load_is_told(
    real_data: None, space: str, zone: int
) -> None:
    area = float(AREAS.get(space, 250))
    advice = advise(Answers(zip=ZONES[zone], space=space, area=area), today=date(2026, 11, 23))
    json.dumps(as_json(advice), allow_nan=False)
    loads = (advice.load.heating_btu_h, advice.load.cooling_btu_h)
    for load in loads:
        assert 0 <= load.low <= load.likely <= load.high
    assert all(line.heating_btu_h >= 0 and line.cooling_btu_h >= 0 for line in advice.load.lines)
    extreme = max(load.likely for load in loads) / area > EXTREME_LOAD
    assert any("extreme load" in warning for warning in advice.warnings) == extreme
    assert advice.headline
    assert len(advice.types) == len(UNIT_TYPES)
