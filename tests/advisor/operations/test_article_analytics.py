"""Numbers per article: sums by day, machines left out, no query where no article is named."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from advisor.articles import presets
from advisor.models import Article, DailyCount
from advisor.operations import article_analytics

pytestmark = pytest.mark.django_db

READER = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
SLUG = "how-to-clean-heat-pump-coils"
ROOM = "zip=02130&space=bedroom&area=120"


@pytest.fixture
def reader() -> Client:
    presets.load()
    return Client(headers={"user-agent": READER})


def counts() -> dict[tuple[str, str], int]:
    rows = DailyCount.objects.filter(article__slug=SLUG, day=timezone.localdate())
    return {(row.event, row.detail): row.count for row in rows}


def test_an_opening_counts_once_for_its_place_in_the_article(reader: Client) -> None:
    for _visit in range(3):
        reader.get(f"/go/window/?from={SLUG}&slot=intro")
    reader.get(f"/go/window/?from={SLUG}")
    assert counts() == {("opened", "intro"): 3, ("opened", ""): 1}


def test_places_that_anybody_makes_up_fill_no_table(reader: Client) -> None:
    for number in range(article_analytics.MOST_SLOTS + 5):
        reader.get(f"/go/window/?from={SLUG}&slot=made-up-{number}")
    reader.get(f"/go/window/?from={SLUG}&slot=made-up-0")
    found = counts()
    assert len(found) == article_analytics.MOST_SLOTS + 1
    assert found["opened", article_analytics.OTHER_SLOT] == 5
    assert found["opened", "made-up-0"] == 2


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0",
        "WordPress/6.5; https://example.com",
        "python-requests/2.31",
        "curl/8.0",
        "",
    ],
)
def test_machines_are_left_out(reader: Client, agent: str) -> None:
    reader.get(f"/go/window/?from={SLUG}", headers={"user-agent": agent})
    assert counts() == {}


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}, {"X-Moz": "prefetch"}],
)
def test_a_page_fetched_ahead_is_not_an_opening(reader: Client, headers: dict[str, str]) -> None:
    reader.get(f"/go/window/?from={SLUG}", headers=headers)
    reader.head(f"/go/window/?from={SLUG}")
    assert counts() == {}


def test_usual_browsers_are_people() -> None:
    for agent in (
        READER,
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
        "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
        "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile",
    ):
        assert article_analytics.MACHINES.search(agent) is None


def test_an_unknown_article_leaves_no_row(reader: Client) -> None:
    reader.get("/go/window/?from=nobody-wrote-this")
    assert not DailyCount.objects.exists()


def test_the_way_through_the_questions_is_counted(reader: Client, real_data: None) -> None:
    reader.get(f"/advice/?from={SLUG}")
    reader.get(f"/advice/?{ROOM}&step=room&from={SLUG}")
    reader.get(f"/advice/?{ROOM}&exterior_walls=1&step=around&from={SLUG}")
    assert counts() == {
        ("asked", "room"): 1,
        ("passed", "room"): 1,
        ("started", ""): 1,
        ("asked", "around"): 1,
        ("passed", "around"): 1,
        ("asked", "shell"): 1,
    }


def test_what_was_wrong_is_not_passed(reader: Client, real_data: None) -> None:
    reader.get(f"/advice/?zip=abc&step=room&from={SLUG}")
    assert counts() == {}


def test_going_back_to_change_an_answer_counts_nothing(reader: Client, real_data: None) -> None:
    here = {"Referer": "http://testserver/advice/check/"}
    reader.get(f"/advice/?{ROOM}&edit=shell&then=check&from={SLUG}", headers=here)
    reader.get(f"/advice/?{ROOM}&edit=shell&from={SLUG}", headers=here)
    assert counts() == {}


def test_an_advice_counts_what_was_known_and_what_was_not(reader: Client, real_data: None) -> None:
    reader.get(
        f"/advice/results/?{ROOM}&insulation=unsure&tenure=rent&priorities=quiet,cold&from={SLUG}",
        headers={"Referer": "http://testserver/"},
    )
    assert counts() == {
        ("finished", ""): 1,
        ("started", ""): 1,
        ("unsure", "insulation"): 1,
        ("answered", "space=bedroom"): 1,
        ("answered", "tenure=rent"): 1,
        ("answered", "priorities=quiet"): 1,
        ("answered", "priorities=cold"): 1,
    }


def test_changes_beside_the_advice_do_not_finish_it_again(reader: Client, real_data: None) -> None:
    address = f"/advice/results/?{ROOM}&from={SLUG}"
    reader.get(address, headers={"Referer": f"http://testserver{address}"})
    reader.get(address, headers={"HX-Request": "true", "HX-Target": "page"})
    assert counts() == {}


def test_no_place_and_no_number_is_kept(reader: Client, real_data: None) -> None:
    reader.get(f"/advice/results/?{ROOM}&budget=4321&from={SLUG}")
    kept = " ".join(detail for _event, detail in counts())
    assert "02130" not in kept
    assert "4321" not in kept
    assert "120" not in kept


def test_no_cookie_is_set(reader: Client, real_data: None) -> None:
    response = reader.get(f"/advice/results/?{ROOM}&from={SLUG}")
    assert response.status_code == 200
    assert not response.cookies


def test_a_result_without_an_article_asks_no_query_for_counting(
    reader: Client, real_data: None, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    reader.get(f"/advice/results/?{ROOM}")
    with CaptureQueriesContext(connection) as plain:
        reader.get(f"/advice/results/?{ROOM}")
    with CaptureQueriesContext(connection) as counted:
        reader.get(f"/advice/results/?{ROOM}&from={SLUG}")
    assert len(counted) == len(plain) + 1
    assert not any("dailycount" in query["sql"] for query in plain)


def test_a_count_that_the_database_refuses_costs_no_page(
    reader: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import DatabaseError

    class Broken:
        def cursor(self) -> Any:
            raise DatabaseError("gone")

    monkeypatch.setattr(article_analytics, "connection", Broken())
    assert reader.get(f"/go/window/?from={SLUG}").status_code == 302
    assert "Lost an article's count" in caplog.text


def test_one_statement_adds_up_over_days(reader: Client) -> None:
    today = timezone.localdate()
    before = today.replace(year=today.year - 1)
    article_analytics.add_counts(SLUG, [("opened", "a"), ("opened", "a")], day=before)
    article_analytics.add_counts(SLUG, [("opened", "a")], day=before)
    article_analytics.add_counts(SLUG, [("opened", "a")])
    article = Article.objects.get(slug=SLUG)
    assert list(article.counts.order_by("day").values_list("day", "count")) == [
        (before, 2),
        (today, 1),
    ]
