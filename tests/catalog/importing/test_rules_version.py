"""A change of the rules by which statements become records must reach the records."""

import ast
import hashlib
from pathlib import Path

import pytest

from catalog.importing import reconcile, records, seed_data

CATALOG = Path(reconcile.__file__).resolve().parents[1]
RULE_FILES = ("vocabulary.py", "merging.py", "importing/reconcile.py", "importing/apply.py")
# The code of these files without comments and docstrings, at this version of the rules.
DIGEST = (5, "d6146258b566344f")


def without_docstrings(source: str) -> str:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            body[:] = [line for line in body if not is_text(line)] or [ast.Pass()]
    return ast.unparse(tree)


def is_text(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def test_version_of_the_rules_moves_with_the_rules() -> None:
    """If it fails: do records come out differently? Then raise ``reconcile.RULES`` by one.

    In any case write what the message shows into ``DIGEST``.
    """
    text = "".join(without_docstrings((CATALOG / name).read_text()) for name in RULE_FILES)
    now = (reconcile.RULES, hashlib.sha256(text.encode()).hexdigest()[:16])
    assert now == DIGEST


def test_comments_and_docstrings_are_no_rules() -> None:
    plain = "def f(x: int) -> int:\n    return x + 1\n"
    told = '"""Module."""\n\ndef f(x: int) -> int:\n    """Adds."""\n    return x + 1  # one\n'
    assert without_docstrings(plain) == without_docstrings(told)


def test_another_version_of_the_rules_loads_every_record_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unit = records.Unit(slug="a", brand="B", type="window", model_number="M")
    before = unit.checksum, seed_data.checksum()
    for module in (records, seed_data):
        monkeypatch.setattr(module, "RULES", reconcile.RULES + 1)
    assert unit.checksum != before[0]
    assert seed_data.checksum() != before[1]
