"""What articles say that is no longer so: a walk over presets, live facts, articles, shop links,
rebates and prices. Addresses outside are looked at only when somebody asks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice import advise
from advisor.articles import presets, safe_fetch, snippets
from advisor.content.documents import guides
from advisor.engine.incentives import CHECK_DAYS
from advisor.formatting.dates import day
from advisor.models import Article, Incentive, Landing, Preset, RetailerLink
from advisor.models.articles import address_key
from advisor.pages.shared.request import unless_zip_unknown
from advisor.questions import answer_form, renamed
from catalog.models import HeatPump, SaleStatus, Status

TRY_ROOM = {"zip": "02130", "space": "bedroom", "area": "120"}
"""The room in which every preset must lead somewhere."""

TRY_STATES = ("MA", "TX")
DEAD_FROM = 400  # HTTP status
SERVER_ERROR_FROM = 500


KINDS = {
    "dead": gettext_lazy("dead"),
    "redirected": gettext_lazy("moved"),
    "empty": gettext_lazy("leads nowhere"),
    "retired": gettext_lazy("retired"),
    "expired": gettext_lazy("expired"),
    "unknown": gettext_lazy("unknown"),
}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something to fix. ``fix`` is the key of the replacement that one click makes."""

    kind: str  # dead, redirected, empty, retired, expired, unknown
    what: str
    name: str
    says: str
    admin: str  # where to fix it by hand
    fix: str = ""
    fix_label: str = ""

    @property
    def kind_text(self) -> str:
        return str(KINDS[self.kind])


def report(today: date) -> list[Finding]:
    """Everything that can be seen without leaving the house."""
    return [
        *(finding for preset in Preset.objects.all() for finding in preset_findings(preset, today)),
        *_facts(today),
        *(finding for article in Article.objects.all() for finding in article_findings(article)),
        *_shop_links(),
        *_rebates(today),
    ]


def preset_findings(preset: Preset, today: date, *, try_room: bool = True) -> Iterator[Finding]:
    admin = reverse("admin:advisor_preset_change", args=[preset.pk])

    def found(kind: str, says: str, fix: str = "", label: str = "") -> Finding:
        return Finding(
            kind=kind,
            what=_("preset"),
            name=preset.code,
            says=says,
            admin=admin,
            fix=f"{fix}:{preset.pk}" if fix else "",
            fix_label=label,
        )

    if preset.landing == Landing.GUIDE and preset.landing_part not in guides():
        yield found("dead", _("It points to a guide that does not exist."))
    pairs = presets.pairs(preset.answers)
    for moved in renamed.living(pairs)[1]:
        was = "=".join(moved.was)
        yield found(
            "retired",
            _("The answer %(was)s is no longer in use. The closest current answer is used instead.")
            % {"was": was},
            "preset-answers",
            _("Update to today’s answers"),
        )
    for sentence in presets.faults(preset.answers):
        yield found("dead", sentence)
    slug = dict(pairs).get("model", "")
    if slug and (gone := _gone(slug)):
        unit = HeatPump.objects.filter(slug=slug).select_related("replaced_by").first()
        new = unit.replaced_by if unit else None
        label = _("Use %(model)s instead") % {"model": new.model_number} if new else ""
        yield found("retired", gone, "preset-model" if new else "", label)
    form = answer_form.read_text(
        answer_form.query_string({**TRY_ROOM, **presets.answers_today(preset.answers)})
    )
    answers = form.answers
    if answers is None or not try_room:
        return
    # Without the reference data there is no test room.
    _form, advice = unless_zip_unknown(form, lambda: advise(answers, today=today))
    if advice is not None and not advice.picks:
        yield found("empty", _("In our test room, nothing is left to pick."))


def _gone(slug: str) -> str:
    unit = HeatPump.objects.filter(slug=slug).first()
    if unit is None:
        return _("It names a model that is not in the catalog: %(slug)s.") % {"slug": slug}
    if unit.status != Status.LIVE or unit.availability == SaleStatus.DISCONTINUED:
        return _("It names a model that is no longer sold: %(slug)s.") % {"slug": slug}
    return ""


def _facts(today: date) -> Iterator[Finding]:
    asked = [
        ("smallest", ""),
        ("prices", ""),
        *(("running-cost", f"state={s}") for s in TRY_STATES),
    ]
    for name, query in asked:
        admin = reverse("snippet", args=[name]) + (f"?{query}" if query else "")
        told, _tag = snippets.fact(name, QueryDict(query), today=today)
        if not told.rows:
            yield _finding("empty", _("live fact"), name, _("It has no data to show."), admin)
        for row in told.rows:
            if row.old:
                says = f"{row.label}: {row.note}"
                yield _finding("expired", _("live fact"), name, says, admin)


def _finding(kind: str, what: str, name: str, says: str, admin: str) -> Finding:
    return Finding(kind=kind, what=what, name=name, says=says, admin=admin)


