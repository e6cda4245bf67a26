"""check → diff: what the rows of a file would change, unit by unit, without changing anything.

What is published in the file is merged with what is known already: an entry made by hand at the
catalogue desk wins, then the higher confidence, then the later date. So an import neither loses an
edit nor lets a weaker source replace a better one; both stay as statements side by side.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalog.importing.existing_units import BATCH, IDENTITY, Known, batched, known_units
from catalog.importing.manual_edits import DESK
from catalog.importing.reconcile import reconcile
from catalog.importing.records import Brought, Format, Log, Price, Published
from catalog.models import (
    HEATS_BY_HEAT_PUMP,
    RESERVED_SLUGS,
    Confidence,
    Figure,
    HeatPump,
    Status,
)
from catalog.plausibility import (
    ERROR,
    Families,
    Finding,
    accepted,
    add_to,
    facts_from,
    facts_of,
    family_key,
    findings,
    gather,
)
from catalog.vocabulary import NORMALISERS, QUALIFIES, Value, point_place

Key: TypeAlias = tuple[str, str]  # brand and model, without what is written differently

REPEATED: Final = gettext_noop("another row of the same pair")
_LONGEST: Final = {
    name: HeatPump.column(name).max_length
    for name in ("model_number", "indoor_model", "outdoor_model", "series")
}
_RANK: Final = {"low": 0, "medium": 1, "high": 2}


@dataclass(frozen=True, kw_only=True)
class Options:
    """How an import is meant."""

    publish: bool = False
    overwrite_hand_edits: bool = False
    reason: str = ""


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

    brought: Brought
    known: Known | None
    slug: str
    values: dict[str, Any]
    status: str
    confidence: str
    fields: dict[str, list[Any]] = field(default_factory=dict)  # name → [old, new]
    kept: dict[str, list[Any]] = field(default_factory=dict)  # name → [what stands, the file's]
    outranked: int = 0
    add: list[tuple[Published, bool]] = field(default_factory=list)  # with: in use
    restored: list[tuple[Published, bool, int | None]] = field(default_factory=list)  # by an undo
    removed: list[Stored] = field(default_factory=list)
    flags: dict[int, bool] = field(default_factory=dict)  # figure → in use from now on
    prices: list[Price] = field(default_factory=list)
    reasons: list[Finding] = field(default_factory=list)  # warnings that the reason covers
    status_by_hand: bool = False

    @property
    def writes(self) -> bool:
        return bool(self.fields or self.add or self.removed or self.flags or self.prices)


@dataclass(kw_only=True)
class Index:
    """Who is who in the catalogue."""

    ids: dict[str, int]  # slug → unit
    models: dict[Key, int]
    brands: dict[str, str]  # without what is written differently → name
    slugs: set[str]


def read_index() -> Index:
    index = Index(ids={}, models={}, brands={}, slugs=set(RESERVED_SLUGS))
    rows = HeatPump.objects.order_by("id").values_list(
        *("id", "slug", "brand__name", "model_number", "indoor_model", "outdoor_model", "synthetic")
    )
    for pk, slug, brand, model, indoor, outdoor, synthetic in rows.iterator(chunk_size=20_000):
        index.slugs.add(slug)
        if synthetic:
            continue
        index.ids[slug] = pk
        index.brands.setdefault(bare_brand(brand), brand)
        for key in _keys(brand, model, indoor, outdoor):
            index.models.setdefault(key, pk)
    return index


def bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def bare_brand(name: str) -> str:
    """
    >>> bare_brand("GE Appliances"), bare_brand("GREE"), bare_brand("LG Electronics")
    ('ge', 'gree', 'lg')
    """
    return re.sub(r"(appliances|electronics|inc|corporation)$", "", bare(name)) or bare(name)


def _keys(brand: str, model: str, indoor: str, outdoor: str) -> Iterator[Key]:
    name = bare_brand(brand)
    yield name, bare(model)
    if indoor and outdoor:
        yield name, bare(indoor) + bare(outdoor)


def merge_rows(rows: Iterable[Brought], index: Index, log: Log, *, ours: bool) -> list[Brought]:
    """One row a unit: of several rows of one pair the one that comes last counts."""
    chosen: dict[object, Brought] = {}
    for given in rows:
        row, unit = given, given.unit
        too_long = [
            name for name, most in _LONGEST.items() if len(getattr(unit, name)) > (most or 0)
        ]
        if too_long == ["series"] and not ours:
            row = replace(row, unit=replace(unit, series=unit.series[: _LONGEST["series"]]))
        elif too_long:
            log.error(row.line, too_long[0], _("It is too long."))
            continue
        keys = list(_keys(unit.brand, unit.model_number, unit.indoor_model, unit.outdoor_model))
        by_model = next((index.models[key] for key in keys if key in index.models), None)
        if ours:
            own = index.ids.get(unit.slug)
            if by_model is not None and by_model != own:
                log.error(row.line, "model_number", _("Another unit of this brand has it."))
                continue
            if own is None and unit.slug in index.slugs:
                log.error(row.line, "slug", _("The address is taken."))
                continue
            place: object = unit.slug
        else:
            place = by_model if by_model is not None else keys[-1]
        if place in chosen:
            log.dropped[REPEATED] += 1
        chosen[place] = row
    return list(chosen.values())


def plans(
    rows: Sequence[Brought],
    index: Index,
    log: Log,
    *,
    form: Format,
    options: Options,
    lock: bool,
) -> Iterator[Plan]:
    """A plan for every unit; rows with errors are left out and noted.

    With ``lock`` nobody else edits a unit from the moment it is read until the transaction ends.
    """
    matched = [_match(row, index, ours=form.ours) for row in rows]
    families = _families(rows, matched, index)
    for some in batched(zip(rows, matched, strict=True), BATCH):
        ids = [pk for _row, pk in some if pk is not None]
        if lock and ids:
            there = HeatPump.objects.filter(pk__in=ids).order_by("id")
            list(there.select_for_update().values_list("id"))
        known = {unit.id: unit for unit in known_units(Q(pk__in=ids))} if ids else {}
        stored = stored_figures(ids)
        reasons = accepted(ids) if ids else {}
        for row, pk in some:
            plan = (
                _update(row, known[pk], stored.get(pk, []), log, form=form, options=options)
                if pk is not None
                else _create(row, index, log, form=form)
            )
            if plan and _is_plausible(
                plan, families, log, options=options, reasons=reasons.get(pk or 0, set())
            ):
                yield plan


def _match(row: Brought, index: Index, *, ours: bool) -> int | None:
    if ours:
        return index.ids.get(row.unit.slug)
    unit = row.unit
    keys = _keys(unit.brand, unit.model_number, unit.indoor_model, unit.outdoor_model)
    return next((index.models[key] for key in keys if key in index.models), None)


def _families(rows: Sequence[Brought], matched: Sequence[int | None], index: Index) -> Families:
    """The siblings of the file's units: in the catalogue, and in the file itself."""
    brands = {index.brands.get(bare_brand(row.unit.brand), row.unit.brand) for row in rows}
    there = facts_of(Q(brand__name__in=brands, synthetic=False))
    names = dict(HeatPump.objects.filter(brand__name__in=brands).values_list("id", "brand__name"))
    again = set(matched)
    families = gather(
        replace(facts, family=(names[pk], *facts.family[1:]))
        for pk, facts in there.items()
        if pk not in again
    )
    for row in rows:
        values = {
            figure.name: value
            for figure in row.unit.figures
            if (value := figure.usable) is not None
        }
        add_to(
            families,
            facts_from(values, unit_type=row.unit.type, family=_family(row, index)),
        )
    return families


