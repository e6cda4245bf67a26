import time
from collections.abc import Iterator
from decimal import Decimal
from statistics import median

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from advisor.engine.place import Climate, Place
from advisor.models import ClimateStation, ReferenceVersion, State, ZipCode
from advisor.reference import gazetteer
from advisor.reference.climate_check import hours_below
from advisor.reference.gazetteer import Town, climate_of
from advisor.reference.loader import record_edit
from advisor.reference.places import UnknownZip, find_place

pytestmark = pytest.mark.usefixtures("real_data")

MONTH_HOURS = [24 * days for days in (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)]


@pytest.fixture
def moved_tables() -> Iterator[None]:
    """For a test that changes the tables: none of it is read before, nor kept for the next."""
    gazetteer.forget()
    yield
    gazetteer.forget()


@pytest.mark.parametrize(
    ("zip_code", "place", "state", "station", "heating_f", "cooling_f"),
    [
        ("02130", "Jamaica Plain", "MA", "Boston Logan International Airport", 12, 88),
        ("55401", "Minneapolis", "MN", "Minneapolis/Crystal", -8, 86.7),
        ("33139", "Miami Beach", "FL", "Miami International Airport", 49.9, 91),
        ("99701", "Fairbanks", "AK", "Fairbanks International Airport", -35.9, 78),
        # The county's 24 °F is a mountain's; the handbook has about 41 °F for the airport.
        ("85001", "Phoenix", "AZ", "Phoenix Sky Harbor International Airport", 38.8, 110.5),
        ("92262", "Palm Springs", "CA", "Palm Springs International", 43.6, 111.9),
        # South-east Alaska: the airport tables' 19 °F, whatever the county of the ZIP code.
        ("99901", "Ketchikan", "AK", "Ketchikan International Airport", 19, 69),
        ("99950", "Ketchikan", "AK", "Ketchikan International Airport", 19, 70.5),
        ("00901", "San Juan", "PR", "San Juan L M Marin International Airport", 70.1, 90.5),
    ],
)
def test_known_zip_has_its_countys_design_temperatures(
    zip_code: str, place: str, state: str, station: str, heating_f: float, cooling_f: float
) -> None:
    found = find_place(zip_code)
    assert (found.zip, found.place, found.state) == (zip_code, place, state)
    assert found.station == station
    assert found.heating_design_f == pytest.approx(heating_f)
    assert found.cooling_design_f == pytest.approx(cooling_f)
    assert found.approximated_from is None


def test_design_temperatures_are_the_zip_codes_and_bins_the_stations() -> None:
    # Crooked Creek is colder than Aniak, its station: as cold as Aniak's year allows.
    found = find_place("99575")
    assert (found.station, found.heating_design_f) == ("Aniak Airport", -25.9)
    aniak = ClimateStation.objects.get(name="Aniak Airport")
    assert aniak.heating_design_99_f == -20
    assert found.climate.hours.tolist() == aniak.hours
    assert found.design_is_bounded


def test_boston_has_the_year_of_logan_airport() -> None:
    boston = find_place("02130")
    assert boston.climate.bin_f.tolist() == list(range(-5, 101, 5))
    assert boston.climate.hours[:6].tolist() == [6, 5, 23, 56, 131, 269]
    assert boston.climate.hours[-2:].tolist() == [16, 2]
    assert boston.climate.outdoor_f[9] == pytest.approx(40, abs=0.2)
    assert boston.climate.humidity_gr_lb[-1] == 97
    assert (boston.climate.sun_s[2], boston.climate.sun_w[-1]) == (40, 140)
    assert (boston.hdd65, boston.iecc_zone) == (5776, "5A")
    assert boston.prices.electricity_usd_kwh == Decimal("0.3046")
    assert boston.prices.electricity_as_of == "2026-02"
    assert "EIA" in boston.prices.electricity_source
    assert boston.prices.oil_usd_gal == Decimal("3.226")
    assert boston.prices.co2_lb_per_mwh == 539
    assert boston.prices.note is None


@pytest.mark.parametrize("zip_code", ["02130", "00901", "02100", "00000"])
def test_lookup_is_one_query_whatever_the_zip_code(zip_code: str) -> None:
    gazetteer.current()
    with CaptureQueriesContext(connection) as queries:
        try:
            place: Place | None = find_place(zip_code)
        except UnknownZip:
            place = None
    assert len(queries) == 1
    assert (place is None) == (zip_code == "00000")


def test_an_edit_costs_four_queries_once() -> None:
    gazetteer.current()
    record_edit()
    counts = []
    for zip_code in ("02130", "55401"):
        with CaptureQueriesContext(connection) as queries:
            find_place(zip_code)
        counts.append(len(queries))
    assert counts == [5, 1]


