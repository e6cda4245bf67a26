"""The measurement itself: what it counts, and what it refuses to count."""

import io

import pytest
from django.core.management import CommandError, call_command

from advisor.management.commands import bench


def test_percentile_is_a_measured_value() -> None:
    values = [float(n) for n in range(100, 0, -1)]
    assert bench.percentile(values, 50) == 51
    assert bench.percentile(values, 99) == 100
    assert bench.percentile([7.0], 99) == 7


def test_engine_cases_are_prepared_once_and_timed_every_round(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = {"prepared": 0, "worked": 0}

    def prepare() -> bench.Work:
        calls["prepared"] += 1

        def work() -> None:
            calls["worked"] += 1

        return work

    monkeypatch.setattr(bench, "ENGINE_CASES", {"one room, all units": prepare})
    said = io.StringIO()
    call_command("bench", "--engine-only", "--rounds", "3", stdout=said)
    assert calls == {"prepared": 1, "worked": 4}
    assert "one room, all units" in said.getvalue()


def test_load_asks_over_kept_connections_for_the_time_it_is_given(site: str) -> None:
    port = int(site.rsplit(":", 1)[1])
    sample = bench.Sample()
    bench.load(port, "/healthz", 2, 0.2, into=sample)
    assert len(sample.milliseconds) > 2
    assert sample.transferred == len(b"ok\n")
    assert sample.per_second[0] == pytest.approx(len(sample.milliseconds) / 0.2, rel=0.5)


def test_error_page_is_not_taken_for_a_fast_page(site: str) -> None:
    with (
        bench.Client(int(site.rsplit(":", 1)[1])) as client,
        pytest.raises(CommandError, match="answered 404"),
    ):
        client.get("/no-such-page/")
