"""Finished pages in files that the workers of one server share."""

import os
from pathlib import Path

from advisor.operations.page_files import PageFiles


def test_a_page_comes_back_as_it_was_and_is_not_compressed_once_more(tmp_path: Path) -> None:
    files, page = PageFiles(str(tmp_path), {}), bytes(9000)
    files.set("a-tag", page, timeout=60)
    assert files.get("a-tag") == page
    (file,) = tmp_path.iterdir()
    assert file.stat().st_size > len(page)


def test_a_page_is_gone_after_its_time(tmp_path: Path) -> None:
    files = PageFiles(str(tmp_path), {})
    files.set("a-tag", os.urandom(100), timeout=-1)
    assert files.get("a-tag") is None
