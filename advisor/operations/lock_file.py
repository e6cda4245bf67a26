"""The packages of a requirements lock. Standard library only, no Django."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PIN: Final = re.compile(r"^(?P<name>[\w.-]+)(?:\[[\w,-]+\])?==(?P<version>[^\s;\\]+)")
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, kw_only=True)
class LockedPackage:
    """``hashes``: SHA-256 of each of its published files that may be installed."""

    name: str
    version: str
    hashes: tuple[str, ...]

    @property
    def purl(self) -> str:
        """Its package URL, by which lists of vulnerabilities know it."""
        written = re.sub(r"[-_.]+", "-", self.name)
        return f"pkg:pypi/{written.lower()}@{self.version}"


def locked_packages(lock: Path) -> list[LockedPackage]:
    """In the order of the file. Raises ``ValueError`` where a line is no pin with hashes."""
    return list(_read(lock.read_text(encoding="utf-8")))


def _read(text: str) -> Iterator[LockedPackage]:
    for entry in re.split(r"\n(?=\S)", text.strip()):
        pin = _PIN.match(entry)
        hashes = tuple(_HASH.findall(entry))
        if pin is None or not hashes:
            raise ValueError(f"No pin with hashes: {entry.splitlines()[0]!r}")
        yield LockedPackage(name=pin["name"], version=pin["version"], hashes=hashes)
