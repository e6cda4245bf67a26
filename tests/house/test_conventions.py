"""House rules that no linter knows. Each was broken once to see it fail."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", "var", "node_modules", "__pycache__"}
TEXT = {".py", ".html", ".css", ".js", ".md", ".toml", ".yaml", ".txt", ".svg", ".po", ""}
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
TEST_FILES = sorted((ROOT / "tests").rglob("test_*.py"))


def our_files() -> Iterator[Path]:
    for file in sorted(ROOT.rglob("*")):
        inside = file.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in inside)
        if file.is_file() and file.suffix in TEXT and not hidden and NOT_OURS.isdisjoint(inside):
            yield file


def lines_with(pattern: str, files: Iterator[Path] | list[Path], *, flags: int = 0) -> list[str]:
    """``file:line: text`` of every match."""
    found = []
    for file in files:
        text = file.read_text(encoding="utf-8")
        for match in re.finditer(pattern, text, flags):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{file.relative_to(ROOT)}:{line}: {match[0][:80]}")
    return found


def test_templates_carry_no_inline_style_or_script() -> None:
    assert TEMPLATES
    inline = r"""(?xi)
        <style\b                                # a stylesheet in the page
      | <[^>]*\sstyle\s*=                       # a style of one element
      | <[^>]*\son[a-z]+\s*=\s*["']             # onclick= and its kin
      | <script\b(?![^>]*\b(?:src\s*=|type\s*=\s*["']application/(?:ld\+)?json))
      | javascript:
    """
    assert lines_with(inline, TEMPLATES) == []


def test_templates_load_nothing_from_other_sites() -> None:
    # A link may lead anywhere; what the browser fetches by itself is ours.
    assert (
        lines_with(
            r"""(?i)<(?:script|img|link|iframe)\b[^>]*(?:src|href)\s*=\s*["'](?:https?:)?//"""
            r"""(?![^>]*rel=["'](?:canonical|alternate))""",
            TEMPLATES,
        )
        == []
    )


def test_no_file_names_a_path_of_one_machine() -> None:
    homes = r"(?<![\w.])/(?:root|home/[a-z]+|Users/[A-Za-z]+|wor" + r"k|mnt)/[\w.-]+"
    assert lines_with(homes, our_files()) == []


def test_no_work_is_left_marked_as_undone() -> None:
    marks = r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b|lorem ip" + r"sum"
    assert lines_with(marks, our_files()) == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-runtime.lock"])
def test_lock_names_no_address_and_pins_every_package_with_hashes(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash=)", text, re.MULTILINE)
    requirements = re.split(r"\n(?=\S)", text.strip())
    assert all(re.match(r"[\w.-]+(?:\[\w+\])?==\S+", each) for each in requirements)
    assert all("--hash=sha256:" in each for each in requirements)


def test_runtime_lock_is_a_part_of_the_whole_lock() -> None:
    whole, runtime = (
        set(re.split(r"\n(?=\S)", (ROOT / name).read_text().strip()))
        for name in ("requirements.lock", "requirements-runtime.lock")
    )
    # Markers may be shorter there (fewer packages ask): pins and hashes must be the same.
    pin = re.compile(r" ;[^\\]*")
    assert {pin.sub(" ", each) for each in runtime} <= {pin.sub(" ", each) for each in whole}
    assert not any(re.match(r"pytest|playwright|ruff|pixeltable", each) for each in runtime)


def test_locks_hold_every_package_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    for name, groups in (("requirements.lock", True), ("requirements-runtime.lock", False)):
        asked = list(project["project"]["dependencies"])
        for group in project["dependency-groups"].values() if groups else ():
            asked += group
        locked = set(re.findall(r"^([\w.-]+)==", (ROOT / name).read_text(), re.MULTILINE))
        names = {re.split(r"[\[<>=~! ]", each)[0].lower() for each in asked}
        # Without its extra a package is locked under the same name.
        assert names <= locked | {each.split("[")[0] for each in locked}


def test_engine_is_plain_python_and_numpy() -> None:
    code = (
        "import pkgutil, sys, importlib, advisor.engine as e\n"
        "for m in pkgutil.iter_modules(e.__path__):\n"
        "    importlib.import_module(f'advisor.engine.{m.name}')\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    assert "numpy" in loaded
    assert not {"django", "catalog", "psycopg", "gunicorn"} & set(loaded)


def test_every_environment_variable_stands_in_the_readme() -> None:
    readers = [ROOT / "run", *(ROOT / "advisor").glob("*.py")]
    pattern = r"""(?:\benv(?:_flag)?\(|os\.environ\.get\(|os\.environ\[)\s*"([A-Z][A-Z0-9_]+)\""""
    read = {name for file in readers for name in re.findall(pattern, file.read_text())}
    read |= set(re.findall(r"\$\{([A-Z0-9_]+)", (ROOT / "compose.yaml").read_text()))
    assert {"DATABASE_URL", "SECRET_KEY", "PORT", "CHROMIUM", "POSTGRES_PASSWORD"} <= read
    told = set(re.findall(r"^\|\s*`([A-Z0-9_]+)`", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert read - told == set()
    assert told - read == set()


def views(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, object]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.pattern}", entry.callback
        elif entry.app_name != "admin":
            yield from views(entry, f"{prefix}{entry.pattern}")


def test_views_are_functions() -> None:
    found = dict(views(get_resolver()))
    assert "healthz" in found
    assert [where for where, view in found.items() if hasattr(view, "view_class")] == []
    modules = [*ROOT.glob("*/views.py"), *ROOT.glob("*/views/*.py")]
    assert lines_with(r"^class \w*View\b", modules, flags=re.MULTILINE) == []


def test_htmx_attributes_are_valid_html() -> None:
    templates = [file for file in our_files() if file.suffix == ".html"]
    assert lines_with(r"data-hx-get=", templates)
    assert lines_with(r"(?<!data-)\bhx-\w+[\w-]*=", templates) == []


def functions_of(file: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node


def claims(function: ast.FunctionDef) -> bool:
    """Does the test state anything: an assert, an expected error, a check by name?"""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if re.search(r"(^|[._])(raises|expect|assert_?\w*|assert\w*)$", name):
                return True
    return False


def test_every_test_claims_something() -> None:
    silent = [
        f"{file.relative_to(ROOT)}: {function.name}"
        for file in TEST_FILES
        for function in functions_of(file)
        if not claims(function)
    ]
    assert silent == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    evasions = r"pytest\.(?:mark\.)?(?:sk" + r"ip|xf" + r"ail|import" + r"orskip)"
    assert lines_with(evasions, list((ROOT / "tests").rglob("*.py"))) == []
