"""One unit for this room as a card: facts, money, points, reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.contract import Advice, Pick, PickLine
from advisor.advice.evidence import UNKNOWN_LIMIT
from advisor.drawing.bars import Bar, RangeBar, range_bar, stacked_bar
from advisor.drawing.capacity_charts import FitChart
from advisor.formatting.numbers import (
    Figure,
    btu,
    btu_figure,
    decibels,
    hours,
    kwh,
    money,
    money_span,
    not_published,
    number,
    percent,
    temperature,
)
from advisor.formatting.unit_names import TYPE_NAMES, shown_number
from advisor.pages.shared.fit_chart import mini_chart
from advisor.pages.shared.money.carbon_dioxide import carbon
from advisor.pages.shared.money.cost_lines import CostTable, cost_table
from advisor.pages.shared.money.owning_cost import OwningView, owning_view
from advisor.pages.shared.money.savings import SavingView, saving_view
from advisor.pages.shared.money.year_bills import YearView, year_view
from advisor.pages.shared.sale_lines import (
    OtherLabels,
    other_labels,
    pair_notes,
    sale_sentence,
    unknown_of_asked,
)
from advisor.questions.answer_form import query_string

LABELS = {
    "best_fit": gettext_lazy("Our pick"),
    "quietest": gettext_lazy("Quietest"),
    "lowest_cost": gettext_lazy("Lowest cost at a seen price"),
}


COST_GROUPS = {
    "unit": gettext_lazy("unit"),
    "install": gettext_lazy("installation"),
    "circuit": gettext_lazy("wiring"),
}


@dataclass(frozen=True, kw_only=True)
class PickFact:
    label: str
    figure: Figure
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PointRow:
    label: str
    points: str
    width: float  # share of the row, 0–100
    negative: bool


@dataclass(frozen=True, kw_only=True)
class Reason:
    kind: str  # yes, no, care
    text: str


@dataclass(frozen=True, kw_only=True)
class CardScales:
    """What all cards of a page have in common: the scales that make them compare, the answers."""

    full: float  # of the money bars [$]
    full_month: float  # of the monthly bills [$]
    added_cooling: bool
    own_work: tuple[str, ...]
    given: Mapping[str, str]
    units: str


@dataclass(frozen=True, kw_only=True)
class PickCard:
    """What every card prints; tables and charts are made where they are shown."""

    pick: Pick
    advice: Advice
    scales: CardScales
    name: str
    number: str
    sale: str
    other_labels: OtherLabels | None
    unknown: tuple[str, ...]  # asked for, and not published
    whole: str  # the page of the unit for this room
    figures: str  # the page of the unit in the catalog, with this room
    label: str
    kind: str
    facts: tuple[PickFact, ...]
    upfront: str
    upfront_span: str
    price_note: str
    bars: tuple[Bar, ...]
    whisker: RangeBar
    parts: tuple[tuple[str, str, str], ...]  # kind, words, amount
    running: str
    saving: SavingView
    ties: tuple[str, ...]  # where it would tie with the fuel that is there
    key: str  # makes ids of the page unique
    score: str
    score_exact: str
    equal: bool
    reasons: tuple[Reason, ...]
    more_reasons: tuple[Reason, ...]

    @cached_property
    def costs(self) -> CostTable:
        return cost_table(self.pick, self.scales.own_work, key=self.key)

    @cached_property
    def sums(self) -> tuple[tuple[str, str], ...]:
        """What it takes to buy and install it, line by line and together, as ranges."""
        lines = [
            (capfirst(line.label), money_span(line.low, line.high)) for line in self.pick.cost.lines
        ]
        return (*lines, (_("Together"), self.upfront_span))

    @cached_property
    def year(self) -> YearView | None:
        return year_view(self.pick, full=self.scales.full_month)

    @cached_property
    def owning(self) -> OwningView | None:
        terms = self.advice.terms
        return owning_view(self.pick, self.scales.given, terms, key=self.key) if terms else None

    @cached_property
    def carbon(self) -> tuple[str, ...]:
        return carbon(self.pick, self.advice.site.grid, self.scales.units)

    @cached_property
    def points(self) -> tuple[PointRow, ...]:
        return _points(self.pick)

    @cached_property
    def energy(self) -> tuple[tuple[str, str], ...]:
        return _energy(self.pick)

    @cached_property
    def mini(self) -> FitChart | None:
        return mini_chart(self.pick, self.advice)


def pick_card(
    pick: Pick,
    advice: Advice,
    *,
    scales: CardScales,
    key: str = "",
    reasons: int = 2,
    follows: bool = False,
) -> PickCard:
    """One pick as a card; ``key`` names it in ids, where its slug is on the page already, and
    ``reasons`` is how many for and against it are open. Where it ``follows`` the next better one,
    it may be equal to that one."""
    key = key or pick.slug
    full, units = scales.full, scales.units
    groups, upfront = _cost_groups(pick), pick.cost.upfront
    return PickCard(
        pick=pick,
        advice=advice,
        scales=scales,
        name=pick.spoken,
        number=shown_number(pick.model),
        sale=sale_sentence(pick),
        other_labels=other_labels(pick),
        unknown=unknown_of_asked(pick),
        whole=f"{reverse('unit', args=[pick.slug])}?{query_string(scales.given, model='')}",
        figures=_figures(pick, scales.given),
        label=str(LABELS[pick.label]) if pick.label else "",
        kind=kind(pick, units),
        facts=key_facts(pick, advice, units),
        upfront=money(upfront.typical),
        upfront_span=money_span(upfront.low, upfront.high),
        price_note=pick.cost.price_note,
        bars=tuple(stacked_bar([(k, float(v)) for k, v in groups.items()], full=full, width=100.0)),
        whisker=range_bar(
            float(upfront.low), float(upfront.typical), float(upfront.high), full=full
        ),
        parts=tuple((k, str(COST_GROUPS[k]), money(v)) for k, v in groups.items() if v),
        running=money(pick.annual.cost_usd),
        saving=saving_view(pick, added_cooling=scales.added_cooling),
        ties=tuple(text for text in (pick.break_even, pick.switchover) if text),
        key=key,
        score=number(pick.score),
        score_exact=number(pick.score, 1),
        equal=follows and pick.practically_equal,
        reasons=(
            *_reasons("yes", pick.why[:reasons]),
            *_reasons("no", pick.why_not[:reasons]),
        ),
        more_reasons=(
            *_reasons("yes", pick.why[reasons:]),
            *_reasons("no", pick.why_not[reasons:]),
            *_reasons("care", pick.warnings),
            *_reasons("care", pair_notes(pick)),
        ),
    )


def _cost_groups(pick: Pick) -> dict[str, Decimal]:
    """Unit, circuit and the rest of the installation, in the order of the lines. [$]"""
    groups: dict[str, Decimal] = {}
    for line in pick.cost.lines:
        group = line.name if line.name in {"unit", "circuit"} else "install"
        groups[group] = groups.get(group, Decimal(0)) + line.typical
    return groups


def _figures(pick: Pick, given: Mapping[str, str]) -> str:
    """The page of the unit in the catalog, with this room's answers."""
    if not pick.brand_slug:
        return ""
    query = query_string(given, model="")
    return f"{reverse('model', args=[pick.brand_slug, pick.slug])}?{query}"


