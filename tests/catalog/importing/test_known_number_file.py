"""The table of known numbers: read from its file, kept loaded, never over the desk's own words."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from catalog.importing.known_number_file import FILE, KnownNumberRow, load, read
from catalog.importing.seed_data import DATA
from catalog.models import Brand, CatalogVersion, KnownKind, KnownNumber, known_key
from tests.factories import create_heat_pump, create_known_number

pytestmark = pytest.mark.django_db

ROW = KnownNumberRow(
    typed="QZX-4711*",
    brand="Quiet Zone",
    kind="replaced",
    says_en="Replaced by the QZX-4712.",
    says_es="Reemplazada por la QZX-4712.",
    unit="qzx-4712",
    list_query="q=QZX",
    source="The list of all lists",
    seen="2026-11",
)


def test_a_row_comes_in_whole_and_makes_its_brand() -> None:
    unit = create_heat_pump(slug="qzx-4712")
    assert load([ROW]) == 1
    [number] = KnownNumber.objects.all()
    assert (number.typed, number.search_key, number.kind) == ("QZX-4711*", "qzx4711*", "replaced")
    assert (number.unit, number.list_query, number.seen) == (unit, "q=QZX", "2026-11")
    assert number.brand == Brand.objects.get(slug="quiet-zone")
    assert not number.by_hand


def test_loading_again_writes_nothing() -> None:
    create_heat_pump(slug="qzx-4712")
    load([ROW])
    before = CatalogVersion.current()
    assert load([ROW]) == 0
    assert CatalogVersion.current() == before


def test_a_changed_row_is_written_again_and_one_that_left_goes() -> None:
    load([ROW, replace(ROW, typed="OTHER-1")])
    assert load([replace(ROW, says_en="Other words.")]) == 2
    assert [number.says_en for number in KnownNumber.objects.all()] == ["Other words."]


def test_what_the_desk_wrote_stays() -> None:
    load([ROW])
    KnownNumber.objects.update(says_en="The desk's words.", by_hand=True)
    create_known_number(typed="OWN-1")
    assert load([replace(ROW, says_en="Other words.")]) == 0
    assert load([]) == 0
    said = KnownNumber.objects.filter(typed="QZX-4711*").values_list("says_en", flat=True)
    assert list(said) == ["The desk's words."]
    assert KnownNumber.objects.filter(typed="OWN-1").exists()


def test_a_unit_that_comes_later_is_linked_then() -> None:
    load([ROW])
    assert KnownNumber.objects.get().unit is None
    unit = create_heat_pump(slug="qzx-4712")
    assert load([ROW]) == 1
    assert KnownNumber.objects.get().unit == unit


def edited(folder: Path, edit: Callable[[list[list[str]]], object]) -> Path:
    with (DATA / FILE).open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    edit(rows)
    with (folder / FILE).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return folder


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="line 3: wrong number of columns"):
        read(edited(tmp_path, lambda rows: rows[2].pop()))


def test_two_lines_of_one_text_are_refused(tmp_path: Path) -> None:
    def repeat(rows: list[list[str]]) -> None:
        rows[2][0] = rows[1][0].lower().replace("-", " ")

    with pytest.raises(ValueError, match="line 3: the same text as line 2"):
        read(edited(tmp_path, repeat))


def test_every_row_of_the_file_says_all_that_it_must() -> None:
    rows = read()
    assert len(rows) > 40
    for row in rows:
        assert row.brand, row.typed
        assert row.kind in KnownKind.values, row.typed
        assert row.says_en.endswith("."), row.typed
        assert row.says_es.endswith("."), row.typed
        assert row.says_es != row.says_en, row.typed
        assert row.unit or row.list_query, row.typed
        assert row.source, row.typed
        number = KnownNumber(
            **{name: getattr(row, name) for name in ("typed", "kind", "says_en", "says_es")},
            list_query=row.list_query,
            source=row.source,
            seen=row.seen,
            search_key=known_key(row.typed),
        )
        number.full_clean()
