"""``{% who_to_call_here contacts level=2 %}``: whom to call, under a heading of that level."""

from typing import Any

from django import template

from advisor.pages.shared.contact_lines import who_to_call

register = template.Library()


@register.inclusion_tag("components/_contacts.html")
def who_to_call_here(contacts: Any, level: int) -> dict[str, Any]:
    """The section of lists and coaches; ``contacts`` are those of an advice."""
    return {"call": who_to_call(contacts), "level": level}
