"""Taking back what made a record deletes it where nothing depends on it; a live unit retires."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from advisor.models import Incentive, ReferenceVersion
from catalog.history import acting
from catalog.models import Brand, Change, HeatPump, How
from tests.catalog.test_editing import LIST, desk, person, said
from tests.catalog.test_saves import commit, history, take_back
from tests.factories import create_brand, create_figure, create_heat_pump, create_point

__all__ = ["desk"]  # the fixture
pytestmark = pytest.mark.django_db


def made(by: str = "Catalog editor", *, how: How = How.HAND, **columns: Any) -> HeatPump:
    with acting(by, how=how):
        unit = create_heat_pump(**({"status": "draft"} | columns))
        create_point(heat_pump=unit)
        create_figure(heat_pump=unit, name="seer2", value="20")
    commit()
    return unit


def test_draft_that_was_made_by_mistake_is_deleted_by_who_made_it() -> None:
    editor, unit = person("Catalog editor"), made()
    page = editor.get(history(editor, unit)[0].take_back)
    assert "Taking this back deletes the record" in page.text
    assert "Catalog editor made" in page.text
    assert HeatPump.objects.exists()
    done = take_back(editor, unit)
    assert f"{unit} was deleted." in said(done)
    assert done.redirect_chain[-1][0] == LIST
    assert not HeatPump.objects.exists()
    gone = Change.objects.filter(action="deleted", table="catalog_heatpump").get()
    assert gone.reason.startswith("Took back the save of Catalog editor, ")


def test_draft_of_somebody_else_is_deleted_only_by_who_may_delete() -> None:
    unit, editor = made("anna"), person("Catalog editor")
    entry = history(editor, unit)[0]
    assert (entry.take_back, entry.instead) == ("", "This made the record.")
    change = Change.objects.of_unit(unit.pk).last()
    assert change is not None
    address = f"{LIST}{unit.pk}/history/{change.pk}/take-back/"
    assert editor.post(address).status_code == 403
    assert HeatPump.objects.exists()
    take_back(person("Administrator"), unit)
    assert not HeatPump.objects.exists()


def test_draft_that_was_changed_since_or_is_used_stays(desk: Client) -> None:
    unit = made("Publisher")
    create_heat_pump(replaced_by=unit)
    with acting("berta", how=How.HAND):
        HeatPump.objects.filter(pk=unit.pk).update(series="FX")
    page = take_back(desk, unit, 1)
    changed, used = page.context["refused"]
    assert changed.startswith("It was changed again by berta on ")
    assert used == "It is used by: heat pumps (1)."
    assert 'class="default"' not in page.text
    assert HeatPump.objects.filter(pk=unit.pk).exists()


def test_live_unit_that_a_command_made_is_retired_and_comes_back(desk: Client) -> None:
    unit = made("load_catalog", how=How.COMMAND, status="live")
    entry = history(person("Catalog editor"), unit)[0]
    assert (entry.take_back, entry.instead) == ("", "This made the record.")
    page = desk.get(history(desk, unit)[0].take_back)
    assert "taking this back retires it" in page.text
    take_back(desk, unit)
    unit.refresh_from_db()
    assert unit.status == "retired"
    entries = history(desk, unit)
    assert entries[-1].instead == "This made the record. It is retired."
    take_back(desk, unit)
    unit.refresh_from_db()
    assert unit.status == "live"


def test_other_records_are_deleted_only_where_nothing_depends_on_them(desk: Client) -> None:
    boss = Client()
    boss.force_login(User.objects.create_superuser(username="boss", password="x"))
    with acting("boss", how=How.HAND):
        brand = create_brand()
    unit = create_heat_pump(brand=brand)
    page = boss.get(f"/admin/catalog/brand/{brand.pk}/history/")
    address = page.context["entries"][0].take_back
    assert boss.post(address).context["refused"] == ["It is used by: heat pumps (1)."]
    unit.delete()
    assert boss.post(address).status_code == 302
    assert not Brand.objects.exists()


def test_incentive_that_is_taken_back_counts_no_more_at_once(real_data: None) -> None:
    boss = Client()
    boss.force_login(User.objects.create_superuser(username="boss", password="x"))
    kept = Incentive.objects.order_by("code").first()
    assert kept is not None
    kept.pk = "made-up"
    with acting("boss", how=How.HAND):
        kept.save(force_insert=True)
    edits = ReferenceVersion.objects.get().edits
    page = boss.get("/admin/advisor/incentive/made-up/history/")
    boss.post(page.context["entries"][0].take_back)
    assert not Incentive.objects.filter(pk="made-up").exists()
    assert ReferenceVersion.objects.get().edits == edits + 1
