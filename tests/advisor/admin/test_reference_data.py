from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advisor.models import (
    ClimateStation,
    HeatPumpTariff,
    Incentive,
    InstallationCost,
    ReferenceVersion,
    State,
    ZipCode,
)
from catalog.history import acting
from catalog.models import Change, How

pytestmark = pytest.mark.usefixtures("real_data")


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser(username="editor", password="x"))
    return client


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("state/?q=Massachusetts", "state/"),
        ("climatestation/?q=725090", "climatestation/"),
        ("zipcode/?q=02130", "zipcode/?q=02"),
        ("zipcode/?q=02130", "zipcode/"),
        ("installationcost/?q=labour", "installationcost/"),
        ("incentive/?q=federal-25c", "incentive/"),
        ("incentive/?q=federal-25c", "incentive/?check=due&state=MA"),
    ],
)
def test_list_asks_as_often_for_one_row_as_for_a_page(admin: Client, one: str, many: str) -> None:
    assert queries_of(admin, f"/admin/advisor/{one}") == queries_of(admin, f"/admin/advisor/{many}")


@pytest.mark.parametrize(
    "page",
    [
        *("state/", "climatestation/", "zipcode/", "zipcode/?state=MA"),
        *("installationcost/", "incentive/", "incentive/?state=MA"),
    ],
)
def test_list_takes_few_queries(admin: Client, page: str) -> None:
    assert queries_of(admin, f"/admin/advisor/{page}") <= 10


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("zipcode/?q=0213", "Jamaica Plain"),
        ("zipcode/?q=Minneapolis", "55401"),
        ("zipcode/?state__code__exact=PR", "00601"),
        ("climatestation/?q=Logan", "725090"),
        ("climatestation/?iecc_zone=1A", "Miami International Airport"),
        ("state/?q=puerto", "Puerto Rico"),
        ("zipcode/02130/change/", "Boston Logan International Airport, MA"),
        ("climatestation/725090/change/", "<td>861</td>"),
        ("referenceversion/", "2026.11-"),
        ("installationcost/", "Line set"),
        ("installationcost/labour/change/", "attainablehome.com"),
        ("incentive/?q=25C", "whole country"),
        ("incentive/?q=HOMES", "53 states"),
        ("incentive/hear-co/change/", "income"),
        ("incentive/add/", "mini-split"),
    ],
)
def test_search_and_pages_show_the_row(admin: Client, page: str, shown: str) -> None:
    response = admin.get(f"/admin/advisor/{page}")
    assert response.status_code == 200
    assert shown in response.text


@pytest.mark.parametrize("model", ["climatestation", "zipcode", "referenceversion"])
def test_rows_of_the_files_cannot_be_added_or_changed(admin: Client, model: str) -> None:
    keys = {"climatestation": "725090", "zipcode": "02130", "referenceversion": "1"}
    address = f"/admin/advisor/{model}/{keys[model]}"
    assert admin.get(f"/admin/advisor/{model}/add/").status_code == 403
    assert admin.post(f"{address}/change/", {"place": "Elsewhere"}).status_code == 403
    assert admin.post(f"{address}/delete/", {"post": "yes"}).status_code == 403


def test_states_are_neither_added_nor_deleted(admin: Client) -> None:
    assert admin.get("/admin/advisor/state/add/").status_code == 403
    assert admin.post("/admin/advisor/state/MA/delete/", {"post": "yes"}).status_code == 403


def test_site_carries_the_products_name(admin: Client) -> None:
    assert "Room Heat Pump Advisor" in admin.get("/admin/").text


def form_of(state: State, **changes: str) -> dict[str, str]:
    fields = ("electricity", "gas", "propane", "oil")
    prices = ("electricity_usd_kwh", "gas_usd_therm", "propane_usd_gal", "oil_usd_gal")
    names = [*prices, *(f"{f}_{part}" for f in fields for part in ("as_of", "source"))]
    return {n: "" if (v := getattr(state, n)) is None else str(v) for n in names} | changes


def post(client: Client, code: str, **changes: str) -> str:
    """The errors of the answer, empty when it was saved."""
    response = client.post(
        f"/admin/advisor/state/{code}/change/", form_of(State.objects.get(code=code), **changes)
    )
    return "" if response.status_code == 302 else str(response.context["adminform"].form.errors)


def test_editor_brings_a_price_up_to_date_and_the_version_tells(admin: Client) -> None:
    version = ReferenceVersion.objects.get().version
    assert not post(
        admin,
        "MA",
        electricity_usd_kwh="0.3111",
        electricity_as_of="2026-09",
        electricity_source="EIA Electric Power Monthly",
    )
    state = State.objects.get(code="MA")
    assert (state.electricity_usd_kwh, state.electricity_as_of) == (Decimal("0.3111"), "2026-09")
    assert state.gas_usd_therm == Decimal("2.127")
    assert ReferenceVersion.objects.get().version == f"{version}+1"


