"""What is decided in one place is decided nowhere else. Each was broken once to see it fail."""

import re

from tests.house.test_conventions import ROOT

CODE = sorted(
    file
    for app in ("advisor", "catalog")
    for file in (ROOT / app).rglob("*.py")
    if "migrations" not in file.parts
)


def test_every_table_that_we_write_passes_through_the_guard_against_formulas() -> None:
    writes = re.compile(r"\bcsv\.(?:Dict)?[Ww]riter\(|\bopenpyxl\.Workbook\(")
    guarded = re.compile(r"\bguarded\(|\bcsv_rows\(")
    writers = [file for file in CODE if writes.search(file.read_text(encoding="utf-8"))]
    assert writers
    assert [
        str(file.relative_to(ROOT))
        for file in writers
        if not guarded.search(file.read_text(encoding="utf-8"))
    ] == []
