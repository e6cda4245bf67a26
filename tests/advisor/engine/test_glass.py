import numpy as np
import pytest

from advisor.engine.design_day import SummerDay
from advisor.engine.glass import (
    GlassLoad,
    Panes,
    inside_shade,
    skylight_load,
    skylight_u,
    window_load,
)
from advisor.engine.sun import SIDES

MEDIUM = SummerDay(summer_f=15.0, daily_range_f=20.5)


def glass_of(side: str, latitude: float, **changes: float) -> GlassLoad:
    """1 ft² of glass, U 0.5, solar gain 0.6, shades inside 0.7."""
    usual = {"area_ft2": 1.0, "u": 0.5, "shgc": 0.6, "inside": 0.7, "outside": 1.0}
    eave = {"overhang_ft": 0.0, "gap_ft": 1.0, "glass_ft": 4.0}
    figures = {name: np.array([[each]]) for name, each in (usual | eave | changes).items()}
    panes = Panes(side=np.array([SIDES.index(side)]), **figures)
    return window_load(panes, latitude=latitude, day=MEDIUM)


@pytest.mark.parametrize(
    ("latitude", "side", "standard", "peak"),
    [
        *((34, side, *pair) for side, pair in zip(
            SIDES,
            ((13, 23), (48, 51), (74, 86), (53, 75), (30, 55), (56, 82), (75, 94), (52, 62)),
            strict=True,
        )),
        *((40, side, *pair) for side, pair in zip(
            SIDES,
            ((12, 22), (46, 49), (73, 85), (56, 79), (35, 66), (59, 86), (74, 93), (51, 60)),
            strict=True,
        )),
    ],
)  # fmt: skip
def test_window_has_manual_js_load_on_every_side(
    latitude: float, side: str, standard: float, peak: float
) -> None:
    # The checks of the method: average and excursion, and the peak hour. [BTU/h·ft²]
    found = glass_of(side, latitude)
    assert found.room_lines().sum() == pytest.approx(standard, abs=0.6)
    assert found.hourly.max() == pytest.approx(peak, abs=0.6)


def test_north_glass_by_hand() -> None:
    # 40°: 35 × 0.29 × 0.6 × 0.7 / 0.87 + 0.5 × 15 = 12.4, and no hour above 1.3 × the mean.
    assert glass_of("n", 40.0).room_lines().sum() == pytest.approx(4.9 + 7.5)


def test_deep_eave_makes_south_glass_count_as_north() -> None:
    # 3 ft × 3.34 at 36° = 10 ft of shadow.
    shaded = glass_of("s", 36.0, overhang_ft=3.0).average
    assert shaded == pytest.approx(glass_of("n", 36.0).average)


def test_shallow_eave_shades_a_part() -> None:
    # 1 ft × 0.81 on the west at 40°, 0.5 ft down to the glass of 4 ft: (0.81 − 0.5) / 4 = 0.0775.
    bare, north = glass_of("w", 40.0).average, glass_of("n", 40.0).average
    shaded = glass_of("w", 40.0, overhang_ft=1.0, gap_ft=0.5).average
    assert shaded == pytest.approx(bare - 0.0775 * (bare - north))


def test_beyond_the_tables_the_clear_sky_carries_on() -> None:
    # Miami: less on the south than at 28°, hardly more on the north.
    assert glass_of("s", 25.8).average < glass_of("s", 28.0).average
    assert glass_of("n", 25.8).average == pytest.approx(glass_of("n", 28.0).average, rel=0.1)


@pytest.mark.parametrize(
    ("side", "average", "peak"), [("n", 1566.0, 1678.9), ("s", 1608.3, 1846.9)]
)
def test_skylight_has_manual_js_load(side: str, average: float, peak: float) -> None:
    # 36° N, 93 °F, pitch 7, 8 ft²; U 1.13 with curb 2.8 ft² R 1.96, shaft 48 ft² R 6.25.
    one = np.ones(1)
    shaft = {"curb_ft2": 2.8, "curb_r": 1.96, "shaft_ft2": 48.0, "shaft_r": 6.25}
    found = skylight_load(
        8 * one,
        u=skylight_u(1.13, area_ft2=8, **shaft) * one,
        shgc=0.66 * one,
        inside=one,
        side=side,
        pitch_in_12=7.0,
        latitude=36.0,
        day=SummerDay(summer_f=18.0, daily_range_f=20.5),
    )
    assert float(found.average[0, 0]) == pytest.approx(average, abs=0.1)
    assert float(found.hourly.max()) == pytest.approx(peak, abs=0.1)


def test_rooms_glass_on_two_sides_has_one_excursion() -> None:
    east, west = glass_of("e", 40.0), glass_of("w", 40.0)
    together = east.joined(west).room_lines().sum()
    assert together < east.room_lines().sum() + west.room_lines().sum()
    assert together >= east.average.sum() + west.average.sum()


@pytest.mark.parametrize(
    ("answer", "at_75", "at_32"),
    [("light", 0.50, 0.69), ("dark", 0.73, 0.87), ("blinds", 0.755, 0.867), ("none", 1.0, 1.0)],
)
def test_shades_have_their_published_factors(answer: str, at_75: float, at_32: float) -> None:
    assert inside_shade(answer, 0.75) == pytest.approx(at_75, abs=0.006)
    assert inside_shade(answer, 0.32) == pytest.approx(at_32, abs=0.006)
