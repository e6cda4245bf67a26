"""What CONTRIBUTING.md promises: the test that fails when a file of a recipe is forgotten."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from advisor.advice.sentences.prices_in_words import COSTS
from advisor.engine.money import INSTALLATION
from advisor.models import InstallationCost
from catalog.importing import formats
from catalog.importing.offered_formats import FORMATS
from catalog.importing.records import Format

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
WHOLE_JOB = "mini_split_installed"  # to compare the sum with: no line of it


def test_every_cost_line_has_a_name_for_visitors_and_for_the_admin() -> None:
    assert INSTALLATION.keys() | {"unit"} == COSTS.keys()
    assert INSTALLATION.keys() | {WHOLE_JOB} == set(InstallationCost.Code.values)


def declared_formats() -> list[Format]:
    modules = [
        importlib.import_module(f"{formats.__name__}.{module.name}")
        for module in pkgutil.iter_modules(formats.__path__)
    ]
    return [value for module in modules for value in vars(module).values() if type(value) is Format]


def test_every_import_format_is_offered() -> None:
    declared = declared_formats()
    assert declared
    assert {form.code for form in declared} == FORMATS.keys()


@pytest.mark.parametrize("code", sorted(FORMATS))
def test_every_import_format_is_read_in_a_test(code: str) -> None:
    tests = "".join(file.read_text() for file in (ROOT / "tests" / "catalog").rglob("test_*.py"))
    assert re.search(rf'"{code}"', tests)


def test_every_file_that_the_guide_names_is_there() -> None:
    """Paths in back quotes; those with a placeholder name a pattern, not a file."""
    named = set(re.findall(r"`((?:advisor|catalog|tests|templates|static)/[\w./-]+)`", GUIDE))
    assert len(named) > 25
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


@pytest.mark.parametrize(
    "recipe",
    ["A question", "A unit type", "A cost line", "An import format", "A sentence", "A page"],
)
def test_each_recipe_names_its_files_and_the_test_that_fails(recipe: str) -> None:
    text = GUIDE.partition(f"\n## {recipe}\n")[2].partition("\n## ")[0]
    assert "1. `" in text or "1. Where" in text
    assert "Fails when forgotten" in text
    assert "tests/" in text
