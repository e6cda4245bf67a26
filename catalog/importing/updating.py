"""What a row changes in a unit that the catalog holds already."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from catalog.importing.existing_units import IDENTITY, Known
from catalog.importing.manual_edits import DESK
from catalog.importing.matching import bare_brand
from catalog.importing.plan import Options, Plan, Stored, changed_flags
from catalog.importing.reconcile import Reconciled, reconcile
from catalog.importing.records import (
    Format,
    ImportedPrice,
    ImportedRow,
    Log,
    Origin,
    Published,
)
from catalog.importing.sale_statements import LASTING, NAME
from catalog.models import Confidence, Status
from catalog.vocabulary import NORMALIZERS, QUALIFIES, Value, point_place

CONFIDENCE_RANK: Final = {"low": 0, "medium": 1, "high": 2}
# One measurement of a list under two names: at which speed it was tested depends on the listing,
# and a listing may change. What the same source said under the other name goes.
_OTHER_NAME: Final = {
    "heating_btu_5f": "heating_max_btu_5f",
    "heating_max_btu_5f": "heating_btu_5f",
    "cop_5f": "cop_max_5f",
    "cop_max_5f": "cop_5f",
}


def update(
    row: ImportedRow,
    known: Known,
    stored: list[Stored],
    log: Log,
    *,
    form: Format,
    options: Options,
) -> Plan | None:
    """What ``row`` changes in the unit ``known``; nothing where the log holds an error of it."""
    unit = row.unit
    if form.ours and bare_brand(unit.brand) != bare_brand(known.brand):
        log.error(
            row.line, "brand", _("The unit already belongs to %(brand)s.") % {"brand": known.brand}
        )
        return None
    plan = Plan(
        row=row,
        known=known,
        slug=known.slug,
        values=dict(known.values),
        status=known.status,
        confidence=known.confidence,
        prices=_new_prices(unit.prices, known),
    )
    hand = {each.statement.name: each for each in stored if each.statement.by_hand}
    plan.status_by_hand = "status" in hand
    _rename(plan, known, hand, form=form, options=options)
    _lift(plan, known, hand)
    news = _news(row, stored, known, form=form)
    if form.ours:
        kept = set() if options.overwrite_hand_edits else set(hand)
        news = _entered(news, row, stored, log, kept=kept)
    if options.overwrite_hand_edits:
        plan.removed += _overwritten(row, hand)
    if (news or plan.removed) and not _merge(plan, news, stored, log):
        return None
    _note_what_stays(plan, unit.figures, hand)
    plan.emptied = {
        name: plan.values[name]
        for name in row.blank
        # An unknown is written as a blank.
        if name in log.titles and plan.values.get(name, "unknown") != "unknown"
    }
    _compare(plan, known)
    return plan


def _lift(plan: Plan, known: Known, hand: dict[str, Stored]) -> None:
    """Do away with the reason to stay a draft that the row answers, and with no other."""
    lifts = plan.row.lifts
    if lifts and lifts == known.values.get("keep_draft") and "keep_draft" not in hand:
        plan.values.pop("keep_draft")
        plan.lifted = True


def _overwritten(row: ImportedRow, hand: dict[str, Stored]) -> list[Stored]:
    """The hand edits that the row contradicts, in the figure or in where it is from."""
    return [
        hand[each.name]
        for each in row.unit.figures
        if each.name in hand
        and (
            hand[each.name].statement.usable != each.usable
            or row.origins.get(each.name, Origin()).differs_from(hand[each.name].statement)
        )
    ]


def _compare(plan: Plan, known: Known) -> None:
    """Note every field that the plan changes, with its old and its new value."""
    for name in known.values.keys() | plan.values.keys():
        old, new = known.values.get(name), plan.values.get(name)
        if old != new:
            plan.fields[name] = [old, new]
    if plan.status != known.status:
        plan.fields["status"] = [known.status, plan.status]
    if plan.confidence != known.confidence:
        plan.fields["confidence"] = [known.confidence, plan.confidence]


def _entered(
    news: Iterable[Published],
    row: ImportedRow,
    stored: Iterable[Stored],
    log: Log,
    *,
    kept: set[str],
) -> list[Published]:
    """The news of our own table as entries by hand, but for the names that are ``kept``."""
    standing = {each.statement.name: each.statement for each in stored if each.in_use}
    return [
        _by_hand(each, row, standing.get(each.name), log) for each in news if each.name not in kept
    ]


def _by_hand(
    figure: Published, row: ImportedRow, standing: Published | None, log: Log
) -> Published:
    """An edit of our own table counts as one made by hand: at the desk, or from a named source."""
    sure = replace(figure, confidence=Confidence.HIGH.value, by_hand=True)
    if row.origins.get(figure.name, Origin()).differs_from(standing):
        return sure
    return replace(
        sure,
        source_id=DESK,
        source_day=log.today,
        source_date=log.today.isoformat(),
        rights="",
        note=_("File “%(name)s”") % {"name": log.file_name},
    )


def _note_what_stays(plan: Plan, figures: Sequence[Published], hand: dict[str, Stored]) -> None:
    """Note the figures of the file that hand edits or better sources outrank."""
    for each in figures:
        if plan.values.get(each.name) == each.usable:
            continue
        if each.name in hand and hand[each.name] not in plan.removed:
            plan.kept[each.name] = [hand[each.name].statement.value, each.value]
        elif each.name not in QUALIFIES and each.usable is not None:
            plan.outranked += 1


def _rename(
    plan: Plan, known: Known, hand: dict[str, Stored], *, form: Format, options: Options
) -> None:
    """Take over names, series, notes and status, unless they were edited by hand."""
    for name, new in _wanted(plan.row, known, ours=form.ours).items():
        old = known.status if name == "status" else known.values.get(name, "")
        if new in ("", old):
            continue
        if name in hand and not options.overwrite_hand_edits:
            plan.kept[name] = [old, new]
            continue
        if name in hand:
            plan.removed.append(hand[name])
        if name == "status":
            plan.status = new
        else:
            plan.values[name] = new


def _wanted(row: ImportedRow, known: Known, *, ours: bool) -> dict[str, Any]:
    """The names that the file decides: all of them if it is ours, else those that are blank."""
    if not ours:
        names = ("series", "indoor_model", "outdoor_model")
        return {name: getattr(row.unit, name) for name in names if name not in known.values}
    wanted = {name: getattr(row.unit, name) for name in IDENTITY if name not in row.blank}
    if row.status in {Status.DRAFT, Status.RETIRED}:
        wanted["status"] = row.status
    return wanted


def _new_prices(prices: Iterable[ImportedPrice], known: Known) -> list[ImportedPrice]:
    there = {price[:3] for price in known.prices}
    return [each for each in prices if (each.kind, each.observed_on, each.retailer) not in there]


def _news(
    row: ImportedRow, stored: Sequence[Stored], known: Known, *, form: Format
) -> list[Published]:
    """The figures that the catalog does not hold yet, or not from as reliable a source.

    In our own table a cell that was left as it is states nothing new, however sure it was, unless
    another source is named beside it.
    """
    figures = row.unit.figures
    of_source = _by_source(stored)
    in_use = {each.statement.name: each.statement for each in stored if each.in_use}

    news = []
    for figure in figures:
        told = of_source.get((figure.name, figure.source_id), ())
        same = next((each for each in told if _says_the_same(each, figure)), None)
        if same is not None and not row.origins.get(figure.name, Origin()).source:
            if _is_seen_again(same, figure, form.dated_again_after):
                news.append(figure)
            continue
        agrees = figure.usable == known.values.get(figure.name, "")
        if not agrees or _adds(figure, in_use.get(figure.name), row, form):
            news.append(figure)
    return [*news, *_come_along(figures, news)]


def _by_source(stored: Iterable[Stored]) -> dict[tuple[str, object], list[Published]]:
    """Name and source → the statements that were not made by hand."""
    found: dict[tuple[str, object], list[Published]] = defaultdict(list)
    for each in stored:
        if not each.statement.by_hand:
            found[each.statement.name, each.statement.source_id].append(each.statement)
    return found


def _come_along(figures: Iterable[Published], news: Sequence[Published]) -> Iterator[Published]:
    """What is valid only with the news: their bases, and what the source says beside them."""
    names = {figure.name for figure in news}
    replaced = {(figure.name, figure.source_id) for figure in news}
    for figure in figures:
        is_base = QUALIFIES.get(figure.name) in names and figure.name not in names
        is_beside = (figure.name, figure.source_id) in replaced
        if is_base or (is_beside and not any(each is figure for each in news)):
            yield figure


def _adds(figure: Published, there: Published | None, row: ImportedRow, form: Format) -> bool:
    """Whether a figure says more than the one of the same value that stands already."""
    if form.ours:
        return row.origins.get(figure.name, Origin()).differs_from(there)
    # Who says that a unit is sold, and when, counts beside what is known of it.
    return figure.name == NAME or (
        there is not None and CONFIDENCE_RANK[there.confidence] < CONFIDENCE_RANK[figure.confidence]
    )


def _is_seen_again(old: Published, new: Published, after: timedelta) -> bool:
    """Whether a sale status is seen again so much later that its date moves."""
    return (
        new.name == NAME
        and new.value in LASTING
        and old.source_day is not None
        and new.source_day is not None
        and new.source_day - old.source_day >= after
    )


def _says_the_same(old: Published, new: Published) -> bool:
    return (old.value, old.unit, old.confidence, old.rights) == (
        *(new.value, new.unit, new.confidence, new.rights),
    )


def _merge(plan: Plan, news: list[Published], stored: list[Stored], log: Log) -> bool:
    """Reconcile ``news`` with what is stored; false, with errors in the log, where that fails."""
    replaced = {(figure.name, figure.source_id) for figure in news}
    told = {(figure.name, figure.source_id) for figure in plan.row.unit.figures}
    replaced |= {
        other
        for name, source in replaced
        if (other := (_OTHER_NAME.get(name, name), source)) not in told
    }
    plan.removed += [
        each
        for each in stored
        if not each.statement.by_hand
        and (each.statement.name, each.statement.source_id) in replaced
    ]
    gone = {each.pk for each in plan.removed}
    stay = [each for each in stored if each.pk not in gone]
    merged = reconcile([*(each.statement for each in stay), *news], unit_type=plan.values["type"])
    if not _accepts(merged, news, log, line=plan.row.line):
        return False
    names = {figure.name for figure in news} | {each.statement.name for each in stored}
    _set_values(plan, merged, names)
    plan.add = [(each, merged.statements.get(each.name) is each) for each in news]
    plan.flags = changed_flags(stay, merged.statements)
    return True


def _accepts(
    merged: Reconciled[Published], news: Iterable[Published], log: Log, *, line: int
) -> bool:
    """Whether no figure of the file was set aside as impossible."""
    wrong = [
        doubt
        for doubt in merged.doubts
        for figure in news
        if doubt.startswith(f"{figure.name} {figure.value}:")
    ]
    for doubt in wrong:
        log.error(line, doubt.partition(" ")[0], doubt)
    return not wrong


def _set_values(plan: Plan, merged: Reconciled[Published], names: Iterable[str]) -> None:
    """The columns and cells ``names`` of the record, as the statements have them now."""
    for name in names:
        if name not in NORMALIZERS and not point_place(name):
            continue
        statement = merged.statements.get(name)
        value: Value | None = statement.usable if statement else None
        if value is None:
            plan.values.pop(name, None)
        else:
            plan.values[name] = value
    plan.values.setdefault("heat_source", "unknown")
    plan.values.setdefault("availability", "unknown")
    if "cooling_btu_h" in names:
        plan.confidence = merged.confidence
