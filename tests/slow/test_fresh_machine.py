"""``./run`` on an empty folder, as a newcomer meets it. Minutes, not seconds: `./run check`."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.operations import embedded_postgres as embedded

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
ROOM = "zip=02130&space=bedroom&area=120&exterior_walls=1&above=heated&below=heated"
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", ".*_cache")


def environment(**more: str) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "SECRET_KEY"}}
    return {**inherited, **more}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def answer(port: int, path: str) -> int:
    """Status of a page; 0 if nobody listens."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def wait_for(port: int, path: str, status: int, seconds: float) -> float:
    """How long it took until the page answered so. [s]"""
    began = time.monotonic()
    while (found := answer(port, path)) != status:
        assert time.monotonic() - began < seconds, f"{path} answers {found} after {seconds} s"
        time.sleep(0.05)
    return time.monotonic() - began


@pytest.fixture(scope="module")
def clone() -> Iterator[Path]:
    """The project's files elsewhere, under a name with a space."""
    top = Path(tempfile.mkdtemp(prefix="fresh-"))
    here = Path(shutil.copytree(ROOT, top / "room advisor", ignore=LEFT_OUT))
    yield here
    for folder in (here / "var", here / "var" / "test"):
        embedded.stop(folder)
    shutil.rmtree(top, ignore_errors=True)


@pytest.fixture
def server(clone: Path) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """A served clone: its port and its process."""
    port = free_port()
    process = subprocess.Popen([str(clone / "run")], cwd="/", env=environment(PORT=str(port)))
    yield port, process
    process.terminate()
    process.wait(30)


def test_two_first_starts_at_once_serve_one_page_and_name_the_taken_port(clone: Path) -> None:
    port = free_port()
    command, env = [str(clone / "run")], environment(PORT=str(port))
    both = [
        subprocess.Popen(command, cwd="/", env=env, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    seconds = wait_for(port, "/readyz", 200, 120)
    print(f"\nFrom an empty folder to the first page: {seconds:.0f} s")
    assert answer(port, "/") == 200
    deadline = time.monotonic() + 30
    while all(each.poll() is None for each in both):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    (loser,) = [each for each in both if each.poll() is not None]
    told = loser.communicate()[1]
    assert loser.returncode == 1
    assert f"Port {port} is taken" in told
    assert "Address already in use" not in told
    winner = both[1 - both.index(loser)]
    winner.send_signal(signal.SIGINT)
    assert winner.wait(30) == 0
    assert answer(port, "/healthz") == 0


def test_second_start_takes_at_most_five_seconds(
    server: tuple[int, "subprocess.Popen[bytes]"],
) -> None:
    port, _process = server
    seconds = wait_for(port, "/readyz", 200, 5)
    print(f"\nSecond start: {seconds:.1f} s")
    assert answer(port, "/") == 200


def test_managing_a_ready_tree_adds_little_and_prints_only_the_answer(clone: Path) -> None:
    command = [str(clone / "run"), "manage", "advise", ROOM, "--json"]
    done = subprocess.run(command, cwd="/", env=environment(), capture_output=True, check=True)
    assert json.loads(done.stdout)["outcome"]
    wrong = subprocess.run(
        [*command[:3], "zip=abc"], cwd="/", env=environment(), capture_output=True, check=False
    )
    assert wrong.returncode == 2
    assert wrong.stdout == b""
    began = time.monotonic()
    subprocess.run([str(clone / "run"), "manage", "version"], env=environment(), check=True)
    assert time.monotonic() - began < 2.5


def test_killed_database_gives_503_and_comes_back_without_a_restart(
    clone: Path, server: tuple[int, "subprocess.Popen[bytes]"]
) -> None:
    port, process = server
    results = f"/advice/results/?{ROOM}"
    wait_for(port, results, 200, 15)
    pid = int((clone / "var" / "pg18" / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    wait_for(port, "/readyz", 503, 10)
    assert answer(port, "/healthz") == 200
    assert {answer(port, results) for _request in range(16)} == {503}
    subprocess.run([str(clone / "run"), "setup"], env=environment(), check=True)
    wait_for(port, "/readyz", 200, 10)
    assert {answer(port, results) for _request in range(16)} == {200}
    assert process.poll() is None


def test_stop_ends_the_database_and_reset_leaves_nothing(clone: Path) -> None:
    pid = int((clone / "var" / "pg18" / "postmaster.pid").read_text().split()[0])
    subprocess.run([str(clone / "run"), "stop"], env=environment(), check=True)
    assert not embedded._serves(pid, clone / "var" / "pg18")
    subprocess.run([str(clone / "run"), "reset", "--yes"], env=environment(), check=True)
    assert not (clone / "var").exists()
