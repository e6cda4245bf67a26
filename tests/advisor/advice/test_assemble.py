"""The contract of ``advise()`` and its JSON, on the real catalog and the real climate."""

import json
import math
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytest_django import Settings

from advisor.advice import advise
from advisor.advice.contract import Advice
from advisor.advice.contract_json import as_json
from advisor.engine.answers import CHOICES, SPACES, Answers
from advisor.listing import inventory
from advisor.listing.versioned import VersionedCache
from advisor.questions.answer_form import read_text
from advisor.reference.places import UnknownZip
from catalog.models import HeatPump, HeatSource
from tests.factories import create_heat_pump, create_point
from tests.lanes import each_once, slow

pytestmark = pytest.mark.usefixtures("real_data")

TODAY = date(2026, 11, 23)
BOSTON = "zip=02130&space=bedroom&area=120&exterior_walls=1&above=heated&below=heated"
ROOMS = (
    BOSTON,
    f"{BOSTON}&heating_now=oil&cooling_now=window&priorities=quiet,cold,air",
    "zip=33139&space=studio&area=450&above=roof",
    "zip=99701&space=garage&area=440&insulation=poor",
    "zip=05401&space=bedroom&area=220&insulation=poor&tenure=rent&type=portable",
    "zip=80205&space=living_room&area=320&heating_now=gas&goal=heating",
    "zip=85001&space=sunroom&area=200&windows=glass_walls&goal=cooling",
    "zip=60614&space=office&area=150&heating_load=7000&cooling_load=5000",
)


def answers_of(query: str) -> Answers:
    answers = read_text(query).answers
    assert answers is not None
    return answers


def advice_of(query: str) -> Advice:
    return advise(answers_of(query), today=TODAY)


def told(query: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(as_json(advice_of(query)), allow_nan=False))
    return made


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)
    else:
        yield value


# --- the contract --------------------------------------------------------------------------------

NUMBER = (int, float)
RANGE = {"low": NUMBER, "likely": NUMBER, "high": NUMBER}
MONEY = {"low": NUMBER, "typical": NUMBER, "high": NUMBER}
MAYBE = (int, float, type(None))
LINE = {"name": str, "heating_btu_h": NUMBER, "cooling_btu_h": NUMBER}
PICK = {
    "rank": int,
    "label": (str, type(None)),
    "slug": str,
    "brand": str,
    "model": str,
    "type": str,
    "score": NUMBER,
    "points": dict,
    "why": [str],
    "why_not": [str],
    **dict.fromkeys(
        (
            *("capacity_at_design_btu_h", "min_output_47f_btu_h", "min_output_cooling_btu_h"),
            "seasonal_cop",
        ),
        MAYBE,
    ),
    **dict.fromkeys(("hours_below_cutout", "backup_fraction", "cycling_fraction"), NUMBER),
    "unmet": dict.fromkeys(("heating_share", "cooling_share"), NUMBER),
    "annual": dict.fromkeys(("heating_kwh", "cooling_kwh", "backup_kwh", "cost_usd"), NUMBER),
    "cost": {
        "lines": [{"name": str, **MONEY}],
        "upfront": MONEY,
        "ownership_usd": NUMBER,
        "ownership_years": int,
    },
    "saving_usd_per_year": (RANGE, type(None)),
    "break_even": (str, type(None)),
    "sale": {
        "status": str,
        "seen": (str, type(None)),
        "source": str,
        "shops": [{"name": str, "usd": NUMBER, "seen": str, "url": (str, type(None))}],
    },
    "evidence": dict.fromkeys(
        (
            *("minimum", "design_capacity", "cutout", "efficiency", "sound", "voltage"),
            "price",
        ),
        str,
    ),
    "names": [str],
    "hours_used_cost_usd": MAYBE,
    "first_share": NUMBER,
}
CONTRACT: dict[str, Any] = {
    "outcome": str,
    "headline": str,
    "warnings": [str],
    "site": {
        **dict.fromkeys(("zip", "place", "station"), str),
        **dict.fromkeys(
            ("heating_design_f", "cooling_design_f", "hdd65", "electricity_usd_kwh"), NUMBER
        ),
    },
    "load": {
        "heating_btu_h": RANGE,
        "cooling_btu_h": RANGE,
        "sensible_fraction": NUMBER,
        "bill": (
            {"implied_heating_btu_h": NUMBER, "field": (str, type(None))},
            type(None),
        ),
        "lines": [LINE],
    },
    "types": [{"type": str, "verdict": str, "why": str}],
    "in_kind": ({"type": str, "why": str, "ask": [str]}, type(None)),
    "picks": [PICK],
    "shown": [str],
    "ties": [[str]],
    "archive": [PICK],
    "nothing": {"annual_usd": MAYBE, "ownership_usd": MAYBE},
    "excluded": [{"reason": str, "count": int, "undo": str}],
    "contacts": [
        {
            **dict.fromkeys(("kind", "name", "url"), str),
            "nationwide": (bool,),
            **dict.fromkeys(("phone", "checked"), (str, type(None))),
        }
    ],
    "next_question": ({"field": str, "moves": str, "also": [str]}, type(None)),
    "would_change": [str],
    "priority_note": str,
    "assumptions": [{"field": str, "value": str, "why": str}],
    "versions": {"engine": str, "catalog": str, "data": str},
}


