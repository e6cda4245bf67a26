"""Probes and the page that stands in while the database is away."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, include, path

from advisor.operations import health


def page_with_a_query(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 42")
        return HttpResponse(cursor.fetchone())


urlpatterns = [path("query/", page_with_a_query), path("", include("advisor.urls"))]


@pytest.fixture
def database_away(tmp_path: Path, transactional_db: None) -> Iterator[None]:
    """The database is gone until the test ends, as after a lost network."""
    host = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = str(tmp_path)
    yield
    connection.close()
    connection.settings_dict["HOST"] = host


def test_healthz_answers_without_a_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


def test_probes_only_read(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
    assert client.post("/readyz").status_code == 405


def test_readyz_is_ready_on_real_data_with_one_query(
    client: Client, real_data: None, django_assert_num_queries: type
) -> None:
    health._latest_migrations()
    with django_assert_num_queries(1):
        response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")


def test_readyz_is_not_ready_while_no_page_can_be_made(
    client: Client, real_data: None, settings: Any, tmp_path: Path
) -> None:
    # What a lost list of collected files does: each page looks its style sheet up there.
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"collectstatic" in response.content
    assert client.get("/healthz").status_code == 200


def test_readyz_names_the_missing_reference_data(client: Client, db: None) -> None:
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"load_reference" in response.content


def test_readyz_names_the_empty_catalog(client: Client, real_data: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE catalog_heatpump CASCADE")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"load_catalog" in response.content


def test_readyz_notices_a_migration_that_was_not_applied(client: Client, db: None) -> None:
    app, name = health._latest_migrations()[0].split(".")
    MigrationRecorder.Migration.objects.filter(app=app, name=name).delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"migrate" in response.content


@pytest.mark.usefixtures("database_away")
def test_readyz_says_that_the_database_is_away_and_healthz_does_not_mind(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"cannot be reached" in response.content
    assert client.get("/healthz").status_code == 200


@pytest.mark.urls(__name__)
@pytest.mark.usefixtures("database_away")
def test_page_without_its_database_says_back_in_a_moment(client: Client) -> None:
    response = client.get("/query/")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert response.headers["Content-Security-Policy"]
    assert "We’ll be right back" in response.text


@pytest.mark.usefixtures("database_away")
def test_no_public_address_ends_in_an_error_of_ours_without_the_database(client: Client) -> None:
    client.raise_request_exception = False
    found = {}
    for pattern in get_resolver("advisor.urls").url_patterns:
        if isinstance(pattern, URLPattern):
            place = "/" + re.sub(r"<[^>]+>", "1", str(pattern.pattern))
            for method in ("GET", "POST"):
                asked = "zip=02130&space=bedroom&area=120&from=a"
                response = client.generic(method, place, QUERY_STRING=asked)
                found[method, place] = response.status_code
    assert {status for status in found.values() if status >= 500} == {503}
    for place in ("/r/", "/r/1/delete/", "/report/"):
        assert found["POST", place] == 503
    assert found["GET", "/go/1/"] == 503


def cut_connection() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


@pytest.mark.urls(__name__)
@pytest.mark.django_db(transaction=True)
def test_page_comes_back_by_itself_after_its_connection_was_cut(client: Client) -> None:
    assert client.get("/query/").status_code == 200
    cut_connection()
    assert client.post("/query/").status_code == 503  # what may have been written is not repeated
    connection.close_if_unusable_or_obsolete()  # as Django does before every request
    assert client.post("/query/").status_code == 200


@pytest.mark.urls(__name__)
@pytest.mark.django_db(transaction=True)
def test_page_that_only_reads_is_made_again_when_its_connection_was_cut(client: Client) -> None:
    assert client.get("/query/").status_code == 200
    cut_connection()
    assert client.get("/query/").status_code == 200
