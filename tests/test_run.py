"""The front door, part by part. The whole of it on an empty folder is in the slow lane."""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def front(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script as a module, at home in an empty folder."""
    loader = SourceFileLoader("front_door", str(ROOT / "run"))
    spec = importlib.util.spec_from_loader("front_door", loader)
    assert spec is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # no file "runc" beside the script
    loader.exec_module(module)
    home = tmp_path / "a folder"
    (home / "var").mkdir(parents=True)
    (home / "requirements.lock").write_text("django==5.2\n")
    paths = {"ROOT": home, "VAR": home / "var", "VENV": home / ".venv"}
    paths |= {"PYTHON": home / ".venv/bin/python", "LOCK": home / "requirements.lock"}
    for name, path in paths.items():
        monkeypatch.setattr(module, name, path)
    return module


@pytest.fixture
def work(front: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the set-up of packages did, instead of doing it."""
    done: list[str] = []

    def make_environment(command: list[str], _environment: object = None) -> None:
        done.append("venv")
        front.PYTHON.parent.mkdir(parents=True)
        front.PYTHON.symlink_to(sys.executable)

    monkeypatch.setattr(front, "call", make_environment)
    monkeypatch.setattr(front, "install_packages", lambda: done.append("packages"))
    return done


def run(*words: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(ROOT / "run"), *words],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_help_names_every_command(front: Any) -> None:
    told = run("help").stdout
    assert all(f"./run {name} " in told for name in front.COMMANDS if name != "serve")


def test_unknown_command_is_answered_with_one_sentence() -> None:
    done = run("fly")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == "There is no `./run fly`: `./run help` lists what there is.\n"


def test_taken_port_is_told_in_one_sentence_from_any_folder(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        done = run(cwd=tmp_path, PORT=str(port))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"Port {port} is taken" in done.stderr


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "80 80"])
def test_port_that_is_none_is_refused(port: str) -> None:
    done = run(PORT=port)
    assert done.returncode == 1
    assert "PORT must be a number" in done.stderr


def test_packages_are_installed_once_and_again_when_the_lock_changes(
    front: Any, work: list[str]
) -> None:
    front.ensure_packages()
    assert work == ["venv", "packages"]
    front.ensure_packages()
    assert work == ["venv", "packages"]
    front.LOCK.write_text("django==5.2.1\n")
    front.ensure_packages()
    assert work == ["venv", "packages", "packages"]


def test_interrupted_installation_is_begun_again(
    front: Any, work: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> None:
        (front.VENV / "half a package").touch()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(front, "install_packages", interrupted)
        with pytest.raises(KeyboardInterrupt):
            front.ensure_packages()
    front.ensure_packages()
    assert work == ["venv", "venv", "packages"]
    assert not (front.VENV / "half a package").exists()


def test_environment_of_a_moved_folder_is_made_anew(
    front: Any, work: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    front.ensure_packages()
    moved = front.ROOT.parent / "moved"
    front.ROOT.rename(moved)
    for name, path in {"VENV": ".venv", "PYTHON": ".venv/bin/python"}.items():
        monkeypatch.setattr(front, name, moved / path)
    monkeypatch.setattr(front, "LOCK", moved / "requirements.lock")
    front.ensure_packages()
    assert work == ["venv", "packages", "venv", "packages"]


def test_missing_venv_module_is_named_with_the_line_that_installs_it(
    front: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as ended:
        front.ensure_packages()
    assert ended.value.code == 1
    assert "sudo apt-get install python3-venv" in capsys.readouterr().err


def test_root_on_debian_installs_what_is_missing_after_an_update(
    front: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def pretend(command: list[str], **_options: Any) -> subprocess.CompletedProcess[str]:
        asked.append(" ".join(command))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("subprocess.run", pretend)
    assert front.apt_install("python3-venv") is True
    assert asked[0] == "apt-get -qq update"
    assert asked[1].startswith("apt-get -qq install --yes")
    assert asked[1].endswith("python3-venv")


def test_missing_browser_is_a_failure_with_the_line_that_installs_it(
    front: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    front.PYTHON.parent.mkdir(parents=True)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr(
        "subprocess.run", lambda command, **_: subprocess.CompletedProcess(command, 1, "", "")
    )
    with pytest.raises(SystemExit) as ended:
        front.find_browser()
    assert ended.value.code == 1
    assert "sudo apt-get install chromium" in capsys.readouterr().err


def test_browser_that_does_not_run_is_passed_over(
    front: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken, works = tmp_path / "chromium", tmp_path / "google-chrome"
    broken.write_text("#!/bin/sh\nexit 1\n")
    works.write_text("#!/bin/sh\necho Chromium 1\n")
    broken.chmod(0o755)
    works.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(broken))
    monkeypatch.setattr("shutil.which", lambda name: str(works) if name == works.name else None)
    assert front.find_browser() == str(works)


def test_secret_key_is_made_once_and_only_its_owner_reads_it(
    front: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    key = front.secret_key()
    assert len(key) >= 50
    assert front.secret_key() == key
    assert (front.VAR / "secret_key").stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("SECRET_KEY", "given")
    assert front.secret_key() == "given"


def test_given_database_is_used_and_no_own_one_is_started(
    front: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://u@h/d")
    assert front.start_database(front.VAR) == "postgresql://u@h/d"
    assert list(front.VAR.iterdir()) == []


def test_work_is_repeated_only_when_its_sources_change(front: Any) -> None:
    times: list[int] = []
    source = front.ROOT / "data"
    source.mkdir()

    def once(*words: str, always: bool = False) -> None:
        mark = front.fingerprint(*words, sources=("data",))
        front.once("thing", mark, lambda: times.append(1), always=always)

    once()
    once()
    assert len(times) == 1
    (source / "new.csv").write_text("1")
    once()
    assert len(times) == 2
    once("another database")
    once("another database", always=True)
    assert len(times) == 4


def test_failed_work_is_tried_again(front: Any) -> None:
    def fails() -> None:
        raise SystemExit(1)

    with pytest.raises(SystemExit):
        front.once("thing", "mark", fails)
    done: list[int] = []
    front.once("thing", "mark", lambda: done.append(1))
    assert done == [1]


def test_reset_deletes_nothing_without_a_yes(
    front: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (front.VAR / "kept").touch()
    monkeypatch.setattr("builtins.input", lambda prompt: "no")
    with pytest.raises(SystemExit):
        front.reset([])
    assert (front.VAR / "kept").exists()
    monkeypatch.setattr(front, "stop", lambda arguments: None)
    front.reset(["--yes"])
    assert not front.VAR.exists()


def test_lint_runs_every_tool_and_fails_if_one_does(
    front: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(front, "python", lambda words: [str(shutil.which(words))])
    with pytest.raises(SystemExit) as ended:
        front.in_turn([("first", "false", {}), ("second", "true", {})])
    told = capsys.readouterr().err
    assert ended.value.code == 1
    assert "FAILED first" in told
    assert "ok     second" in told
