"""Our own table goes out and comes back the same."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.importing import pipeline
from catalog.importing.formats import spreadsheet
from catalog.importing.offered_formats import FORMATS
from catalog.importing.pipeline import Report, check
from catalog.importing.plan import Options
from catalog.models import Figure, HeatPump, ImportBatch, PerformancePoint, PriceObservation, Status
from tests import shipped
from tests.factories import create_figure, create_heat_pump, create_point, create_price

TODAY = date(2026, 11, 23)
TOLD = ("cooling_btu_h", "seer2", "hspf2", "voltage", "heating_min_btu_47f", "heating_max_btu_5f")


def exported(folder: Path, kind: str = "csv") -> Path:
    path = folder / f"table.{kind}"
    call_command("export_catalog", f"--{kind}", str(path), stdout=io.StringIO())
    return path


def dry_run(path: Path, **options: Any) -> Report:
    return check(path, FORMATS["own"], file_name="table", options=Options(**options), today=TODAY)


def apply(path: Path, **options: Any) -> ImportBatch:
    batch = ImportBatch.objects.create(format="own", file_name="table.csv", **options)
    pipeline.apply(batch, path, today=TODAY)
    return batch


def edit(path: Path, **cells: str) -> Path:
    """Change cells of the first row."""
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0] |= cells
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def whole_catalog() -> list[Any]:
    hidden = ("id", "brand_id", "loaded_checksum", "replaced_by_id")
    units = [
        {name: value for name, value in row.items() if name not in hidden}
        for row in HeatPump.objects.order_by("slug").values()
    ]
    points = list(
        PerformancePoint.objects.order_by("heat_pump__slug", "mode", "outdoor_f").values_list(
            *("heat_pump__slug", "mode", "outdoor_f", "min_btu_h", "rated_btu_h", "max_btu_h"),
            *("cop_min", "cop_rated", "cop_max"),
        )
    )
    names = HeatPump.objects.order_by("slug").values_list(
        "slug", "brand__name", "replaced_by__slug"
    )
    return [units, points, list(names)]


def origins_in_use() -> set[tuple[str, ...]]:
    """Unit, figure, source, date, rights of every figure that the record rests on."""
    return set(
        Figure.objects.filter(in_use=True, name__in=TOLD).values_list(
            *("heat_pump__slug", "name", "source__locator", "source_date", "rights")
        )
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize("kind", ["csv", pytest.param("xlsx", marks=pytest.mark.slow)])
@pytest.mark.slow
def test_unchanged_table_changes_nothing(kind: str, tmp_path: Path) -> None:
    report = dry_run(exported(tmp_path, kind))
    assert (report.rows, report.unchanged, report.errors) == (shipped.UNITS, shipped.UNITS, 0)


@pytest.mark.django_db
@pytest.mark.usefixtures("real_data")
def test_table_fills_an_empty_catalog_with_the_same_units(tmp_path: Path) -> None:
    path = exported(tmp_path)
    before, origins = whole_catalog(), origins_in_use()
    HeatPump.objects.all().delete()
    batch = apply(path, publish=True, reason="The same catalog")
    assert batch.counts["created"] == shipped.UNITS
    assert batch.problems == [each for each in batch.problems if not each["is_error"]]
    assert whole_catalog() == before
    assert origins_in_use() == origins
    assert HeatPump.objects.published().count() == shipped.LIVE


@pytest.mark.django_db
def test_edited_cell_comes_back_and_an_emptied_one_says_nothing(tmp_path: Path) -> None:
    heat_pump = create_heat_pump(series="Old", seer2=20, eer2=12, notes="Keep")
    create_point(heat_pump=heat_pump, rated_btu_h=10_000, min_btu_h=3000)
    path = edit(
        exported(tmp_path),
        series="New",
        seer2="21.5",
        eer2="",
        heating_min_btu_47f="2800",
        notes="",
    )
    apply(path)
    heat_pump.refresh_from_db()
    assert (heat_pump.series, heat_pump.seer2, heat_pump.eer2) == ("New", 21.5, 12)
    assert heat_pump.notes == "Keep"
    assert heat_pump.points.get().min_btu_h == 2800
    assert heat_pump.status == Status.LIVE


@pytest.mark.django_db
def test_edit_in_the_table_wins_over_what_was_published_the_same_day(tmp_path: Path) -> None:
    heat_pump = create_heat_pump(seer2=20)
    create_figure(
        heat_pump=heat_pump,
        name="seer2",
        value="20",
        source_date=TODAY.isoformat(),
        confidence="high",
        in_use=True,
    )
    path = edit(exported(tmp_path), seer2="21.5")
    batch = apply(path)
    heat_pump.refresh_from_db()
    assert heat_pump.seer2 == 21.5
    assert heat_pump.figures.get(in_use=True).by_hand
    kept = apply(edit(path, seer2="23"))
    heat_pump.refresh_from_db()
    assert (heat_pump.seer2, kept.counts["kept_fields"]) == (21.5, 1)
    apply(path, overwrite_hand_edits=True)
    heat_pump.refresh_from_db()
    assert heat_pump.seer2 == 23
    assert batch.counts["updated"] == 1


@pytest.mark.django_db
def test_price_and_successor_come_back(tmp_path: Path) -> None:
    old = create_heat_pump(slug="a-old")
    new = create_heat_pump(slug="b-new")
    create_price(heat_pump=old, low="900.00")
    cells = {"price_low": "850", "price_high": "", "price_seen": "2026-11-01"}
    path = edit(exported(tmp_path), replaced_by="b-new", status="retired", **cells)
    batch = apply(path)
    old.refresh_from_db()
    assert (old.status, old.replaced_by) == (Status.RETIRED, new)
    assert old.prices.count() == 2
    from catalog.importing.undo import undo

    undo(batch, who="")
    old.refresh_from_db()
    assert old.status == Status.LIVE
    assert PriceObservation.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        ({"slug": "a b"}, "slug", "letters, digits, and hyphens"),
        ({"type": "boiler"}, "type", "one of mini_split"),
        ({"brand": "Somebody else"}, "brand", "The unit already belongs to"),
        ({"seer2": "much"}, "seer2", "not a valid value"),
        ({"seer2": "500"}, "seer2", "outside the possible range"),
        (
            {"price_low": "-3", "price_seen": "2026-01-01", "price_shop": "A"},
            "price_low",
            "dollars",
        ),
        ({"price_low": "30", "price_seen": "soon", "price_shop": "A"}, "price_seen", "2026-09-25"),
        (
            {"price_low": "30", "price_seen": "2027-01-01", "price_shop": "A"},
            "price_seen",
            "is in the future",
        ),
        ({"slug": "new", "model_number": "M-2"}, "model_number", "Another unit"),
        ({"cooling_btu_h": "90000"}, "heating_btu_47f", "digit"),
    ],
)
def test_wrong_cell_is_told_and_the_row_left_out(
    cells: dict[str, str], column: str, sentence: str, tmp_path: Path
) -> None:
    first = create_heat_pump(slug="a-1", seer2=20)
    create_point(heat_pump=first)
    create_heat_pump(slug="b-2", brand=first.brand, model_number="M-2")
    report = dry_run(edit(exported(tmp_path), **cells))
    problem = report.problems[0]
    assert (problem.line, problem.column, problem.is_error) == (2, column, True)
    assert sentence in problem.message
    assert report.updated == 0


@pytest.mark.django_db
def test_made_up_units_are_not_exported(tmp_path: Path) -> None:
    create_heat_pump(status="draft", synthetic=True)
    assert exported(tmp_path).read_text().count("\n") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_formulas_in_names_stay_text_on_the_way_out_and_back(kind: str, tmp_path: Path) -> None:
    create_heat_pump(model_number="=cmd|' /C calc'!A0", series="+1", notes='@x, "y"\nz')
    path = exported(tmp_path, kind)
    if kind == "csv":
        assert "'=cmd" in path.read_text()
    before = whole_catalog()
    report = dry_run(path)
    assert (report.unchanged, report.errors) == (1, 0)
    HeatPump.objects.all().delete()
    apply(path, publish=True)
    assert whole_catalog() == before


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30)
FIGURES = st.fixed_dictionaries(
    {"cooling_btu_h": st.integers(6000, 24_000)},
    optional={
        "seer2": st.floats(14, 40).map(lambda x: round(x, 2)),
        "min_operating_f": st.integers(-30, 40).map(float),
        "wifi": st.booleans(),
        "voltage": st.sampled_from(["115", "208/230"]),
        "filter": TEXT,
        "series": TEXT,
        "notes": TEXT,
        "indoor_model": TEXT,
    },
)


ORIGIN = st.tuples(
    TEXT,
    st.sampled_from(["", "2018", "2026-09", "2026-09-12"]),
    st.sampled_from(["", "neep-2018-workbook"]),
)


@pytest.mark.slow
@pytest.mark.django_db
@settings(deadline=None, max_examples=40)
@given(
    columns=FIGURES,
    model=TEXT,
    lowest=st.integers(1000, 5000),
    origins=st.lists(ORIGIN, max_size=4),
)
def test_any_unit_goes_out_and_comes_back_the_same(
    columns: dict[str, Any],
    model: str,
    lowest: int,
    origins: list[tuple[str, str, str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    HeatPump.objects.all().delete()
    heat_pump = create_heat_pump(
        status="draft", model_number=model, confidence="high", availability="on_sale", **columns
    )
    create_point(heat_pump=heat_pump, min_btu_h=lowest, rated_btu_h=columns["cooling_btu_h"])
    told = {"heating_min_btu_47f": lowest, "cooling_btu_h": columns["cooling_btu_h"]}
    told |= {name: columns[name] for name in ("seer2", "voltage") if name in columns}
    for (name, value), (source, day, rights) in zip(told.items(), origins, strict=False):
        create_figure(
            heat_pump=heat_pump,
            name=name,
            value=str(value),
            source=source,
            source_date=day,
            rights=rights,
            confidence="high",
            in_use=True,
        )
    path = exported(tmp_path_factory.mktemp("table"))
    before, named = whole_catalog(), origins_in_use()
    assert dry_run(path).unchanged == 1
    HeatPump.objects.all().delete()
    assert apply(path).counts["created"] == 1
    assert whole_catalog() == before
    assert named <= origins_in_use()


def test_header_of_the_table_is_the_vocabulary() -> None:
    assert spreadsheet.NAMES[:2] == ("slug", "brand")
    assert set(spreadsheet.SPREADSHEET.required) <= set(spreadsheet.NAMES)


SEER2: dict[str, Any] = {
    "name": "seer2",
    "value": "20",
    "source": "=Sheet of 2025",
    "source_date": "2025-03",
}


@pytest.mark.django_db
def test_each_figure_leaves_with_its_source_date_and_rights(tmp_path: Path) -> None:
    heat_pump = create_heat_pump(seer2=20, eer2=12)
    create_figure(heat_pump=heat_pump, **SEER2, rights="neep-2018-workbook", in_use=True)
    with exported(tmp_path).open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert [row[f"seer2__{part}"] for part in ("source", "date", "rights")] == [
        "'=Sheet of 2025",  # a spreadsheet must not run it
        "2025-03",
        "neep-2018-workbook",
    ]
    assert "eer2__source" not in row
    assert (row["source"], row["date"], row["rights"]) == ("", "", "")


@pytest.mark.django_db
def test_changed_figure_with_its_new_source_is_kept_under_that_source(tmp_path: Path) -> None:
    heat_pump = create_heat_pump(seer2=20)
    create_figure(heat_pump=heat_pump, **SEER2, in_use=True)
    path = edit(
        exported(tmp_path),
        seer2="21.5",
        seer2__source="Submittal, page 2",
        seer2__date="2026-10",
    )
    apply(path)
    heat_pump.refresh_from_db()
    figure = heat_pump.figures.get(in_use=True)
    assert (heat_pump.seer2, figure.source.locator, figure.source_date, figure.by_hand) == (
        *(21.5, "Submittal, page 2", "2026-10", True),
    )
    assert dry_run(exported(tmp_path)).unchanged == 1


@pytest.mark.django_db
def test_changed_figure_beside_its_old_source_is_an_edit_of_the_desk(tmp_path: Path) -> None:
    heat_pump = create_heat_pump(seer2=20)
    create_figure(heat_pump=heat_pump, **SEER2, in_use=True)
    apply(edit(exported(tmp_path), seer2="21.5"))
    figure = heat_pump.figures.get(in_use=True)
    assert (figure.source.locator, figure.source_date) == ("Catalog desk", TODAY.isoformat())


@pytest.mark.django_db
def test_same_figure_from_another_source_takes_that_source(tmp_path: Path) -> None:
    heat_pump = create_heat_pump(seer2=20)
    create_figure(heat_pump=heat_pump, **SEER2, in_use=True)
    batch = apply(edit(exported(tmp_path), seer2__source="Submittal", seer2__date="2026-10-01"))
    assert batch.counts["updated"] == 1
    assert heat_pump.figures.get(in_use=True).source.locator == "Submittal"


@pytest.mark.django_db
def test_blank_cells_of_a_figure_mean_those_of_the_row(tmp_path: Path) -> None:
    create_heat_pump(slug="old", seer2=20)
    columns = {"source": "Catalog of 2026", "date": "2026-05", "slug": "new", "brand": "Other"}
    path = edit(exported(tmp_path), **columns, model_number="NEW-1")
    apply(path)
    told = HeatPump.objects.get(slug="new").figures.values_list("source__locator", "source_date")
    assert set(told) == {("Catalog of 2026", "2026-05")}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ({"seer2__date": "soon"}, "Enter a date like"),
        ({"seer2__date": "2027-01-01"}, "not in the future"),
        ({"seer2__rights": "mine"}, "is not one of neep-2018-workbook"),
    ],
)
def test_wrong_origin_is_an_error_of_its_column(
    cell: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    heat_pump = create_heat_pump(seer2=20)
    create_figure(heat_pump=heat_pump, **SEER2, rights="neep-2018-workbook", in_use=True)
    (problem,) = dry_run(edit(exported(tmp_path), **cell)).problems
    assert (problem.column, problem.is_error) == (next(iter(cell)), True)
    assert sentence in problem.message


@pytest.mark.django_db
def test_table_without_the_new_columns_is_read_as_before(tmp_path: Path) -> None:
    heat_pump = create_heat_pump(seer2=20)
    create_figure(heat_pump=heat_pump, **SEER2, in_use=True)
    path = exported(tmp_path)
    with path.open(newline="") as file:
        (row,) = csv.DictReader(file)
    old = {key: text for key, text in row.items() if "__" not in key}
    for key in ("source", "date", "rights", "keep_draft"):
        del old[key]
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(old))
        writer.writeheader()
        writer.writerow(old)
    assert dry_run(path).unchanged == 1
