"""Addresses of guides that keep the answers of the room."""

from collections.abc import Mapping

from django.urls import reverse

from advisor.questions.answer_form import query_string


def guide_address(slug: str, given: Mapping[str, str], part: str = "") -> str:
    """The address of a guide with these answers; ``part`` is the key of a section."""
    query = query_string(given)
    where = reverse("guide", args=[slug])
    return where + (f"?{query}" if query else "") + (f"#{part}" if part else "")