def _family(row: Brought, index: Index) -> tuple[object, str, str]:
    unit = row.unit
    return family_key(
        brand=index.brands.get(bare_brand(unit.brand), unit.brand),
        unit_type=unit.type,
        series=unit.series,
        model=unit.model_number,
    )


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


def _create(row: Brought, index: Index, log: Log, *, form: Format) -> Plan | None:
    unit = row.unit
    standing = reconcile(unit.figures, unit_type=unit.type)
    if standing.doubts:
        for doubt in standing.doubts:
            log.error(row.line, doubt.partition(" ")[0], doubt)
        return None
    values: dict[str, Any] = {
        name: value
        for name in IDENTITY
        if (value := getattr(unit, name)) is not None and value != ""
    }
    for name, statement in standing.statements.items():
        value = statement.usable
        if value is not None and (name in NORMALISERS or point_place(name)):
            values[name] = value
    return Plan(
        brought=row,
        known=None,
        slug=unit.slug if form.ours else _new_slug(row, index),
        values=values,
        status=Status.RETIRED.value if row.status == Status.RETIRED else Status.DRAFT.value,
        confidence=standing.confidence,
        fields={name: [None, value] for name, value in values.items()},
        add=[(each, standing.statements.get(each.name) is each) for each in unit.figures],
        prices=list(unit.prices),
    )


