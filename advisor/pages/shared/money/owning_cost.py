"""What a unit costs over 10 and 15 years, and when it has paid for itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advisor.advice.contract import Owning, Pick
from advisor.drawing.geometry import Label, Tick
from advisor.drawing.money_charts import even_chart
from advisor.engine.owning import Terms
from advisor.formatting.numbers import money, number
from advisor.pages.shared.money.markup import hidden_inputs, table_rows
from advisor.questions.answer_form import plain
from advisor.questions.definitions import QUESTIONS
from advisor.questions.labels import unit
from advisor.questions.money_questions import OWNING
from advisor.questions.question_types import UNSURE

PARTS = {
    "unit": gettext_lazy("Unit"),
    "installation": gettext_lazy("Installation, wiring"),
    "energy": gettext_lazy("Energy"),
    "upkeep": gettext_lazy("Filters and service"),
    "replacement": gettext_lazy("Replacement"),
    "left": gettext_lazy("Left at the end"),
}


@dataclass(frozen=True, kw_only=True)
class OwningTable:
    columns: tuple[str, ...]
    rows: SafeString
    foot: SafeString


@dataclass(frozen=True, kw_only=True)
class OwningView:
    even: str
    chart: SafeString  # the inside of a drawing, empty where there is nothing to draw
    years: SafeString  # rows of the table behind the chart
    table: OwningTable  # in today’s money
    terms: SafeString  # the fields of the assumptions
    carried: SafeString  # what other types last and cost in upkeep
    method: str


def owning_view(
    pick: Pick, given: Mapping[str, str], terms: Terms, *, key: str
) -> OwningView | None:
    """What 10 and 15 years cost, part by part, and what that is counted with; ``key`` makes ids
    unique."""
    if not pick.owning:
        return None
    own = {
        "price_growth": 100 * terms.price_growth,
        "discount": 100 * terms.discount,
        f"upkeep_{pick.type}": pick.upkeep_usd,
        f"life_{pick.type}": pick.life_years,
    }
    return OwningView(
        even=even_sentence(pick),
        chart=_even_chart(pick),
        years=_even_rows(pick),
        table=_owning_table(pick.owning),
        terms=mark_safe(  # noqa: S308  (every text is escaped there)
            "".join(_term_field(name, value, given, key) for name, value in own.items())
        ),
        carried=hidden_inputs(
            (name, given[name]) for name in OWNING if name not in own and given.get(name)
        ),
        method=f"{reverse('method')}#money",
    )


TERM_LABELS = {
    "price_growth": gettext_lazy("Energy prices rise"),
    "discount": gettext_lazy("Discount rate"),
    "upkeep": gettext_lazy("Filters and service"),
    "life": gettext_lazy("This type lasts"),
}


def _term_field(name: str, value: float, given: Mapping[str, str], key: str) -> str:
    """One assumption as a field; its placeholder is the value that counts while it is empty."""
    text = given.get(name, "")
    kind = name if name in TERM_LABELS else name.partition("_")[0]
    own = "" if text == UNSURE else escape(text)
    return (
        f'<p class="price"><label for="{name}-{key}">{escape(str(TERM_LABELS[kind]))}</label>'
        '<span class="entry"><input type="text" inputmode="decimal" autocomplete="off"'
        f' name="{name}" id="{name}-{key}" value="{own}" placeholder="{plain(value)}">'
        f'<span class="unit">{escape(str(unit(QUESTIONS[name], given)))}</span></span></p>'
    )


def shown_parts(owned: Iterable[Owning]) -> list[str]:
    """The parts that are worth a row or a column, in their order."""
    totals = [each.parts for each in owned]
    return [name for name in PARTS if any(parts.get(name) for parts in totals)]


def _owning_table(columns: Sequence[Owning]) -> OwningTable:
    return OwningTable(
        columns=tuple(_("%(years)s years") % {"years": each.years} for each in columns),
        rows=table_rows(
            (str(PARTS[name]), [money(each.parts[name]) for each in columns])
            for name in shown_parts(columns)
        ),
        foot=table_rows([(_("Together"), [money(each.total) for each in columns])]),
    )


EVEN_YEARS = (1, 3, 5, 10, 15)


def kept_saving(pick: Pick) -> tuple[float, float, float] | None:
    """What is saved a year after upkeep: low, likely, high. [$]"""
    saving, upkeep = pick.saving_usd_per_year, pick.upkeep_more_usd
    if saving is None:
        return None
    return saving.low - upkeep, saving.likely - upkeep, saving.high - upkeep


def _even_chart(pick: Pick) -> SafeString:
    """The years until the outlay has come back; nothing where there is nothing to compare with."""
    saving = kept_saving(pick)
    if saving is None:
        return SafeString()
    paid, likely = int(pick.cost.upfront.typical), saving[1]
    if pick.years_to_even is None or round(likely) <= 0:
        label = _("never even")
    elif pick.years_to_even > pick.life_years:
        label = _("not within its life")
    else:
        years = max(1, round(pick.years_to_even))
        label = ngettext("even after %(years)s year", "even after %(years)s years", years) % {
            "years": number(years)
        }
    chart = even_chart(
        float(paid),
        saving,
        years=EVEN_YEARS[-1],
        life=pick.life_years,
        label=label,
        balance=money(round(likely * EVEN_YEARS[-1]) - paid),
        ticks=[(year, number(year)) for year in (0, 5, 10, 15)],
    )
    life = f'<path class="life" d="M{chart.ends_x},26V122"/>' if chart.ends_x else ""
    even = f'<circle cx="{chart.even[0]}" cy="{chart.even[1]}" r="4"/>' if chart.even else ""
    texts: list[tuple[str, Tick | Label]] = [
        *(("", tick) for tick in chart.ticks),
        (f"peak {chart.label.anchor}", chart.label),
        ("end", chart.end),
    ]
    return mark_safe(  # noqa: S308  (every text is escaped here)
        f'<polygon class="band" points="{chart.band}"/>'
        f'<path class="axis" d="M0,{chart.zero}H{chart.width}"/>{life}'
        f'<polyline class="likely" points="{chart.line}"/>{even}'
        + "".join(
            f'<text class="{kind}" x="{each.x}" y="{each.y}">{escape(each.text)}</text>'
            for kind, each in texts
        )
    )


def _even_rows(pick: Pick) -> SafeString:
    """Saved less paid after so many years, at worst, likely and at best. [$]"""
    saving = kept_saving(pick)
    if saving is None:
        return SafeString()
    paid = int(pick.cost.upfront.typical)
    return table_rows(
        (
            number(year),
            [money(round(end * year) - paid) for end in saving],
        )
        for year in EVEN_YEARS
    )


def even_sentence(pick: Pick) -> str:
    """In how many years the unit pays for itself, or why it does not."""
    saving, years = kept_saving(pick), pick.years_to_even
    if saving is None:
        return _(
            "As far as we know, it replaces nothing that you pay for today: you buy comfort, for"
            " %(paid)s installed and %(bill)s a year to run."
        ) % {"paid": money(pick.cost.upfront.typical), "bill": money(pick.annual.cost_usd)}
    low, likely, _high = saving
    if years is None or round(likely) <= 0:
        if pick.saving_usd_per_year and pick.saving_usd_per_year.likely > 0:
            return _("It never pays for itself at these prices: its upkeep takes what it saves.")
        return _("It never pays for itself at these prices.")
    if years > pick.life_years:
        return _(
            "Not within its life: over %(life)s years it saves about %(saved)s after upkeep, of"
            " the %(paid)s that it costs installed."
        ) % {
            "life": number(pick.life_years),
            "saved": money(round(likely * pick.life_years)),
            "paid": money(pick.cost.upfront.typical),
        }
    slots = {"years": number(max(1, round(years)))}
    if low <= 0:
        return (
            _(
                "It may pay for itself in about %(years)s years against what you have now; at the"
                " low end of our range it never does."
            )
            % slots
        )
    return _("It pays for itself in about %(years)s years against what you have now.") % slots
