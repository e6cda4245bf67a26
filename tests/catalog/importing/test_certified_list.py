"""The certified list and the documents: one machine one record, own figures kept, no guess."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from catalog.importing import certified_list, seed_data
from catalog.importing.certified_list import (
    CERTIFIED,
    MODEL_NUMBER,
    ONE_PAIR,
    OTHER_PAIR,
    CertifiedList,
    outdoor_key,
    same_unit,
)
from catalog.importing.records import Published, Unit
from catalog.importing.sale_statements import UNCONFIRMED
from catalog.models import Figure, HeatPump

ROW = {
    "brand": "Nordica",
    "brand_as_listed": "NORDICA",
    "series": "Fjord",
    "outdoor_model": "NO-09HP230",
    "cooling_95f_btu_h": "9000",
    "heating_47f_btu_h": "10900",
    "heating_17f_btu_h": "8100",
    "heating_5f_btu_h": "9800",
    "hspf2_iv": "10",
    "seer2": "22.5",
    "cold_climate": "Yes",
    "us_sale": "brand sells in the US",
}
LOWEST = {
    "outdoor_model": "NO-09HP230",
    "brand": "Nordica",
    "series": "Fjord",
    "lowest_heating_f": "-22",
    "lowest_heating_c": "-25",
    "document": "fjord.pdf",
    "page": "4",
}
NEW = {
    "brand": "Nordica",
    "series": "Fjord",
    "outdoor_model": "NO-09HP230",
    "document_url": "https://nordica.example/fjord.pdf",
}


@cache
def titles(name: str) -> tuple[str, ...]:
    with (seed_data.DATA / "certified" / name).open(encoding="utf-8", newline="") as file:
        return tuple(next(csv.reader(file)))


@pytest.fixture
def listed(tmp_path: Path) -> "Listed":
    return Listed(tmp_path)


class Listed:
    """Four files made to the headers of the shipped ones; a class, because it holds a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(
        self,
        *rows: dict[str, str],
        known: tuple[Unit, ...] = (),
        lowest: tuple[dict[str, str], ...] = (),
        new: tuple[dict[str, str], ...] = (),
        workbook: tuple[dict[str, str], ...] = (),
    ) -> CertifiedList:
        for name, given in (
            (certified_list.LIST_FILE, rows),
            (certified_list.LOWEST_FILE, lowest),
            (certified_list.NEW_FILE, new),
            (certified_list.NEEP_FILE, workbook),
        ):
            with (self.folder / name).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, titles(name), restval="")
                writer.writeheader()
                writer.writerows(given)
        return certified_list.read(self.folder, known)


def pair(*figures: Published, outdoor: str = "NO-09HP230") -> Unit:
    """A system of the seed data with its indoor unit."""
    return Unit(
        slug="nordica-09",
        brand="Nordica",
        type="mini_split",
        model_number=f"NI-09 / {outdoor}",
        indoor_model="NI-09",
        outdoor_model=outdoor,
        figures=figures,
    )


def own(name: str, value: str, confidence: str = "medium") -> Published:
    return Published(name=name, value=value, source_id="A sheet", confidence=confidence)


def figures(unit: Unit | tuple[Published, ...], name: str) -> list[tuple[str, str]]:
    told = unit.figures if isinstance(unit, Unit) else unit
    return [(each.value, each.confidence) for each in told if each.name == name]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("muz-fx06 nlhz", "MUZFX06NLHZ", True),
        ("SENA/09HF/OQ", "sena-09hf-oq", True),
        ("RXT12AVJU*", "RXT12AVJU9", True),
        ("RXT12AVJU9", "RXT12AVJU**", True),
        ("RXT12AVJU#", "RXT12AVJU*", True),
        ("RXT12AVJU9", "RXT12AVJU8", False),
        ("MUZ-FX06NLHZ", "MUZ-FX06NLHZ2", False),  # the second generation
        ("RXT12AVJU*", "RXT09AVJU9", False),
    ],
)
def test_numbers_are_compared_without_what_is_written_differently(
    one: str, other: str, same: bool
) -> None:
    assert same_unit(outdoor_key(one), outdoor_key(other)) is same


