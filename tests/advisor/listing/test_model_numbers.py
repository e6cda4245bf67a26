"""Model numbers of many brands, however they are typed; and what is never guessed."""

import pytest

from advisor.listing import search as shelves
from advisor.listing.model_numbers import NEAREST, Decoded, decode
from tests.factories import create_brand, create_heat_pump

pytestmark = pytest.mark.usefixtures("real_data")


def read(text: str) -> tuple[set[str], Decoded]:
    here = shelves.current()
    found = decode(here, text)
    return {here.cards[match.row].slug for match in found.matches}, found


@pytest.mark.parametrize(
    ("typed", "slugs", "half"),
    [
        ("MUZ-FS06NA", {"msz-fs06na-muz-fs06na"}, "outdoor"),
        ("muz fs 06 na", {"msz-fs06na-muz-fs06na"}, "outdoor"),
        ("MSZFS06NA", {"msz-fs06na-muz-fs06na", "msz-fs06na-muz-fs06nah"}, "indoor"),
        ("MSZ-FS06NA/MUZ-FS06NAH", {"msz-fs06na-muz-fs06nah"}, "both"),
        ("Model no. MUZ-FS06NAH 208/230V", {"msz-fs06na-muz-fs06nah"}, "outdoor"),
        ("LS090HSV4", {"ls090hsv4"}, "both"),
        ("ls-090-hsv4", {"ls090hsv4"}, "both"),
        ("AOU9RLFW1", {"asu9rlf1-aou9rlfw1"}, "outdoor"),
        ("AWGP08WWA", {"awgp08w"}, "both"),
        ("GE AWGP08WWA1", {"awgp08w"}, "both"),
        ("awgp08wwf", {"awgp08w"}, "both"),
        (
            "38MAQB09RAA3",  # with the indoor unit of Bryant, and with Carrier's
            {"40maqb09b-3-38maqb09r-3", "carrier-40maqb09b-3-38maqb09r-3"},
            "outdoor",
        ),
        ("619PEQ009BBMA", {"40maqb09b-3-38maqb09r-3"}, "indoor"),
        ("GWH09UC-D3DNA4C/O", {"gwh09uc-d3dn-i-gwh09uc-d3dna4c-o"}, "outdoor"),
        ("map14hs1tbl", {"map14hs1tbl"}, "both"),
        ("CCHP11", {"cchp11"}, "both"),
        ("AOUH18KNAS1", {"aouh18knas1"}, "outdoor"),  # recorded alone
        ("SCC-0609-HH-M", {"aciq-06zpl-hp230b-scc-0609-hh-m"}, "indoor"),  # named second
    ],
)
def test_a_number_of_the_catalog_is_read(typed: str, slugs: set[str], half: str) -> None:
    known, found = read(typed)
    assert known == slugs
    assert {match.half for match in found.matches} == {half}
    assert found.near == ()


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("MAP14S1TBL", "map14hs1tbl"),  # one letter: cooling only
        ("LS090HV4", "ls090hsv4"),  # as the article had it
        ("MSZ-FS06NA-U1", "msz-fs06na-muz-fs06na"),
        ("AWGPO8WWA", None),
        ("ZZZZ-9999", None),
    ],
)
def test_a_near_miss_is_a_suggestion_and_no_match(typed: str, suggested: str | None) -> None:
    known, found = read(typed)
    here = shelves.current()
    near = [here.cards[row].slug for row in found.near]
    assert known == set()
    assert len(near) <= NEAREST
    assert suggested is None or suggested in near


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("FS-06", "msz-fs06na-muz-fs06na"),
        ("MUZ-FS06", "msz-fs06na-muz-fs06na"),
        ("Mitsubishi MSZ-FS06", "msz-fs06na-muz-fs06na"),
        ("SENL-09CD", "senl-09cd-oy"),
        ("AWGP", "awgp08w"),
    ],
)
def test_a_part_of_a_number_is_no_match_and_no_miss(typed: str, slug: str) -> None:
    known, found = read(typed)
    here = shelves.current()
    assert known == set()
    assert slug in [here.cards[row].slug for row in found.holding]
    assert set(found.holding).isdisjoint(found.near)


@pytest.mark.parametrize("typed", ["", "   ", "–/–", "12", "heat pump", "daikin", "é" * 500])
def test_what_is_no_number_is_nothing(typed: str) -> None:
    known, found = read(typed)
    assert known == set()
    assert (found.near, found.holding) == ((), ())


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_a_unit_that_is_not_live_is_not_read(status: str) -> None:
    create_heat_pump(model_number="SECRET-4711", status=status)
    known, found = read("SECRET-4711")
    assert known == set()
    assert found.near == ()


def test_a_discontinued_unit_is_read() -> None:
    unit = create_heat_pump(
        brand=create_brand(), model_number="OLDONE-4711", availability="discontinued"
    )
    assert read("oldone 4711")[0] == {unit.slug}
