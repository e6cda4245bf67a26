"""Two admins save the same record: the second is told, and nothing is lost."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from advisor.models import InstallationCost
from catalog.history import acting
from catalog.models import Change, Figure, HeatPump, How, PerformancePoint, PriceObservation
from tests.catalog.admin.test_admin import create_unit_with_everything, form_of
from tests.factories import create_figure, create_heat_pump, create_point, create_price

pytestmark = pytest.mark.django_db


def person(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser(username=name, password="x"))
    return client


@pytest.fixture
def alice() -> Client:
    return person("alice")


@pytest.fixture
def bob() -> Client:
    return person("bob")


def address(heat_pump: HeatPump) -> str:
    return f"/admin/catalog/heatpump/{heat_pump.pk}/change/"


def open_page(client: Client, heat_pump: HeatPump) -> dict[str, Any]:
    """What a browser would send from the page as it is now."""
    page = client.get(address(heat_pump))
    return form_of(client, heat_pump) | {"seen": page.context["seen"]}


def errors(page: Any) -> str:
    return " ".join(page.context["adminform"].form.non_field_errors())


def fields_of(page: Any) -> dict[str, Any]:
    """What the browser would send from the page that came back."""
    data: dict[str, Any] = {"seen": page.context["seen"]}
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            data[bound.html_name] = "" if value is None else value
    return data


def test_second_of_two_is_told_and_nothing_is_lost(alice: Client, bob: Client) -> None:
    heat_pump = create_unit_with_everything()
    alices, bobs = open_page(alice, heat_pump), open_page(bob, heat_pump)
    assert alice.post(address(heat_pump), alices | {"seer2": "21.5"}).status_code == 302

    page = bob.post(address(heat_pump), bobs | {"series": "FX"})
    assert page.status_code == 200
    assert "Someone else changed this record after you opened it." in errors(page)
    assert "alice" in errors(page)
    assert "SEER2: — → 21.5" in errors(page)
    assert "published figure" not in errors(page)
    assert f'<a href="{address(heat_pump)}">Reload without my entries</a>' in page.content.decode()
    heat_pump.refresh_from_db()
    assert (heat_pump.seer2, heat_pump.series) == (21.5, "")

    again = fields_of(page)
    assert (again["seer2"], again["series"]) == ("21.5", "FX")
    assert bob.post(address(heat_pump), again).status_code == 302
    heat_pump.refresh_from_db()
    assert (heat_pump.seer2, heat_pump.series) == (21.5, "FX")


def test_both_changed_the_same_field_and_the_second_decides(alice: Client, bob: Client) -> None:
    heat_pump = create_unit_with_everything()
    alices, bobs = open_page(alice, heat_pump), open_page(bob, heat_pump)
    alice.post(address(heat_pump), alices | {"seer2": "21.5"})
    page = bob.post(address(heat_pump), bobs | {"seer2": "22"})
    assert "You entered “22” for SEER2." in errors(page)
    assert fields_of(page)["seer2"] == "22"
    bob.post(address(heat_pump), fields_of(page))
    assert HeatPump.objects.get().seer2 == 22


@pytest.mark.slow
def test_cells_of_one_point_that_two_have_changed_stand_together(
    alice: Client, bob: Client
) -> None:
    heat_pump = create_unit_with_everything()
    alices, bobs = open_page(alice, heat_pump), open_page(bob, heat_pump)
    alice.post(address(heat_pump), alices | {"points-0-min_btu_h": "2800"})
    mine = {"points-0-rated_btu_h": "9500", "series": "FX"}
    page = bob.post(address(heat_pump), bobs | mine)
    assert "Heating at 47 °F: lowest: 3100 → 2800" in errors(page)
    assert "You entered" not in errors(page)
    again = fields_of(page)
    assert (again["points-0-min_btu_h"], again["points-0-rated_btu_h"]) == ("2800", "9500")
    assert again["series"] == "FX"
    bob.post(address(heat_pump), again)
    point = PerformancePoint.objects.get()
    assert (point.min_btu_h, point.rated_btu_h) == (2800, 9500)


@pytest.mark.slow
def test_cell_that_both_have_changed_is_told_by_its_name_and_the_second_decides(
    alice: Client, bob: Client
) -> None:
    heat_pump = create_unit_with_everything()
    alices, bobs = open_page(alice, heat_pump), open_page(bob, heat_pump)
    alice.post(address(heat_pump), alices | {"points-0-min_btu_h": "2800"})
    page = bob.post(address(heat_pump), bobs | {"points-0-min_btu_h": "2700"})
    assert "You entered “2700” for Heating at 47 °F: lowest." in errors(page)
    bob.post(address(heat_pump), fields_of(page))
    assert PerformancePoint.objects.get().min_btu_h == 2700


@pytest.mark.slow
def test_line_that_is_gone_is_told_only_to_who_had_changed_it(alice: Client, bob: Client) -> None:
    heat_pump = create_unit_with_everything()
    alices, bobs = open_page(alice, heat_pump), open_page(bob, heat_pump)
    alice.post(address(heat_pump), alices | {"points-0-DELETE": "on"})
    page = bob.post(address(heat_pump), bobs | {"series": "FX"})
    assert "You had entered" not in errors(page)
    page = bob.post(address(heat_pump), bobs | {"points-0-rated_btu_h": "9500"})
    assert "You had entered: heating, 47, 3100, 9500" in errors(page)


@pytest.mark.slow
def test_published_figures_that_nobody_can_edit_are_no_entries(alice: Client, bob: Client) -> None:
    heat_pump = create_unit_with_everything()
    for number in range(66):
        create_figure(heat_pump=heat_pump, name=f"told_{number}", value="1", source=f"S {number}")
    alices, bobs = open_page(alice, heat_pump), open_page(bob, heat_pump)
    alice.post(address(heat_pump), alices | {"seer2": "21.5"})
    page = bob.post(address(heat_pump), bobs | {"series": "FX"})
    assert "You had entered" not in errors(page)
    assert "seer2" not in errors(page)


@pytest.mark.slow
def test_new_line_of_the_second_stays_in_the_form(alice: Client, bob: Client) -> None:
    heat_pump = create_unit_with_everything()
    alices, bobs = open_page(alice, heat_pump), open_page(bob, heat_pump)
    alice.post(address(heat_pump), alices | {"prices-0-amount_high": "1200"})
    new = {
        "prices-TOTAL_FORMS": "2",
        "prices-1-kind": "street",
        "prices-1-amount_low": "950",
        "prices-1-amount_high": "950",
        "prices-1-currency": "USD",
        "prices-1-observed_on": "2026-11-20",
        "prices-1-retailer": "Second shop",
    }
    page = bob.post(address(heat_pump), bobs | new)
    assert "→ $1200.00" in errors(page)
    bob.post(address(heat_pump), fields_of(page))
    kept = PriceObservation.objects.order_by("amount_low").values_list("amount_high", flat=True)
    assert list(map(int, kept)) == [950, 1200]


@pytest.mark.parametrize(
    "change",
    [
        lambda: HeatPump.objects.update(voltage="208/230"),
        lambda: create_point(heat_pump=HeatPump.objects.get(), outdoor_f=5),
        lambda: create_price(heat_pump=HeatPump.objects.get(), retailer="Import"),
        lambda: Figure.objects.filter(name="heating_btu_47f").update(value="9100"),
    ],
)
@pytest.mark.slow
def test_import_counts_like_a_person(bob: Client, change: Any) -> None:
    heat_pump = create_unit_with_everything()
    Change.objects.all().delete()
    bobs = open_page(bob, heat_pump)
    with acting("batch 7", how=How.IMPORT):
        change()
    page = bob.post(address(heat_pump), bobs | {"series": "FX"})
    assert "batch 7" in errors(page)
    assert HeatPump.objects.get().series == ""


def test_who_saves_alone_is_not_stopped(alice: Client) -> None:
    heat_pump = create_unit_with_everything()
    for series in ("FX", "GL"):
        data = open_page(alice, heat_pump) | {"series": series, "points-0-rated_btu_h": "9100"}
        assert alice.post(address(heat_pump), data).status_code == 302
    assert HeatPump.objects.get().series == "GL"


def test_change_of_another_unit_is_no_matter(alice: Client) -> None:
    heat_pump, other = create_unit_with_everything(), create_heat_pump()
    data = open_page(alice, heat_pump)
    HeatPump.objects.filter(pk=other.pk).update(seer2=30)
    assert alice.post(address(heat_pump), data | {"series": "FX"}).status_code == 302


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30])
def test_nonsense_as_what_was_seen_is_no_error(alice: Client, seen: str) -> None:
    heat_pump = create_unit_with_everything()
    data = open_page(alice, heat_pump) | {"seen": seen}
    assert alice.post(address(heat_pump), data).status_code == 302


def test_wrong_figure_comes_back_with_what_was_seen(alice: Client) -> None:
    heat_pump = create_unit_with_everything()
    data = open_page(alice, heat_pump)
    page = alice.post(address(heat_pump), data | {"seer2": "many"})
    assert str(page.context["seen"]) == str(data["seen"])


def test_installation_costs_are_guarded_too(alice: Client, real_data: None) -> None:
    place = "/admin/advisor/installationcost/labour/change/"
    page = alice.get(place)
    data = {
        bound.html_name: "" if bound.value() is None else bound.value()
        for bound in page.context["adminform"].form
    }
    InstallationCost.objects.filter(code="labour").update(note="Looked up")
    data |= {"seen": page.context["seen"], "as_of": "2026-11", "typical": "1000"}
    page = alice.post(place, data)
    assert "Looked up" in errors(page)
    assert fields_of(page)["note"] == "Looked up"
