"""Answers that no unit can be tested against."""

import pytest

from advisor.advice.run import run_room
from advisor.engine.place_limits import MUST_HAVE
from advisor.listing import inventory
from advisor.listing.untestable import untestable
from advisor.questions.answer_form import read_text
from tests.factories import create_heat_pump

pytestmark = pytest.mark.django_db


def test_a_feature_that_no_unit_of_the_first_shelf_publishes_is_named() -> None:
    create_heat_pump(wifi=True)
    create_heat_pump(timer=False)  # known not to have one is known as well
    create_heat_pump(sleep_mode=True, availability="archive")
    found = untestable(inventory.current())["features"]
    assert "sleep" in found
    assert not found & {"wifi", "timer"}


def test_a_feature_that_says_what_kind_of_unit_it_must_be_leaves_the_others_out() -> None:
    create_heat_pump()
    assert not untestable(inventory.current())["features"] & set(MUST_HAVE)


def test_only_a_window_that_changes_nothing_is_named() -> None:
    create_heat_pump(type="window")
    # A casement leaves out what is not known to fit it, and all are made for one that slides up.
    assert untestable(inventory.current())["window_type"] == {"slider"}
    create_heat_pump(type="window", window_fit="slider")
    assert not untestable(inventory.current())["window_type"]  # one that is known goes before


def test_a_window_that_puts_window_units_behind_the_others_changes_something() -> None:
    create_heat_pump()
    create_heat_pump(type="window")
    assert not untestable(inventory.current())["window_type"]


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize(
    ("name", "space"), [("double_hung", "basement"), ("slider", "bedroom"), ("casement", "bedroom")]
)
def test_a_window_without_a_note_moves_the_answer(name: str, space: str) -> None:
    orders = []
    for more in ("", f"&window_type={name}"):
        answers = read_text(f"zip=33101&space={space}&area=150{more}").answers
        assert answers is not None
        orders.append(run_room(answers, None).ranking.order.tolist())
    moves = orders[0] != orders[1]
    assert moves != (name in untestable(inventory.current())["window_type"])


def test_quiet_is_untestable_only_while_no_sound_is_published() -> None:
    create_heat_pump()
    assert untestable(inventory.current())["priorities"] == {"quiet"}
    create_heat_pump(sound_indoor_min_db=22)
    assert not untestable(inventory.current())["priorities"]


def test_an_empty_catalog_says_nothing() -> None:
    assert not any(untestable(inventory.current()).values())
