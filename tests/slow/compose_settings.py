"""``compose.yaml`` as the tests on real processes read it: its settings and files are theirs."""

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
_VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^${}]*))?\}")


def filled_in(text: str, given: dict[str, str]) -> str:
    """A value of the file with its ``${NAME:-default}`` replaced, as compose does it."""

    def value(found: re.Match[str]) -> str:
        name, kind, rest = found.groups()
        if kind == "?" and name not in given:
            raise AssertionError(f"{name}: {rest}")
        return given.get(name) or rest or ""

    while (after := _VARIABLE.sub(value, text)) != text:
        text = after
    return text


def settings_of(service: str, **given: str) -> dict[str, str]:
    """The environment of a service, where the operator has set ``given`` and nothing else."""
    listed = COMPOSE["services"][service]["environment"]
    return {name: filled_in(str(value), given) for name, value in listed.items()}


def file_at(service: str, place: str) -> Path:
    """The file of the repository that stands at ``place`` in the container."""
    (source,) = [
        volume.split(":")[0]
        for volume in COMPOSE["services"][service]["volumes"]
        if volume.split(":")[1] == place
    ]
    return ROOT / str(source)


def file_copied_to(service: str, place: str) -> Path:
    """The same, of a service with a Dockerfile of its own."""
    build = COMPOSE["services"][service]["build"]
    folder = ROOT / str(build["context"])
    (source,) = re.findall(rf"(?m)^COPY (\S+) {place}$", (folder / build["dockerfile"]).read_text())
    return folder / str(source)
