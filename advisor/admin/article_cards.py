"""An editor's articles on the first page of the desk: what they brought, and what is broken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.articles.check.article_reports import ArticleStanding, articles_of, standings
from advisor.drawing.spark_lines import spark_points
from advisor.models import Article, DailyCount
from advisor.pages.shared.structured import absolute_url

DAYS = 30
WIDTH, HEIGHT = 240.0, 44.0
SHOWN_FAULTS = 3
Event = DailyCount.Event
DRAWN = {
    Event.OPENED: gettext_lazy("opened"),
    Event.STARTED: gettext_lazy("started"),
    Event.FINISHED: gettext_lazy("finished"),
}


@dataclass(frozen=True, kw_only=True)
class SparkLine:
    """One event over the days."""

    event: str
    label: str
    total: int
    points: str


@dataclass(frozen=True, kw_only=True)
class ArticleCard:
    """One article: its graph, what is wrong in it, and its way to the codes to copy."""

    article: Article
    standing: ArticleStanding
    lines: tuple[SparkLine, ...]
    faults: tuple[str, ...]
    more: int  # faults that are not listed
    short: str  # the link to copy

    @property
    def in_words(self) -> str:
        """The graph for who does not see it."""
        told = ", ".join(f"{line.label} {line.total}" for line in self.lines)
        return _("The last %(days)s days: %(told)s.") % {"days": DAYS, "told": told}

    @property
    def is_quiet(self) -> bool:
        return not any(line.total for line in self.lines)


def article_cards(user: AbstractBaseUser, today: date) -> list[ArticleCard]:
    """Of each article that an editor looks after, the broken first. Four queries and what the check
    of a text that is new to this process asks."""
    articles = articles_of(user)
    counts = _counts(articles, today)
    told = standings(articles, today, try_rooms=False)
    cards = [_card(each, counts[each.article.pk]) for each in told]
    return sorted(cards, key=lambda card: (card.article.proposed, -card.standing.broken))


def _counts(articles: Sequence[Article], today: date) -> dict[int, dict[str, list[int]]]:
    """Article → event → how often on each of the days, the oldest first."""
    first = today - timedelta(days=DAYS - 1)
    found: dict[int, dict[str, list[int]]] = defaultdict(
        lambda: {event: [0] * DAYS for event in DRAWN}
    )
    rows = DailyCount.objects.filter(
        article__in=[each.pk for each in articles], day__range=(first, today), event__in=list(DRAWN)
    )
    summed = rows.order_by().values_list("article_id", "event", "day").annotate(Sum("count"))
    for article, event, day, count in summed:
        found[article][event][(day - first).days] = count
    return found


def _card(standing: ArticleStanding, counts: dict[str, list[int]]) -> ArticleCard:
    article = standing.article
    most = max(max(values) for values in counts.values())
    report = standing.report
    faults = [each.says for each in standing.findings if each.kind != "unknown"]
    faults += [each.sentence for each in report.findings] if report else []
    preset = article.preset
    go = reverse("go", args=[preset.code]) if preset else ""
    return ArticleCard(
        article=article,
        standing=standing,
        lines=tuple(
            SparkLine(
                event=event,
                label=str(DRAWN[Event(event)]),
                total=sum(values),
                points=spark_points(values, most=most, width=WIDTH, height=HEIGHT),
            )
            for event, values in counts.items()
        ),
        faults=tuple(faults[:SHOWN_FAULTS]),
        more=max(0, len(faults) - SHOWN_FAULTS),
        short=f"{absolute_url(go)}?from={article.slug}" if go else "",
    )
