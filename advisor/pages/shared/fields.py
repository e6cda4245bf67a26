"""One question as printed: label, help, what was given, what is wrong."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.formatting.text import Text
from advisor.questions import zip_codes
from advisor.questions.answer_form import (
    CARRIED,
    METRIC_ANSWERS,
    REQUIRED,
    RoomForm,
    prefilled,
    query_string,
)
from advisor.questions.definitions import QUESTIONS
from advisor.questions.labels import choices, fold, short, unit, wording
from advisor.questions.labels import help_text as helps
from advisor.questions.question_types import UNSURE, Question

NO_OPTIONS = SafeString()


@dataclass(frozen=True, kw_only=True)
class Part:
    """A length or an area from which the floor area is worked out."""

    name: str
    label: Text
    value: str
    unit: Text


@dataclass(frozen=True, kw_only=True)
class Option:
    value: str
    label: Text
    help: Text = ""
    chosen: bool = False
    drawing: str = ""
    name: str = ""  # of the question that it answers, where that is another one


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
    meant: tuple[str, str] | None = None  # what was probably meant, and the query that says it
    ranks: tuple[tuple[str, tuple[Option, ...]], ...] = ()
    required: bool
    picture: bool
    few: bool  # short answers that fit side by side
    rewords: bool
    described_by: str
    prefilled: bool = False  # came with the link of an article, not confirmed yet
    assumed: str = ""  # what is assumed while the answer is open
    fold: Text = ""  # shown only once it is opened
    why: Text = ""
    parts: tuple[tuple[Text, Text, tuple[Part, ...]], ...] = ()  # title, help, entries
    helped: bool = False  # its entries are in use
    sum: str = ""  # how the area came about
    select: SafeString = NO_OPTIONS  # options, where the choice is printed as a select

    @property
    def error_target(self) -> str:
        """The id of the first control: where the error summary links to."""
        if self.kind in {"choice", "several"}:
            return f"{self.id}-{self.options[0].value}"
        return f"{self.id}-1" if self.kind == "ranked" else self.id


SHORT_LABEL = 16
"""Characters; answers up to this length are printed side by side."""

RANKS = (gettext_lazy("First"), gettext_lazy("Second"), gettext_lazy("Third"))


def field_for(
    question: Question, given: Mapping[str, str], *, error: str = "", prefix: str = "id"
) -> Field:
    """One question with what was given for it."""
    value = given.get(question.name, "")
    identity = f"{prefix}-{question.name}"
    metric = question.name in METRIC_ANSWERS and given.get("units") == "metric"
    help_text = question.help_metric if metric and question.help_metric else helps(question, given)
    chosen = value.split(",") if question.kind in {"several", "ranked"} else [value]
    options = _options(question, chosen, given)
    from_article = question.name in prefilled(given)
    described = [f"{identity}-help"] if help_text else []
    described += [f"{identity}-given"] if from_article else []
    described += [f"{identity}-error"] if error else []
    return Field(
        name=question.name,
        id=identity,
        kind=question.kind,
        label=wording(question, given),
        short=short(question, given),
        help=help_text,
        unit=unit(question, given),
        value="" if value == UNSURE else value,
        error=error,
        options=options,
        meant=_meant(question, given) if error else None,
        ranks=_ranks(options, chosen) if question.kind == "ranked" else (),
        required=question.required,
        picture=question.picture,
        few=all(not option.help and len(str(option.label)) <= SHORT_LABEL for option in options),
        rewords=question.rewords,
        prefilled=from_article,
        fold=fold(question, given),
        why=question.why,
        described_by=" ".join(described),
    )


def _meant(question: Question, given: Mapping[str, str]) -> tuple[str, str] | None:
    """A ZIP code with the zero that it lost, and the query of the same page with it."""
    meant = zip_codes.suggestion(given.get(question.name, "")) if question.kind == "zip" else ""
    return (meant, query_string(given, **{question.name: meant})) if meant else None


def with_option_note(field: Field, values: Collection[str], note: Text) -> Field:
    """The question with a note beside these of its choices."""
    if not values:
        return field

    def noted(option: Option) -> Option:
        if option.value not in values:
            return option
        if field.kind == "ranked":  # printed in a select, which has no place beside it
            return replace(option, label=f"{option.label} ({note})")
        return replace(option, help=f"{option.help} {note}".strip())

    return replace(
        field,
        options=tuple(map(noted, field.options)),
        ranks=tuple((title, tuple(map(noted, options))) for title, options in field.ranks),
        few=False,
    )


def _options(
    question: Question, chosen: Sequence[str], given: Mapping[str, str]
) -> tuple[Option, ...]:
    options = tuple(
        Option(
            value=key,
            label=choice.label,
            help=choice.help,
            chosen=key in chosen,
            drawing=f"{question.name}-{key}" if question.picture else "",
        )
        for key, choice in choices(question, given).items()
    )
    if question.kind == "choice" and not question.required:
        unsure = Option(value=UNSURE, label=_("I don’t know"), chosen=UNSURE in chosen)
        return (*options, unsure)
    return options


def _ranks(
    options: tuple[Option, ...], chosen: Sequence[str]
) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """The same options once for each rank, with the one that was given that rank."""
    return tuple(
        (
            str(title),
            tuple(
                replace(option, chosen=chosen[i : i + 1] == [option.value]) for option in options
            ),
        )
        for i, title in enumerate(RANKS)
    )


def with_area_helper(field: Field, form: RoomForm) -> Field:
    """The question for the floor area with entries for lengths; empty once they became an area."""
    metric = form.units == "metric"
    length_unit, area_unit = (_("m"), _("m²")) if metric else (_("ft"), _("sq ft"))

    def part(name: str, label: Text) -> Part:
        return Part(
            name=name,
            label=label,
            value=form.worked_out.entries.get(name, ""),
            unit=area_unit if name == "hall" else length_unit,
        )

    return replace(
        field,
        parts=(
            ("", "", (part("length", _("Length")), part("width", _("Width")))),
            (
                _("Is it L-shaped? Enter the other part:"),
                "",
                (part("length_2", _("Length of that part")), part("width_2", _("Width"))),
            ),
            (
                _("Is it open to a hall or another room, with no door?"),
                _(
                    "Air mixes through the opening, so the unit heats and cools both. We add"
                    " the two."
                ),
                (part("hall", _("Floor area of the hall")),),
            ),
        ),
        helped=bool(form.worked_out.sum or form.worked_out.fault),
        sum=area_sum(form),
    )


def area_sum(form: RoomForm) -> str:
    """How the area came about: "12 × 14 = 168 sq ft"; empty where it was typed."""
    terms = form.worked_out.sum
    return f"{terms}\u00a0{unit(QUESTIONS['area'], form.given)}" if terms else ""


def is_asked(name: str, given: Mapping[str, str]) -> bool:
    return QUESTIONS[name].asked_when(given)


def hidden_fields(
    given: Mapping[str, str], *, without: set[str] | frozenset[str] = frozenset()
) -> tuple[tuple[str, str], ...]:
    """The answers that a form or link keeps, as name and value, without those that no longer apply
    (the garage door of what is now a bedroom)."""
    return tuple(
        (name, given[name])
        for name in CARRIED
        if given.get(name)
        and name not in without
        and (name not in QUESTIONS or is_asked(name, given))
    )


ROOM_FIELDS = ("space", "zip", "area")
"""The answers that make a room."""


def room_fields(form: RoomForm, *, prefix: str) -> tuple[Field, ...]:
    """The three answers that make a room, each with what is wrong with it; ``prefix`` of ids."""
    return tuple(
        field_for(QUESTIONS[name], form.given, error=form.errors.get(name, ""), prefix=prefix)
        for name in ROOM_FIELDS
    )


def home_fields(form: RoomForm) -> dict[str, Field]:
    """The three answers that a first result needs."""
    fields = {name: field_for(QUESTIONS[name], form.given) for name in REQUIRED}
    return fields | {"area": with_area_helper(fields["area"], form)}
