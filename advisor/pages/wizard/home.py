"""The first page: three answers to a first result, and examples to look at before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.formatting.text import Text
from advisor.pages.shared.fields import Field, hidden_fields, home_fields
from advisor.pages.shared.layout import Link, address_of
from advisor.pages.shared.render import address
from advisor.pages.wizard.question import minutes_left
from advisor.questions.answer_form import RoomForm
from advisor.questions.flow import steps_for

EXAMPLES: tuple[tuple[Text, Mapping[str, str]], ...] = (
    (
        gettext_lazy("a 150 sq ft bedroom in Minneapolis"),
        {"zip": "55401", "space": "bedroom", "area": "150"},
    ),
    (
        gettext_lazy("an uninsulated two-car garage in Kansas City"),
        {"zip": "64111", "space": "garage", "area": "440", "insulation": "poor"},
    ),
    (
        gettext_lazy("a rented studio in Miami, no outdoor unit"),
        {
            "zip": "33139",
            "space": "studio",
            "area": "450",
            "tenure": "rent",
            "outdoor_unit": "no",
        },
    ),
)

ALSO: tuple[tuple[str, Text], ...] = (
    ("smallest", gettext_lazy("The smallest heat pumps, ranked by lowest output")),
    ("decode", gettext_lazy("What does my model number say?")),
    ("quote", gettext_lazy("Check an installer’s quote line by line")),
    ("guides", gettext_lazy("Guides: installation, care, landlords, who pays")),
)
"""Where else a visitor may have wanted to go. A page that does not exist is left out."""


@dataclass(frozen=True, kw_only=True)
class HomePage:
    title: str
    fields: Mapping[str, Field]
    hidden: tuple[tuple[str, str], ...]
    steps_more: int
    minutes: str
    examples: tuple[Link, ...]
    also: tuple[Link, ...]


def home_page(form: RoomForm) -> HomePage:
    """The first page, with whatever the address already answers."""
    fields = {name: replace(field, why="") for name, field in home_fields(form).items()}
    kept = {"lang": form.given["lang"]} if "lang" in form.given else {}
    later = [step for step in steps_for(form.given) if not fields.keys() & set(step.fields)]
    return HomePage(
        title=_("The right heat pump for one room"),
        fields=fields,
        hidden=hidden_fields(form.given, without=set(fields)),
        steps_more=len(later),
        minutes=minutes_left(later, form.given),
        examples=tuple(
            Link(text=text, address=address("results", {**answers, **kept}))
            for text, answers in EXAMPLES
        ),
        also=tuple(
            Link(text=text, address=address_of(name)) for name, text in ALSO if address_of(name)
        ),
    )
