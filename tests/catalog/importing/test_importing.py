"""Imports against the catalog: what changes, what is kept, what goes live, what is undone."""

from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from catalog.importing import manual_edits, pipeline
from catalog.importing.apply import apply as load
from catalog.importing.reading import RefusedError
from catalog.importing.seed_data import read
from catalog.importing.undo import undo
from catalog.importing.writing import Writer
from catalog.models import (
    AcceptedWarning,
    BatchState,
    CatalogVersion,
    Change,
    Figure,
    HeatPump,
    ImportBatch,
    PerformancePoint,
    Status,
)
from tests.catalog.importing.test_energystar import PAIR, write_csv
from tests.factories import create_heat_pump, create_price

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
SEER2 = "SEER2 (Btu/Wh)"
COOLING = "Cooling Capacity (Btu/h)"
Import = Callable[..., ImportBatch]


@pytest.fixture
def bring(tmp_path: Path) -> Import:
    """Apply a file of such rows; further words are options of the batch."""

    def apply_rows(
        *rows: dict[str, str], code: str = "energystar-mini", **options: Any
    ) -> ImportBatch:
        path = write_csv(tmp_path / "file.csv", *rows)
        batch = ImportBatch.objects.create(format=code, file_name="file.csv", **options)
        pipeline.apply(batch, path, today=TODAY)
        return batch

    return apply_rows


def figures(heat_pump: HeatPump, name: str) -> list[tuple[str, bool]]:
    return list(heat_pump.figures.filter(name=name).order_by("id").values_list("value", "in_use"))


def test_new_unit_lands_as_a_draft_with_points_figures_and_source(bring: Import) -> None:
    batch = bring(PAIR)
    heat_pump = HeatPump.objects.get()
    assert (heat_pump.status, heat_pump.brand.name) == (Status.DRAFT, "Nordica")
    assert heat_pump.cooling_btu_h == 9000
    point = heat_pump.points.get(outdoor_f=5)
    assert (point.rated_btu_h, point.max_btu_h, point.cop_max) == (None, 9800, 2.05)
    figure = heat_pump.figures.get(name="seer2")
    assert (figure.value, figure.in_use, figure.batch) == ("22.5", True, batch)
    assert figure.source.url.startswith("https://data.energystar.gov")
    assert (batch.state, batch.counts["created"]) == (BatchState.APPLIED, 1)


def test_asked_to_publish_sound_units_go_live(bring: Import) -> None:
    odd = PAIR | {"Indoor Unit Model Number": "NI-X", "Heating Capacity at 17°F (Btu/h)": "17000"}
    wrong = PAIR | {"Indoor Unit Model Number": "NI-Y", SEER2: "55"}
    batch = bring(PAIR, odd, wrong, publish=True)
    live = HeatPump.objects.published().values_list("indoor_model", flat=True)
    assert list(live) == ["NI-09"]
    assert batch.counts["published"] == 1
    assert not any(problem["is_error"] for problem in batch.problems)
    assert {problem["line"] for problem in batch.problems} == {3, 4}


def test_reason_lets_unusual_units_go_live_and_is_stored(bring: Import) -> None:
    odd = PAIR | {"Heating Capacity at 17°F (Btu/h)": "17000"}
    bring(odd, publish=True, reason="As certified")
    assert HeatPump.objects.get().status == Status.LIVE
    assert AcceptedWarning.objects.get().reason == "As certified"


def test_second_import_publishes_the_drafts_of_the_first(bring: Import) -> None:
    bring(PAIR)
    bring(PAIR, publish=True)
    assert HeatPump.objects.get().status == Status.LIVE


def test_draft_by_hand_is_never_published_by_an_import(bring: Import) -> None:
    bring(PAIR)
    manual_edits.set_status([HeatPump.objects.get()], "draft", today=TODAY)
    bring(PAIR, publish=True)
    assert HeatPump.objects.get().status == Status.DRAFT


def test_same_file_again_changes_nothing(bring: Import) -> None:
    bring(PAIR)
    before = CatalogVersion.current()
    batch = bring(PAIR)
    assert (batch.counts["unchanged"], batch.counts["updated"]) == (1, 0)
    assert CatalogVersion.current() == before