def _reasons(kind: str, texts: Sequence[str]) -> tuple[Reason, ...]:
    return tuple(Reason(kind=kind, text=text) for text in texts)


def kind(pick: Pick | PickLine, units: str) -> str:
    """Size and voltage; the type too where the name that people say does not have it."""
    parts = [] if pick.spoken else [str(TYPE_NAMES[pick.type])]
    if pick.cooling_btu_h is not None:
        parts.append(_("%(size)s cooling") % {"size": btu(pick.cooling_btu_h, units)})
    if pick.voltage:
        parts.append(_("%(volts)s\u00a0V") % {"volts": pick.voltage})
    return " · ".join(parts)


def key_facts(pick: Pick, advice: Advice, units: str) -> tuple[PickFact, ...]:
    """What a unit gives at its least and in the cold, and its sound; a figure of ours says so."""

    def note(*names: str) -> str:
        return _("estimate") if any(name in pick.estimated for name in names) else ""

    at = temperature(advice.site.heating_design_f, units)
    return (
        PickFact(
            label=_("Minimum heat"),
            figure=btu_figure(pick.min_output_47f_btu_h, units),
            note=_like(pick) or note("min_output"),
        ),
        PickFact(
            label=_("Minimum cooling"),
            figure=btu_figure(pick.min_output_cooling_btu_h, units),
            note=note("min_cooling"),
        ),
        PickFact(
            label=_("Heat at %(temperature)s") % {"temperature": at},
            figure=btu_figure(pick.capacity_at_design_btu_h, units)
            if pick.capacity_at_design_btu_h != 0
            else not_published()
            if pick.evidence.cutout == UNKNOWN_LIMIT
            else Figure(_("none")),
            note=note("cold_output", "heating_capacity") if pick.capacity_at_design_btu_h else "",
        ),
        PickFact(
            label=_("Indoor sound"),
            figure=decibels(pick.sound_min_db, pick.sound_max_db),
            note=_night_sound(pick),
        ),
    )


