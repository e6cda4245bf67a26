"""What tells equal units apart: a price that nobody has seen is a range or is not told."""

from dataclasses import replace
from unittest.mock import patch

import numpy as np

from advisor.advice.sentences.ties_in_words import tied_units
from advisor.engine.money import FRESH, FROM_CLASS
from advisor.engine.ranking import Ranking, rank
from advisor.engine.study import Study
from tests.advisor.engine.samples import PUBLISHED, study_of


def told_of(study: Study) -> list[str]:
    """What is told of the first unit and of the second, called equal."""
    slugs = {0: "first", 1: "second"}
    with patch.object(Ranking, "ties", (0, 1)):
        tied = tied_units(study, rank(study), slugs, slugs, share_of=lambda _row: 0.4)
    assert {unit.share for unit in tied} == {"first in 40 of 100 plausible cases"}
    return [unit.apart for unit in tied]


def two_units(*, basis: tuple[int, int], more_usd: float = 387.0) -> Study:
    study = study_of(PUBLISHED, PUBLISHED)
    lines = {name: amounts.copy() for name, amounts in study.upfront.lines.items()}
    lines["unit"][1] = lines["unit"][0] + more_usd
    return replace(
        study,
        bought=replace(study.bought, basis=np.array(basis)),
        upfront=replace(study.upfront, lines=lines),
    )


def test_the_first_is_told_with_its_range() -> None:
    first, _second = told_of(two_units(basis=(FROM_CLASS, FROM_CLASS)))
    assert "–" in first.split(" installed")[0]


def test_a_difference_is_about_and_only_between_prices_that_were_seen() -> None:
    assert "about $400 more installed" in told_of(two_units(basis=(FRESH, FRESH)))[1]
    for basis in ((FROM_CLASS, FRESH), (FRESH, FROM_CLASS), (FROM_CLASS, FROM_CLASS)):
        assert "$" not in told_of(two_units(basis=basis))[1]


def test_a_difference_that_rounds_to_nothing_is_not_told() -> None:
    assert "$" not in told_of(two_units(basis=(FRESH, FRESH), more_usd=40.0))[1]
