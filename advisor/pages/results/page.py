"""The advice as printed: loads, cards, exclusions, assumptions, answers to change beside it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from advisor.advice.contract import Advice, Assumption, Excluded, JudgedUnit, Load, Pick, TypeAdvice
from advisor.drawing.charts import RangeBar, range_bar
from advisor.formatting.numbers import (
    Figure,
    area_figure,
    btu,
    btu_figure,
    load_figure,
    money,
    number,
    span,
    temperature,
)
from advisor.formatting.text import Text
from advisor.formatting.unit_names import TYPE_NAMES
from advisor.pages.results.room_book import RoomBook, room_book
from advisor.pages.results.scales import OwnedView, SoundView, owned_view, short_name, sound_view
from advisor.pages.saved.page import KeepLinks, keep_links
from advisor.pages.shared.cards import PickCard, Shown, kind, pick_card
from advisor.pages.shared.fields import Field, field_for, hidden_fields, is_asked
from advisor.pages.shared.fit_chart import MainChart, main_chart
from advisor.pages.shared.layout import address_of
from advisor.pages.shared.money.energy_prices import PRICES, PriceField, price_fields
from advisor.pages.shared.money.markup import carried
from advisor.pages.shared.money.rebates import RebateLine, federal_note, rebate_line
from advisor.pages.shared.money.savings import adds_cooling
from advisor.pages.shared.money.year_bills import highest_month
from advisor.pages.shared.render import address
from advisor.pages.wizard.check import assumed_answers, change_link
from advisor.questions.answer_form import KEPT, RoomForm, given_from, undone
from advisor.questions.definitions import QUESTIONS
from advisor.questions.labels import choice_label
from advisor.questions.money_questions import OWNING

VERDICTS = {
    "fits": gettext_lazy("fits"),
    "possible": gettext_lazy("possible"),
    "unsuitable": gettext_lazy("not here"),
}


EDITABLE = (
    "area",
    "insulation",
    "drafts",
    "exterior_walls",
    "above",
    "below",
    "windows",
    "facing",
    "shade",
    "hold",
    "power",
    "outdoor_unit",
    "heating_now",
    "budget",
)
"""The answers that can be changed beside the result; the rest is one link away."""


EDITABLE_AT_ONCE = 6


LEADING_PICKS = 3


OTHERS_AT_ONCE = 3


WARNINGS_AT_ONCE = {"recommend": 1, "keep": 1}
"""How many warnings stand open; where the answer is another, two: they are the answer."""


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
class LoadRow:
    label: str
    heating: str
    cooling: str
    heating_width: float
    cooling_width: float


@dataclass(frozen=True, kw_only=True)
class RangeLine:
    key: str  # heat or cool
    label: str
    likely: Figure
    span: str
    bar: RangeBar
    own: str


@dataclass(frozen=True, kw_only=True)
class TypeLine:
    key: str
    name: Text
    verdict: str
    verdict_text: Text
    why: str


@dataclass(frozen=True, kw_only=True)
class ExclusionLine:
    count: str
    reason: str
    undo: str
    undo_label: str


@dataclass(frozen=True, kw_only=True)
class AssumptionLine:
    label: str
    value: str
    why: str
    change: str


@dataclass(frozen=True, kw_only=True)
class AssumptionGroup:
    """Assumptions that are made for one and the same reason."""

    why: str
    lines: tuple[AssumptionLine, ...]


@dataclass(frozen=True, kw_only=True)
class ResultsPage:
    title: str
    advice: Advice
    crumb: SafeString
    needs: SafeString
    warnings: tuple[str, ...]
    more_warnings: tuple[str, ...]
    changed: tuple[str, ...]  # against the page before, where an answer was changed beside it
    was: str  # this page in short, for the one that follows
    rooms: RoomBook
    ranges: tuple[RangeLine, ...]
    types: tuple[TypeLine, ...]
    leading: tuple[PickCard, ...]
    others: tuple[OtherLine, ...]
    more_others: tuple[OtherLine, ...]
    compare: str
    judged: JudgedCard | None
    picks_title: str
    chart: MainChart | None
    drawn: tuple[DrawnLink, ...]  # whose chart can be looked at; none where there is one alone
    sound: SoundView | None
    owned: OwnedView | None
    load_rows: tuple[LoadRow, ...]
    exclusions: tuple[ExclusionLine, ...]
    excluded_title: str
    assumptions: tuple[AssumptionGroup, ...]
    edit: tuple[Field, ...]
    edit_more: tuple[Field, ...]
    edit_open: bool
    hidden: SafeString
    prices: tuple[PriceField, ...]
    ticked: SafeString  # what travels along when a cost line is ticked off
    answers: SafeString  # what travels along when an assumption of owning is changed
    rebates: tuple[RebateLine, ...]
    types_teaser: str  # what a part says while it is closed
    rebates_teaser: str
    loads_teaser: str
    assumed_teaser: str
    keep: KeepLinks
    share: str  # the address of this page, to be copied
    federal: str
    market_note: str
    opened: str
    check: str
    here: str
    other_units: str
    units: str
    said: str


def results_page(
    form: RoomForm, advice: Advice, *, opened: str = "", was: str = "", chart: str = ""
) -> ResultsPage:
    """Everything the results page prints, formatted; ``opened`` is the id of the details that were
    just changed, so that they stand open again, ``was`` the page before, so that it can say
    what changed, and ``chart`` the slug of the unit to draw: any other than those shown is the
    one that the visitor came with, else the first."""
    given, units = form.given, form.units
    assert form.answers is not None
    judged = advice.judged
    weighed = [*advice.picks, *([judged.pick] if judged else [])]
    full = max((float(pick.cost.upfront.high) for pick in weighed), default=1.0) or 1.0
    leading, others = _led(advice.picks)
    detailed = [*leading, *([judged.pick] if judged else [])]
    drawable = [*([judged.pick] if judged else []), *leading]
    asked = next((pick for pick in drawable if pick.slug == chart), None)
    drawn = asked or next(iter(drawable), None)
    along = (("chart", asked.slug),) if asked else ()
    drawing = main_chart(drawn, advice, units=units)
    shown = Shown(
        full=full,
        full_month=highest_month(detailed),
        added_cooling=adds_cooling(form.answers),
        own_work=form.answers.own_work,
        given=given,
        units=units,
    )
    prices = [name for name in PRICES if detailed and is_asked(name, given)]
    assumed = {name: line.value for name, line in assumed_answers(advice.assumptions).items()}
    editable = [
        _edit_field(name, given, assumed.get(name, ""))
        for name in EDITABLE
        if is_asked(name, given)
    ]
    listed = tuple(_other(pick, given, units) for pick in others)
    open_warnings = WARNINGS_AT_ONCE.get(advice.outcome, 2)
    changed = news(advice, was, units)
    return ResultsPage(
        title=advice.headline,
        advice=advice,
        crumb=_crumb(form, advice),
        needs=needs_sentence(advice, units),
        warnings=tuple(advice.warnings[:open_warnings]),
        more_warnings=tuple(advice.warnings[open_warnings:]),
        changed=changed,
        was=in_short(advice),
        rooms=room_book(form),
        ranges=_ranges(advice.load, units),
        types=tuple(_type_line(line) for line in advice.types),
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
        compare=_compare(leading, given),
        judged=_judged(judged, pick_card(judged.pick, advice, shown=shown, key="judged"), given)
        if judged
        else None,
        picks_title=_picks_title(advice.outcome, len(leading)),
        chart=drawing,
        drawn=_drawn_links(drawable, drawn, given),
        sound=sound_view(detailed, others),
        owned=owned_view(detailed),
        load_rows=_load_rows(advice.load, units),
        exclusions=tuple(_exclusion(line, given) for line in advice.excluded),
        excluded_title=_excluded_title(advice.excluded),
        assumptions=_grouped(
            [line for line in advice.assumptions if line.field not in OWNING], given
        ),
        edit=tuple(editable[:EDITABLE_AT_ONCE]),
        edit_more=tuple(editable[EDITABLE_AT_ONCE:]),
        edit_open=False,
        hidden=carried((*hidden_fields(given, without={*EDITABLE, *prices}), *along)),
        prices=price_fields(advice, given, prices),
        ticked=carried((*hidden_fields(given, without={"own_work"}), *along)),
        answers=carried((*hidden_fields(given, without=set(OWNING)), *along)),
        rebates=tuple(rebate_line(rebate) for rebate in advice.rebates),
        types_teaser=_types_teaser(advice.types),
        rebates_teaser=_rebates_teaser(advice),
        loads_teaser=_loads_teaser(advice.load),
        assumed_teaser=_assumed_teaser(advice.assumptions),
        keep=keep_links(given, advice),
        share=f"{settings.SITE_URL}{address('results', given)}",
        federal=federal_note(advice.rebates),
        market_note=advice.market_note or "",
        opened=opened,
        check=address("check", given),
        here=address("results", given, **dict(along)),
        other_units=_in_other_units(form),
        units=units,
        said=_said(changed, drawing if asked else None, advice),
    )


def _edit_field(name: str, given: Mapping[str, str], assumed: str) -> Field:
    """A question beside the result; a choice is a select that says what is assumed meanwhile."""
    field = field_for(QUESTIONS[name], given, prefix="edit")
    if field.kind != "choice":
        return replace(field, assumed=assumed)
    return replace(field, select=_select(name, field.value, assumed, get_language()))


@lru_cache(maxsize=1000)
def _select(name: str, value: str, assumed: str, language: str | None) -> SafeString:  # noqa: ARG001
    """The options of one select. Kept, because fifteen of them are a third of the page."""
    blank = _("%(value)s (assumed)") % {"value": assumed} if assumed else _("not sure")
    options = [("", SafeString(), blank)]
    options += [
        (key, SafeString(" selected") if key == value else SafeString(), str(choice.label))
        for key, choice in QUESTIONS[name].choices.items()
    ]
    return format_html_join("", '<option value="{}"{}>{}</option>', options)


def _led(picks: Sequence[Pick]) -> tuple[list[Pick], list[Pick]]:
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


def _judged(judged: JudgedUnit, card: PickCard, given: Mapping[str, str]) -> JudgedCard:
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


def _said(changed: Sequence[str], drawing: MainChart | None, advice: Advice) -> str:
    """What a screen reader hears after a swap: what changed, else what is drawn now."""
    if drawing and not changed:
        return _("Drawn: %(name)s. %(summary)s") % {
            "name": drawing.name,
            "summary": drawing.summary,
        }
    return _("Updated: %(news)s") % {"news": " ".join(changed) or advice.headline}


def _other(pick: Pick, given: Mapping[str, str], units: str) -> OtherLine:
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


def _in_other_units(form: RoomForm) -> str:
    """The same answers in the other system: nothing is asked again, nothing changes."""
    if form.answers is None:
        return ""
    metric = form.units == "metric"
    converted = given_from(form.answers, units="us" if metric else "metric")
    kept = {name: form.given[name] for name in KEPT if name != "units" and name in form.given}
    return address("results", {**converted, **kept})


def _crumb(form: RoomForm, advice: Advice) -> SafeString:
    assert form.answers is not None
    area = area_figure(form.answers.area, form.units)
    room = choice_label("space", form.answers.space)
    place = advice.site.place
    return format_html(
        '{} · {} · {} <span class="zip">{}</span>', room, str(area), place, advice.site.zip
    )


def needs_sentence(advice: Advice, units: str) -> SafeString:
    """What the room needs, both loads in their colours."""
    heating, cooling = advice.load.heating_btu_h, advice.load.cooling_btu_h
    heat = format_html('<b class="heat">{}</b>', str(load_figure(heating.likely, units)))
    cool = format_html('<b class="cool">{}</b>', str(load_figure(cooling.likely, units)))
    return format_html(
        _(
            "This room needs about {heat} of heat on the coldest usual night ({low}) and {cool} of"
            " cooling on the hottest usual afternoon ({high})."
        ),
        heat=heat,
        cool=cool,
        low=temperature(advice.site.heating_design_f, units),
        high=temperature(advice.site.cooling_design_f, units),
    )


def _ranges(load: Load, units: str) -> tuple[RangeLine, ...]:
    full = max(load.heating_btu_h.high, load.cooling_btu_h.high, 1.0) * 1.08
    own = {"heat": load.own_heating_btu_h, "cool": load.own_cooling_btu_h}
    lines = []
    for key, label, values in (
        ("heat", _("Heat"), load.heating_btu_h),
        ("cool", _("Cool"), load.cooling_btu_h),
    ):
        theirs = own[key]
        lines.append(
            RangeLine(
                key=key,
                label=label,
                likely=load_figure(values.likely, units),
                span=span(load_figure(values.low, units), load_figure(values.high, units)),
                bar=range_bar(values.low, values.likely, values.high, full=full),
                own=btu(theirs, units) if theirs is not None else "",
            )
        )
    return tuple(lines)


def _type_line(line: TypeAdvice) -> TypeLine:
    return TypeLine(
        key=line.type,
        name=TYPE_NAMES[line.type],
        verdict=line.verdict,
        verdict_text=VERDICTS[line.verdict],
        why=line.why,
    )


def _picks_title(outcome: str, count: int) -> str:
    if outcome == "improve_first":
        return _("What comes nearest as the room is")
    return {1: _("One that fits"), 2: _("Two that fit")}.get(count, _("Three that fit"))


def _load_rows(load: Load, units: str) -> tuple[LoadRow, ...]:
    full = max((max(line.heating_btu_h, line.cooling_btu_h) for line in load.lines), default=1.0)
    rows = []
    for line in sorted(load.lines, key=lambda line: -max(line.heating_btu_h, line.cooling_btu_h)):
        if max(abs(line.heating_btu_h), abs(line.cooling_btu_h)) < 1:
            continue
        rows.append(
            LoadRow(
                label=line.label,
                heating=btu_figure(line.heating_btu_h, units).number,
                cooling=btu_figure(line.cooling_btu_h, units).number,
                heating_width=round(max(line.heating_btu_h, 0) / full * 100, 1),
                cooling_width=round(max(line.cooling_btu_h, 0) / full * 100, 1),
            )
        )
    return tuple(rows)


def _exclusion(line: Excluded, given: Mapping[str, str]) -> ExclusionLine:
    return ExclusionLine(
        count=number(line.count),
        reason=line.reason,
        undo=f"{reverse('results')}?{undone(given, line.undo)}" if line.undo else "",
        undo_label=line.undo_label or _("show them"),
    )


def _excluded_title(lines: Sequence[Excluded]) -> str:
    count = sum(line.count for line in lines)
    return ngettext("%(count)s model left out", "%(count)s models left out", count) % {
        "count": number(count)
    }


def _grouped(lines: Sequence[Assumption], given: Mapping[str, str]) -> tuple[AssumptionGroup, ...]:
    """By their reasons, in the order in which the reasons come first."""
    groups: dict[str, list[AssumptionLine]] = {}
    for line in lines:
        groups.setdefault(line.why, []).append(_assumption(line, given))
    return tuple(AssumptionGroup(why=why, lines=tuple(of)) for why, of in groups.items())


def _types_teaser(lines: Sequence[TypeAdvice]) -> str:
    told = ", ".join(f"{TYPE_NAMES[line.type]} {VERDICTS[line.verdict]}" for line in lines)
    return capfirst(told.lower())


def _rebates_teaser(advice: Advice) -> str:
    counting = sum(rebate.counts for rebate in advice.rebates)
    if not counting:
        return _("none counts today; %(count)s looked at") % {"count": len(advice.rebates)}
    return ngettext("%(count)s counts", "%(count)s count", counting) % {"count": counting}


def _loads_teaser(load: Load) -> str:
    if not load.lines:
        return ""
    winter = max(load.lines, key=lambda line: line.heating_btu_h)
    summer = max(load.lines, key=lambda line: line.cooling_btu_h)
    if winter.name == summer.name:
        return _("most by %(line)s, winter and summer") % {"line": winter.label}
    return _("in winter most by %(winter)s, in summer by %(summer)s") % {
        "winter": winter.label,
        "summer": summer.label,
    }


def _assumed_teaser(lines: Sequence[Assumption]) -> str:
    first = ", ".join(f"{line.label.lower()}" for line in lines[:3])
    rest = len(lines) - 3
    if rest <= 0:
        return first
    more = ngettext("%(first)s and %(count)s more", "%(first)s and %(count)s more", rest)
    return more % {"first": first, "count": rest}


def _compare(leading: Sequence[Pick], given: Mapping[str, str]) -> str:
    """The page that sets the picks shown against each other; none with fewer than two."""
    if len(leading) < 2 or not address_of("compare"):
        return ""
    return address("compare", given, models=",".join(pick.slug for pick in leading))


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


def _assumption(line: Assumption, given: Mapping[str, str]) -> AssumptionLine:
    return AssumptionLine(
        label=line.label,
        value=line.value,
        why=line.why,
        change=change_link(line.field, given, then="results"),
    )
