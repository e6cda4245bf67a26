"""What the checks of a record catch, and what they let pass."""

from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from catalog.importing import manual_edits
from catalog.models import AcceptedWarning, HeatPump, Status
from catalog.plausibility import ERROR, Facts, Finding, check, findings, gather
from tests.factories import create_brand, create_heat_pump, create_point, create_price

TODAY = date(2026, 11, 23)
ACCEPTED = 41  # warnings with a reason in the starting catalog
SOUND_UNIT: dict[str, float] = {
    "cooling_btu_h": 9000,
    "cooling_min_btu_h": 2800,
    "cooling_max_btu_h": 11000,
    "heating_min_btu_47f": 3100,
    "heating_btu_47f": 10900,
    "heating_max_btu_47f": 14000,
    "heating_btu_17f": 7500,
    "heating_max_btu_17f": 12000,
    "heating_max_btu_5f": 10900,
    "cop_47f": 4.2,
    "cop_17f": 3.0,
    "cop_max_47f": 3.2,
    "cop_max_5f": 2.1,
    "seer2": 22,
    "hspf2": 10.5,
    "ceer": 14,
    "sound_indoor_min_db": 20,
    "sound_indoor_max_db": 44,
    "sound_outdoor_db": 50,
}


def told(
    figures: dict[str, float], *, price: float | None = None, kind: str = "mini_split"
) -> list[Finding]:
    facts = Facts(type=kind, family=(1, kind, "fs"), figures=SOUND_UNIT | figures, price_usd=price)
    return findings(facts)


def test_sound_unit_has_no_findings() -> None:
    assert told({}, price=1900) == []


def test_empty_record_has_no_findings() -> None:
    assert findings(Facts(type="window", family=(1, "window", "x"), figures={})) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"cop_47f": 7.1}, "cop_47f"),
        ({"cop_47f": 0.9, "cop_17f": 0.8}, "cop_47f"),
        ({"seer2": 9.9}, "seer2"),
        ({"seer2": 45.1}, "seer2"),
        ({"hspf2": 5.9}, "hspf2"),
        ({"hspf2": 17.1}, "hspf2"),
        ({"ceer": 6.9}, "ceer"),
        ({"ceer": 20.1}, "ceer"),
        ({"sound_outdoor_db": 14}, "sound_outdoor_db"),
        ({"sound_indoor_max_db": 76}, "sound_indoor_max_db"),
        ({"sound_indoor_min_db": 45}, "sound_indoor_min_db"),
        ({"heating_min_btu_47f": 11000}, "heating_min_btu_47f"),
        ({"heating_max_btu_47f": 10000}, "heating_btu_47f"),
        ({"cooling_max_btu_h": 8000}, "cooling_btu_h"),
        ({"cop_17f": 6.9}, "cop_17f"),
        ({"heating_btu_17f": 22000}, "heating_btu_17f"),
        ({"cooling_btu_h": 2100, "cooling_min_btu_h": 900}, "heating_btu_47f"),
        ({"heating_max_btu_5f": 40000}, "heating_max_btu_5f"),
    ],
)
def test_impossible_figure_is_an_error(wrong: dict[str, float], field: str) -> None:
    assert field in {finding.field for finding in told(wrong) if finding.level == ERROR}


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        ({"cop_17f": 4.3}, "rises"),
        ({"heating_btu_17f": 17500, "heating_max_btu_17f": 17500}, "rises"),
        ({"heating_btu_17f": 6000, "heating_btu_5f": 9800}, "rises"),
        ({"heating_min_btu_17f": 4000}, "rises"),
        ({"heating_max_btu_17f": 18000}, "rises"),
        ({"heating_max_btu_5f": 2500}, "cold_output"),
        ({"heating_btu_47f": 17000, "heating_max_btu_47f": 18000}, "heating_cooling"),
        ({"heating_min_btu_47f": 800}, "turndown"),
        ({"heating_min_btu_47f": 9800}, "turndown"),
    ],
)
def test_unusual_figure_is_a_warning(odd: dict[str, float], code: str) -> None:
    assert code in {finding.code for finding in told(odd)}
    assert ERROR not in {finding.level for finding in told(odd)}


