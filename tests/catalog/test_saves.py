"""One save and the way back: exactly what was there before, or a sentence that says why not."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from advisor.models import InstallationCost
from catalog import saves
from catalog.history import acting
from catalog.models import Change, HeatPump, How, KnownNumber
from tests.catalog.admin.test_admin import create_unit_with_everything, form_of
from tests.catalog.admin.test_price_entry import SEEN
from tests.catalog.test_editing import LIST, desk, do, person, said
from tests.factories import create_figure, create_heat_pump, create_known_number, create_price
from tests.lanes import one_in

__all__ = ["desk"]  # the fixture
pytestmark = pytest.mark.django_db


def commit() -> None:
    """A test is one transaction: what was written so far counts as that of an earlier one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalog_change SET at = at - interval '1 hour', transaction = transaction - 1"
        )


def state(unit: HeatPump) -> dict[str, Any]:
    """Everything of a unit but the numbers of its rows."""

    def rows(name: str) -> list[dict[str, Any]]:
        found = [
            {k: v for k, v in row.items() if k != "id"} for row in getattr(unit, name).values()
        ]
        return sorted(found, key=str)

    own = HeatPump.objects.filter(pk=unit.pk).values().get()
    return {"own": own, **{name: rows(name) for name in ("points", "prices", "figures")}}


def save(desk: Client, unit: HeatPump, edits: dict[str, str]) -> None:
    commit()
    answer = desk.post(f"{LIST}{unit.pk}/change/", form_of(desk, unit) | edits)
    assert answer.status_code == 302, answer.context["errors"]


def history(desk: Client, unit: HeatPump) -> list[Any]:
    return list(desk.get(f"{LIST}{unit.pk}/history/").context["entries"])


def told(entry: Any) -> list[tuple[str, str, str]]:
    return [(line.what, line.old, line.new) for line in entry.lines]


def take_back(desk: Client, unit: HeatPump, at: int = 0) -> Any:
    """By the button of the newest save but ``at``."""
    address = history(desk, unit)[at].take_back
    commit()
    return desk.post(address, follow=True)


def edited(heat_pump: HeatPump) -> HeatPump:
    """A unit with a figure of every kind, whose history begins now."""
    create_figure(heat_pump=heat_pump, name="seer2", value="21", in_use=True)
    HeatPump.objects.filter(pk=heat_pump.pk).update(seer2=21)
    commit()
    return heat_pump


EDITS: dict[str, dict[str, str]] = {
    "a figure": {"seer2": "22"},
    "a blank": {"seer2": ""},
    "a choice and a word": {"voltage": "208/230", "series": "FX"},
    "the capacity": {"cooling_btu_h": "9100"},
    "a point": {"points-0-min_btu_h": "2800", "points-0-rated_btu_h": "9100"},
    "a point that moves": {"points-0-outdoor_f": "17"},
    "a point that goes": {"points-0-DELETE": "on"},
    "a price": {"prices-0-amount_low": "950"},
    "a price of another day": {"prices-0-observed_on": "2026-10-01"},
    "a price that goes": {"prices-0-DELETE": "on"},
    "all at once": {
        "seer2": "22",
        "voltage": "208/230",
        "points-0-min_btu_h": "2800",
        "prices-0-amount_high": "1200",
        "sound_indoor_min_db": "21",
    },
}


@pytest.mark.parametrize("name", one_in(4, EDITS))
def test_what_was_there_before_is_there_again_and_comes_back_once_more(
    desk: Client, name: str
) -> None:
    unit = edited(create_unit_with_everything())
    before = state(unit)
    save(desk, unit, EDITS[name])
    after = state(unit)
    assert after != before
    page = take_back(desk, unit)
    assert "The save was taken back." in said(page)
    assert state(unit) == before
    take_back(desk, unit)  # the taking back is a save like any other
    assert state(unit) == after


def test_history_tells_one_save_as_one_entry_in_words(desk: Client) -> None:
    unit = edited(create_unit_with_everything())
    save(desk, unit, {"seer2": "22", "voltage": "208/230", "points-0-min_btu_h": "2800"})
    entry = history(desk, unit)[0]
    assert sorted(told(entry)) == [
        ("Heating at 47 °F: lowest", "3100", "2800"),
        ("SEER2", "21", "22"),
        ("Voltage", "115 V (standard outlet)", "208/230 V"),
    ]
    assert (entry.who, entry.how) == ("Publisher", "by hand")
    assert entry.when.endswith("UTC")