def test_saving_without_a_change_moves_no_version(admin: Client) -> None:
    version = ReferenceVersion.objects.get().version
    assert not post(admin, "MA")
    assert ReferenceVersion.objects.get().version == version


@pytest.mark.parametrize("as_of", ["2026-02", "2025"])
def test_price_that_the_next_load_would_replace_is_refused(admin: Client, as_of: str) -> None:
    errors = post(admin, "MA", electricity_usd_kwh="0.4", electricity_as_of=as_of)
    assert "Enter a date after 2026-02" in errors
    assert State.objects.get(code="MA").electricity_usd_kwh == Decimal("0.3046")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"electricity_as_of": ""}, "Enter the date or period this price describes"),
        ({"electricity_as_of": "in May"}, "Enter 2026, 2026-03, or 2026-03-30"),
        ({"electricity_source": "", "electricity_as_of": "2026-09"}, "Enter who publishes"),
        ({"electricity_usd_kwh": "-1", "electricity_as_of": "2026-09"}, "dated"),
        ({"electricity_usd_kwh": "cheap", "electricity_as_of": "2026-09"}, "Enter a number"),
    ],
)
def test_price_without_date_or_source_is_refused_in_words(
    admin: Client, changes: dict[str, str], message: str
) -> None:
    assert message in post(admin, "MA", **changes)


def test_price_of_a_territory_can_be_given_and_taken_back(admin: Client) -> None:
    assert not post(
        admin,
        "PR",
        electricity_usd_kwh="0.25",
        electricity_as_of="2026-06",
        electricity_source="LUMA Energy",
    )
    assert State.objects.get(code="PR").electricity_usd_kwh == Decimal("0.2500")
    assert not post(admin, "PR", electricity_usd_kwh="")
    assert State.objects.get(code="PR").electricity_as_of == ""


def test_counts_stand_for_the_whole_country() -> None:
    assert (ClimateStation.objects.count(), ZipCode.objects.count()) == (1019, 41_959)


# Installation costs


def cost_form(code: str, **changes: str) -> dict[str, str]:
    row = InstallationCost.objects.get(code=code)
    names = ("low", "typical", "high", "market_low", "market_high", "source", "as_of", "note")
    return {n: "" if (v := getattr(row, n)) is None else str(v) for n in names} | changes


def post_cost(client: Client, code: str, **changes: str) -> str:
    response = client.post(
        f"/admin/advisor/installationcost/{code}/change/", cost_form(code, **changes)
    )
    return "" if response.status_code == 302 else str(response.context["adminform"].form.errors)


def test_editor_changes_a_cost_and_the_history_keeps_the_old_one(admin: Client) -> None:
    version = ReferenceVersion.objects.get().version
    assert not post_cost(
        admin,
        "labour",
        typical="1000",
        as_of="2026-11",
        source="Three quotes",
        note="Dearer since the summer",
    )
    row = InstallationCost.objects.get(code="labour")
    assert (row.typical, row.as_of, row.source) == (1000, "2026-11", "Three quotes")
    assert ReferenceVersion.objects.get().version == f"{version}+1"
    page = admin.get("/admin/advisor/installationcost/labour/history/")
    told = {(line.what, line.old, line.new) for line in page.context["entries"][0].lines}
    assert ("Typical, $", "950.00", "1000.00") in told
    assert "Dearer since the summer" in page.text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"typical": "1000"}, "Enter a date after 2025-07-07"),
        ({"typical": "1000", "as_of": ""}, "This field is required"),
        ({"typical": "1000", "as_of": "lately"}, "Enter 2026, 2026-03, or 2026-03-30"),
        ({"typical": "1000", "as_of": "2026-11", "source": ""}, "This field is required"),
        (
            {"typical": "100", "as_of": "2026-11"},
            "Low, typical, and high must be zero or more, in rising order",
        ),
        (
            {"low": "-5", "as_of": "2026-11"},
            "Low, typical, and high must be zero or more, in rising order",
        ),
        ({"market_high": "", "as_of": "2026-11"}, "Enter both prices from other cost guides"),
    ],
)
def test_cost_that_falls_or_would_not_last_is_refused_in_words(
    admin: Client, changes: dict[str, str], message: str
) -> None:
    assert message in post_cost(admin, "labour", **changes)
    assert InstallationCost.objects.get(code="labour").typical == 950


