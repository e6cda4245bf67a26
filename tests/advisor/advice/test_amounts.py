"""A price is written in one place: no sentence of the advice holds an amount of its own."""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

from advisor.advice import advise
from advisor.engine.improvement import STEPS
from advisor.engine.job_prices import JOB_PRICES
from advisor.questions.answer_form import read_text

ROOT = Path(settings.BASE_DIR)
SENTENCES = sorted((ROOT / "advisor" / "advice" / "sentences").glob("*.py"))
AMOUNT = re.compile(r"\$\s?\d|\d\s?(?:dollars|dólares|USD)\b")


def documentation(tree: ast.Module) -> set[int]:
    """The docstrings, which may give an example."""
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }


def written_amounts(source: Path) -> list[str]:
    tree = ast.parse(source.read_text())
    docstrings = documentation(tree)
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
        and AMOUNT.search(node.value)
    ]


@pytest.mark.parametrize("source", SENTENCES, ids=lambda path: path.stem)
def test_no_sentence_writes_an_amount(source: Path) -> None:
    assert written_amounts(source) == []


def test_no_translation_writes_one_either() -> None:
    spanish = polib.pofile(str(ROOT / "advisor" / "locale" / "es" / "LC_MESSAGES" / "django.po"))
    assert [
        entry.msgid
        for entry in spanish
        if AMOUNT.search(entry.msgstr)
        and any("advice/sentences/" in file for file, _line in entry.occurrences)
    ] == []


def test_every_job_has_a_source_and_a_date() -> None:
    for name, job in JOB_PRICES.items():
        assert 0 < job.low <= job.high, name
        assert job.source
        assert re.fullmatch(r"\d{4}-\d{2}", job.as_of), name


def test_the_steps_cost_what_the_sentences_say() -> None:
    for code in ("film", "caulk", "garage_door"):
        assert STEPS[code][2] == JOB_PRICES[code].dollars


@pytest.mark.usefixtures("real_data")
def test_a_page_gives_one_price_for_caulk() -> None:
    answers = read_text(
        "zip=05401&space=bedroom&area=220&exterior_walls=1&drafts=drafty&insulation=good"
        "&windows=few&tenure=rent&heating_now=electric&above=heated&below=heated&goal=heating"
    ).answers
    assert answers is not None
    note = advise(answers).load.note or ""
    assert note.startswith("Air leaks")
    assert "$40 to $120" in note
