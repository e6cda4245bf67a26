"""The small wizard in a frame, and oEmbed, which offers it to other sites."""

import json
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, quote
from xml.etree import ElementTree as ET

import micawber
import pytest
from django.conf import settings as program
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from pytest_django import Settings

from advisor.articles import presets
from advisor.models import DailyCount, Preset, PresetCode
from advisor.questions.definitions import QUESTIONS
from tests.advisor.operations.test_article_analytics import READER

SLUG = "how-to-clean-heat-pump-coils"


@pytest.fixture
def reader(db: None, settings: Settings) -> Client:
    settings.SITE_URL = "http://testserver"
    presets.load()
    Preset.objects.update(sites=["blog.example"])
    return Client(headers={"user-agent": READER})


def ancestors(response: Any) -> str:
    found = re.search(r"frame-ancestors ([^;]*)", response["Content-Security-Policy"])
    assert found
    return found[1]


# Who may frame


def test_a_frame_is_allowed_on_the_sites_of_its_preset_and_on_no_other(reader: Client) -> None:
    response = reader.get("/embed/window/")
    assert ancestors(response) == "'self' https://blog.example https://www.blog.example"
    assert "X-Frame-Options" not in response
    assert "unsafe" not in response["Content-Security-Policy"]
    Preset.objects.update(sites=[])
    assert ancestors(reader.get("/embed/window/")) == "'self'"


def test_a_site_with_www_is_the_same_site_and_ones_own_machine_needs_no_https(
    reader: Client,
) -> None:
    Preset.objects.update(sites=["www.blog.example", "localhost:9000"])
    assert ancestors(reader.get("/embed/window/")) == (
        "'self' https://blog.example https://www.blog.example http://localhost:9000"
    )


@pytest.mark.parametrize("site", ["blog.example; script-src *", "*", "https://blog.example", "a b"])
def test_a_site_is_a_host_name_and_nothing_else(site: str) -> None:
    from django.core.exceptions import ValidationError

    preset = Preset(code="x", title="x", wording="x", sites=[site])
    with pytest.raises(ValidationError):
        preset.full_clean(validate_unique=False, validate_constraints=False)


def plain_pages() -> list[str]:
    """Every page of ours without parts in its address, but for the frame."""
    return [
        f"/{entry.pattern}"
        for entry in get_resolver().url_patterns
        if isinstance(entry, URLPattern) and "<" not in str(entry.pattern)
    ]


def test_everything_else_refuses_to_be_framed(reader: Client, real_data: None) -> None:
    pages = [*plain_pages(), "/go/window/", "/admin/login/", "/nothing-here/", "/embed/nothing/"]
    assert "/advice/results/" in pages
    for page in pages:
        response = reader.get(page)
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"], page
        assert response["X-Frame-Options"] == "DENY", page


CARD = "/embed/card/msz-fs06na-muz-fs06na/"


def test_a_label_card_may_be_framed_wherever_a_preset_may(reader: Client, real_data: None) -> None:
    Preset.objects.filter(code="window").update(sites=["home.example"])
    response = reader.get(CARD)
    assert ancestors(response) == (
        "'self' https://blog.example https://www.blog.example"
        " https://home.example https://www.home.example"
    )
    assert "X-Frame-Options" not in response
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    assert reader.get("/embed/card/no-such-unit/").status_code == 404


def test_a_framed_card_leads_to_the_unit_and_to_the_questions_with_its_article(
    reader: Client, real_data: None
) -> None:
    page = reader.get(f"{CARD}?from={SLUG}&slot=box").content.decode()
    assert "SEER2" in page
    assert (
        f'href="/heat-pumps/mitsubishi-electric/msz-fs06na-muz-fs06na/?from={SLUG}&amp;slot=box"'
        in page
    )
    ask = re.search(r'href="/advice/\?([^"]*)"', page)
    assert ask
    told = parse_qs(unescape(ask[1]))
    assert told == {"model": ["msz-fs06na-muz-fs06na"], "from": [SLUG], "slot": ["box"]}


def test_the_page_of_a_card_hands_out_the_code_of_its_frame(
    reader: Client, real_data: None
) -> None:
    page = reader.get("/heat-pumps/mitsubishi-electric/msz-fs06na-muz-fs06na/card/")
    code = unescape(page.content.decode().split("<textarea")[1].split("</textarea>")[0])
    assert f'<iframe src="http://testserver{CARD}"' in code
    assert 'title="Label card: ' in code
    assert '<script src="http://testserver/embed.js" async></script>' in code
    assert reader.get(CARD).status_code == 200


# What it shows


