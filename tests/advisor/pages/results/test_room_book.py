"""Several rooms beside each other, in the address alone."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from hypothesis import given as property_of
from hypothesis import strategies as st

from advisor.pages.results.room_book import LONGEST_ROOMS, MOST_OTHERS, decoded, encoded, room_book
from advisor.pages.shared.request import LONGEST_QUERY
from advisor.questions.answer_form import RoomForm, read_text
from advisor.questions.definitions import QUESTIONS

ROOM = "zip=02130&space=bedroom&area=120"
OFFICE = {"zip": "02130", "space": "office", "area": "150.5", "priorities": "quiet,cold"}


def query(link: str) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(urlsplit(link).query).items()}


def opened(link: str) -> RoomForm:
    return read_text(urlsplit(link).query)


def test_a_room_is_read_as_it_was_written() -> None:
    text = encoded([OFFICE])
    assert text == "zip:02130~space:office~area:150.5~priorities:quiet,cold"
    assert decoded(text) == [OFFICE]


@property_of(st.text(max_size=300))
def test_whatever_stands_in_the_address_opens_rooms_or_none(text: str) -> None:
    for room in decoded(text):
        assert room["zip"].isdigit()
        assert room["space"]


def test_a_room_that_cannot_be_opened_is_left_out() -> None:
    assert decoded("zip:x~space:office~area:9!zip:02130~space:office") == []
    assert decoded(f"{encoded([OFFICE])}!{encoded([OFFICE])}") == [OFFICE]
    assert decoded("zip:02130~space:office~area:100~rooms:zip~lang:es") == [
        {"zip": "02130", "space": "office", "area": "100"}
    ]


def test_another_room_begins_in_the_same_home_and_carries_this_one() -> None:
    book = room_book(read_text(f"{ROOM}&heating_now=gas&insulation=poor&lang=es"))
    assert book.others == ()
    assert urlsplit(book.add).path == "/advice/"
    assert query(book.add) == {
        "zip": "02130",
        "heating_now": "gas",
        "lang": "es",
        "rooms": "zip:02130~space:bedroom~area:120~insulation:poor~heating_now:gas",
    }


def test_rooms_change_places_and_none_is_lost() -> None:
    form = read_text(f"{ROOM}&rooms={encoded([OFFICE])}")
    (office,) = room_book(form).others
    assert office.text == "Home office · 150\u00a0sq ft · 02130"
    there = opened(office.open)
    assert there.given["space"] == "office"
    (bedroom,) = room_book(there).others
    assert opened(bedroom.open).given == form.given


def test_a_room_is_taken_off_the_list() -> None:
    form = read_text(f"{ROOM}&rooms={encoded([OFFICE])}")
    assert query(room_book(form).others[0].remove) == query(f"?{ROOM}")


def test_a_room_opens_in_the_units_of_the_page() -> None:
    metric = {"zip": "02130", "space": "office", "area": "14", "units": "metric"}
    (office,) = room_book(read_text(f"{ROOM}&rooms={encoded([metric])}")).others
    assert office.text == "Home office · 151\u00a0sq ft · 02130"
    there = opened(office.open)
    assert there.units == "us"
    assert there.values["area"] == pytest.approx(150.69, abs=0.01)


def test_the_address_holds_five_rooms_and_says_so() -> None:
    others = [{**OFFICE, "area": str(100 + n)} for n in range(MOST_OTHERS)]
    book = room_book(read_text(f"{ROOM}&rooms={encoded(others)}"))
    assert len(book.others) == MOST_OTHERS
    assert book.add == ""
    assert book.full == "The address can hold no more than 5 rooms."


def test_no_link_of_the_rooms_is_longer_than_what_we_read() -> None:
    long = {
        **{name: "9" * 40 for name, question in QUESTIONS.items() if question.kind == "number"},
        **OFFICE,
    }
    form = read_text(f"{ROOM}&rooms={'!'.join(encoded([long]) for _n in range(3))}")
    book = room_book(form)
    links = [book.add, *(room.open for room in book.others), *(r.remove for r in book.others)]
    assert all(len(urlsplit(link).query) < LONGEST_QUERY for link in links)
    assert LONGEST_ROOMS < LONGEST_QUERY


@pytest.mark.django_db
def test_rooms_travel_through_questions_and_results(real_data: None, client: Client) -> None:
    rooms = encoded([OFFICE])
    for path in ("/advice/", "/advice/check/", "/advice/results/"):
        page = client.get(f"{path}?{ROOM}&rooms={rooms}").content.decode()
        assert f'name="rooms" value="{rooms}"' in page or f"rooms={rooms}" in page
    results = client.get(f"/advice/results/?{ROOM}&rooms={rooms}").content.decode()
    assert "Home office · 150\u00a0sq ft · 02130" in results
    assert "Remove Home office" in results
