from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from advisor.engine import Place
from advisor.engine.load import loads
from advisor.engine.needed import (
    DESIGN_DROP_F,
    Need,
    hours_in_use,
    need,
    night_load,
    room_nodes,
)
from advisor.engine.room import describe
from advisor.engine.room_year import ROOM_MASS, Nodes, hourly_needs
from advisor.engine.spaces import SPACES
from advisor.engine.typical_days import SIDES, typical_days
from tests.advisor.engine.samples import (
    PLAIN_ROOM,
    PUBLISHED,
    WARM_PLACE,
    answers_of,
    climate_of,
    one_bin,
    place_of,
    study_of,
)


def nodes_of(place: Place | None = None, **answers: Any) -> Nodes:
    found = study_of(PUBLISHED, place=place, **answers)
    return room_nodes(found.loads, found.room, found.place)


# --- the year in bins ----------------------------------------------------------------------------


@pytest.mark.parametrize("place", [place_of(), place_of(**WARM_PLACE)])
@pytest.mark.parametrize("space", SPACES)
def test_bins_hold_every_btu_of_the_hours(place: Place, space: str) -> None:
    found = study_of(PUBLISHED, place=place, space=space)
    days = typical_days(place.climate, place.latitude)
    hourly = hourly_needs(room_nodes(found.loads, found.room, place), days)
    needed = found.needed
    assert needed.heat_btu == pytest.approx((hourly.heat * days.days).sum())
    assert needed.cool_btu == pytest.approx(((hourly.sensible + hourly.latent) * days.days).sum())
    assert needed.month_hours.sum(axis=0) == pytest.approx(needed.hours)
    assert not ((needed.heat_btu_h > 0) & (needed.cool_btu_h > 0)).any()


def test_bins_keep_the_months() -> None:
    place = place_of(climate=climate_of((20.0, 4380.0), (80.0, 4380.0)))
    summer = np.repeat([0.0, 1.0, 0.0], [4, 4, 4])
    months = np.stack([(1 - summer) * 730, summer * 730], axis=1)
    day = months * 15 / 24
    climate = replace(place.climate, month_hours=months, month_hours_day=day)
    needed = study_of(PUBLISHED, place=replace(place, climate=climate)).needed
    cold = needed.heat_btu_h > 0
    assert needed.month_hours[4:8][:, cold].sum() == 0
    assert needed.month_hours[[0, 1, 2, 3, 8, 9, 10, 11]][:, ~cold].sum() == 0


def test_plain_room_has_the_hand_worked_heat() -> None:
    # 22.571 BTU/h·°F and air 1.1 × 6.667 cfm × 0.7008 = 5.139 (30 °F outside, 8.4 mph): 27.710 ×
    # 40 = 1,108.4; people 0.45 × 230 = 103.5 and 100 W × 3.412 = 341.2 → 663.7 BTU/h; and the walls
    # radiate 13 × 7.85 / 4.4 = 23.2 to the sky.
    place = place_of(climate=climate_of((30.0, 1000.0)))
    needed = study_of(PUBLISHED, place=place, **PLAIN_ROOM, area=100.0).needed
    assert needed.heat_btu_h == pytest.approx(686.9, abs=0.5)
    assert needed.heat_btu == pytest.approx(686_900, rel=0.001)


@pytest.mark.parametrize(
    ("use", "hours", "first"),
    [("all_day", 24, True), ("day", 15, False), ("night", 9, True), ("occasional", 7, False)],
)
def test_use_has_its_hours(use: str, hours: int, first: bool) -> None:
    inside = hours_in_use(use)
    assert sum(inside) == hours
    assert inside[0] is first


def test_goal_of_the_other_season_needs_nothing_of_this_one() -> None:
    found = study_of(PUBLISHED)
    both, cold, warm = (
        need(found.loads, found.room, found.place, heating=heating, cooling=cooling)
        for heating, cooling in ((True, True), (False, True), (True, False))
    )
    assert (cold.heat_btu, cold.cool_btu) == pytest.approx((0, both.cool_btu))
    assert (warm.heat_btu, warm.cool_btu) == pytest.approx((both.heat_btu, 0))


