import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from catalog.importing.offered_formats import FORMATS
from catalog.importing.pipeline import check
from catalog.importing.plan import Options
from catalog.models import HeatPump
from tests.catalog.admin.html_form import fields_of
from tests.factories import (
    create_brand,
    create_figure,
    create_heat_pump,
    create_point,
    create_price,
)

pytestmark = pytest.mark.django_db

LISTS = ("heatpump", "brand", "figure", "source", "priceobservation")


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser(username="editor", password="x"))
    return client


def create_unit_with_everything() -> HeatPump:
    heat_pump = create_heat_pump(cold_climate=True, voltage="115")
    create_point(heat_pump=heat_pump, min_btu_h=3100, rated_btu_h=9000)
    create_figure(
        heat_pump=heat_pump,
        name="heating_min_btu_47f",
        value="3100",
        in_use=True,
        source=f"Sheet of {heat_pump.slug}",
    )
    create_figure(heat_pump=heat_pump, name="heating_btu_47f", value="9000", in_use=True)
    create_price(heat_pump=heat_pump)
    return heat_pump


def form_of(desk: Client, heat_pump: HeatPump) -> dict[str, Any]:
    """What a browser would post from the unit's page if nothing were edited."""
    page = desk.get(f"/admin/catalog/heatpump/{heat_pump.pk}/change/")
    data: dict[str, Any] = {}
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            data[bound.html_name] = "" if value is None else value
    return data


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", LISTS)
def test_list_asks_as_often_for_one_unit_as_for_twenty(desk: Client, name: str) -> None:
    create_unit_with_everything()
    one = queries_of(desk, f"/admin/catalog/{name}/")
    for _unit in range(19):
        create_unit_with_everything()
    assert queries_of(desk, f"/admin/catalog/{name}/") == one <= 10


def test_page_of_a_unit_asks_as_often_for_two_figures_as_for_forty(desk: Client) -> None:
    heat_pump = create_unit_with_everything()
    address = f"/admin/catalog/heatpump/{heat_pump.pk}/change/"
    queries_of(desk, address)  # content types are looked up once per process
    few = queries_of(desk, address)
    for number in range(40):
        create_figure(
            heat_pump=heat_pump, name=f"told_{number}", value="1", source=f"Source {number}"
        )
    assert queries_of(desk, address) == few


@pytest.mark.parametrize(
    "chosen",
    [
        *("type=mini_split", "status=live", "availability=on_sale", "heat_source=heat_pump"),
        *("cold_climate__exact=1", "voltage=115", "minimum=yes", "confidence=medium"),
        "q=wanted-1",
    ],
)
def test_list_is_narrowed_by(desk: Client, chosen: str) -> None:
    create_heat_pump(
        type="window",
        status="retired",
        availability="archive",
        heat_source="both",
        cold_climate=False,
        voltage="208/230",
        confidence="high",
        model_number="OTHER",
    )
    wanted = create_unit_with_everything()
    HeatPump.objects.filter(pk=wanted.pk).update(model_number="WANTED-1")
    page = desk.get(f"/admin/catalog/heatpump/?{chosen}")
    assert [unit.pk for unit in page.context["cl"].result_list] == [wanted.pk]
    assert page.context["cl"].result_list[0].lowest_output == 3100


def test_units_without_a_minimum_are_found(desk: Client) -> None:
    create_unit_with_everything()
    blank = create_heat_pump()
    page = desk.get("/admin/catalog/heatpump/?minimum=no")
    assert list(page.context["cl"].result_list) == [blank]


def act(desk: Client, action: str, *units: HeatPump) -> str:
    page = desk.post(
        "/admin/catalog/heatpump/",
        {"action": action, "_selected_action": [unit.pk for unit in units]},
        follow=True,
    )
    return " ".join(str(message) for message in page.context["messages"])


def test_publishing_says_why_a_unit_cannot_go_live(desk: Client) -> None:
    ready = create_heat_pump(status="draft")
    strip = create_heat_pump(status="draft", heat_source="strip")
    blank = create_heat_pump(status="draft", cooling_btu_h=None)
    said = act(desk, "publish", ready, strip, blank)
    assert f"{strip} was not changed: it is not known to heat with a heat pump." in said
    assert f"{blank} was not changed: it has no rated cooling capacity." in said
    assert "1 unit is now live." in said
    assert list(HeatPump.objects.published()) == [ready]


