import math

import numpy as np
import pytest

from advisor.engine.design_day import SummerDay
from advisor.engine.sun import AZIMUTH_DEG, PEAK_HOURS, SIDES, sun_through_glass

HOURS = list(range(8, 21))


def sun_by_hand(latitude: float, side: str, hour: int) -> float:
    """Cooling load of 1 ft² of glass, one hour at a time, from the incidence on a vertical face.

    cos θ = cos γ (cos δ sin φ cos ω − sin δ cos φ) + cos δ sin γ sin ω, γ from south to west.
    """
    gamma = math.radians(AZIMUTH_DEG[side] - 180)
    phi, delta = math.radians(latitude), math.radians(20.6)

    def passed(at: int) -> float:
        omega = math.radians(15 * (at - 12))
        height = math.cos(phi) * math.cos(delta) * math.cos(omega)
        height += math.sin(phi) * math.sin(delta)
        if height <= 0.01:
            return 0.0
        beam = 344 * math.exp(-0.207 / height)
        cosine = math.cos(gamma) * (
            math.cos(delta) * math.sin(phi) * math.cos(omega) - math.sin(delta) * math.cos(phi)
        ) + math.cos(delta) * math.sin(gamma) * math.sin(omega)
        cosine = max(0.0, cosine)
        through = min(1.0, max(0.0, 1 - 0.1 * (1 / max(cosine, 0.05) - 1)))
        diffuse = beam * (0.136 / 2 + 0.2 / 2 * (0.136 + height))
        return beam * cosine * through + 0.87 * diffuse

    series = (0.50, 0.18, 0.10, 0.07, 0.05, 0.03, 0.02, 0.02, 0.01, 0.01, 0.01)
    return sum(share * passed((hour - late - 1) % 24 + 1) for late, share in enumerate(series))


@pytest.mark.parametrize("latitude", [25.0, 40.0, 61.0])
@pytest.mark.parametrize("side", SIDES)
def test_sun_agrees_with_one_hour_at_a_time(latitude: float, side: str) -> None:
    column = sun_through_glass(latitude)[:, SIDES.index(side)]
    expected = [sun_by_hand(latitude, side, hour) for hour in HOURS]
    assert column == pytest.approx(expected, rel=1e-6)


def test_sun_at_noon_on_the_south_face_has_the_hand_worked_strength() -> None:
    # 40° N, noon: height 90 − 40 + 20.6 = 70.6°, beam 344 e^(−0.207 / sin 70.6°) = 276.2, on the
    # face × cos 70.6° = 0.3322 → 91.7; glass passes 1 − 0.1 (1/0.3322 − 1) = 0.799 → 73.3.
    # Diffuse 276.2 × (0.068 + 0.1 × (0.136 + 0.9432)) = 48.6, × 0.87 = 42.3. Sum 115.6, half of
    # it at once and some of the morning's later: between 0.5 × 115.6 and the whole.
    south_noon = sun_through_glass(40.0)[HOURS.index(12), SIDES.index("s")]
    assert 0.75 * 115.6 < south_noon < 115.6


def test_west_glass_peaks_late_and_east_glass_early() -> None:
    sun = sun_through_glass(40.0)
    peak = {side: HOURS[int(np.argmax(sun[:, at]))] for at, side in enumerate(SIDES)}
    assert peak["e"] <= 10
    assert 12 <= peak["s"] <= 14
    assert 16 <= peak["w"] <= 18
    assert sun[:, SIDES.index("w")].max() > 1.5 * sun[:, SIDES.index("s")].max()


def test_south_glass_gains_less_nearer_the_equator() -> None:
    tops = [sun_through_glass(lat)[:, SIDES.index("s")].max() for lat in (25.0, 35.0, 45.0)]
    assert tops == sorted(tops)
    assert tops[0] < 0.75 * tops[2]


@pytest.mark.parametrize(("side", "btu_h"), [("sw", 56), ("se", 49), ("ne", 43), ("nw", 55)])
def test_corner_glass_has_the_sun_of_its_true_azimuth(side: str, btu_h: float) -> None:
    # 36° N, solar gain 0.6, shades 0.7, calibration 0.85, U 0.5, 90 °F, range 20. The mean of the
    # two neighbors was 46, 38, 36, 45.
    outdoors_f = SummerDay(summer_f=15.0, daily_range_f=20.0).hourly_f
    assert outdoors_f.shape == PEAK_HOURS.shape
    sun = 0.85 * 0.6 * 0.7 * sun_through_glass(36.0)[:, SIDES.index(side)]
    assert (sun + 0.5 * outdoors_f).max() == pytest.approx(btu_h, abs=0.6)


def test_low_october_sun_is_stronger_on_south_glass_than_julys() -> None:
    south = SIDES.index("s")
    by_month = [sun_through_glass(40.0, each)[:, south].max() for each in ("July", "October")]
    assert by_month[1] > 1.7 * by_month[0]


def test_deep_eave_shades_south_glass_in_july_and_less_in_october() -> None:
    def kept(month: str) -> float:
        south = SIDES.index("s")
        eave = sun_through_glass(36.0, month, overhang_ft=3.0, gap_ft=1.0, glass_ft=4.0)
        return float(eave[:, south].sum() / sun_through_glass(36.0, month)[:, south].sum())

    assert kept("July") < 0.65 < kept("October")
