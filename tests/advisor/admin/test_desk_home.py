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
from advisor.models import Article, ContentSite, DailyCount, Preset, WrongNumber
from advisor.operations.article_analytics import add_counts
from catalog.history import acting
from catalog.models import How, ImportBatch, Review
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


# The other roles


def titles(client: Client) -> list[str]:
    """Of the lists on the first page, with how many wait in each."""
    html = client.get(HOME).content.decode()
    found = re.findall(r"<h3>\s*(.*?)\s*(?:<b>(\d+)</b>\s*)?</h3>", html, re.DOTALL)
    return [f"{title.strip()} {count}".strip() for title, count in found if "<" not in title]


def test_a_catalog_editor_sees_drafts_doubts_what_ages_and_imports() -> None:
    client = signed_in("Catalog editor")
    user = User.objects.get(username="person")
    returned = create_heat_pump(model_number="RT-1", status="draft")
    Review.objects.ask(returned, user)
    Review.objects.give_back(returned, user, word="Which sheet is it?")
    with acting(user.get_username(), how=How.HAND):
        create_heat_pump(model_number="MINE-2", status="draft")
    WrongNumber.objects.create(field="SEER2", claim="It is 20.")
    ImportBatch.objects.create(
        format="prices", file_name="july.csv", state="applied", counts={"created": 2, "updated": 3}
    )
    html = client.get(HOME).content.decode()
    for told in ("“Which sheet is it?”", "MINE-2", "july.csv", "2 new, 3 changed, 0 errors"):
        assert told in html
    assert "Returned to you 1" in titles(client)
    assert "My articles" not in html


def test_a_publisher_sees_what_is_ready_with_the_page_of_a_visitor() -> None:
    client = signed_in("Publisher")
    unit = create_heat_pump(model_number="RD-1", status="draft")
    Review.objects.ask(unit, User.objects.create_user("ann"))
    html = client.get(HOME).content.decode()
    assert "Ready for review 1" in titles(client)
    assert f'href="/admin/preview/{unit.pk}/"' in html
    assert f'href="/admin/catalog/heatpump/{unit.pk}/change/"' in html
    assert "by ann" in html


def test_an_administrator_sees_who_has_no_second_factor_and_what_is_to_set_up() -> None:
    client = signed_in("Administrator")
    html = client.get(HOME).content.decode()
    assert "People without two-step sign-in 1" in titles(client)
    assert "/admin/advisor/contentsite/add/" in html
    ContentSite.objects.create(host="example.com")
    assert "/admin/advisor/contentsite/add/" not in client.get(HOME).content.decode()


@pytest.mark.parametrize(
    ("role", "queries"), [("Catalog editor", 25), ("Publisher", 28), ("Administrator", 45)]
)
def test_the_first_page_of_each_role_asks_as_often_for_one_as_for_many(
    role: str, queries: int, django_assert_max_num_queries: Callable[[int], CaptureQueriesContext]
) -> None:
    client = signed_in(role)
    user = User.objects.get(username="person")
    client.get(HOME)
    for number in range(12):
        unit = create_heat_pump(model_number=f"RD-{number}", status="draft")
        Review.objects.ask(unit, user)
        WrongNumber.objects.create(field="SEER2", claim="It is 20.")
        User.objects.create_user(f"p{number}", is_staff=True)
        ImportBatch.objects.create(format="prices", file_name="a.csv", state="applied")
    with django_assert_max_num_queries(queries) as asked:
        client.get(HOME)
    print(f"\n{role}: {len(asked)} queries")


def test_every_address_of_the_lists_leads_somewhere() -> None:
    client = signed_in("Administrator")
    user = User.objects.get(username="person")
    Review.objects.ask(create_heat_pump(model_number="RD-1", status="draft"), user)
    parts = client.get(HOME).context["home"]
    lists = [each for part in parts if part["key"] != "articles" for each in part["content"]]
    rows = [row for each in lists for row in each.rows]
    addresses = {each.all_address for each in lists} | {row.address for row in rows}
    addresses |= {row.second for row in rows}
    assert len(addresses) > 8
    for address in filter(None, addresses):
        assert client.get(address).status_code == 200, address


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
