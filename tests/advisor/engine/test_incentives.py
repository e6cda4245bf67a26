from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.engine.incentives import (
    AMOUNT_TYPES,
    REASONS,
    STATUSES,
    Facts,
    IncentiveRule,
    Judged,
    applicable,
)
from advisor.engine.installation import Line

TODAY = date(2026, 11, 23)
FACTS = Facts(
    professional=True,
    cost_usd=Decimal(3000),
    tons=Decimal("0.75"),
    hspf2=9.5,
    seer2=20.0,
    cold_climate=True,
    energy_star=True,
)


def create_incentive(**changes: Any) -> IncentiveRule:
    """Open, checked ten days ago, $300 off any unit anywhere."""
    usual: dict[str, Any] = {
        "code": "rebate",
        "name": "Rebate",
        "kind": "utility",
        "status": "open",
        "amount_type": "flat",
        "amount_usd": Decimal(300),
        "last_checked": TODAY - timedelta(days=10),
    }
    return IncentiveRule(**usual | changes)


def judge(
    incentive: IncentiveRule, *, facts: Facts = FACTS, unit_type: str = "mini_split"
) -> Judged:
    (judged,) = applicable(
        [incentive],
        state="MA",
        zip_code="02130",
        unit_type=unit_type,
        facts=facts,
        today=TODAY,
    )
    return judged


def test_open_and_lately_checked_incentive_counts() -> None:
    assert judge(create_incentive()) == Judged(
        incentive=create_incentive(), counts=True, reason=None, amount_usd=Decimal(300)
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"states": ("NH", "ME")}, "area"),
        ({"zip_prefixes": ("03", "0213"), "states": ("NH",)}, "area"),
        ({"zip_prefixes": ("03", "022")}, "area"),
        ({"ends_on": TODAY - timedelta(days=1)}, "ended"),
        ({"status": "closed"}, "closed"),
        ({"status": "closed", "ends_on": date(2025, 12, 31)}, "ended"),
        ({"starts_on": TODAY + timedelta(days=1)}, "not_started"),
        ({"unit_types": ("window", "portable")}, "type_not_covered"),
        ({"status": "paused"}, "paused"),
        ({"status": "unknown"}, "unchecked"),
        ({"last_checked": None}, "unchecked"),
        ({"last_checked": TODAY - timedelta(days=61)}, "unchecked"),
        ({"last_checked": TODAY + timedelta(days=1)}, "unchecked"),
        ({"min_hspf2": Decimal("9.6")}, "rating_too_low"),
        ({"min_seer2": Decimal("20.5")}, "rating_too_low"),
        ({"income_rule": "Up to the area's median income"}, "income"),
    ],
)
def test_incentive_that_may_not_be_had_never_counts(changes: dict[str, Any], reason: str) -> None:
    judged = judge(create_incentive(**changes))
    assert (judged.counts, judged.reason, judged.amount_usd) == (False, reason, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"states": ("MA", "NH")},
        {"zip_prefixes": ("03", "0213")},
        {"states": ("MA",), "zip_prefixes": ("02",)},
        {"starts_on": TODAY, "ends_on": TODAY},
        {"unit_types": ("mini_split",)},
        {"last_checked": TODAY - timedelta(days=60)},
        {"last_checked": TODAY},
        {"min_hspf2": Decimal("9.5"), "min_seer2": Decimal(20)},
        {"cold_climate": True, "energy_star": True, "professional": True},
        {"cold_climate": False, "energy_star": None},
    ],
)
def test_incentive_counts_up_to_its_bounds(changes: dict[str, Any]) -> None:
    assert judge(create_incentive(**changes)).reason is None


@pytest.mark.parametrize(
    ("asks", "known", "reason"),
    [
        ({"min_hspf2": Decimal("8.1")}, {"hspf2": None}, "rating_missing"),
        ({"min_seer2": Decimal(16)}, {"seer2": float("nan")}, "rating_missing"),
        ({"cold_climate": True}, {"cold_climate": None}, "rating_missing"),
        ({"energy_star": True}, {"energy_star": None}, "rating_missing"),
        ({"cold_climate": True}, {"cold_climate": False}, "rating_too_low"),
        ({"energy_star": True}, {"energy_star": False}, "rating_too_low"),
        ({"professional": True}, {"professional": False}, "needs_professional"),
    ],
)
def test_requirement_that_is_not_known_to_hold_keeps_it_from_counting(
    asks: dict[str, Any], known: dict[str, Any], reason: str
) -> None:
    incentive = create_incentive(**asks)
    assert judge(incentive).counts
    assert judge(incentive, facts=replace(FACTS, **known)).reason == reason
    assert judge(create_incentive(), facts=replace(FACTS, **known)).counts


def test_federal_credit_of_2025_says_that_it_ended_however_old_the_check() -> None:
    credit = create_incentive(
        status="closed",
        ends_on=date(2025, 12, 31),
        amount_type="percent",
        amount_usd=None,
        percent=Decimal(30),
        cap_usd=Decimal(2000),
        last_checked=date(2026, 1, 5),
    )
    assert judge(credit).reason == "ended"
    assert judge(credit).amount_usd is None


