"""Units of a list leave with the columns that are asked for, and come back by an import."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.test import Client

from catalog.importing.offered_formats import FORMATS
from catalog.importing.pipeline import check
from catalog.importing.plan import Options
from catalog.models import HeatPump
from tests.catalog.importing.test_spreadsheet_format import SEER2, TODAY
from tests.factories import create_brand, create_figure, create_heat_pump, create_point

pytestmark = pytest.mark.django_db
LIST = "/admin/catalog/heatpump/"
ALWAYS = ["slug", "brand", "type", "model_number"]


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser(username="admin", password="x"))
    return client


@pytest.fixture(autouse=True)
def units() -> list[HeatPump]:
    found = []
    for name, kind in (("Alpha", "window"), ("Beta", "mini_split"), ("Gamma", "window")):
        unit = create_heat_pump(
            brand=create_brand(name=name), slug=name.lower(), type=kind, seer2=20, eer2=12
        )
        create_point(heat_pump=unit, min_btu_h=3000, rated_btu_h=9000)
        create_figure(heat_pump=unit, **SEER2, in_use=True)
        found.append(unit)
    return found


def wanted(*figures: str, **fields: Any) -> dict[str, Any]:
    return {"download": "1", "shape": "csv", "figures": list(figures)} | fields


def table(response: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(response).decode())))


def test_list_leaves_as_it_is_filtered_with_the_chosen_columns(desk: Client) -> None:
    address = f"{LIST}export/?type__exact=window"
    assert f'href="{address}"' in desk.get(f"{LIST}?type__exact=window").text
    page = desk.get(address).text
    assert "2 units." in " ".join(page.split())
    rows = table(desk.post(address, wanted("seer2", points=["heating_min_btu_47f"])))
    assert rows[0] == [*ALWAYS, "seer2", "heating_min_btu_47f"]
    assert [(row[0], *row[4:]) for row in rows[1:]] == [
        ("alpha", "20", "3000"),
        ("gamma", "20", "3000"),
    ]


def test_search_narrows_what_leaves(desk: Client) -> None:
    rows = table(desk.post(f"{LIST}export/?q=beta", wanted()))
    assert [row[0] for row in rows] == ["slug", "beta"]


def test_ticked_units_leave(desk: Client, units: list[HeatPump]) -> None:
    ticked = {"action": "export_chosen", "_selected_action": [str(units[1].pk)]}
    page = desk.post(LIST, ticked).text
    assert "1 unit." in " ".join(page.split())
    assert f'name="_selected_action" value="{units[1].pk}"' in page
    rows = table(desk.post(LIST, ticked | wanted("seer2")))
    assert [row[0] for row in rows] == ["slug", "beta"]


def test_all_of_the_list_may_be_ticked_beyond_its_page(desk: Client, units: list[HeatPump]) -> None:
    ticked = {
        "action": "export_chosen",
        "_selected_action": [str(units[0].pk)],
        "select_across": "1",
    }
    assert 'name="select_across" value="1"' in desk.post(f"{LIST}?type__exact=window", ticked).text
    rows = table(desk.post(f"{LIST}?type__exact=window", ticked | wanted()))
    assert [row[0] for row in rows] == ["slug", "alpha", "gamma"]


def test_each_chosen_figure_may_bring_its_source(desk: Client) -> None:
    rows = table(desk.post(f"{LIST}export/?q=beta", wanted("seer2", sources="on")))
    assert rows[0] == [*ALWAYS, "seer2", "seer2__source", "seer2__date"]
    assert rows[1][5] == "'=Sheet of 2025"  # a spreadsheet must not run it


def test_workbook_with_chosen_columns_comes_back_without_news(desk: Client, tmp_path: Any) -> None:
    content = b"".join(desk.post(f"{LIST}export/", wanted("seer2", shape="xlsx")))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [*ALWAYS, "seer2"]
    path = tmp_path / "table"
    path.write_bytes(content)
    report = check(path, FORMATS["own"], file_name="table", options=Options(), today=TODAY)
    assert (report.rows, report.unchanged, report.emptied_cells) == (3, 3, 0)


def test_columns_are_offered_in_words_with_the_usual_ones_ticked(desk: Client) -> None:
    form = desk.get(f"{LIST}export/").context["form"]
    assert dict(form.fields["points"].choices) == {
        "heating_btu_47f": "Heating at 47 °F, rated output",
        "heating_min_btu_47f": "Heating at 47 °F, lowest output",
    }
    assert dict(form.fields["figures"].choices)["seer2"] == "SEER2"
    assert {"seer2", "cooling_btu_h"} <= set(form.fields["figures"].initial)


@pytest.mark.parametrize(
    "data",
    [
        {"download": "1"},
        wanted("password"),
        wanted(shape="exe"),
        wanted(names=["brand__name"]),
    ],
)
def test_nonsense_is_answered_with_the_page(data: dict[str, Any], desk: Client) -> None:
    response = desk.post(f"{LIST}export/", data)
    assert response.status_code == 200
    assert "Download units" in response.text


def test_filter_that_there_is_not_leads_back_to_the_list(desk: Client) -> None:
    response = desk.get(f"{LIST}export/?nonsense=1")
    assert (response.status_code, response.headers["Location"]) == (302, LIST)


def test_who_may_not_see_units_takes_none_along() -> None:
    client = Client()
    client.force_login(User.objects.create_user("x", password="x", is_staff=True))
    assert client.get(f"{LIST}export/").status_code == 403
    assert client.post(f"{LIST}export/", wanted()).status_code == 403
