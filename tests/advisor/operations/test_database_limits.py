"""Visitors wait for the database so long and no longer; whoever works at it has no limit."""

import time

import pytest
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from advisor.models import Article
from advisor.operations.database_limits import limit_requests, limited_statements

WAITS = "SELECT current_setting('lock_timeout'), current_setting('statement_timeout')"


@pytest.fixture(autouse=True)
def limits(settings: Settings) -> None:
    settings.DATABASE_LIMITS = {
        "visitor": {"lock": 200, "statement": 300},
        "desk": {"lock": 5000, "statement": 60_000},
    }


def waits() -> str:
    with connection.cursor() as cursor:
        cursor.execute(WAITS)
        return ", ".join(cursor.fetchone())


@pytest.mark.django_db(transaction=True)
def test_limit_ends_with_its_statement() -> None:
    with limited_statements():
        assert waits() == "200ms, 300ms"
    assert waits() == "0, 0"


@pytest.mark.django_db
def test_visitors_are_limited_more_than_the_desk() -> None:
    seen = {}

    def page(request: HttpRequest) -> HttpResponse:
        seen[request.path] = waits()
        return HttpResponse()

    for path in ("/admin/catalog/heatpump/", "/advice/results/"):
        limit_requests(page)(RequestFactory().get(path))
    assert seen == {"/admin/catalog/heatpump/": "5s, 1min", "/advice/results/": "200ms, 300ms"}


@pytest.mark.django_db
def test_one_request_has_one_time_for_all_its_statements() -> None:
    with limited_statements(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.2)")
        began = time.monotonic()
        with pytest.raises(OperationalError), transaction.atomic():
            cursor.execute("SELECT pg_sleep(5)")
        assert time.monotonic() - began < 2


@pytest.mark.django_db
def test_limited_statements_answer_as_others_do() -> None:
    with limited_statements():
        article = Article.objects.create(
            slug="limits", title="50 % off", address="https://a.example/"
        )
        assert Article.objects.filter(pk=article.pk).update(title="100 %") == 1
        assert [row.title for row in Article.objects.filter(slug="limits").iterator()] == ["100 %"]
        with pytest.raises(OperationalError), transaction.atomic():
            connection.cursor().execute("SELECT pg_sleep(5)")
        assert Article.objects.get(slug="limits").title == "100 %"
        assert article.delete()[0] == 1
