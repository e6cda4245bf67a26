"""apply: plans into the database, by COPY to temporary tables and a few set-based statements.

The catalog's own tables are touched at the end only, so that editors wait a moment and not
minutes; until then rows that the file names are locked. Everything happens in the transaction of
the caller.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias

from django.db import connection
from django.utils.text import slugify
from psycopg import sql

from catalog.importing.existing_units import COLUMNS, points_from
from catalog.importing.matching import bare_brand
from catalog.importing.plan import Plan
from catalog.importing.records import Published
from catalog.models import (
    AcceptedWarning,
    Brand,
    Figure,
    HeatPump,
    ImportBatch,
    ImportChange,
    PerformancePoint,
    PriceObservation,
    Source,
)
from catalog.plausibility import POINT_COLUMNS

PRICE_PREFIX: Final = "price "  # of the name under which a new price is noted
_WRITTEN: Final = (*COLUMNS, "status", "confidence")
_PUMP: Final = tuple(
    field for field in HeatPump._meta.concrete_fields if not getattr(field, "generated", False)
)
_POINT: Final = ("heat_pump_id", "mode", "outdoor_f", *POINT_COLUMNS)
_FIGURE: Final = (
    *("heat_pump_id", "name", "value", "unit", "source_id", "source_date", "source_day"),
    *("confidence", "rights", "note", "in_use", "by_hand", "batch_id"),
)
_PRICE: Final = (
    *("heat_pump_id", "kind", "amount_low", "amount_high", "currency", "observed_on", "retailer"),
    "link",
)
_CHANGE: Final = (
    *("batch_id", "line", "heat_pump_id", "slug", "label", "kind", "fields", "kept", "removed"),
)
_Staged: TypeAlias = dict[str, list[tuple[Any, ...]]]  # stage → rows
_STAGES: Final[dict[str, tuple[Any, tuple[str, ...]]]] = {
    "new_pumps": (HeatPump, tuple(field.attname for field in _PUMP)),
    "changed_pumps": (HeatPump, ("id", *_WRITTEN)),
    "points": (PerformancePoint, _POINT),
    "figures": (Figure, _FIGURE),
    "prices": (PriceObservation, _PRICE),
}

_UPDATE: Final = sql.SQL(
    "UPDATE {} AS unit SET ({}) = ROW ({}) FROM {} AS new WHERE new.id = unit.id"
).format(
    sql.Identifier(HeatPump._meta.db_table),
    sql.SQL(", ").join(map(sql.Identifier, _WRITTEN)),
    sql.SQL(", ").join(sql.Identifier("new", column) for column in _WRITTEN),
    sql.Identifier("import_changed_pumps"),
)
_DETAILS: Final = (
    *(("points", PerformancePoint), ("figures", Figure), ("prices", PriceObservation)),
)


class Writer:
    """Stages plans as they come; ``finish`` puts them into the catalog.

    A class, because it holds the temporary tables and the brands and sources made on the way.
    """

    def __init__(self, batch: ImportBatch | None, *, source_url: str = "") -> None:
        self.batch = batch
        self.source_url = source_url
        self.brands = {bare_brand(b.name): b.pk for b in Brand.objects.order_by("-id")}
        self.brand_slugs = set(Brand.objects.values_list("slug", flat=True))
        self.sources = dict(Source.objects.values_list("locator", "id"))
        # A statement without rows would move the catalog's version: what is there to write?
        self.staged: Counter[tuple[str, bool]] = Counter()  # (stage, of new units) → rows
        self.repointed: list[int] = []  # units whose points are written again
        self.removed: list[int] = []
        self.unset: list[int] = []
        self.set: list[int] = []
        self.successors: list[tuple[int, str]] = []
        self.reasons: list[AcceptedWarning] = []
        with connection.cursor() as cursor:
            for stage, (model, columns) in _STAGES.items():
                names = sql.SQL(", ").join(map(sql.Identifier, columns))
                cursor.execute(
                    sql.SQL(
                        "CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} LIMIT 0"
                    ).format(
                        sql.Identifier(f"import_{stage}"),
                        names,
                        sql.Identifier(model._meta.db_table),
                    )
                )

    def stage(self, plans: Sequence[Plan]) -> None:
        """Take some plans: two thousand or so at a time."""
        new = [plan for plan in plans if plan.known is None]
        ids = dict(zip((plan.slug for plan in new), new_ids(len(new)), strict=True))
        pumps: _Staged = {stage: [] for stage in _STAGES}
        changes = []
        for plan in plans:
            pk = plan.known.id if plan.known else ids[plan.slug]
            self._stage_unit(pk, plan, pumps)
            self._stage_points(pk, plan, pumps)
            self._stage_details(pk, plan, pumps)
            if self.batch is not None and plan.told:
                changes.append(_change_row(pk, plan, self.batch))
        made = set(ids.values())
        for stage, rows in pumps.items():
            self.staged.update((stage, row[0] in made) for row in rows)
            copy_rows(f"import_{stage}", _STAGES[stage][1], rows)
        copy_rows(ImportChange._meta.db_table, _CHANGE, changes)

    def _stage_unit(self, pk: int, plan: Plan, staged: _Staged) -> None:
        if plan.known is None:
            staged["new_pumps"].append(self._pump_row(pk, plan))
        elif plan.fields:
            values = {**plan.values, "status": plan.status, "confidence": plan.confidence}
            row = (values.get(name, _blank(name)) for name in _WRITTEN)
            staged["changed_pumps"].append((pk, *row))

    def _stage_points(self, pk: int, plan: Plan, staged: _Staged) -> None:
        points = points_from(plan.values)
        if plan.known is not None:
            if points == points_from(plan.known.values):
                return
            self.repointed.append(pk)
        staged["points"] += [
            (pk, mode, outdoor_f, *(cells.get(name) for name in POINT_COLUMNS))
            for (mode, outdoor_f), cells in points.items()
        ]

    def _stage_details(self, pk: int, plan: Plan, staged: _Staged) -> None:
        staged["figures"] += [
            (pk, *self._figure_row(statement, in_use=in_use, batch_id=batch_id))
            for statement, in_use, batch_id in [
                *((*each, self.batch.pk if self.batch else None) for each in plan.add),
                *plan.restored,
            ]
        ]
        staged["prices"] += [
            (pk, each.kind, each.low, each.high, "USD", each.observed_on, each.retailer, each.link)
            for each in plan.prices
        ]
        self.removed += [each.pk for each in plan.removed]
        self.unset += [each for each, in_use in plan.flags.items() if not in_use]
        self.set += [each for each, in_use in plan.flags.items() if in_use]
        if plan.row.unit.replaced_by:
            self.successors.append((pk, plan.row.unit.replaced_by))
        if self.batch is not None:
            self.reasons += [
                AcceptedWarning(
                    heat_pump_id=pk, key=each.key, reason=self.batch.reason, by=self.batch.by
                )
                for each in plan.reasons
            ]

    def _pump_row(self, pk: int, plan: Plan) -> tuple[Any, ...]:
        values = {
            **plan.values,
            "id": pk,
            "slug": plan.slug,
            "brand": self._brand(plan.row.unit.brand),
            "status": plan.status,
            "confidence": plan.confidence,
        }
        return tuple(
            values[field.name] if field.name in values else field.get_default() for field in _PUMP
        )

    def _figure_row(
        self, figure: Published, *, in_use: bool, batch_id: int | None
    ) -> tuple[Any, ...]:
        return (
            *(figure.name, figure.value, figure.unit, self._source(str(figure.source_id))),
            *(figure.source_date, figure.source_day, figure.confidence, figure.rights),
            *(figure.note, in_use, figure.by_hand, batch_id),
        )

    def _brand(self, name: str) -> int:
        key = bare_brand(name)
        if key not in self.brands:
            slug = base = slugify(name)[:70] or "brand"
            number = 1
            while slug in self.brand_slugs:
                number += 1
                slug = f"{base}-{number}"
            self.brand_slugs.add(slug)
            self.brands[key] = Brand.objects.create(name=name[:80], slug=slug).pk
        return self.brands[key]

    def _source(self, locator: str) -> int:
        if locator not in self.sources:
            made = Source.objects.create(locator=locator, url=self.source_url)
            self.sources[locator] = made.pk
        return self.sources[locator]

    def finish(self) -> None:
        """Write what is staged; the triggers move the version and keep the history."""
        with connection.cursor() as cursor:
            # First what is new, by itself: the history has little to say of it.
            if self.staged["new_pumps", True]:
                _insert(cursor, "new_pumps", HeatPump)
            self._insert_details(cursor, of_new=True)
            if self.staged["changed_pumps", False]:
                cursor.execute(_UPDATE)
            if self.repointed:
                PerformancePoint.objects.filter(heat_pump__in=self.repointed).delete()
            if self.removed:
                Figure.objects.filter(pk__in=self.removed).delete()
            if self.unset:
                Figure.objects.filter(pk__in=self.unset).update(in_use=False)
            if self.set:
                Figure.objects.filter(pk__in=self.set).update(in_use=True)
            self._insert_details(cursor, of_new=False)
            for stage in _STAGES:
                cursor.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(f"import_{stage}")))
        self._link_successors()
        AcceptedWarning.objects.bulk_create(self.reasons, ignore_conflicts=True, batch_size=2000)

    def _insert_details(self, cursor: Any, *, of_new: bool) -> None:
        for stage, model in _DETAILS:
            if self.staged[stage, of_new]:
                _insert(cursor, stage, model, of_new=of_new)

    def _link_successors(self) -> None:
        if not self.successors:
            return
        slugs = {slug for _pk, slug in self.successors}
        ids = dict(HeatPump.objects.filter(slug__in=slugs).values_list("slug", "id"))
        units = HeatPump.objects.in_bulk([pk for pk, _slug in self.successors])
        moved = []
        for pk, slug in self.successors:
            if slug in ids and units[pk].replaced_by_id != ids[slug]:
                units[pk].replaced_by_id = ids[slug]
                moved.append(units[pk])
        HeatPump.objects.bulk_update(moved, ["replaced_by"], batch_size=2000)


def note_changes(batch: ImportBatch, plans: Iterable[Plan]) -> None:
    """What a dry run found, for its report."""
    rows = [
        _change_row(plan.known.id if plan.known else None, plan, batch)
        for plan in plans
        if plan.told
    ]
    copy_rows(ImportChange._meta.db_table, _CHANGE, rows)


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """COPY ``rows`` into ``table``."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _insert(cursor: Any, stage: str, model: Any, *, of_new: bool | None = None) -> None:
    """Into the catalog with what is staged: all of it, or that of new or of known units."""
    names = sql.SQL(", ").join(map(sql.Identifier, _STAGES[stage][1]))
    statement = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(
        sql.Identifier(model._meta.db_table),
        names,
        names,
        sql.Identifier(f"import_{stage}"),
    )
    if of_new is not None:
        statement += sql.SQL(" WHERE heat_pump_id {} (SELECT id FROM import_new_pumps)").format(
            sql.SQL("IN" if of_new else "NOT IN")
        )
    cursor.execute(statement)


