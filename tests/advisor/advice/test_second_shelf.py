"""Two shelves: advice names what can be bought; what is older waits under its own heading."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from advisor.advice import advise
from advisor.advice.contract import Advice
from advisor.advice.contract_json import as_json
from advisor.listing import inventory
from advisor.questions.answer_form import read_text
from catalog.models import HeatPump
from tests.factories import create_brand, create_heat_pump, create_point, create_price

TODAY = date(2026, 11, 23)
ROOM = "zip=02130&space=bedroom&area=120"


def advice_of(query: str) -> Advice:
    answers = read_text(query).answers
    assert answers is not None
    return advise(answers, today=TODAY)


def unit(slug: str, availability: str, **columns: Any) -> HeatPump:
    usual: dict[str, Any] = {"hspf2": 10, "seer2": 20, "cooling_btu_h": 6000, "voltage": "115"}
    heat_pump = create_heat_pump(slug=slug, availability=availability, **(usual | columns))
    create_point(heat_pump=heat_pump, outdoor_f=47, min_btu_h=1500, rated_btu_h=7000)
    create_point(heat_pump=heat_pump, outdoor_f=5, max_btu_h=6000)
    return heat_pump


@pytest.fixture
def two_shelves(real_data: None) -> None:
    HeatPump.objects.all().delete()
    inventory.forget()
    unit("sold", "on_sale")
    unit("listed", "certified", cooling_btu_h=7000)
    unit("older", "archive", cooling_btu_h=6500)
    unit("lost", "unknown", cooling_btu_h=6700)
    unit("gone", "discontinued", cooling_btu_h=6800)


@pytest.mark.usefixtures("two_shelves")
def test_advice_recommends_only_what_is_on_sale_or_certified() -> None:
    advice = advice_of(ROOM)
    assert {pick.slug for pick in advice.picks} == {"sold", "listed"}
    assert {pick.sale.status for pick in advice.picks} == {"on_sale", "certified"}
    assert advice.archive == []


@pytest.mark.usefixtures("two_shelves")
def test_who_asks_sees_the_older_units_apart_and_never_what_is_discontinued() -> None:
    advice = advice_of(f"{ROOM}&stock=any")
    assert {pick.slug for pick in advice.picks} == {"sold", "listed"}
    assert {pick.slug for pick in advice.archive} == {"older", "lost"}
    assert {pick.label for pick in advice.archive} == {None}


@pytest.mark.usefixtures("two_shelves")
def test_where_nothing_on_sale_serves_the_nearest_of_the_archive_is_shown(client: Client) -> None:
    HeatPump.objects.filter(availability__in=("on_sale", "certified")).update(voltage="208/230")
    advice = advice_of(f"{ROOM}&power=shared_115")
    assert advice.picks == []
    assert {pick.slug for pick in advice.archive} == {"older", "lost"}
    page = client.get(f"/advice/results/serve/?{ROOM}&power=shared_115").content.decode()
    assert page.index("Older units, not known to be sold") < page.index("MODEL-")


@pytest.mark.usefixtures("two_shelves")
def test_an_older_unit_is_still_judged_for_the_room_that_asks_about_it(client: Client) -> None:
    judged = advice_of(f"{ROOM}&model=older").judged
    assert judged is not None
    assert judged.pick.slug == "older"
    page = client.get(f"/advice/results/?{ROOM}&model=older").content.decode()
    assert "Would do, but not known to be sold" in page
    assert "Number 0" not in page


@pytest.mark.usefixtures("two_shelves")
def test_the_json_says_whether_it_is_sold_and_how_well_each_figure_is_known() -> None:
    create_price(
        heat_pump=HeatPump.objects.get(slug="sold"), low="899.00", observed_on=date(2026, 11, 1)
    )
    told = json.loads(json.dumps(as_json(advice_of(ROOM))))
    assert told["archive"] == []
    pick = next(each for each in told["picks"] if each["slug"] == "sold")
    assert pick["sale"]["status"] == "on_sale"
    assert pick["sale"]["shops"] == [
        {"name": "A shop", "usd": 899.0, "seen": "2026-11-01", "url": None}
    ]
    assert pick["evidence"] == {
        "minimum": "published",
        "design_capacity": "published",
        "cutout": "unknown",
        "efficiency": "published",
        "sound": "unknown",
        "voltage": "published",
        "price": "seen",
    }
    other = next(each for each in told["picks"] if each["slug"] == "listed")
    assert other["evidence"]["price"] == "class"
    assert other["sale"]["shops"] == []


@pytest.mark.usefixtures("two_shelves")
def test_one_machine_is_one_pick_with_all_its_labels() -> None:
    HeatPump.objects.exclude(slug="sold").delete()
    for brand in ("Alpha", "Beta"):
        unit(
            f"twin-{brand.lower()}",
            "certified",
            brand=create_brand(name=brand),
            model_number=f"{brand}-06**",
            machine="the twins",
            cooling_btu_h=6300,
        )
    advice = advice_of(ROOM)
    twins = [pick for pick in advice.picks if pick.slug.startswith("twin")]
    assert len(twins) == 1
    assert sorted(twins[0].names) == ["Alpha Alpha-06…", "Beta Beta-06…"]
