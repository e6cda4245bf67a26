"""How a search text is read: as typed, by size and type, and with one letter different."""

import pytest

from advisor.listing import search as shelves
from advisor.listing.near_texts import one_apart
from advisor.listing.text_search import Reading, read_text
from tests.factories import create_heat_pump

pytestmark = pytest.mark.usefixtures("real_data")


def read(text: str, *, is_known: bool = False) -> Reading:
    reading = read_text(shelves.current(), text, is_known=is_known)
    assert reading is not None
    return reading


def slugs(reading: Reading) -> set[str]:
    cards = shelves.current().cards
    return {cards[row].slug for row in reading.rows.nonzero()[0]}


@pytest.mark.parametrize("typed", ["msz-fx06nl", "MSZ FX06 NL", "Mitsubishi FX06", "pwhp", "MAH09"])
def test_what_names_hold_is_found_as_typed(typed: str) -> None:
    reading = read(typed)
    assert slugs(reading)
    assert reading.is_as_typed


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("AWGP08WWA1", "awgp08w"),  # a certificate leaves places open
        ("GE AWGP12WWF", "awgp12w"),
        ("MUZ-FX06NLHZ outdoor unit", "msz-fx06nl-muz-fx06nlhz"),
        ("SENL/09CD", "senl-09cd-oy"),
        ("Gradient heat pump", "cchp11"),
    ],
)
def test_a_number_with_more_around_it_is_found(typed: str, slug: str) -> None:
    reading = read(typed)
    assert slug in slugs(reading)
    assert reading.is_as_typed


@pytest.mark.parametrize(
    ("typed", "words", "size", "kind"),
    [
        ("DuraStar 6k", ("DuraStar",), "6k", ""),
        ("DuraStar 6,000 BTU", ("DuraStar",), "6k", ""),
        ("Gree 12k", ("Gree",), "12k", ""),
        ("Midea window", ("Midea",), "", "window"),
        ("9000", (), "9k", ""),
    ],
)
def test_sizes_and_types_are_read_as_such(
    typed: str, words: tuple[str, ...], size: str, kind: str
) -> None:
    reading = read(typed)
    assert slugs(reading)
    assert (reading.words, reading.size, reading.kind) == (words, size, kind)
    assert not reading.misspelled


def test_a_size_keeps_to_its_band() -> None:
    here = shelves.current()
    low, high = shelves.SIZES["6k"]
    sizes = here.cooling_btu_h[read("DuraStar 6k").rows]
    assert ((sizes >= low) & (sizes < high)).all()


@pytest.mark.parametrize(
    ("typed", "words", "slug"),
    [
        ("MZS-FX06NL", ("MSZ-FX06NL",), "msz-fx06nl-muz-fx06nlhz"),
        ("MSZ-FS6NA", ("MSZ-FS06NA",), "msz-fs06na-muz-fs06nah"),
        ("CCPH11", ("CCHP11",), "cchp11"),
        ("Gradiant", ("Gradient",), "cchp11"),
    ],
)
def test_one_letter_different_is_found_and_said(
    typed: str, words: tuple[str, ...], slug: str
) -> None:
    reading = read(typed)
    assert slug in slugs(reading)
    assert (reading.words, reading.misspelled) == (words, True)


def test_what_is_known_to_be_something_else_is_no_misspelling() -> None:
    assert slugs(read("MSZ-FS6NA", is_known=True)) == set()


def test_two_letters_different_are_not_found() -> None:
    create_heat_pump(model_number="QZX-4711AB")
    assert slugs(read("QZX-4711AC"))
    assert not slugs(read("QZX-4712AC"))


@pytest.mark.parametrize("typed", ["", "  ", "–", "???"])
def test_a_text_without_letters_asks_for_nothing(typed: str) -> None:
    assert read_text(shelves.current(), typed) is None


def test_words_that_any_unit_could_bear_find_every_unit() -> None:
    assert read("heat pump").rows.all()


@pytest.mark.parametrize(
    ("typed", "known", "near"),
    [
        ("abcde", "abcde", True),
        ("abcd", "abcde", True),
        ("abxde", "abcde", True),
        ("abcdef", "abcde", True),
        ("bacde", "abcde", True),
        ("abced", "abcde", True),
        ("abc", "abcde", False),
        ("xbcdx", "abcde", False),
        ("cbade", "abcde", False),
    ],
)
def test_one_letter_is_wrong_missing_too_many_or_swapped(
    typed: str, known: str, near: bool
) -> None:
    assert one_apart(typed, known) is near
