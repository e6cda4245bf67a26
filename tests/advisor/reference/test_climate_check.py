import io
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from advisor.models import ClimateStation, ZipCode
from advisor.reference.climate_check import check, colder_than, hours_below


def station_of(**hours: int) -> Any:
    """A year in bins of 5 °F, named by their centers."""
    centers = [int(name.removeprefix("f")) for name in hours]
    return SimpleNamespace(bin_f=centers, hours=list(hours.values()))


def test_hours_are_counted_linearly_inside_a_bin() -> None:
    # 40 h from 7.5 to 12.5 °F, the rest above: 10 °F has 20 h below, 12.5 °F all 40.
    year = station_of(f10=40, f15=8720)
    assert (hours_below(year, 10), hours_below(year, 12.5)) == (20, 40)
    assert colder_than(year, 20) == pytest.approx(10)


@pytest.mark.usefixtures("real_data")
def test_every_design_temperature_fits_the_year_it_is_paired_with() -> None:
    found = check()
    assert found.pairs > 2000
    assert found.misfits == ()
    assert found.not_at_an_end == ()
    assert (round(found.fewest_hours), round(found.most_hours)) == (44, 174)


@pytest.mark.usefixtures("real_data")
def test_corrected_years_are_as_cold_as_their_design_and_their_neighbors() -> None:
    # Before: 6 °F or more milder than the median around them; south-east Alaska has no neighbors.
    corrected = check().corrected
    assert len(corrected) == 34
    for year in corrected:
        assert year.colder_than_f == pytest.approx(year.design_f, abs=1.3), year.name
        if year.neighbors_f is not None:
            assert year.colder_than_f - year.neighbors_f < 7.6, year.name


@pytest.mark.usefixtures("real_data")
def test_command_prints_the_count_and_fails_where_a_figure_does_not_fit() -> None:
    out = io.StringIO()
    call_command("check_climate", stdout=out)
    assert "44 to 174 colder hours a year" in out.getvalue()
    assert "Fairbanks International Airport: design -35.9 °F" in out.getvalue()
    boston = ClimateStation.objects.filter(name="Boston Logan International Airport")
    boston.update(heating_design_99_f=-20)
    with pytest.raises(CommandError, match="Boston Logan International Airport -20"):
        call_command("check_climate", stdout=io.StringIO())


@pytest.mark.usefixtures("real_data")
def test_command_fails_where_a_figure_was_moved_without_need() -> None:
    ZipCode.objects.filter(zip="02130").update(design_source=ZipCode.DesignSource.YEAR_BOUNDED)
    with pytest.raises(CommandError, match="02130: moved without need"):
        call_command("check_climate", stdout=io.StringIO())