def new_ids(count: int) -> list[int]:
    """Numbers for so many units to come."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [HeatPump._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def _blank(name: str) -> Any:
    return HeatPump.column(name).get_default()


def _change_row(pk: int | None, plan: Plan, batch: ImportBatch) -> tuple[Any, ...]:
    kind = "created" if plan.known is None else "updated" if plan.writes else "kept"
    brand = plan.known.brand if plan.known else plan.row.unit.brand
    fields = dict(plan.fields)
    for price in plan.prices:
        fields[f"{PRICE_PREFIX}{price.kind} {price.observed_on} {price.retailer}"] = [
            None,
            str(price.low),
        ]
    removed = [
        [
            *(each.statement.name, each.statement.value, each.statement.unit),
            *(each.statement.source_id, each.statement.source_date),
            each.statement.source_day.isoformat() if each.statement.source_day else None,
            *(each.statement.confidence, each.statement.rights, each.statement.note),
            *(each.statement.by_hand, each.batch_id),
        ]
        for each in plan.removed
    ]
    return (
        *(batch.pk, plan.row.line, pk, plan.slug),
        f"{brand} {plan.values['model_number']}"[:220],
        kind,
        *(json.dumps(each, separators=(",", ":")) for each in (fields, plan.stays, removed)),
    )
