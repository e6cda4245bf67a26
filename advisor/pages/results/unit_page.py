"""One unit for one room: everything that is known of it there, on a page of its own."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.advice.contract import Advice, Contact, JudgedUnit
from advisor.advice.unit_details import UnitDetails
from advisor.drawing.wall_picture import DOOR, WallPicture, wall_picture
from advisor.engine.conversions import INCHES_PER_FT
from advisor.formatting.numbers import feet_figure, inches_figure
from advisor.listing.inventory import Card
from advisor.pages.results.edit_form import EditForm, edit_form
from advisor.pages.results.room_loads import room_crumb
from advisor.pages.results.shown_picks import JudgedCard, judged_card
from advisor.pages.results.unit_parts import FoldedPart, folded_parts
from advisor.pages.shared.fit_chart import MainChart, main_chart
from advisor.pages.shared.render import address
from advisor.questions.answer_form import RoomForm
from catalog.models import Form

USUAL_CEILING_FT = 8.0
WHOLE = frozenset({Form.WINDOW, Form.SADDLE, Form.THROUGH_WALL})
"""Forms of which the published size is that of the whole machine."""


@dataclass(frozen=True, kw_only=True)
class SizeOnWall:
    """The unit on a wall, to scale, with its size in words."""

    picture: WallPicture
    words: str


@dataclass(frozen=True, kw_only=True)
class UnitPage:
    title: str
    crumb: SafeString
    judged: JudgedCard
    notes: tuple[str, ...]  # of the room, before anybody buys
    chart: MainChart | None
    parts: tuple[FoldedPart, ...]  # what few ask, folded
    on_wall: SizeOnWall | None  # where its size is published
    edit: EditForm
    to: str  # where the forms of this page go: to itself
    back: str
    brief: str
    quote: str  # where a quote for this very unit is checked; empty where nobody quotes it
    market_note: str
    type: str
    contacts: tuple[Contact, ...]


def unit_page(
    form: RoomForm,
    advice: Advice,
    judged: JudgedUnit,
    card: Card,
    details: UnitDetails,
    *,
    opened: str = "",
) -> UnitPage:
    """The unit that the address names, in full: ``card`` and ``details`` are its own, ``advice``
    for the room of ``form``; ``opened`` is the key of the folded part that stands open."""
    rest = {name: text for name, text in form.given.items() if name != "model"}
    named = {"name": judged.pick.spoken or judged.pick.name, "place": advice.site.place}
    return UnitPage(
        title=_("%(name)s in your room in %(place)s") % named,
        crumb=room_crumb(form, advice),
        judged=judged_card(form, advice, judged),
        notes=(
            *(each for each in advice.warnings if each not in advice.of_first),
            *details.warnings,
        ),
        chart=main_chart(judged.pick, advice, units=form.units),
        parts=folded_parts(form, details, opened=opened),
        on_wall=_on_wall(card, form),
        edit=edit_form(form, advice),
        to=reverse("unit", args=[judged.pick.slug]),
        back=address("results", rest),
        brief=address("brief", rest),
        quote=address("quote", rest, quote_model=f"{judged.pick.brand} {judged.pick.model}")
        if judged.pick.asks_for_quotes
        else "",
        market_note=details.market_note,
        type=judged.pick.type,
        contacts=tuple(advice.contacts),
    )


def _on_wall(card: Card, form: RoomForm) -> SizeOnWall | None:
    if card.size_in is None:
        return None
    wide, high, deep = card.size_in
    ceiling_ft = (form.answers.ceiling if form.answers else None) or USUAL_CEILING_FT
    picture = wall_picture(card.form, (wide, high), ceiling_in=ceiling_ft * INCHES_PER_FT)
    if picture is None:
        return None
    measures = {"wide": wide, "high": high, "deep": deep, "door": DOOR[1]}
    sizes = {name: str(inches_figure(inches, form.units)) for name, inches in measures.items()}
    sizes["ceiling"] = str(feet_figure(ceiling_ft, form.units))
    return SizeOnWall(
        picture=picture,
        words=(_of_the_whole() if card.form in WHOLE else _of_the_indoor_unit()) % sizes,
    )


def _of_the_whole() -> str:
    return _(
        "To scale: the unit is %(wide)s wide, %(high)s high, and %(deep)s deep, outside included."
        " The wall is %(ceiling)s high, and the door %(door)s. Where it goes is an example."
    )


def _of_the_indoor_unit() -> str:
    return _(
        "To scale: the indoor unit is %(wide)s wide, %(high)s high, and %(deep)s deep. The wall is"
        " %(ceiling)s high, and the door %(door)s. Where it goes is an example."
    )