def test_highest_speed_at_5_f_may_exceed_the_rated_output_at_17_and_47_f() -> None:
    assert told({"heating_max_btu_5f": 13400, "heating_max_btu_17f": 13400}) == []


@pytest.mark.parametrize(
    "certified",
    [
        {"hspf2": 16.2},  # Midea MO1SS-H18B-2A
        {
            "cooling_btu_h": 6000,
            "heating_btu_47f": 9000,
            "heating_btu_17f": 11000,
        },  # ML06HP230CALH-O
        {"heating_btu_5f": 10900},  # rated at 5 °F: another speed than at 17 °F
        {"heating_btu_47f": 7000, "heating_btu_17f": 8700, "heating_min_btu_47f": 2000},
    ],
)
def test_what_is_certified_passes(certified: dict[str, float]) -> None:
    highest = {
        "heating_max_btu_47f": 14000,
        "heating_max_btu_17f": 14000,
        "cooling_max_btu_h": 12000,
    }
    assert told(highest | {"heating_max_btu_5f": 13400} | certified) == []


@pytest.mark.parametrize(
    ("kind", "price", "levels"),
    [
        ("mini_split", 1900, []),
        ("mini_split", 190, ["warning"]),
        ("mini_split", 19, ["error"]),
        ("mini_split", 6000, ["warning"]),
        ("window", 2900, []),
        ("portable", 500, []),
        ("portable", 3500, ["warning"]),
        ("through_wall", 1100, []),
        ("through_wall", 9, ["error"]),
    ],
)
def test_price_is_judged_by_the_class(kind: str, price: float, levels: list[str]) -> None:
    found = [finding for finding in told({}, kind=kind, price=price) if finding.code == "price"]
    assert [finding.level for finding in found] == levels


def test_message_names_the_figures() -> None:
    (finding,) = told({"seer2": 99})
    assert finding.message == "SEER2: 99 is too high to be true. The plausible range is 10 to 45."
    assert finding.key == "bounds seer2 99"


def sibling(**figures: float) -> Facts:
    return Facts(type="mini_split", family=(1, "mini_split", "fs"), figures=figures)


def test_lost_digit_is_caught_by_the_siblings() -> None:
    rest = [
        sibling(cooling_btu_h=15000, heating_min_btu_47f=5900),
        sibling(cooling_btu_h=18000, heating_min_btu_47f=6400),
        sibling(cooling_btu_h=24000, heating_min_btu_47f=7100),
    ]
    wrong = sibling(cooling_btu_h=18000, heating_min_btu_47f=2100)
    families = gather([*rest, wrong])
    (finding,) = findings(wrong, families)
    assert (finding.code, finding.level, finding.value) == ("family", "warning", 2100)
    assert "around 6,400" in finding.message
    assert [findings(each, families) for each in rest] == [[], [], []]


def test_family_of_other_sizes_raises_no_alarm() -> None:
    sizes = [(6000, 1600), (9000, 1600), (12000, 3700), (18000, 5150)]
    units = [sibling(cooling_btu_h=c, heating_min_btu_47f=m) for c, m in sizes]
    assert [findings(unit, gather(units)) for unit in units] == [[], [], [], []]


def test_single_sibling_proves_nothing() -> None:
    one, other = (sibling(cooling_btu_h=9000, heating_min_btu_47f=value) for value in (2000, 8000))
    assert findings(one, gather([one, other])) == []


def create_unit(**columns: Any) -> HeatPump:
    heat_pump = create_heat_pump(**columns)
    create_point(heat_pump=heat_pump, rated_btu_h=10_900, min_btu_h=3_100)
    return heat_pump


