"""The public answer: the contract's JSON for every origin, and what is wrong in words."""

import json
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from advisor.questions.definitions import QUESTIONS
from tests.factories import create_heat_pump

pytestmark = pytest.mark.usefixtures("real_data")

ROOM = "zip=02130&space=bedroom&area=120"


def asked(client: Client, query: str = ROOM, *, path: str = "advice", **headers: str) -> Any:
    return client.get(f"/api/{path}?{query}", headers=headers)


def faults(answer: Any) -> dict[str | None, str]:
    return {each["field"]: each["says"] for each in answer.json()["errors"]}


def test_advice_is_what_the_command_prints(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    query = f"{ROOM}&tenure=rent&priorities=quiet,cold&lang=es"
    answer = asked(client, query)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    capsys.readouterr()
    call_command("advise", query, "--json")
    assert answer.json() == json.loads(capsys.readouterr().out)


def test_every_origin_may_ask_and_nobody_gets_a_cookie(client: Client) -> None:
    for path in ("advice", "heat-pumps", "openapi.json", "tool.json", "nothing-here"):
        answer = asked(client, path=path)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies
        assert "Set-Cookie" not in answer
    asks_first = client.options("/api/advice")
    assert (asks_first.status_code, asks_first["Access-Control-Allow-Headers"]) == (
        *(204, "If-None-Match"),
    )


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    for path in ("advice", "heat-pumps", "openapi.json"):
        tag = asked(client, path=path)["ETag"]
        again = asked(client, path=path, if_none_match=tag)
        assert (again.status_code, again.content) == (304, b"")
    before = asked(client, path="heat-pumps")["ETag"]
    create_heat_pump()
    assert asked(client, path="heat-pumps", if_none_match=before).status_code == 200


@pytest.mark.parametrize(
    ("query", "status", "fields"),
    [
        ("", 400, {"zip", "space", "area"}),
        ("zip=02130&space=castle&area=2", 400, {"space", "area"}),
        ("zip=00000&space=bedroom&area=120", 404, {"zip"}),
        (f"{ROOM}&zip=02131", 400, {"zip"}),
        (f"{ROOM}&priorities=quiet,quiet", 400, {"priorities"}),
        (f"{ROOM}&ceiling=%20", 400, {"ceiling"}),
        (f"{ROOM}&heating_efficiency=400.0000000000001", 400, {"heating_efficiency"}),
        (f"{ROOM}&watts=1e99", 400, {"watts"}),
        (f"{ROOM}&lang=xx", 400, {"lang"}),
        (f"{ROOM}&units=metric", 400, {"units"}),
        (f"{ROOM}&priorities=quiet,loud&ceiling=x", 400, {"priorities", "ceiling"}),
        (f"{ROOM}&from={'x' * 5000}", 400, {None}),
    ],
)
def test_what_is_wrong_has_one_entry_for_each_parameter(
    client: Client, query: str, status: int, fields: set[str | None]
) -> None:
    answer = asked(client, query)
    assert (answer.status_code, set(faults(answer))) == (status, fields)
    assert all(says.endswith((".", "!")) or ":" in says for says in faults(answer).values())


@pytest.mark.parametrize("path", [f"/api/advice?{ROOM}&", "/api/heat-pumps?"])
def test_a_blank_list_asks_for_none_and_a_blank_in_a_list_is_refused(
    client: Client, path: str
) -> None:
    assert client.get(f"{path}type=").status_code == 200
    for blank in (",mini_split", "mini_split,"):
        response = client.get(f"{path}type={blank}")
        assert response.status_code == 400
        assert response.json()["errors"] == [
            {"field": "type", "says": "A value is missing beside a comma."}
        ]


def test_faults_are_told_in_the_asked_language(client: Client) -> None:
    said = faults(asked(client, "zip=02130&space=bedroom&area=2&lang=es"))
    assert said["area"].startswith("Superficie: puede ir de 20")


def test_numbers_are_read_as_programs_write_them(client: Client) -> None:
    plain = asked(client, f"{ROOM}&ach=0.5&watts=0").json()
    assert asked(client, f"{ROOM}&ach=5e-01&watts=1.2e-300").json() == plain
    assert asked(client, f"{ROOM}&ach=0.50000000000000001&watts=0.0").json() == plain


def test_methods_that_change_something_are_refused_in_words(client: Client) -> None:
    for method in (client.post, client.put, client.delete, client.patch):
        answer = method("/api/advice")
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert faults(answer)[None].startswith("Only GET")
    assert client.head(f"/api/advice?{ROOM}").content == b""


def test_address_that_is_nothing_is_said_in_json(client: Client) -> None:
    answer = asked(client, path="advise")
    assert (answer.status_code, faults(answer)) == (
        *(404, {None: "There is nothing at this address."}),
    )


def test_catalog_comes_in_the_order_and_with_the_filters_of_the_page(client: Client) -> None:
    found = asked(client, "type=window&sort=quiet", path="heat-pumps").json()
    assert found["count"] > 0
    assert {each["type"] for each in found["units"]} == {"window"}
    page = client.get("/heat-pumps/?type=window&sort=quiet").context["page"]
    listed = [line.address for group in page.groups for line in group.units]
    assert [each["url"].partition("/heat-pumps/")[2] for each in found["units"][:5]] == [
        address.partition("?")[0].partition("/heat-pumps/")[2] for address in listed[:5]
    ]


def test_pages_of_the_catalog_lead_through_all_of_it(client: Client) -> None:
    seen: list[str] = []
    path = "/api/heat-pumps"
    while path:
        found = client.get(path).json()
        seen += [each["slug"] for each in found["units"]]
        path = (found["next"] or "").partition("/api/")[2]
        path = f"/api/{path}" if path else ""
    assert len(seen) == len(set(seen)) == found["count"]
    beyond = asked(client, f"page={found['pages'] + 1}", path="heat-pumps")
    assert (beyond.status_code, set(faults(beyond))) == (404, {"page"})


@pytest.mark.parametrize(
    "query",
    ["brand=nobody", "size=7k", "type=boiler", "page=0", "page=x", "sort=best", "q=" + "x" * 200],
)
def test_filter_that_there_is_not_is_refused(client: Client, query: str) -> None:
    answer = asked(client, query, path="heat-pumps")
    assert (answer.status_code, set(faults(answer))) == (400, {query.partition("=")[0]})


def test_page_about_it_has_examples_that_run(client: Client) -> None:
    page = client.get("/api/")
    assert page.status_code == 200
    statuses = {client.get(path).status_code for _words, path, _whole in page.context["examples"]}
    assert statuses == {200, 400}
    assert client.get("/api/?lang=es").status_code == 200


def test_tool_asks_what_the_questions_ask(client: Client) -> None:
    told = asked(client, path="tool.json").json()
    assert told["input_schema"]["required"] == ["zip", "space", "area"]
    assert set(QUESTIONS) <= set(told["input_schema"]["properties"])
