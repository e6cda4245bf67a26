"""What the answers about neighbors, doors, attic, ground and skylights do, worked by hand."""

from typing import Any

import pytest

from advisor.engine.load import Loads, loads
from advisor.engine.room import describe
from tests.advisor.engine.samples import PLAIN_ROOM, answers_of, place_of


def loads_of(**changes: Any) -> Loads:
    """Loads of the 100 ft² room of ``PLAIN_ROOM``: 70 °F in winter, 15 °F in summer."""
    answers = answers_of(**(PLAIN_ROOM | changes))
    return loads(describe(answers), place_of(), own_heating=None, own_cooling=None)


@pytest.mark.parametrize("beside", ["garage", "unheated"])
def test_wall_to_an_unheated_room_loses_as_an_outside_one(beside: str) -> None:
    # One side of 10.5 ft × 8 ft / R12 = 7.0 BTU/h·°F: × 70 in winter, × (15 + 17) in summer.
    found = loads_of(beside=beside)
    assert found.heating_lines["partition"] == pytest.approx(490)
    assert found.cooling_lines["partition"] == pytest.approx(224)


def test_room_with_four_outside_walls_has_none_inside() -> None:
    found = loads_of(beside="garage", exterior_walls=4)
    assert "partition" not in found.heating_lines


def test_heated_neighbors_are_what_is_taken() -> None:
    assert loads_of(beside="heated").heating.likely == loads_of().heating.likely


@pytest.mark.parametrize(
    ("door", "line", "btu_h"),
    [
        ("none", "door", 0),
        ("wood", "door", 700),  # 20 ft² / R2 × 70
        ("metal", "door", 489.5),  # 20 ft² / R2.86 × 70
        ("glass", "windows_south", 910),  # (12 + 20) ft² × 0.5 × 70 × 0.8125
    ],
)
def test_outside_door_goes_by_what_it_is_made_of(door: str, line: str, btu_h: float) -> None:
    assert loads_of(outside_door=door).heating_lines[line] == pytest.approx(btu_h, abs=0.1)


def test_glass_door_is_among_a_lot_of_windows_already() -> None:
    lots = {"windows": "many", "window_area": None}  # 0.22 × 100 ft² = 22 ft²
    few = {"windows": "few", "window_area": None}  # 0.08 × 100 ft² + 20 ft² = 28 ft²
    assert loads_of(**lots, outside_door="glass").side_sun_ft2 == pytest.approx(
        loads_of(**lots).side_sun_ft2
    )
    with_door, without = (loads_of(**few, outside_door=door) for door in ("glass", "none"))
    assert sum(with_door.side_sun_ft2.values()) == pytest.approx(
        28 / 8 * sum(without.side_sun_ft2.values())
    )


@pytest.mark.parametrize(
    ("attic", "btu_h"),
    [
        # R28, range 20 °F (+ 0.27): 125 − 95 + 0.27 + 15 = 45.27 °F.
        ("vented", 161.7),
        # With foil 115 °F in the attic: 35.27 °F.
        ("barrier", 126.0),
        # As a roof of R28: 29.0 × 0.95 − 20 + 0.27 + 15 = 22.82 °F.
        ("sealed", 81.5),
    ],
)
def test_attic_goes_by_how_it_is_built(attic: str, btu_h: float) -> None:
    found = loads_of(attic=attic)
    assert found.cooling_lines["roof"] == pytest.approx(btu_h, abs=0.1)
    assert found.heating_lines["roof"] == pytest.approx(250)


def test_sealed_attic_is_never_hotter_than_a_vented_one() -> None:
    # White roof, R8: as a roof 46.4 × 0.65 − 20 = 10 °F of sun; a vented attic has none.
    white = {"roof": "white", "ceiling_r": 8.0}
    sealed, vented = (loads_of(**white, attic=attic) for attic in ("sealed", "vented"))
    assert sealed.cooling_lines["roof"] == vented.cooling_lines["roof"]


@pytest.mark.parametrize(
    ("told", "f"),
    [
        ({"slab_edge_r": 0.0}, 1.352),
        ({"slab_edge_r": 5.0}, 0.580),  # two feet down, unless told
        ({"slab_edge_r": 10.0, "slab_edge_depth": 4.0}, 0.440),
        ({"slab_edge_r": 10.0, "slab_edge_depth": 0.0, "soil": "mixed"}, 0.442),
        ({"slab_edge_r": 0.0, "soil": "dry"}, 1.056),
        ({"floor_r": 10.0, "slab_edge_r": 0.0}, 1.352),
    ],
)
def test_slab_loses_by_its_edge_and_the_soil(told: dict[str, Any], f: float) -> None:
    found = loads_of(below="slab", **told)
    assert found.heating_lines["floor"] == pytest.approx(f * 21 * 70, rel=0.001)
    assert found.cooling_lines["floor"] == 0