def test_every_town_has_its_station_and_its_state_in_memory() -> None:
    known = gazetteer.current()
    assert len(known.towns) == ZipCode.objects.count()
    assert list(known.towns) == sorted(known.towns, key=lambda row: row[0])
    row = ZipCode.objects.get(zip="99575")
    assert known.zips.tolist() == [int(row[0]) for row in known.towns]
    assert known.nearest("99575") == tuple(getattr(row, name) for name in Town._fields)
    assert known.stations[row.station_id].climate.hours.tolist() == row.station.hours
    assert known.states[row.state_id] == row.state


def test_lookup_sees_an_edit_at_once() -> None:
    before = find_place("02130")
    State.objects.filter(code="MA").update(electricity_usd_kwh=Decimal("0.9"))
    record_edit()
    after = find_place("02130")
    assert after.prices.electricity_usd_kwh == Decimal("0.9")
    assert after.data_version != before.data_version


def test_lookup_takes_a_few_milliseconds() -> None:
    def seconds() -> float:
        started = time.perf_counter()
        find_place("02130")
        return time.perf_counter() - started

    assert median(seconds() for _ in range(30)) < 0.02  # 3 ms on an idle machine


@pytest.mark.usefixtures("moved_tables")
def test_zip_outside_the_table_takes_its_nearest_neighbour_and_says_so() -> None:
    ZipCode.objects.filter(zip="02130").delete()
    nearest = min(
        ZipCode.objects.filter(zip__startswith="021").values_list("zip", flat=True),
        key=lambda other: (abs(int(other) - 2130), other),
    )
    found = find_place("02130")
    assert found.zip == "02130"
    assert found.approximated_from == nearest
    assert found.place == ZipCode.objects.get(zip=nearest).place
    assert found.heating_design_f == ZipCode.objects.get(zip=nearest).heating_design_99_f


@pytest.mark.usefixtures("moved_tables")
def test_neighbour_at_equal_distance_is_the_lower_one() -> None:
    ZipCode.objects.filter(zip__startswith="021").exclude(zip__in=["02129", "02131"]).delete()
    assert find_place("02130").approximated_from == "02129"


@pytest.mark.usefixtures("moved_tables")
def test_neighbour_never_has_other_first_digits() -> None:
    ZipCode.objects.filter(zip__startswith="021").exclude(zip="02199").delete()
    assert find_place("02100").approximated_from == "02199"  # though 02099 may lie nearer
    ZipCode.objects.filter(zip="02199").delete()
    record_edit()
    with pytest.raises(UnknownZip):
        find_place("02100")


@pytest.mark.parametrize("zip_code", ["00000", "09901", "00199"])
def test_zip_without_a_neighbour_is_unknown_in_words(zip_code: str) -> None:
    with pytest.raises(UnknownZip, match=f"We do not know the ZIP code {zip_code}"):
        find_place(zip_code)


@pytest.mark.parametrize(
    "zip_code",
    [
        "",
        "abc",
        "0213",
        "021300",
        "02130 ",
        "02130\n",
        "021\x00",
        "02_30",
        "٠٢١٣٠",
        "021%0",
        "-2130",
    ],
)
def test_what_is_not_five_digits_is_refused_without_a_query(zip_code: str) -> None:
    with CaptureQueriesContext(connection) as queries, pytest.raises(UnknownZip, match="digits"):
        find_place(zip_code)
    assert len(queries) == 0


def test_puerto_rico_has_the_us_mean_price_and_says_so() -> None:
    prices = find_place("00901").prices
    assert prices.electricity_usd_kwh == Decimal("0.1883")
    assert prices.electricity_as_of == "2026-04"
    assert prices.note == "We have no energy prices for Puerto Rico, so we use the US average."
    assert prices.co2_lb_per_mwh == 1602  # its own grid is known
    assert prices.co2_confidence == "stale"


def test_guam_has_the_us_mean_of_carbon_dioxide_too() -> None:
    prices = find_place("96910").prices
    assert (prices.co2_lb_per_mwh, prices.co2_confidence) == (771, "us_mean")


@pytest.mark.usefixtures("moved_tables")
def test_a_single_missing_price_is_named() -> None:
    State.objects.filter(code="MA").update(gas_usd_therm=None, gas_as_of="", gas_source="")
    prices = find_place("02130").prices
    assert prices.gas_usd_therm == Decimal("1.388")
    assert prices.electricity_usd_kwh == Decimal("0.3046")
    assert (
        prices.note
        == "We have no price for natural gas in Massachusetts, so we use the US average."
    )


