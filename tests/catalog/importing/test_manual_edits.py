"""What an admin enters by hand outlives every load."""

from datetime import date

import pytest

from catalog.importing import manual_edits
from catalog.importing.apply import apply
from catalog.importing.records import Published, SeedCatalog, Unit
from catalog.models import HeatPump
from catalog.vocabulary import PointPlace
from tests.factories import create_figure, create_heat_pump, create_point

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def unit(*, seer2: str = "20", cooling: str = "9000", series: str = "Old") -> SeedCatalog:
    figures = {
        "cooling_btu_h": cooling,
        "heat_source": "heat_pump",
        "seer2": seer2,
        "heating_min_btu_47f": "3100",
        "heating_btu_47f": "10900",
    }
    return SeedCatalog(
        units=(
            Unit(
                slug="a-9",
                brand="Nordic",
                type="mini_split",
                model_number="A-9",
                series=series,
                figures=tuple(
                    Published(name=name, value=value, source_id="Sheet", confidence="high")
                    for name, value in figures.items()
                    if value
                ),
            ),
        ),
        source_urls={},
        checksum="",
    )


def loaded() -> HeatPump:
    apply(unit())
    return HeatPump.objects.get()


def test_corrected_figure_outlives_a_changed_load_and_the_published_one_is_kept() -> None:
    heat_pump = loaded()
    heat_pump.seer2 = 22.5
    heat_pump.save()
    manual_edits.record_edits(heat_pump, ["seer2"], today=TODAY)
    assert str(apply(unit(seer2="19"))) == "0 created, 1 updated, 0 unchanged"
    heat_pump.refresh_from_db()
    assert heat_pump.seer2 == 22.5
    told = heat_pump.figures.filter(name="seer2").order_by("value")
    assert list(told.values_list("value", "in_use", "by_hand")) == [
        ("19", False, False),
        ("22.5", True, True),
    ]


def test_emptied_figure_stays_empty() -> None:
    heat_pump = loaded()
    heat_pump.seer2 = None
    heat_pump.save()
    manual_edits.record_edits(heat_pump, ["seer2"], today=TODAY)
    apply(unit(seer2="19"))
    heat_pump.refresh_from_db()
    assert heat_pump.seer2 is None


def test_status_and_series_set_by_hand_outlive_a_load() -> None:
    heat_pump = loaded()
    manual_edits.set_status([heat_pump], "retired", today=TODAY)
    heat_pump.refresh_from_db()
    heat_pump.series = "Ours"
    heat_pump.save()
    manual_edits.record_edits(heat_pump, ["series"], today=TODAY)
    apply(unit(series="New"))
    heat_pump.refresh_from_db()
    assert (heat_pump.status, heat_pump.series) == ("retired", "Ours")


def test_point_cell_set_by_hand_outlives_a_load_and_its_neighbours_follow_it() -> None:
    heat_pump = loaded()
    manual_edits.record_point_edits(
        heat_pump, {PointPlace("heating", 47, "min_btu_h"): 2800}, today=TODAY
    )
    apply(unit(seer2="19"))
    point = HeatPump.objects.get().points.get(outdoor_f=47)
    assert (point.min_btu_h, point.rated_btu_h) == (2800, 10900)


def test_removed_point_cell_stays_removed() -> None:
    heat_pump = loaded()
    manual_edits.record_point_edits(
        heat_pump, {PointPlace("heating", 47, "min_btu_h"): None}, today=TODAY
    )
    apply(unit(seer2="19"))
    assert HeatPump.objects.get().points.get(outdoor_f=47).min_btu_h is None


def test_second_edit_replaces_the_first() -> None:
    heat_pump = loaded()
    for value in (22.5, 23.0):
        heat_pump.seer2 = value
        heat_pump.save()
        manual_edits.record_edits(heat_pump, ["seer2"], today=TODAY)
    assert heat_pump.figures.filter(by_hand=True).count() == 1
    heat_pump.refresh_from_db()
    assert heat_pump.seer2 == 23.0


def test_merging_anew_leaves_alone_what_no_figure_tells() -> None:
    heat_pump = create_heat_pump(width_in=31.0)
    create_point(heat_pump=heat_pump, min_btu_h=3000, cop_min=5.0)
    create_figure(heat_pump=heat_pump, name="heating_min_btu_47f", value="2900")
    create_figure(heat_pump=heat_pump, name="seer2", value="21")
    manual_edits.reapply_figures(heat_pump)
    heat_pump.refresh_from_db()
    assert (heat_pump.width_in, heat_pump.cooling_btu_h, heat_pump.seer2) == (31.0, 9000, 21.0)
    point = heat_pump.points.get()
    assert (point.min_btu_h, point.cop_min) == (2900, 5.0)


def test_live_unit_that_loses_its_capacity_becomes_a_draft() -> None:
    heat_pump = loaded()
    assert heat_pump.status == "live"
    manual_edits.set_status([heat_pump], "live", today=TODAY)
    apply(unit(cooling=""))
    assert HeatPump.objects.get().status == "draft"


def test_basis_moves_to_the_desk_with_its_figure() -> None:
    heat_pump = create_heat_pump(
        type="portable", cooling_btu_h=10_000, cooling_rating_basis="sacc_doe"
    )
    manual_edits.record_edits(heat_pump, ["cooling_btu_h"], today=TODAY)
    heat_pump.refresh_from_db()
    assert (heat_pump.cooling_btu_h, heat_pump.cooling_rating_basis) == (10_000, "sacc_doe")
