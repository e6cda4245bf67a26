"""The answer on one screen: one unit, one button, two others."""

import html
import re
from dataclasses import replace

import pytest
from django.test import Client

from advisor.advice.contract import PLAIN_COOLING, Advice, Pair, PairRow
from advisor.advice.sentences.headline_table import TABLES
from advisor.advice.told_price import told_price
from advisor.pages.results.answer import Answer, the_answer
from advisor.pages.results.deciding_pair import pair_bars
from advisor.questions.answer_form import read_text
from tests.advisor.advice.sample_advice import create_advice, create_pick, money

ROOM = "zip=55401&space=bedroom&area=120"


def answer(advice: Advice, query: str = ROOM) -> Answer:
    return the_answer(read_text(query), advice)


def test_a_wide_price_is_a_range_and_a_narrow_one_a_price() -> None:
    assert told_price(money(1900, 3060, 5030)) == "$1,900–5,030"
    assert told_price(money(480, 500, 540)) == "$500"


@pytest.mark.parametrize(
    ("outcome", "query", "button", "on_top"),
    [
        ("recommend", ROOM, "Print the brief for three quotes", False),
        ("recommend", f"{ROOM}&tenure=rent", "Ask your landlord or HOA", False),
        ("recommend", f"{ROOM}&tenure=own&outdoor_unit=no", "Ask your HOA", False),
        ("improve_first", ROOM, "See the work and what it saves", False),
        ("keep", ROOM, "What to do instead", True),
        ("refuse", ROOM, "What to do instead", True),
    ],
)
def test_the_one_button_follows_the_outcome(
    outcome: str, query: str, button: str, on_top: bool
) -> None:
    found = answer(create_advice(outcome=outcome), query)
    assert (found.button.text, found.button_on_top) == (button, on_top)


@pytest.mark.parametrize("key", sorted(PLAIN_COOLING))
@pytest.mark.parametrize("query", [ROOM, f"{ROOM}&tenure=rent"])
def test_a_headline_that_names_something_plain_is_what_the_button_leads_to(
    key: str, query: str
) -> None:
    advice = create_advice(headline_key=key)
    found = answer(advice, query)
    assert (found.button.text, found.button_on_top) == ("What to do instead", True)
    assert found.button.address.startswith("/advice/results/room/")
    assert not found.button.sold
    assert found.pick is not None
    assert found.pick.eyebrow == "Only if you want one anyway"


def test_the_headlines_that_name_something_plain_are_of_those_we_have() -> None:
    assert {leads.key for table in TABLES.values() for leads in table} > PLAIN_COOLING


@pytest.mark.usefixtures("real_data")
def test_a_camp_that_a_plain_air_conditioner_cools_for_less_is_led_to_what_that_costs(
    client: Client,
) -> None:
    camp = "zip=04957&space=living_room&area=300&use=occasional&goal=cooling&heating_now=wood"
    page = client.get(f"/advice/results/?{camp}").content.decode()
    button = re.search(r'<a class="btn" href="([^"]+)">What to do instead</a>', page)
    assert button
    assert "three quotes" not in page
    there = client.get(html.unescape(button[1])).content.decode()
    assert "Without a heat pump" in there
    assert "a plain window air conditioner" in there


@pytest.mark.parametrize(("lets_in", "button"), [(0, "What to do instead"), (769, "Ask your")])
def test_a_landlord_is_asked_where_that_alone_lets_units_in(lets_in: int, button: str) -> None:
    advice = create_advice(picks=[], outcome="refuse")
    found = answer(replace(advice, permission_lets_in=lets_in), f"{ROOM}&tenure=rent")
    assert found.button.text.startswith(button)
    assert found.button_on_top


def test_what_cools_without_permission_is_linked_where_there_is_such_a_thing() -> None:
    advice = create_advice(picks=[], outcome="refuse", permission_lets_in=769)
    assert answer(advice).cooling == ""
    found = answer(replace(advice, cools_unasked=True), f"{ROOM}&tenure=rent")
    assert found.cooling == f"/advice/results/?{ROOM}&goal=cooling&tenure=rent"


