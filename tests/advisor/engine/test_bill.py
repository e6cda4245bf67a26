"""A bill of the whole home beside the answers on one room."""

from typing import Any

import numpy as np
import pytest

from advisor.engine import bill
from advisor.engine.answers import Answers
from advisor.engine.bill import BillCheck, check, combined, needs, room_loads
from advisor.engine.conversions import BTU_PER_KWH
from advisor.engine.load import Spread, loads
from advisor.engine.place import Place
from advisor.engine.room import describe
from tests.advisor.engine.samples import WARM_PLACE, answers_of, place_of

PLACE = place_of()


def room_of(**changes: Any) -> Answers:
    return answers_of(
        **({"space": "bedroom", "area": 150, "heating_now": "gas", "home_area": 1800} | changes)
    )


def checked(answers: Answers, place: Place = PLACE) -> BillCheck | None:
    found = loads(describe(answers), place, own_heating=None, own_cooling=None)
    return check(answers, found, place)


def therms_of(home_btu_h: float, *, efficiency: float = 0.85) -> float:
    """The bill of a home of this design load: its loss per degree over the winter, hand-worked."""
    winter = PLACE.climate.month_hours[[0, 1, 2, 10, 11]].sum(axis=0)
    degree_hours = float(winter @ np.maximum(0, 60 - PLACE.climate.outdoor_f))
    hot_water = 18e6 * 5 / 12
    return (home_btu_h / 70 * degree_hours / efficiency + hot_water) / 100_000


def home_load(answers: Answers) -> float:
    """The whole home with the room's walls, glass and drafts. [BTU/h]"""
    home = answers_of(
        space="living_room",
        area=1800,
        home_area=1800,
        exterior_walls=4,
        above="attic",
        below="basement",
        **{name: getattr(answers, name) for name in ("insulation", "drafts", "glass", "windows")},
    )
    return loads(describe(home), PLACE, own_heating=None, own_cooling=None).heating.likely


def test_a_bill_of_the_home_that_was_described_changes_nothing_but_the_width() -> None:
    answers = room_of()
    fitting = room_of(bill_therms=therms_of(home_load(answers)))
    found, before = checked(fitting), room_loads(describe(answers), PLACE, answers)
    assert found is not None
    assert found.implied.likely == pytest.approx(before.heating.likely, rel=1e-6)
    assert not found.contradicts
    assert found.field is None
    after = room_loads(describe(fitting), PLACE, fitting)
    assert after.heating.likely == pytest.approx(before.heating.likely, rel=1e-6)
    assert after.heating.low > before.heating.low
    assert after.heating.high < before.heating.high
    assert after.calculated_heating == before.heating
    assert after.cooling == before.cooling


@pytest.mark.parametrize("share", [0.7, 0.85, 1.2, 1.4])
def test_the_room_moves_towards_its_bill_and_not_beyond(share: float) -> None:
    before = room_loads(describe(room_of()), PLACE, room_of()).heating.likely
    answers = room_of(bill_therms=therms_of(share * home_load(room_of())))
    after = room_loads(describe(answers), PLACE, answers)
    moved = after.heating.likely / before
    assert min(1, share) < moved < max(1, share)
    assert after.heating_scale == pytest.approx(moved)


def test_a_bill_far_above_names_the_answer_that_explains_it() -> None:
    described = room_of(insulation="very_good", drafts="average", glass="double", windows="average")
    answers = room_of(
        insulation="very_good",
        drafts="average",
        glass="double",
        windows="average",
        bill_therms=therms_of(2.6 * home_load(described)),
    )
    found = checked(answers)
    assert found is not None
    assert found.contradicts
    assert (found.field, found.instead) == ("insulation", "poor")
    assert room_loads(describe(answers), PLACE, answers).heating == found.calculated


@pytest.mark.parametrize("share", [6.0, 0.08])
def test_a_bill_that_no_answer_explains_is_itself_suspected(share: float) -> None:
    found = checked(room_of(bill_therms=therms_of(share * home_load(room_of()))))
    assert found is not None
    assert found.contradicts
    assert (found.field, found.instead) == ("bill_therms", None)


def test_electricity_counts_without_lights_and_hot_water() -> None:
    home_btu_h = home_load(room_of())
    heat_btu = (therms_of(home_btu_h, efficiency=1.0) * 100_000) - 18e6 * 5 / 12
    other_kwh = (3424 + 1.71 * 1800 + 3000) * 5 / 12
    found = checked(room_of(heating_now="electric", bill_kwh=heat_btu / BTU_PER_KWH + other_kwh))
    gas = checked(room_of(bill_therms=therms_of(home_btu_h)))
    assert found is not None
    assert gas is not None
    assert found.implied.likely == pytest.approx(gas.implied.likely, rel=1e-6)
    assert found.bill == "bill_kwh"


def test_a_known_efficiency_narrows_what_the_bill_says() -> None:
    bill_therms = therms_of(home_load(room_of()))
    guessed = checked(room_of(bill_therms=bill_therms))
    told = checked(room_of(bill_therms=bill_therms, heating_efficiency=85))
    assert guessed is not None
    assert told is not None
    assert told.implied.likely == pytest.approx(guessed.implied.likely)
    assert told.implied.high / told.implied.low < guessed.implied.high / guessed.implied.low


@pytest.mark.parametrize(
    ("changes", "lacking"),
    [
        ({}, None),
        ({"bill_therms": 500, "home_area": None}, "home_area"),
        ({"bill_kwh": 9000}, "heating_now"),  # gas heats, so electricity says nothing
        ({"bill_gallons": 300, "heating_now": None}, "heating_now"),
        ({"bill_gallons": 300, "heating_now": "oil"}, None),
        ({"bill_kwh": 9000, "heating_now": "heat_pump"}, None),
    ],
)
def test_what_a_bill_needs_is_asked_for(changes: dict[str, Any], lacking: str | None) -> None:
    answers = room_of(**changes)
    assert needs(answers) == lacking
    if lacking or not changes:
        assert checked(answers) is None


def test_a_mild_winters_bill_is_left_alone() -> None:
    assert checked(room_of(bill_therms=200), place_of(**WARM_PLACE)) is None


def test_ones_own_load_wins_over_the_bill() -> None:
    answers = room_of(heating_load=5000, bill_therms=therms_of(home_load(room_of())))
    assert room_loads(describe(answers), PLACE, answers).heating.likely == 5000


def test_the_narrower_estimate_weighs_more() -> None:
    narrow, wide = Spread(low=90, likely=100, high=111), Spread(low=100, likely=200, high=400)
    both = combined(narrow, wide)
    assert 100 < both.likely < 105
    assert both.high / both.low < narrow.high / narrow.low


def test_more_on_the_bill_never_means_less_heat() -> None:
    found = [
        checked(room_of(bill_therms=therms)) for therms in (5, 50, 75, 100, 300, 900, 3000, 6000)
    ]
    likely = [each.implied.likely for each in found if each is not None]
    assert len(likely) == 8
    assert likely == sorted(likely)
    assert all(e.implied.low < e.implied.likely < e.implied.high for e in found if e)


def test_every_bill_is_a_known_answer() -> None:
    assert set(bill.BILLS) <= set(Answers.__dataclass_fields__)
