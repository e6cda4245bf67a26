"""READ_ONLY: pages go on, every way to write is closed, and the database would refuse the rest."""

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.http import QueryDict
from django.test import Client
from django.urls import URLPattern, get_resolver
from pytest_django import Settings

from advisor.models import Article, DailyCount, SavedAdvice, ShownCount
from advisor.operations import impressions
from advisor.operations.database_limits import limited_statements
from advisor.operations.postgresql.base import DatabaseWrapper
from tests.advisor.operations.server import environment_of_tests
from tests.advisor.operations.test_article_analytics import READER

pytestmark = pytest.mark.usefixtures("real_data")

ROOM = "zip=02130&space=bedroom&area=120"


@pytest.fixture
def read_only(settings: Settings) -> None:
    settings.READ_ONLY = True


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def written(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    assert not re.match(r"\s*(INSERT|UPDATE|DELETE|CREATE|COPY)", str(sql)), sql
    return execute(sql, params, many, context)


@pytest.fixture
def nothing_written(real_data: None) -> Iterator[None]:
    before = rows()
    with connection.execute_wrapper(written):
        yield
    assert rows() == before


@pytest.mark.usefixtures("read_only", "nothing_written")
def test_pages_go_on_and_every_form_and_the_desk_are_closed(client: Client) -> None:
    for pattern in get_resolver("advisor.urls").url_patterns:
        if isinstance(pattern, URLPattern):
            place = "/" + re.sub(r"<[^>]+>", "1", str(pattern.pattern))
            asked = client.get(f"{place}?{ROOM}&from=a", headers={"user-agent": READER})
            assert asked.status_code < 500, place
            for method in ("POST", "PUT", "PATCH", "DELETE"):
                posted = client.generic(method, place, QUERY_STRING=ROOM)
                assert posted.status_code == 503, place
                assert posted.headers["Retry-After"] == "600"
    desk = client.get("/admin/login/?lang=es")
    assert desk.status_code == 503
    assert 'lang="es"' in desk.text
    assert "sessionid" not in desk.cookies
    assert client.get(f"/advice/results/?{ROOM}").status_code == 200


def test_counts_and_days_are_left_out(client: Client, settings: Settings) -> None:
    Article.objects.create(slug="a", title="A", address="https://a.example/")
    assert client.post("/r/", QueryDict(ROOM)).status_code == 303
    SavedAdvice.objects.update(opened_on="2026-01-01")
    kept = SavedAdvice.objects.get()
    impressions.write()  # what waits from before
    ShownCount.objects.all().delete()
    settings.READ_ONLY = True
    client.get(f"/advice/results/?{ROOM}&from=a", headers={"user-agent": READER})
    client.get(f"/r/{kept.code}/")
    impressions.write()
    settings.READ_ONLY = False
    assert not DailyCount.objects.exists()
    assert not ShownCount.objects.exists()
    assert str(SavedAdvice.objects.get().opened_on) == "2026-01-01"
    client.get(f"/advice/results/?{ROOM}&from=a", headers={"user-agent": READER})
    assert DailyCount.objects.exists()


@pytest.mark.usefixtures("read_only")
def test_database_refuses_what_was_forgotten(settings: Settings) -> None:
    settings.DATABASE_LIMITS = {"visitor": {"lock": 200, "statement": 3000}}
    with (
        limited_statements(),
        pytest.raises(DatabaseError, match="read-only"),
        transaction.atomic(),
    ):
        Article.objects.create(slug="b", title="B", address="https://a.example/")


@pytest.fixture
def of_a_command(settings: Settings) -> Iterator[DatabaseWrapper]:
    """A connection of a command whose session nobody has told that it may not write."""
    settings.READ_ONLY = True
    made = DatabaseWrapper(connection.settings_dict)
    assert "read_only" not in str(made.settings_dict["OPTIONS"])
    yield made
    made.close()


def test_command_may_read(of_a_command: DatabaseWrapper) -> None:
    with of_a_command.cursor() as cursor:
        cursor.execute("SELECT %s || '%%'", ["100"])
        assert cursor.fetchall() == [("100%",)]
        cursor.execute("SELECT '100%'")
        assert cursor.fetchall() == [("100%",)]
        assert cursor.rowcount == 1


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO advisor_article (slug) VALUES ('c')",
        "WITH gone AS (DELETE FROM advisor_article RETURNING id) SELECT * FROM gone",
        "SELECT nextval('advisor_article_id_seq')",
        "TRUNCATE advisor_article",
        "CREATE TABLE of_a_command (id int)",
        "VACUUM advisor_article",
    ],
)
def test_command_may_not_write(of_a_command: DatabaseWrapper, statement: str) -> None:
    refused = pytest.raises(DatabaseError, match=r"read-only|transaction block")
    with refused, of_a_command.cursor() as cursor:
        cursor.execute(statement)
    with refused, of_a_command.cursor() as cursor:
        of_a_command.set_autocommit(False)
        cursor.execute(statement)


def test_command_may_not_write_many_nor_copy(of_a_command: DatabaseWrapper) -> None:
    # Many go to the database prepared, which takes no words of ours before them.
    refused = pytest.raises(DatabaseError, match=r"read-only|multiple commands")
    with refused, of_a_command.cursor() as cursor:
        cursor.executemany("INSERT INTO advisor_article (slug) VALUES (%s)", [["a"], ["b"]])
    of_a_command.set_autocommit(False)
    with (
        refused,
        of_a_command.cursor() as cursor,
        of_a_command.wrap_database_errors,
        cursor.copy("COPY advisor_article (slug) FROM STDIN"),
    ):
        pass


@pytest.mark.slow
def test_commands_that_write_end_behind_a_pooler_too() -> None:
    """``DATABASE_POOLED``: the settings send the session nothing."""
    asked = ("createsuperuser", "--no-input", "--username", "boss", "--email", "a@b.example")
    done = subprocess.run(
        [sys.executable, "manage.py", *asked],
        cwd=django_settings.BASE_DIR,
        env=environment_of_tests(
            READ_ONLY="1", DATABASE_POOLED="1", DJANGO_SUPERUSER_PASSWORD="a long word of the test"
        ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "read-only transaction" in done.stderr
