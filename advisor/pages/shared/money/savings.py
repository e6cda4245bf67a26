"""The saving against what heats and cools now, in sentences."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.contract import Pick, Range
from advisor.engine.answers import Answers
from advisor.formatting.numbers import money, money_span
from advisor.formatting.text import Text
from advisor.pages.shared.money.year_bills import year_sums


@dataclass(frozen=True, kw_only=True)
class SavingView:
    """Against now: the main sentence, what belongs to it, and how good the news is.

    ``kind`` is empty for a saving, ``open`` where it may go either way, ``none`` for a loss.
    ``short`` is the one line of the answer: the likely sum, and whether it pays back.
    """

    first: str = ""
    more: tuple[str, ...] = ()
    kind: str = ""
    short: str = ""


def adds_cooling(answers: Answers) -> bool:
    """Whether cooling is wanted that the room does not have."""
    return answers.goal != "heating" and answers.cooled_by == "none"


def saving_view(pick: Pick, *, added_cooling: bool) -> SavingView:
    """The saving against now as a range, the heat apart; no bare gain where a loss is possible."""
    saving = pick.saving_usd_per_year
    if saving is None:
        return SavingView()
    likely, low, high = round(saving.likely), round(saving.low), round(saving.high)
    more = []
    heating = pick.heating_saving_usd
    if heating is not None and round(heating.likely) != likely:
        more.append(_heat_alone(heating))
    cooling = year_sums(pick)["cooling"]
    if added_cooling and cooling:
        more.append(
            _("Cooling is an added cost, about %(amount)s of it a year.")
            % {"amount": money(cooling)}
        )
    return SavingView(
        first=_against_now(low, likely, high),
        more=tuple(more),
        kind="" if low > 0 else "open" if likely >= 0 else "none",
        short=_in_short(pick, low, likely),
    )


def _in_short(pick: Pick, low: int, likely: int) -> str:
    """The likely sum of a year, and whether that pays for the unit within its life; says that
    cooling is counted where that makes it another sum than the winter’s."""
    heating = pick.heating_saving_usd
    cools = heating is not None and round(heating.likely) != likely
    if likely == 0:
        return _("To run, it costs about what you pay now.")
    if likely < 0:
        said = (
            _("A whole year, with cooling, likely costs %(amount)s more than now.")
            if cools
            else _("To run, it likely costs %(amount)s a year more than what you have.")
        )
        return said % {"amount": money(-likely)}
    words = {"amount": money(likely), "years": f"{round(pick.years_to_even or 0)}"}
    pays = pick.years_to_even is not None and pick.years_to_even <= pick.life_years
    after = (
        _("it pays for itself in about %(years)s years.")
        if pays
        else _("not enough to pay for itself in its life.")
    )
    return _("%(saves)s: %(after)s") % {
        "saves": str(_SAVES[low > 0, cools]) % words,
        "after": after % words,
    }


_SAVES: dict[tuple[bool, bool], Text] = {
    (True, False): gettext_lazy("Saves about %(amount)s a year"),
    (True, True): gettext_lazy("Saves about %(amount)s a year, cooling counted"),
    (False, False): gettext_lazy("Likely saves %(amount)s a year"),
    (False, True): gettext_lazy("Likely saves %(amount)s a year, cooling counted"),
}
"""Whether it surely saves, and whether that is another sum than the winter’s."""


def _against_now(low: int, likely: int, high: int) -> str:
    amounts = {"likely": money(abs(likely)), "less": money(high), "more": money(-low)}
    if low > 0:
        return _("Saves about %(likely)s a year against now (%(span)s).") % {
            **amounts,
            "span": money_span(low, high),
        }
    if high < 0:
        return _("Costs about %(likely)s a year more than now (%(span)s).") % {
            **amounts,
            "span": money_span(-high, -low),
        }
    if low == high:
        return _("Costs the same as now.")
    if likely > 0:
        return (
            _(
                "May save: likely about %(likely)s a year against now, but it can be anything"
                " from %(more)s more to %(less)s less."
            )
            % amounts
        )
    if likely < 0:
        return (
            _(
                "May cost more: likely about %(likely)s a year more than now; it can be anything"
                " from %(more)s more to %(less)s less."
            )
            % amounts
        )
    return _("Likely costs what you pay now: from %(more)s more to %(less)s less.") % amounts


def _heat_alone(heating: Range) -> str:
    """The saving on heat alone, as precisely as it is known."""
    low, likely, high = round(heating.low), round(heating.likely), round(heating.high)
    amounts = {"amount": money(abs(likely)), "less": money(high), "more": money(-low)}
    if low > 0:
        return _("Heating alone: saves about %(amount)s (%(span)s).") % {
            **amounts,
            "span": money_span(low, high),
        }
    if high < 0:
        return _("Heating alone: costs about %(amount)s more (%(span)s).") % {
            **amounts,
            "span": money_span(-high, -low),
        }
    if low == high:
        return _("Heating alone: costs the same as now.")
    if likely > 0:
        said = _("Heating alone: may save, likely %(amount)s; from %(more)s more to %(less)s less.")
    elif likely < 0:
        said = _(
            "Heating alone: may cost more, likely %(amount)s; from %(more)s more to %(less)s less."
        )
    else:
        said = _("Heating alone: likely the same; from %(more)s more to %(less)s less.")
    return said % amounts
