"""The image and its compose file, read line by line: no container engine is needed to see these."""

import re
import stat
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = re.sub(r"(?m)^#.*\n", "", (ROOT / "Dockerfile").read_text()).replace("\\\n", " ")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())


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


def test_compose_joins_the_app_to_the_official_database() -> None:
    app, db = COMPOSE["services"]["app"], COMPOSE["services"]["db"]
    assert re.fullmatch(r"postgres:\d+", db["image"])
    assert app["build"] == "."
    assert app["depends_on"] == {"db": {"condition": "service_healthy"}}
    assert "pg_isready" in db["healthcheck"]["test"]
    settings = db["environment"]
    password = settings["POSTGRES_PASSWORD"]
    user, name = settings["POSTGRES_USER"], settings["POSTGRES_DB"]
    url = app["environment"]["DATABASE_URL"].replace(password.split(":?")[0], "")
    assert url.startswith(f"postgresql://{user}:")
    assert url.endswith(f"@db:5432/{name}")
    assert all(volume.split(":")[0] in COMPOSE["volumes"] for volume in db["volumes"])


def test_compose_has_no_default_secret_and_publishes_nothing_but_the_app() -> None:
    text = (ROOT / "compose.yaml").read_text()
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD"):
        uses = re.findall(rf"\$\{{{name}[^}}]*\}}", text)
        assert uses
        assert all(use.startswith(f"${{{name}:?") for use in uses)
    assert "ports" not in COMPOSE["services"]["db"]
    assert all(port.startswith("127.0.0.1:") for port in COMPOSE["services"]["app"]["ports"])


def test_front_door_and_pipeline_can_be_executed() -> None:
    for name in ("run", ".ci/run", "manage.py"):
        assert (ROOT / name).stat().st_mode & stat.S_IXUSR, name
    pipeline = (ROOT / ".ci" / "run").read_text()
    assert "set -euo pipefail" in pipeline
    assert pipeline.index("./run lint") < pipeline.index("./run test")