def test_lines_of_installation_are_neither_added_nor_deleted(admin: Client) -> None:
    assert admin.get("/admin/advisor/installationcost/add/").status_code == 403
    address = "/admin/advisor/installationcost/labour/delete/"
    assert admin.post(address, {"post": "yes"}).status_code == 403


# Incentives

TODAY = timezone.localdate
Posted = dict[str, str | list[str]]
NEW: Posted = {
    "code": "our-town",
    "name": "Our town",
    "kind": "utility",
    "status": "open",
    "states": "ma, nh",
    "zip_prefixes": "021,03",
    "unit_types": ["mini_split", "window"],
    "cold_climate": "true",
    "energy_star": "unknown",
    "professional": "unknown",
    "amount_type": "flat",
    "amount_usd": "100",
    "programme_url": "https://example.org/rebate",
    "source": "The programme's page",
}


def post_incentive(client: Client, changes: Posted | None = None, *, address: str = "add") -> str:
    data = {**NEW, "last_checked": TODAY().isoformat(), **(changes or {})}
    response = client.post(f"/admin/advisor/incentive/{address}/", data)
    return "" if response.status_code == 302 else str(response.context["adminform"].form.errors)


def test_editor_adds_an_incentive_and_takes_it_away_again(admin: Client) -> None:
    version = ReferenceVersion.objects.get().version
    assert not post_incentive(admin)
    row = Incentive.objects.get(code="our-town")
    assert (row.states, row.zip_prefixes) == (["MA", "NH"], ["021", "03"])
    assert (row.unit_types, row.cold_climate, row.energy_star) == (
        ["mini_split", "window"],
        True,
        None,
    )
    assert not row.from_files
    assert ReferenceVersion.objects.get().version == f"{version}+1"
    assert "MA, NH · 021…, 03…" in admin.get("/admin/advisor/incentive/?q=our-town").text
    admin.post("/admin/advisor/incentive/our-town/delete/", {"post": "yes"})
    assert not Incentive.objects.filter(code="our-town").exists()
    assert ReferenceVersion.objects.get().version == f"{version}+2"


def test_incentives_deleted_from_the_list_move_the_version(admin: Client) -> None:
    post_incentive(admin)
    version = ReferenceVersion.objects.get().version
    chosen = {"action": "delete_selected", "_selected_action": "our-town", "post": "yes"}
    admin.post("/admin/advisor/incentive/", chosen)
    assert not Incentive.objects.filter(code="our-town").exists()
    assert ReferenceVersion.objects.get().version != version


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"programme_url": ""}, "An amount needs the official page"),
        ({"programme_url": "http://example.org/"}, "An amount needs the official page"),
        ({"source": ""}, "An amount needs the official page"),
        ({"last_checked": ""}, "Enter the date you looked this up"),
        ({"last_checked": "2999-01-01"}, "This date is in the future"),
        ({"amount_type": "percent"}, "Enter the percent or the dollar amount"),
        ({"amount_type": "none"}, "Enter the percent or the dollar amount"),
        ({"amount_usd": ""}, "Enter the percent or the dollar amount"),
        ({"starts_on": "2026-02-01", "ends_on": "2026-01-01"}, "The last day is before"),
        ({"states": "MA, ZZ"}, "There is no such state: ZZ"),
        ({"zip_prefixes": "0213x"}, "Up to five digits"),
        ({"unit_types": ["boiler"]}, "not one of the available choices"),
    ],
)
def test_incentive_without_proof_is_refused_in_words(
    admin: Client, changes: Posted, message: str
) -> None:
    assert message in post_incentive(admin, changes)
    assert not Incentive.objects.filter(code="our-town").exists()


def test_incentive_of_the_files_is_checked_by_hand_and_then_outlives_them(admin: Client) -> None:
    early = post_incentive(admin, {"last_checked": "2026-06-26"}, address="hear-co/change")
    assert "a check dated 2026-06-27, so the next load would replace" in early
    assert not post_incentive(admin, address="hear-co/change")
    row = Incentive.objects.get(code="hear-co")
    assert (row.last_checked, row.from_files) == (TODAY(), False)
    address = "/admin/advisor/incentive/hear-co/delete/"
    assert admin.post(address, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("checked", "ends", "due"),
    [
        (None, None, True),
        (61, None, True),
        (60, None, False),
        (0, None, False),
        (-1, None, True),
        (61, -1, False),
        (61, 0, True),
    ],
)
def test_list_tells_what_needs_checking(
    admin: Client, checked: int | None, ends: int | None, due: bool
) -> None:
    Incentive.objects.create(
        code="x",
        name="Our town's",
        kind="utility",
        ends_on=None if ends is None else TODAY() + timedelta(days=ends),
        last_checked=None if checked is None else TODAY() - timedelta(days=checked),
    )
    shown = admin.get("/admin/advisor/incentive/?check=due&q=Our+town").text
    assert ("/admin/advisor/incentive/x/change/" in shown) == due


