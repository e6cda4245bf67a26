"""What is decided in one place is decided nowhere else. Each was broken once to see it fail."""

import ast
import re

from advisor.engine import conversions
from advisor.engine.answers import Answers
from advisor.engine.unit_types import RECORDS, UNIT_TYPES
from advisor.formatting.unit_names import WORDS
from catalog import conversions as catalog_conversions
from catalog.models import TYPE_RULES
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
CATALOG_CONVERSIONS = ROOT / "catalog" / "conversions.py"  # it may not import the advisor
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
        if file not in (CONVERSIONS, CATALOG_CONVERSIONS)
        for place in conversions_in(file.read_text(encoding="utf-8"))
    ] == []


def test_the_catalog_converts_units_as_the_engine_does() -> None:
    assert catalog_conversions.BTU_PER_KWH == conversions.BTU_PER_KWH
    assert catalog_conversions.fahrenheit(-25.0) == conversions.fahrenheit(-25.0)


def test_one_door_explains_a_zip_code_that_nobody_knows() -> None:
    door = ROOT / "advisor" / "pages" / "shared" / "request.py"
    explains = re.compile(r"^ *except \(?UnknownZip", re.MULTILINE)
    assert [file for file in CODE if explains.search(file.read_text(encoding="utf-8"))] == [door]


TYPE_RECORDS = {
    "advisor/engine/unit_types.py",  # figures
    "advisor/formatting/unit_names.py",  # words
    "catalog/models/choices.py",  # what the catalog itself knows; it may not import the advisor
}


def is_type(node: ast.AST | None) -> str:
    """The type that an element stands for: a key of the address, or a name of one in capitals."""
    names = {key.upper(): key for key in UNIT_TYPES} | {key: key for key in UNIT_TYPES}
    for part in ast.walk(node) if node is not None else ():
        if isinstance(part, ast.Constant) and part.value in UNIT_TYPES:
            return str(part.value)
        if isinstance(part, ast.Name | ast.Attribute):
            found = names.get(part.id if isinstance(part, ast.Name) else part.attr)
            if found:
                return found
    return ""


def lists_of_types(code: str) -> list[int]:
    """Lines of dictionaries, sets, lists and tuples whose keys or elements are all of the types."""
    lines = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Dict):
            elements: list[ast.AST | None] = [*node.keys]
        elif isinstance(node, ast.Set | ast.List | ast.Tuple):
            plain = ast.Constant | ast.Attribute | ast.Name
            elements = [each for each in node.elts if isinstance(each, plain)]
        else:
            continue
        if {is_type(each) for each in elements} >= set(UNIT_TYPES):
            lines.append(node.lineno)
    return lines


def test_what_goes_by_unit_type_is_kept_in_the_records_of_types() -> None:
    listed = [repr(key) for key in UNIT_TYPES]
    samples = (
        f"{{{', '.join(f'{key}: 1' for key in listed)}}}",
        f"({', '.join(reversed(listed))})",
        f"{{{', '.join(f'UnitType.{key.upper()}.value: 1' for key in UNIT_TYPES)}}}",
        f"{{{', '.join(f'({key.upper()}, 0): 1' for key in UNIT_TYPES)}}}",
    )
    assert [lists_of_types(sample) for sample in samples] == [[1]] * len(samples)
    assert lists_of_types('{"window": 3.2, "portable": 2.2, "central": 3.6}') == []
    found = {
        str(file.relative_to(ROOT)): lines
        for file in CODE
        if (lines := lists_of_types(file.read_text(encoding="utf-8")))
    }
    assert set(found) <= TYPE_RECORDS, found
    assert lists_of_types((ROOT / "catalog/models/choices.py").read_text(encoding="utf-8"))


def test_every_type_has_both_of_its_records_and_its_answers() -> None:
    assert tuple(WORDS) == UNIT_TYPES
    assert tuple(TYPE_RULES) == UNIT_TYPES
    assert {f"{name}_{key}" for name in ("upkeep", "life") for key in UNIT_TYPES} <= {
        *Answers.__dataclass_fields__
    }
    for record in RECORDS:
        words = WORDS[record.key]
        assert set(words.price_groups) == record.groups
        assert (words.cannot_heat is None) is (record.most_backup is None)
        assert (words.not_only_heat is None) is (record.sole_heat_f is None)
        assert set(words.verdicts) == {
            *(["no_place"] if record.needs else []),
            *(["no_window"] if record.needs_window else []),
            *([] if record.split else ["cold_beside_split"]),
            *(["basement", "casement"] if record.in_window else []),
            *(["beside_split"] if record.sleeve else []),
            *(["cold"] if record.heats_down_to_f is not None else []),
            *("heating", "cooling"),
        }


def test_no_label_is_made_small_by_code() -> None:
    """What stands in the middle of a sentence is words of its own ("RV or camper"), in each
    language: Choice.in_sentence, TypeWords.in_sentence."""
    shrinks = re.compile(
        r"(?:label|short|name|title|told|NAMES\W\S*|WORDS\W\S*)\)?\.lower\(|\|lower\b"
    )
    texts = [*(ROOT / "advisor").rglob("*.py"), *(ROOT / "templates").rglob("*.html")]
    assert [
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for file in texts
        for line in file.read_text(encoding="utf-8").splitlines()
        if shrinks.search(line)
    ] == []
