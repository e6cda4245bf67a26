"""What is decided in one place is decided nowhere else. Each was broken once to see it fail."""

import ast
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


CONVERSIONS = ROOT / "advisor" / "engine" / "conversions.py"
FACTORS = {
    "BTU and kWh": (3412.142, 3.412142),
    "ft² and m²": (0.09290304, 10.76391),
    "lb and kg": (0.45359237, 2.204623),
    "ft and m": (0.3048, 3.28084),
    "gal and l": (3.785412, 0.2641721),
}
FACTORS_WHERE_MULTIPLIED = {
    "°F and °C": (1.8, 0.5555556),
    "in and cm": (2.54, 25.4, 0.3937008),
    "tons": (12_000.0,),
    "therms": (100_000.0,),
}


def is_near(value: object, factors: tuple[float, ...]) -> bool:
    if not isinstance(value, int | float):
        return False
    return any(abs(abs(value) / factor - 1) < 5e-4 for factor in factors)


def conversions_in(code: str) -> list[str]:
    """``line: what`` of each factor between units; common numbers count beside * and / only."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant):
            found |= {f"{node.lineno}: {k}" for k, f in FACTORS.items() if is_near(node.value, f)}
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div):
            sides = (node.left, node.right)
            values = [side.value for side in sides if isinstance(side, ast.Constant)]
            if len(values) == 2 and set(values) == {5, 9}:
                found.add(f"{node.lineno}: °F and °C")
            found |= {
                f"{node.lineno}: {key}"
                for key, factors in FACTORS_WHERE_MULTIPLIED.items()
                if any(is_near(value, factors) for value in values)
            }
    return sorted(found)


def test_units_of_measure_are_converted_in_one_module() -> None:
    assert conversions_in("x = load / 3412\ny = 5 / 9 * (f - 32)\nz = f * 1.8 + 32") == [
        *("1: BTU and kWh", "2: °F and °C", "3: °F and °C"),
    ]
    assert len(conversions_in(CONVERSIONS.read_text(encoding="utf-8"))) >= 3
    assert [
        f"{file.relative_to(ROOT)}:{place}"
        for file in CODE
        if file != CONVERSIONS
        for place in conversions_in(file.read_text(encoding="utf-8"))
    ] == []


def test_one_door_explains_a_zip_code_that_nobody_knows() -> None:
    door = ROOT / "advisor" / "pages" / "shared" / "request.py"
    explains = re.compile(r"^ *except \(?UnknownZip", re.MULTILINE)
    assert [file for file in CODE if explains.search(file.read_text(encoding="utf-8"))] == [door]
