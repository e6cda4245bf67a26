from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.http import QueryDict
from hypothesis import given as generated
from hypothesis import strategies as st

from advisor.engine.answers import BOUNDS, CHOICES, MULTIPLE_CHOICES, Answers
from advisor.questions import answer_form
from advisor.questions.answer_form import (
    errors_for_cli,
    given_from,
    query_string,
    read,
    read_text,
    undone,
)
from advisor.questions.definitions import QUESTIONS

ROOM = "zip=02130&space=bedroom&area=120"
NOT_NUMBERS = (
    *("1e9", "1e2", "nan", "inf", "-inf", "１２", "twelve", "0x10", "1.5.2", "--1", "1,2,3", "."),
    *("$", "1 2", "½"),
)
NOT_WORDS = ("castle", "None", "null", "<script>alert(1)</script>", "' OR 1=1", "../etc", "１")
WHY_CEILING = "we use the height for wall area and air leaks."
UNREADABLE = ("%00", "a%00b", "%ff", "%C3%28", "%E2%82")


def error_for(name: str, encoded: str) -> str:
    form = read_text(f"{name}={encoded}")
    assert form.answers is None
    assert name not in form.values
    return form.errors.get(name, "")


def hostile() -> list[tuple[str, str]]:
    cases = [(name, text) for name in QUESTIONS for text in UNREADABLE]
    cases += [(name, "x" * 100_000) for name in QUESTIONS]
    cases += [(name, quote(text)) for name in BOUNDS for text in NOT_NUMBERS]
    cases += [
        (name, quote(text)) for name in (*CHOICES, *MULTIPLE_CHOICES, "zip") for text in NOT_WORDS
    ]
    for name, (low, high) in BOUNDS.items():
        cases += [(name, str(low - 1)), (name, str(high + 1)), (name, "999999999")]
    cases += [("zip", text) for text in ("abc", "9130", "021300", "0213O", "-2130", "02130-1")]
    cases += [("exterior_walls", "1.5"), ("people", "0.5"), ("zip", "unsure"), ("area", "unsure")]
    cases += [("model", text) for text in ("MSZ-FS06NA", "a--b", "../etc", "<b>", "a b")]
    cases += [("priorities", "quiet,looks,air,diy"), ("type", "window,castle")]
    cases += [("own_work", text) for text in ("labour", "handyman,labour", "circuit", "1")]
    return cases


@pytest.mark.parametrize(("name", "encoded"), [pytest.param(*c, id=str(c)[:60]) for c in hostile()])
def test_nonsense_gets_a_sentence_by_its_field(name: str, encoded: str) -> None:
    sentence = error_for(name, encoded)
    assert sentence.endswith(".")
    assert sentence[0].isupper()
    assert len(sentence) < 400


@generated(st.sampled_from(list(QUESTIONS)), st.text())
def test_whatever_is_accepted_is_within_what_the_engine_allows(name: str, text: str) -> None:
    value = read(QueryDict(urlencode({name: text}, errors="replace"))).values.get(name)
    if value is None:
        return
    if name in BOUNDS:
        assert BOUNDS[name][0] <= value <= BOUNDS[name][1]
    elif name in MULTIPLE_CHOICES:
        assert set(value) <= set(MULTIPLE_CHOICES[name])
    else:
        assert value in CHOICES.get(name, (value,))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            "ceiling=40",
            f"Ceiling height can be from 6 to 20 ft: {WHY_CEILING}",
        ),
        (
            "ceiling=40&units=metric",
            f"Ceiling height can be from 1.83 to 6.1 m: {WHY_CEILING}",
        ),
        ("exterior_walls=7", "Outside walls can be from 0 to 4: a room has up to four sides."),
        (
            "goal=fly",
            "That is not one of the answers. Choose one of these: "
            + ", ".join(str(each.label) for each in QUESTIONS["goal"].choices.values())
            + ".",
        ),
        ("area=abc", "Floor area must be a plain number, such as 120."),
        ("people=1.5", "People must be a whole number."),
    ],
)
def test_a_refusal_says_what_would_be_accepted_and_why(query: str, sentence: str) -> None:
    assert list(read_text(query).errors.values()) == [sentence]


