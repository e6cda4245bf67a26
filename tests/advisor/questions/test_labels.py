"""Labels begin with a capital; within a sentence they have words of their own, in each language."""

import pytest
from django.utils import translation

from advisor.engine.answers import CHOICES
from advisor.formatting.unit_names import WORDS
from advisor.questions.definitions import QUESTIONS
from advisor.questions.labels import choice_in_sentence, choice_label, fold, is_folded


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("space", CHOICES["space"])
def test_every_room_has_words_for_the_middle_of_a_sentence(space: str, lang: str) -> None:
    with translation.override(lang):
        label, within = (str(words("space", space)) for words in (choice_label, choice_in_sentence))
    first = within.split()[0]
    assert first.islower() or first == "RV"
    assert within in {label, first[0] + label[1:]}


def test_every_room_is_translated_in_both_forms() -> None:
    for words in (choice_label, choice_in_sentence):
        english = [str(words("space", space)) for space in CHOICES["space"]]
        with translation.override("es"):
            spanish = [str(words("space", space)) for space in CHOICES["space"]]
        assert not set(english) & set(spanish)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_type_has_words_for_the_middle_of_a_sentence(lang: str) -> None:
    with translation.override(lang):
        assert all(str(words.in_sentence).islower() for words in WORDS.values())


def test_a_question_is_folded_where_it_has_words_to_stand_behind() -> None:
    for given in ({"space": "bedroom"}, {"space": "closet"}, {"space": "rv"}):
        for question in QUESTIONS.values():
            assert is_folded(question, given) == bool(fold(question, given)), question.name
