"""A page on which nothing stands open prints nothing that was not made for it."""

from functools import partial

import pytest
from django.core.cache import caches
from django.test import Client

from advisor.advice import ninety_six_rooms
from advisor.advice.assemble import advise
from advisor.engine import Study
from advisor.engine.equipment import IntArray
from advisor.engine.season import Season
from advisor.engine.study import monthly
from advisor.operations.optional_cache import CACHE
from advisor.pages.shared import request as shared_request
from tests.lanes import one_in

ROOMS = [
    *list(ninety_six_rooms.queries(typical=True))[::7],
    *list(ninety_six_rooms.queries(typical=False))[::19],
    "zip=02130&space=bedroom&area=120&stock=any&priorities=quiet",
    "zip=02130&space=bedroom&area=120&heating_now=oil&lang=es",
]


@pytest.mark.parametrize("page", one_in(2, ["/advice/results/", "/advice/ask/"]))
@pytest.mark.usefixtures("real_data")
def test_what_is_not_made_is_not_missed(
    client: Client, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    folded = [client.get(f"{page}?{room}").content for room in ROOMS]
    caches[CACHE].clear()

    def advise_in_full(*args: object, behind: bool, **named: object) -> object:
        del behind
        return partial(advise, *args, **named, behind=True)()  # type: ignore[arg-type]

    monkeypatch.setattr(shared_request, "advise", advise_in_full)
    for room, before in zip(ROOMS, folded, strict=True):
        assert client.get(f"{page}?{room}").content == before, room


@pytest.mark.usefixtures("real_data")
def test_months_of_bills_are_computed_where_they_are_shown(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def noting(study: Study, rows: IntArray) -> Season:
        asked.append(len(rows))
        return monthly(study, rows)

    monkeypatch.setattr("advisor.advice.pick_costs.monthly", noting)
    assert client.get(f"/advice/results/?{ROOMS[0]}").status_code == 200
    assert asked == []
    assert client.get(f"/advice/results/?{ROOMS[0]}&open=money").status_code == 200
    assert asked == [3]
