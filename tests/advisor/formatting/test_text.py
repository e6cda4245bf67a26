import pytest

from advisor.formatting.text import in_sentence


@pytest.mark.parametrize(
    ("label", "within"),
    [
        ("Home office", "home office"),
        ("RV or camper", "RV or camper"),
        ("Casa rodante (RV) o cámper", "casa rodante (RV) o cámper"),
        ("Ático", "ático"),
        ("A", "a"),
        ("", ""),
    ],
)
def test_a_label_begins_small_within_a_sentence_unless_it_is_an_abbreviation(
    label: str, within: str
) -> None:
    assert in_sentence(label) == within
