"""The pages of the catalog: lists, the smallest, brands, models, the decoder."""

import json
import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advisor.listing import search as shelves
from advisor.listing.smallest import smallest_of
from advisor.pages.catalog.list_page import PER_PAGE
from advisor.pages.shared import etags
from advisor.pages.shared.smallest_words import smallest_sentences
from advisor.reference.loader import record_edit
from catalog.models import FIRST_SHELF, Brand, HeatPump
from tests import shipped
from tests.factories import (
    create_brand,
    create_figure,
    create_heat_pump,
    create_point,
    create_price,
)
from tests.lanes import one_in

pytestmark = pytest.mark.usefixtures("real_data")

FS06 = "/heat-pumps/mitsubishi-electric/msz-fs06na-muz-fs06na/"
PAGES = (
    *("/heat-pumps/", "/heat-pumps/smallest/", "/heat-pumps/daikin/", FS06, f"{FS06}?zip=02130"),
    *("/heat-pumps/decode/", "/heat-pumps/decode/?model=LS090HV4", "/heat-pumps/compare/"),
    "/data/",
)


def text(response: Any) -> str:
    return unescape(str(response.content.decode()))


def words(response: Any) -> str:
    """What the page says, without markup and with single spaces."""
    html = re.sub(r"<script.*?</script>", " ", str(response.content.decode()), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).replace("\u00a0", " ")


def structured(response: Any) -> dict[str, Any]:
    """The JSON-LD of a page by type."""
    blocks = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>',
        response.content.decode(),
        re.DOTALL,
    )
    return {block["@type"]: block for block in map(json.loads, blocks)}


def listed(response: Any) -> list[str]:
    return re.findall(r'name="models" value="([^"]+)"', response.content.decode())


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_and_sets_no_cookie(client: Client, path: str) -> None:
    response = client.get(path)
    html = text(response)
    assert response.status_code == 200
    assert not response.cookies
    assert html.count("<h1") == 1
    assert '<link rel="canonical" href="http' in html
    ours = re.sub(r"(?s)<textarea.*?</textarea>", "", html)  # code for an article is text here
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", ours)
    assert not re.search(r'<script(?![^>]*(?:\bsrc=|type="application/ld\+json"))', html)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_the_database_little(
    client: Client, path: str, django_assert_max_num_queries: Any
) -> None:
    client.get(path)
    with django_assert_max_num_queries(8 if path == "/data/" else 6):
        client.get(path)


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    "path",
    [pytest.param("/heat-pumps/?q=ownbrand", marks=pytest.mark.slow), "/heat-pumps/own-brand/"],
)
def test_twenty_units_ask_no_more_than_one(client: Client, path: str) -> None:
    brand = create_brand(name="Ownbrand", slug="own-brand")
    create_heat_pump(brand=brand)
    one = queries(client, path)
    for _each in range(19):
        unit = create_heat_pump(brand=brand)
        create_price(heat_pump=unit)
        create_point(heat_pump=unit)
    assert queries(client, path) == one
    assert words(client.get(path)).count("Ownbrand MODEL") >= 20


@pytest.mark.slow
def test_twenty_figures_and_prices_ask_no_more_than_one(client: Client) -> None:
    brand = create_brand(slug="own-brand")
    unit = create_heat_pump(brand=brand, slug="own-one")
    create_figure(heat_pump=unit, name="seer2", value="20", in_use=True)
    path = "/heat-pumps/own-brand/own-one/"
    one = queries(client, path)
    for number in range(19):
        create_figure(
            heat_pump=unit,
            name=f"heating_btu_{number}f",
            value="9000",
            source=f"Sheet {number}",
            in_use=True,
        )
        create_price(heat_pump=unit, retailer=f"Shop {number}")
    assert queries(client, path) == one


# --- The list -----------------------------------------------------------------------------------


