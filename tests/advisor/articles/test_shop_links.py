"""Links to shops: labelled, counted, going only where an editor said; and they move no unit."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import advisor
from advisor.advice import advise
from advisor.advice.contract_json import as_json
from advisor.articles import presets, shop_links
from advisor.engine.answers import Answers
from advisor.models import DailyCount, RetailerLink
from catalog.models import HeatPump
from tests.advisor.operations.test_article_analytics import READER

pytestmark = pytest.mark.django_db

ROOM = Answers(zip="02130", space="bedroom", area=150.0)
SLUG = "how-to-clean-heat-pump-coils"
ADVISOR = Path(advisor.__file__).parent


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    shop_links.forget()
    yield
    shop_links.never_read()


def create_link(*, heat_pump: HeatPump, pays: bool = True, shown: bool = True) -> RetailerLink:
    return RetailerLink.objects.create(
        heat_pump=heat_pump,
        retailer="A shop",
        address="https://shop.example/unit?tag=us",
        pays=pays,
        shown=shown,
    )


def told(answers: Answers) -> str:
    return json.dumps(as_json(advise(answers)), sort_keys=True)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    paid=st.sets(st.integers(0, 160), max_size=40),
    space=st.sampled_from(["bedroom", "studio", "garage"]),
    zip_code=st.sampled_from(["02130", "33101", "55401"]),
)
def test_no_commission_moves_a_unit(
    real_data: None, paid: set[int], space: str, zip_code: str
) -> None:
    answers = Answers(zip=zip_code, space=space, area=180.0)
    RetailerLink.objects.all().delete()
    before = told(answers)
    units = list(HeatPump.objects.filter(status="live").order_by("id"))
    RetailerLink.objects.bulk_create(
        RetailerLink(
            heat_pump=units[index % len(units)],
            retailer=f"Shop {index}",
            address="https://shop.example/",
        )
        for index in paid
    )
    shop_links.forget()
    assert told(answers) == before


def test_nothing_that_ranks_can_see_the_table() -> None:
    may = {"models/articles.py", "models/__init__.py", "admin/shop_link_admin.py"}
    may |= {"articles/views.py", "articles/shop_links.py"}
    may |= {
        "articles/content_check.py",
        "admin/staleness.py",
        "admin/stale_actions.py",
    }  # what to fix
    naming = {
        str(file.relative_to(ADVISOR))
        for file in ADVISOR.rglob("*.py")
        if "migrations" not in file.parts and "RetailerLink" in file.read_text()
    }
    assert naming == may
    importing = {
        str(file.relative_to(ADVISOR))
        for file in ADVISOR.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("advisor.articles")
        if node.module == "advisor.articles.shop_links"
        or "shop_links" in {each.name for each in node.names}
    }
    assert importing == {
        "templatetags/article_tags.py",
        "admin/shop_link_admin.py",
        "admin/stale_actions.py",
    }


def test_a_paid_link_says_so_beside_it(real_data: None, client: Client) -> None:
    unit = HeatPump.objects.get(slug=advise(ROOM).picks[0].slug)
    link = create_link(heat_pump=unit)
    page = client.get("/advice/results/?zip=02130&space=bedroom&area=150").content.decode()
    assert f'href="/out/{link.pk}/"' in page
    assert 'rel="sponsored nofollow noopener"' in page
    assert "Paid link: we earn money if you buy" in page
    assert "shop.example" not in page
    note = page.index("Paid link: we earn money if you buy")
    assert note < page.index(f"/out/{link.pk}/")


def test_a_link_that_pays_nothing_claims_nothing_and_a_hidden_one_is_not_there(
    real_data: None, client: Client
) -> None:
    unit = HeatPump.objects.get(slug=advise(ROOM).picks[0].slug)
    link = create_link(heat_pump=unit, pays=False)
    page = client.get("/advice/results/?zip=02130&space=bedroom&area=150").content.decode()
    assert f'href="/out/{link.pk}/"' in page
    assert "Paid link" not in page
    RetailerLink.objects.update(shown=False)
    shop_links.forget()
    page = client.get("/advice/results/?zip=02130&space=bedroom&area=150").content.decode()
    assert "/out/" not in page
    assert client.get(f"/out/{link.pk}/").status_code == 404


def test_the_way_out_leads_to_the_listed_shop_and_counts_the_article(real_data: None) -> None:
    presets.load()
    unit = HeatPump.objects.filter(status="live").earliest("id")
    link = create_link(heat_pump=unit)
    reader = Client(headers={"user-agent": READER})
    came = f"http://testserver/advice/results/?zip=02130&from={SLUG}"
    response = reader.get(f"/out/{link.pk}/?to=https://evil.example", headers={"Referer": came})
    assert response.status_code == 302
    assert response["Location"] == link.address
    assert "nofollow" in response["X-Robots-Tag"]
    assert list(DailyCount.objects.values_list("event", "detail")) == [("out", unit.slug)]


def test_there_is_no_way_out_but_the_listed_ones(client: Client) -> None:
    assert client.get("/out/999999/").status_code == 404
    assert client.get("/out/https://evil.example/").status_code == 404


@pytest.mark.parametrize("address", ["http://shop.example/", "javascript:alert(1)"])
def test_the_database_takes_only_https(real_data: None, address: str) -> None:
    unit = HeatPump.objects.earliest("id")
    with transaction.atomic(), pytest.raises(IntegrityError):
        RetailerLink.objects.create(heat_pump=unit, retailer="x", address=address)
    assert not RetailerLink.objects.exists()


def test_a_page_asks_for_shops_once_in_a_while(
    real_data: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        for slug in ("a", "b", "c"):
            assert shop_links.links_of(slug) == ()