# --- the room as two nodes -----------------------------------------------------------------------


def test_ground_is_taken_out_of_the_loss_to_the_air() -> None:
    for space, depth in (("garage", "shallow"), ("basement", "deep")):
        found = study_of(PUBLISHED, space=space)
        nodes = room_nodes(found.loads, found.room, found.place)
        ground = nodes.shallow_ua + nodes.deep_ua
        assert ground > 0
        assert nodes.ua + ground == pytest.approx(found.loads.ua_btu_h_f)
        assert getattr(nodes, f"{depth}_ua") == ground
        assert nodes.mass_btu_f == ROOM_MASS["slab"] * nodes.floor_ft2
    upstairs = nodes_of(below="heated")
    assert upstairs.shallow_ua + upstairs.deep_ua == 0
    assert upstairs.mass_btu_f == ROOM_MASS["usual"] * upstairs.floor_ft2


def test_ceiling_is_sunlit_through_its_attic_or_as_a_roof() -> None:
    attic, roof, between = (nodes_of(above=above) for above in ("attic", "roof", "heated"))
    assert attic.attic_ua > 0
    assert attic.attic_ua == pytest.approx(roof.roof_ua)
    assert (attic.roof_ua, roof.attic_ua) == (0, 0)
    assert between.attic_ua + between.roof_ua == 0


def test_sunlit_faces_are_known_where_there_is_no_winter() -> None:
    # 75 °F by design: the heating lines are all 0, the conductances are not.
    warm = nodes_of(place_of(**WARM_PLACE | {"heating_design_f": 75.0}))
    cold = nodes_of(place_of(**WARM_PLACE | {"heating_design_f": 70.0 - DESIGN_DROP_F}))
    assert warm.wall_ua > 0
    assert (warm.wall_ua, warm.attic_ua) == pytest.approx((cold.wall_ua, cold.attic_ua))


@pytest.mark.parametrize(
    ("answers", "south", "north"),
    [
        ({"exterior_walls": 1, "facing": "s", "shade": "none"}, 1.0, 0.0),
        ({"exterior_walls": 2, "facing": "s", "shade": "none"}, 0.625, 0.125),  # 1/2 + 1/8
        ({"exterior_walls": 4, "facing": "mixed", "shade": "none"}, 0.25, 0.25),
        ({"exterior_walls": 1, "facing": "s", "shade": "partial"}, 0.7, 0.0),
    ],
)
def test_wall_stands_where_the_glass_faces(
    answers: dict[str, Any], south: float, north: float
) -> None:
    absorbs = dict(zip(SIDES, nodes_of(**answers).wall_absorbs, strict=False))
    assert absorbs["s"] == pytest.approx(0.70 * south)
    assert absorbs["n"] == pytest.approx(0.70 * north)


def test_colors_that_are_answered_count_in_the_year() -> None:
    # NREL: light walls absorb 0.50 and dark ones 0.95; a white roof's attic is at outdoors' 95 °F.
    light, dark = (nodes_of(wall_color=color, shade="none") for color in ("light", "dark"))
    assert (sum(light.wall_absorbs), sum(dark.wall_absorbs)) == pytest.approx((0.50, 0.95))
    attics = [nodes_of(above="attic", roof=roof).attic_excess_f for roof in ("white", "dark")]
    assert attics == [0.0, 35.0]
    roofs = [nodes_of(above="roof", roof=roof).roof_absorbs for roof in ("white", "dark")]
    assert roofs == pytest.approx([0.50, 0.92])


