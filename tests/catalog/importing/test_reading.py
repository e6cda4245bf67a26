"""Files as people bring them: read if they are tables, refused with a sentence if not."""

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from catalog.importing import reading, text_files
from catalog.importing.opening import open_table
from catalog.importing.reading import RefusedError, Row

REQUIRED = ("brand", "model_number")


def rows_of(path: Path, *, sheet: str = "") -> list[Row | int]:
    return list(open_table(path, required=REQUIRED, sheet=sheet).rows)


def write(folder: Path, content: bytes | str) -> Path:
    path = folder / "file"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def workbook(folder: Path, *rows: Sequence[object], sheet: str = "Sheet") -> Path:
    book = openpyxl.Workbook()
    book.active.title = sheet  # type: ignore[union-attr]
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]
    book.save(folder / "file.xlsx")
    return folder / "file.xlsx"


@pytest.mark.parametrize(
    "text",
    [
        "Brand,Model Number\nLG,A-1\n",
        "\ufeffBrand;Model Number\r\nLG;A-1\r\n",
        "Brand\tModel Number\nLG\tA-1\n",
        "A notice above\nBrand,Model Number\n\nLG,A-1\n",
        "A notice, with commas, above\nBrand;Model Number\nLG;A-1\n",
        '[{"brand": "LG", "model_number": "A-1"}]',
        '\n[{"brand": "LG", "model_number": "A-1", "series": null}\n]',
    ],
)
def test_table_is_read_from(text: str, tmp_path: Path) -> None:
    (row,) = rows_of(write(tmp_path, text))
    assert isinstance(row, Row)
    assert row.cells == {"brand": "LG", "model_number": "A-1"}


def test_workbook_is_read_below_its_notice_with_numbers_as_text(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        ["For licensed users"],
        ["Brand", "Model Number⁺", "BTU", "COP", "Wi-Fi", "Last"],
        ["LG", "A-1", 9000.0, 3.5, True],
    )
    assert rows_of(path) == [
        Row(
            line=3,
            cells={
                "brand": "LG",
                "model_number": "A-1",
                "btu": "9000",
                "cop": "3.5",
                "wi_fi": "yes",
            },
        )
    ]


def test_named_sheet_is_preferred(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("HP Report").append(["Brand", "Model Number"])
    book["HP Report"].append(["LG", "A-1"])
    book.save(tmp_path / "file.xlsx")
    assert len(rows_of(tmp_path / "file.xlsx", sheet="HP Report")) == 1


def test_row_with_another_number_of_cells_gives_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "brand,model_number\nLG\nLG,A-1\nLG,A-1,more\n")
    assert [row if isinstance(row, int) else row.line for row in rows_of(path)] == [2, 3, 4]
    assert isinstance(rows_of(path)[0], int)
    assert isinstance(rows_of(path)[2], int)


def test_long_json_is_read_across_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_files, "_BLOCK", 64)
    objects = [{"brand": "LG", "model_number": f"A-{n}", "note": "x" * n} for n in range(50)]
    found = rows_of(write(tmp_path, json.dumps(objects, indent=1)))
    assert [row.cells["model_number"] for row in found if isinstance(row, Row)] == [
        f"A-{n}" for n in range(50)
    ]


