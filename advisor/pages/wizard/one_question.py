"""The question page that asks one thing at a time, with the answer standing above it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.contract import Advice, NextQuestion
from advisor.advice.estimate import usual
from advisor.advice.next_question import ALONG, NONE_THERE
from advisor.advice.sentences.taken_values import taken
from advisor.formatting.numbers import money_span, number
from advisor.formatting.text import Text
from advisor.pages.shared.fields import Field, Option, field_for, hidden_fields, is_asked
from advisor.pages.wizard.wishes import with_wishes_that_count
from advisor.questions.answer_form import RoomForm, query_string, read_text
from advisor.questions.definitions import QUESTIONS
from advisor.questions.question_types import UNSURE

USUALLY = (4, 12)
"""How many questions four of five rooms take, as ``manage.py question_order`` counts them."""
MOST_ASKED = 40
NONE_SUCH: Mapping[str, Text] = {"window_type": gettext_lazy("There is no window")}
"""Where nothing like what is asked about is in the room."""
OUTCOMES: Mapping[str, Text] = {
    "keep": gettext_lazy("Keep what heats it"),
    "improve_first": gettext_lazy("Improve the room first"),
    "refuse": gettext_lazy("No heat pump for this room"),
}
"""What stands above the first pick, where the answer is another than to buy it."""
_WAS = re.compile(r"(\d{1,3})~([a-z0-9-]{0,100})")


@dataclass(frozen=True, kw_only=True)
class LiveAnswer:
    """The answer in two lines."""

    name: str  # of the unit, or what to do instead of buying it
    price: str
    moved: str  # what the last answer did, or the unit that comes nearest


@dataclass(frozen=True, kw_only=True)
class OneQuestion:
    title: str
    field: Field
    also: tuple[Field, ...]  # what may be answered on the same page
    tiles: tuple[Option, ...]  # each answers in one touch; none: a number is typed
    pictures: bool
    unsure: str  # what is taken without an answer
    passed: bool  # "I don’t know" was the answer
    why: tuple[str, ...]
    step: str
    live: LiveAnswer
    hidden: tuple[tuple[str, str], ...]
    back: str  # the question before, or the answer
    moved_on: bool


def asked_so_far(text: str) -> tuple[str, ...]:
    """The questions that this walk has asked, in their order; nonsense is left out."""
    names = [name for name in text.split(",") if name in QUESTIONS]
    return tuple(dict.fromkeys(names))[:MOST_ASKED]


def with_blanks_passed(form: RoomForm, asked: Sequence[str]) -> RoomForm:
    """The same form, where a question that was asked and left blank counts as not known."""
    blank = {name: UNSURE for name in asked if not form.given.get(name)}
    blank = {name: text for name, text in blank.items() if not QUESTIONS[name].required}
    return replace(form, given=form.given | blank) if blank else form


def shown_again(form: RoomForm, asked: Sequence[str], name: str) -> str:
    """The question that is gone back to: one that was asked and still applies, or that was answered
    in its place, else nothing."""
    return name if name in {still_asked(each, form.given) for each in asked} else ""


def still_asked(name: str, given: Mapping[str, str]) -> str:
    """The question that was asked, or the one that was answered in its place: that there is no such
    thing in the room. Nothing where it no longer applies."""
    if is_asked(name, given):
        return name
    other, none = NONE_THERE.get(name, ("", ""))
    return other if other and given.get(other) == none else ""


def with_standing(form: RoomForm, asked: Sequence[str], stood: str) -> RoomForm:
    """The same form with the answer that the question bore before: ``priorities~quiet`` where it is
    left by another button than a tile."""
    name, _tilde, text = stood.partition("~")
    if name not in asked or form.given.get(name):
        return form
    return read_text(query_string(form.given, **{name: text}))


def _standing(form: RoomForm, field: Field) -> dict[str, str]:
    """The answer that stands where it is given by a touch; a number stands in its field."""
    text = form.given.get(field.name)
    return {"stood": f"{field.name}~{text}"} if text and field.kind != "number" else {}


def page_of(name: str) -> str:
    """The question on whose page ``name`` is asked: itself, or the one it comes along with."""
    return next((other for other, along in ALONG.items() if name in along), name)


def without(form: RoomForm, names: Collection[str]) -> RoomForm:
    """The same form as if these answers were open, for what can be said without them."""
    return replace(
        form,
        given={key: text for key, text in form.given.items() if key not in names},
        errors={key: sentence for key, sentence in form.errors.items() if key not in names},
    )


def one_question(
    form: RoomForm, advice: Advice, name: str, *, asked: Sequence[str], was: str
) -> OneQuestion:
    """The page that asks ``name``, with the answer that was given to it; ``asked`` are those of
    this walk, ``was`` is the answer of the page before as ``in_short`` writes it."""
    before = list(asked[: asked.index(name)] if name in asked else asked)
    before = [each for each in before if page_of(each) != name]
    along = (each for each in ALONG.get(name, ()) if each in asked or not form.given.get(each))
    names = [each for each in (name, *along) if is_asked(each, form.given)]
    fields = tuple(
        field_for(QUESTIONS[each], form.given, error=form.errors.get(each, "")) for each in names
    )
    design_f = advice.site.heating_design_f
    fields = tuple(with_wishes_that_count(each, form.given, design_f) for each in fields)
    field, wrong = fields[0], [each.name for each in fields if each.error]
    given = without(form, wrong).given
    tiles = tuple(option for option in field.options if option.value != UNSURE)
    tiles += _none_such(name, given)
    told = {
        "asked": ",".join(dict.fromkeys([*asked, *names])),
        "was": in_short(advice),
        **_standing(form, field),
    }
    return OneQuestion(
        title=_("Error: %(title)s") % {"title": field.label} if wrong else str(field.label),
        field=field,
        also=fields[1:],
        tiles=tiles,
        pictures=field.picture,
        unsure=_taken(without(form, [name, *wrong]), name),
        passed=form.given.get(name) == UNSURE,
        why=_why(field, advice.next_question),
        step=_step(len({page_of(each) for each in before}) + 1),
        live=_live(advice, was),
        hidden=(*hidden_fields(given, without=set(names)), *told.items()),
        back=_back(given, before),
        moved_on=bool(before),
    )


def _none_such(name: str, given: Mapping[str, str]) -> tuple[Option, ...]:
    """The answer that the room has no such thing, while no other answer speaks of it."""
    other, none = NONE_THERE.get(name, ("", ""))
    if not other or given.get(other):
        return ()
    return (Option(name=other, value=none, label=NONE_SUCH[name]),)


def _why(field: Field, found: NextQuestion | None) -> tuple[str, ...]:
    """Why it is asked, and what it would change where that was found out."""
    effect = found.why if found and found.field == field.name else ""
    return tuple(part for part in (str(field.why), effect) if part)


def in_short(advice: Advice) -> str:
    """The first pick and how surely it is first, for the page that follows: ``64~some-slug``."""
    if not advice.picks:
        return "0~"
    first = advice.picks[0]
    return f"{round(100 * first.first_share)}~{first.slug}"


def _taken(form: RoomForm, name: str) -> str:
    """What is taken while the answer is open, in words."""
    if form.answers is None:
        return ""
    plain = {each: QUESTIONS[each].instead_of or each for each in QUESTIONS}
    found = usual(form.answers, without=[name])
    return next(
        (taken(each, value, form.given) for each, value in found.items() if plain[each] == name), ""
    )


def _back(given: Mapping[str, str], before: Sequence[str]) -> str:
    """One question back; from the first to the answer."""
    still = (still_asked(name, given) for name in reversed(before))
    last = next((name for name in still if name), "")
    return page_of(last) if last else "results"


def _live(advice: Advice, was: str) -> LiveAnswer:
    if not advice.picks:
        return LiveAnswer(name=_("No unit serves so far"), price="", moved="")
    first = advice.picks[0]
    cost = first.cost.upfront
    price = money_span(cost.low, cost.high)
    name = first.spoken or first.name
    if advice.outcome in OUTCOMES:
        # The verdict has a line to itself: beside a name it would not fit a phone.
        return LiveAnswer(name=str(OUTCOMES[advice.outcome]), price="", moved=name)
    return LiveAnswer(name=name, price=price, moved=_moved(advice, was))


def _moved(advice: Advice, was: str) -> str:
    """What the last answer did: another unit, or how surely this one is first."""
    first = advice.picks[0]
    now = round(100 * first.first_share)
    share = {"now": number(now)}
    before = _WAS.fullmatch(was)
    if before is None:
        return _("First in %(now)s of 100 cases") % share
    then, slug = int(before[1]), before[2]
    share["then"] = number(then)
    if slug != first.slug:
        return _("A new first pick, in %(now)s of 100 cases") % share
    if now > then:
        return _("Now first in %(now)s of 100 cases, up from %(then)s") % share
    if now < then:
        return _("Now first in %(now)s of 100 cases, down from %(then)s") % share
    return _("Still first in %(now)s of 100 cases") % share


def _step(count: int) -> str:
    """Which question it is, and how many there usually are while that is still to come."""
    if count > USUALLY[1]:
        return _("Question %(count)s") % {"count": count}
    return _("Question %(count)s, usually %(low)s to %(high)s in all") % {
        "count": count,
        "low": USUALLY[0],
        "high": USUALLY[1],
    }
