"""Two rooms beside each other: the form for the second one, and the ways to serve both."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.contract import Pick
from advisor.advice.sentences import two_rooms_in_words as words
from advisor.advice.told_price import told_price
from advisor.advice.two_rooms import TwoRooms, Way
from advisor.formatting.numbers import (
    area_figure,
    decibels,
    load_figure,
    money,
    not_published,
    percent,
)
from advisor.formatting.text import Text
from advisor.pages.results.room_book import (
    LONGEST_ROOMS,
    OF_THE_HOME,
    TRAVELS,
    decoded,
    encoded,
)
from advisor.pages.shared.fields import ROOM_FIELDS, Field, field_for, hidden_fields, room_fields
from advisor.pages.shared.render import address
from advisor.questions.answer_form import REQUIRED, RoomForm, query_string, read_text
from advisor.questions.definitions import QUESTIONS
from advisor.questions.labels import choice_label

SECOND = ("space", "area", "exterior_walls")
"""What is asked of the second room; of the rest it shares what is the home's."""
PREFIX = "other_"
DOORWAYS: Mapping[str, Text] = {
    "door": gettext_lazy("a door"),
    "wide": gettext_lazy("a wide opening"),
}
NIGHTS: Mapping[str, Text] = {
    "open": gettext_lazy("yes"),
    "shut": gettext_lazy("no, it is shut at night"),
}


@dataclass(frozen=True, kw_only=True)
class DoorAnswers:
    """What lies between the rooms; anything unknown counts as the first choice."""

    doorway: str = "door"
    night: str = "open"

    @classmethod
    def read(cls, query: QueryDict) -> "DoorAnswers":
        doorway, night = query.get("doorway", ""), query.get("door_at_night", "")
        return cls(
            doorway=doorway if doorway in DOORWAYS else "door",
            night=night if night in NIGHTS else "open",
        )

    @property
    def given(self) -> dict[str, str]:
        """As they stand in the address: only what differs from the first choice."""
        asked = {"doorway": self.doorway, "door_at_night": self.night}
        return {name: text for name, text in asked.items() if text not in {"door", "open"}}


@dataclass(frozen=True, kw_only=True)
class WayCard:
    title: str
    is_best: bool
    units: tuple[tuple[str, str], ...]  # name, address of its page for a room
    facts: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TwoRoomsPage:
    title: str
    here: str
    first: str  # room and size
    second: str
    place: str
    needs: tuple[tuple[str, str, str], ...]  # room, heat, cooling
    passes: str
    cards: tuple[WayCard, ...]
    fields: tuple[Field, ...]  # of the first room, where it is not known yet
    other_fields: tuple[Field, ...]
    doorways: tuple[tuple[str, Text, bool], ...]
    nights: tuple[tuple[str, Text, bool], ...]
    hidden: tuple[tuple[str, str], ...]
    kept_second: str  # the rooms of the address, where the form keeps them
    errors: tuple[tuple[str, str], ...]
    stray_errors: tuple[str, ...]
    results: str


def second_room(form: RoomForm, query: QueryDict) -> RoomForm | None:
    """The room that is typed beside the first, else the first of those that the address holds."""
    typed = {name: query.get(f"{PREFIX}{name}", "").strip()[:40] for name in SECOND}
    if any(typed.values()):
        home = {name: form.given[name] for name in OF_THE_HOME if form.given.get(name)}
        kept = {"units": form.units, "zip": form.given.get("zip", "")}
        return read_text(query_string({**home, **kept, **{n: v for n, v in typed.items() if v}}))
    zip_code = form.given.get("zip", "")
    same_home = (
        room for room in decoded(form.given.get("rooms", "")) if room.get("zip") == zip_code
    )
    beside = next(same_home, None)
    return read_text(query_string(beside)) if beside else None


def with_second(form: RoomForm, second: RoomForm) -> dict[str, str]:
    """The answers of the address with the second room among its rooms, the first of them; of the
    others as many as an address can hold."""
    rest = [each for each in decoded(form.given.get("rooms", "")) if each != second.given][:3]
    while rest and len(encoded([second.given, *rest])) > LONGEST_ROOMS:
        rest.pop()
    given = {name: text for name, text in form.given.items() if name != "rooms"}
    return {**given, "rooms": encoded([second.given, *rest])}


