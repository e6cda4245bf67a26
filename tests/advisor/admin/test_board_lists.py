"""Boards that are long: filters, a search, pages, a file, and work on many rows at once."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from advisor.admin import coverage
from advisor.listing import inventory
from advisor.models import Incentive, RetailerLink, ShownCount
from advisor.reference import costs
from catalog.models import HeatPump
from tests.advisor.admin.test_boards import create_same_figures, create_serving, person
from tests.factories import create_brand, create_figure, create_heat_pump, create_price

pytestmark = pytest.mark.django_db
STALE = "/admin/stale/"


@pytest.fixture(autouse=True)
def _nothing_is_left_over() -> Iterator[None]:
    inventory.forget()
    costs.forget()
    yield
    inventory.forget()
    costs.forget()


def rows_of(page: Any) -> list[str]:
    return [row.what for row in page.context["shown"].rows]


def create_incentive(code: str) -> Incentive:
    checked = timezone.localdate() - timedelta(days=400)
    return Incentive.objects.create(
        code=code, name=code, kind="state", status="open", source="x", last_checked=checked
    )


def test_queue_is_filtered_searched_and_paged() -> None:
    today = timezone.localdate()
    shown, old, dated = (
        create_heat_pump(brand=create_brand(name=name)) for name in ("Alpha", "Beta", "Gamma")
    )
    ShownCount.objects.create(what="unit", key=shown.slug, day=today, count=3)
    create_price(heat_pump=old, observed_on=today - timedelta(days=800))
    create_price(heat_pump=dated, observed_on=today - timedelta(days=100))
    create_incentive("rebate")
    desk = person("Publisher")
    assert len(rows_of(desk.get(STALE))) == 4
    assert rows_of(desk.get(f"{STALE}?kind=incentive")) == ["rebate"]
    assert rows_of(desk.get(f"{STALE}?age=two years old or more")) == [str(old)]
    assert rows_of(desk.get(f"{STALE}?age=under a year old")) == [str(dated)]
    assert rows_of(desk.get(f"{STALE}?viewed=yes")) == [str(shown)]
    assert rows_of(desk.get(f"{STALE}?q=beta price")) == [str(old)]
    assert "No row fits." in desk.get(f"{STALE}?q=nobody").text


def test_unknown_filters_and_pages_show_what_there_is() -> None:
    create_heat_pump()
    page = person("Publisher").get(f"{STALE}?kind=nonsense&page=999&age=never&q=")
    assert len(rows_of(page)) == 1


def test_long_queue_shows_fifty_rows_and_leads_on() -> None:
    brand = create_brand()
    for _unit in range(60):
        create_heat_pump(brand=brand)
    desk = person("Publisher")
    page = desk.get(f"{STALE}?kind=price")
    assert page.text.count('name="row"') == 50
    assert "60 of 60" in " ".join(page.text.split())
    assert '<a href="?kind=price&amp;page=2">' in page.text
    assert desk.get(f"{STALE}?kind=price&page=2").text.count('name="row"') == 10


def table(response: Any) -> list[list[str]]:
    content = response.content.decode()
    assert content.startswith("\ufeff")  # Excel would take it for Windows text
    return list(csv.reader(io.StringIO(content[1:])))


def test_rows_that_are_shown_leave_as_a_file_without_formulas() -> None:
    for name in ("=Alpha", "Beta"):
        create_heat_pump(brand=create_brand(name=name), model_number="M-1")
    response = person("Publisher").get(f"{STALE}?q=alpha&export=csv")
    assert table(response) == [
        ["What", "Kind", "As of", "Views"],
        ["'=Alpha M-1", "price", "", "0"],
    ]
    assert 'filename="needs-a-fresh-look-' in response.headers["Content-Disposition"]


@pytest.mark.parametrize("page", ["stale", "differences", "contradictions", "machines"])
def test_every_board_leaves_as_a_file(page: str) -> None:
    create_serving()
    response = person("Catalog editor").get(f"/admin/{page}/?export=csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_prices_are_entered_for_the_chosen_units() -> None:
    first, second, other = (create_heat_pump() for _unit in range(3))
    create_incentive("rebate")
    chosen = [f"price:{first.pk}", f"price:{second.pk}", "incentive:rebate"]
    page = person("Publisher").post(STALE, {"do": "prices", "row": chosen}).text
    assert f'name="low_{first.pk}"' in page
    assert f'name="low_{second.pk}"' in page
    assert f'name="low_{other.pk}"' not in page


def test_all_that_the_filters_show_may_be_chosen_at_once() -> None:
    brand, other = create_brand(name="Alpha"), create_heat_pump()
    units = [create_heat_pump(brand=brand) for _unit in range(60)]
    page = person("Publisher").post(f"{STALE}?q=alpha", {"do": "prices", "every": "1"}).text
    assert page.count('name="low_') == len(units)
    assert f'name="low_{other.pk}"' not in page


def test_incentives_that_were_looked_up_are_marked_and_the_others_stay() -> None:
    for code in ("a", "b"):
        create_incentive(code)
    desk = person("Publisher")
    page = desk.post(STALE, {"do": "checked", "row": ["incentive:a"]}, follow=True)
    assert "1 incentive is marked as looked up today." in page.text
    assert Incentive.objects.get(code="a").last_checked == timezone.localdate()
    assert Incentive.objects.get(code="b").last_checked != timezone.localdate()


def test_links_of_retired_units_are_hidden_by_who_may() -> None:
    link = RetailerLink.objects.create(
        heat_pump=create_heat_pump(status="retired"), retailer="S", address="https://s.example/"
    )
    data = {"do": "hide", "row": [f"link:{link.pk}"]}
    assert person("Catalog editor").post(STALE, data).status_code == 403
    link.refresh_from_db()
    assert link.shown
    page = person("Administrator").post(STALE, data, follow=True)
    assert "1 store link is no longer shown." in page.text
    link.refresh_from_db()
    assert not link.shown


def test_only_buttons_are_offered_that_fit_the_rows_and_the_person() -> None:
    create_heat_pump()
    create_incentive("rebate")
    names = [each.name for each in person("Catalog editor").get(STALE).context["actions"]]
    assert names == ["prices"]
    names = [each.name for each in person("Publisher").get(STALE).context["actions"]]
    assert names == ["prices", "checked"]


@pytest.mark.parametrize(
    "data",
    [
        {"do": "prices"},
        {"do": "prices", "row": ["price:", "price:x", "nonsense"]},
        {"do": "nonsense", "row": ["price:1"]},
        {},
    ],
)
def test_nonsense_is_answered_with_the_list(data: dict[str, Any]) -> None:
    create_heat_pump()
    response = person("Publisher").post(STALE, data, follow=True)
    assert response.status_code == 200
    assert "Needs a fresh look" in response.text


def test_cell_of_the_coverage_opens_the_units_behind_it() -> None:
    create_serving(model_number="SERVES-1")
    editor = person("Catalog editor")
    board = editor.get("/admin/coverage/").context["board"]
    line = next(
        each for each in board.lines if (each.type, each.voltage) == ("mini-split", "115 V")
    )
    address = f"/admin/coverage/units/?{line.cells[2].query}"
    assert address.replace("&", "&amp;") in editor.get("/admin/coverage/").text
    page = editor.get(address)
    assert len(page.context["shown"].rows) == line.cells[2].count == 1
    assert "SERVES-1" in page.text
    assert "mini-split, 115 V, any climate, rooms that need 5,000–8,000 BTU/h" in page.text
    unit = HeatPump.objects.get()
    assert f'/admin/catalog/heatpump/?id__in={unit.pk}"' in page.text
    assert "SERVES-1" in editor.get(f"/admin/catalog/heatpump/?id__in={unit.pk}").text


def test_lists_behind_the_cells_have_as_many_units_as_the_cells_say(real_data: None) -> None:
    stock, tuning = inventory.current(), costs.current_costs().tuning
    cells = [cell for line in coverage.board(stock, tuning).lines for cell in line.cells]
    for cell in cells:
        asked = dict(pair.split("=") for pair in cell.query.split("&"))
        behind = coverage.units_behind(stock, tuning, asked)
        assert behind is not None
        assert len(behind.units) == cell.count
        assert sum(unit.published for unit in behind.units) == cell.published


@pytest.mark.parametrize(
    "query", ["", "type=mini_split", "type=mini_split&volts=115&cold=0&band=9", "type=x&band=-1"]
)
def test_cell_that_there_is_not_is_not_found(query: str) -> None:
    create_serving()
    assert person("Catalog editor").get(f"/admin/coverage/units/?{query}").status_code == 404


def test_differences_are_filtered_by_the_figure() -> None:
    unit = create_heat_pump()
    for name in ("seer2", "hspf2"):
        create_figure(heat_pump=unit, name=name, value="10.1", in_use=True)
        create_figure(
            heat_pump=unit,
            name=name,
            value="11",
            source="US EPA, ENERGY STAR certified heat pumps, 2026",
            confidence="low",
        )
    page = person("Catalog editor").get("/admin/differences/?figure=hspf2")
    assert [row.own.name for row in page.context["shown"].rows] == ["hspf2"]


def test_decision_on_a_machine_returns_to_the_page_that_was_open() -> None:
    units = [create_same_figures(name, "AAA111222") for name in ("Alpha", "Beta")]
    sent = {"unit": [str(unit.pk) for unit in units], "decision": "same"}
    response = person("Catalog editor").post("/admin/machines/?page=3&q=x", sent)
    assert response.headers["Location"] == "/admin/machines/?page=3&q=x"


def test_units_behind_a_cell_are_for_who_keeps_the_catalog() -> None:
    assert Client().get("/admin/coverage/units/?type=mini_split").status_code == 302
    assert person("Content editor").get("/admin/coverage/units/").status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        *("/admin/stale/?kind=%00", "/admin/catalog/heatpump/?type__exact=%00"),
        "/admin/catalog/heatpump/export/?type__exact=%00",
    ],
)
def test_filter_with_a_null_character_is_refused(address: str) -> None:
    assert person("Publisher").get(address).status_code == 400


@pytest.mark.parametrize("query", ["id__in=abc", "o=99", "p=x", "seer2__gt=x", "_to_field=slug"])
def test_nonsense_in_the_address_of_an_export_is_no_error(query: str) -> None:
    address = f"/admin/catalog/heatpump/export/?{query}"
    assert person("Publisher").get(address).status_code in {200, 302, 400}
