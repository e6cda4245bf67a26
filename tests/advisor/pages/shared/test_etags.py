"""The tag of a page moves with whatever the page is made of, and with nothing else."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.test import RequestFactory

from advisor.pages.shared import etags


@pytest.fixture
def source_tree(settings: LazySettings, tmp_path: Path) -> Iterator[Path]:
    """A template and a compiled translation; nothing is remembered of them."""
    for name in ("templates/area/page.html", "locale/es/LC_MESSAGES/django.mo"):
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        file.write_text("as it was")
    settings.BASE_DIR, settings.LOCALE_PATHS = tmp_path, [tmp_path / "locale"]
    etags.release.cache_clear()
    yield tmp_path
    etags.release.cache_clear()


def release_of_now() -> str:
    etags.release.cache_clear()
    return etags.release()


@pytest.mark.parametrize("name", ["templates/area/page.html", "locale/es/LC_MESSAGES/django.mo"])
def test_a_release_moves_with_markup_and_words(source_tree: Path, name: str) -> None:
    before = release_of_now()
    (source_tree / name).touch()  # a copy with another date is the same release
    assert release_of_now() == before
    (source_tree / name).write_text("as it is")
    assert release_of_now() != before


def test_a_release_moves_with_rules_and_static_files(
    source_tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = release_of_now()
    monkeypatch.setattr(etags, "VERSION", "99.0")
    second = release_of_now()
    monkeypatch.setattr(etags, "staticfiles_storage", SimpleNamespace(manifest_hash="another"))
    assert len({first, second, release_of_now()}) == 3


def test_the_manifest_of_static_files_has_the_hash_that_a_release_reads(tmp_path: Path) -> None:
    manifest = {"version": "1.1", "paths": {"css/base.css": "css/base.1a.css"}, "hash": "1a2b"}
    (tmp_path / "staticfiles.json").write_text(json.dumps(manifest))
    storage = ManifestStaticFilesStorage(location=str(tmp_path), base_url="/static/")
    assert storage.manifest_hash == "1a2b"


@pytest.mark.django_db
def test_a_page_under_development_has_no_tag(settings: LazySettings) -> None:
    request = RequestFactory().get("/heat-pumps/")
    assert etags.page_etag(request)
    settings.DEBUG = True
    assert etags.page_etag(request) is None
