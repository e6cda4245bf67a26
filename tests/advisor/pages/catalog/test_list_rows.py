"""Markup of the list that is joined in Python: what is in it is text."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from advisor.formatting.numbers import Figure
from advisor.pages.catalog.list_filters import FilterOption
from advisor.pages.catalog.unit_lines import UnitFact
from advisor.pages.shared.fields import field_for
from advisor.questions.definitions import QUESTIONS
from advisor.templatetags.rows import choice_labels, fact_cells, select_options
from tests.factories import create_brand, create_heat_pump


def test_options_are_escaped_and_one_is_chosen() -> None:
    options = (
        FilterOption(value='a"b', label="A & <B>", chosen=False),
        FilterOption(value="c", label="C", chosen=True),
    )
    assert select_options(options) == (
        '<option value="a&quot;b">A &amp; &lt;B&gt;</option><option value="c" selected>C</option>'
    )


def test_a_figure_has_its_unit_and_note_and_a_blank_is_marked() -> None:
    facts = (
        UnitFact(label="Heat", figure=Figure("2,100", "BTU/h"), note="<estimate>"),
        UnitFact(label="Sound", figure=Figure("not published")),
    )
    assert fact_cells(facts) == (
        "<div><dt>Heat</dt><dd>2,100 <small>BTU/h</small> <em>&lt;estimate&gt;</em></dd></div>"
        '<div class="blank"><dt>Sound</dt><dd>not published</dd></div>'
    )


@pytest.mark.usefixtures("real_data")
def test_a_brand_with_markup_in_its_name_is_text(client: Client) -> None:
    create_heat_pump(brand=create_brand(name="<i>Odd</i>", slug="odd"))
    html = client.get("/heat-pumps/", {"q": "odd", "brand": "odd"}).content.decode()
    assert "<i>Odd" not in html
    assert re.search(r'<option value="odd" selected>&lt;i&gt;Odd&lt;/i&gt; \(1\)</option>', html)


@pytest.mark.usefixtures("real_data")
@pytest.mark.slow
def test_a_blank_is_said_in_the_language_of_the_page(client: Client) -> None:
    for language, words in (
        ("en", "not published"),
        ("es", "no publicado"),
        ("en", "not published"),
    ):
        html = client.get("/heat-pumps/", {"lang": language}).content.decode()
        assert 'class="blank"' in html
        assert words in html


def test_answers_are_labels_with_what_is_written_in_them_escaped() -> None:
    field = field_for(QUESTIONS["insulation"], {"insulation": "good"})
    option = replace(field.options[0], label="<b>", help="a & b", value="poor")
    unsure = field.options[-1]
    page = choice_labels(replace(field, options=(option, unsure), assumed="average"))
    assert page.count("<label") == 2
    assert 'type="radio" name="insulation" id="id-insulation-poor" value="poor">' in page
    assert "<span>&lt;b&gt; <small>a &amp; b</small></span>" in page
    assert "<small>we will use: average</small></span>" in page
    assert " checked>" in choice_labels(field)
    assert page.count("checked") == 0
