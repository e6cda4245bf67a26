"""Sites that may show every frame, and the two colors and the size of type that each may choose."""

import re
from itertools import product

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import Settings

from advisor.articles import frame_style, presets
from advisor.formatting.colors import READABLE, VISIBLE, contrast
from advisor.models import EmbedSite, Preset

pytestmark = pytest.mark.django_db

WORDS_ON = {
    "ink": ("paper", "card", "sunk", "accent-tint"),
    "soft": ("paper", "accent-tint"),
    "accent": ("paper", "accent-tint"),
    "on-accent": ("accent",),
    "wrong": ("paper",),
    "care": ("paper",),
    "heat": ("paper",),
    "cool": ("paper",),
}
"""Each color of words, and what it stands on."""
PAPERS = ("#ffffff", "#fbf9f4", "#111111", "#20303a", "#f0d8e8", "#ffee88")
ACCENTS = ("#1f5a45", "#b4431a", "#005fcc", "#ffd24a", "#d7e3ff", "#6a0f5b")


@pytest.fixture
def reader(settings: Settings) -> Client:
    settings.SITE_URL = "http://testserver"
    presets.load()
    return Client()


def style(**values: object) -> EmbedSite:
    site = EmbedSite(**{"host": "home.example", **values})
    site.full_clean()
    site.save()
    return site


def test_a_site_of_the_list_may_frame_every_preset_and_every_unit(
    reader: Client, real_data: None
) -> None:
    style()
    Preset.objects.filter(code="window").update(sites=["blog.example"])
    for path in ("/embed/window/", "/embed/care/", "/embed/card/msz-fs06na-muz-fs06na/"):
        policy = reader.get(path)["Content-Security-Policy"]
        assert "https://home.example https://www.home.example" in policy, path
        assert "unsafe" not in policy
        assert "style-src 'self'" in policy
    assert "blog.example" not in reader.get("/embed/care/")["Content-Security-Policy"]


def test_a_frame_wears_the_colors_of_the_site_around_it_through_all_its_pages(
    reader: Client, real_data: None
) -> None:
    style(paper="#ffffff", accent="#005fcc", font_px=18)
    first = reader.get("/embed/window/", headers={"referer": "https://www.home.example/a/"})
    page = first.content.decode()
    sheet = re.search(
        r'<link rel="stylesheet" href="(/embed/style/home.example.css\?v=[\d-]+)"', page
    )
    assert sheet
    told = reader.get(sheet[1])
    assert told["Content-Type"].startswith("text/css")
    assert "--accent:#005fcc;" in told.content.decode()
    assert "font-size:18px" in told.content.decode()
    following = re.search(r'href="(/embed/window/\?[^"]*window_type=slider[^"]*)"', page)
    assert following
    assert "site=home.example" in following[1]
    ours = {"referer": "http://testserver/embed/window/"}
    again = reader.get(following[1].replace("&amp;", "&"), headers=ours).content.decode()
    assert sheet[1] in again


def test_another_site_and_no_site_get_our_own_colors(reader: Client) -> None:
    style(paper="#ffffff", accent="#005fcc")
    for headers in ({"referer": "https://other.example/"}, {}, {"referer": "http://["}):
        assert "/embed/style/" not in reader.get("/embed/window/", headers=headers).content.decode()
    assert reader.get("/embed/style/other.example.css").status_code == 404


@pytest.mark.parametrize(
    "values",
    [
        {"paper": "#fff", "accent": "#000000"},
        {"paper": "white", "accent": "#000000"},
        {"paper": "#ffffff}b{x:y", "accent": "#000000"},
        {"paper": "#ffffff", "accent": ""},
        {"paper": "#ffffff", "accent": "#cccccc"},
        {"font_px": 9},
        {"font_px": 60},
        {"host": "*"},
        {"host": "home.example; script-src *"},
    ],
)
def test_what_is_no_color_no_size_or_not_readable_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        style(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"paper": "#}b{x:y", "accent": "#000000"},
        {"paper": "#ffffff", "accent": ""},
        {"font_px": 4},
        {"host": "a b"},
    ],
)
def test_the_database_refuses_it_too(values: dict[str, object]) -> None:
    with transaction.atomic(), pytest.raises(IntegrityError):
        EmbedSite.objects.create(**{"host": "home.example", **values})


def test_a_color_that_slipped_in_as_text_never_reaches_the_sheet() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        frame_style.stylesheet(EmbedSite(host="x", paper="#fff}b{x:y", accent="#000000"))


def test_every_word_of_a_frame_is_readable_in_the_colors_of_any_site() -> None:
    tried = 0
    for paper, accent in product(PAPERS, ACCENTS):
        if contrast(paper, accent) < READABLE:
            continue
        colors = frame_style.palette(EmbedSite(paper=paper, accent=accent))
        for words, grounds in WORDS_ON.items():
            for ground in grounds:
                ratio = contrast(colors[words], colors[ground])
                assert ratio >= READABLE, (paper, accent, words, ground, round(ratio, 2))
        assert contrast(colors["edge"], colors["paper"]) >= VISIBLE
        tried += 1
    assert tried > 15


def test_an_administrator_keeps_the_list_and_a_content_editor_does_not() -> None:
    for role, allowed in (("Administrator", True), ("Content editor", False)):
        user = User.objects.create_user(username=role, password="x", is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        desk = Client()
        desk.force_login(user)
        there = "/admin/advisor/embedsite/add/"
        assert desk.get(there).status_code == (200 if allowed else 403)
        desk.post(
            there,
            {
                "host": f"https://WWW.{role.split()[0]}.example/a/",
                "paper": "#FFFFFF",
                "accent": "#1F5A45",
                "font_px": "",
            },
        )
    (site,) = EmbedSite.objects.all()
    assert (site.host, site.paper, site.accent) == ("administrator.example", "#ffffff", "#1f5a45")


def test_the_desk_says_how_far_two_colors_are_from_readable() -> None:
    desk = Client()
    desk.force_login(User.objects.create_superuser(username="admin", password="x"))
    there = "/admin/advisor/embedsite/add/"
    told = desk.post(there, {"host": "a.example", "paper": "#ffffff", "accent": "#cccccc"})
    assert "The contrast of these two colors is 1.6 to 1." in told.content.decode()
    style(paper="#ffffff", accent="#1f5a45")
    assert 'fill="#1f5a45"' in desk.get("/admin/advisor/embedsite/").content.decode()


@pytest.mark.parametrize("path", ["/embed/style/%00.css", "/reports/%00/", "/embed/style/a b.css"])
def test_an_address_that_no_record_can_have_is_not_found(reader: Client, path: str) -> None:
    assert reader.get(path).status_code == 404
