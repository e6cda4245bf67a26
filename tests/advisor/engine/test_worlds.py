"""How sure an order is: shares of the plausible worlds, doubt priced, ties."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from advisor.engine import Study, rank
from advisor.engine.equipment import SPEEDS
from advisor.engine.load import Spread
from advisor.engine.merits import factor_weights
from advisor.engine.ranking import MOST_TIED, _behind
from advisor.engine.season import simulate
from advisor.engine.sequence import of_its_own, shared
from advisor.engine.worlds import DEALS, FIGURES, WORLDS, _bad_side, dealt, worlds
from tests.advisor.engine.samples import PUBLISHED, WINDOW_UNIT, place_of, study_of

NAN = float("nan")
POINT_47 = {"heating": True, "outdoor_f": 47, "rated_btu_h": 10_000, "max_btu_h": 12_000}
COLD = {"heating": True, "outdoor_f": 5, "min_btu_h": 1400, "max_btu_h": 8400}
KNOWN_LOADS: dict[str, Any] = {"heating_load": 6000.0, "cooling_load": 6000.0}
ROOM: dict[str, Any] = {"heating_now": "gas"}


def with_least(least: float | None, **changes: Any) -> dict[str, Any]:
    """PUBLISHED, with this lowest output at 47 °F or with none."""
    told = {} if least is None else {"min_btu_h": least}
    return PUBLISHED | {"points": [POINT_47 | told, COLD]} | changes


UNKNOWN = with_least(None, id=3, sound_min_db=NAN, min_operating_f=NAN, price_low=NAN)
UNITS: tuple[dict[str, Any], ...] = (
    PUBLISHED | {"id": 1, "price_low": 1900.0, "price_high": 1900.0},
    with_least(3000.0, id=2, sound_min_db=19.0, price_low=1300.0, price_high=1300.0),
    UNKNOWN,
    with_least(None, id=4, cooling_btu_h=11_000.0, price_low=1200.0, price_high=1200.0),
    WINDOW_UNIT | {"id": 5, "cold_climate": 1},
)


def shares(found: Study, count: int = WORLDS) -> list[float]:
    return [round(float(share), 4) for share in rank(found, count=count).first_share]


# --- the year of a world -------------------------------------------------------------------------


def test_year_of_each_world_is_that_of_its_own_curves() -> None:
    # The worlds of a unit share its COP curves, and differ by a factor; here each has its own.
    found, count = study_of(*UNITS, **ROOM), 16
    rows = np.arange(len(UNITS))
    drawn = worlds(found, rows, count).study
    codes = found.units.lineage["slug"].tolist()
    bad = np.concatenate([_bad_side(code, count) for code in codes], axis=1)
    doubt = np.repeat(found.curves.spread["heating_cop"][:, 0], count)
    worse = np.exp(bad[FIGURES.index("heating_cop")] * doubt).astype(np.float32)
    assert worse.min() < 0.99

    def of_its_own_cop(name: str, factor: Any) -> Any:
        return np.repeat(getattr(found.curves, name), count, axis=0) * factor

    own = {
        **{f"heat_cop_{s}": of_its_own_cop(f"heat_cop_{s}", worse[:, None]) for s in SPEEDS},
        **{f"cool_cop_{s}": of_its_own_cop(f"cool_cop_{s}", np.float32(1)) for s in SPEEDS},
        "cycling_loss": np.repeat(found.curves.cycling_loss, count),
    }
    year = simulate(found.needed, drawn.units, replace(drawn.curves, **own))
    for name in ("heating_kwh", "cooling_kwh", "backup_kwh", "uncooled_kwh", "cycling_fraction"):
        expected = pytest.approx(getattr(year, name), rel=1e-5, abs=1e-4)
        assert getattr(drawn.season, name) == expected, name


# --- the sequence --------------------------------------------------------------------------------


def test_every_dimension_has_each_part_of_the_bell_once() -> None:
    first, second = shared(64)
    own = of_its_own(np.arange(40, dtype=np.uint32), 64)
    for drawn in (first, second, *list(own)):
        assert np.unique(drawn).size == 64
        assert drawn.mean() == pytest.approx(0.0, abs=1e-12)


def test_two_loads_fill_the_plane_evenly() -> None:
    # A (0, 2)-net: each of 8 × 8 boxes of the unit square has one of 64 points.
    first, second = shared(64)
    edges = np.quantile(np.sort(first), np.arange(1, 8) / 8)
    boxes = np.searchsorted(edges, first) * 8 + np.searchsorted(edges, second)
    assert np.unique(boxes).size == 64


def test_doubts_of_two_units_are_apart() -> None:
    own = of_its_own(np.arange(1, 41, dtype=np.uint32), 1024)
    apart = np.asarray(np.corrcoef(own))[~np.eye(40, dtype=bool)]
    assert np.abs(apart).max() < 0.2


def test_price_and_sound_are_dealt_to_all_worlds_and_the_rest_stays() -> None:
    # One unit in four worlds: whatever is dealt, each price comes to each load as often.
    by_load, apart = np.array([[0.0, 100.0, 200.0, 300.0]]), np.array([[1.0, 2.0, 3.0, 4.0]])
    scores = dealt(by_load, apart, np.array([7]))[0]
    assert scores.size == 4 * DEALS
    assert scores[:4].tolist() == [1.0, 102.0, 203.0, 304.0]
    assert np.floor(scores / 100).astype(int).tolist() == [0, 1, 2, 3] * DEALS
    assert sorted(scores % 100) == sorted([1.0, 2.0, 3.0, 4.0] * DEALS)
    assert np.unique(scores.reshape(DEALS, 4), axis=0).shape[0] > DEALS / 2


# --- shares --------------------------------------------------------------------------------------


def test_without_any_doubt_the_first_is_first_in_all_worlds() -> None:
    rows = (PUBLISHED | {"id": 1}, PUBLISHED | {"id": 2, "sound_min_db": 21.0})
    found = study_of(*rows, **KNOWN_LOADS)
    heat, cool = found.loads.heating.likely, found.loads.cooling.likely
    exact = replace(
        found.loads,
        heating=Spread(low=heat, likely=heat, high=heat),
        cooling=Spread(low=cool, likely=cool, high=cool),
    )
    found = replace(found, loads=exact)
    assert not any(each.any() for each in found.curves.spread.values())
    ranking = rank(found)
    assert ranking.first_share[ranking.order[0]] == 1.0
    assert ranking.ties == ()


def test_shares_add_up_to_one() -> None:
    assert sum(shares(study_of(*UNITS, **ROOM))) == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize("figure", ["min_output", "cold_output", "cutout", "sound", "heating_cop"])
@pytest.mark.parametrize("row", [2, 3])
def test_more_doubt_about_a_unit_never_makes_it_first_more_often(figure: str, row: int) -> None:
    found = study_of(*UNITS, **ROOM)
    spread = found.curves.spread[figure].copy()
    spread[row] *= 2
    doubled = replace(found.curves, spread=found.curves.spread | {figure: spread})
    before, after = rank(found), rank(replace(found, curves=doubled))
    assert after.first_share[row] <= before.first_share[row]
    assert after.score[row] <= before.score[row] + 1e-9


def test_few_worlds_agree_with_many() -> None:
    for answers in ({}, ROOM, {"priorities": ("quiet",)}, {"area": 180.0, "heating_now": "oil"}):
        found = study_of(*UNITS, **answers)
        assert shares(found) == pytest.approx(shares(found, 4096), abs=0.06)


def test_same_question_has_the_same_answer() -> None:
    one, again = (rank(study_of(*UNITS, **ROOM)) for _time in range(2))
    assert one.score.tolist() == again.score.tolist()
    assert one.first_share.tolist() == again.first_share.tolist()


def test_doubts_of_a_unit_do_not_depend_on_the_others() -> None:
    def judged(*rows: dict[str, Any], row: int) -> float:
        found = rank(study_of(*rows, **ROOM)).judged
        assert found is not None
        return float(found.of(np.array([row])).mean())

    assert judged(*UNITS, row=2) == pytest.approx(judged(UNKNOWN, row=0), abs=1e-3)


# --- doubt is priced -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "blank",
    [
        with_least(None),
        with_least(2670.0, sound_min_db=NAN),
        with_least(2670.0, min_operating_f=NAN),
        with_least(2670.0, price_low=NAN),
    ],
    ids=["minimum", "sound", "cutout", "price"],
)
def test_known_figure_beats_an_equal_guess(blank: dict[str, Any]) -> None:
    # The known one has just what would be guessed: 0.267 × 10,000, 26 dB(A), −13 °F, $1,250.
    same = {"sound_min_db": 26.0, "min_operating_f": -13.0}
    known = with_least(2670.0, id=2, price_low=1250.0, price_high=1250.0, slug="z", **same)
    row = with_least(2670.0, price_low=1250.0, price_high=1250.0, **same)
    changed = {name: blank[name] for name in blank if blank[name] is not PUBLISHED.get(name)}
    guessed = row | {"id": 1, "slug": "a", "points": blank["points"]}
    guessed |= {name: value for name, value in changed.items() if value != value}
    found = study_of(known, guessed, heating_load=8000.0, **ROOM)
    ranking = rank(found)
    assert ranking.order.tolist() == [0, 1]
    assert ranking.first_share.tolist() == [1.0, 0.0]


def test_guess_from_kin_earns_no_more_than_the_middle_of_its_type() -> None:
    # Its series goes down to 1,000 BTU/h; until somebody says that it does too, 2,670 count.
    kin = {"lineage": {"series": 5, "outdoor": 1}}
    guessed = with_least(None, id=1, lineage={"series": 5, "outdoor": 2})
    middle = with_least(2670.0, id=2)
    found = study_of(guessed, middle, with_least(1100.0, id=3) | kin, **ROOM)
    assert found.curves.min_heat_47_btu_h[0] < 1200
    points = rank(found).points["turndown"]
    assert points[0] < points[1] < points[2]


def test_unit_past_a_limit_in_half_of_the_worlds_has_half_of_the_points() -> None:
    # 0.45 × 8,000 = 3,600 is the limit of the likely room; the range of its load is wide.
    found = study_of(with_least(3590.0), area=300.0, heating_now="gas", goal="heating")
    exact = replace(found.loads.heating, likely=8000.0, low=5600.0, high=11_000.0)
    found = replace(found, loads=replace(found.loads, heating=exact))
    drawn = worlds(found, np.array([0]))
    past = drawn.study.curves.min_heat_47_btu_h > 3600.0
    assert 0.4 < past.mean() < 0.6
    assert rank(found).points["turndown"][0] < 0.6 * factor_weights(found)["turndown"]


def test_rank_score_and_points_agree() -> None:
    found = study_of(*UNITS, **ROOM, priorities=("quiet",), power="v230")
    ranking = rank(found)
    assert ranking.score == pytest.approx(np.sum(list(ranking.points.values()), axis=0))
    assert (np.diff(ranking.score[ranking.order]) <= 1e-9).all()


# --- ties ----------------------------------------------------------------------------------------


def test_units_that_win_alike_are_tied() -> None:
    # The same machine from two builders, but for the doubt that each has of its own.
    twins = [with_least(None, id=at, sound_max_db=40.0 + at) for at in (1, 2)]
    twins[1] |= {"price_low": 1520.0, "price_high": 1720.0}
    worse = PUBLISHED | {"id": 3, "price_low": 4500.0, "price_high": 4500.0}
    ranking = rank(study_of(*twins, worse, heating_load=9000.0, **ROOM))
    assert sorted(ranking.ties) == [0, 1]
    assert ranking.ties[0] == ranking.order[0]


def test_at_most_four_are_tied() -> None:
    many = [with_least(None, id=at, price_low=1500.0 + at) for at in range(8)]
    assert len(rank(study_of(*many, **ROOM)).ties) == MOST_TIED


# --- the cold ------------------------------------------------------------------------------------


def test_unit_without_heat_on_the_coldest_night_is_never_first() -> None:
    # 0 °F by design: the cheap one stops at 17 °F.
    stops = PUBLISHED | {"id": 1, "min_operating_f": 17.0, "price_low": 500.0, "price_high": 500.0}
    runs = PUBLISHED | {"id": 2, "price_low": 4000.0, "price_high": 4000.0, "sound_min_db": 40.0}
    found = study_of(stops, runs, **ROOM)
    assert rank(found).order.tolist() == [1, 0]
    # Alone it may stand: nothing does better; and for cooling it is the better one.
    assert rank(study_of(stops, **ROOM)).order.tolist() == [0]
    assert rank(study_of(stops, runs, goal="cooling", **ROOM)).order.tolist() == [0, 1]


def test_window_unit_is_not_first_as_heat_below_0_f() -> None:
    window = WINDOW_UNIT | {
        "id": 1,
        "points": PUBLISHED["points"],
        "cold_climate": 1,
        "min_operating_f": -22.0,
    }
    split = PUBLISHED | {"id": 2, "price_low": 6000.0, "price_high": 6000.0, "sound_min_db": 45.0}
    for design_f, first in ((-2.0, 1), (2.0, 0)):
        place = place_of(heating_design_f=design_f)
        found = study_of(window, split, place=place, outdoor_unit="no", wall_hole="no", **ROOM)
        assert first in _behind(found, {}).argsort(kind="stable")[:1]