def test_list_of_a_state_has_its_own_and_the_countrys(admin: Client) -> None:
    shown = admin.get("/admin/advisor/incentive/?state=ME").context["cl"].queryset
    assert {row.code for row in shown} == {"federal-25c", "hear-me", "homes", "efficiency-maine"}


def test_credit_of_2025_is_there_as_ended() -> None:
    credit = Incentive.objects.get(code="federal-25c")
    assert (credit.status, credit.ends_on) == ("closed", date(2025, 12, 31))


# --- Tariffs and labor ---------------------------------------------------------------------------

TARIFF = {
    "code": "nh-test",
    "name": "A utility",
    "states": "nh, MA",
    "change_usd_kwh": "-0.05",
    "first_month": "11",
    "last_month": "4",
    "url": "https://www.puc.nh.gov/tariff",
    "source": "The commission’s order",
    "as_of": "2026-11-01",
    "note": "",
}


def test_a_tariff_is_created_edited_and_read_at_once(admin: Client) -> None:
    version = ReferenceVersion.objects.get().version
    assert admin.post("/admin/advisor/heatpumptariff/add/", TARIFF).status_code == 302
    tariff = HeatPumpTariff.objects.get(code="nh-test")
    assert (tariff.states, tariff.change_usd_kwh) == (["NH", "MA"], Decimal("-0.0500"))
    assert ReferenceVersion.objects.get().version != version
    edited = {**TARIFF, "change_usd_kwh": "-0.06"}
    page = admin.get("/admin/advisor/heatpumptariff/nh-test/change/")
    assert "A utility" in page.text
    response = admin.post("/admin/advisor/heatpumptariff/nh-test/change/", edited)
    assert response.status_code == 302
    tariff.refresh_from_db()
    assert tariff.change_usd_kwh == Decimal("-0.0600")


def test_a_tariff_has_a_history_and_two_people_do_not_overwrite_each_other(admin: Client) -> None:
    address = "/admin/advisor/heatpumptariff/nh-test/"
    admin.post("/admin/advisor/heatpumptariff/add/", TARIFF)
    opened = admin.get(f"{address}change/").context["seen"]
    HeatPumpTariff.objects.filter(code="nh-test").update(change_usd_kwh="-0.07")
    page = admin.post(f"{address}change/", {**TARIFF, "note": "Mine.", "seen": opened})
    assert "Someone else changed this record" in page.text
    assert HeatPumpTariff.objects.get(code="nh-test").note == ""
    with acting("editor", how=How.HAND):
        HeatPumpTariff.objects.filter(code="nh-test").update(note="Theirs.")
    told = Change.objects.of_row("advisor_heatpumptariff", "nh-test").values_list("field", "new")
    assert ("note", "Theirs.") in told


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("states", "XX", "There is no such state: XX."),
        ("states", "", "This field is required."),
        ("change_usd_kwh", "-7.45", "Enter dollars: 7.45 cents off is −0.0745."),
        ("first_month", "13", "A month is a number from 1 to 12."),
        ("url", "http://example.com", "A tariff needs its official page (https) and a date."),
        ("as_of", "winter", "Enter 2026, 2026-03, or 2026-03-30."),
        ("source", "", "This field is required."),
    ],
)
def test_a_tariff_that_cannot_be_is_refused_in_words(
    admin: Client, field: str, value: str, says: str
) -> None:
    response = admin.post("/admin/advisor/heatpumptariff/add/", {**TARIFF, field: value})
    assert response.status_code == 200
    assert says in response.text
    assert not HeatPumpTariff.objects.filter(code="nh-test").exists()


def test_a_labor_index_is_edited_with_its_source_and_taken_back(admin: Client) -> None:
    address = "/admin/advisor/state/MA/change/"
    form = admin.get(address).context["adminform"].form
    given = {name: value for name, value in form.initial.items() if value is not None}
    changed = {**given, "labor_index": "1.30", "labor_as_of": "2026", "labor_source": ""}
    refused = admin.post(address, changed)
    assert refused.status_code == 200
    assert "Enter who publishes this price." in refused.text
    changed["labor_source"] = "A survey of installers by state"
    assert admin.post(address, changed).status_code == 302
    state = State.objects.get(code="MA")
    assert (state.labor_index, state.labor_as_of) == (Decimal("1.30"), "2026")
    assert admin.post(address, {**changed, "labor_index": ""}).status_code == 302
    state.refresh_from_db()
    assert (state.labor_index, state.labor_source) == (None, "")