def test_taking_back_is_shown_first_and_names_the_save_it_took_back(desk: Client) -> None:
    unit = edited(create_unit_with_everything())
    save(desk, unit, {"seer2": "22", "prices-0-DELETE": "on"})
    page = desk.get(history(desk, unit)[0].take_back)
    assert [(line.what, line.old, line.new) for line in page.context["units"][0][1]] == [
        ("SEER2", "22", "21"),
        ("Price of A shop, September 25, 2026: added", "", "lowest $1000.00, highest $1000.00"),
    ]
    assert HeatPump.objects.get().seer2 == 22
    take_back(desk, unit)
    reason = history(desk, unit)[0].reason
    assert reason.startswith("Took back the save of Publisher, ")


def test_figure_that_was_changed_since_is_a_conflict_that_names_who(desk: Client) -> None:
    unit = edited(create_unit_with_everything())
    save(desk, unit, {"seer2": "22", "series": "FX"})
    save(desk, unit, {"seer2": "23"})
    before = state(unit)
    page = take_back(desk, unit, 1)
    (sentence,) = [each for each in page.context["refused"] if each.startswith("SEER2")]
    assert sentence.startswith("SEER2 was changed again by Publisher on ")
    assert sentence.endswith("Take that save back first, or correct it by hand.")
    assert state(unit) == before
    asked = desk.get(history(desk, unit)[1].take_back)
    assert sentence in asked.context["refused"]
    assert 'class="default"' not in asked.text
    take_back(desk, unit)
    take_back(desk, unit, 2)
    unit.refresh_from_db()
    assert (unit.seer2, unit.series) == (21, "")


def test_later_save_of_another_figure_is_no_matter(desk: Client) -> None:
    unit = edited(create_unit_with_everything())
    save(desk, unit, {"seer2": "22"})
    save(desk, unit, {"series": "FX"})
    take_back(desk, unit, 1)
    unit.refresh_from_db()
    assert (unit.seer2, unit.series) == (21, "FX")


@pytest.mark.parametrize(
    ("change", "edits"),
    [
        (lambda unit: unit.points.update(min_btu_h=2500), {"points-0-min_btu_h": "2800"}),
        (lambda unit: unit.points.all().delete(), {"points-0-min_btu_h": "2800"}),
        (lambda unit: create_price(heat_pump=unit), {"prices-0-DELETE": "on"}),
        (lambda unit: unit.prices.update(link="https://x.example"), {"prices-0-retailer": "B"}),
    ],
)
def test_line_that_was_changed_since_is_a_conflict(
    desk: Client, change: Callable[[HeatPump], Any], edits: dict[str, str]
) -> None:
    unit = edited(create_unit_with_everything())
    save(desk, unit, edits)
    commit()
    with acting("batch 7", how=How.IMPORT):
        change(unit)
    before = state(unit)
    address = history(desk, unit)[1].take_back
    page = desk.post(address)
    if "prices-0-retailer" in edits:  # the link is a field that the save did not touch
        assert page.status_code == 302
        return
    assert "by batch 7 on" in page.context["refused"][0]
    assert state(unit) == before


def test_who_may_not_publish_takes_no_publishing_back(desk: Client) -> None:
    ready = create_heat_pump(status="draft")
    commit()
    do(desk, "publish", ready)
    editor = person("Catalog editor")
    entry = history(editor, ready)[0]
    assert (entry.take_back, entry.instead) == (
        *("", "Taking this back needs more rights than you have."),
    )
    address = history(desk, ready)[0].take_back
    assert editor.post(address).status_code == 403
    assert person("Content editor").post(address).status_code == 403
    commit()
    desk.post(address)
    assert HeatPump.objects.get().status == "draft"


def test_catalog_editor_takes_figures_of_a_live_unit_back(desk: Client) -> None:
    unit = edited(create_unit_with_everything())
    save(desk, unit, {"seer2": "22"})
    take_back(person("Catalog editor"), unit)
    assert HeatPump.objects.get().seer2 == 21