def test_changed_figure_replaces_the_one_of_the_same_source(bring: Import) -> None:
    bring(PAIR)
    batch = bring(PAIR | {SEER2: "24"})
    heat_pump = HeatPump.objects.get()
    assert heat_pump.seer2 == 24
    assert figures(heat_pump, "seer2") == [("24", True)]
    assert batch.changes.get().fields == {"seer2": [22.5, 24.0]}


def test_listing_that_is_no_longer_cold_climate_moves_its_five_degree_figure(bring: Import) -> None:
    bring(PAIR)
    bring(PAIR | {"Cold Climate": "No"})
    point = HeatPump.objects.get().points.get(outdoor_f=5)
    assert (point.rated_btu_h, point.max_btu_h, point.cop_rated, point.cop_max) == (
        *(9800, None, 2.05, None),
    )
    assert not HeatPump.objects.get().figures.filter(name="heating_max_btu_5f").exists()


def test_field_edited_by_hand_is_kept_and_reported(bring: Import) -> None:
    bring(PAIR)
    heat_pump = HeatPump.objects.get()
    heat_pump.seer2 = 21.0
    heat_pump.save()
    manual_edits.record_edits(heat_pump, ["seer2"], today=TODAY)
    batch = bring(PAIR | {SEER2: "24"})
    heat_pump.refresh_from_db()
    assert heat_pump.seer2 == 21
    assert batch.changes.get().kept == {"seer2": ["21.0", "24"]}
    assert batch.counts["kept_fields"] == 1
    again = bring(PAIR | {SEER2: "24"})
    assert again.changes.get().kind == "kept"


def test_hand_edit_is_overwritten_when_that_is_asked_for(bring: Import) -> None:
    bring(PAIR)
    heat_pump = HeatPump.objects.get()
    heat_pump.seer2 = 21.0
    heat_pump.save()
    manual_edits.record_edits(heat_pump, ["seer2"], today=TODAY)
    batch = bring(PAIR | {SEER2: "24"}, overwrite_hand_edits=True)
    heat_pump.refresh_from_db()
    assert heat_pump.seer2 == 24
    assert figures(heat_pump, "seer2") == [("24", True)]
    undo(batch, who="")
    heat_pump.refresh_from_db()
    assert heat_pump.seer2 == 21
    assert sorted(figures(heat_pump, "seer2")) == [("21.0", True), ("22.5", False)]


def test_less_sure_figure_does_not_replace_a_surer_one(bring: Import) -> None:
    bring(PAIR)
    heat_pump = HeatPump.objects.get()
    Figure.objects.filter(name="seer2").update(batch=None, source_id=desk_source())
    Figure.objects.filter(name="seer2").update(source_day=date(2027, 1, 1))
    batch = bring(PAIR | {SEER2: "24"})
    heat_pump.refresh_from_db()
    assert heat_pump.seer2 == 22.5
    assert figures(heat_pump, "seer2") == [("22.5", True), ("24", False)]
    assert batch.counts["outranked_fields"] == 1


def desk_source() -> int:
    from catalog.models import Source

    return Source.objects.create(locator="A later sheet").pk


def test_live_unit_takes_no_figure_that_cannot_be_right(bring: Import) -> None:
    bring(PAIR, publish=True)
    batch = bring(PAIR | {SEER2: "55"})
    heat_pump = HeatPump.objects.get()
    assert (heat_pump.seer2, heat_pump.status) == (22.5, Status.LIVE)
    (problem,) = batch.problems
    assert problem["is_error"]
    assert "SEER2: 55 is too high" in problem["message"]


def test_live_unit_takes_an_unusual_figure_with_a_reason_only(bring: Import) -> None:
    bring(PAIR, publish=True)
    odd = PAIR | {"Heating Capacity at 17°F (Btu/h)": "17000"}
    refused = bring(odd)
    assert "Give a reason" in refused.problems[0]["message"]
    assert HeatPump.objects.get().points.get(outdoor_f=17).rated_btu_h == 8100
    bring(odd, reason="As certified")
    assert HeatPump.objects.get().points.get(outdoor_f=17).rated_btu_h == 17000