def article_findings(article: Article) -> Iterator[Finding]:
    admin = reverse("admin:advisor_article_change", args=[article.pk])
    what = _("article")
    if not article.address:
        if not article.proposed:
            says = _("No address has been entered for it.")
            yield _finding("unknown", what, article.slug, says, admin)
    elif article.checked_at is None:
        yield _finding("unknown", what, article.slug, _("It has not been checked yet."), admin)
    elif article.check_status is None:
        yield _finding("unknown", what, article.slug, article.check_note, admin)
    elif article.check_status >= DEAD_FROM:
        says = _("The server answered %(status)s.") % {"status": article.check_status}
        says = f"{says} {article.check_note}".strip()
        yield _finding("dead", what, article.slug, says, admin)
    elif article.moved_to:
        yield Finding(
            kind="redirected",
            what=what,
            name=article.slug,
            says=_("It has moved to %(address)s.") % {"address": article.moved_to},
            admin=admin,
            fix=f"article-moved:{article.pk}",
            fix_label=_("Use the new address"),
        )


def _shop_links() -> Iterator[Finding]:
    for link in RetailerLink.objects.filter(shown=True).select_related("heat_pump"):
        if gone := _gone(link.heat_pump.slug):
            yield Finding(
                kind="retired",
                what=_("store link"),
                name=str(link),
                says=gone,
                admin=reverse("admin:advisor_retailerlink_change", args=[link.pk]),
                fix=f"hide-link:{link.pk}",
                fix_label=_("Hide the link"),
            )


def _rebates(today: date) -> Iterator[Finding]:
    due = today - timedelta(days=int(CHECK_DAYS))
    for rebate in Incentive.objects.filter(status="open").order_by("code"):
        admin = reverse("admin:advisor_incentive_change", args=[rebate.pk])
        if rebate.ends_on and rebate.ends_on < today:
            says = _("It ended on %(day)s.") % {"day": day(rebate.ends_on)}
        elif rebate.last_checked is None or rebate.last_checked < due:
            says = _(
                "It has not been checked recently, so it does not count until someone checks it."
            )
        else:
            continue
        yield _finding("expired", _("rebate"), rebate.name, says, admin)


def look_at_articles(look: Callable[[str], safe_fetch.Seen] = safe_fetch.look) -> int:
    """Look at every article's address and keep what was seen; how many could be looked at."""
    seen_count = 0
    for article in Article.objects.exclude(address=""):
        seen = look(article.address)
        keep_seen(article, seen)
        seen_count += seen.status is not None
    return seen_count


def keep_seen(article: Article, seen: safe_fetch.Seen) -> None:
    """Keep what a look at an article's address has shown.

    A failed look (no answer, or an error of the server) says nothing about the page: a known 404 or
    a known move stays, and the note says that the look failed.
    """
    failed = seen.status is None or seen.status >= SERVER_ERROR_FROM
    if failed and (_known_dead(article) or article.moved_to):
        why = seen.note or _("the server answered %(status)s") % {"status": seen.status}
        article.check_note = _("A look on %(day)s failed: %(why)s") % {
            "day": day(timezone.localdate()),
            "why": why,
        }
        article.check_note = article.check_note[:300]
        article.save()
        return
    # With or without www. is one address: both are accepted.
    moved = address_key(seen.address) != article.address_key and seen.status is not None
    article.checked_at = timezone.now()
    article.check_status = seen.status
    article.check_note = seen.note
    article.moved_to = seen.address[:300] if moved else ""
    article.save()


def _known_dead(article: Article) -> bool:
    return DEAD_FROM <= (article.check_status or 0) < SERVER_ERROR_FROM


def apply_fix(fix: str) -> bool:
    """Make the replacement that a finding offers; False where there is none any more."""
    name, _colon, pk = fix.partition(":")
    action = FIXES.get(name)
    return bool(action and pk.isdigit() and len(pk) < 18 and action(int(pk)))


def _fix_answers(pk: int) -> bool:
    preset = Preset.objects.filter(pk=pk).first()
    if preset is None:
        return False
    preset.answers = answer_form.query_string({}, **presets.answers_today(preset.answers))
    preset.version += 1
    preset.from_files = False
    preset.save()
    return True


def _fix_model(pk: int) -> bool:
    preset = Preset.objects.filter(pk=pk).first()
    given = dict(presets.pairs(preset.answers)) if preset else {}
    unit = HeatPump.objects.filter(slug=given.get("model")).select_related("replaced_by").first()
    if preset is None or unit is None or unit.replaced_by is None:
        return False
    preset.answers = answer_form.query_string({}, **{**given, "model": unit.replaced_by.slug})
    preset.version += 1
    preset.from_files = False
    preset.save()
    return True


def _fix_address(pk: int) -> bool:
    article = Article.objects.filter(pk=pk).exclude(moved_to="").first()
    if article is None:
        return False
    key = address_key(article.moved_to)
    if Article.objects.filter(address_key=key).exclude(pk=pk).exists():
        return False  # two articles became one: an editor decides which stays
    article.address, article.moved_to = article.moved_to, ""
    article.from_files = False
    article.save()
    return True


def _hide_link(pk: int) -> bool:
    return bool(RetailerLink.objects.filter(pk=pk).update(shown=False))


FIXES: dict[str, Callable[[int], bool]] = {
    "preset-answers": _fix_answers,
    "preset-model": _fix_model,
    "article-moved": _fix_address,
    "hide-link": _hide_link,
}
