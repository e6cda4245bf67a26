"""What the software is made of, as CycloneDX 1.6 JSON: ``./run sbom``. Standard library only::

    python -m advisor.operations.bill_of_materials requirements.lock requirements-runtime.lock

The second lock says what the image holds; the rest of the first are tools to build and test with.
The same locks give the same document, to the byte.
"""

import hashlib
import json
import sys
import uuid
from pathlib import Path
from typing import Any, Final

from advisor.operations.lock_file import LockedPackage, locked_packages

NAME: Final = "room-heat-pump-advisor"


def bill_of_materials(whole: Path, runtime: Path) -> dict[str, Any]:
    """The document for the packages of ``whole``; those of ``runtime`` are required."""
    served = {package.purl for package in locked_packages(runtime)}
    digest = hashlib.sha256(whole.read_bytes() + runtime.read_bytes()).hexdigest()
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, digest)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": NAME, "bom-ref": NAME}},
        "components": [_component(each, served) for each in locked_packages(whole)],
        "dependencies": [{"ref": NAME, "dependsOn": sorted(served)}],
    }


def _component(package: LockedPackage, served: set[str]) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
        "scope": "required" if package.purl in served else "excluded",
        "hashes": [{"alg": "SHA-256", "content": each} for each in package.hashes],
    }


def main() -> None:
    whole, runtime = map(Path, sys.argv[1:])
    print(json.dumps(bill_of_materials(whole, runtime), indent=2))


if __name__ == "__main__":
    main()
