"""The desk shows every document with its sources, and what has aged of them."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from advisor.admin import document_board, staleness
from advisor.content import documents
from advisor.content.documents import DocumentSource

TODAY = date(2026, 11, 23)
LATER = date(2027, 12, 1)


def source(read: str) -> DocumentSource:
    return DocumentSource(key="k", name="n", url="", read=read)


def person(role: str) -> Client:
    user = User.objects.create_user(role, password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def test_every_document_is_listed_with_both_languages_and_its_sources() -> None:
    rows = document_board.rows(TODAY)
    assert len(rows) == sum(len(documents.slugs(kind)) for kind in documents.KINDS)
    by_file = {row.file: row for row in rows}
    siting = by_file["guides/en/siting.md"]
    assert (siting.title, siting.kind) == ("Where the outdoor unit goes", "guide")
    assert siting.url == "/guides/siting/"
    assert [code for code, words in siting.words if words > 200] == ["en", "es"]
    assert {row.read for row in siting.sources} == {"", "2026-11"}
    assert all(row.problems == () for row in rows)
    assert by_file["care/en/window.md"].url == "/guides/care/#window"
    assert by_file["letters/en/window.md"].url == ""


@pytest.mark.parametrize(
    ("read", "aged"),
    [
        ("2025-11-23", False),
        ("2025-11-22", True),
        ("2025-11", False),
        ("2025-10", True),
        ("", False),
    ],
)
def test_a_source_is_aged_after_a_year(read: str, aged: bool) -> None:
    assert document_board.is_aged(source(read), TODAY) is aged


@pytest.mark.django_db
def test_aged_sources_are_looked_up_again_with_the_page_that_cites_them() -> None:
    def lines(today: date) -> list[staleness.Aged]:
        return [each for each in staleness.queue(today) if each.kind == "document"]

    assert lines(TODAY) == []
    later = lines(LATER)
    assert len(later) == len(list(document_board.aged_sources(LATER))) > 20
    (pan,) = [
        each
        for each in later
        if each.what.startswith("Where the outdoor unit goes: greenbuildingadvisor.com")
    ]
    assert (pan.address, pan.dated) == ("/guides/siting/", "2026-11")
    assert not any("Our own rule" in each.what for each in later)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("Content editor", 200),
        ("Administrator", 200),
        ("Catalog editor", 403),
        ("Publisher", 403),
    ],
)
def test_the_documents_are_for_whoever_keeps_the_content(role: str, status: int) -> None:
    client = person(role)
    response = client.get("/admin/documents/")
    assert response.status_code == status
    assert ("/admin/documents/" in client.get("/admin/").text) is (status == 200)


@pytest.mark.django_db
def test_the_page_shows_age_and_link_and_asks_the_database_nothing_about_them() -> None:
    client = person("Content editor")
    client.get("/admin/documents/")
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/admin/documents/").text
    assert len(queries) <= 8
    assert '<a href="/guides/siting/">' in page
    assert "guides/en/siting.md" in page
    assert "https://www.greenbuildingadvisor.com/article/base-pan-heaters-for-heat-pumps" in page
    assert "does not age" in page


@pytest.mark.django_db
def test_an_aged_source_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    client = person("Content editor")
    monkeypatch.setattr(document_board, "SOURCE_DAYS", 100_000)
    assert "check again" not in client.get("/admin/documents/").text
    monkeypatch.setattr(document_board, "SOURCE_DAYS", -40)
    assert "check again" in client.get("/admin/documents/").text


@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in() -> None:
    assert Client().get("/admin/documents/").status_code == 302


def test_the_days_are_counted_from_the_end_of_the_month() -> None:
    (row,) = {
        row.days
        for each in document_board.rows(date(2026, 12, 10))
        for row in each.sources
        if row.read == "2026-11"
    }
    assert row == 10
