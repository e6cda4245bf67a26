"""One table in the files that office programs make of it: imported right, or refused in words.

Every file of ``RIGHT`` says the same of two units; every file of ``WRONG`` is refused whole with
its sentence; every file of ``ASKED`` leaves one thing open, which is asked and not guessed.
"""

import io
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from catalog.importing import pipeline
from catalog.importing.offered_formats import FORMATS
from catalog.importing.pipeline import Report, check
from catalog.importing.plan import Options
from catalog.importing.reading import AskError, RefusedError
from catalog.models import HeatPump, ImportBatch, ImportChange, PriceObservation
from tests.catalog.importing import office_files as office
from tests.factories import create_brand, create_heat_pump

pytestmark = pytest.mark.django_db
TODAY: Final = date(2026, 11, 29)
UNITS: Final = {
    ("north-09", 9500, 21.5, "Fits a 2×4 wall"),
    ("south-12", 11_800, 19.0, "“New”, since May"),
}
PRICES: Final = {
    ("north-09", "street", Decimal("1499.00"), date(2026, 11, 27), "Müller & Sons"),
    ("south-12", "street", Decimal("1289.50"), date(2026, 11, 26), "Corner Shop"),
}


@pytest.fixture(autouse=True)
def _units() -> None:
    brand = create_brand(name="Kühl")
    for slug, number in (("north-09", "NI-09 / NO-09"), ("south-12", "SI-12 / SO-12")):
        indoor, outdoor = number.split(" / ")
        create_heat_pump(
            brand=brand,
            slug=slug,
            model_number=number,
            status="draft",
            indoor_model=indoor,
            outdoor_model=outdoor,
            cooling_btu_h=10_000,
            seer2=20,
            eer2=12,
            single_zone=False,
            notes="Old",
        )


