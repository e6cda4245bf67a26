"""The units that an advice shows first are the same ones on every page of the room."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import escape

from advisor.advice.ninety_six_rooms import queries
from advisor.models import SavedAdvice
from advisor.pages.saved.snapshot import from_record
from tests.advisor.pages.compare.test_page import heads
from tests.advisor.pages.shared.printed_advice import printed_advice
from tests.lanes import one_in

pytestmark = pytest.mark.usefixtures("real_data")
ROOMS = one_in(12, queries(typical=False))


@pytest.fixture(autouse=True)
def nothing_posted_yet() -> None:
    cache.clear()


@pytest.mark.parametrize("query", ROOMS)
def test_every_page_follows_the_units_of_the_results(client: Client, query: str) -> None:
    page = client.get(f"/advice/results/?{query}").context["page"]
    answer = page.answer
    slugs = [each.address.split("/")[3] for each in answer.others]
    if answer.pick:
        slugs.insert(0, answer.pick.slug)
    names = [pick.name for pick in page.advice.leading]
    assert [pick.slug for pick in page.advice.leading] == slugs

    assert printed_advice(query)["shown"] == slugs
    if slugs:
        money = client.get(f"/advice/results/money/?{query}").context["page"]
        assert [card.pick.slug for card in money.picks.leading] == slugs
        bare = client.get(f"/advice/compare/?{query}")
        assert heads(bare) == slugs
        assert heads(client.get(answer.compare or f"/advice/compare/?{query}")) == slugs
    brief = client.get(f"/advice/brief/?{query}").context["page"]
    assert [row.name for row in brief.picks] == names
    assert [line.label for line in brief.owned if line.label in names] == names[: len(names)]

    kept = client.post("/r/", query, content_type="application/x-www-form-urlencoded")
    snapshot = from_record(SavedAdvice.objects.get().snapshot)
    assert [pick.slug for pick in snapshot.leading] == slugs
    saved = client.get(kept.headers["Location"]).context["page"]
    assert [row.name for row in saved.rows if row.type] == names


@pytest.mark.parametrize("query", ROOMS)
def test_a_letter_names_the_unit_that_leads_for_its_type(client: Client, query: str) -> None:
    first = client.get(f"/advice/results/?{query}").context["page"].advice.leading
    if first and first[0].type == "mini_split":
        letter = client.get(f"/advice/request/?{query}").context["page"]
        assert escape(first[0].name) in str(letter.paragraphs) + str(letter.what)


@pytest.mark.parametrize("query", [*ROOMS, *one_in(12, queries(typical=True))])
def test_no_two_units_of_a_page_read_alike(client: Client, query: str) -> None:
    answer = client.get(f"/advice/results/?{query}").context["page"].answer
    rows = [(each.name, each.installed, each.difference) for each in answer.others]
    names = [name for name, *_rest in rows] + ([answer.pick.name] if answer.pick else [])
    assert len(set(names)) == len(names)
    told = [(installed, difference) for _name, installed, difference in rows]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("query", [*ROOMS, *one_in(12, queries(typical=True))])
def test_every_unit_that_is_called_equal_is_marked_or_named(client: Client, query: str) -> None:
    page = client.get(f"/advice/results/?{query}").context["page"]
    answer, tied = page.answer, page.advice.tied
    marked = [each for each in answer.others if each.difference.startswith("About equal. ")]
    named = [each for each in tied[1:] if answer.sure and each.name in answer.sure.sentence]
    counted = re.search(r"[Aa]bout equal to (\d)", answer.pick.match) if answer.pick else None
    assert len(marked) + len(named) == (int(counted[1]) if counted else 0) == len(tied[1:])
