"""What the doctor says of a machine, and when it says that a visitor would be stopped."""

import io
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from advisor.models import ServerError
from advisor.operations import health, machine_health, service_health
from advisor.operations.machine_doctor import Diagnosis, examine, note, ok, report, wrong
from catalog.models import Feed, ImportBatch, PriceObservation
from tests.advisor.operations.server import ROOT, environment_of_tests, free_port

TOLD = (ok("A."), note("B."), wrong("C."))


def told(examination: Any) -> dict[str, str]:
    """Text → level."""
    return {finding.text: finding.level for finding in examination()}


def level_of(examination: Any, part: str) -> str:
    """The level of the one finding that says ``part``; empty where none does."""
    levels = [level for text, level in told(examination).items() if part in text]
    assert len(levels) < 2
    return "".join(levels)


@pytest.mark.parametrize(
    ("findings", "status", "last"),
    [
        (TOLD[:1], 0, "Nothing would stop a visitor.\n"),
        (TOLD[:2], 0, "Nothing would stop a visitor, 1 note.\n"),
        (TOLD, 1, "1 thing would stop a visitor.\n"),
    ],
)
def test_the_status_is_one_where_a_visitor_would_be_stopped(
    findings: tuple[Diagnosis, ...], status: int, last: str
) -> None:
    out = io.StringIO()
    assert report(findings, out) == status
    assert out.getvalue().endswith(last)
    assert out.getvalue().startswith("ok     A.\n")


def test_an_examination_that_breaks_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk() -> Iterator[Diagnosis]:
        yield ok(str(1 / 0))

    monkeypatch.setattr(service_health, "EXAMINATIONS", ())
    monkeypatch.setattr(machine_health, "EXAMINATIONS", (full_disk,))
    (found,) = examine(tools=False)
    assert found == note("Could not look at: full disk (ZeroDivisionError: division by zero).")


@pytest.mark.usefixtures("real_data")
def test_a_machine_that_serves_has_nothing_that_would_stop_a_visitor() -> None:
    found = list(examine(tools=True))
    assert [each.text for each in found if each.level == "wrong"] == []
    texts = " ".join(each.text for each in found)
    assert "PostgreSQL" in texts
    assert "Could not look at" not in texts


# Settings


@pytest.mark.parametrize(
    ("change", "part", "level"),
    [
        ({"SITE_URL": "https://a.example"}, "does not name a.example", "wrong"),
        ({"SITE_URL": "a.example"}, "is no address", "wrong"),
        ({"SITE_URL": "https://a.example", "ALLOWED_HOSTS": [".example"]}, "is answered", "ok"),
        ({"ALLOWED_HOSTS": ["*"]}, "takes every name", "note"),
        ({"DEBUG": True}, "your own machine", "note"),
        ({"DEBUG": True, "HTTPS": True}, "source to strangers", "wrong"),
    ],
)
def test_addresses_that_do_not_fit_are_named(
    settings: Any, change: dict[str, Any], part: str, level: str
) -> None:
    for name, value in change.items():
        setattr(settings, name, value)
    assert level_of(machine_health.addresses, part) == level


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY is short"),
        ({"HTTPS": True, "TRUSTED_PROXIES": 0}, "TRUSTED_PROXIES is 0"),
        ({"HTTPS": False, "TRUSTED_PROXIES": 1}, "anybody may name any sender"),
        ({"HTTPS": True, "REQUIRE_2FA": False}, "REQUIRE_2FA is off"),
        ({"READ_ONLY": True}, "READ_ONLY is on"),
    ],
)
def test_settings_that_belong_otherwise_on_the_street_are_notes(
    settings: Any, change: dict[str, Any], part: str
) -> None:
    fine = {"SECRET_KEY": "x" * 50, "HTTPS": True, "TRUSTED_PROXIES": 1, "REQUIRE_2FA": True}
    for name, value in {**fine, "READ_ONLY": False}.items():
        setattr(settings, name, value)
    assert told(machine_health.protection) == {}
    for name, value in change.items():
        setattr(settings, name, value)
    assert level_of(machine_health.protection, part) == "note"


