"""Sentences that are put together from parts."""

from advisor.advice.sentences.exclusions import would_change


def test_all_that_leaves_the_same_unit_first_is_one_sentence() -> None:
    told = would_change(
        [("if it is small", "A 6", True), ("if it is large", "B 9", False), ("later", "A 6", True)]
    )
    assert told == ["If it is large: B 9.", "The same unit stays first if it is small; later."]


def test_a_condition_is_told_once() -> None:
    assert would_change([("if it is large", "B 9", False)] * 2) == ["If it is large: B 9."]
