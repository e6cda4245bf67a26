"""The description says what there is: every question, every key of the contract, and its values."""

from dataclasses import fields
from typing import Any

import pytest
from django.test import Client

from advisor.advice import contract
from advisor.advice.contract_json import CONTRACT_EXTRAS
from advisor.engine.answers import BOUNDS, CHOICES, MULTIPLE_CHOICES
from advisor.pages.api import contract_words
from advisor.pages.api.contract_schema import schemas_of
from advisor.questions.definitions import QUESTIONS

pytestmark = pytest.mark.usefixtures("real_data")

ROOMS = (
    "zip=02130&space=bedroom&area=120",
    "zip=33101&space=bedroom&area=100&goal=cooling&use=occasional&type=window",
    "zip=99701&space=garage&area=400&heating_now=gas&bill_kwh=9000&bill_therms=400&stock=any",
    "zip=02130&space=porch&area=20&outdoor_unit=no&wall_hole=no&window_type=none&type=mini_split",
)


def described(client: Client) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/api/openapi.json").json()
    return answer


def breaches(value: Any, schema: dict[str, Any], known: dict[str, Any], at: str) -> list[str]:
    """Where ``value`` is not as ``schema`` says; of JSON Schema, what our description uses."""
    if "$ref" in schema:
        return breaches(value, known[schema["$ref"].rpartition("/")[2]], known, at)
    if "oneOf" in schema:
        tried = [breaches(value, each, known, at) for each in schema["oneOf"]]
        return [] if [] in tried else tried[0]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{at}: {value!r}"]
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(_is(value, name) for name in names):
        return [f"{at}: {value!r} is not {names}"]
    found: list[str] = []
    if isinstance(value, list):
        for number, each in enumerate(value):
            found += breaches(each, schema["items"], known, f"{at}[{number}]")
    elif isinstance(value, dict):
        properties = schema.get("properties", {})
        found += [
            f"{at}.{key} is missing" for key in schema.get("required", ()) if key not in value
        ]
        for key, each in value.items():
            inner = properties.get(key) or schema.get("additionalProperties")
            found += (
                breaches(each, inner, known, f"{at}.{key}") if inner else [f"{at}.{key} is new"]
            )
    return found


def _is(value: Any, name: str) -> bool:
    kinds: dict[str, Any] = {
        "object": dict,
        "array": list,
        "string": str,
        "boolean": bool,
        "null": type(None),
        "integer": int,
        "number": (int, float),
    }
    return isinstance(value, kinds[name]) and (name == "boolean" or not isinstance(value, bool))


@pytest.mark.parametrize("query", ROOMS)
def test_advice_is_as_its_description_says(client: Client, query: str) -> None:
    schemas = described(client)["components"]["schemas"]
    answer = client.get(f"/api/advice?{query}").json()
    assert breaches(answer, schemas["Advice"], schemas, "advice") == []
    answer["picks"] = "none"
    assert breaches(answer, schemas["Advice"], schemas, "advice") != []


def test_catalog_and_faults_are_as_their_descriptions_say(client: Client) -> None:
    schemas = described(client)["components"]["schemas"]
    units = client.get("/api/heat-pumps").json()
    assert breaches(units, schemas["UnitList"], schemas, "units") == []
    wrong = client.get("/api/advice").json()
    assert breaches(wrong, schemas["Faults"], schemas, "faults") == []


def test_every_question_is_a_parameter_with_its_bounds_and_choices(client: Client) -> None:
    paths = described(client)["paths"]
    told = {each["name"]: each for each in paths["/api/advice"]["get"]["parameters"]}
    assert set(told) == {*QUESTIONS, "units", "lang"}
    for name, (low, high) in BOUNDS.items():
        schema = told[name]["schema"]
        schema = schema.get("anyOf", [schema])[0]
        assert (schema["minimum"], schema["maximum"]) == (low, high)
    for name, choices in CHOICES.items():
        assert told[name]["schema"]["enum"][: len(choices)] == list(choices)
    for name, choices in MULTIPLE_CHOICES.items():
        several, blank = told[name]["schema"]["anyOf"]
        assert several["items"]["enum"] == list(choices)
        assert blank == {"const": [""]}
    assert all(each["description"] for each in told.values())


def test_every_key_of_the_contract_is_described_and_no_other() -> None:
    schemas = schemas_of(contract.Advice)
    keys = {
        f"{name}.{key}" for name, schema in schemas.items() for key in schema["properties"]
    } | set(schemas)
    beyond = {"Listed", "UnitList", "Faults", "Fault"}
    said = {key for key in contract_words.SAYS if key.partition(".")[0] not in beyond}
    assert said == keys
    assert set(contract_words.VALUES) <= keys
    for record, extras in CONTRACT_EXTRAS.items():
        assert extras <= {each.name for each in fields(record)}
        assert not extras & set(schemas[record.__name__]["properties"])
