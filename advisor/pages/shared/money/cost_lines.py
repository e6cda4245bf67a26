"""The cost lines of a unit, and the boxes for work that the owner does alone."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from advisor.advice.contract import CostLine, Pick
from advisor.engine.answers import MULTIPLE_CHOICES
from advisor.engine.unit_types import RECORD_OF
from advisor.formatting.numbers import money
from advisor.pages.shared.money.markup import hidden_inputs
from advisor.questions.labels import choice_label


@dataclass(frozen=True, kw_only=True)
class LedgerLine:
    """One cost line; ``code`` where the owner can do it alone, ``done`` where they say so."""

    label: str
    source: str
    low: str
    typical: str
    high: str
    code: str = ""
    done: bool = False


@dataclass(frozen=True, kw_only=True)
class CostTable:
    rows: SafeString
    total: LedgerLine
    source: str  # of the lines that name none
    own_work: SafeString  # inputs for what the owner does on units of other types
    ticks: bool  # whether there is a line to tick off


def cost_table(pick: Pick, own_work: Sequence[str], *, key: str) -> CostTable:
    """The outlay of a unit line by line; ``key`` makes the ids of a page unique."""
    lines = cost_lines(pick)
    shared = shared_source(lines)
    upfront = pick.cost.upfront
    return CostTable(
        rows=cost_rows(lines, key, shared=shared),
        total=LedgerLine(
            label=_("Installed"),
            low=money(upfront.low),
            typical=money(upfront.typical),
            high=money(upfront.high),
            source="",
        ),
        source=shared,
        own_work=own_work_elsewhere(pick, own_work),
        ticks=any(line.code for line in lines),
    )


def own_work_of(unit_type: str) -> tuple[str, ...]:
    """The lines of a type that its owner can do alone, in the order in which they are offered."""
    lines = RECORD_OF[unit_type].lines
    return tuple(line for line in MULTIPLE_CHOICES["own_work"] if line in lines)


def cost_lines(pick: Pick) -> tuple[LedgerLine, ...]:
    """Every line of the outlay, and those of this unit that the owner took over, for nothing."""
    offered = own_work_of(pick.type)
    lines = [
        _line(
            line,
            source=line.source,
            code=line.name if line.name in offered else "",
        )
        for line in pick.cost.lines
    ]
    lines += [
        LedgerLine(
            label=str(choice_label("own_work", code)),
            source="",
            low=money(0),
            typical=money(0),
            high=money(0),
            code=code,
            done=True,
        )
        for code in offered
        if code in pick.cost.alone
    ]
    return tuple(lines)


def _line(line: CostLine, *, source: str, code: str) -> LedgerLine:
    return LedgerLine(
        label=capfirst(line.label),
        source=source,
        low=money(line.low),
        typical=money(line.typical),
        high=money(line.high),
        code=code,
    )


def shared_source(lines: Iterable[LedgerLine]) -> str:
    """The source that most lines have in common: said once, below them."""
    counted = Counter(line.source for line in lines if line.source)
    source, times = counted.most_common(1)[0] if counted else ("", 0)
    return source if times > 1 else ""


def cost_rows(lines: Iterable[LedgerLine], key: str, *, shared: str = "") -> SafeString:
    """A row of a table for each line and, where there is something to say, one below it: where
    the amounts come from (unless ``shared``) and, where the owner can do it alone, the box that
    takes it off. ``key`` makes the ids of a page unique."""
    mine = escape(_("I do this myself"))

    def box(line: LedgerLine) -> str:
        identity = f"own-{key}-{line.code}"
        return (
            f'<label class="tick"><input type="checkbox" name="own_work" value="{line.code}"'
            f' id="{identity}"{" checked" if line.done else ""}>{mine}'
            f'<span class="unseen">: {escape(line.label)}</span></label>'
        )

    rows = []
    for line in lines:
        why = "" if line.source == shared else escape(line.source)
        why += box(line) if line.code else ""
        kind = f"{'sum' if why else ''}{' done' if line.done else ''}"
        amounts = "".join(
            f"<td>{escape(amount)}</td>" for amount in (line.low, line.typical, line.high)
        )
        rows.append(
            f'<tr class="{kind}"><th scope="row">{escape(line.label)}</th>{amounts}</tr>'
            + (f'<tr><td class="why" colspan="4">{why}</td></tr>' if why else "")
        )
    return mark_safe("".join(rows))  # noqa: S308  (every text is escaped here)


def own_work_elsewhere(pick: Pick, own_work: Sequence[str]) -> SafeString:
    """What the owner does that this unit has no line for: it must not be lost from the address."""
    return hidden_inputs(("own_work", code) for code in own_work if code not in pick.cost.alone)
