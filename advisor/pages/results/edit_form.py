"""The answers that can be changed beside the result."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from advisor.pages.shared.fields import Field, field_for
from advisor.questions.definitions import QUESTIONS

EDITABLE = (
    "area",
    "insulation",
    "drafts",
    "exterior_walls",
    "above",
    "below",
    "windows",
    "facing",
    "shade",
    "hold",
    "power",
    "outdoor_unit",
    "heating_now",
    "budget",
)
"""The answers that can be changed beside the result; the rest is one link away."""


EDITABLE_AT_ONCE = 6


def edit_field(name: str, given: Mapping[str, str], assumed: str) -> Field:
    """A question beside the result; a choice is a select that says what is assumed meanwhile."""
    field = field_for(QUESTIONS[name], given, prefix="edit")
    if field.kind != "choice":
        return replace(field, assumed=assumed)
    return replace(field, select=_select(name, field.value, assumed, get_language()))


@lru_cache(maxsize=1000)
def _select(name: str, value: str, assumed: str, language: str | None) -> SafeString:  # noqa: ARG001
    """The options of one select. Kept, because fifteen of them are a third of the page."""
    blank = _("%(value)s (assumed)") % {"value": assumed} if assumed else _("not sure")
    options = [("", SafeString(), blank)]
    options += [
        (key, SafeString(" selected") if key == value else SafeString(), str(choice.label))
        for key, choice in QUESTIONS[name].choices.items()
    ]
    return format_html_join("", '<option value="{}"{}>{}</option>', options)
