"""Ten noise cases worked by hand: 20 log(d / 1 m) of 3, 10, 20, 30, 50, 100 and 200 ft is −0.78,
9.68, 15.70, 19.22, 23.66, 29.68 and 35.70 dB."""

import pytest

from advisor.engine.neighbor import WHO_NIGHT_DB, LevelRange, is_sound_power, level_at_window


def rounded(level: LevelRange) -> tuple[float, float, float]:
    return round(level.low, 1), round(level.likely, 1), round(level.high, 1)


@pytest.mark.parametrize(
    ("sound", "distance_ft", "told", "level"),
    [
        # 50 − 9.68 = 40.32, 3 dB either way
        (50.0, 10.0, {"screen": "none", "walls": "1"}, (37.3, 40.3, 43.3)),
        # one wall besides the ground: + 3
        (50.0, 10.0, {"screen": "none", "walls": "2"}, (40.3, 43.3, 46.3)),
        # a corner: + 6
        (50.0, 10.0, {"screen": "none", "walls": "3"}, (43.3, 46.3, 49.3)),
        # 48 − 15.70 + 3 − 5 = 30.30
        (48.0, 20.0, {"screen": "partial", "walls": "2"}, (27.3, 30.3, 33.3)),
        # 55 − 19.22 + 6 − 10 = 31.78
        (55.0, 30.0, {"screen": "full", "walls": "3"}, (28.8, 31.8, 34.8)),
        # sound power 60: 60 − 8 − 23.66 = 28.34
        (60.0, 50.0, {"screen": "none", "walls": "1", "power": True}, (25.3, 28.3, 31.3)),
        # nearer than where it was measured: 48 + 0.78 + 3 = 51.78
        (48.0, 3.0, {"screen": "none", "walls": "2"}, (48.8, 51.8, 54.8)),
        # nothing told: likely + 3; from the open behind a partial screen (− 5) to a corner (+ 6)
        (51.0, 20.0, {}, (51 - 15.7 - 5 - 3, 51 - 15.7 + 3, 51 - 15.7 + 6 + 3)),
        # the screen alone is told: 55 − 29.68 = 25.32; − 10 from 0 to 6
        (55.0, 100.0, {"screen": "full"}, (12.3, 18.3, 24.3)),
        # the walls alone: 49 − 35.70 + 3 = 16.30; a screen may take 5 more off
        (49.0, 200.0, {"walls": "2"}, (8.3, 16.3, 19.3)),
    ],
)
def test_level_at_a_window(
    sound: float,
    distance_ft: float,
    told: dict[str, str],
    level: tuple[float, float, float],
) -> None:
    found = level_at_window(sound, distance_ft, **told)  # type: ignore[arg-type]
    assert rounded(found) == pytest.approx(level, abs=0.06)


def test_doubling_the_distance_takes_six_decibels_off() -> None:
    near, far = (level_at_window(50.0, ft).likely for ft in (20.0, 40.0))
    assert near - far == pytest.approx(6.02, abs=0.01)


def test_night_figure_is_the_one_outside_bedroom_windows() -> None:
    assert WHO_NIGHT_DB == 45  # not the 30 dB(A) of the bedroom itself


def test_figure_without_a_basis_is_read_as_pressure() -> None:
    assert not is_sound_power("")
    assert not is_sound_power("sound pressure at 1 m (power on request)")
    assert is_sound_power("Sound power level")