def two_rooms_page(
    form: RoomForm,
    second: RoomForm | None,
    door: DoorAnswers,
    found: TwoRooms | None,
    *,
    is_typed: bool,
) -> TwoRoomsPage:
    """``found`` is ``None`` where a room is missing, or an answer about one is wrong."""
    started = is_typed or second is not None
    faults = form.faults() if started else form.errors
    shown = RoomForm(given=form.given, values=form.values, errors=dict(faults), units=form.units)
    fields = room_fields(shown, prefix="id")
    other_fields = _other_fields(form, second, is_typed=is_typed)
    errors = [(field.id, field.error) for field in (*fields, *other_fields) if field.error]
    title = words.headline(found) if found else _("Two rooms, one heat pump?")
    kept = "" if is_typed or second is None else form.given.get("rooms", "")
    return TwoRoomsPage(
        title=_("Error: %(title)s") % {"title": title} if errors else title,
        here=reverse("two_rooms"),
        first=_room(form),
        second=_room(second) if second else "",
        place=found.site.place if found else "",
        needs=_needs(found, form.units) if found else (),
        passes=words.passes(found, form.units) if found else "",
        cards=tuple(_card(found, way, form, second) for way in found.ways) if found else (),
        fields=fields if form.answers is None else (),
        other_fields=other_fields,
        doorways=tuple((key, text, key == door.doorway) for key, text in DOORWAYS.items()),
        nights=tuple((key, text, key == door.night) for key, text in NIGHTS.items()),
        hidden=hidden_fields(
            form.given, without={"rooms", *(ROOM_FIELDS if form.answers is None else ())}
        ),
        kept_second=kept,
        errors=tuple(errors),
        stray_errors=tuple(text for name, text in faults.items() if name not in ROOM_FIELDS),
        results=address("results", form.given) if form.answers else "",
    )


def _other_fields(form: RoomForm, second: RoomForm | None, *, is_typed: bool) -> tuple[Field, ...]:
    given = dict(second.given) if second is not None and is_typed else {}
    given["units"] = form.units
    faults = second.faults(SECOND) if second is not None and is_typed else {}
    return tuple(
        replace(
            field_for(QUESTIONS[name], given, error=faults.get(name, ""), prefix="id-other"),
            name=f"{PREFIX}{name}",
            required=name in REQUIRED and (second is None or is_typed),
        )
        for name in SECOND
    )


def _room(form: RoomForm) -> str:
    answers = form.answers
    if answers is None:
        return ""
    area = area_figure(answers.area, form.units)
    return f"{choice_label('space', answers.space)} · {area}"


def _needs(found: TwoRooms, units: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (
            str(choice_label("space", part.answers.space)),
            str(load_figure(part.heating_btu_h, units)) if part.heating_btu_h else "–",
            str(load_figure(part.cooling_btu_h, units)) if part.cooling_btu_h else "–",
        )
        for part in found.rooms
    )


def _card(found: TwoRooms, way: Way, form: RoomForm, second: RoomForm | None) -> WayCard:
    return WayCard(
        title=str(words.TITLES[way.key]),
        is_best=way is found.best and way.ownership_usd is not None and way.serves,
        units=_unit_links(found, way, form, second),
        facts=tuple(_facts(way)),
        lines=tuple(words.lines(found, way, form.units)),
    )


def _unit_links(
    found: TwoRooms, way: Way, form: RoomForm, second: RoomForm | None
) -> tuple[tuple[str, str], ...]:
    """Each unit with its page for the room that it serves."""
    kept = {name: form.given[name] for name in TRAVELS if name in form.given}
    rooms = [form.given, {**second.given, **kept} if second else form.given]
    if len(way.picks) == 1:
        rooms = [rooms[found.host]]
    return tuple(
        (pick.spoken or pick.name, _unit_page(pick, given))
        for pick, given in zip(way.picks, rooms[: len(way.picks)], strict=True)
    )


def _unit_page(pick: Pick, given: Mapping[str, str]) -> str:
    room = {name: text for name, text in given.items() if name not in {"rooms", "model"}}
    return f"{reverse('unit', args=[pick.slug])}?{query_string(room)}"


def _facts(way: Way) -> list[tuple[str, str]]:
    facts: list[tuple[str, str]] = []
    if way.upfront is not None:
        facts.append((_("Installed"), told_price(way.upfront)))
    if way.yearly_usd is not None:
        facts.append((_("Electricity a year"), money(way.yearly_usd)))
    if way.ownership_usd is not None:
        facts.append((_("15 years, all costs"), money(way.ownership_usd)))
    if way.cycling is not None:
        share = _("%(share)s of its hours") % {"share": percent(way.cycling)}
        facts.append((_("Stops and starts"), share))
    if way.picks:
        facts.append((_("Sound indoors"), _sound(way)))
    return facts


def _sound(way: Way) -> str:
    """The quietest published level of each unit; two in two rooms are not added."""
    known = [pick.sound_min_db for pick in way.picks if pick.sound_min_db is not None]
    if len(known) < len(way.picks):
        return str(not_published())
    return str(decibels(min(known), max(known)))