def test_glass_keeps_its_side() -> None:
    found = study_of(PUBLISHED, facing="s", exterior_walls=1)
    nodes = room_nodes(found.loads, found.room, found.place)
    assert nodes.sun_ft2[SIDES.index("s")] == pytest.approx(found.loads.sun_ft2["s"])
    assert sum(nodes.sun_ft2) == pytest.approx(sum(found.loads.sun_ft2.values()))


def test_window_opens_where_there_is_one_and_no_server() -> None:
    assert nodes_of().opens_windows
    assert not nodes_of(windows="none").opens_windows
    assert not nodes_of(watts=800.0).opens_windows


def test_equal_rooms_share_one_year() -> None:
    place = place_of()
    first, again = (
        room_nodes(loads(room, place, own_heating=None, own_cooling=None), room, place)
        for room in (describe(answers_of()), describe(answers_of()))
    )
    assert first == again
    assert hash(first) == hash(again)


def test_own_load_changes_the_scale_and_not_the_room() -> None:
    # The simulation of a room is kept, so both ends of its range cost nothing.
    ours, told = study_of(PUBLISHED), study_of(PUBLISHED, heating_load=9000.0)
    assert room_nodes(ours.loads, ours.room, ours.place) == room_nodes(
        told.loads, told.room, ours.place
    )


# --- what it is read for -------------------------------------------------------------------------


@pytest.mark.parametrize(("use", "more"), [("day", "night"), ("occasional", "all_day")])
def test_fuller_use_needs_more_heat(use: str, more: str) -> None:
    less_heat, more_heat = (
        study_of(PUBLISHED, use=each, watts=0.0, people=0).needed.heat_btu
        for each in (use, "all_day" if more == "night" else more)
    )
    assert less_heat < more_heat


def test_window_is_opened_before_the_unit_cools() -> None:
    # 60 °F outside: a room with 300 W opens a window, one with 1,500 W of machines does not.
    place = place_of(climate=climate_of((60.0, 1000.0)))
    usual = study_of(PUBLISHED, place=place, watts=300.0)
    server = study_of(PUBLISHED, place=place, watts=1500.0)
    assert usual.needed.cool_btu == 0
    assert server.needed.cool_btu > 0
    assert server.cools_in_winter


def test_own_heating_load_scales_the_years_heat() -> None:
    # Without gains heat goes straight with the loss.
    bare: dict[str, Any] = {"people": 0, "watts": 0.0, "windows": "none"}
    ours = study_of(PUBLISHED, **bare)
    double = study_of(PUBLISHED, **bare, heating_load=2 * ours.loads.heating.likely)
    assert double.needed.heat_btu == pytest.approx(2 * ours.needed.heat_btu, rel=0.001)


def test_night_load_is_the_ninetieth_percentile() -> None:
    # Nights of 100 h each at 1,000 … 10,000 BTU/h: 90 % stay at or below 9,000. Days do not count.
    loads = np.arange(1000.0, 10_001.0, 1000.0)
    nights = Need(
        outdoor_f=np.append(50 - loads / 250, 0.0),
        hours=np.append(np.full(10, 100.0), 500.0),
        heat_btu_h=np.append(loads, 20_000.0),
        cool_btu_h=np.zeros(11),
        month_hours=np.zeros((12, 11)),
        night_hours=np.append(np.full(10, 100.0), 0.0),
    )
    assert night_load(nights) == pytest.approx((9000.0, 14.0, True))


def test_night_without_need_has_no_load() -> None:
    assert night_load(one_bin(47, 100, heat=3000, night=False)) is None


def test_hot_nights_ask_for_cooling() -> None:
    found = night_load(one_bin(80, 100, cool=3000, night=True))
    assert found == (3000.0, 80.0, False)


def test_need_has_the_years_hours_at_most() -> None:
    found = study_of(PUBLISHED)
    again = need(found.loads, found.room, found.place, heating=True, cooling=True)
    assert again.hours.sum() <= 8760.001
    assert again.month_hours.sum() == pytest.approx(again.hours.sum())