def test_a_command_line_is_told_the_codes_of_a_choice_too() -> None:
    (line,) = answer_form.errors_for_cli(read_text(f"{ROOM}&goal=fly"))
    assert line.startswith("goal: That is not one of the answers.")
    assert line.endswith("[both, cooling, heating]")


def test_a_sunroom_is_refused_in_its_own_words() -> None:
    query = "zip=02130&space=sunroom&area=160&windows=x"
    assert "More than half" in read_text(query).errors["windows"]


def test_the_three_answers_make_a_room() -> None:
    assert read_text(ROOM).answers == Answers(zip="02130", space="bedroom", area=120)


@pytest.mark.parametrize("missing", ["zip", "space", "area"])
def test_a_missing_required_answer_is_asked_for(missing: str) -> None:
    given = {name: text for name, text in read_text(ROOM).given.items() if name != missing}
    form = read_text(query_string(given))
    assert form.answers is None
    assert list(form.faults()) == [missing]


@pytest.mark.parametrize("name", [n for n, q in QUESTIONS.items() if not q.required])
@pytest.mark.parametrize("text", ["", "unsure", "%20"])
def test_unsure_is_the_same_as_leaving_out(name: str, text: str) -> None:
    assert read_text(f"{ROOM}&{name}={text}").answers == read_text(ROOM).answers


@pytest.mark.parametrize("name", BOUNDS)
@pytest.mark.parametrize("end", [0, 1])
@pytest.mark.parametrize("units", ["us", "metric"])
def test_bounds_are_accepted_as_they_are_shown(name: str, end: int, units: str) -> None:
    given = {"units": units}
    low, high = (part.split()[0] for part in _shown_bounds(name, given))
    form = read_text(f"{ROOM}&units={units}&{name}={(low, high)[end]}")
    assert name not in form.errors
    bound = BOUNDS[name][end]
    assert form.values[name] == pytest.approx(bound, rel=0.01, abs=0.01)
    assert BOUNDS[name][0] <= form.values[name] <= BOUNDS[name][1]


def _shown_bounds(name: str, given: dict[str, str]) -> tuple[str, str]:
    sentence = answer_form.range_sentence(name, given).split(" can be from ")[1]
    low, rest = sentence.split(" to ", 1)
    return low, rest.split(":")[0]


@pytest.mark.parametrize(
    ("query", "name", "value"),
    [
        ("area=1,200", "area", 1200),
        ("budget=$2,500", "budget", 2500),
        ("electricity_rate=.18", "electricity_rate", 0.18),
        ("heating_design=-21", "heating_design", -21),
        ("people=2", "people", 2),
        ("area=12&units=metric", "area", pytest.approx(129.167, abs=0.01)),
        ("ceiling=2.5&units=metric", "ceiling", pytest.approx(8.202, abs=0.01)),
        ("hold=20&units=metric", "hold", pytest.approx(68)),
        ("window_width=61&units=metric", "window_width", pytest.approx(24.016, abs=0.01)),
        ("window_area=2&units=metric", "window_area", pytest.approx(21.528, abs=0.01)),
        ("heating_design=5&units=metric", "heating_design", 5),
        ("area=120&units=furlongs", "area", 120),
        ("area=5&area=130", "area", 130),
        ("type=window&type=portable", "type", ("window", "portable")),
        ("type=window,portable", "type", ("window", "portable")),
        ("type=window,,window", "type", ("window",)),
        ("priorities=quiet&priorities=&priorities=looks", "priorities", ("quiet", "looks")),
        ("model=mitsubishi-msz-fs06na", "model", "mitsubishi-msz-fs06na"),
    ],
)
def test_answers_are_read_in_us_units(query: str, name: str, value: Any) -> None:
    form = read_text(query)
    assert not form.errors
    assert form.values[name] == value


