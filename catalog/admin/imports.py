"""Imports in the admin: upload, read the report, apply, undo."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from catalog.admin.history_words import in_words
from catalog.importing import jobs
from catalog.importing.formats.merchant_feed import FEED
from catalog.importing.offered_formats import FORMATS
from catalog.importing.reading import MAX_BYTES, MEGABYTE
from catalog.importing.refresh import new_batch
from catalog.importing.writing import PRICE_PREFIX
from catalog.models import BatchState, ImportBatch, ImportChange, PriceKind
from catalog.plausibility.figure_names import figure_name

_PAGE = 50
_COUNTS = (
    ("rows", _("rows read")),
    ("created", _("new units")),
    ("updated", _("changed units")),
    ("unchanged", _("units without changes")),
    ("published", _("units that go live")),
    ("kept_fields", _("fields kept because someone entered them by hand")),
    ("emptied_cells", _("empty cells; their figures are left as they are")),
    ("outranked_fields", _("fields kept from a more reliable source")),
    ("errors", _("errors (the row is skipped)")),
    ("notes", _("notes (looks unusual)")),
)
_FIELDS = ("format", "feed", "file", "publish", "overwrite_hand_edits", "reason")
_WORKING = frozenset(
    {BatchState.FETCHING, BatchState.CHECKING, BatchState.APPLYING, BatchState.UNDOING}
)
_READY = (BatchState.CHECKED, BatchState.BROKEN)


class UploadForm(forms.ModelForm[ImportBatch]):
    format = forms.ChoiceField(
        label=_("Format"),
        choices=lambda: [(form.code, form.label) for form in FORMATS.values() if form.uploaded],
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, XLSX, ODS or JSON, up to 150 MB; product feeds also as XML."),
    )

    class Meta:
        model = ImportBatch
        fields = ("format", "feed", "publish", "overwrite_hand_edits", "reason")
        help_texts = {"reason": _("Required to accept unusual figures; stored with them.")}
        widgets = {"reason": forms.Textarea(attrs={"rows": 2})}

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _now("The file is %(size)d MB, and the limit is %(most)d MB. Export part of it.")
                % {"size": file.size // MEGABYTE, "most": MAX_BYTES // MEGABYTE}
            )
        return file

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        is_feed = cleaned.get("format") == FEED.code
        if is_feed and not cleaned.get("feed"):
            self.add_error("feed", _now("Choose the store that the product feed belongs to."))
        if not is_feed:
            cleaned["feed"] = None
        elif not cleaned.get("reason") and cleaned.get("feed"):
            cleaned["reason"] = cleaned["feed"].reason
        return cleaned


@admin.register(ImportBatch)
class ImportBatchAdmin(admin.ModelAdmin[ImportBatch]):
    form = UploadForm
    change_list_template = "admin/catalog/importbatch/change_list.html"
    list_display = ("__str__", "format", "state", "by", "created_at", "outcome")
    list_filter = ("format", "state")
    list_select_related = ("by",)
    list_per_page = 50
    search_fields = ("file_name", "reason", "file_sha256")

    @admin.display(description=_("result"))
    def outcome(self, batch: ImportBatch) -> str:
        counts = batch.counts
        if not counts:
            return "—"
        text = _now("%(created)s new, %(updated)s changed, %(errors)s errors")
        return str(text % counts)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[ImportBatch]]:
        form = super().get_form(request, obj, change=change, **kwargs)
        if not request.user.has_perm("catalog.publish_heatpump"):
            form.base_fields.pop("publish", None)
        return form

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        may_publish = request.user.has_perm("catalog.publish_heatpump")
        return [name for name in _FIELDS if name != "publish" or may_publish]

    def save_model(self, request: HttpRequest, obj: ImportBatch, form: Any, change: bool) -> None:
        file = form.cleaned_data["file"]
        obj.by = request.user  # type: ignore[assignment]  # nobody else comes in here
        obj.file_name = file.name[:200]
        jobs.store_upload(obj, file.chunks(MEGABYTE))
        jobs.start(obj, jobs.CHECK)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None  # the batch says it all

    def response_add(
        self, request: HttpRequest, obj: ImportBatch, post_url_continue: str | None = None
    ) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:catalog_importbatch_change", args=[obj.pk]))

    def get_urls(self) -> list[URLPattern]:
        steps = [
            path(
                f"<int:pk>/{job}/",
                self.admin_site.admin_view(require_POST(getattr(self, f"{job}_view"))),
                name=f"catalog_importbatch_{job}",
            )
            for job in (jobs.APPLY, jobs.UNDO)
        ]
        answer = path(
            "<int:pk>/answer/",
            self.admin_site.admin_view(require_POST(self.answer_view)),
            name="catalog_importbatch_answer",
        )
        refresh = path(
            "energystar/",
            self.admin_site.admin_view(require_POST(self.refresh_view)),
            name="catalog_importbatch_energystar",
        )
        return [refresh, answer, *steps, *super().get_urls()]

    def refresh_view(self, request: HttpRequest) -> HttpResponse:
        """Read ENERGY STAR's lists now; what they change waits in a batch to be applied."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        publish = bool(request.POST.get("publish"))
        if publish and not request.user.has_perm("catalog.publish_heatpump"):
            raise PermissionDenied
        batch = new_batch(publish=publish, by=request.user)
        return start_reading(batch)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The report: what the file would change, or has changed."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pk = int(object_id) if object_id.isdecimal() and len(object_id) < 18 else 0
        batch = jobs.settle(get_object_or_404(ImportBatch.objects.select_related("by"), pk=pk))
        working = batch.state in _WORKING
        form = FORMATS.get(batch.format)
        changes = Paginator(batch.changes.order_by("id"), _PAGE)
        problems = Paginator(batch.problems, _PAGE)
        drafts = Paginator(batch.counts.get("drafts", []), _PAGE)
        context = {
            **self.admin_site.each_context(request),
            "title": _now("Import %(batch)s") % {"batch": batch},
            "opts": self.opts,
            "batch": batch,
            "format": form.label if form else batch.format,
            "working": working,
            "share": round(100 * batch.done / batch.total) if batch.total else None,
            "counts": [
                (label, _grouped(batch.counts[name]))
                for name, label in _COUNTS
                if name in batch.counts
            ],
            "dropped": [
                (reason, _grouped(count))
                for reason, count in batch.counts.get("dropped", {}).items()
            ],
            "drafts": drafts.get_page(request.GET.get("drafts")),
            "changes": _with_words(changes.get_page(request.GET.get("page"))),
            "problems": problems.get_page(request.GET.get("problems")),
            "may_apply": self._may_work(request, batch)
            and batch.state in _READY
            and _does_something(batch),
            "may_answer": self._may_work(request, batch) and batch.state == BatchState.ASKED,
            "may_undo": self._may_work(request, batch) and batch.state == BatchState.APPLIED,
        }
        response = TemplateResponse(request, "admin/import.html", context)
        if working:
            response.headers["Refresh"] = "2"
        return response

    def _may_work(self, request: HttpRequest, batch: ImportBatch) -> bool:
        allowed = self.has_change_permission(request, batch)
        publishes = batch.publish or batch.counts.get("published")
        return allowed and (not publishes or request.user.has_perm("catalog.publish_heatpump"))

    def apply_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._step(request, pk, jobs.APPLY, _READY)

    def answer_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What the file leaves open is said by who knows; then it is read again."""
        batch = jobs.settle(get_object_or_404(ImportBatch, pk=pk))
        if not self._may_work(request, batch):
            raise PermissionDenied
        if batch.state != BatchState.ASKED or not jobs.take_answer(
            batch, request.POST.get("answer", "")
        ):
            self.message_user(request, _now("Choose one of the answers."), messages.ERROR)
        return HttpResponseRedirect(reverse("admin:catalog_importbatch_change", args=[pk]))

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._step(request, pk, jobs.UNDO, (BatchState.APPLIED,))

    def _step(
        self, request: HttpRequest, pk: int, job: str, states: tuple[BatchState, ...]
    ) -> HttpResponse:
        batch = jobs.settle(get_object_or_404(ImportBatch, pk=pk))
        if not self._may_work(request, batch):
            raise PermissionDenied
        if batch.state in states:
            jobs.start(batch, job)
        else:
            self.message_user(
                request,
                _now("This is not possible now: the import is %(state)s.")
                % {"state": batch.get_state_display()},
                messages.ERROR,
            )
        return HttpResponseRedirect(reverse("admin:catalog_importbatch_change", args=[pk]))


def start_reading(batch: ImportBatch) -> HttpResponse:
    """Let another process read the batch's source; leads to its report."""
    batch.save()
    jobs.start(batch, jobs.FETCH)
    return HttpResponseRedirect(reverse("admin:catalog_importbatch_change", args=[batch.pk]))


