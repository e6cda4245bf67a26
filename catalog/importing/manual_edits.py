"""Edits by hand: each becomes a figure of the catalog desk, which wins over what is loaded.

So an admin's correction has a date like any other statement, the figure that it contradicts stays
visible beside it, and a later load leaves it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from catalog.importing.apply import as_published, points_of
from catalog.importing.reconcile import Reconciled, reconcile
from catalog.importing.records import Published
from catalog.models import (
    AcceptedWarning,
    Confidence,
    Figure,
    HeatPump,
    PerformancePoint,
    Source,
    Status,
)
from catalog.plausibility import ERROR, POINT_COLUMNS, Finding, check
from catalog.vocabulary import (
    NORMALIZERS,
    QUALIFIES,
    PointPlace,
    first_day,
    point_name,
    point_place,
    usual_unit,
)

DESK: Final = "Catalog desk"
# Columns that are no published figure, yet must survive the next load once edited.
_KEPT: Final = frozenset(
    {
        *("type", "series", "model_number", "indoor_model", "outdoor_model", "single_zone"),
        *("notes", "keep_draft", "status", "confidence"),
    }
)


@dataclass(frozen=True, kw_only=True)
class Stated:
    """Where the figures of one save are from, as the one who enters them says."""

    source: Source  # saved with the first figure
    date: str = ""  # as exact as it is known
    confidence: str = Confidence.HIGH.value


@transaction.atomic
def record_edits(
    heat_pump: HeatPump, columns: Iterable[str], *, today: date, stated: Stated | None = None
) -> None:
    """Remember that ``columns`` of the saved ``heat_pump`` were set by hand, blanks included.

    Their source is ``stated``, or the desk itself; what is no published figure is the desk's.
    """
    edited = {name for name in columns if name in NORMALIZERS or name in _KEPT}
    # A basis holds only with the figure of its own source: it moves to the desk with it.
    edited |= {
        name for name, main in QUALIFIES.items() if main in edited and getattr(heat_pump, name)
    }
    values = {name: _text(getattr(heat_pump, name)) for name in edited}
    figures = {name: text for name, text in values.items() if name in NORMALIZERS}
    kept = {name: text for name, text in values.items() if name not in NORMALIZERS}
    _record(heat_pump, figures, today=today, stated=stated)
    _record(heat_pump, kept, today=today)
    if edited & NORMALIZERS.keys():
        reapply_figures(heat_pump)


@transaction.atomic
def record_point_edits(
    heat_pump: HeatPump,
    cells: dict[PointPlace, float | None],
    *,
    today: date,
    stated: Stated | None = None,
) -> None:
    """Remember the cells of performance points that were set, or emptied, by hand."""
    values = {point_name(place): _text(value) for place, value in cells.items()}
    _record(heat_pump, values, today=today, stated=stated)
    reapply_figures(heat_pump)


@transaction.atomic
def set_status(heat_pumps: Sequence[HeatPump], status: str, *, today: date) -> None:
    """Publish or retire in one go, so that the next load leaves it at that.

    The database ends their reviews (migration 0023), as wherever a status changes.
    """
    if not heat_pumps:
        return
    units = HeatPump.objects.filter(pk__in=[heat_pump.pk for heat_pump in heat_pumps])
    units.update(status=status, **({"keep_draft": ""} if status == Status.LIVE else {}))
    said = by_the_desk(today)
    Figure.objects.filter(heat_pump__in=heat_pumps, name="status", by_hand=True).delete()
    Figure.objects.bulk_create(
        _figure_by_hand(heat_pump, "status", status, said) for heat_pump in heat_pumps
    )


@dataclass(frozen=True, kw_only=True)
class Publication:
    """What became of the units that were to go live; messages are sentences for admins."""

    published: list[HeatPump]
    blocked: dict[HeatPump, list[str]]  # by errors, or by what live units need
    unexplained: dict[HeatPump, list[Finding]]  # warnings that ask for a reason


@transaction.atomic
def publish(
    heat_pumps: Sequence[HeatPump], *, reason: str = "", user: User | None = None, today: date
) -> Publication:
    """Make live what is complete and plausible.

    Errors block a unit; warnings ask for ``reason``, which is stored for each of them and covers
    the figure as it is now. Seven queries and the writes, however many units.
    """
    found = check(heat_pumps)
    published: list[HeatPump] = []
    blocked: dict[HeatPump, list[str]] = {}
    unexplained: dict[HeatPump, list[Finding]] = {}
    accepted: list[AcceptedWarning] = []
    for heat_pump in heat_pumps:
        findings = found.get(heat_pump.pk, [])
        errors = [
            *(str(each) for each in heat_pump.missing_for_live()),
            *(finding.message for finding in findings if finding.level == ERROR),
        ]
        if errors:
            blocked[heat_pump] = errors
        elif findings and not reason.strip():
            unexplained[heat_pump] = findings
        else:
            published.append(heat_pump)
            accepted += [
                AcceptedWarning(heat_pump=heat_pump, key=each.key, reason=reason.strip(), by=user)
                for each in findings
            ]
    AcceptedWarning.objects.bulk_create(accepted, ignore_conflicts=True)
    set_status(published, Status.LIVE.value, today=today)
    return Publication(published=published, blocked=blocked, unexplained=unexplained)


@transaction.atomic
def reapply_figures(heat_pump: HeatPump) -> list[str]:
    """Merge the unit's figures again into its columns and points; returns what was set aside.

    Columns and cells without a figure stay as they are. The status stays too, but a live
    unit that lost what live ones need becomes a draft.
    """
    figures = list(heat_pump.figures.select_related("source").order_by("id"))
    published = [as_published(figure) for figure in figures]
    standing = reconcile(published, unit_type=heat_pump.type)
    in_use = [
        figure.pk
        for figure, statement in zip(figures, published, strict=True)
        if standing.statements.get(statement.name) is statement
    ]
    told = {figure.name for figure in figures}
    for name in told & NORMALIZERS.keys():
        blank = HeatPump.column(name).get_default()
        setattr(heat_pump, name, standing.columns.get(name, blank))
    if "cooling_btu_h" in told:
        heat_pump.confidence = standing.confidence
    if heat_pump.status == Status.LIVE and heat_pump.missing_for_live():
        heat_pump.status = Status.DRAFT
    heat_pump.save()
    heat_pump.figures.exclude(pk__in=in_use).update(in_use=False)
    heat_pump.figures.filter(pk__in=in_use).update(in_use=True)
    _rewrite_points(heat_pump, standing, told={point_place(name) for name in told})
    return standing.doubts


def _rewrite_points(
    heat_pump: HeatPump, standing: Reconciled[Published], *, told: set[PointPlace | None]
) -> None:
    """Points from the standing statements; cells without a statement are carried over.

    A point that stays keeps its row: a form that is being saved may still hold its number.
    """
    points = {(point.mode, point.outdoor_f): point for point in points_of(heat_pump, standing)}
    rows = list(heat_pump.points.all())
    for point in rows:
        for place, value in cells_of(point).items():
            if value is not None and place not in told:
                blank = PerformancePoint(heat_pump=heat_pump, mode=place.mode, outdoor_f=place[1])
                setattr(points.setdefault(place[:2], blank), place.column, value)
    known = {(point.mode, point.outdoor_f): point.pk for point in rows}
    heat_pump.points.exclude(pk__in=[known[at] for at in points if at in known]).delete()
    for at, point in points.items():
        point.pk = known.get(at)
        point.save()


def cells_of(point: PerformancePoint) -> dict[PointPlace, float | None]:
    """The cells that a point fills or leaves empty."""
    return {
        PointPlace(point.mode, point.outdoor_f, column): getattr(point, column)
        for column in POINT_COLUMNS
    }


def _record(
    heat_pump: HeatPump, values: dict[str, str], *, today: date, stated: Stated | None = None
) -> None:
    if not values:
        return
    said = saved(stated) if stated is not None else by_the_desk(today)
    heat_pump.figures.filter(name__in=values, by_hand=True).delete()
    heat_pump.figures.filter(name__in=values).update(in_use=False)
    Figure.objects.bulk_create(
        _figure_by_hand(heat_pump, name, value, said) for name, value in sorted(values.items())
    )


def saved(stated: Stated) -> Stated:
    """The same with its source in the database."""
    if stated.source._state.adding:
        stated.source.save()
    else:
        stated.source.save(update_fields=["url"])
    return stated


def by_the_desk(today: date) -> Stated:
    source, _created = Source.objects.get_or_create(locator=DESK)
    return Stated(source=source, date=today.isoformat())


def _figure_by_hand(heat_pump: HeatPump, name: str, value: str, said: Stated) -> Figure:
    return Figure(
        heat_pump=heat_pump,
        name=name,
        value=value,
        unit=usual_unit(name),
        source=said.source,
        source_date=said.date,
        source_day=first_day(said.date),
        confidence=said.confidence,
        by_hand=True,
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def mark_as_edited(figure: Figure, stated: Stated | None = None) -> None:
    """Make it a figure by hand, of its own source or of ``stated``."""
    if stated is not None:
        figure.source, figure.source_date = saved(stated).source, stated.date
        figure.confidence = stated.confidence
    figure.by_hand = True
    figure.in_use = False
    figure.source_day = first_day(figure.source_date) or timezone.localdate()
    figure.unit = figure.unit or usual_unit(figure.name)
