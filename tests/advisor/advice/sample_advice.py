"""A fixed advice for tests of pages: every gap, every sign, nothing read from a database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from advisor.advice.contract import (
    Advice,
    Annual,
    Assumption,
    Baseline,
    Cost,
    CostLine,
    CurvePoint,
    Dated,
    Evidence,
    Excluded,
    Load,
    LoadLine,
    Money,
    Month,
    Owning,
    Pick,
    Range,
    Rebate,
    Sale,
    Site,
    TypeAdvice,
    Unmet,
    Versions,
)
from advisor.engine.owning import Terms


def money(low: int, typical: int, high: int) -> Money:
    return Money(low=Decimal(low), typical=Decimal(typical), high=Decimal(high))


def line(name: str, low: int, typical: int, high: int) -> CostLine:
    amounts = money(low, typical, high)
    return CostLine(
        name=name,
        low=amounts.low,
        typical=amounts.typical,
        high=amounts.high,
        label=name.replace("_", " "),
        source="seen May 30, 2026",
    )


def curve() -> list[CurvePoint]:
    return [
        CurvePoint(
            outdoor_f=t,
            need_btu_h=40.0 * (65 - t),
            need_low_btu_h=30.0 * (65 - t),
            need_high_btu_h=52.0 * (65 - t),
            least_btu_h=1600.0 if t >= -10 else None,
            most_btu_h=9000.0 + 50 * t if t >= -10 else None,
            hours=300.0,
        )
        for t in range(-15, 66, 5)
    ]


def months() -> list[Month]:
    """A year of 117.6 dollars: heat in eight months, cooling in three, backup in one."""
    heat = [20.3, 18.4, 14.2, 7.7, 2.1, 0, 0, 0, 0, 5.4, 11.1, 17.6]
    cool = [0, 0, 0, 0, 0, 5.2, 9.3, 5.7, 0, 0, 0, 0]
    return [
        Month(heating_usd=h, cooling_usd=c, backup_usd=0.6 if i == 0 else 0)
        for i, (h, c) in enumerate(zip(heat, cool, strict=True))
    ]


def owning() -> list[Owning]:
    parts = {"unit": 1973, "installation": 2000, "energy": 1300, "upkeep": 600, "replacement": 0}
    return [
        Owning(
            years=years,
            parts={name: Decimal(amount) for name, amount in parts.items()},
            total=Decimal(sum(parts.values())),
        )
        for years in (10, 15)
    ]


def create_rebate(**changes: Any) -> Rebate:
    rebate = Rebate(
        code="federal-25c",
        name="Energy Efficient Home Improvement Credit (section 25C)",
        counts=False,
        amount_usd=None,
        note="Ended on December 31, 2025: it does not count.",
        url="https://www.irs.gov/credits-deductions",
        checked="November 23, 2026",
    )
    return replace(rebate, **changes)


def create_pick(**changes: Any) -> Pick:
    pick = Pick(
        rank=1,
        label="best_fit",
        slug="maker-06",
        brand="Maker",
        model="06 <b>",
        type="mini_split",
        score=84.25,
        points={"fit": 50.25, "price": 36.0, "gaps": -2.0},
        why=["Turns down to 1,600 BTU/h."],
        why_not=["It costs <i>more</i>."],
        capacity_at_design_btu_h=9300.0,
        min_output_47f_btu_h=1600.0,
        min_output_cooling_btu_h=None,
        hours_below_cutout=12.0,
        backup_fraction=0.004,
        unmet=Unmet(heating_share=0.004, cooling_share=0.0),
        cycling_fraction=0.3,
        seasonal_cop=None,
        annual=Annual(heating_kwh=600, cooling_kwh=120, backup_kwh=3, cost_usd=Decimal(118)),
        cost=Cost(
            lines=[
                line("unit", 1600, 1973, 2400),
                line("labour", 900, 1650, 2600),
                line("circuit", 200, 350, 400),
            ],
            upfront=money(2700, 3973, 5400),
            ownership_usd=Decimal(6400),
            ownership_years=15,
            price_note="$1,973, seen May 30, 2026",
        ),
        saving_usd_per_year=Range(low=-60, likely=-40, high=-10),
        break_even=None,
        sale=Sale(status="certified", seen=date(2026, 9, 12), source="a list", shops=[]),
        evidence=Evidence(
            minimum="estimate",
            design_capacity="published",
            cutout="unknown",
            efficiency="published",
            sound="published",
            voltage="published",
            price="class",
        ),
        names=["Maker 06 <b>"],
        point_labels={"fit": "fits the room"},
        cooling_btu_h=6000.0,
        voltage="230",
        sound_min_db=None,
        sound_max_db=42.0,
        warnings=["Ask about a permit."],
        estimated=["min_output"],
        curve=curve(),
        months=months(),
        owning=owning(),
        life_years=15,
        upkeep_usd=90,
    )
    return replace(pick, **changes)


TERMS = Terms(
    price_growth=0.025,
    discount=0.04,
    upkeep_usd={"mini_split": 90, "window": 15, "portable": 15},
    life_years={"mini_split": 15, "window": 10, "portable": 7},
)


def create_advice(**changes: Any) -> Advice:
    advice = Advice(
        ties=[],
        shown=[pick.slug for pick in changes.get("picks", [create_pick()])[:3]],
        outcome="recommend",
        headline="Summer sets the size: 5,000 BTU/h of cooling against 4,200 BTU/h of heat.",
        warnings=["It will not pay back against your gas furnace."],
        site=Site(
            zip="55401",
            place="Minneapolis, MN",
            station="Minneapolis–St Paul",
            heating_design_f=-8.0,
            cooling_design_f=88.0,
            hdd65=7500,
            electricity_usd_kwh=Decimal("0.15"),
            state="MN",
            electricity=Dated(value=0.15, as_of="April 2026", source="EIA"),
            fuel=Dated(value=1.234, as_of="2024", source="EIA"),
            grid=Dated(value=0.838, as_of="2023", source="EPA eGRID2023"),
        ),
        load=Load(
            heating_btu_h=Range(low=1800, likely=2412, high=3100),
            cooling_btu_h=Range(low=2300, likely=2900, high=3600),
            sensible_fraction=0.8,
            lines=[
                LoadLine(name="walls", heating_btu_h=900, cooling_btu_h=200, label="outside walls"),
                LoadLine(name="people", heating_btu_h=0, cooling_btu_h=860, label="people"),
                LoadLine(name="nothing", heating_btu_h=0, cooling_btu_h=0, label="nothing"),
            ],
            own_heating_btu_h=2600.0,
        ),
        types=[
            TypeAdvice(
                type="mini_split",
                verdict="fits",
                why="Quiet.",
                cycling_fraction=0.2,
                heat_share=1.2,
                cool_share=1.2,
            ),
            TypeAdvice(type="window", verdict="possible", why="Loud."),
            TypeAdvice(type="portable", verdict="unsuitable", why="No heat."),
        ],
        picks=[create_pick()],
        excluded=[
            Excluded(reason="cannot turn down", count=40, undo="", code="too_strong"),
            Excluded(
                reason="need 230 V",
                count=12,
                undo="power=new_circuit",
                code="voltage",
                undo_label="add a circuit",
            ),
        ],
        would_change=["A portable’s budget only: keep the furnace."],
        assumptions=[
            Assumption(field="insulation", value="Average", why="usual", label="Insulation")
        ],
        archive=[],
        nothing=Baseline(annual_usd=None, ownership_usd=None),
        versions=Versions(engine="1", catalog="7", data="abc"),
        considered=53,
        today=date(2026, 11, 23),
        terms=TERMS,
    )
    return replace(advice, **changes)
