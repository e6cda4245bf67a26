"""Two people at one record: the second is told what the first changed, and nothing is lost.

A page remembers the newest change of the record that it shows. Where there is a newer one when it
is saved, nothing is written: fields that only the first changed are brought up to date in the
second's form, the rest stays as the second entered it, and both are told line by line. Saving again
then decides knowingly. The history of the database is the proof, so imports and bulk updates count
like the pages of the desk.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from django.db import models, transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.admin.change_log import WithHistory, in_words, line_of, meaningful
from catalog.models import Action, Change

_MANAGEMENT: Final = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
_TOLD: Final = 30  # changes of others that are told one by one


class EditConflictMixin(WithHistory):
    """Refuses to save over changes that the page had not shown."""

    change_form_template: ClassVar[Any] = "admin/change_form_seen.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        with transaction.atomic():
            obj = self._locked(request, object_id) if object_id else None
            seen = request.POST.get("seen", "") if request.method == "POST" else ""
            newest = self._newest(obj)
            if obj is not None and seen.isdecimal() and int(seen) < newest:
                self._meet(request, obj, int(seen))
                seen = ""
            context = {**(extra_context or {}), "seen": seen if seen.isdecimal() else newest}
            return super().changeform_view(  # type: ignore[misc,no-any-return]
                request, object_id, form_url, context
            )

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)  # type: ignore[misc]
        lines = getattr(request, "meanwhile", None)
        if not lines:
            return form

        def clean(self: Any) -> Any:
            cleaned = form.clean(self)
            self.add_error(None, lines)
            return cleaned

        return type(form.__name__, (form,), {"clean": clean})

    def _locked(self, request: HttpRequest, object_id: str) -> Any:
        """The record; while it is being saved, others who save it wait."""
        obj = self.get_object(request, object_id)  # type: ignore[attr-defined]
        if obj is not None and request.method == "POST":
            rows = type(obj)._default_manager.filter(pk=obj.pk).order_by()
            list(rows.select_for_update().values_list("pk"))
        return obj

    def _newest(self, obj: Any) -> int:
        if obj is None:
            return 0
        return self.changes_of(obj).values_list("id", flat=True).first() or 0

    def _meet(self, request: HttpRequest, obj: Any, seen: int) -> None:
        """Bring the untouched parts of what was sent up to date, and keep what is to be told."""
        changes = meaningful(list(self.changes_of(obj).filter(id__gt=seen).order_by("id")))
        data = request.POST.copy()
        own = self._merge_fields(request, obj, data, changes)
        tables = {change.table for change in changes} - {obj._meta.db_table}
        own += self._merge_lines(request, obj, data, tables)
        request.POST = data  # type: ignore[assignment]  # Django's own setter
        request.meanwhile = [  # type: ignore[attr-defined]
            _("Somebody else changed this meanwhile; nothing of yours has been saved yet."),
            *_told(changes),
            *own,
            _("Fields you had not touched now show the new values. Look, then save again."),
        ]

    def _merge_fields(
        self, request: HttpRequest, obj: Any, data: QueryDict, changes: Iterable[Change]
    ) -> list[str]:
        before: dict[str, str | None] = {}
        for change in changes:
            if change.table == obj._meta.db_table and change.action == Action.CHANGED:
                before.setdefault(change.field, change.old)
        form_class = super().get_form(request, obj, change=True)  # type: ignore[misc]
        sent: ModelForm[Any] = form_class(data, instance=obj)
        sent.full_clean()
        stored = type(obj)._default_manager.get(pk=obj.pk)
        fresh: ModelForm[Any] = form_class(instance=stored)
        own = []
        for column, old in before.items():
            name = column.removesuffix("_id") if column not in fresh.fields else column
            if name not in fresh.fields:
                continue
            if _same(sent, name, _value(stored, name, old)):
                _put(data, fresh, name)
            elif not _same(sent, name, _plain(getattr(stored, name))):
                own.append(
                    _("You entered “%(value)s” as %(field)s.")
                    % {"value": data.get(name, ""), "field": fresh.fields[name].label}
                )
        return own

    def _merge_lines(
        self, request: HttpRequest, obj: Any, data: QueryDict, tables: set[str]
    ) -> list[str]:
        """Lines below the form: those of a changed table are shown as they are now."""
        own = []
        for formset_class, inline in self.get_formsets_with_inlines(  # type: ignore[attr-defined]
            request, obj
        ):
            if formset_class.model._meta.db_table not in tables:
                continue
            prefix = formset_class.get_default_prefix()
            fresh = formset_class(
                instance=obj, prefix=prefix, queryset=inline.get_queryset(request)
            )
            standing = [
                {name: form[name].value() for name in form.fields} for form in fresh.initial_forms
            ]
            sent = list(_sent_lines(data, prefix))
            known = {_text(line) for line in standing}
            own += [
                _("You had entered: %(line)s.") % {"line": _text(line)}
                for line in sent
                if line.get("id") and _text(line) not in known
            ]
            for key in [key for key in data if key.startswith(f"{prefix}-")]:
                del data[key]
            lines = standing + [line for line in sent if not line.get("id") and _text(line)]
            counts = (len(lines), len(standing), 0, 1000)
            for name, count in zip(_MANAGEMENT, counts, strict=True):
                data[f"{prefix}-{name}"] = str(count)
            for number, line in enumerate(lines):
                for name, value in line.items():
                    if value not in (None, False, ""):
                        data[f"{prefix}-{number}-{name}"] = str(value)
        return own


def _told(changes: list[Change]) -> list[str]:
    lines = [line_of(change) for change in changes]
    told = [
        _("%(who)s, %(time)s UTC: %(what)s: %(old)s → %(new)s")
        % {
            "who": line.who,
            "time": timezone.localtime(line.at).strftime("%H:%M"),
            "what": line.what,
            "old": line.old or "—",
            "new": line.new or "—",
        }
        for line in lines[:_TOLD]
    ]
    if len(lines) > _TOLD:
        told.append(_("And %(count)d more: see the history.") % {"count": len(lines) - _TOLD})
    return told


def _value(obj: Any, name: str, stored: str | None) -> Any:
    """A value as the history keeps it, as Python has it."""
    field = obj._meta.get_field(name)
    if stored is None:
        return None
    if isinstance(field, models.BooleanField):
        return stored == "true"
    if isinstance(field, models.ForeignKey):
        return field.target_field.to_python(stored)
    return field.to_python(stored)


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def _same(form: ModelForm[Any], name: str, value: Any) -> bool:
    """Whether what was sent means ``value``; nothing and nothing are the same."""
    if name not in form.cleaned_data:
        return False
    sent = _plain(form.cleaned_data[name])
    return bool(sent == value or (sent in (None, "", []) and value in (None, "", [])))


def _put(data: QueryDict, fresh: ModelForm[Any], name: str) -> None:
    value = fresh.fields[name].prepare_value(fresh.initial.get(name))
    data.pop(name, None)
    if isinstance(value, list | tuple):
        data.setlist(name, [str(each) for each in value])
    elif value is not None and value is not False:
        data[name] = "true" if value is True else str(value)
    elif value is False and getattr(fresh.fields[name].widget, "choices", None):
        data[name] = "false"


def _sent_lines(data: QueryDict, prefix: str) -> Iterable[dict[str, str]]:
    total = data.get(f"{prefix}-TOTAL_FORMS", "0")
    for number in range(min(int(total), 1000) if total.isdecimal() else 0):
        start = f"{prefix}-{number}-"
        yield {key.removeprefix(start): str(data[key]) for key in data if key.startswith(start)}


def _text(line: dict[str, Any]) -> str:
    """What a line says, without its number and its parent."""
    return ", ".join(
        in_words(str(value))
        for name, value in line.items()
        if name not in {"id", "heat_pump", "DELETE"} and value not in (None, "", False)
    )