@pytest.mark.parametrize(
    ("kind", "button", "path"),
    [
        ("mini_split", "Print the brief for three quotes", "/advice/brief/"),
        ("through_wall", "Print the brief for three quotes", "/advice/brief/"),
        ("window", "See what to check before you buy", "/advice/unit/m-1/"),
        ("portable", "See what to check before you buy", "/advice/unit/m-1/"),
    ],
)
def test_quotes_are_asked_for_a_unit_that_somebody_is_paid_to_put_in(
    kind: str, button: str, path: str
) -> None:
    found = answer(create_advice(picks=[create_pick(slug="m-1", type=kind)])).button
    assert found.text == button
    assert found.address.startswith(path)
    assert found.sold == "m-1"


def test_only_an_owner_who_may_buy_is_led_to_a_store() -> None:
    assert answer(create_advice()).button.sold == create_pick().slug
    assert not answer(create_advice(), f"{ROOM}&tenure=rent").button.sold
    assert not answer(create_advice(outcome="keep")).button.sold


def test_a_spoken_name_has_its_number_for_paper_and_a_number_none_twice() -> None:
    spoken = create_pick(spoken="Perfect Aire 6k mini-split", model="AWGP08W**#")
    found = answer(create_advice(picks=[spoken, replace(spoken, spoken="", slug="m-2")]))
    assert found.pick is not None
    assert found.pick.number == "AWGP08W…"
    assert [line.number for line in found.others] == [""]


def test_the_first_pick_is_told_and_two_others_beside_it() -> None:
    picks = [
        create_pick(rank=n, slug=f"m-{n}", catch=f"catch {n}", difference=f"difference {n}")
        for n in range(1, 6)
    ]
    found = answer(create_advice(picks=picks))
    assert found.pick is not None
    assert found.pick.catch == "catch 1"
    assert found.pick.address == f"/advice/unit/m-1/?{ROOM}"
    assert [line.difference for line in found.others] == ["difference 2", "difference 3"]
    assert found.compare.endswith("models=m-1,m-2,m-3")


def test_without_a_pick_there_is_no_box_and_nothing_to_compare() -> None:
    found = answer(create_advice(picks=[], outcome="refuse"))
    assert found.pick is None
    assert found.others == ()
    assert found.sure is None
    assert not found.compare


def test_how_sure_we_are_is_a_bar_and_a_sentence() -> None:
    pick = create_pick(first_share=0.64, first_of_100="first in 64 of 100 plausible cases")
    found = answer(create_advice(picks=[pick])).sure
    assert found is not None
    assert (found.width, found.sentence) == (64, "First in 64 of 100 plausible cases.")
    assert answer(create_advice(picks=[replace(pick, first_of_100="")])).sure is None


@pytest.mark.parametrize(("stays", "told"), [(0.3, True), (0.8, False)])
def test_open_answers_are_named_where_they_are_most_of_the_doubt(stays: float, told: bool) -> None:
    pick = create_pick(first_share=0.1, first_of_100="first in 10 of 100 plausible cases")
    found = answer(replace(create_advice(picks=[pick]), chance_to_stay=stays)).sure
    assert found is not None
    assert (found.sentence.startswith("Too early to be sure: first in 10 of 100 ")) is told


def test_a_danger_begins_with_its_kind() -> None:
    dangers = ["Refrigerant: R-454B can burn.", "Water in it"]
    found = answer(replace(create_advice(), safety=dangers))
    assert found.safety == (("Refrigerant:", "R-454B can burn."), ("", "Water in it"))


def test_the_pair_stands_on_the_scale_of_its_larger_bar() -> None:
    low = PairRow(label="Room needs", kind="heat", value=820.0, text="820")
    high = PairRow(label="Unit’s lowest", kind="unit", value=1640.0, text="about 1,640")
    bars = pair_bars(Pair(caption="On a 40 °F day", rows=(low, high)))
    assert bars is not None
    assert [bar.width for bar in bars.bars] == [50.0, 100.0]
    nothing = replace(low, value=0.0)
    none = pair_bars(Pair(caption="", rows=(nothing, nothing)))
    assert none is not None
    assert [bar.width for bar in none.bars] == [0.0, 0.0]
    assert pair_bars(None) is None
