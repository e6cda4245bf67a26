"""What a typed text is beside the live units: the table of answers, and drafts."""

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from advisor.listing import search as shelves
from advisor.listing.known_numbers import KnownFound, brand_named, look_up, of_brand
from advisor.listing.text_search import read_text
from advisor.pages.catalog.list_filters import read_wanted
from catalog.models import HeatPump, KnownNumber, Status
from tests.factories import create_heat_pump, create_known_number

pytestmark = pytest.mark.usefixtures("real_data")

TODAY = date(2026, 11, 28)


def known(text: str, *, is_read: bool = False) -> KnownFound:
    return look_up(shelves.current(), text, is_read=is_read)


def answers(text: str) -> list[str]:
    return [answer.typed for answer in known(text).answers]


@pytest.mark.parametrize(
    ("typed", "answered"),
    [
        ("MSZ-GL06NA", "MSZ-GL06NA"),
        ("msz gl06 na", "MSZ-GL06NA"),
        ("Model no. MSZ-GL06NA 208/230V", "MSZ-GL06NA"),
        ("Aurora 6,000", "Aurora 6000"),
        ("daikin aurora 6k", "Aurora 6000"),
        ("Aurora 6000 BTU", "Aurora 6000"),
        ("Aurora 9,000", "Aurora"),
        ("Mitsubishi M-Series", "M-Series"),
        ("Mitsubishi M Series 6000", "M-Series"),
        ("Black & Decker", "Black+Decker"),
        ("black and decker portable", "Black+Decker"),
        ("Black+Decker BPACT14HWT", "BPACT14HWT"),
        ("lg window heat pump", "LG window"),
        ("FFRH0822R1", "FFRH*"),
        ("LW1222HRSM", "LW*HR*"),
        ("Honeywell HL14CHESWK", "HL14CHESWK"),
    ],
)
def test_a_text_is_answered_however_it_is_typed(typed: str, answered: str) -> None:
    assert answers(typed) == [answered]


@pytest.mark.parametrize(
    "typed", ["", "–", "GX 470 Lexus", "Pioneer M-Series", "Honeywell humidifier"]
)
def test_a_word_beside_other_words_is_something_else(typed: str) -> None:
    assert answers(typed) == []


@pytest.mark.parametrize(
    ("typed", "near"),
    [("MSZ-GL06NB", "MSZ-GL06NA"), ("Honeywel", "Honeywell"), ("KSTWA08INV-HC", "KSTAW08INV-HC")],
)
def test_one_letter_different_is_called_so(typed: str, near: str) -> None:
    found = known(typed)
    assert found.answers == ()
    assert [answer.typed for answer in found.near] == [near]
    assert known(typed, is_read=True).near == ()  # a live unit bears the number: no misspelling


@pytest.mark.slow
def test_a_draft_is_found_by_its_number_a_part_of_it_and_one_letter() -> None:
    create_heat_pump(model_number="QZX-4711AB / UZX-4711", status="draft")
    for typed in ("qzx 4711 ab", "UZX-4711"):
        assert [draft.model for draft in known(typed).drafts] == ["QZX-4711AB / UZX-4711"]
    assert [draft.model for draft in known("X-4711A").holding] == ["QZX-4711AB / UZX-4711"]
    assert [draft.model for draft in known("QZX-4771AB").near_drafts] == ["QZX-4711AB / UZX-4711"]


@pytest.mark.parametrize("status", ["live", pytest.param("retired", marks=pytest.mark.slow)])
def test_only_drafts_are_drafts(status: str) -> None:
    create_heat_pump(model_number="QZX-4711AB", status=status)
    assert known("QZX-4711AB").drafts == ()


@pytest.mark.slow
def test_an_answer_that_the_desk_hides_is_gone_at_the_next_look() -> None:
    assert answers("MSZ-GL06NA") == ["MSZ-GL06NA"]
    KnownNumber.objects.filter(typed="MSZ-GL06NA").update(shown=False)
    assert answers("MSZ-GL06NA") == []


def test_a_new_answer_is_there_at_the_next_look() -> None:
    assert answers("QZX-4711") == []
    create_known_number(typed="QZX-4711*")
    assert answers("qzx 4711 b") == ["QZX-4711*"]


@pytest.mark.slow
def test_the_table_is_read_once_for_each_version(django_assert_num_queries: Any) -> None:
    known("MSZ-GL06NA")
    with django_assert_num_queries(1):  # the version
        known("MSZ-GL06NA")
    create_known_number(typed="QZX-4711")
    here = shelves.current()
    with django_assert_num_queries(2):  # answers and drafts
        look_up(here, "x1", is_read=False)
        look_up(here, "x2", is_read=False)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Gree", "gree"),
        ("gree heat pump", "gree"),
        ("Pionner", "pioneer"),
        ("Mitsubishi", "mitsubishi-electric"),
        ("GWH09", ""),
        ("heat pump", ""),
        ("", ""),
    ],
)
def test_a_brand_is_known_by_its_name(typed: str, slug: str) -> None:
    assert brand_named(shelves.current(), typed) == slug


def test_a_brand_tells_of_itself_before_its_numbers() -> None:
    found = of_brand(shelves.current(), "honeywell")
    assert found.answers[0].typed == "Honeywell"
    assert {draft.model for draft in found.drafts} >= {"HL14CHESWK", "MN14CHCSBB"}
    assert not of_brand(shelves.current(), "nobody").is_certain


def test_every_answer_leads_to_units_that_are_there() -> None:
    """Each list has a unit, and each unit is listed or a draft."""
    here = shelves.current()
    for answer in KnownNumber.objects.exclude(list_query=""):
        wanted, notes = read_wanted(QueryDict(answer.list_query), here)
        reading = read_text(here, wanted.text)
        named = None if reading is None else reading.rows
        found = shelves.find(here, wanted, today=TODAY, named=named)
        assert (len(found.rows) > 0, notes) == (True, ()), answer
    for unit in HeatPump.objects.filter(pk__in=KnownNumber.objects.values("unit")):
        assert unit.slug in here.rows or unit.status == Status.DRAFT
