"""What is sold today comes first, and whether a unit is sold is a fact with a day and a source."""

import re
from typing import Any

import pytest
from django.test import Client

from catalog.models import HeatPump, SaleStatus
from tests.advisor.pages.catalog.test_catalog_pages import listed, structured, text, words
from tests.factories import create_brand, create_figure, create_heat_pump, create_point
from tests.lanes import slow

pytestmark = pytest.mark.usefixtures("real_data")

OWN = "/heat-pumps/own-brand/own-one/"
ALL_SALES = ("discontinued", "unknown", "archive", "certified", "on_sale")


def own_unit(**columns: Any) -> HeatPump:
    brand = create_brand(name="Ownbrand", slug="own-brand")
    return create_heat_pump(brand=brand, **({"slug": "own-one", "model_number": "OWN-1"} | columns))


def own_shelves(*sales: str) -> list[str]:
    """A unit of one brand for each status, the gentlest of those that are least sold."""
    brand = create_brand(name="Ownbrand", slug="own-brand")
    return [
        create_heat_pump(brand=brand, availability=sale, cooling_btu_h=6000 + 1000 * at).slug
        for at, sale in enumerate(sales)
    ]


def seen(unit: HeatPump, value: str, source: str, day: str = "2026-09-12") -> None:
    create_figure(
        heat_pump=unit,
        name="availability",
        value=value,
        source=source,
        source_date=day,
        in_use=True,
    )


# --- The list and the page of a brand -----------------------------------------------------------


def test_the_list_begins_with_what_is_sold_and_names_every_shelf(client: Client) -> None:
    slugs = own_shelves(*ALL_SALES)
    response = client.get("/heat-pumps/?q=ownbrand")
    page = words(response)
    assert listed(response) == [slugs[3], slugs[4], slugs[1], slugs[2], slugs[0]]
    assert "2 sold or certified today, 2 older or not known to be sold, 1 discontinued" in page
    places = [page.index(f"{head} Ownbrand") for head in HEADS]
    assert places == sorted(places)


HEADS = ("Sold or certified today", "Older, or not known to be sold", "Discontinued")


@pytest.mark.slow
def test_a_later_page_says_on_which_shelf_it_is(client: Client) -> None:
    last = int(re.findall(r"Page 1 of (\d+)", words(client.get("/heat-pumps/")))[0])
    page = words(client.get(f"/heat-pumps/?page={last}"))
    assert HEADS[0] not in page.split(" models ")[1]
    assert HEADS[2] in page


@pytest.mark.slow
def test_a_list_without_older_units_counts_none(client: Client) -> None:
    own_shelves("on_sale")
    page = words(client.get("/heat-pumps/?q=ownbrand"))
    assert "1 sold or certified today" in page
    assert HEADS[1] not in page
    assert "0 older" not in page


def test_the_page_of_a_brand_shows_the_first_shelf_first(client: Client) -> None:
    slugs = own_shelves(*ALL_SALES)
    response = client.get("/heat-pumps/own-brand/")
    names = [
        item["url"].rsplit("/", 2)[1]
        for item in structured(response)["ItemList"]["itemListElement"]
    ]
    assert names == [slugs[3], slugs[4], slugs[1], slugs[2], slugs[0]]
    assert "The lowest output of those sold or certified today" in words(response)


@pytest.mark.slow
def test_a_brand_that_sells_nothing_says_so(client: Client) -> None:
    own_shelves("archive")
    page = words(client.get("/heat-pumps/own-brand/"))
    assert "We know of none that is sold today. The lowest output:" in page


@pytest.mark.slow
def test_the_filter_of_the_sale_offers_every_status(client: Client) -> None:
    html = text(client.get("/heat-pumps/"))
    select = re.search(r'<select name="sold".*?</select>', html, re.DOTALL)
    assert select
    assert set(re.findall(r'value="(\w+)"', select[0])) == set(SaleStatus.values)


