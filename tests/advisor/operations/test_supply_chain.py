"""What the software is made of, and whether weaknesses of it are known."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from advisor.operations.bill_of_materials import bill_of_materials
from advisor.operations.dependency_audit import COULD_NOT
from advisor.operations.lock_file import locked_packages
from tests.advisor.operations.server import ROOT

WHOLE, RUNTIME = ROOT / "requirements.lock", ROOT / "requirements-runtime.lock"
SHA = "a" * 64
LOCK = f"""django==5.2.19 \\
    --hash=sha256:{SHA} \\
    --hash=sha256:{"b" * 64}
psycopg[binary]==3.3.1 ; python_version >= "3.11" \\
    --hash=sha256:{SHA}
Zope.Some_thing==1.0 \\
    --hash=sha256:{SHA}
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    file = tmp_path / "requirements.lock"
    file.write_text(LOCK)
    return file


def test_a_lock_is_read_with_every_hash(lock: Path) -> None:
    django, psycopg, zope = locked_packages(lock)
    assert (django.name, django.version, django.hashes) == ("django", "5.2.19", (SHA, "b" * 64))
    assert psycopg.purl == "pkg:pypi/psycopg@3.3.1"
    assert zope.purl == "pkg:pypi/zope-some-thing@1.0"


@pytest.mark.parametrize("line", ["django>=5", "django==5.2.19", "-r other.txt"])
def test_a_line_without_a_pin_and_a_hash_is_refused(tmp_path: Path, line: str) -> None:
    file = tmp_path / "requirements.lock"
    file.write_text(line)
    with pytest.raises(ValueError, match="No pin with hashes"):
        locked_packages(file)


def test_the_bill_names_every_locked_package_once_and_what_is_served() -> None:
    bill = bill_of_materials(WHOLE, RUNTIME)
    parts = {part["bom-ref"]: part for part in bill["components"]}
    assert len(parts) == len(bill["components"]) == len(locked_packages(WHOLE))
    needed = {ref for ref, part in parts.items() if part["scope"] == "required"}
    assert needed == {package.purl for package in locked_packages(RUNTIME)}
    assert {ref.partition("@")[0] for ref in needed} > {"pkg:pypi/django", "pkg:pypi/numpy"}
    assert "pkg:pypi/pytest" not in {ref.partition("@")[0] for ref in needed}
    assert all(len(each["content"]) == 64 for part in parts.values() for each in part["hashes"])
    assert bill["dependencies"][0]["dependsOn"] == sorted(needed)
    assert bill == bill_of_materials(WHOLE, RUNTIME)


def test_run_prints_the_bill_and_nothing_else() -> None:
    done = subprocess.run([str(ROOT / "run"), "sbom"], capture_output=True, check=True)
    assert json.loads(done.stdout)["bomFormat"] == "CycloneDX"
    assert done.stderr == b""


@pytest.fixture
def osv() -> Iterator[Any]:
    """A list of weaknesses on this machine; ``answer`` is what it says, ``asked`` what it was."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.asked = (self.path, json.loads(body))  # type: ignore[attr-defined]
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.server.answer)  # type: ignore[attr-defined]

        def log_message(self, *_args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def audit(lock: Path, address: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "advisor.operations.dependency_audit", str(lock), address],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_known_weakness_fails_the_audit_by_its_name(lock: Path, osv: Any) -> None:
    known = [{"vulns": [{"id": "PYSEC-2"}, {"id": "GHSA-1"}]}, {}, {}]
    osv.answer = json.dumps({"results": known}).encode()
    done = audit(lock, f"http://127.0.0.1:{osv.server_port}/")
    assert done.returncode == 1
    assert done.stdout.startswith("django 5.2.19: GHSA-1, PYSEC-2\n1 of 3 packages")
    path, asked = osv.asked
    assert path == "/v1/querybatch"
    assert asked["queries"][0] == {"package": {"purl": "pkg:pypi/django@5.2.19"}}


def test_packages_without_a_known_weakness_pass(lock: Path, osv: Any) -> None:
    osv.answer = json.dumps({"results": [{}, {}, {}]}).encode()
    done = audit(lock, f"http://127.0.0.1:{osv.server_port}")
    assert (done.returncode, done.stdout.count("no weakness in the 3 packages")) == (0, 1)


@pytest.mark.parametrize("answer", [b"<html>", b"[]", b'{"results": [{}]}', b"{}"])
def test_an_answer_in_another_form_is_neither_a_pass_nor_a_failure(
    lock: Path, osv: Any, answer: bytes
) -> None:
    osv.answer = answer
    done = audit(lock, f"http://127.0.0.1:{osv.server_port}")
    assert done.returncode == COULD_NOT
    assert done.stdout.startswith("The packages could not be audited: ")
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "http://osv.example", "file:///etc"])
def test_a_list_that_cannot_be_reached_is_said_in_one_sentence(lock: Path, address: str) -> None:
    done = audit(lock, address)
    assert (done.returncode, done.stderr) == (COULD_NOT, "")
    assert done.stdout.startswith(f"The packages could not be audited: {address} gave no answer")
