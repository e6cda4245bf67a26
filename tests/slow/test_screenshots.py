"""Pictures of every page into var/screenshots, for whoever wants to look: ``./run check``."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_journeys import PAGES

pytestmark = pytest.mark.slow
FOLDER = Path(__file__).resolve().parents[2] / "var" / "screenshots"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(360, 780), (768, 1024), (1280, 900)])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_pictured(
    browser: Browser, site: str, name: str, width: int, height: int, scheme: str
) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(
        base_url=site,
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(PAGES[name])
    picture = FOLDER / f"{name}-{width}-{scheme}.png"
    page.screenshot(path=picture, full_page=True)
    context.close()
    assert picture.stat().st_size > 5000