def test_place_names_the_version_of_the_data() -> None:
    assert find_place("02130").data_version == ReferenceVersion.objects.get().version


def test_arrays_of_a_place_cannot_be_changed() -> None:
    climate = find_place("02130").climate
    with pytest.raises(ValueError, match="read-only"):
        climate.hours[0] = 0


def test_unknown_zip_speaks_the_active_language() -> None:
    with translation.override("es"), pytest.raises(UnknownZip) as caught:
        find_place("00000")
    assert "00000" in str(caught.value)


def all_climates() -> list[tuple[ClimateStation, Climate]]:
    return [(station, climate_of(station)) for station in ClimateStation.objects.all()]


def test_every_table_is_complete() -> None:
    assert ClimateStation.objects.count() == 1019
    assert ZipCode.objects.count() == 41_959
    assert State.objects.count() == 60
    assert ZipCode.objects.values("state").distinct().count() == 59


def test_every_year_has_8760_hours_and_every_month_its_own() -> None:
    for station, climate in all_climates():
        assert climate.hours.sum() == 8760, station
        assert climate.month_hours.sum(axis=1).tolist() == MONTH_HOURS, station
        assert climate.month_hours_day.sum(axis=1).tolist() == [h * 15 / 24 for h in MONTH_HOURS]
        assert np.array_equal(climate.month_hours.sum(axis=0), climate.hours), station
        assert np.array_equal(climate.month_hours_day.sum(axis=0), climate.hours_day), station
        assert (climate.month_hours_day <= climate.month_hours).all(), station


def test_every_mean_lies_in_its_bin_and_rises() -> None:
    for station, climate in all_climates():
        lowest_is_open = (climate.bin_f == -30) & (climate.bin_f == climate.bin_f[0])
        closed = ~lowest_is_open & (climate.bin_f < 115)  # the outermost are open-ended
        assert (np.abs(climate.outdoor_f - climate.bin_f)[closed] <= 2.6).all(), station
        assert (np.diff(climate.outdoor_f) > 0).all(), station


def test_bins_of_a_month_give_the_months_mean_temperature() -> None:
    # Two tables of the sources, joined by us: the worst are years whose faults were taken out.
    for station, climate in all_climates():
        mean = climate.month_hours @ climate.outdoor_f / climate.month_hours.sum(axis=1)
        assert np.abs(mean - station.monthly_mean_f).max() < 2.1, station


def test_sun_and_humidity_are_plausible_everywhere() -> None:
    for station, climate in all_climates():
        for sun in (climate.sun_h, climate.sun_n, climate.sun_e, climate.sun_s, climate.sun_w):
            assert (sun >= 0).all(), station
            assert (sun < 360).all(), station  # the clear sky's beam at most
        assert (climate.humidity_gr_lb > 0).all(), station
        assert (climate.humidity_gr_lb < 240).all(), station  # saturated at 93 °F


def test_fairbanks_is_as_cold_as_its_design_temperature() -> None:
    # 79 hours below −22 °F beside a design of −35.9 °F; the 2009 ASHRAE Handbook has −38.0 °F.
    fairbanks = find_place("99701")
    station = ClimateStation.objects.get(name=fairbanks.station)
    assert hours_below(station, fairbanks.heating_design_f) == pytest.approx(100, abs=5)
    assert hours_below(station, -22) > 300
    assert fairbanks.year_is_corrected
    assert station.monthly_mean_f[0] == pytest.approx(-8, abs=1)


def test_a_year_milder_than_its_neighbors_is_not_believed() -> None:
    # Selfridge: 18.5 °F for 88 hours, its six neighbors 5.5 °F, the county 7 °F.
    troy = find_place("48085")
    assert troy.station == "Mount Clemens Selfridge Field"
    assert troy.year_is_corrected
    assert troy.heating_design_f == 10


@pytest.mark.parametrize(
    ("zip_code", "name"),
    [
        ("96799", "Pago Pago, American Samoa"),
        ("00901", "San Juan, Puerto Rico"),
        ("96910", "Hagatna, Guam"),
        ("00801", "St Thomas, U.S. Virgin Islands"),
        ("96950", "Saipan, Northern Mariana Islands"),
        ("96960", "Majuro, Marshall Islands"),
        ("96815", "Honolulu, HI"),
    ],
)
def test_a_territory_is_called_by_its_name(zip_code: str, name: str) -> None:
    assert find_place(zip_code).full_name == name


@pytest.mark.parametrize("zip_code", ["09012", "09801", "34034", "96201", "96349", "96691"])
def test_a_military_address_is_no_place_and_says_so(zip_code: str) -> None:
    with pytest.raises(UnknownZip, match=f"{zip_code} is a military or diplomatic address"):
        find_place(zip_code)


