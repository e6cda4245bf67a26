"""What a unit leaves undone is said, priced and, in a room of machines, decisive."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from advisor.advice import advise
from advisor.advice.contract_json import as_json
from advisor.advice.sentences.left_undone import POOR_COP, unmet_shares
from advisor.engine.needed import YEAR_ROUND_WATTS
from advisor.questions.answer_form import read_text
from tests.advisor.engine.samples import PUBLISHED, WINDOW_UNIT, study_of

TODAY = date(2026, 11, 23)
CLOSET = (
    "zip=80205&space=office&area=60&exterior_walls=0&above=heated&below=heated&windows=none"
    "&people=0&watts=2000&tenure=own&goal=cooling"
)
WARM_ROOM: dict[str, Any] = {
    "goal": "cooling",
    "area": 60.0,
    "exterior_walls": 1,
    "watts": 4 * YEAR_ROUND_WATTS,
}


def told(query: str) -> dict[str, Any]:
    answers = read_text(query).answers
    assert answers is not None
    found = as_json(advise(answers, today=TODAY))
    assert isinstance(found, dict)
    return found


def words(*rows: dict[str, Any], row: int = 0, **answers: Any) -> list[str]:
    return list(unmet_shares(study_of(*rows, **answers), row, units="us"))


def test_published_limit_is_told_with_the_share_it_leaves() -> None:
    (said,) = words(PUBLISHED | {"min_operating_cooling_f": 50.0}, **WARM_ROOM)
    assert "of the cooling undone: it does not cool below 50" in said
    assert "hours a year here" in said.replace("\xa0", " ")
    assert "plain window unit" in said


def test_unpublished_limit_is_no_fact() -> None:
    (said,) = words(WINDOW_UNIT, **WARM_ROOM)
    assert said.startswith("May leave")
    assert "not published" in said
    assert "does not cool" not in said


def test_unit_that_cools_all_year_is_told_nothing() -> None:
    assert not words(PUBLISHED | {"min_operating_cooling_f": -40.0}, **WARM_ROOM)


def test_weak_unit_leaves_the_hottest_hours() -> None:
    weak = WINDOW_UNIT | {"cooling_btu_h": 5000.0}
    (said,) = words(weak, goal="cooling", cooling_load=16_000.0)
    assert "too weak for the hottest hours" in said


def test_heat_left_to_another_heater_is_told() -> None:
    said = words(PUBLISHED, goal="heating", heating_load=25_000.0, heating_now="electric")
    assert any("of the year’s heat to another heater" in each for each in said)


def test_poor_cop_names_why() -> None:
    # 60 sq ft with hardly a load: starts, fan and controls for some kWh of heat.
    study = study_of(PUBLISHED, goal="heating", heating_load=150.0)
    assert study.season.seasonal_cop[0] < POOR_COP
    (said,) = unmet_shares(study, 0, units="us")
    assert "starts, fan and controls" in said


def test_cold_left_undone_pays_like_a_plain_window_unit() -> None:
    # The same unit twice; one does not cool below 50 °F.
    stops = PUBLISHED | {"min_operating_cooling_f": 50.0}
    found = study_of(PUBLISHED | {"min_operating_cooling_f": -40.0}, stops, **WARM_ROOM)
    season, price = found.season, found.rates.electricity_usd_kwh
    own = season.cooling_kwh * price
    assert own[1] < own[0]
    rest = season.uncooled_kwh[1] / 3.2 * price
    assert found.running_usd[1] == pytest.approx(own[1] + rest, rel=1e-3)
    assert found.running_usd[1] > found.running_usd[0]
    cold_kwh = found.needed.cool_btu / 3412.14
    assert season.uncooled_fraction[1] == pytest.approx(season.uncooled_kwh[1] / cold_kwh, rel=1e-3)


def test_json_tells_both_shares(real_data: None) -> None:
    for pick in told("zip=02130&space=bedroom&area=120&heating_now=electric")["picks"]:
        assert set(pick["unmet"]) == {"heating_share", "cooling_share"}
        assert pick["unmet"]["heating_share"] == pick["backup_fraction"]


def test_closet_of_machines_is_cooled_in_winter(real_data: None) -> None:
    # method-loads, verdict rule 4: a mini-split that cools at 0 °F or below, thin air named.
    advice = told(CLOSET)
    first = advice["picks"][0]
    assert first["type"] == "mini_split"
    assert first["unmet"]["cooling_share"] < 0.10
    assert any("thin air" in each for each in advice["warnings"])
    shares = [pick["unmet"]["cooling_share"] for pick in advice["picks"]]
    assert max(shares[:3]) < 0.10
    for pick, share in zip(advice["picks"], shares, strict=True):
        undone = [each for each in pick["why_not"] if "of the cooling undone" in each]
        assert len(undone) == (share > 0.10), pick["slug"]


def test_no_mini_split_heats_at_hardly_a_cop_without_a_word(real_data: None) -> None:
    for query in (
        "zip=33139&space=bedroom&area=100&goal=heating",
        "zip=94110&space=office&area=60&goal=heating&heating_now=electric",
        "zip=99701&space=tiny_home&area=200&heating_now=oil",
        "zip=02130&space=bedroom&area=60&exterior_walls=1&heating_now=electric",
    ):
        for pick in told(query)["picks"]:
            if pick["seasonal_cop"] is not None and pick["seasonal_cop"] < POOR_COP:
                assert any("COP of only" in each for each in pick["why_not"]), query


def test_unknown_limit_never_excludes() -> None:
    found = study_of(WINDOW_UNIT, **WARM_ROOM)
    assert found.season.uncooled_fraction[0] > 0.3
    assert np.isnan(found.units.min_operating_cooling_f[0])
