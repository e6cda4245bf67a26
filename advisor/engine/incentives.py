"""Tax credits and rebates: which of them counts today for one unit in one place, and for how much.

An incentive counts only when everything that it asks for is known to hold: one that has ended, is
paused, or that nobody has looked up lately never does. What does not count is still told, with its
reason, so that a page can name it and link to its official page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from advisor.engine.constants import constant

CHECK_DAYS = constant(
    "CHECK_DAYS",
    60,
    "days",
    source="design of this advisor",
    says="how long an incentive counts after someone checked it",
)

FEDERAL_CREDIT = "federal-25c"
"""Code of the credit that people still ask for; it ended, and pages say so first."""

KINDS = ("federal", "state", "utility")
OPEN, PAUSED, CLOSED, UNKNOWN = STATUSES = ("open", "paused", "closed", "unknown")
NOT_TOLD, PERCENT, FLAT, PER_TON = AMOUNT_TYPES = ("none", "percent", "flat", "per_ton")

AREA = "area"  # not in this state or ZIP code
ENDED = "ended"  # its last day has passed
ENDED_STATUS = "closed"  # closed, or never begun, without a last day
NOT_STARTED = "not_started"
TYPE_NOT_COVERED = "type_not_covered"
PAUSED_STATUS = "paused"
UNCHECKED = "unchecked"  # status unknown, or not looked up for CHECK_DAYS
NEEDS_PROFESSIONAL = "needs_professional"  # and the user installs it alone
WHOLE_HOME = "whole_home"  # and this is one room of it
REFRIGERANT = "refrigerant"  # the unit has one that does not qualify
REFRIGERANT_MISSING = "refrigerant_missing"  # asked for, and not published
RATING_TOO_LOW = "rating_too_low"
RATING_MISSING = "rating_missing"  # asked for, and not published
INCOME_RULE = "income"  # depends on an income that we do not ask for
REASONS = (
    *(AREA, ENDED, ENDED_STATUS, NOT_STARTED, TYPE_NOT_COVERED, PAUSED_STATUS, UNCHECKED),
    *(
        NEEDS_PROFESSIONAL,
        WHOLE_HOME,
        REFRIGERANT,
        REFRIGERANT_MISSING,
        RATING_TOO_LOW,
        RATING_MISSING,
        INCOME_RULE,
    ),
)
"""Why an incentive does not count, in the order in which they are looked at: first what nothing
can change, last what another unit or another answer would."""


@dataclass(frozen=True, kw_only=True)
class IncentiveRule:
    """One credit or rebate, as an editor keeps it. Empty tuples set no limit."""

    code: str
    name: str
    kind: str  # of KINDS
    status: str  # of STATUSES
    starts_on: date | None = None
    ends_on: date | None = None  # its last day
    states: tuple[str, ...] = ()  # two letters
    zip_prefixes: tuple[str, ...] = ()  # within the states, where both are given
    unit_types: tuple[str, ...] = ()
    cold_climate: bool | None = None  # True: asked for; None: not said
    energy_star: bool | None = None
    professional: bool | None = None
    min_hspf2: Decimal | None = None
    min_seer2: Decimal | None = None
    excluded_refrigerants: tuple[str, ...] = ()
    whole_home: bool | None = None
    requirements: str = ""
    income_rule: str = ""
    amount_type: str = NOT_TOLD  # of AMOUNT_TYPES
    percent: Decimal | None = None  # of unit and installation
    amount_usd: Decimal | None = None  # flat, or per ton of 12,000 BTU/h
    cap_usd: Decimal | None = None
    programme_url: str = ""  # the official page
    source: str = ""
    last_checked: date | None = None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of one unit as this user would install it; ``None``: not published."""

    professional: bool  # installed by one
    cost_usd: Decimal | None = None  # unit and installation [$]
    tons: Decimal | None = None  # of 12,000 BTU/h
    hspf2: float | None = None
    seer2: float | None = None
    cold_climate: bool | None = None
    energy_star: bool | None = None
    refrigerant: str = ""  # "": not published
    whole_home: bool = False  # the room is all of the home


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One incentive for one unit. ``reason`` is of ``REASONS``, and ``None`` where it counts.

    ``amount_usd`` [whole $] is only there where it counts and an amount is told.
    """

    incentive: IncentiveRule
    counts: bool
    reason: str | None
    amount_usd: Decimal | None


def applicable(
    incentives: Iterable[IncentiveRule],
    *,
    state: str,
    zip_code: str,
    unit_type: str,
    facts: Facts,
    today: date,
) -> list[Judged]:
    """Each incentive, in the order given, with whether it counts, why not, and its amount."""
    judged = []
    for each in incentives:
        reason = _outside(each, state=state, zip_code=zip_code, unit_type=unit_type, today=today)
        reason = reason or _unproven(each, facts, today=today)
        judged.append(
            Judged(
                incentive=each,
                counts=reason is None,
                reason=reason,
                amount_usd=_amount(each, facts) if reason is None else None,
            )
        )
    return judged


def needs_check(last_checked: date | None, *, today: date) -> bool:
    """Whether nobody has looked for ``CHECK_DAYS``; a check in the future is none."""
    return last_checked is None or not 0 <= (today - last_checked).days <= CHECK_DAYS


def _outside(
    each: IncentiveRule, *, state: str, zip_code: str, unit_type: str, today: date
) -> str | None:
    """Why it is not for this place, this time or this type of unit."""
    in_state = not each.states or state in each.states
    if not in_state or not zip_code.startswith(each.zip_prefixes or ""):
        return AREA
    if each.ends_on is not None and each.ends_on < today:
        return ENDED
    if each.status == CLOSED:
        return ENDED_STATUS
    if each.starts_on is not None and each.starts_on > today:
        return NOT_STARTED
    if each.unit_types and unit_type not in each.unit_types:
        return TYPE_NOT_COVERED
    return None


def _unproven(each: IncentiveRule, facts: Facts, *, today: date) -> str | None:
    """Why it cannot be relied on, though it is for this place, time and type: the first reason."""
    barred = {_plain(name) for name in each.excluded_refrigerants}
    held = [
        *(_at_least(facts.hspf2, each.min_hspf2), _at_least(facts.seer2, each.min_seer2)),
        *(facts.cold_climate if each.cold_climate else True,),
        *(facts.energy_star if each.energy_star else True,),
    ]
    unchecked = each.status != OPEN or needs_check(each.last_checked, today=today)
    reasons = (
        (PAUSED_STATUS, each.status == PAUSED),
        (UNCHECKED, unchecked),
        (NEEDS_PROFESSIONAL, each.professional and not facts.professional),
        (WHOLE_HOME, each.whole_home and not facts.whole_home),
        (REFRIGERANT_MISSING, barred and not facts.refrigerant),
        (REFRIGERANT, _plain(facts.refrigerant) in barred),
        (RATING_TOO_LOW, False in held),
        (RATING_MISSING, None in held),
        (INCOME_RULE, each.income_rule),
    )
    return next((reason for reason, applies in reasons if applies), None)


def _plain(refrigerant: str) -> str:
    """However it is written: R-410A, R410A, and r410a are one."""
    return refrigerant.upper().replace("-", "").replace(" ", "")


def _at_least(rating: float | None, minimum: Decimal | None) -> bool | None:
    """Whether a rating suffices; ``None`` where it is not published (or not a number)."""
    if minimum is None:
        return True
    if rating is None or rating != rating:  # noqa: PLR0124 - the columns' blank is NaN
        return None
    return rating >= float(minimum)


def _amount(each: IncentiveRule, facts: Facts) -> Decimal | None:
    """In whole dollars, rounded down: at most the cap and the cost; ``None`` if not known. [$]"""
    gross: Decimal | None = None
    if each.amount_type == PERCENT and each.percent is not None and facts.cost_usd is not None:
        gross = facts.cost_usd * each.percent / 100
    elif each.amount_type == FLAT:
        gross = each.amount_usd
    elif each.amount_type == PER_TON and each.amount_usd is not None and facts.tons is not None:
        gross = each.amount_usd * facts.tons
    if gross is None:
        return None
    limits = [limit for limit in (each.cap_usd, facts.cost_usd) if limit is not None]
    return max(Decimal(0), min([gross, *limits])).to_integral_value(ROUND_DOWN)
