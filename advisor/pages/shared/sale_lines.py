"""What a card says of buying: whether the unit is sold, under which names, and what was asked and
is not published."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advisor.advice.contract import Pick
from advisor.formatting.dates import day
from advisor.formatting.numbers import money
from advisor.formatting.text import Text
from advisor.questions.labels import choice_label
from catalog.models import SaleStatus

NAMED_AT_ONCE = 1
"""Further labels that a card names; the rest is one touch away."""

SALE: Mapping[str, Text] = {
    SaleStatus.ON_SALE: gettext_lazy("On sale"),
    SaleStatus.CERTIFIED: gettext_lazy("On ENERGY STAR’s list"),
    SaleStatus.ARCHIVE: gettext_lazy("Older generation"),
    SaleStatus.DISCONTINUED: gettext_lazy("Discontinued"),
    SaleStatus.UNKNOWN: gettext_lazy("Not known if it is sold"),
}
NOT_PUBLISHED: Mapping[str, Text] = {
    "voltage": gettext_lazy("Its voltage is not published. Check it before you buy."),
    "hookup": gettext_lazy(
        "Its voltage is not published, and there are only 120 volts here. Check it before you buy."
    ),
    "sound": gettext_lazy("Its sound is not published. We do not know whether it is quiet."),
    "window_width": gettext_lazy("The window width it needs is not published. Measure first."),
    "window_type": gettext_lazy("Which windows it fits is not published. Check first."),
}


@dataclass(frozen=True, kw_only=True)
class OtherLabels:
    """The other labels of a machine: a sentence, and the names that it leaves for a fold."""

    sentence: str
    more: tuple[str, ...]


def sale_sentence(pick: Pick) -> str:
    """Whether it can be bought, with the day: "On ENERGY STAR’s list, September 12, 2026"."""
    sale = pick.sale
    words = [str(SALE[sale.status])]
    if sale.seen is not None:
        words.append(day(sale.seen))
    return ", ".join(words)


def other_labels(pick: Pick) -> OtherLabels | None:
    """Under which other names the same machine is sold, the seen prices first."""
    others = pick.names[1:]
    if not others:
        return None
    prices = {shop.name: money(shop.usd) for shop in pick.sale.shops}
    named = [_with_price(name, prices) for name in others]
    sentence = ", ".join(named[:NAMED_AT_ONCE])
    left = tuple(named[NAMED_AT_ONCE:])
    if left:
        sentence = ngettext(
            "%(names)s and %(count)d more", "%(names)s and %(count)d more", len(left)
        ) % {"names": sentence, "count": len(left)}
    return OtherLabels(sentence=_("The same machine: %(names)s.") % {"names": sentence}, more=left)


def pair_notes(pick: Pick) -> tuple[str, ...]:
    """For an outdoor unit alone: whose figures these are, and who chooses the indoor unit."""
    if not pick.indoor_open:
        return ()
    return (
        _(
            "The number is that of the outdoor unit. The installer chooses the indoor unit; the"
            " figures are those of one certified pair."
        ),
    )


def _with_price(name: str, prices: Mapping[str, str]) -> str:
    price = next((usd for shop, usd in prices.items() if f"({name})" in shop), "")
    return f"{name} ({price})" if price else name


def unknown_of_asked(pick: Pick) -> tuple[str, ...]:
    """A sentence for each thing that was asked for and is not published of this unit."""
    return tuple(
        str(NOT_PUBLISHED[name])
        if name in NOT_PUBLISHED
        else _("You asked for “%(feature)s”; whether it has that is not published.")
        % {"feature": choice_label("features", name)}
        for name in pick.asked_unknown
    )
