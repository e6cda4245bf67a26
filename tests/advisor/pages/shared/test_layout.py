"""The frame of every page: header, footer, languages and units."""

import re
import struct
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import LazySettings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from advisor.pages.shared import layout
from advisor.questions.answer_form import in_units, read

pytestmark = pytest.mark.django_db


def links(html: str, where: str) -> list[str]:
    part = re.search(rf"(?s)<{where}.*?</{where.split(' ', maxsplit=1)[0]}>", html)
    assert part
    return re.findall(r'href="([^"]+)"', part[0].replace("&amp;", "&"))


def test_header_and_footer_lead_only_to_pages_that_are_there(client: Client) -> None:
    html = client.get("/privacy/").content.decode()
    found = links(html, 'nav class="nav"') + links(html, "footer")
    assert reverse("method") in found
    assert reverse("privacy") in found
    named = {name for name, _text in layout.NAV} | {
        name for _title, names in layout.FOOT for name, _text in names
    }
    assert "method" in named
    there = {layout.address_of(name) for name in named if layout.address_of(name)}
    assert {urlsplit(link).path for link in found} <= there | {"/privacy/"}


def test_an_address_that_has_not_been_made_yet_is_left_out() -> None:
    assert layout.address_of("no_such_page") == ""
    assert layout.address_of("privacy") == "/privacy/"


def test_the_header_marks_the_page_that_is_open(client: Client) -> None:
    assert 'href="/method/" aria-current="page"' in client.get("/method/").content.decode()
    assert "aria-current" not in client.get("/privacy/").content.decode()


def test_language_units_and_article_travel_to_every_page_and_nothing_else(
    client: Client,
) -> None:
    html = client.get("/privacy/?units=metric&lang=es&area=12&from=x&slot=y").content.decode()
    assert "/method/?units=metric&lang=es&from=x&slot=y" in links(html, 'nav class="nav"')
    html = client.get('/privacy/?units="><b>&lang=<i>').content.decode()
    assert "/method/" in links(html, 'nav class="nav"')


@pytest.mark.usefixtures("real_data")
def test_the_foot_of_a_page_of_a_room_keeps_the_room_where_it_is_read(client: Client) -> None:
    room = "zip=02130&space=bedroom&area=120&priorities=quiet&priorities=damp&lang=es"
    page = client.get(f"/advice/check/?{room}&was=1~2").content.decode()
    found = links(page, "footer")
    kept = "zip=02130&space=bedroom&area=120&priorities=quiet,damp&lang=es"
    for path in ("/advice/quote/", "/heat-pumps/decode/", "/heat-pumps/compare/"):
        assert f"{path}?{kept}" in found
    assert f"/guides/?{kept}" in links(page, 'nav class="nav"')
    assert "/method/?lang=es" in links(page, 'nav class="nav"')
    assert "/?lang=es" in found
    assert "/privacy/?lang=es" in found


def test_the_foot_of_a_page_without_a_room_carries_none(client: Client) -> None:
    html = client.get("/privacy/?zip=02130&space=bedroom").content.decode()
    assert "/advice/quote/" in links(html, "footer")


def test_units_are_changed_with_the_numbers_of_the_address() -> None:
    request = RequestFactory().get("/advice/?zip=02130&area=120&hold=68&ceiling=x&edit=room")
    here = {link.text: link for link in layout.choices(request).units}
    us, metric = here.values()
    assert us.here
    assert not metric.here
    query = parse_qs(urlsplit(metric.address).query)
    assert query["area"] == ["11.148365"]
    assert query["hold"] == ["20"]
    assert query["ceiling"] == ["x"]
    assert query["edit"] == ["room"]
    assert query["units"] == ["metric"]


def test_whatever_an_address_says_stays_in_the_other_language() -> None:
    said = "zip=02130&about=a%20b%26c&priorities=quiet&priorities=low%2Ccost&was=1&space=sal%C3%B3n"
    _here, spanish = layout.choices(RequestFactory().get(f"/advice/?{said}")).languages
    kept = said.replace("&was=1", "").replace("%2C", ",")
    assert spanish.address == f"/advice/?{kept}&lang=es"


def test_units_there_and_back_are_the_same_room() -> None:
    given = {"zip": "02130", "space": "office", "area": "1,120", "window_width": "30"}
    there = {**given, **in_units(given, "metric")}
    back = {**there, **in_units(there, "us")}
    assert back["units"] == ""
    query = QueryDict(mutable=True)
    query.update(back)
    assert read(query).values["area"] == pytest.approx(1120, abs=1e-3)
    assert read(query).values["window_width"] == pytest.approx(30, abs=1e-4)


@pytest.mark.parametrize("name", ["400.html", "404.html", "500.html", "503.html"])
def test_an_error_page_has_the_frame_without_a_request(name: str) -> None:
    html = render_to_string(name)
    assert 'class="foot"' in html
    assert "base" in html


def test_a_translated_language_is_offered_on_every_page_and_keeps_the_answers(
    client: Client, settings: LazySettings, tmp_path: Path
) -> None:
    catalog = tmp_path / "es" / "LC_MESSAGES" / "django.mo"
    catalog.parent.mkdir(parents=True)
    catalog.write_bytes(struct.pack("<7I", 0x950412DE, 0, 0, 28, 28, 0, 28))  # no messages yet
    room = (
        "zip=02130&space=bedroom&area=120&priorities=quiet&priorities=damp&units=metric&edit=room"
    )
    settings.LOCALE_PATHS = [tmp_path]
    layout._languages.cache_clear()
    try:
        html = client.get(f"/advice/?{room}&was=x~1~2&at=room").content.decode()
        back = client.get(f"/advice/?{room}&lang=es").content.decode()
    finally:
        layout._languages.cache_clear()
    assert f"/advice/?{room}&lang=es" in links(html, "footer")
    assert 'hreflang="es"' in html
    assert '<html lang="es">' in back
    assert f"/advice/?{room}" in links(back, "footer")