def test_height_is_the_towns_and_not_the_stations() -> None:
    leadville, june_lake = find_place("80461"), find_place("93529")
    assert leadville.elevation_ft == pytest.approx(10_160, abs=20)
    assert (june_lake.elevation_ft, june_lake.station_elevation_ft) == (7650, 4101)
    assert june_lake.height_above_station_ft == pytest.approx(3549)


def test_unknown_height_is_the_stations_and_says_so() -> None:
    unknown = ZipCode.objects.filter(elevation_ft=None).select_related("station")[0]
    place = find_place(unknown.zip)
    assert not place.elevation_is_known
    assert place.elevation_ft == unknown.station.elevation_ft
    assert place.height_above_station_ft == 0
    assert ZipCode.objects.filter(elevation_ft=None).count() < 0.3 * ZipCode.objects.count()


def test_no_town_of_the_foothills_has_the_weather_of_the_mountains() -> None:
    # Coloma lies at 760 ft and had the year of South Lake Tahoe, 5,500 ft higher.
    coloma = find_place("95613")
    assert "Tahoe" not in coloma.station
    assert abs(coloma.height_above_station_ft) < 1000


@pytest.mark.parametrize(
    ("zip_code", "low_f", "high_f"),
    [
        ("92315", 10, 18),  # Big Bear Lake, 6,750 ft; its station at 1,540 ft has 33 °F
        ("93546", 0, 8),  # Mammoth Lakes, 7,880 ft
        ("96785", 45, 52),  # Volcano, 3,750 ft, above Hilo
    ],
)
def test_a_town_in_the_mountains_has_the_winters_of_its_height(
    zip_code: str, low_f: float, high_f: float
) -> None:
    town = find_place(zip_code)
    row = ZipCode.objects.select_related("station").get(zip=zip_code)
    assert low_f < town.heating_design_f < high_f
    assert town.colder_by_f == pytest.approx(
        0.003566 * ((row.elevation_ft or 0) - row.station.elevation_ft)
    )
    shift_f = town.colder_by_f
    assert town.heating_design_f == pytest.approx(row.heating_design_99_f - shift_f)
    assert town.cooling_design_f == pytest.approx(row.cooling_design_1_f - shift_f)
    assert town.climate.outdoor_f == pytest.approx(np.array(row.station.outdoor_f) - shift_f)
    assert town.hdd65 > row.station.hdd65 + 1800
    assert town.cdd65 < row.station.cdd65


def test_warm_places_have_no_arctic_hours() -> None:
    for zip_code in ("33139", "33322", "33054", "96701", "00801"):
        place = find_place(zip_code)
        assert place.climate.bin_f[0] >= place.heating_design_f - 25, zip_code


def test_every_zip_has_prices_of_its_own_or_the_countrys() -> None:
    assert not ZipCode.objects.filter(
        state__electricity_usd_kwh=None, state__stand_in__electricity_usd_kwh=None
    ).exists()
    assert set(State.objects.filter(electricity_usd_kwh=None).values_list("code", flat=True)) == {
        "AS",
        "FM",
        "GU",
        "MH",
        "MP",
        "PR",
        "PW",
        "VI",
    }


def test_broken_year_of_sleetmute_is_used_by_no_zip() -> None:
    assert not ZipCode.objects.filter(station__name="Sleetmute").exists()


@pytest.mark.parametrize(
    ("zip_code", "subregion", "lb"),
    [
        ("11101", "NYCW", 864),  # Queens
        ("10314", "NYCW", 864),  # Staten Island
        ("10601", "NYCW", 864),  # White Plains, Westchester
        ("11550", "NYLI", 1181),  # Hempstead, Nassau
        ("12207", "NYUP", 242),  # Albany
    ],
)
def test_new_york_is_three_grids(zip_code: str, subregion: str, lb: float) -> None:
    prices = find_place(zip_code).prices
    assert prices.co2_lb_per_mwh == lb
    assert prices.co2_source.endswith(subregion)
    assert not prices.co2_of_main_grid


def test_other_split_states_keep_their_main_grid_and_say_so() -> None:
    assert find_place("60601").prices.co2_of_main_grid
    assert not find_place("02130").prices.co2_of_main_grid  # New England is one


@pytest.mark.usefixtures("moved_tables")
def test_no_place_is_known_before_the_first_load() -> None:
    ZipCode.objects.all().delete()
    for zip_code in ("00000", "02130", "99999"):
        with pytest.raises(UnknownZip):
            find_place(zip_code)
