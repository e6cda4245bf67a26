"""What of a pair a text names: both halves, one, one beside an unknown number, or two strangers."""

import pytest

from advisor.listing import search as shelves
from advisor.listing.pair_numbers import NamedUnits, named_units

pytestmark = pytest.mark.usefixtures("real_data")

FS06 = {"msz-fs06na-muz-fs06nah"}


def read(text: str) -> tuple[set[str], NamedUnits]:
    here = shelves.current()
    found = named_units(here, text)
    return {here.cards[row].slug for row in found.rows}, found


@pytest.mark.parametrize(
    "typed",
    [
        "MSZ-FS06NA / MUZ-FS06NAH",
        "MSZ-FS06NA/MUZ-FS06NAH",
        "MUZ-FS06NAH + MSZ-FS06NA",
        "MSZ-FS06NA, MUZ-FS06NAH",
        "msz-fs06na and muz-fs06nah",
        "msz fs 06 na muz fs 06 nah",
        "Mitsubishi MSZ-FS06NA / MUZ-FS06NAH 6k 208/230V R410A SEER2 9000BTU",
    ],
)
def test_a_pair_is_read_however_it_is_typed(typed: str) -> None:
    slugs, found = read(typed)
    assert (slugs, found.named, found.unknown) == (FS06, "pair", ())


@pytest.mark.parametrize(
    ("typed", "named", "slugs"),
    [
        ("MUZ-FS06NAH", "outdoor", FS06),
        ("AOUH18KNAS1", "outdoor", {"aouh18knas1"}),  # the record has no indoor unit
        ("ACIQ-06W-HH-MC", "indoor", {"aciq-06zpl-hp230b-aciq-06w-hh-mc"}),  # named second
        ("BMS500-AAS009-1CSXHC", "one", {"bms500-aas009-1csxhc"}),  # halves unknown
        ("LS090HSV4", "pair", {"ls090hsv4"}),  # the number of the system
        ("GE AWGP08WWA1", "pair", {"awgp08w"}),  # a window unit has no halves
        ("Carrier 40MAQB09BAA3 / 38MAQB09RAA3", "pair", {"carrier-40maqb09b-3-38maqb09r-3"}),
        ("619PEQ009BBMA/38MAQB09RAA3", "pair", {"40maqb09b-3-38maqb09r-3"}),
    ],
)
def test_one_half_is_told_from_a_whole(typed: str, named: str, slugs: set[str]) -> None:
    found_slugs, found = read(typed)
    assert (found_slugs, found.named) == (slugs, named)


@pytest.mark.parametrize(
    ("typed", "unknown"),
    [
        ("AHU-X9 / AOU9RLFFH", ("AHU-X9",)),
        ("AOU9RLFFH with AHU-X9", ("AHU-X9",)),
        ("MSZ-FS06NA / MUZ-FS06NAB", ("MUZ-FS06NAB",)),
        ("MSZ-FS06NA / MUZ-FS06NAH / AHU-X9", ("AHU-X9",)),
    ],
)
def test_a_number_that_no_unit_bears_is_named(typed: str, unknown: tuple[str, ...]) -> None:
    assert read(typed)[1].unknown == unknown


def test_halves_of_two_systems_are_apart_as_typed() -> None:
    slugs, found = read("msz-gl09na / MUZ-FS06NAH")
    assert found.named == "apart"
    assert found.known == ("msz-gl09na", "MUZ-FS06NAH")
    assert slugs == {"msz-gl09na-muz-gl09na", *FS06}


def test_every_pair_of_the_catalog_names_itself_and_no_half_does() -> None:
    here = shelves.current()
    pairs = [(row, card) for row, card in enumerate(here.cards) if card.indoor and card.outdoor]
    assert pairs
    for row, card in pairs:
        both = named_units(here, f"{card.outdoor}+{card.indoor}".lower())
        assert both.named == "pair", card
        assert row in both.rows, card
        assert named_units(here, card.outdoor).named == "outdoor", card
        assert named_units(here, card.indoor).named == "indoor", card


@pytest.mark.parametrize("typed", ["", "heat pump", "12k 230V", "–/–"])
def test_what_is_no_number_names_nothing(typed: str) -> None:
    assert read(typed)[1] == NamedUnits(named="", rows=(), known=(), unknown=())
