"""The method page shows every constant that calculates, and names none that does not exist."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from advisor.engine import VERSION
from advisor.engine.constants import METHOD
from advisor.pages.about import method
from advisor.reference.data_files import DATA

CONSTANT = re.compile(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b")


def shown() -> dict[str, method.ConstantRow]:
    return {row.name: row for section in method.sections() for row in section.rows}


def test_every_constant_of_the_engine_is_shown_once() -> None:
    names = [row.name for section in method.sections() for row in section.rows]
    assert sorted(names) == sorted(METHOD)


def test_a_shown_number_is_the_one_that_calculates() -> None:
    rows = shown()
    assert rows["AIR_SENSIBLE"].value == "1.1"
    assert float(rows["FIELD_DERATE"].value) == METHOD["FIELD_DERATE"].value
    assert dict(rows["WALL_R"].cells)["poor"] == "4"


def test_every_name_in_a_formula_is_a_constant_below() -> None:
    named = {
        name
        for section in method.sections()
        for formula in section.formulas
        for name in CONSTANT.findall(f"{formula.text} {formula.says}")
    }
    assert named
    assert named <= set(METHOD)


def test_what_nobody_published_is_called_an_assumption() -> None:
    rows = shown()
    assert rows["PERIMETER_FACTOR"].assumption
    assert not rows["AIR_SENSIBLE"].assumption
    assert all(row.source for row in rows.values())


def test_rules_are_dated_and_begin_with_the_engines_version() -> None:
    version, day, words = method.RULES[0]
    assert version == VERSION
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", day)
    assert str(words)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["FIELD_DERATE", "our assumption", 'id="money"', VERSION])
def test_method_page_only_asks_for_the_version_of_the_ranking(
    client: Client, text: str, django_assert_num_queries: Any
) -> None:
    client.get("/method/")
    with django_assert_num_queries(1):
        page = client.get("/method/")
    assert page.status_code == 200
    assert text in page.content.decode()


@pytest.mark.django_db
def test_method_page_prints_what_was_measured(client: Client) -> None:
    measured = json.loads((DATA / "accuracy.json").read_text(encoding="utf-8"))
    alone = measured["rooms, place and size alone"]
    page = client.get("/method/").content.decode()
    assert min(alone["heating_bias"], alone["cooling_bias"]) > 0  # "too high by"
    for sentence in (
        f"the range holds {alone['heating_inside']:.0%} of the heating",
        f"too high by {alone['heating_bias']:.0%} and {alone['cooling_bias']:.0%}",
        (
            f"we differ by {measured['years, advised']['heat_error']:.0%}"
            f" and {measured['years, advised']['sensible_error']:.0%}"
        ),
        f"Without them we differ by {measured['years, advised on like terms']['heat_error']:.0%}",
    ):
        assert sentence in page


@pytest.mark.django_db
def test_method_page_says_it_in_words_first_and_folds_the_constants(client: Client) -> None:
    page = client.get("/method/").content.decode()
    assert page.index("Our range then holds") < page.index("Heat through walls")
    assert page.index("Heat through walls") < page.index("Q = Σ U × A × ΔT")
    assert page.count('<details class="figures">') == len(method.sections())
    assert "open" not in re.findall(r'<details class="figures"([^>]*)>', page)


@pytest.mark.django_db
def test_what_is_english_is_marked_as_english_on_a_spanish_page(client: Client) -> None:
    spanish = client.get("/method/?lang=es").content.decode()
    assert '<html lang="es">' in spanish
    assert spanish.count('<dl class="constants" lang="en">') == len(method.sections())
    assert spanish.count("está en inglés") == len(method.sections())
    assert '<summary lang="es">' in spanish
    assert "is in English" not in client.get("/method/").content.decode()
