"""A through-wall unit told in kind: in which rooms, with which words, and when no longer."""

import re
from typing import Any

import pytest
from django.utils import translation

from advisor.advice import advise
from advisor.advice.contract import Advice
from advisor.advice.contract_json import as_json
from advisor.questions.answer_form import read_text
from catalog.models import HeatPump
from tests.factories import create_price

pytestmark = pytest.mark.usefixtures("real_data")

CONDO = "zip=60614&space=living_room&area=450&tenure=own&outdoor_unit=no&wall_hole=yes"
MILD = "zip=94110&space=bedroom&area=300&tenure=own&outdoor_unit=no&wall_hole=yes"


def told(query: str, **options: Any) -> Advice:
    answers = read_text(query).answers
    assert answers is not None
    return advise(answers, **options)


def without_models() -> None:
    HeatPump.objects.filter(type="through_wall").update(status="draft")


def verdict(advice: Advice) -> tuple[str, str]:
    told_of = next(each for each in advice.types if each.type == "through_wall")
    return told_of.verdict, told_of.why.replace("\u00a0", " ")


@pytest.mark.parametrize("window", ["none", "casement", "double_hung"])
def test_an_owner_whose_association_bars_outdoor_units_is_told_of_it(window: str) -> None:
    in_kind = told(f"{CONDO}&window_type={window}").in_kind
    assert in_kind is not None
    assert in_kind.type == "through_wall"
    assert "42 by 16 inches" in in_kind.why
    said = "\n".join(in_kind.ask).replace("\u00a0", " ")
    for what in ("PTHP", "condo or co-op", "in writing", "208/230 V", "more than a 3-inch hole"):
        assert what in said
    for what in ("265 V", "COP", "EER or CEER", "25–40 °F", "2 °F", "resistance heat"):
        assert what in said
    assert "The price: we have seen none with a date." in said
    assert "What cutting the wall costs we do not know." in said
    assert not re.search(r"\$\s?\d", said)


def test_where_nothing_else_can_go_in_it_leads_the_answer() -> None:
    advice = told(f"{CONDO}&window_type=none")
    assert (advice.outcome, advice.picks) == ("refuse", [])
    assert advice.headline_key == "only_a_sleeve"
    assert advice.headline.endswith("ask about a through-wall unit.")
    shut = told(f"{CONDO}&window_type=none".replace("wall_hole=yes", "wall_hole=no"))
    assert shut.headline_key == "no_opening"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("&outdoor_unit=yes", "a mini-split can be put in"),
        ("&wall_hole=no", "the wall may not be opened"),
        ("&exterior_walls=0", "no wall has outdoor air behind it"),
        ("&space=basement", "its walls are in the ground"),
        ("&space=rv&moves=yes", "nobody cuts the wall of a vehicle"),
        ("&tenure=rent&wall_hole=", "a tenant may not unless told"),
    ],
)
def test_it_is_told_only_where_it_could_go_and_a_mini_split_could_not(
    change: str, why: str
) -> None:
    assert told(CONDO).in_kind is not None
    assert told(f"{CONDO}{change}").in_kind is None, why


def test_a_tenant_is_told_that_a_small_hole_is_no_sleeve() -> None:
    in_kind = told(CONDO.replace("tenure=own", "tenure=rent")).in_kind
    assert in_kind is not None
    assert any("a yes to a small hole is no yes to this" in line for line in in_kind.ask)
    assert not any("condo" in line for line in in_kind.ask)


@pytest.mark.slow
def test_without_models_it_says_so_and_with_one_that_does_not_fit_too() -> None:
    room = f"{CONDO}&window_type=none"
    known = HeatPump.objects.published().filter(type="through_wall").count()
    one = told(room).in_kind
    without_models()
    none = told(room).in_kind
    assert one is not None
    assert none is not None
    assert known == 1
    assert any("We list 1 model of this kind" in line for line in one.ask)
    assert any("We list no model of this kind" in line for line in none.ask)


@pytest.mark.slow
def test_a_model_that_serves_is_named_as_one_of_all_that_serve() -> None:
    advice = told(f"{CONDO}&window_type=none&goal=cooling")
    assert "through_wall" in {pick.type for pick in advice.picks}
    assert advice.in_kind is not None
    assert any("it is among all that serve" in line for line in advice.in_kind.ask)
    too_strong = told(f"{MILD}&window_type=none")
    assert too_strong.in_kind is not None
    assert "too strong" in too_strong.headline
    assert any("it is not right for this room" in line for line in too_strong.in_kind.ask)


@pytest.mark.slow
def test_a_dated_price_ends_the_sentence_that_none_is_known() -> None:
    unit = HeatPump.objects.published().get(type="through_wall")
    create_price(heat_pump=unit, low="1290.00")
    in_kind = told(CONDO).in_kind
    assert in_kind is not None
    assert not any("none with a date" in line for line in in_kind.ask)


def test_the_verdict_goes_by_what_else_can_be_put_in() -> None:
    beside = verdict(told(CONDO.replace("outdoor_unit=no", "outdoor_unit=yes")))
    assert beside[0] == "possible"
    assert "keeps its compressor outside" in beside[1]
    cold = verdict(told(CONDO))
    assert cold[0] == "possible"
    assert "at 2 °F most heat by resistance" in cold[1]
    assert "One of about" in verdict(told(MILD))[1]
    assert verdict(told(f"{CONDO}&exterior_walls=0"))[0] == "unsuitable"
    basement = CONDO.replace("space=living_room", "space=basement")
    assert verdict(told(basement))[0] == "unsuitable"
    assert verdict(told(f"{basement}&walkout=yes"))[0] == "possible"


def test_heat_is_not_spoken_of_where_none_is_wanted() -> None:
    cooling = told(f"{CONDO}&goal=cooling").in_kind
    assert cooling is not None
    assert not any(line.startswith("Heat:") for line in cooling.ask)


def test_it_is_said_in_the_units_and_the_language_of_the_visitor() -> None:
    metric = told(CONDO, units="metric").in_kind
    assert metric is not None
    assert "107 by 41 cm" in metric.why
    assert "°F" not in "\n".join(metric.ask)
    with translation.override("es"):
        spanish = told(CONDO).in_kind
    assert spanish is not None
    assert "42 por 16 pulgadas" in spanish.why
    assert not {*spanish.ask} & {*(told(CONDO).in_kind or spanish).ask}


def test_the_contract_has_it_with_three_keys() -> None:
    assert set(as_json(told(CONDO))["in_kind"]) == {"type", "why", "ask"}
    assert as_json(told(MILD.replace("outdoor_unit=no", "outdoor_unit=yes")))["in_kind"] is None
