"""The Spanish file holds every sentence of the code: `./run check` collects them again."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from tests.slow.test_fresh_machine import LEFT_OUT, ROOT
from tests.slow.test_page_quality import program

pytestmark = pytest.mark.slow
FILE = Path("advisor") / "locale" / "es" / "LC_MESSAGES" / "django.po"


def sentences(file: Path) -> set[tuple[str | None, str]]:
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(file))}


def test_no_sentence_is_missing_from_the_spanish_file(tmp_path: Path) -> None:
    program("xgettext", "gettext")
    tree = Path(shutil.copytree(ROOT, tmp_path / "tree", ignore=LEFT_OUT))
    collect = "makemessages -l es --add-location file --no-wrap --no-obsolete -i tests -v 0"
    subprocess.run(
        [sys.executable, "manage.py", *collect.split()],
        cwd=tree,
        env={**os.environ, "SECRET_KEY": "x" * 50},
        check=True,
    )
    assert sentences(tree / FILE) == sentences(ROOT / FILE)
