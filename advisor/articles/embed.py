"""The embedded wizard inside an article: one question after the other, then the verdict.

It lives in a frame of another site, perhaps one without forms, scripts or new windows. So every
choice is a link that the frame follows itself, what is typed has suggestions as links beside it,
and a plain address below serves whoever can do none of that.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.advice.contract import Advice
from advisor.advice.evidence import PUBLISHED
from advisor.articles import presets
from advisor.engine.answers import BOUNDS
from advisor.formatting.numbers import money, output
from advisor.formatting.text import Text
from advisor.models import Landing, Preset
from advisor.pages.results.room_loads import needs_sentence
from advisor.pages.shared.answer_text import answer_text
from advisor.pages.shared.fields import Field, field_for, is_asked
from advisor.pages.shared.render import address
from advisor.questions import answer_form
from advisor.questions.answer_form import RoomForm
from advisor.questions.definitions import QUESTIONS
from advisor.questions.question_types import UNSURE

SUGGESTED: Mapping[str, tuple[float, ...]] = {
    "area": (80, 100, 120, 150, 200, 300, 400),  # sq ft
    "window_width": (22, 24, 28, 32, 36, 48),  # in
}
"""Numbers to choose where nothing can be typed; what lies between is asked on the full page."""

SUGGESTED_METRIC: Mapping[str, tuple[float, ...]] = {
    "area": (8, 10, 12, 15, 20, 30, 40),  # m²
    "window_width": (55, 60, 70, 80, 90, 120),  # cm
}


Here = Callable[..., str]
"""The address of this frame with changed answers."""


@dataclass(frozen=True, kw_only=True)
class ChoiceLink:
    label: Text
    help: Text
    href: str


@dataclass(frozen=True, kw_only=True)
class Given:
    """An answer already given, with the link that asks for it again."""

    label: Text
    value: str
    from_article: bool
    change: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    name: str
    kind: str
    label: Text
    help: Text
    unit: Text
    error: str
    value: str
    choices: tuple[ChoiceLink, ...]
    typed: bool
    hidden: tuple[tuple[str, str], ...]
    action: str
    leaves: bool  # the form opens the advisor in a new tab


@dataclass(frozen=True, kw_only=True)
class Verdict:
    headline: str
    needs: SafeString
    first: str  # the best unit, in one line
    note: str


@dataclass(frozen=True, kw_only=True)
class Frame:
    title: str
    lead: str
    wording: str
    given: tuple[Given, ...]
    asked: Asked | None
    verdict: Verdict | None
    onward: str  # the full page with all of it, in a new tab
    onward_label: str
    plain: str  # an address to read and type
    code: str
    step: str  # the question that is open, for the page around the frame
    answered: int
    outcome: str  # of the verdict


def article_answers(
    given: Mapping[str, str], *, shown: frozenset[str] = frozenset()
) -> tuple[Given, ...]:
    """The answers that an article's link brought and that the open page does not show itself."""
    marked = answer_form.prefilled(given) - shown
    return tuple(
        Given(
            label=QUESTIONS[name].short,
            value=text,
            from_article=True,
            change=f"{address('questions', given, edit=answer_form.step_of(name))}#q-{name}",
        )
        for name in QUESTIONS
        if name in marked and (text := answer_text(QUESTIONS[name], given))
    )


def frame_form(preset: Preset, asked: QueryDict) -> RoomForm:
    """The preset's answers and what has been chosen in the frame, as one form."""
    chosen = answer_form.read(asked).given
    stored = presets.answers_today(preset.answers)
    marked = ",".join(name for name in stored if chosen.get(name, stored[name]) == stored[name])
    given = {**stored, **chosen, "prefilled": marked}
    return answer_form.read_text(answer_form.query_string(given))


def next_name(preset: Preset, form: RoomForm, edit: str = "") -> str:
    """The question to ask next, or again (``edit``); empty when the embedded wizard has no more."""
    if edit in {*form.prefilled, *preset.asks}:
        return edit
    for name in preset.asks:
        if name not in QUESTIONS or not is_asked(name, form.given):
            continue
        if name in form.errors or not form.given.get(name):
            return name
    return ""


def frame_page(
    preset: Preset,
    form: RoomForm,
    advice: Advice | None,
    *,
    home: str,
    edit: str = "",
    site: str = "",
) -> Frame:
    """What the frame shows; ``home`` is our address up to the path, such as https://example.com,
    ``site`` the host whose colors it wears."""
    name = next_name(preset, form, edit)
    onward, label = _onward(preset, form, finished=advice is not None)
    here = partial(_here, preset, form, site)
    return Frame(
        title=preset.title,
        lead=preset.lead,
        wording=preset.wording,
        given=_given(preset, form, here),
        asked=_asked(preset, form, name, site, here) if name else _box(preset, form),
        verdict=_verdict(advice, form) if advice else None,
        onward=onward,
        onward_label=label,
        plain=f"{home}{reverse('go', args=[preset.code])}",
        code=preset.code,
        step=name,
        answered=sum(each in form.values and each not in form.prefilled for each in preset.asks),
        outcome=advice.outcome if advice else "",
    )