def test_the_frame_asks_in_order_and_takes_every_choice_as_a_link(
    reader: Client, real_data: None
) -> None:
    page = reader.get("/embed/no-outdoor/").content.decode()
    assert str(QUESTIONS["tenure"].label) in page
    assert "tenure=rent" in page
    page = reader.get("/embed/no-outdoor/?tenure=rent").content.decode()
    assert str(QUESTIONS["space"].label) in page
    page = reader.get("/embed/no-outdoor/?tenure=rent&space=bedroom").content.decode()
    assert "area=120" in page
    assert "I don’t know" not in page  # the floor is needed


def test_the_answers_of_the_article_are_marked_and_can_be_changed(reader: Client) -> None:
    page = reader.get("/embed/no-outdoor/").content.decode()
    assert page.count("from the article") == 2
    again = reader.get("/embed/no-outdoor/?edit=outdoor_unit").content.decode()
    assert "outdoor_unit=yes" in again
    changed = reader.get("/embed/no-outdoor/?outdoor_unit=yes").content.decode()
    assert changed.count("from the article") == 1


def test_the_frame_ends_with_the_verdict_of_the_same_advice(
    reader: Client, real_data: None
) -> None:
    query = "space=bedroom&area=120&zip=02130"
    page = reader.get(f"/embed/smallest/?{query}&from={SLUG}")
    result = reader.get(f"/advice/results/?{query}")
    frame = page.context["frame"]
    assert frame.verdict.headline == result.context["page"].title
    assert frame.onward == f"/advice/results/?zip=02130&space=bedroom&area=120&from={SLUG}"


def test_the_frame_marks_an_estimated_minimum(reader: Client, real_data: None) -> None:
    query = "space=bedroom&area=120&zip=02130"
    first = reader.get(f"/advice/results/?{query}").context["page"].picks.leading[0].pick
    told = reader.get(f"/embed/smallest/?{query}").context["frame"].verdict.first
    assert "minimum heat" in told
    assert ("(estimate)" in told) == (first.evidence.minimum != "published")


def test_a_wrong_answer_is_asked_again_with_a_sentence(reader: Client, real_data: None) -> None:
    page = reader.get("/embed/smallest/?space=bedroom&area=120&zip=2130").content.decode()
    assert "A ZIP code has five digits" in page
    page = reader.get("/embed/smallest/?space=bedroom&area=120&zip=00000").content.decode()
    assert "We do not know the ZIP code" in page
    assert reader.get("/embed/smallest/?space=%00&area=x&zip=%ff&edit=%00").status_code == 200
    assert reader.get(f"/embed/smallest/?x={'x' * 5000}").status_code == 400


@pytest.mark.parametrize("code", json.loads(presets.FILE.read_text())["presets"])
def test_each_preset_has_a_frame_with_a_way_on(reader: Client, code: dict[str, Any]) -> None:
    response = reader.get(f"/embed/{code['code']}/")
    assert response.status_code == 200
    page = response.content.decode()
    assert code["title"] in page.replace("&#x27;", "'")
    assert 'target="_blank"' in page
    assert f"http://testserver/go/{code['code']}/" in page
    assert not response.cookies


def test_the_frame_of_the_decoder_asks_for_the_model_number(reader: Client) -> None:
    page = reader.get("/embed/decode/?from=an-article").content.decode()
    assert 'name="model"' in page
    assert '<input type="hidden" name="from" value="an-article">' in page


def test_a_renamed_preset_redirects_its_frame_and_an_unknown_one_is_not_found(
    reader: Client,
) -> None:
    PresetCode.objects.create(code="old", preset=Preset.objects.get(code="window"))
    response = reader.get("/embed/old/?from=a")
    assert (response.status_code, response["Location"]) == (301, "/embed/window/?from=a")
    assert reader.get("/embed/nothing/").status_code == 404


def test_loading_a_frame_is_no_opening_and_its_first_answer_is_one(
    reader: Client, real_data: None
) -> None:
    reader.get(f"/embed/smallest/?from={SLUG}&slot=box")
    assert not DailyCount.objects.exists()
    reader.get(f"/embed/smallest/?from={SLUG}&slot=box&space=bedroom")
    reader.get(f"/embed/smallest/?from={SLUG}&slot=box&space=bedroom&area=120")
    reader.get(f"/embed/smallest/?from={SLUG}&slot=box&space=bedroom&area=120&zip=02130")
    assert list(DailyCount.objects.values_list("event", "detail", "count")) == [
        ("opened", "box", 1),
        ("started", "", 1),
    ]


def test_the_scripts_for_frames_are_small_and_ours(reader: Client) -> None:
    response = reader.get("/embed.js")
    assert response.status_code == 302
    assert "js/embed" in response["Location"]
    for name in ("embed.js", "framed.js"):
        assert (program.BASE_DIR / "static" / "js" / name).stat().st_size <= 3000


# oEmbed


def asked(reader: Client, url: str, **more: str) -> Any:
    return reader.get("/oembed/", {"url": url, **more})


