"""A module that is named in text moves like any other: whoever forgets the text finds out here."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
DOTTED = re.compile(r"(?<![\w./@-])(?:advisor|catalog)(?:\.[A-Za-z_]\w*)+(?![\w/-])")
PATH = re.compile(r"(?<![\w./@-])(?:advisor|catalog|templates|static|tests)/[\w/.-]*\w")
PLAIN_FILES = ("run", "Dockerfile", "compose.yaml", "pyproject.toml", ".ci/run", "README.md")


def exists(name: str) -> bool:
    """Is there a module of this name, or one that has its last parts as attributes?"""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        place = ROOT.joinpath(*parts[:length])
        if place.is_dir() or place.with_suffix(".py").exists():
            found: object = importlib.import_module(".".join(parts[:length]))
            for attribute in parts[length:]:
                found = getattr(found, attribute, None)
            return found is not None
    return False


def names_a_record(name: str) -> bool:
    """Is it a model (``catalog.HeatPump``), a right (``catalog.change_heatpump``) or a table?"""
    label, *rest = name.split(".")
    models = {model.__name__.lower() for model in apps.get_app_config(label).get_models()}
    return len(rest) == 1 and rest[0].lower().split("_")[-1] in models


def strings_in_code() -> Iterator[tuple[str, str]]:
    for package in ("advisor", "catalog", "tests"):
        for file in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text())):
                if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                    continue
                if DOTTED.fullmatch(node.value):
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", node.value


def test_modules_named_in_code_exist() -> None:
    named = dict.fromkeys(text for _where, text in strings_in_code())
    assert {"advisor.settings", "advisor.urls"} <= named.keys()
    wrong = [
        f"{where} {text}"
        for where, text in strings_in_code()
        if not exists(text) and not names_a_record(text)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", PLAIN_FILES)
def test_modules_and_files_named_in_other_files_exist(name: str) -> None:
    text = (ROOT / name).read_text()
    wrong = [found for found in DOTTED.findall(text) if not exists(found)]
    wrong += [found for found in PATH.findall(text) if not (ROOT / found).exists()]
    assert wrong == []
