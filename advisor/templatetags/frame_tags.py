"""The frame of every page, for the base template."""

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.safestring import mark_safe

from advisor.pages.shared import layout
from advisor.pages.shared.public_addresses import address_record
from advisor.pages.shared.render import with_query
from advisor.pages.shared.structured import canonical
from advisor.questions.answer_form import read

register = template.Library()


@register.simple_tag(takes_context=True)
def site_frame(context: Context) -> layout.SiteFrame | layout.RoomFrame:
    """Header and footer links."""
    return layout.frame(context.get("request"))


@register.simple_tag(takes_context=True)
def site_choices(context: Context) -> layout.Choices:
    """The open page in other languages and units."""
    return layout.choices(context.get("request"))


@register.simple_tag(takes_context=True)
def onward(context: Context, view: str, *parts: str) -> str:
    """The address of a page that may lead to the questions, with the answers of the open one and
    the article it came from."""
    request = getattr(context, "request", None)
    return with_query(reverse(view, args=parts), _answers(request) if request else {})


def _answers(request: HttpRequest) -> dict[str, str]:
    """What the address says, without what does not read; a label's text is no model to judge."""
    if request.resolver_match is None:
        return {}
    form = read(request.GET)
    left = {*form.errors, *(["model"] if request.resolver_match.view_name == "decode" else [])}
    return {name: text for name, text in form.given.items() if name not in left}


@register.simple_tag(takes_context=True)
def canonical_link(context: Context) -> str:
    """The canonical address of the open page: without answers, article, language and units.

    Pages with parts in their path (a brand, a model, a guide) write their own.
    """
    record = address_record(context.get("request"))
    if record is None or record.has_parts:
        return ""
    if record.canonical:
        return canonical(record.canonical)
    return canonical(context["request"].resolver_match.url_name) if record.indexed else ""


@register.simple_tag(takes_context=True)
def robots_meta(context: Context) -> str:
    """What search engines are asked in the page itself, as in its header."""
    record = address_record(context.get("request"))
    if record is None or record.indexed:
        return ""
    return mark_safe('<meta name="robots" content="noindex">')
