"""What pages show: engine figures → words and drawings, ready to print.

Numbers are formatted here, once, so that templates only place them (a filter in a loop is what a
results page spends its time on). ``render_page`` chooses between the page and the part of it that
htmx asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from advisor import ledger
from advisor.advice import Advice, Assumption, CurvePoint, Excluded, Load, Pick, TypeAdvice
from advisor.charts import (
    PHONE,
    SMALL,
    WIDE,
    Bar,
    ChartSize,
    FitChart,
    FitPoint,
    RangeBar,
    RoomSketch,
    fit_chart,
    range_bar,
    room_sketch,
    stacked_bar,
)
from advisor.engine.place import Place
from advisor.forms import (
    CARRIED,
    KEPT,
    METRIC_ANSWERS,
    RoomForm,
    given_from,
    query_string,
    undone,
)
from advisor.questions import (
    NUMBERS,
    QUESTIONS,
    STEPS,
    UNSURE,
    Question,
    Step,
    Text,
    asked_questions,
    choice_label,
    steps_for,
    unit,
    wording,
)
from advisor.templatetags.units import (
    KW_PER_BTU_H,
    Figure,
    area_figure,
    btu,
    btu_figure,
    decibels,
    hours,
    kwh,
    load_figure,
    money,
    money_span,
    not_published,
    number,
    percent,
    span,
    temperature,
)

PARTIAL = "page"
"""The one element that htmx fills: <main id="page">."""


def render_page(
    request: HttpRequest,
    template_name: str,
    context: Mapping[str, Any],
    *,
    partial: str = PARTIAL,
    status: int = 200,
) -> HttpResponse:
    """Render the page, or just the element ``partial`` when htmx is filling that element.

    A page is ``advisor/name.html``; what it shows in that element is ``advisor/_name.html``. htmx
    asks for history with HX-Request but no target, and gets the whole page.
    """
    htmx = request.htmx  # type: ignore[attr-defined]
    swapping = htmx.target == partial and not htmx.history_restore_request
    content = template_name.replace("advisor/", "advisor/_")
    response = render(
        request,
        "components/_swap.html" if swapping else template_name,
        {**context, "content": content, "swapping": swapping},
        status=status,
    )
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


# --- Questions ---------------------------------------------------------------------------------


NO_OPTIONS = SafeString()


@dataclass(frozen=True, kw_only=True)
class Option:
    value: str
    label: Text
    help: Text = ""
    chosen: bool = False
    drawing: str = ""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question as printed: what it is called, what was given, what is wrong."""

    name: str
    id: str
    kind: str
    label: Text
    short: Text
    help: Text
    unit: Text
    value: str
    error: str
    options: tuple[Option, ...]
    ranks: tuple[tuple[str, tuple[Option, ...]], ...] = ()
    required: bool
    picture: bool
    few: bool  # short answers that fit side by side
    rewords: bool
    described_by: str
    assumed: str = ""  # what is taken while the answer is open
    select: SafeString = NO_OPTIONS  # options, where the choice is printed as a select

    @property
    def error_target(self) -> str:
        """The id of the first control: where the error summary leads."""
        if self.kind in {"choice", "several"}:
            return f"{self.id}-{self.options[0].value}"
        return f"{self.id}-1" if self.kind == "ranked" else self.id


SHORT_LABEL = 16
"""Characters; answers up to this length stand side by side."""

RANKS = (gettext_lazy("First"), gettext_lazy("Second"), gettext_lazy("Third"))


