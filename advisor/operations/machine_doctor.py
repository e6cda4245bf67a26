"""What is wrong on this machine, in sentences: ``./run doctor``, in the image ``manage.py doctor``.

Exit status 1 where something would stop a visitor; what is only worth a look is a note.
"""

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TextIO

import django
from django.core.exceptions import ImproperlyConfigured

Level = Literal["ok", "note", "wrong"]


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """``wrong`` would stop a visitor."""

    level: Level
    text: str


def ok(text: str) -> Diagnosis:
    return Diagnosis(level="ok", text=text)


def note(text: str) -> Diagnosis:
    return Diagnosis(level="note", text=text)


def wrong(text: str) -> Diagnosis:
    return Diagnosis(level="wrong", text=text)


TOOLS: Final = "--tools"
"""Also what the tests of a checkout need."""


def report(findings: Iterable[Diagnosis], out: TextIO) -> int:
    """Print what was found as it is found, then the sum; returns the exit status."""
    counts = {"ok": 0, "note": 0, "wrong": 0}
    for finding in findings:
        counts[finding.level] += 1
        print(f"{finding.level:6} {finding.text}", file=out, flush=True)
    if counts["wrong"]:
        print(f"{_many(counts['wrong'], 'thing')} would stop a visitor.", file=out)
        return 1
    told = f", {_many(counts['note'], 'note')}" if counts["note"] else ""
    print(f"Nothing would stop a visitor{told}.", file=out)
    return 0


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def examine(*, tools: bool) -> Iterator[Diagnosis]:
    """Every examination in turn. One that breaks is a finding itself, not the end."""
    from advisor.operations import machine_health, service_health  # noqa: PLC0415  # need Django

    examinations = [*service_health.EXAMINATIONS, *machine_health.EXAMINATIONS]
    for examination in [*examinations, *([machine_health.tools] if tools else [])]:
        try:
            yield from examination()
        except Exception as error:  # noqa: BLE001  # whatever it is, the others go on
            name = examination.__name__.replace("_", " ")
            yield note(f"Could not look at: {name} ({type(error).__name__}: {error}).")


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
    logging.disable()  # it is all in the sentences
    try:
        django.setup()
    except ImproperlyConfigured as error:
        return report([wrong(f"The settings do not hold: {error}")], sys.stdout)
    return report(examine(tools=TOOLS in sys.argv), sys.stdout)


if __name__ == "__main__":
    sys.exit(main())
