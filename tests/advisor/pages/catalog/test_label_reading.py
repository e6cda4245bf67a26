"""A unit known by its label against a room: judged as the ranking and the quote check judge."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from advisor.advice.ninety_six_rooms import queries
from tests.advisor.pages.quote.test_page import words
from tests.advisor.pages.quote.test_size_findings import (
    AGAINST,
    BEDROOM,
    GARAGE,
    NONE_SERVES,
    ONLY_TOO_STRONG,
    SHUT,
    first_pick,
    said_of,
)
from tests.lanes import one_in

pytestmark = pytest.mark.usefixtures("real_data")

HALF_OF = {"mini_split": "outdoor"}


def answer_of(client: Client, query: str, **label: object) -> str:
    """What the decoder answers for the room."""
    given = dict(part.split("=") for part in query.split("&"))
    given |= {"model": "UNKNOWN-1"} | {name: str(each) for name, each in label.items()}
    page = client.get("/heat-pumps/decode/", given).content.decode()
    return words(page.split('id="answer"')[1].split("<h3>")[1].split("</section>")[0]).strip()


@pytest.mark.parametrize("query", one_in(12, [*queries(typical=False), *queries(typical=True)]))
def test_the_size_of_the_first_pick_is_never_called_wrong(client: Client, query: str) -> None:
    pick = first_pick(query)
    if pick is None:
        assert NONE_SERVES.search(answer_of(client, query, size=9000))
        return
    for half in ("", HALF_OF.get(pick.type, "whole")):
        told = answer_of(client, query, size=round(pick.cooling_btu_h or 0), half=half)
        assert not AGAINST.search(told)
        if not half:
            assert "The right size: that of our first pick." in told


@pytest.mark.parametrize(
    ("query", "size"),
    [
        *((GARAGE, size) for size in (6000, 9000, 15000, 48000)),
        *((BEDROOM, size) for size in (6000, 12000, 18000)),
        *((room, 9000) for room in (SHUT, ONLY_TOO_STRONG)),
    ],
)
def test_a_size_is_told_as_the_quote_check_tells_it(client: Client, query: str, size: int) -> None:
    told = answer_of(client, query, size=size, half="indoor")
    head = re.split(r"(?<=\.) ", told)[0]
    assert head in said_of(client, query, btu=size)


def test_a_label_of_a_unit_in_one_piece_is_judged_among_such_units(client: Client) -> None:
    told = answer_of(client, BEDROOM, size=9000, half="whole")
    assert told.startswith("The right size for a window heat pump here.")
    assert told.endswith("Right for this room: a mini-split of about 6,000 BTU/h.")
    halved = answer_of(client, SHUT, size=9000, half="outdoor")
    assert "By your answers this room may not have a mini-split." in halved


def test_what_the_head_says_is_said_once(client: Client) -> None:
    for query in (SHUT, BEDROOM, GARAGE):
        told = answer_of(client, query, size=9000, half="indoor")
        said = [each for each in re.split(r"(?<=\.) ", told) if each.strip()]
        assert len(said) == len(set(said))


def test_a_room_costs_the_decoder_no_more_queries_than_a_quote(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    answer_of(client, BEDROOM, size=9000)
    with django_assert_max_num_queries(4):
        answer_of(client, GARAGE, size=9000)
