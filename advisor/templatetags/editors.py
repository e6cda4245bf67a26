"""What a page says to a reader who came by an older link."""

from django import template
from django.http import HttpRequest
from django.utils.translation import gettext as _

from advisor import retired
from advisor.questions import choice_label, short_label

register = template.Library()


@register.simple_tag
def moved_answers(request: object) -> list[str]:
    """A sentence for each answer of the address that is no longer asked as it was."""
    if not isinstance(request, HttpRequest) or request.resolver_match is None:
        return []  # the page of an error: there may be nothing to read
    asked = request.GET
    if retired.names().isdisjoint(asked):
        return []
    given = ((name, text) for name in asked for text in asked.getlist(name))
    return [_sentence(moved) for moved in retired.living(given)[1]]


def _sentence(moved: retired.Moved) -> str:
    was = "=".join(moved.was)
    if moved.now is None:
        return _("The link said “%(was)s”. We no longer ask that, so it is left open.") % {
            "was": was
        }
    name, value = moved.now
    return _(
        "The link said “%(was)s”, an older answer. We took the nearest: %(question)s, %(answer)s."
    ) % {"was": was, "question": short_label(name), "answer": choice_label(name, value)}
