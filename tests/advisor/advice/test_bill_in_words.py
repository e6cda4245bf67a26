import re
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from advisor.advice import advise
from advisor.advice.contract import Advice
from advisor.advice.contract_json import as_json
from advisor.questions.answer_form import errors_for_cli, read_text

pytestmark = pytest.mark.usefixtures("real_data")

ROOM = "zip=02130&space=bedroom&area=150&heating_now=gas"
BILL = f"{ROOM}&home_area=1800&bill_therms=800"


def advice_of(query: str) -> Advice:
    form = read_text(query)
    assert form.answers is not None, form.errors
    return advise(form.answers)


def test_both_numbers_are_said_and_the_range_is_narrower() -> None:
    without, with_bill = advice_of(ROOM), advice_of(BILL)
    assert without.load.bill is None
    assert without.load.bill_note is None
    assert with_bill.load.bill is not None
    implied = with_bill.load.bill.implied_heating_btu_h
    before, after = without.load.heating_btu_h, with_bill.load.heating_btu_h
    assert before.likely < after.likely < implied
    assert after.high / after.low < before.high / before.low
    note = (with_bill.load.bill_note or "").replace("\xa0", " ")
    assert re.search(r"needs about [\d,]+ BTU/h of heat .* by your answers, [\d,]+ BTU/h", note)
    assert "both together" in note


def test_the_contract_has_the_bill() -> None:
    assert as_json(advice_of(ROOM))["load"]["bill"] is None
    told = as_json(advice_of(BILL))["load"]["bill"]
    assert told["field"] is None
    assert told["implied_heating_btu_h"] > 0
    assert set(told) == {"implied_heating_btu_h", "field"}


def test_a_contradiction_names_the_likeliest_answer() -> None:
    advice = advice_of(
        f"{ROOM}&home_area=1800&bill_therms=1300&insulation=good&drafts=average"
        "&glass=double&windows=average"
    )
    assert advice.load.bill is not None
    assert advice.load.bill.field == "insulation"
    said = next(s for s in advice.warnings if "do not fit" in s)
    assert "Check the answer on insulation first: with “" in said
    assert "so we go on with your answers" in (advice.load.bill_note or "")


def test_an_impossible_bill_is_suspected_itself() -> None:
    advice = advice_of(f"{ROOM}&home_area=1800&bill_therms=6000")
    assert advice.load.bill is not None
    assert advice.load.bill.field == "bill_therms"
    assert any("check the bill first" in sentence for sentence in advice.warnings)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (f"{ROOM}&bill_therms=800", "we need the floor area of the whole home"),
        (f"{ROOM}&home_area=1800&bill_kwh=9000", "does not say how the home is heated"),
        (
            BILL.replace("02130", "33139"),
            "Your winters are too mild for a bill",
        ),
        (f"{BILL}&heating_load=4000", "the load that you bring"),
    ],
)
def test_a_bill_that_cannot_count_says_why(query: str, said: str) -> None:
    advice = advice_of(query)
    assert said in (advice.load.bill_note or "")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("bill_therms=1", "Gas last winter can be from 5 to 6000 therms"),
        ("bill_kwh=99999", "Electricity last winter can be from 100 to 60000 kWh"),
        ("bill_gallons=lots", "Fuel last winter must be a plain number"),
        ("home_area=20", "Floor area of the home can be from 200 to 10000 sq ft"),
    ],
)
def test_an_implausible_bill_is_refused_by_its_field(bad: str, said: str) -> None:
    lines = errors_for_cli(read_text(f"{ROOM}&{bad}"))
    assert len(lines) == 1
    assert said in lines[0].replace("\xa0", " ")
    assert lines[0].startswith(bad.split("=", maxsplit=1)[0])


def test_the_homes_area_is_metric_where_the_address_is() -> None:
    form = read_text(f"{BILL.replace('150', '14').replace('1800', '167')}&units=metric")
    assert form.values["home_area"] == pytest.approx(1797.6, abs=0.1)


@pytest.mark.parametrize("view", ["/advice/check/", "/advice/results/room/"])
def test_pages_show_both_numbers(client: Client, view: str) -> None:
    page = client.get(f"{view}?{BILL}").content.decode()
    assert "By your home’s bill, this room needs about" in page


def test_the_money_step_asks_for_the_bill_of_what_heats(client: Client) -> None:
    def asked(fuel: str) -> set[str]:
        query = f"{ROOM.replace('gas', fuel)}&edit=money"
        page = client.get(f"/advice/?{query}").content.decode()
        return set(re.findall(r'name="(bill_[a-z]+|home_area)"', page))

    assert asked("gas") == {"bill_therms", "home_area"}
    assert asked("electric") == {"bill_kwh", "home_area"}
    assert asked("oil") == {"bill_gallons", "home_area"}
    assert asked("none") == set()


def test_the_work_on_a_leaky_room_is_not_undone_by_the_bill() -> None:
    leaky: Any = advice_of(
        "zip=55401&space=addition&area=300&exterior_walls=3&insulation=poor&drafts=drafty"
        "&glass=single&heating_now=gas&tenure=own&home_area=1500&bill_therms=1500"
    )
    assert leaky.load.bill is not None
    assert leaky.outcome in {"improve_first", "keep", "recommend"}
    work = [s for s in leaky.warnings if "Work on the room first" in s]
    for sentence in work:
        after, before = (
            int(n.replace(",", "")) for n in re.findall(r"([\d,]+)\xa0BTU/h", sentence)[:2]
        )
        assert after < 0.85 * before


def test_the_sentences_are_spanish_too() -> None:
    with translation.override("es"):
        note = advice_of(BILL).load.bill_note or ""
    assert "factura" in note
