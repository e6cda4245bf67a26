"""The label card of a unit: its main figures on one sheet, and a code that leads to its page.

Kilowatt-hours stand on it only for a room. Those that a rating implies (CEER over 750 hours, SEER2
over 1,000) are of a unit at full output for hours that no one room has: a unit that is too big for
its room would look the same as one that fits it. Without a room the card says so.
"""

from dataclasses import dataclass

import numpy as np
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.advice.contract import Comparison
from advisor.advice.evidence import called
from advisor.formatting.numbers import (
    Number,
    btu,
    decibels,
    kwh,
    money,
    not_published,
    number,
    output,
)
from advisor.formatting.unit_names import shown_number
from advisor.listing.inventory import Inventory
from advisor.pages.catalog.unit_lines import halves
from advisor.pages.saved.papers import qr_code
from advisor.pages.shared.frame_code import frame_title, unit_codes
from advisor.pages.shared.structured import absolute_url


@dataclass(frozen=True, kw_only=True)
class LabelCard:
    title: str
    brand: str
    halves: tuple[str, ...]
    called: str
    facts: tuple[tuple[str, str, str], ...]  # label, figure, and its entry in the glossary
    year: tuple[tuple[str, str], ...]  # in the room of the address
    place: str  # of that room
    link: str  # absolute, to the page of the unit
    address: str
    qr: SafeString
    codes: tuple[tuple[str, str], ...]  # that show the card in an article: name, code


def label_card(alone: Inventory, room: Comparison | None, units: str) -> LabelCard:
    """The card of the one unit of ``alone``; ``room`` is that unit judged in a room, where the
    address holds one."""
    card = alone.cards[0]
    address = reverse("model", args=(card.brand_slug, card.slug))
    link = absolute_url(address)
    return LabelCard(
        title=frame_title("card", card.name),
        brand=card.brand,
        halves=halves(shown_number(card.model)),
        called=called(alone, 0),
        facts=_facts(alone, units),
        year=_year(room) if room is not None and room.judged else (),
        place=room.site.place if room is not None else "",
        link=link,
        address=address,
        qr=qr_code(link),
        codes=unit_codes(card.slug, card.name, "card"),
    )


def _facts(alone: Inventory, units: str) -> tuple[tuple[str, str, str], ...]:
    columns, curves, card = alone.units, alone.curves, alone.cards[0]
    low, high = _known(columns.sound_min_db[0]), _known(columns.sound_max_db[0])
    ratings = (
        ("SEER2", columns.seer2, "seer2"),
        ("HSPF2", columns.hspf2, "hspf2"),
        ("CEER", columns.ceer, "ceer"),
    )
    least = output(
        float(curves.min_heat_47_btu_h[0]),
        units,
        is_published=not curves.estimated["min_output"][0],
    )
    return (
        (_("Cooling"), btu(float(columns.cooling_btu_h[0]), units), "btu"),
        (_("Minimum heat"), least, "turndown"),
        *(
            (name, number(known, 1), entry)
            for name, at, entry in ratings
            if (known := _known(at[0])) is not None
        ),
        (_("Indoor sound"), str(decibels(low, high)), "db"),
        (_("Voltage"), f"{card.voltage}\u00a0V" if card.voltage else str(not_published()), ""),
        (_("Refrigerant"), card.refrigerant or str(not_published()), "refrigerant"),
    )


def _year(room: Comparison) -> tuple[tuple[str, str], ...]:
    annual = room.judged[0].pick.annual
    return (
        (_("Electricity a year"), kwh(round(annual.heating_kwh) + round(annual.cooling_kwh))),
        (_("Electricity for heat"), kwh(annual.heating_kwh)),
        (_("Electricity for cooling"), kwh(annual.cooling_kwh)),
        (_("Running cost a year"), money(annual.cost_usd)),
    )


def _known(value: Number) -> float | None:
    return None if np.isnan(float(value)) else float(value)
