"""What a section of a guide is printed from, and what the address of a guide asks for."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from advisor.advice.contract import Advice
from advisor.content.care_calendar import CareTable
from advisor.engine.place import Place
from advisor.formatting.text import Text
from advisor.questions.answer_form import RoomForm


@dataclass(frozen=True, kw_only=True)
class GuideRequest:
    """What the address of a guide says: the room, what was ticked, the least output typed in."""

    form: RoomForm
    place: Place | None = None
    advice: Advice | None = None
    ticked: frozenset[str] = frozenset()
    least: str = ""
    brand: str = ""  # slug of the brand that an article names


@dataclass(frozen=True, kw_only=True)
class GuideTick:
    key: str
    html: SafeString
    done: bool


@dataclass(frozen=True, kw_only=True)
class GuideBlock:
    """A part of a section; ``kind`` says which of the fields the template reads."""

    kind: str  # prose, ticks, table, or the template's name of a live part
    html: SafeString | None = None
    lines: tuple[Text, ...] = ()
    ticks: tuple[GuideTick, ...] = ()
    heads: tuple[Text, ...] = ()
    rows: tuple[tuple[Text, ...], ...] = ()
    note: str = ""
    care: tuple[CareTable, ...] = ()
    link: str = ""

    @property
    def stacked_rows(self) -> tuple[tuple[Text, tuple[tuple[Text, Text], ...]], ...]:
        """Each row as its first cell and the others beside their heads: a phone stacks them."""
        return tuple(
            (row[0], tuple(zip(self.heads[1:], row[1:], strict=True))) for row in self.rows
        )