def field_for(
    question: Question, given: Mapping[str, str], *, error: str = "", prefix: str = "id"
) -> Field:
    """One question with what was given for it."""
    value = given.get(question.name, "")
    identity = f"{prefix}-{question.name}"
    metric = question.name in METRIC_ANSWERS and given.get("units") == "metric"
    help_text = question.help_metric if metric and question.help_metric else question.help
    chosen = value.split(",") if question.kind in {"several", "ranked"} else [value]
    options = tuple(
        Option(
            value=key,
            label=choice.label,
            help=choice.help,
            chosen=key in chosen,
            drawing=f"{question.name}-{key}" if question.picture else "",
        )
        for key, choice in question.choices.items()
    )
    if question.kind == "choice" and not question.required:
        options += (Option(value=UNSURE, label=_("I don’t know"), chosen=value == UNSURE),)
    ranks: tuple[tuple[str, tuple[Option, ...]], ...] = ()
    if question.kind == "ranked":
        ranks = tuple(
            (str(title), tuple(replace(o, chosen=chosen[i : i + 1] == [o.value]) for o in options))
            for i, title in enumerate(RANKS)
        )
    described = [f"{identity}-help"] if help_text else []
    described += [f"{identity}-error"] if error else []
    return Field(
        name=question.name,
        id=identity,
        kind=question.kind,
        label=wording(question, given),
        short=question.short,
        help=help_text,
        unit=unit(question, given),
        value="" if value == UNSURE else value,
        error=error,
        options=options,
        ranks=ranks,
        required=question.required,
        picture=question.picture,
        few=all(not option.help and len(str(option.label)) <= SHORT_LABEL for option in options),
        rewords=question.rewords,
        described_by=" ".join(described),
    )


@dataclass(frozen=True, kw_only=True)
class Progress:
    position: int
    total: int
    minutes: str
    marks: tuple[str, ...]  # done, here, ahead


@dataclass(frozen=True, kw_only=True)
class QuestionPage:
    step: Step
    title: str
    place: str
    place_note: str
    fields: tuple[Field, ...]
    errors: tuple[tuple[str, str], ...]  # id of the control, sentence
    stray_errors: tuple[str, ...]  # about answers that no page asks for
    hidden: tuple[tuple[str, str], ...]
    progress: Progress | None
    back: str
    can_see_results: bool
    then: str  # check or results: where a changed answer leads back to
    last: bool
    moved_on: bool  # a step was just submitted: this is a new page to its reader
    sketch: RoomSketch | None


SECONDS_PER_STEP = 25


def question_page(
    form: RoomForm,
    step: Step,
    *,
    show_errors: bool,
    place: Place | None = None,
    then: str = "",
    moved_on: bool = False,
) -> QuestionPage:
    """One step of the conversation. Answers of other steps travel as hidden fields."""
    given = form.given
    asked = asked_questions(step, given)
    names = {question.name for question in asked}
    faults = form.faults() if show_errors else {}
    fields = tuple(
        field_for(question, given, error=faults.get(question.name, "")) for question in asked
    )
    steps = steps_for(given)
    position = next((i for i, other in enumerate(steps) if other.key == step.key), None)
    ready = not form.missing and not form.errors
    progress = None if position is None or then else _progress(position, len(steps))
    title = str(step.title)
    if any(field.error for field in fields):
        title = _("Error: %(title)s") % {"title": title}
    return QuestionPage(
        step=step,
        title=title,
        place=f"{place.place}, {place.state}" if place else "",
        place_note=place_note(place),
        fields=fields,
        errors=tuple((field.error_target, field.error) for field in fields if field.error),
        stray_errors=tuple(
            faults[name] for name in faults if name in QUESTIONS and not _is_asked(name, given)
        ),
        hidden=hidden_fields(given, without=names),
        progress=progress,
        back=_back(given, steps, position, then),
        can_see_results=ready and not then and position != len(steps) - 1,
        then=then,
        last=position == len(steps) - 1,
        moved_on=moved_on,
        sketch=_sketch(form) if step.key in SKETCHED_STEPS else None,
    )


SKETCHED_STEPS = frozenset({"around", "shell", "windows", "living", "possible", "money"})


def _sketch(form: RoomForm) -> RoomSketch | None:
    """The room as far as it is known, once it has a size."""
    values = form.values
    if "area" not in values:
        return None
    above, below = values.get("above"), values.get("below")
    if values.get("space") == "basement":
        below = below or "slab"
    names = {above: choice_label("above", above)} if above else {}
    if below:
        names[f"below-{below}"] = choice_label("below", below)
    return room_sketch(
        area_ft2=values["area"],
        ceiling_ft=values.get("ceiling", 8.0),
        exterior_walls=values.get("exterior_walls"),
        above=above,
        below=below,
        windows=values.get("windows"),
        facing=values.get("facing"),
        shade=values.get("shade"),
        texts={name: str(text) for name, text in names.items()},
    )


def _is_asked(name: str, given: Mapping[str, str]) -> bool:
    return QUESTIONS[name].asked_when(given)


