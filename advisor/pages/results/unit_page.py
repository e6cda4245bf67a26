"""One unit for one room: everything that is known of it there, on a page of its own."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.advice.contract import Advice, JudgedUnit
from advisor.pages.results.edit_form import EditForm, edit_form
from advisor.pages.results.page import room_crumb
from advisor.pages.results.shown_picks import JudgedCard, judged_card
from advisor.pages.shared.fit_chart import MainChart, main_chart
from advisor.pages.shared.render import address
from advisor.questions.answer_form import RoomForm, query_string


@dataclass(frozen=True, kw_only=True)
class UnitPage:
    title: str
    crumb: SafeString
    judged: JudgedCard
    notes: tuple[str, ...]  # of the room, before anybody buys
    chart: MainChart | None
    edit: EditForm
    to: str  # where the forms of this page go: to itself
    back: str
    brief: str
    quote: str  # where a quote for this very unit is checked
    market_note: str


def unit_page(form: RoomForm, advice: Advice, judged: JudgedUnit) -> UnitPage:
    """The unit that the address names, in full. ``advice`` is for the room of ``form``."""
    rest = {name: text for name, text in form.given.items() if name != "model"}
    named = {"name": judged.pick.spoken or judged.pick.name, "place": advice.site.place}
    return UnitPage(
        title=_("%(name)s in your room in %(place)s") % named,
        crumb=room_crumb(form, advice),
        judged=judged_card(form, advice, judged),
        notes=tuple(advice.warnings),
        chart=main_chart(judged.pick, advice, units=form.units),
        edit=edit_form(form, advice),
        to=reverse("unit", args=[judged.pick.slug]),
        back=address("results", rest),
        brief=address("brief", rest),
        quote=address("quote", rest, quote_model=f"{judged.pick.brand} {judged.pick.model}"),
        market_note=advice.market_note or "",
    )


def unit_address(slug: str, form: RoomForm) -> str:
    """The page of a unit for this room."""
    query = query_string(form.given, model="")
    return f"{reverse('unit', args=[slug])}?{query}"
