import pytest

from advisor.engine.air import exposure, summer_share


@pytest.mark.parametrize(
    ("winter_f", "summer_f", "share"),
    [(75, 14, 0.46), (65, 17, 0.51), (55, 18, 0.54), (30, 16, 0.59), (35, 20, 0.61)],
)
def test_summer_leaks_less_by_both_differences(
    winter_f: float, summer_f: float, share: float
) -> None:
    assert summer_share(winter_f, summer_f) == pytest.approx(share, abs=0.006)


@pytest.mark.parametrize(("walls", "share"), [(0, 0.4), (1, 0.7), (2, 1.0), (4, 1.6)])
def test_room_of_an_unknown_house_leaks_by_its_outside_walls(walls: float, share: float) -> None:
    assert exposure(walls, 196.0, None) == share


def test_room_leaks_by_its_share_of_the_outside_walls() -> None:
    # 2 of 4 walls, 196 ft² of 1,750: 0.5 × √8.93 = 1.494.
    assert exposure(2.0, 196.0, 1750.0) == pytest.approx(1.494, abs=0.001)
    assert exposure(4.0, 50.0, 1750.0) == 2.5
    assert exposure(0.0, 196.0, 1750.0) == 0.0


def test_whole_house_leaks_as_itself() -> None:
    assert exposure(4.0, 2500.0, 1750.0) == 1.0
