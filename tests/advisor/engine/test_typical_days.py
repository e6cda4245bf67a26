from dataclasses import replace

import numpy as np
import pytest

from advisor.engine.place import Climate
from advisor.engine.typical_days import (
    DAY_KINDS,
    IS_DAY,
    SIDES,
    TypicalDays,
    typical_days,
)
from advisor.reference.places import find_place
from tests.advisor.engine.samples import climate_of, year_around

ZIPS = ("80233", "60018", "33122", "99701", "96813", "00901", "85001", "04609")


def hours_of(days: TypicalDays, values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
    """Mean of hourly values over the year."""
    return float((values * days.days).sum() / (24 * days.days.sum()))


def test_kinds_of_day_keep_mean_and_spread() -> None:
    deviations, shares = np.array(list(DAY_KINDS.values())).T
    assert shares.sum() == pytest.approx(1)
    assert (shares * deviations).sum() == pytest.approx(0)
    assert (shares * deviations**2).sum() == pytest.approx(1, abs=0.002)


def test_one_temperature_stays_one_temperature() -> None:
    days = typical_days(climate_of((30.0, 8760.0)), 40.0)
    assert (days.outdoor_f == 30.0).all()
    assert days.days.sum() == pytest.approx(365)


def test_day_and_night_keep_their_means() -> None:
    # 40 °F for the 15 hours of the day, 28 for the 9 of the night; a few hours far off.
    flat = climate_of((0.0, 3.0), (28.0, 3282.0), (40.0, 5472.0), (70.0, 3.0))
    by_day = flat.month_hours * [0, 0, 1, 1]
    days = typical_days(replace(flat, month_hours_day=by_day), 40.0)
    weights = days.days / days.days.sum()
    assert (days.outdoor_f[IS_DAY].mean(axis=0) * weights).sum() == pytest.approx(40, abs=1)
    assert (days.outdoor_f[~IS_DAY].mean(axis=0) * weights).sum() == pytest.approx(28, abs=1)


def test_spread_of_a_month_is_kept() -> None:
    # A bell of 8 °F around 50 °F, day and night alike, in bins of 5 °F.
    days = typical_days(year_around(50.0, spread_f=8.0), 40.0)
    mean = hours_of(days, days.outdoor_f)
    assert mean == pytest.approx(50.0, abs=0.1)
    assert hours_of(days, (days.outdoor_f - mean) ** 2) == pytest.approx(64 + 25 / 12, rel=0.03)


@pytest.mark.parametrize("latitude", [0.0, 25.0, 40.0, 61.0, 71.0])
def test_roof_gets_the_months_sun(latitude: float) -> None:
    climate = climate_of((50.0, 8760.0), sun=30.0)  # 720 BTU/ft² a day
    days = typical_days(climate, latitude)
    sums = days.sun_roof.sum(axis=0)
    light = sums > 0
    assert sums[light] == pytest.approx(np.full(light.sum(), 720.0))
    assert light.sum() >= 9  # three months of night at most
    assert (days.passed >= 0).all()


def test_faces_get_sun_where_they_look() -> None:
    days = typical_days(climate_of((50.0, 8760.0), sun=60.0), 40.0)
    through = {side: days.passed[at] for at, side in enumerate(SIDES)}
    morning, evening = slice(6, 10), slice(14, 18)
    assert through["e"][morning].sum() > 3 * through["w"][morning].sum()
    assert through["w"][evening].sum() == pytest.approx(through["e"][morning].sum(), rel=0.2)
    winter = {side: sun[:, 11].sum() for side, sun in through.items()}
    summer = {side: sun[:, 5].sum() for side, sun in through.items()}
    assert winter["s"] > 2 * winter["e"] > 2 * winter["n"]
    assert summer["e"] > summer["s"] > summer["n"]
    assert summer["roof"] > summer["e"]
    assert winter["se"] == pytest.approx(winter["sw"])  # east and west are mirrors at noon


def test_glass_passes_less_than_a_wall_receives() -> None:
    days = typical_days(climate_of((50.0, 8760.0), sun=60.0), 40.0)
    assert (days.passed[:8] <= days.sun_walls + 1e-9).all()


def test_same_climate_is_computed_once() -> None:
    climate = climate_of((50.0, 8760.0))
    assert typical_days(climate, 40.0) is typical_days(climate, 40.0)


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize("zip_code", ZIPS)
def test_real_place_keeps_its_means_and_its_ends(zip_code: str) -> None:
    place = find_place(zip_code)
    climate: Climate = place.climate
    days = typical_days(climate, place.latitude)
    assert days.days.sum() == pytest.approx(365)
    mean_f = float((climate.hours * climate.outdoor_f).sum() / 8760)
    assert hours_of(days, days.outdoor_f) == pytest.approx(mean_f, abs=0.6)
    assert days.outdoor_f.min() >= climate.outdoor_f[0] - 2.5
    assert days.outdoor_f.max() <= climate.outdoor_f[-1] + 2.5
    # Degree days of the bins and of the days: the same year.
    hdd = float((climate.hours * np.maximum(0, 65 - climate.outdoor_f)).sum() / 24)
    ours = hours_of(days, np.maximum(0, 65 - days.outdoor_f)) * 365
    assert ours == pytest.approx(hdd, rel=0.03, abs=40)
    sun = float((climate.hours * climate.sun_h).sum())
    assert hours_of(days, days.of_days(days.sun_roof)) * 8760 == pytest.approx(sun, rel=0.03)
