"""What looks over all records: coverage with its holes, what has aged, and what is shown."""

import re
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advisor.admin import coverage, staleness
from advisor.listing import inventory
from advisor.models import Incentive, RankingVersion, RetailerLink, ShownCount, State
from advisor.operations import impressions
from advisor.reference import costs
from catalog.models import HeatPump
from tests.factories import (
    create_brand,
    create_figure,
    create_heat_pump,
    create_point,
    create_price,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
LISTED = "US EPA, ENERGY STAR certified heat pumps, list of September 2026"


@pytest.fixture(autouse=True)
def _nothing_is_left_over() -> Iterator[None]:
    """Of a test whose version of the catalog was rolled back, and comes again here."""
    impressions._waiting.clear()
    inventory.forget()
    costs.forget()
    yield
    impressions._waiting.clear()
    inventory.forget()
    costs.forget()


def person(role: str) -> Client:
    user = User.objects.create_user(role, password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def create_serving(**columns: Any) -> None:
    """A 115 V mini-split for rooms that need about 6,500 BTU/h."""
    unit = create_heat_pump(**({"voltage": "115", "compressor": "inverter"} | columns))
    create_point(heat_pump=unit, min_btu_h=2400, rated_btu_h=9000, max_btu_h=11_000)
    create_point(heat_pump=unit, outdoor_f=17, rated_btu_h=7500, max_btu_h=8500)


def test_unit_is_counted_in_the_bands_that_it_serves() -> None:
    create_serving()
    board = coverage.board(inventory.current(), {})
    line = next(
        each for each in board.lines if (each.type, each.voltage) == ("mini-split", "115 V")
    )
    counts = [(cell.count, cell.published) for cell in line.cells]
    assert counts == [(1, 1), (1, 1), (1, 1), (0, 0), (0, 0)]


def test_portable_is_switched_by_hand_and_serves_small_rooms() -> None:
    unit = create_heat_pump(type="portable", cooling_rating_basis="sacc_doe", voltage="115")
    create_point(heat_pump=unit, min_btu_h=9000, rated_btu_h=9000)
    create_point(heat_pump=unit, outdoor_f=17, rated_btu_h=7000)
    line = next(
        each for each in coverage.board(inventory.current(), {}).lines if each.type == "portable"
    )
    assert [cell.count for cell in line.cells] == [1, 0, 0, 0, 0]


def test_coverage_uses_the_limits_that_the_desk_edited() -> None:
    unit = create_heat_pump(voltage="115", compressor="inverter")
    create_point(heat_pump=unit, min_btu_h=2800, rated_btu_h=9000, max_btu_h=11_000)
    create_point(heat_pump=unit, outdoor_f=17, rated_btu_h=7500, max_btu_h=8500)
    editor = person("Catalog editor")

    def served() -> list[int]:
        board = editor.get("/admin/coverage/").context["board"]
        line = next(each for each in board.lines if each.type == "mini-split")
        return [cell.count for cell in line.cells]

    assert served() == [0, 0, 1, 0, 0]
    RankingVersion.objects.create(values={"MIN_PER_HEATING_LOAD": 0.7})
    costs.forget()
    assert served() == [0, 1, 1, 0, 0]
    RankingVersion.objects.create(values={"MIN_PER_HEATING_LOAD": 0.25})
    costs.forget()
    assert served() == [0, 0, 0, 0, 0]


def test_holes_are_named_in_words() -> None:
    create_serving()
    holes = coverage.board(inventory.current(), {}).holes
    assert "No 115 V mini-split for rooms that need 8,000–18,000 BTU/h." in holes
    assert "No 115 V cold-climate mini-split for rooms that need up to 18,000 BTU/h." in holes
    assert "No 230 V unit with a minimum output under 2,500 BTU/h." in holes
    assert "No 115 V unit with a minimum output under 2,500 BTU/h." not in holes


def test_empty_catalog_is_one_large_hole() -> None:
    holes = coverage.board(inventory.current(), {}).holes
    assert "No 115 V unit with a minimum output under 2,500 BTU/h." in holes


def words(statement: str) -> set[str]:
    return set(re.findall(r"\w+", statement))


@pytest.mark.parametrize("page", ["contradictions", "coverage", "differences", "machines", "stale"])
def test_board_takes_at_most_ten_queries_however_many_units(page: str) -> None:
    editor = person("Catalog editor")
    create_serving()
    editor.get(f"/admin/{page}/")
    for _unit in range(20):
        create_serving()
    editor.get(f"/admin/{page}/")  # reads the changed catalog, as any page would
    with CaptureQueriesContext(connection) as queries:
        assert editor.get(f"/admin/{page}/").status_code == 200
    # Every request of a signed-in session moves the session's end.
    own = [each for each in queries if not {"django_session", "SAVEPOINT"} & words(each["sql"])]
    assert len(own) <= 10


@pytest.mark.parametrize("page", ["contradictions", "coverage", "differences", "machines", "stale"])
def test_boards_are_for_who_keeps_the_catalog(page: str) -> None:
    assert person("Content editor").get(f"/admin/{page}/").status_code == 403
    assert Client().get(f"/admin/{page}/").status_code == 302


def test_index_links_the_boards() -> None:
    page = person("Catalog editor").get("/admin/").text
    assert "/admin/coverage/" in page
    assert "/admin/stale/" in page
    assert "/admin/differences/" in page
    assert "/admin/contradictions/" in page


def test_difference_from_the_certified_list_is_shown_with_both_figures() -> None:
    unit = create_heat_pump(model_number="NI-09 / NO-09")
    create_figure(heat_pump=unit, name="seer2", value="23.1", in_use=True)
    create_figure(heat_pump=unit, name="seer2", value="22.5", source=LISTED, confidence="low")
    page = " ".join(person("Catalog editor").get("/admin/differences/").text.split())
    assert "NI-09 / NO-09</a> </th> <td>seer2</td>" in page
    assert ">23.1</td>" in page
    assert ">22.5</td> <td> ours </td>" in page


def test_unit_whose_points_contradict_its_label_is_shown_with_both(real_data: None) -> None:
    unit = HeatPump.objects.get(slug="lan150hyv2-lau150hyv2")
    page = " ".join(person("Catalog editor").get("/admin/contradictions/").text.split())
    address = f'<a href="/admin/catalog/heatpump/{unit.pk}/change/">'
    row = page.partition(address)[2].partition("</tr>")[0]
    assert "<td>HSPF</td> <td>12.5</td> <td>8.0</td> <td>-36%</td>" in row


def test_board_of_contradictions_says_that_there_are_none() -> None:
    create_serving()
    page = person("Catalog editor").get("/admin/contradictions/").text
    assert "Nothing contradicts itself." in page
    assert "<table" not in page.partition('id="content-main"')[2]


def aged(kind: str) -> list[str]:
    return [each.what for each in staleness.queue(TODAY) if each.kind == kind]


def test_price_that_is_not_fresh_is_looked_up_again_most_shown_first() -> None:
    fresh, old, older, never, draft = (create_heat_pump() for _unit in range(5))
    draft.status = "draft"
    draft.save()
    create_price(heat_pump=fresh, observed_on=TODAY - timedelta(days=45))
    create_price(heat_pump=old, observed_on=TODAY - timedelta(days=46))
    create_price(heat_pump=older, observed_on=TODAY - timedelta(days=400))
    ShownCount.objects.create(what="unit", key=older.slug, day=TODAY, count=3)
    ShownCount.objects.create(what="unit", key=old.slug, day=TODAY - timedelta(days=40), count=9)
    assert aged("price") == [str(older), str(never), str(old)]


def test_rate_of_a_past_year_is_looked_up_again() -> None:
    country = State.objects.create(code="US", name="Country")
    for code, as_of in (("AA", "2024"), ("BB", "2026-10")):
        State.objects.create(
            code=code,
            name=code,
            stand_in=country,
            electricity_usd_kwh="0.2",
            electricity_as_of=as_of,
            electricity_source="x",
        )
    assert aged("rate") == ["AA: electricity, $/kWh"]


def test_incentive_without_a_late_check_is_shown_as_often_as_its_states() -> None:
    for code, checked in (("new", TODAY), ("old", TODAY - timedelta(days=61))):
        Incentive.objects.create(
            code=code,
            name=code,
            kind="state",
            status="open",
            states=["MA"],
            source="x",
            last_checked=checked,
        )
    ShownCount.objects.create(what="state", key="MA", day=TODAY, count=7)
    (only,) = [each for each in staleness.queue(TODAY) if each.kind == "incentive"]
    assert (only.what, only.shown) == ("old", 7)


def test_shop_link_of_a_retired_unit_is_told() -> None:
    retired, live = create_heat_pump(status="retired"), create_heat_pump()
    for unit in (retired, live):
        RetailerLink.objects.create(heat_pump=unit, retailer="S", address="https://s.example/")
    assert aged("link") == [f"{retired}: S"]


def test_results_are_counted_in_memory_and_written_in_one_statement(real_data: None) -> None:
    query = "/advice/results/?zip=02130&space=bedroom&area=120"
    page = Client().get(query)  # made
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(query).status_code == 200  # kept, and counted as well
    assert not [each for each in queries if "showncount" in each["sql"]]
    advice = page.context["page"].advice
    slugs = [pick.slug for pick in (*advice.picks, *advice.others)]
    with CaptureQueriesContext(connection) as queries:
        assert impressions.write() == len(slugs) + 1
    assert len(queries) == 1
    counted = dict(ShownCount.objects.values_list("key", "count"))
    assert counted == dict.fromkeys([*slugs, "MA"], 2)
    assert {row.day for row in ShownCount.objects.all()} == {timezone.localdate()}


def test_sums_add_up_over_writes() -> None:
    for _time in range(2):
        impressions.count(units=["a", "b"], state="")
        impressions.write()
    assert dict(ShownCount.objects.values_list("key", "count")) == {"a": 2, "b": 2}
    assert impressions.write() == 0


def test_counts_wait_while_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    impressions.count(units=["a"], state="MA")

    def away() -> Any:
        raise DatabaseError("away")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", away)
        with pytest.raises(DatabaseError):
            impressions.write()
    assert impressions.write() == 2


def test_counting_from_many_threads_loses_nothing() -> None:
    def count() -> None:
        impressions.count(units=["a"] * 500, state="")

    threads = [threading.Thread(target=count) for _thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    impressions.write()
    assert ShownCount.objects.get().count == 2000


def test_unit_page_shows_prices_by_shop() -> None:
    unit = create_heat_pump()
    create_price(heat_pump=unit, low="900", observed_on=date(2026, 1, 5), retailer="Shop A")
    create_price(heat_pump=unit, low="950", observed_on=date(2026, 9, 5), retailer="Shop A")
    page = person("Catalog editor").get(f"/admin/catalog/heatpump/{unit.pk}/change/").text
    assert "$950 · September 5, 2026 ← $900 · January 5, 2026" in page


def create_same_figures(brand: str, number: str, **columns: Any) -> HeatPump:
    unit = create_heat_pump(
        brand=create_brand(name=brand), outdoor_model=number, hspf2=10, seer2=20, **columns
    )
    create_point(heat_pump=unit, rated_btu_h=9000)
    create_point(heat_pump=unit, outdoor_f=17, rated_btu_h=7000)
    create_point(heat_pump=unit, outdoor_f=5, max_btu_h=6000)
    return unit


@pytest.mark.parametrize(("decision", "machines"), [("same", 1), ("apart", 2)])
def test_the_desk_says_which_labels_are_one_machine(decision: str, machines: int) -> None:
    units = [create_same_figures("Alpha", "AAA111222"), create_same_figures("Beta", "BBB111222")]
    desk = person("Catalog editor")
    page = desk.get("/admin/machines/").content.decode()
    assert "AAA111222" in page
    assert "BBB111222" in page
    chosen = {"unit": [str(unit.pk) for unit in units], "decision": decision}
    assert desk.post("/admin/machines/", chosen).status_code == 302
    inventory.forget()
    assert len(set(inventory.current().units.machine.tolist())) == machines
    assert "AAA111222" not in desk.get("/admin/machines/").content.decode()
    # An import leaves at that what the desk has said.
    assert units[0].figures.filter(name="machine", by_hand=True).count() == 1


def test_nonsense_sent_to_the_board_of_machines_changes_nothing() -> None:
    unit = create_same_figures("Alpha", "AAA111222")
    desk = person("Catalog editor")
    sent = {"unit": ["x", "-1", "99999999999999999999", str(unit.pk)], "decision": "same"}
    assert desk.post("/admin/machines/", sent).status_code == 302
    unit.refresh_from_db()
    assert unit.machine == ""
