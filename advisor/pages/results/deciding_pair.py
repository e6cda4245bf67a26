"""The deciding pair: the headline as two bars on one scale."""

from dataclasses import dataclass

from advisor.advice.contract import Pair


@dataclass(frozen=True, kw_only=True)
class PairBar:
    label: str
    kind: str  # heat, cool, unit, money
    width: float  # 0–100
    text: str


@dataclass(frozen=True, kw_only=True)
class PairBars:
    caption: str
    bars: tuple[PairBar, ...]


def pair_bars(pair: Pair | None) -> PairBars | None:
    """Both figures on the scale of the larger one; ``None`` where one number says it all."""
    if pair is None:
        return None
    full = max((row.value for row in pair.rows), default=0.0)
    return PairBars(
        caption=pair.caption,
        bars=tuple(
            PairBar(
                label=row.label,
                kind=row.kind,
                width=round(100 * max(row.value, 0.0) / full, 1) if full > 0 else 0.0,
                text=row.text,
            )
            for row in pair.rows
        ),
    )
