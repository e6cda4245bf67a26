"""What answers an article's own question on a page of questions: its sentences, and a guide."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.content.documents import guides
from advisor.engine.conversions import BTU_PER_KWH
from advisor.engine.fuels import BTU_PER_FUEL, EFFICIENCY
from advisor.formatting.dates import period
from advisor.formatting.numbers import number, rate
from advisor.models import State
from advisor.pages.shared.guide_links import guide_address
from advisor.questions.answer_form import prefilled

READ_FIRST: tuple[tuple[str, str, str, str], ...] = (
    ("outdoor_unit", "no", "no-outdoor-unit", "must"),
    ("type", "window", "smallest-air-conditioner", "window"),
    ("goal", "cooling", "smallest-air-conditioner", "smallest"),
)
"""Answer that a link brought and its value → guide and section, the first that holds."""

WHOLE_COUNTRY = "US"
COMPARED_BTU = 100_000.0
"""Heat whose cost is compared by source: about one therm. [BTU]"""


@dataclass(frozen=True, kw_only=True)
class AnswerFirst:
    """What a landing says before it asks."""

    says: tuple[str, ...]
    title: str  # of the guide; empty where there is none
    address: str


def answer_first(about: str, given: Mapping[str, str]) -> AnswerFirst | None:
    """What the link of this preset (``about``) asks to be said, and the guide for the answers that
    it brought; ``None`` where there is neither, or the reader has confirmed them."""
    says = SAYS[about]() if about in SAYS else ()
    slug, part = GUIDES.get(about) or _guide(given)
    if not says and not slug:
        return None
    return AnswerFirst(
        says=says,
        title=guides()[slug].title if slug else "",
        address=guide_address(slug, given, part) if slug else "",
    )


def _guide(given: Mapping[str, str]) -> tuple[str, str]:
    marked = prefilled(given)
    for name, value, slug, part in READ_FIRST:
        if name in marked and given.get(name) == value:
            return slug, part
    return "", ""


def _room_size() -> tuple[str, ...]:
    return (
        _("The floor area alone does not tell the size, though a chart on a box says so."),
        _(
            "Sun on the glass, the roof, the people, and your weather can double it or halve it."
            " Three answers give a first size; each one after that makes it surer."
        ),
    )


def _window() -> tuple[str, ...]:
    return (
        _(
            "Measure before you choose: the clear width with the sash up, and which outlet is in"
            " reach. They rule out more units than the size of the room does."
        ),
    )


def _which_type() -> tuple[str, ...]:
    return (
        _(
            "With a place outdoors and a hole in the wall, a mini-split. Without them, in a window"
            " that slides up, a window unit; for real winters, the cold-climate kind."
        ),
        _("A portable is for mild winters, for now and then, and where nothing else is allowed."),
    )


def _cost() -> tuple[str, ...]:
    """The same heat by source, at the mean prices of the country. One query."""
    country = State.objects.filter(code=WHOLE_COUNTRY).first()
    if country is None or country.electricity_usd_kwh is None or country.gas_usd_therm is None:
        return ()
    strip = COMPARED_BTU / BTU_PER_KWH * float(country.electricity_usd_kwh)
    gas = COMPARED_BTU / BTU_PER_FUEL["gas"] * float(country.gas_usd_therm) / EFFICIENCY["gas"]
    return (
        _(
            "At the country’s mean prices, the heat of a therm costs about %(strip)s with electric"
            " heat, %(pump)s with a heat pump that gives %(cop)s times its electricity, and"
            " %(gas)s with gas."
        )
        % {
            "strip": rate(round(strip, 2)),
            "pump": rate(round(strip / EFFICIENCY["heat_pump"], 2)),
            "cop": number(EFFICIENCY["heat_pump"], 1),
            "gas": rate(round(gas, 2)),
        },
        _(
            "So against electric heat it saves, and against gas it may cost more. What heats the"
            " room now, and your state’s prices, decide. (Prices of %(day)s.)"
        )
        % {"day": period(country.electricity_as_of)},
    )


SAYS: Mapping[str, Callable[[], tuple[str, ...]]] = {
    "room-size": _room_size,
    "window": _window,
    "which-type": _which_type,
    "cost": _cost,
}
"""By the code of the preset whose link leads to the questions."""

GUIDES: Mapping[str, tuple[str, str]] = {
    "room-size": ("smallest-air-conditioner", "room"),
    "window": ("smallest-air-conditioner", "window"),
    "which-type": ("which-type", "choose"),
}