def test_the_list_counts_all_live_units_and_pages_through_them(client: Client) -> None:
    pages = -(-shipped.LISTED // PER_PAGE)
    first = client.get("/heat-pumps/")
    assert f"{shipped.LISTED:,} models" in words(first)
    assert f"Page 1 of {pages}" in words(first)
    last = client.get("/heat-pumps/?page=9999")
    assert f"Page {pages} of {pages}" in words(last)
    assert not set(listed(first)) & set(listed(last))


@pytest.mark.parametrize("typed", ["msz fs06", "FS-06", "fs06na"])
def test_a_search_finds_a_model_however_it_is_typed(client: Client, typed: str) -> None:
    found = listed(client.get("/heat-pumps/", {"q": typed}))
    assert {"msz-fs06na-muz-fs06na", "msz-fs06na-muz-fs06nah"} <= set(found)
    assert all("fs06" in slug for slug in found)


def test_filters_stand_in_the_address_and_in_the_form(client: Client) -> None:
    response = client.get("/heat-pumps/?type=window&type=portable&volts=115&sort=price")
    html = text(response)
    assert len(re.findall(r'name="type"[^>]*checked', html)) == 2
    assert re.search(r'<option value="115"\s+selected', html)
    assert response["HX-Push-Url"] == "/heat-pumps/?type=window,portable&volts=115&sort=price"
    assert listed(response)


def test_an_empty_result_says_what_to_loosen(client: Client) -> None:
    response = client.get("/heat-pumps/?type=portable&volts=230")
    assert listed(response) == []
    assert "Without Type: Portables:" in words(response)
    assert "Without Voltage: 208/230 V: 4 models" in words(response)
    assert 'href="/heat-pumps/?type=portable"' in text(response)


@pytest.mark.parametrize(
    "query",
    [
        *("size=huge", "brand=%00", "sort=;drop", "volts=12", "sold=never", "cold=maybe"),
        *("type=fridge", "page=-1", "page=x", "page=%D9%A3", "q=%00", "q=" + "x" * 500),
    ],
)
def test_nonsense_in_the_address_is_no_error(client: Client, query: str) -> None:
    response = client.get(f"/heat-pumps/?{query}")
    assert response.status_code == 200
    name = query.partition("=")[0]
    if name not in {"type", "page", "q"} and query != "brand=%00":
        assert "so it is ignored" in words(response)


def test_what_is_typed_is_shown_as_text(client: Client) -> None:
    html = client.get("/heat-pumps/", {"q": "<b>x</b>", "size": "<i>"}).content.decode()
    assert "<b>x" not in html
    assert "<i>" not in html


def test_htmx_gets_the_list_alone(client: Client) -> None:
    response = client.get(
        "/heat-pumps/?volts=115", headers={"HX-Request": "true", "HX-Target": "page"}
    )
    assert "<html" not in text(response)
    assert 'id="count"' in text(response)


def test_only_the_plain_list_is_for_search_engines(client: Client) -> None:
    assert "noindex" not in text(client.get("/heat-pumps/"))
    assert "noindex" not in text(client.get("/heat-pumps/?page=2"))
    assert "noindex" in text(client.get("/heat-pumps/?volts=115"))


# --- The smallest -------------------------------------------------------------------------------


def test_the_smallest_are_ranked_by_lowest_output_with_estimates_marked(client: Client) -> None:
    response = client.get("/heat-pumps/smallest/")
    html = text(response)
    least = [
        int(found.replace(",", "")) for found in re.findall(r'class="least">\s*<b>([\d,]+)', html)
    ]
    by_type = [each for each in structured(response).values() if each["@type"] == "ItemList"]
    assert by_type
    assert least[:10] == sorted(least[:10])
    today, former = html.split('id="former"')
    assert "MSZ-FH06NA" not in today
    assert "1,023" not in html
    first = next(row for row in re.findall(r"<tr>.*?</tr>", former, re.DOTALL) if "FH06NA" in row)
    assert "estimate" not in first
    assert "<em>estimate" in today


def test_the_smallest_open_with_a_sentence_for_each_type(client: Client) -> None:
    response = client.get("/heat-pumps/smallest/")
    page = response.context["page"]
    shelf = shelves.current()
    opening = words(response).split("Smallest means")[0]
    for each, sentence in zip(page.types, smallest_sentences(shelf, "us"), strict=True):
        said = sentence.text.replace("\u00a0", " ")
        assert said in opening
        named = next(row for row in each.rows if row.address == sentence.address)
        assert str(named.least).replace("\u00a0", " ") in said
        assert ("by our estimate" in said or "only speed" in said) == bool(named.note)
        sales = {shelf.cards[row].sale for row in smallest_of(shelf, each.key).today}
        assert sales <= set(FIRST_SHELF)


def test_one_type_of_the_smallest_may_be_asked_for(client: Client) -> None:
    html = text(client.get("/heat-pumps/smallest/?type=portable"))
    assert "MAP14HS1TBL" in html
    assert "MSZ-FH06NA" not in html


# --- One unit -----------------------------------------------------------------------------------


def own_unit(**columns: Any) -> HeatPump:
    brand = create_brand(name="Ownbrand", slug="own-brand")
    return create_heat_pump(brand=brand, **({"slug": "own-one", "model_number": "OWN-1"} | columns))


OWN = "/heat-pumps/own-brand/own-one/"


def test_every_figure_has_its_source_date_and_confidence(client: Client) -> None:
    unit = own_unit()
    create_figure(
        heat_pump=unit,
        name="seer2",
        value="21.5",
        source="The sheet of 2026",
        source_date="2026-03",
        confidence="high",
        in_use=True,
    )
    create_figure(heat_pump=unit, name="seer2", value="20", source="A shop")
    page = words(client.get(OWN))
    assert re.search(r"SEER2 2023 AHRI 210/240 21\.5 elsewhere 20 Source \[1\] March 2026", page)
    assert "high confidence" in page
    assert "The sheet of 2026" in page
    assert "Not published" in page


@pytest.mark.parametrize(("rights", "shown"), [("all", True), ("1", False)])
def test_a_hidden_figure_is_nowhere_on_the_page(
    client: Client, settings: Any, rights: str, shown: bool
) -> None:
    settings.CATALOG_WITH_RIGHTS = rights
    unit = own_unit()
    create_point(heat_pump=unit, min_btu_h=1717, rated_btu_h=8700)
    create_figure(
        heat_pump=unit,
        name="heating_min_btu_47f",
        value="1717",
        rights="neep-record",
        source="The hidden list",
        in_use=True,
    )
    for path in (
        OWN,
        "/heat-pumps/?q=own-1",
        "/heat-pumps/own-brand/",
        "/heat-pumps/decode/?model=OWN-1",
    ):
        page = words(client.get(path))
        assert ("1,717" in page or "1,720" in page) == shown, path
    assert ("The hidden list" in words(client.get(OWN))) == shown


@pytest.mark.parametrize(("status", "answer"), [("draft", 404), ("live", 200), ("retired", 200)])
def test_drafts_are_for_the_desk_and_retired_addresses_stay(
    client: Client, status: str, answer: int
) -> None:
    own_unit(status=status)
    assert client.get(OWN).status_code == answer


def test_a_retired_unit_points_to_its_successor(client: Client) -> None:
    following = create_heat_pump(
        brand=create_brand(slug="next-brand"), slug="next-one", model_number="NEXT-1"
    )
    own_unit(status="retired", replaced_by=following)
    html = text(client.get(OWN))
    assert "We took this model off our list" in html
    assert '<a href="/heat-pumps/next-brand/next-one/">' in html
    assert "noindex" in html
    assert "Check it for this room" not in html


def test_a_successor_that_is_a_draft_is_named_without_a_link(client: Client) -> None:
    following = create_heat_pump(slug="next-one", model_number="NEXT-1", status="draft")
    own_unit(availability="archive", replaced_by=following)
    html = text(client.get(OWN))
    assert "NEXT-1" in html
    assert "/next-one/" not in html


def test_a_discontinued_unit_may_be_judged(client: Client) -> None:
    own_unit(availability="discontinued")
    html = text(client.get(OWN))
    assert "Discontinued, so we never recommend it" in html
    assert "Check it for this room" in html


def test_a_model_under_another_brand_moves_to_its_own(client: Client) -> None:
    own_unit()
    response = client.get("/heat-pumps/daikin/own-one/")
    assert response.status_code == 301
    assert response["Location"] == OWN


@pytest.mark.parametrize(
    "path", ["/heat-pumps/nobody/", "/heat-pumps/daikin/nothing/", "/heat-pumps/own-brand/"]
)
def test_unknown_brands_and_models_are_not_found(client: Client, path: str) -> None:
    create_brand(slug="own-brand")  # a brand without a live unit has no page
    assert client.get(path).status_code == 404


def test_the_form_leads_to_the_result_with_this_unit(client: Client) -> None:
    html = text(client.get(FS06))
    assert 'action="/advice/results/#judged"' in html
    assert '<input type="hidden" name="model" value="msz-fs06na-muz-fs06na">' in html
    judged = client.get(
        "/advice/results/?zip=02130&space=bedroom&area=120&model=msz-fs06na-muz-fs06na"
    )
    assert "The one you asked about" in text(judged)


def test_a_zip_code_shows_the_rooms_that_it_fits(client: Client) -> None:
    page = words(client.get(f"{FS06}?zip=02130"))
    assert "Which rooms it fits in Jamaica Plain, MA" in page
    assert re.search(r"Bedroom 140 sq ft (fits|stops and starts|too weak|not here)", page)
    assert "Which rooms it fits" not in words(client.get(FS06))


@pytest.mark.parametrize("asked", ["abc", "00000", "1" * 300])
def test_a_zip_code_that_is_none_gets_a_sentence(client: Client, asked: str) -> None:
    response = client.get(FS06, {"zip": asked})
    assert response.status_code == 200
    assert 'role="alert"' in text(response)


@pytest.mark.parametrize(
    ("age", "kind", "offered"),
    [(10, "street", True), (45, "street", True), (46, "street", False), (10, "list", False)],
)
def test_an_offer_is_made_only_of_a_fresh_price_of_a_shop(
    client: Client, age: int, kind: str, offered: bool
) -> None:
    seen = timezone.now().date() - timedelta(days=age)
    create_price(heat_pump=own_unit(), low="999", observed_on=seen, kind=kind)
    product = structured(client.get(OWN))["Product"]
    assert ("offers" in product) == offered
    assert "aggregateRating" not in product
    if offered:
        assert product["offers"]["lowPrice"] == "999.00"
        assert product["offers"]["priceValidUntil"] == (seen + timedelta(days=45)).isoformat()


def test_the_price_rule_of_the_day_is_told(client: Client) -> None:
    unit = own_unit()
    assert "range for its brand or class" in words(client.get(OWN))
    create_price(heat_pump=unit, low="999", observed_on=timezone.now().date())
    assert "Found within 45 days" in words(client.get(OWN))


def test_nothing_in_a_name_ends_the_data_block(client: Client) -> None:
    own_unit(model_number="</script><b>1")
    response = client.get(OWN)
    assert "</script><b>" not in response.content.decode()
    assert structured(response)["Product"]["mpn"] == "</script><b>1"


def test_a_data_sheet_is_a_link_only_if_it_is_one(client: Client) -> None:
    unit = own_unit()
    create_figure(heat_pump=unit, name="submittal_url", value="javascript:alert(1)", in_use=True)
    assert "javascript:" not in text(client.get(OWN))


def test_metric_units_reach_every_figure(client: Client) -> None:
    page = words(client.get(f"{FS06}?units=metric"))
    assert "1.76 kW" in page
    assert "−25 °C" in page
    assert "92.6 cm" in page or "93 cm" in page


def test_records_know_their_page() -> None:
    unit = own_unit()
    assert unit.get_absolute_url() == OWN
    assert Brand.objects.get(slug="own-brand").get_absolute_url() == "/heat-pumps/own-brand/"


def test_a_trail_leads_back(client: Client) -> None:
    trail = structured(client.get(FS06))["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in trail] == [
        "Home",
        "Heat pumps",
        "Mitsubishi Electric",
        "MSZ-FS06NA / MUZ-FS06NA",
    ]
    assert all(step["item"].startswith("http") for step in trail)


# --- The decoder --------------------------------------------------------------------------------


def decoded(client: Client, **query: str) -> Any:
    return client.get("/heat-pumps/decode/", query)


def test_a_known_number_tells_the_unit_and_asks_for_the_room(client: Client) -> None:
    response = decoded(client, model="muz fs06nah")
    page = words(response)
    assert "Your number is for the outdoor unit" in page
    assert "stand for a size of 6,000 BTU/h" in page
    assert '<input type="hidden" name="model" value="msz-fs06na-muz-fs06nah">' in text(response)
    assert "Is it too big for this room?" in page


def test_an_indoor_number_of_two_systems_asks_which(client: Client) -> None:
    response = decoded(client, model="MSZ-FS06NA")
    assert "This number belongs to 2 systems" in words(response)
    assert text(response).count('<option value="msz-fs06na-muz-') == 2


def test_an_unknown_number_is_not_guessed(client: Client) -> None:
    page = words(decoded(client, model="MUZ-FS06NX"))
    assert "We do not know this number" in page
    assert "These are only suggestions" in page
    assert "Mitsubishi Electric MSZ-FS06NA" in page
    assert "What does the label say?" in page
    assert "This is" not in page


@pytest.mark.parametrize(
    ("size", "means"),
    [
        ("12,000", "12,000"),
        ("12000 BTU/h", "12,000"),
        ("12k", "12,000"),
        ("1 ton", "12,000"),
        ("0.75", "9,000"),
        ("3.5 kW", "11,940"),
    ],
)
def test_the_label_tells_its_nameplate_and_no_more(client: Client, size: str, means: str) -> None:
    page = words(decoded(client, model="UNKNOWN-1", size=size, volts="230", half="outdoor"))
    assert f"A nameplate of {means} BTU/h" in page
    assert "208/230 V needs its own circuit" in page
    assert "may serve several rooms" in page
    assert "The label does not say how low it turns down" in page


@pytest.mark.parametrize("size", ["big", "-1", "nan", "inf", "1e9", "9" * 60, "0"])
def test_a_size_that_is_none_gets_a_sentence(client: Client, size: str) -> None:
    response = decoded(client, model="UNKNOWN-1", size=size, volts="9", half="both")
    assert response.status_code == 200
    assert 'id="size-error"' in text(response)


def test_a_labelled_unit_is_answered_for_a_room(client: Client) -> None:
    room = {"zip": "02130", "space": "bedroom", "area": "120"}
    page = words(decoded(client, model="UNKNOWN-1", size="18000", **room))
    assert "Very likely too big" in page
    assert "A unit that cannot go that low stops and starts" in page


def test_a_wrong_zip_beside_a_label_gets_a_sentence(client: Client) -> None:
    room = {"zip": "00000", "space": "bedroom", "area": "120"}
    response = decoded(client, model="UNKNOWN-1", size="12000", **room)
    assert response.status_code == 200
    assert 'id="fit-zip-error"' in text(response)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "MSZ-FX06NL MUZ-FX09NLHZ",
            "No system in our catalog bears all of these numbers: MSZ-FX06NL, MUZ-FX09NLHZ.",
        ),
        (
            "MSZ-FS06NA / MUZ-FS06NAB",
            "This number is not in our catalog, and nothing below is about it: MUZ-FS06NAB.",
        ),
    ],
)
def test_the_decoder_says_which_number_it_could_not_place(
    client: Client, typed: str, said: str
) -> None:
    page = words(decoded(client, model=typed))
    assert said in page
    assert "This is" in page
    alone = words(decoded(client, model=typed.split(maxsplit=1)[0]))
    assert "bears all of these" not in alone
    assert "nothing below is about" not in alone


