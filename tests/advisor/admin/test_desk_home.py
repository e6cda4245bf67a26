"""The first page of the desk: each role sees what waits for it."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advisor.admin.article_cards import DAYS, article_cards
from advisor.articles import presets
from advisor.articles.check import article_reports
from advisor.models import Article, DailyCount, Preset
from advisor.operations.article_analytics import add_counts
from tests.factories import create_heat_pump, create_price

pytestmark = pytest.mark.django_db

SLUG = "how-to-clean-heat-pump-coils"
HOME = "/admin/"


@pytest.fixture(autouse=True)
def articles() -> None:
    presets.load()
    article_reports.forget()
    call_command("migrate", verbosity=0)


def person(*roles: str) -> User:
    user = User.objects.create_user("person", password="x", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def signed_in(*roles: str) -> Client:
    client = Client()
    client.force_login(person(*roles))
    return client


def kit_address(slug: str) -> str:
    return f"/admin/advisor/article/{Article.objects.get(slug=slug).pk}/kit/"


def test_a_content_editor_sees_their_articles_with_thirty_days() -> None:
    today = timezone.localdate()
    for ago, event in ((0, "opened"), (3, "opened"), (3, "started"), (DAYS + 5, "finished")):
        add_counts(SLUG, [(event, "")], day=today - timedelta(days=ago))
    html = signed_in("Content editor").get(HOME).content.decode()
    assert "How to clean heat pump coils" in html
    (label,) = re.findall(r'<svg class="spark"[^>]*aria-label="([^"]*)"', html)
    assert label == "The last 30 days: opened 2, started 1, finished 0."
    points = re.search(r'spark-opened" points="([^"]*)"', html)
    assert points
    assert len(points[1].split()) == DAYS
    assert points[1].endswith(",0.0")


def test_what_is_broken_stands_on_the_card_and_comes_first() -> None:
    create_price(heat_pump=create_heat_pump(model_number="NX-09HA2"), low="1200")
    article = Article.objects.get(slug=SLUG)
    article_reports.keep_text(article, "The NX-09HA2 costs $900.", pasted=True)
    cards = article_cards(person("Content editor"), date(2026, 11, 29))
    assert cards[0].article == article
    assert cards[0].faults == ("The NX-09HA2 costs $900.",)


def test_each_card_hands_out_the_link_with_the_article_in_it() -> None:
    html = signed_in("Content editor").get(HOME).content.decode()
    assert f'value="http://127.0.0.1:8000/go/care/?from={SLUG}"' in html
    assert kit_address(SLUG) in html


def test_an_editor_sees_no_articles_of_others() -> None:
    other = User.objects.create_user("other")
    Article.objects.filter(slug=SLUG).update(editor=other)
    html = signed_in("Content editor").get(HOME).content.decode()
    assert "How to clean heat pump coils" not in html


def test_who_has_nothing_to_do_with_articles_sees_none() -> None:
    html = signed_in("Catalog editor").get(HOME).content.decode()
    assert "My articles" not in html


def test_the_page_asks_no_more_for_more_articles(
    django_assert_max_num_queries: Callable[[int], CaptureQueriesContext],
) -> None:
    user = person("Content editor")
    today = timezone.localdate()
    article_cards(user, today)
    with django_assert_max_num_queries(4):
        article_cards(user, today)
    for number in range(20):
        article = Article.objects.create(slug=f"a-{number}", title="A")
        DailyCount.objects.create(article=article, day=today, event="opened", count=3)
    with django_assert_max_num_queries(4):
        article_cards(user, today)


# The kit


def test_the_kit_shows_link_frame_and_fact_with_previews_at_two_widths() -> None:
    response = signed_in("Content editor").get(kit_address(SLUG))
    html = response.content.decode()
    assert [piece.key for piece in response.context["pieces"]] == ["link", "frame", "fact"]
    assert html.count('class="preview preview-360"') == 3
    assert html.count('class="preview preview-640"') == 3
    assert 'src="/embed/care/"' in html  # without the article: a look is not counted
    assert f"from={SLUG}" in response.context["pieces"][1].text
    assert response["Content-Security-Policy"].endswith("frame-src 'self'")


def test_an_article_without_a_preset_is_sent_to_choose_one() -> None:
    Article.objects.filter(slug=SLUG).update(preset=None)
    response = signed_in("Content editor").get(kit_address(SLUG), follow=True)
    assert "Choose its preset first" in response.content.decode()


def test_the_kit_is_for_who_may_see_articles() -> None:
    assert signed_in("Catalog editor").get(kit_address(SLUG)).status_code == 403


def test_every_shipped_article_has_a_kit() -> None:
    client = signed_in("Content editor")
    assert Preset.objects.count() == Article.objects.filter(preset__isnull=False).count()
    for slug in Article.objects.values_list("slug", flat=True):
        assert client.get(kit_address(slug)).status_code == 200
