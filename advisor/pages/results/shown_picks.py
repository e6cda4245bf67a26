"""The units on the results page: the leading three, the others, the one that was asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.advice.contract import JudgedUnit, Pick
from advisor.formatting.numbers import (
    btu,
    money,
    number,
)
from advisor.pages.results.scales import short_name
from advisor.pages.shared.cards import PickCard, kind
from advisor.pages.shared.layout import address_of
from advisor.pages.shared.render import address

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


def led(picks: Sequence[Pick]) -> tuple[list[Pick], list[Pick]]:
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


def judged_card(judged: JudgedUnit, card: PickCard, given: Mapping[str, str]) -> JudgedCard:
    return JudgedCard(
        card=card,
        against=tuple(judged.against),
        badge=_("Not for this room")
        if judged.against
        else _("Number %(rank)s for this room") % {"rank": judged.pick.rank},
        badge_kind="heat" if judged.against else "",
        leave=address("results", given, model=""),
    )


def drawn_links(
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


def other(pick: Pick, given: Mapping[str, str], units: str) -> OtherLine:
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


def picks_title(outcome: str, count: int) -> str:
    if outcome == "improve_first":
        return _("What comes nearest as the room is")
    return {1: _("One that fits"), 2: _("Two that fit")}.get(count, _("Three that fit"))


def compare(leading: Sequence[Pick], given: Mapping[str, str]) -> str:
    """The page that sets the picks shown against each other; none with fewer than two."""
    if len(leading) < 2 or not address_of("compare"):
        return ""
    return address("compare", given, models=",".join(pick.slug for pick in leading))