@pytest.mark.parametrize("typed", ["\x00", "%", "<script>", "💡", "a" * 300, "----"])
def test_nothing_typed_breaks_the_decoder(client: Client, typed: str) -> None:
    response = decoded(client, model=typed)
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().replace('<script type="', "")


def test_the_date_of_the_smallest_is_today(client: Client) -> None:
    today = timezone.now().date()
    assert isinstance(today, date)
    assert f"As of {today:%B} {today.day}, " in words(client.get("/heat-pumps/smallest/"))


# --- What a reader has already ------------------------------------------------------------------


@pytest.mark.parametrize("path", one_in(4, PAGES[:4]))
def test_a_page_is_sent_again_only_after_a_change(client: Client, path: str) -> None:
    etag = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    HeatPump.objects.filter(slug="map14hs1tbl").update(seer=10)
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_a_page_in_part_is_not_taken_for_the_whole(client: Client) -> None:
    swap = {"HX-Request": "true", "HX-Target": "page"}
    part = client.get("/heat-pumps/", headers=swap)["ETag"]
    assert client.get("/heat-pumps/", headers={"If-None-Match": part}).status_code == 200


@pytest.mark.slow
def test_another_day_or_setting_is_another_page(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    etag = client.get(FS06)["ETag"]
    settings.CATALOG_WITH_RIGHTS = "0"
    assert client.get(FS06, headers={"If-None-Match": etag}).status_code == 200
    settings.CATALOG_WITH_RIGHTS = "1"
    monkeypatch.setattr(etags, "today", lambda: date(2030, 1, 1))
    assert client.get(FS06, headers={"If-None-Match": etag}).status_code == 200


def test_a_page_about_a_place_is_sent_again_after_an_edit_of_its_prices(client: Client) -> None:
    path = f"{FS06}?zip=02130"
    etag = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    record_edit()
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_figures_that_contradict_each_other_are_told_with_what_we_count(client: Client) -> None:
    page = words(client.get("/heat-pumps/lg/lan150hyv2-lau150hyv2/"))
    assert (
        "by the points its HSPF is about 8.0, by its label 12.5. We count with the points" in page
    )
    assert "each published COP toward the label by at most 3%" in page
    spanish = words(client.get("/heat-pumps/lg/lan150hyv2-lau150hyv2/?lang=es"))
    assert "según los puntos, su HSPF es de cerca de 8.0; según la etiqueta, 12.5" in spanish
    assert "contradict" not in words(client.get(FS06))


def test_a_limit_for_heat_that_nobody_publishes_is_told_as_such(client: Client) -> None:
    unknown = "/heat-pumps/fujitsu/asuh12lmas-aouh12lmah1/"
    said = "Its lowest outdoor temperature is not published; most of its kind run to"
    assert f"{said} −5 °F." in words(client.get(unknown))
    assert f"{said} −21 °C." in words(client.get(f"{unknown}?units=metric"))
    spanish = words(client.get(f"{unknown}?lang=es"))
    assert "no está publicada; la mayoría de su tipo funciona hasta −5 °F." in spanish
    assert said not in words(client.get(FS06))
