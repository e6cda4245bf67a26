"""What the money parts of a results page show: every line, every month, every year, in words.

Displayed dollars are whole, so they are rounded together: parts always add up to the total that
stands below them. Tables are made here as rows of text, because a page has hundreds of cells.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from django.urls import reverse
from django.utils.dates import MONTHS_3
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from advisor.advice.contract import Advice, CostLine, Dated, Owning, Pick, Range, Rebate
from advisor.advice.sentences.prices_in_words import mean_price
from advisor.drawing.charts import Label, Tick, YearChart, even_chart, year_chart
from advisor.engine.answers import Answers
from advisor.engine.incentives import FEDERAL_CREDIT
from advisor.engine.money import Terms
from advisor.formatting.numbers import mass, money, money_span, number, rate, small_mass
from advisor.questions.answer_form import plain
from advisor.questions.definitions import OWNING, QUESTIONS, UNSURE, choice_label, unit

OWN_WORK_OF = {
    "mini_split": ("outdoor_mount", "snow_stand", "condensate_pump", "kit_commissioning"),
    "window": ("window_bracket", "handyman"),
    "portable": (),
}
"""The lines that an owner can do alone, by the type that has them."""

PRICES = ("electricity_rate", "fuel_rate")

PARTS = {
    "unit": gettext_lazy("Unit"),
    "installation": gettext_lazy("Installation, wiring"),
    "energy": gettext_lazy("Energy"),
    "upkeep": gettext_lazy("Filters and service"),
    "replacement": gettext_lazy("Replacement"),
}
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


@dataclass(frozen=True, kw_only=True)
class OwningTable:
    title: str  # how later dollars count
    columns: tuple[str, ...]
    rows: SafeString
    foot: SafeString


@dataclass(frozen=True, kw_only=True)
class OwningView:
    even: str
    chart: SafeString  # the inside of a drawing, empty where there is nothing to draw
    years: SafeString  # rows of the table behind the chart
    tables: tuple[OwningTable, ...]
    terms: SafeString  # the fields of the assumptions
    carried: SafeString  # what other types last and cost in upkeep
    method: str


@dataclass(frozen=True, kw_only=True)
class SavingView:
    """Against now: the sentence that counts, what belongs to it, and what news it is.

    ``kind`` is empty for a saving, ``open`` where it may go either way, ``none`` for a loss.
    """

    first: str = ""
    more: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class LedgerLine:
    """One cost line; ``code`` where the owner can do it alone, ``done`` where they say so."""

    label: str
    source: str
    low: str
    typical: str
    high: str
    code: str = ""
    done: bool = False


@dataclass(frozen=True, kw_only=True)
class PriceField:
    """A price that is edited in place, at the money."""

    name: str
    id: str
    label: str
    value: str
    shown: str  # what is taken while the field is empty
    unit: str
    note: str


@dataclass(frozen=True, kw_only=True)
class RebateLine:
    name: str
    counts: bool
    amount: str
    note: str
    url: str
    checked: str


def whole_dollars(amounts: Sequence[float], total: int) -> list[int]:
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


def _table(rows: Iterable[tuple[str, Sequence[str]]]) -> SafeString:
    """Rows of a table: a heading and its cells, all plain text. (The escape of the standard
    library: a page has hundreds of cells, and Django's costs several times as much.)"""
    return mark_safe(  # noqa: S308  (every text is escaped here)
        "".join(
            f'<tr><th scope="row">{escape(head)}</th>'
            + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
            + "</tr>"
            for head, cells in rows
        )
    )


# --- A year ------------------------------------------------------------------------------------


def year_view(pick: Pick, *, full: float) -> YearView | None:
    """The bills of twelve months; ``full`` [$] is the highest month of all the units shown."""
    if len(pick.months) != 12:
        return None
    exact = [
        amount
        for month in pick.months
        for amount in (month.heating_usd, month.cooling_usd, month.backup_usd)
    ]
    cells = whole_dollars(exact, round(pick.annual.cost_usd))
    sums = {key: sum(cells[i::3]) for i, key in enumerate(USES)}
    used = [i for i, key in enumerate(USES) if sums[key]]
    names = _month_names(get_language())
    months = [cells[i : i + 3] for i in range(0, 36, 3)]
    told = {amount: money(amount) for amount in {*cells, *map(sum, months)}}
    table = [
        (name, [*(told[month[i]] for i in used), told[sum(month)]])
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
        rows=_table(table),
        foot=_table([(_("The year"), [*(money(sums[keys[i]]) for i in used), money(sum(cells))])]),
    )


@cache
def _month_names(language: str | None) -> tuple[str, ...]:  # noqa: ARG001  (str() reads it)
    """Short names of the months in the active language, as headings."""
    return tuple(capfirst(str(name)) for name in MONTHS_3.values())


@cache
def _year_ticks(ticks: tuple[Tick, ...]) -> SafeString:
    """The letters under the bars: the same for every unit, so made once a language."""
    return format_html_join(
        "",
        '<text x="{}" y="{}">{}</text>',
        ((str(tick.x), str(tick.y), tick.text) for tick in ticks),
    )


def highest_month(picks: Iterable[Pick]) -> float:
    """The dearest month of several units: the scale that makes their charts compare. [$]"""
    return max(
        (
            month.heating_usd + month.cooling_usd + month.backup_usd
            for pick in picks
            for month in pick.months
        ),
        default=0.0,
    )


# --- Owning ------------------------------------------------------------------------------------


def owning_view(
    pick: Pick, given: Mapping[str, str], terms: Terms, *, key: str
) -> OwningView | None:
    """What 10 and 15 years cost, part by part, and what that is counted with; ``key`` makes ids
    unique."""
    if not pick.owning:
        return None
    plain = [each for each in pick.owning if not each.discounted]
    discounted = [each for each in pick.owning if each.discounted]
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
        tables=tuple(
            _owning_table(title, columns)
            for title, columns in ((_("As paid"), plain), (_("In today’s money"), discounted))
            if columns
        ),
        terms=mark_safe(  # noqa: S308  (every text is escaped there)
            "".join(_term_field(name, value, given, key) for name, value in own.items())
        ),
        carried=carried(
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
    """One assumption with its field; what is taken while the field is empty stands grey in it."""
    text = given.get(name, "")
    kind = name if name in TERM_LABELS else name.partition("_")[0]
    own = "" if text == UNSURE else escape(text)
    return (
        f'<p class="price"><label for="{name}-{key}">{escape(str(TERM_LABELS[kind]))}</label>'
        '<span class="entry"><input type="text" inputmode="decimal" autocomplete="off"'
        f' name="{name}" id="{name}-{key}" value="{own}" placeholder="{plain(value)}">'
        f'<span class="unit">{escape(str(unit(QUESTIONS[name], given)))}</span></span></p>'
    )


def _owning_table(title: str, columns: Sequence[Owning]) -> OwningTable:
    return OwningTable(
        title=title,
        columns=tuple(_("%(years)s years") % {"years": each.years} for each in columns),
        rows=_table(
            (str(PARTS.get(name, name)), [money(each.parts[name]) for each in columns])
            for name in columns[0].parts
        ),
        foot=_table([(_("Together"), [money(each.total) for each in columns])]),
    )


EVEN_YEARS = (1, 3, 5, 10, 15)


def _even_chart(pick: Pick) -> SafeString:
    """The years until the outlay has come back; nothing where there is nothing to compare with."""
    saving = pick.saving_usd_per_year
    if saving is None:
        return SafeString()
    paid = int(pick.cost.upfront.typical)
    if pick.years_to_even is None or round(saving.likely) <= 0:
        label = _("never even")
    else:
        years = max(1, round(pick.years_to_even))
        label = ngettext("even after %(years)s year", "even after %(years)s years", years) % {
            "years": number(years)
        }
    chart = even_chart(
        float(paid),
        (saving.low, saving.likely, saving.high),
        years=EVEN_YEARS[-1],
        life=pick.life_years,
        label=label,
        balance=money(round(saving.likely * EVEN_YEARS[-1]) - paid),
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
    saving = pick.saving_usd_per_year
    if saving is None:
        return SafeString()
    paid = int(pick.cost.upfront.typical)
    return _table(
        (
            number(year),
            [money(round(end * year) - paid) for end in (saving.low, saving.likely, saving.high)],
        )
        for year in EVEN_YEARS
    )


def even_sentence(pick: Pick) -> str:
    """In how many years the whole outlay comes back, or why it does not."""
    saving, years = pick.saving_usd_per_year, pick.years_to_even
    if saving is None:
        return _("There is nothing to compare with, so it cannot pay for itself in money.")
    if years is None or round(saving.likely) <= 0:
        return _("It never pays for itself at these prices.")
    told = {"years": number(max(1, round(years)))}
    if years > pick.life_years:
        return (
            _(
                "It would take about %(years)s years to pay for itself against what you have now:"
                " longer than it lasts."
            )
            % told
        )
    if saving.low <= 0:
        return (
            _(
                "It may pay for itself in about %(years)s years against what you have now; at the"
                " low end of our range it never does."
            )
            % told
        )
    return _("It pays for itself in about %(years)s years against what you have now.") % told


# --- Against now -------------------------------------------------------------------------------


def adds_cooling(answers: Answers) -> bool:
    """Whether cooling is wanted that the room does not have."""
    return answers.goal != "heating" and answers.cooling_now in {None, "none"}


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
    cooling = round(sum(month.cooling_usd for month in pick.months))
    if added_cooling and cooling:
        more.append(
            _("Cooling is an added cost: about %(amount)s a year of it.")
            % {"amount": money(cooling)}
        )
    return SavingView(
        first=_against_now(low, likely, high),
        more=tuple(more),
        kind="" if low > 0 else "open" if likely >= 0 else "none",
    )


def _against_now(low: int, likely: int, high: int) -> str:
    told = {"likely": money(abs(likely)), "less": money(high), "more": money(-low)}
    if low > 0:
        return _("Saves about %(likely)s a year against now (%(span)s).") % {
            **told,
            "span": money_span(low, high),
        }
    if high < 0:
        return _("Costs about %(likely)s a year more than now (%(span)s).") % {
            **told,
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
            % told
        )
    if likely < 0:
        return (
            _(
                "May cost more: likely about %(likely)s a year more than now; it can be anything"
                " from %(more)s more to %(less)s less."
            )
            % told
        )
    return _("Likely costs what you pay now: from %(more)s more to %(less)s less.") % told


def _heat_alone(heating: Range) -> str:
    """The heat for itself, as surely as it is known."""
    low, likely, high = round(heating.low), round(heating.likely), round(heating.high)
    told = {"amount": money(abs(likely)), "less": money(high), "more": money(-low)}
    if low > 0:
        return _("Heating alone: saves about %(amount)s (%(span)s).") % {
            **told,
            "span": money_span(low, high),
        }
    if high < 0:
        return _("Heating alone: costs about %(amount)s more (%(span)s).") % {
            **told,
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
    return said % told


# --- Lines and prices --------------------------------------------------------------------------


def cost_lines(pick: Pick) -> tuple[LedgerLine, ...]:
    """Every line of the outlay, and those of this unit that the owner took over, for nothing."""
    offered = OWN_WORK_OF[pick.type]
    lines = [
        _line(
            line,
            source=line.source,
            code=line.name if line.name in offered else "",
        )
        for line in pick.cost.lines
    ]
    lines += [
        LedgerLine(
            label=str(choice_label("own_work", code)),
            source="",
            low=money(0),
            typical=money(0),
            high=money(0),
            code=code,
            done=True,
        )
        for code in offered
        if code in pick.cost.alone
    ]
    return tuple(lines)


def _line(line: CostLine, *, source: str, code: str) -> LedgerLine:
    return LedgerLine(
        label=capfirst(line.label),
        source=source,
        low=money(line.low),
        typical=money(line.typical),
        high=money(line.high),
        code=code,
    )


def shared_source(lines: Iterable[LedgerLine]) -> str:
    """The source that most lines have in common: said once, below them."""
    counted = Counter(line.source for line in lines if line.source)
    source, times = counted.most_common(1)[0] if counted else ("", 0)
    return source if times > 1 else ""


def cost_rows(lines: Iterable[LedgerLine], key: str, *, shared: str = "") -> SafeString:
    """A row of a table for each line and, where there is something to say, one below it: where
    the amounts come from (unless ``shared``) and, where the owner can do it alone, the box that
    takes it off. ``key`` makes the ids of a page unique."""
    mine = escape(_("I do this myself"))

    def box(line: LedgerLine) -> str:
        identity = f"own-{key}-{line.code}"
        return (
            f'<label class="tick"><input type="checkbox" name="own_work" value="{line.code}"'
            f' id="{identity}"{" checked" if line.done else ""}>{mine}'
            f'<span class="unseen">: {escape(line.label)}</span></label>'
        )

    told = []
    for line in lines:
        why = "" if line.source == shared else escape(line.source)
        why += box(line) if line.code else ""
        kind = f"{'sum' if why else ''}{' done' if line.done else ''}"
        amounts = "".join(
            f"<td>{escape(amount)}</td>" for amount in (line.low, line.typical, line.high)
        )
        told.append(
            f'<tr class="{kind}"><th scope="row">{escape(line.label)}</th>{amounts}</tr>'
            + (f'<tr><td class="why" colspan="4">{why}</td></tr>' if why else "")
        )
    return mark_safe("".join(told))  # noqa: S308  (every text is escaped here)


def carried(fields: Iterable[tuple[str, str]]) -> SafeString:
    """Answers that travel along in a form, as hidden fields: made once, placed in each form."""
    return mark_safe(  # noqa: S308  (every text is escaped here)
        "".join(
            f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
            for name, value in fields
        )
    )


def own_work_elsewhere(pick: Pick, own_work: Sequence[str]) -> SafeString:
    """What the owner does that this unit has no line for: it must not be lost from the address."""
    return carried(("own_work", code) for code in own_work if code not in pick.cost.alone)


def price_fields(
    advice: Advice, given: Mapping[str, str], asked: Sequence[str]
) -> tuple[PriceField, ...]:
    """The prices behind every bill, ready to be changed; a fuel's only where one heats now."""
    means = {"electricity_rate": advice.site.electricity, "fuel_rate": advice.site.fuel}
    fields = []
    for name in asked:
        question, mean = QUESTIONS[name], means[name]
        value = given.get(name, "")
        own = bool(value) and value != UNSURE
        fields.append(
            PriceField(
                name=name,
                id=f"edit-{name}",
                label=str(question.short),
                value=value if own else "",
                shown=rate(mean.value).removeprefix("$") if mean else "",
                unit=str(unit(question, given)),
                note=_price_note(mean, own=own),
            )
        )
    return tuple(fields)


def _price_note(mean: Dated | None, *, own: bool) -> str:
    if mean is None:
        return _("your own") if own else _("no price of your state is known: please give yours")
    words = mean_price(mean.as_of, of_country=mean.of_country)
    if own:
        return _("your own; %(mean)s: %(price)s") % {"mean": words, "price": rate(mean.value)}
    return words


# --- Rebates and carbon dioxide ----------------------------------------------------------------


def federal_note(rebates: Sequence[Rebate]) -> str:
    """Said first, and only where the ended credit is told as ended and no other counts."""
    ended = any(rebate.code == FEDERAL_CREDIT and not rebate.counts for rebate in rebates)
    return _("No federal tax credit for 2026 installations that we know of.") if ended else ""


def rebate_line(rebate: Rebate) -> RebateLine:
    """One tax credit or rebate; an amount only where it counts."""
    return RebateLine(
        name=rebate.name,
        counts=rebate.counts,
        amount=money(rebate.amount_usd) if rebate.counts and rebate.amount_usd is not None else "",
        note=rebate.note,
        url=rebate.url if rebate.url.startswith("https://") else "",
        checked=_("checked %(day)s") % {"day": rebate.checked} if rebate.checked else "",
    )


def carbon(pick: Pick, grid: Dated | None, units: str) -> tuple[str, ...]:
    """A year's carbon dioxide with the unit, against now where known, and by whose figure."""
    if pick.co2_lb is None or grid is None:
        return ()
    told = [
        _("With it: about %(amount)s a year, from the power plants of your grid.")
        % {"amount": mass(pick.co2_lb, units)}
    ]
    now = pick.co2_now_lb
    if now is not None:
        change = pick.co2_lb - now
        said = (
            _("What heats and cools it now: about %(amount)s, so it is %(change)s less.")
            if change < 0
            else _("What heats and cools it now: about %(amount)s, so it is %(change)s more.")
        )
        told.append(said % {"amount": mass(now, units), "change": mass(abs(change), units)})
    told.append(
        _("Counted with %(figure)s a kWh at the socket: %(source)s, as of %(time)s.")
        % {
            "figure": small_mass(grid.value, units),
            "source": grid.source,
            "time": grid.as_of,
        }
    )
    return tuple(told)
