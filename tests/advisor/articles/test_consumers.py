"""What other programs make of our addresses, by their own rules: WordPress, Ghost, micawber.

WordPress 6: ``WP_oEmbed::discover``, ``fetch`` and ``wp_filter_oembed_result``. Ghost 5:
``fetchOembedData`` of its oEmbed service. Each rule is written here again from what they do.
"""

import re
from collections.abc import Iterator
from html import escape, unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import micawber
import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from advisor.articles import presets
from advisor.models import EmbedSite, Preset
from tests.lanes import one_in

pytestmark = pytest.mark.usefixtures("real_data")

HOME = "http://testserver"
SLUG = "how-to-clean-heat-pump-coils"
UNIT = "/heat-pumps/mitsubishi-electric/msz-fs06na-muz-fs06na/"
CARD = "/embed/card/msz-fs06na-muz-fs06na/"
CODES = (
    *("smallest", "decode", "no-outdoor", "room-size", "window"),
    *("care", "winter", "cycling", "which-type", "cost"),
)
JSON, XML = "application/json+oembed", "text/xml+oembed"


@pytest.fixture
def client(db: None, settings: Settings) -> Client:
    settings.SITE_URL = HOME
    presets.load()
    EmbedSite.objects.create(host="blog.example")
    return Client(headers={"user-agent": "WordPress/6.7; https://blog.example"})


def fetched(client: Client, address: str) -> Any:
    """What a program gets that follows redirects."""
    assert address.startswith(f"{HOME}/")
    return client.get(address.removeprefix(HOME), follow=True)


# WordPress

LINK = re.compile(r"<link([^<>]+?)/?>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s'"]+))(?:\s|$)""")
LONGEST_PAGE = 153_600  # bytes
ALLOWED = {
    "a": {"href"},
    "blockquote": {"data-secret"},
    "iframe": {
        *("src", "width", "height", "frameborder", "marginwidth", "marginheight"),
        *("scrolling", "title", "data-secret"),
    },
}


def wordpress_discovers(page: bytes) -> str:
    """The provider: the first JSON link before </head> of the first part of a page, else XML."""
    text = page[:LONGEST_PAGE].decode()
    end = text.lower().find("</head>")
    found: dict[str, str] = {}
    for link in LINK.findall(text[:end] if end > 0 else text):
        given = {name: a or b or c for name, a, b, c in ATTRIBUTE.findall(link)}
        if given.get("type") in {JSON, XML} and given.get("href"):
            found.setdefault(given["type"], unescape(given["href"]))
            if given["type"] == JSON:
                break
    return found.get(JSON) or found.get(XML, "")


def wordpress_fetches(client: Client, provider: str, url: str, width: int = 500) -> Any:
    parts = urlsplit(provider)
    given = dict(parse_qsl(parts.query)) | {
        "maxwidth": str(width),
        "maxheight": str(min(round(width * 1.5), 1000)),
        "url": url,
        "dnt": "1",
        "format": "json",
    }
    response = client.get(f"{parts.path}?{urlencode(given)}")
    assert response.status_code == 200
    return response.json()


class Kses(HTMLParser):
    """Only these tags with only these attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.kept = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in ALLOWED:
            given = "".join(
                f' {name}="{escape(value or "")}"'
                for name, value in attributes
                if name in ALLOWED[tag]
            )
            self.kept += f"<{tag}{given}>"

    def handle_endtag(self, tag: str) -> None:
        self.kept += f"</{tag}>" if tag in ALLOWED else ""

    def handle_data(self, data: str) -> None:
        self.kept += escape(data, quote=False)


def wordpress_filters(html: str, secret: str = "Abc123Def4") -> str:
    """An untrusted provider keeps a quote and a frame, which may run scripts and nothing else."""
    kept = Kses(html).kept
    found = re.search(r"(<blockquote>.*?</blockquote>)?.*(<iframe.*?></iframe>)", kept, re.DOTALL)
    if found is None:
        return ""
    made = (found[1] or "") + found[2]
    source = re.search(r""" src=(['"])(.*?)\1""", made)
    if source:
        there = f"{source[2]}#?secret={secret}"
        made = made.replace(source[0], f' src="{there}" data-secret="{secret}"')
        made = made.replace("<blockquote", f'<blockquote data-secret="{secret}"')
    if found[1]:
        made = made.replace("<iframe", '<iframe style="position: absolute; visibility: hidden;"')
        made = made.replace("<blockquote", '<blockquote class="wp-embedded-content"')
    return made.replace(
        "<iframe",
        '<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted"',
    )


def as_wordpress(client: Client, url: str) -> str:
    provider = wordpress_discovers(fetched(client, url).content)
    assert provider, f"no discovery at {url}"
    told = wordpress_fetches(client, provider, url)
    assert told["type"] == "rich", told
    return wordpress_filters(told["html"])


def pasted() -> Iterator[tuple[str, str]]:
    for code in CODES:
        yield f"/go/{code}/?from={SLUG}&slot=box", f"/embed/{code}/"
        yield f"/embed/{code}/?from={SLUG}&slot=box", f"/embed/{code}/"
    yield UNIT, "/embed/model/msz-fs06na-muz-fs06na/"
    yield f"{UNIT}card/", CARD
    for kind in ("card", "chart", "model"):
        yield f"/embed/{kind}/msz-fs06na-muz-fs06na/", f"/embed/{kind}/msz-fs06na-muz-fs06na/"


