import threading
from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advisor.engine.incentives import Facts, applicable
from advisor.engine.money import INSTALLATION
from advisor.models import Incentive, InstallationCost
from advisor.reference import costs, loader
from advisor.reference.places import find_place

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def cold() -> Iterator[None]:
    """No test sees the figures of another that was rolled back."""
    costs.forget()
    yield
    costs.forget()


@pytest.mark.usefixtures("real_data")
def test_first_reading_of_a_version_takes_six_queries_and_the_next_none() -> None:
    version = find_place("02130").data_version
    with CaptureQueriesContext(connection) as queries:
        first = costs.costs_for(version)
    assert len(queries) == 6
    with CaptureQueriesContext(connection) as queries:
        assert costs.costs_for(find_place("02130").data_version) is first
    assert len(queries) == 1  # that of the place
    with CaptureQueriesContext(connection) as queries:
        assert costs.current_costs() is first
    assert len(queries) == 1


@pytest.mark.usefixtures("real_data")
def test_lines_are_those_of_the_engine_with_their_source_and_the_market() -> None:
    known = costs.current_costs()
    assert {code: line.dollars for code, line in known.lines.items()} == INSTALLATION
    labour = known.lines["labour"]
    assert (labour.market_low, labour.market_high) == (Decimal(800), Decimal(1700))
    assert (labour.as_of, known.lines["permit"].market_low) == ("2025-07-07", None)
    assert "guide of July 7, 2025" in labour.source
    assert known.mini_split_installed is not None
    assert known.mini_split_installed.market_high == 7120


@pytest.mark.usefixtures("real_data")
def test_edit_is_seen_as_soon_as_the_version_moved() -> None:
    before = costs.costs_for(find_place("02130").data_version)
    InstallationCost.objects.filter(code="labour").update(typical=1000)
    loader.record_edit()
    after = costs.costs_for(find_place("02130").data_version)
    assert [each.lines["labour"].dollars[1] for each in (before, after)] == [950, 1000]
    assert costs.costs_for(before.version) is before  # a request that began before the edit


@pytest.mark.usefixtures("real_data")
def test_cache_keeps_a_few_versions_only() -> None:
    for number in range(10):
        costs.costs_for(f"version {number}")
    with CaptureQueriesContext(connection) as queries:
        costs.costs_for("version 9")
        costs.costs_for("version 0")
    assert len(queries) == 6


@pytest.mark.usefixtures("real_data")
def test_costs_cannot_be_changed_by_who_reads_them() -> None:
    known: Any = costs.current_costs()
    with pytest.raises(TypeError):
        known.lines["labour"] = None
    with pytest.raises(FrozenInstanceError):
        known.version = ""


def test_threads_that_ask_together_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []
    together = threading.Barrier(4)
    empty = costs.Costs(version="", lines={}, mini_split_installed=None, incentives=(), tariffs={})

    def build(version: str) -> costs.Costs:
        built.append(version)
        threading.Event().wait(0.05)  # long enough for all to wait for it
        return empty

    def ask() -> None:
        together.wait()
        assert costs.costs_for("one") is empty

    monkeypatch.setattr(costs, "build", build)
    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert built == ["one"]


@pytest.mark.django_db
def test_every_column_of_an_incentive_reaches_the_engine() -> None:
    row = Incentive.objects.create(
        code="full",
        name="Full",
        kind="utility",
        status="open",
        starts_on="2026-01-01",
        ends_on="2027-01-01",
        states=["MA"],
        zip_prefixes=["021"],
        unit_types=["window"],
        cold_climate=True,
        energy_star=False,
        professional=True,
        min_hspf2="8.5",
        min_seer2="16",
        excluded_refrigerants=["R-410A"],
        whole_home=True,
        requirements="Ask first",
        income_rule="None",
        amount_type="per_ton",
        amount_usd="250.50",
        cap_usd="1000",
        programme_url="https://example.org/",
        source="The page",
        last_checked="2026-11-01",
    )
    row.refresh_from_db()
    (incentive,) = costs.build("").incentives
    for field in Incentive._meta.concrete_fields:
        if field.name in {"note", "from_files"}:  # the desk's own
            continue
        value = getattr(row, field.name)
        assert getattr(incentive, field.name) == (tuple(value) if type(value) is list else value)
        assert value or field.name in {"energy_star", "percent"}, field.name


@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize("state", ["MA", "CO", "SD", "ME"])
def test_of_the_files_nothing_counts_today(state: str) -> None:
    judged = applicable(
        costs.current_costs().incentives,
        state=state,
        zip_code="00000",
        unit_type="mini_split",
        facts=Facts(professional=True, cost_usd=Decimal(3000), energy_star=True),
        today=TODAY,
    )
    assert not [each for each in judged if each.counts]
    near = {each.incentive.code: each.reason for each in judged if each.reason != "area"}
    assert near["federal-25c"] == "ended"
    rebate = near[f"hear-{state.lower()}"]
    assert rebate == ("closed" if state == "SD" else "unchecked")
    assert ("homes" in near) == (state != "SD")
