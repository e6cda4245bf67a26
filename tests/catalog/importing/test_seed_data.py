"""What the starting catalog must tell, and what it must not."""

import pytest

from catalog.models import Figure, HeatPump, PerformancePoint, PriceObservation, Rights
from catalog.selection import point_columns, pump_columns
from tests import shipped

pytestmark = pytest.mark.usefixtures("real_data")


@pytest.mark.parametrize(
    ("rights", "live", "minimum"),
    [("all", shipped.LIVE, 230), ("1", shipped.LISTED, 220), ("0", 1388, 0)],
)
@pytest.mark.slow
def test_rights_decide_how_many_lowest_outputs_are_known(
    rights: str, live: int, minimum: int
) -> None:
    assert HeatPump.objects.with_published_minimum().count() == 237
    assert len(pump_columns(rights=rights)[1]) == live
    names, rows = point_columns(rights=rights)
    at = {name: index for index, name in enumerate(names)}
    told = [
        row
        for row in rows
        if (row[at["mode"]], row[at["outdoor_f"]]) == ("heating", 47)
        and row[at["min_btu_h"]] is not None
    ]
    assert len(told) == minimum


@pytest.mark.parametrize(("rights", "minimum"), [("all", 1600), ("1", None), ("0", None)])
def test_lowest_output_of_the_smallest_mitsubishi_is_shown_with_all_rights_only(
    rights: str, minimum: int | None
) -> None:
    heat_pump = HeatPump.objects.get(slug="msz-fs06na-muz-fs06na")
    shown = {row[0]: row for row in point_columns(rights=rights)[1] if row[1:3] == ("heating", 47)}
    assert shown[heat_pump.pk][3:5] == (minimum, 8700)


@pytest.mark.parametrize(
    "slug",
    [
        *("msz-gl06na", "lw1223hrsm", "lw1823hrsm", "lw2423hrsm", "lw8023hrsm", "r1801h"),
        *("pwdv08wwf", "awgh24wwf", "ahe08ax", "ahe12dx", "fhwh082wa1", "es12n33", "ys12n33"),
        *("map14s1tbl", "arc-1230wn", "hl14cheswk", "lp070hed", "wys009gmfi17rl"),
        *("lan120hyv3-lau120hyv3", "asu9rls3-aou9rls3h"),
    ],
)
def test_never_picked(slug: str) -> None:
    assert not HeatPump.objects.pickable().filter(slug=slug).exists()
    assert HeatPump.objects.filter(slug=slug).exists()


@pytest.mark.parametrize(
    "slug",
    [
        *("msz-fs06na-muz-fs06na", "mwcupwhp-09hefn8-bcl1", "cchp11", "awgp08w", "map14hs1tbl"),
        *("arc-1230wnh", "tosot-khwa09in", "kinghome-khwa09in", "lsu090hsv5"),
        "msz-fx09nl-muz-fx09nlhz",
    ],
)
def test_may_be_picked(slug: str) -> None:
    assert HeatPump.objects.pickable().filter(slug=slug).exists()


@pytest.mark.parametrize(
    ("slug", "heats", "cools"),
    [
        ("msz-fs12na-muz-fs12na", 12_300, 12_000),
        ("msz-fs18na-muz-fs18na2", 19_000, 17_200),
    ],
)
def test_ratings_of_fs_units_are_not_those_of_the_fh_generation(
    slug: str, heats: int, cools: int
) -> None:
    heat_pump = HeatPump.objects.get(slug=slug)
    assert heat_pump.cooling_btu_h == cools
    assert heat_pump.points.get(mode="heating", outdoor_f=47).rated_btu_h == heats
    contradicted = Figure.objects.filter(heat_pump=heat_pump, name="heating_btu_47f", in_use=False)
    assert contradicted.exists()


def test_no_capacity_of_a_live_unit_rests_on_low_confidence() -> None:
    assert not HeatPump.objects.published().filter(confidence="low").exists()


def test_five_degree_figures_of_the_certificates_are_maxima() -> None:
    point = PerformancePoint.objects.get(
        heat_pump__slug="aciq-06zpl-hp230b-aciq-06w-hh-mc", mode="heating", outdoor_f=5
    )
    assert (point.rated_btu_h, point.max_btu_h) == (None, 7500)
    assert (point.cop_rated, point.cop_max) == (None, 2.1)


def test_every_lowest_output_stands_under_its_rights() -> None:
    standing = Figure.objects.filter(name="heating_min_btu_47f", in_use=True)
    assert standing.filter(rights=Rights.NEEP_2018_WORKBOOK).count() == 226
    assert standing.filter(rights=Rights.NEEP_RECORD).count() == 11


def test_every_price_has_a_day_and_every_figure_a_source() -> None:
    assert PriceObservation.objects.count() == 63
    assert not Figure.objects.filter(source__locator="").exists()
    assert Figure.objects.count() == shipped.FIGURES
