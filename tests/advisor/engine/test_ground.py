import numpy as np
import pytest

from advisor.engine.ground import basement_floor_u, buried_wall_u, floor_share, slab_edge_f

R = np.array([2.5, 4, 7.3, 9, 12, 16, 22])


@pytest.mark.parametrize(
    ("soil_k", "factors"),
    [
        (0.8, (1.352, 0.638, 0.580, 0.558, 0.565, 0.477, 0.440, 0.397)),
        (0.5, (1.229, 0.515, 0.473, 0.461, 0.442, 0.377, 0.356, 0.334)),
        (0.2, (1.056, 0.342, 0.325, 0.322, 0.269, 0.241, 0.235, 0.231)),
    ],
)
def test_slab_edge_has_manual_js_factor(soil_k: float, factors: tuple[float, ...]) -> None:
    # Bare; R-5 at the edge, 2 ft, 4 ft down; the same of R-10; R-10 at the edge and under all.
    found = [
        slab_edge_f(soil_k),
        *(slab_edge_f(soil_k, edge_r=5.0, down_ft=feet) for feet in (0.0, 2.0, 4.0)),
        *(slab_edge_f(soil_k, edge_r=10.0, down_ft=feet) for feet in (0.0, 2.0, 4.0)),
        slab_edge_f(soil_k, edge_r=10.0, under_r=10.0, under_ft=99.0),
    ]
    assert found == pytest.approx(factors, abs=0.0006)


@pytest.mark.parametrize(
    ("depth_ft", "u"),
    [
        (2, (0.2767, 0.1831, 0.1060, 0.0872, 0.0665, 0.0506, 0.0373)),
        (4, (0.2208, 0.1522, 0.0927, 0.0776, 0.0604, 0.0468, 0.0350)),
        (7, (0.1253, 0.0967, 0.0670, 0.0583, 0.0477, 0.0386, 0.0301)),
        (8, (0.0917, 0.0767, 0.0574, 0.0511, 0.0429, 0.0354, 0.0282)),
    ],
)
def test_wall_in_the_ground_has_manual_js_u(depth_ft: float, u: tuple[float, ...]) -> None:
    above, below = buried_wall_u(np.full(7, 8.0), np.full(7, float(depth_ft)), R)
    assert above + below == pytest.approx(np.array(u), abs=0.00006)


def test_wall_above_ground_is_an_ordinary_wall() -> None:
    above, below = buried_wall_u(np.full(7, 8.0), np.zeros(7), R)
    assert above == pytest.approx(1 / R)
    assert below == pytest.approx(np.zeros(7))


@pytest.mark.parametrize(
    ("depth_ft", "u"),
    [
        (2, (0.0606, 0.0519, 0.0457, 0.0410, 0.0373, 0.0343, 0.0297)),
        (7, (0.0338, 0.0303, 0.0276, 0.0254, 0.0236, 0.0221, 0.0197)),
        (8, (0.0312, 0.0281, 0.0258, 0.0238, 0.0222, 0.0208, 0.0186)),
    ],
)
def test_basement_floor_goes_by_depth_and_width(depth_ft: float, u: tuple[float, ...]) -> None:
    widths = np.array([12.0, 16, 20, 24, 28, 32, 40])
    assert basement_floor_u(np.full(7, float(depth_ft)), widths) == pytest.approx(
        np.array(u), abs=0.00006
    )


def test_insulated_basement_floor_keeps_seven_tenths() -> None:
    # The reference house: 8 ft deep, 40 ft wide, R-5 at the edge: 0.0130.
    deep, wide = np.array([8.0]), np.array([40.0])
    assert basement_floor_u(deep, wide, insulated=1.0)[0] == pytest.approx(0.0130, abs=0.00005)


@pytest.mark.parametrize(
    ("wall_u", "r", "vented", "sealed"),
    [(0.76, 16, 0.776, 0.752), (0.25, 10, 0.474, 0.385), (0.137, 30, 0.649, 0.507)],
)
def test_floor_over_a_crawl_space_sees_a_share(
    wall_u: float, r: float, vented: float, sealed: float
) -> None:
    found = [
        float(floor_share(np.array(1 / r), np.array(wall_u), vented=np.array(open_)))
        for open_ in (1.0, 0.0)
    ]
    assert found == pytest.approx([vented, sealed], abs=0.001)