def assert_shape(value: Any, shape: Any, where: str) -> None:
    """The value has exactly the keys and the types of the shape, all the way down."""
    if isinstance(shape, dict):
        assert isinstance(value, dict), where
        assert set(value) == set(shape), where
        for key, inner in shape.items():
            assert_shape(value[key], inner, f"{where}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), where
        for at, each in enumerate(value):
            assert_shape(each, shape[0], f"{where}[{at}]")
    elif isinstance(shape, tuple) and any(isinstance(each, dict) for each in shape):
        if value is not None:
            assert_shape(value, shape[0], where)
    else:
        assert isinstance(value, shape), f"{where}: {value!r}"
        assert isinstance(value, bool) == (shape == (bool,)), where


@pytest.mark.parametrize("query", ROOMS)
def test_json_has_exactly_the_keys_of_the_contract(query: str) -> None:
    assert_shape(told(query), CONTRACT, "advice")


@pytest.mark.parametrize("query", ROOMS)
def test_json_uses_only_the_codes_of_the_contract(query: str) -> None:
    advice = told(query)
    assert advice["outcome"] in {"recommend", "improve_first", "keep", "refuse"}
    types = ["mini_split", "window", "portable", "through_wall"]
    assert [each["type"] for each in advice["types"]] == types
    assert {each["verdict"] for each in advice["types"]} <= {"fits", "possible", "unsuitable"}
    labels = [pick["label"] for pick in advice["picks"] if pick["label"]]
    assert set(labels) <= {"best_fit", "quietest", "lowest_cost"}
    assert len(labels) == len(set(labels))
    for pick in advice["picks"]:
        assert pick["type"] in types
        assert all(name.isidentifier() and name.islower() for name in pick["points"])
        assert all(line["name"].isidentifier() for line in pick["cost"]["lines"])
    assert all(line["name"].isidentifier() for line in advice["load"]["lines"])


@pytest.mark.parametrize("query", ROOMS)
def test_figures_are_finite_and_never_negative(query: str) -> None:
    advice = told(query)
    for leaf in leaves(advice):
        if isinstance(leaf, float | int):
            assert math.isfinite(leaf)
    for pick in advice["picks"]:
        for name in ("hours_below_cutout", "backup_fraction", "cycling_fraction", "score"):
            assert pick[name] >= 0, name
        assert pick["backup_fraction"] <= 1
        assert pick["cycling_fraction"] <= 1
        assert all(value >= 0 for value in pick["annual"].values())
        assert all(points >= 0 for points in pick["points"].values())


@pytest.mark.parametrize("query", ROOMS)
def test_sums_on_the_page_add_up(query: str) -> None:
    advice = told(query)
    load = advice["load"]
    for name in ("heating_btu_h", "cooling_btu_h"):
        if "_load=" not in query:  # a load that the user brought has no lines
            lines = sum(line[name] for line in load["lines"])
            assert lines == pytest.approx(load[name]["likely"], abs=1)
    for pick in advice["picks"]:
        assert sum(pick["points"].values()) == pytest.approx(pick["score"], abs=0.001)
        for end in ("low", "typical", "high"):
            lines = sum(line[end] for line in pick["cost"]["lines"])
            assert lines == pick["cost"]["upfront"][end]


@pytest.mark.parametrize("query", ROOMS)
def test_picks_are_ranked_and_at_most_ten(query: str) -> None:
    advice = told(query)
    picks = advice["picks"]
    assert len(picks) <= 10
    assert [pick["rank"] for pick in picks] == list(range(1, len(picks) + 1))
    scores = [pick["score"] for pick in picks]
    assert scores == sorted(scores, reverse=True)
    assert len({pick["slug"] for pick in picks}) == len(picks)
    assert all(pick["cost"]["ownership_years"] == 15 for pick in picks)
    assert all(pick["why"] and pick["why_not"] for pick in picks)


def test_every_unit_is_a_pick_or_excluded_or_further_down() -> None:
    advice = advice_of(BOSTON)
    excluded = sum(each.count for each in advice.excluded)
    assert excluded + len(advice.picks) <= advice.considered
    assert advice.considered == len(inventory.current().units)
    # About 150 units can be ranked with what is published.
    assert advice.considered > 100


def test_undo_is_pairs_that_the_address_understands() -> None:
    query = f"{BOSTON}&tenure=rent&budget=400&window_width=20&features=wifi&type=window,mini_split"
    for each in advice_of(query).excluded:
        pairs = [pair.split("=") for pair in each.undo.split("&")]
        assert all(len(pair) == 2 for pair in pairs), each.undo
        changed = {**dict(pair.split("=") for pair in query.split("&")), **dict(pairs)}
        again = "&".join(f"{name}={value}" for name, value in changed.items() if value)
        assert not read_text(again).errors, each.undo
        after = {one.code: one.count for one in advice_of(again).excluded}
        assert after.get(each.code, 0) < each.count, each.code


def test_nothing_to_compare_with_has_no_saving() -> None:
    for pick in told(BOSTON)["picks"]:
        assert pick["saving_usd_per_year"] is None
        assert pick["break_even"] is None
    assert all(p["saving_usd_per_year"] for p in told(f"{BOSTON}&heating_now=oil")["picks"])


def test_cooling_alone_has_no_seasonal_cop() -> None:
    for pick in told(f"{BOSTON}&goal=cooling")["picks"]:
        assert pick["seasonal_cop"] is None
        assert pick["annual"]["heating_kwh"] == 0


def test_unsure_is_the_same_as_leaving_it_out() -> None:
    open_questions = [name for name in CHOICES if name != "space"]
    unsure = "&".join(f"{name}=unsure" for name in open_questions)
    left_out = told("zip=02130&space=office&area=150")
    assert told(f"zip=02130&space=office&area=150&{unsure}") == left_out
    assert {each["field"] for each in left_out["assumptions"]} >= {
        *("ceiling", "exterior_walls", "above", "below", "insulation", "drafts", "facing"),
        *("people", "watts", "hold", "use", "electricity_rate"),
    }


def test_metric_answers_give_the_same_room() -> None:
    us = told("zip=02130&space=office&area=150&ceiling=9&hold=68")
    # 150 ft² = 13.935456 m², 9 ft = 2.7432 m, 68 °F = 20 °C.
    metric = told("zip=02130&space=office&area=13.935456&ceiling=2.7432&hold=20&units=metric")
    assert metric["load"]["heating_btu_h"]["likely"] == pytest.approx(
        us["load"]["heating_btu_h"]["likely"], rel=1e-4
    )
    assert [p["slug"] for p in metric["picks"]] == [p["slug"] for p in us["picks"]]


def test_own_loads_stand_beside_ours() -> None:
    advice = advice_of(ROOMS[-1])
    assert advice.load.heating_btu_h.likely == 7000
    assert advice.load.own_cooling_btu_h == 5000
    assert sum(line.heating_btu_h for line in advice.load.lines) != pytest.approx(7000, abs=1)


# --- places and merits ---------------------------------------------------------------------------


@pytest.mark.parametrize(("zip_code", "heating_f"), [("55401", -8), ("33139", 50)])
def test_site_has_the_winters_of_the_brief(zip_code: str, heating_f: float) -> None:
    site = told(f"zip={zip_code}&space=bedroom&area=150")["site"]
    assert site["heating_design_f"] == pytest.approx(heating_f, abs=1)


@pytest.mark.parametrize("space", SPACES)
def test_miami_never_ranks_on_merit_in_the_cold(space: str) -> None:
    advice = told(f"zip=33139&space={space}&area=200&priorities=cold")
    assert all("cold" not in pick["points"] for pick in advice["picks"])


def test_minneapolis_does() -> None:
    picks = told("zip=55401&space=bedroom&area=200")["picks"]
    assert picks
    assert all("cold" in pick["points"] for pick in picks)


def test_strips_unknown_heat_and_the_lone_indoor_head_are_never_in_stock() -> None:
    slugs = {card.slug for card in inventory.current().cards}
    wrong = HeatPump.objects.exclude(heat_source=HeatSource.HEAT_PUMP).values_list("slug")
    assert len(wrong) > 10
    assert slugs.isdisjoint(slug for (slug,) in wrong)
    lone = HeatPump.objects.filter(model_number__icontains="GL06NA").values_list("slug")
    assert slugs.isdisjoint(slug for (slug,) in lone)
    assert not any("GL06NA" in card.model for card in inventory.current().cards)


@pytest.mark.parametrize(
    ("zip_code", "space"),
    each_once(
        5,
        ["33139", "94110", "30303", "02130", "55401", "99701"],
        ["bedroom", "rv", "garage", "basement", "sunroom"],
    ),
)
def test_what_is_picked_pumps_its_heat(zip_code: str, space: str) -> None:
    advice = told(f"zip={zip_code}&space={space}&area=200&heating_now=electric")
    slugs = [pick["slug"] for pick in advice["picks"]]
    picked = HeatPump.objects.filter(slug__in=slugs)
    assert picked.count() == len(slugs)
    for heat_pump in picked:
        assert heat_pump.heat_source == HeatSource.HEAT_PUMP
        assert heat_pump.single_zone
        assert heat_pump.availability != "discontinued"
        assert heat_pump.status == "live"


def test_unknown_zip_is_told() -> None:
    with pytest.raises(UnknownZip):
        advise(replace(answers_of(BOSTON), zip="00000"))


def test_neighbour_stands_in_and_is_named() -> None:
    advice = advice_of("zip=02139&space=bedroom&area=120")
    assert advice.site.note is None
    near = advice_of("zip=02197&space=bedroom&area=120")
    if near.site.note is not None:  # the table may learn it one day
        assert any("02197" in warning for warning in near.warnings)


# --- the stock -----------------------------------------------------------------------------------


FOLDED_OF_A_PICK = (
    *("cost", "why", "why_not", "names", "point_labels", "warnings", "estimated", "switchover"),
    *("seasonal_cop_range", "cooling_kwh_range", "limit_unknown", "curve", "owning"),
    *("co2_lb", "co2_now_lb", "months"),
)


def test_what_leads_is_the_same_without_what_stands_behind_it() -> None:
    answers = answers_of(BOSTON)
    whole, lead = (advise(answers, today=TODAY, behind=each) for each in (True, False))
    assert [*lead.would_change, *lead.assumptions, *lead.rebates] == []
    assert whole.would_change
    assert whole.assumptions
    behind = "would_change", "assumptions", "rebates", "market_note", "types", "tied", "rates"
    folded = {name: getattr(whole, name) for name in behind}
    of_load = {name: getattr(whole.load, name) for name in ("lines", "note", "chart_note")}
    assert lead.load.lines == [] == lead.types
    assert whole.types
    assert [unit.slug for unit in lead.tied] == [unit.slug for unit in whole.tied]
    unfolded = [
        replace(pick, **{name: getattr(of_whole, name) for name in FOLDED_OF_A_PICK})
        for pick, of_whole in zip(lead.picks, whole.picks, strict=True)
    ]
    assert all(pick.why == [] == pick.curve for pick in lead.picks)
    load = replace(lead.load, **of_load)
    assert replace(lead, **folded, load=load, picks=unfolded) == whole


def test_second_advice_takes_two_queries(
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    answers = answers_of(BOSTON)
    advise(answers, today=TODAY)
    with django_assert_num_queries(2):
        advise(answers, today=TODAY)


def test_stock_is_built_in_few_queries_however_large(
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for _number in range(20):
        create_point(heat_pump=create_heat_pump())
    with django_assert_max_num_queries(7):
        inventory.current()


@pytest.mark.parametrize(
    "change", ["save", "bulk_update", slow("update"), slow("bulk_create"), slow("delete")]
)
def test_change_of_the_catalog_is_seen_at_the_next_advice(change: str) -> None:
    gone = create_heat_pump(cooling_btu_h=9000)
    before = inventory.current()
    assert gone.slug in {card.slug for card in before.cards}
    if change == "save":
        gone.availability = "discontinued"
        gone.save()
    elif change == "update":
        HeatPump.objects.filter(pk=gone.pk).update(availability="discontinued")
    elif change == "bulk_update":
        gone.availability = "discontinued"
        HeatPump.objects.bulk_update([gone], ["availability"])
    elif change == "bulk_create":
        HeatPump.objects.filter(pk=gone.pk).update(status="draft")
        HeatPump.objects.bulk_create(
            [HeatPump(brand=gone.brand, slug="new-one", model_number="NEW", type="mini_split")]
        )
    else:
        gone.delete()
    after = inventory.current()
    assert after.version != before.version
    assert gone.slug not in {card.slug for card in after.cards}


@pytest.mark.slow
def test_another_process_sees_the_change(monkeypatch: pytest.MonkeyPatch) -> None:
    # A second worker has its own cache; both follow the version that the database keeps.
    mine = inventory.current()
    theirs: VersionedCache[inventory.Inventory] = VersionedCache()
    with monkeypatch.context() as other_worker:
        other_worker.setattr(inventory, "_inventories", theirs)
        assert inventory.current().version == mine.version
    new = create_heat_pump(cooling_btu_h=12_000)
    assert inventory.current().version != mine.version
    with monkeypatch.context() as other_worker:
        other_worker.setattr(inventory, "_inventories", theirs)
        seen = inventory.current()
    assert new.slug in {card.slug for card in seen.cards}
    assert seen.version == inventory.current().version


def test_unchanged_catalog_is_read_once() -> None:
    assert inventory.current() is inventory.current()


def published_minima() -> int:
    return sum(
        int((~part.curves.estimated["min_output"] & (part.units.kind == 0)).sum())
        for part in inventory.current().parts
    )


@pytest.mark.slow
def test_rights_decide_which_minima_count(settings: Settings) -> None:
    found = {}
    for rights in ("all", "1", "0"):
        settings.CATALOG_WITH_RIGHTS = rights
        found[rights] = published_minima()
    # The 2018 workbook is of the archive, but for what is still certified; 11 of later records.
    assert found["all"] > found["1"] > found["0"]
    assert found["all"] - found["1"] <= 11
    assert found["1"] - found["0"] >= 150


def test_fs06_shows_its_minimum_only_with_all_rights(settings: Settings) -> None:
    minima, estimated = {}, {}
    for rights in ("all", "1", "0"):
        settings.CATALOG_WITH_RIGHTS = rights
        alone = inventory.current().only("msz-fs06na-muz-fs06na")
        assert alone is not None
        minima[rights] = round(float(alone.curves.min_heat_47_btu_h[0]))
        estimated[rights] = bool(alone.curves.estimated["min_output"][0])
    # 1,600 published; else as the FH06 of the 2018 workbook publishes, or 0.267 × 8,700 rated.
    assert minima == {"all": 1600, "1": 1600, "0": 2323}
    assert estimated == {"all": False, "1": True, "0": True}


@pytest.mark.slow
def test_version_tells_which_rights_counted(settings: Settings) -> None:
    versions = set()
    for rights in ("all", "1", "0"):
        settings.CATALOG_WITH_RIGHTS = rights
        versions.add(advice_of(BOSTON).versions.catalog)
    assert len(versions) == 3