@pytest.mark.parametrize(("path", "frame"), one_in(3, pasted()))
def test_wordpress_embeds_an_address_that_is_pasted_alone_on_a_line(
    client: Client, path: str, frame: str
) -> None:
    html = as_wordpress(client, f"{HOME}{path}")
    source = re.search(r'<iframe[^>]* src="([^"]+)"', html)
    assert source
    there = unescape(source[1])
    assert there.startswith(f"{HOME}{frame}")
    assert there.endswith("#?secret=Abc123Def4")
    assert 'sandbox="allow-scripts" security="restricted"' in html
    assert re.search(r'<blockquote class="wp-embedded-content" data-secret="[^"]+"><a href', html)
    assert re.search(r' title="[^"]+"', html)
    assert ' width="100%"' in html  # a phone is never outgrown where the style was taken away
    if "from=" in path:
        assert f"from={SLUG}&slot=box" in there
    framed = client.get(there.removeprefix(HOME).partition("#")[0])
    assert framed.status_code == 200
    assert "https://blog.example" in framed["Content-Security-Policy"]


@pytest.mark.parametrize("code", CODES)
def test_every_landing_and_every_frame_has_both_links_in_its_head(
    client: Client, code: str
) -> None:
    for path in (f"/go/{code}/?from={SLUG}", f"/embed/{code}/"):
        page = fetched(client, f"{HOME}{path}").content
        assert len(page) < LONGEST_PAGE or page.find(JSON.encode()) < LONGEST_PAGE
        head = page.decode().partition("</head>")[0]
        assert head.count(f'type="{JSON}"') == head.count(f'type="{XML}"') == 1


def test_wordpress_gets_a_mere_link_while_no_site_may_frame(client: Client) -> None:
    EmbedSite.objects.all().delete()
    url = f"{HOME}/go/window/"
    provider = wordpress_discovers(fetched(client, url).content)
    told = wordpress_fetches(client, provider, url)
    assert (told["type"], "html" in told) == ("link", False)


def test_the_rules_of_wordpress_drop_what_they_should() -> None:
    """The port itself: a frame with a script beside it keeps the frame only, and no style."""
    dirty = '<p>x</p><iframe onload="x()" style="y" src="https://a.example/"></iframe><script>'
    made = wordpress_filters(dirty)
    assert "onload" not in made
    assert 'style="y"' not in made
    assert "<p>" not in made
    assert wordpress_filters("<p>only words</p>") == ""
    assert wordpress_discovers(b'<head><link type="text/html" href="/x"></head>') == ""


# Ghost

KNOWN = {
    *("type", "version", "html", "url", "title", "width", "height", "author_name", "author_url"),
    *("provider_name", "provider_url", "thumbnail_url", "thumbnail_width", "thumbnail_height"),
}


def as_ghost(client: Client, url: str) -> dict[str, Any] | None:
    """The card that Ghost makes: it asks the address of the page at which it arrived."""
    page = fetched(client, url).content.decode()
    link = re.search(rf'<link[^>]+type="{re.escape(JSON)}"[^>]+href="([^"]+)"', page)
    if link is None or re.search(r"wp-json/oembed", link[1]):
        return None
    body = fetched(client, unescape(link[1])).json()
    if not (body.get("type") and body.get("version")) or body["type"] == "link":
        return None
    if body["type"] == "rich" and not (body.get("html") and body.get("width")):
        return None
    return {name: value for name, value in body.items() if name in KNOWN}


@pytest.mark.parametrize("code", one_in(3, CODES))
def test_ghost_embeds_each_preset_though_it_asks_for_the_page_where_it_arrives(
    client: Client, code: str
) -> None:
    card = as_ghost(client, f"{HOME}/go/{code}/?from={SLUG}&slot=box")
    assert card is not None
    source = re.search(r' src="([^"]+)"', card["html"])
    assert source
    assert unescape(source[1]).startswith(f"{HOME}/embed/{code}/?"), code
    assert f"from={SLUG}" in unescape(source[1])
    assert card["title"] == Preset.objects.get(code=code).title


def test_ghost_takes_the_answer_that_a_link_set_for_the_presets_own(client: Client) -> None:
    card = as_ghost(client, f"{HOME}/go/cost/?area=350")
    assert card is not None
    assert "/embed/cost/?area=350" in card["html"]


# micawber


@pytest.mark.parametrize("code", CODES)
def test_micawber_puts_each_preset_into_a_text(client: Client, code: str) -> None:
    class Here(micawber.Provider):  # type: ignore[misc]
        def fetch(self, url: str) -> str:
            response = client.get(url.removeprefix(HOME))
            return response.content.decode() if response.status_code == 200 else ""

    registry = micawber.ProviderRegistry()
    registry.register(rf"{re.escape(HOME)}/\S*", Here(f"{HOME}/oembed/"))
    text = registry.parse_text(f"{HOME}/go/{code}/?from={SLUG}", maxwidth=320)
    assert f"{HOME}/embed/{code}/" in text
    assert 'width="100%"' in text
    assert "max-width:320px" in text


def test_our_own_address_is_the_one_that_is_told(client: Client) -> None:
    assert settings.SITE_URL == HOME


@pytest.mark.parametrize("path", ["/", UNIT, "/guides/who-pays/", "/guides/sizing/", "/method/"])
def test_a_page_names_a_description_only_where_there_is_one(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    there = client.get("/oembed/", {"url": f"{HOME}{path}", "format": "json"})
    assert (JSON in page) == (there.status_code == 200)
    assert (path in {"/", UNIT}) <= (JSON in page)