def _grouped(count: int) -> str:
    return number_format(count, force_grouping=True)


def _does_something(batch: ImportBatch) -> bool:
    counts = batch.counts
    return not counts or any(counts.get(name) for name in ("created", "updated", "published"))


def _with_words(changes: Page[ImportChange]) -> Page[ImportChange]:
    """Each change with what happens to the unit, a line for each figure."""
    for change in changes:
        change.words = list(_words(change))  # type: ignore[attr-defined]  # read by the template
    return changes


def _words(change: ImportChange) -> Iterator[str]:
    for name, (old, new) in change.fields.items():
        if name.startswith(PRICE_PREFIX):
            kind, day, shop = name.removeprefix(PRICE_PREFIX).split(" ", 2)
            told = {
                "kind": PriceKind(kind).label if kind in PriceKind.values else kind,
                "day": in_words(day),
                "shop": shop,
                "amount": f"{float(new):,.2f}",
            }
            yield _now("New: %(kind)s, seen on %(day)s, %(shop)s: $%(amount)s") % told
        elif new is None:
            told = {"name": figure_name(name), "old": old}
            yield _now("%(name)s: %(old)s → will be blank") % told
        elif change.kind == ImportChange.Kind.CREATED:
            yield f"{figure_name(name)}: {new}"
        else:
            yield f"{figure_name(name)}: {'–' if old is None else old} → {new}"
    for name, (stands, told) in change.kept.items():
        words = {"name": figure_name(name), "stands": stands, "told": told}
        if told == "":
            yield _now("%(name)s: %(stands)s is left as is (the cell is empty)") % words
        else:
            yield _now("%(name)s: kept %(stands)s, entered by hand (file: %(told)s)") % words
