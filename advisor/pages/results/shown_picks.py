"""The units on the results page: the leading three, the others, the one that was asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.advice.contract import Advice, JudgedUnit, Money, Pick, PickLine
from advisor.advice.leading import leading as leading_of
from advisor.formatting.numbers import money, number, output
from advisor.formatting.unit_names import shown_number
from advisor.pages.results.scales import OwnedView, SoundView, owned_view, short_name, sound_view
from advisor.pages.shared.cards import CardScales, PickCard, pick_card
from advisor.pages.shared.fit_chart import MainChart, main_chart
from advisor.pages.shared.layout import address_of
from advisor.pages.shared.money.savings import adds_cooling
from advisor.pages.shared.money.year_bills import highest_month
from advisor.pages.shared.render import address
from advisor.questions.answer_form import RoomForm

LEADING_PICKS = 3
OTHERS_AT_ONCE = 2


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
    title: str
    leading: tuple[PickCard, ...]
    archive: tuple[PickCard, ...]  # of the second shelf, under a heading of their own
    others: tuple[OtherLine, ...]
    more_others: tuple[OtherLine, ...]
    compare: str
    judged: JudgedCard | None
    chart: MainChart | None
    drawn: tuple[DrawnLink, ...]  # whose chart can be looked at; none where there is one alone
    asked_chart: str  # slug of the unit whose chart was asked for, if it is one of these
    sound: SoundView | None
    owned: OwnedView | None


def shown_picks(form: RoomForm, advice: Advice, *, chart: str = "") -> ShownPicks:
    """The picks as cards and lines; ``chart`` is the slug of the unit to draw: any other than those
    shown is the one that the visitor came with, else the first."""
    given, units, judged = form.given, form.units, advice.judged
    leading, others = _leading_and_others(advice)
    asked_about = [judged.pick] if judged else []
    detailed, drawable = [*leading, *asked_about], [*asked_about, *leading]
    asked_chart = next((pick for pick in drawable if pick.slug == chart), None)
    drawn = asked_chart or next(iter(drawable), None)
    upfront = [pick.cost.upfront for pick in (*detailed, *advice.archive)] + [
        line.upfront for line in others
    ]
    scales = _on_one_scale(form, upfront, detailed)
    listed = tuple(_other_line(line, given, units) for line in others)
    return ShownPicks(
        title=_picks_title(advice.outcome, len(leading)),
        leading=tuple(
            pick_card(
                pick,
                advice,
                scales=scales,
                reasons=1 if place else 2,
                follows=place > 0 and leading[place - 1].rank == pick.rank - 1,
            )
            for place, pick in enumerate(leading)
        ),
        archive=tuple(
            pick_card(pick, advice, scales=scales, key=f"older-{pick.slug}", reasons=1)
            for pick in advice.archive
        ),
        others=listed[:OTHERS_AT_ONCE],
        more_others=listed[OTHERS_AT_ONCE:],
        compare=_compare_link(leading, given),
        judged=_judged_card(
            judged, pick_card(judged.pick, advice, scales=scales, key="judged"), given
        )
        if judged
        else None,
        chart=main_chart(drawn, advice, units=units),
        drawn=_drawn_links(drawable, drawn, given),
        asked_chart=asked_chart.slug if asked_chart else "",
        sound=sound_view(detailed, others),
        owned=owned_view(detailed, advice.nothing, advice.little),
    )


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
    leading = leading_of(
        advice.picks,
        most=LEADING_PICKS,
        labelled=lambda pick: bool(pick.label),
        brand=lambda pick: pick.brand,
    )
    rest = [PickLine.of(pick) for pick in advice.picks if pick not in leading]
    return leading, sorted([*rest, *advice.others], key=lambda line: line.rank)


def judged_card(form: RoomForm, advice: Advice, judged: JudgedUnit) -> JudgedCard:
    """The unit that the answers name, alone on its page: on scales of its own."""
    scales = _on_one_scale(form, [judged.pick.cost.upfront], [judged.pick])
    return _judged_card(judged, pick_card(judged.pick, advice, scales=scales), form.given)


def _judged_card(judged: JudgedUnit, card: PickCard, given: Mapping[str, str]) -> JudgedCard:
    return JudgedCard(
        card=card,
        against=tuple(judged.against),
        badge=_badge(judged),
        badge_kind="heat" if judged.against else "",
        leave=address("results", given, model=""),
    )


def _badge(judged: JudgedUnit) -> str:
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
            href=address("results", given, chart=pick.slug),
            here=drawn is not None and pick.slug == drawn.slug,
        )
        for pick in picks
    )


def _other_line(line: PickLine, given: Mapping[str, str], units: str) -> OtherLine:
    return OtherLine(
        name=line.spoken,
        number=shown_number(line.model),
        volts=_("%(volts)s\u00a0V") % {"volts": line.voltage} if line.voltage else "",
        upfront=money(line.upfront.typical),
        running=money(line.running_usd),
        score=number(line.score),
        least=output(line.min_output_47f_btu_h, units, is_published=line.min_output_is_published),
        drawback=line.drawback,
        judge=f"{address('results', given, model=line.slug)}#judged",
    )


def _picks_title(outcome: str, count: int) -> str:
    if outcome == "improve_first":
        return _("What comes nearest as the room is")
    return {1: _("One that fits"), 2: _("Two that fit")}.get(count, _("Three that fit"))


def _compare_link(leading: Sequence[Pick], given: Mapping[str, str]) -> str:
    """The page that sets the picks shown against each other; none with fewer than two."""
    if len(leading) < 2 or not address_of("compare"):
        return ""
    return address("compare", given, models=",".join(pick.slug for pick in leading))
