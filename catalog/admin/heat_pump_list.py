"""Filters of the list of heat pumps, and how a draft's review stands there."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from catalog.models import HeatPump, PerformancePoint, Review, ReviewState, Status


class MinimumFilter(admin.SimpleListFilter):
    title = _("lowest output at 47 °F")
    parameter_name = "minimum"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, StrOrPromise]]:
        return [("yes", _("published")), ("no", _("not published"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        published = Exists(
            PerformancePoint.objects.filter(
                heat_pump=OuterRef("pk"), mode="heating", outdoor_f=47, min_btu_h__isnull=False
            )
        )
        if self.value() == "yes":
            return queryset.filter(published)
        return queryset.filter(~published) if self.value() == "no" else queryset


class ReviewFilter(admin.SimpleListFilter):
    title = _("review")
    parameter_name = "review"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, StrOrPromise]]:
        return [*ReviewState.choices, ("mine", _("returned to me"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "mine":
            return queryset.filter(
                review__state=ReviewState.RETURNED, review__asked_by=request.user.pk
            )
        return queryset.filter(review__state=self.value()) if self.value() else queryset


def review_of(heat_pump: HeatPump | None) -> Review | None:
    """How the review of a draft stands; nothing while nobody asked for one."""
    if heat_pump is None or heat_pump.status != Status.DRAFT:
        return None
    return getattr(heat_pump, "review", None)


def in_words(review: Review) -> str:
    """“ready for review since Nov. 29, 2026, 5 a.m., by ann”, “returned by pub: “…””."""
    if review.state == ReviewState.READY:
        return _now("ready for review since %(when)s, by %(who)s") % {
            "when": _when(review.asked_at),
            "who": review.asked_by or "—",
        }
    return _now("returned on %(when)s by %(who)s: “%(word)s”") % {
        "when": _when(review.answered_at),
        "who": review.answered_by or "—",
        "word": review.word,
    }


def _when(at: Any) -> str:
    return date_format(timezone.localtime(at), "N j, P") if at else "—"
