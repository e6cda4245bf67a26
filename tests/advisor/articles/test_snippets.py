"""Live facts for articles: the numbers of our pages, dated, in three shapes, for any site."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from advisor.advice import advise
from advisor.articles import embed_kit, snippets
from advisor.engine.answers import Answers
from advisor.listing import search as shelves
from catalog.models import FIRST_SHELF, HeatPump, PriceObservation
from tests.factories import create_brand, create_heat_pump, create_point, create_price
from tests.lanes import slow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_data")]


def told(client: Client, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.json()


def test_the_smallest_say_the_sentences_of_the_page(client: Client) -> None:
    rows = told(client, "/snippet/smallest.json")["rows"]
    page = client.get("/heat-pumps/smallest/").context["page"]
    said = [f"{row['label']}: {row['value']}; {row['note']}." for row in rows]
    assert said == [each.sentence for each in page.types if each.rows]
    for row in rows:
        unit = HeatPump.objects.get(slug=row["address"].rsplit("/", 2)[1])
        assert unit.availability in FIRST_SHELF


@pytest.mark.parametrize("path", ["/snippet/smallest/", slow("/snippet/smallest.json")])
def test_an_older_unit_is_never_todays_smallest(client: Client, path: str) -> None:
    for sale in ("archive", "unknown", "discontinued"):
        unit = create_heat_pump(model_number=f"OLD-{sale}", availability=sale, cooling_btu_h=5000)
        create_point(heat_pump=unit, min_btu_h=1200, rated_btu_h=5000)
    assert "OLD-" not in client.get(path).content.decode()


@pytest.mark.slow
def test_the_running_cost_is_that_of_the_advice(client: Client) -> None:
    fact = told(client, "/snippet/running-cost.json?state=ma")
    zip_code = fact["link"].split("zip=")[1][:5]
    advice = advise(Answers(zip=zip_code, space="bedroom", area=200, heating_now="electric"))
    assert fact["title"].startswith("What it costs to run a small heat pump in Massachusetts")
    assert fact["rows"][1]["value"] == f"${advice.picks[0].annual.cost_usd}"


def test_gas_is_allowed_to_win() -> None:
    words = [
        row.value
        for code in ("MA", "MN", "CA", "ND")
        for row in snippets.fact(
            "running-cost", QueryDict(f"state={code}"), today=date(2026, 11, 23)
        )[0].rows
        if row.label == "Compared with natural gas"
    ]
    assert any("more a year" in each for each in words)


@pytest.mark.slow
def test_a_price_is_told_by_the_rule_of_the_pages_and_old_ones_as_a_range(client: Client) -> None:
    unit = create_heat_pump(cooling_btu_h=9000)
    create_price(heat_pump=unit, low="1000.00", observed_on=date(2026, 11, 20))

    def value(today: date) -> snippets.Row:
        query = QueryDict(f"model={unit.slug}")
        return snippets.fact("price", query, today=today)[0].rows[0]

    assert value(date(2026, 11, 23)).value == "$1,000"
    assert "November 20, 2026" in value(date(2026, 11, 23)).note
    after = value(date(2027, 3, 1))  # 101 days
    assert after.value == "$900–1,100"
    assert "November 20, 2026" in after.note
    # However old it gets, it stays its own price in a wider range: never its class's.
    assert value(date(2028, 1, 1)).value == "$838–1,162"
    assert "November 20, 2026" in value(date(2028, 1, 1)).note


@pytest.mark.slow
def test_prices_of_a_type_are_of_the_last_ninety_days_where_there_are_any(db: None) -> None:
    PriceObservation.objects.all().delete()
    old = create_heat_pump(type="window", cooling_btu_h=9000)
    create_price(heat_pump=old, low="2800.00", observed_on=date(2025, 1, 1))

    def window(today: date) -> snippets.Row:
        fact, _tag = snippets.fact("prices", QueryDict(""), today=today)
        return next(row for row in fact.rows if row.label == "Window units")

    assert window(date(2026, 11, 23)).value == "$2,800"
    assert window(date(2026, 11, 23)).note.startswith("older than 90 days")
    assert "January 1, 2025" in window(date(2026, 11, 23)).note
    new = create_heat_pump(type="window", cooling_btu_h=9000)
    create_price(heat_pump=new, low="700.00", high="900.00", observed_on=date(2026, 11, 1))
    assert window(date(2026, 11, 23)).value == "$700–900"
    assert "older" not in window(date(2026, 11, 23)).note


@pytest.mark.slow
def test_a_range_of_few_brands_says_so_and_one_of_four_does_not(client: Client) -> None:
    PriceObservation.objects.all().delete()
    day = date(2026, 11, 20)
    for number, name in enumerate(("Aabrand", "Bbbrand", "Ccbrand", "Ddbrand")):
        fact, _tag = snippets.fact("prices", QueryDict(""), today=date(2026, 11, 23))
        noted = [row.note for row in fact.rows if row.label == "Window units"]
        few = ", ".join(("Aabrand", "Bbbrand", "Ccbrand")[:number])
        brands = "brand" if number == 1 else "brands"
        assert len(noted) == bool(number)
        assert all(f"from {number} {brands} only ({few}), so" in note for note in noted)
        brand = create_brand(name=name, slug=name.lower())
        unit = create_heat_pump(type="window", cooling_btu_h=9000, brand=brand)
        create_price(heat_pump=unit, low=f"{700 + number}.00", observed_on=day)
    fact, _tag = snippets.fact("prices", QueryDict(""), today=date(2026, 11, 23))
    (row,) = fact.rows
    assert (row.value, "only" in row.note) == ("$700–703", False)


@pytest.mark.slow
def test_the_range_is_the_one_that_the_guides_print(client: Client) -> None:
    today = timezone.localdate()
    fact, _tag = snippets.fact("prices", QueryDict(""), today=today)
    page = client.get("/guides/which-type/").context["page"]
    table = next(b for s in page.sections for b in s.blocks if b.kind == "table")
    cells = next(row for row in table.rows if row[0] == "Prices we found")[1:]
    shown = [str(cell) for cell in cells if "not published" not in str(cell)]
    assert [cell.split("; ")[0] for cell in shown] == [row.value for row in fact.rows]
    for cell, row in zip(shown, fact.rows, strict=True):
        assert ("brand" in cell) == ("brand" in row.note)


def test_a_picture_comes_in_two_widths_that_the_json_lists(client: Client) -> None:
    fact = told(client, "/snippet/prices.json")
    listed = [part.split(" ") for part in fact["srcset"].split(", ")]
    assert [width for _address, width in listed] == ["640w", "1280w"]
    tags = set()
    for address, width in listed:
        response = client.get(address[address.index("/snippet") :])
        tags.add(response["ETag"])
        assert f"{Image.open(io.BytesIO(response.content)).width}w" == width
    assert len(tags) == 2
    odd = client.get("/snippet/prices.png?w=99999999")
    assert Image.open(io.BytesIO(odd.content)).width == 1280


def test_an_editor_takes_a_fact_as_an_element_a_picture_and_json() -> None:
    live, picture, data = embed_kit.fact_pieces("running-cost", "MA", today=date(2026, 11, 23))
    assert '<div data-heat-pump-fact="running-cost" data-state="MA"><a href="' in live.text
    assert live.text.count("<script") == 1
    assert 'sizes="(max-width: 640px) 100vw, 640px"' in picture.text
    assert "w=640 640w" in picture.text
    assert (
        'alt="What it costs to run a small heat pump in Massachusetts, November 23' in picture.text
    )
    assert data.text.endswith("/snippet/running-cost.json?state=MA")
    with pytest.raises(snippets.IncompleteError):
        embed_kit.fact_pieces("price", "", today=date(2026, 11, 23))


def test_a_fragment_is_no_page_and_brings_its_date(client: Client) -> None:
    html = client.get("/snippet/smallest/").content.decode()
    assert html.lstrip().startswith("<section")
    assert "<html" not in html
    assert "<style" not in html
    assert "<time datetime=" in html


def test_a_picture_is_sharp_and_its_words_come_with_the_json(client: Client) -> None:
    fact = told(client, "/snippet/prices/?format=json")
    path = fact["image"].removeprefix("http://testserver")
    response = client.get(path)
    assert response["Content-Type"] == "image/png"
    picture = Image.open(io.BytesIO(response.content))
    assert picture.width == 1280
    assert len(set(picture.convert("L").resize((64, 64)).tobytes())) > 4  # something is written
    for row in fact["rows"]:
        assert row["value"] in fact["alt"]


@pytest.mark.parametrize("path", ["smallest.json", slow("smallest/"), slow("smallest.png")])
def test_any_site_may_read_and_keep_it_until_something_changes(client: Client, path: str) -> None:
    response = client.get(f"/snippet/{path}")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "max-age" in response["Cache-Control"]
    assert not response.cookies
    again = client.get(f"/snippet/{path}", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert again["ETag"] == response["ETag"]
    unit = HeatPump.objects.filter(status="live").earliest("id")
    unit.notes = "changed"
    unit.sound_indoor_min_db = 21
    unit.save()
    changed = client.get(f"/snippet/{path}", headers={"If-None-Match": response["ETag"]})
    assert changed.status_code == 200


@pytest.mark.slow
def test_a_tag_differs_by_day_language_subject_and_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    def tag(query: str, today: date) -> str:
        return snippets.fact("running-cost", QueryDict(query), today=today)[1]

    day = date(2026, 11, 23)
    tags = {tag("state=MA", day), tag("state=NH", day), tag("state=MA", date(2026, 11, 24))}
    assert len(tags) == 3
    assert tag("state=MA", day) in tags
    monkeypatch.setattr(snippets, "RULES", snippets.RULES + 1)
    assert tag("state=MA", day) not in tags


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/snippet/nothing/", 404),
        ("/snippet/smallest.gif", 400),
        ("/snippet/smallest/?format=yaml", 400),
        ("/snippet/running-cost/", 400),
        ("/snippet/running-cost/?state=ZZ", 404),
        ("/snippet/running-cost/?state=%00", 404),
        ("/snippet/price/?model=nothing-of-ours", 404),
        ("/snippet/price/", 400),
    ],
)
def test_what_we_do_not_know_is_said_plainly(client: Client, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_a_known_fact_costs_two_queries(client: Client) -> None:
    from django.db import connection

    client.get("/snippet/running-cost.json?state=VT")
    with CaptureQueriesContext(connection) as queries:
        client.get("/snippet/running-cost.json?state=VT")
    assert len(queries) == 2


def test_the_range_of_a_type_is_that_of_what_can_be_picked() -> None:
    fact, _tag = snippets.fact("prices", QueryDict(""), today=date(2026, 9, 26))
    stock = shelves.current().stock.units
    lowest = min(Decimal(str(p)) for p in stock.price_low if p == p)
    shown = min(int(row.value.split("–")[0].strip("$").replace(",", "")) for row in fact.rows)
    assert shown >= lowest
