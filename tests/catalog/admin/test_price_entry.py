"""Prices for many units at once: what was seen, and what is only estimated."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from catalog.admin.price_entry import factor_of
from catalog.models import HeatPump, PriceObservation
from catalog.selection import price_columns, pump_columns
from tests.catalog.admin.test_admin import create_unit_with_everything, form_of
from tests.catalog.test_editing import desk, do, said
from tests.factories import create_heat_pump, create_price

__all__ = ["desk"]  # the fixture
pytestmark = pytest.mark.django_db

SEEN = {"enter": "1", "observed_on": "2026-11-20", "kind": "street"}


def test_prices_are_entered_for_many_units_at_once(desk: Client) -> None:
    units = [create_heat_pump() for _unit in range(3)]
    page = do(desk, "enter_prices", *units)
    assert len(list(page.context["form"].lines)) == 3
    data: dict[str, Any] = SEEN | {"retailer": "Shop", f"low_{units[0].pk}": "900"}
    data |= {f"low_{units[1].pk}": "950", f"high_{units[1].pk}": "990"}
    page = desk.get(do(desk, "enter_prices", *units, **data)["Location"])
    assert "2 prices were entered." in said(page)
    entered = PriceObservation.objects.order_by("id")
    lines = entered.values_list("heat_pump", "amount_low", "amount_high")
    assert [(pk, int(low), int(high)) for pk, low, high in lines] == [
        (units[0].pk, 900, 900),
        (units[1].pk, 950, 990),
    ]


def test_price_of_the_same_shop_and_day_is_corrected(desk: Client) -> None:
    unit = create_heat_pump()
    create_price(heat_pump=unit, low="800.00", observed_on=date(2026, 11, 20), retailer="Shop")
    do(desk, "enter_prices", unit, **SEEN, retailer="Shop", **{f"low_{unit.pk}": "850"})
    assert PriceObservation.objects.get().amount_low == 850


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"low": "900", "high": "800", "retailer": "A"}, "higher than the highest"),
        ({"low": "900"}, "Enter where you found"),
        ({"low": "-1", "retailer": "A"}, "greater than or equal"),
        ({"low": "x", "retailer": "A"}, "Enter a number"),
        ({"high": "900", "retailer": "A"}, "Enter the lowest price too"),
        ({"low": "900", "retailer": "A", "observed_on": "2999-01-01"}, "in the future"),
        ({"factor": "100"}, "This multiplies prices by 100."),
        ({"factor": "many"}, "Enter a change like 5%, -3%, or 1.05."),
        ({"factor": "1e3"}, "Enter a change like 5%, -3%, or 1.05."),
        ({"factor": "1.1"}, "Enter a price, or an estimate"),
        ({"low": "900", "retailer": "A", "kind": "free"}, "not one of the available"),
        ({"low": "900", "retailer": "A", "kind": "estimated"}, "not one of the available"),
        ({"low": "9", "retailer": "A"}, "or $1 per 1,000 BTU/h"),
        ({}, "Enter a price, or an estimate"),
    ],
)
def test_price_that_cannot_be_is_refused_in_words(
    desk: Client, data: dict[str, str], message: str
) -> None:
    unit = create_heat_pump()
    sent = SEEN | {
        f"{name}_{unit.pk}" if name in {"low", "high"} else name: value
        for name, value in data.items()
    }
    page = do(desk, "enter_prices", unit, **sent)
    assert message in page.text
    assert not PriceObservation.objects.exists()


def test_draft_may_have_a_price_that_is_wrong(desk: Client) -> None:
    unit = create_heat_pump(status="draft")
    page = do(desk, "enter_prices", unit, **SEEN, retailer="A", **{f"low_{unit.pk}": "9"})
    assert "or $1 per 1,000 BTU/h" in said(desk.get(page["Location"]))
    assert PriceObservation.objects.get().amount_low == 9


@pytest.mark.parametrize(
    ("text", "factor"),
    [("5 %", "1.05"), ("+5%", "1.05"), ("-3%", "0.97"), ("1,05", "1.05"), ("0.5 percent", "1.005")],
)
def test_factor_is_read_as_it_is_meant(text: str, factor: str) -> None:
    assert factor_of(text) == Decimal(factor)


def estimate(desk: Client, factor: str, *units: HeatPump, **more: Any) -> Any:
    """From the first page over the one that asks to the list again."""
    asked = do(desk, "enter_prices", *units, **SEEN, factor=factor)
    assert not PriceObservation.objects.filter(kind="estimated").exists()
    shown = asked.context["shown"]
    return do(desk, "enter_prices", *units, **SEEN, factor=factor, shown=shown, **more)


def test_estimate_is_shown_first_old_beside_new(desk: Client) -> None:
    live, draft, blank = create_heat_pump(), create_heat_pump(status="draft"), create_heat_pump()
    create_price(heat_pump=live, low="650.00")
    create_price(heat_pump=draft, low="800.00", high="900.00")
    page = do(desk, "enter_prices", live, draft, blank, **SEEN, factor="5%")
    assert [(line.unit, line.live, str(line.price.low)) for line in page.context["planned"]] == [
        (live, True, "682.50"),
        (draft, False, "840.00"),
    ]
    for words in (
        "650.00",
        "A shop (store price), September 25, 2026",
        "840.00–945.00",
        "<b>+5%</b>",
    ):
        assert words in page.text
    assert "1 chosen unit has no price of this kind" in page.text
    assert PriceObservation.objects.count() == 2


def test_estimate_never_says_that_somebody_saw_it(desk: Client) -> None:
    unit = create_heat_pump()
    create_price(heat_pump=unit, low="650.00", observed_on=date(2026, 1, 5))
    create_price(heat_pump=unit, low="999.99", observed_on=date(2026, 9, 5), retailer="B")
    page = desk.get(estimate(desk, "5%", unit)["Location"])
    assert "1 price was entered, as an estimate." in said(page)
    made = PriceObservation.objects.get(kind="estimated")
    assert (made.retailer, made.amount_low, made.factor) == (
        *("B", Decimal("1049.99"), Decimal("1.05")),
    )
    assert (made.estimated_from, made.observed_on) == (date(2026, 9, 5), timezone.localdate())
    assert str(made) == "1049.99–1049.99 USD, estimated from 2026-09-05"
    shown = desk.get(f"/heat-pumps/{unit.brand.slug}/{unit.slug}/").text
    assert "from the price of September 5, 2026" in shown


def test_estimate_wins_over_nothing_that_was_seen(desk: Client) -> None:
    unit, other = create_heat_pump(), create_heat_pump()
    create_price(heat_pump=unit, low="650.00")
    estimate(desk, "5%", unit)
    create_price(heat_pump=other, low="700.00")
    PriceObservation.objects.filter(heat_pump=other).update(
        kind="estimated", factor=1, estimated_from=date(2026, 9, 25)
    )
    names, rows = pump_columns(rights="1")
    at = names.index("price_low")
    assert [row[at] for row in rows] == [Decimal("650.00"), None]
    assert len(price_columns()[1]) == 1


def test_estimate_is_never_made_from_an_estimate(desk: Client) -> None:
    unit = create_heat_pump()
    create_price(heat_pump=unit, low="1000.00")
    for _time in range(2):
        page = do(desk, "enter_prices", unit, **SEEN, factor="10%")
        do(desk, "enter_prices", unit, **SEEN, factor="10%", shown=page.context["shown"])
    made = PriceObservation.objects.get(kind="estimated")
    assert made.amount_low == 1100


def test_factor_of_five_asks_whether_it_is_meant(desk: Client) -> None:
    unit = create_heat_pump()
    create_price(heat_pump=unit, low="650.00")
    page = estimate(desk, "5", unit)
    assert "Yes, I mean 5 times each price." in page.text
    assert "enter it with the percent sign: 5%" in " ".join(page.text.split())
    assert not PriceObservation.objects.filter(kind="estimated").exists()
    estimate(desk, "5", unit, sure="1")
    assert PriceObservation.objects.get(kind="estimated").amount_low == 3250


def test_estimate_that_cannot_be_is_left_out(desk: Client) -> None:
    unit, dear = create_heat_pump(), create_heat_pump()
    create_price(heat_pump=unit, low="650.00")
    create_price(heat_pump=dear, low="20000.00")
    page = do(desk, "enter_prices", unit, dear, **SEEN, factor="4")
    assert [line.wrong for line in page.context["planned"]] == [False, True]
    shown = page.context["shown"]
    do(desk, "enter_prices", unit, dear, **SEEN, factor="4", shown=shown, sure="1")
    assert PriceObservation.objects.get(kind="estimated").heat_pump == unit


def test_price_that_moved_while_the_list_was_shown_is_shown_again(desk: Client) -> None:
    unit = create_heat_pump()
    create_price(heat_pump=unit, low="650.00")
    shown = do(desk, "enter_prices", unit, **SEEN, factor="5%").context["shown"]
    PriceObservation.objects.update(amount_low=700, amount_high=700)
    page = do(desk, "enter_prices", unit, **SEEN, factor="5%", shown=shown)
    assert "735.00" in page.text
    assert PriceObservation.objects.count() == 1


def test_back_to_the_form_keeps_what_was_entered(desk: Client) -> None:
    unit = create_heat_pump()
    create_price(heat_pump=unit)
    page = do(desk, "enter_prices", unit, **SEEN, factor="5%", shown="x", change="1")
    assert page.context["form"]["factor"].value() == "5%"
    assert PriceObservation.objects.count() == 1


def test_database_takes_no_estimate_without_its_origin() -> None:
    price = create_price(heat_pump=create_heat_pump())
    with pytest.raises(IntegrityError, match="price_estimate_has_its_origin"), transaction.atomic():
        PriceObservation.objects.filter(pk=price.pk).update(kind="estimated")
    with pytest.raises(IntegrityError, match="price_estimate_has_its_origin"), transaction.atomic():
        PriceObservation.objects.filter(pk=price.pk).update(factor=2)


# A day that is still to come


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def test_price_of_tomorrow_is_refused_in_the_unit_and_in_its_own_form(desk: Client) -> None:
    unit = create_unit_with_everything()
    day = {"prices-0-observed_on": tomorrow().isoformat()}
    page = desk.post(f"/admin/catalog/heatpump/{unit.pk}/change/", form_of(desk, unit) | day)
    assert "This day is in the future. Enter the day the price was seen." in page.text
    price = unit.prices.get()
    assert price.observed_on == date(2026, 9, 25)
    own = {
        "heat_pump": unit.pk,
        "kind": "street",
        "amount_low": "900",
        "amount_high": "900",
        "currency": "USD",
        "observed_on": tomorrow().isoformat(),
        "retailer": "A",
    }
    page = desk.post(f"/admin/catalog/priceobservation/{price.pk}/change/", own)
    assert "This day is in the future." in page.text
    page = desk.post("/admin/catalog/priceobservation/add/", own)
    assert "This day is in the future." in page.text
    assert unit.prices.count() == 1


def test_estimate_is_not_made_by_hand(desk: Client) -> None:
    unit = create_unit_with_everything()
    data = form_of(desk, unit) | {"prices-0-kind": "estimated"}
    page = desk.post(f"/admin/catalog/heatpump/{unit.pk}/change/", data)
    assert "Estimates are made from the list" in page.text
    assert unit.prices.get().kind == "street"


def test_price_of_the_future_in_the_database_leaves_yesterdays_in_use(client: Client) -> None:
    unit = create_heat_pump()
    create_price(heat_pump=unit, low="900", observed_on=date(2026, 11, 1))
    create_price(heat_pump=unit, low="1200", observed_on=tomorrow(), retailer="B")
    names, rows = pump_columns(rights="1")
    assert rows[0][names.index("price_low")] == 900
    page = client.get(f"/heat-pumps/{unit.brand.slug}/{unit.slug}/").text
    assert "$900" in page
    assert "$1,200" not in page


def test_estimate_that_somebody_saw_after_all_is_a_seen_price(desk: Client) -> None:
    unit = create_unit_with_everything()
    unit.prices.update(kind="estimated", factor=2, estimated_from=date(2026, 9, 1))
    data = form_of(desk, unit) | {"prices-0-kind": "street"}
    assert desk.post(f"/admin/catalog/heatpump/{unit.pk}/change/", data).status_code == 302
    price = unit.prices.get()
    assert (price.kind, price.factor, price.estimated_from) == ("street", None, None)


@pytest.mark.slow
def test_estimate_is_not_changed_by_hand(desk: Client) -> None:
    unit = create_unit_with_everything()
    unit.prices.update(kind="estimated", factor=2, estimated_from=date(2026, 9, 1))
    address = f"/admin/catalog/heatpump/{unit.pk}/change/"
    for name, value in (("amount_low", "950"), ("retailer", "B"), ("observed_on", "2026-10-01")):
        data = form_of(desk, unit) | {f"prices-0-{name}": value}
        assert "An estimate is a price times its factor" in desk.post(address, data).text
    assert str(unit.prices.get().amount_low) == "1000.00"
    seen = form_of(desk, unit) | {"prices-0-kind": "street", "prices-0-amount_low": "950"}
    assert desk.post(address, seen).status_code == 302
    price = unit.prices.get()
    assert (price.kind, str(price.amount_low), price.factor) == ("street", "950.00", None)


def test_estimate_of_an_outdoor_unit_alone_says_so_ever_after(desk: Client, client: Client) -> None:
    unit = create_heat_pump()
    create_price(heat_pump=unit, low="650.00", kind="outdoor_only")
    kind = SEEN | {"kind": "outdoor_only"}
    page = do(desk, "enter_prices", unit, **kind, factor="5%")
    assert "(outdoor unit only)" in page.text
    do(desk, "enter_prices", unit, **kind, factor="5%", shown=page.context["shown"])
    made = unit.prices.get(kind="estimated")
    assert (made.estimated_kind, made.kind_in_words) == (
        *("outdoor_only", "estimated (outdoor unit only)"),
    )
    assert "estimated (outdoor unit only)" in client.get(unit.get_absolute_url()).text
