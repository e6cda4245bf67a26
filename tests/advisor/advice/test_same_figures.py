"""One figure for one thing on one page of ninety-six rooms, or the word that tells them apart."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import pytest

from advisor.advice import advise
from advisor.advice.contract import Advice, Range
from advisor.advice.run import run_room
from advisor.advice.sentences.difference import difference
from advisor.advice.sentences.exclusions import exclusion
from advisor.advice.told_price import told_price
from advisor.engine.improvement import STEPS
from advisor.engine.job_prices import JOB_PRICES
from advisor.pages.shared.money.savings import saving_view
from advisor.pages.shared.money.year_bills import year_view
from advisor.questions.answer_form import read_text
from tests.advisor.advice.sample_advice import create_pick
from tests.advisor.advice.test_claims import TODAY, rows
from tests.advisor.engine.samples import PUBLISHED, study_of

pytestmark = pytest.mark.usefixtures("real_data")
both = pytest.mark.parametrize("typical", [False, True])
JOBS = {
    "shade": r"shade the sunny glass|outside shade",
    "film": r"film",
    "caulk": r"caulk",
    "seal": r"\bseal",
    "garage door": r"garage door",
}
PRICED = re.compile(r"[^.;:]*?\$([\d,]+)(?:–|\sto\s\$)([\d,]+)( a window)?")


def job_prices(advice: Advice) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Job → its price, of each clause that names one job with a price."""
    for text in (*advice.warnings, *([advice.load.note] if advice.load.note else [])):
        for found in PRICED.finditer(text):
            named = [job for job, words in JOBS.items() if re.search(words, found[0])]
            several = re.search(r"insulate the|, .* and ", found[0].replace("garage door", ""))
            if len(named) == 1 and not several:
                yield named[0], (found[1], found[2], found[3] or "")


@both
@pytest.mark.slow
def test_one_job_has_one_price_on_one_page(typical: bool) -> None:
    told = 0
    for row in rows(typical=typical):
        prices: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
        for job, price in job_prices(row.advice):
            prices[job].add(price)
        told += len(prices)
        for job, each in prices.items():
            whole = [price for price in each if not price[2]]
            assert len(whole) <= 1, (row.query, job, each)
    assert told > 20


@pytest.mark.slow
def test_two_prices_of_one_job_are_found() -> None:
    """A shade for $80–240 in a warning, for $40 to $120 below."""
    advice = rows()[0].advice
    two = replace(
        advice,
        warnings=["Also worth doing: shade the sunny glass outside, for about $80–240."],
        load=replace(advice.load, note="An outside shade for about $40 to $120 is the cure."),
    )
    assert len(set(job_prices(two))) == 2


def test_a_job_that_is_a_step_costs_the_same_in_every_sentence() -> None:
    for code, job in (("air_sealing", "air_sealing"), ("shade", "outside_shade")):
        assert STEPS[code][2] == JOB_PRICES[job].dollars
    assert [name for name, job in JOB_PRICES.items() if job.per == "window"] == ["outside_shade"]


@both
@pytest.mark.slow
def test_the_unit_in_the_box_is_the_one_that_leads(typical: bool) -> None:
    """Headline, safety and folds speak of the first of the ranking."""
    shown = [
        (row.query, row.advice.picks[0].rank) for row in rows(typical=typical) if row.advice.picks
    ]
    assert [query for query, rank in shown if rank > 1] == []


def dollars(text: str) -> list[int]:
    return [int(each.replace(",", "")) for each in re.findall(r"\$([\d,]+)", text)]


@pytest.mark.slow
def test_a_winter_that_costs_more_is_the_same_sum_in_headline_and_bars() -> None:
    told = 0
    for row in rows(typical=True):
        advice = row.advice
        if not re.search(r"more each winter", advice.headline):
            continue
        heating = advice.picks[0].heating_saving_usd
        assert heating is not None
        assert dollars(advice.headline) == [round(-heating.likely)], advice.headline
        assert advice.pair is not None
        if "winter" in advice.pair.caption:
            now, pump = (dollars(bar.text)[0] for bar in advice.pair.rows)
            assert pump - now == round(-heating.likely), row.query
            told += 1
    assert told > 8


@pytest.mark.slow
def test_the_line_of_the_box_says_that_cooling_is_counted_where_it_is() -> None:
    told = 0
    for row in rows(typical=True):
        for pick in row.advice.picks[:1]:
            saving, heating = pick.saving_usd_per_year, pick.heating_saving_usd
            short = saving_view(pick, added_cooling=False).short
            if saving is None or heating is None or not round(saving.likely):
                continue
            differs = round(saving.likely) != round(heating.likely)
            assert ("cooling" in short) == differs, short
            told += differs
    assert told > 30


