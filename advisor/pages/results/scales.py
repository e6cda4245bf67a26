"""Units side by side, each on one scale: how loud they are, what fifteen years cost."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.contract import Baseline, Owning, Pick, PickLine
from advisor.drawing.bars import Bar, stacked_bar
from advisor.drawing.sound_scale import SoundScale, sound_scale
from advisor.formatting.numbers import decibels, money, not_published, number
from advisor.formatting.text import Text
from advisor.formatting.unit_names import one_end, telling_number
from advisor.pages.shared.money.owning_cost import PARTS, shown_parts

EVERYDAY: tuple[tuple[float, str, Text], ...] = (
    (30, "30", gettext_lazy("whisper")),
    (40, "40", gettext_lazy("library")),
    (47.5, "45–50", gettext_lazy("refrigerator")),
    (60, "60", gettext_lazy("talking")),
)
"""Sounds that everybody knows [dB], rounded as such lists are; the page says so."""


@dataclass(frozen=True, kw_only=True)
class SoundRow:
    name: str
    quietest: str
    loudest: str
    night: str


@dataclass(frozen=True, kw_only=True)
class SoundView:
    scale: SoundScale
    rows: tuple[SoundRow, ...]
    everyday: tuple[tuple[Text, str], ...]
    silent: str  # who publishes nothing


@dataclass(frozen=True, kw_only=True)
class OwnedRow:
    name: str
    note: str
    total: str
    bars: tuple[Bar, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OwnedView:
    title: str
    rows: tuple[OwnedRow, ...]
    parts: tuple[tuple[str, Text], ...]  # key, words: the heads of the table
    drawn: tuple[tuple[str, Text], ...]  # those of the legend
    unknown: str  # why doing nothing has no row


def short_name(pick: Pick | PickLine, among: Sequence[Pick | PickLine] = ()) -> str:
    """Brand and indoor unit: "LG LAN090HYV1" of "LG LAN090HYV1 / LAU090HYV1". Where several
    ``among`` them share an indoor unit, the outdoor one tells them apart."""
    others = [each.model for each in among if each.slug != pick.slug and each.brand == pick.brand]
    return f"{pick.brand} {telling_number(pick.model, others)}"


def sound_view(shown: Sequence[Pick]) -> SoundView | None:
    """The published sound indoors of the picks shown, and which of them publish none."""
    known = [pick for pick in shown if _published(pick)]
    silent = [pick for pick in shown if not _published(pick)]
    if not known:
        return None
    among = [*known, *silent]
    return SoundView(
        scale=sound_scale(
            [
                (
                    short_name(pick, among),
                    str(decibels(pick.sound_min_db, pick.sound_max_db)),
                    pick.sound_min_db,
                    pick.sound_max_db,
                )
                for pick in known
            ],
            everyday=[(level, f"{words} {figure}") for level, figure, words in EVERYDAY],
        ),
        rows=tuple(
            SoundRow(
                name=short_name(pick, among),
                quietest=_decibels(pick.sound_min_db),
                loudest=_decibels(pick.sound_max_db),
                night=_decibels(pick.night_sound_db),
            )
            for pick in known
        ),
        everyday=tuple((words, f"{figure}\u00a0dB") for _level, figure, words in EVERYDAY),
        silent=one_end(
            _("Not published: %(names)s.")
            % {"names": ", ".join(short_name(pick, among) for pick in silent)}
        )
        if silent
        else "",
    )


def _published(pick: Pick | PickLine) -> bool:
    return pick.sound_min_db is not None or pick.sound_max_db is not None


def _decibels(value: float | None) -> str:
    return str(not_published()) if value is None else f"{number(value)}\u00a0dB"


def owned_view(
    picks: Sequence[Pick], nothing: Baseline, little: Baseline | None
) -> OwnedView | None:
    """What fifteen years cost in today's money, part by part, on the scale of the dearest: doing
    nothing first, doing little second, then the units. [$]"""
    found = [
        (each.label, each.note, each.owning) for each in (nothing, little) if each and each.owning
    ]
    found += [(short_name(pick, picks), "", pick.owning[-1]) for pick in picks if pick.owning]
    owned = [each for _name, _note, each in found]
    full = float(max((each.total for each in owned), default=0))
    if not full or not picks:
        return None
    parts = shown_parts(owned)
    drawn = [name for name in parts if name != "left"]
    return OwnedView(
        title=_("What %(years)s years cost") % {"years": owned[-1].years},
        parts=tuple((name, PARTS[name]) for name in parts),
        drawn=tuple((name, PARTS[name]) for name in drawn),
        unknown=""
        if nothing.owning
        else _("Tell us what heats the room now, and we set doing nothing beside these."),
        rows=tuple(
            OwnedRow(
                name=name,
                note=note,
                total=money(each.total),
                bars=tuple(stacked_bar(_drawn(each, drawn), full=full, width=100.0)),
                cells=tuple(money(each.parts.get(part, 0)) for part in parts),
            )
            for name, note, each in found
        ),
    )


def _drawn(owned: Owning, names: Sequence[str]) -> list[tuple[str, float]]:
    """The parts of a bar, as long together as the total: what is left at the end comes off what
    was bought again, or off the unit. [$]"""
    amounts = {name: float(owned.parts.get(name, 0)) for name in names}
    back = -float(owned.parts.get("left", 0))
    for name in ("replacement", "unit"):
        off = min(back, amounts.get(name, 0.0))
        if off:
            amounts[name] -= off
            back -= off
    return list(amounts.items())