def test_outdoor_unit_is_one_record_with_the_figures_of_one_pair(listed: Listed) -> None:
    (unit,) = listed.read(ROW).units
    assert (unit.slug, unit.series, unit.keep_draft) == ("nordica-no-09hp230", "Fjord", "")
    assert (unit.model_number, unit.indoor_model) == ("NO-09HP230", "")
    told = {each.name: (each.value, each.source_id, each.source_date) for each in unit.figures}
    assert told["cooling_btu_h"] == ("9000", CERTIFIED, "2026-09-12")
    assert told["availability"][0] == "certified"
    assert next(each.note for each in unit.figures if each.name == "seer2") == ONE_PAIR
    # Which certified pair has this output is concluded, and said so.
    assert figures(unit, "heating_btu_47f") == [("10900", "low")]
    assert "form" not in told


@pytest.mark.parametrize(
    ("cold", "name"), [("Yes", "heating_max_btu_5f"), ("No", "heating_btu_5f")]
)
def test_five_degree_output_is_the_highest_for_cold_climate_listings_only(
    cold: str, name: str, listed: Listed
) -> None:
    (unit,) = listed.read(ROW | {"cold_climate": cold}).units
    assert [each.name for each in unit.figures if "btu_5f" in each.name] == [name]


def test_unconfirmed_sale_makes_a_draft_with_that_reason(listed: Listed) -> None:
    (unit,) = listed.read(ROW | {"us_sale": "unconfirmed"}).units
    assert unit.keep_draft == UNCONFIRMED


def test_pair_that_we_hold_is_completed_and_keeps_its_own_figures(listed: Listed) -> None:
    known = pair(own("cooling_btu_h", "9000"), own("seer2", "23.1"))
    found = listed.read(ROW, known=(known,))
    assert found.units == ()
    added = found.completions["nordica-09"]
    assert figures(added, "hspf2") == [("10", "medium")]
    assert figures(added, "seer2") == [("22.5", "low")]  # beside 23.1, which stays in use


def test_doubtful_figure_of_ours_gives_way_to_the_list(listed: Listed) -> None:
    known = pair(own("cooling_btu_h", "10000", "low"))
    added = listed.read(ROW, known=(known,)).completions["nordica-09"]
    assert figures(added, "cooling_btu_h") == [("9000", "medium")]


def test_list_that_has_another_pair_completes_with_low_confidence(listed: Listed) -> None:
    known = pair(own("cooling_btu_h", "12000"))
    added = listed.read(ROW, known=(known,)).completions["nordica-09"]
    assert figures(added, "hspf2") == [("10", "low")]
    assert {each.note for each in added if each.name == "hspf2"} == {OTHER_PAIR}


def test_list_of_other_countries_says_nothing_of_the_sale_of_a_unit_we_hold(
    listed: Listed,
) -> None:
    row = ROW | {"us_sale": "unconfirmed"}
    added = listed.read(row, known=(pair(),)).completions["nordica-09"]
    assert figures(added, "availability") == []
    assert figures(added, "seer2") == [("22.5", "medium")]


def test_number_with_a_wildcard_completes_the_one_that_it_stands_for(listed: Listed) -> None:
    wild = ROW | {"outdoor_model": "NO-09HP*", "heating_17f_btu_h": "8000"}
    exact = ROW | {"heating_17f_btu_h": ""}
    (unit,) = listed.read(wild, exact).units
    assert (unit.outdoor_model, figures(unit, "heating_btu_17f")) == (
        *("NO-09HP230", [("8000", "medium")]),
    )
    assert len(figures(unit, "seer2")) == 1


