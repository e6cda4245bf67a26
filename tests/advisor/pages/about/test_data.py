"""The data page, its files and the sitemap."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings as django_settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import resolve

from advisor.pages.about.sitemaps import SiteSitemap
from advisor.pages.shared.public_addresses import PUBLIC_ADDRESSES
from catalog.models import HeatPump
from tests import shipped
from tests.advisor.pages.catalog.test_catalog_pages import words
from tests.factories import create_brand, create_heat_pump
from tests.lanes import slow

pytestmark = pytest.mark.usefixtures("real_data")

FILES = ("/data/units.csv", "/data/units.json")


def body(response: Any) -> str:
    streamed = getattr(response, "streaming_content", None)
    return (b"".join(streamed) if streamed else response.content).decode()


def addresses(response: Any) -> list[str]:
    tree = ET.fromstring(body(response))
    return [each.text or "" for each in tree.iter() if each.tag.endswith("}loc")]


def test_the_page_tells_counts_terms_versions_and_how_to_report(client: Client) -> None:
    page = words(client.get("/data/"))
    assert f"Mini-splits {shipped.MINI_SPLITS:,}" in page
    assert f"of these, with a published lowest output {shipped.WITH_MINIMUM}" in page
    assert "not for commercial use" in page
    assert "Rules 1." in page
    assert "Report a wrong number" in page


@pytest.mark.parametrize(("rights", "says"), [("0", "left out"), ("all", "not commercial")])
@pytest.mark.slow
def test_the_terms_follow_the_setting(
    client: Client, settings: Any, rights: str, says: str
) -> None:
    settings.CATALOG_WITH_RIGHTS = rights
    assert says in words(client.get("/data/"))


def test_the_files_hold_every_unit_of_the_list(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(body(client.get(FILES[0])))))
    units = json.loads(body(client.get(FILES[1])))["units"]
    assert len(rows) == len(units) == shipped.LISTED
    assert {row["slug"] for row in rows} == {unit["slug"] for unit in units}
    assert rows[0]["page"].startswith(django_settings.SITE_URL)


@pytest.mark.parametrize("path", [FILES[0], slow(FILES[1]), slow("/sitemap.xml")])
def test_a_file_is_sent_again_only_after_a_change(client: Client, path: str) -> None:
    first = client.get(path)
    etag = first["ETag"]
    body(first)
    again = client.get(path, headers={"If-None-Match": etag})
    assert again.status_code == 304
    HeatPump.objects.filter(slug="map14hs1tbl").update(seer=10)
    changed = client.get(path, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed["ETag"] != etag


def test_a_file_follows_the_setting_of_rights(client: Client, settings: Any) -> None:
    first = client.get(FILES[0])["ETag"]
    settings.CATALOG_WITH_RIGHTS = "0"
    assert client.get(FILES[0])["ETag"] != first
    settings.CATALOG_WITH_RIGHTS = "all"  # no more than 1: later records never leave
    assert client.get(FILES[0])["ETag"] == first


def test_other_sites_may_read_the_files_and_visitors_get_no_cookie(client: Client) -> None:
    for path in FILES:
        response = client.get(path)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies


def test_the_sitemap_names_pages_brands_and_live_units(client: Client) -> None:
    create_heat_pump(brand=create_brand(slug="own-brand"), slug="own-draft", status="draft")
    response = client.get("/sitemap.xml")
    found = addresses(response)
    site = django_settings.SITE_URL
    assert response["Content-Type"].startswith("application/xml")
    assert {f"{site}/", f"{site}/heat-pumps/", f"{site}/method/", f"{site}/data/"} <= set(found)
    assert f"{site}/heat-pumps/midea/map14hs1tbl/" in found
    assert f"{site}/heat-pumps/daikin/" in found
    of_rooms = {each for each in found if "/advice/" in each} - {
        f"{site}/advice/quote/",
        f"{site}/advice/two-rooms/",
    }
    assert not [each for each in found if "own-" in each] + sorted(of_rooms)
    assert "<lastmod>20" in response.content.decode()


@pytest.mark.slow
def test_a_long_sitemap_is_split(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SiteSitemap, "limit", 1000)
    index = addresses(client.get("/sitemap.xml"))
    assert index == [f"{django_settings.SITE_URL}/sitemap.xml?page={page}" for page in (1, 2)]
    parts = [addresses(client.get(f"/sitemap.xml?page={page}")) for page in (1, 2)]
    assert len(parts[0]) == 1000
    assert not set(parts[0]) & set(parts[1])
    assert client.get("/sitemap.xml?page=3").status_code == 404
    assert client.get("/sitemap.xml?page=x").status_code == 404


def test_robots_are_told_where_the_sitemap_is(client: Client) -> None:
    assert f"Sitemap: {django_settings.SITE_URL}/sitemap.xml" in body(client.get("/robots.txt"))


def test_who_finds_a_weakness_is_told_whom_to_write_to(client: Client, settings: Any) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    told = dict(line.split(": ", 1) for line in body(answer).splitlines())
    assert told["Contact"] == "mailto:security@example.org"
    assert told["Canonical"] == f"{django_settings.SITE_URL}/.well-known/security.txt"
    left = datetime.strptime(told["Expires"], "%Y-%m-%dT%H:%M:%S%z") - datetime.now(tz=UTC)
    assert timedelta(days=58) < left <= timedelta(days=60)


def test_an_address_in_the_sitemap_is_escaped() -> None:
    entries = [{"location": "https://example.org/?a=1&b=2"}]
    assert "&amp;b=2" in render_to_string("sitemap.xml", {"urlset": entries})


def test_the_sitemap_holds_the_pages_that_are_declared_for_it(client: Client) -> None:
    found = addresses(client.get("/sitemap.xml"))
    names = {resolve(each.removeprefix(django_settings.SITE_URL)).url_name for each in found}
    assert names == {name for name, record in PUBLIC_ADDRESSES.items() if record.in_sitemap}
