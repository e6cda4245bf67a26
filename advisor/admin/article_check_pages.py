"""Pages of the article check: an address or a pasted text, and the report of each article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisor.admin import article_kit
from advisor.admin.desk_pages import Pages
from advisor.articles import presets, report_feed, safe_fetch
from advisor.articles.check import article_reports
from advisor.articles.check.article_check import check
from advisor.articles.check.article_text import MOST_CHARACTERS
from advisor.models import Article, ReportSubscription
from advisor.operations.middleware import CONTENT_SECURITY_POLICY


class ArticleCheckForm(forms.Form):
    """What to read: an article of ours, any address, or a text."""

    article = forms.ModelChoiceField(
        Article.objects.all(),
        required=False,
        empty_label=_("none of ours"),
        help_text=_("Its text is kept, and checked again with every change of the catalog."),
    )
    address = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Blank: the article’s own address, or the text below."),
    )
    text = forms.CharField(
        required=False,
        max_length=MOST_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "cols": 90}),
        label=_("Or paste the text"),
        help_text=_("HTML, Markdown, or plain text. If filled in, nothing is requested."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        article = cleaned.get("article")
        if not self.errors and not (cleaned["text"].strip() or cleaned["address"]):
            if article is None:
                raise forms.ValidationError(
                    _("Choose an article, enter an address, or paste text.")
                )
            if not article.address:
                self.add_error("article", _("It has no address yet. Paste its text."))
        return cleaned


class ArticleCheckPages(Pages):
    """Added to the admin of articles, which has the rights."""

    has_change_permission: Any
    has_view_permission: Any

    def check_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("check/", view(self.check_any), name="advisor_article_check"),
            path("follow/", view(self.follow), name="advisor_article_follow"),
            path("<int:pk>/check/", view(self.check_one), name="advisor_article_report"),
            path("<int:pk>/kit/", view(self.kit), name="advisor_article_kit"),
        ]

    def check_any(self, request: HttpRequest) -> HttpResponse:
        """Read an address or a text, and show what is no longer true in it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        posted = request.POST if request.method == "POST" else None
        form = ArticleCheckForm(posted, initial={"article": request.GET.get("article")})
        report, seen = None, None
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            if given["article"] is not None:
                return self._read(request, given["article"], given["address"], given["text"])
            text = given["text"]
            if not text.strip():
                seen = safe_fetch.read(given["address"])
                text = seen.text
            if text.strip():
                report = check(text)
            else:
                form.add_error("address", _not_read(seen))
        return self._shown(request, form=form, report=report, title=_("Article check"))

    def check_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The report of one article from the text that was read of it; POST reads it again."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        article = get_object_or_404(Article.objects.select_related("preset", "read_text"), pk=pk)
        if request.method == "POST":
            return self._read(request, article, "", "")
        (standing,) = article_reports.standings([article], timezone.localdate())
        return self._shown(
            request,
            form=ArticleCheckForm(initial={"article": article}),
            report=standing.report,
            standing=standing,
            article=article,
            title=article.title,
        )

    def kit(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The link, the frame and the live fact of an article, each beside its preview."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        article = get_object_or_404(Article.objects.select_related("preset"), pk=pk)
        preset = article.preset
        if preset is None:
            messages.warning(request, _("Choose its preset first: its page answers the article."))
            return redirect("admin:advisor_article_change", article.pk)
        response = self.page(
            request,
            "kit",
            title=article.title,
            article=article,
            preset=preset,
            pieces=article_kit.kit_pieces(article, preset, today=timezone.localdate()),
            widths=article_kit.WIDTHS,
            lands=presets.landing_address(preset, QueryDict()),
            frame=article_kit.frame_address(preset),
            fact=article_kit.fact_of(preset, today=timezone.localdate()),
        )
        response["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
        return response

    def follow(self, request: HttpRequest) -> HttpResponse:
        """One's own feed of the reports: begin, a new address, by email or not, give it up."""
        user = request.user
        if not self.has_view_permission(request) or not isinstance(user, User):
            raise PermissionDenied
        if request.method == "POST":
            FOLLOW.get(request.POST.get("do", ""), report_feed.subscribe)(user)
            return redirect("admin:advisor_article_follow")
        subscription = report_feed.subscription_of(user)
        return self.page(
            request,
            "follow",
            title=_("Follow the reports"),
            subscription=subscription,
            feed=report_feed.address_of(subscription) if subscription else "",
            mail_is_set=bool(settings.EMAIL_HOST),
        )

    def _read(
        self, request: HttpRequest, article: Article, address: str, text: str
    ) -> HttpResponse:
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        if text.strip():
            article_reports.keep_text(article, text, pasted=True)
        elif address or article.address:
            seen = safe_fetch.read(address) if address else article_reports.read_again(article)
            if address and seen.text.strip():
                article_reports.keep_text(article, seen.text, pasted=False)
            if not seen.text.strip():
                messages.warning(request, _not_read(seen))
        else:
            messages.warning(request, _("It has no address yet. Paste its text."))
        return redirect("admin:advisor_article_report", article.pk)

    def _shown(self, request: HttpRequest, **context: Any) -> HttpResponse:
        return self.page(request, "article_check", **context)


def _mail(user: User) -> None:
    ReportSubscription.objects.filter(user=user).update(
        by_mail=Case(When(by_mail=True, then=Value(False)), default=Value(True))
    )


def _stop(user: User) -> None:
    ReportSubscription.objects.filter(user=user).delete()


FOLLOW: dict[str, Callable[[User], Any]] = {
    "renew": report_feed.renew,
    "mail": _mail,
    "stop": _stop,
}


def _not_read(seen: safe_fetch.Seen | None) -> str:
    if seen is None:
        return str(_("There was nothing to read."))
    if seen.status is None:
        return seen.note
    if seen.status != 200:
        return str(_("The server answered %(status)s.") % {"status": seen.status})
    return str(_("The page has no text."))
