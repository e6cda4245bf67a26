"""The page of components: there while developing, with the colors of the site."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

CSS = Path(settings.BASE_DIR) / "static" / "css"


def colors(css: str, where: str) -> dict[str, str]:
    """The custom properties of the first block that follows ``where``."""
    block = css[css.index(where) :]
    return dict(re.findall(r"--([a-z-]+): ([^;]+);", block[: block.index("}")]))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_schemes_have_the_colours_of_the_site(scheme: str) -> None:
    base, guide = (CSS / "base.css").read_text(), (CSS / "styleguide.css").read_text()
    site = colors(base, ":root" if scheme == "light" else "prefers-color-scheme: dark")
    shown = colors(guide, f".scheme-{scheme}")
    assert len(shown) > 15
    assert {name: site[name] for name in shown} == shown


@pytest.mark.django_db
def test_the_styleguide_is_not_there_for_visitors(client: Client) -> None:
    assert client.get("/styleguide/").status_code == 404


def test_the_styleguide_shows_every_drawing_and_part(
    real_data: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DEBUG", True)
    page = client.get("/styleguide/?scheme=dark").content.decode()
    assert 'class="guide scheme-dark"' in page
    drawings = (CSS.parent / "img" / "drawings.svg").read_text()
    for name in re.findall(r'<symbol id="([^"]+)"', drawings):
        assert f"#{name}" in page
    for part in ("callout stop", "badge care", "pager", "ruled", "stack", "errors", "decibels"):
        assert f'class="{part}"' in page