@pytest.mark.django_db
def test_check_asks_as_often_for_one_unit_as_for_twenty(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    brand = create_brand()
    units = [create_unit(brand=brand, seer2=50) for _ in range(20)]
    with django_assert_num_queries(4):
        one = check(units[:1])
    with django_assert_num_queries(4):
        all_of_them = check(units)
    assert (len(one), len(all_of_them)) == (1, 20)


@pytest.mark.django_db
def test_price_of_the_newest_day_counts() -> None:
    heat_pump = create_unit()
    create_price(heat_pump=heat_pump, low="9", observed_on=date(2025, 1, 1))
    assert [finding.code for finding in check([heat_pump])[heat_pump.pk]] == ["price"]
    create_price(heat_pump=heat_pump, low="1900", observed_on=date(2026, 1, 1))
    assert check([heat_pump]) == {}


@pytest.mark.django_db
def test_error_keeps_a_unit_from_being_published() -> None:
    wrong = create_unit(status="draft", seer2=50)
    right = create_unit(status="draft")
    done = manual_edits.publish([wrong, right], reason="I know better", today=TODAY)
    assert (done.published, list(done.blocked), done.unexplained) == ([right], [wrong], {})
    assert done.blocked[wrong] == [
        "SEER2: 50 is too high to be true. The plausible range is 10 to 45."
    ]
    wrong.refresh_from_db()
    right.refresh_from_db()
    assert (wrong.status, right.status) == (Status.DRAFT, Status.LIVE)


@pytest.mark.django_db
def test_incomplete_unit_is_blocked_in_words() -> None:
    heat_pump = create_unit(status="draft", heat_source="unknown")
    done = manual_edits.publish([heat_pump], today=TODAY)
    assert done.blocked == {heat_pump: ["it is not known to heat with a heat pump"]}


@pytest.mark.django_db
def test_warning_asks_for_a_reason_once_and_again_when_the_figure_changes() -> None:
    heat_pump = create_unit(status="draft", cooling_btu_h=5900)
    done = manual_edits.publish([heat_pump], reason=" ", today=TODAY)
    assert [finding.code for finding in done.unexplained[heat_pump]] == ["heating_cooling"]
    heat_pump.refresh_from_db()
    assert heat_pump.status == Status.DRAFT
    assert manual_edits.publish([heat_pump], reason="As certified", today=TODAY).published == [
        heat_pump
    ]
    assert AcceptedWarning.objects.get().reason == "As certified"
    assert check([heat_pump]) == {}
    heat_pump.points.update(rated_btu_h=11_000)
    assert len(check([heat_pump])[heat_pump.pk]) == 1


@pytest.mark.django_db
def test_made_up_unit_is_never_published() -> None:
    heat_pump = create_unit(status="draft", synthetic=True)
    assert manual_edits.publish([heat_pump], reason="please", today=TODAY).published == []


@pytest.mark.usefixtures("real_data")
def test_starting_catalog_is_plausible_and_what_is_odd_has_its_reason() -> None:
    said = StringIO()
    call_command("check_catalog", stdout=said)
    live = HeatPump.objects.published().count()
    assert said.getvalue() == f"{live} units checked, 0 errors, 0 warnings\n"
    assert AcceptedWarning.objects.exclude(reason="").count() == ACCEPTED


@pytest.mark.usefixtures("real_data")
def test_no_accepted_warning_of_the_starting_catalog_is_idle() -> None:
    AcceptedWarning.objects.all().delete()
    found = check(HeatPump.objects.published())
    assert sum(len(each) for each in found.values()) == ACCEPTED


@pytest.mark.usefixtures("real_data")
def test_command_lists_drafts_when_asked_and_fails_for_a_live_error() -> None:
    said = StringIO()
    HeatPump.objects.filter(status=Status.DRAFT, type="mini_split").update(hspf2=17.2)
    call_command("check_catalog", "--drafts", stdout=said)
    assert "HSPF2: 17.2 is too high" in said.getvalue()
    HeatPump.objects.filter(slug="cchp11").update(ceer=25)
    with pytest.raises(CommandError, match="cannot be right"):
        call_command("check_catalog", stdout=said)
    assert "error: Gradient CCHP11: CEER: 25 is too high" in said.getvalue()
