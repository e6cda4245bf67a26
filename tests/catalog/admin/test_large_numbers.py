"""From 1,000 on a number has a separator for people; what a machine reads back must have none."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from catalog.history import acting
from catalog.models import Change, HeatPump, How, PriceObservation
from tests.catalog.admin.html_form import fields_of
from tests.factories import create_heat_pump, create_point
from tests.lanes import one_in

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
UNITS = "/admin/catalog/heatpump/"


def person(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser(username=name, password="x"))
    return client


def start_ids_at(number: int) -> None:
    """Units and changes of this test get ids above ``number``."""
    with connection.cursor() as cursor:
        for table in ("catalog_heatpump", "catalog_change"):
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), greatest(%s, nextval("
                "pg_get_serial_sequence(%s, 'id'))))",
                [table, number, table],
            )


@pytest.fixture(params=[1_134, 1_234_567])
def large_ids(request: pytest.FixtureRequest, db: None) -> None:
    start_ids_at(request.param)


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_templates_write_numbers_as_machines_read_them(language: str) -> None:
    with translation.override(language):
        text = Template("{{ pk }} {{ share }}").render(Context({"pk": 1_234_567, "share": 1234.5}))
    assert text == "1234567 1234.5"


def tags_of(file: Path) -> Iterator[str]:
    yield from re.findall(r"\{[{%].*?[%}]\}", file.read_text(encoding="utf-8"), re.DOTALL)


def test_no_template_asks_for_separators_again() -> None:
    """They come from views as text (``formatting.numbers``), so that no attribute can hold one."""
    assert len(TEMPLATES) > 50
    asks = re.compile(
        r"\|\s*(localize|intcomma|floatformat:[\"'][^\"']*g)|\{%\s*(localize|load l10n)"
    )
    assert [
        f"{file.relative_to(ROOT)}: {tag}"
        for file in TEMPLATES
        for tag in tags_of(file)
        if asks.search(tag)
    ] == []


def test_two_people_at_one_record_meet_beyond_a_thousand_changes(large_ids: None) -> None:
    heat_pump = create_heat_pump()
    address = f"{UNITS}{heat_pump.pk}/change/"
    alice, bob = person("alice"), person("bob")
    with acting("seeder", how=How.COMMAND):
        for weight in range(20, 24):
            HeatPump.objects.update(weight_lb=weight)
    assert Change.objects.latest("id").pk > 1_000
    alices, bobs = (
        fields_of(client.get(address).content.decode(), marker="seen") for client in (alice, bob)
    )
    assert alice.post(address, alices | {"weight_lb": "30"}).status_code == 302

    page = bob.post(address, bobs | {"weight_lb": "40"})
    assert page.status_code == 200
    assert "alice" in page.content.decode()
    assert HeatPump.objects.get().weight_lb == 30

    again = fields_of(page.content.decode(), marker="seen")
    assert bob.post(address, again | {"weight_lb": "40"}).status_code == 302
    assert HeatPump.objects.get().weight_lb == 40


def chosen(client: Client, action: str, *units: HeatPump) -> Any:
    data = {"action": action, "_selected_action": [unit.pk for unit in units]}
    return client.post(UNITS, data)


def test_prices_are_entered_for_units_with_large_ids(large_ids: None) -> None:
    desk, units = person("desk"), [create_heat_pump(), create_heat_pump()]
    page = chosen(desk, "enter_prices", *units)
    sent: dict[str, Any] = fields_of(page.content.decode(), marker="enter")
    sent |= {"retailer": "A shop"} | {f"low_{unit.pk}": "1500" for unit in units}
    said = desk.post(UNITS, sent, follow=True)
    assert "2 prices were entered." in said.content.decode()
    assert PriceObservation.objects.count() == 2


def test_units_with_large_ids_are_published_with_a_reason(large_ids: None) -> None:
    desk, unit = person("desk"), create_heat_pump(status="draft", cooling_btu_h=9000)
    create_point(heat_pump=unit, rated_btu_h=9000, min_btu_h=8500)
    page = chosen(desk, "publish", unit)
    assert "Publish with this reason" in page.content.decode()
    sent = fields_of(page.content.decode(), marker="reason") | {"reason": "Sheet of 2026-03"}
    said = desk.post(UNITS, sent, follow=True)
    assert "1 unit is now live." in said.content.decode()


@pytest.mark.parametrize("name", one_in(4, ["duplicate", "copy-points", "history", "change"]))
def test_pages_of_a_unit_with_a_large_id_link_to_pages_that_exist(
    large_ids: None, name: str
) -> None:
    desk, unit = person("desk"), create_heat_pump()
    html = desk.get(f"{UNITS}{unit.pk}/{name}/").content.decode()
    found = re.findall(r'href="(/admin/catalog/[^"?#]*)', html)
    links = {link for link in found if str(unit.pk) in link}
    assert links
    assert {desk.get(link).status_code for link in links} == {200}
    assert f"{unit.pk:,}" not in html
