"""The parts behind the answer: on touch, and as pages."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.html import escape

from advisor.advice.contract import Baseline, Owning
from advisor.pages.results.parts import PARTS, has_part, part_links
from advisor.pages.results.without import without_a_unit
from tests.advisor.advice.sample_advice import create_advice

ROOM = "zip=02130&space=bedroom&area=120&heating_now=electric"


def test_a_part_that_was_open_stands_open() -> None:
    links = part_links({"zip": "02130"}, create_advice(), {"money"})
    assert [link.key for link in links if link.is_open] == ["money"]
    assert [link.key for link in links] == [key for key in PARTS if key != "keep"]
    assert links[1].address == "/advice/results/money/?zip=02130"


def test_without_a_unit_there_is_no_money_and_no_cold() -> None:
    advice = create_advice(picks=[], outcome="refuse")
    assert [key for key in PARTS if has_part(key, advice)] == ["why", "room", "left_out", "keep"]


@pytest.mark.parametrize("key", PARTS)
@pytest.mark.usefixtures("real_data")
def test_each_part_is_a_page_and_a_fold(client: Client, key: str) -> None:
    address = f"/advice/results/{key}/?{ROOM}"
    page = client.get(address)
    assert page.status_code == 200
    assert "HX-Target" in page["Vary"]
    assert f'id="part-{key}"' in page.text
    fold = client.get(address, headers={"HX-Request": "true", "HX-Target": f"part-{key}"})
    assert "<html" not in fold.text
    assert fold.text.strip()
    assert fold.text.strip()[:200] in page.text


@pytest.mark.usefixtures("real_data")
def test_the_answer_carries_nothing_that_it_folds(client: Client) -> None:
    closed = client.get(f"/advice/results/?{ROOM}").text
    opened = client.get(f"/advice/results/?{ROOM}&open=money,room").text
    for only_open in ('class="prices"', 'id="room-form"', 'class="owned"'):
        assert only_open not in closed
        assert only_open in opened
    assert 'data-hx-get="/advice/results/money/' in closed
    assert 'data-hx-get="/advice/results/money/' not in opened


@pytest.mark.usefixtures("real_data")
def test_the_reasons_say_what_a_priority_did(client: Client) -> None:
    page = client.get(f"/advice/results/why/?{ROOM}&priorities=quiet")
    assert page.context["page"].advice.priority_note
    assert escape(page.context["page"].advice.priority_note) in page.text


@pytest.mark.usefixtures("real_data")
def test_a_part_that_nobody_knows_is_not_found(client: Client) -> None:
    assert client.get(f"/advice/results/secrets/?{ROOM}").status_code == 404
    assert client.get("/advice/results/money/?zip=02130").status_code == 200  # asks what is missing


@pytest.mark.usefixtures("real_data")
def test_a_part_that_has_nothing_to_say_leads_to_the_answer(client: Client) -> None:
    porch = "zip=99701&space=porch&area=160"
    response = client.get(f"/advice/results/money/?{porch}")
    assert (response.status_code, response["Location"]) == (302, f"/advice/results/?{porch}")


def test_what_to_do_instead_is_told_where_nothing_is_to_be_bought() -> None:
    course = Baseline(
        annual_usd=Decimal(85),
        ownership_usd=Decimal(1020),
        label="Doing little",
        note="The room stays warm.",
        upfront_usd=Decimal(200),
        owning=Owning(years=15, parts={}, total=Decimal(1020)),
    )
    advice = replace(create_advice(outcome="keep"), little=course)
    (line,) = [each for each in without_a_unit(advice) if each.label == "Doing little"]
    assert line.sums == "$200 to buy, then $85 a year; $1,020 over 15 years"
    assert without_a_unit(replace(advice, outcome="recommend")) == ()
    unknown = Baseline(annual_usd=None, ownership_usd=None)
    assert without_a_unit(replace(advice, nothing=unknown, little=None)) == ()


@pytest.mark.usefixtures("real_data")
def test_without_a_unit_each_way_in_is_a_link_to_its_answer(client: Client) -> None:
    cold = "zip=99701&space=bedroom&area=120"
    page = client.get(f"/advice/results/room/?{cold}").text
    for change in ("heating_now=electric", "goal=cooling", "insulation=good"):
        assert re.search(rf'<a href="/advice/results/\?[^"]*{change}', page), change
    assert "What would change this answer" not in page
    assert "/advice/request/" not in page
    shut = "zip=33101&space=bedroom&area=150&tenure=rent&window_type=none"
    assert f"/advice/request/?{escape(shut)}" in client.get(f"/advice/results/room/?{shut}").text


@pytest.mark.usefixtures("real_data")
def test_how_sure_we_are_is_a_head_only_over_what_says_it(client: Client) -> None:
    assert "How sure we are" in client.get(f"/advice/results/?{ROOM}").text
    nothing = client.get("/advice/results/?zip=99701&space=bedroom&area=120").text
    assert "How sure we are" not in nothing
    assert nothing.count("One answer would help most") == 1


@pytest.mark.usefixtures("real_data")
def test_the_sentences_of_the_money_part_do_not_run_into_each_other(client: Client) -> None:
    page = client.get(f"/advice/results/money/?{ROOM}").text
    saving = re.search(r'(?s)<p class="saving.*?</p>', page)
    assert saving
    assert "Cooling is an added cost" in saving[0]
    assert not re.search(r"[.)][A-Z]", saving[0])


@pytest.mark.usefixtures("real_data")
def test_an_address_names_open_parts_once_and_in_their_order(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Target": "page"}
    asked = f"/advice/results/?{ROOM}&open=room,nonsense,money,room,%3Cb%3E"
    pushed = client.get(asked, headers=headers)["HX-Push-Url"]
    assert pushed.endswith("&open=money,room")
    again = {**headers, "HX-Current-URL": f"http://testserver{pushed}#money"}
    assert client.get(asked, headers=again)["HX-Push-Url"] == "false"
    assert (
        "open="
        not in client.get(f"/advice/results/?{ROOM}&open=keep", headers=headers)["HX-Push-Url"]
    )
