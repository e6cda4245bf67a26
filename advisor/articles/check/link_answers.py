"""Where each link of an article leads: ours to pages that exist or not, the content site's own to
the page of ours that answers the linked article's question."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from advisor.articles import snippets
from advisor.articles.check.article_text import TextLink
from advisor.content.documents import guides
from advisor.listing.search import Shelf
from advisor.models import Article, Preset, PresetCode
from advisor.models.articles import address_key, bare_host
from advisor.pages.shared.structured import absolute_url
from catalog.models import HeatPump, SaleStatus, Status

ALIVE, DEAD, MOVED, ANSWERED, GONE_ELSEWHERE = "alive", "dead", "moved", "answered", "gone"
STATES = {
    ALIVE: "works",
    DEAD: "dead",
    MOVED: "moved",
    ANSWERED: "answered by us",
    GONE_ELSEWHERE: "dead at its own site",
}


@dataclass(frozen=True, kw_only=True)
class LinkAnswer:
    """What is known of one link. ``instead`` is the whole address to use, ``says`` why."""

    address: str
    words: str
    state: str
    says: str = ""
    instead: str = ""
    title: str = ""  # of the page behind ``instead``

    @property
    def state_text(self) -> str:
        return STATES[self.state]

    @property
    def is_broken(self) -> bool:
        """A moved one still leads there."""
        return self.state in {DEAD, GONE_ELSEWHERE}


class LinkBook:
    """Articles, presets and guides as links meet them: three queries for any number of links."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        articles = list(Article.objects.select_related("preset"))
        self.by_slug = {article.slug: article for article in articles}
        self.by_key = {each.address_key: each for each in articles if each.address_key}
        self.codes = {preset.code: preset for preset in Preset.objects.all()}
        self.former = dict(PresetCode.objects.values_list("code", "preset__code"))
        ours = {urlsplit(settings.SITE_URL).netloc, *settings.ALLOWED_HOSTS}
        self.hosts = {bare_host(host) for host in ours if host not in {"*", ""}}

    def answers(self, links: Iterable[TextLink], slug: str = "") -> list[LinkAnswer]:
        """Every link that is ours or leads to an article that we know; others are not our matter.
        ``slug``: the article whose links these are."""
        found = [self._answer(link, slug) for link in links]
        return [each for each in found if each is not None]

    def _answer(self, link: TextLink, slug: str) -> LinkAnswer | None:
        try:
            parts = urlsplit(link.address)
        except ValueError:
            return None
        if parts.scheme not in {"", "http", "https"} or not (parts.netloc or parts.path):
            return None
        article = self._article(link.address, parts.path)
        if article is not None and (not parts.netloc or not self._is_ours(parts.netloc)):
            return self._of_article(link, article, slug)
        if self._is_ours(parts.netloc) or (not parts.netloc and parts.path.startswith("/")):
            return self._ours(link, parts.path, relative=not parts.netloc)
        return None

    def _is_ours(self, host: str) -> bool:
        return bool(host) and (
            bare_host(host) in self.hosts or bare_host(host).partition(":")[0] in self.hosts
        )

    def _article(self, address: str, path: str) -> Article | None:
        """By its address with or without www, else by its slug at the end of the path."""
        known = self.by_key.get(address_key(address))
        last = path.rstrip("/").rpartition("/")[2].removesuffix(".html")
        return known or self.by_slug.get(last)

    def _of_article(self, link: TextLink, article: Article, slug: str) -> LinkAnswer:
        preset = article.preset
        instead = ""
        if preset is not None:
            query = f"?from={slug}&slot=link" if slug else ""
            instead = absolute_url(reverse("go", args=[preset.code])) + query
        dead = article.check_status is not None and 400 <= article.check_status < 500
        says = f"“{article.title}”"
        if dead:
            says += f": its address answered {article.check_status} when we last reached it."
        return LinkAnswer(
            address=link.address,
            words=link.words,
            state=GONE_ELSEWHERE if dead else ANSWERED,
            says=says,
            instead=instead,
            title=preset.title if preset else "",
        )

    def _ours(self, link: TextLink, path: str, *, relative: bool) -> LinkAnswer | None:
        match = _resolved(path)
        if match is None:
            if relative or path.startswith(settings.STATIC_URL):
                return None  # a page of the site that the article stands on, or a file
            return self._dead(link, *self._nearest(path))
        view = match.view_name
        judge = BY_VIEW.get(view)
        told = judge(self, match.kwargs) if judge else None
        if told is None:
            return LinkAnswer(address=link.address, words=link.words, state=ALIVE)
        state, says, instead = told
        return LinkAnswer(
            address=link.address,
            words=link.words,
            state=state,
            says=says,
            instead=absolute_url(instead) if instead else "",
        )

    def _dead(self, link: TextLink, instead: str, says: str) -> LinkAnswer:
        return LinkAnswer(
            address=link.address,
            words=link.words,
            state=DEAD,
            says=says,
            instead=absolute_url(instead),
        )

    def _nearest(self, path: str) -> tuple[str, str]:
        """The page of ours whose path looks most like one that does not exist."""
        known = [reverse("go", args=[code]) for code in self.codes]
        known += [reverse("guide", args=[slug]) for slug in guides()]
        known += [reverse(name) for name in ("smallest", "decode", "heat_pumps", "questions")]
        near = difflib.get_close_matches(path, known, n=1, cutoff=0.6)
        return (near[0] if near else reverse("home")), "We have no such page."