@pytest.mark.parametrize(
    ("printed_f", "printed_c", "lowest", "doubt"),
    [
        ("-22", "-25", "-13", True),
        ("-13", "-25", "-13", False),
        ("5", "-15", "5", False),
        ("", "-20", "-4", False),
        ("-5", "", "-5", False),
    ],
)
def test_warmer_of_two_printed_temperatures_is_used_and_said(
    printed_f: str, printed_c: str, lowest: str, doubt: bool, listed: Listed
) -> None:
    row = LOWEST | {"lowest_heating_f": printed_f, "lowest_heating_c": printed_c}
    (unit,) = listed.read(ROW, lowest=(row,)).units
    (figure,) = [each for each in unit.figures if each.name == "min_operating_f"]
    assert figure.value == lowest
    assert ("the warmer one is used" in figure.note) is doubt
    assert figure.note.startswith("fjord.pdf, page 4")


def test_new_model_and_its_document_reach_the_unit_also_by_wildcard(listed: Listed) -> None:
    rows = (
        NEW | {"outdoor_model": "NO-09HP***", "document_url": "https://nordica.example/old.pdf"},
        NEW | {"outdoor_model": "NO-09HP23***"},
    )
    (unit,) = listed.read(ROW, new=rows).units
    assert figures(unit, "market_year") == [("2026", "medium")]
    assert figures(unit, "submittal_url")[0][0] == "https://nordica.example/fjord.pdf"


@pytest.mark.parametrize(
    ("brand", "number", "volts", "source"),
    [
        ("Nordica", "NO-09HP230", "230", MODEL_NUMBER),
        ("Nordica", "GL9K115-O", "115", MODEL_NUMBER),
        ("Nordica", "SZHW09WW208BBJ", "208", MODEL_NUMBER),
        ("Nordica", "MOX230-09HFN1-BW0W", "230", MODEL_NUMBER),
        ("Mitsubishi Electric", "MUZ-GX09NLHZ2", "208/230", "by series"),
        ("Mitsubishi Electric", "MUFZ-KJ15NAHZ", "208/230", "by series"),
        ("Mitsubishi Electric", "MUZ-JX09WLH", "115", "by series"),
    ],
)
def test_voltage_is_read_from_digits_or_by_series(
    brand: str, number: str, volts: str, source: str, listed: Listed
) -> None:
    (unit,) = listed.read(ROW | {"brand": brand, "outdoor_model": number}).units
    (figure,) = [each for each in unit.figures if each.name == "voltage"]
    assert figure.value == volts
    assert source in (str(figure.source_id), figure.note.partition(":")[0])
    assert figure.confidence == ("low" if source == "by series" else "medium")


@pytest.mark.parametrize(
    ("brand", "number"),
    [
        ("Gree", "GWH09AGCXD-D6DNA4D"),
        ("Ameristar", "M5THS2309A11NA*"),  # 23 and 09 side by side
        ("Costway", "FP11151US-12WH"),
        ("Mitsubishi Electric", "PUZ-AK12NL"),  # P-Series
        ("Trane", "NTXMSM09A112"),
    ],
)
def test_other_numbers_say_nothing_of_the_voltage(brand: str, number: str, listed: Listed) -> None:
    (unit,) = listed.read(ROW | {"brand": brand, "outdoor_model": number}).units
    assert figures(unit, "voltage") == []


def test_shipped_files_become_so_many_units() -> None:
    seeds = {row["slug"] for row in seed_data._rows(seed_data.DATA / "heat_pumps.csv")}
    units = [unit for unit in seed_data.read().units if unit.slug not in seeds]
    listed = [unit for unit in units if not unit.indoor_model]
    assert len(rows()) == 1587
    assert len(listed) == 1429  # new; the other 158 numbers complete units that we hold
    assert Counter(unit.keep_draft for unit in listed) == {"": 1200, UNCONFIRMED: 229}
    digits = [each for unit in listed for each in unit.figures if each.source_id == MODEL_NUMBER]
    assert len(digits) == 217


