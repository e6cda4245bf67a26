"""The door between the address and the advice."""

import pytest

from advisor.pages.shared.request import advised, place_of
from advisor.questions.answer_form import read_text

ROOM = "space=bedroom&area=120"


@pytest.mark.usefixtures("real_data")
def test_a_good_address_gets_its_advice_and_place() -> None:
    form, advice = advised(read_text(f"zip=02130&{ROOM}"))
    assert advice is not None
    assert form.errors == {}
    form, place = place_of(form)
    assert place is not None
    assert place.state == "MA"


@pytest.mark.usefixtures("real_data")
def test_an_unknown_zip_code_is_explained_by_its_field() -> None:
    form, advice = advised(read_text(f"zip=00001&{ROOM}"))
    assert advice is None
    assert list(form.errors) == ["zip"]
    assert form.answers is None
    assert place_of(read_text("zip=00001"))[0].errors == form.errors


@pytest.mark.parametrize("query", ["", "zip=02130&space=bedroom", f"zip=021&{ROOM}", "zip=021"])
def test_answers_that_are_missing_or_wrong_ask_no_database(query: str) -> None:
    form = read_text(query)
    assert advised(form) == (form, None)
    if "zip" not in form.values:
        assert place_of(form) == (form, None)


def test_the_answers_are_made_once() -> None:
    form = read_text(f"zip=02130&{ROOM}")
    assert form.answers is form.answers
