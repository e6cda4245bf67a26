"""What becomes of one unit, and the stored figures that the decision reads."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalog.importing.existing_units import Known
from catalog.importing.records import ImportedPrice, ImportedRow, Published
from catalog.models import Figure
from catalog.plausibility import Finding


@dataclass(frozen=True, kw_only=True)
class Options:
    """How an import is meant."""

    publish: bool = False
    overwrite_hand_edits: bool = False
    reason: str = ""
    lifts: bool = True  # rows may publish what only a reason they do away with held back
    answers: Mapping[str, str] = field(default_factory=dict)  # to what the file leaves open


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """A figure of the database."""

    pk: int
    statement: Published
    in_use: bool
    batch_id: int | None


@dataclass(kw_only=True)
class Plan:
    """What becomes of one unit."""

    row: ImportedRow
    known: Known | None
    slug: str
    values: dict[str, Any]
    status: str
    confidence: str
    fields: dict[str, list[Any]] = field(default_factory=dict)  # name → [old, new]
    kept: dict[str, list[Any]] = field(default_factory=dict)  # name → [kept, the file's]
    emptied: dict[str, Any] = field(default_factory=dict)  # name → what stays beside a blank cell
    outranked: int = 0
    add: list[tuple[Published, bool]] = field(default_factory=list)  # with: in use
    restored: list[tuple[Published, bool, int | None]] = field(default_factory=list)  # by an undo
    removed: list[Stored] = field(default_factory=list)
    flags: dict[int, bool] = field(default_factory=dict)  # figure → in use from now on
    prices: list[ImportedPrice] = field(default_factory=list)
    reasons: list[Finding] = field(default_factory=list)  # warnings that the reason covers
    status_by_hand: bool = False
    lifted: bool = False  # the row did away with the reason to stay a draft
    complete: bool = False  # a draft that has what a live unit needs
    stays_draft: str = ""  # why such a draft does not go live, in words for admins

    @property
    def writes(self) -> bool:
        return bool(self.fields or self.add or self.removed or self.flags or self.prices)

    @property
    def told(self) -> bool:
        """Whether the report has something to say of the unit."""
        return bool(self.writes or self.kept or self.emptied)

    @property
    def stays(self) -> dict[str, list[Any]]:
        """Name → what stays and what the file says; empty text where its cell is empty."""
        return {**{name: [value, ""] for name, value in self.emptied.items()}, **self.kept}


def stored_figures(ids: Sequence[int]) -> dict[int, list[Stored]]:
    """The figures of these units, by unit. One query."""
    found: dict[int, list[Stored]] = defaultdict(list)
    rows = (
        Figure.objects.filter(heat_pump__in=ids)
        .order_by("id")
        .values_list(
            *(
                "heat_pump_id",
                "id",
                "in_use",
                "batch_id",
                "name",
                "value",
                "unit",
                "source__locator",
            ),
            *("source_day", "source_date", "confidence", "rights", "note", "by_hand"),
        )
    )
    names = (
        *("name", "value", "unit", "source_id", "source_day", "source_date"),
        *("confidence", "rights", "note", "by_hand"),
    )
    for unit, pk, in_use, batch, *told in rows.iterator(chunk_size=20_000):
        statement = Published(**dict(zip(names, told, strict=True)))
        found[unit].append(Stored(pk=pk, in_use=in_use, batch_id=batch, statement=statement))
    return found


def changed_flags(figures: Sequence[Stored], in_use: Mapping[str, Published]) -> dict[int, bool]:
    """Figures whose flag "in use" changes, with its new value; ``in_use`` by names of figures."""
    now = {each.pk: in_use.get(each.statement.name) is each.statement for each in figures}
    return {each.pk: now[each.pk] for each in figures if now[each.pk] != each.in_use}
