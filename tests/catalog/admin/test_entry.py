"""A unit is entered on one page: its source, its errors, its parts, and whether it is there yet."""

import re
from typing import Any

import pytest
from django.test import Client

from catalog.admin.heat_pump_fieldsets import PARTS
from catalog.models import Figure, HeatPump, PriceObservation, Source
from tests.catalog.admin.test_admin import create_unit_with_everything, desk, form_of
from tests.factories import create_brand, create_heat_pump, create_point, create_price

__all__ = ["desk"]  # the fixture
pytestmark = pytest.mark.django_db

LIST = "/admin/catalog/heatpump/"
SOURCE = {
    "source_name": "Submittal sheet W-8, 2026-09",
    "source_url": "https://maker.example/w-8.pdf",
    "source_day": "09/12/2026",
    "source_confidence": "medium",
}


def save(desk: Client, unit: HeatPump, edits: dict[str, Any], follow: bool = False) -> Any:
    return desk.post(f"{LIST}{unit.pk}/change/", form_of(desk, unit) | edits, follow=follow)


def errors(page: Any, field: str) -> str:
    return " ".join(page.context["adminform"].form.errors.get(field, []))


def test_every_figure_point_and_price_of_a_save_carries_its_source(desk: Client) -> None:
    unit = create_heat_pump(status="draft")
    edits = {
        "ceer": "17.6",
        "points-0-rated_btu_h": "9000",
        "prices-0-amount_low": "650",
        "figures-0-name": "mounting",
        "figures-0-value": "Straddles the sill",
    }
    assert save(desk, unit, edits | SOURCE).status_code == 302
    figures = unit.figures.order_by("name")
    said = figures.values_list("name", "source__locator", "source_date", "confidence")
    assert list(said) == [
        (name, SOURCE["source_name"], "2026-09-12", "medium")
        for name in ("ceer", "heating_btu_47f", "mounting")
    ]
    assert Source.objects.get().url == SOURCE["source_url"]
    price = PriceObservation.objects.get()
    assert (price.retailer, str(price.observed_on), price.link, str(price.amount_high)) == (
        *(SOURCE["source_name"], "2026-09-12", SOURCE["source_url"], "650.00"),
    )


def test_known_source_is_cited_and_not_written_twice(desk: Client) -> None:
    unit = create_unit_with_everything()
    known = Source.objects.get(locator=f"Sheet of {unit.slug}")
    save(desk, unit, {"ceer": "12", "source_name": known.locator})
    assert unit.figures.get(name="ceer").source == known
    listed = desk.get(f"{LIST}{unit.pk}/change/").text
    assert f'<option value="{known.locator}">' in listed


def test_without_a_source_it_is_the_desk(desk: Client) -> None:
    unit = create_heat_pump()
    save(desk, unit, {"ceer": "12"})
    assert unit.figures.get(name="ceer").source.locator == "Catalog desk"


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"source_day": "2026-09"}, "source_name", "Name the source, too."),
        ({"source_day": "soon", "source_name": "X"}, "source_day", "Enter a day like 2026-09-12"),
        ({"source_day": "2999", "source_name": "X"}, "source_day", "This day is in the future."),
    ],
)
def test_source_that_says_too_little_is_told_at_its_field(
    desk: Client, given: dict[str, str], field: str, sentence: str
) -> None:
    page = save(desk, create_heat_pump(), given | {"ceer": "12"})
    assert sentence in errors(page, field)
    assert not Figure.objects.filter(name="ceer").exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("sound_indoor_min_db", "5", "Lowest indoor sound: 5 dB(A) is too quiet to be true."),
        ("ceer", "176", "CEER: 176 is too high to be true. The plausible range is 7 to 20."),
        ("weight_lb", "1290", "Weight: 1,290 lb is too heavy to be true."),
    ],
)
def test_impossible_figure_is_told_at_its_field_in_words(
    desk: Client, field: str, value: str, sentence: str
) -> None:
    page = save(desk, create_heat_pump(status="draft"), {field: value})
    assert sentence in errors(page, field)
    assert f'<a href="#id_{field}">' in page.text


