"""The units on the results page: the leading three, the others, the one that was asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.advice.contract import Advice, JudgedUnit, Pick
from advisor.formatting.numbers import btu, money, number
from advisor.pages.results.scales import OwnedView, SoundView, owned_view, short_name, sound_view
from advisor.pages.shared.cards import PickCard, Shown, kind, pick_card
from advisor.pages.shared.fit_chart import MainChart, main_chart
from advisor.pages.shared.layout import address_of
from advisor.pages.shared.money.savings import adds_cooling
from advisor.pages.shared.money.year_bills import highest_month
from advisor.pages.shared.render import address
from advisor.questions.answer_form import RoomForm

LEADING_PICKS = 3
OTHERS_AT_ONCE = 3


@dataclass(frozen=True, kw_only=True)
class OtherLine:
    """A pick in three lines, with the link that judges it in full."""

    name: str
    kind: str
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
    leading, others = _leading_and_others(advice.picks)
    asked_about = [judged.pick] if judged else []
    detailed, drawable = [*leading, *asked_about], [*asked_about, *leading]
    asked_chart = next((pick for pick in drawable if pick.slug == chart), None)
    drawn = asked_chart or next(iter(drawable), None)
    shown = _on_one_scale(form, [*advice.picks, *asked_about], detailed)
    listed = tuple(_other_line(pick, given, units) for pick in others)
    return ShownPicks(
        title=_picks_title(advice.outcome, len(leading)),
        leading=tuple(
            pick_card(
                pick,
                advice,
                shown=shown,
                reasons=1 if place else 2,
                follows=place > 0 and leading[place - 1].rank == pick.rank - 1,
            )
            for place, pick in enumerate(leading)
        ),
        others=listed[:OTHERS_AT_ONCE],
        more_others=listed[OTHERS_AT_ONCE:],
        compare=_compare_link(leading, given),
        judged=_judged_card(
            judged, pick_card(judged.pick, advice, shown=shown, key="judged"), given
        )
        if judged
        else None,
        chart=main_chart(drawn, advice, units=units),
        drawn=_drawn_links(drawable, drawn, given),
        asked_chart=asked_chart.slug if asked_chart else "",
        sound=sound_view(detailed, others),
        owned=owned_view(detailed),
    )


def _on_one_scale(form: RoomForm, weighed: Sequence[Pick], detailed: Sequence[Pick]) -> Shown:
    answers = form.answers
    assert answers is not None
    return Shown(
        full=max((float(pick.cost.upfront.high) for pick in weighed), default=1.0) or 1.0,
        full_month=highest_month(detailed),
        added_cooling=adds_cooling(answers),
        own_work=answers.own_work,
        given=form.given,
        units=form.units,
    )


def _leading_and_others(picks: Sequence[Pick]) -> tuple[list[Pick], list[Pick]]:
    """The labelled picks, filled up to three, in the order of their ranks; and the rest.

    What fills up is of another brand, where there is one: a twin of the best fit adds nothing.
    """
    labelled = [pick for pick in picks if pick.label][:LEADING_PICKS]
    brands = {pick.brand for pick in labelled}
    others = sorted(
        (pick for pick in picks if not pick.label), key=lambda pick: pick.brand in brands
    )
    filled = others[: LEADING_PICKS - len(labelled)]
    chosen = {pick.slug for pick in (*labelled, *filled)}
    return (
        [pick for pick in picks if pick.slug in chosen],
        [pick for pick in picks if pick.slug not in chosen],
    )


def _judged_card(judged: JudgedUnit, card: PickCard, given: Mapping[str, str]) -> JudgedCard:
    return JudgedCard(
        card=card,
        against=tuple(judged.against),
        badge=_("Not for this room")
        if judged.against
        else _("Number %(rank)s for this room") % {"rank": judged.pick.rank},
        badge_kind="heat" if judged.against else "",
        leave=address("results", given, model=""),
    )


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


def _other_line(pick: Pick, given: Mapping[str, str], units: str) -> OtherLine:
    return OtherLine(
        name=f"{pick.brand} {pick.model}",
        kind=kind(pick, units),
        upfront=money(pick.cost.upfront.typical),
        running=money(pick.annual.cost_usd),
        score=number(pick.score),
        least=btu(pick.min_output_47f_btu_h, units),
        drawback=pick.why_not[0] if pick.why_not else "",
        judge=f"{address('results', given, model=pick.slug)}#judged",
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