def hidden_fields(
    given: Mapping[str, str], *, without: set[str] | frozenset[str] = frozenset()
) -> tuple[tuple[str, str], ...]:
    """The answers that travel along. One that no longer applies (the garage door of what is now a
    bedroom) stays behind."""
    return tuple(
        (name, given[name])
        for name in CARRIED
        if given.get(name)
        and name not in without
        and (name not in QUESTIONS or _is_asked(name, given))
    )


def _progress(position: int, total: int) -> Progress:
    left = (total - position) * SECONDS_PER_STEP
    minutes = max(1, round(left / 60))
    return Progress(
        position=position + 1,
        total=total,
        minutes=ngettext("about %(n)s minute left", "about %(n)s minutes left", minutes)
        % {"n": minutes},
        marks=tuple(
            "done" if i < position else "here" if i == position else "ahead" for i in range(total)
        ),
    )


def _back(given: Mapping[str, str], steps: Sequence[Step], position: int | None, then: str) -> str:
    if then:
        return address(then, given)
    if position is None:
        return address("check", given)
    if position == 0:
        return address("home", given)
    return address("questions", given, edit=steps[position - 1].key)


def address(view: str, given: Mapping[str, str], **more: str) -> str:
    """The address of one of our pages with these answers."""
    query = query_string(given, **more)
    return f"{reverse(view)}?{query}" if query else reverse(view)


def place_note(place: Place | None) -> str:
    """Says that a neighbouring ZIP code stands in, where one does."""
    if place is None or not place.approximated_from:
        return ""
    return _("This ZIP code is not in our table, so we use its neighbor %(zip)s.") % {
        "zip": place.approximated_from
    }


def home_fields(given: Mapping[str, str]) -> dict[str, Field]:
    """The three answers that a first result needs."""
    return {name: field_for(QUESTIONS[name], given) for name in ("zip", "space", "area")}


# --- Answers and assumptions -------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class CheckRow:
    name: str
    label: Text
    value: str
    change: str
    assumed: bool = False
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckGroup:
    title: Text
    key: str
    rows: tuple[CheckRow, ...]


@dataclass(frozen=True, kw_only=True)
class CheckPage:
    title: str
    groups: tuple[CheckGroup, ...]
    numbers: CheckGroup
    results: str
    hidden: tuple[tuple[str, str], ...]
    answered: int
    open: int


def answer_text(question: Question, given: Mapping[str, str]) -> str:
    """An answer in words with its unit; empty where none was given."""
    value = given.get(question.name, "")
    if not value or value == UNSURE:
        return ""
    if question.kind == "number":
        unit_text = str(unit(question, given))
        if unit_text.startswith("$"):
            return f"${value} {unit_text.removeprefix('$').strip()}".strip()
        return f"{value}\u00a0{unit_text}" if unit_text else value
    if question.choices:
        return ", ".join(str(choice_label(question.name, part)) for part in value.split(","))
    return value


def check_page(form: RoomForm, assumptions: Sequence[Assumption]) -> CheckPage:
    """All answers and, where one is open, what is assumed in its place and why."""
    given = form.given
    assumed = {assumption.field: assumption for assumption in assumptions}
    groups = tuple(
        CheckGroup(title=step.short, key=step.key, rows=_check_rows(step, given, assumed))
        for step in STEPS
        if asked_questions(step, given)
    )
    rows = [row for group in groups for row in group.rows]
    return CheckPage(
        title=_("Your answers, and what we assume"),
        groups=groups,
        numbers=CheckGroup(
            title=NUMBERS.title, key=NUMBERS.key, rows=_check_rows(NUMBERS, given, assumed)
        ),
        results=address("results", given),
        hidden=hidden_fields(given),
        answered=sum(not row.assumed for row in rows),
        open=sum(row.assumed for row in rows),
    )


def _check_rows(
    step: Step, given: Mapping[str, str], assumed: Mapping[str, Assumption]
) -> tuple[CheckRow, ...]:
    rows = []
    for question in asked_questions(step, given):
        text = answer_text(question, given)
        assumption = assumed.get(question.name)
        if text:
            value, why = text, ""
        elif assumption:
            value, why = assumption.value, assumption.why
        else:
            value, why = _("left open"), ""
        rows.append(
            CheckRow(
                name=question.name,
                label=question.short,
                value=value,
                change=change_link(question.name, given, then="check"),
                assumed=not text,
                why=why,
            )
        )
    return tuple(rows)