def zipped(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return target.getvalue()


HEADER = "brand,model_number\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\n\n", "no rows|No header"),
        (b"[]", "no rows"),
        (b"name,price\nLG,900\n", "No header row with these columns .*: brand, model_number"),
        (b'[{"name": "LG"}]', "No object has these fields: brand, model_number"),
        (b'{"meta": {}, "data": []}', "not a list of JSON objects"),
        (b'[{"brand": "LG", "model_number": "A"}, {"bra', "is incomplete"),
        (b"[1, 2]", "not a list of JSON objects"),
        ((HEADER + "Kühl,A-1\n").encode("latin-1") + "Kühl,A-2".encode(), "partly in UTF-8"),
        ((HEADER + "Kühl,A-1\n").encode("utf-16")[:-1], "not in UTF-8"),
        ((HEADER + "LG,A\0-1\n").encode(), "Line 2 contains NUL"),
        ((HEADER + 'LG,"A-1\n').encode(), "quoted cell is never closed"),
        ((HEADER + f"LG,{'x' * 6000}\n").encode(), "more than 5000 characters"),
        ((HEADER + f"LG,{'x' * 200_000}\n").encode(), "too long"),
        ((",".join(f"c{n}" for n in range(10_000)) + "\n").encode(), "more than 1000 columns"),
        (b"brand,model_number,brand\n", "in the header: brand"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel"),
        (b"<!doctype html><html>", "web page"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x89PNG\r\n", "an image"),
        (zipped(readme=b"hello"), "not an Excel workbook"),
        (zipped(xl__workbook_xml=b"<nonsense"), "damaged"),
    ],
)
def test_what_is_no_table_is_refused_in_words(
    content: bytes, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(RefusedError, match=sentence):
        rows_of(write(tmp_path, content))


def test_file_of_200_mb_is_refused_unread(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER)
    with path.open("r+b") as file:
        file.truncate(200 * reading.MEGABYTE)
    with pytest.raises(RefusedError, match="is 200 MB, and the limit is 150 MB"):
        rows_of(path)


def test_broken_off_workbook_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["Brand", "Model Number"], *(["LG", f"A-{n}"] for n in range(500)))
    whole = path.read_bytes()
    for length in (len(whole) // 2, len(whole) - 30, 60):
        with pytest.raises(RefusedError, match="damaged or incomplete"):
            rows_of(write(tmp_path, whole[:length]))


def test_workbook_with_a_damaged_part_is_refused(tmp_path: Path) -> None:
    content = bytearray(workbook(tmp_path, ["Brand", "Model Number"], ["LG", "A-1"]).read_bytes())
    at = content.index(b"xl/worksheets/sheet1.xml") + 40
    content[at : at + 20] = b"\0" * 20
    with pytest.raises(RefusedError, match="damaged"):
        rows_of(write(tmp_path, bytes(content)))


def test_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = zipped(xl__workbook_xml=b" ", xl__worksheets__sheet1_xml=b"0" * 40_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(RefusedError, match="would unpack to 38 MB"):
        rows_of(write(tmp_path, bomb))


def test_entities_of_a_workbook_are_not_expanded(tmp_path: Path) -> None:
    laughs = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>
        <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">&c;</workbook>"""
    with pytest.raises(RefusedError, match="damaged"):
        rows_of(write(tmp_path, zipped(xl__workbook_xml=laughs)))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "Brand;Model Number;SEER2\nLG;A-1;20\nLG,A-2,20\nLG,A-3,20\n",
            (
                "Line 3 separates its cells with a comma, but the header with a semicolon."
                " Use one separator in the whole file."
            ),
        ),
        (
            "Brand,Model Number,SEER2\nLG;A-1;20,5\nLG;A-2;21\n",
            (
                "Line 2 separates its cells with a semicolon, but the header with a comma."
                " Use one separator in the whole file."
            ),
        ),
        (
            "Brand\tModel Number\tSEER2\n\nLG,A-1,20\n",
            (
                "Line 3 separates its cells with a comma, but the header with a tab."
                " Use one separator in the whole file."
            ),
        ),
        (
            "A notice\nBrand;Model Number,SEER2\nLG;A-1;20\n",
            "The header in line 2 mixes separators: comma, semicolon. Use only one.",
        ),
    ],
)
def test_mixed_separators_are_named_once_with_the_line(
    text: str, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(RefusedError) as refused:
        rows_of(write(tmp_path, text))
    assert str(refused.value) == sentence


def test_row_that_lacks_a_cell_is_no_mixed_separator(tmp_path: Path) -> None:
    path = write(tmp_path, 'Brand,Model Number,Notes\nLG,"A-1; old; sold"\nLG,A-2,"x; y"\n')
    short, whole = rows_of(path)
    assert short == 2
    assert isinstance(whole, Row)
