"""Why the advice is what it is: types, models left out, assumptions, rebates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.advice.contract import Advice, Assumption, Excluded, TypeAdvice
from advisor.advice.sentences.type_words import verdict_word
from advisor.formatting.numbers import number
from advisor.formatting.text import Text
from advisor.formatting.unit_names import TYPE_NAMES
from advisor.pages.shared.money.rebates import RebateLine, federal_note, rebate_line
from advisor.pages.wizard.check import change_link
from advisor.questions.answer_form import undone
from advisor.questions.money_questions import OWNING

ASSUMPTIONS_AT_ONCE = 3


@dataclass(frozen=True, kw_only=True)
class TypeLine:
    key: str
    name: Text
    verdict: str
    verdict_text: Text
    why: str


@dataclass(frozen=True, kw_only=True)
class ExclusionLine:
    count: str
    reason: str
    undo: str
    undo_label: str


@dataclass(frozen=True, kw_only=True)
class AssumptionLine:
    label: str
    value: str
    why: str
    change: str


@dataclass(frozen=True, kw_only=True)
class AssumptionGroup:
    """Assumptions that are made for one and the same reason."""

    why: str
    lines: tuple[AssumptionLine, ...]


@dataclass(frozen=True, kw_only=True)
class Explanations:
    """A teaser is what a part says while it is closed."""

    types: tuple[TypeLine, ...]
    types_teaser: str
    exclusions: tuple[ExclusionLine, ...]
    excluded_title: str
    assumptions: tuple[AssumptionGroup, ...]
    assumed_teaser: str
    rebates: tuple[RebateLine, ...]
    rebates_teaser: str
    federal: str


def explanations(advice: Advice, given: Mapping[str, str]) -> Explanations:
    """Why the advice is what it is; what owning a unit assumes is said on its card."""
    return Explanations(
        types=tuple(_type_line(line) for line in advice.types),
        types_teaser=_types_teaser(advice.types),
        exclusions=tuple(_exclusion_line(line, given) for line in advice.excluded),
        excluded_title=_excluded_title(advice.excluded),
        assumptions=_assumption_groups(
            [line for line in advice.assumptions if line.field not in OWNING], given
        ),
        assumed_teaser=_assumed_teaser(advice.assumptions),
        rebates=tuple(rebate_line(rebate) for rebate in advice.rebates),
        rebates_teaser=_rebates_teaser(advice),
        federal=federal_note(advice.rebates),
    )


def _type_line(line: TypeAdvice) -> TypeLine:
    return TypeLine(
        key=line.type,
        name=TYPE_NAMES[line.type],
        verdict=line.verdict,
        verdict_text=verdict_word(line),
        why=line.why,
    )


def _exclusion_line(line: Excluded, given: Mapping[str, str]) -> ExclusionLine:
    return ExclusionLine(
        count=number(line.count),
        reason=line.reason,
        undo=f"{reverse('results')}?{undone(given, line.undo)}" if line.undo else "",
        undo_label=line.undo_label or _("show them"),
    )


def _excluded_title(lines: Sequence[Excluded]) -> str:
    count = sum(line.count for line in lines)
    return ngettext("%(count)s model left out", "%(count)s models left out", count) % {
        "count": number(count)
    }


def _assumption_groups(
    lines: Sequence[Assumption], given: Mapping[str, str]
) -> tuple[AssumptionGroup, ...]:
    """By their reasons, in the order in which the reasons come first."""
    groups: dict[str, list[AssumptionLine]] = {}
    for line in lines:
        groups.setdefault(line.why, []).append(_assumption_line(line, given))
    return tuple(AssumptionGroup(why=why, lines=tuple(of)) for why, of in groups.items())


def _types_teaser(lines: Sequence[TypeAdvice]) -> str:
    return " · ".join(f"{TYPE_NAMES[line.type]}: {verdict_word(line)}" for line in lines)


def _rebates_teaser(advice: Advice) -> str:
    counting = sum(rebate.counts for rebate in advice.rebates)
    if not counting:
        return _("none counts today; %(count)s looked at") % {"count": len(advice.rebates)}
    return ngettext("%(count)s counts", "%(count)s count", counting) % {"count": counting}


def _assumed_teaser(lines: Sequence[Assumption]) -> str:
    labels = [line.label for line in lines[:ASSUMPTIONS_AT_ONCE]]
    rest = len(lines) - len(labels)
    if rest:
        labels.append(ngettext("%(count)s more", "%(count)s more", rest) % {"count": rest})
    return " · ".join(labels)


def _assumption_line(line: Assumption, given: Mapping[str, str]) -> AssumptionLine:
    return AssumptionLine(
        label=line.label,
        value=line.value,
        why=line.why,
        change=change_link(line.field, given, then="results"),
    )
