"""Names that people say, and numbers without the gaps of a certificate."""

from typing import Any

import pytest

from advisor.formatting.unit_names import shown_number
from advisor.listing.inventory import build
from advisor.listing.spoken_names import line_name, nameplate_k, spoken_name
from tests.factories import create_brand, create_heat_pump


def spoken(brand: str, kind: str = "mini_split", **columns: Any) -> str:
    create_heat_pump(brand=create_brand(name=brand), type=kind, **columns)
    inventory = build(rights="1", version="1")
    cooling_btu_h = float(inventory.units.cooling_btu_h[0])
    return spoken_name(inventory.cards[0], kind=kind, cooling_btu_h=cooling_btu_h)


@pytest.mark.django_db
def test_a_unit_is_called_by_brand_line_size_and_form() -> None:
    name = spoken(
        "Mitsubishi Electric",
        series="M-Series FX",
        model_number="MSZ-FX06NL / MUZ-FX06NLHZ",
        outdoor_model="MUZ-FX06NLHZ",
        form="wall",
        cooling_btu_h=6000,
    )
    assert name == "Mitsubishi FX, 6k wall unit"


@pytest.mark.django_db
def test_an_outdoor_unit_without_a_named_indoor_part_is_no_wall_unit() -> None:
    name = spoken("Bosch", series="BMS Series", model_number="BMS500-AAS009", cooling_btu_h=9000)
    assert name == "Bosch 9k mini-split"


@pytest.mark.parametrize(
    ("brand", "series", "number", "line"),
    [
        ("Mitsubishi Electric", "FX (H2i)", "MUZ-FX06", "FX"),
        ("Daikin", "Aurora Series", "RXT09", "Aurora"),
        ("AC Pro", "A series", "AOX230", "A series"),
        ("MRCOOL", "Single Zone", "O-ES", ""),
        ("Fujitsu", "Halcyon Single-room Mini-Split Systems Wall Mounted RLF Series", "AOU", ""),
        ("Midea", "MSAG series", "MSAG-09", ""),
    ],
)
def test_a_series_is_a_line_only_where_it_is_a_name(
    brand: str, series: str, number: str, line: str
) -> None:
    assert line_name(brand, series, number) == line


def test_the_size_is_that_of_the_number_where_it_names_one() -> None:
    assert nameplate_k("MUZ-FX18NL", 17_200.0) == "18k"
    assert nameplate_k("BSWX", 9_100.0) == "9k"


@pytest.mark.parametrize(
    ("model", "shown"),
    [
        ("AWGP08W**#", "AWGP08W…"),
        ("38MAQB09R--3", "38MAQB09R…3"),
        ("AST-12UW3SXE**01", "AST-12UW3SXE…01"),
        ("MSZ-FX06NL / MUZ-FX06NLHZ", "MSZ-FX06NL / MUZ-FX06NLHZ"),
    ],
)
def test_places_that_a_certificate_leaves_open_are_no_name(model: str, shown: str) -> None:
    assert shown_number(model) == shown
