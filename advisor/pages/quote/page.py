"""The check of an installer's quote: the form, the answer, and the questions it leaves."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from advisor.advice.contract import Contact
from advisor.advice.quoted_room import QuotedRoom
from advisor.engine.incentives import FEDERAL_CREDIT
from advisor.pages.catalog.size_words import right_words
from advisor.pages.quote.quote_findings import (
    QuoteFinding,
    always_asked,
    pair_finding,
)
from advisor.pages.quote.quote_form import MODEL, SIZE, TOTAL, QuoteField, QuoteForm, quote_field
from advisor.pages.quote.quote_lines import QuoteLine, QuoteMoney, form_lines, quote_money
from advisor.pages.quote.quoted_unit import QuotedUnit
from advisor.pages.quote.size_findings import size_finding
from advisor.pages.saved.brief import crumb
from advisor.pages.shared.fields import ROOM_FIELDS, Field, hidden_fields, room_fields
from advisor.pages.shared.money.rebates import RebateLine, federal_note, rebate_line
from advisor.pages.shared.render import address
from advisor.questions.answer_form import RoomForm


@dataclass(frozen=True, kw_only=True)
class QuoteAnswer:
    """What we say of a quote for a room; where none is given, what to expect of one."""

    crumb: str
    size: QuoteFinding | None
    right: str
    may_be_placed: bool
    money: QuoteMoney
    pair: QuoteFinding | None
    federal: str
    rebates: tuple[tuple[RebateLine, str], ...]  # each with what it asks for
    questions: tuple[str, ...]
    contacts: tuple[Contact, ...]
    results: str
    brief: str


@dataclass(frozen=True, kw_only=True)
class QuotePage:
    title: str
    here: str
    fields: tuple[Field, ...]
    model: QuoteField
    size: QuoteField
    total: QuoteField
    lines: tuple[QuoteLine, ...]
    hidden: tuple[tuple[str, str], ...]
    errors: tuple[tuple[str, str], ...]
    stray_errors: tuple[str, ...]
    notes: tuple[str, ...]
    unit: QuotedUnit
    answer: QuoteAnswer | None
    is_given: bool
    check: str  # the other answers of the room


def quote_page(
    form: RoomForm, quote: QuoteForm, unit: QuotedUnit, room: QuotedRoom | None
) -> QuotePage:
    """``room`` is ``None`` where the room is not known yet, or an answer about it is wrong."""
    faults = form.faults() if quote.is_given else form.errors
    fields = room_fields(
        RoomForm(given=form.given, values=form.values, errors=dict(faults), units=form.units),
        prefix="id",
    )
    lines = form_lines(quote, room)
    model = quote_field(MODEL, quote, hint=_("as written, such as MSZ-FS09NA / MUZ-FS09NAH"))
    size = quote_field(SIZE, quote, hint=_("9,000 BTU/h or 0.75 ton"))
    total = quote_field(TOTAL, quote)
    errors = [(field.id, field.error) for field in fields if field.error]
    errors += [(each.id, each.error) for each in (model, size, total, *lines) if each.error]
    title = _("Check an installer’s quote")
    return QuotePage(
        title=_("Error: %(title)s") % {"title": title} if errors else title,
        here=reverse("quote"),
        fields=fields,
        model=model,
        size=size,
        total=total,
        lines=lines,
        hidden=hidden_fields(form.given, without={*ROOM_FIELDS}),
        errors=tuple(errors),
        stray_errors=tuple(text for name, text in faults.items() if name not in ROOM_FIELDS),
        notes=quote.notes,
        unit=unit,
        answer=_answer(form, quote, unit, room, lines) if room is not None else None,
        is_given=quote.is_given,
        check=address("check", form.given) if form.answers else "",
    )


def _answer(
    form: RoomForm,
    quote: QuoteForm,
    unit: QuotedUnit,
    room: QuotedRoom,
    lines: tuple[QuoteLine, ...],
) -> QuoteAnswer:
    units = form.units
    has_pair = bool(quote.model or quote.size_btu_h) and room.is_split
    size = size_finding(unit, room, units) if quote.is_given else None
    pair = pair_finding(unit, room) if has_pair else None
    money, federal = quote_money(quote, room, lines), federal_note(room.rebates)
    findings = tuple(each for each in (size, pair) if each is not None)
    return QuoteAnswer(
        crumb=crumb(form, room.site),
        size=size,
        right=right_words(room, units).removeprefix(size.head if size else "").strip(),
        may_be_placed=room.may_be_placed,
        money=money,
        pair=pair,
        federal=federal,
        rebates=tuple(
            (rebate_line(each), each.asks)
            for each in room.rebates
            if not (federal and each.code == FEDERAL_CREDIT)
        ),
        questions=tuple(dict.fromkeys(_questions(findings, money, form, room))),
        contacts=room.contacts,
        results=address("results", form.given),
        brief=address("brief", form.given),
    )


def _questions(
    findings: tuple[QuoteFinding, ...], money: QuoteMoney, form: RoomForm, room: QuotedRoom
) -> Iterator[str]:
    """What to ask, the costliest mistake first."""
    for finding in findings[:1]:
        yield from finding.questions
    yield from money.questions
    for finding in findings[1:]:
        yield from finding.questions
    yield from always_asked(room, form.units, professional=form.given.get("installer") != "diy")
