"""The bills of twelve months.

Displayed dollars are whole, so they are rounded together: parts always add up to the total below
them.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.dates import MONTHS_3
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from advisor.advice.contract import Pick
from advisor.drawing.geometry import Tick
from advisor.drawing.money_charts import YearChart, year_chart
from advisor.formatting.numbers import money
from advisor.pages.shared.money.markup import table_rows

USES = {
    "heating": gettext_lazy("heat"),
    "cooling": gettext_lazy("cooling"),
    "backup": gettext_lazy("backup heat"),
}


@dataclass(frozen=True, kw_only=True)
class YearView:
    """Twelve months of bills; ``rows`` and ``foot`` are the table behind the chart."""

    chart: YearChart
    ticks: SafeString  # the names of the months under their bars
    uses: tuple[tuple[str, str, str], ...]  # key, words, amount of the year
    heads: tuple[str, ...]
    rows: SafeString
    foot: SafeString


def split_into_whole_dollars(amounts: Sequence[float], total: int) -> list[int]:
    """Whole dollars that add up to ``total``, each within a dollar of its share. [$]

    Largest-remainder rounding. Nothing becomes negative, and nothing stays nothing.
    """
    whole = sum(amounts)
    if whole <= 0 or total <= 0:
        return [0] * len(amounts)
    shares = [amount * total / whole for amount in amounts]
    given = [math.floor(share) for share in shares]
    by_rest = sorted(range(len(shares)), key=lambda i: given[i] - shares[i])
    for i in by_rest[: total - sum(given)]:
        given[i] += 1
    return given


def year_view(pick: Pick, *, full: float) -> YearView | None:
    """The bills of twelve months; ``full`` [$] is the highest month of all the units shown."""
    if len(pick.months) != 12:
        return None
    cells = _whole_cells(pick)
    sums = year_sums(pick)
    used = [i for i, key in enumerate(USES) if sums[key]]
    names = _month_names(get_language())
    months = [cells[i : i + 3] for i in range(0, 36, 3)]
    dollars = {amount: money(amount) for amount in {*cells, *map(sum, months)}}
    table = [
        (name, [*(dollars[month[i]] for i in used), dollars[sum(month)]])
        for name, month in zip(names, months, strict=True)
    ]
    keys = list(USES)
    chart = year_chart(
        [(m.heating_usd, m.cooling_usd, m.backup_usd) for m in pick.months],
        full=full,
        names=[name[:1] for name in names],
        value_text=money,
    )
    return YearView(
        chart=chart,
        ticks=_year_ticks(chart.ticks),
        uses=tuple((keys[i], str(USES[keys[i]]), money(sums[keys[i]])) for i in used),
        heads=(*(str(USES[keys[i]]) for i in used), _("together")),
        rows=table_rows(table),
        foot=table_rows(
            [(_("The year"), [*(money(sums[keys[i]]) for i in used), money(sum(cells))])]
        ),
    )


def year_sums(pick: Pick) -> dict[str, int]:
    """What a year costs by use, in whole dollars that add up to the bill of the year. [$]"""
    cells = _whole_cells(pick)
    return {key: sum(cells[i::3]) for i, key in enumerate(USES)}


def _whole_cells(pick: Pick) -> list[int]:
    """Heating, cooling and backup of each month."""
    exact = [
        amount
        for month in pick.months
        for amount in (month.heating_usd, month.cooling_usd, month.backup_usd)
    ]
    return split_into_whole_dollars(exact, round(pick.annual.cost_usd))


@cache
def _month_names(language: str | None) -> tuple[str, ...]:  # noqa: ARG001  (str() reads it)
    """Short names of the months in the active language, as headings."""
    return tuple(capfirst(str(name)) for name in MONTHS_3.values())


@cache
def _year_ticks(ticks: tuple[Tick, ...]) -> SafeString:
    """The letters under the bars: the same for every unit, so rendered once per language."""
    return format_html_join(
        "",
        '<text x="{}" y="{}">{}</text>',
        ((str(tick.x), str(tick.y), tick.text) for tick in ticks),
    )


def highest_month(picks: Iterable[Pick]) -> float:
    """The most expensive month of several units: the scale that makes their charts compare. [$]"""
    return max(
        (
            month.heating_usd + month.cooling_usd + month.backup_usd
            for pick in picks
            for month in pick.months
        ),
        default=0.0,
    )
