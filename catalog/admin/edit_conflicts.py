"""Two people edit one record: the second is not saved over the first, and sees what changed.

A page remembers the newest change of the record that it shows. If there is a newer one when the
page is saved, nothing is written. Fields that this person had not touched take the stored values,
the others keep what was entered, and both are listed. Saving again decides. The changes come from
the history that the database writes, so imports and bulk updates count as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.admin.form_merge import merge_fields, merge_lines
from catalog.admin.history_words import value_words, what_changed
from catalog.admin.record_history import WithHistory, meaningful
from catalog.models import Change

_LISTED: Final = 30  # changes of others that are listed one by one


class EditConflictMixin(WithHistory):
    """Refuses to save over changes that the page did not show."""

    change_form_template: ClassVar[Any] = "admin/change_form_edit_conflict.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        with transaction.atomic():
            obj = self._lock(request, object_id) if object_id else None
            newest = (self.changes_of(obj).values_list("id", flat=True).first() or 0) if obj else 0
            seen = request.POST.get("seen", "")
            seen = seen if seen.isdecimal() else str(newest)
            conflict = obj is not None and int(seen) < newest
            if conflict:
                self._merge(request, obj, int(seen))
                seen = str(newest)
            context = {**(extra_context or {}), "seen": seen, "edit_conflict": conflict}
            return super().changeform_view(  # type: ignore[misc,no-any-return]
                request, object_id, form_url, context
            )

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)  # type: ignore[misc]
        sentences = getattr(request, "edit_conflict", None)
        if not sentences:
            return form

        def clean(self: Any) -> Any:
            cleaned = form.clean(self)
            self.add_error(None, sentences)
            return cleaned

        return type(form.__name__, (form,), {"clean": clean})

    def _lock(self, request: HttpRequest, object_id: str) -> Any:
        """The record; while it is being saved, others who save it wait."""
        obj = self.get_object(request, object_id)  # type: ignore[attr-defined]
        if obj is not None and request.method == "POST":
            rows = type(obj)._default_manager.filter(pk=obj.pk).order_by()
            list(rows.select_for_update().values_list("pk"))
        return obj

    def _merge(self, request: HttpRequest, obj: Any, seen: int) -> None:
        """Bring what this person had not touched up to date; keep the sentences for the form."""
        changes = list(self.changes_of(obj).filter(id__gt=seen).order_by("id"))
        data = request.POST.copy()
        form_class = super().get_form(request, obj, change=True)  # type: ignore[misc]
        formsets = self.get_formsets_with_inlines(request, obj)  # type: ignore[attr-defined]
        entered = [
            *merge_fields(data, form_class, obj, changes),
            *merge_lines(request, data, formsets, obj, changes),
        ]
        request.POST = data  # type: ignore[assignment]  # Django's own setter
        request.edit_conflict = [  # type: ignore[attr-defined]
            _("Someone else changed this record after you opened it. Nothing is saved yet."),
            *_listed(meaningful(changes)),
            *entered,
            _("Fields you did not change show the new values. Check them and save again."),
        ]


def _listed(changes: Sequence[Change]) -> Iterator[str]:
    for change in changes[:_LISTED]:
        yield _("%(who)s, %(time)s UTC: %(what)s: %(old)s → %(new)s") % {
            "who": change.who or "—",
            "time": timezone.localtime(change.at).strftime("%H:%M"),
            "what": what_changed(change),
            "old": value_words(change, change.old) or "—",
            "new": value_words(change, change.new) or "—",
        }
    if len(changes) > _LISTED:
        yield _("And %(count)d more. See the history.") % {"count": len(changes) - _LISTED}