def test_summary_leads_to_each_error_and_its_part_stands_open(desk: Client) -> None:
    unit = create_unit_with_everything()
    page = save(desk, unit, {"seer2": "many", "points-0-min_btu_h": "5"})
    summary = re.search(r'class="error-summary".*?</div>', page.text, re.DOTALL)
    assert summary
    assert re.findall(r'href="#([\w-]+)"', summary[0]) == ["id_seer2", "id_points-0-min_btu_h"]
    opened = {shown.part.key for shown in page.context["parts"] if shown.is_open}
    assert opened == {"ratings", "output"}


def test_line_without_a_figure_is_no_line(desk: Client) -> None:
    unit = create_heat_pump()
    page = desk.get(f"{LIST}{unit.pk}/change/")
    offered = page.context["inline_admin_formsets"][0].formset.forms
    assert [line["outdoor_f"].value() for line in offered] == [47, 17, 5, None]
    assert save(desk, unit, {"series": "FX"}).status_code == 302
    assert not unit.points.exists()


def test_parts_hold_every_field_once() -> None:
    fields = [name for part in PARTS for name in part.fields]
    assert len(fields) == len(set(fields))
    kept_away = {"id", "synthetic", "loaded_checksum", "confidence", "search_key"}
    columns = {field.name for field in HeatPump._meta.concrete_fields} - kept_away
    assert columns <= set(fields)


def new_unit(desk: Client, **given: Any) -> Any:
    page = desk.get(f"{LIST}add/")
    data = {
        bound.html_name: "" if bound.value() is None or bound.value() is False else bound.value()
        for form in [
            page.context["adminform"].form,
            *(each.formset.management_form for each in page.context["inline_admin_formsets"]),
        ]
        for bound in form
    }
    return desk.post(f"{LIST}add/", data | {"type": "window", "heat_source": "heat_pump"} | given)


def test_slug_is_made_from_the_model_number(desk: Client) -> None:
    brand = create_brand()
    create_heat_pump(slug="w-8")
    assert new_unit(desk, brand=brand.pk, model_number="W 8").status_code == 302
    assert HeatPump.objects.get(model_number="W 8").slug == f"{brand.slug}-w-8"


@pytest.mark.parametrize(
    ("field", "there", "typed"),
    [
        ("outdoor_model", "MUZ-FS06NA", "muz fs06/na"),
        ("ahri_ref", "210857307", "210857307"),
        ("model_number", "MSZ-FS06NA / MUZ-FS06NA", "MSZFS06NA/MUZFS06NA"),
    ],
)
def test_unit_that_is_there_already_is_told_at_the_field_with_its_link(
    desk: Client, field: str, there: str, typed: str
) -> None:
    numbers: dict[str, Any] = {field: there}
    known = create_heat_pump(**numbers)
    given = {"brand": known.brand_id, "model_number": "NEW-1"} | {field: typed}
    page = new_unit(desk, **given)
    assert "There already:" in errors(page, field)
    assert f'href="{LIST}{known.pk}/change/"' in errors(page, field)
    assert new_unit(desk, **given, is_separate="on").status_code == 302
    assert HeatPump.objects.count() == 2


def test_unit_that_is_given_up_asks_for_its_successor(desk: Client) -> None:
    unit, successor = create_heat_pump(), create_heat_pump()
    page = save(desk, unit, {"availability": "discontinued"})
    assert "Which unit replaces it?" in errors(page, "replaced_by")
    edits = {"availability": "discontinued", "replaced_by": successor.model_number}
    assert save(desk, unit, edits).status_code == 302
    unit.refresh_from_db()
    assert (unit.availability, unit.replaced_by) == ("discontinued", successor)
    assert save(desk, unit, {"series": "FX"}).status_code == 302


def test_unit_that_is_not_there_is_no_successor(desk: Client) -> None:
    page = save(desk, create_heat_pump(), {"replaced_by": "nothing-like-it"})
    assert "No unit has the slug or model number “nothing-like-it”." in errors(page, "replaced_by")


def test_prices_of_all_shops_stand_in_one_table_with_a_line_to_add(desk: Client) -> None:
    unit = create_heat_pump()
    for shop in ("Shop A", "Shop B"):
        create_price(heat_pump=unit, retailer=shop)
    create_point(heat_pump=unit)
    lines = desk.get(f"{LIST}{unit.pk}/change/").context["inline_admin_formsets"][1].formset.forms
    assert [line["retailer"].value() for line in lines] == ["Shop A", "Shop B", None]
