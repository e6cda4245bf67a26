"""A typo on a live unit is refused at its field; the site goes on with what it had."""

from typing import Any

import pytest
from django.test import Client

from catalog.models import Figure, HeatPump
from tests.catalog.admin.test_admin import create_unit_with_everything, form_of
from tests.catalog.test_editing import LIST, desk, do, person, said
from tests.factories import create_figure, create_heat_pump, create_point

__all__ = ["desk"]  # the fixture
pytestmark = pytest.mark.django_db

NOTHING = "Nothing was saved. A live unit must have no errors"


def save(desk: Client, unit: HeatPump, edits: dict[str, str]) -> Any:
    return desk.post(f"{LIST}{unit.pk}/change/", form_of(desk, unit) | edits)


def state(unit: HeatPump) -> list[Any]:
    """Everything that visitors could see of it."""
    return [
        HeatPump.objects.filter(pk=unit.pk).values().get(),
        *(list(rows.order_by("pk").values()) for rows in (unit.points, unit.prices, unit.figures)),
    ]


@pytest.mark.parametrize("role", ["Catalog editor", "Publisher"])
def test_typo_on_a_live_unit_is_refused_at_its_field_and_the_site_keeps_its_figures(
    role: str,
) -> None:
    desk = person(role)
    unit = create_unit_with_everything()
    before = state(unit)
    page = save(desk, unit, {"seer2": "60", "series": "FX"})
    assert page.status_code == 200
    form = page.context["adminform"].form
    assert form.errors["seer2"] == [
        "SEER2: 60 is too high to be true. The plausible range is 10 to 45."
    ]
    assert (form["seer2"].value(), form["series"].value()) == ("60", "FX")
    assert "was changed successfully" not in page.text
    assert state(unit) == before
    assert save(desk, unit, {"seer2": "21.5", "series": "FX"}).status_code == 302
    assert HeatPump.objects.get().status == "live"


@pytest.mark.parametrize(
    ("edits", "formset", "field", "words"),
    [
        (
            {"points-0-cop_rated": "9.5"},
            0,
            "cop_rated",
            "Heating at 47 °F, COP at rated output: 9.5 is too high to be true.",
        ),
        ({"prices-0-amount_low": "9"}, 1, "amount_low", "or $1 per 1,000 BTU/h"),
        (
            {
                "figures-TOTAL_FORMS": "3",
                "figures-2-name": "seer2",
                "figures-2-value": "60",
                "figures-2-confidence": "high",
                "figures-2-source": "source",
            },
            2,
            "value",
            "SEER2: 60 is too high to be true.",
        ),
    ],
)
def test_error_in_a_line_is_told_at_the_line_and_above(
    desk: Client, edits: dict[str, str], formset: int, field: str, words: str
) -> None:
    unit = create_unit_with_everything()
    source = str(Figure.objects.order_by("pk")[0].source_id)
    before = state(unit)
    page = save(desk, unit, {k: source if v == "source" else v for k, v in edits.items()})
    lines = page.context["inline_admin_formsets"][formset].formset.forms
    assert words in " ".join(" ".join(line.errors.get(field, [])) for line in lines)
    assert words in page.text.partition("inline-group")[0]
    assert state(unit) == before


def test_figures_that_contradict_each_other_are_refused_where_one_of_them_is_new(
    desk: Client,
) -> None:
    unit = create_unit_with_everything()
    before = state(unit)
    form = save(desk, unit, {"cooling_btu_h": "30000"}).context["adminform"].form
    assert NOTHING in str(form.non_field_errors())
    assert "Is a digit missing?" in str(form.errors)
    assert state(unit) == before


def test_draft_may_be_saved_with_errors_and_is_told_them(desk: Client) -> None:
    unit = create_unit_with_everything()
    HeatPump.objects.update(status="draft")
    page = save(desk, unit, {"cooling_btu_h": "30000"})
    assert "Is a digit missing?" in said(desk.get(page["Location"]))
    assert HeatPump.objects.get().cooling_btu_h == 30_000
    page = desk.get(do(desk, "publish", unit, reason="sure")["Location"])
    assert "was not changed: Heating at 47 °F, rated output: 9,000" in said(page)
    assert HeatPump.objects.get().status == "draft"


