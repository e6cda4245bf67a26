"""The decoder: what a model number says, and whether that unit is too big for a room."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.sized_room import SizedRoom
from advisor.engine.conversions import BTU_H_PER_TON
from advisor.formatting.numbers import btu, number
from advisor.formatting.text import Text
from advisor.listing.model_numbers import Match, nominal_in_text, size_in_number
from advisor.listing.search import Shelf
from advisor.pages.catalog.label_reading import (
    LabelForm,
    RoomAnswer,
    label_form,
    label_size,
    room_answer,
)
from advisor.pages.catalog.list_filters import carried_settings
from advisor.pages.catalog.typed_number import TypedNumber, read_number
from advisor.pages.catalog.unit_lines import UnitLine, unit_line
from advisor.pages.shared import structured
from advisor.pages.shared.fields import ROOM_FIELDS, Field, hidden_fields, room_fields
from advisor.pages.shared.structured import trail
from advisor.questions.answer_form import RoomForm

MOST_KNOWN = 8
"""Units that are shown of a number that many bear."""

HALF_WORDS: dict[str, Text] = {
    "indoor": gettext_lazy("the indoor unit"),
    "outdoor": gettext_lazy("the outdoor unit"),
    "both": gettext_lazy("the complete unit"),
}


@dataclass(frozen=True, kw_only=True)
class KnownUnit:
    line: UnitLine
    half: Text
    size: str  # what the digits of the number say
    rated: str


@dataclass(frozen=True, kw_only=True)
class DecodePage:
    title: str
    text: TypedNumber
    known: tuple[KnownUnit, ...]
    several: str
    rule: str  # what its digits would mean by the usual rule, where we do not know the number
    label: LabelForm | None
    fields: tuple[Field, ...]
    room_hidden: tuple[tuple[str, str], ...]
    label_hidden: tuple[tuple[str, str], ...]
    answer: RoomAnswer | None
    here: str
    hidden: tuple[tuple[str, str], ...]
    data: SafeString


def decode_page(
    query: QueryDict,
    form: RoomForm,
    shelf: Shelf,
    *,
    today: date,
    room: SizedRoom | None = None,
) -> DecodePage:
    """``room`` is the room of the address, for a unit that only its label describes."""
    units, carried = form.units, carried_settings(query)
    text = read_number(query.get("model", ""), shelf, carried)
    label = label_form(query, shelf, units) if text.unknown else None
    size = label_size(query)[0] if text.unknown else None
    room_hidden = hidden_fields(form.given, without={"model", *ROOM_FIELDS})
    return DecodePage(
        title=_("What does this model number say?"),
        text=text,
        known=tuple(
            _known(shelf, match, today=today, carried=carried)
            for match in text.matches[:MOST_KNOWN]
        ),
        several=_several(len(text.matches)),
        rule=_rule(text.typed, units) if text.unknown else "",
        label=label,
        fields=room_fields(form, prefix="fit") if text.matches or (label and label.said) else (),
        room_hidden=room_hidden,
        label_hidden=(*_label_hidden(text.typed, label), *room_hidden) if label else (),
        answer=room_answer(room, size, units) if room is not None and size else None,
        here=reverse("decode"),
        hidden=tuple(carried.items()),
        data=structured.json_ld(
            structured.breadcrumbs(trail((_("Read a model number"), reverse("decode"))))
        ),
    )


def _label_hidden(typed: str, label: LabelForm) -> Iterator[tuple[str, str]]:
    state = {"model": typed, "size": label.size, "volts": label.volts, "half": label.half}
    return ((name, value) for name, value in state.items() if value)


def _rule(typed: str, units: str) -> str:
    """A hint, and no reading: the digits of an unknown number by the usual rule."""
    size = nominal_in_text(typed)
    if size is None:
        return ""
    return _(
        "If its maker keeps the usual rule, the digits %(digits)s stand for a nominal size of"
        " %(size)s, or %(tons)s tons. That holds for central systems too. Compare it with the"
        " plate."
    ) % {
        "digits": f"{size // 1000:03d}",
        "size": btu(size, units),
        "tons": number(size / BTU_H_PER_TON, 1),
    }


def _several(count: int) -> str:
    if count < 2:
        return ""
    return _(
        "This number belongs to %(count)s systems. Which one you have depends on the other half."
    ) % {"count": number(count)}


def _known(shelf: Shelf, match: Match, *, today: date, carried: Mapping[str, str]) -> KnownUnit:
    row, units = match.row, carried.get("units", "us")
    rated = float(shelf.cooling_btu_h[row])
    size = size_in_number(match.number, rated)
    rated_text = _("Rated cooling %(rated)s, %(tons)s tons.") % {
        "rated": btu(rated, units),
        "tons": number(rated / BTU_H_PER_TON, 2),
    }
    return KnownUnit(
        line=unit_line(shelf, row, shelf.prices(today), units=units, carried=carried),
        half=HALF_WORDS[match.half],
        size=_("The digits in the number stand for a size of %(size)s.")
        % {"size": btu(size, units)}
        if size
        else "",
        rated=rated_text,
    )