def _new_slug(row: Brought, index: Index) -> str:
    base = slugify(row.unit.model_number)[:100] or slugify(row.unit.brand)[:100] or "unit"
    candidates = [base, f"{slugify(row.unit.brand)}-{base}"[:110]]
    for number in range(2, 1000):
        candidates.append(f"{base}-{number}")
        free = next((each for each in candidates if each not in index.slugs), None)
        if free is not None:
            index.slugs.add(free)
            return free
    raise AssertionError(base)


def _update(
    row: Brought, known: Known, stored: list[Stored], log: Log, *, form: Format, options: Options
) -> Plan | None:
    unit = row.unit
    brand = bare_brand(unit.brand)
    if form.ours and brand != bare_brand(known.brand):
        log.error(row.line, "brand", _("The unit is of %(brand)s.") % {"brand": known.brand})
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


def _new_prices(prices: Iterable[Price], known: Known) -> list[Price]:
    there = {price[:3] for price in known.prices}
    return [each for each in prices if (each.kind, each.observed_on, each.retailer) not in there]


def _news(
    figures: Sequence[Published], stored: Sequence[Stored], known: Known, *, ours: bool
) -> list[Published]:
    """What the catalogue does not hold yet: neither told by this source nor standing as surely.

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
            ours or there is None or _RANK[there.confidence] >= _RANK[figure.confidence]
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
        if name not in NORMALISERS and not point_place(name):
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


def _is_plausible(
    plan: Plan, families: Families, log: Log, *, options: Options, reasons: set[str]
) -> bool:
    """Judge the record; false if a live unit would be harmed. Publishes where that is asked for."""
    row, known = plan.brought, plan.known
    publishes = options.publish and _may_go_live(plan)
    if known is not None and not plan.fields and not publishes:
        return True
    family = family_key(
        brand=known.brand if known else row.unit.brand,
        unit_type=plan.values["type"],
        series=plan.values.get("series", ""),
        model=plan.values["model_number"],
    )
    prices = [float(price.low) for price in plan.prices if price.kind == "street"]
    facts = facts_from(
        plan.values,
        unit_type=plan.values["type"],
        family=family,
        price_usd=prices[0] if prices else None,
    )
    found = [each for each in findings(facts, families) if each.key not in reasons]
    if plan.status == Status.LIVE:
        return _spares_live(plan, found, families, log, options=options)
    for each in found:
        log.note(row.line, each.field, each.message)
    explained = not found or (options.reason and all(each.level != ERROR for each in found))
    if publishes and explained:
        plan.status = Status.LIVE.value
        plan.reasons = found
        plan.fields["status"] = [known.status if known else None, plan.status]
    return True


def _spares_live(
    plan: Plan, found: list[Finding], families: Families, log: Log, *, options: Options
) -> bool:
    """What is live stays sound: new errors keep the row out, and new warnings without a reason."""
    row, known = plan.brought, plan.known
    assert known is not None
    if plan.values.get("heat_source") not in HEATS_BY_HEAT_PUMP or not plan.values.get(
        "cooling_btu_h"
    ):
        log.error(row.line, "", _("The live unit would lose its capacity or its heat."))
        return False
    before = facts_from(
        known.values,
        unit_type=known.values["type"],
        family=family_key(
            brand=known.brand,
            unit_type=known.values["type"],
            series=known.values.get("series", ""),
            model=known.values["model_number"],
        ),
    )
    old = {each.key for each in findings(before, families)}
    new = [each for each in found if each.key not in old]
    bad = [each for each in new if each.level == ERROR or not options.reason]
    for each in bad:
        ask = "" if each.level == ERROR else _("The unit is live: give a reason to take this.")
        log.error(row.line, each.field, f"{each.message} {ask}".strip())
    plan.reasons = new
    return not bad


def _may_go_live(plan: Plan) -> bool:
    """New units, and drafts that an import brought: what editors keep as a draft stays one."""
    known, values = plan.known, plan.values
    return (
        plan.status == Status.DRAFT
        and plan.brought.status in {"", Status.LIVE}
        and (known is None or not known.loaded)
        and not plan.status_by_hand
        and values.get("heat_source") in HEATS_BY_HEAT_PUMP
        and "cooling_btu_h" in values
        and values["type"] != "ptac"
        and plan.confidence != Confidence.LOW
    )
