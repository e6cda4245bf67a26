"""Whoever is signed in, whatever is sent: no error of ours, and nothing outside the role."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from advisor.admin.roles import ADMINISTRATOR, CATALOG_EDITOR, CONTENT_EDITOR, PUBLISHER
from advisor.articles import presets, safe_fetch
from advisor.models import Article, Preset, RetailerLink, WrongNumber
from catalog.importing import jobs
from catalog.models import Brand, Feed, FeedItem, HeatPump, ImportBatch, ImportChange
from tests.advisor.admin.desk_fuzzer import DeskFuzzer
from tests.catalog.admin.test_admin import create_unit_with_everything
from tests.factories import create_heat_pump, create_known_number

ROLES = (CONTENT_EDITOR, CATALOG_EDITOR, PUBLISHER, ADMINISTRATOR)
SEED = 20_261_129
A_FEW = 50
"""Of each role in the fast lane; tests/slow asks each for 5,000."""


def fill_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row of each record, and nobody who leaves the house or starts a process."""
    monkeypatch.setattr(jobs, "launch", lambda _command: None)
    monkeypatch.setattr(
        safe_fetch, "look", lambda _address: safe_fetch.Seen(status=None, address="")
    )
    live = create_unit_with_everything()
    create_heat_pump(status="draft", cooling_btu_h=None, replaced_by=live)
    create_known_number(typed="QZX-4711")
    feed = Feed.objects.create(shop="A shop", address="https://shop.example/feed.xml")
    FeedItem.objects.create(
        feed=feed, item_id="1", title="A unit", seen_on=date(2026, 11, 1), price_usd=Decimal(900)
    )
    batch = ImportBatch.objects.create(format="own", file_name="a.csv", state="applied")
    ImportChange.objects.create(batch=batch, line=2, slug=live.slug, label="A unit", kind="kept")
    presets.load()
    Preset.objects.update(sites=["blog.example"])
    Article.objects.create(slug="an-article", title="An article", address="https://blog.example/a")
    RetailerLink.objects.create(heat_pump=live, retailer="A shop", address="https://x.example")
    WrongNumber.objects.create(page="/heat-pumps/", field="SEER2", claim="22")


def member_of(role: str) -> User:
    person = User.objects.create_user("anna", password="right", is_staff=True)
    person.groups.set(Group.objects.filter(name=role))
    return person


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize(
    "role",
    [
        *(each for each in ROLES if each == ADMINISTRATOR),
        *(pytest.param(each, marks=pytest.mark.slow) for each in ROLES if each != ADMINISTRATOR),
    ],
)
def test_no_random_request_breaks_the_desk_or_leaves_the_role(
    monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    fill_the_desk(monkeypatch)
    fuzzer = DeskFuzzer(member_of(role), seed=SEED, skip=("rankingversion/add",))
    assert [str(fault) for fault in fuzzer.faults(A_FEW)] == []


@pytest.fixture
def boss(monkeypatch: pytest.MonkeyPatch) -> Client:
    fill_the_desk(monkeypatch)
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("boss", password="x"))
    return client


@pytest.mark.django_db
def test_text_where_a_key_belongs_is_told_at_its_field(boss: Client) -> None:
    asked = 0
    for model, its in admin.site._registry.items():
        for name in its.autocomplete_fields:
            row = model._default_manager.first()
            assert row is not None
            address = reverse(
                f"admin:{model._meta.label_lower.replace('.', '_')}_change", args=[row.pk]
            )
            answer = boss.post(address, {name: "abc"})
            assert (answer.status_code, name in answer.context["adminform"].form.errors) == (
                200,
                True,
            )
            asked += 1
    assert asked > 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/admin/catalog/brand/{brand}/delete/?_to_field=", 200),
        ("GET", "/admin/catalog/brand/{brand}/change/?_to_field=", 200),
        ("GET", "/admin/catalog/brand/{brand}/change/?_to_field=maker", 400),
        ("GET", "/admin/advisor/state/%00/change/", 404),
        ("POST", "/admin/catalog/heatpump/?reason=", 302),
        ("POST", "/admin/advisor/preset/{preset}/change/", 200),
        ("POST", "/admin/catalog/heatpump/{unit}/change/", 200),
    ],
)
def test_nonsense_is_answered_as_such(boss: Client, method: str, path: str, status: int) -> None:
    keys = {
        "brand": Brand.objects.all()[0].pk,
        "preset": Preset.objects.all()[0].pk,
        "unit": HeatPump.objects.all()[0].pk,
    }
    answer = boss.generic(
        method, path.format(**keys), "_saveasnew=1&_to_field=", "application/x-www-form-urlencoded"
    )
    assert answer.status_code == status
    assert boss.post("/admin/catalog/heatpump/", {"reason": "\x00"}).status_code == 400
