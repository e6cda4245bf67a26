"""The catalog as JSON: the filters, the order and the pages of the list for people."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import numpy as np
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from advisor.advice.contract import Money
from advisor.advice.evidence import PRICE_BASES
from advisor.engine.money import Purchase
from advisor.engine.unit_types import UNIT_TYPES
from advisor.listing import search as shelves
from advisor.listing.search import Shelf, Wanted
from advisor.listing.text_search import read_text
from advisor.pages.shared.structured import absolute_url

PER_PAGE = 100
LONGEST_TEXT = 120
_PAGE = re.compile(r"(0{0,7}[1-9][0-9]{0,7})(?:\.0{1,9})?")  # 17.0 is a whole number, too


@dataclass(frozen=True, kw_only=True)
class Listed:
    slug: str
    brand: str
    brand_slug: str
    model: str
    series: str
    type: str
    sale: str
    cooling_btu_h: float | None
    min_output_47f_btu_h: float | None
    min_output_is_published: bool
    coldest_f: float | None
    volts: float | None
    sound_min_db: float | None
    price: Money
    price_basis: str
    url: str


@dataclass(frozen=True, kw_only=True)
class UnitList:
    count: int
    page: int
    pages: int
    next: str | None
    previous: str | None
    units: list[Listed]
    catalog: str


class BeyondTheLastError(LookupError):
    """There is no such page; the message says how many there are."""


def wanted_of(query: QueryDict, shelf: Shelf) -> tuple[Wanted, int, dict[str, str]]:
    """What an address asks for, its page, and a sentence for each parameter that is wrong."""
    given: dict[str, str] = {}
    faults: dict[str, str] = {}
    for name, known in shelves.choices(shelf).items():
        value = query.get(name, "").strip()
        if value and value not in known:
            faults[name] = one_of(value, known)
        elif value:
            given[name] = value
    kinds = [part for each in query.getlist("type") for part in each.split(",") if part]
    if unknown := [kind for kind in kinds if kind not in UNIT_TYPES]:
        faults["type"] = one_of(unknown[0], UNIT_TYPES)
    text = query.get("q", "")
    if len(text) > LONGEST_TEXT:
        faults["q"] = _("That answer is too long.")
    page = query.get("page", "") or "1"
    numbered = _PAGE.fullmatch(page)
    if numbered is None:
        faults["page"] = _("Enter a page from 1.")
    chosen = tuple(kind for kind in UNIT_TYPES if kind in kinds)
    text = text.replace("\x00", " ").strip()
    return Wanted(text=text, type=chosen, **given), int(numbered[1]) if numbered else 1, faults


def one_of(text: str, allowed: Iterable[str]) -> str:
    """The sentence for a value that is not among a few."""
    words = {"text": text[:40], "allowed": ", ".join(allowed)}
    return _("“%(text)s” is not one of %(allowed)s.") % words


def unit_list(wanted: Wanted, page: int, shelf: Shelf, *, today: date) -> UnitList:
    """One page. Raises ``BeyondTheLastError``."""
    named = read_text(shelf, wanted.text, is_known=False) if wanted.text else None
    found = shelves.find(shelf, wanted, today=today, named=None if named is None else named.rows)
    total = len(found.rows)
    last = max(1, math.ceil(total / PER_PAGE))
    if page > last:
        raise BeyondTheLastError(_("The last page is %(last)d.") % {"last": last})
    rows = found.rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    return UnitList(
        count=total,
        page=page,
        pages=last,
        next=_address(wanted, page + 1, shelf) if page < last else None,
        previous=_address(wanted, page - 1, shelf) if page > 1 else None,
        units=[_listed(shelf, int(row), found.prices) for row in rows],
        catalog=shelf.version,
    )


def _address(wanted: Wanted, page: int, shelf: Shelf) -> str:
    asked: Mapping[str, str] = {
        "q": wanted.text,
        "type": ",".join(wanted.type),
        **{name: getattr(wanted, name) for name in shelves.choices(shelf)},
        "page": str(page),
    }
    pairs = [(name, value) for name, value in asked.items() if value]
    return absolute_url(f"{reverse('api_heat_pumps')}?{urlencode(pairs, safe=',')}")


def _listed(shelf: Shelf, row: int, prices: Purchase) -> Listed:
    card = shelf.cards[row]
    return Listed(
        slug=card.slug,
        brand=card.brand,
        brand_slug=card.brand_slug,
        model=card.model,
        series=card.series,
        type=UNIT_TYPES[int(shelf.kind[row])],
        sale=card.sale,
        cooling_btu_h=_known(shelf.cooling_btu_h[row]),
        min_output_47f_btu_h=_known(shelf.least_btu_h[row]),
        min_output_is_published=bool(shelf.least_is_published[row]),
        coldest_f=_known(shelf.coldest_f[row]),
        volts=_known(shelf.volts[row]),
        sound_min_db=_known(shelf.sound_db[row]),
        price=Money(
            low=prices.low[row].item(),
            typical=prices.typical[row].item(),
            high=prices.high[row].item(),
        ),
        price_basis=PRICE_BASES.get(int(prices.basis[row]), "class"),
        url=absolute_url(reverse("model", args=(card.brand_slug, card.slug))),
    )


def _known(figure: float) -> float | None:
    return None if np.isnan(figure) else float(figure)
