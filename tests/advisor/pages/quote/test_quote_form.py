"""What is copied from a quote, as the address brings it."""

from decimal import Decimal

import pytest
from django.http import QueryDict

from advisor.pages.quote.quote_form import FIELD_OF, MOST_USD, read_quote


def test_a_quote_is_read_as_installers_write_it() -> None:
    read = read_quote(
        QueryDict(
            "quote_model= MSZ-FS09NA  /  MUZ-FS09NAH &quote_btu=0.75 ton&quote_total=$4,250.00"
            "&quote_labour=1500&quote_permit=0"
        )
    )
    assert read.errors == {}
    assert read.model == "MSZ-FS09NA / MUZ-FS09NAH"
    assert read.size_btu_h == 9000
    assert read.total == Decimal(4250)
    assert read.lines == {"labour": 1500, "permit": 0}


def test_nothing_is_nothing() -> None:
    read = read_quote(QueryDict("zip=02130&quote_total=&quote_labour=%20%20&quote_x=5"))
    assert not read.is_given
    assert (read.lines, read.errors, read.total) == ({}, {}, None)


@pytest.mark.parametrize(
    "text",
    ["abc", "-5", "1e3", "nan", "inf", "1_000", "0x10", "1,00", "12.345", "٣٠٠", "²", "1 200"],
)
def test_an_amount_that_is_none_is_told_by_its_field(text: str) -> None:
    query = QueryDict(mutable=True)
    query["quote_permit"] = text
    read = read_quote(query)
    assert read.lines == {}
    assert read.errors == {"quote_permit": "Permit: write the amount in dollars, in digits only."}
    assert read.typed["quote_permit"] == text


@pytest.mark.parametrize("text", ["100001", "999999999", "49"])
def test_an_amount_beyond_any_room_says_what_is_accepted(text: str) -> None:
    read = read_quote(QueryDict(f"quote_total={text}"))
    assert read.total is None
    assert read.errors["quote_total"] == (
        f"Total of the quote can be from $50 to ${MOST_USD:,} for one room."
    )


def test_a_size_that_is_none_and_a_model_without_letters_are_told() -> None:
    read = read_quote(QueryDict("quote_btu=nan&quote_model=%F0%9F%94%A5"))
    assert read.size_btu_h is None
    assert set(read.errors) == {"quote_btu", "quote_model"}
    assert read.model == ""


def test_every_cost_line_has_a_field_and_a_long_text_is_cut() -> None:
    read = read_quote(QueryDict("&".join(f"{name}=1" for name in FIELD_OF.values())))
    assert set(read.lines) == set(FIELD_OF)
    cut = read_quote(QueryDict("quote_labour=" + "9" * 5_000)).typed["quote_labour"]
    assert len(cut) == 40