def _like(pick: Pick) -> str:
    """Where the lowest output that nobody publishes was taken from."""
    if not pick.minimum_like or "min_output" not in pick.estimated:
        return ""
    return _("estimate, as %(unit)s") % {"unit": pick.minimum_like}


def _night_sound(pick: Pick) -> str:
    """The sound at the speed that the night's load needs, where that is not the lowest."""
    if pick.night_sound_db is None or pick.sound_min_db is None:
        return ""
    if pick.night_sound_db < pick.sound_min_db + 1:
        return ""
    return _("about %(sound)s dB at night here") % {"sound": number(pick.night_sound_db)}


def _points(pick: Pick) -> tuple[PointRow, ...]:
    most = max((abs(points) for points in pick.points.values()), default=1.0) or 1.0
    return tuple(
        PointRow(
            label=pick.point_labels.get(name) or capfirst(name.replace("_", " ")),
            points=number(points, 1),
            width=round(abs(points) / most * 100, 1),
            negative=points < 0,
        )
        for name, points in pick.points.items()
    )


def _energy(pick: Pick) -> tuple[tuple[str, str], ...]:
    return (
        (heat_label(pick), kwh(pick.annual.heating_kwh)),
        (_("Electricity for cooling"), _cooling(pick)),
        (_("Backup heat"), kwh(pick.annual.backup_kwh)),
        (_("Heat per unit of electricity, whole season"), _cop(pick)),
        (_("Hours too cold for it"), _hours_too_cold(pick)),
        (_("Share of the heat that backup gives"), percent(pick.backup_fraction)),
        (_("Share of the cooling left undone"), percent(pick.unmet.cooling_share)),
        (_("Share of running time spent cycling"), percent(pick.cycling_fraction)),
    )


def heat_label(pick: Pick) -> str:
    """Heat that the rent pays for is in no bill of the unit."""
    in_no_bill = pick.months and not any(month.heating_usd for month in pick.months)
    if in_no_bill and pick.annual.heating_kwh >= 1:
        return _("Electricity for heat, if you heat with it: not in the bill")
    return _("Electricity for heat")


def _cooling(pick: Pick) -> str:
    """With its range in homes, where that is one as printed: none where next to nothing is
    cooled."""
    likely = kwh(pick.annual.cooling_kwh)
    low, high = map(kwh, pick.cooling_kwh_range or (0.0, 0.0))
    if low == high:
        return likely
    return _("%(likely)s, in homes %(low)s to %(high)s") % {
        "likely": likely,
        "low": low,
        "high": high,
    }


def _hours_too_cold(pick: Pick) -> str:
    """Known only where its lowest outdoor temperature is."""
    return pick.limit_unknown or hours(pick.hours_below_cutout)


def _cop(pick: Pick) -> str:
    if pick.seasonal_cop is None:
        return str(not_published())
    if pick.seasonal_cop_range is None:
        return number(pick.seasonal_cop, 1)
    low, high = pick.seasonal_cop_range
    return _("%(cop)s, in measured homes %(low)s to %(high)s") % {
        "cop": number(pick.seasonal_cop, 1),
        "low": number(low, 1),
        "high": number(high, 1),
    }
