"""One door: a room is studied in one place, with the editors' costs and limits."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from advisor.advice.setup import study_for
from advisor.engine.answers import Answers
from advisor.listing.inventory import current
from advisor.models import InstallationCost, RankingVersion
from advisor.reference import costs

ROOM = Answers(zip="02130", space="bedroom", area=140)


def imports_study(source: Path) -> bool:
    """Whether a module takes the function ``study`` from the engine."""
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module in {"advisor.engine", "advisor.engine.study"}
        and any(name.name == "study" for name in node.names)
        for node in ast.walk(ast.parse(source.read_text()))
    )


def test_only_setup_studies_a_room() -> None:
    root = Path(settings.BASE_DIR)
    outside = [
        path
        for path in root.glob("advisor/**/*.py")
        if "engine" not in path.relative_to(root).parts
    ]
    assert [path.relative_to(root).as_posix() for path in outside if imports_study(path)] == [
        "advisor/advice/setup.py"
    ]


@pytest.mark.usefixtures("real_data")
def test_study_counts_with_what_the_editors_saved() -> None:
    RankingVersion.objects.create(values={"MIN_PER_HEATING_LOAD": 0.25})
    InstallationCost.objects.filter(code="permit").update(low=701, typical=702, high=703)
    costs.forget()
    study = study_for(ROOM, current())
    costs.forget()
    assert study.tuning == {"MIN_PER_HEATING_LOAD": 0.25}
    assert study.upfront.lines["permit"].max() == 703


@pytest.mark.usefixtures("real_data")
def test_another_tuning_replaces_the_editors_own() -> None:
    RankingVersion.objects.create(values={"MIN_PER_HEATING_LOAD": 0.25})
    costs.forget()
    study = study_for(ROOM, current(), tuning={})
    costs.forget()
    assert study.tuning == {}