def test_a_loss_of_the_year_is_told_from_that_of_the_winter() -> None:
    """$25 a winter, $34 a year: the nine are for cooling."""
    pick = replace(
        create_pick(),
        saving_usd_per_year=Range(low=-60, likely=-34, high=5),
        heating_saving_usd=Range(low=-50, likely=-25, high=8),
    )
    said = saving_view(pick, added_cooling=True).short
    assert said == "A whole year, with cooling, likely costs $34 more than now."
    alone = replace(pick, heating_saving_usd=pick.saving_usd_per_year)
    assert "cooling" not in saving_view(alone, added_cooling=True).short


@pytest.mark.slow
def test_the_bars_over_the_years_add_up_to_what_the_money_part_says() -> None:
    told = 0
    for row in rows(typical=True):
        pair, fold = row.advice.pair, row.advice.folds["money"]
        if pair is None or not pair.caption.startswith("All costs"):
            continue
        first, second = (dollars(bar.text)[0] for bar in pair.rows)
        told += 1
        if pair.rows[0].label == "Buy and keep it":
            assert dollars(fold) == [first + second], row.query
        elif "more" in fold or "less" in fold:
            assert dollars(fold) == [abs(second - first)], row.query
            assert ("more" in fold) == (second > first)
        elif "even" not in fold:
            assert dollars(fold) == [second], row.query
        if re.search(r"costs (?:about )?\$[\d,]+ more", row.advice.headline):
            assert dollars(row.advice.headline) == [second - first], row.query
    assert told > 10


@pytest.mark.slow
def test_what_pays_for_itself_costs_no_more_over_the_years() -> None:
    for row in rows(typical=True):
        advice = row.advice
        if (
            advice.picks
            and "it pays for itself" in saving_view(advice.picks[0], added_cooling=False).short
        ):
            assert "more over" not in advice.folds["money"], row.query


# --- what stands on one page must not speak against itself ---------------------------------------


def advice_of(query: str) -> Advice:
    answers = read_text(query).answers
    assert answers is not None
    return advise(answers, today=TODAY, full=3)


@both
@pytest.mark.slow
def test_a_tie_never_hides_a_poor_match(typical: bool) -> None:
    told = 0
    for row in rows(typical=typical):
        for pick in row.advice.picks[:1]:
            assert (pick.match_key == "poor") == ("poor match" in pick.match.lower()), row.query
            told += pick.match.startswith("A poor match, about equal to")
    assert told or typical


@both
@pytest.mark.slow
def test_the_same_in_all_that_is_published_is_said_only_beside_the_same_price(
    typical: bool,
) -> None:
    for row in rows(typical=typical):
        for pick in row.advice.picks[1:]:
            if pick.difference == "The same in all that is published":
                first = row.advice.picks[0].cost.upfront
                assert told_price(pick.cost.upfront) == told_price(first), row.query


def test_a_price_that_differs_a_little_is_named_where_nothing_else_is() -> None:
    study = study_of(PUBLISHED, PUBLISHED)
    for ends, said in (
        ((0, 0, 0), "The same in all that is published"),
        ((30, 60, 90), "Otherwise alike: typically $60 more"),
        ((-30, -60, -90), "Otherwise alike: typically $60 less"),
        ((0, 0, 400), "Otherwise alike: only the spread of prices differs"),
    ):
        lines = dict(study.upfront.lines)
        lines["unit"] = lines["unit"].copy()
        lines["unit"][1] = lines["unit"][0] + ends
        other = replace(study, upfront=replace(study.upfront, lines=lines))
        told = difference(other, 1, 0, price_seen=None, sale_seen=None, units="us")
        assert told == said


def test_an_rv_without_a_hookup_is_warned_on_the_first_screen() -> None:
    room = "zip=80205&space=rv&area=180&insulation=good&heating_now=propane"
    warned = advice_of(f"{room}&hookup=none").picks[0]
    assert warned.catch.startswith("Without a hookup a generator runs it")
    assert "hookup" not in advice_of(f"{room}&hookup=shore_50").picks[0].catch


def test_no_saving_is_told_where_nobody_knows_what_the_power_or_the_heat_costs_now() -> None:
    rv = "zip=80205&space=rv&area=180&insulation=good&heating_now=propane"
    assert advice_of(f"{rv}&hookup=none").picks[0].saving_usd_per_year is None
    assert advice_of(f"{rv}&hookup=none&electricity_rate=0.6").picks[0].saving_usd_per_year
    assert advice_of(f"{rv}&hookup=shore_30").picks[0].saving_usd_per_year
    workshop = "zip=94110&space=workshop&area=500&goal=heating&cooling_now=window"
    assert advice_of(workshop).picks[0].saving_usd_per_year is None
    assert advice_of(f"{workshop}&heating_now=wood").picks[0].saving_usd_per_year is None
    assert advice_of(f"{workshop}&heating_now=gas").picks[0].saving_usd_per_year


