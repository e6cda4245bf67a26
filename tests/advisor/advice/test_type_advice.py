"""The word on a type is earned by its best unit that serves, and names the size of that unit."""

import re
from dataclasses import replace

import pytest

from advisor.advice.claims import claims_of
from advisor.advice.contract import TypeAdvice
from advisor.advice.ninety_six_rooms import answers_of, queries
from advisor.advice.proofs import fits
from advisor.advice.right_size import first_of_type, size_of
from advisor.advice.run import run_room
from advisor.advice.type_advice import judge_types
from advisor.formatting.numbers import btu
from tests.advisor.advice.sample_advice import create_advice
from tests.lanes import one_in

pytestmark = pytest.mark.usefixtures("real_data")

BEDROOM = (
    "zip=02130&space=bedroom&area=120&exterior_walls=1&above=attic&tenure=own&use=night"
    "&heating_now=electric&priorities=quiet"
)


def told_of(query: str, key: str = "mini_split") -> TypeAdvice:
    return next(
        each
        for each in judge_types(run_room(answers_of(query), None), units="us")
        if each.type == key
    )


@pytest.mark.parametrize("query", one_in(16, [*queries(typical=False), *queries(typical=True)]))
def test_a_type_fits_only_where_its_best_unit_is_proven_to(query: str) -> None:
    run = run_room(answers_of(query), None)
    for told in judge_types(run, units="us"):
        best = first_of_type(run, told.type)
        if told.verdict == "fits":
            assert best is not None
            assert fits(run.study, best)
        if best is not None and "BTU/h" in told.why:
            assert f"about {btu(size_of(run, best))}" in told.why


@pytest.mark.parametrize(
    ("query", "verdict", "why"),
    [
        (BEDROOM, "possible", r"^One of about 6,000 BTU/h can go in, but it stops and starts in"),
        ("zip=80205&space=garage&area=440", "possible", r"about 15,000 .* gives 95% of the heat"),
        ("zip=64106&space=workshop&area=300", "fits", r"^A mini-split of about 9,000 BTU/h"),
        (
            "zip=99701&space=tiny_home&area=240&heating_now=oil",
            "possible",
            r"about 6,000 BTU/h can go in, but it does not heat at −36 °F",
        ),
        ("zip=33139&space=sunroom&area=140", "possible", r"about 9,000 .*% of the cooling on the"),
    ],
)
def test_the_reason_says_what_the_best_unit_lacks(query: str, verdict: str, why: str) -> None:
    told = told_of(query)
    assert told.verdict == verdict
    plain = told.why.replace("\xa0", " ")
    assert re.search(why, plain), plain


def test_a_type_of_which_no_unit_serves_does_not_fit_by_the_contract_either() -> None:
    told = told_of("zip=99701&space=garage&area=440")
    assert (told.verdict, told.none_serves) == ("possible", True)


def test_a_type_that_was_not_asked_for_is_no_more_than_possible() -> None:
    told = told_of("zip=64106&space=workshop&area=300&type=window")
    assert (told.verdict, told.none_serves) == ("possible", False)


def test_a_type_that_fits_without_proof_is_found() -> None:
    def unproven(told: TypeAdvice) -> list[str]:
        made = claims_of(create_advice(picks=[], types=[told]), language="en")
        return [each.claim for each in made if not each.proof]

    proven = TypeAdvice(
        type="mini_split",
        verdict="fits",
        why="",
        cycling_fraction=0.2,
        heat_share=1.1,
        cool_share=1.2,
    )
    assert unproven(proven) == []
    assert unproven(replace(proven, cycling_fraction=0.5)) == ["fits"]
    assert unproven(replace(proven, heat_share=0.9)) == ["fits"]
    assert unproven(replace(proven, cool_share=0.9)) == ["fits"]
    assert unproven(replace(proven, cycling_fraction=None)) == ["fits"]
    assert unproven(replace(proven, verdict="possible", cycling_fraction=0.9)) == []
