"""No English inside a Spanish sentence: what the data files say has its translation."""

import csv
from pathlib import Path

import pytest
from django.utils import translation

from advisor.engine.money import PRICE_CLASSES
from advisor.reference.shipped_texts import SHIPPED, shipped_text

DATA = Path(__file__).resolve().parents[3] / "advisor" / "data"


def column(file: str, ending: str) -> set[str]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows
    return {row[name] for row in rows for name in row if name.endswith(ending) and row[name]}


def shown() -> set[str]:
    """Every text of the files that a sentence holds; a grid is named, not described."""
    states = {text for text in column("states.csv", "_source") if "eGRID" not in text}
    classes = {each.source for each in PRICE_CLASSES.values()}
    return (
        column("installation.csv", "source")
        | column("incentives.csv", "requirements")
        | column("incentives.csv", "income_rule")
        | states
        | classes
    )


def test_the_list_holds_what_the_files_say_and_nothing_else() -> None:
    assert shown() == SHIPPED


@pytest.mark.parametrize("text", sorted(SHIPPED))
def test_a_text_of_the_files_is_said_in_spanish(text: str) -> None:
    with translation.override("es"):
        assert shipped_text(text) != text
    with translation.override("en"):
        assert shipped_text(text) == text


def test_an_editors_own_source_stays_as_it_was_written() -> None:
    with translation.override("es"):
        assert shipped_text("Jane, on the phone") == "Jane, on the phone"
        assert shipped_text("") == ""
