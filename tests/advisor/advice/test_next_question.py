"""The question to ask next: another one by place, never one twice, and none in the end."""

from datetime import date

import pytest

from advisor.advice import advise
from advisor.advice.contract import NextQuestion
from advisor.advice.next_question import open_questions
from advisor.advice.standing_still import ask_in_order, full_rooms, summary, told_by
from advisor.engine.answers import Answers
from advisor.questions.answer_form import read_text
from advisor.questions.definitions import QUESTIONS

pytestmark = pytest.mark.usefixtures("real_data")

TODAY = date(2026, 11, 29)


def answers_of(query: str) -> Answers:
    answers = read_text(query).answers
    assert answers is not None
    return answers


def asked(query: str, passed: tuple[str, ...] = (), units: str = "us") -> NextQuestion | None:
    return advise(answers_of(query), today=TODAY, full=0, passed=passed, units=units).next_question


def test_two_climates_ask_the_same_room_another_first_question() -> None:
    room = "space=bedroom&area=120"
    boston, miami = asked(f"zip=02130&{room}"), asked(f"zip=33139&{room}")
    assert boston is not None
    assert miami is not None
    assert boston.field != miami.field


def test_the_question_comes_in_words_with_what_it_would_change() -> None:
    question = asked("zip=02130&space=bedroom&area=120")
    assert question is not None
    assert question.label == str(QUESTIONS[question.field].label)
    assert question.moves in {"pick", "range"}
    assert any(figure.isdigit() for figure in question.why)


def test_the_figures_of_a_load_are_in_the_units_of_the_page() -> None:
    room = "zip=55802&space=addition&area=300&power=v230&tenure=own"
    for units, unit in (("us", "BTU/h"), ("metric", "kW")):
        question = asked(room, units=units)
        assert question is not None
        assert unit in question.why


@pytest.mark.parametrize(
    ("space", "first"),
    [("sunroom", ["windows"]), ("porch", ["windows"]), ("rv", ["moves", "hookup"])],
)
@pytest.mark.parametrize("zip_code", ["55802", "33139"])
def test_a_room_of_its_own_kind_is_asked_what_makes_it_one(
    space: str, first: list[str], zip_code: str
) -> None:
    passed: list[str] = []
    for name in first:
        question = asked(f"zip={zip_code}&space={space}&area=200", passed=tuple(passed))
        assert question is not None
        assert question.field == name
        passed.append(name)
    assert asked(f"zip={zip_code}&space={space}&area=200", passed=tuple(passed)) is not None


def test_a_sunroom_is_asked_for_its_share_of_glass() -> None:
    question = asked("zip=02130&space=sunroom&area=200")
    assert question is not None
    assert question.label == "How much of its outside walls is glass?"


def test_what_the_visitor_does_not_know_is_not_asked_again() -> None:
    query, passed = "zip=02130&space=bedroom&area=120", ()
    first = asked(query)
    assert first is not None
    second = asked(query, passed=(*passed, first.field))
    assert second is None or second.field != first.field


def test_a_room_with_every_answer_is_asked_nothing() -> None:
    for given in list(full_rooms().values())[:3]:
        query = "&".join(f"{name}={text}" for name, text in given.items())
        assert asked(query, passed=("budget", "priorities")) is None, query


def test_only_questions_of_this_room_are_open() -> None:
    bedroom = open_questions(answers_of("zip=02130&space=bedroom&area=120&windows=none"))
    assert not {"garage_door", "below_grade", "glass", "hookup", "shades"} & {*bedroom}
    assert {"exterior_walls", "tenure", "priorities"} <= {*bedroom}
    assert "hookup" in open_questions(answers_of("zip=02130&space=rv&area=200"))
    measured = open_questions(answers_of("zip=02130&space=bedroom&area=120&window_area=20"))
    assert "windows" not in measured


def test_a_room_is_asked_until_it_stands_still() -> None:
    rooms = dict(list(full_rooms().items())[:2])
    told = list(ask_in_order(rooms, today=TODAY))
    assert [each.room for each in told] == list(rooms)
    for each in told:
        assert len(each.asked) == len({*each.asked})
        assert {*each.asked} <= QUESTIONS.keys()
    assert summary(told).most == max(len(each.asked) for each in told)


def test_a_room_without_a_window_says_so_where_its_window_is_asked_about() -> None:
    asked_about = NextQuestion(field="window_type", moves="pick", label="", why="", also=())
    assert told_by(asked_about, {"windows": "none", "people": "2"}) == {"windows": "none"}
    with_one = {"windows": "few", "window_type": "slider"}
    assert told_by(asked_about, with_one) == {"window_type": "slider"}


def test_the_sixty_rooms_answer_every_open_question() -> None:
    rooms = full_rooms()
    assert len(rooms) == 60
    told = {"budget", "priorities", "electricity_rate", "fuel_rate", "heating_efficiency"}
    for name, given in rooms.items():
        query = "&".join(f"{key}={text}" for key, text in given.items())
        assert {*open_questions(answers_of(query))} <= told, name


def test_a_closet_of_machines_is_asked_for_their_watts_then_for_what_is_beside_it() -> None:
    room = "zip=02130&space=office&area=40&exterior_walls=0"
    first = asked(room)
    assert first is not None
    assert first.field == "watts"
    assert "machines" in first.label
    then = asked(f"{room}&watts=900")
    assert then is not None
    assert then.field == "beside"
    last = asked(f"{room}&watts=900", passed=("beside",))
    assert last is None or last.field not in {"watts", "beside"}


def test_the_place_outside_is_asked_and_then_who_pays_for_the_heat() -> None:
    room = "zip=02130&space=bedroom&area=120&exterior_walls=2&insulation=fair&power=v230"
    wishes = ("priorities", "budget", "installer")
    first = asked(room, passed=wishes)
    assert first is not None
    assert first.field == "outdoor_unit"
    allowed = asked(f"{room}&outdoor_unit=yes")
    assert allowed is None or allowed.field != "tenure"
    refused = asked(f"{room}&outdoor_unit=no", passed=wishes)
    assert refused is not None
    assert refused.field == "heating_now", "who may place nothing often rents, with the heat"


WISHES = "zip=02130&space=bedroom&area=120&exterior_walls=2&insulation=fair&power=v230"


def test_the_limit_on_the_price_and_who_installs_it_are_asked_with_the_wishes() -> None:
    wishes = asked(f"{WISHES}&outdoor_unit=yes")
    assert wishes is not None
    assert wishes.field == "priorities"
    assert wishes.also == ("budget", "installer")
    told = asked(f"{WISHES}&outdoor_unit=yes&installer=pro")
    assert told is not None
    assert told.also == ("budget",)


def test_what_comes_along_is_asked_alone_once_the_wishes_are_told() -> None:
    alone = asked(f"{WISHES}&outdoor_unit=yes&priorities=quiet")
    assert alone is not None
    assert alone.field == "installer"
    assert alone.also == ()


def test_a_room_inside_the_home_is_asked_what_stands_beside_it() -> None:
    inside = asked("zip=02130&space=bedroom&area=120&exterior_walls=0")
    assert inside is not None
    assert inside.field == "beside"
    outside = open_questions(answers_of("zip=02130&space=bedroom&area=120&exterior_walls=2"))
    assert "beside" not in outside


def test_without_a_unit_the_question_says_that_the_answer_may_let_one_serve() -> None:
    question = asked("zip=99701&space=bedroom&area=120")
    assert question is not None
    assert question.field in {"goal", "heating_now"}
    assert question.why == "Another answer than we assume may let a unit serve."
