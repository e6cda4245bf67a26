"""All that serve, page by page: the list that the part of the same name begins."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.advice.all_that_serve import Stretch, stretch_that_serves
from advisor.advice.contract import Advice
from advisor.engine.ranking import MOST_PICKS
from advisor.formatting.numbers import number
from advisor.pages.results.shown_picks import OtherLine, other_line
from advisor.pages.results.unit_links import part_address
from advisor.pages.shared.request import ROOMS
from advisor.questions.answer_form import RoomForm

PER_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class ServingList:
    """One page of the list."""

    first: int  # place of its first line in the whole list
    lines: tuple[OtherLine, ...]
    pages: str
    previous: str
    following: str


def serving_address(given: Mapping[str, str], page: int) -> str:
    return f"{part_address('serve', given)}&page={page}"


def all_that_serve(form: RoomForm, advice: Advice) -> str:
    """The first page; none where the best are all that serve."""
    shown = len(advice.picks) + len(advice.others)
    return serving_address(form.given, 1) if shown >= MOST_PICKS else ""


def serving_list(form: RoomForm, asked: str) -> ServingList | None:
    """The page that was ``asked`` for, beyond the last the last one; ``None`` for no page."""
    if not (asked.isascii() and asked.isdigit()) or form.answers is None:
        return None
    page = max(1, int(asked[:6]))
    stretch = _stretch(form, page)
    last = max(1, -(-stretch.of // PER_PAGE))
    if page > last:
        page, stretch = last, _stretch(form, last)
    return ServingList(
        first=(page - 1) * PER_PAGE + 1,
        lines=tuple(other_line(line, form.given, form.units) for line in stretch.lines),
        pages=_("Page %(page)s of %(last)s, %(count)s units")
        % {"page": number(page), "last": number(last), "count": number(stretch.of)},
        previous=serving_address(form.given, page - 1) if page > 1 else "",
        following=serving_address(form.given, page + 1) if page < last else "",
    )


def _stretch(form: RoomForm, page: int) -> Stretch:
    assert form.answers is not None
    return stretch_that_serves(
        form.answers, start=(page - 1) * PER_PAGE, count=PER_PAGE, units=form.units, kept=ROOMS
    )
