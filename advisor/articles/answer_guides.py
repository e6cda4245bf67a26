"""The guide that answers an article's own question, where its link leads to questions."""

from collections.abc import Mapping

from advisor.content.documents import guides
from advisor.pages.shared.guide_links import guide_address
from advisor.questions.answer_form import prefilled

READ_FIRST: tuple[tuple[str, str, str, str], ...] = (
    ("outdoor_unit", "no", "no-outdoor-unit", "must"),
    ("type", "window", "smallest-air-conditioner", "window"),
    ("goal", "cooling", "smallest-air-conditioner", "smallest"),
)
"""Answer that a link brought and its value → guide and section, the first that holds."""


def answer_guide(given: Mapping[str, str]) -> tuple[str, str] | None:
    """Title and address of the guide for these answers; ``None`` where the link brought none of
    them, or the reader has confirmed them."""
    marked = prefilled(given)
    for name, value, slug, part in READ_FIRST:
        if name in marked and given.get(name) == value:
            return guides()[slug].title, guide_address(slug, given, part)
    return None
