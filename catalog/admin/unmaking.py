"""Taking back the save that made a record: a draft or another record goes, a live unit retires."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.contrib import messages
from django.db import models, transaction
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalog.admin.history_words import moment
from catalog.history import give_reason
from catalog.importing import manual_edits
from catalog.models import (
    AcceptedWarning,
    Change,
    ChangeQuerySet,
    Figure,
    HeatPump,
    How,
    PerformancePoint,
    PriceObservation,
    Review,
    Status,
)
from catalog.saves import Save

_PARTS: Final = {PerformancePoint, Figure, PriceObservation, Review, AcceptedWarning, Change}
"""What belongs to a unit alone, and goes with it."""


def why_not(request: HttpRequest, record: models.Model, save: Save) -> str:
    """Why this person is not offered to take back the save that made ``record``; or nothing."""
    if isinstance(record, HeatPump) and record.status == Status.RETIRED:
        return _now("This made the record. It is retired.")
    return "" if _may(request, record, save) else _now("This made the record.")


def _may(request: HttpRequest, record: models.Model, save: Save) -> bool:
    """Who may delete it, or made it; a live unit is retired by publishers alone."""
    user, opts = request.user, record._meta
    if isinstance(record, HeatPump) and record.status != Status.DRAFT:
        return user.has_perm("catalog.publish_heatpump")
    made_it = save.newest.how == How.HAND and save.newest.who == user.get_username()
    return user.has_perm(f"{opts.app_label}.delete_{opts.model_name}") or (
        made_it and user.has_perm(f"{opts.app_label}.add_{opts.model_name}")
    )


def unmake(site: Any, request: HttpRequest, record: Any, save: Save, reason: str) -> HttpResponse:
    """The page that says what goes; once confirmed, it is done.

    ``site`` is the model's admin, ``reason`` is what the record's history says of the step.
    """
    name = str(record)
    retires = isinstance(record, HeatPump) and record.status != Status.DRAFT
    with transaction.atomic():
        list(type(record)._default_manager.filter(pk=record.pk).select_for_update())
        refused = [] if retires else _hindrances(record, save, site.changes_of(record))
        if request.method == "POST" and not refused:
            give_reason(reason)
            if retires:
                today = timezone.localdate()
                manual_edits.set_status([record], Status.RETIRED.value, today=today)
                said = _now("%(record)s is retired. Its history has that as a save.")
            else:
                record.delete()
                said = _now("%(record)s was deleted.")
            site.after_taking_back()
            site.message_user(request, said % {"record": name}, messages.SUCCESS)
            page = "history" if retires else "changelist"
            address = f"admin:{site.opts.app_label}_{site.opts.model_name}_{page}"
            return redirect(address, *([record.pk] if retires else []))
    context = {
        **site.admin_site.each_context(request),
        "title": _("Take back this record?"),
        "opts": site.opts,
        "object": record,
        "save": save,
        "when": moment(save.newest.at),
        "retires": retires,
        "refused": refused,
    }
    return TemplateResponse(request, "admin/unmake.html", context)


def _hindrances(record: models.Model, save: Save, changes: ChangeQuerySet) -> Sequence[str]:
    """What keeps a record from being deleted: later saves, and records that depend on it."""
    found = []
    later = changes.filter(id__gt=save.newest.pk).first()
    if later is not None:
        found.append(
            _now("It was changed again by %(who)s on %(when)s. Take that save back first.")
            % {"who": later.who or "—", "when": moment(later.at)}
        )
    own = _PARTS if isinstance(record, HeatPump) else set()
    for relation in record._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model
        if not isinstance(relation, ForeignObjectRel) or model in own:
            continue
        count = model._default_manager.filter(**{relation.field.name: record}).count()
        if count:
            words = {"count": count, "what": model._meta.verbose_name_plural}
            found.append(_now("It is used by: %(what)s (%(count)d).") % words)
    return found
