"""Losses of a unit in a room below its lowest output."""

import numpy as np
import pytest

from advisor.engine.cycling import part_load_factor, rest_heat, rest_share

LEAST = np.array([[2000.0, 2000.0, 2000.0, 2000.0, 0.0]])
LOAD = np.array([3000.0, 1000.0, 800.0, 200.0, 500.0])


def test_factor_falls_faster_below_40_percent() -> None:
    # PLR 1, 0.5, 0.4, 0.1: 1 − 0.25 × 0.5 = 0.875; 1 − 0.25 × 0.6 = 0.85; 1 − 0.25 × 0.9 = 0.775,
    # less 0.20 × 0.3 / 0.4 = 0.15. A unit without a lowest output runs steadily.
    found = part_load_factor(LOAD, LEAST, np.array([0.25]))
    assert found == pytest.approx(np.array([[1, 0.875, 0.85, 0.625, 1]]))


def test_compressor_rests_for_what_it_gives_too_much() -> None:
    running = np.array([[True, True, True, False, True]])
    assert rest_share(LOAD, LEAST, running) == pytest.approx(np.array([[0, 0.5, 0.6, 0, 0]]))


def test_fan_and_controls_warm_the_room() -> None:
    # A mini-split 17 W, the others the 5 W of their controls, for half of the hour.
    half = np.full((2, 1), 0.5)
    assert rest_heat(half, np.array([True, False])).ravel() == pytest.approx(
        [0.5 * 17 * 3.412, 0.5 * 5 * 3.412], rel=1e-3
    )
