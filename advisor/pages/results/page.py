"""The results page: the answer on one screen, and behind it the parts that open on touch."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils.safestring import SafeString

from advisor.advice.contract import Advice
from advisor.pages.results.answer import Answer, the_answer
from advisor.pages.results.edit_form import EditForm, edit_form
from advisor.pages.results.explanations import Explanations, explanations
from advisor.pages.results.news import announcement, in_short, news
from advisor.pages.results.parts import PartLink, part_links
from advisor.pages.results.room_book import RoomBook, room_book
from advisor.pages.results.room_loads import RoomLoads, needs_sentence, room_crumb, room_loads
from advisor.pages.results.serving_list import ServingList, all_that_serve, serving_list
from advisor.pages.results.shown_picks import ShownPicks
from advisor.pages.results.without import (
    ChangeLine,
    WithoutLine,
    what_lets_one_in,
    without_a_unit,
)
from advisor.pages.saved.keep_links import KeepLinks, keep_links, made_with
from advisor.pages.shared.render import address
from advisor.questions.answer_form import KEPT, RoomForm, given_from

STEADY_ENOUGH = 0.5
"""Share of its hours in which a unit may stop and start before a second room is offered to it."""


@dataclass(frozen=True, kw_only=True)
class ResultsPage:
    """What the page and its parts print. Each is made when it is first asked for, so a page makes
    nothing that it folds away.

    ``opened`` are the keys of the parts that stand open, ``before`` is the page before in short,
    so that this one can say what changed, ``asked_chart`` the slug of the unit to draw.
    """

    form: RoomForm
    advice: Advice
    opened: Collection[str] = ()
    before: str = ""
    asked_chart: str = ""
    asked_page: str = ""  # of all that serve

    @property
    def title(self) -> str:
        return self.advice.headline

    @property
    def units(self) -> str:
        return self.form.units

    @cached_property
    def crumb(self) -> SafeString:
        return room_crumb(self.form, self.advice)

    @cached_property
    def needs(self) -> SafeString:
        assert self.form.answers is not None
        return needs_sentence(self.advice, self.units, goal=self.form.answers.goal)

    @cached_property
    def answer(self) -> Answer:
        return the_answer(self.form, self.advice)

    @cached_property
    def parts(self) -> tuple[PartLink, ...]:
        return part_links(self.form.given, self.advice, self.opened)

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """Against the page before, where an answer was changed beside it."""
        return news(self.advice, self.before, self.units)

    @cached_property
    def was(self) -> str:
        """The page in short, for the one that follows."""
        return in_short(self.advice)

    @cached_property
    def rooms(self) -> RoomBook:
        return room_book(self.form)

    @cached_property
    def loads(self) -> RoomLoads:
        return room_loads(self.advice.load, self.units)

    @cached_property
    def picks(self) -> ShownPicks:
        return ShownPicks(form=self.form, advice=self.advice, asked_chart=self.asked_chart)

    @cached_property
    def serving(self) -> ServingList | None:
        """The page of all that serve that was asked for; ``None``: the best alone."""
        return serving_list(self.form, self.asked_page)

    @property
    def all_that_serve(self) -> str:
        """Where every unit that serves is listed, where there are more than the best."""
        return all_that_serve(self.form, self.advice)

    @cached_property
    def why(self) -> Explanations:
        return explanations(self.advice, self.form.given)

    @cached_property
    def without(self) -> tuple[WithoutLine, ...]:
        return without_a_unit(self.advice)

    @cached_property
    def ways_in(self) -> tuple[ChangeLine, ...]:
        """What would have to change where no unit serves."""
        return what_lets_one_in(self.advice, self.form.given)

    @cached_property
    def edit(self) -> EditForm:
        return edit_form(self.form, self.advice)

    @cached_property
    def keep(self) -> KeepLinks:
        return keep_links(self.form.given, self.advice)

    @property
    def share(self) -> str:
        """The address of the results, to be copied."""
        return f"{settings.SITE_URL}{self.here}"

    @property
    def made(self) -> str:
        """For the printed page: of which day and which data it is, and where to find it again."""
        return f"{made_with(self.advice)} · {self.share}"

    @property
    def quote(self) -> str:
        """Where a quote for the first pick is checked; empty where nobody quotes it."""
        first = self.advice.picks[0]
        if not first.asks_for_quotes:
            return ""
        return address("quote", self.form.given, quote_model=f"{first.brand} {first.model}")

    @property
    def two_rooms(self) -> str:
        """Where a second room comes beside this one; empty where a unit has enough to do here."""
        picks = self.advice.picks
        enough = picks and picks[0].cycling_fraction <= STEADY_ENOUGH
        return "" if enough else address("two_rooms", self.form.given)

    @property
    def market_note(self) -> str:
        return self.advice.market_note or ""

    @property
    def check(self) -> str:
        return address("check", self.form.given)

    @cached_property
    def here(self) -> str:
        return address("results", self.form.given)

    @property
    def as_opened(self) -> str:
        """The address with the parts that stand open, in their order; what is no part is left
        out."""
        opened = ",".join(part.key for part in self.parts if part.is_open)
        return address("results", self.form.given, open=opened)

    @cached_property
    def other_units(self) -> str:
        """The same answers in the other system: nothing is asked again, nothing changes."""
        if self.form.answers is None:
            return ""
        metric = self.units == "metric"
        converted = given_from(self.form.answers, units="us" if metric else "metric")
        given = self.form.given
        kept = {name: given[name] for name in KEPT if name != "units" and name in given}
        return address("results", {**converted, **kept})

    @property
    def said(self) -> str:
        """What a screen reader hears after a swap."""
        return announcement(self.changed, self.advice)
