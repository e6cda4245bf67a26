"""Published points and published ratings in one fit."""

from typing import Any

import numpy as np
import pytest

from advisor.engine.curve_points import weights
from advisor.engine.equipment import COOLING_GRID_F, HEATING_GRID_F, Curves
from advisor.engine.rating_procedure import rated_hspf2, rated_seer2
from advisor.engine.unit_curves import curves
from tests.advisor.engine.samples import PUBLISHED, units_of

UNRATED = PUBLISHED | {"hspf2": np.nan}
COPS = ("heat_cop_least", "heat_cop_rated", "heat_cop_most")


def own_hspf2() -> float:
    """What the procedure makes of the points alone."""
    units = units_of(UNRATED)
    return float(rated_hspf2(units, curves(units))[0])


def fit(hspf2: float, **figures: Any) -> Curves:
    return curves(units_of(PUBLISHED | {"hspf2": hspf2} | figures))


def cop_at(made: Curves, name: str, outdoor_f: float) -> float:
    return float((getattr(made, name)[0] @ weights(HEATING_GRID_F, np.array([outdoor_f])))[0])


def moved(made: Curves, name: str, outdoor_f: float) -> float:
    """How far the fit moved a COP, as a share of it."""
    return cop_at(made, name, outdoor_f) / cop_at(fit(np.nan), name, outdoor_f) - 1


def test_rating_that_the_points_return_moves_nothing() -> None:
    made = fit(own_hspf2())
    assert made.rating_gap["hspf2"][0] == pytest.approx(0, abs=1e-4)
    for name in COPS:
        assert moved(made, name, 47) == pytest.approx(0, abs=1e-4)


def test_rating_a_little_better_is_met_within_the_tolerances() -> None:
    made = fit(1.04 * own_hspf2())
    assert made.rating_gap["hspf2"][0] == pytest.approx(0, abs=0.006)
    assert 0 < moved(made, "heat_cop_rated", 47) < 0.01
    assert 0 < moved(made, "heat_cop_most", 47) < 0.03
    # What frost takes is not published: it may move more.
    assert 0.03 < moved(made, "heat_cop_most", 35) < 0.11


@pytest.mark.parametrize("factor", [0.6, 1.6])
def test_contradicting_figures_leave_the_points_and_a_gap(factor: float) -> None:
    made = fit(factor * own_hspf2())
    for name, at_most in zip(COPS, (0.03, 0.01, 0.03), strict=True):
        for outdoor_f in (47, 17, 5):
            if (name, outdoor_f) not in {("heat_cop_rated", 17), ("heat_cop_rated", 5)}:
                assert abs(moved(made, name, outdoor_f)) <= at_most
    units = units_of(PUBLISHED | {"hspf2": factor * own_hspf2()})
    assert made.rating_gap["hspf2"][0] == pytest.approx(
        rated_hspf2(units, made)[0] / units.hspf2[0] - 1
    )
    assert abs(made.rating_gap["hspf2"][0]) > 0.2


def test_further_rating_never_moves_the_points_back() -> None:
    strains = [moved(fit(at * own_hspf2()), "heat_cop_most", 35) for at in (0.9, 0.97, 1.02, 1.1)]
    assert strains == sorted(strains)


@pytest.mark.parametrize("hspf2", [8.2, 9.5, 11.5, 14.0])
@pytest.mark.parametrize("seer2", [17.0, 24.0, 33.0])
def test_ratings_alone_are_returned_exactly(hspf2: float, seer2: float) -> None:
    units = units_of({"cooling_btu_h": 9000.0, "hspf2": hspf2, "seer2": seer2})
    made = curves(units)
    assert rated_hspf2(units, made)[0] == pytest.approx(hspf2, rel=0.001)
    assert rated_seer2(units, made)[0] == pytest.approx(seer2, rel=0.001)


def test_full_load_rating_is_a_point_that_the_seer2_may_not_move() -> None:
    # EER2 12 / 3.412 = 3.517 at 95 °F and 9,000 BTU/h; an older EER counts the same without it.
    for told in ({"eer2": 12.0}, {"eer": 12.0}, {"eer2": 12.0, "eer": 9.0}):
        units = units_of({"cooling_btu_h": 9000.0, "seer2": 24.0, **told})
        made = curves(units)
        at_95 = weights(COOLING_GRID_F, np.array([95.0]))
        for name in ("cool_cop_rated", "cool_cop_most"):
            assert (getattr(made, name)[0] @ at_95)[0] == pytest.approx(3.517, rel=0.01)
        assert rated_seer2(units, made)[0] == pytest.approx(24.0, rel=0.01)


def test_neighbors_do_not_change_a_fit() -> None:
    rows = [PUBLISHED | {"hspf2": hspf2} for hspf2 in (6.0, 9.0, 12.0)]
    together = curves(units_of(*rows))
    for row, one in enumerate(rows):
        alone = curves(units_of(one))
        assert together.heat_cop_most[row] == pytest.approx(alone.heat_cop_most[0], rel=1e-5)