def write(folder: Path, content: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(content)
    return path


def dry_run(
    folder: Path, content: bytes, form: str = "own", answers: Mapping[str, str] | None = None
) -> Report:
    return check(
        write(folder, content),
        FORMATS[form],
        file_name="table",
        options=Options(answers=answers or {}),
        today=TODAY,
    )


def apply(
    folder: Path, content: bytes, form: str = "own", answers: Mapping[str, str] | None = None
) -> Report:
    batch = ImportBatch.objects.create(format=form, file_name="table", answers=answers or {})
    return pipeline.apply(batch, write(folder, content), today=TODAY)


def units() -> set[tuple[Any, ...]]:
    return set(HeatPump.objects.values_list("slug", "cooling_btu_h", "seer2", "notes"))


def prices() -> set[tuple[Any, ...]]:
    return set(
        PriceObservation.objects.values_list(
            *("heat_pump__slug", "kind", "amount_low", "observed_on", "retailer")
        )
    )


def days(north: str, south: str) -> bytes:
    return office.text(office.with_cells(price_seen=(north, south)))


GROUPED = (
    ("", "", "", "", "Ratings", "", "", "Price", "", ""),
    (*office.HEADER[:7], "low", "seen", "shop"),
)
TITLES = (
    *("Slug", "Brand", "Type", "Model Number", "Cooling BTU/h", "SEER2", "Notes"),
    *("Price, low", "Price (seen)", "Price: shop"),
)
REORDERED = [[row[at] for at in (9, 3, 0, 8, 5, 2, 7, 1, 6, 4)] for row in office.TABLE]
EXCEL_TITLES = ["My list", "", "From the shops, with commas, and; more"]
COMMAS = office.with_cells(
    cooling_btu_h=("9500", "11800"), seer2=("21,5", "19"), price_low=("1499,00", "1289,50")
)
GROUPED_COMMAS = office.with_cells(
    cooling_btu_h=("9.500", "11.800"), seer2=("21,5", "19,0"), price_low=("1.499,00 $", "1.289,50")
)
DOLLARS = office.with_cells(
    cooling_btu_h=("9,500", "11,800"), price_low=("$1,499.00", "US$ 1289.5")
)


def behind_a_wide_blank(_book: Any, sheet: Any) -> None:
    """LibreOffice may style a whole row."""
    for column in range(11, 1100):
        sheet.cell(row=2, column=column).number_format = "0.00"


def hidden_twin(book: Any, sheet: Any) -> None:
    book.copy_worksheet(sheet).sheet_state = "hidden"


RIGHT: Final[dict[str, bytes]] = {
    "comma": office.text(),
    "columns in another order": office.text(REORDERED),
    "semicolon": office.text(separator=";"),
    "tab": office.text(separator="\t"),
    "vertical bar": office.text(separator="|"),
    "BOM": office.text(encoding="utf-8-sig"),
    "CRLF": office.text(end="\r\n"),
    "BOM, CRLF, semicolon": office.text(encoding="utf-8-sig", end="\r\n", separator=";"),
    "CP1252": office.text(separator=";", encoding="cp1252"),
    "UTF-16 with tabs, as Excel's Unicode text": office.text(
        separator="\t", encoding="utf-16", end="\r\n"
    ),
    "UTF-16 without its mark": office.text(separator="\t", encoding="utf-16-le"),
    "sep= line": office.text(separator=";", above=["sep=;"]),
    "titles as people write them": office.text([TITLES, *office.TABLE[1:]]),
    "title rows": office.text(above=EXCEL_TITLES),
    "title rows padded with separators": office.text(separator=";", above=["My list;;;;;;;;;", ""]),
    "header in row 15": office.text(above=["A note"] * 14),
    "header in row 20": office.text(above=[""] * 19),
    "groups above the header": office.text([*GROUPED, *office.TABLE[1:]]),
    "units below the header": office.text(
        [office.HEADER, ("", "", "", "", "BTU/h", "", "", "$", "", ""), *office.TABLE[1:]]
    ),
    "names over two rows": office.text(
        [
            ("slug", "brand", "type", "model", "cooling", "seer2", "notes", "price", "", ""),
            ("", "", "", "number", "btu_h", "", "", "low", "seen", "shop"),
            *office.TABLE[1:],
        ]
    ),
    "days as 11/27/2026": days("11/27/2026", "11/26/2026"),
    "days as 27.11.2026": days("27.11.2026", "26.11.2026"),
    "days as Nov 27 2026": days("Nov 27 2026", "Nov. 26, 2026"),
    "days as 27-Nov-26": days("27-Nov-26", "26 November 2026"),
    "days in full": days("Friday, November 27, 2026", "November 26th, 2026"),
    "days as 2026/11/27 with a time": days("2026/11/27 0:00", "2026-11-26T00:00:00"),
    "$1,499.00 and 9,500": office.text(DOLLARS),
    "21,5 with semicolons": office.text(COMMAS, separator=";"),
    "1.499,00 $ and 9.500 with semicolons": office.text(GROUPED_COMMAS, separator=";"),
    "21,5 quoted between commas": office.text(COMMAS),
    "groups of a French program": office.text(
        office.with_cells(
            cooling_btu_h=("9\u202f500", "11\u00a0800"), price_low=("1 499,00", "1 289,50")
        ),
        separator=";",
    ),
    "typed numbers and days": office.xlsx(),
    "text in a workbook": office.xlsx(office.with_cells(price_seen=("11/27/2026", "11/26/2026"))),
    "text and typed cells mixed": office.xlsx(
        [office.HEADER, (*office.TYPED[1][:4], "9,500", *office.TYPED[1][5:]), office.TYPED[2]]
    ),
    "merged title, groups and brand": office.xlsx(
        [
            ["Our list"],
            *GROUPED,
            office.TYPED[1],
            [*office.TYPED[2][:1], None, *office.TYPED[2][2:]],
        ],
        merged=["A1:J1", "E2:G2", "H2:J2", "B4:B5"],
    ),
    "names merged over two rows": office.xlsx(
        [
            [*office.HEADER[:7], "Price", None, None],
            [*[None] * 7, "low", "seen", "shop"],
            *office.TYPED[1:],
        ],
        merged=[*(f"{column}1:{column}2" for column in "ABCDEFG"), "H1:J1"],
    ),
    "second sheet": office.xlsx(sheet="Units", before=["Read me"]),
    "a hidden sheet beside it is no second one": office.xlsx(change=hidden_twin),
    "header in row 15 of a sheet, from column C on": office.xlsx(
        [*[["note"]] * 14, *(["", "", *row] for row in office.TYPED)]
    ),
    "a row with a thousand blank cells behind it": office.xlsx(change=behind_a_wide_blank),
    "ODS with repeated cells and a remark": office.ods(),
    "saved by LibreOffice: XLSX with merged cells": office.saved("table.xlsx"),
    "saved by LibreOffice: ODS with merged cells": office.saved("table.ods"),
    "saved by LibreOffice: semicolons, CP1252": office.saved("semicolon-cp1252.csv"),
    "saved by LibreOffice: cells as shown": office.saved("shown-as-formatted.csv"),
    "saved by LibreOffice: tabs, UTF-16": office.saved("tab-utf16.csv"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_table_is_imported_right_from(name: str, tmp_path: Path) -> None:
    report = apply(tmp_path, RIGHT[name])
    assert [each for each in report.problems if each.is_error] == []
    assert (report.rows, report.updated) == (2, 2)
    assert units() == UNITS
    assert prices() == PRICES


BOMB = office.zipped({"xl/workbook.xml": b" ", "xl/worksheets/sheet1.xml": b"0" * 40_000_000})
WRONG: Final[dict[str, tuple[bytes, str]]] = {
    "nothing": (b"", "The file is empty."),
    "blank lines": (b"\n\n\n", "The file has no rows.|No header row"),
    "PDF": (office.saved("table.pdf"), "This is a PDF."),
    "PNG": (b"\x89PNG\r\n\x1a\n", "This is an image."),
    "photo": (b"\xff\xd8\xff\xe0", "This is an image."),
    "gzip": (b"\x1f\x8b\x08\x00", "Unpack it first"),
    "old binary .xls": (office.saved("old.xls"), r"an old Excel file \(.xls\)"),
    "page named .xls": (office.saved("page.xls"), "a web page or XML, whatever its name says"),
    "Word": (office.zipped({"word/document.xml": b"<a/>"}), "a Word document"),
    "binary workbook": (office.zipped({"xl/workbook.bin": b"\0"}), "Save it as .xlsx"),
    "Numbers": (office.zipped({"Index/Document.iwa": b"\0"}), "Export it as Excel or CSV"),
    "other archive": (office.zipped({"readme.txt": b"a"}), "zip archive, not an Excel workbook"),
    "zip bomb": (BOMB, "would unpack to 38 MB"),
    "broken workbook": (office.xlsx()[:2000], "damaged or incomplete"),
    "header below row 20": (office.text(above=["A note"] * 20), "No header row with these columns"),
    "header without slug and model number": (
        office.text(office.without(office.TABLE, "slug", "model_number")),
        "No header row with these columns was found: slug, model_number",
    ),
    "two separators": (
        office.text(separator=";").replace(b"south-12;", b"south-12,").replace(b";", b",", 9),
        "mixes separators|separates its cells",
    ),
    "two encodings": (
        office.text(encoding="cp1252") + "Ü".encode(),
        "partly in UTF-8 and partly not",
    ),
    "column twice": (
        office.text([[*row, row[5]] for row in office.TABLE]),
        "appear twice in the header: seer2",
    ),
    "broken off in a cell": (office.text().rstrip() + b',"', "a quoted cell is never closed"),
}


@pytest.mark.parametrize("name", WRONG)
def test_file_is_refused_with_its_sentence(name: str, tmp_path: Path) -> None:
    content, sentence = WRONG[name]
    with pytest.raises(RefusedError, match=sentence) as refused:
        dry_run(tmp_path, content)
    assert type(refused.value) is not AskError
    assert len(str(refused.value)) > 10


ASKED: Final[dict[str, tuple[bytes, str, str, dict[str, str]]]] = {
    "days that are one of two": (
        days("05/11/2026", "06/11/2026"),
        "days",
        "Row 2 says 05/11/2026 in the column “price_seen”",
        {
            "month-first": "month/day/year: 05/11/2026 is May 11, 2026",
            "day-first": "day/month/year: 05/11/2026 is November 5, 2026",
        },
    ),
    "days in both orders": (
        days("27.11.2026", "11/26/2026") + days("05/11/2026", "1/2/2026").split(b"\n", 1)[1],
        "days",
        "whether its dates are month/day or day/month",
        {},
    ),
    "9,500 between semicolons": (
        office.text(
            office.with_cells(
                cooling_btu_h=("9,500", "11,800"), seer2=("21", "19"), price_low=("1499", "1289")
            ),
            separator=";",
        ),
        "numbers",
        "Row 2 says 9,500 in the column “cooling_btu_h”",
        {
            "point": "The period is the decimal mark: 9,500 is 9500",
            "comma": "The comma is the decimal mark: 9,500 is 9.500",
        },
    ),
    "two sheets with the table": (
        office.xlsx(
            sheet="November",
            change=lambda book, sheet: setattr(book.copy_worksheet(sheet), "title", "October"),
        ),
        "sheet",
        "Several sheets look right: November, October",
        {"November": "November", "October": "October"},
    ),
    "price list under another format": (
        office.text(office.without(office.TABLE, "brand", "type", "model_number")),
        "format",
        "It has the columns of: Price list",
        {"prices": str(FORMATS["prices"].label)},
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_the_file_leaves_open_is_asked(name: str, tmp_path: Path) -> None:
    content, about, sentence, choices = ASKED[name]
    with pytest.raises(AskError, match=re.escape(sentence)) as asked:
        dry_run(tmp_path, content)
    assert asked.value.about == about
    if choices:
        assert dict(asked.value.choices) == choices


def test_forty_three_files_and_more_are_tried() -> None:
    assert len(RIGHT) >= 43
    assert len(RIGHT) + len(WRONG) + len(ASKED) >= 70


@pytest.mark.parametrize(
    ("order", "seen"),
    [
        ("month-first", {date(2026, 5, 11), date(2026, 6, 11)}),
        ("day-first", {date(2026, 11, 5), date(2026, 11, 6)}),
    ],
)
def test_answer_says_which_day_is_meant(order: str, seen: set[date], tmp_path: Path) -> None:
    content = ASKED["days that are one of two"][0]
    report = apply(tmp_path, content, answers={"days": order})
    assert {day for _slug, _kind, _low, day, _shop in prices()} == seen
    assert report.read_as == [f"days as {'month/day' if order == 'month-first' else 'day/month'}"]


@pytest.mark.parametrize(("mark", "cooling"), [("point", 9500), ("comma", 10_000)])
def test_answer_says_which_number_is_meant(mark: str, cooling: int, tmp_path: Path) -> None:
    """As 9.5 BTU/h the figure cannot be right, and its row is left out with a sentence."""
    content = ASKED["9,500 between semicolons"][0]
    report = apply(tmp_path, content, answers={"numbers": mark})
    assert HeatPump.objects.get(slug="north-09").cooling_btu_h == cooling
    assert bool(report.errors) == (mark == "comma")


def test_sheet_that_was_chosen_is_read(tmp_path: Path) -> None:
    content = ASKED["two sheets with the table"][0]
    report = apply(tmp_path, content, answers={"sheet": "October"})
    assert units() == UNITS
    assert report.read_as == ["sheet “October”"]


def test_one_day_that_can_be_read_in_one_way_decides_for_the_file(tmp_path: Path) -> None:
    apply(tmp_path, days("05/11/2026", "13/11/2026"))
    assert {day for _slug, _kind, _low, day, _shop in prices()} == {
        date(2026, 11, 5),
        date(2026, 11, 13),
    }


def test_report_says_how_the_file_was_read(tmp_path: Path) -> None:
    content = office.text(COMMAS, separator=";", encoding="cp1252", above=["A note", ""])
    assert dry_run(tmp_path, content).read_as == [
        *("Windows text (CP1252), not UTF-8", "header in row 3", "the comma as decimal mark")
    ]


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        ({"price_seen": ("11/31/2026", "11/26/2026")}, "price_seen", "Enter a date like"),
        ({"price_seen": ("46353", "11/26/2026")}, "price_seen", "Enter a date like"),
        ({"price_seen": ("12/24/2026", "11/26/2026")}, "price_seen", "is in the future"),
        ({"price_low": ("€1,499.00", "$1,289.50")}, "price_low", "an amount in dollars"),
        ({"price_low": ("$1,49.00", "$1,289.50")}, "price_low", "an amount in dollars"),
        ({"seer2": ("about 21", "19")}, "seer2", "is not a valid value"),
        ({"type": ("Radiator", "Mini-split")}, "type", "is not one of mini_split"),
        ({"slug": ("", "south-12")}, "slug", "This cell is empty."),
    ],
)
def test_wrong_cell_is_named_and_the_other_row_comes_in(
    cells: dict[str, tuple[str, str]], column: str, sentence: str, tmp_path: Path
) -> None:
    report = apply(tmp_path, office.text(office.with_cells(**cells)))
    (problem,) = report.problems
    assert (problem.line, problem.column, problem.is_error) == (2, column, True)
    assert sentence in problem.message
    assert {slug for slug, *_rest in prices()} == {"south-12"}


def test_short_row_is_left_out_with_its_line(tmp_path: Path) -> None:
    content = office.text([office.HEADER, office.NORTH[:-2], office.SOUTH])
    report = apply(tmp_path, content)
    (problem,) = report.problems
    assert problem.line == 2
    assert "does not have the same number of cells as the header" in problem.message
    assert report.updated == 1


def test_blank_columns_at_the_end_may_be_missing(tmp_path: Path) -> None:
    """Excel pads the rows that it knows."""
    lines = office.text(separator=";").split(b"\n")
    apply(tmp_path, b"\n".join([lines[0] + b";;;", *lines[1:]]))
    assert units() == UNITS


def test_emptied_cell_leaves_its_figure_and_says_so(tmp_path: Path) -> None:
    rows = office.with_cells(seer2=("", "19"), notes=("", "Old"))
    rows = [[*row, cell] for row, cell in zip(rows, ("eer2", "", "12"), strict=True)]
    report = apply(tmp_path, office.text(office.without(rows, "price_low")))
    unit = HeatPump.objects.get(slug="north-09")
    assert (unit.seer2, unit.eer2, unit.notes) == (20, 12, "Old")
    assert report.emptied_cells == 3
    kept = ImportChange.objects.get(slug="north-09").kept
    assert kept == {"seer2": [20.0, ""], "eer2": [12.0, ""], "notes": ["Old", ""]}


def test_column_that_is_missing_empties_nothing(tmp_path: Path) -> None:
    """Nor does it make a single-zone unit of one that is none."""
    report = apply(tmp_path, office.text(office.without(office.TABLE, "notes", "seer2")))
    assert report.emptied_cells == 0
    assert not HeatPump.objects.filter(single_zone=True).exists()


LIST = (
    ("Model", "Price", "Date", "Store"),
    ("NI-09/NO-09", "$1,499.00", "11/27/2026", "Müller & Sons"),
    ("si12 so12", "1289.50", "Nov 26 2026", "Corner Shop"),
)
PRICE_LISTS: Final[dict[str, bytes]] = {
    "slugs": office.text(
        office.without(
            office.TABLE, "brand", "type", "model_number", "cooling_btu_h", "seer2", "notes"
        )
    ),
    "model numbers however they are written": office.text(LIST),
    "brand and model number in a workbook": office.xlsx(
        [
            ["Prices of the week"],
            ["Shop", "Brand", "Model No.", "Day", "Price"],
            ["Müller & Sons", "KÜHL Inc", "NI-09 / NO-09", date(2026, 11, 27), 1499],
            ["Corner Shop", "Kühl", "SI-12 / SO-12", date(2026, 11, 26), 1289.5],
        ]
    ),
    "ODS": office.ods(LIST),
}


@pytest.mark.parametrize("name", PRICE_LISTS)
def test_price_list_alone_brings_its_prices(name: str, tmp_path: Path) -> None:
    report = apply(tmp_path, PRICE_LISTS[name], "prices")
    assert report.problems == []
    assert prices() == PRICES
    assert {seer2 for _slug, _cooling, seer2, _notes in units()} == {20}


def test_price_list_may_have_many_rows_of_a_unit_and_comes_again_without_news(
    tmp_path: Path,
) -> None:
    content = office.text(
        [
            *LIST,
            ("NI-09/NO-09", "1450", "11/28/2026", "Müller & Sons"),
            ("NI-09/NO-09", "1,455.00", "11/28/2026", "Other Shop"),
        ]
    )
    assert apply(tmp_path, content, "prices").updated == 2
    assert len(prices()) == 4
    again = apply(tmp_path, content, "prices")
    assert (again.updated, again.unchanged, len(prices())) == (0, 2, 4)


def test_price_that_a_shop_asked_on_a_day_stays_and_that_is_told(tmp_path: Path) -> None:
    apply(tmp_path, office.text(LIST), "prices")
    report = apply(tmp_path, office.text(LIST).replace(b"1,499.00", b"1,399.00"), "prices")
    (problem,) = report.problems
    assert problem.message == (
        "Müller & Sons’s price of November 27, 2026 is known as $1,499.00 and stays so."
    )
    assert prices() == PRICES


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("XX-99", "900", "11/27/2026", "A"), "The catalog has no unit “XX-99”."),
        (("", "900", "11/27/2026", "A"), "The row names no unit"),
        (("NI-09/NO-09", "900", "11/27/2027", "A"), "This day is in the future."),
        (("NI-09/NO-09", "900", "11/27/2026", ""), "This cell is empty."),
        (("NI-09/NO-09", "call us", "11/27/2026", "A"), "an amount in dollars"),
        (("TWIN-1", "900", "11/27/2026", "A"), "Several units have this model number: "),
        (("NI-09/NO-09", "14,990", "11/27/2026", "A"), "Similar units"),
    ],
)
def test_row_of_a_price_list_that_cannot_be_is_left_out(
    row: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    HeatPump.objects.update(status="live")
    for _brand in range(2):
        create_heat_pump(model_number="TWIN-1")
    (problem,) = apply(tmp_path, office.text([LIST[0], row]), "prices").problems
    assert sentence in problem.message
    assert problem.is_error
    assert prices() == set()


@pytest.mark.parametrize("brand", ["", "Twins"])
def test_two_units_whose_numbers_read_alike_are_both_named_and_neither_is_priced(
    brand: str, tmp_path: Path
) -> None:
    twins = create_brand(name="Twins")
    for number, slug in (("TW-12", "tw-12"), ("TW 12", "tw-12-of-2024")):
        create_heat_pump(brand=twins, model_number=number, slug=slug)
    rows = [(*LIST[0], "Brand"), ("TW12", "900", "11/27/2026", "A", brand)]
    (problem,) = apply(tmp_path, office.text(rows), "prices").problems
    assert problem.message == (
        "Several units have this model number: tw-12, tw-12-of-2024."
        " Add a column “slug” with one of them."
    )
    assert prices() == set()


def test_command_names_the_option_that_answers(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(ASKED["days that are one of two"][0])
    with pytest.raises(CommandError, match=r"Say --dates: month-first, day-first"):
        call_command("import_catalog", "own", str(path), stdout=io.StringIO())
    out = io.StringIO()
    call_command("import_catalog", "own", str(path), "--dates", "day-first", stdout=out)
    assert "2 updated" in out.getvalue()