def test_digits_of_the_shipped_numbers() -> None:
    volts = [certified_list._VOLTS.search(row["outdoor_model"]) for row in rows()]
    assert Counter(each["volts"] for each in volts if each) == {"230": 171, "115": 62}


def rows() -> list[dict[str, str]]:
    return list(certified_list._rows(seed_data.DATA / "certified" / certified_list.LIST_FILE))


@pytest.mark.django_db
@pytest.mark.usefixtures("real_data")
def test_no_outdoor_unit_of_the_list_is_in_the_loaded_catalog_twice() -> None:
    numbers = [
        (outdoor_key(outdoor or model), indoor)
        for model, indoor, outdoor in HeatPump.objects.filter(type="mini_split").values_list(
            "model_number", "indoor_model", "outdoor_model"
        )
    ]
    alone = [key for key, indoor in numbers if not indoor]
    assert len(alone) == len(set(alone))
    pairs = {key for key, indoor in numbers if indoor}
    assert not pairs & set(alone)
    wild = [key for key in alone if key.endswith("*")]
    exact = [key for key in (*alone, *pairs) if not key.endswith("*")]
    assert not [(one, key) for one in wild for key in exact if same_unit(one, key)]


@pytest.mark.django_db
@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize(
    ("slug", "name", "used", "beside"),
    [
        ("msz-fx18nl-muz-fx18nlhz", "cooling_btu_h", "17200", "18000"),
        ("msz-fs15na-muz-fs15nah", "cooling_btu_h", "14000", "15000"),
        ("msz-fs15na-muz-fs15nah", "heating_btu_47f", "16000", "18000"),
        ("diy-18-hp-wmah-230c25-diy-18-hp-c-230c25", "cooling_btu_h", "17000", "18000"),
        ("diy-18-hp-wmah-230d25-o-diy-18-hp-c-230d25-o", "heating_btu_17f", "13400", "15200"),
        ("diy-12-hp-wmah-230d25-o-diyhh-12-hp-c-230d25-o", "heating_btu_17f", "11900", "8900"),
        ("diy-18-hp-wmah-230d25-o-diyhh-18-hp-c-230d25-o", "hspf2", "12.2", "11"),
        ("ws009gmfi22hle-yn009gmfi22rpe", "hspf2", "11.5", "10"),
        ("ws012gmfi22hle-yn012gmfi22rpe", "hspf2", "10.2", "10"),
        ("ws018gmfi22hle-yn018gmfi22rpe", "cooling_btu_h", "16000", "18000"),
        ("mfz-kj15na-mufz-kj15nahz", "heating_btu_17f", "12000", "14400"),
        ("sena-09hf-iq-sena-09hf-oq", "seer2", "28.1", "20.2"),  # undecided: ours stays
    ],
)
def test_corrected_figure_is_used_and_the_other_kept(
    slug: str, name: str, used: str, beside: str
) -> None:
    told = Figure.objects.filter(heat_pump__slug=slug, name=name)
    assert [each.value for each in told if each.in_use] == [used]
    assert beside in [each.value for each in told if not each.in_use]


@pytest.mark.django_db
@pytest.mark.usefixtures("real_data")
def test_second_outdoor_generation_is_there_and_is_nobody_s_successor() -> None:
    second = HeatPump.objects.filter(model_number__iregex=r"^MUZ-(FX|GX|HX)\d\dNLHZ?2$")
    assert Counter(second.values_list("series", flat=True)) == {
        "M-Series FX": 5,
        "M-Series GX": 8,
        "M-Series HX": 4,
    }
    assert not second.exclude(replaced_by=None).exists()
    assert not HeatPump.objects.filter(replaced_by__in=second).exists()
    first = HeatPump.objects.filter(model_number__contains="FX06NL / MUZ-FX06NLHZ")
    assert list(first.values_list("series", flat=True)) == ["FX (H2i)"]
