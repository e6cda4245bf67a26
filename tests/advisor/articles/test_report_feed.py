"""The reports for who does not come to the desk: the feed of an editor, and the mail."""

import io
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from advisor.articles import presets, report_feed, safe_fetch
from advisor.articles.check import article_reports
from advisor.models import Article, ReportSubscription
from catalog.models import PriceObservation
from tests.factories import create_heat_pump, create_price

pytestmark = pytest.mark.django_db

FOLLOW = "/admin/advisor/article/follow/"
ATOM = "{http://www.w3.org/2005/Atom}"
SLUG = "how-to-clean-heat-pump-coils"


@pytest.fixture(autouse=True)
def articles() -> None:
    presets.load()
    article_reports.forget()


@pytest.fixture
def editor() -> User:
    call_command("migrate", verbosity=0)
    user = User.objects.create_user("editor", "e@example.com", "x", is_staff=True)
    user.groups.add(Group.objects.get(name="Content editor"))
    return user


@pytest.fixture
def priced() -> PriceObservation:
    price = create_price(heat_pump=create_heat_pump(model_number="NX-09HA2"), low="1200")
    article = Article.objects.get(slug=SLUG)
    article_reports.keep_text(article, "The NX-09HA2 costs $900.", pasted=True)
    return price


def entries(response: Any) -> dict[str, str]:
    """Title → text of each entry."""
    root = ET.fromstring(response.content)
    return {
        entry.findtext(f"{ATOM}title", ""): entry.findtext(f"{ATOM}summary", "")
        for entry in root.iter(f"{ATOM}entry")
    }


def test_an_editor_makes_a_feed_and_reads_it_without_signing_in(
    client: Client, editor: User, priced: PriceObservation
) -> None:
    client.force_login(editor)
    client.post(FOLLOW, {"do": "start"})
    address = report_feed.address_of(ReportSubscription.objects.get(user=editor))
    assert address in client.get(FOLLOW).content.decode()
    response = Client().get(address)
    assert response["Content-Type"].startswith("application/atom+xml")
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    told = entries(response)
    assert len(told) == Article.objects.count()
    assert "Write: The NX-09HA2 costs $1,200." in told["How to clean heat pump coils: 1 to fix"]


def test_a_new_address_ends_the_old_one(client: Client, editor: User) -> None:
    old = report_feed.address_of(report_feed.subscribe(editor))
    client.force_login(editor)
    client.post(FOLLOW, {"do": "renew"})
    new = report_feed.address_of(ReportSubscription.objects.get(user=editor))
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    client.post(FOLLOW, {"do": "stop"})
    assert Client().get(new).status_code == 404


@pytest.mark.parametrize("change", ["is_active", "is_staff", "groups"])
def test_who_no_longer_works_here_reads_nothing(editor: User, change: str) -> None:
    address = report_feed.address_of(report_feed.subscribe(editor))
    if change == "groups":
        editor.groups.clear()
    else:
        setattr(editor, change, False)
        editor.save()
    assert Client().get(address).status_code == 404


def test_an_entry_is_new_only_when_its_report_says_something_else(
    editor: User, priced: PriceObservation
) -> None:
    address = report_feed.address_of(report_feed.subscribe(editor))
    first = Client().get(address)
    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    priced.amount_low = priced.amount_high = 900
    priced.save()
    second = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert second.status_code == 200
    assert "How to clean heat pump coils: 0 to fix" in entries(second)


def test_an_editor_follows_their_own_articles_and_those_of_nobody(editor: User) -> None:
    other = User.objects.create_user("other")
    Article.objects.filter(slug=SLUG).update(editor=other)
    told = entries(Client().get(report_feed.address_of(report_feed.subscribe(editor))))
    assert len(told) == Article.objects.count() - 1


def test_the_command_prints_each_report(priced: PriceObservation) -> None:
    out = io.StringIO()
    call_command("article_report", SLUG, stdout=out)
    assert "“The NX-09HA2 costs $900.”" in out.getvalue()
    assert out.getvalue().rstrip().endswith("To fix: 1, in articles read: 1")
    with pytest.raises(CommandError, match="no article called nonsense"):
        call_command("article_report", "nonsense", stdout=out)


def test_the_command_reads_the_articles_first_where_it_is_told_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Article.objects.filter(slug=SLUG).update(address="https://example.com/coils/")
    seen = safe_fetch.Seen(status=200, address="https://example.com/coils/", text="<p>Hi.</p>")
    monkeypatch.setattr(safe_fetch, "read", lambda *_a, **_o: seen)
    out = io.StringIO()
    call_command("article_report", SLUG, read=True, stdout=out)
    assert f"{SLUG}: 200" in out.getvalue()
    assert "Every sentence stands (1 read)." in out.getvalue()


def test_the_mail_goes_to_who_asked_for_it_and_only_where_something_is_wrong(
    client: Client, editor: User, priced: PriceObservation, settings: Settings
) -> None:
    with pytest.raises(CommandError, match="Set EMAIL_HOST"):
        call_command("article_report", send=True)
    settings.EMAIL_HOST = "mail.example.com"
    call_command("article_report", send=True, stdout=io.StringIO())
    assert mail.outbox == []
    client.force_login(editor)
    client.post(FOLLOW, {"do": "start"})
    client.post(FOLLOW, {"do": "mail"})
    call_command("article_report", send=True, stdout=io.StringIO())
    (message,) = mail.outbox
    assert message.to == ["e@example.com"]
    assert "Write: The NX-09HA2 costs $1,200." in message.body
    client.post(FOLLOW, {"do": "mail"})
    call_command("article_report", send=True, stdout=io.StringIO())
    assert len(mail.outbox) == 1


def test_only_who_may_see_articles_has_a_feed(client: Client) -> None:
    call_command("migrate", verbosity=0)
    catalog = User.objects.create_user("catalog", password="x", is_staff=True)
    catalog.groups.add(Group.objects.get(name="Catalog editor"))
    client.force_login(catalog)
    assert client.post(FOLLOW, {"do": "start"}).status_code == 403
    assert not ReportSubscription.objects.exists()
