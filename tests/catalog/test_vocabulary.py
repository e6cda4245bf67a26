import doctest

import pytest

from catalog import vocabulary
from catalog.models import HeatPump
from catalog.vocabulary import (
    NORMALIZERS,
    PointPlace,
    normalize,
    point_name,
    point_place,
)


def test_examples_in_the_docstrings_hold() -> None:
    tried = doctest.testmod(vocabulary)
    assert tried.attempted > 10
    assert tried.failed == 0


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("heating_min_btu_47f", "1600", 1600),
        ("heating_min_btu_47f", "1,600", 1600),
        ("cooling_btu_h", "17500/18000", 17500),
        ("cop_max_5f", "1.8", 1.8),
        ("cutout_f", "25-40", None),
        ("cutout_f", "-22.5", -22.5),
        ("voltage", "115", "115"),
        ("voltage", "120", "115"),
        ("voltage", "208/230", "208/230"),
        ("voltage", "208/1/60", "208/230"),
        ("voltage", "12 V battery", None),
        ("wifi", "built in (maker line-wide claim; verify per model)", True),
        ("wifi", "yes", True),
        ("diy_kit", "no (standard flare line set, not pre-charged)", False),
        ("diy_kit", "no data", None),
        ("diy_kit", "no", False),
        ("hose", "dual (hose-in-hose)", "dual"),
        ("hose", "single", "single"),
        ("heat_source", "resistance", "strip"),
        ("heat_source", "heat_pump_plus_resistance", "both"),
        ("heat_source", "heat_pump", "heat_pump"),
        ("heat_source", "none", "none"),
        ("heat_source", "unknown", None),
        ("availability", "current 2026 (successor of FS)", "on_sale"),
        ("availability", "IN STOCK", "on_sale"),
        ("availability", "on_sale", "on_sale"),
        ("availability", "OUT OF STOCK", None),
        ("availability", "discontinued (R-410A); successor Orion XLTH KZAH1", "discontinued"),
        ("availability", "discontinued line, remaining stock only", "archive"),
        ("availability", "production stopped (R-410A)", "discontinued"),
        ("availability", "legacy", "archive"),
        ("form", "Non-ducted indoor units (Mini-splits)", "wall"),
        ("form", "Window, straddles windowsill (saddle)", "saddle"),
        ("form", "Through the Wall", "through_wall"),
        ("form", "cassette", "cassette"),
        ("compressor", "variable speed", "inverter"),
        ("pan_heater", "accessory MAC-640BH-U", "accessory"),
        ("refrigerant", "R-454B (GWP:470 | Lower GWP)", "R-454B"),
        ("cooling_rating_basis", "nominal_from_model_number", "nominal_from_model_number"),
        ("cooling_rating_basis", "nominal", "nominal"),
        ("window_fit", "Double-hung and slider", "double_hung,slider"),
        ("heating_btu_h", "12000", None),  # no temperature: kept, never computed with
    ],
)
def test_published_text_becomes(name: str, text: str, value: object) -> None:
    found = normalize(name, text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("name", sorted(NORMALIZERS))
def test_what_an_editor_may_choose_comes_through_unchanged(name: str) -> None:
    for choice, _label in HeatPump.column(name).flatchoices:
        if choice not in {"", "unknown"}:
            assert normalize(name, str(choice)) == choice


@pytest.mark.parametrize(
    "name",
    [
        *("heating_btu_47f", "heating_min_btu_neg15f", "heating_max_btu_5f", "cop_47f"),
        *("cop_min_neg15f", "cop_max_17f", "cooling_btu_h", "cooling_min_btu_h"),
        *("cooling_max_btu_h", "cooling_min_btu_82f", "cooling_btu_82f"),
        *("cop_cooling_min_95f", "cop_cooling_82f"),
    ],
)
def test_name_of_a_point_leads_there_and_back(name: str) -> None:
    place = point_place(name)
    assert isinstance(place, PointPlace)
    assert point_name(place) == name


@pytest.mark.parametrize("name", ["heating_btu_h", "heating_47f", "cop_btu_47f", "heating_max_btu"])
def test_name_without_a_temperature_is_no_point(name: str) -> None:
    assert point_place(name) is None
