"""What is answered without being made again: never an old page, never somebody's own."""

import gzip
import os
import pickle
import re
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client

from advisor.articles import shop_links
from advisor.models import DailyCount, RetailerLink, State
from advisor.operations import impressions, optional_cache
from advisor.operations.optional_cache import CACHE
from advisor.pages.shared import page_cache
from advisor.reference import loader
from catalog.models import HeatPump
from tests.advisor.operations.test_article_analytics import READER

pytestmark = pytest.mark.usefixtures("real_data")

ROOM = "zip=02130&space=bedroom&area=150"
RESULTS = f"/advice/results/?{ROOM}"
OF_A_ROOM = (
    *(RESULTS, f"{RESULTS}&lang=es", f"/advice/results/why/?{ROOM}", f"/advice/ask/?{ROOM}"),
    *(f"/advice/check/?{ROOM}", f"/advice/?{ROOM}&edit=walls", f"/guides/winter/?{ROOM}"),
    f"/advice/compare/?{ROOM}",
)
FOR_ALL = (
    *("/", "/guides/", "/glossary/", "/heat-pumps/", "/heat-pumps/smallest/", "/method/"),
    *("/heat-pumps/gree/", "/privacy/", "/advice/?space=bedroom&prefilled=space&edit=room"),
)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the pages that were made, not taken from the cache."""
    seen: list[str] = []
    keep = page_cache._keep

    def noted(request: Any, *args: Any) -> None:
        seen.append(request.get_full_path())
        keep(request, *args)

    monkeypatch.setattr(page_cache, "_keep", noted)
    return seen


@pytest.mark.parametrize("path", [*OF_A_ROOM, *FOR_ALL])
def test_the_same_address_is_answered_alike_and_made_once(
    client: Client, made: list[str], path: str
) -> None:
    first, again = client.get(path), client.get(path)
    assert made == [path]
    assert again.content == first.content
    own = {"X-Request-ID"}
    assert {*again.items()} - {*first.items()} == {(name, again[name]) for name in own}
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", [*OF_A_ROOM, *FOR_ALL])
def test_no_kept_page_carries_a_cookie_and_each_names_what_it_varies_with(
    client: Client, path: str
) -> None:
    for _time in range(2):
        answer = client.get(path)
        assert not answer.cookies
        vary = {name.strip() for name in answer["Vary"].split(",")}
        assert {"Accept-Encoding", "HX-Request", "HX-Target"} <= vary
        assert "Cookie" not in vary
        kind = page_cache.PRIVATE if "zip=" in path else page_cache.PUBLIC
        assert answer["Cache-Control"] == kind


def test_a_browser_that_takes_it_gets_the_page_compressed(client: Client) -> None:
    plain = client.get(RESULTS).content
    for _time in range(2):
        answer = client.get(RESULTS, headers={"Accept-Encoding": "br, gzip"})
        assert answer["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.content) == plain
        assert answer["Content-Length"] == str(len(answer.content))


def test_an_edit_of_the_catalog_or_of_the_reference_data_is_seen_at_the_next_request(
    client: Client,
) -> None:
    tags = [client.get(RESULTS)["ETag"]]
    HeatPump.objects.filter(slug="map14hs1tbl").update(seer=10)
    tags.append(client.get(RESULTS)["ETag"])
    State.objects.filter(code="MA").update(electricity_usd_kwh=1)
    loader.record_edit()  # as the desk does
    tags.append(client.get(RESULTS)["ETag"])
    assert len(set(tags)) == 3


def test_a_link_to_a_shop_is_seen_on_a_page_that_was_kept(client: Client) -> None:
    unit = HeatPump.objects.get(slug=client.get(RESULTS).context["page"].advice.picks[0].slug)
    try:
        shop_links.forget()
        assert "Buy it at" not in client.get(RESULTS).content.decode()
        RetailerLink.objects.create(
            heat_pump=unit, retailer="A shop", address="https://shop.example/", shown=True
        )
        shop_links.forget()
        assert "Buy it at A shop" in client.get(RESULTS).content.decode()
    finally:
        shop_links.never_read()


def test_each_opening_of_an_articles_link_is_counted_and_none_kept(
    client: Client, made: list[str]
) -> None:
    path = f"{RESULTS}&from=how-to-clean-heat-pump-coils"
    for _time in range(2):
        answer = client.get(path, headers={"User-Agent": READER})
        assert answer["Cache-Control"] == page_cache.PRIVATE
        assert "ETag" not in answer
    assert made == []
    finished = DailyCount.objects.get(event=DailyCount.Event.FINISHED)
    assert finished.count == 2


def test_what_comes_with_a_cookie_is_made_for_it_alone(client: Client, made: list[str]) -> None:
    client.cookies["sessionid"] = "somebody"
    answer = client.get(RESULTS)
    assert answer["Cache-Control"] == page_cache.PRIVATE
    assert made == []


def test_a_short_address_and_a_saved_copy_are_kept_nowhere(client: Client) -> None:
    assert client.get("/go/no-outdoor/")["Cache-Control"] == "no-store"
    moved = client.post("/r/", ROOM, content_type="application/x-www-form-urlencoded")
    assert "ETag" not in moved
    assert client.get(moved["Location"])["Cache-Control"] == "private, no-store"


def test_a_page_from_the_cache_counts_as_shown(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[Any] = []
    monkeypatch.setattr(impressions, "count", lambda **shown: counted.append(shown))
    for _time in range(2):
        client.get(RESULTS)
    assert len(counted) == 2
    assert counted[0] == counted[1]
    assert counted[0]["state"] == "MA"


@pytest.mark.parametrize("path", ["/heat-pumps/nobody/", "/guides/none/", "/advice/unit/none/"])
def test_only_a_good_answer_is_kept(client: Client, made: list[str], path: str) -> None:
    assert client.get(f"{path}?{ROOM}").status_code == 404
    assert made == []


def test_a_cache_that_is_away_costs_no_page(client: Client) -> None:
    class Away:
        def get(self, *_args: Any) -> None:
            raise ConnectionError("away")

        set = get

        def close(self) -> None:
            """Django closes every cache after a request."""

    good = client.get(RESULTS).content
    caches[CACHE] = Away()  # type: ignore[assignment]
    try:
        assert client.get(RESULTS).content == good
    finally:
        del caches[CACHE]


def test_what_somebody_else_put_into_the_cache_is_no_page(
    client: Client, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    good = client.get(RESULTS).content
    for strange in (b"x", b"{}\nx", b'{"headers": 1, "shown": null}\nx', pickle.dumps("a page")):
        monkeypatch.setattr(optional_cache, "read", lambda _tag, strange=strange: strange)
        assert client.get(RESULTS).content == good
    assert made == [RESULTS] * 5


def test_home_is_answered_while_the_database_is_away(
    client: Client, django_assert_num_queries: Any
) -> None:
    for path in ("/", "/guides/", "/privacy/"):
        with django_assert_num_queries(0):
            client.get(path)


def test_a_page_asks_for_its_versions_once(client: Client, django_assert_num_queries: Any) -> None:
    client.get(RESULTS)
    client.get(f"{RESULTS}&exterior_walls=2")
    with django_assert_num_queries(1):
        client.get(f"{RESULTS}&exterior_walls=1")
    with django_assert_num_queries(1):
        client.get(RESULTS)


@pytest.mark.parametrize("header", ["If-Match", "If-Unmodified-Since"])
def test_a_failed_condition_of_one_client_is_kept_by_no_cache_of_many(
    client: Client, header: str
) -> None:
    value = '"x"' if header == "If-Match" else "Thu, 01 Jan 2026 00:00:00 GMT"
    response = client.get("/guides/", headers={header: value})
    assert "public" not in response.headers.get("Cache-Control", "")


def cache_named_by(url: str) -> tuple[int, str]:
    """What a process with this setting says: its status, and where finished pages wait."""
    code = (
        "from django.conf import settings; found = settings.CACHES['pages'];"
        " print(found['BACKEND'].rpartition('.')[2], found['LOCATION'],"
        " found.get('OPTIONS') or found['KEY_PREFIX'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "advisor.settings", "CACHE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.strip() or done.stderr.strip().rpartition("\n")[2]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("", "LocMemCache pages"),
        ("file:///var/pages", "PageFiles /var/pages"),
        ("db://finished_pages", "DatabaseCache finished_pages"),
    ],
)
def test_cache_of_pages_is_named_by_one_address(url: str, told: str) -> None:
    assert cache_named_by(url) == (0, f"{told} {{'MAX_ENTRIES': 2000}}")


@pytest.mark.parametrize("scheme", ["redis", "rediss"])
def test_redis_has_a_limit_of_its_own_and_a_prefix_of_ours(scheme: str) -> None:
    url = f"{scheme}://:a%2Cword@10.0.0.7:6379/2"
    status, told = cache_named_by(url)
    assert status == 0
    assert re.fullmatch(rf"RedisPages {re.escape(url)} advisor:[0-9a-f]{{12}}", told)


@pytest.mark.parametrize(
    "url",
    ["memcached://127.0.0.1/0", "db://", "redis://", "redis://host:port/0", "redis://host/pages"],
)
def test_cache_that_we_cannot_use_stops_the_start(url: str) -> None:
    status, told = cache_named_by(url)
    assert status == 1
    assert "CACHE_URL must be file:///folder, db://table, or redis://:password@host:port/0" in told
