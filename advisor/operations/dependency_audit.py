"""Are weaknesses of the locked packages known? Asks a list in OSV's format (osv.dev, or a copy of
it inside: ``OSV_ADDRESS``). Standard library only::

    python -m advisor.operations.dependency_audit requirements.lock https://api.osv.dev

Exit status 0: none is known, 1: some are, 75: the list could not be asked, which is neither.
"""

import json
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Final

from advisor.operations.lock_file import LockedPackage, locked_packages

COULD_NOT: Final = 75  # EX_TEMPFAIL of sysexits.h
PATIENCE: Final = 20.0  # seconds
LONGEST_ANSWER: Final = 5_000_000  # bytes


class NoAnswerError(Exception):
    """Why the list could not be asked, as the end of a sentence."""


def known_weaknesses(
    packages: list[LockedPackage], address: str
) -> list[tuple[LockedPackage, list[str]]]:
    """Packages with the names of what is known against them. Raises ``NoAnswerError``."""
    asked = {"queries": [{"package": {"purl": package.purl}} for package in packages]}
    results = _ask(f"{address.rstrip('/')}/v1/querybatch", asked).get("results")
    if not isinstance(results, list) or len(results) != len(packages):
        raise NoAnswerError("its answer is not in OSV's format")
    found = []
    for package, result in zip(packages, results, strict=True):
        names = sorted(str(each.get("id")) for each in (result or {}).get("vulns", []))
        if names:
            found.append((package, names))
    return found


def _ask(address: str, question: dict[str, Any]) -> dict[str, Any]:
    if not address.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise NoAnswerError("OSV_ADDRESS must be an https address")
    request = urllib.request.Request(  # noqa: S310  # the line above
        address,
        data=json.dumps(question).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            told = json.loads(answer.read(LONGEST_ANSWER))
    except (OSError, ValueError) as error:
        raise NoAnswerError(str(getattr(error, "reason", error))) from error
    return told if isinstance(told, dict) else {}


def main() -> int:
    lock, address = Path(sys.argv[1]), sys.argv[2]
    packages = locked_packages(lock)
    try:
        found = known_weaknesses(packages, address)
    except NoAnswerError as why:
        print(f"The packages could not be audited: {address} gave no answer ({why}).")
        return COULD_NOT
    if not found:
        print(f"{address} knows of no weakness in the {len(packages)} packages of {lock.name}.")
        return 0
    for package, names in found:
        print(f"{package.name} {package.version}: {', '.join(names)}")
    print(f"{len(found)} of {len(packages)} packages have known weaknesses: take newer versions.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
