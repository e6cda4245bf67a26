"""A pasted text fills the form by what is accepted of it, and saves nothing by itself."""

from typing import Any

import pytest
from django.test import Client

from catalog.models import HeatPump
from tests.catalog.admin.html_form import fields_of
from tests.catalog.admin.test_admin import create_unit_with_everything, desk
from tests.factories import create_brand, create_heat_pump

__all__ = ["desk"]  # the fixture
pytestmark = pytest.mark.django_db

LIST = "/admin/catalog/heatpump/"
SHEET = """Brand: Midea
Model: W-8
CEER: 17.6
ENERGY STAR: Yes
Rated heating capacity at 47 °F: 9,000 BTU/h
Rated heating capacity at -4 °F: 5,000 BTU/h
Heating capacity: 9,200 BTU/h
Voltage: 115 V
Color: White"""


def press(desk: Client, address: str, page: str, button: str, **edits: Any) -> Any:
    """What a browser would send from the page, with one button of it."""
    return desk.post(address, fields_of(page, marker="model_number") | edits | {button: "x"})


def proposed(page: Any) -> dict[str, tuple[str, str, bool]]:
    proposals = page.context["paste"].proposals
    return {each.label: (each.now, each.value, each.is_there) for each in proposals}


def test_figures_are_proposed_beside_what_the_form_says_and_nothing_is_saved(desk: Client) -> None:
    unit = create_unit_with_everything()
    address = f"{LIST}{unit.pk}/change/"
    page = press(desk, address, desk.get(address).text, "_read", pasted=SHEET, seer2="20")
    assert page.status_code == 200
    assert proposed(page) == {
        "Model number": (unit.model_number, "W-8", False),
        "CEER": ("", "17.6", False),
        "ENERGY STAR certified": ("", "yes", False),
        "Heating at 47 °F, rated [BTU/h]": ("9000", "9000", True),
        "Heating at -4 °F, rated [BTU/h]": ("", "5000", False),
        "heating_btu_h": ("", "9200", False),
        "Voltage": ("115 V (standard outlet)", "115 V (standard outlet)", True),
    }
    assert [each.line for each in page.context["paste"].unread] == [
        *("Color: White", "Brand: Midea"),
    ]
    assert "<q>CEER: 17.6</q>" in page.text
    assert fields_of(page.text, marker="model_number")["seer2"] == ["20"]
    assert not page.context["error_links"]
    assert HeatPump.objects.get().seer2 is None


def test_accepted_figures_are_in_the_form_and_saved_with_their_source(desk: Client) -> None:
    brand = create_brand(name="Midea")
    address = f"{LIST}add/"
    read = press(desk, address, desk.get(address).text, "_read", pasted=SHEET)
    took = press(desk, address, read.text, "_accept_all", source_name="Sheet of W-8")
    assert took.context["paste"].taken == 8
    answer = press(
        desk, address, took.text, "_save", type="window", heat_source="heat_pump", pasted=SHEET
    )
    assert answer.status_code == 302
    unit = HeatPump.objects.get()
    assert (unit.brand, unit.model_number, unit.ceer, unit.energy_star) == (
        *(brand, "W-8", 17.6, True),
    )
    assert set(unit.points.values_list("outdoor_f", "rated_btu_h")) == {(47, 9000), (-4, 5000)}
    assert unit.figures.get(name="heating_btu_h").value == "9200"
    assert set(unit.figures.values_list("source__locator", flat=True)) == {"Sheet of W-8"}


def test_only_what_is_checked_is_taken(desk: Client) -> None:
    unit = create_heat_pump(status="draft", model_number="W-8")
    address = f"{LIST}{unit.pk}/change/"
    read = press(desk, address, desk.get(address).text, "_read", pasted=SHEET)
    numbers = {each.label: each.number for each in read.context["paste"].proposals}
    took = press(desk, address, read.text, "_accept", accept=numbers["CEER"])
    form = fields_of(took.text, marker="model_number")
    assert (form["ceer"], form["voltage"]) == (["17.6"], [""])
    assert took.context["paste"].taken == 1


def test_lines_that_disagree_are_left_out_of_all(desk: Client) -> None:
    unit = create_heat_pump()
    address = f"{LIST}{unit.pk}/change/"
    text = "SEER2: 20\nSEER2: 21\nCEER: 12"
    took = press(desk, address, desk.get(address).text, "_accept_all", pasted=text)
    form = fields_of(took.text, marker="model_number")
    assert (form["seer2"], form["ceer"]) == ([""], ["12"])