def change_link(name: str, given: Mapping[str, str], *, then: str) -> str:
    """Where an answer is changed, on the way back to ``then``."""
    step = next((s for s in (*STEPS, NUMBERS) if name in s.fields), None)
    if step is None:
        return ""
    return f"{address('questions', given, edit=step.key, then=then)}#q-{name}"


# --- Results -----------------------------------------------------------------------------------

TYPE_NAMES = {
    "mini_split": gettext_lazy("Mini-split"),
    "window": gettext_lazy("Window unit"),
    "portable": gettext_lazy("Portable"),
}
VERDICTS = {
    "fits": gettext_lazy("fits"),
    "possible": gettext_lazy("possible"),
    "unsuitable": gettext_lazy("not here"),
}
LABELS = {
    "best_fit": gettext_lazy("Best fit"),
    "quietest": gettext_lazy("Quietest"),
    "lowest_cost": gettext_lazy("Lowest honest cost"),
}
COST_GROUPS = {
    "unit": gettext_lazy("unit"),
    "install": gettext_lazy("installation"),
    "circuit": gettext_lazy("wiring"),
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
EDITABLE_AT_ONCE = 8

LEADING_PICKS = 3
CHART_WARMEST_F = 67.5


@dataclass(frozen=True, kw_only=True)
class Fact:
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
class PickCard:
    pick: Pick
    name: str
    label: str
    kind: str
    facts: tuple[Fact, ...]
    upfront: str
    upfront_span: str
    price_note: str
    bars: tuple[Bar, ...]
    whisker: RangeBar
    parts: tuple[tuple[str, str, str], ...]  # kind, words, amount
    running: str
    saving: ledger.SavingView
    ties: tuple[str, ...]  # where it would tie with the fuel that is there
    key: str  # makes ids of the page unique
    cost_rows: SafeString
    total: ledger.LedgerLine
    own_work: SafeString  # of other types: travels along
    ticks: bool  # whether there is a line to tick off
    year: ledger.YearView | None
    owning: ledger.OwningView | None
    carbon: tuple[str, ...]
    score: str
    score_exact: str
    points: tuple[PointRow, ...]
    energy: tuple[tuple[str, str], ...]
    mini: FitChart | None
    equal: bool
    reasons: tuple[Reason, ...]
    more_reasons: tuple[Reason, ...]


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
    rank: int
    leave: str  # the address without the model


@dataclass(frozen=True, kw_only=True)
class CurveRow:
    outdoor: str
    need: str
    least: str
    most: str
    hours: str


@dataclass(frozen=True, kw_only=True)
class MainChart:
    name: str
    wide: FitChart
    phone: FitChart
    title: str
    summary: str
    axis: str
    rows: tuple[CurveRow, ...]


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
class ResultsPage:
    title: str
    advice: Advice
    crumb: str
    needs: SafeString
    ranges: tuple[RangeLine, ...]
    types: tuple[TypeLine, ...]
    leading: tuple[PickCard, ...]
    others: tuple[OtherLine, ...]
    judged: JudgedCard | None
    picks_title: str
    chart: MainChart | None
    load_rows: tuple[LoadRow, ...]
    exclusions: tuple[ExclusionLine, ...]
    excluded_title: str
    assumptions: tuple[AssumptionLine, ...]
    edit: tuple[Field, ...]
    edit_more: tuple[Field, ...]
    edit_open: bool
    hidden: SafeString
    prices: tuple[ledger.PriceField, ...]
    ticked: SafeString  # what travels along when a cost line is ticked off
    rebates: tuple[ledger.RebateLine, ...]
    federal: str
    market_note: str
    open_lines: str
    check: str
    here: str
    other_units: str
    units: str
    said: str
    sources: tuple[str, ...] = field(default=())


def results_page(form: RoomForm, advice: Advice, *, open_lines: str = "") -> ResultsPage:
    """Everything the results page prints, formatted; ``open_lines`` names the unit whose cost
    lines were just changed, so that they stand open again."""
    given, units = form.given, form.units
    assert form.answers is not None
    judged = advice.judged
    weighed = [*advice.picks, *([judged.pick] if judged else [])]
    full = max((float(pick.cost.upfront.high) for pick in weighed), default=1.0) or 1.0
    leading, others = _led(advice.picks)
    detailed = [*leading, *([judged.pick] if judged else [])]
    shown = Shown(
        full=full,
        full_month=ledger.highest_month(detailed),
        added_cooling=ledger.adds_cooling(form.answers),
        own_work=form.answers.own_work,
        units=units,
    )
    prices = [name for name in ledger.PRICES if detailed and _is_asked(name, given)]
    assumed = {line.field: line.value for line in advice.assumptions}
    assumed.setdefault("windows", assumed.get("window_area", ""))
    editable = [
        _edit_field(name, given, assumed.get(name, ""))
        for name in EDITABLE
        if _is_asked(name, given)
    ]
    return ResultsPage(
        title=advice.headline,
        advice=advice,
        crumb=_crumb(form, advice),
        needs=_needs(advice, units),
        ranges=_ranges(advice.load, units),
        types=tuple(_type_line(line) for line in advice.types),
        leading=tuple(pick_card(pick, advice, shown=shown) for pick in leading),
        others=tuple(_other(pick, given, units) for pick in others),
        judged=JudgedCard(
            card=pick_card(judged.pick, advice, shown=shown, key="judged"),
            against=tuple(judged.against),
            rank=judged.pick.rank,
            leave=address("results", given, model=""),
        )
        if judged
        else None,
        picks_title=_picks_title(len(leading)),
        chart=main_chart(_charted(advice), advice, units=units),
        load_rows=_load_rows(advice.load, units),
        exclusions=tuple(_exclusion(line, given) for line in advice.excluded),
        excluded_title=_excluded_title(advice.excluded),
        assumptions=tuple(_assumption(line, given) for line in advice.assumptions),
        edit=tuple(editable[:EDITABLE_AT_ONCE]),
        edit_more=tuple(editable[EDITABLE_AT_ONCE:]),
        edit_open=False,
        hidden=ledger.carried(hidden_fields(given, without={*EDITABLE, *prices})),
        prices=ledger.price_fields(advice, given, prices),
        ticked=ledger.carried(hidden_fields(given, without={"own_work"})),
        rebates=tuple(ledger.rebate_line(rebate) for rebate in advice.rebates),
        federal=ledger.federal_note(advice.rebates),
        market_note=advice.market_note or "",
        open_lines=open_lines,
        check=address("check", given),
        here=address("results", given),
        other_units=_in_other_units(form),
        units=units,
        said=_("Updated: %(headline)s") % {"headline": advice.headline},
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
    """The labelled picks, filled up to three, in the order of their ranks; and the rest."""
    labelled = [pick for pick in picks if pick.label][:LEADING_PICKS]
    filled = [pick for pick in picks if not pick.label][: LEADING_PICKS - len(labelled)]
    chosen = {pick.slug for pick in (*labelled, *filled)}
    return (
        [pick for pick in picks if pick.slug in chosen],
        [pick for pick in picks if pick.slug not in chosen],
    )


def _charted(advice: Advice) -> Pick | None:
    """The unit of the large chart: the one that the visitor came with, else the first."""
    if advice.judged:
        return advice.judged.pick
    return advice.picks[0] if advice.picks else None


def _other(pick: Pick, given: Mapping[str, str], units: str) -> OtherLine:
    return OtherLine(
        name=f"{pick.brand} {pick.model}",
        kind=_kind(pick, units),
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


def _crumb(form: RoomForm, advice: Advice) -> str:
    assert form.answers is not None
    area = area_figure(form.answers.area, form.units)
    room = choice_label("space", form.answers.space)
    return f"{room} · {area} · {advice.site.place} {advice.site.zip}"


def _needs(advice: Advice, units: str) -> SafeString:
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


def _picks_title(count: int) -> str:
    return {1: _("One that fits"), 2: _("Two that fit")}.get(count, _("Three that fit"))


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What all cards of a page have in common: the scales that make them compare, the answers."""

    full: float  # of the money bars [$]
    full_month: float  # of the monthly bills [$]
    added_cooling: bool
    own_work: tuple[str, ...]
    units: str


def pick_card(pick: Pick, advice: Advice, *, shown: Shown, key: str = "") -> PickCard:
    """One pick as a card; ``key`` names it in ids, where its slug stands on the page already."""
    key = key or pick.slug
    full, units = shown.full, shown.units
    costs = ledger.cost_lines(pick, shown.own_work)
    groups: dict[str, Decimal] = {}
    for line in pick.cost.lines:
        group = line.name if line.name in {"unit", "circuit"} else "install"
        groups[group] = groups.get(group, Decimal(0)) + line.typical
    upfront = pick.cost.upfront
    return PickCard(
        pick=pick,
        name=f"{pick.brand} {pick.model}",
        label=str(LABELS[pick.label]) if pick.label else "",
        kind=_kind(pick, units),
        facts=_facts(pick, advice, units),
        upfront=money(upfront.typical),
        upfront_span=money_span(upfront.low, upfront.high),
        price_note=pick.cost.price_note,
        bars=tuple(stacked_bar([(k, float(v)) for k, v in groups.items()], full=full, width=100.0)),
        whisker=range_bar(
            float(upfront.low), float(upfront.typical), float(upfront.high), full=full
        ),
        parts=tuple((k, str(COST_GROUPS[k]), money(v)) for k, v in groups.items() if v),
        running=money(pick.annual.cost_usd),
        saving=ledger.saving_view(pick, added_cooling=shown.added_cooling),
        ties=tuple(text for text in (pick.break_even, pick.switchover) if text),
        key=key,
        cost_rows=ledger.cost_rows(costs, key),
        ticks=any(line.code for line in costs),
        own_work=ledger.own_work_elsewhere(pick.type, shown.own_work),
        year=ledger.year_view(pick, full=shown.full_month),
        owning=ledger.owning_view(pick),
        carbon=ledger.carbon(pick, units),
        total=ledger.LedgerLine(
            label=_("All in"),
            low=money(upfront.low),
            typical=money(upfront.typical),
            high=money(upfront.high),
            source="",
        ),
        score=number(pick.score),
        score_exact=number(pick.score, 1),
        points=_points(pick),
        energy=_energy(pick),
        mini=_mini_chart(pick, advice),
        equal=pick.practically_equal,
        reasons=(*_reasons("yes", pick.why[:2]), *_reasons("no", pick.why_not[:2])),
        more_reasons=(
            *_reasons("yes", pick.why[2:]),
            *_reasons("no", pick.why_not[2:]),
            *_reasons("care", pick.warnings),
        ),
    )


def _reasons(kind: str, texts: Sequence[str]) -> tuple[Reason, ...]:
    return tuple(Reason(kind=kind, text=text) for text in texts)


def _kind(pick: Pick, units: str) -> str:
    parts = [str(TYPE_NAMES[pick.type])]
    if pick.cooling_btu_h is not None:
        parts.append(_("%(size)s cooling") % {"size": btu(pick.cooling_btu_h, units)})
    if pick.voltage:
        parts.append(_("%(volts)s V") % {"volts": pick.voltage})
    return " · ".join(parts)


def _facts(pick: Pick, advice: Advice, units: str) -> tuple[Fact, ...]:
    def note(*names: str) -> str:
        return _("estimate") if any(name in pick.estimated for name in names) else ""

    at = temperature(advice.site.heating_design_f, units)
    return (
        Fact(
            label=_("Least heat"),
            figure=btu_figure(pick.min_output_47f_btu_h, units),
            note=note("min_output"),
        ),
        Fact(
            label=_("Least cooling"),
            figure=btu_figure(pick.min_output_cooling_btu_h, units),
            note=note("min_cooling"),
        ),
        Fact(
            label=_("Heat at %(temperature)s") % {"temperature": at},
            figure=btu_figure(pick.capacity_at_design_btu_h, units)
            if pick.capacity_at_design_btu_h != 0
            else Figure(_("none")),
            note=note("cold_output", "heating_capacity"),
        ),
        Fact(
            label=_("Sound indoors"),
            figure=decibels(pick.sound_min_db, pick.sound_max_db),
            note=_night_sound(pick),
        ),
    )


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
        (_("Electricity for heat"), kwh(pick.annual.heating_kwh)),
        (_("Electricity for cooling"), kwh(pick.annual.cooling_kwh)),
        (_("Backup heat"), kwh(pick.annual.backup_kwh)),
        (_("Heat per unit of electricity, whole season"), _cop(pick)),
        (_("Hours too cold for it"), hours(pick.hours_below_cutout)),
        (_("Share of the heat that backup gives"), percent(pick.backup_fraction)),
        (_("Share of running time spent cycling"), percent(pick.cycling_fraction)),
    )


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


def _chart_points(curve: Sequence[CurvePoint], *, coldest_f: float, units: str) -> list[FitPoint]:
    """The part of the curve that a year here visits, in the visitor's units."""
    scale = KW_PER_BTU_H if units == "metric" else 1.0

    def scaled(value: float | None) -> float | None:
        return None if value is None else value * scale

    return [
        FitPoint(
            outdoor=(point.outdoor_f - 32) / 1.8 if units == "metric" else point.outdoor_f,
            need=point.need_btu_h * scale,
            need_low=point.need_low_btu_h * scale,
            need_high=point.need_high_btu_h * scale,
            least=scaled(point.least_btu_h),
            most=scaled(point.most_btu_h),
            hours=point.hours,
        )
        for point in curve
        if point.outdoor_f <= CHART_WARMEST_F and (point.hours > 0 or point.outdoor_f >= coldest_f)
    ]


def _shown_temperature(value_f: float, units: str) -> float:
    return (value_f - 32) / 1.8 if units == "metric" else value_f


def _draw(
    points: list[FitPoint], advice: Advice, *, size: ChartSize, units: str
) -> FitChart | None:
    design_f = advice.site.heating_design_f
    return fit_chart(
        points,
        design=_shown_temperature(design_f, units),
        size=size,
        texts={
            "need": _("your room needs"),
            "least": _("least it can give"),
            "most": _("most it can give"),
            "design": _("coldest usual night, %(temperature)s")
            % {"temperature": temperature(design_f, units)},
            "over": _("it can give up to %s"),
        },
        value_text=lambda value: axis_value(value, units),
        x_step=(5 if size.width > 400 else 10) if units == "metric" else None,
    )


def axis_value(value: float, units: str) -> str:
    """4000 → "4k"; in kW "1.2"."""
    if units == "metric":
        return number(value, 1)
    thousands = value / 1000
    return f"{number(thousands, 0 if thousands == int(thousands) else 1)}k"


def _mini_chart(pick: Pick, advice: Advice) -> FitChart | None:
    points = _chart_points(pick.curve, coldest_f=advice.site.heating_design_f, units="us")
    return _draw(points, advice, size=SMALL, units="us")


def main_chart(pick: Pick | None, advice: Advice, *, units: str) -> MainChart | None:
    """The chart of our own for one pick, for wide screens and for phones, with its table."""
    if pick is None:
        return None
    points = _chart_points(pick.curve, coldest_f=advice.site.heating_design_f, units=units)
    wide = _draw(points, advice, size=WIDE, units=units)
    phone = _draw(points, advice, size=PHONE, units=units)
    if wide is None or phone is None:
        return None
    name = f"{pick.brand} {pick.model}"
    at = temperature(advice.site.heating_design_f, units)
    return MainChart(
        name=name,
        wide=wide,
        phone=phone,
        title=_("What the room needs and what the %(name)s can give, by outdoor temperature")
        % {"name": name},
        summary=_("At %(at)s the room needs %(need)s and the unit can give %(gives)s.")
        % {
            "at": at,
            "need": load_figure(advice.load.heating_btu_h.likely, units),
            "gives": btu_figure(pick.capacity_at_design_btu_h, units),
        },
        axis=_("Up: %(power)s. Across: outdoors, %(degrees)s. Grey: hours a year in %(place)s.")
        % {
            "power": "kW" if units == "metric" else "BTU/h",
            "degrees": "°C" if units == "metric" else "°F",
            "place": advice.site.place,
        },
        rows=tuple(
            CurveRow(
                outdoor=temperature(point.outdoor_f, units),
                need=btu_figure(point.need_btu_h, units).number,
                least=_or_nothing(point.least_btu_h, units),
                most=_or_nothing(point.most_btu_h, units),
                hours=number(point.hours),
            )
            for point in pick.curve
            if point.outdoor_f <= CHART_WARMEST_F and point.hours > 0
        ),
    )


def _or_nothing(value: float | None, units: str) -> str:
    return "–" if value is None else btu_figure(value, units).number


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


def _assumption(line: Assumption, given: Mapping[str, str]) -> AssumptionLine:
    return AssumptionLine(
        label=line.label,
        value=line.value,
        why=line.why,
        change=change_link(line.field, given, then="results"),
    )