def test_live_unit_is_not_left_with_an_error_by_taking_back(desk: Client) -> None:
    unit = edited(create_unit_with_everything())
    HeatPump.objects.update(status="draft")
    save(desk, unit, {"cooling_btu_h": "30000"})
    save(desk, unit, {"cooling_btu_h": "9000"})
    commit()
    do(desk, "publish", unit)
    before = state(unit)
    page = take_back(desk, unit, 1)
    assert "Is a digit missing?" in " ".join(page.context["refused"])
    assert state(unit) == before


def test_unit_goes_not_live_again_with_an_error_by_taking_back(desk: Client) -> None:
    unit = edited(create_unit_with_everything())
    save(desk, unit, {"status": "draft"})
    save(desk, unit, {"cooling_btu_h": "30000"})
    page = take_back(desk, unit, 1)
    assert "Is a digit missing?" in " ".join(page.context["refused"])
    assert HeatPump.objects.get().status == "draft"


def test_estimates_of_many_units_are_taken_back_in_one_step(desk: Client) -> None:
    units = [create_heat_pump() for _unit in range(3)]
    for unit in units:
        create_price(heat_pump=unit, low="650.00")
    commit()
    page = do(desk, "enter_prices", *units, **SEEN, factor="5%")
    done = do(desk, "enter_prices", *units, **SEEN, factor="5%", shown=page.context["shown"])
    listed = desk.get(done["Location"])
    assert ">Take this back</a>" in said(listed)
    entry = history(desk, units[0])[0]
    assert entry.others == 2
    commit()
    desk.post(f"{entry.take_back}?all=1")
    assert [unit.prices.get().kind for unit in units] == ["street"] * 3


def test_what_an_import_did_is_left_to_its_own_page(desk: Client) -> None:
    unit = edited(create_unit_with_everything())
    with acting("batch 7", how=How.IMPORT):
        HeatPump.objects.update(seer2=22)
    entry = history(desk, unit)[0]
    assert (entry.take_back, entry.instead) == ("", "An import is undone on its own page.")
    newest = Change.objects.order_by("-id")[0]
    address = f"{LIST}{unit.pk}/history/{newest.pk}/take-back/"
    assert desk.post(address).status_code == 403


@pytest.mark.parametrize("change", ["0", "999999", "9" * 30])
def test_save_that_there_is_not_is_not_found(desk: Client, change: str) -> None:
    unit = create_heat_pump()
    assert desk.get(f"{LIST}{unit.pk}/history/{change}/take-back/").status_code == 404


def test_other_records_of_the_desk_are_taken_back_too(desk: Client, real_data: None) -> None:
    number = create_known_number(typed="QZX-4711")
    commit()
    with acting("anna", how=How.HAND):
        KnownNumber.objects.filter(pk=number.pk).update(says_en="Other words.", by_hand=True)
    page = desk.get(f"/admin/catalog/knownnumber/{number.pk}/history/")
    address = page.context["entries"][0].take_back
    commit()
    desk.post(address)
    number.refresh_from_db()
    assert (number.says_en, number.by_hand) == ("No QZX-4711 was found.", False)


def test_cost_that_is_taken_back_counts_at_once(desk: Client, real_data: None) -> None:
    from advisor.models import ReferenceVersion

    before = InstallationCost.objects.get(code="labour").typical
    commit()
    with acting("anna", how=How.HAND):
        InstallationCost.objects.filter(code="labour").update(typical=before + 1)
    edits = ReferenceVersion.objects.get().edits
    page = desk.get("/admin/advisor/installationcost/labour/history/")
    commit()
    desk.post(page.context["entries"][0].take_back)
    assert InstallationCost.objects.get(code="labour").typical == before
    assert ReferenceVersion.objects.get().edits == edits + 1


def test_changes_of_one_row_add_up() -> None:
    unit = create_unit_with_everything()
    commit()
    point = unit.points.get()
    for figure in (2800, 2700):
        point.min_btu_h = figure
        point.save()
    point.delete()
    (save_,) = [each for each in saves.saves_of(Change.objects.of_unit(unit.pk)) if each.rows][:1]
    (row,) = save_.rows
    assert (row.before or {})["min_btu_h"] == "3100"
    assert row.after is None
