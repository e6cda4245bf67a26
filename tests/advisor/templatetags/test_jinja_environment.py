"""The pages that Jinja2 renders: their frame is everybody's, their words and escapes are ours."""

import re
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import polib
import pytest
from django.http import HttpRequest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation
from jinja2 import Environment, UndefinedError

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "templates" / "jinja2"
NAMES = sorted(str(file.relative_to(FOLDER)) for file in FOLDER.rglob("*.html"))
ROOM = "zip=02130&space=bedroom&area=120"
QUERIES = ("", ROOM, f"{ROOM}&units=metric&lang=es", f"{ROOM}&insulated=yes&from=x&about=a<b")


def environment() -> Environment:
    found: Environment = engines["jinja2"].env  # type: ignore[attr-defined]  # of its backend
    return found


def request_for(path: str, query: str) -> HttpRequest:
    request = RequestFactory().get(f"{path}?{query}", SERVER_NAME="localhost")
    request.resolver_match = resolve(path)
    return request


def tags_and_words(html: str) -> list[str]:
    """The markup without the spaces between its parts, whichever way it is escaped."""
    parts = re.findall(r"<[^>]*>|[^<]+", re.sub(r"\s+", " ", html))
    found = [re.sub(r"\s*(/?>)$", r"\1", unescape(part).strip()) for part in parts]
    return [part for part in found if part]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("query", QUERIES)
def test_what_both_engines_have_is_the_same(query: str, language: str) -> None:
    twice = [name for name in NAMES if (ROOT / "templates" / name).exists()]
    assert twice == [f"components/_{name}.html" for name in ("choices", "htmx", "oembed", "swap")]
    htmx, nothing = "components/_htmx.html", environment().from_string("")
    pairs = [("base.html", "frame.html", nothing), *((name, name, htmx) for name in twice)]
    with translation.override(language):
        for path in ("/advice/results/", "/advice/", "/"):
            for django, jinja, content in pairs:
                request = request_for(path, query)
                given = {"title": "A & <b>", "said": "x", "swapping": True, "content": content}
                theirs = render_to_string(django, given, request, using="django")
                ours = render_to_string(jinja, given, request, using="jinja2")
                assert tags_and_words(ours) == tags_and_words(theirs) != [], jinja


def test_a_name_that_nobody_gave_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="forgotten"):
        environment().from_string("{{ forgotten }}").render()


def test_whatever_a_visitor_typed_is_escaped() -> None:
    page = SimpleNamespace(typed='"><script>')
    text = environment().from_string('<p title="{{ page.typed }}">').render(page=page)
    assert text == '<p title="&#34;&gt;&lt;script&gt;">'
    words = environment().from_string('{{ _("Buy it at %(shop)s")|format(shop="<i>") }}')
    assert words.render(_=str) == "Buy it at &lt;i&gt;"


def test_fixed_words_follow_the_language_of_the_page() -> None:
    request = request_for("/advice/", "")
    for language, menu in (("en", "Menu"), ("es", "Menú"), ("en", "Menu")):
        with translation.override(language):
            page = engines["jinja2"].from_string('{{ language }} {{ _("Menu") }}')
            assert page.render({}, request) == f"{language} {menu}"


def test_the_words_of_the_templates_are_collected_for_translation() -> None:
    """What is not one constant (a sentence put together, a plural) would never be found."""
    catalog = polib.pofile(str(ROOT / "advisor/locale/es/LC_MESSAGES/django.po"))
    known = {entry.msgid for entry in catalog}
    texts = {name: (FOLDER / name).read_text(encoding="utf-8") for name in NAMES}
    asked = {name: len(re.findall(r"\b_\(", text)) for name, text in texts.items()}
    found = {name: re.findall(r'\{\{ _\("([^"]+)"\)', text) for name, text in texts.items()}
    assert sum(asked.values()) > 30
    assert {name: len(words) for name, words in found.items()} == asked
    assert {each for words in found.values() for each in words} <= known
