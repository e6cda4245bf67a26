"""The advice as printed: loads, cards, exclusions, assumptions, answers to change beside it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from advisor.advice.contract import Advice
from advisor.formatting.numbers import area_figure
from advisor.pages.results.edit_form import EditForm, edit_form
from advisor.pages.results.explanations import Explanations, explanations
from advisor.pages.results.news import announcement, in_short, news
from advisor.pages.results.room_book import RoomBook, room_book
from advisor.pages.results.room_loads import RoomLoads, needs_sentence, room_loads
from advisor.pages.results.shown_picks import ShownPicks, shown_picks
from advisor.pages.saved.keep_links import KeepLinks, keep_links
from advisor.pages.shared.render import address
from advisor.questions.answer_form import KEPT, RoomForm, given_from
from advisor.questions.labels import choice_label

WARNINGS_AT_ONCE = {"recommend": 1, "keep": 1}
"""How many warnings stand open; where the answer is another, two: they are the answer."""


@dataclass(frozen=True, kw_only=True)
class ResultsPage:
    title: str
    advice: Advice
    crumb: SafeString
    needs: SafeString
    warnings: tuple[str, ...]
    more_warnings: tuple[str, ...]
    changed: tuple[str, ...]  # against the page before, where an answer was changed beside it
    was: str  # this page in short, for the one that follows
    rooms: RoomBook
    loads: RoomLoads
    picks: ShownPicks
    why: Explanations
    edit: EditForm
    keep: KeepLinks
    share: str  # the address of this page, to be copied
    market_note: str
    opened: str
    check: str
    here: str
    other_units: str
    units: str
    said: str


def results_page(
    form: RoomForm, advice: Advice, *, opened: str = "", was: str = "", chart: str = ""
) -> ResultsPage:
    """Everything the results page prints, formatted; ``opened`` is the id of the details that were
    just changed, so that they stand open again, ``was`` the page before, so that it can say
    what changed, and ``chart`` the slug of the unit to draw."""
    given, units = form.given, form.units
    picks = shown_picks(form, advice, chart=chart)
    open_warnings = WARNINGS_AT_ONCE.get(advice.outcome, 2)
    changed = news(advice, was, units)
    return ResultsPage(
        title=advice.headline,
        advice=advice,
        crumb=room_crumb(form, advice),
        needs=needs_sentence(advice, units),
        warnings=tuple(advice.warnings[:open_warnings]),
        more_warnings=tuple(advice.warnings[open_warnings:]),
        changed=changed,
        was=in_short(advice),
        rooms=room_book(form),
        loads=room_loads(advice.load, units),
        picks=picks,
        why=explanations(advice, given),
        edit=edit_form(form, advice, chart=picks.asked_chart),
        keep=keep_links(given, advice),
        share=f"{settings.SITE_URL}{address('results', given)}",
        market_note=advice.market_note or "",
        opened=opened,
        check=address("check", given),
        here=address("results", given, chart=picks.asked_chart),
        other_units=_in_other_units(form),
        units=units,
        said=announcement(changed, picks.chart if picks.asked_chart else None, advice),
    )


def _in_other_units(form: RoomForm) -> str:
    """The same answers in the other system: nothing is asked again, nothing changes."""
    if form.answers is None:
        return ""
    metric = form.units == "metric"
    converted = given_from(form.answers, units="us" if metric else "metric")
    kept = {name: form.given[name] for name in KEPT if name != "units" and name in form.given}
    return address("results", {**converted, **kept})


def room_crumb(form: RoomForm, advice: Advice) -> SafeString:
    """The room in a line: kind, size, place."""
    assert form.answers is not None
    area = area_figure(form.answers.area, form.units)
    room = choice_label("space", form.answers.space)
    place = advice.site.place
    return format_html(
        '{} · {} · {} <span class="zip">{}</span>', room, str(area), place, advice.site.zip
    )
