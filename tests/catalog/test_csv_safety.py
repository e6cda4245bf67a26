import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.csv_safety import guarded, unguarded

RISKY = st.tuples(
    st.text(" \t\r\n\u00a0\u200b\ufeff", max_size=3), st.sampled_from("=+-@|"), st.text()
).map("".join)


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1+1", "-2+A1", "@SUM(A1)", "|x", " =1+1", "\t=1", "\r=1", "\nplain"),
        *("\ufeff=1", "'quoted", "+1", "＝1+1"),  # a full-width sign
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe_and_comes_back(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "MSZ-FS06NA", "-13", "-13.5", "12", "a=b", "7 o'clock"])
def test_what_no_spreadsheet_runs_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


def test_an_apostrophe_typed_by_hand_stays() -> None:
    assert unguarded("'n Sync") == "'n Sync"


@given(st.text() | RISKY)
def test_guard_comes_off_again_without_a_loss(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text) in {text, f"'{text}"}


@given(RISKY)
def test_no_formula_passes(text: str) -> None:
    number = text.removeprefix("-").replace(".", "", 1)
    assert guarded(text).startswith("'") or (number.isascii() and number.isdigit())


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))))
def test_a_written_table_reads_back_as_it_was(cells: list[str]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerow([*map(guarded, cells), "end"])
    [row] = csv.reader(io.StringIO(file.getvalue(), newline=""))
    assert [*map(unguarded, row)] == [*cells, "end"]
