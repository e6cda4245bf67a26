"""The frame of every page, for the base template."""

from django import template
from django.template import Context

from advisor.pages.shared import layout
from advisor.pages.shared.structured import canonical

register = template.Library()


@register.simple_tag(takes_context=True)
def site_frame(context: Context) -> layout.SiteFrame:
    """Header and footer links."""
    return layout.frame(context.get("request"))


@register.simple_tag(takes_context=True)
def site_choices(context: Context) -> layout.Choices:
    """The open page in other languages and units."""
    return layout.choices(context.get("request"))


CANONICAL = {"home": "home", **dict.fromkeys(("questions", "check", "results"), "questions")}
"""Which clean page stands for a page of answers; pages with a canonical of their own say so."""


@register.simple_tag(takes_context=True)
def canonical_link(context: Context) -> str:
    """The canonical address of a page of answers: the clean page, whatever an article brought."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    name = CANONICAL.get(match.view_name) if match else None
    return canonical(name) if name else ""
