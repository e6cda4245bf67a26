"""Each article's standing: its address, its preset, and its text held against the catalog of today.

An article's text is read once and kept, so that a new price or a retired model shows in the report
the same day, without asking the site again.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q
from django.utils import timezone

from advisor.articles import content_check, safe_fetch
from advisor.articles.check.article_check import ArticleReport, check
from advisor.articles.check.article_text import MOST_CHARACTERS
from advisor.listing import inventory
from advisor.listing.versioned import VersionedCache
from advisor.models import Article, ArticleText, ReferenceVersion

_reports: VersionedCache[ArticleReport] = VersionedCache(most=60)
_presets: VersionedCache[tuple[content_check.Finding, ...]] = VersionedCache(most=60)


@dataclass(frozen=True, kw_only=True)
class ArticleStanding:
    """One article and what is wrong with it; ``report`` is ``None`` while its text was not read."""

    article: Article
    findings: tuple[content_check.Finding, ...]
    report: ArticleReport | None
    read_at: datetime | None

    @property
    def broken(self) -> int:
        sentences = len(self.report.findings) if self.report else 0
        return sentences + sum(each.kind != "unknown" for each in self.findings)

    @property
    def open(self) -> int:
        points = len(self.report.open_points) if self.report else 0
        return points + sum(each.kind == "unknown" for each in self.findings)

    @property
    def seen_at(self) -> datetime | None:
        """The newest look at it."""
        return max(filter(None, (self.read_at, self.article.checked_at)), default=None)


def articles_of(user: AbstractBaseUser | None) -> list[Article]:
    """The articles that an editor looks after: their own and those of nobody. One query."""
    articles = Article.objects.select_related("preset", "read_text", "editor")
    if user is not None:
        articles = articles.filter(Q(editor=None) | Q(editor_id=user.pk))
    return list(articles.order_by("proposed", "slug", "id"))


def standings(
    articles: Iterable[Article], today: date, *, try_rooms: bool = True
) -> list[ArticleStanding]:
    """Of each article, computed once for each version of the catalog, the preset and the text.
    ``try_rooms``: whether each preset is tried in our test room, which takes a moment."""
    stock = inventory.current().version
    data = ReferenceVersion.objects.values_list("version", flat=True).first() or ""
    version = (stock, data, today)
    return [_standing(article, version, try_rooms=try_rooms) for article in articles]


def _standing(
    article: Article, version: tuple[str, str, date], *, try_rooms: bool
) -> ArticleStanding:
    text, preset = _text_of(article), article.preset
    report = None
    if text is not None:
        key = (version, text.pk, text.read_at)
        report = _reports.get(key, lambda: check(text.text, slug=article.slug))
    of_preset: tuple[content_check.Finding, ...] = ()
    if preset is not None:
        of_preset = _presets.get(
            (version, preset.pk, preset.changed_at, try_rooms),
            lambda: tuple(content_check.preset_findings(preset, version[2], try_room=try_rooms)),
        )
    return ArticleStanding(
        article=article,
        findings=(*content_check.article_findings(article), *of_preset),
        report=report,
        read_at=text.read_at if text else None,
    )


def _text_of(article: Article) -> ArticleText | None:
    try:
        return article.read_text
    except ArticleText.DoesNotExist:
        return None


def forget() -> None:
    """Keep nothing: for tests, which take back a change without moving the version."""
    _reports.forget()
    _presets.forget()


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What neither the database nor a feed may hold."""


def keep_text(article: Article, text: str, *, pasted: bool) -> None:
    """What was read of an article from now on."""
    values = {"text": _CONTROL.sub("", text[:MOST_CHARACTERS]), "pasted": pasted}
    ArticleText.objects.update_or_create(article=article, defaults=values)


def read_again(
    article: Article, read: Callable[[str], safe_fetch.Seen] | None = None
) -> safe_fetch.Seen:
    """Ask for an article's page; what answers is kept, what does not leaves the text as it was."""
    seen = (read or safe_fetch.read)(article.address)
    content_check.keep_seen(article, seen)
    if seen.text.strip():
        keep_text(article, seen.text, pasted=False)
    return seen


def as_text(standing: ArticleStanding) -> str:
    """The report of one article as plain lines, for mail, feed and terminal."""
    article, report = standing.article, standing.report
    lines = [article.title, article.address or "(no address yet)", ""]
    lines += [
        f"- {each.kind_text}: {each.what} {each.name}: {each.says}" for each in standing.findings
    ]
    if report is None:
        lines.append("- Its text has not been read yet.")
    else:
        for found in report.findings:
            lines += [f"- {found.kinds}: “{found.sentence}”", f"  Write: {found.instead}"]
            lines += [
                f"  {each.says} ({', '.join(filter(None, (each.source, each.when)))})"
                for each in found.untruths
            ]
        if not report.findings:
            lines.append(f"- Every sentence stands ({report.sentences} read).")
    return "\n".join(lines)


def stamp(standing: ArticleStanding) -> str:
    """Moves when the report says something else, and only then."""
    return sha256(as_text(standing).encode()).hexdigest()[:16]


def today_standings(user: AbstractBaseUser | None = None) -> list[ArticleStanding]:
    return standings(articles_of(user), timezone.localdate())