def _resolved(path: str) -> ResolverMatch | None:
    """The view of a path, with or without its last slash: we redirect to the one with it."""
    for each in (path, f"{path}/"):
        try:
            return resolve(each)
        except Resolver404:
            continue
    return None


Told = tuple[str, str, str] | None


def _preset(book: LinkBook, given: Mapping[str, str]) -> Told:
    code = given["code"]
    if code in book.codes:
        return None
    if code in book.former:
        new = book.former[code]
        return MOVED, f"The preset is called {new} today.", reverse("go", args=[new])
    near = difflib.get_close_matches(code, book.codes, n=1, cutoff=0.5)
    instead = reverse("go", args=near) if near else reverse("home")
    return DEAD, f"There is no preset called {code}.", instead


def _model(book: LinkBook, given: Mapping[str, str]) -> Told:
    slug = given.get("model") or given.get("slug", "")
    row = book.shelf.rows.get(slug)
    if row is not None:
        card = book.shelf.cards[row]
        if card.sale == SaleStatus.DISCONTINUED:
            return DEAD, f"The {card.name} is discontinued.", _successor(book, card.replaced_by)
        if given.get("brand", card.brand_slug) != card.brand_slug:
            right = reverse("model", args=(card.brand_slug, slug))
            return DEAD, f"The {card.name} stands at another address.", right
        return None
    unit = HeatPump.objects.filter(slug=slug).select_related("replaced_by", "brand").first()
    if unit is None:
        brand = given.get("brand", "")
        is_brand = brand in book.shelf.brands
        instead = reverse("brand", args=(brand,)) if is_brand else reverse("heat_pumps")
        return DEAD, f"No unit of ours is called {slug}.", instead
    new = unit.replaced_by.slug if unit.replaced_by else ""
    why = "no longer in our catalog" if unit.status == Status.RETIRED else "not in public yet"
    return DEAD, f"The {unit} is {why}.", _successor(book, new)


def _successor(book: LinkBook, slug: str) -> str:
    if slug in book.shelf.rows:
        card = book.shelf.cards[book.shelf.rows[slug]]
        return reverse("model", args=(card.brand_slug, card.slug))
    return reverse("heat_pumps")


def _brand(book: LinkBook, given: Mapping[str, str]) -> Told:
    if given["brand"] in book.shelf.brands:
        return None
    return DEAD, "We have no live unit of this brand.", reverse("heat_pumps")


def _guide(_book: LinkBook, given: Mapping[str, str]) -> Told:
    slug = given["slug"]
    if slug in guides():
        return None
    near = difflib.get_close_matches(slug, list(guides()), n=1, cutoff=0.5)
    instead = reverse("guide", args=near) if near else reverse("guides")
    return DEAD, f"There is no guide called {slug}.", instead


def _snippet(_book: LinkBook, given: Mapping[str, str]) -> Told:
    if given["name"] in snippets.FACTS:
        return None
    return DEAD, "There is no live fact of this name.", reverse("heat_pumps")


BY_VIEW = {
    **dict.fromkeys(("go", "embed"), _preset),
    **dict.fromkeys(("model", "card", "embed_card", "unit"), _model),
    **dict.fromkeys(("snippet", "snippet_file"), _snippet),
    "brand": _brand,
    "guide": _guide,
}
"""What must exist behind each address of ours that has parts: a view that is not here is there."""
