"""Headlines whose bars say something else are found."""

from dataclasses import replace
from decimal import Decimal

import pytest

from advisor.advice.contract import Advice, Baseline, Pair, PairRow
from advisor.advice.headline_against_bars import between_rooms, headline_against_bars
from tests.advisor.advice.sample_advice import create_advice, create_pick

STRONGEST = ("Heat at −36 °F outside, in BTU/h", "Strongest unit", "about 26,540")


def told(headline: str, first: str, second: str) -> Advice:
    bars = (
        PairRow(label="One", kind="heat", value=1.0, text=first),
        PairRow(label="Other", kind="heat", value=1.0, text=second),
    )
    return create_advice(headline=headline, pair=Pair(caption="Heat", rows=bars))


@pytest.mark.parametrize(
    ("headline", "bars", "against"),
    [
        (
            "At −36 °F this garage needs more heat than any room unit gives.",
            ("32,800", "about 26,540"),
            ("17,900", "about 26,540"),
        ),
        (
            "No room unit should be the only heat of this sunroom: it loses too much.",
            ("120", "60"),
            ("17,900", "about 26,540"),
        ),
    ],
)
def test_bars_that_do_not_bear_the_headline_out_are_found(
    headline: str, bars: tuple[str, str], against: tuple[str, str]
) -> None:
    assert headline_against_bars(told(headline, *bars)) == []
    assert len(headline_against_bars(told(headline, *against))) == 1
    assert headline_against_bars(create_advice(headline=headline, pair=None)) == []


def test_a_unit_that_heats_where_another_room_reads_that_none_runs_is_found() -> None:
    none_runs = create_advice(
        headline="Nights here reach −36 °F. No unit we know of heats below −22 °F.", pair=None
    )
    caption, label, text = STRONGEST
    rows = (
        PairRow(label="Room needs", kind="heat", value=17_900.0, text="17,900"),
        PairRow(label=label, kind="unit", value=26_540.0, text=text),
    )
    gives = create_advice(headline="It loses.", pair=Pair(caption=caption, rows=rows))
    assert between_rooms([none_runs, gives]) == [
        f"none runs: No unit we know of heats below −22 / {caption}: {label} {text}"
    ]
    warm = replace(gives, pair=Pair(caption=caption.replace("36", "20"), rows=rows))
    assert between_rooms([none_runs, warm]) == []


def test_a_bill_that_is_not_the_one_of_the_pick_is_found() -> None:
    advice = told("Heat is in your rent, so pick a heat pump for summer.", "$0", "about $30")
    assert advice.pair is not None
    caption = "What it costs you to run in a year"
    for cost, against in ((30, 0), (62, 1)):
        pick = create_pick()
        pick = replace(pick, annual=replace(pick.annual, cost_usd=Decimal(cost)))
        shown = replace(advice, picks=[pick], pair=replace(advice.pair, caption=caption))
        assert len(headline_against_bars(replace(shown, little=None))) == against


def test_a_heat_pump_to_cool_where_something_plain_costs_less_is_found() -> None:
    advice = told("Heat is in your rent, so pick a heat pump for summer.", "$0", "about $30")
    pick = create_pick()
    whole = pick.cost.ownership_usd
    for plain_usd, against in ((whole, 0), (whole / 2, 1)):
        plain = Baseline(
            annual_usd=Decimal(20),
            ownership_usd=plain_usd,
            label="Doing little: a plain window air conditioner",
        )
        shown = replace(advice, picks=[pick], little=plain)
        assert len(headline_against_bars(shown)) == against


def test_a_unit_that_falls_short_of_its_bar_must_say_so() -> None:
    rows = (
        PairRow(label="Room needs", kind="cool", value=6300.0, text="6,300"),
        PairRow(label="Unit gives", kind="unit", value=5760.0, text="about 5,760"),
    )
    pair = Pair(caption="Cooling at 110 °F outside, in BTU/h", rows=rows)
    catches = ("Others cost less.", "At 110 °F it cools up to 5,760; the room needs 6,300.")
    for catch, against in zip(catches, (1, 0), strict=True):
        shown = create_advice(pair=pair, picks=[replace(create_pick(), catch=catch)])
        assert len(headline_against_bars(shown)) == against