def test_retired_unit_leaves_the_catalog(desk: Client) -> None:
    heat_pump, successor = create_heat_pump(), create_heat_pump()
    asked = desk.post(
        "/admin/catalog/heatpump/?status=live",
        {"action": "retire", "_selected_action": [heat_pump.pk]},
    )
    assert "Retire these units?" in asked.text
    sent = fields_of(asked.text, marker="confirmed")
    address = asked.wsgi_request.get_full_path()
    refused = desk.post(address, sent)
    assert "Enter its successor, or check the box below." in refused.text
    assert HeatPump.objects.published().count() == 2
    done = desk.post(address, sent | {f"successor_{heat_pump.pk}": successor.slug})
    assert done["Location"] == "/admin/catalog/heatpump/?status=live"
    heat_pump.refresh_from_db()
    assert (heat_pump.status, heat_pump.replaced_by) == ("retired", successor)


def test_two_units_are_not_made_each_others_successors_in_one_step(desk: Client) -> None:
    first, second = create_heat_pump(), create_heat_pump()
    data = {
        "action": "retire",
        "_selected_action": [first.pk, second.pk],
        "confirmed": "1",
        f"successor_{first.pk}": second.slug,
        f"successor_{second.pk}": first.slug,
    }
    page = desk.post("/admin/catalog/heatpump/", data)
    assert page.text.count("That unit is itself replaced by this one.") == 2
    assert not HeatPump.objects.filter(replaced_by__isnull=False).exists()


def test_units_without_a_successor_are_retired_by_one_word(desk: Client) -> None:
    units = [create_heat_pump() for _unit in range(3)]
    chosen = {"action": "retire", "_selected_action": [unit.pk for unit in units]}
    said = desk.post(
        "/admin/catalog/heatpump/", chosen | {"confirmed": "1", "no_successor": "on"}, follow=True
    )
    assert "3 units are now retired." in said.text
    assert not HeatPump.objects.published().exists()


def test_two_units_do_not_replace_each_other(desk: Client) -> None:
    old = create_heat_pump()
    new = create_heat_pump(replaced_by=old)
    chosen = {"action": "retire", "_selected_action": [old.pk], "confirmed": "1"}
    page = desk.post("/admin/catalog/heatpump/", chosen | {f"successor_{old.pk}": new.slug})
    assert "That unit is itself replaced by this one." in page.text


def test_filter_survives_an_action_that_asks_first(desk: Client) -> None:
    odd = create_heat_pump(status="draft")
    create_point(heat_pump=odd, min_btu_h=9000, rated_btu_h=9100)
    address = "/admin/catalog/heatpump/?status=draft&q=model"
    asked = desk.post(address, {"action": "publish", "_selected_action": [odd.pk]})
    assert f'action="{escape(address)}"' in asked.text
    sent = fields_of(asked.text, marker="reason") | {"reason": "As printed."}
    assert desk.post(address, sent)["Location"] == address
    odd.refresh_from_db()
    assert odd.status == "live"


def test_saving_unchanged_leaves_every_column_and_point_as_it_was(desk: Client) -> None:
    heat_pump = create_unit_with_everything()
    before = HeatPump.objects.filter(pk=heat_pump.pk).values().get()
    points = list(heat_pump.points.values())
    posted = desk.post(f"/admin/catalog/heatpump/{heat_pump.pk}/change/", form_of(desk, heat_pump))
    assert posted.status_code == 302
    assert HeatPump.objects.filter(pk=heat_pump.pk).values().get() == before
    assert list(heat_pump.points.values()) == points
    assert not heat_pump.figures.filter(by_hand=True).exists()


def test_edited_column_becomes_a_figure_of_the_desk(desk: Client) -> None:
    heat_pump = create_unit_with_everything()
    data = form_of(desk, heat_pump) | {
        "seer2": "21.5",
        "status": "retired",
        "no_successor": "on",
    }
    desk.post(f"/admin/catalog/heatpump/{heat_pump.pk}/change/", data)
    heat_pump.refresh_from_db()
    assert (heat_pump.seer2, heat_pump.status) == (21.5, "retired")
    hand = heat_pump.figures.filter(by_hand=True).order_by("name")
    assert list(hand.values_list("name", "value", "source__locator")) == [
        ("seer2", "21.5", "Catalog desk"),
        ("status", "retired", "Catalog desk"),
    ]


@pytest.mark.parametrize(
    ("edit", "minimum", "rated"),
    [
        ({"points-0-min_btu_h": "2800"}, 2800, 9000),
        ({"points-0-min_btu_h": ""}, None, 9000),
    ],
)
def test_edited_point_stands(
    desk: Client, edit: dict[str, str], minimum: int | None, rated: int
) -> None:
    heat_pump = create_unit_with_everything()
    desk.post(f"/admin/catalog/heatpump/{heat_pump.pk}/change/", form_of(desk, heat_pump) | edit)
    point = heat_pump.points.get()
    assert (point.min_btu_h, point.rated_btu_h) == (minimum, rated)


