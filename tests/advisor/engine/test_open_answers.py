"""What each open answer would move, on units made for the case and on the real catalog."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from advisor.advice.setup import set_up
from advisor.engine import Ranking, Study, rank
from advisor.engine.open_answers import WORTH_ASKING, Moves, most_moving, moves
from advisor.engine.open_wishes import OTHERWISE, chance_to_stay
from advisor.questions.answer_form import read_text

pytestmark = pytest.mark.usefixtures("real_data")

TODAY = date(2026, 11, 29)
PLACE = ("tenure", "outdoor_unit", "wall_hole", "power", "installer", "window_type", "budget")


def ranked(query: str) -> tuple[Study, Ranking]:
    answers = read_text(query).answers
    assert answers is not None
    study = set_up(answers.zip, TODAY).study(answers)
    return study, rank(study)


def moved(query: str, *names: str) -> dict[str, Moves]:
    return moves(*ranked(query), names)


def test_an_answer_explains_the_square_of_its_share_of_the_range() -> None:
    study, ranking = ranked("zip=55802&space=bedroom&area=120&goal=heating")
    load, at = study.loads.heating, study.room.spreads.index("insulation")
    low, high = study.loads.heating_ends[at]
    by_hand = (np.log(high / low) / np.log(load.high / load.low)) ** 2
    assert moves(study, ranking, ["insulation"])["insulation"].range == pytest.approx(
        by_hand, abs=1e-4
    )


def test_the_sun_moves_only_a_room_that_is_cooled() -> None:
    query = "zip=80205&space=bedroom&area=200&windows=many"
    assert moved(f"{query}&goal=heating", "facing")["facing"].range == 0
    assert moved(f"{query}&goal=cooling", "facing")["facing"].range > 0.01


def test_a_load_of_ones_own_leaves_no_range_to_narrow() -> None:
    query = "zip=02130&space=bedroom&area=120&heating_load=5000&cooling_load=4000"
    assert moved(query, "insulation")["insulation"].range == 0


@pytest.mark.parametrize(
    ("power", "otherwise"), [("own_115", "230 volts there"), ("v230", "only 115 volts")]
)
def test_the_outlet_matters_by_the_volts_of_the_first_unit(power: str, otherwise: str) -> None:
    study, ranking = ranked(f"zip=02130&space=bedroom&area=120&power={power}")
    first = int(ranking.order[0])
    expected = 115 if power == "own_115" else study.units.volts[first]
    assert study.units.volts[first] == expected
    open_again = replace(study, answers=replace(study.answers, power=None))
    chance = moves(open_again, ranking, ["power"])["power"].pick
    assert chance == OTHERWISE["only 115 volts" if expected == 230 else otherwise]


def test_permission_matters_where_the_first_unit_needs_it() -> None:
    split = moved("zip=02130&space=bedroom&area=120", *PLACE)
    assert split["tenure"].pick == OTHERWISE["renting"]
    untold = OTHERWISE["no place outdoors"] + OTHERWISE["renting"]
    assert split["outdoor_unit"].pick == pytest.approx(untold)
    owned = moved("zip=02130&space=bedroom&area=120&tenure=own", *PLACE)
    assert owned["outdoor_unit"].pick == OTHERWISE["no place outdoors"]
    assert split["window_type"].pick == 0
    window = moved("zip=33139&space=studio&area=300&tenure=rent&power=own_115", *PLACE)
    assert window["window_type"].pick == OTHERWISE["window of another kind"]
    assert window["outdoor_unit"].pick < OTHERWISE["landlord allows it"]
    assert window["installer"].pick == 0


def test_who_may_place_a_unit_outside_is_hardly_asked_whether_the_home_is_rented() -> None:
    room = "zip=55802&space=addition&area=300"
    study, ranking = ranked(f"{room}&outdoor_unit=yes&power=new_circuit")
    assert study.units.volts[ranking.order[0]] == 230
    placed = moves(study, ranking, ["tenure"])["tenure"].pick
    assert placed == OTHERWISE["renting, may place it outdoors"] < WORTH_ASKING["pick"]
    wired = replace(study, answers=replace(study.answers, power=None))
    assert moves(wired, ranking, ["tenure"])["tenure"].pick == OTHERWISE["renting"]
    told = replace(study, answers=replace(study.answers, wall_hole="yes"))
    assert moves(told, ranking, ["tenure"])["tenure"].pick == 0


def test_a_landlord_who_said_no_once_is_not_asked_for_the_other_part() -> None:
    query = "zip=33139&space=studio&area=300&tenure=rent&outdoor_unit"
    assert moved(f"{query}=no", "wall_hole")["wall_hole"].pick == 0
    assert moved(f"{query}=yes", "wall_hole")["wall_hole"].pick == OTHERWISE["landlord allows it"]


def test_who_may_place_nothing_outside_is_asked_about_the_wall() -> None:
    query = "zip=98103&space=studio&area=420&window_type=casement&outdoor_unit"
    neither = moved(f"{query}=no", "wall_hole")["wall_hole"].pick
    assert neither == OTHERWISE["neither allowed"]
    assert moved(f"{query}=yes", "wall_hole")["wall_hole"].pick == OTHERWISE["no hole in the wall"]


def test_a_wish_moves_more_where_another_unit_is_close() -> None:
    study, ranking = ranked("zip=02130&space=bedroom&area=120")
    chance = moves(study, ranking, ["priorities"])["priorities"].pick
    rivals = ranking.order[1:]
    points = {name: each.copy() for name, each in ranking.points.items()}
    for each in points.values():
        each[rivals] *= 0.5
    far = replace(ranking, points=points, score=np.asarray(sum(points.values())))
    assert 0 < moves(study, far, ["priorities"])["priorities"].pick < chance / 2


def test_a_budget_matters_more_the_dearer_the_first_unit() -> None:
    split = moved("zip=02130&space=bedroom&area=120", "budget")["budget"].pick
    window = moved("zip=33139&space=studio&area=300&tenure=rent&power=own_115", "budget")["budget"]
    assert window.pick < split <= OTHERWISE["limit on the price"]


def test_heat_in_the_rent_is_asked_of_a_renter() -> None:
    query = "zip=02130&space=studio&area=300&tenure"
    assert moved(f"{query}=rent", "heating_now")["heating_now"].pick >= 0.4
    assert moved(f"{query}=own", "heating_now")["heating_now"].pick < 0.4


def test_nothing_is_asked_that_moves_nothing() -> None:
    study, ranking = ranked("zip=02130&space=bedroom&area=120")
    idle = {"cooling_now": ["cooling_now"], "damp": ["damp"]}
    assert most_moving(study, ranking, idle) is None
    assert most_moving(study, ranking, {}) is None
    found = most_moving(study, ranking, {**idle, "power": ["power"]})
    assert found is not None
    assert found[0] == "power"
    assert found[1].pick >= WORTH_ASKING["pick"]


def test_a_page_moves_what_its_questions_move_together() -> None:
    study, ranking = ranked("zip=02130&space=bedroom&area=120")
    alone = moves(study, ranking, ["priorities", "budget"])
    found = most_moving(study, ranking, {"priorities": ["priorities", "budget"]})
    assert found is not None
    assert alone["budget"].pick > 0
    assert found[1].pick == pytest.approx(alone["priorities"].pick + alone["budget"].pick)


def test_the_door_of_a_garage_is_asked_for() -> None:
    garage = moved("zip=02130&space=garage&area=400", "garage_door")["garage_door"]
    assert garage.worth_asking


def test_the_outlet_of_an_rv_is_not_asked_for_beside_its_hookup() -> None:
    rv = "zip=85001&space=rv&area=180&moves=yes"
    assert moved(rv, "power")["power"].pick > 0
    assert moved(f"{rv}&hookup=none", "power")["power"].pick == 0


def test_without_a_unit_only_what_lifts_a_limit_is_asked() -> None:
    query = "zip=99701&space=garage&area=600&insulation=poor"
    study, ranking = ranked(query)
    assert not ranking.order.size
    found = moves(study, ranking, ["goal", "heating_now", "ceiling", "damp"])
    assert found["goal"].pick > 0
    assert found["damp"].pick == 0


def test_where_nothing_serves_at_any_load_no_answer_about_the_room_is_asked() -> None:
    """At -36 °F every unit has stopped, however little the room needs."""
    names = ("insulation", "windows", "exterior_walls", "goal", "heating_now", "hold")
    found = moved("zip=99701&space=bedroom&area=120", *names)
    assert [name for name in names if found[name] != Moves()] == ["goal", "heating_now"]


def test_where_a_smaller_load_lets_a_unit_in_the_insulation_is_asked() -> None:
    study, ranking = ranked("zip=55401&space=garage&area=1500")
    assert not ranking.order.size
    assert moves(study, ranking, ["insulation"])["insulation"].pick >= WORTH_ASKING["pick"]


def test_an_answer_that_lifts_one_of_two_limits_on_every_unit_is_not_asked() -> None:
    refused = "zip=33101&space=bedroom&area=150&tenure=rent&outdoor_unit=no&wall_hole=no"
    assert moved(f"{refused}&window_type=none", "power")["power"].pick == 0
    assert moved("zip=33101&space=bedroom&area=150&window_type=none", "power")["power"].pick > 0


def test_without_a_unit_an_answer_that_is_part_of_a_way_in_is_asked_by_its_part() -> None:
    """However many people there are, the room needs too much; with other answers they count."""
    query = "zip=85018&space=living_room&area=390&insulation=poor&tenure=rent&outdoor_unit=no"
    room = f"{query}&wall_hole=no&power=own_115&exterior_walls=2&heating_now=electric"
    study, ranking = ranked(room)
    assert not ranking.order.size
    assert not any(ranked(f"{room}&people={count}")[1].order.size for count in (0, 1, 4))
    found = moves(study, ranking, ["windows", "glass", "above", "people"])
    assert found["windows"].pick > found["people"].pick > 0
    assert found["windows"].worth_asking


def test_a_basement_is_asked_how_its_window_opens_where_a_window_unit_would_be_better() -> None:
    basement = "zip=87501&space=basement&area=660&outdoor_unit=no&goal=cooling"
    assert moved(basement, "window_type")["window_type"].pick == OTHERWISE["something lets one in"]
    assert moved(f"{basement}&windows=none", "window_type")["window_type"].pick == 0


def test_the_surer_the_first_unit_the_less_an_answer_about_the_room_moves_it() -> None:
    study, ranking = ranked("zip=02130&space=bedroom&area=120")
    first = int(ranking.order[0])
    share = np.zeros_like(ranking.first_share)
    chance = {}
    for each in (0.2, 1.0):
        share[first] = each
        made = replace(ranking)
        made.__dict__["first_share"] = share.copy()
        chance[each] = moves(study, made, ["shade"])["shade"].pick
    assert chance[1.0] < chance[0.2]


def test_a_first_unit_that_is_too_strong_as_it_is_loses_nothing_by_that() -> None:
    """The smallest for an RV is past the limit at the likely load: no answer about the room takes
    it out for that again."""
    study, ranking = ranked("zip=85001&space=rv&area=150")
    found = moves(study, ranking, ["insulation", "windows"])
    assert found["windows"].pick < WORTH_ASKING["pick"]


def test_equal_units_are_told_apart_by_their_slug_and_not_by_the_last_digit_of_a_score() -> None:
    """Two portables of an RV have one score: on another processor the other was looked at."""
    study, ranking = ranked("zip=85001&space=rv&area=150")
    noise = np.random.default_rng(1).uniform(-1, 1, ranking.score.size)
    on_another = replace(ranking, score=ranking.score * (1 + 1e-14 * noise))
    here, there = (moves(study, each, ["windows"])["windows"] for each in (ranking, on_another))
    assert there.pick == pytest.approx(here.pick, rel=1e-6)


def test_the_chance_to_stay_is_that_of_all_open_answers_together() -> None:
    study, ranking = ranked("zip=02130&space=bedroom&area=120&power=v230")
    by_hand = (1 - OTHERWISE["only 115 volts"]) * (1 - OTHERWISE["used for a part of the day"])
    first = int(ranking.order[0])
    assert study.units.volts[first] == 230
    assert chance_to_stay(study, ranking, ["power", "use"]) == pytest.approx(by_hand)
    assert chance_to_stay(study, ranking, []) == 1.0


def test_an_answer_about_the_room_is_in_its_load_and_costs_no_chance() -> None:
    study, ranking = ranked("zip=02130&space=bedroom&area=120")
    assert chance_to_stay(study, ranking, study.room.spreads) == 1.0
