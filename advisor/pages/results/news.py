"""What is different from the page before, in sentences."""

import re
from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from advisor.advice.contract import Advice
from advisor.formatting.numbers import (
    load_figure,
    money,
    number,
)
from advisor.pages.results.scales import short_name
from advisor.pages.shared.fit_chart import MainChart


def said(changed: Sequence[str], drawing: MainChart | None, advice: Advice) -> str:
    """What a screen reader hears after a swap: what changed, else what is drawn now."""
    if drawing and not changed:
        return _("Drawn: %(name)s. %(summary)s") % {
            "name": drawing.name,
            "summary": drawing.summary,
        }
    return _("Updated: %(news)s") % {"news": " ".join(changed) or advice.headline}


def in_short(advice: Advice) -> str:
    """The page in one word: first pick, both loads [BTU/h], its outlay and bill of a year [$],
    how many models are left out, and the outcome."""
    first = advice.picks[0] if advice.picks else None
    load = advice.load
    return "~".join(
        (
            first.slug if first else "",
            f"{load.heating_btu_h.likely:.0f}",
            f"{load.cooling_btu_h.likely:.0f}",
            f"{first.cost.upfront.typical:.0f}" if first else "",
            f"{first.annual.cost_usd:.0f}" if first else "",
            f"{_left_out(advice)}",
            advice.outcome,
        )
    )


def _left_out(advice: Advice) -> int:
    return sum(line.count for line in advice.excluded)


_IN_SHORT = re.compile(
    r"([a-z0-9-]{0,120})~([0-9]{1,7})~([0-9]{1,7})~([0-9]{0,7})~([0-9]{0,7})~([0-9]{1,7})~([a-z_]{1,20})"
)


def news(advice: Advice, was: str, units: str) -> tuple[str, ...]:
    """What is different from the page before, in sentences; ``was`` is its ``in_short``."""
    before, now = _IN_SHORT.fullmatch(was), _IN_SHORT.fullmatch(in_short(advice))
    if not before or not now:
        return ()
    first = advice.picks[0] if advice.picks else None
    told = [advice.headline] if before[7] != now[7] else []
    if first and first.slug != before[1]:
        told.append(_("Best fit is now %(name)s.") % {"name": short_name(first)})
    elif first:
        told.append(_("Best fit is still %(name)s.") % {"name": short_name(first)})
    elif before[1]:
        told.append(_("No model fits now."))
    loads = [
        _("%(what)s %(before)s → %(now)s")
        % {
            "what": what,
            "before": load_figure(float(before[i]), units).number,
            "now": load_figure(float(now[i]), units),
        }
        for i, what in ((2, _("heating")), (3, _("cooling")))
        if load_figure(float(before[i]), units) != load_figure(float(now[i]), units)
    ]
    if loads:
        told.append(f"{capfirst(', '.join(loads))}.")
    sums = [
        text % {"before": money(int(before[i])), "now": money(int(now[i]))}
        for i, text in (
            (4, _("all in %(before)s → %(now)s")),
            (5, _("a year %(before)s → %(now)s")),
        )
        if before[i] and now[i] and before[i] != now[i]
    ]
    if sums:
        told.append(f"{capfirst(', '.join(sums))}.")
    counts = not loads and before[6] != now[6]  # in another room other models are left out anyway
    if counts:
        told.append(
            _("Models left out %(before)s → %(now)s.")
            % {"before": number(int(before[6])), "now": number(int(now[6]))}
        )
    news_of_any = loads or sums or counts or (before[1], before[7]) != (now[1], now[7])
    return tuple(told) if news_of_any else (_("The advice stays the same."),)
