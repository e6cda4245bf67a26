"""What search engines are told of each public address."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver, resolve, reverse

from advisor.pages.shared import layout
from advisor.pages.shared.public_addresses import PUBLIC_ADDRESSES, robots_header

PAGES = [
    name for name, record in PUBLIC_ADDRESSES.items() if record.in_sitemap and not record.has_parts
]


def test_every_address_is_classified() -> None:
    names = {
        str(each.name) if isinstance(each, URLPattern) else str(each.namespace)
        for each in get_resolver().url_patterns
    }
    assert names - set(PUBLIC_ADDRESSES) == set()
    assert set(PUBLIC_ADDRESSES) - names == set()


def test_an_address_with_parts_says_so() -> None:
    indexed = {name: record for name, record in PUBLIC_ADDRESSES.items() if record.indexed}
    paths = {
        str(each.name): str(each.pattern)
        for each in get_resolver().url_patterns
        if isinstance(each, URLPattern)
    }
    assert {name for name in indexed if "<" in paths[name]} == {
        name for name, record in indexed.items() if record.has_parts
    }


def test_only_what_may_be_found_is_in_the_sitemap() -> None:
    assert all(record.indexed for record in PUBLIC_ADDRESSES.values() if record.in_sitemap)
    instead = {record.canonical for record in PUBLIC_ADDRESSES.values()}
    assert instead - set(PUBLIC_ADDRESSES) == {""}


def test_header_and_footer_lead_to_each_page_of_the_sitemap_and_to_nothing_else() -> None:
    linked = {name for name, _text in layout.NAV}
    linked |= {name for _title, names in layout.FOOT for name, _text in names}
    assert linked == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_may_be_found_names_its_clean_address(
    real_data: None, client: Client, name: str
) -> None:
    response = client.get(f"{reverse(name)}?lang=es&units=metric")
    html = response.content.decode()
    link = f'<link rel="canonical" href="http://127.0.0.1:8000{reverse(name)}">'
    assert re.findall(r'<link rel="canonical"[^>]*>', html) == [link]
    assert "noindex" not in html
    assert "X-Robots-Tag" not in response


@pytest.mark.parametrize(
    "name", [name for name, record in PUBLIC_ADDRESSES.items() if not record.indexed]
)
def test_the_header_asks_to_leave_out_what_is_not_to_be_found(name: str) -> None:
    parts = {
        "brand": "a",
        "model": "a",
        "code": "a",
        "slug": "a",
        "key": "money",
        "pk": 1,
        "name": "a",
        "shape": "json",
        "host": "a.example",
        "token": "a",
        "rest": "a",
    }
    patterns = {
        str(each.name): str(each.pattern)
        for each in get_resolver().url_patterns
        if isinstance(each, URLPattern)
    }
    path = re.sub(r"<\w+:(\w+)>", r"{\1}", patterns.get(name, "admin/")).format(**parts)
    request = RequestFactory().get(f"/{path}")
    request.resolver_match = resolve(f"/{path}")
    assert robots_header(lambda _request: HttpResponse())(request)["X-Robots-Tag"] == "noindex"


def test_a_view_may_ask_for_more_than_the_record() -> None:
    request = RequestFactory().get("/out/1/")
    request.resolver_match = resolve("/out/1/")
    stricter = HttpResponse(headers={"X-Robots-Tag": "noindex, nofollow"})
    assert robots_header(lambda _request: stricter)(request)["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("query", ["?models=ms-a", "?add=midea", "?zip=02130"])
def test_a_comparison_of_chosen_units_is_left_out(
    real_data: None, client: Client, query: str
) -> None:
    assert "noindex" in client.get(f"/heat-pumps/compare/{query}").content.decode()
