"""The pairs of NEEP's workbook beside the seed data: one label of each, blanks filled only."""

import csv
from dataclasses import replace
from pathlib import Path

from catalog.importing import seed_data, workbook_pairs
from catalog.importing.records import Published, Unit
from catalog.importing.workbook_pairs import pair_key
from tests.catalog.importing.test_neep_workbook import TITLES, row


def read(folder: Path, *rows: dict[str, str]) -> dict[tuple[str, str], Unit]:
    path = folder / "neep.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, TITLES)
        writer.writeheader()
        writer.writerows(rows)
    return workbook_pairs.read(path)


def known(*figures: Published) -> Unit:
    return Unit(
        slug="nordica-09",
        brand="Nordica",
        type="mini_split",
        model_number="NI-09 / NO-09",
        indoor_model="NI 09",
        outdoor_model="no-09",
        figures=figures,
    )


def test_pair_is_one_system_however_it_is_written() -> None:
    assert pair_key("MUZ-FH09NA", "MSZ-FH09NA") == pair_key("muz fh09na", "MSZFH09NA")
    assert pair_key("MUZ-FH09NA", "MSZ-FH09NA") != pair_key("MUZ-FH09NAH", "MSZ-FH09NA")


def test_label_of_the_builder_is_taken_wherever_its_row_is(tmp_path: Path) -> None:
    rows = [row(brand="Trane/Mitsubishi Electric"), row(brand="Mitsubishi"), row(brand="Willis")]
    for given in (rows, rows[::-1]):
        (unit,) = read(tmp_path, *given).values()
        assert unit.brand == "Mitsubishi Electric"


def test_coldest_point_of_another_label_reaches_the_builder_s(tmp_path: Path) -> None:
    blank = {"coldest_f": "", "capx_max": "", "kwx_max": ""}
    (unit,) = read(tmp_path, row(brand="Mitsubishi", **blank), row(brand="Trane")).values()
    (figure,) = [each for each in unit.figures if each.name == "heating_max_btu_neg13f"]
    assert (figure.value, "label Trane" in figure.note) == ("8000", True)


def test_known_pair_gets_what_it_lacks_and_no_word_on_its_sale(tmp_path: Path) -> None:
    seer = Published(name="seer", value="26", source_id="A sheet", confidence="medium")
    listed = Published(name="hspf", value="12", source_id="A list", confidence="medium")
    added = workbook_pairs.completions(
        read(tmp_path, row()), [known(seer)], {"nordica-09": [listed]}
    )
    names = {figure.name for figure in added["nordica-09"]}
    assert {"heating_min_btu_47f", "pan_heater", "min_operating_f"} <= names
    assert not names & {"seer", "hspf", "availability"}


def test_pairs_that_are_known_are_not_made_again_and_slugs_stay_unique(tmp_path: Path) -> None:
    pairs = read(tmp_path, row(), row(outdoor="NO-12", indoor="NI-12"))
    taken = {"nordica-09"}
    (unit,) = workbook_pairs.new_units(pairs, [known()], taken=taken)
    assert unit.slug == "nordica-ni-12-no-12"
    assert unit.slug in taken
    assert not list(workbook_pairs.new_units(pairs, [known()], taken={unit.slug}))


def test_outdoor_unit_that_is_one_record_is_completed_and_not_doubled(tmp_path: Path) -> None:
    pairs = read(tmp_path, row(), row(indoor="NI-09-CASSETTE"))
    alone = replace(known(), model_number="NO-09", indoor_model="", outdoor_model="")
    assert list(workbook_pairs.new_units(pairs, [alone], taken=set())) == []
    added = workbook_pairs.completions(pairs, [alone], {})
    assert "heating_min_btu_47f" in {figure.name for figure in added["nordica-09"]}


def test_shipped_workbook_has_so_many_pairs() -> None:
    path = seed_data.DATA / "certified" / "neep2018_single_zone.csv"
    pairs = workbook_pairs.read(path)
    assert len(pairs) == 226
    assert len({unit.outdoor_model for unit in pairs.values()}) == 179