def test_lost_digit_is_caught_by_the_rest_of_the_file(bring: Import) -> None:
    sizes = {"NI-12": "12,000", "NI-15": "15,000", "NI-18": "18,000"}
    rows = [
        PAIR
        | {
            "Indoor Unit Model Number": name,
            COOLING: cooling,
            "Heating Capacity at 47°F (Btu/h)": cooling,
            "Heating Capacity at 5°F (Btu/h)": "11000" if name != "NI-18" else "5000",
        }
        for name, cooling in sizes.items()
    ]
    batch = bring(*rows, publish=True)
    assert [problem["column"] for problem in batch.problems] == ["heating_max_btu_5f"]
    assert set(HeatPump.objects.published().values_list("indoor_model", flat=True)) == {
        "NI-12",
        "NI-15",
    }


def test_history_names_the_one_who_imported(bring: Import, admin_user: Any) -> None:
    bring(PAIR, by=admin_user)
    bring(PAIR | {SEER2: "24"}, by=admin_user, reason="New list")
    change = Change.objects.filter(field="seer2").get()
    assert (change.who, change.how, change.reason) == ("admin", "import", "New list")
    assert (change.old, change.new) == ("22.5", "24")


@pytest.mark.slow
def test_starting_catalog_loaded_again_keeps_what_an_import_brought(
    bring: Import, real_data: None
) -> None:
    slug = "aciq-06zpl-hp230b-aciq-06w-hh-mc"
    unit = HeatPump.objects.get(slug=slug)
    bring(
        PAIR
        | {
            "Outdoor Unit Brand Name": "ACiQ",
            "Model Number": "ACIQ-06ZPL-HP230B",
            "Indoor Unit Model Number": "ACIQ-06W-HH-MC",
            SEER2: "27.5",
            COOLING: "6000",
            "Heating Capacity at 47°F (Btu/h)": "7000",
        },
        reason="Newer list",
    )
    unit.refresh_from_db()
    assert unit.seer2 == 27.5
    HeatPump.objects.filter(slug__startswith="aciq-06").update(loaded_checksum="old")
    load(read())
    unit.refresh_from_db()
    assert unit.seer2 == 27.5
    assert set(figures(unit, "seer2")) == {("26.5", False), ("27.5", True)}


def test_undo_deletes_what_the_import_made(bring: Import) -> None:
    batch = bring(PAIR, publish=True)
    done = undo(batch, who="")
    assert (done.deleted, done.left) == (1, [])
    assert not HeatPump.objects.exists()
    assert not PerformancePoint.objects.exists()
    batch.refresh_from_db()
    assert batch.state == BatchState.UNDONE
    with pytest.raises(RefusedError, match="Only an import that is applied"):
        undo(batch, who="")


def state_of(heat_pump: HeatPump) -> tuple[Any, ...]:
    return (
        list(HeatPump.objects.filter(pk=heat_pump.pk).values()),
        list(
            heat_pump.points.order_by("outdoor_f").values(
                *("outdoor_f", "mode", "min_btu_h", "rated_btu_h", "max_btu_h", "cop_max")
            )
        ),
        sorted(heat_pump.figures.values_list("name", "value", "in_use", "confidence", "batch_id")),
    )


def test_undo_brings_back_fields_points_and_figures(bring: Import) -> None:
    bring(PAIR, publish=True)
    heat_pump = HeatPump.objects.get()
    before = state_of(heat_pump)
    batch = bring(
        PAIR
        | {
            SEER2: "24",
            COOLING: "9500",
            "Heating Capacity at 5°F (Btu/h)": "9900",
            "COP at 5°F": "",
        }
    )
    assert state_of(heat_pump) != before
    done = undo(batch, who="")
    assert (done.restored, done.left) == (1, [])
    assert state_of(heat_pump) == before


