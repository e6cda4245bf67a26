"""READ_ONLY: pages go on, every way to write is closed, and the database would refuse the rest."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.http import QueryDict
from django.test import Client
from django.urls import URLPattern, get_resolver
from pytest_django import Settings

from advisor.models import Article, DailyCount, SavedAdvice, ShownCount
from advisor.operations import impressions
from advisor.operations.database_limits import limited_statements
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
