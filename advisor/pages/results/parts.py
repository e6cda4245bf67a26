"""The parts behind the answer: folded on the results page, each a page of its own as well."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from advisor.advice.contract import Advice
from advisor.formatting.text import Text
from advisor.pages.results.unit_links import part_path
from advisor.questions.answer_form import query_string

PARTS: Mapping[str, Text] = {
    "why": gettext_lazy("Why"),
    "money": gettext_lazy("Money"),
    "cold": gettext_lazy("Cold and heat"),
    "room": gettext_lazy("Change the room"),
    "serve": gettext_lazy("All that serve"),
    "left_out": gettext_lazy("Left out"),
    "keep": gettext_lazy("Save, print, share"),
}
"""In the order of the page; ``keep`` is led to by a link and not folded."""

NEED_A_UNIT = frozenset({"money", "cold"})


@dataclass(frozen=True, kw_only=True)
class PartLink:
    """One part: closed it says what one would conclude from it; its content comes on touch."""

    key: str
    title: Text
    conclusion: str
    address: str
    template: str
    is_open: bool


def part_links(
    given: Mapping[str, str], advice: Advice, opened: Collection[str] = ()
) -> tuple[PartLink, ...]:
    """The folded parts that this advice has something for; ``opened`` stand open."""
    query = query_string(given)
    return tuple(
        PartLink(
            key=key,
            title=title,
            conclusion=advice.folds.get(key, ""),
            address=f"{part_path(key)}?{query}",
            template=template_of(key),
            is_open=key in opened,
        )
        for key, title in PARTS.items()
        if key != "keep" and has_part(key, advice)
    )


def has_part(key: str, advice: Advice) -> bool:
    """Whether there is anything to say under this head."""
    if key == "left_out":
        return bool(advice.excluded)
    if key == "serve":
        return bool(advice.picks or advice.archive)
    return key not in NEED_A_UNIT or bool(advice.picks or advice.judged)


def template_of(key: str) -> str:
    return f"results/_{key}.html"