# --- One unit -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "source", "line"),
    [
        ("certified", "EPA list", "On ENERGY STAR’s list, seen September 12, 2026"),
        ("on_sale", "A shop", "On sale, seen September 12, 2026 (A shop)"),
        slow("archive", "A list", "Older generation, as of September 12, 2026 (A list)"),
        slow(
            "unknown", "A list", "Not known whether it is sold, as of September 12, 2026 (A list)"
        ),
        slow("discontinued", "A list", "Discontinued, as of September 12, 2026 (A list)"),
        slow(
            "on_sale",
            "A shop, copied in github.com/a/b c.ts",
            "On sale, seen September 12, 2026 (A shop)",
        ),
    ],
)
def test_the_sale_is_a_fact_with_its_day(
    client: Client, status: str, source: str, line: str
) -> None:
    seen(own_unit(availability=status), status, source)
    assert line in words(client.get(OWN))


def test_a_certification_is_never_called_sold(client: Client) -> None:
    seen(own_unit(availability="certified"), "certified", "EPA list")
    page = words(client.get(OWN)).lower()
    assert "on sale" not in page
    assert "sold today" not in page


def test_a_sale_that_nobody_states_is_not_known(client: Client) -> None:
    own_unit(availability="unknown")
    assert "Not known whether it is sold" in words(client.get(OWN))


PAIR = "One record for the outdoor unit; the installer chooses the indoor unit."


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"outdoor_model": "OUT-1"}, True),
        ({"outdoor_model": "OUT-1", "indoor_model": "IN-1"}, False),
        ({"outdoor_model": "OUT-1", "availability": "unknown"}, False),
        ({"type": "window"}, False),
    ],
)
@pytest.mark.slow
def test_an_outdoor_unit_of_the_list_says_whose_figures_it_has(
    client: Client, columns: dict[str, Any], told: bool
) -> None:
    own_unit(**({"availability": "certified"} | columns))
    assert (f"{PAIR} Figures of one certified pair." in words(client.get(OWN))) == told


def test_a_source_is_named_and_its_copy_is_one_touch_away(client: Client) -> None:
    create_figure(
        heat_pump=own_unit(),
        name="seer2",
        value="21",
        source="Own sheet.pdf (as quoted in github.com/a/b)",
        in_use=True,
    )
    html = text(client.get(OWN))
    shown = re.sub(r"<details.*?</details>", "", html, flags=re.DOTALL)
    assert "Own sheet.pdf" in shown
    assert "github.com" not in shown
    assert "Own sheet.pdf (as quoted in github.com/a/b)" in html


def test_a_stated_figure_that_is_not_believed_is_not_called_unpublished(client: Client) -> None:
    create_point(heat_pump=own_unit(), min_btu_h=1023, rated_btu_h=9000)
    page = words(client.get(OWN))
    assert "Nobody publishes how far it turns down" not in page
    assert "The manufacturer states 1,023 BTU/h, the low end of its range" in page


@pytest.mark.parametrize(
    ("where", "gives"),
    [("55401", r"−8 °F\. [\d,]+ [\d,]+"), ("99701", r"−\d+ °F\. [\d,]+ not published")],
)
def test_an_unknown_limit_ends_the_output_only_below_the_coldest_of_its_kind(
    client: Client, where: str, gives: str
) -> None:
    own_unit()
    page = words(client.get(f"{OWN}?zip={where}"))
    assert re.search(f"cannot carry the heat of a winter with {gives}", page)


def test_an_address_of_a_copy_is_shown_on_no_page_of_the_catalog(client: Client) -> None:
    slugs = [
        *("msz-fs06na-muz-fs06na", "ls090hsv4", "map14hs1tbl", "arc-1230wnh"),
        "ftxv18avju9-rxt18avju9",
    ]
    for unit in HeatPump.objects.filter(slug__in=slugs).select_related("brand"):
        html = text(client.get(f"/heat-pumps/{unit.brand.slug}/{unit.slug}/"))
        shown = re.sub(r'<details.*?</details>|title="[^"]*"', "", html, flags=re.DOTALL)
        assert not re.search(r"github\.com|public repository", shown, re.IGNORECASE), unit.slug
