"""The desk of content editors: articles, presets, link builder, numbers, content check, help."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from advisor.admin.article_check_pages import ArticleCheckPages
from advisor.admin.desk_pages import Pages, may_open
from advisor.admin.preset_form import PresetForm, preview
from advisor.articles import content_check, embed_kit, presets
from advisor.articles import link_builder as desk
from advisor.models import Article, Preset, PresetCode
from advisor.pages.shared.fields import field_for
from advisor.pages.shared.request import advised
from advisor.questions import answer_form
from advisor.questions.definitions import QUESTIONS, STEPS
from advisor.questions.flow import asked_questions
from catalog.admin.form_fields import HTTPS

USUAL_DAYS = 30


@admin.register(Article)
class ArticleAdmin(ArticleCheckPages, admin.ModelAdmin[Article]):
    formfield_overrides = HTTPS
    change_list_template = "admin/editors/articles.html"
    list_display = ("slug", "title", "address", "proposed", "checked_at", "check_status")
    list_filter = ("proposed",)
    search_fields = ("slug", "title", "address_key")
    readonly_fields = ("checked_at", "check_status", "check_note", "moved_to")
    fields = ("slug", "title", "address", "proposed", "preset", "editor", *readonly_fields)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Article | None = None
    ) -> tuple[str, ...]:
        """A slug that links carry stays: its numbers hang on it."""
        return (*self.readonly_fields, "slug") if obj else self.readonly_fields

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        obj.from_files = obj.from_files and not form.changed_data
        if "address" in form.changed_data:  # nothing is known of the new one
            obj.checked_at = obj.check_status = None
            obj.check_note = obj.moved_to = ""
        super().save_model(request, obj, form, change)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("numbers/", view(self.numbers), name="advisor_article_numbers"),
            *self.check_urls(),
            *super().get_urls(),
        ]

    def numbers(self, request: HttpRequest) -> HttpResponse:
        """What each article led to; as a table, or as CSV with ``?format=csv``."""
        today = timezone.localdate()
        last = _day(request.GET.get("to", "")) or today
        first = _day(request.GET.get("since", "")) or last - timedelta(days=USUAL_DAYS)
        by_day = request.GET.get("by") == "day"
        numbers = desk.numbers_since(first, last, by_day=by_day)
        page = self.page(
            request,
            "numbers",
            title=_("Article numbers"),
            numbers=numbers,
            first=first.isoformat(),
            last=last.isoformat(),
            by_day=by_day,
        )
        if request.GET.get("format") != "csv":
            return page
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="articles-{first}-{last}.csv"'
        csv.writer(response).writerows(desk.csv_rows(numbers))
        return response


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year > 2000 else None  # there is no month before the first day of all


@admin.register(Preset)
class PresetAdmin(Pages, admin.ModelAdmin[Preset]):
    form = PresetForm
    change_list_template = "admin/editors/presets.html"
    change_form_template = "admin/editors/preset.html"
    list_display = ("code", "title", "answers", "landing", "landing_part", "version", "changed_at")
    list_filter = ("landing",)
    search_fields = ("code", "title", "answers")
    readonly_fields = ("version", "former")
    fieldsets = (
        (None, {"fields": ("code", "former", "version", "title", "wording", "lead")}),
        (_("Destination"), {"fields": ("answers", "landing", "landing_part", "opens")}),
        (_("On other sites"), {"fields": ("asks", "sites")}),
        (_("For editors"), {"fields": ("meaning",)}),
    )

    @admin.display(description=_("former codes"))
    def former(self, preset: Preset) -> str:
        if preset._state.adding:
            return "—"
        return ", ".join(preset.former_codes.values_list("code", flat=True)) or "—"

    def has_delete_permission(self, request: HttpRequest, obj: Preset | None = None) -> bool:
        """A published address is a promise: a preset changes, and never goes."""
        return False

    def save_model(self, request: HttpRequest, obj: Preset, form: Any, change: bool) -> None:
        obj.from_files = obj.from_files and not form.changed_data
        if change and {"answers", "landing", "landing_part"} & set(form.changed_data):
            obj.version += 1
        super().save_model(request, obj, form, change)
        PresetCode.objects.filter(code=obj.code).delete()  # it has gone back to its former code
        if change and "code" in form.changed_data:
            PresetCode.objects.update_or_create(code=form.initial["code"], defaults={"preset": obj})

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("build/", view(self.build), name="advisor_preset_build"),
            path("help/", view(self.help), name="advisor_preset_help"),
            path("content-check/", view(self.content_check), name="advisor_preset_content_check"),
            path("truth/", view(self.content_check)),  # its former address
            path("<int:pk>/take/", view(self.take), name="advisor_preset_take"),
            path("<int:pk>/preview/", view(self.preview), name="advisor_preset_preview"),
            *super().get_urls(),
        ]

    def build(self, request: HttpRequest) -> HttpResponse:
        """The link builder: the questions that readers see, what the answers lead to, and the way
        to a preset of them."""
        form = answer_form.read(request.GET)
        pasted = request.GET.get("pasted", "").strip()
        if "?" in pasted:
            form = answer_form.read_text(pasted.split("?", 1)[1].split("#")[0])
        form, advice = advised(form)
        given = form.given
        kept = {n: t for n, t in given.items() if n in QUESTIONS and n not in presets.PERSONAL}
        answers = answer_form.query_string({}, **kept)
        return self.page(
            request,
            "build",
            title=_("Build a link"),
            steps=[
                (
                    step,
                    [
                        field_for(question, given, error=form.errors.get(question.name, ""))
                        for question in asked_questions(step, given)
                    ],
                    any(name in given for name in step.fields),
                )
                for step in STEPS
            ],
            answers=answers,
            faults=list(form.errors.values()),
            advice=advice,
            result=f"{reverse('results')}?{answer_form.query_string(given)}",
            questions=f"{reverse('questions')}?{answers}",
            same=[p for p in Preset.objects.all() if presets.answers_today(p.answers) == kept],
            add=f"{reverse('admin:advisor_preset_add')}?"
            + answer_form.query_string({}, answers=answers, landing="questions"),
            pasted=pasted,
        )

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The entries of the form as a reader would see them, saved or not."""
        if request.method != "POST" or not self.has_change_permission(request):
            raise PermissionDenied
        return preview(request, pk)

    def take(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The link of a preset in every dress, for an article and a place in it."""
        preset = get_object_or_404(Preset, pk=pk)
        given = answer_form.read(request.GET).given
        article, slot = given.get("from", ""), given.get("slot", "")
        return self.page(
            request,
            "take",
            title=format_lazy("{}: {}", _("Get the link"), preset.code),
            preset=preset,
            articles=Article.objects.all(),
            article=article,
            slot=slot,
            pieces=embed_kit.pieces(preset, article=article, slot=slot),
            lands=presets.landing_address(preset, request.GET),
            frame=reverse("embed", args=[preset.code]),
            is_framed=presets.is_framed(preset),
        )

    def content_check(self, request: HttpRequest) -> HttpResponse:
        """What is no longer true; fixed with one click, or looked up again."""
        if request.method == "POST":
            if not self.has_change_permission(request):
                raise PermissionDenied
            if "look" in request.POST:
                count = content_check.look_at_articles()
                told = _now("%(count)d articles could be checked.") % {"count": count}
                self.message_user(request, told)
            elif content_check.apply_fix(request.POST.get("fix", "")):
                self.message_user(request, _("Fixed."), messages.SUCCESS)
            else:
                self.message_user(request, _("There was nothing to fix."), messages.WARNING)
            return redirect("admin:advisor_preset_content_check")
        findings = [
            (finding, may_open(request.user, finding.admin))
            for finding in content_check.report(timezone.localdate())
        ]
        return self.page(request, "content_check", title=_("Content check"), findings=findings)

    def help(self, request: HttpRequest) -> HttpResponse:
        return self.page(
            request,
            "help",
            title=_("What articles can promise"),
            presets=Preset.objects.all(),
            help=desk.help_texts(),
        )
