"""What the templates in ``templates/jinja2`` may call: the engine of the pages asked most.

A value costs Jinja2 a tenth of what it costs Django's engine, so the question page, the live line
and the results are written for it. Whatever they seldom show stays with Django's engine
(``rendered``), so that nothing is written twice but the frame; a test compares the two frames.
"""

from collections import defaultdict
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django_htmx.jinja import htmx_script
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from advisor.pages.shared import layout
from advisor.pages.shared.money.markup import hidden_inputs
from advisor.pages.wizard.question import QuestionPage
from advisor.templatetags.article_tags import (
    article_answer,
    landed_answers,
    moved_answers,
    oembed_links,
    other_answers,
    shop_links,
)
from advisor.templatetags.frame_tags import canonical_link, robots_meta
from advisor.templatetags.rows import asked_field


class Words(dict[str, Markup]):
    """The fixed words of templates in one language, each looked up and escaped once."""

    def __missing__(self, english: str) -> Markup:
        words = self[english] = escape(gettext(english))
        return words


_words: Final[defaultdict[str, Words]] = defaultdict(Words)
"""By language, which is active whenever they are used."""


def language_and_words(_request: HttpRequest) -> dict[str, object]:
    """Context processor: ``_`` and ``language``, resolved once a page."""
    language = get_language() or settings.LANGUAGE_CODE
    return {"language": language, "_": _words[language].__getitem__}


@pass_context
def rendered(context: Context, template: str, **given: Any) -> SafeString:
    """A template of Django's engine, with nothing but what is ``given`` and the request."""
    return render_to_string(template, given, context["request"], using="django")


def moved_notes(request: HttpRequest) -> SafeString:
    """What is said to a reader who came by an older link or from an article; mostly nothing."""
    if moved_answers(request) or landed_answers(request) or article_answer(request):
        return render_to_string("components/_moved.html", {}, request, using="django")
    return SafeString()


def brought_along(page: QuestionPage) -> SafeString:
    """What an article's link passed that this page of questions does not ask; mostly nothing."""
    answers = other_answers(page)
    if not answers:
        return SafeString()
    context = {"answers": answers}
    return render_to_string("components/_from_article.html", context, using="django")


@cache
def file_address(name: str) -> SafeString:
    """The address of a static file, which carries its version."""
    return mark_safe(static(name))  # noqa: S308 - names of ours


def environment(**options: Any) -> Environment:
    """The engine that the settings name. A name that nobody gave is an error, never a blank."""
    # Not "trim_blocks": the end of a line is the space between two words of a sentence.
    strict = {"undefined": StrictUndefined, "lstrip_blocks": True}
    made = Environment(**{**options, **strict})  # noqa: S701 - autoescape is among Django's options
    made.filters["capfirst"] = capfirst
    made.globals |= {
        "asked_field": asked_field,
        "brought_along": brought_along,
        "canonical_link": canonical_link,
        "hidden_inputs": hidden_inputs,
        "htmx_script": cache(htmx_script),
        "moved_notes": moved_notes,
        "oembed_links": oembed_links,
        "rendered": rendered,
        "robots_meta": robots_meta,
        "shop_links": shop_links,
        "site_choices": layout.choices,
        "site_frame": layout.frame,
        "static": file_address,
        "url": layout.address_of,
    }
    return made
