"""Tax credits and rebates, an amount only where one counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.advice.contract import Rebate
from advisor.engine.incentives import FEDERAL_CREDIT
from advisor.formatting.numbers import money


@dataclass(frozen=True, kw_only=True)
class RebateLine:
    name: str
    counts: bool
    amount: str
    note: str
    url: str
    checked: str


def federal_note(rebates: Sequence[Rebate]) -> str:
    """Said first, and only where the ended credit is listed as ended and no other counts."""
    ended = any(rebate.code == FEDERAL_CREDIT and not rebate.counts for rebate in rebates)
    return _("No federal tax credit for 2026 installations that we know of.") if ended else ""


def rebate_line(rebate: Rebate) -> RebateLine:
    """One tax credit or rebate; an amount only where it counts."""
    return RebateLine(
        name=rebate.name,
        counts=rebate.counts,
        amount=money(rebate.amount_usd) if rebate.counts and rebate.amount_usd is not None else "",
        note=rebate.note,
        url=rebate.url if rebate.url.startswith("https://") else "",
        checked=_("checked %(day)s") % {"day": rebate.checked} if rebate.checked else "",
    )
