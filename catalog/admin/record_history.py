"""The history page of a record: what each save did, and the button that takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalog import saves, taking_back
from catalog.admin import unmaking
from catalog.admin.history_words import (
    field_name,
    moment,
    row_name,
    value_words,
    what_changed,
)
from catalog.editing import MOST_AT_ONCE
from catalog.history import give_reason
from catalog.models import Action, Change, ChangeQuerySet, Figure, HeatPump, How, Review
from catalog.saves import Save
from catalog.taking_back import Conflict, NotTakenBackError

SHOWN: Final = 500  # of the newest changes on the page of one record
LISTED: Final = 12  # lines of a save that are shown unfolded
UNITS_SHOWN: Final = 100  # of a step that is taken back for all of its units
_BACK: Final = (How.HAND, How.COMMAND)
"""What is taken back here; an import has its own page."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One change in words: “SEER2”, “21”, “22”."""

    what: str
    old: str
    new: str
    whole_row: bool = False  # one that came or went, with all it says


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One save: who, when, how and why, what it did, and where it is taken back."""

    when: str
    who: str
    how: str
    reason: str
    lines: Sequence[Line]
    others: int  # records that the same step changed as well
    take_back: str  # address; empty where it is not offered
    instead: str  # why it is not offered


class WithHistory:
    """A record's history page groups every field that changed by save, whatever wrote it."""

    object_history_template: ClassVar[Any] = "admin/history.html"
    admin_site: Any
    opts: Any

    def changes_of(self, obj: Any) -> ChangeQuerySet:
        return Change.objects.of_row(obj._meta.db_table, obj.pk)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_take_back"
        view = self.admin_site.admin_view(self.take_back_view)
        back = path("<path:object_id>/history/<int:change>/take-back/", view, name=name)
        return [back, *super().get_urls()]  # type: ignore[misc]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, object_id)  # type: ignore[attr-defined]
        if obj is None:
            return self._get_obj_does_not_exist_redirect(  # type: ignore[attr-defined,no-any-return]
                request, self.opts, object_id
            )
        if not self.has_view_or_change_permission(request, obj):  # type: ignore[attr-defined]
            raise PermissionDenied
        changes = list(self.changes_of(obj)[:SHOWN])
        shown = saves.saves_of(changes)
        all_shown = len(changes) < SHOWN
        if not all_shown and len(shown) > 1:
            shown.pop()  # only a part of what it did is here
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %(record)s") % {"record": obj},
            "opts": self.opts,
            "object": obj,
            "entries": self._entries(request, obj, shown),
            "listed": LISTED,
            "all_shown": all_shown,
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)

    def _entries(self, request: HttpRequest, obj: Any, shown: Sequence[Save]) -> list[Entry]:
        others = _others(shown)
        return [
            Entry(
                when=moment(save.newest.at),
                who=save.newest.who or "—",
                how=save.newest.get_how_display(),
                reason=save.newest.reason,
                lines=lines_of(save),
                others=others.get(save.key, 0),
                take_back=""
                if (why := self._instead(request, obj, save))
                else self._address(obj, save),
                instead=why,
            )
            for save in shown
            if save.rows
        ]

    def _address(self, obj: Any, save: Save) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_take_back"
        return reverse(name, args=[obj.pk, save.newest.pk])

    def _instead(self, request: HttpRequest, obj: Any, save: Save) -> str:
        """Why there is no button; empty where there is one."""
        if save.newest.how == How.IMPORT:
            return _now("An import is undone on its own page.")
        if save.newest.how not in _BACK:
            return _now("Written in the database: correct it by hand.")
        if save.made_the_record:
            return unmaking.why_not(request, obj, save)
        if not self._may(request, save):
            return _now("Taking this back needs more rights than you have.")
        return ""

    def _may(self, request: HttpRequest, save: Save) -> bool:
        """Whoever may change every record that the save changed, and publish where it did."""
        # A review comes and goes with what a publisher does, who answers for the rest.
        tables = save.tables - {Review._meta.db_table}
        models = (saves.model_of(table)._meta for table in tables)
        return request.user.has_perms(
            [f"{each.app_label}.change_{each.model_name}" for each in models]
        ) and (not save.moves_status or request.user.has_perm("catalog.publish_heatpump"))

    def take_back_view(self, request: HttpRequest, object_id: str, change: int) -> HttpResponse:
        """What taking back would change; and, when that is confirmed, does it."""
        obj = self._changeable(request, object_id)
        save = self._save(obj, change)
        of_all = "all" in request.GET and save.unit is not None
        together = saves.same_step(save) if of_all else [save]
        asked = [each for each in together if not (of_all and each.made_the_record)]
        if any(self._instead(request, obj, each) for each in asked):
            raise PermissionDenied
        if save.made_the_record and not of_all:
            return unmaking.unmake(self, request, obj, save, _reason(save))
        units = _units(together)
        refused = _why_not_all(together) or _why_not(
            together, units, reason=_reason(save) if request.method == "POST" else ""
        )
        if request.method == "POST" and not refused:
            return self._taken_back(request, obj, together)
        shown = [(units.get(each.unit, ""), lines_of(each, back=True)) for each in together]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Take back this save?"),
            "opts": self.opts,
            "object": obj,
            "save": save,
            "when": moment(save.newest.at),
            "by_command": save.newest.how == How.COMMAND,
            "units": shown[:UNITS_SHOWN],
            "more": len(shown[UNITS_SHOWN:]),
            "others": 0 if of_all else _others([save]).get(save.key, 0),
            "refused": refused,
        }
        return TemplateResponse(request, "admin/take_back.html", context)

    def _changeable(self, request: HttpRequest, object_id: str) -> Any:
        obj = self.get_object(request, object_id)  # type: ignore[attr-defined]
        if obj is None:
            raise Http404
        if not self.has_change_permission(request, obj):  # type: ignore[attr-defined]
            raise PermissionDenied
        return obj

    def _save(self, obj: Any, pk: int) -> Save:
        newest = self.changes_of(obj).filter(pk=pk).first()
        if newest is None:
            raise Http404
        together = self.changes_of(obj).filter(at=newest.at, transaction=newest.transaction)
        (save,) = saves.saves_of(together)
        return save

    def _taken_back(self, request: HttpRequest, obj: Any, done: Sequence[Save]) -> HttpResponse:
        self.after_taking_back()
        self.message_user(  # type: ignore[attr-defined]
            request,
            ngettext(
                "The save was taken back. That is a save, too, and can be taken back itself.",
                "The save was taken back for %(count)d records. Each history has it as a save.",
                len(done),
            )
            % {"count": len(done)},
            messages.SUCCESS,
        )
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_history"
        return redirect(name, obj.pk)

    def after_taking_back(self) -> None:
        """Tells those who have to know of each edit, where a model admin has such."""
        if hasattr(super(), "after_taking_back"):
            super().after_taking_back()  # type: ignore[misc]