def test_oembed_describes_a_preset_as_json(reader: Client) -> None:
    response = asked(reader, f"http://testserver/go/window/?from={SLUG}&slot=box")
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    told = response.json()
    assert told["version"] == "1.0"
    assert told["type"] == "rich"
    assert (told["width"], told["height"]) == (640, 460)
    assert f'src="http://testserver/embed/window/?from={SLUG}&amp;slot=box"' in told["html"]
    assert 'title="Does it fit your window?"' in told["html"]
    assert "<blockquote><a " in told["html"]


def test_oembed_says_the_same_in_xml(reader: Client) -> None:
    as_json = asked(reader, "http://testserver/go/window/").json()
    response = asked(reader, "http://testserver/go/window/", format="xml")
    assert response["Content-Type"].startswith("text/xml")
    root = ET.fromstring(response.content)
    assert {each.tag: each.text for each in root} == {k: str(v) for k, v in as_json.items()}


def test_oembed_keeps_within_what_the_consumer_can_show(reader: Client) -> None:
    told = asked(reader, "http://testserver/go/window/", maxwidth="320", maxheight="200").json()
    assert (told["width"], told["height"]) == (320, 200)
    assert 'width="100%" height="200"' in told["html"]
    assert 'style="max-width:320px"' in told["html"]
    told = asked(reader, "http://testserver/go/window/", maxwidth="-5", maxheight="x").json()
    assert (told["width"], told["height"]) == (640, 460)


def test_oembed_of_our_other_pages_is_the_house_wizard_with_their_answers(
    reader: Client, real_data: None
) -> None:
    html = asked(reader, "http://testserver/advice/results/?zip=02130&space=bedroom&area=120")
    assert "/embed/smallest/?zip=02130&amp;space=bedroom&amp;area=120" in html.json()["html"]
    assert "/embed/smallest/" in asked(reader, "http://testserver/").json()["html"]


def test_oembed_is_a_link_while_no_site_may_frame(reader: Client) -> None:
    Preset.objects.update(sites=[])
    told = asked(reader, "http://testserver/go/window/").json()
    assert told["type"] == "link"
    assert "html" not in told


@pytest.mark.parametrize(
    "url",
    [
        "http://testserver/go/nothing/",
        "http://testserver/method/",
        "http://testserver/nowhere/",
        "https://elsewhere.example/go/window/",
        "javascript:alert(1)",
        "http://[::1",
        "/go/window/",
    ],
)
def test_oembed_knows_nothing_of_other_addresses(reader: Client, url: str) -> None:
    assert asked(reader, url).status_code == 404


def test_oembed_refuses_other_formats_and_wants_an_address(reader: Client) -> None:
    assert asked(reader, "http://testserver/go/window/", format="yaml").status_code == 501
    assert reader.get("/oembed/").status_code == 400


@pytest.mark.parametrize(
    "page", ["/", "/advice/?space=bedroom", "/advice/results/?zip=02130&space=bedroom&area=120"]
)
def test_pages_tell_consumers_where_they_are_described(
    reader: Client, real_data: None, page: str
) -> None:
    html = reader.get(page).content.decode()
    link = re.search(r'type="application/json\+oembed"\s+href="([^"]+)"', html)
    assert link
    there = link[1].replace("&amp;", "&").removeprefix("http://testserver")
    assert f"url={quote(f'http://testserver{page}', safe='')}" in there
    assert reader.get(there).json()["version"] == "1.0"


def test_a_short_address_tells_it_in_its_header(reader: Client) -> None:
    header = reader.get("/go/window/?from=x")["Link"]
    there = re.search(
        r'<http://testserver([^>]+)>; rel="alternate"; type="application/json', header
    )
    assert there
    assert "/embed/window/" in reader.get(there[1]).json()["html"]


@pytest.fixture
def allowed_everywhere(site: str, settings: Settings, django_db_blocker: Any) -> Any:
    settings.SITE_URL = site
    with django_db_blocker.unblock():
        Preset.objects.update(sites=["blog.example"])
        yield
        Preset.objects.update(sites=[])


def test_a_real_consumer_reads_what_we_provide(site: str, allowed_everywhere: None) -> None:
    registry = micawber.ProviderRegistry()
    provider = micawber.Provider(f"{site}{reverse('oembed')}")
    registry.register(rf"{re.escape(site)}/\S*", provider)
    told = registry.request(f"{site}/go/window/?from={SLUG}", maxwidth=400)
    assert told["type"] == "rich"
    assert told["width"] == 400
    text = registry.parse_text(f"{site}/go/window/?from={SLUG}")
    assert f"{site}/embed/window/?from={SLUG}" in text.replace("&amp;", "&")
    with pytest.raises(micawber.ProviderException):
        registry.request(f"{site}/go/nothing/")


def test_the_answer_of_oembed_is_plain_json(reader: Client) -> None:
    body = asked(reader, "http://testserver/go/window/").content
    assert json.loads(body)["provider_url"] == "http://testserver/"