def test_dry_soil_takes_less_from_a_basement() -> None:
    basement = {"space": "basement", "above": "heated", "below": "slab", "below_grade": 7.0}
    moist, mixed, dry = (loads_of(**basement, soil=soil) for soil in ("moist", "mixed", "dry"))
    for line in ("walls_below_ground", "floor"):
        lost = [each.heating_lines[line] for each in (moist, mixed, dry)]
        assert lost == sorted(lost, reverse=True)
        assert lost[2] < 0.75 * lost[0]


def test_basement_floor_goes_by_the_width_of_the_house() -> None:
    # Two walls, 7 ft deep: U 0.0338 in a house 12 ft wide, 0.0197 in one of 40 ft; 100 ft² × 70.
    basement = {"space": "basement", "above": "heated", "below": "slab", "below_grade": 7.0}
    for width, u in ((12.0, 0.0338), (40.0, 0.0197)):
        lost = loads_of(**basement, house_width=width).heating_lines["floor"]
        assert lost == pytest.approx(u * 100 * 70, abs=0.5)


def test_walkout_has_one_wall_free() -> None:
    basement = {"space": "basement", "above": "heated", "below": "slab", "below_grade": 7.0}
    buried, free = (loads_of(**basement, walkout=told) for told in ("no", "yes"))
    assert free.heating_lines["walls"] > 2 * buried.heating_lines["walls"]
    assert free.heating_lines["floor"] > buried.heating_lines["floor"]


def test_only_a_part_of_the_floor_is_over_the_crawl_space() -> None:
    # Vented, R16: 0.5902 / 16 × 40 ft² × 70 °F.
    found = loads_of(below="crawlspace", crawl_area=40.0)
    assert found.heating_lines["floor"] == pytest.approx(103.3, abs=0.1)


def test_skylight_counts_with_its_own_glass() -> None:
    # 10 ft² × U 0.5 × 70 °F; without the label U 0.84.
    told = loads_of(skylight_area=10.0, skylight_u=0.5, skylight_shgc=0.3)
    usual = loads_of(skylight_area=10.0)
    assert told.heating_lines["skylight"] == pytest.approx(350)
    assert usual.heating_lines["skylight"] == pytest.approx(588)
    assert told.heating_lines["roof"] == pytest.approx(90 / 28 * 70)
    assert told.cooling_lines["skylight"] < 0.7 * usual.cooling_lines["skylight"]


def test_glass_by_side_replaces_area_and_facing() -> None:
    # 4 ft² to the north, 8 to the west: × 0.5 × 70.
    found = loads_of(window_area=30.0, facing="s", window_area_n=4.0, window_area_w=8.0)
    assert found.heating_lines["windows_north"] == pytest.approx(140)
    assert found.heating_lines["windows_west"] == pytest.approx(280)
    assert found.heating_lines["windows_south"] == 0
    room = describe(answers_of(window_area_n=4.0))
    assert {"windows", "facing"}.isdisjoint(room.spreads)
    assert {"window_area", "facing"}.isdisjoint(each.field for each in room.assumed)


def test_higher_glass_sees_less_of_the_overhang() -> None:
    eave = {"overhang": 3.0, "window_area_s": 12.0}
    near, far = (loads_of(**eave, overhang_gap=gap) for gap in (0.0, 4.0))
    assert far.cooling_lines["windows_south"] > 1.1 * near.cooling_lines["windows_south"]


def test_length_of_the_outside_walls_carries_their_air_and_edge() -> None:
    # 42 ft are all four sides of 100 ft²: twice the 21 ft of two; 1.6 against 1.0 of the air.
    plain = {"ach": None, "drafts": "average", "below": "slab"}
    usual, long = loads_of(**plain), loads_of(**plain, wall_length=42.0)
    assert long.heating_lines["floor"] == pytest.approx(2 * usual.heating_lines["floor"])
    assert long.air_cfm == pytest.approx(1.6 * usual.air_cfm)


def test_size_of_the_home_shares_its_leaks() -> None:
    # Two of four walls × √(1,600 / 100) = 2.0 times the house's air changes, not 1.0.
    plain = {"ach": None, "drafts": "average"}
    assert loads_of(**plain, home_area=1600.0).air_cfm == pytest.approx(
        2 * loads_of(**plain).air_cfm
    )
