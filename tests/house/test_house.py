"""The rules of the source tree, each measured on the files themselves; the figures are printed
(`./run test tests/house/test_house.py -s`). Layers are import-linter's (`./run lint`)."""

import ast
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("advisor", "catalog")

AT_THE_TOP = {"__init__", "settings", "urls", "wsgi", "apps"}
MODULE_LINES = 400
DATA_LINES = 800
FUNCTION_LINES = 60
IMPORTED_MODULES = 14
IMPORTS_BETWEEN_ROOMS = 70
COMPLEXITY = 15

SAME_NAME_EVERYWHERE = {"__init__.py", "views.py", "page.py", "admin.py"}
NAMED_BY_DJANGO = {"formats.py"}  # FORMAT_MODULE_PATH looks for <language>/formats.py
COMPLEX_FUNCTIONS = 6
"""Functions over a cognitive complexity of 15. Never more; each visit makes it fewer."""


def modules() -> list[Path]:
    return [
        file
        for app in APPS
        for file in sorted((ROOT / app).rglob("*.py"))
        if "migrations" not in file.parts
    ]


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def short(file: Path) -> str:
    return str(file.relative_to(ROOT))


def lines_of(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def is_declared_data(file: Path) -> bool:
    """Nothing but assignments, imports and small records: no function of its own."""
    return not any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in tree_of(file).body
    )


def dotted(file: Path) -> str:
    name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    return name.removesuffix(".__init__")


@cache
def all_names() -> frozenset[str]:
    return frozenset(dotted(file) for file in modules())


def imports_of(file: Path) -> Iterator[str]:
    """The modules of ours that a module imports, wherever in it."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in all_names() else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def ours(names: Iterator[str]) -> set[str]:
    return {name for name in names if name.partition(".")[0] in APPS}


def room_of(name: str) -> str:
    """The room of a module of ``advisor``: the folder or module right below the top."""
    parts = name.split(".")
    return parts[1] if parts[0] == "advisor" and len(parts) > 1 else ""


def arrows() -> set[tuple[str, str]]:
    found = set()
    for file in modules():
        start = room_of(dotted(file))
        ends = {room_of(name) for name in ours(imports_of(file))}
        found |= {(start, end) for end in ends if start and end and start != end}
    return found


def twice(names: dict[tuple[str, str], list[str]]) -> dict[str, list[str]]:
    return {f"{app}: {name}": places for (app, name), places in names.items() if len(places) > 1}


def test_only_five_modules_stand_at_the_top_of_advisor() -> None:
    top = {file.stem for file in (ROOT / "advisor").glob("*.py")}
    print(f"\nat the top of advisor/: {', '.join(sorted(top))}")
    assert top <= AT_THE_TOP


def test_no_module_is_too_long() -> None:
    longest = sorted(((lines_of(file), short(file)) for file in modules()), reverse=True)
    print(f"\nlongest modules: {longest[:3]}")
    long = {
        short(file)
        for file in modules()
        if lines_of(file) > (DATA_LINES if is_declared_data(file) else MODULE_LINES)
    }
    assert long == set()


def test_no_function_is_too_long() -> None:
    lengths = sorted(
        (
            (node.end_lineno or 0) - node.lineno + 1,
            f"{short(file)}:{node.lineno} {node.name}",
        )
        for file in modules()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    print(f"\nlongest functions: {lengths[-3:]}")
    assert [each for each in lengths if each[0] > FUNCTION_LINES] == []


def test_no_file_name_is_used_twice_in_one_app() -> None:
    names = defaultdict(list)
    for file in modules():
        if file.name not in SAME_NAME_EVERYWHERE | NAMED_BY_DJANGO:
            names[file.relative_to(ROOT).parts[0], file.name].append(short(file))
    assert twice(names) == {}


def test_no_class_name_is_used_twice_in_one_app() -> None:
    names = defaultdict(list)
    for file in modules():
        for node in tree_of(file).body:
            # Django looks for a command's class under this one name.
            if isinstance(node, ast.ClassDef) and node.name != "Command":
                names[file.relative_to(ROOT).parts[0], node.name].append(short(file))
    assert twice(names) == {}


def test_no_module_imports_too_many_of_ours() -> None:
    counts = {short(file): len(ours(imports_of(file))) for file in modules()}
    print(f"\nmost imports of ours: {max(counts.values())}")
    views_of_all = {"advisor/urls.py"}
    assert {
        name: count
        for name, count in counts.items()
        if count > IMPORTED_MODULES and name not in views_of_all
    } == {}


def test_rooms_are_tied_by_few_arrows_and_no_circle() -> None:
    found = arrows()
    rooms = {room for arrow in found for room in arrow}
    print(f"\n{len(rooms)} rooms of advisor, {len(found)} imports between them")
    assert len(found) <= IMPORTS_BETWEEN_ROOMS
    left = set(found)
    while left:  # take away what nobody imports any more, until a circle or nothing is left
        imported = {end for _start, end in left}
        kept = {arrow for arrow in left if arrow[0] in imported}
        assert kept != left, f"a circle among {sorted(imported)}"
        left = kept


def test_queries_stand_where_records_are_read() -> None:
    """``.objects`` below the views only in the rooms that read and keep records."""
    allowed = {"listing", "reference", "models", "operations", "admin", "management", "articles"}
    asking = {
        short(file)
        for file in modules()
        if file.parts[len(ROOT.parts)] == "advisor"
        and room_of(dotted(file)) not in allowed
        and file.name != "views.py"
        and any(
            isinstance(node, ast.Attribute) and node.attr == "objects"
            for node in ast.walk(tree_of(file))
        )
    }
    assert asking == set()


def test_complex_functions_become_fewer() -> None:
    done = subprocess.run(
        [
            *(str(Path(sys.executable).parent / "complexipy"), *APPS, "--plain", "--failed"),
            *("--max-complexity-allowed", str(COMPLEXITY), "--no-ignore"),
        ],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    found = [line for line in done.stdout.splitlines() if ".py " in line]
    print(f"\n{len(found)} functions over a cognitive complexity of {COMPLEXITY}")
    assert found or done.returncode == 0, done.stderr
    assert len(found) <= COMPLEX_FUNCTIONS


def rooms_with_tests() -> list[str]:
    folders = {file.parent for file in modules() if file.name != "__init__.py"}
    folders -= {ROOT / app for app in APPS}
    return sorted({short(folder) for folder in folders if folder.parent.parent == ROOT})


@pytest.mark.parametrize("folder", [*APPS])
def test_the_tests_of_an_app_mirror_its_rooms(folder: str) -> None:
    """A room's tests stand in a folder of its name; no folder of tests is without a room."""
    rooms = {
        path.name for path in (ROOT / folder).iterdir() if path.is_dir() and any(path.glob("*.py"))
    }
    tests = {
        path.name
        for path in (ROOT / "tests" / folder).iterdir()
        if path.is_dir() and any(path.rglob("test_*.py"))
    }
    assert tests <= rooms
