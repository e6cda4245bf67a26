"""The addresses behind the answer: a unit's page for a room, and a part of the advice."""

from collections.abc import Mapping
from functools import lru_cache

from django.urls import reverse

from advisor.questions.answer_form import query_string


def unit_address(slug: str, given: Mapping[str, str]) -> str:
    """The page of a unit for this room."""
    return f"{_path('unit', slug)}?{query_string(given, model='')}"


def part_address(key: str, given: Mapping[str, str]) -> str:
    """The page of a part of the advice: ``why``, ``money`` …"""
    return f"{part_path(key)}?{query_string(given)}"


def part_path(key: str) -> str:
    """The same without a room."""
    return _path("results_part", key)


@lru_cache(maxsize=5000)
def _path(view: str, part: str) -> str:
    return reverse(view, args=[part])
