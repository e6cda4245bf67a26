"""The reports about articles for who does not come to the desk: an Atom feed behind a secret
address of each editor, and the same lines by email."""

import hashlib

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.views.decorators.http import require_safe

from advisor.articles.check.article_reports import ArticleStanding, as_text, stamp, today_standings
from advisor.models import ReportSubscription
from advisor.models.article_texts import new_token
from advisor.pages.shared.structured import absolute_url

VIEW = "advisor.view_article"


def may_follow(user: User) -> bool:
    """Whether somebody still works here and may look at articles."""
    return user.is_active and user.is_staff and user.has_perm(VIEW)


def subscription_of(user: User) -> ReportSubscription | None:
    return ReportSubscription.objects.filter(user=user).first()


def subscribe(user: User) -> ReportSubscription:
    return ReportSubscription.objects.get_or_create(user=user)[0]


def renew(user: User) -> ReportSubscription:
    """A new secret; the old address answers 404 from now on."""
    subscription = subscribe(user)
    subscription.token = new_token()
    subscription.save()
    return subscription


def address_of(subscription: ReportSubscription) -> str:
    return absolute_url(reverse("report_feed", args=[subscription.token]))


@require_safe
def report_feed(request: HttpRequest, token: str) -> HttpResponse:
    """One entry for each article; an entry is new when its report says something else."""
    found = ReportSubscription.objects.filter(token=token).select_related("user").first()
    if found is None or not may_follow(found.user):
        raise Http404
    told = today_standings(found.user)
    tag = hashlib.sha256("".join(stamp(each) for each in told).encode()).hexdigest()[:20]
    response = get_conditional_response(request, etag=f'"{tag}"') or _feed(told, found)
    response["ETag"] = f'"{tag}"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _feed(told: list[ArticleStanding], subscription: ReportSubscription) -> HttpResponse:
    feed = Atom1Feed(
        title="Articles that need a look",
        link=absolute_url(reverse("admin:index")),
        description="",
        feed_url=address_of(subscription),
        language="en",
    )
    for each in told:
        page = absolute_url(reverse("admin:advisor_article_report", args=[each.article.pk]))
        feed.add_item(
            title=f"{each.article.title}: {each.broken} to fix",
            link=page,
            description=linebreaks(as_text(each), autoescape=True),
            unique_id=f"{page}#{stamp(each)}",
            updateddate=each.seen_at or subscription.created_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def mail_reports() -> int:
    """Send whoever asked for it the articles that have something to fix; how many went out."""
    sent = 0
    wanted = ReportSubscription.objects.filter(by_mail=True).exclude(user__email="")
    for subscription in wanted.select_related("user").order_by("user_id"):
        user = subscription.user
        told = [each for each in today_standings(user) if each.broken] if may_follow(user) else []
        if told:
            body = "\n\n\n".join(as_text(each) for each in told)
            end = f"\n\n\nThe desk: {absolute_url(reverse('admin:index'))}\n"
            subject = f"Articles to fix: {len(told)}, {timezone.localdate().isoformat()}"
            sent += send_mail(subject, body + end, settings.DEFAULT_FROM_EMAIL, [user.email])
    return sent
