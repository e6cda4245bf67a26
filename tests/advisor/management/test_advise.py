"""``manage.py advise``: one JSON object on stdout, or status 2 and one line per bad field."""

import json
import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.usefixtures("real_data")

BOSTON = "zip=02130&space=bedroom&area=120&exterior_walls=1&above=heated&below=heated"


def run(query: str, *words: str) -> tuple[int, str, str]:
    """Exit status, stdout and stderr."""
    out, err = StringIO(), StringIO()
    status = 0
    try:
        call_command("advise", query, *words, stdout=out, stderr=err, no_color=True)
    except SystemExit as ended:
        status = int(str(ended.code))
    return status, out.getvalue(), err.getvalue()


def test_json_is_one_object_and_nothing_else() -> None:
    status, out, err = run(BOSTON, "--json")
    assert (status, err) == (0, "")
    advice: dict[str, Any] = json.loads(out)
    assert list(advice) == [
        *("outcome", "headline", "warnings", "site", "load", "types", "picks", "shown"),
        *("excluded", "would_change", "assumptions", "versions", "ties", "archive", "nothing"),
        *("contacts", "next_question", "in_kind", "priority_note"),
    ]
    assert advice["picks"]
    assert advice["picks"][0]["cost"]["lines"]


def test_text_tells_the_headline_first_and_every_pick() -> None:
    _status, out, _err = run(BOSTON, "--json")
    advice = json.loads(out)
    status, text, _err = run(BOSTON)
    assert status == 0
    assert text.startswith(advice["headline"])
    for pick in advice["picks"]:
        assert f"{pick['brand']} {pick['model']}" in text


def test_terms_of_owning_are_taken() -> None:
    usual, own = (
        json.loads(run(f"{BOSTON}{terms}", "--json")[1])["picks"][0]["cost"]
        for terms in ("", "&discount=0&life_mini_split=5&upkeep_mini_split=200")
    )
    assert own["ownership_usd"] > usual["ownership_usd"]
    assert own["lines"] == usual["lines"]


def test_leading_question_mark_does_not_matter() -> None:
    assert run(f"?{BOSTON}", "--json") == run(BOSTON, "--json")


def test_same_question_has_the_same_answer() -> None:
    assert run(BOSTON, "--json")[1] == run(BOSTON, "--json")[1]


def test_unknown_parameters_are_ignored() -> None:
    assert run(f"{BOSTON}&utm_source=x&color=red", "--json")[1] == run(BOSTON, "--json")[1]


def test_where_one_comes_from_changes_nothing() -> None:
    assert run(f"{BOSTON}&from=best-bedrooms&slot=end", "--json")[1] == run(BOSTON, "--json")[1]


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("zip=00000&space=bedroom&area=120", ["zip"]),
        ("zip=abc&space=bedroom&area=120", ["zip"]),
        ("zip=0213&space=bedroom&area=120", ["zip"]),
        ("zip=02130&space=bedroom&area=-5", ["area"]),
        ("zip=02130&space=bedroom&area=1e9", ["area"]),
        ("zip=02130&space=bedroom&area=nan", ["area"]),
        ("zip=02130&space=bedroom&area=inf", ["area"]),
        ("zip=02130&space=bedroom&area=1e400", ["area"]),
        ("zip=02130&space=bedroom&area=19", ["area"]),
        ("zip=02130&space=castle&area=120", ["space"]),
        ("zip=02130&space=unsure&area=120", ["space"]),
        ("zip=abc&space=castle&area=-5", ["zip", "space", "area"]),
        ("", ["zip", "space", "area"]),
        ("zip=02130", ["space", "area"]),
        (f"{BOSTON}&ceiling=5&hold=99", ["ceiling", "hold"]),
        (f"{BOSTON}&exterior_walls=1.5", ["exterior_walls"]),
        (f"{BOSTON}&discount=21&price_growth=nan", ["price_growth", "discount"]),
        (f"{BOSTON}&life_mini_split=0&life_window=7.5", ["life_mini_split", "life_window"]),
        (f"{BOSTON}&upkeep_portable=-1", ["upkeep_portable"]),
        (f"{BOSTON}&insulation=thick&glass=stained", ["insulation", "glass"]),
        (f"{BOSTON}&priorities=quiet,air,diy,cold", ["priorities"]),
        (f"{BOSTON}&features=wifi,teleport", ["features"]),
        (f"{BOSTON}&watts=%00", ["watts"]),
        (f"{BOSTON}&beside=attic&screens=some&walkout=1", ["beside", "walkout", "screens"]),
        (f"{BOSTON}&outside_door=steel&attic=open&soil=sand", ["outside_door", "attic", "soil"]),
        (f"{BOSTON}&skylight_area=201&overhang_gap=-1", ["skylight_area", "overhang_gap"]),
        (f"{BOSTON}&skylight_u=0&skylight_shgc=1", ["skylight_u", "skylight_shgc"]),
        (f"{BOSTON}&wall_length=3&window_area_n=-1", ["wall_length", "window_area_n"]),
        (f"{BOSTON}&window_area_nw=1001&house_width=7", ["window_area_nw", "house_width"]),
        (f"{BOSTON}&slab_edge_r=41&slab_edge_depth=9", ["slab_edge_r", "slab_edge_depth"]),
        (f"{BOSTON}&crawl_area=many&home_area=1", ["home_area", "crawl_area"]),
        (f"{BOSTON}&above=%FF%FE", ["above"]),
        (f"{BOSTON}&model=" + "x" * 100_000, ["model"]),
        ("zip=" + "0" * 100_000 + "&space=bedroom&area=120", ["zip"]),
        ("zip=02130&space=bedroom&area=" + "9" * 100_000, ["area"]),
        ("zip[]=02130&space[]=bedroom&area[]=120", ["zip", "space", "area"]),
    ],
)
def test_bad_answer_ends_with_status_2_and_a_line_each(query: str, fields: list[str]) -> None:
    status, out, err = run(query, "--json")
    assert status == 2
    assert out == ""
    lines = err.splitlines()
    assert [line.partition(":")[0] for line in lines] == fields
    for line in lines:
        sentence = line.partition(": ")[2]
        assert re.search(r"\.( \[[a-z_, ]+\])?$", sentence), line  # codes are for the command line
        assert len(sentence) < 1000
        assert "Traceback" not in line


def test_last_of_repeated_answers_counts() -> None:
    twice = run(f"area=900&{BOSTON}&space=bedroom", "--json")
    assert twice == run(BOSTON, "--json")


@pytest.mark.parametrize("value", ["", "unsure", "%20"])
def test_blank_or_unsure_is_left_out(value: str) -> None:
    plain = "zip=02130&space=bedroom&area=120"
    assert run(f"{plain}&drafts={value}&ceiling={value}", "--json") == run(plain, "--json")


def test_language_that_is_asked_for_is_used_in_sentences_alone() -> None:
    english = json.loads(run(BOSTON, "--json")[1])
    asked = json.loads(run(f"{BOSTON}&lang=es", "--json")[1])
    assert [p["slug"] for p in asked["picks"]] == [p["slug"] for p in english["picks"]]
    assert list(asked["picks"][0]["points"]) == list(english["picks"][0]["points"])