def _others(shown: Iterable[Save]) -> dict[Any, int]:
    """How many other units each step by hand or by a command changed. One query."""
    asked = Q(pk__in=[])
    for save in shown:
        if save.newest.how in _BACK and save.unit is not None:
            asked |= Q(at=save.newest.at, transaction=save.newest.transaction)
    rows = (
        Change.objects.filter(asked, heat_pump__isnull=False)
        .order_by()
        .values_list("at", "transaction")
        .annotate(units=Count("heat_pump_id", distinct=True))
    )
    return {(at, work): units - 1 for at, work, units in rows}


def lines_of(save: Save, *, back: bool = False) -> list[Line]:
    """What a save did, without what only follows from it; with ``back``, what undoes it."""
    lines = []
    for change in meaningful(save.changes):
        old, new = (value_words(change, text) for text in (change.old, change.new))
        if back:
            old, new = new, old
        what = what_changed(change, back=back)
        lines.append(Line(what=what, old=old, new=new, whole_row=not change.field))
    return lines


def meaningful(changes: Sequence[Change]) -> list[Change]:
    """Without what follows from other changes: marks of the merge, figures that record an edit."""
    others = {each.transaction for each in changes if each.table != Figure._meta.db_table}
    return [
        each
        for each in changes
        if not (each.action == Action.CHANGED and each.field == "in_use")
        and not (each.transaction in others and _records_an_edit(each))
    ]


def _records_an_edit(change: Change) -> bool:
    """Whether it is the figure by which the desk remembers an edit of a field or a point."""
    text = change.new or change.old or ""
    return change.table == Figure._meta.db_table and '"by_hand": true' in text


def _units(together: Sequence[Save]) -> dict[int | None, str]:
    """What the units are called, by their numbers. One query."""
    units = HeatPump.objects.filter(pk__in=[save.unit or 0 for save in together])
    return {unit.pk: str(unit) for unit in units.select_related("brand")}


def _why_not_all(together: Sequence[Save]) -> list[str]:
    """What keeps a step from being taken back for all of its units."""
    if len(together) > MOST_AT_ONCE:
        said = _now("It changed %(count)d units. At most %(most)d are taken back at a time.")
        return [said % {"count": len(together), "most": MOST_AT_ONCE}]
    if any(save.made_the_record for save in together):  # only one at a time
        return [_now("It made records as well. Take it back for each unit.")]
    return []


def _reason(save: Save) -> str:
    return _now("Took back the save of %(who)s, %(when)s.") % {
        "who": save.newest.who or "—",
        "when": moment(save.newest.at),
    }


def _why_not(
    together: Sequence[Save], units: Mapping[int | None, str], *, reason: str
) -> list[str]:
    """What keeps the saves from being taken back; with a ``reason``, it is done if nothing does."""
    if not reason:
        conflicts = taking_back.conflicts_of(together)
        return _sentences(NotTakenBackError(conflicts=conflicts), units)
    try:
        give_reason(reason)
        taking_back.take_back(together)
    except NotTakenBackError as error:
        return _sentences(error, units)
    return []


def _sentences(error: NotTakenBackError, units: Mapping[int | None, str]) -> list[str]:
    """Why not, with the unit where there are several."""
    several = len(units) > 1
    conflicts = [
        f"{units[each.save.unit]}: {_conflict(each)}" if several else _conflict(each)
        for each in error.conflicts[:UNITS_SHOWN]
    ]
    return [*conflicts, *error.sentences]


def _conflict(conflict: Conflict) -> str:
    change, later = conflict.change, conflict.later
    row = row_name(change.table, change.row)
    field = field_name(change.table, conflict.field) if conflict.field else ""
    what = ": ".join(filter(None, (row, field))) or _now("The record")
    if later is None:
        return _now("%(what)s is no longer as this save left it.") % {"what": what}
    return _now(
        "%(what)s was changed again by %(who)s on %(when)s. Take that save back first, or correct"
        " it by hand."
    ) % {"what": what[:1].upper() + what[1:], "who": later.who or "—", "when": moment(later.at)}
