"""What the brief and the letter share: links and codes on paper, and figures of one unit."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import segno
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from advisor.advice.contract import Advice, Pick
from advisor.formatting.numbers import money
from advisor.listing import inventory
from advisor.pages.shared.render import address


@dataclass(frozen=True, kw_only=True)
class BriefLine:
    """A heading and what belongs to it; ``blank`` is left to be filled in by hand."""

    label: str
    text: str = ""
    assumed: bool = False
    blank: bool = False


def owned_lines(advice: Advice, units: Sequence[Pick] = ()) -> tuple[BriefLine, ...]:
    """What fifteen years cost, as every page prints it: doing nothing first, doing little second,
    then these ``units``."""
    baselines = [each for each in (advice.nothing, advice.little) if each]
    owned = [(each.label, each.ownership_usd) for each in baselines]
    owned += [(pick.name, pick.cost.ownership_usd) for pick in units]
    return tuple(
        BriefLine(label=label, text=money(amount)) for label, amount in owned if amount is not None
    )


def qr_code(link: str) -> SafeString:
    """The link as a QR code: SVG of shapes and attributes only, as our policy asks."""
    # The lowest correction: a long link is finer print than any stain that it could correct.
    code = segno.make_qr(link, error="l", boost_error=False)
    return mark_safe(  # noqa: S308  (shapes made here, and no text)
        code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None, light="#fff")
    )


def full_link(view: str, given: Mapping[str, str]) -> str:
    """The absolute address of one of our pages with these answers."""
    return f"{settings.SITE_URL}{address(view, given)}"


def short_link(code: str) -> str:
    """The absolute address of a kept copy."""
    return f"{settings.SITE_URL}{reverse('saved', args=[code])}"


def day_of(advice: Advice) -> str:
    """The day of an advice: prices and rebates are those of that day."""
    return date_format(advice.today, "DATE_FORMAT") if advice.today else ""


def versions_text(advice: Advice) -> str:
    """What an advice was made with: "Engine 12, catalog 34, data 56"."""
    return _("Engine %(engine)s, catalog %(catalog)s, data %(data)s") % {
        "engine": advice.versions.engine,
        "catalog": advice.versions.catalog,
        "data": advice.versions.data,
    }


def likely_type(advice: Advice) -> str:
    """The type that the paper speaks of where no unit is picked."""
    order = {"fits": 0, "possible": 1, "unsuitable": 2}
    return min(advice.types, key=lambda each: order[each.verdict]).type


@dataclass(frozen=True, kw_only=True)
class UnitFacts:
    """Published figures of a unit that a card does not show; ``None`` is not published."""

    amps: float | None  # minimum circuit
    weight_lb: float | None
    width_in: float | None
    sound_outdoor_db: float | None
    min_operating_f: float | None


def unit_facts(slug: str) -> UnitFacts:
    """Figures of a unit that may be picked. One query."""
    stock = inventory.current()
    row = stock.row(slug)

    def known(values: Any) -> float | None:
        value = math.nan if row is None else float(np.asarray(values)[row])
        return None if math.isnan(value) else value

    units = stock.units
    return UnitFacts(
        amps=known(units.amps),
        weight_lb=known(units.weight_lb),
        width_in=known(units.width_in),
        sound_outdoor_db=known(units.sound_outdoor_db),
        min_operating_f=known(units.min_operating_f),
    )
