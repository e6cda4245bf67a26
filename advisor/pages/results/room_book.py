"""Several rooms beside each other: an address book in the address itself, nothing stored.

``rooms=`` carries the other rooms: ``name:value`` pairs joined by ``~``, rooms by ``!``. All of
these characters stand in an address as they are, so a room takes hardly more than its answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.formatting.numbers import area_figure
from advisor.pages.shared.render import address
from advisor.questions.answer_form import KEPT, RoomForm, in_units, query_string, read_text
from advisor.questions.definitions import QUESTIONS
from advisor.questions.labels import choice_label

MOST_OTHERS = 4
"""Rooms beside the one that is open."""

LONGEST_ROOMS = 2200
"""Characters. With every question of the open room answered the address stays under 4,000."""

OF_THE_HOME = tuple(name for name, question in QUESTIONS.items() if question.of_the_home)
"""Answers that hold for the next room of the same home too."""

TRAVELS = ("units", "lang", "from", "slot")
NOT_A_ROOM = frozenset(KEPT) - {"units"} | {"model", "models"}


@dataclass(frozen=True, kw_only=True)
class RoomLink:
    text: str
    open: str  # the address of this room's advice, the others beside it
    remove: str  # the page without it


@dataclass(frozen=True, kw_only=True)
class RoomBook:
    here: str
    others: tuple[RoomLink, ...]
    add: str  # where a new room begins; empty when there is no more place
    full: str  # why


def encoded(rooms: Sequence[Mapping[str, str]]) -> str:
    """Rooms as the text of ``rooms=``; an answer that it cannot hold stays behind."""
    pattern = KEPT["rooms"]
    texts = []
    for room in rooms:
        pairs = [
            f"{name}:{value}"
            for name in ("units", *QUESTIONS)
            if name not in NOT_A_ROOM
            and (value := room.get(name, ""))
            and pattern.fullmatch(value)
            and not set(value) & set("~!:")
        ]
        texts.append("~".join(pairs))
    return "!".join(text for text in texts if text)


def decoded(text: str) -> list[dict[str, str]]:
    """The rooms of ``rooms=`` that can be opened; what cannot be read is left out."""
    rooms: list[dict[str, str]] = []
    if not text:
        return rooms
    for part in text.split("!")[:MOST_OTHERS]:
        pairs = dict(pair.split(":", 1) for pair in part.split("~") if ":" in pair)
        form = read_text(query_string({n: v for n, v in pairs.items() if n not in NOT_A_ROOM}))
        if form.answers is not None and form.given not in rooms:
            rooms.append(form.given)
    return rooms


def room_book(form: RoomForm) -> RoomBook:
    """The open room, the others with their links, and where another begins."""
    given = {name: value for name, value in form.given.items() if name != "rooms"}
    others = decoded(form.given.get("rooms", ""))
    everyone = encoded([*others, given])
    home = {name: given[name] for name in (*OF_THE_HOME, *TRAVELS) if given.get(name)}
    place = len(others) < MOST_OTHERS and len(everyone) <= LONGEST_ROOMS
    return RoomBook(
        here=_label(form, form.units),
        others=tuple(
            RoomLink(
                text=_label(read_text(query_string(other)), form.units),
                open=_open(other, [*others[:i], given, *others[i + 1 :]], given),
                remove=address("results", given, rooms=encoded([*others[:i], *others[i + 1 :]])),
            )
            for i, other in enumerate(others)
        ),
        add=address("questions", home, rooms=everyone) if place else "",
        full=""
        if place
        else _("The address can hold no more than %(count)s rooms.") % {"count": len(others) + 1},
    )


def _open(
    room: Mapping[str, str], others: Sequence[Mapping[str, str]], now: Mapping[str, str]
) -> str:
    """A room in the units and the language of the open page."""
    units = now.get("units", "us")
    shown = {**room, **in_units(room, units)} if room.get("units", "us") != units else dict(room)
    kept = {name: now[name] for name in TRAVELS if name in now and name != "units"}
    return address("results", {**shown, **kept}, rooms=encoded(others))


def _label(form: RoomForm, units: str) -> str:
    answers = form.answers
    assert answers is not None
    area = area_figure(answers.area, units)
    return f"{choice_label('space', answers.space)} · {area} · {answers.zip}"
