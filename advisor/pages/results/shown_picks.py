"""The units on the results page: the leading three, the others, the one that was asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from advisor.advice.contract import Advice, JudgedUnit, Money, Pick, PickLine
from advisor.advice.told_price import told_price
from advisor.formatting.numbers import money, number, output
from advisor.formatting.unit_names import shown_number
from advisor.pages.results.scales import OwnedView, SoundView, owned_view, short_name, sound_view
from advisor.pages.results.unit_links import part_address, unit_address
from advisor.pages.shared.cards import CardScales, PickCard, pick_card
from advisor.pages.shared.fit_chart import MainChart, main_chart
from advisor.pages.shared.layout import address_of
from advisor.pages.shared.money.savings import adds_cooling
from advisor.pages.shared.money.year_bills import highest_month
from advisor.pages.shared.render import address
from advisor.questions.answer_form import RoomForm


@dataclass(frozen=True, kw_only=True)
class OtherLine:
    """A pick in three lines, with the link that judges it in full."""

    name: str
    number: str
    volts: str
    upfront: str
    running: str
    score: str
    least: str
    drawback: str
    judge: str


@dataclass(frozen=True, kw_only=True)
class JudgedCard:
    card: PickCard
    against: tuple[str, ...]
    badge: str
    badge_kind: str
    leave: str  # the address without the model


@dataclass(frozen=True, kw_only=True)
class DrawnLink:
    """Draws the chart for another of the units shown."""

    key: str
    name: str
    href: str
    here: bool


@dataclass(frozen=True, kw_only=True)
class ShownPicks:
    """The picks as the parts of the page show them; each is made when it is first asked for.

    ``asked_chart`` is the slug of the unit to draw: any other than those shown is the one that the
    visitor came with, else the first.
    """

    form: RoomForm
    advice: Advice
    asked_chart: str = ""

    @cached_property
    def _ranked(self) -> tuple[list[Pick], list[PickLine]]:
        return _leading_and_others(self.advice)

    @property
    def _drawable(self) -> list[Pick]:
        judged = self.advice.judged
        return [*([judged.pick] if judged else []), *self._ranked[0]]

    @cached_property
    def _drawn(self) -> Pick | None:
        asked = (pick for pick in self._drawable if pick.slug == self.asked_chart)
        return next(asked, None) or next(iter(self._drawable), None)

    @cached_property
    def leading(self) -> tuple[PickCard, ...]:
        """The first picks as cards."""
        picks = self._ranked[0]
        scales = _on_one_scale(self.form, [pick.cost.upfront for pick in picks], picks)
        return tuple(
            pick_card(
                pick,
                self.advice,
                scales=scales,
                follows=place > 0 and picks[place - 1].rank == pick.rank - 1,
            )
            for place, pick in enumerate(picks)
        )

    @cached_property
    def listed(self) -> tuple[OtherLine, ...]:
        """Every pick on one line, in the order of its rank."""
        leading, others = self._ranked
        lines = sorted([*map(PickLine.of, leading), *others], key=lambda line: line.rank)
        return tuple(other_line(line, self.form.given, self.form.units) for line in lines)

    @cached_property
    def archive(self) -> tuple[OtherLine, ...]:
        """Those of the second shelf, under a heading of their own."""
        return tuple(
            other_line(PickLine.of(pick), self.form.given, self.form.units)
            for pick in self.advice.archive
        )

    @cached_property
    def chart(self) -> MainChart | None:
        return main_chart(self._drawn, self.advice, units=self.form.units)

    @cached_property
    def drawn(self) -> tuple[DrawnLink, ...]:
        """Whose chart can be looked at; none where there is one alone."""
        return _drawn_links(self._drawable, self._drawn, self.form.given)

    @cached_property
    def sound(self) -> SoundView | None:
        return sound_view(self._drawable)

    @cached_property
    def owned(self) -> OwnedView | None:
        return owned_view(self._drawable, self.advice.nothing, self.advice.little)


def _on_one_scale(form: RoomForm, upfront: Sequence[Money], detailed: Sequence[Pick]) -> CardScales:
    answers = form.answers
    assert answers is not None
    return CardScales(
        full=max((float(cost.high) for cost in upfront), default=1.0) or 1.0,
        full_month=highest_month(detailed),
        added_cooling=adds_cooling(answers),
        own_work=answers.own_work,
        given=form.given,
        units=form.units,
    )


def _leading_and_others(advice: Advice) -> tuple[list[Pick], list[PickLine]]:
    """The picks that are shown as cards, and the rest, each in the order of their ranks."""
    rest = [PickLine.of(pick) for pick in advice.picks if pick.slug not in advice.shown]
    return advice.leading, sorted([*rest, *advice.others], key=lambda line: line.rank)


def judged_card(form: RoomForm, advice: Advice, judged: JudgedUnit) -> JudgedCard:
    """The unit that the answers name, alone on its page: on scales of its own."""
    scales = _on_one_scale(form, [judged.pick.cost.upfront], [judged.pick])
    return _judged_card(judged, pick_card(judged.pick, advice, scales=scales), form.given)


def _judged_card(judged: JudgedUnit, card: PickCard, given: Mapping[str, str]) -> JudgedCard:
    return JudgedCard(
        card=card,
        against=tuple(judged.against),
        badge=badge_of(judged),
        badge_kind="heat" if judged.against else "",
        leave=address("results", given, model=""),
    )


def badge_of(judged: JudgedUnit) -> str:
    if judged.against:
        return _("Not for this room")
    if not judged.pick.rank:  # judged alone, since it is of the second shelf
        return _("Would do, but not known to be sold")
    return _("Number %(rank)s for this room") % {"rank": judged.pick.rank}


def _drawn_links(
    drawable: Sequence[Pick], drawn: Pick | None, given: Mapping[str, str]
) -> tuple[DrawnLink, ...]:
    picks = tuple({pick.slug: pick for pick in drawable}.values())
    if len(picks) < 2:
        return ()
    return tuple(
        DrawnLink(
            key=pick.slug,
            name=short_name(pick, picks),
            href=f"{part_address('cold', given)}&chart={pick.slug}",
            here=drawn is not None and pick.slug == drawn.slug,
        )
        for pick in picks
    )


def other_line(line: PickLine, given: Mapping[str, str], units: str) -> OtherLine:
    return OtherLine(
        name=line.spoken,
        number=shown_number(line.model),
        volts=_("%(volts)s\u00a0V") % {"volts": line.voltage} if line.voltage else "",
        upfront=told_price(line.upfront),
        running=money(line.running_usd),
        score=number(line.score),
        least=output(line.min_output_47f_btu_h, units, is_published=line.min_output_is_published),
        drawback=line.drawback,
        judge=unit_address(line.slug, given),
    )


def compare_link(leading: Sequence[Pick], given: Mapping[str, str]) -> str:
    """The page that sets the picks shown against each other; none with fewer than two."""
    if len(leading) < 2 or not address_of("compare"):
        return ""
    return address("compare", given, models=",".join(pick.slug for pick in leading))
