"""What is different from the page before, in sentences."""

import re
from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from advisor.advice.contract import Advice
from advisor.formatting.numbers import load_figure, money, number
from advisor.pages.results.scales import short_name


def announcement(changed: Sequence[str], advice: Advice) -> str:
    """What a screen reader hears after a swap: what changed."""
    return _("Updated: %(news)s") % {"news": " ".join(changed) or advice.headline}


def in_short(advice: Advice) -> str:
    """The page in one word: first pick, both loads [BTU/h], its outlay and bill of a year [$],
    how many models are left out, and the outcome."""
    first = advice.picks[0] if advice.picks else None
    load, left_out = advice.load, sum(line.count for line in advice.excluded)
    return "~".join(
        (
            first.slug if first else "",
            f"{load.heating_btu_h.likely:.0f}",
            f"{load.cooling_btu_h.likely:.0f}",
            f"{first.cost.upfront.typical:.0f}" if first else "",
            f"{first.annual.cost_usd:.0f}" if first else "",
            f"{left_out}",
            advice.outcome,
        )
    )


_IN_SHORT = re.compile(
    r"(?P<first>[a-z0-9-]{0,120})~(?P<heating>[0-9]{1,7})~(?P<cooling>[0-9]{1,7})"
    r"~(?P<upfront>[0-9]{0,7})~(?P<year>[0-9]{0,7})~(?P<left_out>[0-9]{1,7})~(?P<outcome>[a-z_]{1,20})"
)


def news(advice: Advice, was: str, units: str) -> tuple[str, ...]:
    """What is different from the page before, in sentences; ``was`` is its ``in_short``."""
    before, now = _IN_SHORT.fullmatch(was), _IN_SHORT.fullmatch(in_short(advice))
    if not before or not now:
        return ()
    loads = _changed_loads(before, now, units)
    figures = [sentence for sentence in (loads, _changed_sums(before, now)) if sentence]
    if not loads and before["left_out"] != now["left_out"]:
        # With another load other models are left out anyway.
        figures.append(
            _("Models left out %(before)s → %(now)s.")
            % {"before": number(int(before["left_out"])), "now": number(int(now["left_out"]))}
        )
    same = all(before[name] == now[name] for name in ("first", "outcome"))
    if same and not figures:
        return (_("The advice stays the same."),)
    headline = [advice.headline] if before["outcome"] != now["outcome"] else []
    return (*headline, *_first_pick(advice, before["first"]), *figures)


def _first_pick(advice: Advice, before: str) -> list[str]:
    if not advice.picks:
        return [_("No model fits now.")] if before else []
    first = advice.picks[0]
    text = _("Our pick is still %(name)s.")
    if first.slug != before:
        text = _("Our pick is now %(name)s.")
    return [text % {"name": short_name(first)}]


def _changed_loads(before: re.Match[str], now: re.Match[str], units: str) -> str:
    changed = []
    for name, what in (("heating", _("heating")), ("cooling", _("cooling"))):
        then, today = (load_figure(float(each[name]), units) for each in (before, now))
        if then != today:
            changed.append(
                _("%(what)s %(before)s → %(now)s")
                % {"what": what, "before": then.number, "now": today}
            )
    return f"{capfirst(', '.join(changed))}." if changed else ""


def _changed_sums(before: re.Match[str], now: re.Match[str]) -> str:
    changed = [
        text % {"before": money(int(before[name])), "now": money(int(now[name]))}
        for name, text in (
            ("upfront", _("installed %(before)s → %(now)s")),
            ("year", _("a year %(before)s → %(now)s")),
        )
        if before[name] and now[name] and before[name] != now[name]
    ]
    return f"{capfirst(', '.join(changed))}." if changed else ""
