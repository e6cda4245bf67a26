"""The image and its compose file, read line by line: no container engine is needed to see these."""

import json
import os
import re
import stat
import subprocess
from pathlib import Path

import pytest

from tests.slow.compose_settings import (
    COMPOSE,
    ROOT,
    file_at,
    file_copied_to,
    settings_of,
)
from tests.slow.stack import program

NGINX = file_at("nginx", "/etc/nginx/conf.d/default.conf").read_text()
PGBOUNCER = file_copied_to("pooler", "/etc/pgbouncer/pgbouncer.ini").read_text()
NEEDED = {"SECRET_KEY": "long", "POSTGRES_PASSWORD": "secret"}
DOCKERFILE = re.sub(r"(?m)^#.*\n", "", (ROOT / "Dockerfile").read_text()).replace("\\\n", " ")


def instructions(name: str) -> list[str]:
    return re.findall(rf"^{name}\s+(.*)$", DOCKERFILE, re.MULTILINE)


def test_image_runs_as_a_user_without_rights() -> None:
    (user,) = instructions("USER")
    assert user not in {"root", "0"}
    assert re.search(rf"useradd .*\b{user}\b", DOCKERFILE)
    last_user = DOCKERFILE.index(f"USER {user}")
    assert last_user < DOCKERFILE.index("CMD [", last_user)


def test_image_installs_only_hashed_runtime_packages() -> None:
    (install,) = [line for line in instructions("RUN") if "pip install" in line]
    assert "--require-hashes" in install
    assert "requirements-runtime.lock" in install


def test_image_holds_every_folder_that_the_application_reads() -> None:
    copied = {word.rstrip("/") for line in instructions("COPY") for word in line.split()[:1]}
    assert copied == {
        "requirements-runtime.lock",
        *("manage.py", "advisor", "catalog", "templates", "static"),
    }
    assert all((ROOT / name).exists() for name in copied)
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert "*" in ignored
    assert {line[1:] for line in ignored if line.startswith("!")} == copied


def test_image_keeps_no_secret() -> None:
    kept = " ".join(instructions("ENV") + instructions("ARG"))
    assert not re.search(r"SECRET_KEY|DATABASE_URL|PASSWORD", kept)


def test_image_serves_as_run_does_after_bringing_the_database_up_to_date() -> None:
    entry = instructions("CMD")[-1]
    order = ["manage.py prepare_database", "exec python -m gunicorn"]
    places = [entry.index(step) for step in order]
    assert places == sorted(places)
    config = "--config python:advisor.operations.gunicorn_conf"
    assert config in entry
    front = (ROOT / "run").read_text()
    assert config in front
    assert "manage.py prepare_database" in front
    assert "advisor.operations.probe" in instructions("HEALTHCHECK")[0]


def test_compose_joins_both_hosts_over_the_pooler_to_the_official_database() -> None:
    services = COMPOSE["services"]
    assert services["app1"]["environment"] == services["app2"]["environment"]
    for host in ("app1", "app2"):
        assert services[host]["build"] == "."
        assert services[host]["depends_on"] == {"pooler": {"condition": "service_healthy"}}
        assert services["nginx"]["depends_on"][host] == {"condition": "service_healthy"}
        assert f"server {host}:8000 " in NGINX
    db = services["db"]["environment"]
    url = settings_of("app1", **NEEDED)["DATABASE_URL"]
    assert url == f"postgresql://{db['POSTGRES_USER']}:secret@pooler:6432/{db['POSTGRES_DB']}"
    assert settings_of("app1", **NEEDED)["DATABASE_POOLED"] == "1"
    assert f"\n{db['POSTGRES_DB']} = host=db port=5432 dbname={db['POSTGRES_DB']} " in PGBOUNCER
    assert "\npool_mode = transaction\n" in PGBOUNCER
    assert "\nlisten_port = 6432\n" in PGBOUNCER
    assert "pg_isready" in services["db"]["healthcheck"]["test"]
    assert all(volume.split(":")[0] in COMPOSE["volumes"] for volume in services["db"]["volumes"])


def test_redis_of_compose_comes_only_when_it_is_asked_for_and_is_bounded() -> None:
    redis = COMPOSE["services"]["redis"]
    assert redis["profiles"] == ["redis"]
    assert "redis" not in COMPOSE["services"]["app1"]["depends_on"]
    command = " ".join(redis["command"])
    for setting in ("maxmemory 64mb", "maxmemory-policy allkeys-lru"):
        assert f"--{setting}" in command
        assert f"\n    {setting}\n" in (ROOT / "docs" / "operations.md").read_text()


