from collections.abc import Iterator

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request

OVERTAKEN = ("htmx:sendAbort", "htmx:afterRequest")
"""What htmx logs when the next click comes before the drawing has followed the last one."""


@pytest.fixture
def clean_page(page: Page, site: str) -> Iterator[Page]:
    """A page on which nothing may go wrong behind the scenes."""
    troubles: list[str] = []

    def noticed(request: Request) -> None:
        if not request.url.startswith((site, "data:")):
            troubles.append(f"third party: {request.url}")

    def failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the visitor went on before it came
            troubles.append(f"failed: {request.url}")

    def logged(message: ConsoleMessage) -> None:
        if not message.text.startswith(OVERTAKEN):
            troubles.append(message.text)

    def broken(error: str) -> None:
        if not error.startswith("Transition was "):  # the browser gave up its own, on a slow day
            troubles.append(error)

    page.on("console", logged)
    page.on("pageerror", lambda error: broken(str(error)))
    page.on("request", noticed)
    page.on("requestfailed", failed)
    yield page
    assert not troubles
