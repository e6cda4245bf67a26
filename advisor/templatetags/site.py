"""The frame of every page, for the base template."""

from django import template
from django.template import Context

from advisor.pages import site

register = template.Library()


@register.simple_tag(takes_context=True)
def site_frame(context: Context) -> site.Frame:
    """Header and footer links."""
    return site.frame(context.get("request"))


@register.simple_tag(takes_context=True)
def site_choices(context: Context) -> site.Choices:
    """The open page in other languages and units."""
    return site.choices(context.get("request"))
