"""The links that keep an advice: a copy, papers, a calendar, guides."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.advice.contract import Advice
from advisor.content.documents import guides
from advisor.engine.unit_types import RECORD_OF
from advisor.formatting.text import Text
from advisor.formatting.unit_names import WORDS
from advisor.pages.saved.papers import day_of, versions_text
from advisor.pages.saved.snapshot import ATTRIBUTION
from advisor.pages.shared.fields import hidden_fields
from advisor.pages.shared.guide_links import guide_address
from advisor.pages.shared.money.markup import hidden_inputs
from advisor.pages.shared.render import address
from advisor.questions.answer_form import query_string

RENT_OR_RULES = (("tenure", "rent"), ("outdoor_unit", "no"), ("wall_hole", "no"))
"""Answers behind which somebody else has a say."""


@dataclass(frozen=True, kw_only=True)
class KeepLink:
    title: Text
    url: str
    why: Text = ""
    download: bool = False


@dataclass(frozen=True, kw_only=True)
class KeepLinks:
    """The links under an advice: save it, print it, ask with it, care, read on."""

    action: str
    hidden: SafeString
    papers: tuple[KeepLink, ...]
    guides: tuple[KeepLink, ...]
    report: str


MOST_GUIDES = 6
FROST_F = 32.0


def keep_links(given: Mapping[str, str], advice: Advice) -> KeepLinks:
    """The links under an advice: ``{% include "keep/_links.html" with links=… only %}``."""
    kept = {name: text for name, text in given.items() if name not in ATTRIBUTION}
    return KeepLinks(
        action=reverse("keep"),
        hidden=hidden_inputs(hidden_fields(kept)),
        papers=_papers(kept, advice),
        guides=_guides(kept, advice),
        report=report_link(address("results", kept)),
    )


def made_with(advice: Advice) -> str:
    """Day and versions in one line, for the printed page."""
    return " · ".join(text for text in (day_of(advice), versions_text(advice)) if text)


def has_a_say_in_it(given: Mapping[str, str]) -> bool:
    """Whether a landlord or an HOA has to be asked first."""
    return any(given.get(name) == value for name, value in RENT_OR_RULES)


def _papers(given: Mapping[str, str], advice: Advice) -> tuple[KeepLink, ...]:
    papers = [
        KeepLink(
            title=_("Installer brief"),
            url=address("brief", given),
            why=_("two pages to print: load, limits, questions, and lines for three quotes"),
        ),
    ]
    if not advice.leading or advice.leading[0].asks_for_quotes:
        papers.append(
            KeepLink(
                title=_("Check a quote"),
                url=address("quote", given),
                why=_("the size, each line beside our range, and what to ask the installer"),
            )
        )
    if has_a_say_in_it(given):
        papers.append(
            KeepLink(
                title=_("Request to the landlord or HOA"),
                url=address("request", given),
                why=_("one page to print and sign"),
            )
        )
    lang = f"&lang={given['lang']}" if given.get("lang") else ""
    papers += [
        KeepLink(
            title=WORDS[unit_type].care_calendar,
            url=f"{reverse('care')}?type={unit_type}{lang}",
            why=_("a file for your calendar"),
            download=True,
        )
        for unit_type in _leading_types(advice)
    ]
    return tuple(papers)


def _leading_types(advice: Advice) -> tuple[str, ...]:
    """The types of the units that every page shows first, each once, in their order."""
    return tuple(dict.fromkeys(pick.type for pick in advice.leading))


def _guides(given: Mapping[str, str], advice: Advice) -> tuple[KeepLink, ...]:
    """The guides that this room asks for, the most pressing first."""
    types = _leading_types(advice)
    first = types[0] if types else ""
    wanted: list[tuple[str, str]] = []
    if has_a_say_in_it(given):
        wanted.append(("no-outdoor-unit", ""))
    if len(types) != 1:
        wanted.append(("which-type", ""))
    wanted += [("fit-list", first), ("installation", first)]
    if first and RECORD_OF[first].split:
        wanted += [("siting", ""), ("diy-or-professional", "")]
    if advice.site.heating_design_f < FROST_F and given.get("goal") != "cooling":
        wanted.append(("winter", ""))
    wanted += [("warranty", ""), ("short-cycling", ""), ("who-pays", "installer")]
    known = guides()
    return tuple(
        KeepLink(
            title=known[slug].title,
            url=guide_address(slug, given, part),
            why=known[slug].lede,
        )
        for slug, part in wanted[:MOST_GUIDES]
    )


def report_link(page: str) -> str:
    """Where a number of this page is doubted."""
    return f"{reverse('report')}?{query_string({}, page=page)}"