def test_live_unit_may_leave_the_site_with_its_error(desk: Client) -> None:
    unit = create_unit_with_everything()
    assert save(desk, unit, {"cooling_btu_h": "30000", "status": "draft"}).status_code == 302
    assert HeatPump.objects.get().status == "draft"


def test_error_that_was_there_before_does_not_stop_other_work(desk: Client) -> None:
    unit = create_unit_with_everything()
    HeatPump.objects.update(seer2=60)
    assert save(desk, unit, {"series": "FX"}).status_code == 302
    assert HeatPump.objects.get().series == "FX"
    assert save(desk, unit, {"cooling_btu_h": "30000"}).status_code == 200


def test_figure_of_its_own_page_is_refused_too(desk: Client) -> None:
    unit = create_unit_with_everything()
    figure = create_figure(heat_pump=unit, name="seer2", value="21", in_use=True)
    HeatPump.objects.update(seer2=21)
    before = state(unit)
    data = {
        "heat_pump": unit.pk,
        "name": "seer2",
        "value": "60",
        "unit": "",
        "source": figure.source_id,
        "source_date": "2026-11",
        "confidence": "high",
        "rights": "",
        "note": "",
    }
    for address in ("add", f"{figure.pk}/change"):
        page = desk.post(f"/admin/catalog/figure/{address}/", data)
        assert page.context["adminform"].form.errors["value"][0].startswith("SEER2: 60 is too")
    assert state(unit) == before


@pytest.mark.parametrize("how", ["page", "action"])
def test_deletion_that_takes_what_a_live_unit_needs_is_refused(desk: Client, how: str) -> None:
    unit = create_unit_with_everything()
    figure = create_figure(heat_pump=unit, name="cooling_btu_h", value="9000", in_use=True)
    create_figure(heat_pump=unit, name="cooling_btu_h", value="see the sheet")
    before = state(unit)
    if how == "page":
        address = f"/admin/catalog/figure/{figure.pk}/delete/"
        page = desk.post(address, {"post": "yes"}, follow=True)
    else:
        sent = {"action": "delete_selected", "_selected_action": [figure.pk], "post": "yes"}
        page = desk.post("/admin/catalog/figure/", sent, follow=True)
    assert NOTHING in said(page)
    assert "It cannot stay live: it has no rated cooling capacity." in said(page)
    assert state(unit) == before


def test_price_of_its_own_page_is_refused_too(desk: Client) -> None:
    unit = create_unit_with_everything()
    price = unit.prices.get()
    data = {
        "heat_pump": unit.pk,
        "kind": "street",
        "amount_low": "9",
        "amount_high": "9",
        "currency": "USD",
        "observed_on": "2026-11-20",
        "retailer": "A",
    }
    page = desk.post(f"/admin/catalog/priceobservation/{price.pk}/change/", data)
    assert "or $1 per 1,000 BTU/h" in str(page.context["adminform"].form.errors["amount_low"])
    price.refresh_from_db()
    assert price.amount_low == 1000


def test_copied_points_that_break_a_live_unit_are_refused(desk: Client) -> None:
    unit = create_unit_with_everything()
    source = create_heat_pump(status="draft")
    create_point(heat_pump=source, outdoor_f=17, rated_btu_h=8000, cop_rated=9.5)
    create_point(heat_pump=source, outdoor_f=47, rated_btu_h=8000, cop_rated=9.5)
    before = state(unit)
    page = desk.post(f"{LIST}{unit.pk}/copy-points/", {"source": source.pk, "replace": "on"})
    assert "COP at rated output: 9.5 is too high" in str(page.context["form"].errors["source"])
    assert state(unit) == before
