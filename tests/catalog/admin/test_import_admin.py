"""Imports in the admin: upload, report, apply, undo; what broke off, and who may do what."""

import io
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.importing import jobs
from catalog.models import BatchState, HeatPump, ImportBatch, ImportChange, Status
from tests.catalog.admin.test_admin import create_unit_with_everything
from tests.catalog.importing import office_files as office
from tests.catalog.importing.test_energystar import PAIR, TITLES
from tests.factories import create_brand, create_heat_pump

pytestmark = pytest.mark.django_db
LIST = "/admin/catalog/importbatch/"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Jobs run at once and in this process; gives the commands that were started."""
    started: list[list[str]] = []

    def launch(command: list[str]) -> None:
        started.append(command)
        call_command(*command[2:])

    monkeypatch.setattr(jobs, "launch", launch)
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work: work())
    return started


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser(username="admin", password="x"))
    return client


def member(group: str) -> Client:
    client = Client()
    user = User.objects.create_user(username=group, password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


def table(*rows: dict[str, str]) -> bytes:
    lines = [",".join(f'"{title}"' for title in TITLES)]
    lines += [",".join(f'"{row[title]}"' for title in TITLES) for row in rows]
    return "\n".join(lines).encode()


def upload(client: Client, content: bytes, **fields: Any) -> Any:
    file = SimpleUploadedFile("list.csv", content)
    data = {"format": "energystar-mini", "file": file, "reason": ""} | fields
    return client.post(f"{LIST}add/", data, follow=True)


def test_upload_is_checked_and_reported_and_changes_nothing(desk: Client) -> None:
    page = upload(desk, table(PAIR, PAIR | {"Markets": "Canada"}))
    text = page.content.decode()
    assert page.status_code == 200
    assert "checked, not applied yet" in text
    assert "rows skipped: not sold in the United States" in text
    assert "SEER2:" in text
    assert "Apply import" in text
    assert not HeatPump.objects.exists()
    batch = ImportBatch.objects.get()
    assert (batch.by and batch.by.username, len(batch.file_sha256)) == ("admin", 64)


def test_checked_upload_is_applied_and_undone(desk: Client) -> None:
    upload(desk, table(PAIR), publish="on")
    batch = ImportBatch.objects.get()
    page = desk.post(f"{LIST}{batch.pk}/apply/", follow=True)
    assert "Undo this import" in page.content.decode()
    assert HeatPump.objects.get().status == Status.LIVE
    batch.refresh_from_db()
    assert (batch.state, batch.chunks.count()) == (BatchState.APPLIED, 0)
    page = desk.post(f"{LIST}{batch.pk}/apply/", follow=True)
    assert "This is not possible now: the import is applied." in page.content.decode()
    page = desk.post(f"{LIST}{batch.pk}/undo/", follow=True)
    assert "1 deleted, 0 restored" in page.content.decode()
    assert not HeatPump.objects.exists()


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["", "heat-pumps", "heat-pumps.xls", "TABLE.XLSX"])
def test_export_comes_back_by_upload_whatever_its_name(desk: Client, shape: str, name: str) -> None:
    create_unit_with_everything()
    table = b"".join(desk.get(f"/admin/catalog/heatpump/export.{shape}"))
    file = SimpleUploadedFile(name or f"heat-pumps-2026-11-28.{shape}", table)
    text = upload(desk, b"", format="own", file=file).content.decode()
    assert "checked, not applied yet" in text
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.counts["rows"], batch.counts["unchanged"]) == ("checked", 1, 1)
    assert not batch.problems


def test_workbook_with_one_edited_cell_is_uploaded_and_applied(desk: Client) -> None:
    unit = create_unit_with_everything()
    table = b"".join(desk.get("/admin/catalog/heatpump/export.xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(table))
    sheet = book.worksheets[0]
    column = [cell.value for cell in sheet[1]].index("seer2") + 1
    sheet.cell(row=2, column=column, value=23.5)
    edited = io.BytesIO()
    book.save(edited)
    file = SimpleUploadedFile("heat-pumps.xlsx", edited.getvalue())
    assert "Apply import" in upload(desk, b"", format="own", file=file).content.decode()
    desk.post(f"{LIST}{ImportBatch.objects.get().pk}/apply/")
    unit.refresh_from_db()
    assert unit.seer2 == 23.5


def test_second_dry_run_shows_old_and_new(desk: Client) -> None:
    upload(desk, table(PAIR))
    desk.post(f"{LIST}{ImportBatch.objects.get().pk}/apply/")
    text = upload(desk, table(PAIR | {"SEER2 (Btu/Wh)": "24"})).content.decode()
    assert "SEER2: 22.5 → 24.0" in " ".join(text.split())


def test_file_without_news_offers_nothing_to_apply(desk: Client) -> None:
    upload(desk, table(PAIR))
    desk.post(f"{LIST}{ImportBatch.objects.get().pk}/apply/")
    text = upload(desk, table(PAIR)).content.decode()
    assert "units without changes" in text
    assert "Apply import" not in text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"name,price\nLG,900\n", "No header row with these columns"),
        (b"PK\x03\x04nonsense", "damaged or incomplete"),
        (b"%PDF-1.7", "This is a PDF"),
        ("brand,größe".encode("latin-1") + "ß".encode(), "partly in UTF-8"),
    ],
)
def test_wrong_file_is_refused_in_a_sentence(content: bytes, sentence: str, desk: Client) -> None:
    page = upload(desk, content)
    assert sentence in page.content.decode()
    assert ImportBatch.objects.get().state == BatchState.REFUSED
    assert "Apply import" not in page.content.decode()


def test_empty_and_missing_files_are_told_by_the_field(desk: Client) -> None:
    assert "The submitted file is empty" in upload(desk, b"").content.decode()
    page = desk.post(f"{LIST}add/", {"format": "energystar-mini"})
    assert "This field is required" in page.content.decode()
    assert not ImportBatch.objects.exists()


def test_file_that_is_too_large_is_told_by_the_field(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalog.admin.imports.MAX_BYTES", 10)
    assert "the limit is" in upload(desk, table(PAIR)).content.decode()
    assert not ImportBatch.objects.exists()


def test_page_looks_again_while_a_process_is_at_work(desk: Client) -> None:
    batch = ImportBatch.objects.create(
        format="own", file_name="a.csv", state=BatchState.APPLYING, total=200, done=50
    )
    page = desk.get(f"{LIST}{batch.pk}/change/")
    assert page.headers["Refresh"] == "2"
    assert '<progress max="100" value="25">' in page.content.decode()


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (BatchState.CHECKING, BatchState.BROKEN),
        (BatchState.APPLYING, BatchState.BROKEN),
        (BatchState.UNDOING, BatchState.APPLIED),
    ],
)
def test_work_whose_process_died_is_marked_as_broken_off(
    state: BatchState, after: BatchState, desk: Client
) -> None:
    batch = ImportBatch.objects.create(format="own", file_name="a.csv", state=state)
    ImportBatch.objects.update(changed_at=timezone.now() - timedelta(minutes=1))
    text = desk.get(f"{LIST}{batch.pk}/change/").content.decode()
    batch.refresh_from_db()
    assert batch.state == after
    assert "The import process stopped early" in text


def test_work_is_told_from_work_that_broke_off_by_a_lock_that_no_session_keeps(
    desk: Client,
) -> None:
    batch = ImportBatch.objects.create(format="own", file_name="a.csv", state=BatchState.APPLYING)
    ImportBatch.objects.update(changed_at=timezone.now() - timedelta(minutes=1))
    batch.refresh_from_db()
    with jobs._lock(batch):
        assert jobs.settle(batch).state == BatchState.APPLYING
        held = (
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
        )
        with connection.cursor() as cursor:
            cursor.execute(held)
            assert cursor.fetchone() == (0,)
    assert jobs.settle(batch).state == BatchState.BROKEN


def test_file_that_nobody_applied_for_a_month_is_forgotten(desk: Client) -> None:
    upload(desk, table(PAIR))
    old = ImportBatch.objects.get()
    for days, chunks in ((29, 1), (31, 0)):
        ImportBatch.objects.filter(pk=old.pk).update(
            changed_at=timezone.now() - timedelta(days=days)
        )
        upload(desk, table(PAIR))
        assert old.chunks.count() == chunks
    text = desk.post(f"{LIST}{old.pk}/apply/", follow=True).content.decode()
    assert "Nobody applied it within 30 days. Upload the file again." in text
    assert not HeatPump.objects.exists()


def test_failure_of_the_process_is_told_in_the_batch(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(desk, table(PAIR))
    batch = ImportBatch.objects.get()

    def fail(*_args: Any, **_more: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(jobs, "apply", fail)
    with pytest.raises(ZeroDivisionError):
        desk.post(f"{LIST}{batch.pk}/apply/")
    batch.refresh_from_db()
    assert (batch.state, batch.message) == ("broken", "It was interrupted (ZeroDivisionError).")
    assert "Apply import" in desk.get(f"{LIST}{batch.pk}/change/").content.decode()


def test_editor_imports_and_only_a_publisher_publishes() -> None:
    editor = member("Catalog editor")
    assert 'name="publish"' not in editor.get(f"{LIST}add/").content.decode()
    upload(editor, table(PAIR), publish="on")
    batch = ImportBatch.objects.get()
    assert not batch.publish
    ImportBatch.objects.update(publish=True)
    assert editor.post(f"{LIST}{batch.pk}/apply/").status_code == 403
    publisher = member("Publisher")
    assert 'name="publish"' in publisher.get(f"{LIST}add/").content.decode()
    publisher.post(f"{LIST}{batch.pk}/apply/")
    assert HeatPump.objects.get().status == Status.LIVE


def test_content_editor_sees_no_imports() -> None:
    client = member("Content editor")
    batch = ImportBatch.objects.create(format="own", file_name="a.csv")
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{batch.pk}/change/").status_code == 403
    assert client.post(f"{LIST}{batch.pk}/apply/").status_code == 403


@pytest.mark.parametrize("address", ["99999/change/", "x/change/", f"{'9' * 40}/change/"])
def test_unknown_import_is_a_404(address: str, desk: Client) -> None:
    assert desk.get(LIST + address).status_code == 404


def test_steps_are_posts(desk: Client) -> None:
    batch = ImportBatch.objects.create(format="own", file_name="a.csv")
    assert desk.get(f"{LIST}{batch.pk}/apply/").status_code == 405


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_report_and_list_ask_as_often_for_one_change_as_for_twenty(desk: Client) -> None:
    batch = ImportBatch.objects.create(format="own", file_name="a.csv", state="checked")

    def change(number: int) -> ImportChange:
        return ImportChange(
            batch=batch, line=number, slug="a", label="A", kind="created", fields={"seer2": [1, 2]}
        )

    change(1).save()
    address = f"{LIST}{batch.pk}/change/"
    few = queries_of(desk, address), queries_of(desk, LIST)
    ImportChange.objects.bulk_create(change(number) for number in range(2, 21))
    for _number in range(19):
        ImportBatch.objects.create(format="own", file_name="a.csv", by=User.objects.get())
    assert (queries_of(desk, address), queries_of(desk, LIST)) == few


def test_long_report_is_paged(desk: Client) -> None:
    batch = ImportBatch.objects.create(format="own", file_name="a.csv", state="checked")
    ImportChange.objects.bulk_create(
        ImportChange(batch=batch, line=n, slug="a", label=f"Unit {n}", kind="created")
        for n in range(1, 121)
    )
    text = desk.get(f"{LIST}{batch.pk}/change/?page=3").content.decode()
    assert "Unit 120" in text
    assert "Unit 1<" not in text
    assert "Page 3 of 3" in text


def test_report_groups_large_counts_for_people(desk: Client) -> None:
    batch = ImportBatch.objects.create(
        format="own",
        file_name="a.csv",
        state="checked",
        counts={"rows": 50_000, "dropped": {"multi-zone": 1_135}},
    )
    text = desk.get(f"{LIST}{batch.pk}/change/").content.decode()
    assert "<td>50,000</td>" in text
    assert "<td>1,135</td>" in text


def upload_office(client: Client, content: bytes, name: str = "table.csv", **fields: Any) -> str:
    """The page after the upload of a table of two units, the first of which the catalog has."""
    create_heat_pump(
        brand=create_brand(name="Kühl"),
        slug="north-09",
        model_number="NI-09 / NO-09",
        status="draft",
        seer2=20,
        eer2=12,
    )
    file = SimpleUploadedFile(name, content)
    page = upload(client, b"", **{"format": "own", "file": file} | fields)
    return " ".join(page.content.decode().split())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("table.csv", office.text(separator=";", encoding="cp1252", above=["sep=;"])),
        ("Unicode text.txt", office.text(separator="\t", encoding="utf-16", end="\r\n")),
        ("typed.xlsx", office.xlsx(sheet="Units", before=["Read me"])),
        ("table.ods", office.saved("table.ods")),
        ("Table (2).xlsx", office.saved("table.xlsx")),
        ("export", office.saved("shown-as-formatted.csv")),
    ],
)
def test_office_file_is_uploaded_and_applied(name: str, content: bytes, desk: Client) -> None:
    assert "Apply import" in upload_office(desk, content, name)
    desk.post(f"{LIST}{ImportBatch.objects.get().pk}/apply/")
    unit = HeatPump.objects.get(slug="north-09")
    assert (unit.cooling_btu_h, unit.seer2, unit.notes) == (9500, 21.5, "Fits a 2×4 wall")
    assert str(unit.prices.get().amount_low) == "1499.00"
    assert HeatPump.objects.get(slug="south-12").cooling_btu_h == 11_800


def test_open_order_of_dates_is_asked_on_the_page_and_answered_once(desk: Client) -> None:
    cells = office.with_cells(price_seen=("05/11/2026", "06/11/2026"))
    text = upload_office(desk, office.text(cells))
    batch = ImportBatch.objects.get()
    assert batch.state == BatchState.ASKED
    assert "whether its dates are month/day or day/month." in text
    assert "day/month/year: 05/11/2026 is November 5, 2026" in text
    assert "Apply import" not in text
    refused = desk.post(f"{LIST}{batch.pk}/answer/", {"answer": "whatever"}, follow=True)
    assert "Choose one of the answers." in refused.content.decode()
    page = desk.post(f"{LIST}{batch.pk}/answer/", {"answer": "day-first"}, follow=True)
    text = " ".join(page.content.decode().split())
    assert "Read as: days as day/month" in text
    assert "How is this file meant?" not in text
    desk.post(f"{LIST}{batch.pk}/apply/")
    assert HeatPump.objects.get(slug="north-09").prices.get().observed_on == date(2026, 11, 5)


def test_one_of_several_sheets_is_chosen_on_the_page(desk: Client) -> None:
    def twin(book: Any, sheet: Any) -> None:
        book.copy_worksheet(sheet).title = "October"

    text = upload_office(desk, office.xlsx(sheet="November", change=twin))
    assert "Several sheets look right: November, October." in text
    batch = ImportBatch.objects.get()
    page = desk.post(f"{LIST}{batch.pk}/answer/", {"answer": "October"}, follow=True)
    assert "Read as: sheet “October”" in " ".join(page.content.decode().split())


def test_price_list_is_offered_its_own_kind(desk: Client) -> None:
    content = b"Model;Price;Date;Store\nNI-09/NO-09;$1,499.00;Nov 27 2026;A shop\n"
    assert "It has the columns of: Price list" in upload_office(desk, content)
    batch = ImportBatch.objects.get()
    page = desk.post(f"{LIST}{batch.pk}/answer/", {"answer": "prices"}, follow=True)
    assert "New: store price, seen on November 27, 2026, A shop: $1,499.00" in page.content.decode()
    desk.post(f"{LIST}{batch.pk}/apply/")
    assert str(HeatPump.objects.get().prices.get().amount_low) == "1499.00"
    batch.refresh_from_db()
    assert (batch.format, batch.state) == ("prices", BatchState.APPLIED)


def test_plan_says_in_words_what_will_be_blank(desk: Client) -> None:
    batch = ImportBatch.objects.create(format="own", file_name="a", state=BatchState.CHECKED)
    ImportChange.objects.create(
        batch=batch,
        line=2,
        slug="a",
        label="A",
        kind="updated",
        fields={"hspf2_region": ["V", None]},
    )
    text = desk.get(f"{LIST}{batch.pk}/change/").content.decode()
    assert "HSPF2 region: V → will be blank" in text


def test_plan_says_in_words_what_an_emptied_cell_means(desk: Client) -> None:
    text = upload_office(desk, office.text(office.with_cells(seer2=("", "19"))))
    assert "SEER2: 20.0 is left as is (the cell is empty)" in text
    assert "empty cells; their figures are left as they are" in text


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("old.xls", "an old Excel file (.xls)"),
        ("page.xls", "a web page or XML, whatever its name says"),
        ("table.pdf", "This is a PDF."),
    ],
)
def test_office_file_of_another_kind_is_refused(name: str, sentence: str, desk: Client) -> None:
    assert sentence in upload_office(desk, office.saved(name), name)
    assert ImportBatch.objects.get().state == BatchState.REFUSED