def test_no_unit_that_is_picked_is_past_the_limit_that_left_out_names() -> None:
    for room in (
        "zip=85001&space=rv&area=180&moves=yes&hookup=shore_30",
        "zip=85001&space=living_room&area=400&insulation=poor",
    ):
        answers = read_text(room).answers
        assert answers is not None
        run = run_room(answers, TODAY)
        study, ranking = run.study, run.ranking
        weak = next(each for each in ranking.limits if each.code == "too_weak_cooling")
        reason, _undo = exclusion(study, weak, units="us")
        least = float(re.findall(r"less than ([\d,]+)", reason)[0].replace(",", ""))
        rated_here = study.cooling_coverage * study.loads.cooling_capacity_needed_btu_h
        assert rated_here[ranking.order].min() >= least - 50  # said in hundreds
        assert rated_here[weak.excluded].max() < least + 50


def test_on_a_small_hookup_a_unit_of_unknown_voltage_stands_behind() -> None:
    advice = advice_of("zip=85001&space=rv&area=180&hookup=shore_30&heating_now=propane")
    assert advice.picks[0].voltage == "115"
    assert advice.picks[0].asked_unknown == []


def test_a_heat_pump_that_is_there_also_cools_and_is_not_compared_with_itself() -> None:
    advice = advice_of("zip=30309&space=living_room&area=900&tenure=own&heating_now=heat_pump")
    assert advice.outcome == "keep"
    assert advice.headline.startswith("Keep your present heat pump.")
    assert advice.nothing is not None
    assert "without cooling" not in advice.nothing.note
    hot = advice_of(
        "zip=30309&space=living_room&area=900&tenure=own&heating_now=heat_pump&cooling_now=none"
    )
    assert hot.outcome == "recommend"


def test_a_room_of_machines_is_told_the_cold_in_which_its_unit_still_cools() -> None:
    closet = "zip=75201&space=office&area=40&exterior_walls=0&watts=1500&goal=cooling"
    why = advice_of(closet).picks[0].why
    assert why[0] == "It cools down to 14\u00a0°F outside; here it gets to 26\u00a0°F."
    # 20 dB(A) at its lowest speed, and never at that speed here.
    assert not any("Quiet" in each for each in why)


def test_a_tenant_who_has_heat_is_not_told_to_ask_for_it() -> None:
    room = "zip=60614&space=bedroom&area=160&tenure=rent&outdoor_unit=no&wall_hole=no"
    cold = advice_of(f"{room}&window_type=casement&heating_now=none")
    assert cold.headline_key == "tenant_without_heat"
    warm = advice_of(f"{room}&window_type=casement&heating_now=included")
    assert warm.headline_key == "without_outdoor_unit+wall_hole"
    assert not any("duty" in each for each in warm.warnings)


def test_a_room_too_large_for_any_unit_is_not_told_to_heat_with_one() -> None:
    """Heat that no unit gives, beside units that come in for the heat alone."""
    cold = advice_of("zip=55802&space=living_room&area=2500")
    assert "more heat than any room unit gives" in cold.headline
    assert not any("I only want heat" in each for each in cold.would_change)
    hot = advice_of("zip=85001&space=living_room&area=2500")
    assert hot.headline_key == "more_cooling_than_any"
    assert hot.pair is not None
    need, strongest = (bar.value for bar in hot.pair.rows)
    assert need > strongest


@pytest.mark.slow
def test_a_size_is_called_a_rating_where_loads_stand_beside_it() -> None:
    told = [
        row.advice.headline
        for row in (*rows(), *rows(typical=True))
        if re.search(r"in place of|not \d", row.advice.headline)
    ]
    assert told
    assert all("a unit rated " in each for each in told)


@pytest.mark.slow
def test_the_cooling_of_a_year_is_one_figure_in_sentence_and_drawing() -> None:
    told = 0
    for row in rows(typical=True):
        for pick in row.advice.picks[:1]:
            more = saving_view(pick, added_cooling=True).more
            said = [dollars(each) for each in more if each.startswith("Cooling is an added cost")]
            view = year_view(pick, full=100.0)
            if said and view is not None:
                assert said == [dollars(text) for key, _name, text in view.uses if key == "cooling"]
                told += 1
    assert told > 20
