"""``{% who_to_call_here contacts level=2 %}``: whom to call, under a heading of that level."""

from typing import Any

from django import template

from advisor.pages.shared.contact_lines import is_for_contractors, who_to_call

register = template.Library()


@register.inclusion_tag("components/_contacts.html")
def who_to_call_here(contacts: Any, level: int, unit_type: str = "") -> dict[str, Any]:
    """The section of lists and coaches; ``contacts`` are those of an advice. Nothing where it is
    about a ``unit_type`` that nobody needs a contractor for."""
    if unit_type and not is_for_contractors(unit_type):
        return {}
    return {"call": who_to_call(contacts), "level": level}
