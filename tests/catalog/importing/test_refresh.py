"""ENERGY STAR's lists read from a server that speaks as the real one: pages, faults, changes."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from catalog.importing import jobs, refresh, socrata
from catalog.importing.apply import apply as load
from catalog.importing.records import Published, SeedCatalog, Unit
from catalog.importing.sale_statements import UNCONFIRMED
from catalog.importing.undo import undo
from catalog.merging import Statement, merge
from catalog.models import BatchState, Brand, Figure, HeatPump, ImportBatch, Status
from tests.catalog.admin.test_import_admin import at_once, member  # noqa: F401  # a fixture
from tests.catalog.importing import socrata_server as faults
from tests.catalog.importing.socrata_server import ALL, MINI, ROOM, SocrataServer
from tests.factories import create_brand, create_figure, create_heat_pump

pytestmark = pytest.mark.django_db
LIST = "/admin/catalog/importbatch/"


def pair(number: int, **fields: str) -> dict[str, str]:
    """A row as the interface gives it: strings, blanks left out."""
    return {
        "pd_id": str(number),
        "outdoor_unit_brand_name": "Nordica",
        "model_number": f"NO-{number:05}",
        "indoor_unit_model_number": f"NI-{number:05}",
        "product_type": "HP - Mini or Multi Split",
        "cold_climate": "Yes",
        "seer2_btu_wh": "22.5",
        "hspf2_btu_wh": "10.0",
        "cooling_capacity_btu_h": "9000",
        "heating_capacity_at_47_f_btu_h": "10900",
        "heating_capacity_at_17_f_btu_h": "8100",
        "heating_capacity_at_5_f_btu_h": "9800",
        "markets": "United States, Canada",
        "ahri_reference_number": str(200_000_000 + number),
        **fields,
    }


ROOM_ROW = {
    "brand_name": "Midea",
    "model_number": "MAW08HV1CWT",
    "cooling_capacity_btu_hour": "8000",
    "heating_mode": "Yes",
    "combined_energy_efficiency_ratio_ceer": "15.0",
    "voltage_volts": "115",
    "markets": "United States",
}


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser(username="admin", password="x"))
    return client


@pytest.fixture
def site(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[SocrataServer]:
    """The server that the settings name; nobody waits between two tries."""
    server = SocrataServer(
        lists={MINI: [pair(1), pair(2)], ALL: [pair(1), pair(3)], ROOM: [ROOM_ROW]}
    )
    settings.ENERGYSTAR_ADDRESS = server.address
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    monkeypatch.setattr(
        refresh, "client", lambda: socrata.SocrataClient(base=server.address, sleep=lambda _s: None)
    )
    monkeypatch.setattr("catalog.importing.online_sources.client", refresh.client)
    monkeypatch.setattr("catalog.management.commands.refresh_catalog.client", refresh.client)
    yield server
    server.close()


def run(*words: str) -> str:
    out = io.StringIO()
    call_command("refresh_catalog", "energystar", *words, stdout=out)
    return out.getvalue()


def sale(model: str) -> list[tuple[str, date | None]]:
    rows = Figure.objects.filter(heat_pump__model_number=model, name="availability")
    return list(rows.order_by("id").values_list("value", "source_day"))


def later(days: int, monkeypatch: pytest.MonkeyPatch) -> date:
    """Let so many days pass."""
    now = datetime.now(UTC) + timedelta(days=days)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    return now.date()


def test_dry_run_shows_what_the_lists_bring_and_changes_nothing(site: SocrataServer) -> None:
    told = run()
    assert "+ ni-00001-no-00001" in told
    assert "4 rows: 4 created" in told
    assert "This was a dry run" in told
    assert not HeatPump.objects.exists()
    assert not ImportBatch.objects.exists()


def test_lists_become_units_that_one_undo_takes_back(site: SocrataServer) -> None:
    run("--apply", "--publish")
    live = HeatPump.objects.filter(status=Status.LIVE).values_list("model_number", flat=True)
    assert set(live) == {
        *("NI-00001 / NO-00001", "NI-00002 / NO-00002", "NI-00003 / NO-00003", "MAW08HV1CWT"),
    }
    today = timezone.localdate()
    assert sale("MAW08HV1CWT") == [("certified", today)]
    assert sale("NI-00003 / NO-00003") == [("certified", today)]
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.format) == (BatchState.APPLIED, "energystar")
    undo(batch, who="")
    assert not HeatPump.objects.exists()


def test_list_is_read_page_by_page_and_each_row_once(site: SocrataServer, tmp_path: Path) -> None:
    site.lists[MINI] = [pair(number) for number in range(1, 2501)]
    seen: list[tuple[int, int]] = []
    _marks, rows = refresh.client().save(
        refresh.MINI_SPLITS, tmp_path / "list", lambda done, total: seen.append((done, total))
    )
    assert rows == len((tmp_path / "list").read_text().splitlines()) == 2500
    assert [words.get("$offset") for _code, words, _headers in site.asked] == [
        *(None, "0", "1000", "2000"),
    ]
    assert seen == [(1000, 2500), (2000, 2500), (2500, 2500)]


def test_list_whose_last_page_is_full_ends(site: SocrataServer, tmp_path: Path) -> None:
    site.lists[MINI] = [pair(number) for number in range(1, 1001)]
    _marks, rows = refresh.client().save(
        refresh.MINI_SPLITS, tmp_path / "list", lambda _done, _total: None
    )
    assert rows == 1000


def test_list_of_all_heat_pumps_is_asked_for_mini_splits_only(site: SocrataServer) -> None:
    site.lists[ALL].append(pair(9, product_type="HP - Split System"))
    assert "4 rows:" in run()
    wheres = {words.get("$where", "") for code, words, _headers in site.asked if code == ALL}
    assert wheres == {"product_type like '%Mini%' OR product_type like '%Multi%'"}


def test_token_goes_along_where_there_is_one(site: SocrataServer, tmp_path: Path) -> None:
    for token in ("", "secret"):
        source = socrata.SocrataClient(base=site.address, token=token)
        source.save(refresh.ROOM_UNITS, tmp_path / "list", lambda _done, _total: None)
        assert site.asked[-1][2].get("X-App-Token", "") == token


@pytest.mark.parametrize(
    "fault",
    [
        *(faults.status(429, Retry_After="7"), faults.status(500), faults.status(503)),
        *(faults.cut_json, faults.hung_up),
    ],
)
def test_page_that_fails_for_the_moment_is_asked_again(
    site: SocrataServer, fault: Any, tmp_path: Path
) -> None:
    site.fail(lambda right: right, fault, fault)  # the count comes first
    slept: list[float] = []
    source = socrata.SocrataClient(base=site.address, sleep=slept.append)
    _marks, rows = source.save(refresh.MINI_SPLITS, tmp_path / "list", lambda _d, _t: None)
    assert rows == 2
    assert len(slept) == 2
    assert slept[0] < slept[1] or slept[0] == 7  # it waits longer, or as long as it was told


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (faults.status(500), "gave no answer in 5 tries (HTTP 500)"),
        (faults.status(404), "answered HTTP 404"),
        (faults.status(403), "refuses the token"),
        (faults.status(302, Location="http://127.0.0.1:1/"), "answered HTTP 302"),
        (faults.cut_json, "gave JSON that ends early"),
        (faults.hung_up, "gave no answer in 5 tries"),
        (faults.a_web_page, "answered with text/html instead of JSON"),
        (faults.oversize, "has more than 20 MB"),
        (lambda right: (right[0], right[1], b'{"error": true}'), "did not answer with a list"),
        (lambda right: (right[0], right[1], b"[1, 2]"), "did not answer with a list"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence_and_changes_nothing(
    site: SocrataServer, fault: Any, sentence: str
) -> None:
    site.fail(lambda right: right, *[fault] * 5)
    with pytest.raises(CommandError, match=sentence.replace("(", r"\(").replace(")", r"\)")):
        run("--apply")
    assert not HeatPump.objects.exists()
    assert not ImportBatch.objects.exists()


def test_address_where_nobody_answers_is_said(site: SocrataServer) -> None:
    with pytest.raises(CommandError, match="gave no answer in 5 tries"):
        run("--address", "http://127.0.0.1:9")


@pytest.mark.parametrize(
    ("dated", "rows"),
    [(True, range(100, 1801)), (True, range(100, 1600)), (False, range(100, 1500))],
)
def test_list_that_changes_while_it_is_read_is_read_again(
    site: SocrataServer, dated: bool, rows: range, tmp_path: Path
) -> None:
    site.lists[MINI] = [pair(number) for number in range(1, 1501)]

    def change(server: SocrataServer, _code: str, offset: int) -> None:
        if offset == 0:
            if dated:
                server.changed[MINI] = datetime(2026, 9, 2, tzinfo=UTC)
            server.lists[MINI] = [pair(number) for number in rows]
            server.on_page = None

    site.on_page = change
    _marks, count = refresh.client().save(refresh.MINI_SPLITS, tmp_path / "l", lambda _d, _t: None)
    lines = [json.loads(line)["model_number"] for line in (tmp_path / "l").open()]
    assert count == len(rows)
    assert lines == [f"NO-{number:05}" for number in rows]


def test_list_that_never_rests_is_refused(site: SocrataServer) -> None:
    site.lists[MINI] = [pair(number) for number in range(1, 1501)]

    def change(server: SocrataServer, _code: str, _offset: int) -> None:
        server.changed[MINI] = server.changed.get(MINI, datetime(2026, 9, 2, tzinfo=UTC))
        server.changed[MINI] += timedelta(minutes=1)

    site.on_page = change
    with pytest.raises(CommandError, match="changes while it is read"):
        run()


def test_lists_that_did_not_change_since_they_were_applied_are_not_read_again(
    site: SocrataServer,
) -> None:
    run("--apply")
    before = len(site.asked)
    assert "as they were applied last" in run("--apply")
    again = site.asked[before:]
    assert [code for code, _words, _headers in again] == [MINI, ALL, ROOM]
    assert all("If-None-Match" in headers for _code, _words, headers in again)
    assert ImportBatch.objects.count() == 1


def test_dry_run_and_undone_refresh_leave_the_lists_to_be_read(site: SocrataServer) -> None:
    run()
    run("--apply")
    undo(ImportBatch.objects.get(), who="")
    assert "4 created" in run()


def test_group_with_one_changed_list_is_read_whole(site: SocrataServer) -> None:
    run("--apply")
    site.changed[ALL] = datetime(2026, 9, 5, tzinfo=UTC)
    site.lists[ALL] = [pair(1), pair(3, seer2_btu_wh="24")]
    told = run("--apply")
    assert "seer2: 22.5 → 24.0" in told or "1 updated" in told
    assert "3 rows:" in told  # not the room units
    assert HeatPump.objects.get(outdoor_model="NO-00003").seer2 == 24


def test_unit_that_left_the_list_is_unknown_from_that_day_until_the_undo(
    site: SocrataServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("--apply", "--publish")
    first = timezone.localdate()
    day = later(2, monkeypatch)
    site.lists[MINI] = [pair(1)]
    site.changed[MINI] = datetime(2026, 9, 5, tzinfo=UTC)
    run("--apply")
    assert sale("NI-00002 / NO-00002") == [("unknown", day)]
    assert sale("NI-00003 / NO-00003") == [("certified", first)]
    assert sale("MAW08HV1CWT") == [("certified", first)]
    note = Figure.objects.get(value="unknown").note
    assert note == f"Not on the list that was read on {day.isoformat()}."
    assert HeatPump.objects.get(outdoor_model="NO-00002").status == Status.LIVE
    # The day on which it left stays, however often the list is read.
    later(30, monkeypatch)
    run("--apply", "--whole")
    assert sale("NI-00002 / NO-00002") == [("unknown", day)]
    for batch in ImportBatch.objects.order_by("-id")[:2]:
        undo(batch, who="")
    assert sale("NI-00002 / NO-00002") == [("certified", first)]


def test_unit_sold_elsewhere_only_has_left_the_list_and_a_broken_row_has_not(
    site: SocrataServer,
) -> None:
    run("--apply")
    site.changed[MINI] = site.changed[ALL] = datetime(2026, 9, 5, tzinfo=UTC)
    site.lists[MINI] = [pair(1, markets="Canada"), pair(2, seer2_btu_wh="good")]
    site.lists[ALL] = [pair(3)]
    run("--apply")
    assert sale("NI-00001 / NO-00001")[0][0] == "unknown"
    assert sale("NI-00002 / NO-00002")[0][0] == "certified"


def test_date_of_a_certificate_moves_when_the_list_is_read_again_weeks_later(
    site: SocrataServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("--apply")
    day = later(15, monkeypatch)
    assert "rows:" in run("--apply")  # old enough to be read again, though unchanged
    assert sale("MAW08HV1CWT") == [("certified", day)]


class Said(Statement):
    """A statement whose words count as they are."""

    @property
    def usable(self) -> str:
        return self.value


@pytest.mark.parametrize("listed", ["certified", "unknown"])
def test_shop_that_has_a_unit_counts_for_more_than_what_a_list_says_later(listed: str) -> None:
    def said(value: str, day: date) -> Said:
        return Said(
            name="availability", value=value, source_id=value, source_day=day, confidence="medium"
        )

    shop = said("on_sale", date(2026, 9, 1))
    list_ = said(listed, date(2026, 11, 1))
    ended = said("discontinued", date(2026, 11, 2))
    assert merge([shop, list_])["availability"] is shop
    assert merge([shop, list_, ended])["availability"] is ended
    assert merge([list_])["availability"] is list_


def test_list_that_lost_very_many_units_is_doubted_until_there_is_a_reason(
    site: SocrataServer,
) -> None:
    site.lists[MINI] = [pair(number) for number in range(1, 61)]
    run("--apply")
    site.lists[MINI] = site.lists[MINI][:30]
    site.lists[ALL] = []
    site.changed[MINI] = datetime(2026, 9, 5, tzinfo=UTC)
    assert "would have left the list: is it whole?" in run("--apply")
    assert not Figure.objects.filter(value="unknown").exists()
    run("--apply", "--whole", "--reason", "The list was cleaned up")
    assert Figure.objects.filter(value="unknown").count() == 30


def test_outdoor_unit_that_is_one_record_is_seen_on_the_list_and_not_doubled(
    site: SocrataServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    brand = create_brand(name="Nordica")
    alone = create_heat_pump(
        brand=brand, model_number="NO-00002*", outdoor_model="NO-00002*", indoor_model=""
    )
    gone = create_heat_pump(
        brand=brand, model_number="NO-77777", outdoor_model="NO-77777", indoor_model=""
    )
    for unit in (alone, gone):
        create_figure(
            heat_pump=unit,
            name="availability",
            value="certified",
            source="US EPA, ENERGY STAR certified heat pumps, list of September 2026",
            source_date="2026-09-12",
        )
    told = run("--apply")
    assert "another indoor part of an outdoor unit that is one record" in told
    assert HeatPump.objects.filter(brand=brand).count() == 4
    assert sale("NO-00002*")[-1] == ("certified", timezone.localdate())
    assert sale("NO-77777")[-1] == ("unknown", timezone.localdate())


# In the admin


@pytest.mark.usefixtures("at_once")
def test_button_reads_the_lists_shows_the_report_and_applies_it(
    site: SocrataServer,
    desk: Client,
) -> None:
    assert "Read ENERGY STAR" in desk.get(LIST).content.decode()
    page = desk.post(f"{LIST}energystar/", {"publish": "1"}, follow=True)
    text = page.content.decode()
    assert "checked, not applied yet" in text
    assert "Apply import" in text
    assert not HeatPump.objects.exists()
    batch = ImportBatch.objects.get()
    desk.post(f"{LIST}{batch.pk}/apply/")
    assert HeatPump.objects.filter(status=Status.LIVE).count() == 4
    page = desk.post(f"{LIST}energystar/", follow=True)
    assert "as they were applied last" in page.content.decode()
    assert "Apply import" not in page.content.decode()
    desk.post(f"{LIST}{batch.pk}/undo/")
    assert not HeatPump.objects.exists()


@pytest.mark.usefixtures("at_once")
def test_list_that_cannot_be_read_is_said_in_the_report(
    site: SocrataServer,
    desk: Client,
) -> None:
    site.fail(faults.a_web_page)
    text = desk.post(f"{LIST}energystar/", follow=True).content.decode()
    assert "instead of JSON" in text
    assert ImportBatch.objects.get().state == BatchState.REFUSED


@pytest.mark.usefixtures("at_once")
def test_editor_reads_the_lists_and_only_a_publisher_publishes(site: SocrataServer) -> None:
    editor = member("Catalog editor")
    assert 'name="publish"' not in editor.get(LIST).content.decode()
    assert editor.post(f"{LIST}energystar/", {"publish": "1"}).status_code == 403
    assert editor.post(f"{LIST}energystar/").status_code == 302
    assert member("Publisher").post(f"{LIST}energystar/", {"publish": "1"}).status_code == 302
    assert member("Content editor").post(f"{LIST}energystar/").status_code == 403
    assert editor.get(f"{LIST}energystar/").status_code == 405
    assert User.objects.count() == 3
    assert jobs.FETCH == "fetch"


def unconfirmed(number: int, **columns: Any) -> HeatPump:
    """An outdoor unit of the starting catalog whose sale in the United States nobody confirmed."""
    usual: dict[str, Any] = {
        "brand": Brand.objects.filter(name="Nordica").first() or create_brand(name="Nordica"),
        "slug": f"nordica-{number}",
        "model_number": f"NO-{number:05}",
        "outdoor_model": f"NO-{number:05}",
        "status": "draft",
        "keep_draft": UNCONFIRMED,
        "loaded_checksum": "x",
    }
    return create_heat_pump(**(usual | columns))


def test_market_on_the_list_lifts_that_reason_and_publishes(site: SocrataServer) -> None:
    site.lists[MINI] = [pair(1), pair(2, markets="Canada"), pair(3)]
    site.lists[ALL] = []
    named, elsewhere = unconfirmed(1), unconfirmed(2)
    other = unconfirmed(3, keep_draft="brand not named")
    told = run("--apply")
    for unit in (named, elsewhere, other):
        unit.refresh_from_db()
    assert (named.status, named.keep_draft) == (Status.LIVE, "")
    assert (elsewhere.status, elsewhere.keep_draft) == (Status.DRAFT, UNCONFIRMED)
    assert (other.status, other.keep_draft) == (Status.DRAFT, "brand not named")
    assert "(nordica-1): complete, goes live" in told
    assert "(nordica-3): stays one. brand not named" in told
    assert "nordica-2" not in told
    undo(ImportBatch.objects.get(), who="")
    named.refresh_from_db()
    assert (named.status, named.keep_draft) == (Status.DRAFT, UNCONFIRMED)


@pytest.mark.usefixtures("at_once")
def test_who_may_not_publish_lifts_the_reason_only(site: SocrataServer) -> None:
    site.lists[MINI], site.lists[ALL] = [pair(1)], []
    unit = unconfirmed(1)
    client = member("Catalog editor")
    client.post(f"{LIST}energystar/")
    batch = ImportBatch.objects.get()
    client.post(f"{LIST}{batch.pk}/apply/")
    unit.refresh_from_db()
    assert (unit.status, unit.keep_draft) == (Status.DRAFT, "")
    batch.refresh_from_db()
    assert [each["why"] for each in batch.counts["drafts"]] == [
        "Import the file with “publish” to make it live."
    ]


def test_starting_catalog_loaded_again_does_not_take_a_lifted_reason_back(
    site: SocrataServer,
) -> None:
    site.lists[MINI], site.lists[ALL] = [pair(1)], []
    statement: dict[str, Any] = {
        "source_id": "A list",
        "source_day": date(2026, 9, 12),
        "confidence": "medium",
    }
    seed = Unit(
        slug="nordica-1",
        brand="Nordica",
        type="mini_split",
        model_number="NO-00001",
        outdoor_model="NO-00001",
        keep_draft=UNCONFIRMED,
        figures=(
            Published(name="cooling_btu_h", value="9000", **statement),
            Published(name="heat_source", value="heat_pump", **statement),
        ),
    )
    load(SeedCatalog(units=(seed,), source_urls={}, checksum="1"))
    assert HeatPump.objects.get().status == Status.DRAFT
    run("--apply")
    assert HeatPump.objects.get(slug="nordica-1").status == Status.LIVE
    changed = replace(seed, series="Fjord")
    load(SeedCatalog(units=(changed,), source_urls={}, checksum="2"))
    unit = HeatPump.objects.get(slug="nordica-1")
    assert (unit.series, unit.status, unit.keep_draft) == ("Fjord", Status.LIVE, "")
