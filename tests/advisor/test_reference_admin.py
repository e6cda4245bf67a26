from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from advisor.models import ClimateStation, ReferenceVersion, State, ZipCode

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
    ],
)
def test_list_asks_as_often_for_one_row_as_for_a_page(admin: Client, one: str, many: str) -> None:
    assert queries_of(admin, f"/admin/advisor/{one}") == queries_of(admin, f"/admin/advisor/{many}")


@pytest.mark.parametrize("page", ["state/", "climatestation/", "zipcode/", "zipcode/?state=MA"])
def test_list_takes_few_queries(admin: Client, page: str) -> None:
    assert queries_of(admin, f"/admin/advisor/{page}") <= 8


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
    assert "Give a date after 2026-02" in errors
    assert State.objects.get(code="MA").electricity_usd_kwh == Decimal("0.3046")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"electricity_as_of": ""}, "Say which time this price describes"),
        ({"electricity_as_of": "in May"}, "Write 2026, 2026-03 or 2026-03-30"),
        ({"electricity_source": "", "electricity_as_of": "2026-09"}, "Say who publishes"),
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
    assert (ClimateStation.objects.count(), ZipCode.objects.count()) == (1019, 41_956)
