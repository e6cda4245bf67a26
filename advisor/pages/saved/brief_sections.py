"""Which sections of a type's brief are printed, by what the room stands on."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from advisor.advice.contract import Pick
from advisor.content.documents import type_document
from advisor.content.markdown import DocumentSection
from advisor.engine.answers import Answers
from advisor.engine.footing import FOOTINGS, GROUND, PARKED, ROAD, footing_key
from advisor.engine.unit_types import RECORD_OF
from advisor.formatting.text import Text

ENDINGS = {GROUND: ("",), PARKED: ("-parked", "-wheels", ""), ROAD: ("-road", "-wheels", "")}
"""How a section's key may end; the first that is there is printed."""
USUAL_LINES: dict[str, Text] = {
    "unit": gettext_lazy("Unit"),
    "labour": gettext_lazy("Labor and materials"),
    "circuit": gettext_lazy("Electrical work"),
    "permit": gettext_lazy("Permit"),
}
UNPRICED: dict[str, tuple[Text, ...]] = {ROAD: (gettext_lazy("Bracket with vibration mounts"),)}
"""What a quote for a mini-split should name, by what the room stands on."""
NOT_OF_A_KIT = "not-of-a-kit"
"""The section of a brief with the questions that charged lines leave no reason to ask."""


@dataclass(frozen=True, kw_only=True)
class BriefSections:
    title: str
    measure: DocumentSection
    ask: tuple[SafeString, ...]  # questions before signing, as this unit needs them
    ask_title: str
    usual_lines: tuple[str, ...]  # of a quote, while no unit is picked
    unpriced: tuple[str, ...]  # lines of a quote of which we know no price


def brief_sections(unit_type: str, answers: Answers, shown: Sequence[Pick]) -> BriefSections:
    """What to measure and to ask for a unit of this type in this room, the first of ``shown``."""
    document = type_document("briefs", unit_type)
    footing = footing_key(answers)
    known = {section.key for section in document.sections}

    def section(key: str) -> DocumentSection:
        return document.section(next(key + end for end in ENDINGS[footing] if key + end in known))

    ask = section("ask")
    left_out = document.section(NOT_OF_A_KIT).items if _only_kits(shown) else ()
    unpriced = UNPRICED.get(footing, ()) if RECORD_OF[unit_type].split else ()
    return BriefSections(
        title=document.title,
        measure=section("measure"),
        ask=tuple(each for each in ask.items if each not in left_out),
        ask_title=ask.title,
        usual_lines=tuple(
            str(label)
            for code, label in USUAL_LINES.items()
            if code not in FOOTINGS[footing].without
        ),
        unpriced=tuple(map(str, unpriced)),
    )


def _only_kits(shown: Sequence[Pick]) -> bool:
    """Whether the first unit has charged lines, and no other that is shown needs them made."""
    splits = [pick for pick in shown if RECORD_OF[pick.type].split]
    return bool(shown) and shown[0].precharged and all(pick.precharged for pick in splits)