def test_images_of_others_are_pinned_by_version() -> None:
    pinned = re.compile(r"[a-z]+:\d+\.\d+(\.\d+)?(-slim)?")
    services = COMPOSE["services"]
    images = [services[name]["image"] for name in ("nginx", "db", "redis")]
    for file in (ROOT / "Dockerfile", ROOT / "deploy" / "pgbouncer.Dockerfile"):
        images += re.findall(r"(?m)^FROM (\S+)", file.read_text())
    assert len(images) == 5
    assert [image for image in images if not pinned.fullmatch(image)] == []


def test_pooler_writes_down_the_password_that_compose_gives_it(tmp_path: Path) -> None:
    text = (ROOT / "deploy" / "pgbouncer.Dockerfile").read_text()
    (command,) = re.findall(r"(?m)^CMD (\[.*\])$", text)
    shell, option, script = json.loads(command)
    place = re.findall(r"(?m)^auth_file = (\S+)$", PGBOUNCER)[0]
    assert place in script
    program = "exec pgbouncer /etc/pgbouncer/pgbouncer.ini"
    assert program in script
    script = script.replace(place, str(tmp_path / "users")).replace(program, "true")
    password = {**os.environ, "POSTGRES_PASSWORD": "s3cret"}
    subprocess.run([shell, option, script], env=password, check=True)
    assert (tmp_path / "users").read_text() == '"advisor" "s3cret"\n'
    assert (tmp_path / "users").stat().st_mode & 0o077 == 0


NOT_FOR_COMPOSE = {
    "DEBUG": "never before strangers",
    "HOST": "the image's: all of the container's network",
    "PORT": "the container's own is always 8000; compose's is the one it publishes",
    "SYNTHETIC_CATALOG": "for benchmarks",
    "CHROMIUM": "for tests",
    "OSV_ADDRESS": "for tests",
    "POSTGRES_PASSWORD": "part of DATABASE_URL",
}


def read_settings() -> set[str]:
    """Every variable that the application reads."""
    reads = re.compile(r"\b(?:env|env_flag|os\.environ\.get|os\.getenv)\(\s*\"([A-Z][A-Z0-9_]+)\"")
    reads_of_run = {"HOST", "PORT", "DEBUG"}
    return reads_of_run | {
        name
        for file in (ROOT / "advisor").rglob("*.py")
        for name in reads.findall(file.read_text(encoding="utf-8"))
    }


def test_every_setting_is_in_the_table_of_the_readme_and_passed_by_compose() -> None:
    part = (ROOT / "README.md").read_text().partition("## Settings")[2].partition("\n## ")[0]
    table = set(re.findall(r"(?m)^\| `([A-Z][A-Z0-9_]+)` \|", part))
    assert table == read_settings() | {"CHROMIUM", "OSV_ADDRESS", "POSTGRES_PASSWORD"}
    passed = set(settings_of("app1", **NEEDED))
    assert passed | set(NOT_FOR_COMPOSE) == table
    assert not passed & set(NOT_FOR_COMPOSE)


def test_who_lacks_a_server_for_the_slow_lane_is_told_the_line_that_installs_it() -> None:
    with pytest.raises(AssertionError, match="sudo apt-get install a-package"):
        program("no-such-server", "a-package")


def test_compose_passes_on_what_the_operator_sets() -> None:
    given = {name: f"given {name}" for name in settings_of("app1", **NEEDED)} | NEEDED
    fixed = {"DATABASE_URL", "DATABASE_POOLED"}
    passed = settings_of("app1", **given)
    assert {name: value for name, value in passed.items() if name not in fixed} == {
        name: value for name, value in given.items() if name not in fixed | {"POSTGRES_PASSWORD"}
    }


def test_compose_has_no_default_secret_and_publishes_nothing_but_the_front() -> None:
    text = (ROOT / "compose.yaml").read_text()
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD"):
        uses = re.findall(rf"\$\{{{name}[^}}]*\}}", text)
        assert uses
        assert all(use.startswith(f"${{{name}:?") for use in uses)
    published = {name: its["ports"] for name, its in COMPOSE["services"].items() if "ports" in its}
    assert published == {"nginx": ["127.0.0.1:${PORT:-8000}:80"]}


def test_front_door_and_pipeline_can_be_executed() -> None:
    for name in ("run", ".ci/run", "manage.py"):
        assert (ROOT / name).stat().st_mode & stat.S_IXUSR, name
    pipeline = (ROOT / ".ci" / "run").read_text()
    assert "set -euo pipefail" in pipeline
    assert pipeline.index("./run lint") < pipeline.index("./run test")