@pytest.mark.parametrize(
    ("changes", "facts", "amount"),
    [
        ({"amount_type": "percent", "percent": Decimal(30)}, {}, 900),
        ({"amount_type": "percent", "percent": Decimal(30), "cap_usd": Decimal(500)}, {}, 500),
        ({"amount_type": "percent", "percent": Decimal(30)}, {"cost_usd": None}, None),
        ({"amount_type": "percent", "percent": Decimal("3.3")}, {"cost_usd": Decimal(999)}, 32),
        ({"amount_type": "per_ton", "amount_usd": Decimal(250)}, {}, 187),  # 0.75 t: 187.50
        ({"amount_type": "per_ton", "amount_usd": Decimal(250)}, {"tons": None}, None),
        ({"amount_type": "per_ton", "amount_usd": Decimal(999), "cap_usd": Decimal(9)}, {}, 9),
        ({"amount_usd": Decimal(4000)}, {}, 3000),  # no more than the unit costs
        ({"amount_usd": Decimal(4000)}, {"cost_usd": None}, 4000),
        ({"amount_type": "none", "amount_usd": None}, {}, None),
    ],
)
def test_amount_is_whole_dollars_under_cap_and_cost(
    changes: dict[str, Any], facts: dict[str, Any], amount: int | None
) -> None:
    judged = judge(create_incentive(**changes), facts=replace(FACTS, **facts))
    assert judged.counts
    assert judged.amount_usd == amount


days = st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2028, 1, 1)))
dollars = st.decimals(0, 100_000, places=2)


@given(
    status=st.sampled_from(STATUSES),
    starts_on=days,
    ends_on=days,
    last_checked=days,
    amount_type=st.sampled_from(AMOUNT_TYPES),
    amount=dollars,
    cap=st.one_of(st.none(), dollars),
    cost=dollars,
)
def test_nothing_ended_or_unchecked_ever_counts_and_no_amount_is_odd(
    status: str,
    starts_on: date | None,
    ends_on: date | None,
    last_checked: date | None,
    amount_type: str,
    amount: Decimal,
    cap: Decimal | None,
    cost: Decimal,
) -> None:
    judged = judge(
        create_incentive(
            status=status,
            starts_on=starts_on,
            ends_on=ends_on,
            last_checked=last_checked,
            amount_type=amount_type,
            amount_usd=amount,
            percent=min(amount, Decimal(100)),
            cap_usd=cap,
        ),
        facts=replace(FACTS, cost_usd=cost),
    )
    if judged.counts:
        assert status == "open"
        assert last_checked is not None
        assert 0 <= (TODAY - last_checked).days <= 60
        assert (starts_on or TODAY) <= TODAY <= (ends_on or TODAY)
        assert judged.reason is None
    else:
        assert judged.reason in REASONS
        assert judged.amount_usd is None
    if judged.amount_usd is not None:
        assert 0 <= judged.amount_usd <= min(cost, cost if cap is None else cap)
        assert judged.amount_usd == int(judged.amount_usd)


def test_line_in_whole_dollars_keeps_its_order() -> None:
    line = Line(
        low=Decimal("0.49"),
        typical=Decimal("10.50"),
        high=Decimal("11.50"),
        source="A shop",
        as_of="2026",
    )
    assert line.dollars == (0, 11, 12)


@pytest.mark.parametrize(
    ("refrigerant", "reason"),
    [
        ("R-410A", "refrigerant"),
        ("R410a", "refrigerant"),
        ("R-32", None),
        ("", "refrigerant_missing"),
    ],
)
def test_a_barred_refrigerant_does_not_qualify(refrigerant: str, reason: str | None) -> None:
    judged = judge(
        create_incentive(excluded_refrigerants=("R-410A",)),
        facts=replace(FACTS, refrigerant=refrigerant),
    )
    assert judged.reason == reason


def test_a_rebate_for_whole_homes_counts_where_the_room_is_one() -> None:
    assert judge(create_incentive(whole_home=True)).reason == "whole_home"
    assert (
        judge(create_incentive(whole_home=True), facts=replace(FACTS, whole_home=True)).reason
        is None
    )


def test_dollars_per_ton_stop_at_their_cap() -> None:
    # 9,000 BTU/h is 0.75 ton: 1,250 × 0.75 = 937; 18,000 is 1.5: 1,875, capped at 1,500.
    per_ton: dict[str, Any] = {
        "amount_type": "per_ton",
        "amount_usd": Decimal(1250),
        "cap_usd": Decimal(1500),
    }
    assert (
        judge(create_incentive(**per_ton), facts=replace(FACTS, tons=Decimal("0.75"))).amount_usd
        == 937
    )
    assert (
        judge(create_incentive(**per_ton), facts=replace(FACTS, tons=Decimal("1.5"))).amount_usd
        == 1500
    )
