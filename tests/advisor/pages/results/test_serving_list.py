"""All that serve a room, page by page."""

import re
from html import unescape

import pytest
from django.test import Client

from advisor.advice import advise
from advisor.pages.results.serving_list import PER_PAGE
from advisor.questions.answer_form import read_text

pytestmark = pytest.mark.usefixtures("real_data")

ROOM = "zip=96813&space=bedroom&area=150"
FEW = "zip=33101&space=bedroom&area=150&tenure=rent&type=portable&goal=cooling"


def part(client: Client, query: str) -> str:
    response = client.get(f"/advice/results/serve/?{query}")
    assert response.status_code == 200
    return unescape(response.text)


def listed(page: str) -> list[str]:
    return re.findall(r'<h3><a href="/advice/unit/([\w-]+)/', page)


def serving() -> int:
    answers = read_text(ROOM).answers
    assert answers is not None
    found = re.search(r"[\d,]+$", advise(answers).folds["serve"])
    assert found
    return int(found[0].replace(",", ""))


def test_every_unit_that_serves_stands_on_some_page(client: Client) -> None:
    following, seen = part(client, f"{ROOM}&page=1"), []
    best = listed(part(client, ROOM))
    assert listed(following)[0] == best[0]
    while True:
        seen += listed(following)
        link = re.search(r'href="([^"]+)"\s+rel="next"', following)
        if link is None:
            break
        following = unescape(client.get(link[1]).text)
    assert len(seen) == len(set(seen)) == serving()
    assert set(best) <= set(seen)


def test_the_best_lead_to_the_whole_list_and_a_fold_carries_no_more(client: Client) -> None:
    page = part(client, ROOM)
    assert f'href="/advice/results/serve/?{ROOM}&page=1"' in page
    assert len(listed(page)) == 10
    assert "&page=1" not in part(client, FEW)


@pytest.mark.parametrize("asked", ["99999", "0", "x", "-1", "", "9" * 50])
def test_a_page_that_there_is_not_is_answered(client: Client, asked: str) -> None:
    assert 0 < len(listed(part(client, f"{ROOM}&page={asked}"))) <= PER_PAGE


def test_what_is_left_out_is_told_by_what_was_measured(client: Client) -> None:
    """Those that serve may stop and start as well: the limit is on the lowest output."""
    answers = read_text(ROOM).answers
    assert answers is not None
    (strong,) = [each for each in advise(answers).excluded if each.code == "too_strong"]
    assert "stop" not in strong.reason
    assert "lowest cooling" in strong.reason
    assert "over 2,500\u00a0BTU/h" in strong.reason
    served = part(client, ROOM)
    assert "stops and starts in" in served
    assert "too high" not in served


def test_a_room_with_both_seasons_is_measured_by_either() -> None:
    answers = read_text("zip=75201&space=bedroom&area=120").answers
    assert answers is not None
    (strong,) = [each for each in advise(answers).excluded if each.code == "too_strong"]
    assert "47\u00a0°F outside their lowest heat" in strong.reason
    assert ", or at 82\u00a0°F outside their lowest cooling" in strong.reason