def test_moved_point_is_gone_from_where_it_was(desk: Client) -> None:
    heat_pump = create_unit_with_everything()
    data = form_of(desk, heat_pump) | {"points-0-outdoor_f": "17"}
    desk.post(f"/admin/catalog/heatpump/{heat_pump.pk}/change/", data)
    assert list(heat_pump.points.values_list("outdoor_f", "min_btu_h", "rated_btu_h")) == [
        (17, 3100, 9000)
    ]


def test_deleted_point_is_gone(desk: Client) -> None:
    heat_pump = create_unit_with_everything()
    data = form_of(desk, heat_pump) | {"points-0-DELETE": "on"}
    desk.post(f"/admin/catalog/heatpump/{heat_pump.pk}/change/", data)
    assert not heat_pump.points.exists()


def test_figure_added_by_hand_wins_and_its_removal_brings_back_the_published_one(
    desk: Client,
) -> None:
    heat_pump = create_unit_with_everything()
    published = heat_pump.figures.get(name="heating_min_btu_47f")
    desk.post(
        "/admin/catalog/figure/add/",
        {
            "heat_pump": heat_pump.pk,
            "name": "heating_min_btu_47f",
            "value": "2,900",
            "unit": "",
            "source": published.source_id,
            "source_date": "2026-11",
            "confidence": "low",
            "rights": "",
            "note": "",
        },
    )
    assert heat_pump.points.get().min_btu_h == 2900
    hand = heat_pump.figures.get(by_hand=True)
    assert (hand.in_use, hand.unit) == (True, "BTU/h")
    desk.post(f"/admin/catalog/figure/{hand.pk}/delete/", {"post": "yes"})
    assert heat_pump.points.get().min_btu_h == 3100
    published.refresh_from_db()
    assert published.in_use


def test_form_refuses_a_live_unit_that_heats_by_strip_in_a_clear_sentence(desk: Client) -> None:
    heat_pump = create_unit_with_everything()
    data = form_of(desk, heat_pump) | {"heat_source": "strip"}
    page = desk.post(f"/admin/catalog/heatpump/{heat_pump.pk}/change/", data)
    assert "unless it is known to heat with a heat pump" in page.content.decode()


def test_new_unit_is_entered_with_its_figures(desk: Client) -> None:
    blank = form_of(desk, create_heat_pump(status="draft", cooling_btu_h=None))
    data = {key: "" for key in blank if "-" not in key} | {
        "brand": create_brand().pk,
        "type": "window",
        "model_number": "W-8",
        "slug": "w-8",
        "status": "draft",
        "availability": "on_sale",
        "heat_source": "heat_pump",
        "single_zone": "on",
        "cooling_btu_h": "8000",
        "window_fit": "casement",
        **{key: value for key, value in blank.items() if key.endswith("_FORMS")},
    }
    assert desk.post("/admin/catalog/heatpump/add/", data).status_code == 302
    heat_pump = HeatPump.objects.get(slug="w-8")
    assert (heat_pump.cooling_btu_h, heat_pump.window_fit) == (8000, "casement")
    assert set(heat_pump.figures.filter(in_use=True).values_list("name", flat=True)) == {
        *("availability", "cooling_btu_h", "heat_source", "window_fit"),
    }


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
def test_whole_catalog_leaves_as_a_table_that_an_import_reads_back(
    desk: Client, shape: str, tmp_path: Path
) -> None:
    create_unit_with_everything()
    listed = desk.get("/admin/catalog/heatpump/").content.decode()
    assert f'href="/admin/catalog/heatpump/export.{shape}"' in listed
    answer = desk.get(f"/admin/catalog/heatpump/export.{shape}")
    assert re.search(rf'"heat-pumps-\d{{4}}-\d\d-\d\d\.{shape}"', answer["Content-Disposition"])
    file = tmp_path / f"all.{shape}"
    file.write_bytes(b"".join(answer))
    report = check(
        file, FORMATS["own"], file_name=file.name, options=Options(), today=date(2026, 11, 24)
    )
    assert (report.rows, report.unchanged, report.errors) == (1, 1, 0)


def test_who_may_not_see_the_catalog_gets_no_table(client: Client) -> None:
    client.force_login(User.objects.create_user(username="guest", password="x", is_staff=True))
    assert client.get("/admin/catalog/heatpump/export.csv").status_code == 403
