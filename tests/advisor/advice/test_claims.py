"""Words that only figures earn, over all that is printed of ninety-six rooms."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from advisor.advice import advise
from advisor.advice.answer_rows import AnswerRow, all_contradictions, answer_rows, leads_of
from advisor.advice.benchmark_rooms import ROOMS
from advisor.advice.claims import claims_of, contradictions_of
from advisor.advice.contract import Advice, Pair, PairRow, Pick
from advisor.advice.ninety_six_rooms import answers_of, queries
from advisor.advice.thirty_rooms import advice_rooms
from tests.advisor.advice.sample_advice import create_advice, create_pick
from tests.lanes import slow

TODAY = date(2026, 11, 29)
pytestmark = pytest.mark.usefixtures("real_data")
KINDS_OF_DANGER = {
    "en": ("Fire: ", "Fire and falls: ", "Fumes: ", "Refrigerant: ", "Water: "),
    "es": ("Incendio: ", "Incendio y caídas: ", "Gases: ", "Refrigerante: ", "Agua: "),
}
LONGEST = {
    "en": {"headline": 80, "catch": 90, "difference": 60, "safety": 120, "words": 6},
    "es": {"headline": 100, "catch": 110, "difference": 75, "safety": 135, "words": 8},
}
"""Characters of a line, and words of a fold's conclusion; Spanish takes a line more."""

_made: dict[tuple[bool, str], list[AnswerRow]] = {}


def rows(*, typical: bool = False, language: str = "en") -> list[AnswerRow]:
    """The ninety-six rooms, made once for all tests of this module."""
    if (typical, language) not in _made:
        with translation.override(language):
            _made[typical, language] = list(
                answer_rows(typical=typical, today=TODAY, language=language)
            )
    return _made[typical, language]


either = pytest.mark.parametrize("typical", [False, True])


@pytest.mark.slow
@either
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_claim_stands_without_its_proof(typical: bool, language: str) -> None:
    made = [claim for row in rows(typical=typical, language=language) for claim in row.claims]
    assert len(made) > 300
    assert [(each.claim, each.said.text) for each in made if not each.proof] == []


@either
@pytest.mark.slow
def test_no_two_sentences_on_one_unit_contradict_each_other(typical: bool) -> None:
    assert all_contradictions(rows(typical=typical)) == []


@pytest.mark.parametrize("language", ["en", slow("es")])
def test_the_rooms_of_the_expert_and_of_the_desk_claim_nothing_unproven(language: str) -> None:
    rooms = advice_rooms() | {name: answers_of(query) for name, query in ROOMS.items()}
    with translation.override(language):
        for name, answers in rooms.items():
            advice = advise(answers, today=TODAY, full=3)
            made = claims_of(advice, language=language)
            assert [each.said.text for each in made if not each.proof] == [], name
            assert language != "en" or contradictions_of(advice) == [], name
            assert len(advice.headline) <= LONGEST[language]["headline"], name


@either
@pytest.mark.slow
def test_no_sentence_leads_more_than_fifteen_rooms(typical: bool) -> None:
    leads = leads_of(rows(typical=typical))
    assert leads.total() == 96
    assert len(leads) >= 15
    assert max(leads.values()) <= 15


@pytest.mark.slow
@either
@pytest.mark.parametrize("language", ["en", "es"])
def test_words_are_as_short_as_a_phone_wants_them(typical: bool, language: str) -> None:
    longest, too_long = LONGEST[language], []
    for row in rows(typical=typical, language=language):
        advice = row.advice
        lines = [("headline", advice.headline), *(("safety", each) for each in advice.safety)]
        for pick in advice.picks:
            lines += [("catch", pick.catch), ("difference", pick.difference)]
        too_long += [line for line in lines if len(line[1]) > longest[line[0]]]
        too_long += [
            each for each in advice.folds.items() if len(each[1].split()) > longest["words"]
        ]
    assert too_long == []


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.slow
def test_each_danger_opens_with_its_kind_and_stands_among_the_warnings(language: str) -> None:
    for row in rows(typical=True, language=language):
        for text in row.advice.safety:
            assert text.startswith(KINDS_OF_DANGER[language]), text
            assert text in row.advice.warnings


@pytest.mark.slow
def test_each_shown_unit_has_a_catch_and_all_but_the_first_a_difference() -> None:
    for row in rows():
        for place, pick in enumerate(row.advice.picks):
            assert pick.catch, (row.query, pick.slug)
            assert pick.match_key in {"good", "usable", "poor"}
            assert bool(pick.difference) == (place > 0), (row.query, pick.slug)
            assert pick.catch != row.advice.headline


@pytest.mark.slow
def test_a_pair_is_two_figures_that_the_headline_rests_on() -> None:
    pairs = [row.advice.pair for row in rows() if row.advice.pair is not None]
    assert len(pairs) > 70
    for pair in pairs:
        assert len(pair.rows) == 2
        assert all(bar.value >= 0 and bar.text for bar in pair.rows)
        assert max(bar.value for bar in pair.rows) > 0
        assert {bar.kind for bar in pair.rows} <= {"heat", "cool", "unit", "money"}


