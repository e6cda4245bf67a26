"""What a row changes in a unit that the catalog holds already."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from django.utils.translation import gettext as _

from catalog.importing.existing_units import IDENTITY, Known
from catalog.importing.manual_edits import DESK
from catalog.importing.matching import bare_brand
from catalog.importing.plan import Options, Plan, Stored
from catalog.importing.reconcile import reconcile
from catalog.importing.records import Format, ImportedPrice, ImportedRow, Log, Published
from catalog.models import Confidence, Status
from catalog.vocabulary import NORMALIZERS, QUALIFIES, Value, point_place

CONFIDENCE_RANK: Final = {"low": 0, "medium": 1, "high": 2}


def update(
    row: ImportedRow,
    known: Known,
    stored: list[Stored],
    log: Log,
    *,
    form: Format,
    options: Options,
) -> Plan | None:
    unit = row.unit
    brand = bare_brand(unit.brand)
    if form.ours and brand != bare_brand(known.brand):
        log.error(
            row.line, "brand", _("The unit already belongs to %(brand)s.") % {"brand": known.brand}
        )
        return None
    plan = Plan(
        brought=row,
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
    figures = unit.figures
    news = _news(figures, stored, known, ours=form.ours)
    if form.ours:
        news = [
            _of_the_desk(each)
            for each in news
            if each.name not in hand or options.overwrite_hand_edits
        ]
    if options.overwrite_hand_edits:
        plan.removed += [
            hand[each.name]
            for each in figures
            if each.name in hand and hand[each.name].statement.usable != each.usable
        ]
    if (news or plan.removed) and not _merge(plan, news, stored, log):
        return None
    _note_what_stays(plan, figures, hand)
    for name in known.values.keys() | plan.values.keys():
        old, new = known.values.get(name), plan.values.get(name)
        if old != new:
            plan.fields[name] = [old, new]
    if plan.status != known.status:
        plan.fields["status"] = [known.status, plan.status]
    if plan.confidence != known.confidence:
        plan.fields["confidence"] = [known.confidence, plan.confidence]
    return plan


def _of_the_desk(figure: Published) -> Published:
    """Who edits our own table does the desk's work."""
    return replace(
        figure,
        source_id=DESK,
        note=str(figure.source_id),
        confidence=Confidence.HIGH.value,
        by_hand=True,
    )


def _note_what_stays(plan: Plan, figures: Sequence[Published], hand: dict[str, Stored]) -> None:
    """The figures of the file that do not stand, because of the desk or of a better source."""
    for each in figures:
        if plan.values.get(each.name) == each.usable:
            continue
        if each.name in hand and hand[each.name] not in plan.removed:
            plan.kept[each.name] = [hand[each.name].statement.value, each.value]
        elif each.name not in QUALIFIES:
            plan.outranked += 1


def _rename(
    plan: Plan, known: Known, hand: dict[str, Stored], *, form: Format, options: Options
) -> None:
    """Names, series and notes: the file's to say if it is ours, else filled where blank."""
    unit = plan.brought.unit
    wanted: dict[str, Any] = {name: getattr(unit, name) for name in IDENTITY}
    if not form.ours:
        wanted = {
            name: wanted[name]
            for name in ("series", "indoor_model", "outdoor_model")
            if name not in known.values
        }
    if form.ours and plan.brought.status in {Status.DRAFT, Status.RETIRED}:
        wanted["status"] = plan.brought.status
    for name, new in wanted.items():
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


def _new_prices(prices: Iterable[ImportedPrice], known: Known) -> list[ImportedPrice]:
    there = {price[:3] for price in known.prices}
    return [each for each in prices if (each.kind, each.observed_on, each.retailer) not in there]


def _news(
    figures: Sequence[Published], stored: Sequence[Stored], known: Known, *, ours: bool
) -> list[Published]:
    """What the catalog does not hold yet: neither told by this source nor standing as surely.

    In our own table a cell that was left as it is states nothing new, however sure it was.
    """
    told = {
        (each.statement.name, each.statement.source_id): each.statement
        for each in stored
        if not each.statement.by_hand
    }
    standing = {each.statement.name: each.statement for each in stored if each.in_use}
    news = []
    for figure in figures:
        same = told.get((figure.name, figure.source_id))
        if same is not None and _says_the_same(same, figure):
            continue
        there = standing.get(figure.name)
        if figure.usable == known.values.get(figure.name, "") and (
            ours
            or there is None
            or CONFIDENCE_RANK[there.confidence] >= CONFIDENCE_RANK[figure.confidence]
        ):
            continue
        news.append(figure)
    names = {figure.name for figure in news}
    # A basis stands only with the figure of its own source: it comes along with it.
    news += [
        figure
        for figure in figures
        if QUALIFIES.get(figure.name) in names and figure.name not in names
    ]
    return news


def _says_the_same(old: Published, new: Published) -> bool:
    return (old.value, old.unit, old.confidence, old.rights) == (
        *(new.value, new.unit, new.confidence, new.rights),
    )


def _merge(plan: Plan, news: list[Published], stored: list[Stored], log: Log) -> bool:
    """Let ``news`` and what is stored stand together; false where they cannot."""
    names = {(figure.name, figure.source_id) for figure in news}
    plan.removed += [
        each
        for each in stored
        if not each.statement.by_hand and (each.statement.name, each.statement.source_id) in names
    ]
    gone = {each.pk for each in plan.removed}
    stay = [each for each in stored if each.pk not in gone]
    line, unit_type = plan.brought.line, plan.values["type"]
    standing = reconcile([*(each.statement for each in stay), *news], unit_type=unit_type)
    wrong = [
        doubt
        for doubt in standing.doubts
        for figure in news
        if doubt.startswith(f"{figure.name} {figure.value}:")
    ]
    for doubt in wrong:
        log.error(line, doubt.partition(" ")[0], doubt)
    if wrong:
        return False
    told = {figure.name for figure in news} | {each.statement.name for each in stored}
    for name in told:
        if name not in NORMALIZERS and not point_place(name):
            continue
        statement = standing.statements.get(name)
        value: Value | None = statement.usable if statement else None
        if value is None:
            plan.values.pop(name, None)
        else:
            plan.values[name] = value
    if "heat_source" not in plan.values:
        plan.values["heat_source"] = "unknown"
    if "availability" not in plan.values:
        plan.values["availability"] = "unknown"
    if "cooling_btu_h" in told:
        plan.confidence = standing.confidence
    plan.add = [(each, standing.statements.get(each.name) is each) for each in news]
    plan.flags = {
        each.pk: stands
        for each in stay
        if (stands := standing.statements.get(each.statement.name) is each.statement) != each.in_use
    }
    return True
