"""The frame of every page, for the base template."""

from django import template
from django.template import Context
from django.utils.safestring import mark_safe

from advisor.pages.shared import layout
from advisor.pages.shared.public_addresses import address_record
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
