"""How well a pick is known: whether it can be bought, and which deciding figures are published."""

from decimal import Decimal

import numpy as np

from advisor.advice.contract import Evidence, Sale, ShopPrice
from advisor.engine import Study
from advisor.engine.money import AGED, FRESH
from advisor.listing.inventory import Card

PRICE_BASES = {FRESH: "seen", AGED: "aged"}


def sale_of(study: Study, row: int, card: Card) -> Sale:
    """The sale status with its day and source, and the shop whose price counts today [USD]."""
    shops = []
    if int(study.bought.basis[row]) in PRICE_BASES and card.price_seen is not None:
        usd = Decimal(str(round(float(study.units.price_low[row]), 2)))
        shops = [ShopPrice(name=card.price_shop, usd=usd, seen=card.price_seen, url=None)]
    return Sale(status=card.sale, seen=card.sale_seen, source=card.sale_source, shops=shops)


def evidence_of(study: Study, row: int) -> Evidence:
    """``published``, or what stands in for a figure: ``estimate``, ``class`` or ``unknown``."""
    estimated, units = study.curves.estimated, study.units

    def published(name: str, otherwise: str = "estimate") -> str:
        return otherwise if estimated[name][row] else "published"

    def known(value: float) -> str:
        return "unknown" if np.isnan(value) else "published"

    rated = not np.isnan(units.hspf2[row]) or not np.isnan(units.hspf[row])
    return Evidence(
        minimum=published("min_output"),
        design_capacity=published("cold_output"),
        cutout=published("cutout", "unknown"),
        efficiency="published" if rated else published("heating_cop"),
        sound=known(float(units.sound_min_db[row])),
        voltage=known(float(units.volts[row])),
        price=PRICE_BASES.get(int(study.bought.basis[row]), "class"),
    )