def test_column_with_the_number_of_the_unit_is_chosen(desk: Client) -> None:
    unit = create_heat_pump(model_number="WX12H")
    address = f"{LIST}{unit.pk}/change/"
    text = "Model\tWX09H\tWX12H\nSEER2\t24\t22"
    read = press(desk, address, desk.get(address).text, "_read", pasted=text)
    assert read.context["paste"].column == 1
    assert proposed(read)["SEER2"] == ("", "22", False)


def test_pasted_text_without_a_source_is_not_saved(desk: Client) -> None:
    unit = create_heat_pump()
    address = f"{LIST}{unit.pk}/change/"
    page = press(desk, address, desk.get(address).text, "_save", pasted="CEER: 12", ceer="12")
    said = page.context["adminform"].form.errors["source_name"]
    assert said == ["Say where the pasted text is from."]


def test_change_of_somebody_else_is_told_while_a_text_is_read(desk: Client) -> None:
    unit = create_unit_with_everything()
    address = f"{LIST}{unit.pk}/change/"
    opened = desk.get(address).text
    HeatPump.objects.update(voltage="208/230")
    page = press(desk, address, opened, "_read", pasted=SHEET)
    errors = page.context["adminform"].form.non_field_errors()
    assert "Someone else changed this record" in " ".join(errors)
    assert page.context["paste"].proposals


@pytest.mark.parametrize("edits", [{"points-TOTAL_FORMS": "x"}, {"pasted_column": "9" * 9}, {}])
def test_nonsense_in_the_fields_of_the_box_is_no_error(desk: Client, edits: dict[str, str]) -> None:
    unit = create_heat_pump()
    address = f"{LIST}{unit.pk}/change/"
    sent = {"pasted": "Model A-12 B-12\nSEER2 20 21", "accept": ["x", "-1", "99"]} | edits
    page = press(desk, address, desk.get(address).text, "_accept", **sent)
    assert page.status_code == 200


PRICED = """Model: W-8
CEER: 17.6
$1,499.00
MSRP: $1,799.00
Price after $200 rebate: $1,299.00"""


def price_lines(page: str) -> list[dict[str, str]]:
    """The lines of prices that say something, as the form holds them."""
    form = fields_of(page, marker="model_number")
    names = ("retailer", "kind", "amount_low", "amount_high", "observed_on")
    lines = ({name: form.get(f"prices-{n}-{name}", [""])[0] for name in names} for n in range(9))
    return [line for line in lines if line["amount_low"]]


@pytest.mark.slow
def test_price_of_a_text_is_proposed_and_taken_only_with_its_store_and_day(desk: Client) -> None:
    unit = create_heat_pump(status="draft", model_number="W-8")
    address = f"{LIST}{unit.pk}/change/"
    read = press(desk, address, desk.get(address).text, "_read", pasted=PRICED)
    assert proposed(read)["Store price"] == ("", "$1,499.00", False)
    assert proposed(read)["List price"] == ("", "$1,799.00", False)
    (unread,) = read.context["paste"].unread
    assert unread.why == "It is not the price of the unit alone."
    source = {"source_name": "Sheet of W-8", "source_day": "2026-09-12"}
    left = press(desk, address, read.text, "_accept_all", **source)
    assert "Say at which store and on which day" in left.text
    assert (left.context["paste"].taken, price_lines(left.text)) == (1, [])
    told = {"pasted_shop": "A shop", "pasted_day": "2026-11-20"}
    took = press(desk, address, left.text, "_accept_all", **told)
    seen = {"retailer": "A shop", "observed_on": "2026-11-20"}
    assert price_lines(took.text) == [
        {**seen, "kind": "street", "amount_low": "1499.00", "amount_high": "1499.00"},
        {**seen, "kind": "list", "amount_low": "1799.00", "amount_high": "1799.00"},
    ]
    assert proposed(took)["Store price"][2]
    assert press(desk, address, took.text, "_accept_all").context["paste"].taken == 0
    assert press(desk, address, took.text, "_save").status_code == 302
    prices = unit.prices.order_by("amount_low").values_list("kind", "retailer", "observed_on")
    assert [(kind, shop, str(day)) for kind, shop, day in prices] == [
        *(("street", "A shop", "2026-11-20"), ("list", "A shop", "2026-11-20")),
    ]
