"""What a unit's page says of a year, figure by figure."""

from dataclasses import replace

import pytest

from advisor.advice.contract import Month
from advisor.pages.shared.cards import _energy, heat_label, key_facts
from tests.advisor.advice.sample_advice import create_advice, create_pick


@pytest.mark.parametrize(("heating_usd", "in_the_bill"), [(3.0, True), (0.0, False)])
def test_heat_that_no_bill_has_is_told_beside_its_electricity(
    heating_usd: float, in_the_bill: bool
) -> None:
    month = Month(heating_usd=heating_usd, cooling_usd=2.0, backup_usd=0.0)
    pick = create_pick()
    pick = replace(pick, months=[month] * 12, annual=replace(pick.annual, heating_kwh=160.0))
    assert ("not in the bill" in heat_label(pick)) != in_the_bill


@pytest.mark.parametrize(
    ("gives", "cutout", "figure", "note"),
    [
        (9000.0, "published", "9,000", "estimate"),
        (0.0, "unknown", "not published", ""),
        (0.0, "published", "none", ""),
    ],
)
def test_only_a_figure_is_called_an_estimate(
    gives: float, cutout: str, figure: str, note: str
) -> None:
    pick = create_pick()
    pick = replace(
        pick,
        capacity_at_design_btu_h=gives,
        estimated=["cold_output"],
        evidence=replace(pick.evidence, cutout=cutout),
    )
    told = key_facts(pick, create_advice(), "us")[2]
    assert str(told.figure).startswith(figure)
    assert told.note == note


@pytest.mark.parametrize(
    ("cooled", "ends", "told"),
    [
        (100.0, (86.0, 120.0), True),
        (0.2, (0.1, 0.3), False),
        (0.0, (0.0, 0.0), False),
        (100.0, None, False),
    ],
)
def test_a_range_in_homes_is_told_of_no_cooling_at_all(
    cooled: float, ends: tuple[float, float] | None, told: bool
) -> None:
    pick = create_pick(cooling_kwh_range=ends)
    pick = replace(pick, annual=replace(pick.annual, cooling_kwh=cooled))
    figure = dict(_energy(pick))["Electricity for cooling"]
    assert ("in homes" in figure) == told
    assert figure.startswith(f"{round(cooled)}\u00a0kWh")