def test_unknown_parameters_are_ignored() -> None:
    form = read_text(f"?{ROOM}&utm_source=x&area[]=3&__proto__=1&lang=zz!&from=%00&slot=a b")
    assert form.answers == read_text(ROOM).answers
    assert set(form.given) == {"zip", "space", "area"}


def test_attribution_and_language_travel_along() -> None:
    form = read_text(f"{ROOM}&from=best-small-units&slot=intro-2&lang=es&units=metric")
    assert query_string(form.given).endswith(
        "units=metric&lang=es&from=best-small-units&slot=intro-2"
    )


FULL = Answers(
    zip="02130",
    space="garage",
    area=412.5,
    ceiling=9.5,
    exterior_walls=3,
    hold=55.0,
    window_area=21.0,
    window_width=30.0,
    electricity_rate=0.285,
    people=0,
    garage_door="bare",
    type=("mini_split", "window"),
    priorities=("quiet", "cold"),
    features=("wifi",),
    model="gree-vir09",
)


@pytest.mark.parametrize("units", ["us", "metric"])
def test_answers_survive_the_way_through_the_address(units: str) -> None:
    answers = read_text(query_string(given_from(FULL, units=units))).answers
    assert answers is not None
    for name in QUESTIONS:
        expected = getattr(FULL, name)
        close = pytest.approx(expected, abs=1e-3) if isinstance(expected, float) else expected
        assert getattr(answers, name) == close


def test_equal_answers_have_equal_addresses() -> None:
    one = read_text("area=120&space=bedroom&zip=02130").given
    assert query_string(one) == ROOM == query_string(read_text(ROOM).given)
    answers = read_text(ROOM).answers
    assert answers is not None
    assert query_string(answers) == ROOM


def test_an_empty_change_takes_an_answer_out() -> None:
    given = read_text(f"{ROOM}&power=v230").given
    assert query_string(given, power="", budget="900") == f"{ROOM}&budget=900"


def test_what_lifts_an_exclusion_is_applied_in_the_units_of_the_address() -> None:
    given = read_text(f"{ROOM}&units=metric&power=own_115").given
    lifted = read_text(undone(given, "power=new_circuit&window_width=24&budget="))
    assert lifted.values["power"] == "new_circuit"
    assert lifted.values["window_width"] == pytest.approx(24, abs=0.1)


def test_the_command_line_gets_one_line_a_field() -> None:
    lines = errors_for_cli(read_text("area=-5&space=bedroom&zip=0"))
    assert [line.split(":")[0] for line in lines] == ["zip", "area"]
    assert not any("\n" in line for line in lines)


def test_prefilled_names_the_answers_that_a_link_brought() -> None:
    form = read_text(f"{ROOM}&outdoor_unit=no&from=small&prefilled=outdoor_unit,space,hold,castle")
    assert form.prefilled == {"space", "outdoor_unit"}
    assert form.given["prefilled"] == "space,outdoor_unit"
    assert query_string(form.given).endswith("from=small&prefilled=space,outdoor_unit")


def test_prefilled_never_is_an_answer() -> None:
    plain, marked = read_text(ROOM), read_text(f"{ROOM}&prefilled=space,area")
    assert plain.answers == marked.answers
    assert read_text(f"{ROOM}&prefilled=%3Cb%3E").given == plain.given


def test_a_confirmed_answer_is_the_visitors_own() -> None:
    form = read_text(f"{ROOM}&outdoor_unit=no&prefilled=space,outdoor_unit")
    assert form.confirmed(["zip", "space", "area"]).given["prefilled"] == "outdoor_unit"
    assert "prefilled" not in form.confirmed(QUESTIONS).given
