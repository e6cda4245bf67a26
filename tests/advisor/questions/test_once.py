"""The answers are put together once a request, however many parts of the page read them."""

import sys
from typing import Any

import pytest
from django.test import Client

from advisor.engine.answers import Answers
from advisor.questions import answer_form

ROOM = "zip=02130&space=bedroom&area=120&insulation=good"


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each ``Answers`` that a form builds; the engine makes variants of its own."""
    made: list[str] = []
    original = Answers.__init__

    def noting(self: Answers, **values: Any) -> None:
        caller = sys._getframe(1).f_code.co_filename
        if caller == answer_form.__file__:
            made.append(values["zip"])
        original(self, **values)

    monkeypatch.setattr(Answers, "__init__", noting)
    return made


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize(
    "path",
    [
        f"/advice/results/?{ROOM}",
        f"/advice/check/?{ROOM}",
        f"/advice/?{ROOM}",
        f"/advice/brief/?{ROOM}",
        f"/advice/compare/?{ROOM}",
    ],
)
def test_answers_are_built_once_a_request(client: Client, built: list[str], path: str) -> None:
    assert client.get(path).status_code == 200
    assert len(built) == 1
