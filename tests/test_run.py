"""The front door, part by part. The whole of it on an empty folder is in the slow lane."""

import ast
import importlib.util
import os
import re
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


def imported_files(*modules: str) -> set[str]:
    """The files of our own that these modules read when they run, theirs included."""
    waiting, files = list(modules), set()
    while waiting:
        path = ROOT / waiting.pop().replace(".", "/")
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if file in files or not file.exists():
            continue
        files.add(file)
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                waiting += [name.name for name in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                waiting += [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
    return {str(file.relative_to(ROOT)) for file in files}


LOADERS = ("advisor.management.commands.load_reference", "catalog.management.commands.load_catalog")


def test_every_file_that_a_loader_uses_makes_the_database_be_loaded_again(front: Any) -> None:
    used = imported_files(*LOADERS)
    assert {"catalog/merging.py", "catalog/vocabulary.py", "advisor/articles/presets.py"} <= used
    used |= {
        "advisor/admin/roles.py",
        "advisor/data/states.csv",
        "catalog/migrations/0001_initial.py",
    }
    for name in sorted(used):
        assert (ROOT / name).exists()
        file = front.ROOT / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    marks = [_database_mark(front)]
    for name in sorted(used):
        (front.ROOT / name).write_text("changed")
        marks.append(_database_mark(front))
    assert len(set(marks)) == len(marks)


def test_a_page_and_its_sentences_do_not_make_the_database_be_loaded_again(front: Any) -> None:
    mark = _database_mark(front)
    for name in front.NOT_IN_DATABASE:
        assert (ROOT / name).is_dir(), name
        folder = front.ROOT / name
        folder.mkdir(parents=True)
        (folder / "page.py").touch()
    assert _database_mark(front) == mark


def _database_mark(front: Any) -> str:
    mark = front.fingerprint(sources=front.DATABASE_SOURCES, without=front.NOT_IN_DATABASE)
    return str(mark)


@pytest.fixture
def environments(front: Any, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The environments in which `./run test`, `lint` and `check` start their commands."""
    seen: list[dict[str, str]] = []

    def pretend(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        seen.append(options["env"])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(front, "ensure_packages", lambda: None)
    monkeypatch.setattr(front, "find_browser", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(front, "start_database", lambda *_words: "postgresql://u@h/d")
    monkeypatch.setattr(
        front, "prepare", lambda **_: {**os.environ, "DATABASE_URL": "x", "SECRET_KEY": "y"}
    )
    monkeypatch.setattr(front.subprocess, "run", pretend)
    return seen


@pytest.mark.parametrize("command", ["test", "lint", "check"])
def test_tests_do_not_see_the_settings_of_the_shell(
    front: Any,
    environments: list[dict[str, str]],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    rows = re.findall(r"^\| `([A-Z][A-Z0-9_]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    settings = {*rows, "PGOPTIONS", "DJANGO_SETTINGS_MODULE", "PYTHONPATH"}
    settings -= {"DATABASE_URL", "CHROMIUM", "SECRET_KEY"}
    assert {"PORT", "DEBUG", "TRUSTED_PROXIES"} <= settings
    for name in settings:
        monkeypatch.setenv(name, "12345")
    monkeypatch.setenv("https_proxy", "http://proxy")
    with pytest.raises(SystemExit) as ended:
        front.COMMANDS[command]([])
    assert ended.value.code == 0
    assert environments
    for environment in environments:
        kept = settings & set(environment)
        assert {name for name in kept if environment[name] == "12345"} == set()
        assert environment["PATH"] == os.environ["PATH"]
        assert environment["https_proxy"] == "http://proxy"
        assert environment["DATABASE_URL"]


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


def test_a_check_that_found_out_nothing_is_neither_passed_nor_failed(
    front: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from advisor.operations.dependency_audit import COULD_NOT

    assert front.COULD_NOT == COULD_NOT
    statuses = {"audit": COULD_NOT, "good": 0, "bad": 1}

    def pretend(command: list[str], **_options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, statuses[command[-1]])

    monkeypatch.setattr("subprocess.run", pretend)
    with pytest.raises(SystemExit) as ended:
        front.in_turn([("the audit", "audit", {}), ("another", "good", {})])
    assert ended.value.code == 0
    told = capsys.readouterr().err
    assert told.startswith("?      the audit")
    assert "Not known: the audit." in told
    with pytest.raises(SystemExit) as ended:
        front.in_turn([("the audit", "audit", {}), ("another", "bad", {})])
    assert ended.value.code == 1
    assert "Failed: another." in capsys.readouterr().err


def test_the_doctor_of_an_empty_folder_says_what_to_run(
    front: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        front.doctor([])
    assert capsys.readouterr().err == "The packages are not installed: ./run setup.\n"
    front.PYTHON.parent.mkdir(parents=True)
    front.PYTHON.touch()
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(SystemExit):
        front.doctor([])
    assert "There is no database yet: ./run setup" in capsys.readouterr().err
