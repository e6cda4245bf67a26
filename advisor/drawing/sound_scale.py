"""Units from quietest to loudest over everyday sounds."""

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.drawing.geometry import Label

# --- Sound -------------------------------------------------------------------------------------

SOUND_WIDTH, SOUND_ROW, SOUND_HEAD = 340, 40, 46
SOUND_FROM, SOUND_TO = 16.0, 66.0
"""The scale of indoor sound [dB]: below its start nobody hears a unit, above its end none is."""


@dataclass(frozen=True, kw_only=True)
class SoundRowBar:
    label: Label
    x: float
    y: float
    width: float


@dataclass(frozen=True, kw_only=True)
class SoundScale:
    width: int
    height: int
    lines: str  # path of the everyday sounds
    words: tuple[Label, ...]
    rows: tuple[SoundRowBar, ...]


def sound_scale(
    rows: Sequence[tuple[str, str, float | None, float | None]],
    *,
    everyday: Sequence[tuple[float, str]],
) -> SoundScale:
    """Units from quietest to loudest [dB] over everyday sounds.

    A row is name, figure in words, lowest and highest; one of the two may be unknown, then the
    bar is as wide as a dot. The words stand on two lines in turn, so that none runs into another.
    """

    def x(level: float) -> float:
        share = (min(max(level, SOUND_FROM), SOUND_TO) - SOUND_FROM) / (SOUND_TO - SOUND_FROM)
        return round(6 + share * (SOUND_WIDTH - 12), 1)

    height = SOUND_HEAD + SOUND_ROW * len(rows)
    bars = []
    for position, (name, figure, low, high) in enumerate(rows):
        known = [level for level in (low, high) if level is not None]
        top = SOUND_HEAD + SOUND_ROW * position
        left, right = x(known[0]), x(known[-1])
        bars.append(
            SoundRowBar(
                label=Label(x=0, y=top + 13, text=f"{name} · {figure}"),
                x=round(left - 4, 1),
                y=top + 19,
                width=round(right - left + 8, 1),
            )
        )
    return SoundScale(
        width=SOUND_WIDTH,
        height=height,
        lines="".join(f"M{x(level)},{SOUND_HEAD - 8}V{height}" for level, _words in everyday),
        words=tuple(
            Label(x=x(level), y=14 + 18 * (place % 2), text=words, anchor="middle")
            for place, (level, words) in enumerate(everyday)
        ),
        rows=tuple(bars),
    )