def test_the_command_prints_each_room_with_its_proofs(monkeypatch: pytest.MonkeyPatch) -> None:
    some = list(queries(typical=False))[:3]
    monkeypatch.setattr("advisor.advice.answer_rows.queries", lambda *, typical: some)
    out = StringIO()
    call_command("answer_table", "--today", "2026-11-29", stdout=out)
    text = out.getvalue()
    assert text.count("zip=") == 3
    assert "3 rooms, " in text
    assert "claims without proof: 0" in text
    assert "quiet (why): 20 dB(A), published" in text


# --- each guard, broken once ---------------------------------------------------------------------


def told(pick: Pick, **words: object) -> Advice:
    return create_advice(picks=[replace(pick, **words)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "A small mini-split fits.",
        "Quiet: 22 dB(A) indoors at its lowest speed.",
        "a good match",
        "It saves about $100 a year.",
        "Carries the whole winter at a field COP of about 2.",
        "Turns down to 2,000 BTU/h: runs steadily below 60 °F outside.",
        "The lowest cost of all.",
        "Our estimate, not published: lowest output.",
    ],
)
def test_a_claim_that_nothing_proves_is_found(text: str) -> None:
    pick = create_pick()
    unproven = replace(
        pick,
        sound_min_db=None,
        cycling_fraction=0.94,
        backup_fraction=0.2,
        saving_usd_per_year=None,
        match_key="usable",
        curve=[],
        evidence=replace(pick.evidence, minimum="published", sound="unknown", price="class"),
    )
    found = claims_of(told(unproven, why=[text]), language="en")
    assert [each.claim for each in found if each.said.text == text and not each.proof]


@pytest.mark.parametrize(
    ("language", "text", "proven"),
    [
        ("en", "By our estimate it stops and starts in 32% of its hours.", True),
        ("en", "Stops and starts in 31% of its hours: its lowest output is more.", False),
        ("en", "Its lowest output is more than the room mostly needs.", False),
        ("es", "Según nuestra estimación, arranca y para en 32% de sus horas.", True),
        ("es", "No puede bajar lo suficiente: arranca y para en el 33% de sus horas.", False),
        ("es", "Su salida mínima es más de lo que la habitación suele necesitar.", False),
    ],
)
def test_the_share_of_stops_is_that_of_the_year_and_mostly_is_from_half_on(
    language: str, text: str, proven: bool
) -> None:
    advice = told(replace(create_pick(), cycling_fraction=0.32), why_not=[text])
    found = [each for each in claims_of(advice, language=language) if each.said.text == text]
    assert [bool(each.proof) for each in found] == [proven]


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("en", "Storm windows first: this porch then needs %s%% less heat."),
        ("en", "Seal the leaks first. That alone takes %s%% off the heat it needs."),
        ("es", "Primero, contraventanas: así este porche necesita un %s%% menos de calor."),
    ],
)
def test_work_saves_only_the_share_by_which_the_bars_differ(language: str, headline: str) -> None:
    bars = [PairRow(label=str(each), kind="heat", value=each, text=str(each)) for each in (100, 63)]
    pair = Pair(caption="Heat", rows=(bars[0], bars[1]))
    for share, proven in (("37", True), ("66", False)):
        advice = create_advice(picks=[], headline=headline % share, pair=pair)
        made = claims_of(advice, language=language)
        assert [bool(each.proof) for each in made if each.claim == "work saves"] == [proven]


@pytest.mark.parametrize(
    "sentences",
    [
        (
            "Turns down to 1,600 BTU/h: runs steadily below −30 °F outside.",
            "Stops heating below −22 °F: 8 hours a year here.",
        ),
        ("Quiet: 20 dB(A) indoors at its lowest speed.", "Not published: sound and voltage."),
        (
            "The manufacturer states a lowest output of 1,023 BTU/h, the low end of its range.",
            "Its lowest output is our estimate: the maker does not publish it.",
        ),
        (
            "Carries the whole winter at a field COP of about 2.",
            "On the coldest typical night it gives 85% of the heat: keep another heater.",
        ),
        (
            "By our estimate it carries the whole winter, at a field COP of about 2.8.",
            "Stops heating below −22 °F: 8 hours a year here.",
        ),
        (
            "Quiet: 20 dB(A) indoors at its lowest speed.",
            "You asked for quiet: its sound is not published.",
        ),
    ],
)
def test_two_sentences_that_contradict_each_other_are_found(sentences: tuple[str, str]) -> None:
    one, other = sentences
    assert contradictions_of(told(create_pick(), why=[one], why_not=[other]))
    assert not contradictions_of(told(create_pick(), why=[one], why_not=[]))
