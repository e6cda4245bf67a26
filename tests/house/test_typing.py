"""What only the type checker sees stays small."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_class_has_the_same_base_for_the_type_checker_and_at_run_time() -> None:
    """``ModelAdmin[HeatPump]`` is a class at run time too: the settings see to it."""
    doubled = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for package in ("advisor", "catalog")
        for file in sorted((ROOT / package).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" and node.orelse
    ]
    assert doubled == []