def _onward(preset: Preset, form: RoomForm, *, finished: bool) -> tuple[str, str]:
    if finished:
        return address("results", form.given), _("See the full answer")
    if set(form.values) > form.prefilled:
        return address("questions", form.given), _("Continue in the advisor")
    return presets.landing_address(preset, _travels(form)), preset.wording


def _travels(form: RoomForm) -> QueryDict:
    kept = {name: form.given[name] for name in presets.TRAVELS if name in form.given}
    return QueryDict(answer_form.query_string({}, **kept))


def _here(preset: Preset, form: RoomForm, site: str, **changes: str) -> str:
    query = answer_form.query_string(form.given, **{"prefilled": "", "site": site, **changes})
    return f"{reverse('embed', args=[preset.code])}?{query}"


def _given(preset: Preset, form: RoomForm, here: Here) -> tuple[Given, ...]:
    told = []
    for name, question in QUESTIONS.items():
        if name in form.errors or name not in {*form.prefilled, *preset.asks}:
            continue
        text = answer_text(question, form.given)
        if text:
            told.append(
                Given(
                    label=question.short,
                    value=text,
                    from_article=name in form.prefilled,
                    change=here(edit=name),
                )
            )
    return tuple(told)


def _asked(preset: Preset, form: RoomForm, name: str, site: str, here: Here) -> Asked:
    question = QUESTIONS[name]
    field = field_for(question, form.given, error=form.errors.get(name, ""))
    rest = {key: text for key, text in form.given.items() if key not in {name, "prefilled"}}
    if site:
        rest["site"] = site
    return Asked(
        name=name,
        kind=field.kind,
        label=field.label,
        help=field.help,
        unit=field.unit,
        error=field.error,
        value=field.value,
        choices=(
            *_meant(field, here),
            *_choices(form, name, field, here),
        ),
        typed=field.kind in {"number", "zip", "slug"},
        hidden=tuple(rest.items()),
        action=reverse("embed", args=[preset.code]),
        leaves=False,
    )


def _meant(field: Field, here: Here) -> Iterator[ChoiceLink]:
    """The ZIP code that was meant, where its zero is missing."""
    if field.meant:
        zip_code, _query = field.meant
        yield ChoiceLink(label=zip_code, help="", href=here(zip=zip_code))


def _choices(form: RoomForm, name: str, field: Field, here: Here) -> list[ChoiceLink]:
    told = [
        ChoiceLink(label=o.label, help=o.help, href=here(**{name: o.value})) for o in field.options
    ]
    metric = answer_form.is_metric(name, form.given)
    for value in (SUGGESTED_METRIC if metric else SUGGESTED).get(name, ()):
        text = answer_form.plain(value)
        told.append(
            ChoiceLink(
                label=f"{text}\u00a0{field.unit}",
                help="",
                href=here(**{name: text}),
            )
        )
    if not QUESTIONS[name].required and all(option.value != UNSURE for option in field.options):
        skip = here(**{name: UNSURE})
        label = _("I don’t know") if name in BOUNDS else _("Whatever fits best")
        told.append(ChoiceLink(label=label, help="", href=skip))
    return told


def _box(preset: Preset, form: RoomForm) -> Asked | None:
    """The field of a preset that asks for a model number and leaves with it."""
    if preset.landing != Landing.DECODE:
        return None
    landing = presets.landing_path(preset.landing, preset.landing_part)
    kept = tuple((name, form.given[name]) for name in presets.TRAVELS if name in form.given)
    return Asked(
        name="model",
        kind="slug",
        label=_("Model number on the label"),
        help=_("From the indoor or outdoor unit. Spaces and dashes do not matter."),
        unit="",
        error="",
        value="",
        choices=(),
        typed=True,
        hidden=kept,
        action=landing,
        leaves=True,
    )


def _verdict(advice: Advice, form: RoomForm) -> Verdict:
    first, note = "", ""
    if advice.picks:
        pick = advice.picks[0]
        first = _("%(brand)s %(model)s: minimum heat %(least)s, about %(price)s installed") % {
            "brand": pick.brand,
            "model": pick.model,
            "least": output(
                pick.min_output_47f_btu_h,
                form.units,
                is_published=pick.evidence.minimum == PUBLISHED,
            ),
            "price": money(pick.cost.upfront.typical),
        }
    open_answers = len(advice.assumptions)
    if open_answers:
        note = _("This is based on only a few answers. Walls and windows can change it a lot.")
    return Verdict(
        headline=advice.headline,
        needs=needs_sentence(advice, form.units),
        first=first,
        note=note,
    )
