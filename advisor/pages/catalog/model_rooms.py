"""The rooms of a place that a unit fits."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy

from advisor.advice.room_fit import RoomFit, rooms_for
from advisor.engine.conversions import M2_PER_FT2
from advisor.formatting.numbers import (
    area_figure,
    btu_figure,
    load_figure,
    not_published,
    percent,
    temperature,
)
from advisor.formatting.text import Text
from advisor.listing.inventory import Inventory
from advisor.pages.shared.request import place_of
from advisor.questions.answer_form import RoomForm, query_string
from advisor.questions.labels import choice_label
from catalog.models import (
    HeatPump,
)

VERDICTS: dict[str, Text] = {
    "fits": gettext_lazy("fits"),
    "cycles": gettext_lazy("stops and starts most of the time"),
    "weak": gettext_lazy("too weak on its own"),
    "left_out": gettext_lazy("not here"),
}


@dataclass(frozen=True, kw_only=True)
class RoomRow:
    space: Text
    area: str
    heat: str
    cool: str
    gives: str
    cycling: str
    verdict: str
    verdict_text: Text
    why: str
    address: str


@dataclass(frozen=True, kw_only=True)
class RoomsTable:
    place: str
    at: str
    rows: tuple[RoomRow, ...]


def rooms_table(
    pump: HeatPump, alone: Inventory | None, form: RoomForm, *, today: date
) -> tuple[RoomForm, RoomsTable | None]:
    """The rooms at the ZIP code of the form; ``None`` without one, or where advice leaves
    ``pump`` out. An unknown ZIP code comes back as an error of the form.

    ``alone`` is the inventory of this unit only.
    """
    form, place = place_of(form)
    if place is None or alone is None:
        return form, None
    units = form.units
    rooms = rooms_for(alone, place, today=today, units=units)
    return form, RoomsTable(
        place=place.full_name,
        at=temperature(place.heating_design_f, units),
        rows=tuple(
            RoomRow(
                space=choice_label("space", room.space),
                area=str(area_figure(room.area, units)),
                heat=load_figure(room.heating_btu_h, units).number,
                cool=load_figure(room.cooling_btu_h, units).number,
                gives=_gives(room, units),
                cycling=percent(room.cycling_fraction),
                verdict=room.verdict,
                verdict_text=VERDICTS[room.verdict],
                why=room.why,
                address=_room_address(room, pump, form),
            )
            for room in rooms
        ),
    )


def _gives(room: RoomFit, units: str) -> str:
    if room.capacity_at_design_btu_h is None:
        return str(not_published())
    return btu_figure(room.capacity_at_design_btu_h, units).number


def _room_address(room: RoomFit, pump: HeatPump, form: RoomForm) -> str:
    area = room.area * M2_PER_FT2 if form.units == "metric" else room.area
    kept = ("zip", "units", "lang")
    along: dict[str, str] = {name: form.given[name] for name in kept if name in form.given}
    query = query_string(along, space=room.space, area=str(round(area)), model=pump.slug)
    return f"{reverse('results')}?{query}#judged"