def test_undo_leaves_what_was_edited_since(bring: Import) -> None:
    bring(PAIR)
    heat_pump = HeatPump.objects.get()
    batch = bring(PAIR | {SEER2: "24", "EER2 (Btu/Wh)": "13"})
    heat_pump.refresh_from_db()
    heat_pump.seer2 = 23
    heat_pump.save()
    manual_edits.record_edits(heat_pump, ["seer2"], today=TODAY)
    done = undo(batch, who="")
    heat_pump.refresh_from_db()
    assert (heat_pump.seer2, heat_pump.eer2) == (23, 12.5)
    assert done.left == ["Nordica NI-09 / NO-09"]


@pytest.mark.parametrize("touch", ["edit", "price", "pointer"])
def test_undo_keeps_a_new_unit_that_somebody_worked_on(touch: str, bring: Import) -> None:
    batch = bring(PAIR)
    heat_pump = HeatPump.objects.get()
    if touch == "edit":
        heat_pump.notes = "Looked at"
        heat_pump.save()
    elif touch == "price":
        create_price(heat_pump=heat_pump)
    else:
        create_heat_pump(status="retired", replaced_by=heat_pump)
    done = undo(batch, who="")
    assert (done.deleted, len(done.left)) == (0, 1)
    assert HeatPump.objects.filter(pk=heat_pump.pk).exists()


def test_later_import_of_the_same_units_is_undone_first(bring: Import) -> None:
    first = bring(PAIR)
    second = bring(PAIR | {SEER2: "24"})
    with pytest.raises(RefusedError, match=f"Import {second.pk} later changed some"):
        undo(first, who="")
    undo(second, who="")
    undo(first, who="")
    assert not HeatPump.objects.exists()


def test_failure_at_the_end_leaves_everything_as_it_was(
    bring: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(PAIR)
    before = CatalogVersion.current(), state_of(HeatPump.objects.get())
    whole = Writer.finish

    def broken(writer: Writer) -> None:
        whole(writer)
        raise DatabaseError

    monkeypatch.setattr(Writer, "finish", broken)
    with pytest.raises(DatabaseError):
        bring(PAIR | {SEER2: "24"}, PAIR | {"Indoor Unit Model Number": "NEW"})
    assert (CatalogVersion.current(), state_of(HeatPump.objects.get())) == before


def run(*words: str) -> str:
    said = StringIO()
    call_command(*words, stdout=said)
    return said.getvalue()


def test_command_changes_nothing_unless_told_to(tmp_path: Path) -> None:
    path = str(write_csv(tmp_path / "a.csv", PAIR, PAIR | {"Markets": "Canada"}))
    said = run("import_catalog", "energystar-mini", path)
    assert "2 rows: 1 created, 0 updated" in said
    assert "left out: 1 × not sold in the United States" in said
    assert "This was a dry run" in said
    assert not HeatPump.objects.exists()
    assert not ImportBatch.objects.exists()
    said = run("import_catalog", "energystar-mini", path, "--apply", "--publish")
    batch = ImportBatch.objects.get()
    assert HeatPump.objects.published().count() == 1
    assert f"undo_import {batch.pk}" in said
    assert batch.file_sha256
    assert "1 deleted" in run("undo_import", str(batch.pk))
    assert not HeatPump.objects.exists()


def test_command_shows_old_and_new_and_what_is_kept(tmp_path: Path, bring: Import) -> None:
    bring(PAIR)
    heat_pump = HeatPump.objects.get()
    manual_edits.record_edits(heat_pump, ["eer2"], today=TODAY)
    path = str(write_csv(tmp_path / "a.csv", PAIR | {SEER2: "24", "EER2 (Btu/Wh)": "13"}))
    said = run("import_catalog", "energystar-mini", path)
    assert "seer2: 22.5 → 24.0" in said
    assert "eer2: 12.5 kept, entered by hand (file: 13)" in said


def test_command_refuses_in_a_sentence_and_marks_the_batch(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name\nLG\n")
    with pytest.raises(CommandError, match="No header row with these columns"):
        run("import_catalog", "energystar-mini", str(path), "--apply")
    assert ImportBatch.objects.get().state == BatchState.REFUSED
    with pytest.raises(CommandError, match="There is no file"):
        run("import_catalog", "energystar-mini", str(tmp_path / "b.csv"))
    with pytest.raises(CommandError, match="There is no import 0"):
        run("undo_import", "0")
