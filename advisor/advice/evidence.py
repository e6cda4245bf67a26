"""How well a pick is known: whether it can be bought, and which deciding figures are published."""

from decimal import Decimal

import numpy as np
from django.utils.translation import ngettext

from advisor.advice.contract import Evidence, Sale, ShopPrice
from advisor.advice.next_question import open_questions
from advisor.advice.sentences.guesses import COLD_FIGURES, guessed
from advisor.engine import Ranking, Study
from advisor.engine.money import AGED, FRESH
from advisor.engine.open_wishes import chance_to_stay
from advisor.engine.unit_types import UNIT_TYPES
from advisor.formatting.source_names import source_name
from advisor.listing.inventory import Card, Inventory
from advisor.listing.spoken_names import spoken_name

PUBLISHED = "published"
UNKNOWN_LIMIT = "unknown"
"""Of ``Evidence.cutout``: nobody publishes down to which outdoor temperature the unit heats."""
SERIES = "series"
"""Of ``Evidence.minimum``: taken from a named unit of the same outdoor unit, series or line."""
PRICE_BASES = {FRESH: "seen", AGED: "aged"}
PRICE_SEEN = frozenset(PRICE_BASES.values())
"""Of ``Evidence.price``: somebody asked it, and we know when."""


def called(inventory: Inventory, row: int) -> str:
    """What people call the unit: "Mitsubishi FX, 6k wall unit"."""
    return spoken_name(
        inventory.cards[row],
        kind=UNIT_TYPES[int(inventory.units.kind[row])],
        cooling_btu_h=float(inventory.units.cooling_btu_h[row]),
    )


def label_names(inventory: Inventory, row: int) -> list[str]:
    """Brand and number of every label of this machine, its own first."""
    cards = [inventory.cards[each] for each in inventory.labels(row)]
    return list(dict.fromkeys(card.name for card in cards))


def sale_of(study: Study, inventory: Inventory, row: int) -> Sale:
    """The sale status with its day and source, and the shops whose prices count today [USD].

    A price of another label of the same machine names that label.
    """
    card = inventory.cards[row]
    return Sale(
        status=card.sale,
        seen=card.sale_seen,
        source=source_name(card.sale_source).name,
        shops=[
            shop
            for each in inventory.labels(row)
            if (shop := _shop_price(study, inventory.cards[each], each, own=each == row))
        ],
    )


def _shop_price(study: Study, card: Card, row: int, *, own: bool) -> ShopPrice | None:
    if int(study.bought.basis[row]) not in PRICE_BASES or card.price_seen is None:
        return None
    shop = source_name(card.price_shop).name
    return ShopPrice(
        name=shop if own else f"{shop} ({card.name})",
        usd=Decimal(str(round(float(study.units.price_low[row]), 2))),
        seen=card.price_seen,
        url=None,
    )


def evidence_of(study: Study, row: int) -> Evidence:
    """``published``, or what stands in for a figure: ``series``, ``estimate``, ``class`` or
    ``unknown``."""
    estimated, units = study.curves.estimated, study.units

    def published(name: str, otherwise: str = "estimate") -> str:
        return otherwise if estimated[name][row] else PUBLISHED

    def known(value: float) -> str:
        return "unknown" if np.isnan(value) else PUBLISHED

    rated = not np.isnan(units.hspf2[row]) or not np.isnan(units.hspf[row])
    return Evidence(
        minimum=SERIES if study.curves.like["min_output"][row] else published("min_output"),
        design_capacity="estimate" if guessed(study, row, *COLD_FIGURES) else PUBLISHED,
        cutout=published("cutout", UNKNOWN_LIMIT),
        efficiency=PUBLISHED if rated else published("heating_cop"),
        sound=known(float(units.sound_min_db[row])),
        voltage=known(float(units.volts[row])),
        price=PRICE_BASES.get(int(study.bought.basis[row]), "class"),
    )


def first_stays(study: Study, ranking: Ranking) -> float:
    """The chance that no answer that is still open puts another unit first. [of 1]"""
    return chance_to_stay(study, ranking, open_questions(study.answers))


def first_of_100(share: float) -> str:
    """In how many of 100 plausible cases a unit is first; "" where in none."""
    worlds = round(100 * share)
    if not worlds:
        return ""
    return ngettext(
        "first in %(worlds)d of 100 plausible cases",
        "first in %(worlds)d of 100 plausible cases",
        worlds,
    ) % {"worlds": worlds}