def test_settings_that_do_not_load_are_one_sentence() -> None:
    environment = {**os.environ, "DATABASE_URL": "mysql://a", "SECRET_KEY": "x"}
    done = subprocess.run(
        [sys.executable, "-m", "advisor.operations.machine_doctor"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.startswith("wrong  The settings do not hold: DATABASE_URL must start with")
    assert "Traceback" not in done.stderr


# Files


def test_lost_static_files_would_stop_a_visitor(settings: Any, tmp_path: Path) -> None:
    assert level_of(machine_health.files, "A page can be made") == "ok"
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    assert level_of(machine_health.files, "No page can be rendered") == "wrong"


def test_sentences_that_are_not_compiled_are_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert level_of(machine_health.files, "English and Spanish are there") == "ok"
    monkeypatch.setattr("django.utils.translation.gettext", lambda text: text)
    assert level_of(machine_health.files, "compilemessages") == "wrong"


@pytest.mark.parametrize(("gigabytes", "level"), [(0.1, "wrong"), (1.0, "note"), (30.0, "ok")])
def test_a_full_disk_would_stop_a_visitor(
    monkeypatch: pytest.MonkeyPatch, gigabytes: float, level: str
) -> None:
    free = type("Usage", (), {"free": gigabytes * 1e9})
    monkeypatch.setattr("shutil.disk_usage", lambda _place: free)
    assert list(told(machine_health.disk).values()) == [level]


def test_a_program_that_a_test_needs_is_named_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr("shutil.which", lambda name, path: path if name != "nginx" else None)
    found = told(machine_health.tools)
    assert found["./run check needs nginx: sudo apt-get install nginx-light"] == "note"
    assert list(found.values()).count("ok") == len(machine_health.PROGRAMS) - 1


# The database


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_one_thing_and_not_three(tmp_path: Path) -> None:
    connection.close()
    host = connection.settings_dict["HOST"]
    connection.settings_dict["HOST"] = str(tmp_path)
    try:
        found = [each for look in service_health.EXAMINATIONS[:3] for each in look()]
    finally:
        connection.close()
        connection.settings_dict["HOST"] = host
    assert [(each.level, each.text[:34]) for each in found] == [
        ("wrong", "The database cannot be reached: co")
    ]


@pytest.mark.parametrize(
    ("row", "part", "level"),
    [
        ((57, 55, 0), "Only 2 of 57 connections", "wrong"),
        ((57, 7, 0), "50 of 57 connections", "ok"),
        ((57, 7, 2), "2 transactions have stood open", "note"),
    ],
)
def test_connections_that_run_out_are_seen(
    row: tuple[int, int, int], part: str, level: str
) -> None:
    class Cursor:
        def execute(self, _sql: str) -> None: ...

        def fetchone(self) -> tuple[int, int, int]:
            return row

    assert level_of(lambda: service_health._connections(Cursor()), part) == level


@pytest.mark.django_db
def test_an_old_server_and_a_wrong_clock_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert level_of(service_health.database, "answers in") == "ok"
    assert level_of(service_health.database, "clocks") == ""
    monkeypatch.setattr(service_health, "OLDEST_POSTGRES", 990_000)
    assert level_of(service_health.database, "too old") == "wrong"
    real = time.time
    monkeypatch.setattr("time.time", lambda: real() + 90)
    assert level_of(service_health.database, "90 s apart") == "note"


@pytest.mark.usefixtures("real_data")
def test_tables_of_another_version_would_stop_a_visitor() -> None:
    connection.ensure_connection()
    assert level_of(service_health.data, "are there and up to date") == "ok"
    app, name = health._latest_migrations()[0].split(".")
    MigrationRecorder.Migration.objects.filter(app=app, name=name).delete()
    assert told(service_health.data) == {health.obstacle(): "wrong"}


@pytest.mark.usefixtures("real_data")
def test_old_prices_are_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    newest = PriceObservation.objects.latest("observed_on").observed_on
    monkeypatch.setattr(timezone, "localdate", lambda: newest + timedelta(days=100))
    assert level_of(service_health.data, "newest price") == ""
    monkeypatch.setattr(timezone, "localdate", lambda: newest + timedelta(days=130))
    assert level_of(service_health.data, "newest price") == "note"


@pytest.mark.usefixtures("real_data")
def test_jobs_that_do_not_run_are_named_with_their_command() -> None:
    ImportBatch.objects.all().delete()
    command = "refresh_catalog energystar --apply --publish"
    assert level_of(service_health.jobs, f"never read: run manage.py {command}") == "note"
    batch = ImportBatch.objects.create(format="energystar", file_name="energystar-2026-11-29.json")
    assert level_of(service_health.jobs, "ENERGY STAR’s lists were read on") == "ok"
    ImportBatch.objects.filter(pk=batch.pk).update(changed_at=timezone.now() - timedelta(days=40))
    assert level_of(service_health.jobs, "brought nothing for 40 days") == "note"
    assert level_of(service_health.jobs, "feeds") == ""
    feed = Feed.objects.create(shop="A shop", address="https://shop.example/feed.xml")
    assert level_of(service_health.jobs, "The shops’ feeds were never read") == "note"
    Feed.objects.filter(pk=feed.pk).update(last_run=timezone.now())
    assert level_of(service_health.jobs, "The shops’ feeds were read on") == "ok"


def test_a_shared_cache_that_cannot_be_used_is_a_note(settings: Any) -> None:
    assert told(service_health.finished_pages) == {}  # each process has its own
    redis = f"redis://:word@127.0.0.1:{free_port()}/0"
    settings.CACHES = {
        "default": settings.CACHES["default"],
        "pages": {"BACKEND": "advisor.operations.redis_pages.RedisPages", "LOCATION": redis},
    }
    ((text, level),) = told(service_health.finished_pages).items()
    assert level == "note"
    assert text.startswith("The cache of finished pages (CACHE_URL) cannot be used, so each page")
    assert "refused" in text
    assert "word" not in text


@pytest.mark.parametrize(
    ("limit", "level"),
    [
        ((0, "noeviction"), "note"),
        ((64_000_000, "noeviction"), "note"),
        ((64_000_000, "allkeys-lru"), ""),
    ],
)
def test_a_redis_without_a_limit_is_a_note(
    settings: Any, monkeypatch: pytest.MonkeyPatch, limit: tuple[int, str], level: str
) -> None:
    name = "advisor.operations.redis_pages.RedisPages"
    settings.CACHES = {
        "default": settings.CACHES["default"],
        "pages": {"BACKEND": name, "LOCATION": "redis://127.0.0.1/0"},
    }
    monkeypatch.setattr("advisor.operations.optional_cache.trouble", str)
    monkeypatch.setattr(f"{name}.limit", lambda _cache: limit)
    assert level_of(service_health.finished_pages, "takes and gives") == "ok"
    assert level_of(service_health.finished_pages, "maxmemory-policy allkeys-lru") == level


def test_a_backup_that_is_missing_or_old_is_a_note(settings: Any, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    assert level_of(service_health.backups, "There is no backup") == "note"
    file = tmp_path / "var" / "backups" / "a.dump"
    file.parent.mkdir(parents=True)
    file.touch()
    assert list(told(service_health.backups).values()) == ["ok"]
    old = time.time() - 5 * 86_400
    os.utime(file, (old, old))
    assert level_of(service_health.backups, "The last backup here is of") == "note"


@pytest.mark.usefixtures("real_data")
def test_recent_server_errors_are_told() -> None:
    assert told(service_health.errors) == {}
    ServerError.objects.create(route="results", method="GET", kind="builtins.KeyError", place="a:1")
    assert level_of(service_health.errors, "the newest builtins.KeyError at a:1") == "note"


@pytest.mark.usefixtures("real_data")
@pytest.mark.slow
def test_the_command_says_the_same() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "doctor"],
        cwd=ROOT,
        env=environment_of_tests(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "PostgreSQL" in done.stdout
    assert "Nothing would stop a visitor" in done.stdout
