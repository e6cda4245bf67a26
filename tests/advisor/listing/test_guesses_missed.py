"""The priors of the shipped catalog, each held against the units that publish the figure."""

import re

import pytest
from django.core.management import call_command

from advisor.engine.constants import METHOD
from advisor.engine.priors import HEATING_COP_SPREAD, SPREADS, Observed
from advisor.listing import inventory
from advisor.listing.guesses_missed import brands_left_out, hspf2_missed, known_of, levels_missed
from catalog.models.choices import Form

pytestmark = pytest.mark.usefixtures("real_data")

SLACK = {"min_output": 0.08, "cutout": 2.0}  # ×, °F
LEVELS_OF_A_FIGURE = 5


def test_measured_spreads_are_those_of_the_method_page() -> None:
    found = list(levels_missed(known_of(inventory.current())))
    assert len(found) == LEVELS_OF_A_FIGURE * len(SPREADS)
    for each in found:
        assert (each.p10, each.p90) == pytest.approx(each.told, abs=SLACK[each.figure]), each


@pytest.mark.parametrize("figure", list(SPREADS))
def test_brand_that_was_left_out_lies_within_the_spread_of_the_others(figure: str) -> None:
    found = brands_left_out(figure, known_of(inventory.current()))
    assert found.brands > 20
    # 80 % lie there by definition when no brand is left out.
    assert found.inside >= 0.75


def test_hspf2_misses_its_line_as_the_method_page_says() -> None:
    found = hspf2_missed(inventory.current())
    source = METHOD["HSPF2_FROM_SEER2"].source
    units, below, rms = re.findall(r"the ([\d,]+) of.* lie ([\d.]+) below.* rms ([\d.]+)", source)[
        0
    ]
    assert found.count == pytest.approx(int(units.replace(",", "")), rel=0.05)
    assert found.bias == pytest.approx(-float(below), abs=0.05)
    assert found.rms == pytest.approx(float(rms), abs=0.05)
    told = HEATING_COP_SPREAD["p10"], HEATING_COP_SPREAD["p90"]
    assert (found.p10, found.p90) == pytest.approx(told, abs=0.01)


def test_ducted_units_say_nothing_of_what_is_published() -> None:
    parts = inventory.current().parts
    known: Observed = known_of(inventory.current())
    ducted = [card.form == Form.DUCTED for part in parts for card in part.cards]
    assert any(ducted)
    for values in known.residual.values():
        assert not (values[ducted] == values[ducted]).any()


def test_command_prints_every_level(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("prior_check")
    printed = capsys.readouterr().out
    assert "cutout, series" in printed
    assert printed.count("of the other brands") == len(SPREADS)
