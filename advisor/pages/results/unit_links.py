"""The addresses behind the answer: a unit's page for a room, and a part of the advice."""

from collections.abc import Mapping

from django.urls import reverse

from advisor.questions.answer_form import query_string


def unit_address(slug: str, given: Mapping[str, str]) -> str:
    """The page of a unit for this room."""
    return f"{reverse('unit', args=[slug])}?{query_string(given, model='')}"


def part_address(key: str, given: Mapping[str, str]) -> str:
    """The page of a part of the advice: ``why``, ``money`` …"""
    return f"{reverse('results_part', args=[key])}?{query_string(given)}"
