"""Whose word a figure is, apart from where its copy was read."""

import csv
from pathlib import Path

import pytest
from django.utils import translation

from advisor.formatting.source_names import COPY, source_name

DATA = Path(__file__).resolve().parents[3] / "catalog" / "data"


def texts(file: str, column: str) -> set[str]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return {row[column] for row in csv.DictReader(lines)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bosch sheet x.pdf (as quoted in github.com/a/b)", "Bosch sheet x.pdf"),
        (
            "NEEP list, workbook of 2018, sheet “A” (github.com/a/b, general/neep.xlsx)",
            "NEEP list, workbook of 2018, sheet “A”",
        ),
        ("EPA list copied in github.com/a/b lg.ts joined to x.json (83eb, 2026)", "EPA list"),
        ("whynter.com page facts audited in public repository", "whynter.com page facts"),
        (
            "Public repository text (batch 2, 2026) citing LG installation manual",
            "LG installation manual",
        ),
        ("https://github.com/a/b/issues/1 (owner)", "An owner’s report"),
        (
            "github.com/a/b, x.json (NEEP API record; manufacturer-reported)",
            "NEEP record, as reported by the manufacturer",
        ),
        (
            "Public repository text (x/y.py: hand transcription of documents)",
            "Hand transcription of documents",
        ),
    ],
)
def test_the_name_is_that_of_who_says_it_and_the_path_is_kept(text: str, name: str) -> None:
    found = source_name(text)
    assert found.name == name
    assert found.path == text


def test_a_source_without_a_copy_is_shown_as_it_is() -> None:
    assert source_name("The manual of 2024").name == "The manual of 2024"
    assert source_name("The manual of 2024").path == ""


def test_no_source_of_the_catalog_is_shown_as_the_address_of_a_copy() -> None:
    shown = {
        text: source_name(text).name
        for text in texts("sources.csv", "locator") | texts("prices.csv", "retailer")
    }
    assert [text for text in shown if COPY.search(text)]
    assert not [name for name in shown.values() if not name or COPY.search(name)]


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Store not identified (list of prices of September 25, 2026)"),
        ("es", "Tienda no identificada (lista de precios del 25 de septiembre de 2026)"),
    ],
)
def test_a_price_of_nobody_knows_whom_says_so_in_the_language(language: str, name: str) -> None:
    with translation.override(language):
        found = source_name("retailer not identified (price digest of 2026-09-25)")
    assert (found.name, found.path) == (name, "")
