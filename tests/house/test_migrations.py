"""Code of the release before works on with the tables of this one: hosts are replaced one by one.

What would break it is refused in every migration after ``RELEASED``; CONTRIBUTING.md has the two
steps that get there all the same.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tests.house.test_conventions import ROOT

RELEASED = {"catalog": 23, "advisor": 14}
"""The number of each app's last migration that no rolling upgrade will ever run."""

OPAQUE = (migrations.RunSQL, migrations.RunPython, migrations.AddConstraint)
"""Only a person can tell whether old code can live with what these do."""

DROPS = re.compile(r"(?i)\bDROP\s+(TABLE|COLUMN)\b|\bRENAME\b")

REMOVALS = (
    migrations.RemoveField,
    migrations.DeleteModel,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.AlterModelTable,
)
"""What Django's old code has in its models, it names in every statement, used or not."""


def releases() -> list[str]:
    """The one that is being made, the one that runs meanwhile, and those before it."""
    return re.findall(r"(?m)^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text())


def faults(migration: Any, state: ProjectState, known: list[str]) -> Iterator[str]:
    """What code of the release before would stumble over; moves ``state`` on."""
    for operation in migration.operations:
        inside = getattr(operation, "database_operations", [operation])
        for each in inside:
            after = state.clone()
            each.state_forwards(migration.app_label, after)
            if fault := _fault(each, migration, state, after, known):
                yield f"{migration}: {type(each).__name__}: {fault}"
        operation.state_forwards(migration.app_label, state)


def _fault(
    operation: Any, migration: Any, before: ProjectState, after: ProjectState, known: list[str]
) -> str:
    if isinstance(operation, REMOVALS):
        return "old code names it in its statements: take it out of the model first"
    if isinstance(operation, migrations.RunSQL) and DROPS.search(str(operation.sql)):
        gone = getattr(migration, "last_used_in", "") in known[2:]
        return "" if gone else "the release that runs meanwhile still has it (last_used_in)"
    if isinstance(operation, OPAQUE):
        told = len(getattr(migration, "old_code_survives", "")) > 20
        return "" if told else "say why old code can live with it (old_code_survives)"
    if isinstance(operation, migrations.AddField):
        field = operation.field
        left_out = field.null or field.many_to_many or field.has_db_default() or field.generated
        return "" if left_out else "old code does not fill it: null=True or db_default"
    if isinstance(operation, migrations.AlterField):
        key = (migration.app_label, operation.model_name_lower)
        old = before.models[key].fields[operation.name]
        return _narrowed(old, after.models[key].fields[operation.name])
    return ""


def _narrowed(old: Any, new: Any) -> str:
    """Why a column that changed takes less than it did; empty if it takes as much."""
    if old.null and not new.null:
        return "old code writes NULL there"
    if old.has_db_default() and not (new.null or new.has_db_default()):
        return "old code leaves it to the database's default"
    if new.unique and not old.unique:
        return "old code writes doubles there"
    if old.db_column != new.db_column:
        return "old code asks for it by the old name"
    types = [_type(field) for field in (old, new)]
    return "" if types[0] == types[1] or _is_wider(*types) else f"{types[0]} became {types[1]}"


def _type(field: Any) -> str:
    return str(field.db_parameters(connection)["type"])


def _is_wider(old: str, new: str) -> bool:
    sizes = [re.fullmatch(r"varchar\((\d+)\)", kind) for kind in (old, new)]
    if sizes[0] and sizes[1]:
        return int(sizes[0][1]) <= int(sizes[1][1])
    return (old, new) in {("smallint", "integer"), ("integer", "bigint")} or bool(
        sizes[0] and new == "text"
    )


def test_code_of_the_release_before_survives_every_migration() -> None:
    loader = MigrationLoader(None)
    found: list[str] = []
    state = ProjectState()
    for key in loader.graph._generate_plan(loader.graph.leaf_nodes(), at_end=True):
        migration = loader.graph.nodes[key]
        app, name = key
        if int(name[:4]) > RELEASED.get(app, 9999):
            found += faults(migration, state, releases())
        else:
            state = migration.mutate_state(state, preserve=False)
    assert found == []


# A table as a release has it, and what is done to it.

BEFORE = migrations.CreateModel(
    "Unit",
    [
        ("id", models.BigAutoField(primary_key=True)),
        ("name", models.CharField(max_length=20)),
        ("note", models.TextField(null=True)),
        ("size", models.IntegerField(db_default=1)),
    ],
)


def faults_of(
    *operations: Any, known: tuple[str, ...] = ("0.3.0", "0.2.0"), **told: str
) -> list[str]:
    migration = type("Migration", (migrations.Migration,), {"operations": operations, **told})
    state = ProjectState()
    BEFORE.state_forwards("shop", state)
    return list(faults(migration("0002_next", "shop"), state, list(known)))


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField("unit", "note"),
        migrations.RenameField("unit", "note", "remark"),
        migrations.RenameModel("Unit", "Machine"),
        migrations.DeleteModel("Unit"),
        migrations.AlterModelTable("unit", "machines"),
        migrations.AddField("unit", "color", models.CharField(max_length=9, default="red")),
        migrations.AlterField("unit", "note", models.TextField(default="")),
        migrations.AlterField("unit", "name", models.CharField(max_length=10)),
        migrations.AlterField("unit", "name", models.CharField(max_length=20, unique=True)),
        migrations.AlterField("unit", "name", models.CharField(max_length=20, db_column="title")),
        migrations.AlterField("unit", "name", models.IntegerField()),
        migrations.AlterField("unit", "size", models.IntegerField()),
        migrations.RunSQL("DROP TABLE shop_unit"),
        migrations.RunSQL("UPDATE shop_unit SET size = 2"),
        migrations.AddConstraint(
            "unit", models.CheckConstraint(condition=models.Q(size__gt=0), name="some_size")
        ),
        migrations.SeparateDatabaseAndState([migrations.RemoveField("unit", "note")], []),
    ],
    ids=lambda operation: operation.describe(),
)
def test_what_old_code_would_stumble_over_is_refused(operation: Any) -> None:
    assert len(faults_of(operation)) == 1


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("unit", "color", models.CharField(max_length=9, null=True)),
        migrations.AddField("unit", "color", models.CharField(max_length=9, db_default="red")),
        migrations.AlterField("unit", "name", models.CharField(max_length=30)),
        migrations.AlterField("unit", "name", models.TextField(null=True)),
        migrations.AlterField("unit", "name", models.CharField("its name", max_length=20)),
        migrations.CreateModel("Box", [("id", models.BigAutoField(primary_key=True))]),
        migrations.AddIndex("unit", models.Index(fields=["name"], name="by_name")),
        migrations.SeparateDatabaseAndState([], [migrations.RemoveField("unit", "note")]),
    ],
    ids=lambda operation: operation.describe(),
)
def test_what_old_code_does_not_notice_is_let_through(operation: Any) -> None:
    assert faults_of(operation) == []


def test_what_two_releases_do_not_use_any_more_may_go() -> None:
    gone = migrations.RunSQL("ALTER TABLE shop_unit DROP COLUMN note")
    three = ("0.3.0", "0.2.0", "0.1.0")
    assert faults_of(gone, known=three, last_used_in="0.1.0") == []
    assert len(faults_of(gone, known=three, last_used_in="0.2.0")) == 1


def test_what_only_a_person_can_judge_needs_a_sentence() -> None:
    change = migrations.RunSQL("CREATE INDEX by_note ON shop_unit (note)")
    why = "An index is nothing that a statement of old code names."
    assert faults_of(change, old_code_survives=why) == []
