"""A content editor's first page and the kit of an article, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from advisor.models import Article

pytestmark = pytest.mark.slow


def signed_in(page: Page, site: str) -> User:
    editor = User.objects.create_superuser(username="home editor", password="x")
    client = Client()
    client.force_login(editor)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
    return editor


@pytest.fixture
def editors_home(clean_page: Page, site: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Page]:
    with django_db_blocker.unblock():
        editor = signed_in(clean_page, site)
        yield clean_page
        editor.delete()


def test_a_link_is_copied_from_the_first_page(editors_home: Page) -> None:
    editors_home.goto("/admin/")
    card = editors_home.locator(".article-card", has_text="How to clean heat pump coils")
    expect(card.get_by_label("Link")).to_have_value(re.compile(r"/go/care/\?from="))
    card.get_by_role("button", name="Copy").click()
    expect(editors_home.locator("#said")).to_have_text(re.compile("Copied|^$"))


@pytest.mark.parametrize("width", [375, 1280])
def test_the_first_page_and_a_check_never_scroll_sideways(editors_home: Page, width: int) -> None:
    page = editors_home
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/admin/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto("/admin/advisor/article/check/")
    page.get_by_label("Or paste the text").fill("The Daikin Aurora comes in a 6,000 BTU size.")
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_label("Write instead")).to_have_value(re.compile("No Daikin Aurora"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_width_of_a_preview_follows_its_slider(
    editors_home: Page, django_db_blocker: DjangoDbBlocker
) -> None:
    page = editors_home
    pk = Article.objects.get(slug="how-to-clean-heat-pump-coils").pk
    page.goto(f"/admin/advisor/article/{pk}/kit/")
    preview = page.locator("#preview-link figure").last
    slider = page.locator("#width-link")
    expect(slider).to_be_visible()
    slider.fill("400")
    expect(preview).to_have_css("width", "400px")
    expect(page.locator('output[for="width-link"]')).to_have_text("400 px")
    frame = page.frame_locator("#preview-frame figure >> nth=1 >> iframe")
    expect(frame.locator("h1, h2").first).to_be_visible()


def test_without_a_script_the_previews_stand_at_two_widths(
    page_without_javascript: Page, site: str, django_db_blocker: DjangoDbBlocker
) -> None:
    page = page_without_javascript
    with django_db_blocker.unblock():
        editor = signed_in(page, site)
        pk = Article.objects.get(slug="how-to-clean-heat-pump-coils").pk
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(f"/admin/advisor/article/{pk}/kit/")
        widths = page.locator("#preview-link figure").evaluate_all(
            "all => all.map(each => each.getBoundingClientRect().width)"
        )
        assert [round(each) for each in widths] == [360, 640]
        expect(page.locator("#width-link")).to_be_hidden()
        editor.delete()
