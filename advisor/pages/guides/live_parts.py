"""What a guide fills in from the catalog, the records and the place: its live parts."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext as _

from advisor.content.care_calendar import care_table
from advisor.engine.incentives import IncentiveRule
from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting.dates import day
from advisor.formatting.numbers import (
    hours,
    number,
    temperature,
)
from advisor.formatting.text import Text
from advisor.pages.guides.blocks import GuideBlock, GuideRequest
from advisor.pages.guides.oversize import oversize
from advisor.pages.guides.types_table import types_table
from advisor.pages.shared.render import address
from advisor.pages.shared.siting import siting_outdoors
from advisor.reference.costs import current_costs

MILD_F = 47.0
FREEZING_F = 32.0
HEAR = "(HEAR)"


def _care(request: GuideRequest) -> GuideBlock:
    lang = request.form.given.get("lang", "")
    return GuideBlock(kind="care", care=tuple(care_table(each, lang=lang) for each in UNIT_TYPES))


def _programs(request: GuideRequest) -> GuideBlock:
    """Rebate programs, those of the place's state first; addresses as text, for none was visited
    lately unless its day is beside it."""
    state = request.place.state if request.place else ""
    programs = [each for each in current_costs().incentives if each.kind != "federal"]
    homes = [each for each in programs if HEAR in each.name]
    others = [each for each in programs if HEAR not in each.name]
    mine = [each for each in homes if state and state in each.states]
    rows = [_program(each) for each in (*mine, *_near_first(others, state))]
    opened = sorted(each.states[0] for each in homes if each.status == "open")
    note = _(
        "Home Electrification and Appliance Rebates run state by state (%(count)s records)."
        " They are reported as open in %(states)s. Dates differ and funds run out, so ask"
        " before you buy."
    ) % {"count": number(len(homes)), "states": ", ".join(opened) or "–"}
    heads = (_("Program"), _("Where"), _("Website"), _("Checked"))
    return GuideBlock(kind="table", heads=heads, rows=tuple(rows), note=note)


def _near_first(programs: Iterable[IncentiveRule], state: str) -> list[IncentiveRule]:
    return sorted(programs, key=lambda each: state not in each.states)


MANY_STATES = 6


def _program(each: IncentiveRule) -> tuple[Text, ...]:
    count = len(each.states)
    where = (
        ", ".join(each.states)
        if 0 < count < MANY_STATES
        else _("%(count)s states and territories") % {"count": number(count)}
        if count
        else _("whole country")
    )
    url = each.programme_url.removeprefix("https://").removesuffix("/")
    checked = day(each.last_checked) if each.last_checked else _("not checked by us")
    return each.name, where, url or "–", checked


def _place(request: GuideRequest) -> GuideBlock:
    """Snow, drip and frost at this place; without one, its ZIP code is asked for."""
    units = request.form.units
    place = request.place
    if place is None:
        return GuideBlock(kind="place")
    frost = float(place.climate.hours[place.climate.outdoor_f < FREEZING_F].sum())
    lines = [
        _(
            "%(place)s: coldest typical night %(night)s, below freezing for %(hours)s in a"
            " typical year."
        )
        % {
            "place": place.full_name,
            "night": temperature(place.heating_design_f, units),
            "hours": hours(frost),
        },
        *siting_outdoors(place.heating_design_f, units),
    ]
    return GuideBlock(kind="place", lines=tuple(lines))


FROSTS_F = (32.0, 17.0, 5.0, -13.0)
"""Freezing, the two points that manufacturers publish, and where cold-climate units stop."""


def _frost(request: GuideRequest) -> GuideBlock:
    """How often it is how cold at this place; without one, its ZIP code is asked for."""
    units = request.form.units
    place = request.place
    if place is None:
        return GuideBlock(kind="place")
    climate = place.climate
    lines = [
        _("%(place)s: coldest typical night %(night)s.")
        % {
            "place": place.full_name,
            "night": temperature(place.heating_design_f, units),
        }
    ]
    lines += [
        _("Below %(temperature)s for %(hours)s in a typical year.")
        % {"temperature": temperature(limit, units), "hours": hours(colder)}
        for limit in FROSTS_F
        if (colder := float(climate.hours[climate.outdoor_f < limit].sum())) >= 1
    ]
    if len(lines) == 1:
        lines.append(_("It does not freeze there in a typical year."))
    return GuideBlock(kind="place", lines=tuple(lines))


def _request(request: GuideRequest) -> GuideBlock:
    link = address("request", request.form.given) if request.form.answers else ""
    return GuideBlock(kind="request", link=link)


def _start(request: GuideRequest) -> GuideBlock:
    """On to the questions with the answers of the address, or to the advice for its room."""
    view = "results" if request.form.answers else "questions"
    return GuideBlock(kind="start", link=address(view, request.form.given))


LIVE_PARTS: Mapping[str, Callable[[GuideRequest], GuideBlock]] = {
    "care": _care,
    "frost": _frost,
    "oversize": oversize,
    "place": _place,
    "programs": _programs,
    "request": _request,
    "start": _start,
    "types": types_table,
}
"""By the placeholders that a guide may hold: ``advisor.content.documents.BLOCKS``."""
