"""Pictures of every page into var/screenshots, for whoever wants to look: ``./run check``."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_journeys import PAGES

pytestmark = pytest.mark.slow
FOLDER = Path(__file__).resolve().parents[2] / "var" / "screenshots"

FIRST_SCREENS = {
    "boston": "zip=02130&space=bedroom&area=120&exterior_walls=1&above=heated&below=heated"
    "&facing=w&heating_now=electric",
    "queens": "zip=11101&space=studio&area=350&tenure=rent&heating_now=included"
    "&window_type=double_hung&power=shared_115",
    "denver": "zip=80202&space=living_room&area=320&heating_now=gas&electricity_rate=0.14"
    "&fuel_rate=0.95",
    "kansas city": "zip=64106&space=garage&area=440&insulation=poor&garage_door=bare"
    "&heating_now=none",
    "burlington": "zip=05401&space=sunroom&area=200&heating_now=oil",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", FIRST_SCREENS)
def test_the_first_screen_of_an_answer_is_pictured(
    browser: Browser, site: str, name: str, scheme: str
) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(
        base_url=site,
        viewport={"width": 360, "height": 780},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(f"/advice/results/?{FIRST_SCREENS[name]}")
    picture = FOLDER / f"first screen {name}-{scheme}.png"
    page.screenshot(path=picture)
    context.close()
    assert picture.stat().st_size > 5000


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
