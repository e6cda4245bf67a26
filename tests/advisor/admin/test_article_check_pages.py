"""The article check at the desk: what is read, who may, and what stays of it."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from advisor.articles import content_check, presets, safe_fetch
from advisor.articles.check import article_reports
from advisor.models import Article, ArticleText, ContentSite
from catalog.models import PriceObservation
from tests.factories import create_heat_pump, create_price

pytestmark = pytest.mark.django_db

CHECK = "/admin/advisor/article/check/"
SITE = "/admin/advisor/contentsite/"
SLUG = "how-to-clean-heat-pump-coils"


@pytest.fixture
def desk() -> Client:
    presets.load()
    call_command("migrate", verbosity=0)
    client = Client()
    editor = User.objects.create_user("editor", password="x", is_staff=True)
    editor.groups.add(Group.objects.get(name="Content editor"))
    client.force_login(editor)
    return client


@pytest.fixture
def administrator() -> Client:
    presets.load()
    client = Client()
    client.force_login(User.objects.create_superuser("administrator", password="x"))
    return client


@pytest.fixture
def article() -> Article:
    presets.load()
    return Article.objects.get(slug=SLUG)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    article_reports.forget()


def answering(**values: Any) -> Any:
    def read(address: str, **_options: Any) -> safe_fetch.Seen:
        return safe_fetch.Seen(**{"status": 200, "address": address, **values})

    return read


def priced_unit() -> PriceObservation:
    return create_price(heat_pump=create_heat_pump(model_number="NX-09HA2"), low="1200")


def test_a_pasted_text_is_checked_and_not_kept(desk: Client) -> None:
    priced_unit()
    page = desk.post(CHECK, {"text": "The NX-09HA2 costs $900."})
    assert [each.instead for each in page.context["report"].findings] == [
        "The NX-09HA2 costs $1,200."
    ]
    html = page.content.decode()
    assert "The NX-09HA2 costs $900." in html
    assert ">The NX-09HA2 costs $1,200.</textarea>" in html
    assert not ArticleText.objects.exists()


def test_an_address_is_read_without_its_markup(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "<main><p>Fine <script>alert(1)</script>words.</p></main>"
    monkeypatch.setattr(safe_fetch, "read", answering(text=text))
    page = desk.post(CHECK, {"address": "https://example.com/a"})
    assert page.context["report"].sentences == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"status": 404}, "The server answered 404."),
        ({"status": None, "note": "It took too long"}, "It took too long"),
        ({"text": "  "}, "The page has no text."),
    ],
)
def test_an_address_that_gives_nothing_is_told_at_its_field(
    desk: Client, monkeypatch: pytest.MonkeyPatch, values: dict[str, Any], said: str
) -> None:
    monkeypatch.setattr(safe_fetch, "read", answering(**values))
    page = desk.post(CHECK, {"address": "https://example.com/a"})
    assert page.context["form"].errors["address"] == [said]


@pytest.mark.parametrize(
    ("data", "field"),
    [({}, "__all__"), ({"address": "nonsense"}, "address"), ({"article": "77777"}, "article")],
)
def test_a_wrong_form_is_told_in_words(desk: Client, data: dict[str, str], field: str) -> None:
    page = desk.post(CHECK, data)
    assert page.status_code == 200
    assert field in page.context["form"].errors


def test_the_text_of_an_article_is_kept_and_follows_the_catalog(
    desk: Client, article: Article
) -> None:
    price = priced_unit()
    response = desk.post(CHECK, {"article": str(article.pk), "text": "The NX-09HA2 costs $1,200."})
    assert response.status_code == 302
    assert desk.get(response["Location"]).context["report"].findings == ()
    price.amount_low = price.amount_high = 900
    price.save()
    (found,) = desk.get(response["Location"]).context["report"].findings
    assert found.instead == "The NX-09HA2 costs $900."


def test_an_article_is_read_again_and_a_failed_read_keeps_its_text(
    desk: Client, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    article.address = "https://example.com/coils/"
    article.save()
    monkeypatch.setattr(safe_fetch, "read", answering(text="<p>Turn the power off.</p>"))
    there = f"/admin/advisor/article/{article.pk}/check/"
    desk.post(there)
    assert ArticleText.objects.get(article=article).text == "<p>Turn the power off.</p>"
    monkeypatch.setattr(safe_fetch, "read", answering(status=503))
    page = desk.post(there, follow=True)
    assert "The server answered 503." in page.content.decode()
    assert ArticleText.objects.get(article=article).text == "<p>Turn the power off.</p>"


def test_only_who_may_change_articles_has_one_read(article: Article, client: Client) -> None:
    there = f"/admin/advisor/article/{article.pk}/check/"
    assert client.post(there).status_code == 302  # to the sign-in
    call_command("migrate", verbosity=0)
    catalog = User.objects.create_user("catalog", password="x", is_staff=True)
    catalog.groups.add(Group.objects.get(name="Catalog editor"))
    client.force_login(catalog)
    assert client.post(there, {"text": "x"}).status_code == 403
    assert client.get(CHECK).status_code == 403


# A failed look


@pytest.mark.parametrize("seen", [{"status": None, "note": "timed out"}, {"status": 503}])
def test_a_failed_look_never_erases_a_known_404(article: Article, seen: dict[str, Any]) -> None:
    article.address = "https://example.com/coils/"
    article.save()
    content_check.look_at_articles(answering(status=404))
    first = Article.objects.get(pk=article.pk).checked_at
    content_check.look_at_articles(answering(**seen))
    article.refresh_from_db()
    assert (article.check_status, article.checked_at) == (404, first)
    (finding,) = content_check.article_findings(article)
    assert finding.kind == "dead"
    assert "The server answered 404. A look on" in finding.says
    content_check.look_at_articles(answering(status=200))
    article.refresh_from_db()
    assert (article.check_status, article.check_note) == (200, "")


def test_a_failed_look_never_erases_a_known_move(article: Article) -> None:
    article.address = "https://example.com/coils/"
    article.save()
    content_check.look_at_articles(
        lambda _a: safe_fetch.Seen(status=200, address="https://example.com/new/")
    )
    content_check.look_at_articles(answering(status=None, note="timed out"))
    article.refresh_from_db()
    assert article.moved_to == "https://example.com/new/"


def test_a_new_address_forgets_what_was_seen_of_the_old_one(
    administrator: Client, article: Article
) -> None:
    Article.objects.filter(pk=article.pk).update(
        address="https://example.com/a/", check_status=404, checked_at=timezone.now()
    )
    data = {"title": article.title, "address": "https://example.com/b/", "preset": "", "editor": ""}
    administrator.post(f"/admin/advisor/article/{article.pk}/change/", data)
    article.refresh_from_db()
    assert (article.address, article.check_status) == ("https://example.com/b/", None)


# The content site


def test_the_addresses_of_the_articles_are_formed_from_the_site(administrator: Client) -> None:
    own = Article.objects.get(slug="how-to-tell-what-size-heat-pump-i-have")
    own.address = "https://elsewhere.example/size/"
    own.save()
    response = administrator.post(
        f"{SITE}add/", {"host": "www.homeessentialsguide.com", "path": "/{slug}/"}
    )
    assert response.status_code == 302
    told = dict(Article.objects.values_list("slug", "address"))
    assert told[SLUG] == f"https://www.homeessentialsguide.com/{SLUG}/"
    assert told[own.slug] == "https://elsewhere.example/size/"
    assert told["cost-to-run-a-small-heat-pump"] == ""  # proposed, not written yet
    assert sum(bool(address) for address in told.values()) == 8


def test_another_site_moves_the_formed_addresses_and_no_others(administrator: Client) -> None:
    administrator.post(f"{SITE}add/", {"host": "www.example.com", "path": "/{slug}/"})
    Article.objects.filter(slug=SLUG).update(check_status=404)
    administrator.post(f"{SITE}1/change/", {"host": "example.com", "path": "/{slug}/"})
    article = Article.objects.get(slug=SLUG)
    # With or without www. is one page: what was seen of it still holds.
    assert (article.address, article.check_status) == (f"https://example.com/{SLUG}/", 404)
    administrator.post(f"{SITE}1/change/", {"host": "example.org", "path": "/a/{slug}.html"})
    article.refresh_from_db()
    assert (article.address, article.check_status) == (f"https://example.org/a/{SLUG}.html", None)


def test_the_files_form_the_addresses_of_new_articles_too() -> None:
    ContentSite.objects.create(host="example.com")
    presets.load()
    assert Article.objects.get(slug=SLUG).address == f"https://example.com/{SLUG}/"


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("https://example.com/x", "/{slug}/"),
        ("nonsense", "/{slug}/"),
        ("example.com", "/blog/"),
        ("example.com", "/{slug}/{slug}/"),
        ("example.com", "{slug}"),
    ],
)
def test_what_is_no_site_is_refused(administrator: Client, host: str, path: str) -> None:
    page = administrator.post(f"{SITE}add/", {"host": host, "path": path})
    assert page.status_code == 200
    assert page.context["adminform"].form.errors
    assert not ContentSite.objects.exists()


def test_there_is_one_site_and_only_an_administrator_enters_it(
    administrator: Client, desk: Client
) -> None:
    assert desk.get(f"{SITE}add/").status_code == 403
    administrator.post(f"{SITE}add/", {"host": "example.com", "path": "/{slug}/"})
    assert administrator.get(f"{SITE}add/").status_code == 403
    assert "example.com" in administrator.get(SITE).content.decode()
